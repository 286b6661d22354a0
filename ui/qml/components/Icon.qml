import QtQuick

Image {
    required property string name
    required property color ink
    required property int size

    width: size
    height: size
    source: "image://icons/" + name + "/" + String(ink).substring(1)
    sourceSize: Qt.size(size, size)
    smooth: false
    cache: true
}
