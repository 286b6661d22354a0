"""The store on SQLite: one file, one writer, each read on a connection of its own.

Writing verbs run one after the other on the writer's thread and are durable when they return. Whoever wants
to know of changes is called after the commit, on that thread.
"""

import logging
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Literal, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from kiosk.wire import Estimates, Event, Form, Hello, HelpRequest, Marks
from server.migrations.upgrade import upgraded
from server.site import Site
from server.slip_number import Reading
from server.store import (
    Alarm,
    AuditAction,
    AuditEntry,
    AuditHead,
    BoardView,
    BrokenAudit,
    Call,
    CallReason,
    Clock,
    ConsoleView,
    Counter,
    DocumentRequest,
    EnrolRefusal,
    GrantAsked,
    Granted,
    GrantRefusal,
    Held,
    HelpStanding,
    HelpWish,
    Kiosk,
    KioskStanding,
    Leftovers,
    Locked,
    NewRequest,
    NewSession,
    NumberingStanding,
    Officer,
    Pause,
    PauseReason,
    Place,
    Press,
    QueuedTicket,
    Ready,
    Refused,
    RequestChange,
    RequestState,
    Reservation,
    Session,
    Shown,
    SlipDecision,
    StoreFault,
    TakenIn,
    TicketState,
    TicketView,
    Tries,
    UndecidedSlip,
    Undoable,
    audited_officer,
)
from server.tables import (
    audit,
    enrolment,
    estimates,
    helps,
    intake,
    nonces,
    numbering,
    officers,
    presses,
    queues,
    requests,
    times,
    tries,
    trust,
    voices,
)
from server.tables.transaction import Transaction
from server.tables.trust import Outside
from server.trust import Presence, Witness
from server.witness import WitnessFile

T = TypeVar("T")

PRAGMAS = {"journal_mode=WAL": "wal", "synchronous=FULL": 2, "busy_timeout=5000": 5000, "foreign_keys=ON": 1}
"""What every connection sets, and what it must then read back."""

LEAST_FREE_BYTES = 64 * 1024 * 1024
"""Below it the disk counts as full."""

CITIZEN_TRIES = (3, timedelta(minutes=1), timedelta(hours=1))
OFFICER_TRIES = (5, timedelta(seconds=2), timedelta(minutes=15))
"""Tries before the first lock, the first lock, the longest; each further failure doubles the lock."""


log = logging.getLogger(__name__)


def offset_since_boot() -> float:
    """The wall clock less the time since boot, in seconds: it jumps where a snapshot goes on."""
    return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)


@dataclass(frozen=True, slots=True)
class UnusableDatabase:
    """Why the file cannot be opened, said for the person who started the server."""

    reason: str


def open_database(path: Path) -> sqlite3.Connection:
    """The only place that opens the server's database.

    Raises sqlite3.DatabaseError where the file is none, RuntimeError where SQLite does not take a setting.
    """
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    with ExitStack() as on_failure:
        on_failure.callback(connection.close)
        for pragma, wanted in PRAGMAS.items():
            connection.execute(f"PRAGMA {pragma}")
            (got,) = connection.execute(f"PRAGMA {pragma.partition('=')[0]}").fetchone()
            if got != wanted:
                raise RuntimeError(f"SQLite did not take {pragma}: it is {got}")
        on_failure.pop_all()
    return connection


def prepare_database(path: Path) -> UnusableDatabase | None:
    """Makes a new file's tables, or brings those of an older one up to date; refuses what it cannot use."""
    try:
        connection = open_database(path)
    except sqlite3.DatabaseError as error:
        return UnusableDatabase(f"{path} cannot be opened: {error}")
    with closing(connection):
        reason = upgraded(connection, path)
    return None if reason is None else UnusableDatabase(reason)


