"""What a day in the hall does to a kiosk: thousands of visits, stray keys and hands, a frozen picture."""

import gc
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from commands.parts.frame import ROOT
from config.look.icons import icon, read_icons
from kiosk.engine import Engine
from kiosk.ledger import Enrolment, Ledger, open_ledger
from kiosk.search import Index
from kiosk.surroundings import Surroundings
from kiosk.visit.inputs import (
    Confirmed,
    Ended,
    HelpWanted,
    Input,
    LanguageChosen,
    PriorityAnswered,
    Touched,
    Typed,
    Went,
    WentBack,
)
from kiosk.visit.state import Consent, Detail, Done, Identity, Issuing, Nik, Search, State
from kiosk.wire import DocumentLine, DocumentsAnswer, Marks
from kiosk.workers import ThreadWorker, Workers
from printers.states import JobState
from tests.kiosk.bench import Kiosk, ObedientPrinter, ObedientServer
from tests.sample import NOW, profile
from tests.ui.cases import CASES
from tests.ui.conftest import Open
from tests.ui.leftovers import held
from ui.bridge import GuiThread
from ui.keys import EARPHONES, VERBS
from ui.theme import PANELS
from ui.watchdog import Watchdog
from ui.window import CRASHED, Window

VISITS, SAMPLED = 200, 50
"""By `--campaign 15` three thousand."""
SLACK_KB = 4_000
"""Of a process of some 200 MB, for what the test's own printer, server and clock keep."""


@dataclass
class Hall:
    """The real engine, ledger and window; printer, server and time obey."""

    kiosk: Kiosk
    window: Window

    def touch(self, *inputs: Input) -> None:
        """Each is shown before the next comes."""
        for one in inputs:
            self.kiosk.touch(one)
            self.look()

    def look(self) -> None:
        self.window.show_state(self.kiosk.engine.state)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()

    def forget(self) -> None:
        """What the test's own printer, server and list of states have kept."""
        server = self.kiosk.server
        for kept in (self.kiosk.shown, self.kiosk.printer.papers, server.taken, server.asked):
            kept.clear()
        server.grant_asked.clear()
        server.help_asked.clear()

    @property
    def state(self) -> State:
        return self.kiosk.engine.state


@contextmanager
def hall(folder: Path) -> Iterator[Hall]:
    one = Kiosk(folder).start()
    window = Window(
        one.engine.state,
        panel=PANELS["1366x768"],
        find=Index(profile()).find,
        post=one.engine.post,
        windowed=True,
        clock=lambda: one.owner.seconds,
    )
    window.open()
    try:
        yield Hall(one, window)
    finally:
        window.close_for_good()
        one.ledger.close()


# --- nothing stays of a visit -----------------------------------------------------------------------------

NIK, ACCESS, WORD = "3174982650137781", "719403", "ZYXKENARI"
HOLDER, SESSION = "Kenariwati Q.", "session-of-a-canary"
LINE = DocumentLine(
    request_id="r-1", request_no="X-1", kind="kk", state="ready", holder=HOLDER, ready_on=None
)
CANARIES = (NIK, ACCESS, WORD, WORD.lower(), HOLDER, SESSION)


def typed(text: str) -> list[Input]:
    return [Typed(character) for character in text]


def spilled(window: Window) -> set[str]:
    texts = held(window)
    return {canary for canary in CANARIES if any(canary in text for text in texts)}


