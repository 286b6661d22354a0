pragma ComponentBehavior: Bound
import QtQuick

// Where the number stands on the card, never more of it.
Rectangle {
    id: card

    required property Theme theme

    width: Math.round((theme.portrait ? 38 : theme.compact ? 25 : 33) * theme.u)
    height: Math.round(width * 0.63)
    radius: theme.u / 2
    color: "transparent"
    border.width: theme.outline
    border.color: theme.clothInkSoft

    Rectangle {
        x: Math.round(card.width * 0.07)
        y: Math.round(card.height * 0.16)
        width: Math.round(card.width * 0.56)
        height: Math.round(card.height * 0.16)
        color: card.theme.threadColor
        antialiasing: false
    }

    Repeater {
        model: [0.4, 0.34, 0.44, 0.3]

        Rectangle {
            required property int index
            required property real modelData

            x: Math.round(card.width * 0.07)
            y: Math.round(card.height * (0.42 + 0.13 * index))
            width: Math.round(card.width * modelData)
            height: card.theme.strong
            color: card.theme.clothInkSoft
            antialiasing: false
        }
    }

    Rectangle {
        x: Math.round(card.width * 0.7)
        y: Math.round(card.height * 0.42)
        width: Math.round(card.width * 0.22)
        height: Math.round(card.height * 0.42)
        color: "transparent"
        border.width: card.theme.hairline
        border.color: card.theme.clothInkSoft
    }
}