class SqliteStore:
    """The Store of one site. `prepare_database` has been called on the file."""

    def __init__(
        self,
        path: Path,
        site: Site,
        *,
        on_change: Callable[[], None] = lambda: None,
        measure: Callable[[float], None] = lambda _: None,
        witness: WitnessFile | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        offset: Callable[[], float] = offset_since_boot,
    ) -> None:
        """`witness` lies beside the database where nothing else is said; `measure` hears how many seconds
        each transaction of the writer took."""
        self._path = path
        self._measure = measure
        self._site = site
        self._on_change = on_change
        self._witness = witness or WitnessFile(path.with_name("witness.json"))
        self._owed: Witness | None = None
        """What the witness's storage has refused so far; nothing is given before it is done."""
        self._presence = Presence(monotonic(), offset())
        self._outside = Outside(self._presence, self._witness.read, monotonic, offset)
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store-writer")
        self._write_connection = open_database(path)
        self._readers: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._known: dict[str, Kiosk] = {}
        """Kiosks that have spoken, forgotten whenever one comes or goes: each request asks for its own."""
        # OWASP's least for argon2id: about 30 ms, so that signing in never holds up a morning's queue.
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._nobodys_password = self._hasher.hash("")

    def close_files(self) -> None:
        self._writer.shutdown(wait=True)
        self._write_connection.close()
        while True:
            try:
                self._readers.get_nowait().close()
            except Empty:
                return

    def faults(self) -> tuple[StoreFault, ...]:
        """The transaction is empty, so nothing is flushed; the writer must have come round to it."""
        faults: list[StoreFault] = []
        try:
            self._write(lambda _: None)
        except sqlite3.Error:
            faults.append("database")
        if shutil.disk_usage(self._path.parent).free < LEAST_FREE_BYTES:
            faults.append("no_room")
        if self._owed is not None:
            faults.append("no_witness")
        return tuple(faults)

    # the one writer, the many readers

    def _write(self, work: Callable[[Transaction], T]) -> T:
        return self._writer.submit(self._commit, work).result()

    def _commit(self, work: Callable[[Transaction], T]) -> T:
        began = time.perf_counter()
        transaction = Transaction(self._write_connection, self._site)
        self._write_connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(transaction)
            self._write_connection.execute("COMMIT")
        finally:
            if self._write_connection.in_transaction:
                self._write_connection.execute("ROLLBACK")
        self._measure(time.perf_counter() - began)
        self._presence.looked |= transaction.looked
        self._presence.heard.update(transaction.heard)
        self._owed = transaction.witness or self._owed
        self._pay_witness()
        if transaction.changed:
            self._on_change()
        return result

    def _pay_witness(self) -> bool:
        """On the writer's thread: does what the witness still owes; whether nothing is owed now."""
        if self._owed is None:
            return True
        if not self._witness.write(self._owed):
            log.error("the witness cannot be written at %s: no site number is given", self._witness.path)
            return False
        self._owed = None
        return True

    def _give(self, work: Callable[[Transaction], T]) -> T | Literal["no_witness"]:
        """On the writer's thread, numbers and letters: nothing is committed while the witness of an earlier
        batch is owed, and nothing is answered whose own is."""
        if not self._pay_witness():
            return "no_witness"
        given = self._commit(work)
        return given if self._owed is None else "no_witness"

    @contextmanager
    def _reading(self) -> Iterator[Transaction]:
        """One snapshot of the database for all statements of a view."""
        try:
            connection = self._readers.get_nowait()
        except Empty:
            connection = open_database(self._path)
        try:
            connection.execute("BEGIN")
            yield Transaction(connection, self._site)
        finally:
            connection.execute("ROLLBACK")
            self._readers.put(connection)

    # kiosks

    def enrolment_token(self, *, kiosk_name: str, now: datetime) -> str:
        return self._write(lambda tx: enrolment.enrolment_token(tx, kiosk_name=kiosk_name, now=now))

    def enrol(
        self, *, token: str, public_key: bytes, series: Sequence[str], clock: Clock
    ) -> Kiosk | EnrolRefusal:
        def work(tx: Transaction) -> Kiosk | EnrolRefusal:
            return enrolment.enrol(
                tx, self._outside, token=token, public_key=public_key, series=series, now=clock()
            )

        enrolled = self._writer.submit(self._give, work).result()
        self._known = {}
        return enrolled

    def kiosk(self, kiosk_id: str) -> Kiosk | None:
        known = self._known
        if (kiosk := known.get(kiosk_id)) is not None:
            return kiosk
        with self._reading() as tx:
            kiosk = enrolment.kiosk(tx, kiosk_id)
        if kiosk is not None:
            known[kiosk_id] = kiosk
        return kiosk

    def readmit(self, *, kiosk: Kiosk, clock: Clock) -> bool:
        readmitted = self._write(lambda tx: enrolment.readmit(tx, kiosk=kiosk, now=clock()))
        self._known = {}
        return readmitted

    def revoke(self, *, kiosk_id: str, now: datetime) -> bool:
        revoked = self._write(lambda tx: enrolment.revoke(tx, kiosk_id=kiosk_id, now=now))
        self._known = {}
        return revoked

    def change_key(self, *, kiosk_id: str, key: bytes) -> None:
        self._write(lambda tx: enrolment.change_key(tx, kiosk_id=kiosk_id, key=key))
        self._known = {}

    def take_over(self, *, kiosk_id: str, key: bytes) -> None:
        self._write(lambda tx: enrolment.take_over(tx, kiosk_id=kiosk_id, key=key))
        self._known = {}

    def fresh_nonce(self, *, kiosk_id: str, nonce: str, now: datetime) -> bool:
        def work(tx: Transaction) -> bool:
            nonces.forget_nonces(tx, now=now)
            return bool(nonces.fresh_nonces(tx, [(kiosk_id, nonce)], now=now))

        return self._write(work)

    def grant(self, asked: Sequence[GrantAsked], *, now: datetime) -> tuple[Granted | GrantRefusal, ...]:
        return self.granting(asked, clock=lambda: now).result()

    def granting(
        self, asked: Sequence[GrantAsked], *, clock: Clock
    ) -> Future[tuple[Granted | GrantRefusal, ...]]:
        def grant() -> tuple[Granted | GrantRefusal, ...]:
            given = self._give(lambda tx: numbering.grant(tx, self._outside, asked, now=clock()))
            return tuple("no_witness" for _ in asked) if given == "no_witness" else given

        return self._writer.submit(grant)

    def marks(self) -> Marks:
        with self._reading() as tx:
            return trust.marks(tx, trust.trust(tx).named)

    def named_day(self) -> date | None:
        with self._reading() as tx:
            return trust.trust(tx).named

    def lower_day(
        self, *, day: date, officer_id: int, now: datetime, then: Callable[[], None] = lambda: None
    ) -> bool:
        def work(tx: Transaction) -> bool:
            before = trust.lower_day(tx, self._outside, day=day)
            times.bring_back(tx, day=day, now=now)
            if before is not None:
                days = (before.isoformat(), day.isoformat())
                audit.note(tx, who=audited_officer(officer_id), action="lower_day", numbers=days, now=now)
            tx.changed = True
            return before is not None

        def lower() -> bool:
            lowered = self._commit(work)
            then()
            return lowered

        return self._writer.submit(lower).result()

    def numbering(self, *, now: datetime) -> NumberingStanding:
        with self._reading() as tx:
            return trust.standing(
                tx, self._outside, day=tx.site.day(now), witness_owed=self._owed is not None
            )

    def declare_absent(self, *, kiosk_id: str, now: datetime) -> bool:
        return self._write(
            lambda tx: trust.declare_absent(tx, self._outside, kiosk_id, tx.site.day(now), now)
        )

    def kiosks(self) -> tuple[KioskStanding, ...]:
        with self._reading() as tx:
            return enrolment.kiosks(tx)

    def take_in(self, *, kiosk: Kiosk, hello: Hello, events: Sequence[Event], clock: Clock) -> TakenIn:
        def work(tx: Transaction) -> TakenIn:
            return intake.take_in(tx, self._outside, kiosk=kiosk, hello=hello, events=events, now=clock())

        return self._write(work)

    def ask_help(self, *, kiosk: Kiosk, request: HelpRequest, now: datetime) -> HelpStanding:
        return self._write(lambda tx: helps.ask(tx, kiosk=kiosk, request=request, now=now))

    def help_wishes(self, *, now: datetime) -> tuple[HelpWish, ...]:
        with self._reading() as tx:
            return helps.wishes(tx, now)

    def take_up_help(
        self,
        *,
        kiosk_id: str,
        help_id: str,
        state: Literal["coming", "over"],
        officer_id: int,
        now: datetime,
    ) -> bool:
        return self._write(
            lambda tx: helps.take_up(
                tx, kiosk_id=kiosk_id, help_id=help_id, state=state, officer_id=officer_id, now=now
            )
        )

    def waiting_by_service(self, day: date) -> dict[str, int]:
        with self._reading() as tx:
            return queues.by_service(tx, day, only_waiting=True)

    def issued_by_service(self, day: date) -> dict[str, int]:
        with self._reading() as tx:
            return queues.by_service(tx, day, only_waiting=False)

    def estimates(self, *, now: datetime) -> dict[str, Estimates]:
        with self._reading() as tx:
            return estimates.of_newcomers(tx, now)

    def waiting_by_agency(self, day: date) -> dict[str, int]:
        with self._reading() as tx:
            return queues.waiting_by_agency(tx, day)

    # counters

    def counters(self) -> tuple[Counter, ...]:
        with self._reading() as tx:
            return queues.counters(tx)

    def add_counter(self, *, number: str, agency: str, place: str) -> Counter | Literal["taken"]:
        return self._write(lambda tx: queues.add_counter(tx, number=number, agency=agency, place=place))

    def call_next(self, press: Press) -> Call | Refused:
        return self._write(lambda tx: presses.call_next(tx, press))

    def recall(self, press: Press) -> Call | Refused:
        return self._write(lambda tx: presses.recall(tx, press))

    def close(
        self, press: Press, *, state: Literal[TicketState.DONE, TicketState.NO_SHOW]
    ) -> QueuedTicket | Refused:
        return self._write(lambda tx: presses.close(tx, press, state=state))

    def call_ticket(self, press: Press, *, ticket_id: str, reason: CallReason) -> Call | Refused:
        return self._write(lambda tx: presses.call_ticket(tx, press, ticket_id=ticket_id, reason=reason))

    def serve(self, press: Press, *, label: str, check: str, code: str | None) -> Call | Refused:
        return self._write(lambda tx: presses.serve(tx, press, label=label, check=check, code=code))

    def serve_unnumbered(self, press: Press) -> QueuedTicket | Refused:
        return self._write(lambda tx: presses.serve_unnumbered(tx, press))

    def admit(self, press: Press) -> int | Refused:
        return self._write(lambda tx: presses.admit(tx, press))

    def undo(self, press: Press) -> Undoable | Refused:
        return self._write(lambda tx: presses.undo(tx, press))

    def give_back(self, press: Press, *, place: Place) -> QueuedTicket | Refused:
        return self._write(lambda tx: presses.give_back(tx, press, place=place))

    def transfer(
        self, press: Press, *, agency: str, counter_id: int | None, service: str | None
    ) -> QueuedTicket | Refused:
        return self._write(
            lambda tx: presses.transfer(tx, press, agency=agency, counter_id=counter_id, service=service)
        )

    def pause(self, press: Press, *, reason: PauseReason) -> Pause | Refused:
        return self._write(lambda tx: presses.pause(tx, press, reason=reason))

    def resume(self, press: Press) -> Pause | Refused:
        return self._write(lambda tx: presses.resume(tx, press))

    def find_tickets(
        self, *, readings: Sequence[Reading], code: str | None, now: datetime
    ) -> tuple[QueuedTicket, ...]:
        with self._reading() as tx:
            return queues.find_tickets(tx, readings=readings, code=code, now=now)

    def shown(self, *, now: datetime) -> tuple[Shown, ...]:
        with self._reading() as tx:
            return queues.shown(tx, now=now)

    def alarms(self, *, now: datetime) -> tuple[Alarm, ...]:
        with self._reading() as tx:
            return queues.alarms(tx, now=now)

    def end_days(self, *, now: datetime) -> int:
        return self._write(lambda tx: presses.end_days(tx, now=now))

    def leftovers(self, *, now: datetime) -> Leftovers | None:
        with self._reading() as tx:
            return queues.leftovers(tx, now=now)

    def console_view(self, *, counter_id: int, now: datetime) -> ConsoleView | None:
        with self._reading() as tx:
            return queues.console_view(tx, counter_id=counter_id, now=now)

    def board_view(
        self,
        *,
        now: datetime,
        agencies: frozenset[str] | None = None,
        zones: Sequence[frozenset[str]] = (),
    ) -> BoardView:
        with self._reading() as tx:
            return queues.board_view(tx, now=now, agencies=agencies, zones=zones)

    def claim_voice(
        self, *, seq: int, board: str, seconds: float, now: datetime
    ) -> Literal["speak", "wait", "over"]:
        return self._write(lambda tx: voices.claim_voice(tx, seq=seq, board=board, seconds=seconds, now=now))

    def ticket_view(self, *, code: str, now: datetime) -> TicketView | None:
        with self._reading() as tx:
            return queues.ticket_view(tx, code=code, now=now)

    # officers

    def first_admin_token(self, *, now: datetime) -> str | None:
        return self._write(lambda tx: officers.first_admin_token(tx, now=now))

    def first_admin_open(self, *, token: str) -> bool:
        with self._reading() as tx:
            return officers.first_admin_open(tx, token=token)

    def claim_first_admin(self, *, token: str, name: str, display_name: str, password: str) -> Officer | None:
        hashed = self._hasher.hash(password)
        return self._write(
            lambda tx: officers.claim_first_admin(
                tx, token=token, name=name, display_name=display_name, password_hash=hashed
            )
        )

    def add_officer(
        self, *, name: str, display_name: str, password: str, admin: bool
    ) -> Officer | Literal["taken"]:
        hashed = self._hasher.hash(password)
        return self._write(
            lambda tx: officers.add_officer(
                tx, name=name, display_name=display_name, password_hash=hashed, admin=admin
            )
        )

    def officers(self) -> tuple[Officer, ...]:
        with self._reading() as tx:
            return officers.officers(tx)

    def sign_in(
        self, *, name: str, password: str, address: str, now: datetime
    ) -> NewSession | Literal["no_match", "wait"]:
        """An unknown name costs as much time as a wrong password."""
        known = self._recognised(name, password, address, now)
        if not isinstance(known, int):
            return known
        return NewSession(self._write(lambda tx: officers.open_session(tx, officer_id=known, now=now)))

    def _recognised(
        self, name: str, password: str, address: str, now: datetime
    ) -> int | Literal["no_match", "wait"]:
        """The officer's id. The try is counted before the password is compared."""
        key = f"officer:{name.lower()}:{address}"
        if isinstance(self._try(key, OFFICER_TRIES, now), Locked):
            return "wait"
        with self._reading() as tx:
            known = officers.password_of(tx, name)
        if not self._password_fits(known[1] if known else self._nobodys_password, password) or known is None:
            return "no_match"
        self.forget_attempts(key=key)
        return known[0]

    def _password_fits(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except VerificationError:
            return False

    def session(self, *, token: str, now: datetime, touch: bool = True) -> Session | None:
        with self._reading() as tx:
            found = officers.session(tx, token=token, now=now)
        if found is None:
            return None
        session, due = found
        if touch and due and not session.locked:
            self._write(lambda tx: officers.touch(tx, token=token, now=now))
        return session

    def take_counter(self, *, token: str, counter_id: int, now: datetime) -> bool:
        return self._write(lambda tx: officers.take_counter(tx, token=token, counter_id=counter_id, now=now))

    def unlock(
        self, *, token: str, password: str, address: str, now: datetime
    ) -> Literal["open", "no_match", "wait"]:
        session = self.session(token=token, now=now, touch=False)
        if session is None:
            return "no_match"
        known = self._recognised(session.officer.name, password, address, now)
        if not isinstance(known, int):
            return known
        self._write(lambda tx: officers.touch(tx, token=token, now=now))
        return "open"

    def sign_out(self, *, token: str, now: datetime) -> None:
        self._write(lambda tx: officers.sign_out(tx, token=token, now=now))

    # documents

    def note_attempt(self, *, key: str, now: datetime) -> Locked | Tries:
        return self._try(key, CITIZEN_TRIES, now)

    def forget_attempts(self, *, key: str) -> None:
        self._write(lambda tx: tries.forget_attempts(tx, key=key))

    def return_attempt(self, *, key: str, then_until: datetime | None) -> None:
        self._write(lambda tx: tries.return_attempt(tx, key=key, then_until=then_until))

    def _try(self, key: str, allowed: tuple[int, timedelta, timedelta], now: datetime) -> Locked | Tries:
        free, first, longest = allowed
        return self._write(
            lambda tx: tries.note_attempt(
                tx, key=key, free=free, first_lock=first, longest_lock=longest, now=now
            )
        )

    def plan_requests(self, rows: Sequence[NewRequest]) -> tuple[RequestChange, ...]:
        with self._reading() as tx:
            return requests.planned(tx, rows)

    def put_requests(
        self, rows: Sequence[NewRequest], *, who: str, now: datetime
    ) -> tuple[RequestChange, ...]:
        hashes = [None if row.print_pin is None else self._hasher.hash(row.print_pin) for row in rows]
        return self._write(lambda tx: requests.put(tx, rows, hashes, who=who, now=now))

    def requests(
        self, *, number: str, state: RequestState | None, now: datetime
    ) -> tuple[DocumentRequest, ...]:
        with self._reading() as tx:
            return requests.requests(tx, number=number, state=state, now=now)

    def request(self, *, request_id: str, now: datetime) -> DocumentRequest | None:
        with self._reading() as tx:
            return requests.request(tx, request_id, now)

    def requests_of(
        self, *, holders: Sequence[str], family: str | None, now: datetime
    ) -> tuple[DocumentRequest, ...]:
        with self._reading() as tx:
            return requests.requests_of(tx, holders=holders, family=family, now=now)

    def fitting_pin(self, *, request_id: str | None, print_pin: str) -> str | None:
        with self._reading() as tx:
            hashed = None if request_id is None else requests.print_pin_hash(tx, request_id)
        fits = self._password_fits(hashed or self._nobodys_password, print_pin)
        return hashed if fits else None

    def make_ready(
        self,
        *,
        request_id: str,
        ready: Ready,
        print_pin: str,
        until: datetime,
        officer_id: int,
        now: datetime,
    ) -> bool:
        hashed = self._hasher.hash(print_pin)
        return self._write(
            lambda tx: requests.make_ready(
                tx,
                request_id=request_id,
                ready=ready,
                hashed=hashed,
                until=until,
                officer_id=officer_id,
                now=now,
            )
        )

    def correct_ready(
        self, *, request_id: str, ready: Ready, officer_id: int, now: datetime
    ) -> Literal["held", "not_ready"] | None:
        return self._write(
            lambda tx: requests.correct_ready(
                tx, request_id=request_id, ready=ready, officer_id=officer_id, now=now
            )
        )

    def reissue_pin(
        self, *, request_id: str, print_pin: str, until: datetime, officer_id: int, now: datetime
    ) -> bool:
        hashed = self._hasher.hash(print_pin)
        return self._write(
            lambda tx: requests.reissue_pin(
                tx, request_id=request_id, hashed=hashed, until=until, officer_id=officer_id, now=now
            )
        )

    def close_request(
        self, *, request_id: str, state: Literal["collected", "revoked"], officer_id: int, now: datetime
    ) -> bool:
        return self._write(
            lambda tx: requests.close(tx, request_id=request_id, state=state, officer_id=officer_id, now=now)
        )

    def forget_requests(self, *, now: datetime) -> int:
        rules = self._site.document_rules
        after, waiting = timedelta(days=rules.forget_after_days), timedelta(days=rules.give_up_after_days)
        return self._write(lambda tx: requests.forget(tx, after=after, waiting=waiting, now=now))

    def note(self, *, who: str, action: AuditAction, numbers: Sequence[str], now: datetime) -> None:
        self._write(lambda tx: audit.note(tx, who=who, action=action, numbers=numbers, now=now))

    def audit(
        self,
        *,
        number: str | None,
        who: str | None = None,
        actions: Sequence[AuditAction] = (),
        limit: int,
    ) -> tuple[AuditEntry, ...]:
        with self._reading() as tx:
            return audit.entries(tx, number=number, who=who, actions=actions, limit=limit)

    def prove_audit(self, *, known: AuditHead | None) -> AuditHead | BrokenAudit:
        with self._reading() as tx:
            return audit.proven(tx, known=known)

    def reserve(
        self,
        *,
        request_id: str,
        form: Form,
        pin: str,
        kiosk: Kiosk,
        job_id: str,
        now: datetime,
    ) -> Held | None:
        return self._write(
            lambda tx: requests.reserve(
                tx,
                request_id=request_id,
                form=form,
                pin=pin,
                kiosk=kiosk,
                job_id=job_id,
                now=now,
            )
        )

    def reservation(self, *, request_id: str) -> Reservation | None:
        with self._reading() as tx:
            return requests.reservation(tx, request_id=request_id)

    def undecided_slips(self) -> tuple[UndecidedSlip, ...]:
        with self._reading() as tx:
            return requests.undecided_slips(tx)

    def decide_slip(
        self,
        *,
        kiosk_id: str,
        job_id: str,
        decision: SlipDecision,
        officer_id: int,
        now: datetime,
    ) -> bool:
        return self._write(
            lambda tx: requests.decide_slip(
                tx, kiosk_id=kiosk_id, job_id=job_id, decision=decision, officer_id=officer_id, now=now
            )
        )
