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

            x: Math.round(index * (bar.width + bar.apart) / bar.count)
            width: Math.round((index + 1) * (bar.width + bar.apart) / bar.count) - bar.apart - x
            height: bar.height
            color: (bar.at - index + bar.count) % bar.count < 8 ? bar.theme.accentText : bar.theme.line
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
