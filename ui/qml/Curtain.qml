import QtQuick
import Anjungan
import "components"

// While somebody listens who wants nobody to read along: the cloth alone. Keys go on; a touch opens it.
Rectangle {
    id: curtain

    required property Theme theme
    required property FrameModel head

    color: theme.clothColor

    Column {
        x: curtain.theme.clothMargin
        y: Math.round((parent.height - height) / 2)
        width: parent.width - 2 * x
        spacing: 3 * curtain.theme.u

        Icon {
            name: "headphones"
            ink: curtain.theme.threadColor
            size: (curtain.theme.compact ? 8 : 11) * curtain.theme.u
        }

        Question {
            theme: curtain.theme
            width: parent.width
            words: qsTr("Layar ditutup selama Anda mendengarkan")
        }

        Words {
            theme: curtain.theme
            width: parent.width
            text: qsTr("Sentuh layar untuk membukanya, atau tekan panah atas dua kali.")
            font: curtain.theme.leadFont
            color: curtain.theme.clothInkSoft
        }
    }

    MouseArea {
        anchors.fill: parent
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("Sentuh layar untuk membukanya")
        Accessible.onPressAction: curtain.head.uncover()
        onClicked: curtain.head.uncover()
    }
}
