import QtQuick

// One key of a pad: a character, or words beside an icon; below it where the key is narrow.
Plate {
    id: key

    property string character: ""
    property string icon: ""
    property string words: ""
    // Words of other keys that are set in letters as large as these.
    property string alike: ""
    // Whether the words find room beside their icon.
    readonly property bool roomy: icon === "" || small.advanceWidth + 7 * theme.u <= width
    property bool stacked: !roomy
    readonly property bool large: label.advanceWidth + (icon === "" ? 1 : 7) * theme.u <= width
    // The icon alone says it where no letters that could be read find room.
    readonly property bool bare: stacked && (said.font.pixelSize * theme.growth < theme.metaFont.pixelSize || 3.5 * theme.u + small.height + theme.edge > height)

    name: words !== "" ? words : character
    repeats: true

    TextMetrics {
        id: label

        font: key.theme.labelFont
        text: key.words
    }

    TextMetrics {
        id: small

        font: key.theme.metaFont
        text: key.words
    }

    Grid {
        anchors.centerIn: parent
        columns: key.stacked ? 1 : 2
        columnSpacing: key.theme.u / 2
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Icon {
            visible: key.icon !== ""
            name: key.icon === "" ? "x-bold" : key.icon
            ink: key.ink
            size: (key.stacked && !key.bare ? 3.5 : 4) * key.theme.u
        }

        Unbroken {
            id: said

            theme: key.theme
            visible: text !== "" && !key.bare
            width: key.stacked || key.icon === "" ? key.width - 2 * key.theme.u : Math.ceil((key.large ? label : small).advanceWidth)
            horizontalAlignment: Text.AlignHCenter
            text: key.character !== "" ? key.character : key.words
            alike: key.stacked ? key.alike : ""
            face: key.character !== "" ? key.theme.keyFont : !key.stacked && key.large ? key.theme.labelFont : key.theme.metaFont
            color: key.ink
            wrapMode: Text.NoWrap
        }
    }
}
