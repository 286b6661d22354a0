pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property DoneModel model
    // Of the slip's panel and the phone's beside it.
    readonly property int least: (theme.snug ? 28 : theme.compact || theme.textSize === 3 ? 36 : 46) * theme.u

    question: model.label
    questionFont: model.numberFont
    questionLine: 0.84
    tied: false
    kicker: model.backup ? qsTr("Nomor cadangan Anda") : qsTr("Nomor antrean Anda")
    clothLength: theme.clothHalf
    middle: !theme.portrait
    part: theme.portrait && theme.textSize < 3 ? "kepala" : "tepi"
    back: false

    more: Item {
        width: parent.width
        height: Math.max(whose.height, check.visible ? check.height : 0)

        Column {
            id: whose

            width: parent.width - (check.visible ? check.width + 3 * page.theme.u : 0)

            Words {
                theme: page.theme
                width: parent.width
                text: page.model.service
                font: page.theme.snug ? page.theme.strongFont : page.theme.titleFont
                color: page.theme.clothInk
            }

            Words {
                theme: page.theme
                width: parent.width
                text: check.visible ? page.model.agency : "%1\n%2 %3".arg(page.model.agency).arg(qsTr("kode")).arg(page.model.check)
                color: page.theme.clothInkSoft
            }
        }

        Column {
            id: check

            visible: !page.theme.snug
            anchors.right: parent.right

            Words {
                theme: page.theme
                anchors.right: parent.right
                text: page.model.check
                Accessible.name: qsTr("kode") + " " + text.split("").join(" ")
                font: page.theme.titleFont
                color: page.theme.clothInk
                wrapMode: Text.NoWrap
            }

            Lettering {
                theme: page.theme
                anchors.right: parent.right
                text: qsTr("kode")
                color: page.theme.clothInkSoft
                wrapMode: Text.NoWrap
            }
        }
    }

    buttons: [
        PlateButton {
            // Where there is no room for both, another number is also to be had from the first screen.
            readonly property bool returns: page.model.returnable && !last.visible
            readonly property string another: page.theme.portrait ? qsTr("Ambil nomor lain") : qsTr("Nomor lain")
            readonly property string givesBack: page.theme.portrait ? qsTr("Kembalikan nomor") : qsTr("Kembalikan")

            theme: page.theme
            name: returns ? givesBack : another
            icon: page.theme.portrait ? (returns ? "arrow-u-up-left" : "plus-bold") : ""
            bare: !page.theme.portrait
            height: page.theme.button
            onTapped: returns ? page.model.giveBack() : page.model.another()
        },
        PlateButton {
            theme: page.theme
            name: qsTr("Selesai")
            primary: true
            bare: !page.theme.portrait
            height: page.theme.button
            onTapped: page.model.finish()
        }
    ]

    Column {
        width: parent.width
        spacing: (page.theme.compact ? 1.5 : 2) * page.theme.u

        FactGrid {
            id: facts

            theme: page.theme
            facts: page.model.facts
            width: parent.width
            columns: page.model.factsAcross
        }

        Rectangle {
            width: parent.width
            height: page.theme.hairline
            color: page.theme.line
        }

        Row {
            id: papers

            readonly property int deep: Math.max(page.model.paper ? page.least : 0, words.height + 4 * page.theme.u, phone.visible ? phone.height : 0)

            width: parent.width
            spacing: page.theme.gap

            Rectangle {
                id: panel

                readonly property bool drawn: page.model.paper && page.theme.textSize < 3 && width >= 46 * page.theme.growth * page.theme.u

                width: phone.visible ? parent.width - phone.width - papers.spacing : parent.width
                height: papers.deep
                radius: page.theme.u
                color: page.model.panelKind === "thread" ? page.theme.threadSoft : page.model.panelKind === "good" ? page.theme.goodSoft : page.theme.careSoft

                SlipDrawing {
                    id: slip

                    theme: page.theme
                    visible: panel.drawn
                    x: 2 * page.theme.u
                    y: 2 * page.theme.u
                    width: Math.round(parent.width * 0.34)
                    height: Math.min(parent.height - 4 * page.theme.u, Math.round(width * 1.5))
                    label: page.model.label
                }

                Column {
                    id: words

                    readonly property color ink: page.model.panelKind === "thread" ? page.theme.ink : page.model.panelKind === "good" ? page.theme.goodText : page.theme.careText

                    x: panel.drawn ? slip.x + slip.width + 2 * page.theme.u : 3 * page.theme.u
                    width: parent.width - x - 2 * page.theme.u
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Math.round(1.5 * page.theme.u)

                    Icon {
                        visible: !page.model.paper
                        name: page.model.panelKind === "good" ? "check-circle-fill" : "warning-fill"
                        ink: words.ink
                        size: (page.theme.snug ? 4 : 6) * page.theme.u
                    }

                    Words {
                        theme: page.theme
                        width: parent.width
                        Accessible.role: Accessible.StatusBar
                        even: true
                        text: page.model.panelTitle
                        font: page.theme.snug ? page.theme.strongFont : page.theme.titleFont
                        color: words.ink
                    }

                    Words {
                        theme: page.theme
                        width: parent.width
                        Accessible.role: Accessible.StatusBar
                        even: true
                        text: page.model.panelNote
                        color: words.ink
                    }

                    PlateButton {
                        theme: page.theme
                        visible: page.model.printable
                        name: qsTr("Cetak slip")
                        icon: "printer-bold"
                        height: page.theme.button
                        onTapped: page.model.printSlip()
                    }

                    Beckon {
                        theme: page.theme
                        visible: page.model.paper && !page.theme.snug
                    }
                }
            }

            Rectangle {
                id: phone

                visible: page.model.follow !== ""
                width: Math.round(Math.min((page.theme.compact ? 25 : page.theme.textSize === 3 ? 30 : page.theme.portrait ? 38 : 32) * page.theme.u, page.bodyWidth * 0.36))
                height: Math.max(page.least, code.height + told.height + 5 * page.theme.u)
                radius: page.theme.u
                color: page.theme.tile
                border.width: page.theme.hairline
                border.color: page.theme.line

                // Dark on light in every mode: readers of codes need it.
                Rectangle {
                    id: code

                    anchors.horizontalCenter: parent.horizontalCenter
                    y: Math.round((parent.height - height - told.height - page.theme.u) / 2)
                    width: picture.width
                    height: picture.height
                    color: "#FFFFFF"

                    Image {
                        id: picture

                        source: page.model.follow === "" ? "" : "image://codes/" + encodeURIComponent(page.model.follow)
                        sourceSize: Qt.size(phone.width - 3 * page.theme.u, phone.width - 3 * page.theme.u)
                        smooth: false
                    }
                }

                Words {
                    id: told

                    theme: page.theme
                    x: page.theme.u
                    y: code.y + code.height + page.theme.u
                    width: parent.width - 2 * x
                    horizontalAlignment: Text.AlignHCenter
                    text: page.model.backup ? qsTr("Nanti dapat diikuti di ponsel") : qsTr("Ikuti nomor Anda di ponsel")
                    font: page.theme.metaFont
                    color: page.theme.inkSoft
                }
            }
        }

        Column {
            width: parent.width
            visible: !page.model.paper && papers.y + papers.height + implicitHeight + last.height + 2 * parent.spacing <= page.bodyHeight

            Words {
                theme: page.theme
                width: parent.width
                text: qsTr("Begini selanjutnya")
                font: page.theme.strongFont
            }

            RequirementLine {
                theme: page.theme
                width: parent.width
                number: 1
                text: qsTr("Catat atau foto nomor dan kode %1").arg(page.model.check)
            }

            RequirementLine {
                theme: page.theme
                width: parent.width
                number: 2
                text: qsTr("Tunggu sampai nomor Anda dipanggil")
            }

            RequirementLine {
                theme: page.theme
                width: parent.width
                number: 3
                text: qsTr("Sebutkan nomor dan kodenya di loket")
            }
        }

        Item {
            id: last

            width: parent.width
            height: page.theme.button
            visible: papers.y + papers.height + parent.spacing + height <= page.bodyHeight

            Countdown {
                theme: page.theme
                anchors.verticalCenter: parent.verticalCenter
                room: !page.model.returnable || implicitWidth + page.theme.gap <= parent.width - surrender.width ? parent.height : 0
                seconds: page.model.closing
                since: page.head.english
            }

            PlateButton {
                id: surrender

                theme: page.theme
                visible: page.model.returnable
                anchors.right: parent.right
                quiet: true
                name: qsTr("Kembalikan nomor")
                words: page.theme.portrait || page.theme.columns > 1 || page.theme.tight ? name : qsTr("Kembalikan")
                icon: "arrow-u-up-left"
                height: page.theme.button
                onTapped: page.model.giveBack()
            }
        }
    }
}
