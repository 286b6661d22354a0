<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="id">
<context>
    <name>AccessPin</name>
    <message>
        <source>Masukkan PIN akses Anda</source>
        <translation>Enter your access PIN</translation>
    </message>
    <message>
        <source>Cetak dokumen  ·  Langkah&#xa0;%1&#xa0;dari&#xa0;%2</source>
        <translation>Print a document  ·  Step&#xa0;%1&#xa0;of&#xa0;%2</translation>
    </message>
    <message>
        <source>Dikirim lewat SMS saat Anda mendaftar ADM</source>
        <translation>Sent by SMS when you registered for ADM</translation>
    </message>
    <message>
        <source>PIN akses</source>
        <translation>Access PIN</translation>
    </message>
    <message>
        <source>Angka tidak ditampilkan. PIN akses berbeda dengan PIN cetak.</source>
        <translation>Digits stay hidden. The access PIN is not the print PIN.</translation>
    </message>
    <message>
        <source>Lupa PIN akses?</source>
        <translation>Forgot your access PIN?</translation>
    </message>
    <message>
        <source>Tanyakan petugas di %1.</source>
        <translation>Staff can help you: %1.</translation>
    </message>
</context>
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
        <source>%1&#xa0;instansi, %2&#xa0;layanan</source>
        <translation>%1&#xa0;offices, %2&#xa0;services</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>PIN cetak Anda sedang diperiksa</source>
        <translation>Checking your print PIN</translation>
    </message>
    <message>
        <source>Dokumen Anda sedang dicari</source>
        <translation>Looking for your documents</translation>
    </message>
    <message>
        <source>Bukti Anda sedang disiapkan</source>
        <translation>Your slip is being prepared</translation>
    </message>
    <message>
        <source>Cetak dokumen</source>
        <translation>Print a document</translation>
    </message>
    <message>
        <source>Sebentar, kami tanyakan ke Dukcapil.</source>
        <translation>One moment, we are asking Dukcapil.</translation>
    </message>
    <message>
        <source>Sedang berlangsung</source>
        <translation>Happening now</translation>
    </message>
    <message>
        <source>Dukcapil memeriksa PIN cetak Anda</source>
        <translation>Dukcapil checks your print PIN</translation>
    </message>
    <message>
        <source>Dukcapil mencari tempat dokumen Anda</source>
        <translation>Dukcapil looks up where your document is</translation>
    </message>
    <message>
        <source>Dukcapil mencocokkan NIK dan PIN Anda</source>
        <translation>Dukcapil compares your NIK and PIN</translation>
    </message>
    <message>
        <source>Jawabannya tampil di layar ini.</source>
        <translation>The answer appears on this screen.</translation>
    </message>
    <message>
        <source>Bila Dukcapil tidak menjawab</source>
        <translation>If Dukcapil does not answer</translation>
    </message>
    <message>
        <source>Layar ini akan memberi tahu</source>
        <translation>This screen will say so</translation>
    </message>
    <message>
        <source>PIN cetak terpakai hanya bila sudah tercetak.</source>
        <translation>A print PIN is used up only once it has printed.</translation>
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
        <translation>The queue is closed for now</translation>
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
        <translation>Closed now</translation>
    </message>
    <message>
        <source>Mal buka lagi pukul {time}</source>
        <translation>The mall opens again at {time}</translation>
    </message>
    <message>
        <source>Mal buka lagi {day} pukul {time}</source>
        <translation>The mall opens again on {day} at {time}</translation>
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
        <source>{n}&#xa0;layanan</source>
        <translation>{n}&#xa0;services</translation>
    </message>
    <message>
        <source>{n}&#xa0;instansi</source>
        <translation>{n}&#xa0;offices</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>Bolehkah kami memakai NIK Anda?</source>
        <translation>May we use your NIK?</translation>
    </message>
    <message>
        <source>Cetak dokumen</source>
        <translation>Print a document</translation>
    </message>
    <message>
        <source>Tidak</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Setuju</source>
        <translation>I agree</translation>
    </message>
    <message>
        <source>Yang kami tanyakan</source>
        <translation>What we ask for</translation>
    </message>
    <message>
        <source>NIK dan PIN akses Anda</source>
        <translation>Your NIK and access PIN</translation>
    </message>
    <message>
        <source>Untuk apa</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Melihat permohonan dokumen Anda</source>
        <translation>To show your document requests</translation>
    </message>
    <message>
        <source>Yang siap, diproses, sudah diambil, atau lewat waktu. Lalu mencetak bukti untuk mengambilnya.</source>
        <translation>Ready, in progress, collected or expired. Then we print a slip to collect with.</translation>
    </message>
    <message>
        <source>Yang terlihat dan tercetak</source>
        <translation>What is shown and printed</translation>
    </message>
    <message>
        <source>Hanya untuk satu kali layanan, sesuai UU&#xa0;27/2022</source>
        <translation>For this service only, as Law&#xa0;27/2022 requires</translation>
    </message>
    <message>
        <source>Hanya untuk Dukcapil. Tanpa sidik jari, tanpa foto.</source>
        <translation>Only for Dukcapil. No fingerprint, no photo.</translation>
    </message>
    <message>
        <source>Slip tanpa NIK lengkap</source>
        <translation>A slip without the whole NIK</translation>
    </message>
    <message>
        <source>Yang disimpan mesin ini</source>
        <translation>What this machine keeps</translation>
    </message>
    <message>
        <source>Tidak ada</source>
        <translation>Nothing</translation>
    </message>
    <message>
        <source>NIK dan PIN dihapus begitu Anda selesai. Server mencatat tanpa NIK bahwa dokumen dilihat dan dicetak.</source>
        <translation>NIK and PIN are deleted as soon as you finish. The server records, without your NIK, that documents were viewed and printed.</translation>
    </message>
    <message>
        <source>Boleh memilih tidak</source>
        <translation>You may say no</translation>
    </message>
    <message>
        <source>Petugas di %1 tetap melayani Anda.</source>
        <translation>Staff will still help you: %1.</translation>
    </message>
    <message>
        <source>Nama dan empat angka terakhir NIK.</source>
        <translation>A name and the last four digits of the NIK.</translation>
    </message>
    <message>
        <source>{document} di kertas A4: seluruh isinya, dengan NIK lengkap.</source>
        <translation>{document} on A4 paper: all that it says, with the whole NIK.</translation>
    </message>
    <message>
        <source>KK juga: alamat, akhir No. KK, dan semua anggota dengan hubungan dan tahun lahir.</source>
        <translation>KK also: address, end of the KK number, all members with relationship and year of birth.</translation>
    </message>
    <message>
        <source>KTP-el juga: jenis permohonan.</source>
        <translation>KTP-el also: the kind of request.</translation>
    </message>
    <message>
        <source>KIA juga: golongan umur anak.</source>
        <translation>KIA also: the child&apos;s age group.</translation>
    </message>
    <message>
        <source>{agency}, Loket {counter}</source>
        <translation>{agency}, Counter {counter}</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message numerus="yes">
        <source>Layar ini ditutup dalam %n detik</source>
        <translation>
            <numerusform>This screen closes in %n second</numerusform>
            <numerusform>This screen closes in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Curtain</name>
    <message>
        <source>Layar ditutup selama Anda mendengarkan</source>
        <translation>The screen is covered while you listen</translation>
    </message>
    <message>
        <source>Sentuh layar untuk membukanya, atau tekan panah atas dua kali.</source>
        <translation>Touch the screen to uncover it, or press the up arrow twice.</translation>
    </message>
    <message>
        <source>Sentuh layar untuk membukanya</source>
        <translation>Touch the screen to uncover it</translation>
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
        <source>Cetak di sini</source>
        <translation>Print here</translation>
    </message>
    <message>
        <source>Nomor ditutup</source>
        <translation>Queue closed</translation>
    </message>
    <message>
        <source>Silakan langsung datang</source>
        <translation>Just walk in</translation>
    </message>
    <message>
        <source>Tanyakan tempatnya kepada petugas.</source>
        <translation>Ask staff where it is.</translation>
    </message>
    <message>
        <source>Persyaratan: tanyakan petugas</source>
        <translation>What to bring: please ask the staff</translation>
    </message>
    <message>
        <source>Siapkan 1 persyaratan ini</source>
        <translation>Bring this item (name as used at the counter)</translation>
    </message>
    <message>
        <source>Siapkan {n} persyaratan ini</source>
        <translation>Bring these {n} items (names as used at the counter)</translation>
    </message>
    <message>
        <source>Tanyakan petugas</source>
        <translation>Ask the staff</translation>
    </message>
    <message>
        <source>Biaya</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Lama layanan</source>
        <translation>Time needed</translation>
    </message>
    <message>
        <source>Antrean sekarang</source>
        <translation>Waiting now</translation>
    </message>
    <message>
        <source>dipanggil sekitar {span}</source>
        <translation>called around {span}</translation>
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
    <name>DigitsPlate</name>
    <message>
        <source>Lanjut</source>
        <translation>Continue</translation>
    </message>
    <message numerus="yes">
        <source>Kurang %n angka</source>
        <translation>
            <numerusform>%n digit to go</numerusform>
            <numerusform>%n digits to go</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisplayHelp</name>
    <message>
        <source>Atur layar ini untuk Anda</source>
        <translation>Adjust this screen to suit you</translation>
    </message>
    <message>
        <source>Bantuan tampilan</source>
        <translation>Display help</translation>
    </message>
    <message>
        <source>Berlaku sampai Anda selesai, lalu kembali seperti semula</source>
        <translation>Lasts until you finish, then goes back to normal</translation>
    </message>
    <message>
        <source>Seperti semula</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Ukuran huruf</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Untuk layar ini dan berikutnya</source>
        <translation>For this screen and the next ones</translation>
    </message>
    <message>
        <source>Warna</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>Kontras tinggi: hitam, putih, kuning</source>
        <translation>High contrast: black, white, yellow</translation>
    </message>
    <message>
        <source>Letak tombol</source>
        <translation>Button position</translation>
    </message>
    <message>
        <source>Untuk pengguna kursi roda dan anak-anak</source>
        <translation>For wheelchair users and children</translation>
    </message>
    <message>
        <source>Suara</source>
        <translation>Sound</translation>
    </message>
    <message>
        <source>Lewat earphone</source>
        <translation>Through earphones</translation>
    </message>
    <message>
        <source>Bahasa</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Biasa</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Besar</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>Terbesar</source>
        <translation>Largest</translation>
    </message>
    <message>
        <source>Terang</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Gelap</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Kontras tinggi</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Diturunkan</source>
        <translation>Lowered</translation>
    </message>
    <message>
        <source>Mati</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>Dengar</source>
        <translation>Listen</translation>
    </message>
