import QtQuick

// A plate with one line of words; `icon` before them, `after` behind them, a `note` below them where there is room.
// `above`: the icon stands above the words.
Plate {
    id: button

    property string icon: ""
    property string after: ""
    property string words: name
    property string note: ""
    property font wordsFont: theme.strongFont
    property bool above: false
    // Its words stay in one line, however small.
    property bool lined: above
    readonly property int iconRoom: above ? 0 : 5 * theme.u
    // Where room is scarce, the icons go, then the words wrap.
    property bool bare: theme.snug
    readonly property bool drawn: words === "" || above || (!bare && said.implicitWidth + icons * iconRoom + 2 * theme.u <= width)
    readonly property int full: Math.max(said.implicitWidth + icons * iconRoom + 6 * theme.u, primary ? 21 * theme.u : 0)
    readonly property int icons: (icon === "" ? 0 : 1) + (after === "" ? 0 : 1)

    // An arrow leads somewhere.
    readonly property bool leads: available || words === ""

    // Whether the note finds room below one line of words.
    readonly property bool roomy: line.height + noted.implicitHeight + theme.edge + theme.u <= height && noted.implicitWidth + icons * iconRoom + 2 * theme.u <= width

    FontMetrics {
        id: line

        font: button.wordsFont
    }

    implicitWidth: Math.max(theme.least, bare && words !== "" ? said.implicitWidth + 3 * theme.u : full)
    implicitHeight: theme.button
    about: note

    Row {
        anchors.centerIn: parent
        spacing: button.theme.u

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.icon !== "" && button.drawn && !button.above && (button.leads || !/^(arrow|caret)-/.test(button.icon))
            name: button.icon === "" ? "x-bold" : button.icon
            ink: button.ink
            size: 4 * button.theme.u
        }

        Column {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.words !== ""

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: button.above
                name: button.icon === "" ? "x-bold" : button.icon
                ink: button.ink
                size: 4 * button.theme.u
            }

            Lettering {
                id: said

                theme: button.theme
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(implicitWidth, button.width - 2 * button.theme.u)
                // Words that are made smaller would hang in the height that they had.
                height: contentHeight
                horizontalAlignment: Text.AlignHCenter
                text: button.words
                font: button.wordsFont
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: button.theme.smallFont.pixelSize
                wrapMode: button.lined ? Text.NoWrap : Text.WordWrap
                color: button.ink
            }

            Lettering {
                id: noted

                theme: button.theme
                anchors.horizontalCenter: parent.horizontalCenter
                visible: text !== "" && button.roomy
                text: button.note
                font: button.theme.smallFont
                color: button.inkSoft
                wrapMode: Text.NoWrap
            }
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.after !== "" && button.drawn && button.leads
            name: button.after === "" ? "x-bold" : button.after
            ink: button.ink
            size: 4 * button.theme.u
        }
    }
}
