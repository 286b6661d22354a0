import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property TechnicianPinModel model

    question: qsTr("PIN teknisi")
    note: qsTr("Ada di profil mesin ini")
    part: "none"
    inky: true
    helpless: true

    buttons: DigitsPlate {
        theme: page.theme
        name: qsTr("Buka")
        missing: page.model.missing
        onTapped: page.model.confirm()
    }

    DigitEntry {
        theme: page.theme
        anchors.fill: parent
        label: page.question
        count: page.model.count
        hint: qsTr("Angka tidak ditampilkan.")
        bannerKind: "care"
        bannerIcon: "warning-fill"
        bannerTitle: page.model.wrong ? qsTr("PIN tidak cocok") : ""
        bannerNote: qsTr("Periksa, lalu ketik lagi.")
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
