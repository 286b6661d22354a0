import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property NikModel model

    question: qsTr("Masukkan 16 angka NIK Anda")
    kicker: qsTr("Cetak dokumen  ·  Langkah\u00a0%1\u00a0dari\u00a0%2").arg(step).arg(steps)
    note: qsTr("Tercetak di KTP-el dan KK")
    steps: 4
    step: 1
    tied: false
    reserved: theme.portrait ? card.width + 4 * theme.u : 0

    // In portrait the card stands beside the question, else below it.
    overlay: CardOutline {
        id: card

        theme: page.theme
        visible: page.theme.portrait
        x: page.width - page.theme.clothMargin - width
        y: page.theme.cloth - page.theme.hem - 4 * page.theme.u - height
    }

    more: Item {
        height: page.theme.portrait ? 0 : below.y + below.height

        CardOutline {
            id: below

            theme: page.theme
            visible: !page.theme.portrait
            y: page.theme.u
        }
    }

    buttons: DigitsPlate {
        theme: page.theme
        missing: page.model.missing
        onTapped: page.model.confirm()
    }

    DigitEntry {
        theme: page.theme
        anchors.fill: parent
        label: qsTr("NIK")
        count: page.model.count
        hint: page.model.shown ? qsTr("%1 dari 16 angka. Jaga agar tidak dilihat orang lain.").arg(page.model.count) : qsTr("%1 dari 16 angka. Tiap empat angka langsung disembunyikan.").arg(page.model.count)
        bannerKind: "care"
        bannerIcon: "warning-fill"
        bannerTitle: page.model.fault === "no_match" ? qsTr("NIK atau PIN tidak cocok") : page.model.fault === "misread" ? qsTr("NIK harus 16 angka") : ""
        bannerNote: page.model.fault === "misread" ? qsTr("Kode itu tidak berisi NIK. Periksa lagi.") : qsTr("Periksa keduanya, lalu ketik lagi. Belum terdaftar di ADM? Daftar di loket Dukcapil.")
        bannerBrief: page.model.fault === "misread" ? bannerNote : qsTr("Periksa, lalu ketik lagi.")
        onTyped: character => page.model.type(character)
        onErased: page.model.erase()
        onCleared: page.model.clear()

        field: NikGroups {
            theme: page.theme
            width: parent?.width ?? 0
            height: parent?.height ?? 0
            groups: page.model.groups
        }

        side: Grid {
            id: side

            readonly property int each: page.theme.portrait && page.model.scanner ? Math.floor((width - spacing) / 2) : width

            width: parent?.width ?? 0
            columns: page.theme.portrait ? 2 : 1
            spacing: page.theme.gap

            PlateButton {
                theme: page.theme
                visible: page.model.scanner
                name: qsTr("Pindai kode QR")
                icon: "qr-code-bold"
                wordsFont: page.theme.snug ? page.theme.metaFont : page.theme.strongFont
                width: side.each
                height: page.theme.button
                onTapped: page.model.scan()
            }

            PlateButton {
                theme: page.theme
                name: page.model.shown ? qsTr("Sembunyikan") : qsTr("Tampilkan angka")
                icon: page.model.shown ? "eye-slash-bold" : "eye-bold"
                wordsFont: page.theme.snug ? page.theme.metaFont : page.theme.strongFont
                width: side.each
                height: page.theme.button
                onTapped: page.model.toggle()
            }
        }
    }
}
