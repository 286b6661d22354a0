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
    property alias reserved: cloth.reserved
    property alias more: cloth.more
    readonly property alias clothInner: cloth.inner
    // Buttons to the right of Kembali; their height is theme.button.
    property alias buttons: right.data
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

        Plate {
            id: languagePlate

            theme: frame.theme
            name: frame.head.english ? "Bahasa Indonesia" : "English"
            quiet: true
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(languageWords.implicitWidth + 4 * frame.theme.u, Math.round(1.2 * height))
            height: frame.theme.button
            onTapped: frame.head.switchLanguage()

            Column {
                anchors.centerIn: parent
                spacing: frame.theme.compact ? 0 : frame.theme.u / 2

                Icon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    name: "translate-bold"
                    ink: languagePlate.inkSoft
                    size: (frame.theme.compact ? 3.5 : 4) * frame.theme.u
                }

                Words {
                    id: languageWords

                    theme: frame.theme
                    text: languagePlate.name
                    font: frame.theme.metaFont
                    color: languagePlate.inkSoft
                    wrapMode: Text.NoWrap
                }
            }
        }

        Row {
            id: right

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: frame.theme.gap

            PlateButton {
                theme: frame.theme
                visible: frame.back
                name: qsTr("Kembali")
                icon: "arrow-left-bold"
                onTapped: frame.head.goBack()
            }
        }
    }

    Item {
        id: over

        anchors.fill: parent
    }
}
