import QtQuick

// Where the keypad is: outside of what it surrounds, yellow within, an edge around it. It lies on its parent.
Item {
    id: ring

    required property Theme theme

    anchors.fill: parent
    z: 1

    Rectangle {
        anchors.fill: parent
        anchors.margins: -ring.theme.u
        radius: ring.theme.u + ring.theme.u
        color: "transparent"
        border.width: ring.theme.strong
        border.color: ring.theme.focusEdge
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: ring.theme.strong - ring.theme.u
        radius: ring.theme.u + ring.theme.u - ring.theme.strong
        color: "transparent"
        border.width: ring.theme.u - ring.theme.strong
        border.color: ring.theme.focusColor
    }
}
