import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property SurrenderedModel model

    question: model.label
    questionFont: model.numberFont
    questionLine: 0.84
    tied: false
    crossed: true
    kicker: qsTr("Nomor ini sudah dikembalikan")
    clothLength: theme.clothHalf
    middle: !theme.portrait
    part: theme.portrait ? "kepala" : "tepi"
    back: false

    more: Words {
        theme: page.theme
        width: page.clothInner
        text: page.model.about
        color: page.theme.clothInkSoft
    }

    buttons: [
        PlateButton {
            theme: page.theme
            name: page.theme.portrait ? qsTr("Ambil nomor lain") : qsTr("Nomor lain")
            icon: page.theme.portrait ? "plus-bold" : ""
            bare: !page.theme.portrait
            height: page.theme.button
            onTapped: page.model.another()
        },
        PlateButton {
            theme: page.theme
            name: qsTr("Selesai")
            primary: true
            bare: !page.theme.portrait
            height: page.theme.button
            onTapped: page.model.finish()
        }
    ]

    Column {
        width: parent.width
        spacing: (page.theme.compact ? 1.5 : 2) * page.theme.u

        Banner {
            theme: page.theme
            width: parent.width
            kind: "good"
            icon: "check-circle-fill"
            title: qsTr("Terima kasih sudah memberi tahu")
            note: qsTr("Yang menunggu di belakang Anda dilayani lebih cepat.")
        }

        Place {
            theme: page.theme
            width: parent.width
            icon: "x-circle"
            heading: qsTr("Slip Anda")
            title: qsTr("Tidak berlaku lagi")
            note: qsTr("Nomor ini tidak dipakai orang lain. Bila berubah pikiran, ambil nomor baru.")
        }

        PrintPlate {
            theme: page.theme
            slip: page.model.printing
            width: parent.width
        }

        Countdown {
            theme: page.theme
            seconds: page.model.closing
            since: page.head.english
        }
    }
}
