import QtQuick
import Anjungan

// Whose mall this is.
Row {
    id: site

    required property Theme theme
    required property FrameModel head
    // How wide it may be.
    required property int room
    readonly property int wordsRoom: room - (mark.visible ? mark.width + spacing : 0)

    Accessible.role: Accessible.TitleBar
    Accessible.name: head.siteTop + " " + head.siteMain
    spacing: Math.round(1.5 * theme.u)

    Image {
        id: mark

        visible: site.theme.woven
        anchors.verticalCenter: parent.verticalCenter
        source: visible ? "image://weave/" + ["tanda", String(site.theme.threadColor).substring(1), Math.max(1, site.theme.thread - 1), 0, "upright", 0].join("/") : ""
        smooth: false
    }

    Column {
        anchors.verticalCenter: parent.verticalCenter

        Words {
            theme: site.theme
            // What kind of place it is they know who stand in it: the city's name has the one line that there is.
            visible: implicitWidth <= site.wordsRoom
            width: Math.min(implicitWidth, site.wordsRoom)
            text: site.head.siteTop
            font: site.theme.smallFont
            color: site.theme.clothInk
        }

        Words {
            theme: site.theme
            width: Math.min(implicitWidth, site.wordsRoom)
            // Words that are made smaller would hang in the height that they had.
            height: contentHeight
            text: site.head.siteMain
            font: site.theme.strongFont
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: site.theme.smallFont.pixelSize
            color: site.theme.clothInk
        }
    }
}
