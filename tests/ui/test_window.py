"""The window as a citizen and a technician meet it: touches, languages, keys, the way out."""

import signal
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from commands.parts.frame import ROOT
from kiosk.visit.inputs import (
    HelpWanted,
    LanguageChosen,
    SlipAnswered,
    Touched,
    Typed,
    Went,
    WentBack,
)
from kiosk.visit.state import (
    Agencies,
    Display,
    Home,
    PowerCut,
    Search,
    Services,
    Technician,
    TechnicianPrinter,
    TextSize,
)
from kiosk.wire import Label
from printers.states import JobState
from tests.ui.cases import CASES
from tests.ui.conftest import Open
from tests.ui.papers import job, ticket
from tests.ui.parts import state
from ui.bridge import GuiThread
from ui.window import CRASHED

PANELS = ("1080x1920", "1366x768")


@pytest.mark.parametrize("case", ["attract", "closed"])
def test_attract_answers_wherever_it_is_touched(opened: Open, case: str) -> None:
    screen = opened(CASES[case])
    for where in (QPointF(5, 5), QPointF(540, 900), QPointF(1075, 1915)):
        screen.touch(where)
        screen.later()
    assert screen.posted == [Touched()] * 3


NOT_FOR_CITIZENS = (Technician, TechnicianPrinter)
"""Behind the technician's PIN staff are there already."""


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("size", [1, 3])
def test_staff_can_be_called_from_every_screen(opened: Open, panel: str, size: TextSize) -> None:
    """Where they are called already, the call can be taken back or repeated; a covered screen opens first."""
    screen = opened(CASES["attract"], panel, Display(text_size=size))
    calls = {"Panggil petugas", "Batalkan panggilan", "Panggil lagi", "Sentuh layar untuk membukanya"}
    without = set()
    for name, one in CASES.items():
        screen.show(one)
        of_staff = one.visit is not None and isinstance(one.visit.screen, NOT_FOR_CITIZENS)
        if not of_staff and not calls & {plate.name for plate in screen.plates()}:
            without.add(name)
    assert without == set()


@pytest.mark.parametrize(
    "case", ["attract", "closed", "idle", "display-help", "sound-help", "technician-pin"]
)
def test_a_call_for_staff_is_one(opened: Open, case: str) -> None:
    screen = opened(CASES[case])
    screen.tap("Panggil petugas")
    assert screen.posted == [HelpWanted()]


def test_out_of_service_names_the_desk_and_rings(opened: Open) -> None:
    screen = opened(CASES["out-of-service"])
    screen.tap("Panggil petugas")
    assert screen.posted == [HelpWanted()]
    assert [plate.name for plate in screen.plates()] == ["Panggil petugas"]
    assert "Meja informasi" in screen.texts()


def test_a_closed_service_says_so_and_takes_no_number(opened: Open) -> None:
    screen = opened(CASES["detail-closed"])
    assert "Tutup, buka 13.00" in screen.texts()
    screen.tap("Nomor ditutup")
    assert screen.posted == []


def test_requirements_turn_their_pages(opened: Open) -> None:
    screen = opened(CASES["detail-long"], "1366x768")
    first = screen.texts()
    screen.tap("Berikutnya")
    assert screen.posted == [Touched()]
    screen.later()
    assert screen.texts() != first and any(text.startswith("Halaman 2 dari") for text in screen.texts())


def test_digits_of_the_letter_pad(opened: Open) -> None:
    screen = opened(CASES["search-empty"])
    screen.tap("123")
    screen.later()
    screen.tap("7")
    screen.tap("ABC")
    screen.later()
    screen.tap("K")
    assert screen.posted == [Touched(), Typed("7"), Touched(), Typed("K")]


def test_a_list_follows_what_is_typed(opened: Open) -> None:
    screen = opened(CASES["search-empty"])
    for typed in ("S", "SK", "SKC"):
        screen.show(state(Search(typed)))
    assert "skc" in screen.texts() and "SKCK baru" in screen.texts() and "1 layanan" in screen.texts()
    assert "KTP-el hilang" not in screen.texts()


# --- stray touches --------------------------------------------------------------------------------------


def test_a_touch_just_after_a_page_change_is_not_for_the_new_page(opened: Open) -> None:
    screen = opened(CASES["home"])
    screen.window.show_state(CASES["agencies"])
    screen.later(0.2)
    where = screen.plate("Samsat").box.center()
    screen.touch(where)
    assert screen.posted == []
    screen.now += 0.051
    screen.touch(where)
    assert screen.posted == [Went(Services("samsat"))]


