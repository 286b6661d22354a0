pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property AgenciesModel model

    question: qsTr("Instansi mana yang Anda tuju?")
    kicker: qsTr("Nomor antrean  ·  Langkah %1 dari %2").arg(step).arg(steps)
    note: qsTr("%1\u00a0instansi, %2\u00a0layanan").arg(model.agencies).arg(model.services)
    steps: head.steps
    step: 1

    Grid {
        id: grid

        readonly property int room: (page.model.pages > 1 ? pager.y : page.bodyHeight) - 2 * page.theme.u

        width: parent.width
        columns: page.theme.tilesAcross
        spacing: page.theme.gap

        Repeater {
            model: page.model.tiles

            AgencyPlate {
                required property string agency
                required waiting
                required icon
                required note
                required available

                theme: page.theme
                width: Math.floor((grid.width - (grid.columns - 1) * grid.spacing) / grid.columns)
                height: Math.floor((grid.room - (page.theme.tilesDown - 1) * grid.spacing) / page.theme.tilesDown)
                onTapped: page.model.choose(agency)
            }
        }
    }

    Pager {
        id: pager

        theme: page.theme
        page: page.model.page
        pages: page.model.pages
        onTurned: to => page.model.turn(to)
    }
}
