import QtQuick
import QtQuick.Shapes

// A plate's edge in dashes: where lines and fills are few colours, it tells that nothing can be pressed here.
Shape {
    id: dashes

    required property Theme theme
    readonly property real inset: theme.hairline / 2

    ShapePath {
        strokeColor: dashes.theme.line
        strokeWidth: dashes.theme.hairline
        fillColor: "transparent"
        strokeStyle: ShapePath.DashLine
        // In widths of the line.
        dashPattern: [2, 2]

        PathRectangle {
            x: dashes.inset
            y: dashes.inset
            width: dashes.width - 2 * dashes.inset
            height: dashes.height - 2 * dashes.inset
            radius: dashes.theme.u
        }
    }
}