</context>
<context>
    <name>DocumentDone</name>
    <message>
        <source>Di bawah layar</source>
        <translation>Below the screen</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Dengan petugas</source>
        <translation>Help from staff</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Dokumen mana yang ingin Anda ambil?</source>
        <translation>Which document would you like?</translation>
    </message>
    <message>
        <source>Belum ada dokumen yang siap</source>
        <translation>No document is ready yet</translation>
    </message>
    <message>
        <source>Cetak dokumen  ·  Langkah&#xa0;%1&#xa0;dari&#xa0;%2</source>
        <translation>Print a document  ·  Step&#xa0;%1&#xa0;of&#xa0;%2</translation>
    </message>
    <message>
        <source>NIK ············%1</source>
        <translation>NIK ············%1</translation>
    </message>
    <message>
        <source>Pilih satu</source>
        <translation>Choose one</translation>
    </message>
    <message>
        <source>Cetak bukti %1</source>
        <translation>Print %1 slip</translation>
    </message>
    <message>
        <source>Bukti ambil</source>
        <translation>Collection slip</translation>
    </message>
    <message>
        <source>Cetak bukti ambil %1</source>
        <translation>Print %1 collection slip</translation>
    </message>
    <message>
        <source>Cetak %1</source>
        <translation>Print %1</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Belum ada dokumen untuk Anda</source>
        <translation>No documents for you yet</translation>
    </message>
    <message>
        <source>Dukcapil memberi tahu bila ada yang siap.</source>
        <translation>Dukcapil will tell you when one is ready.</translation>
    </message>
    <message>
        <source>Ambil nomor antrean</source>
        <translation>Take a queue number</translation>
    </message>
    <message>
        <source>Pilih instansi, lalu layanan</source>
        <translation>Choose an office, then a service</translation>
    </message>
    <message>
        <source>Yang tercetak di mesin ini adalah bukti pengambilan, bukan dokumen kependudukan. Tunjukkan di loket Dukcapil; yang perlu dibawa tertulis di sana.</source>
        <translation>This machine prints a collection slip, not the document itself. Show it at the Dukcapil counter; the slip says what to bring.</translation>
    </message>
    <message>
        <source>Slip di bawah layar adalah bukti pengambilan, bukan dokumen kependudukan. Tunjukkan di loket Dukcapil; yang perlu dibawa tertulis di sana.</source>
        <translation>The slip below the screen is a collection slip, not a civil document. Show it at the Dukcapil counter; it says what to bring.</translation>
    </message>
    <message>
        <source>Siap</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Diproses</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>Sudah diambil</source>
        <translation>Collected</translation>
    </message>
    <message>
        <source>Perlu lagi? Tanyakan petugas.</source>
        <translation>Need it again? Ask the staff.</translation>
    </message>
    <message>
        <source>Lewat waktu</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>Dukcapil memberi tahu bila siap.</source>
        <translation>Dukcapil will tell you when it is ready.</translation>
    </message>
    <message>
        <source>Cetakan sebelumnya diperiksa petugas. Tanyakan di {desk}.</source>
        <translation>Staff are checking your last print. Please ask: {desk}.</translation>
    </message>
    <message>
        <source>Menunggu petugas</source>
        <translation>Waiting for staff</translation>
    </message>
    <message>
        <source>Dokumen Anda belum diambil.</source>
        <translation>You have not collected your document yet.</translation>
    </message>
    <message>
        <source>Slip sudah dicetak</source>
        <translation>Slip printed</translation>
    </message>
    <message>
        <source>Tidak dicetak di mesin ini.</source>
        <translation>Not printed at this machine.</translation>
    </message>
    <message>
        <source>Selesai {day}</source>
        <translation>Ready since {day}</translation>
    </message>
    <message>
        <source>Loket {counter}</source>
        <translation>Counter {counter}</translation>
    </message>
    <message>
        <source>paling lambat {day}</source>
        <translation>by {day}</translation>
    </message>
</context>
<context>
    <name>Done</name>
    <message>
        <source>Nomor cadangan Anda</source>
        <translation>Your backup number</translation>
    </message>
    <message>
        <source>Nomor antrean Anda</source>
        <translation>Your queue number</translation>
    </message>
    <message>
        <source>kode</source>
        <translation>code</translation>
    </message>
    <message>
        <source>Ambil nomor lain</source>
        <translation>Get another number</translation>
    </message>
    <message>
        <source>Nomor lain</source>
        <translation>New number</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Cetak slip</source>
        <translation>Print slip</translation>
    </message>
    <message>
        <source>Ikuti nomor Anda di ponsel</source>
        <translation>Follow your number on your phone</translation>
    </message>
    <message>
        <source>Nanti dapat diikuti di ponsel</source>
        <translation>Follow it on your phone later</translation>
    </message>
    <message>
        <source>Begini selanjutnya</source>
        <translation>What happens next</translation>
    </message>
    <message>
        <source>Catat atau foto nomor dan kode %1</source>
        <translation>Write down or photograph the number and code %1</translation>
    </message>
    <message>
        <source>Tunggu sampai nomor Anda dipanggil</source>
        <translation>Wait until your number is called</translation>
    </message>
    <message>
        <source>Sebutkan nomor dan kodenya di loket</source>
        <translation>Say the number and code at the counter</translation>
    </message>
    <message>
        <source>Kembalikan nomor</source>
        <translation>Cancel this number</translation>
    </message>
    <message>
        <source>Kembalikan</source>
        <translation>Cancel number</translation>
    </message>
    <message>
        <source>Prioritas: {group}</source>
        <translation>Priority: {group}</translation>
    </message>
    <message>
        <source>menurut waktu ambil</source>
        <translation>in order of arrival</translation>
    </message>
    <message>
        <source>Di depan Anda</source>
        <translation>Ahead of you</translation>
    </message>
    <message>
        <source>Perkiraan pukul</source>
        <translation>Called around</translation>
    </message>
    <message>
        <source>dapat berubah</source>
        <translation>may change</translation>
    </message>
    <message>
        <source>Dipanggil menurut jam ini</source>
        <translation>Called in this order</translation>
    </message>
    <message>
        <source>Jam ambil</source>
        <translation>Taken at</translation>
    </message>
    <message>
        <source>Menuju</source>
        <translation>Go to</translation>
    </message>
    <message>
        <source>Lihat layar panggilan</source>
        <translation>Watch the call screens</translation>
    </message>
    <message>
        <source>Loket {counter}</source>
        <translation>Counter {counter}</translation>
    </message>
    <message>
        <source>Tunggu sampai dipanggil</source>
        <translation>Wait until you are called</translation>
    </message>
    <message>
        <source>Nomor ini berlaku tanpa kertas</source>
        <translation>This number is valid without paper</translation>
    </message>
    <message>
        <source>Catat atau foto layar ini. Nomor dipanggil lewat suara dan layar.</source>
        <translation>Write it down or take a photo. Numbers are called over the speakers and on the screens.</translation>
    </message>
    <message>
        <source>Slip sedang dicetak</source>
        <translation>Your slip is printing</translation>
    </message>
    <message>
        <source>Sebentar lagi keluar di bawah layar.</source>
        <translation>It will come out below the screen in a moment.</translation>
    </message>
    <message>
        <source>Ambil slip Anda</source>
        <translation>Take your slip</translation>
    </message>
    <message>
        <source>Di bawah layar. Simpan sampai selesai dilayani.</source>
        <translation>Below the screen. Keep it until you have been served.</translation>
    </message>
    <message>
        <source>Di bawah layar. Bila tidak keluar, foto layar ini: nomor tetap berlaku.</source>
        <translation>Below the screen. If nothing comes out, take a photo of this screen: your number is still valid.</translation>
    </message>
    <message>
        <source>Slip mungkin tidak utuh</source>
        <translation>Your slip may be incomplete</translation>
    </message>
    <message>
        <source>Lihat celah di bawah layar. Kosong atau terpotong? Foto layar ini: nomor tetap berlaku.</source>
        <translation>Look at the slot below the screen. Nothing there, or cut off? Take a photo of this screen: your number is still valid.</translation>
    </message>
    <message>
        <source>Slip tidak tercetak</source>
        <translation>No slip was printed</translation>
    </message>
    <message>
        <source>Nomor Anda tetap berlaku. Catat atau foto layar ini.</source>
        <translation>Your number is still valid. Write it down or take a photo of this screen.</translation>
    </message>
