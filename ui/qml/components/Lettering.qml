import QtQuick

// A text in one of the theme's fonts; it wraps and is never cut. On a plate, whose own name says it to a listener.
Text {
    required property Theme theme

    color: theme.ink
    font: theme.runningFont
    lineHeight: theme.labelLine
    textFormat: Text.PlainText
    wrapMode: Text.WordWrap
}
