import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property PrintingModel model

    question: model.page ? qsTr("%1 Anda sedang dikirim").arg(model.kind) : qsTr("Slip Anda sedang dicetak")
    kicker: model.document
    note: model.page ? qsTr("Mohon tunggu, lalu ambil lembarnya di printer A4") : qsTr("Mohon tunggu, lalu ambil slip di bawah layar")
    back: false

    Icon {
        visible: page.model.page
        anchors.horizontalCenter: parent.horizontalCenter
        y: 4 * page.theme.u
        name: "printer"
        ink: page.theme.accentText
        size: Math.min(parent.height - 16 * page.theme.u, 30 * page.theme.u)
    }

    SlipDrawing {
        theme: page.theme
        visible: !page.model.page
        anchors.horizontalCenter: parent.horizontalCenter
        height: Math.min(parent.height - 16 * page.theme.u, (page.theme.portrait ? 76 : 60) * page.theme.u)
        width: Math.round(height * 0.95)
        sliding: visible
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
            text: page.model.page ? qsTr("Mengirim") : qsTr("Mencetak")
            font: page.theme.strongFont
        }
    }
}