</context>
<context>
    <name>FormQuestion</name>
    <message>
        <source>Cetak %1 di A4 atau slip?</source>
        <translation>Print the %1 on A4 or as a slip?</translation>
    </message>
    <message>
        <source>Cetak dokumen  ·  Langkah&#xa0;%1&#xa0;dari&#xa0;%2</source>
        <translation>Print a document  ·  Step&#xa0;%1&#xa0;of&#xa0;%2</translation>
    </message>
    <message>
        <source>%1 di kertas A4</source>
        <translation>%1 on A4 paper</translation>
    </message>
    <message>
        <source>Keluar di printer A4 dekat mesin ini. Memuat NIK lengkap: segera ambil.</source>
        <translation>Comes out of the A4 printer near this machine. It shows whole NIK: take it at once.</translation>
    </message>
    <message>
        <source>Slip %1</source>
        <translation>%1 slip</translation>
    </message>
    <message>
        <source>Bukti pengambilan tanpa NIK lengkap. Keluar di bawah layar.</source>
        <translation>A collection slip without whole NIK. Comes out below the screen.</translation>
    </message>
    <message>
        <source>Satu PIN, satu cetakan</source>
        <translation>One PIN, one print</translation>
    </message>
    <message>
        <source>Yang lain tidak bisa dicetak lagi dengan PIN yang sama.</source>
        <translation>The other can no longer be printed with the same PIN.</translation>
    </message>
    <message>
        <source>Setelah itu PIN tidak berlaku lagi.</source>
        <translation>After that the PIN is used up.</translation>
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
        <translation>%1 services from %2 offices, in one place.</translation>
    </message>
    <message>
        <source>Panah memilih, tombol tengah membuka</source>
        <translation>Arrows move, the middle key selects</translation>
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
        <source>Cari: bikin KTP, pajak motor</source>
        <translation>Search: ID card, vehicle tax</translation>
    </message>
    <message>
        <source>Ambil nomor antrean</source>
        <translation>Take a queue number</translation>
    </message>
    <message>
        <source>Pilih instansi, lalu layanan</source>
        <translation>Choose an office, then a service</translation>
    </message>
    <message>
        <source>Cetak %1</source>
        <translation>Print %1</translation>
    </message>
    <message>
        <source>Dengan NIK dan PIN</source>
        <translation>With NIK and PIN</translation>
    </message>
    <message>
        <source>Peristiwa hidup</source>
        <translation>Life events</translation>
    </message>
    <message>
        <source>Sering dicari</source>
        <translation>Popular</translation>
    </message>
    <message>
        <source>Pengambilan nomor ditutup, mal buka {when}</source>
        <translation>No more numbers today, the mall opens {when}</translation>
    </message>
    <message>
        <source>Mal tutup, buka {when}</source>
        <translation>Mall closed, opens {when}</translation>
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
    <name>Issuing</name>
    <message>
        <source>Nomor Anda sedang disiapkan</source>
        <translation>Getting your number</translation>
    </message>
    <message>
        <source>Sebentar, mesin ini mencatat nomor Anda.</source>
        <translation>One moment, your number is being recorded.</translation>
    </message>
    <message>
        <source>Sedang berlangsung</source>
        <translation>Happening now</translation>
    </message>
    <message>
        <source>Nomor dicatat sebelum dicetak</source>
        <translation>Your number is saved before it prints</translation>
    </message>
    <message>
        <source>Jadi tidak hilang walau listrik padam.</source>
        <translation>So it is not lost even if the power fails.</translation>
    </message>
    <message>
        <source>Sesudah ini</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Nomor Anda tampil di layar ini</source>
        <translation>Your number appears on this screen</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Kunjungan Anda selesai, layar kembali ke awal</source>
        <translation>Your visit is over, the screen goes back to the start</translation>
    </message>
    <message>
        <source>Panduan suara menyala</source>
        <translation>Voice guidance is on</translation>
    </message>
    <message>
        <source>Panah kanan dan kiri memilih, tombol tengah membuka</source>
        <translation>The right and left arrows move, the middle key selects</translation>
    </message>
    <message>
        <source>Panah atas mengulang, panah bawah kembali</source>
        <translation>The up arrow repeats, the down arrow goes back</translation>
    </message>
    <message>
        <source>Pilih dahulu dengan panah kanan atau kiri</source>
        <translation>First choose with the right or left arrow</translation>
    </message>
    <message>
        <source>Panah atas sekali lagi: volume, kecepatan, dan penutup layar</source>
        <translation>Press the up arrow again for volume, speed and the screen cover</translation>
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
    <name>LifeEvent</name>
    <message>
        <source>Peristiwa hidup</source>
        <translation>Life events</translation>
    </message>
    <message numerus="yes">
        <source>%n urusan, mulai dari yang paling atas</source>
        <translation>
            <numerusform>%n thing to do</numerusform>
            <numerusform>%n things to do, starting at the top</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LifeEvents</name>
    <message>
        <source>Ada peristiwa apa di keluarga Anda?</source>
        <translation>What has happened in your family?</translation>
    </message>
    <message>
        <source>Peristiwa hidup</source>
        <translation>Life events</translation>
    </message>
    <message>
        <source>Kami tunjukkan semua urusannya, dari awal sampai selesai</source>
        <translation>We show you every step, from start to finish</translation>
    </message>
    <message>
        <source>Cari layanan</source>
        <translation>Search services</translation>
    </message>
    <message>
        <source>Tidak ada di sini? Cari layanan</source>
        <translation>Not here? Search services</translation>
    </message>
    <message>
        <source>{n} urusan</source>
        <translation>{n} to do</translation>
    </message>
</context>
<context>
    <name>Nik</name>
    <message>
        <source>Masukkan 16 angka NIK Anda</source>
        <translation>Enter the 16 digits of your NIK</translation>
    </message>
    <message>
        <source>Cetak dokumen  ·  Langkah&#xa0;%1&#xa0;dari&#xa0;%2</source>
        <translation>Print a document  ·  Step&#xa0;%1&#xa0;of&#xa0;%2</translation>
    </message>
    <message>
        <source>Tercetak di KTP-el dan KK</source>
        <translation>Printed on your KTP-el and KK</translation>
    </message>
    <message>
        <source>NIK</source>
        <translation>NIK</translation>
    </message>
    <message>
        <source>%1 dari 16 angka. Jaga agar tidak dilihat orang lain.</source>
        <translation>%1 of 16 digits. Make sure nobody else can see them.</translation>
    </message>
    <message>
        <source>%1 dari 16 angka. Tiap empat angka langsung disembunyikan.</source>
        <translation>%1 of 16 digits. Every four digits are hidden at once.</translation>
    </message>
    <message>
        <source>NIK atau PIN tidak cocok</source>
        <translation>NIK or PIN does not match</translation>
    </message>
    <message>
        <source>NIK harus 16 angka</source>
        <translation>A NIK has 16 digits</translation>
    </message>
    <message>
        <source>Kode itu tidak berisi NIK. Periksa lagi.</source>
        <translation>That code does not contain a NIK. Please check it.</translation>
    </message>
    <message>
        <source>Periksa keduanya, lalu ketik lagi. Belum terdaftar di ADM? Daftar di loket Dukcapil.</source>
        <translation>Check both, then try again. Not registered for ADM yet? Register at the Dukcapil counter.</translation>
    </message>
    <message>
        <source>Periksa, lalu ketik lagi.</source>
        <translation>Check it, then type again.</translation>
    </message>
    <message>
        <source>Pindai kode QR</source>
        <translation>Scan QR code</translation>
    </message>
    <message>
        <source>Sembunyikan</source>
        <translation>Hide digits</translation>
    </message>
    <message>
        <source>Tampilkan angka</source>
        <translation>Show digits</translation>
    </message>
