"""A mall of real kiosks and a real server, without network, threads or time of its own.

Engine and ledger of each kiosk, the server's store and its witness are the product's own, on files; between
them lies a wire that loses, repeats and delays. Power fails, disks are lost, databases are set back.

`World.do` takes one step of a script: `save; issue 0; off 0; restore_db; server_start; do_settle; issue 1`.
After each step and at the end (`heal`) hold:

I1  no label is printed for two tickets on one true day, save by kiosks that were told a day that is none; and
    no label of one day for two tickets, ever
I2  the server has every ticket whose kiosk's disk lives, once, as printed
I3  of one kiosk, first in is first out
I4  nothing waits that was never printed
I5  no day is named before it begins, where the server's own clock was never ahead since the day was set right
I6  at the end every kiosk believes the true day
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import Any, Literal

from config.models import Agency, Opening, Profile, Service
from kiosk.client import Away, Refused
from kiosk.engine import Engine
from kiosk.ledger import Enrolment, Ledger, open_ledger
from kiosk.surroundings import Surroundings
from kiosk.visit.inputs import Confirmed, Ended, Touched, Went
from kiosk.visit.state import Detail, Done, Identity
from kiosk.wire import (
    CollectionAnswer,
    CollectionRequest,
    DocumentsAnswer,
    DocumentsRequest,
    GrantAnswer,
    GrantRequest,
    HelpAnswer,
    HelpRequest,
    ReserveAnswer,
    ReserveRequest,
    SyncAnswer,
    SyncRequest,
)
from kiosk.workers import Workers
from printers.document import Document, Number
from printers.states import Evidence, Outcome, Printed, Rendered, Status
from server.clock import SiteClock
from server.site import Site, site_of
from server.sqlite import SqliteStore, open_database, prepare_database
from server.store import GrantAsked, Granted
from server.store import Kiosk as Known
from server.trust import SET_BACK_SECONDS, SETTLING_SECONDS, Presence, Witness
from server.witness import WitnessFile
from tests.kiosk.bench import READY, RENDERED, Inline, Owner
from tests.sample import CIVIL, HOURS, SERVICES, ZONE
from tests.sample import profile as sample_profile

BEGIN = datetime(2026, 4, 13, 0, 0, tzinfo=ZONE)
SERIES = ("A", "AR", "K", "KP")
"""Codes that a kiosk's letter would turn into each other, were there no hyphen."""

Net = Literal["ok", "req_lost", "resp_lost", "late", "mid", "after"]
"""A request for a number: `mid`, `after`: the server's power fails before or after its witness is down."""
Crash = Literal["no", "before_commit", "after_commit", "after_print"]


class ViolationError(AssertionError):
    """An invariant does not hold."""


class PowerCutError(Exception):
    """In the middle of whatever is being done."""


def mall() -> Profile:
    """Open day and night; one service for each series, by the series' name."""
    agencies = {code: replace(CIVIL, id=code, code=code, groups=()) for code in SERIES}
    always = replace(HOURS, week=((Opening(time(0), time(23, 59, 59)),),) * 7)
    agencies = {code: replace(agency, hours=always) for code, agency in agencies.items()}
    services = {code: _service(code, agencies[code]) for code in SERIES}
    return replace(
        sample_profile(priorities=()),
        day_starts=time(0),
        hours=(always,),
        agencies=agencies,
        services=services,
        by_agency={code: (services[code],) for code in SERIES},
        popular=(services["A"],),
    )


def _service(code: str, agency: Agency) -> Service:
    return replace(
        SERVICES[1], id=code, agency=agency, group=None, requirements=(), hours=agency.hours, document=None
    )


class FailingWitness(WitnessFile):
    """`cut` takes the power before the next write."""

    cut = False

    def write(self, witness: Witness) -> bool:
        if self.cut:
            raise PowerCutError
        return super().write(witness)


