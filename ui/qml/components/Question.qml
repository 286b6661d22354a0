import QtQuick

Words {
    id: question

    required property string words
    // The last two words stay together, so that no word stands alone on a line; narrow columns have no room for it.
    property bool tied: width >= 13 * font.pixelSize
    readonly property bool bound: tied && last.advanceWidth <= width

    Accessible.role: Accessible.Heading
    Accessible.name: words
    text: bound ? words.replace(/ (\S+)$/, "\u00a0$1") : words
    color: theme.clothInk
    font: theme.questionFont
    lineHeight: theme.questionLine
    // A word that is wider than the cloth makes all of them smaller.
    fontSizeMode: Text.HorizontalFit
    minimumPixelSize: theme.labelFont.pixelSize

    TextMetrics {
        id: last

        font: question.font
        text: question.words.split(" ").slice(-2).join(" ")
    }
}