</context>
<context>
    <name>NoPaper</name>
    <message>
        <source>Printer sudah siap lagi</source>
        <translation>The printer is working again</translation>
    </message>
    <message>
        <source>Ambil nomor tanpa kertas?</source>
        <translation>Take a number without paper?</translation>
    </message>
    <message>
        <source>Slip bisa dicetak</source>
        <translation>Your slip can be printed</translation>
    </message>
    <message>
        <source>Nomor belum diambil.</source>
        <translation>No number has been taken yet.</translation>
    </message>
    <message>
        <source>Ambil nomor dan slip</source>
        <translation>Get a number and a slip</translation>
    </message>
    <message>
        <source>Ambil nomor di layar</source>
        <translation>Get a number on the screen</translation>
    </message>
    <message>
        <source>Slip keluar di bawah layar</source>
        <translation>The slip comes out below the screen</translation>
    </message>
    <message>
        <source>Tetap berlaku, urutan panggilannya sama</source>
        <translation>Just as valid, with the same place in the queue</translation>
    </message>
    <message>
        <source>Begini caranya</source>
        <translation>How it works</translation>
    </message>
    <message>
        <source>Nomor tampil besar di layar ini</source>
        <translation>Your number is shown large on this screen</translation>
    </message>
    <message>
        <source>Foto layarnya, atau pindai kode QR dengan ponsel</source>
        <translation>Take a photo, or scan the QR code with a phone</translation>
    </message>
    <message>
        <source>Catat nomornya, atau foto layarnya</source>
        <translation>Write it down, or take a photo</translation>
    </message>
    <message>
        <source>Tunggu panggilan lewat suara dan layar loket</source>
        <translation>Wait for the call over the speakers and on the screens</translation>
    </message>
    <message>
        <source>Ingin slip kertas?</source>
        <translation>Would you like a paper slip?</translation>
    </message>
    <message>
        <source>Panggil petugas printer</source>
        <translation>Call staff to fix the printer</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Selesai</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Yang bisa Anda lakukan sekarang</source>
        <translation>What you can do now</translation>
    </message>
    <message>
        <source>Ambil nomor antrean</source>
        <translation>Take a queue number</translation>
    </message>
    <message>
        <source>Pilih instansi, lalu layanan</source>
        <translation>Choose an office, then a service</translation>
    </message>
    <message>
        <source>Layanan %1 lainnya</source>
        <translation>Other services at %1</translation>
    </message>
    <message numerus="yes">
        <source>%n layanan</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message>
        <source>Lihat nomor Anda lagi</source>
        <translation>See your number again</translation>
    </message>
    <message>
        <source>Nomornya tampil besar, urutannya tetap</source>
        <translation>Shown large, with the same place in the queue</translation>
    </message>
    <message>
        <source>Mulai lagi</source>
        <translation>Start again</translation>
    </message>
    <message>
        <source>Coba lagi</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Dengan NIK dan PIN akses</source>
        <translation>With NIK and access PIN</translation>
    </message>
    <message>
        <source>Dengan petugas</source>
        <translation>Help from staff</translation>
    </message>
    <message>
        <source>Cetak dokumen</source>
        <translation>Print a document</translation>
    </message>
    <message>
        <source>Dokumen hanya dicetak bila printer siap</source>
        <translation>Documents are printed only while the printer is ready</translation>
    </message>
    <message>
        <source>Jaringan sedang terganggu</source>
        <translation>The network is down</translation>
    </message>
    <message>
        <source>Cetak dokumen perlu sambungan ke Dukcapil</source>
        <translation>Printing documents needs a connection to Dukcapil</translation>
    </message>
    <message>
        <source>Coba lagi beberapa saat lagi</source>
        <translation>Try again in a while</translation>
    </message>
    <message>
        <source>Nomor antrean tetap bisa diambil di mesin ini.</source>
        <translation>This machine still gives queue numbers.</translation>
    </message>
    <message>
        <source>Dokumen belum bisa dicetak</source>
        <translation>Documents can&apos;t be printed now</translation>
    </message>
    <message>
        <source>PIN Anda tidak terpakai. Petugas dapat membantu.</source>
        <translation>Your PIN was not used. The staff can help.</translation>
    </message>
    <message>
        <source>Dokumen ini belum siap dicetak</source>
        <translation>This document is not ready to print</translation>
    </message>
    <message>
        <source>Dukcapil belum menjawab</source>
        <translation>Dukcapil is not responding</translation>
    </message>
    <message>
        <source>Data di Dukcapil sedang tidak bisa dibaca</source>
        <translation>The civil registry is unavailable right now</translation>
    </message>
    <message>
        <source>PIN Anda tidak terpakai. Nomor antrean tetap bisa diambil di mesin ini.</source>
        <translation>Your PIN was not used. You can still take a queue number here.</translation>
    </message>
    <message>
        <source>Keadaannya baru saja berubah</source>
        <translation>Its status has just changed</translation>
    </message>
    <message>
        <source>Lihat daftar Anda sekali lagi</source>
        <translation>Check your list again</translation>
    </message>
    <message>
        <source>Waktu untuk mencetak sudah habis</source>
        <translation>The time to print has run out</translation>
    </message>
    <message>
        <source>Demi keamanan data Anda</source>
        <translation>To keep your data safe</translation>
    </message>
    <message>
        <source>Mulai lagi dengan NIK Anda</source>
        <translation>Start again with your NIK</translation>
    </message>
    <message>
        <source>Belum ada yang tercetak. PIN cetak Anda tetap berlaku.</source>
        <translation>Nothing has been printed. Your print PIN is still valid.</translation>
    </message>
    <message>
        <source>Nomor belum bisa diberikan</source>
        <translation>We can&apos;t give you a number right now</translation>
    </message>
    <message>
        <source>Mesin ini sedang terganggu</source>
        <translation>This machine has a fault</translation>
    </message>
    <message>
        <source>Minta nomor kepada petugas</source>
        <translation>Ask the staff for a number</translation>
    </message>
    <message>
        <source>Maaf, mesin ini tidak dapat mencatat nomor Anda.</source>
        <translation>Sorry, this machine could not record your number.</translation>
    </message>
    <message>
        <source>Nomor Anda tetap berlaku</source>
        <translation>Your number is still valid</translation>
    </message>
    <message>
        <source>Tidak jadi datang? Beri tahu petugas.</source>
        <translation>Not coming after all? Please tell the staff.</translation>
    </message>
    <message>
        <source>Cetak dokumen sempat terganggu</source>
        <translation>Document printing was interrupted</translation>
    </message>
    <message>
        <source>Mesin ini siap mencoba lagi</source>
        <translation>This machine is ready to try again</translation>
    </message>
    <message>
        <source>Silakan coba lagi</source>
        <translation>Please try again</translation>
    </message>
    <message>
        <source>Tetap terganggu? Petugas dapat membantu.</source>
        <translation>Still not working? The staff can help.</translation>
    </message>
    <message>
        <source>Kuota hari ini sudah habis</source>
        <translation>All of today&apos;s numbers are taken</translation>
    </message>
    <message>
        <source>{n} nomor sehari</source>
        <translation>{n} numbers a day</translation>
    </message>
    <message>
        <source>Nomor layanan ini sudah ditutup</source>
        <translation>The queue for this service is closed</translation>
    </message>
    <message>
        <source>Yang sudah punya nomor tetap dilayani</source>
        <translation>If you have a number, you will still be served</translation>
    </message>
    <message>
        <source>Layanan ini sedang tutup</source>
        <translation>This service is closed now</translation>
    </message>
    <message>
        <source>Tanyakan petugas kapan buka lagi</source>
        <translation>Ask the staff when it opens again</translation>
    </message>
    <message>
        <source>Nomor dibuka lagi {when}</source>
        <translation>Numbers available again from {when}</translation>
    </message>
    <message>
        <source>Cetak persyaratannya, agar lengkap saat datang lagi.</source>
        <translation>Print what to bring, so you have everything next time.</translation>
    </message>
    <message>
        <source>Tidak bisa menunggu? Petugas dapat membantu.</source>
        <translation>Cannot wait? The staff can help.</translation>
    </message>
    <message>
        <source>Data KTP-el Anda belum direkam</source>
        <translation>Your KTP-el biometrics have not been recorded</translation>
    </message>
    <message>
        <source>Sebelum direkam, dokumen belum bisa dicetak di sini</source>
        <translation>Until they are, no documents can be printed here</translation>
    </message>
    <message>
        <source>Rekam dahulu di loket Dukcapil</source>
        <translation>Please have them recorded at the Dukcapil counter</translation>
    </message>
    <message>
        <source>Silakan minta PIN baru di loket Dukcapil</source>
        <translation>Please ask for a new PIN at the Dukcapil counter</translation>
    </message>
    <message>
        <source>PIN akses sudah tidak berlaku</source>
        <translation>Your access PIN has expired</translation>
    </message>
    <message>
        <source>Masukkan NIK dan PIN akses untuk melihatnya.</source>
        <translation>Enter NIK and access PIN to see it.</translation>
    </message>
    <message>
        <source>Nomor {label} belum dikembalikan</source>
        <translation>Number {label} was not cancelled</translation>
    </message>
    <message>
        <source>Ambil nomor antrean di mesin ini, lalu tunggu dipanggil.</source>
        <translation>Take a queue number here, then wait to be called.</translation>
    </message>
    <message>
        <source>PIN ini sudah dipakai</source>
        <translation>This PIN has already been used</translation>
    </message>
    <message>
        <source>Satu PIN hanya untuk satu kali cetak</source>
        <translation>Each PIN prints only once</translation>
    </message>
    <message>
        <source>Slip sudah dicetak dengan PIN ini</source>
        <translation>A slip was printed with this PIN</translation>
    </message>
    <message>
        <source>Slip hilang, atau bukan Anda yang mencetak? Tanyakan petugas.</source>
        <translation>Lost the slip, or was it not you? Ask the staff.</translation>
    </message>
    <message>
        <source>PIN cetak sudah tidak berlaku</source>
        <translation>Your print PIN has expired</translation>
    </message>
    <message>
        <source>Belum ada yang tercetak</source>
        <translation>Nothing has been printed</translation>
    </message>
    <message>
        <source>Coba lagi nanti</source>
        <translation>Try again later</translation>
    </message>
    <message>
        <source>Coba lagi {when}</source>
        <translation>Try again after {when}</translation>
    </message>
    <message>
        <source>Terlalu banyak percobaan</source>
        <translation>Too many attempts</translation>
    </message>
    <message>
        <source>PIN diblokir sementara. Nomor antrean tetap bisa diambil, petugas dapat membantu.</source>
        <translation>The PIN is blocked for now. You can still take a queue number, and staff can help.</translation>
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
        <translation>Sorry, this machine is out of service</translation>
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
        <source>Mesin ini berbunyi pukul %1</source>
        <translation>This machine rang at %1</translation>
    </message>
    <message>
        <source>Belum ada yang datang? Datangi petugas.</source>
        <translation>No one has come? Please go to the staff.</translation>
    </message>
    <message>
        <source>Dengan petugas</source>
        <translation>Help from staff</translation>
    </message>
    <message>
        <source>Nomor yang sudah Anda punya tetap berlaku</source>
        <translation>A number you already have is still valid</translation>
    </message>
    <message>
        <source>Tunggu panggilan lewat suara dan layar seperti biasa.</source>
        <translation>Wait for the call over the speakers and on the screens as usual.</translation>
    </message>
    <message>
        <source>Tunggu panggilan seperti biasa.</source>
        <translation>Wait for your call as usual.</translation>
    </message>
