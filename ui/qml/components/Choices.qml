pragma ComponentBehavior: Bound
import QtQuick
import Anjungan

// One thing to set: its name, and what it can be, side by side.
Column {
    id: choices

    required property Theme theme
    required property string heading
    required property string note
    required property Rows options
    required property int count
    property int deep: theme.button
    // Whether an icon finds room above its word.
    readonly property bool tall: 5 * theme.u + theme.edge + named.implicitHeight <= deep

    signal chosen(string value)

    spacing: Math.round((theme.compact ? 0.5 : 1) * theme.u)

    Item {
        width: parent.width
        height: named.height

        Words {
            id: named

            theme: choices.theme
            Accessible.role: Accessible.Heading
            Accessible.name: text
            text: choices.heading
            font: choices.theme.strongFont
            wrapMode: Text.NoWrap
        }

        Words {
            theme: choices.theme
            visible: implicitWidth + 2 * choices.theme.u <= parent.width - named.width
            anchors.right: parent.right
            anchors.baseline: named.baseline
            text: choices.note
            font: choices.theme.smallFont
            color: choices.theme.inkSoft
            wrapMode: Text.NoWrap
        }
    }

    Row {
        id: row

        width: parent.width
        spacing: choices.theme.gap

        Repeater {
            model: choices.options

            PlateButton {
                required property string value
                required property string title
                required property font face
                required icon
                required selected

                theme: choices.theme
                name: "%1: %2".arg(choices.heading).arg(title)
                words: title
                above: icon !== "" && choices.tall
                lined: icon !== ""
                wordsFont: face
                width: Math.floor((row.width - (choices.count - 1) * row.spacing) / choices.count)
                height: choices.deep
                onTapped: choices.chosen(value)
            }
        }
    }
}
