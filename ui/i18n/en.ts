<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="id">
<context>
    <name>Agencies</name>
    <message>
        <source>Instansi mana yang Anda tuju?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nomor antrean  ·  Langkah %1 dari %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 instansi, %2 layanan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Attract</name>
    <message>
        <source>Sentuh untuk melihat persyaratan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sedang buka</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Antrean saat ini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selamat datang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pengambilan nomor sudah ditutup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mal sedang tutup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentuh layar untuk mulai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saat ini tutup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buka lagi pukul {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buka lagi {day} pukul {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jam layanan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buka sampai {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} buka sampai {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n menunggu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anjungan {letter}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Layanan tanpa nomor antrean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sudah lengkap persyaratannya?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  ·  Langkah %2 dari %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cetak di mesin ini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ambil nomor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silakan langsung datang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Persyaratan: tanyakan petugas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Siapkan %n dokumen ini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tanyakan petugas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biaya</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lama layanan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Antrean sekarang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n orang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n menit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Apa yang Anda perlukan hari ini?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 layanan dari %2 instansi, di satu tempat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cari layanan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cari layanan: bikin KTP, bayar pajak motor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ambil nomor antrean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih instansi, lalu layanan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cetak %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dengan NIK dan PIN dari Dukcapil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sering dicari</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IdleQuestion</name>
    <message>
        <source>Apakah Anda masih di sini?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Demi keamanan data Anda, layar kembali ke awal dalam %n detik.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ya, lanjutkan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LetterPad</name>
    <message>
        <source>Hapus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kosongkan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spasi</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumPad</name>
    <message>
        <source>Kosongkan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hapus</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutOfService</name>
    <message>
        <source>Maaf, mesin ini belum bisa dipakai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sementara tutup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yang bisa Anda datangi sekarang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dengan petugas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nomor yang sudah Anda punya tetap berlaku</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunggu panggilan lewat suara dan layar seperti biasa.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PageFrame</name>
    <message>
        <source>Kembali</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Sebelumnya</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Halaman %1 dari %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Berikutnya</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>Gratis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n menunggu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tutup, buka {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pengambilan nomor ditutup, buka {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pengambilan nomor ditutup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kuota hari ini habis, buka {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kuota hari ini habis</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>Tanpa nomor antrean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Di mesin ini</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Anda ingin mengurus apa?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cari layanan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kata sehari-hari boleh: bikin ktp, pajak motor, surat hilang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ketik satu atau dua kata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belum ketemu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coba kata lain, atau pilih lewat instansi.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n layanan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown} dari %n layanan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Services</name>
    <message>
        <source>Layanan apa yang Anda perlukan?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  ·  Langkah %2 dari %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n orang menunggu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Semua</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
