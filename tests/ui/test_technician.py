"""The technician's way in, how everything is, and what to do about the printer and the voice."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF

from kiosk.visit.inputs import ListeningChosen, TechnicianCalled, TrialWanted, Went, WentBack
from kiosk.visit.state import Home, Listening, TechnicianPrinter, VoiceFault
from printers.states import DISCONNECTED, UNKNOWN, Cause, DeviceState, Paper, Status
from tests.ui.cases import CASES
from tests.ui.conftest import Open
from tests.ui.parts import state
from tests.ui.test_keypad import listened


def test_five_touches_of_the_mark_call_the_technician(opened: Open) -> None:
    screen = opened(state(Home()))
    mark = QPointF(10 * screen.panel.px_per_mm + 60, 70)
    for _ in range(5):
        screen.touch(mark)
        assert TechnicianCalled() not in screen.posted[:-1]
        screen.now += 0.6
    assert screen.posted == [TechnicianCalled()]


def test_the_technician_sees_what_is_wrong_and_prints(opened: Open) -> None:
    screen = opened(CASES["technician-trouble"])
    assert {"Kertas slip habis", "Periksa"} <= set(screen.texts())
    assert screen.headings() == ["Ada yang perlu diperiksa"]
    screen.show(CASES["technician"])
    assert screen.headings() == ["Mesin siap dipakai"] and "Periksa" not in screen.texts()
    screen.tap("Printer slip")
    screen.show(CASES["technician-printer"])
    screen.tap("Uji cetak")
    assert screen.posted == [Went(TechnicianPrinter()), TrialWanted()]
    screen.show(CASES["technician-keys"])
    assert any("Alt+F4" in text for text in screen.texts())


@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        ("missing", "espeak-ng tidak ada. Pasang paket espeak-ng"),
        ("failing", "espeak-ng gagal. Pasang ulang, lihat log mesin"),
        ("silent", "Tidak ada perangkat suara. Periksa soket dan --headphones"),
    ],
)
def test_the_technician_sees_why_nothing_is_heard_and_tries_it(
    opened: Open, fault: VoiceFault, advice: str
) -> None:
    mute = CASES["technician-mute"]
    screen = opened(replace(mute, facts=replace(mute.facts, voice=fault)))
    assert screen.headings() == ["Ada yang perlu diperiksa"] and advice in screen.texts()
    screen.tap("Uji suara")
    assert screen.posted == [ListeningChosen(Listening())]
    screen.show(listened(CASES["technician"]))
    assert "Mesin siap dipakai" in screen.ear.heard()
    screen.tap("Hentikan suara")
    assert screen.posted[-1] == ListeningChosen(None)


def blocked(cause: Cause, by: DeviceState = DeviceState.BLOCKED) -> Status:
    return Status(by, frozenset({cause}))


WELL = frozenset({"Ada", "Tertutup rapat", "Tidak ada keluhan", "Kosong"})


@pytest.mark.parametrize(
    ("printer", "title", "part", "task", "first"),
    [
        (blocked(Cause.PAPER_OUT), "Kertas slip habis", "Habis", "Ganti kertas", "Buka tutup"),
        (
            Status(DeviceState.READY, paper=Paper.LOW),
            "Siap mencetak",
            "Hampir habis, siapkan gulungan",
            "Ganti kertas",
            "Buka tutup",
        ),
        (blocked(Cause.COVER), "Tutup printer terbuka", "Terbuka", "Tutup printer", "Rapikan"),
        (
            blocked(Cause.CUTTER, DeviceState.FAULT),
            "Printer sedang terganggu",
            "Macet",
            "Bebaskan pemotong",
            "Matikan",
        ),
        (
            blocked(Cause.OVERHEAT),
            "Printer sedang mendinginkan diri",
            "Terlalu panas",
            "Biarkan dingin",
            "Printer melanjutkan",
        ),
        (
            blocked(Cause.TICKET_NOT_TAKEN),
            "Slip sebelumnya belum diambil",
            "Slip belum diambil",
            "Kosongkan mulut slip",
            "Ambil slip",
        ),
        (
            DISCONNECTED,
            "Printer tidak tersambung",
            "Tidak diketahui",
            "Sambungkan printer",
            "Periksa kabel daya",
        ),
        (UNKNOWN, "Printer tidak menjawab", "Tidak diketahui", "Sambungkan printer", "Periksa kabel daya"),
        (
            blocked(Cause.UNRECOVERABLE, DeviceState.FAULT),
            "Printer sedang terganggu",
            "Tertutup rapat",
            "Nyalakan ulang printer",
            "Matikan",
        ),
    ],
)
def test_the_technician_is_told_what_to_do_about_the_printer(
    opened: Open, printer: Status, title: str, part: str, task: str, first: str
) -> None:
    shown = CASES["technician-printer"]
    screen = opened(replace(shown, facts=replace(shown.facts, printer=printer)))
    assert screen.headings() == [title, task] and part in screen.texts()
    assert any(text.startswith(first) for text in screen.texts())
    known = WELL & set(screen.texts())
    assert known == set() if part == "Tidak diketahui" else known != set()


def test_the_technician_reads_what_the_printer_is_and_how_the_last_slip_ended(opened: Open) -> None:
    screen = opened(CASES["technician-printer"])
    assert screen.headings() == ["Siap mencetak"]
    told = " ".join(screen.texts())
    assert "Epson TM-T82, 72 mm, 203 titik per inci." in told
    assert any(text.endswith("\ntcp://192.0.2.20:9100") for text in screen.texts())
    assert "A-012, 09.37, keluar, dipastikan sesudah potong" in told
    screen.tap("Kembali")
    assert screen.posted == [WentBack()]
