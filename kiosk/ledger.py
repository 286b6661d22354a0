"""The kiosk's memory: one SQLite file, in which number, ticket, event and print job are one fact.

Used from one thread, the ledger's worker: it is the only writer. Whatever a method has returned is on the
disk. Nothing personal is ever here: of a document's slip only its job, of a visit only its ticket.
"""

import fcntl
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from uuid_utils import uuid7

from config.models import Language
from kiosk.numbering import Grant
from kiosk.visit.state import Identity, JobView, Ticket
from kiosk.wire import (
    FIRST_HASH,
    Estimate,
    Event,
    EventType,
    Issued,
    JobEnded,
    Label,
    Marks,
    Message,
    TimeQuality,
    Voided,
    canonical,
    event_hash,
    ticket_code,
)
from printers.states import JOB_TRANSITIONS, Evidence, JobState, Rendered

SCHEMA_VERSION = 7
UPGRADES = {
    3: """CREATE TABLE seen (one INTEGER PRIMARY KEY CHECK (one = 1), marks TEXT NOT NULL) STRICT;
        ALTER TABLE identity ADD COLUMN certificate TEXT NOT NULL DEFAULT '';
        ALTER TABLE identity ADD COLUMN machine TEXT NOT NULL DEFAULT ''""",
    4: """ALTER TABLE ticket ADD COLUMN given_back_at TEXT;
        ALTER TABLE job ADD COLUMN requirements TEXT""",
    5: "ALTER TABLE ticket ADD COLUMN time_quality TEXT NOT NULL DEFAULT 'confirmed'",
    6: "ALTER TABLE identity ADD COLUMN cloned INTEGER NOT NULL DEFAULT 0",
}
"""By version, what makes the next one of it; older files are of early builds."""
PRAGMAS = {"journal_mode=WAL": "wal", "synchronous=FULL": 2, "busy_timeout=5000": 5000, "foreign_keys=ON": 1}
"""What the connection sets, and what it must then read back."""

JOB = "SELECT id, ticket, requirements, state, reprint FROM job"

TIDY_EVERY = 32
"""Print jobs; a number with its slip writes about 17 pages to the log."""

KEPT = timedelta(days=30)
"""So long an acknowledged event stays, so that a restored server can be filled again."""


@dataclass(frozen=True, slots=True)
class UnusableLedger:
    """Why the file cannot be opened, said for the person who started the kiosk."""

    reason: str


@dataclass(frozen=True, slots=True)
class Order:
    """What a new ticket is made of; `ticket_id` is its identity from the first moment on."""

    ticket_id: str
    series: str
    agency: str
    service: str
    priority: str | None
    language: Language
    now: datetime
    business_day: date | None
    waiting_ahead: int | None
    estimate: Estimate | None
    paper: bool
    time_quality: TimeQuality = "confirmed"
    """Of `now`."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Who the kiosk is, and where the server that said so."""

    server: str
    identity: Identity
    certificate: str = ""
    """For a server that has forgotten the kiosk; empty where it is of an early build."""
    machine: str = ""
    """On which machine this was; empty where that is not known."""
    cloned: bool = False
    """Its log went on elsewhere: what this file would give next may be on paper already."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a start found, younger than three minutes, oldest first."""

    questions: tuple[JobView, ...]
    """Slips that may have come out."""
    to_print: tuple[JobView, ...]
    """Slips of which not a byte had left."""
    unseen: tuple[Ticket, ...]
    """Numbers that were taken without paper: perhaps nobody has read them."""


