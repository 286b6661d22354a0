"""A whole kiosk without Qt, threads or waiting: the real engine and ledger; printer and server obey."""

import heapq
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from config.dates import business_day
from config.models import Profile
from kiosk.client import Away, Refused
from kiosk.engine import Engine
from kiosk.ledger import Enrolment, Ledger, open_ledger
from kiosk.surroundings import Surroundings
from kiosk.visit.inputs import Input
from kiosk.visit.state import Identity, State
from kiosk.wire import (
    CollectionAnswer,
    CollectionRequest,
    DocumentsAnswer,
    DocumentsRequest,
    Estimates,
    Event,
    EventResult,
    GrantAnswer,
    GrantRequest,
    HelpAnswer,
    HelpRequest,
    Marks,
    ReserveAnswer,
    ReserveRequest,
    SyncAnswer,
    SyncRequest,
)
from kiosk.workers import Workers
from printers.document import Document
from printers.states import (
    DeviceState,
    Evidence,
    FailedClean,
    Outcome,
    Printed,
    Rendered,
    SentUnconfirmed,
    Status,
)
from tests.sample import NOW, ZONE, profile

T = TypeVar("T")

READY = Status(DeviceState.READY)
NO_DOCUMENTS = DocumentsAnswer(outcome="no_match")
NOT_RESERVED = ReserveAnswer(outcome="no_match")
NOT_COLLECTED = CollectionAnswer(outcome="not_ready")
HEARD = HelpAnswer(standing="waiting", watched=True, usual_minutes=None)
RENDERED = Rendered("ab" * 32, 9_000, 110)


class Owner:
    """Work and timers in a time of its own, which moves only by `run`."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._queue: deque[Callable[[], None]] = deque()
        self._timers: dict[str, tuple[int, Callable[[], None]]] = {}
        self._due: list[tuple[float, int, str]] = []
        self._count = count()

    def deliver(self, call: Callable[[], None]) -> None:
        self._queue.append(call)

    def start_timer(self, key: str, seconds: float, fire: Callable[[], None]) -> None:
        number = next(self._count)
        self._timers[key] = (number, fire)
        heapq.heappush(self._due, (self.seconds + seconds, number, key))

    def stop_timer(self, key: str) -> None:
        self._timers.pop(key, None)

    def settle(self) -> None:
        """Does what lies there, and what comes of it; no time passes."""
        while self._queue:
            self._queue.popleft()()

    def run(self, seconds: float) -> None:
        end = self.seconds + seconds
        self.settle()
        while self._due and self._due[0][0] <= end:
            due, number, key = heapq.heappop(self._due)
            self.seconds = due
            if key in self._timers and self._timers[key][0] == number:
                _, fire = self._timers.pop(key)
                fire()
                self.settle()
        self.seconds = end


@dataclass
class Inline:
    """A worker whose work is done among the owner's."""

    owner: Owner

    def submit(self, work: Callable[[], None]) -> None:
        self.owner.deliver(work)

    def call(self, work: Callable[[], T]) -> T:
        return work()


@dataclass
class Slow:
    """A worker that is done after so many seconds."""

    owner: Owner
    seconds: float = 0
    _count: int = 0

    def submit(self, work: Callable[[], None]) -> None:
        if self.seconds == 0:
            self.owner.deliver(work)
            return
        self._count += 1
        self.owner.start_timer(f"slow-{self._count}", self.seconds, work)

    def call(self, work: Callable[[], T]) -> T:
        raise AssertionError("nobody waits for a slow worker")


@dataclass
class ObedientPrinter:
    """Ends each print as `outcomes` say, oldest first; without any it prints."""

    current: Status = READY
    outcomes: deque[Outcome] = field(default_factory=deque)
    papers: list[Document] = field(default_factory=list)
    again: list[bool] = field(default_factory=list)
    """Of each print, whether an earlier slip of its job was sent."""

    def status(self) -> Status:
        return self.current

    def print(
        self, document: Document, on_sending: Callable[[Rendered], int], *, again: bool = False
    ) -> Outcome:
        self.again.append(again)
        outcome = self.outcomes.popleft() if self.outcomes else Printed(Evidence.ORDERED_STATUS)
        if not isinstance(outcome, FailedClean):
            on_sending(RENDERED)
            self.papers.append(document)
        return outcome

    def close(self) -> None:
        pass


