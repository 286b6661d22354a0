pragma ComponentBehavior: Bound
import QtQuick
import Anjungan

// Rows of services, all of one height.
Grid {
    id: grid

    required property Theme theme
    required property Rows services
    required property int rowHeight

    signal chosen(string service)

    columns: theme.columns
    spacing: theme.gap

    Repeater {
        model: grid.services

        ServicePlate {
            required property string service
            required note
            required icon
            required chip
            required available

            theme: grid.theme
            width: Math.floor((grid.width - (grid.columns - 1) * grid.spacing) / grid.columns)
            height: grid.rowHeight
            onTapped: grid.chosen(service)
        }
    }
}
