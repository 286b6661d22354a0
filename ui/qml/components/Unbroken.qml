import QtQuick

// A text whose words stay whole: one that is wider than its room makes all of them smaller.
Lettering {
    id: unbroken

    required property font face
    // What stands elsewhere in letters as large as these.
    property string alike: ""
    // The metrics' height says to a binding that their font is another one.
    readonly property real widest: metrics.height > 0 ? Math.max(...`${text} ${alike}`.split(/ |\n/).map(word => metrics.advanceWidth(word))) : 1

    FontMetrics {
        id: metrics

        font: unbroken.face
    }

    font.family: face.family
    font.weight: face.weight
    font.pixelSize: Math.floor(face.pixelSize * Math.min(1, width / widest))
    font.letterSpacing: face.letterSpacing
    font.wordSpacing: face.wordSpacing
    font.hintingPreference: face.hintingPreference
    font.features: face.features
}
