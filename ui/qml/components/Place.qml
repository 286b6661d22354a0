import QtQuick

// Somewhere to go or someone to ask: icon, small heading, title, how to get there.
Item {
    id: place

    required property Theme theme
    required property string icon
    required property string heading
    required property string title
    property string note: ""
    // Without the note.
    property bool dense: false

    implicitHeight: Math.max(words.implicitHeight, (dense ? 7 : 8) * theme.u) + (dense ? 1 : 4) * theme.u

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: place.icon
        ink: place.theme.accentText
        size: 7 * place.theme.u
    }

    Column {
        id: words

        x: 10 * place.theme.u
        width: parent.width - x
        anchors.verticalCenter: parent.verticalCenter

        Words {
            theme: place.theme
            width: parent.width
            text: place.heading
            font: place.theme.smallFont
            color: place.theme.inkSoft
        }

        Words {
            theme: place.theme
            width: parent.width
            text: place.title
            font: place.theme.titleFont
        }

        Words {
            theme: place.theme
            width: parent.width
            visible: text !== "" && !place.dense
            text: place.note
            color: place.theme.inkSoft
        }
    }
}
