import QtQuick

// A text in one of the theme's fonts; it wraps and is never cut. On a plate, whose own name says it to a listener.
Text {
    required property Theme theme
    // All lines about as long: no word stands alone on the last one. It wants a width of its own.
    property bool even: false

    rightPadding: even ? theme.typesetter.spare(text, font, width) : 0
    color: theme.ink
    font: theme.runningFont
    lineHeight: theme.labelLine
    textFormat: Text.PlainText
    wrapMode: Text.WordWrap
}
