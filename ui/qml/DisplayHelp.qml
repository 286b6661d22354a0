import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property DisplayHelpModel model

    question: qsTr("Atur layar ini untuk Anda")
    kicker: qsTr("Bantuan tampilan")
    note: qsTr("Berlaku sampai Anda selesai, lalu kembali seperti semula")
    helpless: true
    back: false

    buttons: [
        PlateButton {
            theme: page.theme
            name: qsTr("Seperti semula")
            icon: "arrow-counter-clockwise-bold"
            height: page.theme.button
            onTapped: page.model.reset()
        },
        PlateButton {
            theme: page.theme
            name: qsTr("Selesai")
            after: "check-bold"
            primary: true
            height: page.theme.button
            onTapped: page.head.goBack()
        }
    ]

    Column {
        id: all

        // What each has where they fill the page.
        readonly property int share: Math.floor((page.bodyHeight - page.theme.u) / (page.theme.portrait ? 5 : 4))

        width: parent.width
        spacing: Math.max(page.theme.u, Math.min(share - sizes.height, 4 * page.theme.u))

        Choices {
            id: sizes

            theme: page.theme
            width: parent.width
            heading: qsTr("Ukuran huruf")
            note: qsTr("Untuk layar ini dan berikutnya")
            options: page.model.sizes
            count: 3
            deep: Math.min(13 * page.theme.u, all.share - page.theme.u - Math.ceil(page.theme.growth * 5 * page.theme.u))
            onChosen: value => page.model.size(value)
        }

        Choices {
            theme: page.theme
            width: parent.width
            heading: qsTr("Warna")
            note: qsTr("Kontras tinggi: hitam, putih, kuning")
            options: page.model.modes
            count: 3
            deep: sizes.deep
            onChosen: value => page.model.colour(value)
        }

        Choices {
            theme: page.theme
            visible: page.theme.portrait
            width: parent.width
            heading: qsTr("Letak tombol")
            note: qsTr("Untuk pengguna kursi roda dan anak-anak")
            options: page.model.places
            count: 2
            deep: sizes.deep
            onChosen: value => page.model.place(value)
        }

        Choices {
            theme: page.theme
            width: parent.width
            heading: qsTr("Suara")
            note: qsTr("Lewat earphone")
            options: page.model.sounds
            count: 2
            deep: sizes.deep
            onChosen: value => page.model.sound(value)
        }

        Choices {
            theme: page.theme
            width: parent.width
            heading: qsTr("Bahasa")
            note: "Language"
            options: page.model.languages
            count: 2
            deep: sizes.deep
            onChosen: value => page.model.language(value)
        }
    }
}
