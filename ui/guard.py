"""Which presses count: none meant for the page before, no second stroke of a hand that trembles."""

from collections.abc import Callable

from PySide6.QtCore import QPointF

from ui.keys import Verb

PAGE_SECONDS = 0.25
"""A press so soon after a page change was meant for the page before."""

STRIKE_SECONDS = 0.5
"""A second press of the same place so soon after the first is not meant (EN 301 549, 5.8)."""

STRIKE_MM = 10.0
"""So near is the same place: less than any target is wide."""

Place = QPointF | Verb
"""Where a finger or the focus is, or a key that has no place."""


class Guard:
    """`clock` counts seconds that only grow; `near` is the distance of one place, in the window's pixels."""

    def __init__(self, clock: Callable[[], float], near: float) -> None:
        self._clock, self._near = clock, near
        self._changed = -PAGE_SECONDS
        self._last: tuple[float, Place] | None = None

    def page_changed(self) -> None:
        self._changed = self._clock()

    @property
    def settled(self) -> bool:
        """Whether the page stands long enough to be pressed."""
        return self._clock() - self._changed >= PAGE_SECONDS

    def takes(self, place: Place, on_pad: Callable[[], bool]) -> bool:
        """A press there: whether it counts."""
        counts = self.would_take(place, on_pad)
        if counts:
            self._last = (self._clock(), place)
        return counts

    def would_take(self, place: Place, on_pad: Callable[[], bool]) -> bool:
        """Whether a press would count; `on_pad` tells whether it is on a key of a pad: 11 is typed by two."""
        if not self.settled or self._last is None:
            return self.settled
        at, last = self._last
        again = self._clock() - at < STRIKE_SECONDS and self._same(place, last)
        return not again or on_pad()

    def _same(self, one: Place, other: Place) -> bool:
        if isinstance(one, QPointF) and isinstance(other, QPointF):
            return (one - other).manhattanLength() <= self._near
        return one == other
