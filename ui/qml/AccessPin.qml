import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property PinModel model

    question: qsTr("Masukkan PIN akses Anda")
    kicker: qsTr("Cetak dokumen  ·  Langkah\u00a0%1\u00a0dari\u00a0%2").arg(step).arg(steps)
    note: qsTr("Dikirim lewat SMS saat Anda mendaftar ADM")
    steps: 4
    step: 2

    buttons: DigitsPlate {
        theme: page.theme
        missing: page.model.missing
        onTapped: page.model.confirm()
    }

    PinEntry {
        theme: page.theme
        model: page.model
        label: qsTr("PIN akses")
        hint: qsTr("Angka tidak ditampilkan. PIN akses berbeda dengan PIN cetak.")
        bannerIcon: "info-fill"
        bannerTitle: qsTr("Lupa PIN akses?")
        bannerNote: qsTr("Tanyakan petugas di %1.").arg(page.model.desk)
    }
}