</context>
<context>
    <name>PageFrame</name>
    <message>
        <source>Bantuan tampilan</source>
        <translation>Display help</translation>
    </message>
    <message>
        <source>Tampilan</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Halaman %1 dari %2</source>
        <translation>Page %1 of %2</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>Kertas slip habis</source>
        <translation>Out of paper</translation>
    </message>
    <message>
        <source>Tutup printer terbuka</source>
        <translation>The printer&apos;s cover is open</translation>
    </message>
    <message>
        <source>Slip sebelumnya belum diambil</source>
        <translation>The last slip has not been taken</translation>
    </message>
    <message>
        <source>Printer sedang mendinginkan diri</source>
        <translation>The printer is cooling down</translation>
    </message>
    <message>
        <source>Printer tidak tersambung</source>
        <translation>The printer is not connected</translation>
    </message>
    <message>
        <source>Printer tidak menjawab</source>
        <translation>The printer is not responding</translation>
    </message>
    <message>
        <source>Printer sedang terganggu</source>
        <translation>The printer has a fault</translation>
    </message>
    <message>
        <source>Printer A4 tertukar</source>
        <translation>The wrong A4 printer answers</translation>
    </message>
    <message>
        <source>Kertas A4 habis</source>
        <translation>Out of A4 paper</translation>
    </message>
    <message>
        <source>Kertas A4 macet di printer</source>
        <translation>A4 paper is jammed</translation>
    </message>
    <message>
        <source>Printer A4 terbuka</source>
        <translation>The A4 printer is open</translation>
    </message>
    <message>
        <source>Printer A4 tidak tersambung</source>
        <translation>The A4 printer is not connected</translation>
    </message>
    <message>
        <source>Printer A4 sedang terganggu</source>
        <translation>The A4 printer has a problem</translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>Gratis</source>
        <translation>Free</translation>
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
        <source>{n} menunggu</source>
        <translation>{n} waiting</translation>
    </message>
    <message>
        <source>Kartu Keluarga (KK)</source>
        <translation>Family card (KK)</translation>
    </message>
    <message>
        <source>KTP-el</source>
        <translation>ID card (KTP-el)</translation>
    </message>
    <message>
        <source>Kartu Identitas Anak (KIA)</source>
        <translation>Child ID card (KIA)</translation>
    </message>
    <message>
        <source>Anjungan {letter}</source>
        <translation>Kiosk {letter}</translation>
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
        <translation>Queue closed, opens {when}</translation>
    </message>
    <message>
        <source>Pengambilan nomor ditutup</source>
        <translation>Queue closed</translation>
    </message>
    <message>
        <source>Kuota hari ini habis, buka {when}</source>
        <translation>No numbers left today, opens {when}</translation>
    </message>
    <message>
        <source>Kuota hari ini habis</source>
        <translation>No numbers left today</translation>
    </message>
</context>
<context>
    <name>PowerCut</name>
    <message>
        <source>Slip %1 sudah keluar?</source>
        <translation>Did slip %1 come out?</translation>
    </message>
    <message>
        <source>Mesin ini baru menyala lagi</source>
        <translation>This machine has just started again</translation>
    </message>
    <message>
        <source>Bukan nomor saya</source>
        <translation>Not my number</translation>
    </message>
    <message>
        <source>Lihat celah di bawah layar</source>
        <translation>Look at the slot below the screen</translation>
    </message>
    <message>
        <source>Slip mungkin masih menempel di sana, atau terpotong di tengah. Slip yang terpotong tidak dihitung: cetak ulang saja.</source>
        <translation>The slip may still be hanging there, or be cut off halfway. A slip that is cut off does not count: just print it again.</translation>
    </message>
    <message>
        <source>Sudah, slip ada di tangan saya</source>
        <translation>Yes, I have the slip</translation>
    </message>
    <message>
        <source>Layar ini langsung ditutup</source>
        <translation>This screen will close</translation>
    </message>
    <message>
        <source>Belum, cetak ulang</source>
        <translation>No, print it again</translation>
    </message>
    <message>
        <source>Nomornya tetap %1, slip bertanda CETAK&#xa0;ULANG&#xa0;%2</source>
        <translation>Your number is still %1; the slip says CETAK&#xa0;ULANG&#xa0;%2 (reprint)</translation>
    </message>
    <message>
        <source>Nomor Anda aman</source>
        <translation>Your number is safe</translation>
    </message>
    <message>
        <source>%1 tetap berlaku dan tetap pada urutannya.</source>
        <translation>%1 is still valid and keeps its place in the queue.</translation>
    </message>
