import QtQuick

// A document of the list: chosen where it is ready, else with what happens next.
Plate {
    id: row

    required property string icon
    required property string chip
    required property bool ready
    // The chip: ready, or done with.
    required property bool good
    property string note: ""

    about: note === "" ? chip : chip + ". " + note
    available: ready
    enabled: ready

    Icon {
        x: 3 * row.theme.u
        anchors.verticalCenter: parent.verticalCenter
        name: row.icon
        ink: row.iconInk
        size: (row.theme.compact ? 6 : 7) * row.theme.u
    }

    Column {
        x: (row.theme.compact ? 11 : 13) * row.theme.u
        width: (row.ready ? mark.x : parent.width) - x - 2 * row.theme.u
        anchors.verticalCenter: parent.verticalCenter
        spacing: row.theme.u / 2

        Lettering {
            theme: row.theme
            width: parent.width
            text: row.name
            font: row.theme.compact ? row.theme.strongFont : row.theme.titleFont
            color: row.ink
        }

        Flow {
            width: parent.width
            spacing: row.theme.u

            Chip {
                theme: row.theme
                icon: row.good ? "check-circle-bold" : "hourglass-medium-bold"
                words: row.chip
                fill: row.good ? row.theme.goodSoft : row.theme.waitSoft
                ink: row.good ? row.theme.goodText : row.theme.waitText
            }

            Lettering {
                theme: row.theme
                width: Math.min(implicitWidth, parent.width)
                topPadding: Math.round(row.theme.u / 2)
                text: row.note
                font: row.theme.smallFont
                color: row.inkSoft
            }
        }
    }

    Icon {
        id: mark

        visible: row.ready
        anchors.right: parent.right
        anchors.rightMargin: 3 * row.theme.u
        anchors.verticalCenter: parent.verticalCenter
        name: row.selected ? "check-circle-fill" : "circle"
        ink: row.lit ? row.iconInk : row.theme.outlineColor
        size: 5 * row.theme.u
    }
}
