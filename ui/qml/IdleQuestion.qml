import QtQuick
import Anjungan
import "components"

// Over the page while it waits for a sign of life.
Item {
    id: dialog

    required property Theme theme
    required property FrameModel head

    Accessible.role: Accessible.Dialog
    Accessible.name: asked.words

    Rectangle {
        anchors.fill: parent
        color: dialog.theme.scrim
        opacity: 0.72
    }

    // Takes every touch beside the plates.
    MouseArea {
        anchors.fill: parent
    }

    Rectangle {
        x: (dialog.theme.portrait ? 0 : dialog.theme.cloth) + dialog.theme.bodyLeft
        y: Math.round(parent.height * 0.48) - (dialog.theme.portrait ? 0 : Math.round(height / 3))
        width: parent.width - x - dialog.theme.bodyRight
        height: column.height + 2 * column.y
        radius: dialog.theme.u
        color: dialog.theme.tile
        border.width: dialog.theme.edge > 0 ? 0 : dialog.theme.outline
        border.color: dialog.theme.outlineColor

        Column {
            id: column

            x: (dialog.theme.compact ? 4 : 6) * dialog.theme.u
            y: (dialog.theme.compact ? 4 : 6) * dialog.theme.u
            width: parent.width - 2 * x
            spacing: 3 * dialog.theme.u

            Question {
                id: asked

                theme: dialog.theme
                width: parent.width
                words: qsTr("Apakah Anda masih di sini?")
                color: dialog.theme.ink
            }

            Words {
                theme: dialog.theme
                width: parent.width
                text: qsTr("Demi keamanan data Anda, layar kembali ke awal dalam %n detik.", "", dialog.head.secondsLeft).replace(/ (\S+)$/, "\u00a0$1")
            }

            CellBar {
                theme: dialog.theme
                width: parent.width
                height: 3 * dialog.theme.u
                count: dialog.head.cells
                filled: dialog.head.cellsLeft
            }

            Row {
                id: answers

                readonly property int rest: width - staff.width - 2 * spacing
                readonly property int high: (dialog.theme.compact ? 12 : 17) * dialog.theme.u

                width: parent.width
                topPadding: dialog.theme.u
                spacing: dialog.theme.gap

                StaffCall {
                    id: staff

                    theme: dialog.theme
                    head: dialog.head
                    height: answers.high
                }

                PlateButton {
                    theme: dialog.theme
                    name: qsTr("Selesai")
                    icon: "sign-out-bold"
                    width: Math.round(answers.rest * 0.36)
                    height: answers.high
                    onTapped: dialog.head.end()
                }

                PlateButton {
                    theme: dialog.theme
                    name: qsTr("Ya, lanjutkan")
                    after: "arrow-right-bold"
                    primary: true
                    wordsFont: dialog.theme.titleFont
                    width: Math.round(answers.rest * 0.64)
                    height: answers.high
                    onTapped: dialog.head.stay()
                }
            }
        }
    }
}