def open_database(path: Path) -> sqlite3.Connection:
    """The only place that opens the ledger. Raises RuntimeError where SQLite does not take a setting."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for pragma, wanted in PRAGMAS.items():
        connection.execute(f"PRAGMA {pragma}")
        (got,) = connection.execute(f"PRAGMA {pragma.partition('=')[0]}").fetchone()
        if got != wanted:
            connection.close()
            raise RuntimeError(f"SQLite did not take {pragma}: it is {got}")
    return connection


def open_ledger(
    path: Path,
    *,
    new_id: Callable[[], str] = lambda: str(uuid7()),
    randomness: Callable[[int], bytes] = os.urandom,
) -> "Ledger | UnusableLedger":
    """The ledger in `path`, made where there is none, and this program's alone until it is closed.

    Refuses a file that a newer program has written, that is no ledger, or that another program has open.
    """
    lock = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return UnusableLedger(f"{path.name} is in use: another kiosk runs on this state folder.")
    try:
        ledger = _opened(path, lock, new_id, randomness)
    except sqlite3.DatabaseError as error:
        ledger = UnusableLedger(f"{path.name} cannot be used as a ledger: {error}")
    if isinstance(ledger, UnusableLedger):
        os.close(lock)
    return ledger


def _opened(
    path: Path, lock: int, new_id: Callable[[], str], randomness: Callable[[int], bytes]
) -> "Ledger | UnusableLedger":
    connection = open_database(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        connection.close()
        return UnusableLedger(
            f"{path.name} was written by a newer version of this program (schema {version}, this one knows "
            f"{SCHEMA_VERSION}). Start the newer version; numbers must never begin again."
        )
    if 0 < version < min(UPGRADES):
        connection.close()
        return UnusableLedger(
            f"{path.name} was written by an early build (schema {version}), which this one cannot take over."
            " Enrol the kiosk anew in another state folder: it gets another letter, so no number comes twice."
        )
    if version == 0:
        schema = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
        connection.executescript(
            f"BEGIN IMMEDIATE; {schema}; PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )
    while 0 < version < SCHEMA_VERSION:
        connection.executescript(
            f"BEGIN IMMEDIATE; {UPGRADES[version]}; PRAGMA user_version = {version + 1}; COMMIT;"
        )
        version += 1
    return Ledger(connection, lock, new_id, randomness)


class Ledger:
    """Made by `open_ledger`. `lock` is a file descriptor that is closed with it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        lock: int,
        new_id: Callable[[], str],
        randomness: Callable[[int], bytes],
    ) -> None:
        self._db = connection
        self._lock = lock
        self._new_id = new_id
        self._randomness = randomness
        self._ended = 0

    def close(self) -> None:
        self._db.close()
        os.close(self._lock)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def _tidy(self) -> None:
        """Now and then carries the write-ahead log into the file while nobody waits: else SQLite does it
        within the commit that fills a thousand pages, which may be a citizen's number."""
        self._ended += 1
        if self._ended % TIDY_EVERY == 0:
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)")

    # --- identity -------------------------------------------------------------------------------------

    def enrolment(self) -> Enrolment | None:
        row = self._db.execute("SELECT * FROM identity").fetchone()
        if row is None:
            return None
        identity = Identity(row["kiosk_id"], row["epoch"], row["letter"])
        return Enrolment(
            row["server"], identity, row["certificate"], row["machine"], cloned=bool(row["cloned"])
        )

    def enrol(self, enrolment: Enrolment, day: date, marks: Marks) -> None:
        """Once for a ledger: its log belongs to this enrolment alone, with which came `day` and `marks`."""
        who = enrolment.identity
        with self._transaction():
            self._db.execute(
                "INSERT INTO identity VALUES (1, ?, ?, ?, ?, ?, ?, 0)",
                (
                    enrolment.server,
                    who.kiosk_id,
                    who.epoch,
                    who.letter,
                    enrolment.certificate,
                    enrolment.machine,
                ),
            )
            self._see(marks)
            self._confirm(day, self.head(), marks.lowered)

    def keep_certificate(self, certificate: str) -> None:
        """The one for a new key."""
        self._db.execute("UPDATE identity SET certificate = ?", (certificate,))

    def give_up(self) -> None:
        """This enrolment is `cloned`, for as long as the file lives: only another file can be enrolled."""
        self._db.execute("UPDATE identity SET cloned = 1")

    def move_server(self, server: str) -> None:
        """The same server under another address."""
        self._db.execute("UPDATE identity SET server = ?", (server,))

    # --- tickets --------------------------------------------------------------------------------------

    def issue(self, order: Order, grant: Grant | None = None) -> tuple[Ticket, JobView | None]:
        """Number, ticket, event and, with paper, print job: all of it or nothing. The kiosk is enrolled.

        `grant` is for this ticket and today's confirmed business day; without it, or where another ticket has
        its number already, the number is the next of the kiosk's own.
        """
        with self._transaction():
            run, run_day = self._db.execute("SELECT run, run_day FROM numbering").fetchone()
            label_day = date.fromisoformat(run_day) if run_day else None
            if grant is not None:
                self._see(grant.marks)
            if grant is not None and self._is_free(order, grant.number):
                label, label_day = Label(order.series, "", grant.number), order.business_day
            else:
                label = self._own_label(run, order.series)
            ticket = Ticket(
                id=order.ticket_id,
                label=label,
                code=self._free_code(),
                service=order.service,
                priority=order.priority,
                language=order.language,
                issued_at=order.now,
                business_day=order.business_day,
                waiting_ahead=order.waiting_ahead,
                estimate=order.estimate,
                time_quality=order.time_quality,
            )
            self._put_ticket(run, label_day, ticket)
            self._log("issued", _issued(ticket, order.agency, label_day), order.now)
            job = self._put_job(ticket, 0, order.now) if order.paper else None
        return ticket, job

    def _is_free(self, order: Order, site_number: int) -> bool:
        assert order.business_day is not None, "a grant is of a confirmed day"
        taken = self._db.execute(
            "SELECT 1 FROM ticket WHERE label_day = ? AND series = ? AND number = ? AND letter = ''",
            (order.business_day.isoformat(), order.series, site_number),
        )
        return taken.fetchone() is None

    def _own_label(self, run: int, series: str) -> Label:
        enrolment = self.enrolment()
        assert enrolment is not None
        (number,) = self._db.execute(
            "INSERT INTO series VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
            (run, series),
        ).fetchone()
        return Label(series, enrolment.identity.letter, number)

    def _free_code(self) -> str:
        while True:
            code = ticket_code(self._randomness(7))
            if self._db.execute("SELECT 1 FROM ticket WHERE code = ?", (code,)).fetchone() is None:
                return code

    def _put_ticket(self, run: int, label_day: date | None, ticket: Ticket) -> None:
        self._db.execute(
            "INSERT INTO ticket VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
            (
                ticket.id,
                run,
                label_day.isoformat() if label_day else None,
                ticket.label.series,
                ticket.label.letter,
                ticket.label.number,
                ticket.code,
                ticket.service,
                ticket.priority,
                ticket.language,
                ticket.issued_at.isoformat(),
                ticket.business_day.isoformat() if ticket.business_day else None,
                ticket.waiting_ahead,
                ticket.estimate.model_dump_json() if ticket.estimate else None,
                ticket.time_quality,
            ),
        )

    def _ticket(self, ticket_id: str) -> Ticket:
        row = self._db.execute("SELECT * FROM ticket WHERE id = ?", (ticket_id,)).fetchone()
        day = row["business_day"]
        return Ticket(
            id=row["id"],
            label=Label(row["series"], row["letter"], row["number"]),
            code=row["code"],
            service=row["service"],
            priority=row["priority"],
            language=row["language"],
            issued_at=datetime.fromisoformat(row["issued_at"]),
            business_day=date.fromisoformat(day) if day else None,
            waiting_ahead=row["waiting_ahead"],
            estimate=Estimate.model_validate_json(row["estimate"]) if row["estimate"] else None,
            time_quality=row["time_quality"],
        )

    def issued_since(self, moment: datetime) -> dict[str, int]:
        """This kiosk's tickets from that moment on, by service id, without those that were given back."""
        rows = self._db.execute(
            "SELECT service, count(*) AS number FROM ticket"
            " WHERE datetime(issued_at) >= datetime(?) AND given_back_at IS NULL GROUP BY service",
            (moment.isoformat(),),
        )
        return {row["service"]: row["number"] for row in rows}

    def give_back(self, ticket_id: str, now: datetime) -> None:
        """The citizen has given the number back: its event follows, and no restart prints its slip
        or asks about it. Again is nothing."""
        with self._transaction():
            given = self._db.execute(
                "UPDATE ticket SET given_back_at = ? WHERE id = ? AND given_back_at IS NULL",
                (now.isoformat(), ticket_id),
            )
            if given.rowcount == 1:
                self._log("voided", Voided(ticket_id=ticket_id, reason="given_back"), now)

    def _is_given_back(self, ticket: Ticket) -> bool:
        sql = "SELECT 1 FROM ticket WHERE id = ? AND given_back_at IS NOT NULL"
        return self._db.execute(sql, (ticket.id,)).fetchone() is not None

    def expire_slip(self, ticket_id: str, now: datetime) -> None:
        """The ticket's slip, if it is queued: nobody waits for it any more, nor for its number."""
        with self._transaction():
            last = self._last_job(ticket_id)
            if last is not None and last.state is JobState.QUEUED:
                self._expire(last, now)

    def _expire(self, job: JobView, now: datetime) -> None:
        """A number whose first slip never left is on no paper."""
        self._end(job.id, JobState.EXPIRED, None, now)
        if job.ticket is not None and job.reprint == 0:
            self._log("voided", Voided(ticket_id=job.ticket.id, reason="never_printed"), now)

    # --- print jobs -----------------------------------------------------------------------------------

    def add_document_job(self, now: datetime) -> JobView:
        """Durable before the server is asked to reserve: what is reserved for it can always be given back.

        Of a slip for which nothing is reserved the server hears all the same, and has nothing to settle.
        """
        with self._transaction():
            return self._put_job(None, 0, now)

    def add_requirements_job(self, service: str, now: datetime, reprint: int = 0) -> JobView:
        """A slip that is worth nothing but its text: no event tells of it, and no restart prints it."""
        with self._transaction():
            return self._put_job(None, reprint, now, requirements=service)

    def queue_slip(self, ticket_id: str, now: datetime) -> JobView:
        """The ticket's slip into the queue, if not a byte of it has left yet; else the job that it has."""
        with self._transaction():
            last = self._last_job(ticket_id)
            if last is None:
                return self._put_job(self._ticket(ticket_id), 0, now)
            if last.state is not JobState.FAILED_CLEAN:
                return last
            return self._move(last.id, JobState.QUEUED, now)

    def claim(self, job_id: str, now: datetime) -> JobView | None:
        """The job for the printer's worker; None where it is no longer queued."""
        with self._transaction():
            if self.job(job_id).state is not JobState.QUEUED:
                return None
            return self._move(job_id, JobState.CLAIMED, now)

    def sending(self, job_id: str, rendered: Rendered, now: datetime) -> int:
        """Before the first byte; the number of this sending, 1 or more, which no other has."""
        with self._transaction():
            self._move(job_id, JobState.SENDING, now)
            (number,) = self._db.execute("SELECT coalesce(max(print_number), 0) + 1 FROM job").fetchone()
            self._db.execute(
                "UPDATE job SET sha256 = ?, length = ?, millimetres = ?, print_number = ? WHERE id = ?",
                (rendered.sha256, rendered.length, rendered.millimetres, number, job_id),
            )
        return int(number)

    def end_job(self, job_id: str, state: JobState, evidence: Evidence | None, now: datetime) -> JobView:
        """The job comes to rest, and its event says how."""
        self._tidy()
        with self._transaction():
            return self._end(job_id, state, evidence, now)

    def settle(
        self,
        job_id: str,
        answer: Literal["came_out", "print_again", "not_mine", "no_answer"],
        now: datetime,
    ) -> JobView | None:
        """The citizen's word on a slip in doubt, taken once; `print_again` makes the new, marked job."""
        with self._transaction():
            settled = self._db.execute(
                "UPDATE job SET settled = ? WHERE id = ? AND state = ? AND settled IS NULL",
                (answer, job_id, JobState.UNCERTAIN),
            )
            doubtful = self.job(job_id)
            if settled.rowcount == 0 or answer != "print_again" or doubtful.ticket is None:
                return None
            return self._put_job(doubtful.ticket, doubtful.reprint + 1, now)

    def job(self, job_id: str) -> JobView:
        row = self._db.execute(f"{JOB} WHERE id = ?", (job_id,)).fetchone()
        return self._job_of(row)

    def _job_of(self, row: sqlite3.Row) -> JobView:
        ticket = self._ticket(row["ticket"]) if row["ticket"] else None
        return JobView(row["id"], JobState(row["state"]), ticket, row["reprint"], row["requirements"])

    def _last_job(self, ticket_id: str) -> JobView | None:
        sql = f"{JOB} WHERE ticket = ? ORDER BY reprint DESC LIMIT 1"
        row = self._db.execute(sql, (ticket_id,)).fetchone()
        return self._job_of(row) if row else None

    def _put_job(
        self, ticket: Ticket | None, reprint: int, now: datetime, *, requirements: str | None = None
    ) -> JobView:
        job, at = JobView(self._new_id(), JobState.QUEUED, ticket, reprint, requirements), now.isoformat()
        self._db.execute(
            "INSERT INTO job (id, ticket, requirements, state, reprint, made_at, changed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (job.id, ticket.id if ticket else None, requirements, job.state, reprint, at, at),
        )
        return job

    def _move(self, job_id: str, state: JobState, now: datetime) -> JobView:
        before = self.job(job_id)
        assert state in JOB_TRANSITIONS[before.state], f"a job goes not from {before.state} to {state}"
        self._db.execute(
            "UPDATE job SET state = ?, changed_at = ? WHERE id = ?", (state, now.isoformat(), job_id)
        )
        return replace(before, state=state)

    def _end(self, job_id: str, state: JobState, evidence: Evidence | None, now: datetime) -> JobView:
        job = self._move(job_id, state, now)
        self._db.execute("UPDATE job SET evidence = ? WHERE id = ?", (evidence, job_id))
        if job.requirements is not None:
            return job
        body = JobEnded(
            job_id=job.id,
            ticket_id=job.ticket.id if job.ticket else None,
            state=_rest(state),
            evidence=evidence,
            reprint=job.reprint,
        )
        self._log("job_ended", body, now)
        return job

    def recover(self, now: datetime) -> Recovered:
        """After a start: what was being sent is in doubt, what had not left is free, what is old is over."""
        with self._transaction():
            rows = self._db.execute(
                f"{JOB} WHERE state IN ('queued', 'claimed', 'sending', 'sent')"
                " OR (state = 'failed_clean' AND ticket IS NOT NULL AND made_at >= ?) ORDER BY made_at, id",
                ((now - timedelta(days=1)).isoformat(),),
            ).fetchall()
            to_print = [job for row in rows if (job := self._recovered(row, now)) is not None]
            doubts = self._db.execute(
                f"{JOB} WHERE state = 'uncertain' AND settled IS NULL AND ticket IN"
                " (SELECT id FROM ticket WHERE given_back_at IS NULL) ORDER BY made_at, id"
            ).fetchall()
            questions = [job for row in doubts if _young(job := self._job_of(row), now)]
            paperless = self._db.execute(
                "SELECT id FROM ticket WHERE id NOT IN (SELECT ticket FROM job WHERE ticket IS NOT NULL)"
                " AND given_back_at IS NULL ORDER BY id DESC LIMIT 20"
            ).fetchall()
            tickets = (self._ticket(row["id"]) for row in reversed(paperless))
            unseen = tuple(ticket for ticket in tickets if ticket.is_awaited(now))
        return Recovered(tuple(questions), tuple(to_print), unseen)

    def _recovered(self, row: sqlite3.Row, now: datetime) -> JobView | None:
        job = self._job_of(row)
        if job.state in (JobState.SENDING, JobState.SENT):
            self._end(job.id, JobState.UNCERTAIN, None, now)
            return None
        if job.ticket is not None and _young(job, now) and not self._is_given_back(job.ticket):
            return job if job.state is JobState.QUEUED else self._move(job.id, JobState.QUEUED, now)
        if job.state is JobState.FAILED_CLEAN:
            return None
        if job.state is JobState.CLAIMED:
            self._move(job.id, JobState.QUEUED, now)
        if job.ticket is None:
            self._end(job.id, JobState.CANCELLED, None, now)
        else:
            self._expire(job, now)
        return None

    # --- the log --------------------------------------------------------------------------------------

    def head(self) -> int:
        """The last seq; 0 for an empty log."""
        (head,) = self._db.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()
        return int(head)

    def unsent(self, limit: int) -> tuple[Event, ...]:
        """The oldest entries that the server has not acknowledged."""
        rows = self._db.execute(
            "SELECT * FROM event WHERE seq > (SELECT acked FROM numbering) ORDER BY seq LIMIT ?", (limit,)
        )
        return tuple(
            Event(
                seq=row["seq"],
                id=row["id"],
                type=row["type"],
                time=datetime.fromisoformat(row["time"]),
                body=json.loads(row["body"]),
                prev_hash=row["prev_hash"],
                hash=row["hash"],
            )
            for row in rows
        )

    def unsent_count(self) -> int:
        return self.head() - self.acked()

    def unsent_since(self) -> datetime | None:
        """The time of the oldest entry that the server has not acknowledged."""
        sql = "SELECT time FROM event WHERE seq > (SELECT acked FROM numbering) ORDER BY seq LIMIT 1"
        row = self._db.execute(sql).fetchone()
        return None if row is None else datetime.fromisoformat(row["time"])

    def acknowledge(self, through: int, marks: Marks) -> None:
        """The server has everything up to `through`; it may also have less than it once said, after a
        restore, and then gets it again. `marks` came with it."""
        acked = min(through, self.head())
        with self._transaction():
            self._db.execute("UPDATE numbering SET acked = ?1 WHERE acked <> ?1", (acked,))
            self._see(marks)

    def acked(self) -> int:
        """The seq up to which the server said last that it has the log."""
        (acked,) = self._db.execute("SELECT acked FROM numbering").fetchone()
        return int(acked)

    def seen(self) -> Marks:
        """How far the server's numbering has come, by all that it ever said."""
        row = self._db.execute("SELECT marks FROM seen").fetchone()
        return Marks.model_validate_json(row["marks"]) if row else Marks()

    def _see(self, marks: Marks) -> None:
        before = self.seen()
        after = before.beside(marks)
        if marks.lowered > before.lowered and marks.day is not None:
            self._lower(marks.day.isoformat())
        if after != before:
            self._db.execute(
                "INSERT INTO seen VALUES (1, ?1) ON CONFLICT DO UPDATE SET marks = ?1",
                (after.model_dump_json(),),
            )

    def _lower(self, day: str) -> None:
        """The server takes back the days after this one. No run begins: where one did by a day that was none,
        it goes on above what the run before it has given."""
        self._db.execute("UPDATE numbering SET confirmed_day = ?1 WHERE confirmed_day > ?1", (day,))
        self._db.execute(
            """INSERT INTO series SELECT numbering.run, series, max(number) FROM ticket, numbering
            WHERE letter <> '' AND run_day > ?1 AND ticket.run >= (SELECT coalesce(max(run), 0)
                FROM ticket WHERE letter <> '' AND coalesce(label_day, '') <= ?1)
            GROUP BY series ON CONFLICT DO UPDATE SET last = max(last, excluded.last)""",
            (day,),
        )

    def confirm_day(self, day: date, head: int, lowered: int = 0) -> bool:
        """The server named its business day in answer to a request that was made when the log ended at
        `head`. A new run of numbers begins only if nothing was issued since the day before was confirmed, and
        no run has begun by this day before.

        Whether it is believed: no day is before one that was named already, nor of a word that was overtaken
        by another, by which days were taken back once more than `lowered` times.
        """
        with self._transaction():
            return self._confirm(day, head, lowered)

    def _confirm(self, day: date, head: int, lowered: int) -> bool:
        if lowered < self.seen().lowered:
            return False
        row = self._db.execute("SELECT confirmed_day, confirmed_head FROM numbering").fetchone()
        known = date.fromisoformat(row["confirmed_day"]) if row["confirmed_day"] else None
        if known is not None and day < known:
            return False
        if known is None or day > known:
            out = self._db.execute(
                """SELECT 1 FROM event WHERE type = 'issued' AND seq > ?
                UNION ALL SELECT 1 FROM ticket WHERE label_day = ? AND letter <> '' LIMIT 1""",
                (row["confirmed_head"], day.isoformat()),
            ).fetchone()
            if out is None:
                self._db.execute("UPDATE numbering SET run = run + 1, run_day = ?", (day.isoformat(),))
        self._db.execute(
            "UPDATE numbering SET confirmed_day = ?1, confirmed_head = ?2"
            " WHERE confirmed_day IS NOT ?1 OR confirmed_head < ?2",
            (day.isoformat(), max(row["confirmed_head"], head)),
        )
        return True

    def prune(self, now: datetime) -> int:
        """Removes what the server has had for thirty days; how many entries."""
        gone = self._db.execute(
            """DELETE FROM event
            WHERE seq <= (SELECT acked FROM numbering)
                AND seq < (SELECT max(seq) FROM event)
                AND seq < coalesce(
                    (SELECT min(seq) FROM event WHERE datetime(time) >= datetime(?)),
                    (SELECT max(seq) FROM event)
                )""",
            ((now - KEPT).isoformat(),),
        )
        return gone.rowcount

    def _log(self, type: EventType, body: Message, now: datetime) -> None:
        last = self._db.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
        seq, previous = (last["seq"] + 1, last["hash"]) if last else (1, FIRST_HASH)
        values = body.model_dump(mode="json")
        identity, time = self._new_id(), now.isoformat()
        hashed = event_hash(seq=seq, id=identity, type=type, time=time, body=values, prev_hash=previous)
        self._db.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)",
            (seq, identity, type, time, canonical(values).decode(), previous, hashed),
        )


def _issued(ticket: Ticket, agency: str, label_day: date | None) -> Issued:
    return Issued(
        ticket_id=ticket.id,
        label=str(ticket.label),
        code=ticket.code,
        service=ticket.service,
        agency=agency,
        priority=ticket.priority,
        language=ticket.language,
        issued_at=ticket.issued_at,
        label_day=label_day,
        business_day=ticket.business_day,
        time_quality=ticket.time_quality,
    )


def _rest(
    state: JobState,
) -> Literal["printed", "sent_unconfirmed", "failed_clean", "uncertain", "cancelled", "expired"]:
    match state:
        case JobState.PRINTED:
            return "printed"
        case JobState.SENT_UNCONFIRMED:
            return "sent_unconfirmed"
        case JobState.FAILED_CLEAN:
            return "failed_clean"
        case JobState.UNCERTAIN:
            return "uncertain"
        case JobState.CANCELLED:
            return "cancelled"
        case JobState.EXPIRED:
            return "expired"
        case _:
            raise AssertionError(f"{state} is no rest")


def _young(job: JobView, now: datetime) -> bool:
    return job.ticket is not None and job.ticket.is_awaited(now)