</context>
<context>
    <name>PrintPin</name>
    <message>
        <source>Masukkan PIN cetak %1 Anda</source>
        <translation>Enter your %1 print PIN</translation>
    </message>
    <message>
        <source>Cetak dokumen  ·  Langkah&#xa0;%1&#xa0;dari&#xa0;%2</source>
        <translation>Print a document  ·  Step&#xa0;%1&#xa0;of&#xa0;%2</translation>
    </message>
    <message>
        <source>Ada di SMS atau email dari Dukcapil</source>
        <translation>It is in the text message or email from Dukcapil</translation>
    </message>
    <message>
        <source>Cetak bukti %1</source>
        <translation>Print %1 slip</translation>
    </message>
    <message>
        <source>Cetak %1 di A4</source>
        <translation>Print the %1 on A4</translation>
    </message>
    <message>
        <source>PIN cetak</source>
        <translation>Print PIN</translation>
    </message>
    <message>
        <source>Angka tidak ditampilkan. PIN cetak berbeda dengan PIN akses.</source>
        <translation>Digits stay hidden. The print PIN is not the access PIN.</translation>
    </message>
    <message>
        <source>PIN cetak tidak cocok</source>
        <translation>The print PIN does not match</translation>
    </message>
    <message>
        <source>Habis pakai sekali</source>
        <translation>Works only once</translation>
    </message>
    <message>
        <source>PIN salah. Sisa percobaan: %1</source>
        <translation>Wrong PIN. Tries left: %1</translation>
    </message>
    <message>
        <source>Periksa pesan untuk dokumen ini, lalu ketik lagi.</source>
        <translation>Check the message for this document, then type it again.</translation>
    </message>
    <message>
        <source>Hangus setelah bukti tercetak. Bila tidak ada yang tercetak, tetap berlaku. Bila ragu, petugas yang memutuskan.</source>
        <translation>It expires once the slip is printed. If nothing is printed, it stays valid. If in doubt, the staff decide.</translation>
    </message>
    <message>
        <source>Printer A4 tidak memastikan kertas keluar: sesudah dicetak, petugas yang memutuskan. Bila tidak dikirim, tetap berlaku.</source>
        <translation>The A4 printer does not confirm that paper came out: staff decide afterwards. If nothing is sent, it stays valid.</translation>
    </message>
    <message>
        <source>Periksa, lalu ketik lagi.</source>
        <translation>Check it, then type again.</translation>
    </message>
    <message>
        <source>Setelah dicetak, petugas yang memutuskan.</source>
        <translation>Once it is printed, staff decide.</translation>
    </message>
    <message>
        <source>Hangus setelah bukti tercetak.</source>
        <translation>Used up once the slip is printed.</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Slip Anda sedang dicetak</source>
        <translation>Your slip is printing</translation>
    </message>
    <message>
        <source>%1 Anda sedang dikirim</source>
        <translation>Your %1 is being sent</translation>
    </message>
    <message>
        <source>Mohon tunggu, lalu ambil slip di bawah layar</source>
        <translation>Please wait, then take it from below the screen</translation>
    </message>
    <message>
        <source>Mohon tunggu, lalu ambil lembarnya di printer A4</source>
        <translation>Please wait, then take the sheet from the A4 printer</translation>
    </message>
    <message>
        <source>Mencetak</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>Mengirim</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>Ambil slip {kind} Anda</source>
        <translation>Take your {kind} slip</translation>
    </message>
    <message>
        <source>Bawa slip dan yang tertulis di sana ke loket Dukcapil</source>
        <translation>Take the slip, and everything listed on it, to the Dukcapil counter</translation>
    </message>
    <message>
        <source>PIN cetak sudah terpakai dan tidak berlaku lagi.</source>
        <translation>Your print PIN has been used and is no longer valid.</translation>
    </message>
    <message>
        <source>Slip tidak keluar?</source>
        <translation>No slip?</translation>
    </message>
    <message>
        <source>PIN cetak Anda ditahan dulu. Petugas yang memutuskan: minta di {desk}.</source>
        <translation>Your print PIN is on hold until staff decide. Please ask: {desk}.</translation>
    </message>
    <message>
        <source>PIN cetak Anda ditahan dulu. Petugas yang memutuskan: minta di {desk}, bawa kertasnya.</source>
        <translation>Your print PIN is on hold until staff decide. Please take the paper there: {desk}.</translation>
    </message>
    <message>
        <source>{kind} Anda dikirim ke printer A4</source>
        <translation>Your {kind} was sent to the A4 printer</translation>
    </message>
    <message>
        <source>Ambil lembarnya di printer A4</source>
        <translation>Take the sheet at the A4 printer</translation>
    </message>
    <message>
        <source>Apakah slip {kind} Anda utuh?</source>
        <translation>Is your {kind} slip complete?</translation>
    </message>
    <message>
        <source>PIN cetak Anda tidak terpakai.</source>
        <translation>Your print PIN was not used.</translation>
    </message>
    <message>
        <source>Tidak ada PIN yang terpakai. Tanyakan di {desk}.</source>
        <translation>No PIN was used. Please ask: {desk}.</translation>
    </message>
    <message>
        <source>Printer ini tidak memastikan kertas keluar. PIN cetak Anda ditahan dulu; petugas yang memutuskan: minta di {desk}.</source>
        <translation>This printer does not confirm that paper came out. Your print PIN is on hold until the staff decide. Ask here: {desk}.</translation>
    </message>
    <message>
        <source>Apakah {kind} Anda keluar utuh?</source>
        <translation>Did your {kind} come out whole?</translation>
    </message>
    <message>
        <source>Printer A4 berhenti saat mencetak</source>
        <translation>The A4 printer stopped while printing</translation>
    </message>
    <message>
        <source>{kind} tidak dikirim ke printer A4</source>
        <translation>The {kind} was not sent to the A4 printer</translation>
    </message>
    <message>
        <source>Printer berhenti saat mencetak</source>
        <translation>The printer stopped while printing</translation>
    </message>
    <message>
        <source>Slip {kind} tidak tercetak</source>
        <translation>No {kind} slip was printed</translation>
    </message>
    <message>
        <source>Printer sedang terganggu</source>
        <translation>The printer has a fault</translation>
    </message>
    <message>
        <source>PIN cetak Anda tidak terpakai dan tetap berlaku.</source>
        <translation>Your print PIN was not used and is still valid.</translation>
    </message>
</context>
<context>
    <name>Priority</name>
    <message>
        <source>Apakah Anda termasuk kelompok prioritas?</source>
        <translation>Are you in a priority group?</translation>
    </message>
    <message>
        <source>%1  ·  Langkah %2 dari %3</source>
        <translation>%1  ·  Step %2 of %3</translation>
    </message>
    <message>
        <source>Tidak, antrean biasa</source>
        <translation>No, regular queue</translation>
    </message>
    <message>
        <source>Tidak perlu bukti di mesin ini. Petugas akan memanggil Anda lebih dahulu.</source>
        <translation>You need no proof here. Staff will call you sooner.</translation>
    </message>
</context>
<context>
    <name>Requirements</name>
    <message>
        <source>Sedang dicetak</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>Cetak lagi</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>Ambil di bawah layar</source>
        <translation>Take it from below the screen</translation>
    </message>
    <message>
        <source>Mungkin tidak utuh</source>
        <translation>It may be incomplete</translation>
    </message>
    <message>
        <source>Belum tercetak</source>
        <translation>Not printed</translation>
    </message>
    <message>
        <source>Cetak persyaratan</source>
        <translation>Print what to bring</translation>
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
    <name>Scan</name>
    <message>
        <source>Buat layar ponsel terang</source>
        <translation>Make your phone&apos;s screen bright</translation>
    </message>
    <message>
        <source>Hadapkan kode ke kaca pemindai di bawah layar</source>
        <translation>Hold the code up to the scanner glass below the screen</translation>
    </message>
    <message>
        <source>Tahan sampai berbunyi</source>
        <translation>Hold it until you hear a beep</translation>
    </message>
    <message>
        <source>Hadapkan kode QR ke kaca pemindai</source>
        <translation>Hold the QR code up to the scanner</translation>
    </message>
    <message>
        <source>Cetak dokumen  ·  Langkah&#xa0;%1&#xa0;dari&#xa0;%2</source>
        <translation>Print a document  ·  Step&#xa0;%1&#xa0;of&#xa0;%2</translation>
    </message>
    <message>
        <source>Kode yang berisi NIK: di SMS, email, atau bukti permohonan</source>
        <translation>The code with your NIK: in a text message, an email, or on your application receipt</translation>
    </message>
    <message>
        <source>Menunggu kode</source>
        <translation>Waiting for the code</translation>
    </message>
    <message>
        <source>NIK harus 16 angka</source>
        <translation>A NIK has 16 digits</translation>
    </message>
    <message>
        <source>Kode itu tidak berisi NIK. Periksa lagi, atau ketik NIK Anda.</source>
        <translation>That code does not contain a NIK. Please check it, or type your NIK.</translation>
    </message>
    <message>
        <source>Kode tidak terbaca?</source>
        <translation>Code not working?</translation>
    </message>
    <message>
        <source>Ketik NIK saja</source>
        <translation>Type the NIK instead</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Anda ingin mengurus apa?</source>
        <translation>What do you need to do?</translation>
    </message>
    <message>
        <source>Cari layanan</source>
        <translation>Find a service</translation>
    </message>
    <message>
        <source>Kata sehari-hari boleh: bikin ktp, pajak motor, surat hilang</source>
        <translation>Everyday words are fine: lost id card, motorcycle tax, new passport</translation>
    </message>
    <message>
        <source>Ketik satu atau dua kata</source>
        <translation>Type a word or two</translation>
    </message>
    <message>
        <source>Belum ketemu</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>Coba kata lain, atau pilih lewat instansi.</source>
        <translation>Try another word, or choose by office.</translation>
    </message>
    <message>
        <source>Dengan petugas</source>
        <translation>Help from staff</translation>
    </message>
    <message>
        <source>1 layanan</source>
        <translation>1 service</translation>
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
        <source>Kelompok sebelumnya</source>
        <translation>Previous groups</translation>
    </message>
    <message numerus="yes">
        <source>%n layanan</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message>
        <source>Kelompok berikutnya</source>
        <translation>Next groups</translation>
    </message>
    <message>
        <source>{n} menunggu</source>
        <translation>{n} waiting</translation>
    </message>
    <message>
        <source>Semua</source>
        <translation>All</translation>
    </message>
</context>
<context>
    <name>SoundHelp</name>
    <message>
        <source>Atur suara untuk Anda</source>
        <translation>Adjust the sound to suit you</translation>
    </message>
    <message>
        <source>Bantuan suara</source>
        <translation>Sound help</translation>
    </message>
    <message>
        <source>Berlaku sampai Anda selesai</source>
        <translation>Lasts until you finish</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>Lebih pelan</source>
        <translation>Quieter</translation>
    </message>
    <message>
        <source>Lebih keras</source>
        <translation>Louder</translation>
    </message>
    <message>
        <source>Kecepatan</source>
        <translation>Speed</translation>
    </message>
    <message>
        <source>Lebih lambat</source>
        <translation>Slower</translation>
    </message>
    <message>
        <source>Lebih cepat</source>
        <translation>Faster</translation>
    </message>
    <message>
        <source>Layar ditutup</source>
        <translation>The screen is covered</translation>
    </message>
    <message>
        <source>Layar terbuka</source>
        <translation>The screen is visible</translation>
    </message>
    <message>
        <source>Buka layar</source>
        <translation>Show the screen</translation>
    </message>
    <message>
        <source>Tutup layar</source>
        <translation>Cover the screen</translation>
    </message>
    <message>
        <source>Agar orang lain tidak ikut membaca</source>
        <translation>So that nobody else can read it</translation>
    </message>
    <message>
        <source>%1 %2 dari %3</source>
        <translation>%1 %2 of %3</translation>
    </message>
    <message>
        <source>Ini yang paling rendah</source>
        <translation>This is the lowest</translation>
    </message>
    <message>
        <source>Ini yang paling tinggi</source>
        <translation>This is the highest</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>{n} pilihan</source>
        <translation>{n} choices</translation>
    </message>
    <message>
        <source>dipilih</source>
        <translation>selected</translation>
    </message>
    <message>
        <source>{n} dari {count}</source>
        <translation>{n} of {count}</translation>
    </message>
    <message>
        <source>{name}, sekarang tersedia</source>
        <translation>{name}, now available</translation>
    </message>
    <message>
        <source>belum diisi</source>
        <translation>empty</translation>
    </message>
    <message>
        <source>{name}, belum tersedia</source>
        <translation>{name}, not available yet</translation>
    </message>
    <message>
        <source>dikosongkan</source>
        <translation>cleared</translation>
    </message>
    <message>
        <source>dihapus</source>
        <translation>erased</translation>
    </message>
