import QtQuick

// A row of a list of services; ui/screens/rows.py measures it.
Plate {
    id: row

    required property string title
    property string note: ""
    property string icon: ""
    property string chip: ""

    name: title
    about: [note, chip].filter(one => one !== "").join(", ")

    Icon {
        visible: row.icon !== ""
        x: 3 * row.theme.u
        anchors.verticalCenter: parent.verticalCenter
        name: row.icon === "" ? "x-bold" : row.icon
        ink: row.iconInk
        size: 5 * row.theme.u
    }

    Column {
        x: (row.icon === "" ? 3 : 10) * row.theme.u
        width: (row.chip === "" ? caret.x : mark.x) - x - row.theme.u
        anchors.verticalCenter: parent.verticalCenter

        Lettering {
            theme: row.theme
            width: parent.width
            text: row.title
            font: row.theme.labelFont
            color: row.ink
        }

        Lettering {
            theme: row.theme
            width: parent.width
            visible: text !== ""
            text: row.note
            font: row.theme.smallFont
            color: row.inkSoft
        }
    }

    Chip {
        id: mark

        theme: row.theme
        visible: row.chip !== ""
        anchors.right: caret.left
        anchors.rightMargin: row.theme.u
        anchors.verticalCenter: parent.verticalCenter
        icon: "device-tablet-bold"
        words: row.chip
        fill: row.theme.goodSoft
        ink: row.theme.goodText
    }

    Icon {
        id: caret

        visible: row.available
        anchors.right: parent.right
        anchors.rightMargin: Math.round(1.5 * row.theme.u)
        anchors.verticalCenter: parent.verticalCenter
        name: "caret-right-bold"
        ink: row.iconInk
        size: Math.round(3 * row.theme.u)
    }
}
