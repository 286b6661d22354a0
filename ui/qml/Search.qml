import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property SearchModel model
    readonly property real fieldHeight: theme.compact ? theme.key : 12.5 * theme.u
    readonly property bool turning: model.page > 0 || model.more

    question: qsTr("Anda ingin mengurus apa?")
    kicker: qsTr("Cari layanan")
    note: qsTr("Kata sehari-hari boleh: bikin ktp, pajak motor, surat hilang")

    Column {
        width: parent.width
        spacing: page.theme.gap

        Row {
            width: parent.width
            spacing: page.theme.gap

            Rectangle {
                width: parent.width - (page.turning ? 2 * (height + parent.spacing) : 0)
                height: page.fieldHeight
                radius: page.theme.u
                color: page.theme.tile
                border.width: page.theme.strong
                border.color: page.theme.accentText

                Icon {
                    id: glass

                    x: Math.round(2.5 * page.theme.u)
                    anchors.verticalCenter: parent.verticalCenter
                    name: "magnifying-glass-bold"
                    ink: page.theme.accentText
                    size: 4 * page.theme.u
                }

                Words {
                    id: typed

                    theme: page.theme
                    x: 8 * page.theme.u
                    anchors.verticalCenter: parent.verticalCenter
                    Accessible.role: Accessible.EditableText
                    Accessible.name: page.kicker
                    Accessible.description: text
                    text: page.model.text
                    font: page.theme.keyFont
                    wrapMode: Text.NoWrap
                }

                Rectangle {
                    x: typed.x + typed.width + page.theme.hairline
                    anchors.verticalCenter: parent.verticalCenter
                    width: page.theme.outline
                    height: 6 * page.theme.u
                    color: page.theme.accentText
                }

                Words {
                    theme: page.theme
                    visible: page.model.text === ""
                    x: 9 * page.theme.u
                    width: parent.width - x - 2 * page.theme.u
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTr("Ketik satu atau dua kata")
                    color: page.theme.inkSoft
                }

                Words {
                    theme: page.theme
                    anchors.right: parent.right
                    anchors.rightMargin: 2 * page.theme.u
                    anchors.verticalCenter: parent.verticalCenter
                    text: page.model.count
                    Accessible.role: Accessible.StatusBar
                    font: page.theme.metaFont
                    color: page.theme.inkSoft
                    wrapMode: Text.NoWrap
                }
            }

            TurnPlate {
                theme: page.theme
                visible: page.turning
                more: page.model.page > 0
                brief: true
                width: page.fieldHeight
                height: page.fieldHeight
                onTapped: page.model.turn(page.model.page - 1)
            }

            TurnPlate {
                theme: page.theme
                visible: page.turning
                onwards: true
                more: page.model.more
                brief: true
                width: page.fieldHeight
                height: page.fieldHeight
                onTapped: page.model.turn(page.model.page + 1)
            }
        }

        Grid {
            id: nothing

            readonly property int room: pad.y - y - page.theme.gap
            readonly property int column: Math.floor((width - (columns - 1) * spacing) / columns)

            visible: page.model.nothing
            width: parent.width
            columns: page.theme.compact && !page.theme.snug ? 2 : 1
            spacing: page.theme.gap

            Banner {
                id: banner

                theme: page.theme
                width: nothing.column
                room: nothing.room
                kind: "wait"
                icon: "info-fill"
                title: qsTr("Belum ketemu")
                note: qsTr("Coba kata lain, atau pilih lewat instansi.")
            }

            Place {
                theme: page.theme
                visible: nothing.columns > 1 || banner.height + nothing.spacing + implicitHeight <= nothing.room
                width: nothing.column
                icon: "users-three"
                heading: qsTr("Dengan petugas")
                title: page.model.desk
                note: page.model.place
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

    LetterPad {
        id: pad

        theme: page.theme
        anchors.bottom: parent.bottom
        anchors.bottomMargin: page.theme.u
        width: parent.width
        onTyped: character => page.model.type(character)
        onErased: page.model.erase()
        onCleared: page.model.clear()
        onTurned: page.model.turnPad()
    }
}
