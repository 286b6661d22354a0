import QtQuick
import Anjungan

// The field that speaks: whose mall, which step, the question. Nothing on it can be touched.
Rectangle {
    id: cloth

    required property Theme theme
    required property FrameModel head
    required property string question
    property string kicker: ""
    property string note: ""
    property int steps: 0
    property int step: 0
    property string part: "tepi"
    property int thread: theme.thread
    property int shift: 0
    property font questionFont: theme.questionFont
    property real questionLine: theme.questionLine
    property bool tied: inner >= 13 * questionFont.pixelSize
    property bool middle: false
    // The question is a number that is worth nothing any more.
    property bool crossed: false
    // Below the note, within the width of the question.
    property alias more: extra.data
    // Kept free to the right of the question.
    property int reserved: 0
    readonly property int inner: theme.portrait ? width - 2 * theme.clothMargin - reserved : width - (hem.visible ? hem.depth : 0) - Math.round(theme.clothMargin * (theme.compact ? 1.4 : 1.5))
    readonly property int wordsBottom: height - (hem.visible ? hem.depth : theme.u) - (theme.compact ? 2 : 4) * theme.u

    property bool inky: false

    // What finds no room in one line breaks behind its first part, if what follows stands on one line then.
    function parted(text: string, metrics: FontMetrics, width: real): string {
        const rest = text.replace(/^.*?\s+·\s+/, "");
        return metrics.advanceWidth(text) <= width || metrics.advanceWidth(rest) > width ? text : text.replace(/\s+·\s+/, "\n");
    }

    color: inky ? (theme.woven ? theme.scrim : theme.clothColor) : theme.clothColor

    SiteHead {
        id: site

        theme: cloth.theme
        head: cloth.head
        x: cloth.theme.clothMargin
        y: cloth.theme.headTop
        room: cloth.theme.portrait ? Math.round((cloth.width - 2 * x) * 0.55) : now.width
    }

    // The technician's way in: docs/technician.md. Not for citizens, so no reader tells of it.
    MouseArea {
        property int count: 0

        anchors.fill: site
        onClicked: {
            count = since.running ? count + 1 : 1;
            since.restart();
            if (count === 5)
                cloth.head.callTechnician();
        }

        Timer {
            id: since

            interval: 3000
        }
    }

    SiteClock {
        id: now

        theme: cloth.theme
        head: cloth.head
        // In a narrow cloth the date goes first: the question needs its lines.
        visible: cloth.theme.portrait || words.y + words.height + 2 * cloth.theme.u <= y
        side: cloth.theme.portrait ? Text.AlignRight : Text.AlignLeft
        x: cloth.theme.portrait ? site.x + site.room : cloth.theme.clothMargin
        y: cloth.theme.portrait ? cloth.theme.headTop : cloth.height - height - cloth.theme.headTop
        width: cloth.theme.portrait ? cloth.width - x - cloth.theme.clothMargin : cloth.width - cloth.theme.clothMargin - (hem.visible ? hem.depth : cloth.theme.clothMargin) - cloth.theme.u
    }

    Column {
        id: words

        // Between the head and what lies below: the note goes where they would meet.
        readonly property int headBottom: site.y + site.height + (cloth.theme.compact ? 1 : 2) * cloth.theme.u
        readonly property int least: (kicker.visible ? kicker.height + spacing : 0) + question.height + (extra.visible ? extra.height + spacing : 0)
        readonly property int room: (cloth.theme.portrait ? cloth.wordsBottom : cloth.height - cloth.theme.headTop) - headBottom

        x: cloth.theme.clothMargin
        y: {
            if (cloth.middle)
                return Math.max(headBottom, Math.round((cloth.height - (cloth.theme.portrait && hem.visible ? hem.depth - 14 * cloth.theme.u : 0) - height) / 2));
            if (cloth.theme.portrait)
                return cloth.wordsBottom - height;
            return Math.max(headBottom, cloth.theme.questionTop - (cloth.kicker === "" ? 0 : cloth.theme.compact ? 0 : 3 * cloth.theme.u));
        }
        width: cloth.inner
        spacing: (cloth.middle ? (cloth.theme.snug ? 1 : 4) : cloth.theme.compact ? 1 : 2) * cloth.theme.u

        Flow {
            id: kicker

            width: parent.width
            visible: cloth.kicker !== ""
            spacing: Math.round(1.5 * cloth.theme.u)

            Item {
                visible: cloth.steps > 2
                width: cloth.theme.portrait ? bars.width : parent.width
                height: Math.max(bars.height, cloth.theme.portrait ? said.height : 0)

                Steps {
                    id: bars

                    theme: cloth.theme
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: cloth.theme.portrait ? Math.round(0.6 * cloth.theme.u) : 0
                    count: cloth.steps
                    current: cloth.step
                }
            }

            Words {
                id: said

                theme: cloth.theme
                width: Math.min(implicitWidth, parent.width)
                Accessible.name: cloth.kicker
                text: cloth.parted(cloth.kicker, small, parent.width)
                font: cloth.middle ? cloth.theme.leadFont : cloth.theme.portrait ? cloth.theme.runningFont : cloth.theme.smallFont
                color: cloth.theme.clothInkSoft

                FontMetrics {
                    id: small

                    font: said.font
                }
            }
        }

        Question {
            id: question

            theme: cloth.theme
            width: parent.width
            words: cloth.question
            tied: cloth.tied
            face: cloth.questionFont
            lineHeight: cloth.questionLine
            color: cloth.crossed ? cloth.theme.clothInkSoft : cloth.theme.clothInk

            Rectangle {
                visible: cloth.crossed
                x: -cloth.theme.u
                anchors.verticalCenter: parent.verticalCenter
                width: question.contentWidth + 2 * cloth.theme.u
                height: Math.round(1.5 * cloth.theme.u)
                color: cloth.theme.threadColor
            }
        }

        Unbroken {
            theme: cloth.theme
            Accessible.role: Accessible.StaticText
            Accessible.name: cloth.note
            face: cloth.theme.runningFont
            even: true
            width: parent.width
            visible: text !== "" && words.least + words.spacing + height <= words.room
            text: cloth.parted(cloth.note, running, width)
            color: cloth.theme.clothInkSoft

            FontMetrics {
                id: running

                font: cloth.theme.runningFont
            }
        }

        Item {
            id: extra

            visible: childrenRect.height > 0
            width: parent.width
            height: childrenRect.height
        }
    }

    Hem {
        id: hem

        theme: cloth.theme
        part: cloth.part
        thread: cloth.thread
        shift: cloth.shift
    }

    // Without a hem a rule ends the cloth.
    Rectangle {
        visible: !hem.visible
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: cloth.theme.portrait ? parent.width : cloth.theme.strong
        height: cloth.theme.portrait ? cloth.theme.strong : parent.height
        color: cloth.theme.threadColor
    }
}
