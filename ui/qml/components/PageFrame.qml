import QtQuick
import Anjungan

// Every screen: the cloth that speaks, the paper that listens, the footer.
Rectangle {
    id: frame

    required property Theme theme
    required property FrameModel head
    required property string question
    property int clothLength: theme.cloth
    property bool footed: true
    property bool back: true
    property bool callable: true
    // Out of service: there is no visit that could be seen otherwise.
    property bool helpless: false
    // Whether the footer offers help.
    property bool helped: true
    readonly property alias bodyWidth: body.width
    readonly property alias bodyHeight: body.height
    property alias kicker: cloth.kicker
    property alias note: cloth.note
    property alias steps: cloth.steps
    property alias step: cloth.step
    property alias part: cloth.part
    property alias thread: cloth.thread
    property alias shift: cloth.shift
    property alias questionFont: cloth.questionFont
    property alias questionLine: cloth.questionLine
    property alias tied: cloth.tied
    property alias middle: cloth.middle
    property alias crossed: cloth.crossed
    property alias reserved: cloth.reserved
    property alias more: cloth.more
    readonly property alias clothInner: cloth.inner
    // Buttons to the right of Kembali; their height is theme.button.
    property alias buttons: more.data
    // Over all of it.
    property alias overlay: over.data
    default property alias content: body.data

    Accessible.role: Accessible.Pane
    Accessible.name: question
    color: theme.paper

    Cloth {
        id: cloth

        theme: frame.theme
        head: frame.head
        question: frame.question
        width: frame.theme.portrait ? parent.width : frame.clothLength
        height: frame.theme.portrait ? frame.clothLength : parent.height
    }

    Item {
        id: body

        x: (frame.theme.portrait ? 0 : frame.clothLength) + frame.theme.bodyLeft
        y: (frame.theme.portrait ? frame.clothLength : 0) + frame.theme.bodyTop
        width: parent.width - x - frame.theme.bodyRight
        height: parent.height - y - (frame.footed ? frame.theme.footer : frame.theme.headTop)
    }

    Item {
        visible: frame.footed
        x: body.x
        y: parent.height - frame.theme.footer
        width: body.width
        height: frame.theme.footer

        Rectangle {
            width: parent.width
            height: frame.theme.hairline
            color: frame.theme.line
        }

        Row {
            id: helpers

            // Where all find no room, the language is found in the display help.
            readonly property int room: parent.width
            readonly property int most: display.whole + (frame.callable ? spacing + staff.whole : 0)
            readonly property bool crowded: most + spacing + language.whole + spacing + right.implicitWidth > room
            readonly property bool terse: frame.theme.compact || most + spacing + right.implicitWidth > room

            anchors.verticalCenter: parent.verticalCenter
            spacing: frame.theme.gap
            visible: frame.helped

            Helper {
                id: display

                theme: frame.theme
                visible: !frame.helpless
                name: qsTr("Bantuan tampilan")
                brief: qsTr("Tampilan")
                terse: helpers.terse
                icon: "text-aa-bold"
                onTapped: frame.head.helpDisplay()
            }

            Helper {
                id: language

                theme: frame.theme
                visible: !helpers.crowded && !frame.helpless
                name: frame.head.english ? "Bahasa Indonesia" : "English"
                brief: frame.head.english ? "Indonesia" : "English"
                icon: "translate-bold"
                onTapped: frame.head.switchLanguage()
            }

            Helper {
                id: staff

                theme: frame.theme
                visible: frame.callable
                name: qsTr("Panggil petugas")
                brief: qsTr("Petugas")
                terse: helpers.terse
                icon: "bell-ringing-bold"
                onTapped: frame.head.callStaff()
            }
        }

        Row {
            id: right

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: frame.theme.gap

            PlateButton {
                id: backButton

                theme: frame.theme
                visible: frame.back
                name: qsTr("Kembali")
                icon: "arrow-left-bold"
                // Where even without the language it is narrow, the arrow goes.
                bare: frame.theme.snug || helpers.most + full + more.implicitWidth + 2 * frame.theme.gap > helpers.room
                onTapped: frame.head.goBack()
            }

            Row {
                id: more

                spacing: frame.theme.gap
            }
        }
    }

    Item {
        id: over

        anchors.fill: parent
    }
}
