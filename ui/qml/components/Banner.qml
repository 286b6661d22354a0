pragma ComponentBehavior: Bound
import QtQuick

// Something to know and what to do about it, said in words beside its icon: `kind` is "good", "wait", "care" or
// "thread". Where it is narrow the sentence stands below both.
Rectangle {
    id: banner

    required property Theme theme
    required property string kind
    required property string icon
    required property string title
    property string note: ""
    // The same in fewer words.
    property string brief: note
    // How high it may become before its sentence is set smaller, and then said in fewer words. It never goes.
    property int room: 0x7fff
    readonly property bool narrow: width < 42 * theme.growth * theme.u
    readonly property int margin: (narrow ? 2 : 3) * theme.u
    readonly property int spare: room - heading.height - (narrow ? 5 : 4) * theme.u
    readonly property bool whole: note === brief || smaller.height <= spare
    readonly property color ink: kind === "good" ? theme.goodText : kind === "wait" ? theme.waitText : kind === "care" ? theme.careText : theme.ink

    readonly property int words: heading.height + (note === "" ? 0 : sentence.height + sentence.apart)

    implicitHeight: Math.max(words + 4 * theme.u, 11 * theme.u)
    radius: theme.u
    Accessible.role: Accessible.AlertMessage
    Accessible.name: note === "" ? title : title + ". " + note
    color: kind === "good" ? theme.goodSoft : kind === "wait" ? theme.waitSoft : kind === "care" ? theme.careSoft : theme.threadSoft

    Icon {
        id: picture

        x: banner.margin
        y: banner.narrow ? heading.y + Math.round((line.height - height) / 2) : Math.round((banner.height - height) / 2)
        name: banner.icon
        ink: banner.ink
        size: (banner.narrow ? Math.min(5, Math.round(4 * banner.theme.growth)) : banner.theme.compact ? 5 : 6) * banner.theme.u
    }

    FontMetrics {
        id: line

        font: heading.font
    }

    Lettering {
        id: heading

        theme: banner.theme
        x: picture.x + picture.width + (banner.narrow ? 1 : 2) * banner.theme.u
        y: Math.round((banner.height - banner.words) / 2)
        width: parent.width - x - banner.margin
        even: true
        text: banner.title
        font: banner.narrow || banner.theme.compact ? banner.theme.strongFont : banner.theme.titleFont
        color: banner.ink
    }

    Lettering {
        id: sentence

        readonly property int apart: banner.narrow ? banner.theme.u : 0

        theme: banner.theme
        x: banner.narrow ? picture.x : heading.x
        y: heading.y + heading.height + apart
        width: parent.width - x - banner.margin
        visible: text !== ""
        even: true
        text: banner.whole ? banner.note : banner.brief
        font: (banner.whole ? large : briefly).height <= banner.spare ? banner.theme.runningFont : banner.theme.smallFont
        color: banner.ink
    }

    component Measure: Lettering {
        theme: banner.theme
        width: sentence.width
        visible: false
        text: banner.note
    }

    Measure {
        id: large
    }

    Measure {
        id: smaller

        font: banner.theme.smallFont
    }

    Measure {
        id: briefly

        text: banner.brief
    }
}
