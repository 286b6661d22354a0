<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="id">
<context>
    <name>Agencies</name>
    <message>
        <source>Instansi mana yang Anda tuju?</source>
        <translation>Which office do you need?</translation>
    </message>
    <message>
        <source>Nomor antrean  ·  Langkah %1 dari %2</source>
        <translation>Queue number  ·  Step %1 of %2</translation>
    </message>
    <message>
        <source>%1 instansi, %2 layanan</source>
        <translation>%1 offices, %2 services</translation>
    </message>
</context>
<context>
    <name>Attract</name>
    <message>
        <source>Sentuh untuk melihat persyaratan</source>
        <translation>Touch to see what to bring</translation>
    </message>
    <message>
        <source>Sedang buka</source>
        <translation>Open now</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Antrean saat ini</source>
        <translation>Waiting now</translation>
    </message>
    <message>
        <source>Selamat datang</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>Pengambilan nomor sudah ditutup</source>
        <translation>No more numbers for now</translation>
    </message>
    <message>
        <source>Mal sedang tutup</source>
        <translation>The mall is closed</translation>
    </message>
    <message>
        <source>Sentuh layar untuk mulai</source>
        <translation>Touch the screen to start</translation>
    </message>
    <message>
        <source>Saat ini tutup</source>
        <translation>Closed at the moment</translation>
    </message>
    <message>
        <source>Buka lagi pukul {time}</source>
        <translation>Opens again at {time}</translation>
    </message>
    <message>
        <source>Buka lagi {day} pukul {time}</source>
        <translation>Opens again {day} at {time}</translation>
    </message>
    <message>
        <source>Jam layanan</source>
        <translation>Opening hours</translation>
    </message>
    <message>
        <source>Buka sampai {time}</source>
        <translation>Open until {time}</translation>
    </message>
    <message>
        <source>{name} buka sampai {time}</source>
        <translation>{name}: open until {time}</translation>
    </message>
    <message>
        <source>{n} menunggu</source>
        <translation>{n} waiting</translation>
    </message>
    <message>
        <source>{n} layanan</source>
        <translation>{n} services</translation>
    </message>
    <message>
        <source>{n} instansi</source>
        <translation>{n} offices</translation>
    </message>
    <message>
        <source>Anjungan {letter}</source>
        <translation>Kiosk {letter}</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Layanan tanpa nomor antrean</source>
        <translation>No queue number needed</translation>
    </message>
    <message>
        <source>Semua syaratnya sudah siap?</source>
        <translation>Do you have everything ready?</translation>
    </message>
    <message>
        <source>%1  ·  Langkah %2 dari %3</source>
        <translation>%1  ·  Step %2 of %3</translation>
    </message>
    <message>
        <source>Cetak di mesin ini</source>
        <translation>Print it here</translation>
    </message>
    <message>
        <source>Ambil nomor</source>
        <translation>Take a number</translation>
    </message>
    <message>
        <source>Silakan langsung datang</source>
        <translation>Please walk straight in</translation>
    </message>
    <message>
        <source>Persyaratan: tanyakan petugas</source>
        <translation>What to bring: please ask staff</translation>
    </message>
    <message>
        <source>Siapkan 1 persyaratan ini</source>
        <translation>Have this one thing ready</translation>
    </message>
    <message>
        <source>Siapkan {n} persyaratan ini</source>
        <translation>Have these {n} things ready</translation>
    </message>
    <message>
        <source>Tanyakan petugas</source>
        <translation>Please ask staff</translation>
    </message>
    <message>
        <source>Biaya</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Lama layanan</source>
        <translation>Time it takes</translation>
    </message>
    <message>
        <source>Antrean sekarang</source>
        <translation>Waiting now</translation>
    </message>
    <message>
        <source>1 orang</source>
        <translation>1 person</translation>
    </message>
    <message>
        <source>{n} orang</source>
        <translation>{n} people</translation>
    </message>
    <message>
        <source>1 hari</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>1 jam</source>
        <translation>1 hour</translation>
    </message>
    <message>
        <source>{n} hari</source>
        <translation>{n} days</translation>
    </message>
    <message>
        <source>{n} jam</source>
        <translation>{n} hours</translation>
    </message>
    <message>
        <source>{n} menit</source>
        <translation>{n} minutes</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Apa yang Anda perlukan hari ini?</source>
        <translation>What do you need today?</translation>
    </message>
    <message>
        <source>%1 layanan dari %2 instansi, di satu tempat.</source>
        <translation>%1 services of %2 offices, in one place.</translation>
    </message>
    <message>
        <source>Cari layanan</source>
        <translation>Find a service</translation>
    </message>
    <message>
        <source>Cari layanan: bikin KTP, bayar pajak motor</source>
        <translation>Find a service: ID card, motorcycle tax</translation>
    </message>
    <message>
        <source>Ambil nomor antrean</source>
        <translation>Take a queue number</translation>
    </message>
    <message>
        <source>Pilih instansi, lalu layanan</source>
        <translation>Choose the office, then the service</translation>
    </message>
    <message>
        <source>Cetak %1</source>
        <translation>Print %1</translation>
    </message>
    <message>
        <source>Dengan NIK dan PIN dari Dukcapil</source>
        <translation>With your NIK and the PIN from Dukcapil</translation>
    </message>
    <message>
        <source>Sering dicari</source>
        <translation>Often needed</translation>
    </message>
