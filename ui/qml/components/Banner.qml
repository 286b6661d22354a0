import QtQuick

// Something to know, said in words beside its icon, or below it where the banner is narrow: `kind` is "good", "wait",
// "care" or "thread".
Rectangle {
    id: banner

    required property Theme theme
    required property string kind
    required property string icon
    required property string title
    property string note: ""
    // How high it may become before its note goes.
    property int room: 0x7fff
    readonly property bool narrow: width < 42 * theme.growth * theme.u
    readonly property int margin: (narrow ? 2 : 3) * theme.u
    readonly property int around: narrow ? 5 * theme.u + picture.height : 4 * theme.u
    readonly property color ink: kind === "good" ? theme.goodText : kind === "wait" ? theme.waitText : kind === "care" ? theme.careText : theme.ink

    implicitHeight: Math.max(words.implicitHeight + around, 11 * theme.u)
    radius: theme.u
    Accessible.role: Accessible.AlertMessage
    Accessible.name: note === "" ? title : title + ". " + note
    color: kind === "good" ? theme.goodSoft : kind === "wait" ? theme.waitSoft : kind === "care" ? theme.careSoft : theme.threadSoft

    Icon {
        id: picture

        x: banner.margin
        y: banner.narrow ? 2 * banner.theme.u : Math.round((banner.height - height) / 2)
        name: banner.icon
        ink: banner.ink
        size: (banner.theme.compact ? 5 : 6) * banner.theme.u
    }

    Column {
        id: words

        x: banner.margin + (banner.narrow ? 0 : picture.width + 2 * banner.theme.u)
        y: banner.narrow ? picture.y + picture.height + banner.theme.u : Math.round((banner.height - implicitHeight) / 2)
        width: parent.width - x - banner.margin

        Lettering {
            id: heading

            theme: banner.theme
            width: parent.width
            text: banner.title
            font: banner.theme.compact ? banner.theme.strongFont : banner.theme.titleFont
            color: banner.ink
        }

        Lettering {
            theme: banner.theme
            width: parent.width
            visible: text !== "" && heading.height + height + banner.around <= banner.room
            text: banner.note
            color: banner.ink
        }
    }
}
