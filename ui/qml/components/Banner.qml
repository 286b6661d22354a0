import QtQuick

// Something to know, said in words beside its icon: `kind` is "good", "wait", "care" or "thread".
Rectangle {
    id: banner

    required property Theme theme
    required property string kind
    required property string icon
    required property string title
    property string note: ""
    readonly property color ink: kind === "good" ? theme.goodText : kind === "wait" ? theme.waitText : kind === "care" ? theme.careText : theme.ink

    implicitHeight: Math.max(words.implicitHeight + 4 * theme.u, 11 * theme.u)
    radius: theme.u
    Accessible.role: Accessible.AlertMessage
    Accessible.name: note === "" ? title : title + ". " + note
    color: kind === "good" ? theme.goodSoft : kind === "wait" ? theme.waitSoft : kind === "care" ? theme.careSoft : theme.threadSoft

    Icon {
        id: picture

        x: 3 * banner.theme.u
        anchors.verticalCenter: parent.verticalCenter
        name: banner.icon
        ink: banner.ink
        size: (banner.theme.compact ? 5 : 6) * banner.theme.u
    }

    Column {
        id: words

        x: picture.x + picture.width + 2 * banner.theme.u
        width: parent.width - x - 3 * banner.theme.u
        anchors.verticalCenter: parent.verticalCenter

        Words {
            theme: banner.theme
            width: parent.width
            text: banner.title
            font: banner.theme.compact ? banner.theme.strongFont : banner.theme.titleFont
            color: banner.ink
        }

        Words {
            theme: banner.theme
            width: parent.width
            visible: text !== ""
            text: banner.note
            color: banner.ink
        }
    }
}
