import QtQuick

// To the next page of something, or the one before; where it is the last one, it says so.
PlateButton {
    property bool onwards: false
    required property bool more
    // Where the arrow alone finds room.
    property bool brief: false

    name: onwards ? qsTr("Berikutnya") : qsTr("Sebelumnya")
    about: more ? "" : onwards ? qsTr("Ini yang terakhir") : qsTr("Ini yang pertama")
    words: brief ? "" : name
    icon: onwards ? "" : "caret-left-bold"
    after: onwards ? "caret-right-bold" : ""
    available: more
    enabled: more
}
