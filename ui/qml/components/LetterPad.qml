pragma ComponentBehavior: Bound
import QtQuick

// Capitals as on a typewriter, or digits. Keys do not repeat.
Column {
    id: pad

    required property Theme theme
    property bool digits: false
    readonly property real unit: (width - 9 * theme.padGap) / 10

    signal typed(string character)
    signal erased
    signal cleared

    function span(keys: real): int {
        return Math.floor(keys * unit + (keys - 1) * theme.padGap);
    }

    spacing: theme.padGap

    component KeyRow: Row {
        id: row

        required property string characters

        anchors.horizontalCenter: parent?.horizontalCenter
        spacing: pad.theme.padGap

        Repeater {
            model: row.characters.split("")

            Key {
                required property string modelData

                theme: pad.theme
                character: modelData
                width: pad.span(1)
                height: pad.theme.key
                onTapped: pad.typed(modelData)
            }
        }
    }

    KeyRow {
        characters: pad.digits ? "1234567890" : "QWERTYUIOP"
    }

    KeyRow {
        visible: !pad.digits
        characters: "ASDFGHJKL"
    }

    Row {
        anchors.right: pad.right
        spacing: pad.theme.padGap

        Key {
            theme: pad.theme
            words: pad.digits ? "ABC" : "123"
            width: pad.span(1)
            height: pad.theme.key
            onTapped: pad.digits = !pad.digits
        }

        KeyRow {
            anchors.horizontalCenter: undefined
            visible: !pad.digits
            characters: "ZXCVBNM"
        }

        Key {
            theme: pad.theme
            words: qsTr("Hapus")
            icon: "backspace-bold"
            width: pad.span(2)
            height: pad.theme.key
            onTapped: pad.erased()
        }
    }

    Row {
        spacing: pad.theme.padGap

        Key {
            theme: pad.theme
            words: qsTr("Kosongkan")
            icon: "x-circle-bold"
            width: pad.span(3)
            height: pad.theme.key
            onTapped: pad.cleared()
        }

        Key {
            theme: pad.theme
            words: qsTr("spasi")
            width: pad.span(4)
            height: pad.theme.key
            onTapped: pad.typed(" ")
        }

        Repeater {
            model: ["-", "/", "."]

            Key {
                required property string modelData

                theme: pad.theme
                character: modelData
                width: pad.span(1)
                height: pad.theme.key
                onTapped: pad.typed(modelData)
            }
        }
    }
}
