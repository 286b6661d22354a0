import QtQuick

// A plate with one line of words; `icon` before them, `after` behind them.
Plate {
    id: button

    property string icon: ""
    property string after: ""
    property string words: name
    property font wordsFont: theme.strongFont
    readonly property int iconRoom: 5 * theme.u
    // Where room is scarce, the icons go, then the words wrap.
    property bool bare: theme.snug
    readonly property bool drawn: words === "" || (!bare && said.implicitWidth + icons * iconRoom + 2 * theme.u <= width)
    readonly property int full: Math.max(said.implicitWidth + icons * iconRoom + 6 * theme.u, primary ? 21 * theme.u : 0)
    readonly property int icons: (icon === "" ? 0 : 1) + (after === "" ? 0 : 1)

    implicitWidth: bare && words !== "" ? said.implicitWidth + 3 * theme.u : full
    implicitHeight: theme.button

    Row {
        id: line

        anchors.centerIn: parent
        spacing: button.theme.u

        Icon {
            visible: button.icon !== "" && button.drawn
            anchors.verticalCenter: parent.verticalCenter
            name: button.icon === "" ? "x-bold" : button.icon
            ink: button.ink
            size: 4 * button.theme.u
        }

        Lettering {
            id: said

            theme: button.theme
            visible: text !== ""
            width: Math.min(implicitWidth, button.width - 2 * button.theme.u)
            // Words that are made smaller would hang in the height that they had.
            height: contentHeight
            anchors.verticalCenter: parent.verticalCenter
            horizontalAlignment: Text.AlignHCenter
            text: button.words
            font: button.wordsFont
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: button.theme.smallFont.pixelSize
            color: button.ink
        }

        Icon {
            visible: button.after !== "" && button.drawn
            anchors.verticalCenter: parent.verticalCenter
            name: button.after === "" ? "x-bold" : button.after
            ink: button.ink
            size: 4 * button.theme.u
        }
    }
}
