import QtQuick

// An answer with its drawing: above the words where there is height, else beside them.
Plate {
    id: pick

    required property string title
    required property string icon
    property string note: ""
    // In the corner, where there is height.
    property string count: ""
    readonly property bool tall: height >= 28 * theme.growth * theme.u

    name: title
    about: note

    Icon {
        id: picture

        visible: pick.tall || !pick.theme.snug
        x: 3 * pick.theme.u
        y: pick.tall ? 4 * pick.theme.u : Math.round((parent.height - height) / 2)
        name: pick.icon
        ink: pick.iconInk
        size: Math.round(pick.tall ? 13 / pick.theme.growth * pick.theme.u : (pick.theme.compact || pick.theme.snug ? 8 : 10) * pick.theme.u)
    }

    Words {
        theme: pick.theme
        visible: pick.tall && text !== ""
        anchors.right: parent.right
        anchors.rightMargin: 2 * pick.theme.u
        y: 3 * pick.theme.u
        text: pick.count
        font: pick.theme.smallFont
        color: pick.inkSoft
        wrapMode: Text.NoWrap
    }

    Column {
        x: pick.tall ? 3 * pick.theme.u : (picture.visible ? picture.x + picture.width : 0) + 2 * pick.theme.u
        y: pick.tall ? parent.height - height - 2 * pick.theme.u : Math.round((parent.height - height) / 2)
        width: parent.width - x - 2 * pick.theme.u

        Lettering {
            theme: pick.theme
            width: parent.width
            text: pick.title
            font: pick.theme.compact ? pick.theme.strongFont : pick.theme.titleFont
            color: pick.ink
        }

        Lettering {
            theme: pick.theme
            width: parent.width
            visible: text !== ""
            text: pick.note
            font: pick.theme.portrait ? pick.theme.runningFont : pick.theme.smallFont
            color: pick.inkSoft
        }
    }
}
