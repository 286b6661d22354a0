import QtQuick

// A plate with one line of words; `icon` before them, `after` behind them.
Plate {
    id: button

    property string icon: ""
    property string after: ""
    property string words: name
    property font wordsFont: theme.strongFont

    implicitWidth: Math.max(line.implicitWidth + 6 * theme.u, primary ? 21 * theme.u : 0)
    implicitHeight: theme.button

    Row {
        id: line

        anchors.centerIn: parent
        spacing: button.theme.u

        Icon {
            visible: button.icon !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: button.icon === "" ? "x-bold" : button.icon
            ink: button.ink
            size: 4 * button.theme.u
        }

        Words {
            theme: button.theme
            visible: text !== ""
            anchors.verticalCenter: parent.verticalCenter
            text: button.words
            font: button.wordsFont
            color: button.ink
            wrapMode: Text.NoWrap
        }

        Icon {
            visible: button.after !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: button.after === "" ? "x-bold" : button.after
            ink: button.ink
            size: 4 * button.theme.u
        }
    }
}
