"""page-change: from a finger's touch to the frame of another page.

Ours: `Ambil nomor antrean` on the home page of the profile that ships, until its agencies stand there: touch,
step, a new view model, a new page, frame. Peer: as for tap-repaint, a touch that changes the colour of an
empty QML window of the same size.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from PySide6.QtCore import QPoint

from benchmarks.empty_window import empty_window
from benchmarks.figures import Counts, Figure, in_turn, percentile
from benchmarks.tap_repaint import REPAINT, Finger, Frames, at_home
from kiosk.visit.inputs import WentBack
from kiosk.visit.state import Agencies
from ui.hand import Hand

DOOR = "Ambil nomor antrean"


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    touch, empty = Finger().touch, empty_window()
    middle, blank = QPoint(empty.width() // 2, empty.height() // 2), Frames(empty)
    seconds = count(1)  # of a clock whose every look is a second later: no touch comes too early
    with at_home(folder, lambda: float(next(seconds))) as (window, one):
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
    yield Figure("page-change", percentile(ours, 0.5), percentile(peer, 0.5), "ms", REPAINT)