@dataclass
class ObedientOffice:
    """Ends each page as `outcomes` say, oldest first; without any it is sent, as real ones say at best."""

    current: Status = READY
    outcomes: deque[Outcome] = field(default_factory=deque)
    papers: list[bytes] = field(default_factory=list)

    def status(self) -> Status:
        return self.current

    def print(self, page: bytes, on_sending: Callable[[Rendered], int]) -> Outcome:
        outcome = self.outcomes.popleft() if self.outcomes else SentUnconfirmed()
        if not isinstance(outcome, FailedClean):
            on_sending(RENDERED)
            self.papers.append(page)
        return outcome

    def close(self) -> None:
        pass


@dataclass
class ObedientServer:
    """Takes every event once; `online` False answers nothing."""

    clock: Callable[[], datetime]
    online: bool = True
    seqs: list[int] = field(default_factory=list)
    taken: list[Event] = field(default_factory=list)
    asked: list[SyncRequest] = field(default_factory=list)
    questions: list[DocumentsRequest | ReserveRequest | CollectionRequest] = field(default_factory=list)
    day: date | None = None
    """None: the day of the clock."""
    documents: DocumentsAnswer = NO_DOCUMENTS
    reserved: ReserveAnswer = NOT_RESERVED
    collected: CollectionAnswer = NOT_COLLECTED
    waiting: dict[str, int] = field(default_factory=dict)
    estimates: dict[str, Estimates] = field(default_factory=dict)
    stops_at: int | None = None
    """Takes no event behind this seq, as where the chain is broken."""
    marks: Marks = field(default_factory=Marks)
    clock_in_doubt: bool = False
    reasons: dict[int, str] = field(default_factory=dict)
    """Why events are held back, by seq."""
    refusal: Refused | None = None
    """Instead of any answer."""
    granted: dict[str, int] = field(default_factory=dict)
    """The last number by series."""
    grant_asked: list[GrantRequest] = field(default_factory=list)
    grant_answer: Callable[[GrantAnswer], GrantAnswer | Away | Refused] = lambda answer: answer
    """What becomes of an answer on its way."""
    help_asked: list[HelpRequest] = field(default_factory=list)
    help_answer: HelpAnswer = HEARD

    def today(self) -> date:
        return self.day or business_day(self.clock(), zone=ZONE, starts=profile().day_starts)

    def sync(self, request: SyncRequest) -> SyncAnswer | Away | Refused:
        if not self.online:
            return Away("unplugged")
        if self.refusal is not None:
            return self.refusal
        self.asked.append(request)
        stop = self.stops_at if self.stops_at is not None else 10**9
        self.taken += [event for event in request.events if len(self.seqs) < event.seq <= stop]
        self.seqs += [event.seq for event in request.events if len(self.seqs) < event.seq <= stop]
        return SyncAnswer(
            server_time=self.clock(),
            business_day=self.today(),
            acked_through=len(self.seqs),
            results=tuple(
                EventResult(seq=event.seq, result="quarantined", reason=self.reasons[event.seq])
                for event in request.events
                if event.seq in self.reasons
            ),
            waiting=self.waiting,
            issued_today={},
            counters={"imigrasi": "3"},
            estimates=self.estimates,
            marks=self.marks,
            clock_in_doubt=self.clock_in_doubt,
        )

    def grant(self, request: GrantRequest) -> GrantAnswer | Away | Refused:
        if not self.online:
            return Away("unplugged")
        self.grant_asked.append(request)
        number = self.granted[request.series] = self.granted.get(request.series, 0) + 1
        return self.grant_answer(
            GrantAnswer(
                ticket_id=request.ticket_id,
                series=request.series,
                number=number,
                label_day=self.today(),
                marks=self.marks,
            )
        )

    def list_documents(self, request: DocumentsRequest) -> DocumentsAnswer | Away | Refused:
        self.questions.append(request)
        return self.documents if self.online else Away("unplugged")

    def reserve(self, request: ReserveRequest) -> ReserveAnswer | Away | Refused:
        self.questions.append(request)
        return self.reserved if self.online else Away("unplugged")

    def collection(self, request: CollectionRequest) -> CollectionAnswer | Away | Refused:
        self.questions.append(request)
        return self.collected if self.online else Away("unplugged")

    def help(self, request: HelpRequest) -> HelpAnswer | Away | Refused:
        if not self.online:
            return Away("unplugged")
        self.help_asked.append(request)
        return self.help_answer


