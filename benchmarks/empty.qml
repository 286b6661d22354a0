// What QML costs by itself: a window, and a colour that a touch changes.
import QtQuick

Window {
    width: 1080
    height: 1920
    visible: true
    color: area.lit ? "white" : "black"

    MultiPointTouchArea {
        id: area

        property bool lit: false

        anchors.fill: parent
        onPressed: lit = !lit
    }
}
