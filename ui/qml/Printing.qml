import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property PrintingModel model

    question: qsTr("Slip Anda sedang dicetak")
    kicker: model.document
    note: qsTr("Mohon tunggu, lalu ambil slip di bawah layar")
    back: false

    SlipDrawing {
        theme: page.theme
        anchors.horizontalCenter: parent.horizontalCenter
        height: Math.min(parent.height - 16 * page.theme.u, (page.theme.portrait ? 76 : 60) * page.theme.u)
        width: Math.round(height * 0.95)
        sliding: true
    }

    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 3 * page.theme.u
        width: parent.width
        spacing: page.theme.u

        Underway {
            theme: page.theme
            width: parent.width
        }

        Words {
            theme: page.theme
            text: qsTr("Mencetak")
            font: page.theme.strongFont
        }
    }
}
