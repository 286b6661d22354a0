pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

// No citizen's screen: the printer, part by part.
PageFrame {
    id: page

    required property TechnicianPrinterModel model

    question: model.title
    kicker: model.kiosk
    note: model.about
    part: "none"
    inky: true
    helped: false

    buttons: PlateButton {
        theme: page.theme
        name: qsTr("Uji cetak")
        icon: "printer-bold"
        primary: true
        about: page.model.untestable
        available: page.model.untestable === ""
        enabled: available
        height: page.theme.button
        onTapped: page.model.printTrial()
    }

    Column {
        width: parent.width
        spacing: page.theme.compact ? page.theme.u : page.theme.gap

        Readings {
            theme: page.theme
            width: parent.width
            model: page.model.readings
        }

        Words {
            theme: page.theme
            Accessible.role: Accessible.Heading
            Accessible.name: text
            visible: text !== ""
            width: parent.width
            text: page.model.task
            font: page.theme.strongFont
        }

        Column {
            width: parent.width

            Repeater {
                model: page.model.steps

                RequirementLine {
                    required number
                    required text

                    theme: page.theme
                    width: parent?.width ?? 0
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                }
            }
        }

        Words {
            theme: page.theme
            Accessible.role: Accessible.StatusBar
            Accessible.name: text
            visible: text !== ""
            width: parent.width
            text: page.model.test
            color: page.theme.inkSoft
        }
    }
}
