pragma ComponentBehavior: Bound
import QtQuick

// The slot below the screen and the slip that hangs from it; `label` is the number on it, if it bears one.
Item {
    id: drawing

    required property Theme theme
    property string label: ""
    // It comes out by a thread at a time, and then hangs there.
    property bool sliding: false
    property int inside: sliding && theme.moves ? height - lip : 0
    readonly property int lip: Math.round(height * 0.045)
    readonly property int paperWidth: Math.round(width * 0.74)

    implicitWidth: Math.round(implicitHeight * 0.95)

    Timer {
        interval: 33
        repeat: true
        running: drawing.sliding && drawing.theme.moves && drawing.inside > 0
        onTriggered: drawing.inside = Math.max(0, drawing.inside - drawing.theme.thread)
    }

    Item {
        id: opening

        y: drawing.lip
        width: parent.width
        height: parent.height - y
        clip: drawing.inside > 0
    }

    Rectangle {
        parent: opening
        x: Math.round((parent.width - width) / 2)
        y: -drawing.inside
        width: drawing.paperWidth
        height: parent.height
        color: drawing.theme.tile
        border.width: drawing.theme.hairline
        border.color: drawing.theme.line
        antialiasing: false

        Column {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Math.round(parent.height * 0.1)
            spacing: Math.round(parent.height * 0.045)

            Bar {
                part: 0.45
            }

            Bar {
                part: 0.45
            }

            Lettering {
                theme: drawing.theme
                anchors.horizontalCenter: parent?.horizontalCenter
                visible: drawing.label !== ""
                width: Math.round(drawing.paperWidth * 0.84)
                height: Math.round(drawing.paperWidth * 0.3)
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                text: drawing.label
                font: drawing.theme.numberFont
                fontSizeMode: Text.Fit
                lineHeight: 1
                minimumPixelSize: 8
                wrapMode: Text.NoWrap
            }

            Repeater {
                model: 3

                Bar {
                    required property int index

                    part: 0.76 - 0.08 * index
                }
            }

            Bar {
                part: 0.66
            }
        }
    }

    Rectangle {
        width: parent.width
        height: drawing.lip
        radius: Math.round(height / 3)
        color: drawing.theme.ink
    }

    component Bar: Rectangle {
        required property real part

        anchors.horizontalCenter: parent?.horizontalCenter
        width: Math.round(drawing.paperWidth * part)
        height: Math.max(2, Math.round(drawing.height * 0.012))
        color: drawing.theme.outlineColor
        antialiasing: false
    }
}
