pragma ComponentBehavior: Bound
import QtQuick

// Where one is on a way of several steps: bars that rise like the floors of a stilt house.
Row {
    id: steps

    required property Theme theme
    required property int count
    required property int current

    spacing: theme.u / 2

    Repeater {
        model: steps.count

        Rectangle {
            required property int index

            anchors.bottom: parent?.bottom
            width: Math.round(1.6 * steps.theme.u)
            height: Math.round((1.2 + 0.9 * index) * steps.theme.u)
            color: index < steps.current ? steps.theme.threadColor : "transparent"
            border.width: index < steps.current ? 0 : steps.theme.outline
            border.color: steps.theme.threadColor
            antialiasing: false
        }
    }
}
