import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property ConsentModel model

    question: qsTr("Bolehkah kami memakai NIK Anda?")
    kicker: qsTr("Cetak dokumen")
    // Who may refuse, and is served all the same, is said in any case.
    note: free.visible ? qsTr("Hanya untuk satu kali layanan, sesuai UU 27/2022") : "%1. %2".arg(free.title).arg(free.note)
    back: false

    buttons: [
        PlateButton {
            theme: page.theme
            name: qsTr("Tidak")
            icon: "x-bold"
            height: page.theme.button
            width: yes.implicitWidth
            onTapped: page.head.goBack()
        },
        PlateButton {
            id: yes

            theme: page.theme
            name: qsTr("Setuju")
            after: "arrow-right-bold"
            primary: true
            height: page.theme.button
            onTapped: page.model.agree()
        }
    ]

    Column {
        id: said

        readonly property int whole: asked.whole + wanted.whole + seen.whole + kept.whole
        readonly property int brief: asked.brief + wanted.brief + seen.brief + kept.brief
        // Where the larger letters leave no room, what each statement adds is not said.
        readonly property bool dense: whole + 4 * page.theme.u > page.bodyHeight
        readonly property int words: dense ? brief : whole
        readonly property int around: Math.min(6 * page.theme.u, Math.floor((page.bodyHeight - words - (free.visible ? free.height + 2 * page.theme.u : 0)) / 4))

        width: parent.width

        Place {
            id: asked

            theme: page.theme
            width: parent.width
            around: said.around
            dense: said.dense
            icon: "identification-card"
            heading: qsTr("Yang kami tanyakan")
            title: qsTr("NIK dan PIN akses Anda")
            note: qsTr("Hanya untuk Dukcapil. Tanpa sidik jari, tanpa foto wajah.")
        }

        Place {
            id: wanted

            theme: page.theme
            width: parent.width
            around: said.around
            dense: said.dense
            icon: "magnifying-glass"
            heading: qsTr("Untuk apa")
            title: qsTr("Mencari dokumen Anda yang sudah siap")
            note: qsTr("Lalu mencetak bukti untuk mengambilnya.")
        }

        Place {
            id: seen

            theme: page.theme
            width: parent.width
            around: said.around
            dense: said.dense
            icon: "eye-slash"
            heading: qsTr("Yang terlihat dan tercetak")
            title: qsTr("Hanya empat angka terakhir NIK")
            note: qsTr("NIK ············0001")
        }

        Place {
            id: kept

            theme: page.theme
            width: parent.width
            around: said.around
            dense: said.dense
            icon: "eraser"
            heading: qsTr("Yang disimpan mesin ini")
            title: qsTr("Tidak ada")
            note: qsTr("NIK dan PIN dihapus begitu Anda selesai. Server mencatat tanpa NIK bahwa dokumen dilihat dan dicetak.")
        }
    }

    Banner {
        id: free

        theme: page.theme
        room: page.bodyHeight - said.words - 6 * page.theme.u
        visible: implicitHeight <= room
        width: parent.width
        anchors.bottom: parent.bottom
        anchors.bottomMargin: page.theme.u
        kind: "wait"
        icon: "info-fill"
        title: qsTr("Boleh memilih tidak")
        note: qsTr("Petugas di %1 tetap melayani Anda.").arg(page.model.instead)
    }
}
