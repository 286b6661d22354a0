pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property ConsentModel model

    question: qsTr("Bolehkah kami memakai NIK Anda?")
    kicker: qsTr("Cetak dokumen")
    // Who may refuse, and is served all the same, is said in any case.
    note: free.visible ? qsTr("Hanya untuk satu kali layanan, sesuai UU\u00a027/2022") : "%1. %2".arg(free.title).arg(free.note)
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
            // Nobody agrees to what they have not seen.
            available: said.leaf === said.pages - 1
            enabled: available
            height: page.theme.button
            onTapped: page.model.agree()
        }
    ]

    Column {
        id: said

        readonly property var statements: [asked, wanted, seen, kept]
        readonly property int whole: asked.whole + wanted.whole + seen.whole + kept.whole
        readonly property int least: asked.least + wanted.least + seen.least + kept.least
        // Where there is little room, what each statement adds is said in small letters, and they stand on pages.
        readonly property bool dense: whole + 8 * page.theme.u > page.bodyHeight - refusal
        readonly property int room: (least + 4 * page.theme.u > page.bodyHeight - refusal ? pager.y - page.theme.u : page.bodyHeight) - refusal
        // Beside the question in landscape there is room to say that one may refuse.
        readonly property int refusal: page.theme.portrait ? free.height + 3 * page.theme.u : 0
        readonly property var pageOf: {
            let leaf = 0, used = 0;
            return statements.map(one => {
                if (used > 0 && used + one.least > room) {
                    leaf += 1;
                    used = 0;
                }
                used += one.least + page.theme.u;
                return leaf;
            });
        }
        readonly property int pages: pageOf[pageOf.length - 1] + 1
        property int turned: 0
        readonly property int leaf: Math.min(turned, pages - 1)
        readonly property var here: statements.filter((_, i) => pageOf[i] === leaf)
        readonly property int words: here.reduce((sum, one) => sum + (dense ? one.least : one.whole), 0)
        readonly property int around: Math.min(6 * page.theme.u, Math.floor(((free.visible ? free.y - 2 * page.theme.u : room) - words) / here.length))

        width: parent.width

        component Statement: Place {
            theme: page.theme
            width: said.width
            visible: said.here.includes(this)
            around: said.around
            dense: said.dense
        }

        Statement {
            id: asked

            icon: "identification-card"
            heading: qsTr("Yang kami tanyakan")
            title: qsTr("NIK dan PIN akses Anda")
            note: qsTr("Hanya untuk Dukcapil. Tanpa sidik jari, tanpa foto.")
        }

        Statement {
            id: wanted

            icon: "magnifying-glass"
            heading: qsTr("Untuk apa")
            title: qsTr("Melihat permohonan dokumen Anda")
            note: qsTr("Yang siap, diproses, sudah diambil, atau lewat waktu. Lalu mencetak bukti untuk mengambilnya.")
        }

        Statement {
            id: seen

            icon: "eye-slash"
            heading: qsTr("Yang terlihat dan tercetak")
            title: qsTr("Slip tanpa NIK lengkap")
            note: page.model.printed
        }

        Statement {
            id: kept

            icon: "eraser"
            heading: qsTr("Yang disimpan mesin ini")
            title: qsTr("Tidak ada")
            note: qsTr("NIK dan PIN dihapus begitu Anda selesai. Server mencatat tanpa NIK bahwa dokumen dilihat dan dicetak.")
        }
    }

    Pager {
        id: pager

        theme: page.theme
        anchors.bottomMargin: page.theme.u
        page: said.leaf
        pages: said.pages
        onTurned: to => {
            said.turned = to;
            page.model.turn();
        }
    }

    Banner {
        id: free

        theme: page.theme
        visible: said.words + said.here.length * page.theme.u + 2 * page.theme.u <= y
        y: (pager.visible ? pager.y - page.theme.gap : page.bodyHeight - page.theme.u) - height
        width: parent.width
        kind: "wait"
        icon: "info-fill"
        title: qsTr("Boleh memilih tidak")
        note: qsTr("Petugas di %1 tetap melayani Anda.").arg(page.model.instead)
    }
}
