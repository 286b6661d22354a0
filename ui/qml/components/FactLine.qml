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

    spacing: theme.hairline

    Row {
        spacing: fact.theme.u / 2

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: fact.icon
            ink: fact.theme.accentText
            size: 3 * fact.theme.u
        }

        Words {
            theme: fact.theme
            text: fact.name
            width: Math.min(implicitWidth, fact.width - 3.5 * fact.theme.u)
            font: fact.theme.smallFont
            color: fact.theme.inkSoft
        }
    }

    Words {
        theme: fact.theme
        width: parent.width
        text: fact.value
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
