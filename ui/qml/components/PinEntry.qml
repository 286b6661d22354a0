import QtQuick
import Anjungan

// A PIN in boxes above our own pad; it fills what it stands in.
DigitEntry {
    id: entry

    required property PinModel model

    anchors.fill: parent
    count: model.count
    onTyped: character => entry.model.type(character)
    onErased: entry.model.erase()
    onCleared: entry.model.clear()

    field: PinBoxes {
        theme: entry.theme
        width: parent?.width ?? 0
        height: parent?.height ?? 0
        length: entry.model.length
        count: entry.model.count
    }
}
