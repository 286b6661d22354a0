import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property SurrenderModel model

    question: qsTr("Kembalikan nomor %1?").arg(model.label)
    kicker: model.agency
    note: model.service
    back: false

    buttons: [
        PlateButton {
            theme: page.theme
            name: page.theme.columns === 1 && !page.theme.portrait ? qsTr("Tidak") : qsTr("Tidak, tetap pakai")
            bare: true
            about: available ? "" : qsTr("Sedang dicatat")
            available: !page.model.sent
            enabled: available
            height: page.theme.button
            onTapped: page.head.goBack()
        },
        PlateButton {
            theme: page.theme
            name: qsTr("Ya, kembalikan")
            bare: true
            primary: true
            about: available ? "" : qsTr("Sedang dicatat")
            available: !page.model.sent
            enabled: available
            height: page.theme.button
            onTapped: page.model.confirm()
        }
    ]

    Column {
        width: parent.width
        spacing: (page.theme.compact ? 1.5 : 2.5) * page.theme.u

        Banner {
            theme: page.theme
            width: parent.width
            kind: page.model.sent ? "thread" : "care"
            icon: page.model.sent ? "hourglass-medium" : "warning-fill"
            title: page.model.sent ? qsTr("Sedang dicatat") : qsTr("Nomor ini tidak akan dipanggil lagi")
            note: page.model.sent ? qsTr("Tunggu sebentar.") : qsTr("Tidak dapat dibatalkan.")
        }

        Place {
            theme: page.theme
            width: parent.width
            icon: "note"
            heading: qsTr("Slip Anda")
            title: qsTr("Tidak berlaku lagi")
            note: qsTr("Nomor ini juga tidak diberikan kepada orang lain.")
        }

        Place {
            theme: page.theme
            visible: page.theme.portrait || page.theme.textSize < 3
            width: parent.width
            icon: "ticket"
            heading: qsTr("Berubah pikiran nanti?")
            title: qsTr("Ambil nomor baru")
            note: qsTr("Di anjungan mana saja, selama layanan buka.")
        }
    }
}
