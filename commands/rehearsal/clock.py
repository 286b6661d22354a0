"""The day's own time, shared by all its processes: it runs fast, and waits for whoever is at work.

A file of eight bytes holds it, seconds since 1970 as a double. One process moves it, all read it.
"""

import mmap
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Condition, Thread

_DOUBLE = struct.Struct("d")
BEAT_SECONDS = 0.005
LONGEST_DEED_SECONDS = 20.0
"""Of the day's time: nobody's touch or press takes longer, however slow the machine is."""


def clock_of(path: Path) -> Callable[[], datetime]:
    """The day's time, as any process reads it."""
    with path.open("rb") as file:
        shared = mmap.mmap(file.fileno(), _DOUBLE.size, access=mmap.ACCESS_READ)
    return lambda: datetime.fromtimestamp(_DOUBLE.unpack(shared)[0], UTC)


class Pace:
    """Moves the time, `speed` times as fast as ours where the machine keeps up."""

    def __init__(self, path: Path, begins: datetime, *, speed: float) -> None:
        path.write_bytes(_DOUBLE.pack(begins.timestamp()))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), _DOUBLE.size)
        self._now = begins.timestamp()
        self._speed = speed
        self._moved = Condition()
        self._at_work: dict[int, float] = {}
        """Since when, by number."""
        self._count = count()
        self._ended = False
        self._thread = Thread(target=self._run, name="pace", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Whoever sleeps is woken and finds the day over."""
        with self._moved:
            self._ended = True
            self._moved.notify_all()
        self._thread.join()

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._now, UTC)

    def sleep_until(self, moment: datetime) -> bool:
        """False where the day ended before."""
        with self._moved:
            self._moved.wait_for(lambda: self._ended or self._now >= moment.timestamp())
            return not self._ended

    @contextmanager
    def deed(self) -> Iterator[None]:
        """What is done in here takes a while of the day, and not more."""
        with self._moved:
            number = next(self._count)
            self._at_work[number] = self._now
        try:
            yield
        finally:
            with self._moved:
                del self._at_work[number]

    def _run(self) -> None:
        before = time.monotonic()
        while True:
            time.sleep(BEAT_SECONDS)
            with self._moved:
                now = time.monotonic()
                wanted = self._now + (now - before) * self._speed
                allowed = min(self._at_work.values(), default=wanted) + LONGEST_DEED_SECONDS
                self._now = max(self._now, min(wanted, allowed))
                self._shared[:] = _DOUBLE.pack(self._now)
                self._moved.notify_all()
                before = now
                if self._ended:
                    return