def test_nothing_typed_is_left_in_a_model_an_item_a_log_or_the_clipboard(
    qapp: QGuiApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    found = DocumentsAnswer(outcome="found", session=SESSION, documents=(LINE,))
    with hall(tmp_path) as one:
        one.kiosk.server.documents = found
        one.kiosk.owner.run(6)
        one.touch(Touched(), Went(Search()), *typed(WORD))
        assert WORD.lower() in spilled(one.window), "the walk sees what stands on the screen"
        one.touch(WentBack(), Went(Consent()), Confirmed(), *typed(NIK))
        assert isinstance(one.state.visit and one.state.visit.screen, Nik)
        one.touch(Confirmed(), *typed(ACCESS), Confirmed())
        assert HOLDER in spilled(one.window)
        one.touch(HelpWanted("slip"), WentBack(), Ended())
        assert one.state.visit is None
        assert spilled(one.window) == set()
        one.touch(Touched())
        assert spilled(one.window) == set()
        assert all(canary not in repr(one.state) for canary in CANARIES)
    assert all(canary not in caplog.text for canary in CANARIES)
    files = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert all(canary.encode() not in files for canary in CANARIES)


# --- thousands of visits ----------------------------------------------------------------------------------

TAKE: tuple[Input, ...] = (Touched(), Went(Detail("paspor")), Confirmed(), PriorityAnswered(None))
ASK: tuple[Input, ...] = (
    Touched(),
    Went(Consent()),
    Confirmed(),
    *typed(NIK[:4]),
    HelpWanted("slip"),
    Ended(),
)


def resident() -> int:
    """Kilobytes of this process that lie in memory."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def wrappers() -> int:
    """How many items Python still holds, deleted ones among them."""
    return sum(isinstance(one, QQuickItem) for one in gc.get_objects())


@pytest.mark.campaign
def test_visits_leave_no_memory_behind(qapp: QGuiApplication, tmp_path: Path, campaign: int) -> None:
    """Half of them take a number, half begin with a NIK, call staff and leave. Once the first visits have
    filled what is kept on purpose, nothing grows."""
    sizes, held = [], []
    with hall(tmp_path) as one:
        # Counted twice alone: whoever asks for children has Python hold each of them.
        children = len(one.window.findChildren(QObject))
        for number in range(VISITS * campaign):
            if number % 2:
                one.touch(*ASK)
            else:
                one.touch(*TAKE)
                one.kiosk.owner.run(1)
                one.look()
                assert isinstance(one.state.visit and one.state.visit.screen, Done)
                one.touch(Confirmed())
            assert one.state.visit is None
            one.forget()
            if (number + 1) % SAMPLED == 0:
                gc.collect()
                sizes.append(resident())
                held.append(wrappers())
        assert len(one.window.findChildren(QObject)) == children
    assert held == [held[0]] * len(held)
    assert max(sizes[1:]) - sizes[0] < SLACK_KB, sizes


# --- hands that mean no harm ------------------------------------------------------------------------------

MODIFIED = [
    (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.AltModifier),
    *((key, Qt.KeyboardModifier.ControlModifier) for key in (Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_Q)),
    (Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier),
]
FUNCTION_KEYS = (Qt.Key(Qt.Key.Key_F1.value + n) for n in range(24))
PLAIN = [key for key in FUNCTION_KEYS if key not in {*VERBS, *EARPHONES}]
OTHERS = [Qt.Key.Key_Menu, Qt.Key.Key_Print, Qt.Key.Key_Paste, Qt.Key.Key_PowerOff, Qt.Key.Key_Q]


def test_keys_that_reach_it_do_nothing(opened: Open) -> None:
    screen = opened(CASES["search"])
    QGuiApplication.clipboard().setText("3174982650137781")
    before = screen.texts()
    keys = [*MODIFIED, *((key, Qt.KeyboardModifier.NoModifier) for key in (*PLAIN, *OTHERS))]
    for key, modifier in keys:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifier, "v" if key == Qt.Key.Key_V else "")
            QGuiApplication.sendEvent(screen.window, event)
    screen.later()
    QGuiApplication.clipboard().clear()
    assert screen.posted == [] and screen.texts() == before
    assert screen.window.isVisible()


def test_neither_a_menu_nor_something_dropped_nor_a_second_button_means_anything(opened: Open) -> None:
    screen = opened(CASES["search"])
    before, middle = screen.texts(), QPointF(300, 300)
    data = QMimeData()
    data.setText("3174982650137781")
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(middle.toPoint(), copy, data, left, none)
    entered.ignore()
    dropped = QDropEvent(middle, copy, data, left, none)
    dropped.ignore()
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle.toPoint(), middle.toPoint())
    for event in (entered, dropped, menu):
        QGuiApplication.sendEvent(screen.window, event)
    assert not entered.isAccepted() and not dropped.isAccepted()
    screen.later()
    assert screen.posted == [] and screen.texts() == before


# --- a disk or a printer that stands still ------------------------------------------------------------------

PATIENCE_SECONDS = 0.25
"""A touch is answered sooner, also on a busy machine; a worker that was waited for would take for ever."""


@pytest.mark.parametrize("stalled", ["ledger", "printer"])
def test_a_disk_or_printer_that_stands_still_freezes_no_screen(
    qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path, stalled: str
) -> None:
    ledger = open_ledger(tmp_path / "kiosk.db")
    assert isinstance(ledger, Ledger)
    ledger.enrol(Enrolment("http://kiosk.invalid", Identity("k-1", 1, "C")), NOW.date(), Marks())
    threads = {each.name: ThreadWorker(each.name) for each in fields(Workers)}
    owner, shown, gate = GuiThread(), list[State](), threading.Event()
    around = Surroundings(
        ledger=ledger,
        printer=ObedientPrinter(),
        server=ObedientServer(lambda: NOW),
        workers=Workers(**threads),
        owner=owner,
        clock=lambda: NOW,
        monotonic=time.monotonic,
        ring=lambda: None,
    )
    engine = Engine(profile(), around, boot_id="b", show=shown.append)
    engine.start()
    qtbot.waitUntil(lambda: engine.state.facts.can_print and engine.state.facts.identity is not None)

    def stall() -> None:
        gate.wait(60)

    threads[stalled].submit(stall)
    window = Window(
        engine.state,
        panel=PANELS["1366x768"],
        find=Index(profile()).find,
        post=engine.post,
        windowed=True,
    )
    window.open()
    slowest = 0.0
    for one in (*TAKE, HelpWanted(), LanguageChosen("en"), WentBack(), LanguageChosen("id")):
        began = time.monotonic()
        engine.post(one)
        slowest = max(slowest, time.monotonic() - began)
        window.show_state(engine.state)
        QGuiApplication.processEvents()
    assert slowest < PATIENCE_SECONDS
    waits = Issuing if stalled == "ledger" else Done
    qtbot.waitUntil(lambda: isinstance(engine.state.visit and engine.state.visit.screen, waits))
    gate.set()
    qtbot.waitUntil(lambda: _printed(engine.state))
    engine.stop()
    assert all(thread.stop(10) for thread in reversed(threads.values()))
    window.close_for_good()
    ledger.close()


class Opens:
    """Files that Python opens on the thread that made it, while it is `on`."""

    def __init__(self) -> None:
        self.on, self.files = False, list[object]()
        self._thread = threading.get_ident()
        # For good: Python has no way to take a hook back.
        sys.addaudithook(self._heard)

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        if (
            self.on
            and event in {"open", "os.listdir", "os.scandir"}
            and threading.get_ident() == self._thread
        ):
            self.files.append(arguments[0])


def test_once_all_is_read_no_page_waits_for_a_disk(opened: Open, qtbot: QtBot) -> None:
    """Drawings are Python's files; pages are Qt's, which are ready before they are shown."""
    icon.cache_clear()
    screen, opens = opened(CASES["attract"]), Opens()
    opens.on = True
    screen.show(CASES["home"])
    assert opens.files != [], "what was not read ahead is heard"
    reader = threading.Thread(target=read_icons)
    reader.start()
    screen.window.read_pages()
    reader.join()
    qtbot.waitUntil(lambda: screen.window.has_read_pages)
    opens.files.clear()
    for one in CASES.values():
        screen.show(one)
    opens.on = False
    assert opens.files == []


def test_a_page_that_is_still_being_read_is_shown_all_the_same(opened: Open) -> None:
    screen = opened(CASES["attract"])
    screen.window.read_pages()
    assert not screen.window.has_read_pages
    screen.show(CASES["detail"])
    assert screen.headings() != []


def _printed(state: State) -> bool:
    screen = state.visit.screen if state.visit else None
    return isinstance(screen, Done) and screen.job is not None and screen.job.state is JobState.PRINTED


# --- a picture that stands still --------------------------------------------------------------------------

FROZEN = """
import logging, re, sys, time
from PySide6.QtCore import QTimer
from kiosk.search import Index
from tests.ui.parts import profile, state
from ui.theme import PANELS
from ui.watchdog import Watchdog
from ui.window import CRASHED, Window, application
logging.basicConfig(format="%(message)s")
app = application(["kiosk"])
window = Window(
    state(), panel=PANELS["1366x768"], find=Index(profile()).find, post=print, windowed=True
)
window.open()
locked = "locked" in sys.argv
keep = Watchdog(window, code=CRASHED, seconds=1.0, locked_seconds=4.0 if locked else 30.0)
secret = "3" * 64 + "!"
def freeze():
    print("frozen", flush=True)
    if locked:
        re.match("(3+)+$", secret)
    time.sleep(60)
window.on_first_frame(lambda: QTimer.singleShot(0, freeze))
app.exec()
"""


def frozen(*how: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-c", FROZEN, *how)
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_a_frozen_picture_ends_the_program_for_its_supervisor() -> None:
    process = frozen()
    assert (process.returncode, process.stdout) == (CRASHED, "frozen\n")
    assert "stood still" in process.stderr and "<string>" in process.stderr


def test_so_does_one_whose_freeze_lets_no_other_thread_run() -> None:
    """A pattern that never comes to an end keeps Python's lock."""
    process = frozen("locked")
    assert (process.returncode, process.stdout) == (1, "frozen\n")
    assert "in freeze" in process.stderr and "3333" not in process.stderr


def test_a_picture_that_moves_is_left_alone_and_one_that_stands_is_not(opened: Open, qtbot: QtBot) -> None:
    screen, ended, frames = opened(CASES["home"]), threading.Event(), []
    screen.window.frameSwapped.connect(lambda: frames.append(1))
    watchdog = Watchdog(screen.window, code=CRASHED, end=lambda _: ended.set(), seconds=0.4)
    qtbot.waitUntil(lambda: len(frames) > 30, timeout=30_000)
    assert not ended.is_set(), "thirty frames are longer than the watchdog waits"
    assert ended.wait(30), "nothing is drawn while this thread waits"
    watchdog.close()