</context>
<context>
    <name>StaffCall</name>
    <message>
        <source>Panggil petugas</source>
        <translation>Call staff</translation>
    </message>
    <message>
        <source>Petugas</source>
        <translation>Staff</translation>
    </message>
</context>
<context>
    <name>StaffHelp</name>
    <message>
        <source>Panggil petugas</source>
        <translation>Call staff</translation>
    </message>
    <message>
        <source>Batalkan panggilan</source>
        <translation>Cancel the call</translation>
    </message>
    <message>
        <source>Batalkan</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Lanjut sendiri</source>
        <translation>Continue on my own</translation>
    </message>
    <message>
        <source>Panggil lagi</source>
        <translation>Call again</translation>
    </message>
    <message>
        <source>Yang bisa membantu sekarang</source>
        <translation>Who can help now</translation>
    </message>
    <message>
        <source>Perlu dibantu apa?</source>
        <translation>What do you need help with?</translation>
    </message>
    <message>
        <source>Lanjutkan saja sambil menunggu.</source>
        <translation>You can go on while you wait.</translation>
    </message>
    <message>
        <source>Dengan petugas</source>
        <translation>Help from staff</translation>
    </message>
    <message>
        <source>Tanpa petugas</source>
        <translation>Without staff</translation>
    </message>
    <message>
        <source>Mesin ini tetap melayani</source>
        <translation>This machine still works</translation>
    </message>
    <message>
        <source>Kembali ke layar tadi dan lanjutkan sendiri.</source>
        <translation>Go back to the last screen and continue.</translation>
    </message>
    <message>
        <source>Katakan: {kiosk} perlu bantuan.</source>
        <translation>Say: {kiosk} needs help.</translation>
    </message>
    <message>
        <source>anjungan ini</source>
        <translation>this kiosk</translation>
    </message>
    <message>
        <source>Petugas sedang menuju ke sini</source>
        <translation>Staff are on their way</translation>
    </message>
    <message>
        <source>Petugas sudah dipanggil</source>
        <translation>Staff have been called</translation>
    </message>
    <message>
        <source>Petugas sedang tidak di tempat</source>
        <translation>No staff nearby right now</translation>
    </message>
    <message>
        <source>Petugas sedang dipanggil</source>
        <translation>Calling staff</translation>
    </message>
    <message>
        <source>Mesin ini berbunyi. Panggilan Anda diteruskan begitu bisa.</source>
        <translation>This machine is ringing. Your call will be passed on as soon as possible.</translation>
    </message>
    <message>
        <source>Tetap di depan mesin, layar ini ikut menunggu</source>
        <translation>Please stay here, this screen will wait with you</translation>
    </message>
    <message>
        <source>Dipanggil</source>
        <translation>Called at</translation>
    </message>
    <message>
        <source>Biasanya ditanggapi</source>
        <translation>Usual response</translation>
    </message>
    <message>
        <source>{n} menit</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>Hari ini</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Mesin Anda</source>
        <translation>Your machine</translation>
    </message>
    <message>
        <source>Saya ingin bertanya</source>
        <translation>I have a question</translation>
    </message>
    <message>
        <source>Slip tidak keluar</source>
        <translation>My slip did not come out</translation>
    </message>
    <message>
        <source>Saya perlu dibantu</source>
        <translation>I need help</translation>
    </message>
    <message>
        <source>Ada yang rusak</source>
        <translation>Something is broken</translation>
    </message>
    <message>
        <source>Petugas sudah tahu: {reason}</source>
        <translation>The staff know: {reason}</translation>
    </message>
    <message>
        <source>Anda bisa melanjutkan dari layar tadi sambil menunggu.</source>
        <translation>You can continue from the last screen while you wait.</translation>
    </message>
</context>
<context>
    <name>Surrender</name>
    <message>
        <source>Kembalikan nomor %1?</source>
        <translation>Cancel number %1?</translation>
    </message>
    <message>
        <source>Tidak, tetap pakai</source>
        <translation>No, keep it</translation>
    </message>
    <message>
        <source>Tidak</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Ya, kembalikan</source>
        <translation>Yes, cancel it</translation>
    </message>
    <message>
        <source>Sedang dicatat</source>
        <translation>Cancelling your number</translation>
    </message>
    <message>
        <source>Nomor ini tidak akan dipanggil lagi</source>
        <translation>This number will no longer be called</translation>
    </message>
    <message>
        <source>Tidak dapat dibatalkan.</source>
        <translation>This cannot be undone.</translation>
    </message>
    <message>
        <source>Tunggu sebentar.</source>
        <translation>One moment.</translation>
    </message>
    <message>
        <source>Slip Anda</source>
        <translation>Your slip</translation>
    </message>
    <message>
        <source>Tidak berlaku lagi</source>
        <translation>No longer valid</translation>
    </message>
    <message>
        <source>Nomor ini juga tidak diberikan kepada orang lain.</source>
        <translation>Nobody else will get this number.</translation>
    </message>
    <message>
        <source>Berubah pikiran nanti?</source>
        <translation>Changed your mind later?</translation>
    </message>
    <message>
        <source>Ambil nomor baru</source>
        <translation>Take a new number</translation>
    </message>
    <message>
        <source>Di anjungan mana saja, selama layanan buka.</source>
        <translation>At any kiosk while the service is open.</translation>
    </message>
</context>
<context>
    <name>Surrendered</name>
    <message>
        <source>Nomor ini sudah dikembalikan</source>
        <translation>This number is cancelled</translation>
    </message>
    <message>
        <source>Ambil nomor lain</source>
        <translation>Get another number</translation>
    </message>
    <message>
        <source>Nomor lain</source>
        <translation>New number</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Terima kasih sudah memberi tahu</source>
        <translation>Thank you for letting us know</translation>
    </message>
    <message>
        <source>Yang menunggu di belakang Anda dilayani lebih cepat.</source>
        <translation>The people behind you will be served sooner.</translation>
    </message>
    <message>
        <source>Slip Anda</source>
        <translation>Your slip</translation>
    </message>
    <message>
        <source>Tidak berlaku lagi</source>
        <translation>No longer valid</translation>
    </message>
    <message>
        <source>Nomor ini tidak dipakai orang lain. Bila berubah pikiran, ambil nomor baru.</source>
        <translation>Nobody else gets this number. If you change your mind, take a new one.</translation>
    </message>
    <message>
        <source>diambil&#xa0;{time}</source>
        <translation>taken at&#xa0;{time}</translation>
    </message>
