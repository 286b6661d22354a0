pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property StaffHelpModel model

    question: model.question
    kicker: qsTr("Panggil petugas")
    note: model.note
    callable: false
    back: model.alone

    buttons: [
        PlateButton {
            theme: page.theme
            visible: !page.model.alone
            name: qsTr("Batalkan panggilan")
            words: page.theme.textSize === 1 && page.theme.portrait || page.theme.columns > 1 ? name : qsTr("Batalkan")
            icon: "x-bold"
            height: page.theme.button
            onTapped: page.model.withdraw()
        },
        PlateButton {
            theme: page.theme
            visible: !page.model.alone
            name: qsTr("Lanjut sendiri")
            after: "arrow-right-bold"
            primary: true
            height: page.theme.button
            onTapped: page.head.goBack()
        },
        PlateButton {
            theme: page.theme
            visible: page.model.alone
            name: qsTr("Panggil lagi")
            after: "bell-ringing-bold"
            primary: true
            height: page.theme.button
            onTapped: page.model.callAgain()
        }
    ]

    Column {
        width: parent.width
        spacing: (page.theme.compact ? 1.5 : 2.5) * page.theme.u

        FactGrid {
            id: facts

            theme: page.theme
            facts: page.model.facts
            width: parent.width
            visible: page.model.factCount > 0 && !page.model.alone && page.theme.textSize < 3
            columns: Math.max(1, page.model.factCount)
        }

        Rectangle {
            visible: facts.visible
            width: parent.width
            height: page.theme.hairline
            color: page.theme.line
        }

        Words {
            theme: page.theme
            Accessible.role: Accessible.Heading
            Accessible.name: text
            width: parent.width
            text: page.model.alone ? qsTr("Yang bisa membantu sekarang") : qsTr("Perlu dibantu apa?")
            font: page.theme.strongFont
        }

        Grid {
            id: reasons

            readonly property bool narrow: page.theme.textSize === 3 && page.bodyWidth < 110 * page.theme.u

            width: parent.width
            visible: !page.model.alone
            columns: narrow ? 1 : 2
            spacing: page.theme.gap

            Repeater {
                model: page.model.reasons

                PlateButton {
                    required property string reason
                    required property string title
                    required icon
                    required selected

                    theme: page.theme
                    name: title
                    width: Math.floor((reasons.width - (reasons.columns - 1) * reasons.spacing) / reasons.columns)
                    height: (page.theme.compact || page.theme.snug ? 11 : page.theme.portrait ? 18 : 14) * page.theme.u
                    onTapped: page.model.tell(reason)
                }
            }
        }

        Banner {
            theme: page.theme
            visible: page.model.banner !== "" && !page.model.alone
            width: parent.width
            kind: "good"
            icon: "check-circle-fill"
            title: page.model.banner
            note: page.model.detail
            brief: qsTr("Lanjutkan saja sambil menunggu.")
            room: page.bodyHeight - y - page.theme.u
        }

        Place {
            theme: page.theme
            visible: page.model.alone
            width: parent.width
            icon: "users-three"
            heading: qsTr("Dengan petugas")
            title: page.model.desk
            note: page.model.place
        }

        Place {
            theme: page.theme
            visible: page.model.alone
            width: parent.width
            icon: "ticket"
            heading: qsTr("Tanpa petugas")
            title: qsTr("Mesin ini tetap melayani")
            note: qsTr("Kembali ke layar tadi dan lanjutkan sendiri.")
        }
    }
}
