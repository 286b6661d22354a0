"""Kiosks, two counters and people with papers around a real store, and the truth about who was called.

Whatever is cut off, mistyped or late: no ticket is called twice, nobody is turned away who was not called.
Steps are methods, and `play` runs a script of them. `heal` holds the database against all papers.
"""

import itertools
import shutil
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from kiosk.wire import CODE_ALPHABET, Event, Hello, Issued, Voided, check_characters
from server.sqlite import SqliteStore, open_database
from server.store import Call, GrantAsked, Granted, Kiosk, Refused, TicketState
from tests.server.parts import NOW, SITE, Log, at, enrolled, issued, open_store, press, seat

SERVICES = (("kk", "disdukcapil"), ("paspor", "imigrasi"))
"""The counters serve the first."""
LIVE = ("called", "done", "no_show")


class ViolationError(AssertionError):
    """Somebody was called twice, or turned away unheard, or a ticket is not as it was printed."""


@dataclass
class Machine:
    """A kiosk as its ledger and its clock make it."""

    kiosk: Kiosk
    run_day: date
    confirmed: date
    log: Log = field(default_factory=Log)
    papers: list[Issued] = field(default_factory=list)
    last: int = 0
    issued_since: int = 0
    acked: int = 0
    cut: bool = False
    clock: timedelta = timedelta(0)
    boot: str = "1"


def ready_made(folder: Path) -> Path:
    """A database with two kiosks and two counters, to be copied for each world."""
    store = open_store(folder)
    for name in ("utara", "selatan"):
        enrolled(store, name)
    for name, number in (("ayu", "1"), ("budi", "2")):
        seat(store, name, number)
    store.close_files()
    return folder / "server.db"


