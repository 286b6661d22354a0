pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property LifeEventsModel model

    question: qsTr("Ada peristiwa apa di keluarga Anda?")
    kicker: qsTr("Peristiwa hidup")
    note: qsTr("Kami tunjukkan semua urusannya, dari awal sampai selesai")

    Column {
        id: body

        readonly property int lines: Math.ceil(page.model.count / grid.columns)
        readonly property int room: page.bodyHeight - search.height - spacing - page.theme.u

        width: parent.width
        spacing: page.theme.gap

        Grid {
            id: grid

            width: parent.width
            columns: page.theme.portrait || page.bodyWidth < 110 * page.theme.u || page.theme.textSize === 3 ? 2 : 3
            spacing: page.theme.gap

            Repeater {
                model: page.model.tiles

                PickPlate {
                    required property string event
                    required note
                    required icon
                    required count

                    theme: page.theme
                    width: Math.floor((grid.width - (grid.columns - 1) * grid.spacing) / grid.columns)
                    height: Math.min(40 * page.theme.u, Math.floor((body.room - (body.lines - 1) * grid.spacing) / Math.max(1, body.lines)))
                    onTapped: page.model.choose(event)
                }
            }
        }

        PlateButton {
            id: search

            theme: page.theme
            name: page.theme.textSize === 3 ? qsTr("Cari layanan") : qsTr("Tidak ada di sini? Cari layanan")
            icon: "magnifying-glass-bold"
            width: parent.width
            height: page.theme.button
            onTapped: page.model.search()
        }
    }
}
