import QtQuick

// Down there, where the slip lies: it moves down and back three times.
Item {
    id: beckon

    required property Theme theme

    implicitWidth: arrow.size
    implicitHeight: arrow.size + theme.u

    Icon {
        id: arrow

        name: "arrow-down-bold"
        ink: beckon.theme.accentText
        size: 4 * beckon.theme.u
    }

    SequentialAnimation {
        running: beckon.theme.moves && beckon.visible
        loops: 3

        NumberAnimation {
            target: arrow
            property: "y"
            from: 0
            to: beckon.theme.u
            duration: 400
        }

        NumberAnimation {
            target: arrow
            property: "y"
            to: 0
            duration: 400
        }
    }
}
