"""A whole kiosk on real threads and sockets, without a screen, in a time that the test can let pass."""

import time
from collections.abc import Callable
from datetime import datetime
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from config.models import Profile
from kiosk.client import Client, Timeouts, enrol
from kiosk.engine import Engine
from kiosk.ledger import Enrolment, Ledger, open_ledger
from kiosk.numbering import REST_SECONDS
from kiosk.surroundings import Surroundings
from kiosk.visit.inputs import Confirmed, Ended, Touched, Went
from kiosk.visit.state import Detail, Done, Identity, Ticket
from kiosk.wire import EnrolAnswer
from kiosk.workers import Workers, start_threads, stop_threads
from tests.kiosk.bench import ObedientPrinter

WAIT_SECONDS = 30.0
TRIES = 5


class Owner:
    """The thread of the test. Real time passes, and more of it at once by `skip`."""

    def __init__(self) -> None:
        self._calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._due: list[tuple[float, int, str, Callable[[], None]]] = []
        self._timers: dict[str, int] = {}
        self._count = count()
        self._skipped = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self._skipped

    def skip(self, seconds: float) -> None:
        self._skipped += seconds

    def deliver(self, call: Callable[[], None]) -> None:
        self._calls.put(call)

    def start_timer(self, key: str, seconds: float, fire: Callable[[], None]) -> None:
        number = self._timers[key] = next(self._count)
        heappush(self._due, (self.monotonic() + seconds, number, key, fire))

    def stop_timer(self, key: str) -> None:
        self._timers.pop(key, None)

    def run_until(self, true: Callable[[], bool], *, skipping: float = 0.0) -> None:
        """Does what comes; `skipping` lets so many seconds pass whenever nothing does for a while."""
        late = time.monotonic() + WAIT_SECONDS
        while not true():
            assert time.monotonic() < late, "waited in vain"
            self._fire()
            wait = max(0.0, self._due[0][0] - self.monotonic()) if self._due else 1.0
            try:
                self._calls.get(timeout=min(wait, 0.02))()
            except Empty:
                self.skip(skipping)

    def _fire(self) -> None:
        while self._due and self._due[0][0] <= self.monotonic():
            _, number, key, fire = heappop(self._due)
            if self._timers.get(key) == number:
                del self._timers[key]
                fire()


class ThreadedKiosk:
    """Enrolled at `server`, then reaching it through `way`."""

    def __init__(
        self,
        folder: Path,
        site: Profile,
        *,
        server: str,
        way: str,
        token: str,
        clock: Callable[[], datetime],
        timeouts: Timeouts,
    ) -> None:
        self.owner = owner = Owner()
        self.printer = ObedientPrinter()
        self.waited: list[float] = []
        """For each number, in seconds."""
        key = Ed25519PrivateKey.generate()
        answer = enrol(server, token=token, key=key, host="t")
        assert isinstance(answer, EnrolAnswer), answer
        ledger = open_ledger(folder / "kiosk.db")
        assert isinstance(ledger, Ledger)
        self.ledger = ledger
        who = Identity(answer.kiosk_id, answer.epoch, answer.letter)
        ledger.enrol(Enrolment(way, who), answer.business_day, answer.marks)
        self._client = Client(way, kiosk_id=answer.kiosk_id, key=key, clock=clock, timeouts=timeouts)
        self._threads = start_threads()
        self.engine = Engine(
            site,
            Surroundings(
                ledger=ledger,
                printer=self.printer,
                server=self._client,
                workers=Workers(**self._threads),
                owner=owner,
                clock=clock,
                monotonic=owner.monotonic,
                ring=lambda: None,
            ),
            boot_id="b",
            show=lambda _: None,
        )
        self.engine.start()

    def take(self, series: str) -> Ticket:
        """A number; how long the citizen waited for it is in `waited`."""
        for tap in (Touched(), Went(Detail(series))):
            self.engine.post(tap)
        began = time.monotonic()
        self.engine.post(Confirmed())
        self.owner.run_until(lambda: isinstance(self._screen, Done))
        self.waited.append(time.monotonic() - began)
        screen = self._screen
        assert isinstance(screen, Done)
        self.engine.post(Ended())
        return screen.ticket

    def take_of_the_site(self, series: str) -> None:
        """Numbers until one is of the site's. Where the machine is busy an answer may come too late."""
        for _ in range(TRIES):
            self.owner.run_until(self.is_carried, skipping=1.0)
            self.owner.run_until(lambda: not self.engine._numbers._busy)
            self.owner.skip(REST_SECONDS)
            if not self.take(series).label.letter:
                return
        raise AssertionError("no number of the site's")

    @property
    def _screen(self) -> object:
        visit = self.engine.state.visit
        return visit.screen if visit else None

    def is_carried(self) -> bool:
        """The server is there and has the whole log."""
        unsent = self._threads["ledger"].call(self.ledger.unsent_count)
        return unsent == 0 and self.engine.state.facts.server.online

    def close(self) -> None:
        self.engine.stop()
        assert stop_threads(self._threads, 10) == [], "they still do something"
        self._client.close()
        self.ledger.close()
