pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property HomeModel model

    question: qsTr("Apa yang Anda perlukan hari ini?")
    questionFont: theme.homeFont
    note: theme.portrait ? "" : qsTr("%1 layanan dari %2 instansi, di satu tempat.").arg(model.services).arg(model.agencies)
    tied: true
    part: theme.portrait ? "kepala" : "tepi"
    back: false

    // How the keypad works, once it is used.
    hint: Row {
        visible: page.head.listening && !page.theme.compact
        anchors.right: parent?.right
        anchors.verticalCenter: parent?.verticalCenter
        spacing: page.theme.u

        Icon {
            id: arrows

            visible: !page.theme.snug
            anchors.verticalCenter: parent.verticalCenter
            name: "arrows-out-cardinal"
            ink: page.theme.inkSoft
            size: 4 * page.theme.u
        }

        Words {
            readonly property int room: (parent?.parent?.width ?? 0) - (arrows.visible ? 5 * page.theme.u : 0)

            theme: page.theme
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(room, Math.round(36 * page.theme.growth * page.theme.u))
            text: qsTr("Panah memilih, tombol tengah membuka")
            font: page.theme.metaFont
            color: page.theme.inkSoft
        }
    }

    Column {
        width: parent.width
        spacing: (page.theme.compact ? 2 : page.theme.portrait ? 3 : 2.5) * page.theme.u

        Plate {
            id: search

            theme: page.theme
            name: qsTr("Cari layanan")
            width: parent.width
            height: (page.theme.compact ? 11 : 13) * page.theme.u
            onTapped: page.model.search()

            Icon {
                x: 3 * page.theme.u
                anchors.verticalCenter: parent.verticalCenter
                name: "magnifying-glass-bold"
                ink: search.iconInk
                size: Math.round(4.5 * page.theme.u)
            }

            Lettering {
                theme: page.theme
                x: 9 * page.theme.u
                width: parent.width - x - 2 * page.theme.u
                anchors.verticalCenter: parent.verticalCenter
                text: page.theme.textSize === 1 ? qsTr("Cari layanan: bikin KTP, bayar pajak motor") : qsTr("Cari: bikin KTP, pajak motor")
                color: search.inkSoft
            }
        }

        Door {
            theme: page.theme
            icon: "ticket"
            title: qsTr("Ambil nomor antrean")
            note: page.model.closed === "" ? qsTr("Pilih instansi, lalu layanan") : page.model.closed
            large: true
            primary: true
            width: parent.width
            onTapped: page.model.takeNumber()
        }

        Row {
            id: doors

            readonly property bool both: page.model.documents !== "" && page.model.lifeEvents !== ""
            readonly property int high: Math.max(documents.implicitHeight, life.implicitHeight)
            readonly property int door: both ? Math.floor((width - spacing) / 2) : width

            width: parent.width
            visible: page.model.documents !== "" || page.model.lifeEvents !== ""
            spacing: page.theme.gap

            Door {
                id: documents

                theme: page.theme
                visible: page.model.documents !== ""
                icon: "identification-card"
                title: qsTr("Cetak %1").arg(page.model.documents)
                note: qsTr("Dengan NIK dan PIN")
                narrow: doors.both
                width: doors.door
                height: doors.high
                onTapped: page.model.printDocument()
            }

            Door {
                id: life

                theme: page.theme
                visible: page.model.lifeEvents !== ""
                icon: "heart"
                title: qsTr("Peristiwa hidup")
                note: page.model.lifeEvents
                narrow: doors.both
                width: doors.door
                height: doors.high
                onTapped: page.model.lookAtLife()
            }
        }

        Column {
            id: popular

            width: parent.width
            visible: page.model.hasPopular && grid.fitting > 0
            topPadding: (page.theme.portrait ? 2.5 : 0) * page.theme.u
            spacing: (page.theme.compact ? 1 : page.theme.portrait ? 2 : 1.5) * page.theme.u

            Words {
                theme: page.theme
                Accessible.role: Accessible.Heading
                Accessible.name: text
                text: qsTr("Sering dicari")
                font: page.theme.strongFont
            }

            Grid {
                id: grid

                // As many rows as there is room for.
                readonly property int fitting: Math.floor((page.bodyHeight - popular.y - y + page.theme.gap) / (page.model.rowHeight + page.theme.gap))

                width: parent.width
                columns: page.model.columns
                spacing: page.theme.gap

                Repeater {
                    model: page.model.popular

                    ServicePlate {
                        required property string service
                        required property int index
                        required note
                        required available

                        theme: page.theme
                        visible: index < grid.fitting * grid.columns
                        width: Math.floor((grid.width - (grid.columns - 1) * page.theme.gap) / grid.columns)
                        height: page.model.rowHeight
                        onTapped: page.model.choose(service)
                    }
                }
            }
        }
    }
}
