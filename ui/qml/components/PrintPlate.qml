import QtQuick
import Anjungan

// Prints what a service needs, where it has something to print, and says what has come of it.
PlateButton {
    required property PrintModel slip

    visible: slip.words !== ""
    name: slip.words === "" ? "-" : slip.words
    // What has come of the slip stands in place of the button's words where it finds no room below them.
    words: slip.note === "" || roomy ? name : slip.note
    note: slip.note
    icon: slip.icon
    available: slip.available
    // While it comes the focus stays; a tap is not heard then.
    enabled: available || slip.coming
    height: theme.button
    onTapped: slip.ask()
}
