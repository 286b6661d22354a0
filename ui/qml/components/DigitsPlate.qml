import QtQuick

// Goes on from a pad, once all its digits are typed.
PlateButton {
    // Digits.
    required property int missing

    name: qsTr("Lanjut")
    about: available ? "" : qsTr("Kurang %n angka", "", missing)
    after: "arrow-right-bold"
    primary: true
    available: missing === 0
    enabled: available
    height: theme.button
}
