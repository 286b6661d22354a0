import QtQuick

// A numbered paper to bring; ui/screens/detail.py measures it.
Item {
    id: line

    required property Theme theme
    required property int number
    required property string text

    height: Math.max((theme.compact ? 7 : 9) * theme.u, Math.ceil(words.implicitHeight) + 3 * theme.u)

    Words {
        theme: line.theme
        anchors.baseline: words.baseline
        text: line.number
        font: line.theme.titleFont
        color: line.theme.accentText
    }

    Words {
        id: words

        theme: line.theme
        x: 5 * line.theme.u
        width: parent.width - x
        anchors.verticalCenter: parent.verticalCenter
        text: line.text
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: line.theme.hairline
        color: line.theme.line
    }
}
