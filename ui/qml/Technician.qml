pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

// No citizen's screen: an ink field instead of the cloth.
PageFrame {
    id: page

    required property TechnicianModel model

    question: model.keys ? qsTr("Tombol yang harus diblokir") : model.title
    kicker: model.kiosk
    note: model.keys ? qsTr("Oleh kompositor atau kernel, sebelum sampai ke mesin ini") : ""
    part: "none"
    inky: true
    helped: false
    back: false

    buttons: PlateButton {
        theme: page.theme
        name: page.theme.portrait ? qsTr("Keluar, buka untuk warga") : qsTr("Keluar")
        icon: "sign-out-bold"
        primary: true
        height: page.theme.button
        onTapped: page.model.leave()
    }

    Column {
        width: parent.width
        spacing: page.theme.gap

        Readings {
            theme: page.theme
            width: parent.width
            visible: !page.model.keys
            model: page.model.readings
        }

        Column {
            width: parent.width
            visible: page.model.keys

            Repeater {
                model: page.model.blocked

                Words {
                    required property string keys

                    theme: page.theme
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                    width: parent?.width ?? 0
                    topPadding: page.theme.u
                    bottomPadding: page.theme.u
                    text: keys
                    font: page.theme.labelFont
                }
            }
        }

        Row {
            id: doors

            readonly property int share: Math.floor((width - 2 * spacing) / 3)

            width: parent.width
            spacing: page.theme.gap

            PlateButton {
                theme: page.theme
                name: qsTr("Printer slip")
                icon: "printer-bold"
                width: doors.share
                height: page.theme.button
                onTapped: page.model.showPrinter()
            }

            PlateButton {
                theme: page.theme
                name: page.model.spoken ? qsTr("Hentikan suara") : qsTr("Uji suara")
                icon: "headphones-bold"
                width: doors.share
                height: page.theme.button
                onTapped: page.model.tryVoice()
            }

            PlateButton {
                theme: page.theme
                name: page.model.keys ? qsTr("Keadaan mesin") : qsTr("Tombol diblokir")
                width: doors.share
                height: page.theme.button
                onTapped: page.model.turn()
            }
        }
    }
}
