pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property ScanModel model
    readonly property var hints: [qsTr("Buat layar ponsel terang"), qsTr("Hadapkan kode ke kaca pemindai di bawah layar"), qsTr("Tahan sampai berbunyi")]

    question: qsTr("Hadapkan kode QR ke kaca pemindai")
    kicker: qsTr("Cetak dokumen  ·  Langkah\u00a0%1\u00a0dari\u00a0%2").arg(step).arg(steps)
    note: qsTr("Kode yang berisi NIK: di SMS, email, atau bukti permohonan")
    steps: 4
    step: 1

    Column {
        width: parent.width
        spacing: (page.theme.compact ? 1.5 : 3) * page.theme.u

        Row {
            width: parent.width
            spacing: 4 * page.theme.u

            ScanDrawing {
                id: drawing

                theme: page.theme
                visible: !page.theme.tight
                height: Math.round(Math.min(page.bodyHeight * 0.42, 60 * page.theme.u))
            }

            Column {
                y: drawing.visible ? Math.max(0, Math.round((drawing.height - height) / 2)) : 0
                width: parent.width - (drawing.visible ? drawing.width + parent.spacing : 0)

                Repeater {
                    model: page.hints

                    Item {
                        id: hint

                        required property string modelData
                        required property int index

                        width: parent?.width ?? 0
                        height: words.height + Math.round((page.theme.compact ? 2 : 4) * page.theme.u)

                        Words {
                            theme: page.theme
                            anchors.verticalCenter: parent.verticalCenter
                            Accessible.ignored: true
                            text: hint.index + 1
                            font: page.theme.titleFont
                            color: page.theme.accentText
                        }

                        Words {
                            id: words

                            theme: page.theme
                            x: 5 * page.theme.u
                            width: parent.width - x
                            anchors.verticalCenter: parent.verticalCenter
                            text: hint.modelData
                        }

                        Rectangle {
                            visible: hint.index > 0
                            width: parent.width
                            height: page.theme.hairline
                            color: page.theme.line
                        }
                    }
                }
            }
        }

        Rectangle {
            visible: !page.model.misread
            width: parent.width
            height: Math.round(12.5 * page.theme.u)
            radius: page.theme.u
            color: page.theme.tile
            border.width: page.theme.strong
            border.color: page.theme.accentText

            Icon {
                id: code

                x: 2 * page.theme.u
                anchors.verticalCenter: parent.verticalCenter
                name: "qr-code"
                ink: page.theme.accentText
                size: 5 * page.theme.u
            }

            Words {
                theme: page.theme
                x: 9 * page.theme.u
                width: bar.x - x - page.theme.u
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Menunggu kode")
                font: page.theme.strongFont
            }

            Underway {
                id: bar

                theme: page.theme
                anchors.right: parent.right
                anchors.rightMargin: 2 * page.theme.u
                anchors.verticalCenter: parent.verticalCenter
                width: Math.round(parent.width * 0.3)
            }
        }

        Banner {
            theme: page.theme
            visible: page.model.misread
            width: parent.width
            kind: "care"
            icon: "warning-fill"
            title: visible ? qsTr("NIK harus 16 angka") : ""
            note: visible ? qsTr("Kode itu tidak berisi NIK. Periksa lagi, atau ketik NIK Anda.") : ""
        }

        Words {
            theme: page.theme
            text: qsTr("Kode tidak terbaca?")
            font: page.theme.strongFont
        }

        PlateButton {
            theme: page.theme
            name: qsTr("Ketik NIK saja")
            icon: "keyboard"
            width: parent.width
            height: page.theme.button
            onTapped: page.head.goBack()
        }
    }
}
