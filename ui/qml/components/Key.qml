import QtQuick

// One key of a pad: a character, or words with an icon.
Plate {
    id: key

    property string character: ""
    property string icon: ""
    property string words: ""
    // The icon alone says it where words find no room.
    readonly property bool bare: icon !== "" && (theme.compact || measured.advanceWidth + 7 * theme.u > width)

    name: words !== "" ? words : character
    repeats: true

    TextMetrics {
        id: measured

        font: key.theme.labelFont
        text: key.words
    }

    Row {
        anchors.centerIn: parent
        spacing: key.theme.u / 2

        Icon {
            visible: key.icon !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: key.icon === "" ? "x-bold" : key.icon
            ink: key.ink
            size: 4 * key.theme.u
        }

        Lettering {
            theme: key.theme
            visible: text !== ""
            anchors.verticalCenter: parent.verticalCenter
            text: key.character !== "" ? key.character : key.bare ? "" : key.words
            font: key.character !== "" ? key.theme.keyFont : measured.advanceWidth + key.theme.u > key.width ? key.theme.metaFont : key.theme.labelFont
            color: key.ink
            wrapMode: Text.NoWrap
        }
    }
}
