"""The kiosk's time: what the server said last, carried on by the time since boot.

The machine's own clock may be wrong by years. It counts only until the server has spoken, and as a second
opinion: where it moves against the time since boot, or stands before this program was written, the time is in
doubt, and no slip bears it. Numbers never depend on any of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.wire import TimeQuality

JUMP = timedelta(minutes=5)
CONFIRMED_SECONDS = 60.0
"""So long a word of the server's is fresh: as long as the longest pause between two tries."""
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock is right that shows an earlier time: this program is younger."""


@dataclass(frozen=True, slots=True)
class _Said:
    time: datetime
    at: float
    wall: datetime


class SiteTime:
    """Any thread may ask. `wall` is the machine's clock, `monotonic` seconds since boot, sleep included."""

    def __init__(self, wall: Callable[[], datetime], monotonic: Callable[[], float]) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._said: _Said | None = None

    def confirm(self, time: datetime) -> None:
        """The server has just said that it is `time`."""
        self._said = _Said(time, self._monotonic(), self._wall())

    def now(self) -> datetime:
        said = self._said
        return self._wall() if said is None else said.time + timedelta(seconds=self._monotonic() - said.at)

    def quality(self) -> TimeQuality:
        said = self._said
        if said is None:
            return "doubtful"
        wall, passed = self._wall(), self._monotonic() - said.at
        if abs(wall - said.wall - timedelta(seconds=passed)) > JUMP:
            return "doubtful"
        if passed <= CONFIRMED_SECONDS:
            return "confirmed"
        return "doubtful" if wall < EARLIEST else "coasting"
