pragma ComponentBehavior: Bound
import QtQuick

// The reader below the screen and a phone that shows it a code, a hand's span apart.
Item {
    id: drawing

    required property Theme theme

    implicitHeight: 40 * theme.u
    implicitWidth: Math.round(height * 0.8)

    Rectangle {
        id: reader

        width: parent.width
        height: Math.round(parent.height * 0.13)
        radius: drawing.theme.u / 2
        color: drawing.theme.ink

        Rectangle {
            anchors.centerIn: parent
            width: Math.round(parent.width * 0.4)
            height: Math.round(parent.height * 0.4)
            color: drawing.theme.clothColor
            border.width: drawing.theme.hairline
            border.color: drawing.theme.threadColor
            antialiasing: false
        }
    }

    // The light.
    Column {
        x: Math.round((parent.width - width) / 2)
        y: reader.height + drawing.theme.u
        width: drawing.theme.strong
        spacing: Math.round(drawing.theme.u * 0.75)

        Repeater {
            model: Math.max(0, Math.floor((phone.y - reader.height - drawing.theme.u) / (drawing.theme.u * 1.75)))

            Rectangle {
                width: drawing.theme.strong
                height: drawing.theme.u
                color: drawing.theme.accentText
                antialiasing: false
            }
        }
    }

    Rectangle {
        id: phone

        x: Math.round((parent.width - width) / 2)
        y: Math.round(parent.height * 0.36)
        width: Math.round(parent.height * 0.52)
        height: parent.height - y
        radius: drawing.theme.u
        color: drawing.theme.tile
        border.width: drawing.theme.strong
        border.color: drawing.theme.ink

        Icon {
            anchors.centerIn: parent
            name: "qr-code"
            ink: drawing.theme.ink
            size: Math.round(parent.width * 0.72)
        }
    }
}
