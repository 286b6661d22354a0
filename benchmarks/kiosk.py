"""A kiosk without its screen: the real engine, ledger and threads, and a hand that takes numbers."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import QCoreApplication, QEventLoop

from commands.parts.frame import ROOT
from config.availability import always_open
from config.load import load_profile
from config.models import Profile
from kiosk.client import Client, Server
from kiosk.engine import Engine
from kiosk.folder import open_state
from kiosk.ledger import Enrolment, Ledger, Order
from kiosk.numbering import Grant
from kiosk.surroundings import Surroundings
from kiosk.visit.inputs import Confirmed, Ended, Touched, Went
from kiosk.visit.state import Detail, Done, Identity, JobView, State, Ticket
from kiosk.wire import Marks
from kiosk.workers import Workers, start_threads, stop_threads
from printers.document import Document
from printers.states import DeviceState, Evidence, JobState, Outcome, Printed, Printer, Rendered, Status
from ui.bridge import GuiThread

PROFILE = ROOT / "config" / "profiles" / "default"
NOWHERE = Enrolment("http://127.0.0.1:9", Identity("01890000-0000-7000-8000-000000000001", 1, "C"))
"""An enrolment whose server does not answer."""
PATIENCE_SECONDS = 60.0


def site() -> Profile:
    """The profile that ships, open at any hour; nobody is asked who goes first."""
    profile = load_profile(PROFILE)
    assert isinstance(profile, Profile), profile
    return replace(always_open(profile), priorities=())


class InstantPrinter:
    """A printer that takes no time."""

    def status(self) -> Status:
        return Status(DeviceState.READY)

    def print(
        self, document: Document, on_sending: Callable[[Rendered], int], *, again: bool = False
    ) -> Outcome:
        on_sending(Rendered("0" * 64, 9_000, 110))
        return Printed(Evidence.ORDERED_STATUS)

    def close(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Taken:
    """A number; times are of `time.perf_counter`."""

    tapped: float
    """The last tap."""
    committed: float
    """The number is on the disk."""
    ticket: Ticket

    @property
    def milliseconds(self) -> float:
        return (self.committed - self.tapped) * 1000


@dataclass(frozen=True, slots=True)
class Kiosk:
    engine: Engine
    workers: Workers
    profile: Profile
    commits: list[float]
    """When each number was committed."""

    def until(self, met: Callable[[State], bool]) -> None:
        """Works as the owner's thread until the state is so. Raises TimeoutError where it never is."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not met(self.engine.state):
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited in vain on {self.engine.state.visit}")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def take_number(self) -> Taken:
        """Returns when its slip is printed and no worker has anything left to do."""
        self.engine.post(Touched())
        self.engine.post(Went(Detail(self.profile.popular[0].id)))
        tapped = time.perf_counter()
        self.engine.post(Confirmed())
        self.until(lambda state: _is_printed(_screen(state)))
        screen = _screen(self.engine.state)
        assert isinstance(screen, Done)
        self.engine.post(Ended())
        for worker in (self.workers.printer, self.workers.sync, self.workers.ledger):
            worker.call(lambda: None)
        return Taken(tapped, self.commits[-1], screen.ticket)


@contextmanager
def kiosk(
    folder: Path,
    printer: Printer,
    *,
    server: Server | None = None,
    enrolment: Enrolment = NOWHERE,
    show: Callable[[State], None] = lambda _: None,
) -> Iterator[Kiosk]:
    """In an empty `folder`; without a `server` none answers."""
    profile = site()
    ledger = open_state(folder)
    assert isinstance(ledger, Ledger), ledger
    ledger.enrol(enrolment, _now().astimezone(profile.zone).date(), Marks())
    away = Client(
        NOWHERE.server,
        kiosk_id=NOWHERE.identity.kiosk_id,
        key=Ed25519PrivateKey.generate(),
        clock=_now,
    )
    threads = start_threads()
    workers = Workers(**threads)
    engine = Engine(
        profile,
        Surroundings(
            ledger, printer, server or away, workers, GuiThread(), _now, time.monotonic, lambda: None
        ),
        boot_id="benchmark",
        show=show,
    )
    one, issue = Kiosk(engine, workers, profile, []), ledger.issue

    def issued(order: Order, grant: Grant | None = None) -> tuple[Ticket, JobView | None]:
        made = issue(order, grant)
        one.commits.append(time.perf_counter())
        return made

    engine.start()
    try:
        one.until(lambda state: state.facts.identity is not None and state.facts.can_print)
        one.until(lambda state: server is None or state.facts.server.business_day is not None)
        with patch.object(ledger, "issue", issued):
            yield one
    finally:
        engine.stop()
        assert stop_threads(threads, PATIENCE_SECONDS) == []
        away.close()
        ledger.close()


def _screen(state: State) -> object:
    return None if state.visit is None else state.visit.screen


def _is_printed(screen: object) -> bool:
    return isinstance(screen, Done) and screen.job is not None and screen.job.state is JobState.PRINTED


def _now() -> datetime:
    return datetime.now(UTC)
