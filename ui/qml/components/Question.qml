import QtQuick

Words {
    id: question

    required property string words
    property font face: theme.questionFont
    // The last two words stay together, so that no word stands alone on a line; narrow columns have no room for it.
    property bool tied: width >= 13 * face.pixelSize
    // The metrics' height says to a binding that their font is another one.
    readonly property bool bound: tied && metrics.height > 0 && metrics.advanceWidth(words.split(" ").slice(-2).join(" ")) <= width
    // A word that is wider than the cloth makes all of them smaller.
    readonly property real widest: metrics.height > 0 ? Math.max(...words.split(/ |\n/).map(word => metrics.advanceWidth(word))) : 1

    FontMetrics {
        id: metrics

        font: question.face
    }

    Accessible.role: Accessible.Heading
    Accessible.name: words
    text: bound ? words.replace(/ (\S+)$/, "\u00a0$1") : words
    color: theme.clothInk
    font.family: face.family
    font.weight: face.weight
    font.pixelSize: Math.floor(face.pixelSize * Math.min(1, width / widest))
    font.letterSpacing: face.letterSpacing
    font.wordSpacing: face.wordSpacing
    font.hintingPreference: face.hintingPreference
    font.features: face.features
    lineHeight: theme.questionLine
}