</context>
<context>
    <name>Technician</name>
    <message>
        <source>Tombol yang harus diblokir</source>
        <translation>Keys that must be blocked</translation>
    </message>
    <message>
        <source>Oleh kompositor atau kernel, sebelum sampai ke mesin ini</source>
        <translation>By the compositor or the kernel, before they reach this machine</translation>
    </message>
    <message>
        <source>Keluar, buka untuk warga</source>
        <translation>Exit, open to citizens</translation>
    </message>
    <message>
        <source>Keluar</source>
        <translation>Exit</translation>
    </message>
    <message>
        <source>Hentikan suara</source>
        <translation>Stop the voice</translation>
    </message>
    <message>
        <source>Uji suara</source>
        <translation>Try the voice</translation>
    </message>
    <message>
        <source>Keadaan mesin</source>
        <translation>Machine status</translation>
    </message>
    <message>
        <source>Tombol diblokir</source>
        <translation>Blocked keys</translation>
    </message>
    <message>
        <source>Mesin siap dipakai</source>
        <translation>The machine is ready</translation>
    </message>
    <message>
        <source>Ada yang perlu diperiksa</source>
        <translation>Something needs checking</translation>
    </message>
    <message>
        <source>Teknisi</source>
        <translation>Technician</translation>
    </message>
    <message>
        <source>Siap</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Periksa</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Belum tahu</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>Siap mencetak</source>
        <translation>Ready to print</translation>
    </message>
    <message>
        <source>Printer slip</source>
        <translation>Slip printer</translation>
    </message>
    <message>
        <source>Printer A4</source>
        <translation>A4 printer</translation>
    </message>
    <message>
        <source>Menolak mesin ini: daftarkan ulang</source>
        <translation>Refuses this machine: enrol it again</translation>
    </message>
    <message>
        <source>Disk disalin atau dipulihkan: daftarkan ulang</source>
        <translation>The disk was copied or put back: enrol again</translation>
    </message>
    <message>
        <source>Tersambung</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>Tidak menjawab, nomor cadangan dipakai</source>
        <translation>No response, using backup numbers</translation>
    </message>
    <message>
        <source>Server pusat</source>
        <translation>Central server</translation>
    </message>
    <message>
        <source>Jam diragukan: slip tanpa waktu</source>
        <translation>Clock in doubt: slips show no time</translation>
    </message>
    <message>
        <source>Belum dipastikan server</source>
        <translation>Not yet confirmed by the server</translation>
    </message>
    <message>
        <source>Hari layanan</source>
        <translation>Business day</translation>
    </message>
    <message>
        <source>Belum terdaftar</source>
        <translation>Not yet enrolled</translation>
    </message>
    <message>
        <source>Huruf {letter}</source>
        <translation>Letter {letter}</translation>
    </message>
    <message>
        <source>Pendaftaran</source>
        <translation>Enrolment</translation>
    </message>
    <message>
        <source>Layar</source>
        <translation>Screen</translation>
    </message>
    <message>
        <source>espeak-ng terpasang, belum ada gangguan</source>
        <translation>espeak-ng is installed, no fault so far</translation>
    </message>
    <message>
        <source>espeak-ng tidak ada. Pasang paket espeak-ng</source>
        <translation>No espeak-ng. Install the package espeak-ng</translation>
    </message>
    <message>
        <source>espeak-ng gagal. Pasang ulang, lihat log mesin</source>
        <translation>espeak-ng fails. Reinstall it, read the log</translation>
    </message>
    <message>
        <source>Tidak ada perangkat suara. Periksa soket dan --headphones</source>
        <translation>No sound device. Check the socket and --headphones</translation>
    </message>
    <message>
        <source>Panduan suara</source>
        <translation>Spoken guidance</translation>
    </message>
</context>
<context>
    <name>TechnicianPin</name>
    <message>
        <source>PIN teknisi</source>
        <translation>Technician&apos;s PIN</translation>
    </message>
    <message>
        <source>Ada di profil mesin ini</source>
        <translation>It is in this machine&apos;s profile</translation>
    </message>
    <message>
        <source>Buka</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Angka tidak ditampilkan.</source>
        <translation>Digits stay hidden.</translation>
    </message>
    <message>
        <source>PIN tidak cocok</source>
        <translation>The PIN does not match</translation>
    </message>
    <message>
        <source>Periksa, lalu ketik lagi.</source>
        <translation>Check it, then type again.</translation>
    </message>
</context>
<context>
    <name>TechnicianPrinter</name>
    <message>
        <source>Uji cetak</source>
        <translation>Test print</translation>
    </message>
    <message>
        <source>Keadaan ini sejak {time}.</source>
        <translation>Like this since {time}.</translation>
    </message>
    <message>
        <source>Tidak diketahui</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Cover</translation>
    </message>
    <message>
        <source>Tertutup rapat</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Terbuka</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Pemotong</source>
        <translation>Cutter</translation>
    </message>
    <message>
        <source>Tidak ada keluhan</source>
        <translation>No complaint</translation>
    </message>
    <message>
        <source>Macet</source>
        <translation>Jammed</translation>
    </message>
    <message>
        <source>Kepala cetak</source>
        <translation>Print head</translation>
    </message>
    <message>
        <source>Terlalu panas</source>
        <translation>Too hot</translation>
    </message>
    <message>
        <source>Mulut slip</source>
        <translation>Slip outlet</translation>
    </message>
    <message>
        <source>Kosong</source>
        <translation>Empty</translation>
    </message>
    <message>
        <source>Slip belum diambil</source>
        <translation>A slip was not taken</translation>
    </message>
    <message>
        <source>Kertas</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Ada</source>
        <translation>Loaded</translation>
    </message>
    <message>
        <source>Hampir habis, siapkan gulungan</source>
        <translation>Nearly out, get a roll ready</translation>
    </message>
    <message>
        <source>Habis</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>Slip terakhir</source>
        <translation>Last slip</translation>
    </message>
    <message>
        <source>Belum ada sejak mesin dinyalakan</source>
        <translation>None since this machine was started</translation>
    </message>
    <message>
        <source>keluar, dipastikan dengan nomor cetak</source>
        <translation>out, confirmed by its print number</translation>
    </message>
    <message>
        <source>keluar, dipastikan sesudah potong</source>
        <translation>out, confirmed after the cut</translation>
    </message>
    <message>
        <source>keluar, tanpa keluhan printer</source>
        <translation>out, no complaint from the printer</translation>
    </message>
    <message>
        <source>terkirim, tidak dipastikan printer</source>
        <translation>sent, not confirmed by the printer</translation>
    </message>
    <message>
        <source>mungkin tidak utuh</source>
        <translation>may be incomplete</translation>
    </message>
    <message>
        <source>tidak tercetak</source>
        <translation>not printed</translation>
    </message>
    <message>
        <source>Tutup sampai berbunyi, lalu uji cetak</source>
        <translation>Close until it clicks, then test print</translation>
    </message>
    <message>
        <source>Matikan printer, tunggu sepuluh detik, nyalakan lagi</source>
        <translation>Turn the printer off, wait ten seconds, turn it on</translation>
    </message>
    <message>
        <source>Ganti kertas</source>
        <translation>Change the paper</translation>
    </message>
    <message>
        <source>Buka tutup printer, buang sisa gulungan</source>
        <translation>Open the cover, take out what is left of the roll</translation>
    </message>
    <message>
        <source>Pasang gulungan baru seperti gambar di dalam tutup</source>
        <translation>Put in a new roll as drawn inside the cover</translation>
    </message>
    <message>
        <source>Tutup printer</source>
        <translation>Close the printer</translation>
    </message>
    <message>
        <source>Rapikan kertas, biarkan ujungnya di luar</source>
        <translation>Straighten the paper, leave its end outside</translation>
    </message>
    <message>
        <source>Bebaskan pemotong</source>
        <translation>Free the cutter</translation>
    </message>
    <message>
        <source>Matikan printer dan buka tutupnya</source>
        <translation>Turn the printer off and open its cover</translation>
    </message>
    <message>
        <source>Tarik sisa kertas dari pisau, tanpa benda tajam</source>
        <translation>Pull leftover paper out of the cutter, with nothing sharp</translation>
    </message>
    <message>
        <source>Nyalakan lagi, lalu uji cetak</source>
        <translation>Turn it on again, then test print</translation>
    </message>
    <message>
        <source>Kosongkan mulut slip</source>
        <translation>Clear the slip outlet</translation>
    </message>
    <message>
        <source>Ambil slip dari mulut printer, lalu uji cetak</source>
        <translation>Take the slip out of the outlet, then test print</translation>
    </message>
    <message>
        <source>Biarkan dingin</source>
        <translation>Let it cool down</translation>
    </message>
    <message>
        <source>Printer melanjutkan sendiri dalam beberapa menit</source>
        <translation>The printer goes on by itself in a few minutes</translation>
    </message>
    <message>
        <source>Sering terjadi? Periksa lubang udaranya</source>
        <translation>Happens often? Check its air vents</translation>
    </message>
    <message>
        <source>Sambungkan printer</source>
        <translation>Connect the printer</translation>
    </message>
    <message>
        <source>Periksa kabel daya dan lampu printer</source>
        <translation>Check the power cable and the lamps</translation>
    </message>
    <message>
        <source>Periksa kabel data ke {link}</source>
        <translation>Check the data cable to {link}</translation>
    </message>
    <message>
        <source>Nyalakan ulang printer</source>
        <translation>Restart the printer</translation>
    </message>
    <message>
        <source>Tetap terganggu? Panggil pemasok printer</source>
        <translation>Still not working? Call the printer&apos;s supplier</translation>
    </message>
    <message>
        <source>Slip uji sedang dicetak</source>
        <translation>The test slip is being printed</translation>
    </message>
    <message>
        <source>{model}, {mm} mm, {dpi} titik per inci.</source>
        <translation>{model}, {mm} mm, {dpi} dots per inch.</translation>
    </message>
    <message>
        <source>Slip uji keluar, printer memastikannya</source>
        <translation>The test slip came out, the printer confirms it</translation>
    </message>
    <message>
        <source>Slip uji terkirim, printer tidak memastikannya</source>
        <translation>The test slip was sent, the printer does not confirm it</translation>
    </message>
    <message>
        <source>Slip uji mungkin tidak utuh</source>
        <translation>The test slip may be incomplete</translation>
    </message>
    <message>
        <source>Slip uji tidak tercetak</source>
        <translation>The test slip was not printed</translation>
    </message>
</context>
<context>
    <name>TurnPlate</name>
    <message>
        <source>Berikutnya</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Sebelumnya</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>Ini yang terakhir</source>
        <translation>This is the last</translation>
    </message>
    <message>
        <source>Ini yang pertama</source>
        <translation>This is the first</translation>
    </message>
</context>
</TS>
