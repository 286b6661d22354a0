import QtQuick

// What helps on every page, in the footer: quiet, icon above small words.
Plate {
    id: helper

    required property string icon
    // Compact panels have room for one word.
    property string brief: name
    property bool terse: theme.compact
    // In place of the words, where all else finds no room.
    property string letters: ""
    // As wide as it may be: its words become smaller.
    property int most: 0x7fff
    readonly property bool short: terse || theme.snug
    readonly property int natural: Math.ceil(letters !== "" ? lettered.advanceWidth : short ? single.advanceWidth : measured.implicitWidth)
    // As wide as it would be with its whole name.
    readonly property int whole: Math.max(Math.ceil(theme.compact ? single.advanceWidth : measured.implicitWidth) + 3 * theme.u, Math.round(1.2 * theme.button))

    quiet: true
    implicitWidth: Math.min(most, Math.max(natural + (terse ? 1 : 3) * theme.u, letters !== "" ? Math.max(theme.least, Math.round(0.75 * theme.button)) : Math.round((terse ? 0.9 : 1.2) * theme.button)))
    implicitHeight: theme.button + (theme.textSize === 3 && !theme.compact && !theme.snug ? 2 * theme.u : 0)

    Words {
        id: measured

        theme: helper.theme
        visible: false
        text: helper.name.replace(" ", "\n")
        wrapMode: Text.NoWrap
        font: helper.theme.metaFont
    }

    TextMetrics {
        id: single

        font: helper.theme.metaFont
        text: helper.brief
    }

    TextMetrics {
        id: lettered

        font: helper.theme.metaFont
        text: helper.letters
    }

    Column {
        anchors.centerIn: parent
        spacing: 0

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: helper.icon
            ink: helper.inkSoft
            size: (helper.theme.compact ? 3.5 : [4, 3.5, 3][helper.theme.textSize - 1]) * helper.theme.u
        }

        Unbroken {
            theme: helper.theme
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(helper.natural, helper.width - helper.theme.u)
            horizontalAlignment: Text.AlignHCenter
            text: helper.letters !== "" ? helper.letters : helper.short ? helper.brief : helper.name.replace(" ", "\n")
            wrapMode: Text.NoWrap
            face: helper.theme.metaFont
            color: helper.inkSoft
            lineHeight: 0.85
        }
    }
}
