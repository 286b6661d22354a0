import QtQuick

// Digits typed with our own pad: the field, a hint, a word of caution, the pad; `side` stands beside or below it.
Item {
    id: entry

    required property Theme theme
    // What is asked for, and how many digits stand there; which ones is not for the accessibility tree.
    required property string label
    required property int count
    required property string hint
    property string bannerKind: "wait"
    property string bannerIcon: "info-fill"
    property string bannerTitle: ""
    property string bannerNote: ""
    property string bannerBrief: bannerNote
    property alias field: place.data
    property alias side: aside.data
    // What stands below the pad in portrait.
    readonly property int beneath: theme.portrait && aside.height > 0 ? aside.height + theme.gap : 0
    readonly property int padTop: said.y + said.height + Math.round((theme.compact ? 1 : 1.5) * theme.u)

    signal typed(string character)
    signal erased
    signal cleared

    Item {
        id: place

        width: parent.width
        height: Math.round((entry.theme.compact ? 10 : 13) * entry.theme.u)
        Accessible.role: Accessible.EditableText
        Accessible.name: entry.label
        Accessible.description: "•".repeat(entry.count)
    }

    Words {
        id: said

        theme: entry.theme
        y: place.height + Math.round((entry.theme.compact ? 1 : 1.5) * entry.theme.u)
        width: parent.width
        text: entry.hint
        font: entry.theme.smallFont
        color: entry.theme.inkSoft
    }

    Banner {
        id: banner

        theme: entry.theme
        visible: title !== ""
        x: entry.theme.portrait ? 0 : pad.width + 3 * entry.theme.u
        y: entry.padTop
        width: parent.width - x
        room: entry.theme.portrait ? entry.height - y - entry.theme.gap - entry.beneath - 4 * entry.theme.key : entry.height - y - (aside.height > 0 ? aside.height + entry.theme.gap : 0)
        kind: entry.bannerKind
        icon: entry.bannerIcon
        title: entry.bannerTitle
        note: entry.bannerNote
        brief: entry.bannerBrief
    }

    NumPad {
        id: pad

        theme: entry.theme
        y: entry.theme.portrait && banner.visible ? banner.y + banner.height + entry.theme.gap : entry.padTop
        width: entry.theme.portrait ? parent.width : Math.round(parent.width * (entry.theme.columns === 1 ? 0.55 : 0.585))
        room: entry.height - y - entry.beneath - entry.theme.u
        onTyped: character => entry.typed(character)
        onErased: entry.erased()
        onCleared: entry.cleared()
    }

    Column {
        id: aside

        x: banner.x
        y: entry.theme.portrait ? pad.y + pad.height + entry.theme.gap : banner.visible ? banner.y + banner.height + entry.theme.gap : entry.padTop
        width: banner.width
        spacing: entry.theme.gap
    }
}
