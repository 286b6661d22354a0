pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property AttractModel model

    question: model.question
    kicker: model.kicker
    questionFont: theme.attractFont
    questionLine: 0.86
    tied: false
    middle: true
    clothLength: theme.clothTall
    part: "kepala"
    thread: theme.threadTall
    shift: model.shift
    footed: false

    more: Row {
        topPadding: page.theme.u
        spacing: 3 * page.theme.u

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: page.model.open ? "hand-tap" : "list-checks"
            ink: page.theme.threadColor
            size: (page.theme.compact ? 6 : 8) * page.theme.u
        }

        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: page.clothInner - 11 * page.theme.u

            Words {
                theme: page.theme
                text: page.model.open ? "Touch to start" : qsTr("Sentuh untuk melihat persyaratan")
                font: page.theme.compact ? page.theme.runningFont : page.theme.leadFont
                width: parent.width
                color: page.theme.clothInk
            }

            Words {
                theme: page.theme
                visible: !page.theme.snug
                text: page.model.open ? "Bahasa Indonesia, English" : "Closed. Touch to read what to bring."
                width: parent.width
                color: page.theme.clothInkSoft
            }
        }
    }

    Column {
        id: told

        width: parent.width
        spacing: (page.theme.compact ? 2 : 3) * page.theme.u

        Column {
            width: parent.width
            spacing: page.theme.u / 2

            Flow {
                width: parent.width
                spacing: Math.round(1.5 * page.theme.u)

                Words {
                    id: title

                    theme: page.theme
                    width: Math.min(implicitWidth, parent.width)
                    text: page.model.title
                    font: page.theme.titleFont
                }

                Chip {
                    theme: page.theme
                    height: Math.round(title.height / title.lineCount)
                    icon: page.model.open ? "check-circle-bold" : "moon-bold"
                    words: page.model.open ? qsTr("Sedang buka") : qsTr("Tutup")
                    fill: page.model.open ? page.theme.goodSoft : page.theme.waitSoft
                    ink: page.model.open ? page.theme.goodText : page.theme.waitText
                }
            }

            Words {
                theme: page.theme
                width: parent.width
                visible: page.model.open
                text: page.model.hours
                color: page.theme.inkSoft
            }
        }

        Rectangle {
            width: parent.width
            height: page.theme.hairline
            color: page.theme.line
        }

        Words {
            theme: page.theme
            width: parent.width
            visible: page.model.loadKnown
            text: qsTr("Antrean saat ini")
            font: page.theme.strongFont
        }

        Column {
            id: loads

            width: parent.width
            visible: page.model.loadKnown
            spacing: (page.theme.compact ? 2.5 : page.theme.portrait ? 4 : 6) * page.theme.u

            Repeater {
                model: page.model.load

                Item {
                    id: load

                    required property string name
                    required property int cells
                    required property string note
                    required property int index
                    readonly property bool beside: who.width + 2 * page.theme.u + said.width <= width

                    // As many as there is room for above what stands at the bottom.
                    visible: loads.y + (index + 1) * ((page.theme.columns > 1 || page.theme.portrait ? height : who.height + said.height) + loads.spacing) <= page.bodyHeight - Math.max(summary.height, staff.height)
                    width: parent?.width ?? 0
                    height: beside ? who.height : who.height + said.height

                    Words {
                        id: who

                        theme: page.theme
                        text: load.name
                        font: page.theme.labelFont
                        wrapMode: Text.NoWrap
                    }

                    CellBar {
                        theme: page.theme
                        visible: page.theme.portrait && page.theme.textSize < 3
                        x: 27 * page.theme.u
                        width: 36 * page.theme.u
                        height: 3 * page.theme.u
                        anchors.verticalCenter: parent.verticalCenter
                        count: 12
                        filled: load.cells
                    }

                    Words {
                        id: said

                        theme: page.theme
                        x: load.beside ? parent.width - width : 0
                        y: load.beside ? 0 : who.height
                        text: load.note
                        color: page.theme.inkSoft
                        wrapMode: Text.NoWrap
                    }
                }
            }
        }

        Column {
            width: parent.width
            visible: !page.model.loadKnown
            spacing: (page.theme.snug ? 0.5 : 2) * page.theme.u

            Repeater {
                model: page.model.tables

                Column {
                    id: table

                    required property string name
                    required property string times

                    width: parent?.width ?? 0
                    spacing: (page.theme.snug ? 0.5 : 2) * page.theme.u

                    Grid {
                        width: parent.width
                        columns: page.theme.portrait ? 2 : 1

                        Words {
                            theme: page.theme
                            width: Math.round(parent.width * (page.theme.portrait ? 0.45 : 1))
                            text: table.name
                            font: page.theme.labelFont
                        }

                        Words {
                            theme: page.theme
                            width: Math.round(parent.width * (page.theme.portrait ? 0.55 : 1))
                            horizontalAlignment: page.theme.portrait ? Text.AlignRight : Text.AlignLeft
                            text: table.times
                            color: page.theme.inkSoft
                        }
                    }

                    Rectangle {
                        width: parent.width
                        height: page.theme.hairline
                        color: page.theme.line
                    }
                }
            }
        }
    }

    Words {
        id: summary

        theme: page.theme
        visible: page.model.loadKnown || told.height + Math.max(height, staff.height) <= page.bodyHeight
        y: page.bodyHeight - Math.max(height, Math.round((staff.height + height) / 2))
        width: parent.width - staff.width - page.theme.gap
        text: page.model.summary
        font: page.theme.smallFont
        color: page.theme.inkSoft
    }

    // The whole screen is one button, and above it stands another.
    overlay: [
        MouseArea {
            anchors.fill: parent
            Accessible.role: Accessible.Button
            Accessible.name: page.question
            Accessible.onPressAction: page.model.begin()
            onClicked: page.model.begin()
        },
        StaffCall {
            id: staff

            theme: page.theme
            head: page.head
            anchors.right: parent.right
            anchors.rightMargin: page.theme.bodyRight
            anchors.bottom: parent.bottom
            anchors.bottomMargin: page.theme.headTop
        }
    ]
}