class Server:
    """The server's machine: its files, and the store while it runs."""

    def __init__(self, folder: Path, site: Site, now: Callable[[], datetime]) -> None:
        self._folder, self._site, self._true = folder, site, now
        self.error = timedelta(0)
        """Of its clock."""
        self.ahead = False
        """Whether it ever was, since staff have set the day right."""
        self.database = folder / "server.db"
        self.witness = FailingWitness(folder / "witness.json")
        self.monotonic, self.offset = 0.0, 0.0
        self.store: SqliteStore | None = None
        assert prepare_database(self.database) is None
        self.start()

    def start(self) -> None:
        self.stop()
        self.witness.cut = False
        self.store = SqliteStore(
            self.database,
            self._site,
            witness=self.witness,
            monotonic=lambda: self.monotonic,
            offset=lambda: self.offset,
        )
        self._now = SiteClock(
            self._site,
            wall=lambda: self._true() + self.error,
            monotonic=self._since_begin,
            named=self.store.named_day(),
        )

    def _since_begin(self) -> float:
        return (self._true() - BEGIN).total_seconds()

    def clock(self) -> datetime:
        return self._now()

    def believe(self) -> None:
        """Staff say that its clock is right."""
        self._now.believe()

    def set_right(self) -> None:
        """Its clock is, and staff take back what it has named: they press wherever the page lets them."""
        self.error = timedelta(0)
        now = self._true()
        if self.store is not None:
            if self._now.ahead() is not None or self.store.numbering(now=now).ahead:
                self.store.lower_day(day=self._site.day(now), officer_id=1, now=now, then=self._now.lower)
            self._now.believe()
            self.ahead = False

    def stop(self) -> None:
        if self.store is not None:
            self.store.close_files()
            self.store = None

    def copy_to(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        with (
            closing(sqlite3.connect(self.database)) as source,
            closing(sqlite3.connect(folder / "server.db")) as copy,
        ):
            source.backup(copy)
        if self.witness.path.exists():
            shutil.copy(self.witness.path, folder / "witness.json")

    def put_back(self, folder: Path, *, witness: bool) -> None:
        """Stopped: the database of then; and the witness of then, or none if there was none."""
        self.stop()
        for end in ("", "-wal", "-shm"):
            Path(f"{self.database}{end}").unlink(missing_ok=True)
        shutil.copy(folder / "server.db", self.database)
        if witness:
            self.witness.path.unlink(missing_ok=True)
            if (folder / "witness.json").exists():
                shutil.copy(folder / "witness.json", self.witness.path)

    # --- what kiosks reach --------------------------------------------------------------------------------

    def sync(self, request: SyncRequest, kiosk: Known) -> SyncAnswer | Away | Refused:
        if self.store is None:
            return Away("the server is down")
        self._now.hear(request.kiosk_id, request.hello.wall)
        known, in_doubt = self._signed_by(kiosk), self._now.in_doubt()
        if known is None and self.store.readmit(kiosk=kiosk, clock=self.clock):
            known = self._signed_by(kiosk)
        if known is None:
            return Refused("unknown_kiosk", "")
        try:
            taken = self.store.take_in(
                kiosk=known, hello=request.hello, events=request.events, clock=self.clock
            )
        except PowerCutError:
            self.stop()
            return Away("the server's power failed")
        return SyncAnswer(
            server_time=taken.at,
            business_day=self._site.day(taken.at),
            acked_through=taken.acked_through,
            results=taken.results,
            waiting={},
            issued_today={},
            counters={},
            estimates={},
            marks=taken.marks,
            clock_in_doubt=in_doubt,
        )

    def _signed_by(self, kiosk: Known) -> Known | None:
        """The kiosk as the database knows it, if it knows the key that signs."""
        assert self.store is not None
        known = self.store.kiosk(kiosk.kiosk_id)
        if known is None or known.epoch != kiosk.epoch:
            return None
        if known.next_key == kiosk.public_key:
            self.store.take_over(kiosk_id=kiosk.kiosk_id, key=kiosk.public_key)
            return self.store.kiosk(kiosk.kiosk_id)
        return known if known.public_key == kiosk.public_key else None

    def grant(self, request: GrantRequest, known: Known, nonce: str) -> GrantAnswer | Away | Refused:
        if self.store is None:
            return Away("the server is down")
        if self._signed_by(known) is None:
            return Refused("unknown_kiosk", "")
        try:
            asked = GrantAsked(known, nonce, request.ticket_id, request.series)
            (granted,) = self.store.granting([asked], clock=self.clock).result()
        except PowerCutError:
            self.stop()
            return Away("the server's power failed")
        if not isinstance(granted, Granted):
            return Refused(granted, "")
        return GrantAnswer(
            ticket_id=request.ticket_id,
            series=request.series,
            number=granted.number,
            label_day=granted.label_day,
            marks=granted.marks,
        )


@dataclass
class Wire:
    """A kiosk's line to the server, and what happens on it next."""

    server: Server
    kiosk: Known
    nonces: "count[int]"
    cut: bool = False
    net: Net = "ok"
    twice: bool = False
    ack_lost: bool = False
    delayed: list[tuple[GrantRequest, Known]] = field(default_factory=list)

    def sync(self, request: SyncRequest) -> SyncAnswer | Away | Refused:
        if self.cut or self.net == "req_lost":
            return Away("no way")
        answer = self.server.sync(request, self.kiosk)
        if self.twice:
            answer = self.server.sync(request, self.kiosk)
        return Away("the answer is lost") if self.ack_lost else answer

    def grant(self, request: GrantRequest) -> GrantAnswer | Away | Refused:
        if self.cut or self.net == "req_lost":
            return Away("no way")
        if self.net == "late":
            self.delayed.append((request, self.kiosk))
            return Away("too late")
        self.server.witness.cut = self.net == "mid"
        answer = self.server.grant(request, self.kiosk, f"nonce-{next(self.nonces)}")
        self.server.witness.cut = False
        if self.net == "after":
            self.server.stop()
        return answer if self.net == "ok" else Away("the answer is lost")

    def list_documents(self, request: DocumentsRequest) -> DocumentsAnswer | Away | Refused:
        return Away("no documents here")

    def reserve(self, request: ReserveRequest) -> ReserveAnswer | Away | Refused:
        return Away("no documents here")

    def collection(self, request: CollectionRequest) -> CollectionAnswer | Away | Refused:
        return Away("no documents here")

    def help(self, request: HelpRequest) -> HelpAnswer | Away | Refused:
        return Away("no staff here")


@dataclass
class Printer:
    """Prints at once; `cut`: the power fails before or after the paper."""

    printed: Callable[[str], None]
    cut: Literal["no", "before", "after"] = "no"

    def status(self) -> Status:
        return READY

    def print(
        self, document: Document, on_sending: Callable[[Rendered], int], *, again: bool = False
    ) -> Outcome:
        if self.cut == "before":
            raise PowerCutError
        on_sending(RENDERED)
        (label,) = (block.text for block in document.blocks if isinstance(block, Number))
        self.printed(label)
        if self.cut == "after":
            raise PowerCutError
        return Printed(Evidence.ORDERED_STATUS)

    def close(self) -> None:
        pass


class Kiosk:
    """A kiosk's disk and its surroundings; while it is up, a program on it."""

    def __init__(self, folder: Path, wire: Wire, site: Profile, now: Callable[[], datetime]) -> None:
        self.folder, self.wire, self._site, self._now = folder, wire, site, now
        self.error = timedelta(0)
        """Of its clock."""
        self.printed: list[str] = []
        """Ticket ids."""
        self.printer = Printer(self._out)
        self.on_paper: Callable[[str, str, str | None, bool], None] = lambda *_: None
        """Label, its ticket, its day, and whether the kiosk was told a day that is none."""
        self.ledger = self._opened()
        self.engine: Engine | None = None

    def _opened(self) -> Ledger:
        ledger = open_ledger(self.folder / "kiosk.db")
        assert isinstance(ledger, Ledger), ledger
        return ledger

    def _out(self, label: str) -> None:
        row = self.rows("SELECT id, series, letter, number, label_day FROM ticket ORDER BY id DESC")
        ticket, day = next((one[0], one[4]) for one in row if f"{one[1]}-{one[2]}{one[3]:03d}" == label)
        self.printed.append(ticket)
        self.on_paper(label, ticket, day, self.day() > self._now().date().isoformat())

    def day(self) -> str:
        """The last that it believes."""
        return str(self.rows("SELECT confirmed_day FROM numbering")[0][0])

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "kiosk.db")) as connection:
            return connection.execute(sql).fetchall()

    def _since_begin(self) -> float:
        return (self._now() - BEGIN).total_seconds()

    @property
    def up(self) -> bool:
        return self.engine is not None

    def start(self) -> None:
        if self.up:
            return
        self.ledger = self._opened()
        self.owner = owner = Owner()
        self.printer.cut = "no"
        worker = Inline(owner)
        self.engine = Engine(
            self._site,
            Surroundings(
                ledger=self.ledger,
                printer=self.printer,
                server=self.wire,
                workers=Workers(worker, worker, worker, worker, worker, worker, worker),
                owner=owner,
                clock=lambda: self._now() + self.error,
                monotonic=self._since_begin,
                ring=lambda: None,
            ),
            boot_id="b",
            show=lambda _: None,
        )
        self.engine.start()
        owner.run(0.1)

    def stop(self) -> None:
        """As without power."""
        if self.up:
            self.engine = None
            self.ledger.close()

    def contact(self) -> None:
        assert self.engine is not None
        self.engine.sync()
        self.owner.settle()

    def take_number(self, series: str, crash: Crash) -> str | None:
        """The label that the citizen has, if the kiosk got so far as to commit one."""
        assert self.engine is not None
        self.printer.cut = {"after_commit": "before", "after_print": "after"}.get(crash, "no")  # type: ignore[assignment]
        if crash == "before_commit":
            self.ledger.issue = _power_fails  # type: ignore[method-assign, assignment]
        label: str | None = None
        try:
            # What a start asks is another person's to answer, who is gone.
            before = (Ended(),) if self.engine.state.visit is not None else ()
            for tap in (*before, Touched(), Went(Detail(series)), Confirmed()):
                self.engine.post(tap)
                self.owner.settle()
            screen = self.engine.state.visit and self.engine.state.visit.screen
            assert isinstance(screen, Done), screen
            label = str(screen.ticket.label)
            self.engine.post(Ended())
        except PowerCutError:
            self.stop()
        return label


