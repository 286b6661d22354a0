"""The server's time, by which the mall's day goes: this machine's, which the kiosks may hold back.

A day that was named does not come back, and none begins early: where this machine's clock is about to begin
another day after a start, or after it moved against the time since boot, the kiosks' own clocks are asked
first. While it is more than an hour ahead of their median, the median is the time, and the admin page says
so. No kiosk's clock, nor any number of them, makes it later than this machine says itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from threading import Lock

from server.site import Site
from server.trust import SETTLING_SECONDS

JUMP = timedelta(hours=1)
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock that shows less has lost its battery, and is no witness; nor is one of before the named day."""
QUORUM = 3
"""So many kiosks must have spoken before it is a doubt that they are ahead: one or two may be wrong."""


@dataclass(frozen=True, slots=True)
class _Heard:
    wall: datetime
    at: float


class SiteClock:
    """Any thread may ask. `wall` is this machine's clock, `monotonic` seconds since boot."""

    def __init__(
        self,
        site: Site,
        *,
        wall: Callable[[], datetime],
        monotonic: Callable[[], float],
        named: date | None,
    ) -> None:
        """`named`: the last business day that anybody was told; None before the first."""
        self._site = site
        self._wall = wall
        self._monotonic = monotonic
        self._began = monotonic()
        self._day = named
        self._agreed: timedelta | None = None
        """The wall clock less the time since boot, when it was last believed."""
        self._heard: dict[str, _Heard] = {}
        self._lock = Lock()

    def __call__(self) -> datetime:
        with self._lock:
            wall, at = self._wall(), self._monotonic()
            if self._believes(wall, at):
                self._agreed = _offset(wall, at)
                return self._going_on(wall, at)
            error = self._error(wall, at)
            if error is None:
                return self._unheard(wall, at)
            return self._going_on(min(self._own(wall, at), wall - error), at)

    def wall(self) -> datetime:
        """What this machine's clock shows, right or wrong: what `Date` says in each answer, and kiosks whose
        own time is refused sign by."""
        return self._wall()

    def hear(self, kiosk_id: str, wall: datetime) -> None:
        """What a kiosk's own clock shows at this moment."""
        with self._lock:
            if wall >= EARLIEST and (self._day is None or wall >= self._site.beginning(self._day)):
                self._heard[kiosk_id] = _Heard(wall, self._monotonic())

    def error(self) -> timedelta | None:
        """By how much this machine's clock is ahead of the kiosks', where they contradict it."""
        with self._lock:
            wall, at = self._wall(), self._monotonic()
            return None if self._believes(wall, at) else self._error(wall, at)

    def in_doubt(self) -> bool:
        """Whether nobody is to take the time from here."""
        with self._lock:
            wall, at = self._wall(), self._monotonic()
            waits = not self._believes(wall, at) and self._error(wall, at) is None and self._waits(at)
        return waits or self.error() is not None or self.ahead() is not None

    def ahead(self) -> date | None:
        """The day that was named, where this machine's clock shows an earlier one: either is wrong."""
        with self._lock:
            return self._day if self._day is not None and self._site.day(self._wall()) < self._day else None

    def believe(self) -> None:
        """Staff have looked: this machine's clock is right."""
        with self._lock:
            self._agreed = _offset(self._wall(), self._monotonic())

    def lower(self) -> None:
        """The same, and later days were named by mistake."""
        with self._lock:
            wall = self._wall()
            self._agreed, self._day = _offset(wall, self._monotonic()), self._site.day(wall)

    def _believes(self, wall: datetime, at: float) -> bool:
        """Asked only after a start and after a jump: no request waits for the median of a thousand kiosks."""
        if self._agreed is not None and abs(_offset(wall, at) - self._agreed) <= JUMP:
            return True
        error = self._error(wall, at)
        if error is None:
            return self._day in (None, self._site.day(wall))
        if error < -JUMP:
            backed = self._day is not None and self._site.day(wall) < self._day
            few = len(self._heard) < QUORUM and not backed
            return few and self._own(wall, at) - wall <= JUMP
        return error <= JUMP

    def _own(self, wall: datetime, at: float) -> datetime:
        """What the machine says itself: its clock; or where that was set back, what it showed before, carried
        on by the time since boot."""
        if self._agreed is None:
            return wall
        return max(wall, datetime.fromtimestamp(0, UTC) + self._agreed + timedelta(seconds=at))

    def _error(self, wall: datetime, at: float) -> timedelta | None:
        """Against the kiosks' median; None before the first has spoken."""
        if not self._heard:
            return None
        ahead = ((wall - one.wall).total_seconds() - (at - one.at) for one in self._heard.values())
        return timedelta(seconds=median(ahead))

    def _going_on(self, moment: datetime, at: float) -> datetime:
        """The day does not go back: what is earlier than it is a time of it, as long as it lasts."""
        day = self._site.day(moment)
        if self._day is None or self._day <= day:
            self._day = day
            return moment
        began = self._site.beginning(self._day) + timedelta(seconds=at - self._began)
        return min(began, self._end(self._day))

    def _unheard(self, wall: datetime, at: float) -> datetime:
        """Another day is about to begin, and no kiosk has spoken: they have the settling time to do so."""
        assert self._day is not None, "without one every day is believed"
        if self._site.day(wall) < self._day:
            return self._going_on(wall, at)
        return self._end(self._day) if self._waits(at) else wall

    def _waits(self, at: float) -> bool:
        return at - self._began < SETTLING_SECONDS

    def _end(self, day: date) -> datetime:
        """Its last moment."""
        return self._site.beginning(day + timedelta(days=1)) - timedelta(microseconds=1)


def _offset(wall: datetime, at: float) -> timedelta:
    return wall - datetime.fromtimestamp(0, UTC) - timedelta(seconds=at)
