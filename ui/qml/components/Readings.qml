pragma ComponentBehavior: Bound
import QtQuick
import Anjungan

// How parts of the machine are, one below the other.
Column {
    id: readings

    required property Theme theme
    required property Rows model

    Repeater {
        model: readings.model

        ReadingLine {
            required icon
            required kind

            theme: readings.theme
            width: parent?.width ?? 0
        }
    }
}
