pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property PriorityModel model

    question: qsTr("Apakah Anda termasuk kelompok prioritas?")
    kicker: qsTr("%1  ·  Langkah %2 dari %3").arg(model.agency).arg(step).arg(steps)
    note: model.service
    steps: head.steps
    step: 4

    Column {
        id: body

        readonly property int answer: (page.theme.compact ? 11 : page.theme.portrait ? 18 : 14) * page.theme.u
        readonly property int room: page.bodyHeight - answer - 2 * spacing - proof.height - page.theme.u
        readonly property int tile: Math.min((page.theme.portrait ? 40 : 34) * page.theme.u, Math.floor((room - (page.model.lines - 1) * page.theme.gap) / page.model.lines))

        width: parent.width
        spacing: (page.theme.compact ? 2 : 4) * page.theme.u

        Grid {
            id: grid

            width: parent.width
            columns: 2
            spacing: page.theme.gap

            Repeater {
                model: page.model.groups

                PickPlate {
                    required property string group
                    required note
                    required icon

                    theme: page.theme
                    width: Math.floor((grid.width - page.theme.gap) / 2)
                    height: body.tile
                    onTapped: page.model.choose(group)
                }
            }
        }

        PlateButton {
            theme: page.theme
            name: qsTr("Tidak, antrean biasa")
            after: "arrow-right-bold"
            primary: true
            wordsFont: page.theme.titleFont
            width: parent.width
            height: body.answer
            onTapped: page.model.ordinary()
        }

        Words {
            id: proof

            theme: page.theme
            width: parent.width
            text: qsTr("Tidak perlu bukti di mesin ini. Petugas akan memanggil Anda lebih dahulu.")
            color: page.theme.inkSoft
        }
    }
}
