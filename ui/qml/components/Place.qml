import QtQuick

// Somewhere to go or someone to ask: icon, small heading, title, how to get there.
Item {
    id: place

    required property Theme theme
    required property string icon
    required property string heading
    required property string title
    property string note: ""
    // The note in small letters.
    property bool dense: false
    property int around: 4 * theme.u
    // Of its words, with the note in usual letters and in small ones.
    readonly property int whole: Math.max(said.height + called.height + (note === "" ? 0 : more.height), 8 * theme.u)
    readonly property int least: Math.max(said.height + called.height + (note === "" ? 0 : less.height), 7 * theme.u)

    implicitHeight: (dense ? least : whole) + around

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
            id: said

            theme: place.theme
            width: parent.width
            even: true
            text: place.heading
            font: place.theme.smallFont
            color: place.theme.inkSoft
        }

        Words {
            id: called

            theme: place.theme
            width: parent.width
            even: true
            text: place.title
            font: place.theme.titleFont
        }

        Words {
            id: more

            theme: place.theme
            width: parent.width
            even: true
            visible: text !== "" && !place.dense
            text: place.note
            color: place.theme.inkSoft
        }

        Words {
            id: less

            theme: place.theme
            width: parent.width
            even: true
            visible: text !== "" && place.dense
            text: place.note
            font: place.theme.smallFont
            color: place.theme.inkSoft
        }
    }
}
