pragma ComponentBehavior: Bound
import QtQuick

// So many of so many, in whole cells.
Item {
    id: bar

    required property Theme theme
    required property int count
    required property int filled
    readonly property int apart: Math.max(2, Math.round(theme.u * 0.5))

    Repeater {
        model: bar.count

        Rectangle {
            required property int index

            x: Math.round(index * (bar.width + bar.apart) / bar.count)
            width: Math.round((index + 1) * (bar.width + bar.apart) / bar.count) - bar.apart - x
            height: bar.height
            color: index < bar.filled ? bar.theme.accentText : bar.theme.empty
            border.width: index < bar.filled ? 0 : bar.theme.emptyEdge
            border.color: bar.theme.line
            antialiasing: false
        }
    }
}
