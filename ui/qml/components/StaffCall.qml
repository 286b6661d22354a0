import QtQuick
import Anjungan

// Calls staff; it is on every screen.
Helper {
    id: call

    required property FrameModel head

    name: qsTr("Panggil petugas")
    brief: qsTr("Petugas")
    icon: "bell-ringing-bold"
    onTapped: call.head.callStaff()
}
