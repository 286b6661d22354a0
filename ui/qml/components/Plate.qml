pragma ComponentBehavior: Bound
import QtQuick

// All that can be pressed: a plate like a key, whose lower edge goes when it is down.
Item {
    id: plate

    required property Theme theme
    // What a screen reader and the tests call it; unique on its screen.
    required property string name
    // What else is said of it.
    property string about: ""
    property bool primary: false
    property bool selected: false
    property bool available: true
    property bool quiet: false
    // A key of a pad: two quick strokes are two.
    property bool repeats: false
    readonly property bool down: area.pressed
    // Its edge: without colours and a lower edge, what is not available is told apart by dashes.
    readonly property bool dashed: !available && theme.edge === 0
    readonly property bool flat: quiet || !available || down
    // Its face is accentSoft, which is bright in high contrast.
    readonly property bool lit: available && !primary && (down || (selected && !quiet))
    readonly property color ink: !available ? theme.inkSoft : primary ? theme.accentInk : lit ? theme.selectedInk : theme.ink
    readonly property color inkSoft: primary && available ? theme.accentInk : lit ? theme.selectedInkSoft : theme.inkSoft
    readonly property color iconInk: lit ? (quiet ? theme.selectedInkSoft : theme.selectedText) : !available || quiet ? theme.inkSoft : primary ? theme.accentInk : theme.accentText
    default property alias content: face.data

    signal tapped

    Accessible.role: Accessible.Button
    Accessible.name: name
    Accessible.description: about
    Accessible.selected: selected
    Accessible.onPressAction: plate.tapped()

    Rectangle {
        anchors.fill: parent
        visible: !plate.flat && plate.theme.edge > 0
        radius: plate.theme.u
        color: plate.primary ? plate.theme.accentPressed : plate.selected ? plate.theme.accentText : plate.theme.outlineColor
    }

    Rectangle {
        id: face

        y: plate.down ? plate.theme.edge : 0
        width: parent.width
        height: parent.height - plate.theme.edge
        radius: plate.theme.u
        border.width: plate.dashed ? 0 : plate.selected ? plate.theme.strong : plate.primary && plate.available ? 0 : plate.theme.hairline
        border.color: plate.selected ? plate.theme.accentText : plate.theme.line
        color: !plate.available || (plate.quiet && !plate.down) ? plate.theme.paper : plate.lit ? plate.theme.accentSoft : plate.primary ? (plate.down ? plate.theme.accentPressed : plate.theme.accent) : plate.theme.tile
    }

    Loader {
        anchors.fill: face
        active: plate.dashed

        sourceComponent: Dashes {
            theme: plate.theme
        }
    }

    MouseArea {
        id: area

        anchors.fill: parent
        onClicked: plate.tapped()
    }
}
