import QtQuick

// One thing to know: icon and small name, its value, perhaps a note. What nobody knows is said in waitText. A range of
// the clock does not break: where it would not fit, values are set as on a compact panel.
Column {
    id: fact

    required property Theme theme
    required property string icon
    required property string name
    required property string value
    property bool known: true
    property string note: ""
    // Of the name: as much as the names beside it take.
    property int least: 0
    readonly property alias nameHeight: named.implicitHeight
    // How wide it is where neither the name nor a small value breaks.
    readonly property int natural: Math.ceil(Math.max(named.implicitWidth + 4 * theme.u, small.advanceWidth))

    spacing: theme.hairline

    TextMetrics {
        id: small

        font: fact.theme.strongFont
        text: fact.value
    }

    Item {
        width: parent.width
        height: Math.max(fact.least, named.height, picture.height)

        Icon {
            id: picture

            y: named.y + Math.round((line.height - height) / 2)
            name: fact.icon
            ink: fact.theme.accentText
            size: 3 * fact.theme.u
        }

        Words {
            id: named

            theme: fact.theme
            x: 4 * fact.theme.u
            anchors.bottom: parent.bottom
            text: fact.name
            width: parent.width - x
            font: fact.theme.smallFont
            color: fact.theme.inkSoft
        }
    }

    FontMetrics {
        id: line

        font: fact.theme.smallFont
    }

    Words {
        theme: fact.theme
        width: parent.width
        text: fact.value
        // What cannot break is set smaller where even those would not fit.
        fontSizeMode: /\s/.test(fact.value) ? Text.FixedSize : Text.HorizontalFit
        minimumPixelSize: fact.theme.smallFont.pixelSize
        font: fact.theme.compact || fact.width < 26 * fact.theme.growth * fact.theme.u ? fact.theme.strongFont : fact.theme.titleFont
        color: fact.known ? fact.theme.ink : fact.theme.waitText
    }

    Words {
        theme: fact.theme
        width: parent.width
        visible: text !== ""
        text: fact.note
        font: fact.theme.smallFont
        color: fact.theme.inkSoft
    }
}
