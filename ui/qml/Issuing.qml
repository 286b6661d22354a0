import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property IssuingModel model

    question: qsTr("Nomor Anda sedang disiapkan")
    kicker: model.agency
    note: model.service
    clothLength: theme.clothHalf
    part: theme.portrait ? "kepala" : "tepi"
    back: false

    Column {
        width: parent.width
        spacing: 2 * page.theme.u

        Words {
            theme: page.theme
            width: parent.width
            text: qsTr("Sebentar, mesin ini mencatat nomor Anda.")
            font: page.theme.leadFont
        }

        Underway {
            theme: page.theme
            width: parent.width
        }
    }
}
