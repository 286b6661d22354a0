import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property PinModel model

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

    PinEntry {
        theme: page.theme
        model: page.model
        label: page.question
        hint: qsTr("Angka tidak ditampilkan.")
        bannerKind: "care"
        bannerIcon: "warning-fill"
        bannerTitle: page.model.wrong ? qsTr("PIN tidak cocok") : ""
        bannerNote: qsTr("Periksa, lalu ketik lagi.")
    }
}
