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

    DigitEntry {
        theme: page.theme
        anchors.fill: parent
        label: qsTr("PIN akses")
        count: page.model.count
        hint: qsTr("Angka tidak ditampilkan. PIN akses berbeda dengan PIN cetak.")
        bannerIcon: "info-fill"
        bannerTitle: qsTr("Lupa PIN akses?")
        bannerNote: qsTr("Tanyakan petugas di %1.").arg(page.model.desk)
        onTyped: character => page.model.type(character)
        onErased: page.model.erase()
        onCleared: page.model.clear()

        field: PinBoxes {
            theme: page.theme
            width: parent?.width ?? 0
            height: parent?.height ?? 0
            length: page.model.length
            count: page.model.count
        }
    }
}
