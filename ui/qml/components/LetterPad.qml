pragma ComponentBehavior: Bound
import QtQuick

// Capitals as on a typewriter, or digits. Keys do not repeat. Ten keys fill the width to the pixel.
Item {
    id: pad

    required property Theme theme
    property bool digits: false
    readonly property real step: (width + theme.padGap) / 10
    readonly property int rowStep: theme.key + theme.padGap

    signal typed(string character)
    signal erased
    signal cleared
    signal turned

    implicitHeight: 4 * rowStep - theme.padGap

    component PadKey: Key {
        // Where it begins and how wide it is, in keys.
        required property real at
        property real span: 1
        required property int row

        theme: pad.theme
        x: Math.round(at * pad.step)
        y: row * pad.rowStep
        width: Math.round((at + span) * pad.step) - pad.theme.padGap - x
        height: pad.theme.key
    }

    component KeyRow: Repeater {
        id: keys

        required property string characters
        property real from: 0
        required property int row

        model: characters.split("")

        PadKey {
            required property string modelData
            required property int index

            character: modelData
            at: keys.from + index
            row: keys.row
            onTapped: pad.typed(modelData)
        }
    }

    KeyRow {
        characters: pad.digits ? "1234567890" : "QWERTYUIOP"
        row: 0
    }

    KeyRow {
        characters: pad.digits ? "" : "ASDFGHJKL"
        from: 0.5
        row: 1
    }

    PadKey {
        words: pad.digits ? "ABC" : "123"
        repeats: false
        at: 0
        row: 2
        onTapped: {
            pad.digits = !pad.digits;
            pad.turned();
        }
    }

    KeyRow {
        characters: pad.digits ? "" : "ZXCVBNM"
        from: 1
        row: 2
    }

    PadKey {
        words: qsTr("Hapus")
        icon: "backspace-bold"
        at: 8
        span: 2
        row: 2
        onTapped: pad.erased()
    }

    PadKey {
        words: qsTr("Kosongkan")
        icon: "x-circle-bold"
        at: 0
        span: 3
        row: 3
        onTapped: pad.cleared()
    }

    PadKey {
        words: qsTr("spasi")
        at: 3
        span: 4
        row: 3
        onTapped: pad.typed(" ")
    }

    KeyRow {
        characters: "-/."
        from: 7
        row: 3
    }
}
