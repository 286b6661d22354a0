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
        id: wait

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

    Place {
        id: now

        theme: page.theme
        visible: y + implicitHeight <= page.bodyHeight
        y: wait.height + 3 * page.theme.u
        width: parent.width
        icon: "identification-card"
        heading: qsTr("Sedang berlangsung")
        title: page.model.pin ? qsTr("Dukcapil memeriksa PIN cetak Anda") : page.model.place ? qsTr("Dukcapil mencari tempat dokumen Anda") : qsTr("Dukcapil mencocokkan NIK dan PIN Anda")
        note: qsTr("Jawabannya tampil di layar ini.")
    }

    Place {
        theme: page.theme
        visible: y + implicitHeight <= page.bodyHeight
        y: now.y + now.implicitHeight
        width: parent.width
        icon: "info"
        heading: qsTr("Bila Dukcapil tidak menjawab")
        title: qsTr("Layar ini akan memberi tahu")
        note: page.model.place ? "" : qsTr("PIN cetak terpakai hanya bila sudah tercetak.")
    }
}