def test_a_finger_that_came_too_early_means_nothing_when_it_leaves(opened: Open) -> None:
    screen = opened(CASES["home"])
    screen.window.show_state(CASES["agencies"])
    where = screen.plate("Kembali").box.center()
    screen.press(where)
    screen.now += 5
    screen.release(where)
    assert screen.posted == []
    screen.touch(where)
    assert screen.posted == [WentBack()]


def test_the_clock_of_the_same_page_does_not_guard_it_again(opened: Open) -> None:
    screen = opened(CASES["home"])
    screen.window.show_state(state(Home(), now=CASES["home"].facts.now.replace(minute=42)))
    screen.tap("Ambil nomor antrean")
    assert screen.posted == [Went(Agencies())]
    assert "09.42 WIB" in screen.texts()


def test_the_same_question_to_the_next_visitor_is_another_page(opened: Open) -> None:
    """A finger that bounces on the first answer must not give the second."""
    first = state(PowerCut(job(JobState.UNCERTAIN)))
    assert first.visit is not None
    other = PowerCut(job(JobState.UNCERTAIN, ticket(label=Label("A", "", 13))))
    second = replace(first, visit=replace(first.visit, id=2, screen=other))
    screen = opened(first)
    where = screen.plate("Sudah, slip ada di tangan saya").box.center()
    screen.touch(where)
    assert screen.posted == [SlipAnswered("came_out")]
    screen.press(where)
    screen.window.show_state(second)
    screen.release(where)
    screen.later(0.2)
    screen.touch(where)
    assert screen.posted == [SlipAnswered("came_out")]
    screen.now += 0.051
    screen.touch(where)
    assert screen.posted == [SlipAnswered("came_out")]
    screen.now += 0.25
    screen.touch(where)
    assert screen.posted == [SlipAnswered("came_out")] * 2
    assert "Slip A-013 sudah keluar?" in screen.headings()


def test_the_first_finger_counts(opened: Open) -> None:
    screen = opened(CASES["home"])
    one, other = (screen.plate(name).box.center() for name in ("Cari layanan", "Ambil nomor antrean"))
    screen.press(one)
    screen.press(other, finger=1, resting=one)
    screen.release(other, finger=1, resting=one)
    screen.release(one)
    assert screen.posted == [Went(Search())]


def test_a_finger_that_slides_off_takes_nothing(opened: Open) -> None:
    screen = opened(CASES["home"])
    screen.press(screen.plate("Cari layanan").box.center())
    screen.slide(screen.plate("Ambil nomor antrean").box.center())
    screen.release(screen.plate("Ambil nomor antrean").box.center())
    assert screen.posted == []


def test_a_pressed_plate_is_down_in_the_same_frame(opened: Open) -> None:
    screen = opened(CASES["home"])
    plate = screen.plate("Ambil nomor antrean")
    before = screen.picture().pixelColor(plate.box.center().toPoint())
    screen.press(plate.box.center())
    assert plate.item.property("down") is True
    assert screen.picture().pixelColor(plate.box.center().toPoint()) != before
    screen.release(plate.box.center())


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_A])
def test_keys_do_nothing(opened: Open, key: Qt.Key) -> None:
    screen = opened(CASES["search"])
    before = screen.texts()
    screen.key(key)
    screen.later()
    assert screen.posted == [] and screen.texts() == before


def test_a_question_covers_the_page_and_leaves_it(opened: Open) -> None:
    screen = opened(CASES["home"])
    before = screen.texts()
    where = screen.plate("Cari layanan").box.center()
    screen.show(CASES["idle"])
    assert "Apakah Anda masih di sini?" in screen.headings()
    screen.touch(where)
    assert screen.posted == []
    screen.show(CASES["home"])
    assert screen.texts() == before


# --- languages ------------------------------------------------------------------------------------------


def test_the_language_changes_while_the_screen_stands(opened: Open) -> None:
    screen = opened(CASES["home"])
    indonesian = screen.texts()
    screen.show(state(Home(), "en"))
    assert screen.headings()[0] == "What do you need today?"
    assert "Wednesday, 11\u00a0March\u00a02026" in screen.texts()
    screen.tap("Bahasa Indonesia")
    assert screen.posted == [LanguageChosen("id")]
    screen.show(state(Home()))
    assert screen.texts() == indonesian


