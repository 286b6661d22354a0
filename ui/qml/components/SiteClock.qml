import QtQuick
import Anjungan

Column {
    id: now

    required property Theme theme
    required property FrameModel head
    property int side: Text.AlignLeft

    Accessible.role: Accessible.Clock
    Accessible.name: head.clock + ", " + head.date

    Words {
        theme: now.theme
        width: parent.width
        horizontalAlignment: now.side
        text: now.head.clock
        font: now.theme.strongFont
        color: now.theme.clothInk
    }

    Words {
        theme: now.theme
        width: parent.width
        horizontalAlignment: now.side
        Accessible.name: now.head.date
        // Where it finds no room in one line, the weekday stands alone.
        text: now.head.date.replace(/ (?!\d+ )/g, "\u00a0")
        font: now.theme.smallFont
        color: now.theme.clothInkSoft
    }
}
