"""tap-repaint: from a finger's touch to the repainted window.

Ours: a letter on the pad of the search, in the kiosk's own window with its engine behind: touch, step,
search, view model, page, frame. Peer: a touch that changes the colour of an empty QML window. Both windows
are of one size and in one process, touched in turn; a frame ends when Qt has swapped it.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QPointF
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from benchmarks.empty_window import empty_window
from benchmarks.figures import Counts, Figure, in_turn, percentile
from benchmarks.kiosk import PATIENCE_SECONDS, InstantPrinter, Kiosk, kiosk
from kiosk.search import Index
from kiosk.visit.inputs import Cleared, Touched, Went
from kiosk.visit.state import Search, State
from ui.hand import Hand
from ui.theme import PANELS
from ui.window import Window

PANEL = "1080x1920"
LETTERS = "KARTUPENDUDUK"
REPAINT = "a touch that repaints an empty QML window"
REST_SECONDS = 0.02
"""So long after a frame no other came of the same touch."""


class Frames:
    """Of one window: how long after a touch the next one comes."""

    def __init__(self, window: QQuickWindow) -> None:
        self._swapped = False
        window.frameSwapped.connect(self._note)

    def after(self, touch: Callable[[], object]) -> float:
        """Milliseconds until the next frame."""
        self._rest()
        began = time.perf_counter()
        touch()
        while not self._swapped:
            if time.perf_counter() - began > PATIENCE_SECONDS:
                raise TimeoutError("the window was never repainted")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return (time.perf_counter() - began) * 1000

    def _note(self) -> None:
        self._swapped = True

    def _rest(self) -> None:
        quiet = time.perf_counter()
        self._swapped = False
        while time.perf_counter() - quiet < REST_SECONDS:
            QCoreApplication.processEvents()
            if self._swapped:
                self._swapped, quiet = False, time.perf_counter()


@contextmanager
def at_home(folder: Path, clock: Callable[[], float] = time.monotonic) -> Iterator[tuple[Window, Kiosk]]:
    """A kiosk's window where a visit has begun. `clock`: by which touches come too early."""
    windows: list[Window] = []

    def show(state: State) -> None:
        for window in windows:
            window.show_state(state)

    with kiosk(folder, InstantPrinter(), show=show) as one:
        window = Window(
            one.engine.state,
            panel=PANELS[PANEL],
            find=Index(one.profile).find,
            post=one.engine.post,
            windowed=True,
            clock=clock,
        )
        windows.append(window)
        window.open()
        one.engine.post(Touched())
        yield window, one
        windows.clear()
        window.close_for_good()


class Finger:
    """On a touch panel of its own."""

    def __init__(self) -> None:
        self._device = QTest.createTouchDevice()

    def touch(self, window: QQuickWindow, place: QPoint) -> None:
        """Down and up again."""
        QTest.touchEvent(window, self._device).press(0, place, window).commit()
        QTest.touchEvent(window, self._device).release(0, place, window).commit()


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    touch, empty = Finger().touch, empty_window()
    middle = QPoint(empty.width() // 2, empty.height() // 2)
    with at_home(folder) as (window, one):
        one.engine.post(Went(Search()))
        one.until(lambda _: window.would_take(QPointF()))
        hand = Hand(window)
        keys = [place for letter in LETTERS if (place := hand.place(letter)) is not None]
        assert len(keys) == len(LETTERS), hand.names()
        letters, blank = Frames(window), Frames(empty)

        def words() -> list[float]:
            taken = []
            for number in range(counts.taps):
                if number % len(keys) == 0:
                    one.engine.post(Cleared())
                taken.append(letters.after(lambda: touch(window, keys[number % len(keys)])))  # noqa: B023
            assert one.engine.state.visit is not None
            assert one.engine.state.visit.screen != Search(), "the taps did not reach the pad"
            return taken

        ours, peer = in_turn(
            counts.rounds,
            words,
            lambda: [blank.after(lambda: touch(empty, middle)) for _ in range(counts.taps)],
        )
    yield Figure("tap-repaint", percentile(ours, 0.5), percentile(peer, 0.5), "ms", REPAINT)
