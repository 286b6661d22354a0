// What QML costs by itself: a plane, and a colour that a touch changes.
import QtQuick

Rectangle {
    color: area.lit ? "white" : "black"

    MultiPointTouchArea {
        id: area

        property bool lit: false

        anchors.fill: parent
        onPressed: lit = !lit
    }
}
