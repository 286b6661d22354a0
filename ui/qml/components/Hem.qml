import QtQuick

// The woven hem along the cloth's edge, thread by thread in whole pixels; it lies within the cloth.
Image {
    required property Theme theme
    required property string part
    property int thread: theme.thread
    property int shift: 0
    readonly property int length: theme.portrait ? parent.width : parent.height
    readonly property int depth: (part === "kepala" ? theme.kepala : theme.tepi) * thread

    visible: theme.woven && part !== "none"
    anchors.right: parent.right
    anchors.bottom: parent.bottom
    source: visible ? "image://weave/" + [part, String(theme.threadColor).substring(1), thread, length, theme.portrait ? "upright" : "turned", shift].join("/") : ""
    smooth: false
}
