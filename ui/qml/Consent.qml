import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property ConsentModel model

    question: qsTr("Bolehkah kami memakai NIK Anda?")
    kicker: qsTr("Cetak dokumen")
    note: qsTr("Hanya untuk satu kali layanan, sesuai UU 27/2022")
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

        width: parent.width
        spacing: page.theme.snug || page.theme.compact ? 0 : page.theme.gap

        Place {
            theme: page.theme
            width: parent.width
            dense: said.dense
            icon: "identification-card"
            heading: qsTr("Yang kami tanyakan")
            title: qsTr("NIK dan PIN akses Anda")
            note: qsTr("Hanya untuk Dukcapil. Tanpa sidik jari, tanpa foto wajah.")
        }

        Place {
            theme: page.theme
            width: parent.width
            dense: said.dense
            icon: "magnifying-glass"
            heading: qsTr("Untuk apa")
            title: qsTr("Mencari dokumen Anda yang sudah siap")
            note: qsTr("Lalu mencetak bukti untuk mengambilnya.")
        }

        Place {
            theme: page.theme
            width: parent.width
            dense: said.dense
            icon: "eye-slash"
            heading: qsTr("Yang terlihat dan tercetak")
            title: qsTr("Hanya empat angka terakhir NIK")
            note: qsTr("NIK ············0001")
        }

        Place {
            theme: page.theme
            width: parent.width
            dense: said.dense
            icon: "eraser"
            heading: qsTr("Yang disimpan mesin ini")
            title: qsTr("Tidak ada")
            note: qsTr("NIK dan PIN dihapus begitu Anda selesai. Server mencatat tanpa NIK bahwa dokumen dilihat dan dicetak.")
        }

        // Where the largest text leaves no room, what each statement adds is not said.
        property bool dense: page.theme.snug
    }

    Banner {
        theme: page.theme
        visible: y >= said.height + page.theme.u
        width: parent.width
        anchors.bottom: parent.bottom
        anchors.bottomMargin: page.theme.u
        kind: "wait"
        icon: "info-fill"
        title: qsTr("Boleh memilih tidak")
        note: qsTr("Petugas di %1 tetap melayani Anda.").arg(page.model.instead)
    }
}
