import QtQuick

// A text that stands for itself, for the eye and for the ear.
Lettering {
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
