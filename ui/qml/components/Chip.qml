import QtQuick

Rectangle {
    id: chip

    required property Theme theme
    required property string icon
    required property string words
    required property color fill
    required property color ink

    implicitWidth: line.implicitWidth + 2 * theme.u
    implicitHeight: line.implicitHeight + theme.u
    radius: theme.u / 2
    color: fill

    Row {
        id: line

        anchors.centerIn: parent
        spacing: Math.round(0.75 * chip.theme.u)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: chip.icon
            ink: chip.ink
            size: Math.round(2.5 * chip.theme.u)
        }

        Words {
            theme: chip.theme
            anchors.verticalCenter: parent.verticalCenter
            text: chip.words
            font: chip.theme.metaFont
            color: chip.ink
            lineHeight: 0.85
            wrapMode: Text.NoWrap
        }
    }
}
