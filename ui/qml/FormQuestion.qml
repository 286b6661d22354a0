import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property FormQuestionModel model

    question: qsTr("Cetak %1 di A4 atau slip?").arg(model.document)
    kicker: qsTr("Cetak dokumen  ·  Langkah\u00a0%1\u00a0dari\u00a0%2").arg(step).arg(steps)
    steps: 4
    step: 3

    Column {
        width: parent.width
        spacing: page.theme.compact ? page.theme.padGap : 2.5 * page.theme.u

        Door {
            theme: page.theme
            icon: "note"
            title: qsTr("%1 di kertas A4").arg(page.model.document)
            note: page.model.noPage || qsTr("Keluar di printer A4 dekat mesin ini. Memuat NIK lengkap: segera ambil.")
            large: true
            available: page.model.noPage === ""
            enabled: available
            width: parent.width
            onTapped: page.model.choosePage()
        }

        Door {
            theme: page.theme
            icon: "receipt"
            title: qsTr("Slip %1").arg(page.model.document)
            note: page.model.noSlip || qsTr("Bukti pengambilan tanpa NIK lengkap. Keluar di bawah layar.")
            large: true
            available: page.model.noSlip === ""
            enabled: available
            width: parent.width
            onTapped: page.model.chooseSlip()
        }

        Banner {
            theme: page.theme
            width: parent.width
            kind: "thread"
            icon: "ticket"
            title: qsTr("Satu PIN, satu cetakan")
            note: qsTr("Yang lain tidak bisa dicetak lagi dengan PIN yang sama.")
            brief: qsTr("Setelah itu PIN tidak berlaku lagi.")
            room: page.bodyHeight - y - page.theme.u
        }
    }
}
