pragma ComponentBehavior: Bound
import QtQuick

// So many of so many, in whole cells.
Row {
    id: bar

    required property Theme theme
    required property int count
    required property int filled
    property real cellGap: Math.max(2, Math.round(theme.u * 0.5))

    spacing: cellGap

    Repeater {
        model: bar.count

        Rectangle {
            required property int index

            width: Math.floor((bar.width - (bar.count - 1) * bar.cellGap) / bar.count)
            height: bar.height
            color: index < bar.filled ? bar.theme.accentText : bar.theme.line
            antialiasing: false
        }
    }
}