def _power_fails(*_: object, **__: object) -> None:
    raise PowerCutError


@dataclass
class Saved:
    folder: Path
    presence: Presence
    ahead: bool


class World:
    """Three kiosks, a server, and the truth about the paper."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.hours, self._ids = folder, 8.0, count(1)
        self.site = mall()
        self.server = Server(self._folder("server"), site_of(self.site), self.now)
        self.printed: dict[tuple[str, date], str] = {}
        self.labels: dict[tuple[str, str | None], str] = {}
        self.saved: Saved | None = None
        self.delayed: list[tuple[GrantRequest, Known]] = []
        self.peak = 0
        self.hot = False
        self.kiosks: list[Kiosk] = []
        for place in range(3):
            self._enrol(f"k{place}")

    def close(self) -> None:
        self.server.stop()
        for kiosk in self.kiosks:
            kiosk.stop()

    def now(self) -> datetime:
        return BEGIN + timedelta(hours=self.hours)

    def _folder(self, name: str) -> Path:
        path = self.folder / f"{name}-{next(self._ids)}"
        path.mkdir()
        return path

    def _enrol(self, name: str, place: int | None = None) -> None:
        """On a new disk; in the place of a kiosk whose disk is lost. Nothing where the server refuses."""
        store = self.server.store
        if store is None:
            return
        token = store.enrolment_token(kiosk_name=name, now=self.server.clock())
        known = store.enrol(
            token=token, public_key=os.urandom(32), series=sorted(self.site.series), clock=self.server.clock
        )
        if not isinstance(known, Known):
            return
        kiosk = Kiosk(
            self._folder(name), Wire(self.server, known, self._ids, delayed=self.delayed), self.site, self.now
        )
        identity = Identity(known.kiosk_id, known.epoch, known.letter)
        marks = store.marks()
        assert marks.day is not None
        kiosk.ledger.enrol(Enrolment("http://server.invalid", identity), marks.day, marks)
        kiosk.ledger.close()
        kiosk.on_paper = self._on_paper
        if place is None:
            self.kiosks.append(kiosk)
        else:
            self.kiosks[place].stop()
            self.kiosks[place] = kiosk
        kiosk.start()
        self._note_peak()

    def _on_paper(self, label: str, ticket: str, label_day: str | None, misled: bool) -> None:
        if self.labels.setdefault((label, label_day), ticket) != ticket:
            raise ViolationError(f"I1: {label} of {label_day} is printed twice")
        if self.printed.setdefault((label, self.now().date()), ticket) != ticket and not misled:
            raise ViolationError(f"I1: {label} is printed twice on one day")

    def _kiosk(self, i: int) -> Kiosk:
        return self.kiosks[i % len(self.kiosks)]

    def _note_peak(self) -> None:
        store = self.server.store
        if store is not None:
            self.peak = max(self.peak, store.marks().serial)

    # --- steps --------------------------------------------------------------------------------------------

    def issue(
        self, i: int, series: str = "A", net: Net = "ok", crash: Crash = "no", service: int = 0
    ) -> None:
        kiosk = self._kiosk(i)
        if not kiosk.up:
            return
        self.hours += 1 / 60
        if net != "req_lost":
            kiosk.contact()
        kiosk.wire.net = net
        label = kiosk.take_number(series, crash)
        kiosk.wire.net = "ok"
        self.hot = label is not None and label[len(series) + 1].isdigit()
        self._note_peak()

    def sync(self, i: int, twice: bool = False, ack_lost: bool = False) -> None:
        kiosk = self._kiosk(i)
        if kiosk.up:
            kiosk.wire.twice, kiosk.wire.ack_lost = bool(twice), bool(ack_lost)
            kiosk.contact()
            kiosk.wire.twice = kiosk.wire.ack_lost = False

    def cut(self, i: int) -> None:
        self._kiosk(i).wire.cut = True

    def join(self, i: int) -> None:
        self._kiosk(i).wire.cut = False

    def clock(self, i: int, hours: int) -> None:
        self._kiosk(i).error = timedelta(hours=hours)

    def server_clock(self, hours: int) -> None:
        self.server.error = timedelta(hours=hours)
        self.server.ahead |= hours > 0

    def leap(self, days: int) -> None:
        """The server's clock shows a later day, and staff take it for right."""
        self.server_clock(24 * days)
        self.server.believe()

    def set_right(self) -> None:
        self.server.set_right()

    def wait(self, hours: float) -> None:
        self.hours += hours
        for kiosk in self.kiosks:
            if kiosk.up:
                kiosk.owner.run(1.1)

    def off(self, i: int) -> None:
        self._kiosk(i).stop()

    def boot(self, i: int) -> None:
        self._kiosk(i).start()

    def renew(self, i: int) -> None:
        place = i % len(self.kiosks)
        self._enrol(f"k{place}", place)

    def rekey(self, i: int) -> None:
        """The kiosk announces a new key and keeps the certificate for it; it signs the next request."""
        wire, store = self._kiosk(i).wire, self.server.store
        if store is None or wire.cut or self.server._signed_by(wire.kiosk) is None:
            return
        new, number = os.urandom(32), wire.kiosk.key_number + 1
        store.change_key(kiosk_id=wire.kiosk.kiosk_id, key=new)
        wire.kiosk = replace(wire.kiosk, public_key=new, key_number=number)

    def night(self, settle: int = 1) -> None:
        """The server is switched off until the next day."""
        self.server_stop()
        self.wait(24)
        self.server_start()
        if settle:
            self.do_settle()

    def add_kiosk(self) -> None:
        if len(self.kiosks) < 5:
            self._enrol(f"k{len(self.kiosks)}")

    def save(self) -> None:
        store = self.server.store
        heard = dict(store._presence.heard) if store is not None else {}
        saved = self.folder / "saved"
        self.server.copy_to(saved)
        presence = Presence(self.server.monotonic, self.server.offset, heard, looked=True)
        self.saved = Saved(saved, presence, self.server.ahead)

    def restore_db(self) -> None:
        """An old database; the witness stays."""
        if self.saved is not None:
            self.server.put_back(self.saved.folder, witness=False)
            self.server.ahead |= self.saved.ahead

    def rollback(self, memory: int = 0, settle: int = 1) -> None:
        """Database and witness go back together, and with `memory` the running process too; then it settles.

        Nobody could know of it where no kiosk within reach has seen the last number: that is left out.
        """
        if self.saved is None:
            return
        if not any(self._saw_the_last(kiosk) for kiosk in self.kiosks) and self._saved_serial() < self.peak:
            return
        self.server.put_back(self.saved.folder, witness=True)
        self.server.ahead |= self.saved.ahead
        self.server.start()
        if memory:
            assert self.server.store is not None
            then = self.saved.presence
            presence = self.server.store._presence
            presence.began, presence.offset, presence.looked = then.began, then.offset, then.looked
            presence.heard.update(then.heard)
            self.server.offset += SET_BACK_SECONDS
        if settle:
            self.do_settle()

    def _saw_the_last(self, kiosk: Kiosk) -> bool:
        return kiosk.up and not kiosk.wire.cut and kiosk.ledger.seen().serial >= self.peak

    def _saved_serial(self) -> int:
        assert self.saved is not None
        with closing(sqlite3.connect(self.saved.folder / "server.db")) as connection:
            row = connection.execute("SELECT serial FROM trust").fetchone()
        return int(row[0]) if row else 0

    def server_stop(self) -> None:
        self.server.stop()

    def server_start(self) -> None:
        self.server.start()

    def do_settle(self) -> None:
        """Every kiosk that can be reached speaks in the settling time."""
        for kiosk in self.kiosks if self.server.store is not None else ():
            if kiosk.up and not kiosk.wire.cut:
                kiosk.contact()
        self.server.monotonic += SETTLING_SECONDS

    def lose_witness(self) -> None:
        self.server.witness.path.unlink(missing_ok=True)

    def foreign_witness(self) -> None:
        self.server.witness.write(Witness(self.site.id, f"foreign-{next(self._ids)}", 0))

    def mark_absent(self, n: int) -> None:
        store = self.server.store
        if store is not None and (missing := store.numbering(now=self.server.clock()).missing):
            store.declare_absent(kiosk_id=missing[n % len(missing)], now=self.server.clock())

    def deliver_late(self) -> None:
        """A delayed request reaches the server; nobody uses its number."""
        if self.delayed:
            request, known = self.delayed.pop(0)
            self.server.grant(request, known, f"nonce-{next(self._ids)}")
            self._note_peak()

    def restart(self, old: int, witness: str, settle: int) -> None:
        self.server_stop()
        if old:
            self.restore_db()
        if witness:
            self.do(witness)
        self.server_start()
        if settle:
            self.do_settle()

    def expect_hot(self, hot: int) -> None:
        if self.hot != bool(hot):
            raise ViolationError(f"A1: the number was {'' if self.hot else 'not '}of the site's series")

    def do(self, op: str, *arguments: float | str) -> None:
        step: Callable[..., None] = getattr(self, "expect_hot" if op == "hot" else op)
        step(*arguments)
        self._no_day_is_early()

    def _no_day_is_early(self) -> None:
        if self.server.store is None or self.server.ahead:
            return
        named = self.server.store.named_day()
        if named is not None and named > self.now().date():
            raise ViolationError(f"I5: {named} is named on {self.now().date()}")

    def play(self, script: str) -> None:
        for one in script.split("; "):
            op, *words = one.split()
            self.do(op, *(int(word) if word.lstrip("-").isdigit() else word for word in words))
        self.heal()

    # --- the end ------------------------------------------------------------------------------------------

    def heal(self) -> None:
        """Everything comes back and is delivered; then what must hold at the end."""
        if self.server.store is None:
            self.server.start()
        self.set_right()
        for kiosk in self.kiosks:
            kiosk.wire.cut = False
            kiosk.start()
            kiosk.owner.run(200)
            kiosk.contact()
            kiosk.contact()
        self.set_right()
        for kiosk in self.kiosks:
            kiosk.contact()
            if kiosk.day() != self.now().date().isoformat():
                raise ViolationError(f"I6: {kiosk.day()} is believed on {self.now().date()}")
        self.server.stop()
        with closing(open_database(self.server.database)) as connection:
            tickets = connection.execute(
                "SELECT issued_as AS ticket_id, kiosk_id, epoch, label, label_day, state, order_time, seq"
                " FROM ticket WHERE issued_as IS NOT NULL"
            ).fetchall()
        self._nothing_is_lost({row["ticket_id"]: row["label"] for row in tickets})
        papers = {ticket for kiosk in self.kiosks for ticket in kiosk.printed}
        of_kiosk: dict[tuple[str, int], list[tuple[str, int]]] = {}
        for row in tickets:
            alive = any(
                kiosk.wire.kiosk.kiosk_id == row["kiosk_id"] and kiosk.wire.kiosk.epoch == row["epoch"]
                for kiosk in self.kiosks
            )
            if row["state"] == "waiting" and alive and row["ticket_id"] not in papers:
                raise ViolationError(f"I4: {row['label']} waits and was never printed")
            of_kiosk.setdefault((row["kiosk_id"], row["epoch"]), []).append((row["order_time"], row["seq"]))
        for mine in of_kiosk.values():
            if any(before[1] > after[1] for before, after in pairwise(sorted(mine))):
                raise ViolationError("I3: order within one kiosk")

    def _nothing_is_lost(self, at_server: Mapping[str, str]) -> None:
        for kiosk in self.kiosks:
            for ticket, series, letter, number in kiosk.rows("SELECT id, series, letter, number FROM ticket"):
                label = f"{series}-{letter}{number:03d}"
                if at_server.get(ticket) != label:
                    raise ViolationError(f"I2: {label} is lost")
