import QtQuick

Plate {
    id: tile

    required property string title
    property string icon: ""
    property string waiting: ""
    property string note: ""
    // On compact panels and in larger text there is room for one small thing.
    readonly property bool tight: theme.compact || theme.textSize > 1 || count.implicitWidth > count.width
    readonly property string small: !tight || !available ? note : waiting

    name: title
    about: [waiting, note].filter(one => one !== "").join(", ")

    Icon {
        id: picture

        x: 2 * tile.theme.u
        y: (tile.theme.compact ? 1.2 : 2) * tile.theme.u
        name: tile.icon === "" ? "buildings" : tile.icon
        ink: tile.iconInk
        size: (tile.theme.compact ? 5 : 7) * tile.theme.u
    }

    Lettering {
        id: count

        theme: tile.theme
        x: picture.x + picture.width + tile.theme.u
        width: parent.width - x - 2 * tile.theme.u
        y: picture.y + Math.round((picture.height - height) / 2)
        horizontalAlignment: Text.AlignRight
        visible: !tile.tight
        text: tile.waiting
        font: tile.theme.smallFont
        color: tile.inkSoft
    }

    Column {
        x: 2 * tile.theme.u
        y: picture.y + picture.height + (tile.theme.compact ? 0 : tile.theme.u)
        width: parent.width - 2 * x

        Unbroken {
            id: named

            theme: tile.theme
            width: parent.width
            text: tile.title
            face: tile.theme.strongFont
            color: tile.ink
        }

        Lettering {
            theme: tile.theme
            width: parent.width
            // Why it is closed is said at any price.
            visible: text !== "" && (!tile.available || parent.y + named.height + height <= tile.height - tile.theme.edge - tile.theme.u / 2)
            text: tile.small
            font: tile.theme.smallFont
            color: tile.inkSoft
        }
    }
}
