pragma ComponentBehavior: Bound
import QtQuick

// Digits as on a telephone, 1 top left. Keys do not repeat.
Grid {
    id: pad

    required property Theme theme
    readonly property int keyWidth: Math.floor((width - 2 * spacing) / 3)
    // What all rows may take together.
    property int room: 0x7fff
    readonly property int keyHeight: Math.min(theme.numberKey, Math.floor((room - 3 * spacing) / 4))
    // Both keys that have words stand alike.
    readonly property bool stacked: !clearing.roomy || !erasing.roomy

    signal typed(string character)
    signal erased
    signal cleared

    columns: 3
    spacing: theme.padGap

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

        Key {
            required property string modelData

            theme: pad.theme
            character: modelData
            width: pad.keyWidth
            height: pad.keyHeight
            onTapped: pad.typed(modelData)
        }
    }

    Key {
        id: clearing

        theme: pad.theme
        words: qsTr("Kosongkan")
        alike: erasing.words
        stacked: pad.stacked
        icon: "x-circle-bold"
        width: pad.keyWidth
        height: pad.keyHeight
        onTapped: pad.cleared()
    }

    Key {
        theme: pad.theme
        character: "0"
        width: pad.keyWidth
        height: pad.keyHeight
        onTapped: pad.typed("0")
    }

    Key {
        id: erasing

        theme: pad.theme
        words: qsTr("Hapus")
        alike: clearing.words
        stacked: pad.stacked
        icon: "backspace-bold"
        width: pad.keyWidth
        height: pad.keyHeight
        onTapped: pad.erased()
    }
}
