import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property PinModel model

    question: qsTr("Masukkan PIN cetak %1 Anda").arg(model.document)
    kicker: qsTr("Cetak dokumen  ·  Langkah\u00a0%1\u00a0dari\u00a0%2").arg(step).arg(steps)
    note: qsTr("Ada di SMS atau email dari Dukcapil")
    steps: 4
    step: 4

    buttons: DigitsPlate {
        theme: page.theme
        name: page.model.page ? qsTr("Cetak %1 di A4").arg(page.model.document) : qsTr("Cetak bukti %1").arg(page.model.document)
        after: "printer-bold"
        missing: page.model.missing
        onTapped: page.model.confirm()
    }

    PinEntry {
        theme: page.theme
        model: page.model
        label: qsTr("PIN cetak")
        hint: qsTr("Angka tidak ditampilkan. PIN cetak berbeda dengan PIN akses.")
        bannerKind: page.model.wrong ? "care" : "thread"
        bannerIcon: page.model.wrong ? "warning-fill" : "ticket"
        bannerTitle: page.model.wrong ? (page.model.tries > 0 ? qsTr("PIN salah. Sisa percobaan: %1").arg(page.model.tries) : qsTr("PIN cetak tidak cocok")) : qsTr("Habis pakai sekali")
        bannerNote: page.model.wrong ? qsTr("Periksa pesan untuk dokumen ini, lalu ketik lagi.") : page.model.page ? qsTr("Printer A4 tidak memastikan kertas keluar: sesudah dicetak, petugas yang memutuskan. Bila tidak dikirim, tetap berlaku.") : qsTr("Hangus setelah bukti tercetak. Bila tidak ada yang tercetak, tetap berlaku. Bila ragu, petugas yang memutuskan.")
        bannerBrief: page.model.wrong ? qsTr("Periksa, lalu ketik lagi.") : page.model.page ? qsTr("Setelah dicetak, petugas yang memutuskan.") : qsTr("Hangus setelah bukti tercetak.")
    }
}
