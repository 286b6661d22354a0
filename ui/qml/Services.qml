pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property ServicesModel model

    question: qsTr("Layanan apa yang Anda perlukan?")
    kicker: qsTr("%1  ·  Langkah %2 dari %3").arg(model.agency).arg(step).arg(steps)
    note: model.note
    steps: head.steps
    step: 2

    Column {
        width: parent.width
        spacing: 2 * page.theme.u

        Row {
            id: strip

            width: parent.width
            spacing: page.theme.gap

            TurnPlate {
                id: before

                theme: page.theme
                visible: page.model.strips > 1
                name: qsTr("Kelompok sebelumnya")
                more: page.model.strip > 0
                brief: true
                width: 10 * page.theme.u
                height: 10 * page.theme.u
                onTapped: page.model.turnGroups(page.model.strip - 1)
            }

            Flow {
                width: strip.width - (page.model.strips > 1 ? 2 * (before.width + strip.spacing) : 0)
                spacing: page.theme.gap

                Repeater {
                    model: page.model.groups

                    Plate {
                        id: plate

                        required property string group
                        required property string title
                        required property int count
                        required property int wide
                        required selected

                        theme: page.theme
                        name: title
                        about: qsTr("%n layanan", "", count)
                        width: wide
                        height: 10 * page.theme.u
                        onTapped: page.model.chooseGroup(group)

                        Row {
                            anchors.centerIn: parent
                            spacing: page.theme.u

                            Lettering {
                                id: groupTitle

                                theme: page.theme
                                text: plate.title
                                font: page.theme.strongFont
                                color: plate.ink
                                wrapMode: Text.NoWrap
                            }

                            Lettering {
                                theme: page.theme
                                anchors.baseline: groupTitle.baseline
                                text: plate.count
                                font: page.theme.smallFont
                                color: plate.inkSoft
                                wrapMode: Text.NoWrap
                            }
                        }
                    }
                }
            }

            TurnPlate {
                theme: page.theme
                visible: page.model.strips > 1
                name: qsTr("Kelompok berikutnya")
                onwards: true
                more: page.model.strip < page.model.strips - 1
                brief: true
                width: 10 * page.theme.u
                height: 10 * page.theme.u
                onTapped: page.model.turnGroups(page.model.strip + 1)
            }
        }

        ServiceGrid {
            theme: page.theme
            width: parent.width
            services: page.model.rows
            rowHeight: page.model.rowHeight
            onChosen: service => page.model.choose(service)
        }
    }

    Pager {
        theme: page.theme
        page: page.model.page
        pages: page.model.pages
        onTurned: to => page.model.turn(to)
    }
}
