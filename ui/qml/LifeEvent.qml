import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property LifeEventModel model

    question: model.title
    kicker: qsTr("Peristiwa hidup")
    note: qsTr("%n urusan, mulai dari yang paling atas", "", model.count)

    ServiceGrid {
        theme: page.theme
        width: parent.width
        services: page.model.rows
        rowHeight: page.model.rowHeight
        onChosen: service => page.model.choose(service)
    }

    Pager {
        theme: page.theme
        page: page.model.page
        pages: page.model.pages
        onTurned: to => page.model.turn(to)
    }
}