def test_the_catalogue_speaks_english_where_it_can(opened: Open) -> None:
    screen = opened(state(Services("disduk"), "en"))
    assert {"Damaged ID card", "KTP-el hilang", "Free"} <= set(screen.texts())


def test_the_next_visitor_is_met_in_indonesian(opened: Open) -> None:
    screen = opened(state(Home(), "en"))
    screen.show(state())
    assert "Selamat datang" in screen.texts()


# --- the GUI thread ---------------------------------------------------------------------------------------


def test_calls_of_workers_come_in_order_on_the_gui_thread(qapp: QGuiApplication, qtbot: QtBot) -> None:
    gui, seen = GuiThread(), []

    def send() -> None:
        for n in range(200):
            gui.deliver(lambda n=n: seen.append((n, threading.current_thread())))  # type: ignore[misc]

    worker = threading.Thread(target=send)
    worker.start()
    worker.join()
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 200)
    assert seen == [(n, threading.main_thread()) for n in range(200)]


def test_a_timer_fires_once_unless_it_is_stopped_or_started_anew(qapp: QGuiApplication, qtbot: QtBot) -> None:
    gui, fired = GuiThread(), []
    gui.start_timer("stopped", 0.01, lambda: fired.append("stopped"))
    gui.start_timer("anew", 0.01, lambda: fired.append("first"))
    gui.start_timer("anew", 0.02, lambda: fired.append("second"))
    gui.stop_timer("stopped")
    gui.stop_timer("unknown")
    gui.start_timer("last", 0.1, lambda: fired.append("last"))
    qtbot.waitUntil(lambda: "last" in fired)
    assert fired == ["second", "last"]


def test_the_first_frame_is_told_once(opened: Open, qtbot: QtBot) -> None:
    screen, frames = opened(CASES["home"]), []
    screen.window.on_first_frame(lambda: frames.append(1))
    screen.window.update()
    qtbot.waitUntil(lambda: bool(frames))
    screen.show(CASES["agencies"])
    screen.picture()
    assert frames == [1]


def test_pages_that_left_are_gone(opened: Open) -> None:
    screen = opened(CASES["search"])
    for _ in range(30):
        screen.show(CASES["home"])
        screen.show(CASES["search"])
    QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kinds = [child.metaObject().className() for child in screen.window.children()]
    assert kinds.count("HomeModel") == 0 and kinds.count("SearchModel") == 1


def test_only_a_windowed_kiosk_can_be_closed(opened: Open) -> None:
    event = QCloseEvent()
    QGuiApplication.sendEvent(opened(CASES["home"]).window, event)
    assert event.isAccepted()


# --- the end of the program -------------------------------------------------------------------------------

HEAD = """
import logging, sys, threading
from PySide6.QtCore import QTimer
from ui.window import SignalWatch, application, crash_door
logging.basicConfig(format="%(message)s")
app = application(["kiosk"])
keep = SignalWatch(app)
crash_door()
"""
SLOT = "QTimer.singleShot(0, lambda: int('3271000000000001x'))"
THREAD = "threading.Thread(target=lambda: int('3271000000000001x')).start()"
SHOWN = """
from kiosk.search import Index
from tests.ui.parts import profile, state
from ui.theme import PANELS
from ui.window import Window
window = Window(
    state(),
    panel=PANELS["1366x768"],
    find=Index(profile()).find,
    post=print,
    windowed=False,
)
window.on_first_frame(lambda: print('ready', flush=True))
app.aboutToQuit.connect(window.close_for_good)
window.open()
"""
READY = "QTimer.singleShot(0, lambda: print('ready', flush=True))"


def program(line: str) -> subprocess.Popen[str]:
    code = f"{HEAD}{line}\nstatus = app.exec()\nprint('bye', status, flush=True)\n"
    return subprocess.Popen(
        (sys.executable, "-c", code), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("line", [SLOT, THREAD])
def test_a_bug_ends_the_program_and_tells_no_value(line: str) -> None:
    process = program(line)
    out, log = process.communicate(timeout=60)
    assert process.returncode == CRASHED == 70 and "bye" not in out
    assert "ValueError at <string>:" in log
    assert "3271000000000001" not in log


@pytest.mark.parametrize("line", [READY, SHOWN], ids=["ready", "shown"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_the_loop_in_peace(number: signal.Signals, line: str) -> None:
    """Whole-screen windows refuse to close, and are no obstacle."""
    process = program(line)
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    process.send_signal(number)
    out, log = process.communicate(timeout=60)
    assert (process.returncode, out, log) == (0, "bye 0\n", "")
