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
        id: wait

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

    Place {
        id: now

        theme: page.theme
        visible: y + implicitHeight <= page.bodyHeight
        y: wait.height + 3 * page.theme.u
        width: parent.width
        icon: "ticket"
        heading: qsTr("Sedang berlangsung")
        title: qsTr("Nomor dicatat sebelum dicetak")
        note: qsTr("Jadi tidak hilang walau listrik padam.")
    }

    Place {
        theme: page.theme
        visible: y + implicitHeight <= page.bodyHeight
        y: now.y + now.implicitHeight
        width: parent.width
        icon: "desktop"
        heading: qsTr("Sesudah ini")
        title: qsTr("Nomor Anda tampil di layar ini")
    }
}
