import QtQuick

Unbroken {
    id: question

    required property string words
    // The last two words stay together, so that no word stands alone on a line; narrow columns have no room for it.
    property bool tied: width >= 13 * face.pixelSize
    readonly property bool bound: tied && metrics.height > 0 && metrics.advanceWidth(words.split(" ").slice(-2).join(" ")) <= width

    FontMetrics {
        id: metrics

        font: question.face
    }

    Accessible.role: Accessible.Heading
    Accessible.name: words
    face: theme.questionFont
    even: true
    text: bound ? words.replace(/ (\S+)$/, "\u00a0$1") : words
    color: theme.clothInk
    lineHeight: theme.questionLine
}
