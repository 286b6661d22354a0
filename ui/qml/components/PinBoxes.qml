pragma ComponentBehavior: Bound
import QtQuick

// One box for each digit; a dot stands for what was typed.
Row {
    id: boxes

    required property Theme theme
    required property int length
    required property int count

    spacing: theme.padGap

    Repeater {
        model: boxes.length

        Rectangle {
            id: box

            required property int index

            width: Math.floor((boxes.width - (boxes.length - 1) * boxes.spacing) / boxes.length)
            height: boxes.height
            radius: boxes.theme.u
            color: index <= boxes.count ? boxes.theme.tile : boxes.theme.paper
            border.width: index === boxes.count ? boxes.theme.strong : boxes.theme.outline
            border.color: index === boxes.count ? boxes.theme.accentText : boxes.theme.outlineColor

            Rectangle {
                visible: box.index < boxes.count
                anchors.centerIn: parent
                width: 2 * boxes.theme.u
                height: width
                radius: boxes.theme.u
                color: boxes.theme.ink
            }

            Rectangle {
                visible: box.index === boxes.count
                anchors.centerIn: parent
                width: boxes.theme.outline
                height: 5 * boxes.theme.u
                color: boxes.theme.accentText
            }
        }
    }
}
