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
        id: stack

        // What only explains goes where there is no room for it: first who helps, then how it is done.
        readonly property int sure: banner.height + spacing + door.height

        width: parent.width
        spacing: (page.theme.compact ? 1.5 : 2.5) * page.theme.u

        Banner {
            id: banner

            theme: page.theme
            width: parent.width
            kind: page.model.trouble === "" ? "good" : "care"
            icon: page.model.trouble === "" ? "check-circle-fill" : "warning-fill"
            title: page.model.trouble === "" ? qsTr("Slip bisa dicetak") : page.model.trouble
            note: qsTr("Nomor belum diambil.")
        }

        Door {
            id: door

            theme: page.theme
            icon: page.model.trouble === "" ? "printer" : "device-tablet"
            title: page.model.trouble === "" ? qsTr("Ambil nomor dan slip") : qsTr("Ambil nomor di layar")
            note: page.model.trouble === "" ? qsTr("Slip keluar di bawah layar") : qsTr("Tetap berlaku, urutan panggilannya sama")
            large: true
            primary: true
            width: parent.width
            onTapped: page.model.confirm()
        }

        Column {
            id: steps

            width: parent.width
            visible: page.model.trouble !== "" && stack.sure + stack.spacing + implicitHeight <= page.bodyHeight

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
            visible: page.model.trouble !== "" && stack.sure + 2 * stack.spacing + (steps.visible ? steps.implicitHeight : 0) + 2 * implicitHeight <= page.bodyHeight
            name: qsTr("Panggil petugas printer")
            icon: "bell-ringing-bold"
            width: parent.width
            height: page.theme.button
            onTapped: page.model.callStaff()
        }
    }
}
