import QtQuick

// A text in one of the theme's fonts; it wraps and is never cut.
Text {
    required property Theme theme

    color: theme.ink
    font: theme.runningFont
    lineHeight: theme.labelLine
    textFormat: Text.PlainText
    wrapMode: Text.WordWrap
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
