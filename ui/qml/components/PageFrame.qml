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
    // Staff can be called, and that is all: there is no visit that could be seen otherwise, or it is seen to here.
    property bool helpless: false
    // Whether the footer offers help.
    property bool helped: true
    // An ink field instead of the cloth: not a citizen's screen.
    property alias inky: cloth.inky
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
    // Beside the helpers: never a row of its own.
    property alias hint: hint.data
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

        objectName: "body"
        x: (frame.theme.portrait ? 0 : frame.clothLength) + frame.theme.bodyLeft
        y: (frame.theme.portrait ? frame.clothLength : 0) + frame.theme.bodyTop
        width: parent.width - x - frame.theme.bodyRight
        height: parent.height - y - (frame.footed ? foot.height : frame.theme.headTop)
    }

    Item {
        id: foot

        // Buttons above the helpers; Kembali alone stands beside them.
        readonly property bool stacked: frame.theme.stacked && frame.helped && !frame.helpless && more.implicitWidth > 0

        visible: frame.footed
        x: body.x
        y: parent.height - height
        width: body.width
        height: stacked ? frame.theme.footer : frame.theme.footerPlain

        Rectangle {
            width: parent.width
            height: frame.theme.hairline
            color: frame.theme.line
        }

        Row {
            id: helpers

            // Where all find no room, the language is two letters, and the others' words are smaller.
            readonly property int room: parent.width
            readonly property int most: frame.helpless ? staff.whole : display.whole + (frame.callable ? spacing + staff.whole : 0)
            readonly property int others: foot.stacked ? 0 : spacing + right.implicitWidth
            readonly property bool crowded: most + spacing + language.whole + others > room
            readonly property int letters: spacing + Math.round(0.75 * frame.theme.button)
            readonly property bool terse: frame.theme.compact || most + letters + others > room
            readonly property int share: frame.helpless ? room - others : crowded && terse ? Math.floor((room - others - language.implicitWidth - (frame.callable ? 2 : 1) * spacing) / (frame.callable ? 2 : 1)) : room

            anchors.bottom: parent.bottom
            anchors.bottomMargin: Math.round(((foot.stacked ? frame.theme.footerPlain : parent.height) - height) / 2)
            spacing: frame.theme.gap
            visible: frame.helped

            Helper {
                id: display

                theme: frame.theme
                visible: !frame.helpless
                name: qsTr("Bantuan tampilan")
                brief: qsTr("Tampilan")
                terse: helpers.terse
                most: helpers.share
                icon: "text-aa-bold"
                onTapped: frame.head.helpDisplay()
            }

            Helper {
                id: language

                theme: frame.theme
                visible: !frame.helpless
                name: frame.head.english ? "Bahasa Indonesia" : "English"
                brief: frame.head.english ? "Indonesia" : "English"
                letters: !helpers.crowded ? "" : frame.head.english ? "ID" : "EN"
                terse: helpers.crowded || helpers.terse
                icon: "translate-bold"
                onTapped: frame.head.switchLanguage()
            }

            StaffCall {
                id: staff

                theme: frame.theme
                head: frame.head
                visible: frame.callable
                terse: helpers.terse
                most: helpers.share
            }
        }

        Item {
            id: hint

            anchors.right: parent.right
            width: parent.width - helpers.width - helpers.spacing
            height: parent.height
        }

        Row {
            id: right

            anchors.right: parent.right
            y: foot.stacked ? Math.round(2.5 * frame.theme.u) : Math.round((parent.height - height) / 2)
            spacing: frame.theme.gap

            PlateButton {
                theme: frame.theme
                visible: frame.back
                name: qsTr("Kembali")
                icon: "arrow-left-bold"
                // Where even without the language it is narrow, the arrow goes.
                bare: frame.theme.snug || (foot.stacked ? 0 : helpers.most + helpers.letters) + full + more.implicitWidth + 2 * frame.theme.gap > helpers.room
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
