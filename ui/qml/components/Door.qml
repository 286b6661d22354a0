import QtQuick

// A wide way into something: icon, title, what lies behind it.
Plate {
    id: door

    required property string icon
    required property string title
    property string note: ""
    property bool large: false
    // Beside another one: smaller, and without an arrow.
    property bool narrow: false

    name: title
    about: note
    implicitHeight: Math.max((large ? (theme.compact ? 18 : theme.portrait ? 25 : 22) : (theme.compact ? 16 : theme.portrait ? 20 : 18)) * theme.u, said.height + 3 * theme.u)

    Icon {
        id: picture

        x: (door.narrow ? 2 : 4) * door.theme.u
        anchors.verticalCenter: parent.verticalCenter
        name: door.icon
        ink: door.iconInk
        size: (door.large ? (door.theme.compact ? 8 : 11) : door.theme.compact || door.narrow ? 6 : 8) * door.theme.u
    }

    Column {
        id: said

        x: door.narrow ? picture.x + picture.width + 2 * door.theme.u : (door.theme.compact ? 14 : 19) * door.theme.u
        width: (door.narrow ? door.width : arrow.x) - x - 2 * door.theme.u
        anchors.verticalCenter: parent.verticalCenter
        spacing: door.theme.hairline

        Lettering {
            theme: door.theme
            width: parent.width
            text: door.title
            font: door.large ? door.theme.doorFont : door.narrow ? door.theme.strongFont : door.theme.titleFont
            color: door.ink
        }

        Lettering {
            theme: door.theme
            width: parent.width
            visible: text !== ""
            text: door.note
            font: door.large && !door.theme.compact ? door.theme.runningFont : door.theme.smallFont
            color: door.inkSoft
        }
    }

    Icon {
        id: arrow

        visible: door.available && !door.narrow
        anchors.right: parent.right
        anchors.rightMargin: 3 * door.theme.u
        anchors.verticalCenter: parent.verticalCenter
        name: door.large ? "arrow-right-bold" : "caret-right-bold"
        ink: door.iconInk
        size: (door.large ? 4 : 3.5) * door.theme.u
    }
}