class World:
    def __init__(self, made: Path, folder: Path, *, scans: bool = False, alike: bool = False) -> None:
        """`scans`: officers scan slips, but those misread; `alike`: all have the same check characters."""
        self.path = folder / "server.db"
        shutil.copy(made, self.path)
        self.store = SqliteStore(self.path, SITE)
        self.now, self.scans, self.alike = NOW, scans, alike
        self.ids = itertools.count(1)
        with closing(open_database(self.path)) as db:
            rows = db.execute("SELECT kiosk_id FROM kiosk ORDER BY letter").fetchall()
            self.desks = [tuple(row) for row in db.execute("SELECT counter_id, officer_id FROM session")]
        self.desks.sort()
        kiosks = (self.store.kiosk(row["kiosk_id"]) for row in rows)
        self.machines = [Machine(one, self.day, self.day) for one in kiosks if one is not None]
        self.papers: list[Issued] = []
        self.calls: dict[str, int] = {}
        self.shown: list[Issued | None] = [None, None]
        """Whose slip was served at each counter, as far as the officer has read it right."""
        self.seen: list[str | None] = [None, None]
        for place in range(len(self.machines)):
            self.sync(place)

    @property
    def day(self) -> date:
        return SITE.day(self.now)

    # --- kiosks

    def issue(self, i: int, site_number: bool = True, service: int = 0) -> None:
        machine, number = self.machines[i], next(self.ids)
        ticket_id, granted = str(uuid4()), None
        if site_number and not machine.cut:
            self._contact(machine)
            asked = GrantAsked(machine.kiosk, str(uuid4()), ticket_id, "A")
            (granted,) = self.store.grant([asked], now=self.now)
        if isinstance(granted, Granted):
            label, label_day = f"A-{granted.number:03d}", granted.label_day
        else:
            machine.last += 1
            label, label_day = f"A-{machine.kiosk.letter}{machine.last:03d}", machine.run_day
        at = self.now + machine.clock
        own_day = SITE.day(at)
        high, low = divmod(0 if self.alike else number, len(CODE_ALPHABET))
        body = issued(
            number,
            at=at,
            ticket_id=ticket_id,
            label=label,
            label_day=label_day,
            code=f"{CODE_ALPHABET[high]}{CODE_ALPHABET[low]}{number:08d}",
            business_day=own_day if own_day == machine.confirmed else None,
            service=SERVICES[service][0],
            agency=SERVICES[service][1],
        )
        machine.issued_since += 1
        machine.log.add(body)
        machine.papers.append(body)
        self.papers.append(body)

    def void(self, i: int) -> None:
        """Whoever took the kiosk's last number gives it back, paper and all."""
        machine = self.machines[i]
        if machine.papers and machine.papers[-1] in self.papers:
            body = machine.papers[-1]
            self.papers.remove(body)
            machine.log.add(Voided(ticket_id=body.ticket_id, reason="given_back"))

    def sync(self, i: int, twice: bool = False) -> None:
        machine = self.machines[i]
        if machine.cut:
            return
        self._contact(machine)
        for _ in range(1 + twice):
            self._bring(machine, machine.log.events[machine.acked :])
        machine.acked = len(machine.log.events)

    def _bring(self, machine: Machine, events: list[Event]) -> None:
        hello = Hello(boot_id=machine.boot, version="1", wall=self.now, unsynced=len(events), printer="ready")
        self.store.take_in(kiosk=machine.kiosk, hello=hello, events=events, clock=at(self.now))

    def _contact(self, machine: Machine) -> None:
        if self.day > machine.confirmed and machine.issued_since == 0:
            machine.last, machine.run_day = 0, self.day
        machine.confirmed, machine.issued_since = self.day, 0

    def cut(self, i: int) -> None:
        self.machines[i].cut = True

    def join(self, i: int) -> None:
        self.machines[i].cut = False

    def clock(self, i: int, hours: int) -> None:
        self.machines[i].clock = timedelta(hours=hours)

    def boot(self, i: int) -> None:
        self.machines[i].boot += "1"

    def wait(self, hours: float) -> None:
        """A kiosk whose site number was served is heard before the day after is over."""
        for place, machine in enumerate(self.machines):
            unheard = machine.log.events[machine.acked :]
            if hours >= 24 and any("-0" in str(event.body.get("label")) for event in unheard):
                machine.cut = False
                self.sync(place)
        self.now += timedelta(hours=hours)

    # --- counters

    def _expected(self, c: int) -> str | None:
        view = self.store.console_view(counter_id=self.desks[c][0], now=self.now)
        assert view is not None
        return view.serving.ticket_id if view.serving else None

    def _called(self, body: Issued) -> None:
        self.calls[body.ticket_id] = self.calls.get(body.ticket_id, 0) + 1
        if self.calls[body.ticket_id] > 1:
            raise ViolationError(f"{body.label} is called twice")

    def look(self) -> None:
        """Both officers see who is next."""
        view = self.store.console_view(counter_id=self.desks[0][0], now=self.now)
        assert view is not None
        self.seen = [view.waiting[0].ticket_id if view.waiting else None] * 2

    def call(self, c: int) -> None:
        """The one that the officer has seen, perhaps a while ago."""
        ticket_id, self.seen[c] = self.seen[c], None
        if ticket_id is None or self._expected(c) is not None:
            return
        pressed = press(self.desks[c], None, self.now)
        if isinstance(self.store.call_ticket(pressed, ticket_id=ticket_id, reason="other"), Call):
            self._take(c)

    def call_next(self, c: int) -> None:
        pressed = press(self.desks[c], None, self.now)
        if self._expected(c) is None and isinstance(self.store.call_next(pressed), Call):
            self._take(c)

    def _take(self, c: int) -> None:
        view = self.store.console_view(counter_id=self.desks[c][0], now=self.now)
        assert view is not None and view.serving is not None
        code = view.serving.code
        self.shown[c] = next((one for one in self._issued() if one.code == code), None)
        if (body := self.shown[c]) is not None:
            self._called(body)

    def _issued(self) -> list[Issued]:
        return [body for machine in self.machines for body in machine.papers]

    def show(self, c: int, paper: int, typed: str = "=") -> None:
        """A paper's holder stands at a counter; the officer types label (`=`: right) and characters."""
        if not self.papers or self._expected(c) is not None:
            return
        body = self.papers[paper % len(self.papers)]
        label = body.label if typed == "=" else typed
        code = body.code if self.scans and label == body.label else None
        served = self.store.serve(
            press(self.desks[c], None, self.now), label=label, check=check_characters(body.code), code=code
        )
        self.shown[c] = body if label == body.label and isinstance(served, Call) else None
        if label != body.label:
            return
        if isinstance(served, Call):
            self._called(body)
        elif served.reason != "elsewhere" and not self.calls.get(body.ticket_id):
            raise ViolationError(f"{body.label} is turned away with a good paper: {served.reason}")

    def finish(self, c: int) -> None:
        if (expected := self._expected(c)) is not None:
            self.store.close(press(self.desks[c], expected, self.now), state=TicketState.DONE)
        self.shown[c] = None

    def undo(self, c: int) -> None:
        """Back to where it came from; too late, the officer gives it back to its old place."""
        if (expected := self._expected(c)) is None:
            return
        pressed = press(self.desks[c], expected, self.now)
        if isinstance(self.store.undo(pressed), Refused):
            self.store.give_back(press(self.desks[c], expected, self.now), place="original")
        if (body := self.shown[c]) is not None:
            self.calls[body.ticket_id] = 0
        self.shown[c] = None

    def admit(self, c: int) -> None:
        self.store.admit(press(self.desks[c], self._expected(c), self.now))

    # --- the end

    def heal(self) -> None:
        """Everything is delivered; then the database is held against the papers."""
        for place, machine in enumerate(self.machines):
            machine.cut = False
            self.sync(place)
        with closing(open_database(self.path)) as db:
            rows = db.execute("SELECT * FROM ticket WHERE issued_as IS NOT NULL").fetchall()
        by_id = {row["issued_as"]: row for row in rows}
        printed = {body.ticket_id: body for body in self._issued()}
        if by_id.keys() != printed.keys() or len(rows) != len(by_id):
            raise ViolationError("a ticket is lost or doubled")
        held = {body.ticket_id for body in self.papers}
        for ticket_id, row in by_id.items():
            label, calls = printed[ticket_id].label, self.calls.get(ticket_id, 0)
            if (row["label"], row["alarm"]) != (label, None):
                raise ViolationError(f"{label} is not as printed: {row['label']}, {row['alarm']}")
            waits = "waiting" in (row["state"], row["lapsed_as"])
            if waits and calls:
                raise ViolationError(f"{label} was called and waits again")
            if waits and ticket_id not in held:
                raise ViolationError(f"{label} waits and was given back")
            if (row["state"] in LIVE or row["lapsed_as"] == "called") and not calls:
                raise ViolationError(f"{label} left the queue, and its holder was not called")
        for machine in self.machines:
            mine = [by_id[body.ticket_id]["order_time"] for body in machine.papers]
            if mine != sorted(mine):
                raise ViolationError("first in is not first out")
        self.close()

    def close(self) -> None:
        self.store.close_files()

    def play(self, script: str) -> None:
        """`issue 0; show 0 0 =`, then `heal`."""
        for step in script.split("; "):
            name, *words = step.split()
            values = (int(word) if word.lstrip("-").isdigit() else word for word in words)
            getattr(self, name)(*values)
        self.heal()
