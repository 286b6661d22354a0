pragma ComponentBehavior: Bound
import QtQuick
import Anjungan

// Sixteen digits in four groups; ui/screens/nik.py says what each cell shows.
Row {
    id: row

    required property Theme theme
    required property Rows groups

    spacing: theme.gap

    Repeater {
        model: row.groups

        Rectangle {
            id: group

            required property string cells
            required property int current
            required property bool reached

            width: Math.floor((row.width - 3 * row.spacing) / 4)
            height: row.height
            radius: row.theme.u
            color: reached ? row.theme.tile : row.theme.paper
            border.width: current >= 0 ? row.theme.strong : row.theme.outline
            border.color: current >= 0 ? row.theme.accentText : row.theme.outlineColor

            Repeater {
                model: 4

                Item {
                    id: cell

                    required property int index
                    readonly property string character: group.cells.charAt(index)

                    x: Math.round(group.width * (0.08 + 0.21 * index))
                    width: Math.round(group.width * 0.21)
                    height: group.height

                    Lettering {
                        theme: row.theme
                        visible: cell.character >= "0" && cell.character <= "9"
                        anchors.centerIn: parent
                        text: visible ? cell.character : ""
                        font: row.theme.keyFont
                        wrapMode: Text.NoWrap
                    }

                    Rectangle {
                        visible: cell.character === "•"
                        anchors.centerIn: parent
                        width: 2 * Math.round(0.75 * row.theme.u)
                        height: width
                        radius: width / 2
                        color: row.theme.ink
                    }

                    Rectangle {
                        visible: cell.character === "_"
                        anchors.horizontalCenter: parent.horizontalCenter
                        y: Math.round(parent.height * 0.68)
                        width: Math.round(parent.width * 0.72)
                        height: cell.index === group.current ? row.theme.strong : row.theme.hairline
                        color: cell.index === group.current ? row.theme.accentText : row.theme.outlineColor
                    }
                }
            }
        }
    }
}
