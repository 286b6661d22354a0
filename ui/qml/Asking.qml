import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property AskingModel model

    question: model.pin ? qsTr("PIN cetak Anda sedang diperiksa") : model.place ? qsTr("Bukti Anda sedang disiapkan") : qsTr("Dokumen Anda sedang dicari")
    kicker: qsTr("Cetak dokumen")
    back: false

    Column {
        width: parent.width
        spacing: 2 * page.theme.u

        Words {
            theme: page.theme
            width: parent.width
            text: qsTr("Sebentar, kami tanyakan ke Dukcapil.")
            font: page.theme.leadFont
        }

        Underway {
            theme: page.theme
            width: parent.width
        }
    }
}
