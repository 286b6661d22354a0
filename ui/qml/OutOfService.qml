import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property OutOfServiceModel model

    question: qsTr("Maaf, mesin ini belum bisa dipakai")
    kicker: qsTr("Sementara tutup")
    note: "Sorry, this machine is not in service."
    helpless: true
    back: false

    Column {
        width: parent.width
        spacing: (page.theme.compact ? 2 : 3) * page.theme.u

        Words {
            theme: page.theme
            width: parent.width
            text: qsTr("Yang bisa Anda datangi sekarang")
            font: page.theme.strongFont
        }

        Banner {
            theme: page.theme
            visible: page.model.rung !== ""
            width: parent.width
            kind: "wait"
            icon: "bell-ringing"
            title: qsTr("Mesin ini berbunyi pukul %1").arg(page.model.rung)
            note: qsTr("Belum ada yang datang? Datangi petugas.")
        }

        Place {
            theme: page.theme
            width: parent.width
            icon: "users-three"
            heading: qsTr("Dengan petugas")
            title: page.model.desk
            note: page.model.place
        }

        Banner {
            theme: page.theme
            width: parent.width
            kind: "good"
            icon: "check-circle-fill"
            title: qsTr("Nomor yang sudah Anda punya tetap berlaku")
            note: qsTr("Tunggu panggilan lewat suara dan layar seperti biasa.")
            brief: qsTr("Tunggu panggilan seperti biasa.")
            room: page.bodyHeight - y - page.theme.u
        }
    }
}
