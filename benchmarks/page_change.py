"""page-change: from a finger's touch to the frame of another page.

Ours: `Ambil nomor antrean` on the home page of the profile that ships, until its agencies stand there: touch,
step, a new view model, a new page, frame. Peer: as for tap-repaint, a touch that changes the colour of an
empty QML window of the same size.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from benchmarks.empty_window import empty_window
from benchmarks.figures import Counts, Figure, in_turn, percentile
from benchmarks.kiosk import InstantPrinter, kiosk
from benchmarks.tap_repaint import PANEL, REPAINT, Frames
from kiosk.search import Index
from kiosk.visit.inputs import Touched, WentBack
from kiosk.visit.state import Agencies, State
from ui.hand import Hand
from ui.theme import PANELS
from ui.window import Window

DOOR = "Ambil nomor antrean"


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    finger, windows = QTest.createTouchDevice(), list[Window]()

    def touch(window: QQuickWindow, place: QPoint) -> None:
        QTest.touchEvent(window, finger).press(0, place, window).commit()
        QTest.touchEvent(window, finger).release(0, place, window).commit()

    def show(state: State) -> None:
        for window in windows:
            window.show_state(state)

    empty = empty_window()
    middle, blank = QPoint(empty.width() // 2, empty.height() // 2), Frames(empty)
    with kiosk(folder, InstantPrinter(), show=show) as one:
        seconds = count(1)  # of a clock whose every look is a second later: no touch comes too early
        window = Window(
            one.engine.state,
            panel=PANELS[PANEL],
            find=Index(one.profile).find,
            post=one.engine.post,
            windowed=True,
            clock=lambda: float(next(seconds)),
        )
        windows.append(window)
        window.open()
        one.engine.post(Touched())
        door = Hand(window).place(DOOR)
        assert door is not None
        pages = Frames(window)

        def changes() -> list[float]:
            taken = []
            for _ in range(counts.taps):
                taken.append(pages.after(lambda: touch(window, door)))
                visit = one.engine.state.visit
                assert visit is not None and isinstance(visit.screen, Agencies), "the door did not open"
                one.engine.post(WentBack())
            return taken

        ours, peer = in_turn(
            counts.rounds,
            changes,
            lambda: [blank.after(lambda: touch(empty, middle)) for _ in range(counts.taps)],
        )
        windows.clear()
        window.close_for_good()
    yield Figure("page-change", percentile(ours, 0.5), percentile(peer, 0.5), "ms", REPAINT)
