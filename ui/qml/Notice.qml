import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property NoticeModel model

    question: model.question
    kicker: model.kicker
    note: model.note

    buttons: PlateButton {
        theme: page.theme
        name: qsTr("Selesai")
        primary: true
        height: page.theme.button
        onTapped: page.model.finish()
    }

    Column {
        id: stack

        width: parent.width
        spacing: (page.theme.compact ? 2 : 3) * page.theme.u

        Banner {
            theme: page.theme
            width: parent.width
            kind: page.model.kind
            icon: page.model.icon === "" ? "info-fill" : page.model.icon
            title: page.model.title
            note: page.model.detail
        }

        Words {
            theme: page.theme
            width: parent.width
            visible: page.model.door !== "" || page.model.printing.available
            text: qsTr("Yang bisa Anda lakukan sekarang")
            font: page.theme.strongFont
        }

        Door {
            theme: page.theme
            visible: page.model.door === "number"
            icon: "ticket"
            title: qsTr("Ambil nomor antrean")
            note: qsTr("Pilih instansi, lalu layanan")
            width: parent.width
            onTapped: page.model.takeNumber()
        }

        Door {
            theme: page.theme
            visible: page.model.door === "others"
            icon: "list-checks"
            title: qsTr("Layanan %1 lainnya").arg(page.model.agency)
            note: qsTr("%n layanan", "", page.model.services)
            width: parent.width
            onTapped: page.model.seeOthers()
        }

        Door {
            theme: page.theme
            visible: page.model.door === "back"
            icon: "ticket"
            title: qsTr("Lihat nomor Anda lagi")
            note: qsTr("Nomornya tampil besar, urutannya tetap")
            width: parent.width
            onTapped: page.model.goBack()
        }

        PrintPlate {
            theme: page.theme
            slip: page.model.printing
            width: parent.width
        }

        Door {
            theme: page.theme
            visible: page.model.door === "again" || page.model.door === "retry"
            icon: "identification-card"
            title: page.model.door === "retry" ? qsTr("Coba lagi") : qsTr("Mulai lagi")
            note: qsTr("Dengan NIK dan PIN akses")
            width: parent.width
            onTapped: page.model.startAgain()
        }
    }

    // Who helps: said where there is room for it; staff can be called from the footer.
    Place {
        theme: page.theme
        visible: y + implicitHeight <= page.bodyHeight
        y: stack.height + stack.spacing
        width: parent.width
        icon: "users-three"
        heading: qsTr("Dengan petugas")
        title: page.model.desk
        note: page.model.place
    }
}