</context>
<context>
    <name>IdleQuestion</name>
    <message>
        <source>Apakah Anda masih di sini?</source>
        <translation>Are you still here?</translation>
    </message>
    <message numerus="yes">
        <source>Demi keamanan data Anda, layar kembali ke awal dalam %n detik.</source>
        <translation>
            <numerusform>To protect your data, this screen starts over in %n second.</numerusform>
            <numerusform>To protect your data, this screen starts over in %n seconds.</numerusform>
        </translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Ya, lanjutkan</source>
        <translation>Yes, continue</translation>
    </message>
</context>
<context>
    <name>LetterPad</name>
    <message>
        <source>Hapus</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Kosongkan</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>spasi</source>
        <translation>space</translation>
    </message>
</context>
<context>
    <name>NumPad</name>
    <message>
        <source>Kosongkan</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>Hapus</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>OutOfService</name>
    <message>
        <source>Maaf, mesin ini belum bisa dipakai</source>
        <translation>Sorry, this machine is not in service</translation>
    </message>
    <message>
        <source>Sementara tutup</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <source>Yang bisa Anda datangi sekarang</source>
        <translation>Where you can go now</translation>
    </message>
    <message>
        <source>Dengan petugas</source>
        <translation>Served by staff</translation>
    </message>
    <message>
        <source>Nomor yang sudah Anda punya tetap berlaku</source>
        <translation>A number that you already have stays valid</translation>
    </message>
    <message>
        <source>Tunggu panggilan lewat suara dan layar seperti biasa.</source>
        <translation>Wait for the call on the speakers and screens as usual.</translation>
    </message>
</context>
<context>
    <name>PageFrame</name>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Sebelumnya</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>Halaman %1 dari %2</source>
        <translation>Page %1 of %2</translation>
    </message>
    <message>
        <source>Berikutnya</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>Gratis</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>{n} menunggu</source>
        <translation>{n} waiting</translation>
    </message>
    <message>
        <source>Tutup, buka {when}</source>
        <translation>Closed, opens {when}</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Pengambilan nomor ditutup, buka {when}</source>
        <translation>No more numbers, opens {when}</translation>
    </message>
    <message>
        <source>Pengambilan nomor ditutup</source>
        <translation>No more numbers for now</translation>
    </message>
    <message>
        <source>Kuota hari ini habis, buka {when}</source>
        <translation>Today's numbers are gone, opens {when}</translation>
    </message>
    <message>
        <source>Kuota hari ini habis</source>
        <translation>Today's numbers are gone</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>Tanpa nomor antrean</source>
        <translation>No queue number needed</translation>
    </message>
    <message>
        <source>Di mesin ini</source>
        <translation>On this machine</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Anda ingin mengurus apa?</source>
        <translation>What would you like to do?</translation>
    </message>
    <message>
        <source>Cari layanan</source>
        <translation>Find a service</translation>
    </message>
    <message>
        <source>Kata sehari-hari boleh: bikin ktp, pajak motor, surat hilang</source>
        <translation>Everyday words will do: bikin ktp, pajak motor, surat hilang</translation>
    </message>
    <message>
        <source>Ketik satu atau dua kata</source>
        <translation>Type a word or two</translation>
    </message>
    <message>
        <source>Belum ketemu</source>
        <translation>Nothing found yet</translation>
    </message>
    <message>
        <source>Coba kata lain, atau pilih lewat instansi.</source>
        <translation>Try another word, or choose by office.</translation>
    </message>
    <message>
        <source>{n} layanan</source>
        <translation>{n} services</translation>
    </message>
    <message>
        <source>{shown} dari {n} layanan</source>
        <translation>{shown} of {n} services</translation>
    </message>
</context>
<context>
    <name>Services</name>
    <message>
        <source>Layanan apa yang Anda perlukan?</source>
        <translation>Which service do you need?</translation>
    </message>
    <message>
        <source>%1  ·  Langkah %2 dari %3</source>
        <translation>%1  ·  Step %2 of %3</translation>
    </message>
    <message>
        <source>{n} orang menunggu</source>
        <translation>{n} waiting</translation>
    </message>
    <message>
        <source>Semua</source>
        <translation>All</translation>
    </message>
</context>
</TS>
