import QtQuick

// An answer with its drawing: above the words where there is height, else beside them.
Plate {
    id: pick

    required property string title
    required property string icon
    property string note: ""
    // In the corner, where there is height.
    property string count: ""
    // How large the drawing is beside the words.
    readonly property int beside: theme.snug ? 0 : (theme.compact ? 8 : 10) * theme.u
    readonly property bool tall: height >= 28 * theme.growth * theme.u

    name: title
    about: note

    Icon {
        id: picture

        visible: size >= 5 * pick.theme.u
        x: 3 * pick.theme.u
        y: pick.tall ? 4 * pick.theme.u : Math.round((parent.height - height) / 2)
        name: pick.icon
        ink: pick.iconInk
        size: Math.max(1, pick.tall ? Math.round(Math.min(13 * pick.theme.u / pick.theme.growth, pick.height - said.height - 7 * pick.theme.u)) : pick.beside)
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
        id: said

        x: pick.tall ? 3 * pick.theme.u : (pick.beside === 0 ? 0 : picture.x + pick.beside) + 2 * pick.theme.u
        y: pick.tall ? parent.height - height - 2 * pick.theme.u : Math.round((parent.height - height) / 2)
        width: parent.width - x - 2 * pick.theme.u

        Unbroken {
            id: named

            theme: pick.theme
            width: parent.width
            text: pick.title
            face: pick.theme.compact ? pick.theme.strongFont : pick.theme.titleFont
            color: pick.ink
        }

        Lettering {
            theme: pick.theme
            width: parent.width
            // Where room is scarce, it goes.
            visible: text !== "" && named.height + height + 2 * pick.theme.u <= pick.height
            text: pick.note
            font: pick.theme.portrait ? pick.theme.runningFont : pick.theme.smallFont
            color: pick.inkSoft
        }
    }
}
