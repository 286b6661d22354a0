import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property PrintingModel model

    question: model.question
    kicker: model.document
    note: model.paper ? qsTr("Di bawah layar") : ""
    back: false

    buttons: PlateButton {
        theme: page.theme
        name: qsTr("Selesai")
        primary: true
        height: page.theme.button
        onTapped: page.model.finish()
    }

    Column {
        width: parent.width
        spacing: (page.theme.compact ? 2 : 3) * page.theme.u

        SlipDrawing {
            theme: page.theme
            readonly property int room: page.bodyHeight - banner.height - (page.model.doubtful ? place.height + parent.spacing : 0) - countdown.height - 2 * parent.spacing

            visible: page.model.paper && room >= 14 * page.theme.u
            anchors.horizontalCenter: parent.horizontalCenter
            height: Math.round(Math.min(room, page.bodyHeight * (page.model.doubtful ? 0.4 : 0.5), 64 * page.theme.u))
            width: Math.round(height * 0.95)
        }

        Banner {
            id: banner

            theme: page.theme
            width: parent.width
            kind: page.model.bannerKind
            icon: page.model.icon === "" ? "info-fill" : page.model.icon
            title: page.model.title
            note: page.model.note
        }

        Place {
            id: place

            theme: page.theme
            visible: page.model.doubtful
            width: parent.width
            icon: "users-three"
            heading: qsTr("Dengan petugas")
            title: page.model.desk
            note: page.model.place
        }

        Countdown {
            id: countdown

            theme: page.theme
            seconds: page.model.closing
            since: page.head.english
        }
    }
}
