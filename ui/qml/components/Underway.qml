pragma ComponentBehavior: Bound
import QtQuick

// Something takes its time, nobody knows how much: whole cells wander along.
Item {
    id: bar

    required property Theme theme
    property int at: 0
    readonly property int count: 24
    readonly property int apart: Math.max(2, Math.round(theme.u * 0.75))

    implicitHeight: 4 * theme.u

    Repeater {
        model: bar.count

        Rectangle {
            required property int index
            readonly property bool lit: (bar.at - index + bar.count) % bar.count < 8

            x: Math.round(index * (bar.width + bar.apart) / bar.count)
            width: Math.round((index + 1) * (bar.width + bar.apart) / bar.count) - bar.apart - x
            height: bar.height
            color: lit ? bar.theme.accentText : bar.theme.empty
            border.width: lit ? 0 : bar.theme.emptyEdge
            border.color: bar.theme.line
            antialiasing: false
        }
    }

    Timer {
        interval: 120
        repeat: true
        running: bar.theme.moves
        onTriggered: bar.at = (bar.at + 1) % bar.count
    }
}