class Kiosk:
    """One life of the program; `again` is the next one on the same disk."""

    def __init__(
        self,
        folder: Path,
        *,
        site: Profile | None = None,
        at: datetime = NOW,
        server: ObedientServer | None = None,
        office: ObedientOffice | None = None,
    ) -> None:
        """`server`, `office`: those that an earlier life of the kiosk has known; it need have no office."""
        self.folder, self.profile, self._began = folder, site or profile(), at
        self.owner = Owner()
        self.printer = ObedientPrinter()
        self.office = office
        self.server = server or ObedientServer(self.clock)
        self.server.clock = self.clock
        self.shown: list[State] = []
        ledger = open_ledger(folder / "kiosk.db")
        assert isinstance(ledger, Ledger)
        self.ledger = ledger
        if ledger.enrolment() is None:
            ledger.enrol(Enrolment("http://kiosk.invalid", Identity("k-1", 1, "C")), at.date(), Marks())
        self.worker = worker = Inline(self.owner)
        self.syncer = Slow(self.owner)
        self.granter = Slow(self.owner)
        self.helper = Slow(self.owner)
        self.rings = 0
        self.engine = Engine(
            self.profile,
            Surroundings(
                ledger=ledger,
                printer=self.printer,
                server=self.server,
                workers=Workers(worker, worker, worker, self.syncer, worker, self.granter, self.helper),
                owner=self.owner,
                clock=self.clock,
                monotonic=lambda: self.owner.seconds,
                ring=self._ring,
                office=office,
            ),
            boot_id="b",
            show=self.shown.append,
        )

    def _ring(self) -> None:
        self.rings += 1

    def clock(self) -> datetime:
        return self._began + timedelta(seconds=self.owner.seconds)

    def start(self) -> "Kiosk":
        self.engine.start()
        self.owner.settle()
        self.owner.run(0.1)
        return self

    def touch(self, *inputs: Input) -> None:
        for one in inputs:
            self.engine.post(one)
            self.owner.settle()

    def again(self, *, after: float = 0) -> "Kiosk":
        self.ledger.close()
        at = self.clock() + timedelta(seconds=after)
        return Kiosk(self.folder, site=self.profile, at=at, office=self.office)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the disk says."""
        with closing(sqlite3.connect(self.folder / "kiosk.db")) as connection:
            return connection.execute(sql).fetchall()

    @property
    def screen(self) -> object:
        visit = self.engine.state.visit
        return visit.screen if visit else None


def leaves(value: object) -> Iterator[str]:
    """Every text in a value, whatever its repr leaves out."""
    match value:
        case str():
            yield value
        case Mapping():
            for key, one in value.items():
                yield from (*leaves(key), *leaves(one))
        case tuple() | list():
            for one in value:
                yield from leaves(one)
        case BaseModel():
            yield from leaves(dict(value))
        case _ if is_dataclass(value) and not isinstance(value, Profile | type):
            for one in fields(value):
                yield from leaves(getattr(value, one.name))
        case _:
            pass
