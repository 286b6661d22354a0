pragma ComponentBehavior: Bound
import QtQuick
import Anjungan
import "components"

PageFrame {
    id: page

    required property SoundHelpModel model

    question: qsTr("Atur suara untuk Anda")
    kicker: qsTr("Bantuan suara")
    note: qsTr("Berlaku sampai Anda selesai")
    back: false

    buttons: PlateButton {
        theme: page.theme
        name: qsTr("Selesai")
        primary: true
        height: page.theme.button
        onTapped: page.model.close()
    }

    Column {
        width: parent.width
        spacing: (page.theme.compact ? 1.5 : 3) * page.theme.u

        Dial {
            title: qsTr("Volume")
            at: page.model.volume
            most: page.model.loudest
            less: qsTr("Lebih pelan")
            more: qsTr("Lebih keras")
            least: 0
            onChosen: to => page.model.setVolume(to)
        }

        Dial {
            title: qsTr("Kecepatan")
            at: page.model.speed
            most: page.model.fastest
            less: qsTr("Lebih lambat")
            more: qsTr("Lebih cepat")
            least: 1
            onChosen: to => page.model.setSpeed(to)
        }

        Words {
            theme: page.theme
            width: parent.width
            text: page.model.covered ? qsTr("Layar ditutup") : qsTr("Layar terbuka")
            font: page.theme.strongFont
            Accessible.role: Accessible.StatusBar
        }

        PlateButton {
            theme: page.theme
            name: page.model.covered ? qsTr("Buka layar") : qsTr("Tutup layar")
            about: page.model.covered ? "" : qsTr("Agar orang lain tidak ikut membaca")
            icon: page.model.covered ? "eye-bold" : "eye-slash-bold"
            width: parent.width
            height: page.theme.button
            onTapped: page.model.toggleCover()
        }
    }

    component Dial: Column {
        id: dial

        required property string title
        required property int at
        required property int least
        required property int most
        required property string less
        required property string more

        signal chosen(int to)

        width: parent?.width ?? 0
        spacing: Math.round((page.theme.compact ? 1.5 : 2) * page.theme.u)

        Words {
            theme: page.theme
            width: parent.width
            text: qsTr("%1 %2 dari %3").arg(dial.title).arg(dial.at).arg(dial.most)
            font: page.theme.strongFont
            Accessible.role: Accessible.StatusBar
        }

        CellBar {
            theme: page.theme
            width: parent.width
            height: 2 * page.theme.u
            count: dial.most
            filled: dial.at
        }

        Row {
            width: parent.width
            spacing: page.theme.gap

            PlateButton {
                theme: page.theme
                name: dial.less
                about: available ? "" : qsTr("Ini yang paling rendah")
                available: dial.at > dial.least
                enabled: available
                width: Math.floor((parent.width - parent.spacing) / 2)
                height: page.theme.button
                onTapped: dial.chosen(dial.at - 1)
            }

            PlateButton {
                theme: page.theme
                name: dial.more
                about: available ? "" : qsTr("Ini yang paling tinggi")
                available: dial.at < dial.most
                enabled: available
                width: Math.floor((parent.width - parent.spacing) / 2)
                height: page.theme.button
                onTapped: dial.chosen(dial.at + 1)
            }
        }
    }
}
