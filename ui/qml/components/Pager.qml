pragma ComponentBehavior: Bound
import QtQuick

// Previous, where one is, next, at the foot of what it stands in, if there is more than one page. `turned` says which
// is wanted. A brief one stands beside something else.
Item {
    id: pager

    required property Theme theme
    required property int page
    required property int pages
    property bool brief: false

    signal turned(int page)

    readonly property int between: 2 * Math.min(width / 2 - before.width, width / 2 - after.width) - 2 * theme.u

    visible: pages > 1
    anchors.bottom: parent?.bottom
    anchors.bottomMargin: Math.round((theme.compact ? 1 : 2) * theme.u)
    width: parent?.width ?? 0
    implicitWidth: 20 * theme.u + counted.advanceWidth + 4 * theme.u
    implicitHeight: theme.button

    TextMetrics {
        id: said

        font: pager.theme.metaFont
        text: qsTr("Halaman %1 dari %2").arg(pager.page + 1).arg(pager.pages)
    }

    TextMetrics {
        id: counted

        font: pager.theme.metaFont
        text: "%1 / %2".arg(pager.page + 1).arg(pager.pages)
    }

    TurnPlate {
        id: before

        theme: pager.theme
        more: pager.page > 0
        brief: pager.brief
        width: brief ? 10 * pager.theme.u : implicitWidth
        height: pager.theme.button
        onTapped: pager.turned(pager.page - 1)
    }

    Column {
        anchors.centerIn: parent
        spacing: pager.theme.u / 2

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: pager.theme.u / 2

            Repeater {
                model: pager.pages

                Rectangle {
                    required property int index

                    visible: (pager.pages + 2) * 1.5 * pager.theme.u <= pager.between
                    width: (index === pager.page ? 3 : 1) * pager.theme.u
                    height: pager.theme.u
                    color: index === pager.page ? pager.theme.accentText : pager.theme.outlineColor
                    antialiasing: false
                }
            }
        }

        Words {
            theme: pager.theme
            anchors.horizontalCenter: parent.horizontalCenter
            text: said.advanceWidth <= pager.between ? said.text : counted.text
            font: pager.theme.metaFont
            Accessible.role: Accessible.StatusBar
            color: pager.theme.inkSoft
            wrapMode: Text.NoWrap
        }
    }

    TurnPlate {
        id: after

        theme: pager.theme
        onwards: true
        more: pager.page < pager.pages - 1
        brief: pager.brief
        width: brief ? 10 * pager.theme.u : implicitWidth
        anchors.right: parent.right
        height: pager.theme.button
        onTapped: pager.turned(pager.page + 1)
    }
}
