import QtQuick

// How one part of the machine is: icon, name, what it says, a verdict.
Item {
    id: line

    required property Theme theme
    required property string icon
    required property string name
    required property string value
    required property string kind
    required property string verdict
    // The value stands below the name where it finds no room beside it.
    readonly property bool beside: who.width + said.implicitWidth + 4 * theme.u <= chip.x - who.x

    height: Math.max(chip.height, beside ? who.height : who.height + said.height) + (theme.compact ? 1.5 : 3) * theme.u

    Accessible.role: Accessible.StaticText
    Accessible.name: "%1: %2, %3".arg(name).arg(value).arg(verdict)

    Icon {
        visible: !line.theme.snug
        anchors.verticalCenter: parent.verticalCenter
        name: line.icon
        ink: line.theme.ink
        size: 4 * line.theme.u
    }

    Words {
        id: who

        theme: line.theme
        x: line.theme.snug ? 0 : 6 * line.theme.u
        y: Math.round((parent.height - height - (line.beside ? 0 : said.height)) / 2)
        text: line.name
        font: line.theme.labelFont
        wrapMode: Text.NoWrap
    }

    Words {
        id: said

        theme: line.theme
        x: line.beside ? Math.max(who.x + who.width + 2 * line.theme.u, Math.min(Math.round(parent.width * 0.34), chip.x - implicitWidth - line.theme.u)) : who.x
        y: line.beside ? Math.round((parent.height - height) / 2) : who.y + who.height
        width: Math.min(implicitWidth, chip.x - x - line.theme.u)
        text: line.value
        font: line.theme.smallFont
        color: line.theme.inkSoft
    }

    Chip {
        id: chip

        theme: line.theme
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        icon: line.kind === "good" ? "check-circle-bold" : line.kind === "wait" ? "hourglass-medium-bold" : "warning-bold"
        words: line.verdict
        fill: line.kind === "good" ? line.theme.goodSoft : line.kind === "wait" ? line.theme.waitSoft : line.theme.careSoft
        ink: line.kind === "good" ? line.theme.goodText : line.kind === "wait" ? line.theme.waitText : line.theme.careText
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: line.theme.hairline
        color: line.theme.line
    }
}
