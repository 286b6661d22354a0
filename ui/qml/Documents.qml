pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property DocumentsModel model

    question: model.ready ? qsTr("Dokumen mana yang ingin Anda ambil?") : qsTr("Belum ada dokumen yang siap")
    kicker: qsTr("Cetak dokumen  ·  Langkah\u00a0%1\u00a0dari\u00a0%2").arg(step).arg(steps)
    note: qsTr("NIK ············%1").arg(model.nikTail)
    steps: 4
    step: 3

    buttons: PlateButton {
        theme: page.theme
        name: !page.model.ready ? qsTr("Selesai") : page.model.chosen === "" ? qsTr("Pilih satu") : page.model.asks ? qsTr("Cetak %1").arg(page.model.chosen) : page.model.printable ? qsTr("Cetak bukti %1").arg(page.model.chosen) : page.theme.columns === 1 && !page.theme.portrait ? qsTr("Bukti ambil") : qsTr("Cetak bukti ambil %1").arg(page.model.chosen)
        after: page.model.chosen === "" ? "" : page.model.asks ? "arrow-right-bold" : "printer-bold"
        primary: true
        available: page.model.chosen !== "" || !page.model.ready
        enabled: available
        height: page.theme.button
        onTapped: page.model.ready ? page.model.confirm() : page.model.finish()
    }

    Column {
        width: parent.width
        spacing: page.theme.gap

        Banner {
            theme: page.theme
            visible: page.model.empty
            width: parent.width
            kind: "wait"
            icon: "info-fill"
            title: qsTr("Belum ada dokumen untuk Anda")
            note: qsTr("Dukcapil memberi tahu bila ada yang siap.")
        }

        Door {
            theme: page.theme
            visible: page.model.empty
            width: parent.width
            icon: "ticket"
            title: qsTr("Ambil nomor antrean")
            note: qsTr("Pilih instansi, lalu layanan")
            onTapped: page.model.takeNumber()
        }

        Repeater {
            model: page.model.rows

            DocumentPlate {
                required property string request
                required selected
                required note

                theme: page.theme
                width: parent?.width ?? 0
                height: page.model.rowHeight
                onTapped: page.model.choose(request)
            }
        }

        Row {
            visible: page.model.told !== ""
            width: parent.width
            topPadding: page.theme.u
            spacing: page.theme.u

            Icon {
                name: "info"
                ink: page.theme.inkSoft
                size: 4 * page.theme.u
            }

            Words {
                theme: page.theme
                width: parent.width - 5 * page.theme.u
                text: page.model.told
                font: page.theme.portrait ? page.theme.runningFont : page.theme.smallFont
                color: page.theme.inkSoft
            }
        }
    }

    Pager {
        theme: page.theme
        page: page.model.page
        pages: page.model.pages
        onTurned: to => page.model.turn(to)
    }
}
