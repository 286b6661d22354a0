import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property NoPaperModel model

    question: model.trouble === "" ? qsTr("Printer sudah siap lagi") : qsTr("Ambil nomor tanpa kertas?")
    kicker: model.agency
    note: model.service

    Column {
        width: parent.width
        spacing: (page.theme.compact ? 1.5 : 2.5) * page.theme.u

        Banner {
            theme: page.theme
            width: parent.width
            kind: page.model.trouble === "" ? "good" : "care"
            icon: page.model.trouble === "" ? "check-circle-fill" : "warning-fill"
            title: page.model.trouble === "" ? qsTr("Slip bisa dicetak") : page.model.trouble
            note: qsTr("Nomor belum diambil.")
        }

        Door {
            theme: page.theme
            icon: page.model.trouble === "" ? "printer" : "device-tablet"
            title: page.model.trouble === "" ? qsTr("Ambil nomor dan slip") : qsTr("Ambil nomor di layar")
            note: page.model.trouble === "" ? qsTr("Slip keluar di bawah layar") : qsTr("Sama berlakunya, dipanggil pada urutan yang sama")
            large: true
            primary: true
            width: parent.width
            onTapped: page.model.confirm()
        }

        Column {
            width: parent.width
            visible: page.model.trouble !== ""

            Words {
                theme: page.theme
                width: parent.width
                text: qsTr("Begini caranya")
                font: page.theme.strongFont
            }

            RequirementLine {
                theme: page.theme
                width: parent.width
                number: 1
                text: qsTr("Nomor tampil besar di layar ini")
            }

            RequirementLine {
                theme: page.theme
                width: parent.width
                number: 2
                text: page.model.followed ? qsTr("Foto layarnya, atau pindai kode QR dengan ponsel") : qsTr("Catat nomornya, atau foto layarnya")
            }

            RequirementLine {
                theme: page.theme
                width: parent.width
                number: 3
                text: qsTr("Tunggu panggilan lewat suara dan layar loket")
            }
        }

        Words {
            theme: page.theme
            visible: wait.visible
            width: parent.width
            text: qsTr("Ingin slip kertas?")
            font: page.theme.strongFont
        }

        PlateButton {
            id: wait

            theme: page.theme
            visible: page.model.trouble !== ""
            name: qsTr("Panggil petugas printer")
            icon: "bell-ringing-bold"
            width: parent.width
            height: page.theme.button
            onTapped: page.model.callStaff()
        }
    }
}
