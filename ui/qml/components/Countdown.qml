import QtQuick

// When the screen goes by itself. It counts anew whenever `since` changes: then the visit's timer starts again.
Row {
    id: countdown

    required property Theme theme
    required property int seconds
    required property bool since
    property int remaining: seconds

    // What is left for it: where that is less, it goes.
    property int room: implicitHeight

    visible: seconds > 0 && implicitHeight <= room
    spacing: theme.u
    onSinceChanged: remaining = seconds
    onSecondsChanged: remaining = seconds

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: "timer-bold"
        ink: countdown.theme.inkSoft
        size: 3 * countdown.theme.u
    }

    Words {
        theme: countdown.theme
        text: qsTr("Layar ini ditutup dalam %n detik", "", countdown.remaining)
        font: countdown.theme.metaFont
        color: countdown.theme.inkSoft
        wrapMode: Text.NoWrap
    }

    Timer {
        interval: 1000
        repeat: true
        running: countdown.seconds > 0 && countdown.remaining > 0
        onTriggered: countdown.remaining -= 1
    }
}
