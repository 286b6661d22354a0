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

        Column {
            width: parent.width
            visible: !page.model.keys

            Repeater {
                model: page.model.readings

                ReadingLine {
                    required icon
                    required kind

                    theme: page.theme
                    width: parent?.width ?? 0
                }
            }
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

        Words {
            theme: page.theme
            Accessible.role: Accessible.StatusBar
            Accessible.name: text
            visible: text !== "" && !page.model.keys
            width: parent.width
            text: page.model.test
            color: page.theme.inkSoft
        }

        Row {
            id: doors

            width: parent.width
            spacing: page.theme.gap

            PlateButton {
                theme: page.theme
                name: qsTr("Uji cetak")
                icon: "printer-bold"
                available: page.model.testable
                enabled: available
                width: Math.floor((doors.width - doors.spacing) / 2)
                height: page.theme.button
                onTapped: page.model.printTrial()
            }

            PlateButton {
                theme: page.theme
                name: page.model.keys ? qsTr("Keadaan mesin") : qsTr("Tombol diblokir")
                width: Math.floor((doors.width - doors.spacing) / 2)
                height: page.theme.button
                onTapped: page.model.turn()
            }
        }
    }
}
