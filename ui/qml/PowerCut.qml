import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property PowerCutModel model

    question: qsTr("Slip %1 sudah keluar?").arg(model.label)
    kicker: qsTr("Mesin ini baru menyala lagi")
    note: model.about
    back: false

    buttons: PlateButton {
        theme: page.theme
        name: qsTr("Bukan nomor saya")
        icon: "x-bold"
        height: page.theme.button
        onTapped: page.model.notMine()
    }

    Column {
        id: stack

        readonly property int answers: yes.height + spacing + no.height

        width: parent.width
        spacing: page.theme.compact ? page.theme.padGap : 2.5 * page.theme.u

        Item {
            id: drawing

            width: parent.width
            height: Math.max(slip.height, look.height)

            SlipDrawing {
                id: slip

                theme: page.theme
                height: (page.theme.snug ? 16 : page.theme.compact ? 22 : page.theme.portrait ? 40 : 26) * page.theme.u
                width: Math.round(height * 0.95)
                label: page.model.label
            }

            Column {
                id: look

                x: slip.width + 4 * page.theme.u
                width: parent.width - x
                anchors.verticalCenter: parent.verticalCenter
                spacing: page.theme.u

                Words {
                    theme: page.theme
                    width: parent.width
                    text: qsTr("Lihat celah di bawah layar")
                    font: page.theme.titleFont
                }

                Words {
                    theme: page.theme
                    visible: !page.theme.snug
                    width: parent.width
                    text: qsTr("Slip mungkin masih menempel di sana, atau terpotong di tengah. Slip yang terpotong tidak dihitung: cetak ulang saja.")
                    color: page.theme.inkSoft
                }
            }
        }

        Door {
            id: yes

            theme: page.theme
            icon: "check-circle"
            title: qsTr("Sudah, slip ada di tangan saya")
            note: qsTr("Layar ini langsung ditutup")
            primary: true
            width: parent.width
            onTapped: page.model.cameOut()
        }

        Door {
            id: no

            theme: page.theme
            icon: "printer"
            title: qsTr("Belum, cetak ulang")
            note: qsTr("Nomornya tetap %1, slip bertanda CETAK\u00a0ULANG\u00a0%2").arg(page.model.label).arg(page.model.reprint)
            width: parent.width
            onTapped: page.model.printAgain()
        }

        Banner {
            theme: page.theme
            visible: drawing.height + stack.answers + implicitHeight + 2 * stack.spacing <= page.bodyHeight
            width: parent.width
            kind: "good"
            icon: "check-circle-fill"
            title: qsTr("Nomor Anda aman")
            note: qsTr("%1 tetap berlaku dan tetap pada urutannya.").arg(page.model.label)
        }
    }
}
