import QtQuick

// What helps on every page, in the footer: quiet, icon above small words.
Plate {
    id: helper

    required property string icon
    // Compact panels have room for one word.
    property string brief: name
    property bool terse: theme.compact
    // As wide as it would be with its whole name.
    readonly property int whole: Math.max(Math.round((theme.compact ? said : measured).implicitWidth) + 3 * theme.u, Math.round(1.2 * theme.button))

    quiet: true
    implicitWidth: Math.max(Math.round(said.implicitWidth) + (terse ? 1 : 3) * theme.u, Math.round((terse ? 0.9 : 1.2) * theme.button))
    implicitHeight: theme.button + (theme.textSize === 3 && !theme.compact && !theme.snug ? 2 * theme.u : 0)

    Words {
        id: measured

        theme: helper.theme
        visible: false
        text: helper.name.replace(" ", "\n")
        wrapMode: Text.NoWrap
        font: helper.theme.metaFont
    }

    Column {
        anchors.centerIn: parent
        spacing: 0

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: helper.icon
            ink: helper.inkSoft
            size: (helper.theme.compact ? 3.5 : helper.theme.textSize === 3 ? 3 : 4) * helper.theme.u
        }

        Lettering {
            id: said

            theme: helper.theme
            anchors.horizontalCenter: parent.horizontalCenter
            horizontalAlignment: Text.AlignHCenter
            text: helper.terse || helper.theme.snug ? helper.brief : helper.name.replace(" ", "\n")
            wrapMode: Text.NoWrap
            font: helper.theme.metaFont
            color: helper.inkSoft
            lineHeight: 0.85
        }
    }
}
