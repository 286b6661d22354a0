import QtQuick
import Anjungan

// Whose mall this is.
Row {
    id: site

    required property Theme theme
    required property FrameModel head
    // How wide it may be.
    required property int room

    Accessible.role: Accessible.TitleBar
    Accessible.name: head.siteTop + " " + head.siteMain
    spacing: Math.round(1.5 * theme.u)

    Image {
        id: mark

        visible: site.theme.band !== "none"
        anchors.verticalCenter: parent.verticalCenter
        source: visible ? "image://weave/" + ["tanda", String(site.theme.threadColor).substring(1), Math.max(1, site.theme.thread - 1), 0, "upright", 0].join("/") : ""
        smooth: false
    }

    Column {
        anchors.verticalCenter: parent.verticalCenter

        Words {
            theme: site.theme
            width: Math.min(implicitWidth, site.room - (mark.visible ? mark.width + site.spacing : 0))
            text: site.head.siteTop
            font: site.theme.smallFont
            color: site.theme.clothInk
        }

        Words {
            theme: site.theme
            width: Math.min(implicitWidth, site.room - (mark.visible ? mark.width + site.spacing : 0))
            text: site.head.siteMain
            font: site.theme.strongFont
            color: site.theme.clothInk
        }
    }
}
