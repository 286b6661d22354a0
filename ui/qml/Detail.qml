pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property DetailModel model

    question: model.walkIn ? qsTr("Layanan tanpa nomor antrean") : qsTr("Semua syaratnya sudah siap?")
    kicker: model.walkIn || model.printedHere ? model.agency : qsTr("%1  ·  Langkah %2 dari %3").arg(model.agency).arg(step).arg(head.steps)
    steps: model.walkIn || model.printedHere ? 0 : head.steps
    step: 3

    buttons: PlateButton {
        theme: page.theme
        visible: !page.model.walkIn
        name: page.model.refusal !== "" ? qsTr("Nomor ditutup") : page.model.printedHere ? (page.theme.portrait || page.theme.columns > 1 ? qsTr("Cetak di mesin ini") : qsTr("Cetak di sini")) : qsTr("Ambil nomor")
        after: available ? "arrow-right-bold" : ""
        primary: true
        about: page.model.refusal
        available: page.model.refusal === ""
        enabled: available
        height: page.theme.button
        onTapped: page.model.confirm()
    }

    Column {
        width: parent.width
        spacing: (page.theme.compact ? 1.5 : 2.5) * page.theme.u

        Column {
            width: parent.width
            spacing: page.theme.u / 2

            Words {
                theme: page.theme
                Accessible.role: Accessible.Heading
                Accessible.name: text
                width: parent.width
                text: page.model.service
                font: page.theme.titleFont
            }

            Words {
                theme: page.theme
                visible: text !== ""
                width: parent.width
                text: page.model.agencyName
                font: page.theme.compact ? page.theme.smallFont : page.theme.runningFont
                color: page.theme.inkSoft
            }
        }

        Banner {
            theme: page.theme
            visible: page.model.refusal !== ""
            width: parent.width
            kind: "wait"
            icon: "clock"
            title: page.model.refusal
        }

        Banner {
            theme: page.theme
            visible: page.model.walkIn
            width: parent.width
            kind: "good"
            icon: "door-open"
            title: qsTr("Silakan langsung datang")
            note: page.model.place || qsTr("Tanyakan tempatnya kepada petugas.")
        }

        Rectangle {
            width: parent.width
            height: page.theme.hairline
            color: page.theme.line
        }

        FactGrid {
            id: facts

            theme: page.theme
            facts: page.model.facts
            width: parent.width
            columns: page.model.factsAcross
        }

        Rectangle {
            width: parent.width
            height: page.theme.hairline
            visible: facts.height > 0
            color: page.theme.line
        }

        Words {
            theme: page.theme
            visible: text !== ""
            width: parent.width
            text: page.model.heading
            font: page.theme.strongFont
        }

        Column {
            width: parent.width

            Repeater {
                model: page.model.requirements

                RequirementLine {
                    theme: page.theme
                    width: parent?.width ?? 0
                }
            }
        }
    }

    Pager {
        id: pager

        theme: page.theme
        brief: page.theme.snug && helps.visible
        anchors.right: parent.right
        anchors.bottom: helps.visible && !brief ? helps.top : parent.bottom
        anchors.bottomMargin: brief ? page.theme.u : helps.visible ? page.theme.gap : Math.round((page.theme.compact ? 1 : 2) * page.theme.u)
        width: brief ? implicitWidth : parent.width
        page: page.model.page
        pages: page.model.pages
        onTurned: to => page.model.turn(to)
    }

    Row {
        id: helps

        anchors.bottom: parent.bottom
        anchors.bottomMargin: page.theme.u
        width: parent.width - (pager.visible && pager.brief ? pager.width + spacing : 0)
        visible: page.model.printing.words !== ""
        spacing: page.theme.gap

        PrintPlate {
            theme: page.theme
            slip: page.model.printing
            width: ask.visible ? helps.width - ask.width - helps.spacing : helps.width
        }

        PlateButton {
            id: ask

            theme: page.theme
            name: qsTr("Tanyakan petugas")
            icon: "chat-text-bold"
            visible: 2 * implicitWidth + helps.spacing + 6 * page.theme.u <= helps.width
            width: Math.floor((helps.width - helps.spacing) / 2)
            height: page.theme.button
            onTapped: page.model.ask()
        }
    }
}
