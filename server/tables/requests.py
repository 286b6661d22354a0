"""Document requests, their print PINs, and what is held for a print job.

Whoever changes or shows one is told of in the audit, in the same transaction.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import uuid4

from kiosk.wire import Form
from server.store import (
    AuditAction,
    DocumentRequest,
    Held,
    Kiosk,
    NewRequest,
    Ready,
    RequestChange,
    RequestState,
    Reservation,
    SlipDecision,
    UndecidedSlip,
    audited_officer,
)
from server.tables.audit import note
from server.tables.enrolment import kiosk as known_kiosk
from server.tables.transaction import SqlValue, Transaction, day_or_none, stored, stored_day

OPEN: tuple[RequestState, ...] = ("submitted", "in_process", "ready", "expired")
"""An expired one may still be handed over, made ready anew or revoked."""

DECIDED: Mapping[SlipDecision, AuditAction] = {
    "out": "slip_out",
    "spoiled": "slip_spoiled",
    "none": "slip_none",
}

WHOSE = frozenset({"kind", "holder_key", "family_key"})
"""What makes it this person's document: a print PIN that is out must not change hands."""

PLACED = frozenset({"bring", "counter", "shelf"})
"""What the document desk says when it makes one ready; from then on no file says it."""

UNSAID = PLACED | {"issue"}
"""What a file may leave out, or leave empty; then what is known stays."""

SHOWN = 200
"""Lines of a list; whoever looks for more looks by number."""

SELECT = """SELECT document_request.*,
    (SELECT state FROM reservation WHERE site = document_request.site
        AND request_id = document_request.request_id AND state <> 'released') AS held,
    (SELECT COUNT(*) FROM reservation WHERE site = document_request.site
        AND request_id = document_request.request_id AND spoiled = 1) AS spoiled
    FROM document_request WHERE site = ?1"""


# --- what is asked for --------------------------------------------------------------------------------------


def planned(tx: Transaction, rows: Sequence[NewRequest]) -> tuple[RequestChange, ...]:
    """What `put` would do with each."""
    return tuple(_change(tx, row) for row in rows)


def put(
    tx: Transaction, rows: Sequence[NewRequest], hashes: Sequence[str | None], *, who: str, now: datetime
) -> tuple[RequestChange, ...]:
    """New ones come in; what is known and open gets what differs. `hashes` of the print PINs, where given."""
    done = []
    for row, hashed in zip(rows, hashes, strict=True):
        change = _change(tx, row)
        done.append(change)
        if change.what == "new":
            tx.insert(
                "document_request",
                request_id=str(uuid4()),
                state=row.state,
                ready_on=stored_day(row.ready_on),
                collect_by=stored_day(row.collect_by),
                print_pin=hashed,
                pin_until=None if row.pin_until is None else stored(row.pin_until),
                made_at=stored(now),
                closed_at=stored(now) if row.state in ("collected", "revoked", "expired") else None,
                number=row.number,
                **_written(row),
            )
        elif change.what == "changed":
            values = _written(row)
            names = ", ".join(f"{name} = ?{place}" for place, name in enumerate(change.fields, 3))
            tx.run(
                f"UPDATE document_request SET {names} WHERE site = ?1 AND number = ?2",
                row.number,
                *(values[name] for name in change.fields),
            )
    touched = [one.number for one in done if one.what in ("new", "changed")]
    if touched:
        note(tx, who=who, action="import", numbers=touched, now=now)
    return tuple(done)


def _written(row: NewRequest) -> dict[str, SqlValue]:
    return {
        "kind": row.kind,
        "holder_key": row.holder_key,
        "family_key": row.family_key,
        "initials": row.initials,
        "nik_tail": row.nik_tail,
        "birth_year": row.birth_year,
        "issue": row.issue,
        "bring": json.dumps(row.bring, ensure_ascii=False),
        "counter": row.counter,
        "shelf": row.shelf,
    }


def _change(tx: Transaction, row: NewRequest) -> RequestChange:
    known = tx.one("SELECT * FROM document_request WHERE site = ? AND number = ?", row.number)
    if known is None:
        return RequestChange(row.number, "new")
    if known["closed_at"] is not None:
        return RequestChange(row.number, "closed")
    differs = [name for name, value in _written(row).items() if known[name] != value]
    fields = tuple(name for name in differs if name not in UNSAID or getattr(row, name))
    if known["state"] == "ready":
        if not WHOSE.isdisjoint(fields):
            return RequestChange(row.number, "ready", fields)
        fields = tuple(name for name in fields if name not in PLACED)
    return RequestChange(row.number, "changed" if fields else "same", fields)


def requests(
    tx: Transaction, *, number: str, state: RequestState | None, now: datetime
) -> tuple[DocumentRequest, ...]:
    """Whose number holds `number`: the very one, then the newest first."""
    rows = tx.all(
        SELECT
        + """ AND instr(upper(number), upper(?2))
        ORDER BY upper(number) <> upper(?2), made_at DESC, number LIMIT ?3""",
        number,
        SHOWN if state is None else -1,
    )
    found = (_request(tx, row, now) for row in rows)
    return tuple(one for one in found if state in (None, one.state))[:SHOWN]


def request(tx: Transaction, request_id: str, now: datetime) -> DocumentRequest | None:
    row = tx.one(SELECT + " AND request_id = ?2", request_id)
    return None if row is None else _request(tx, row, now)


def requests_of(
    tx: Transaction, *, holders: Sequence[str], family: str | None, now: datetime
) -> tuple[DocumentRequest, ...]:
    """What these persons may see of: a family's KK, and each holder's KTP-el and KIA."""
    marks = ", ".join(f"?{place}" for place in range(3, 3 + len(holders)))
    rows = tx.all(
        SELECT
        + f""" AND state <> 'revoked'
        AND (kind = 'kk' AND family_key = ?2 OR kind <> 'kk' AND holder_key IN ({marks}))
        ORDER BY made_at, number""",
        family,
        *holders,
    )
    return tuple(_request(tx, row, now) for row in rows)


def _request(tx: Transaction, row: sqlite3.Row, now: datetime) -> DocumentRequest:
    held = row["held"]
    collect_by = day_or_none(row["collect_by"])
    late = row["state"] == "ready" and collect_by is not None and collect_by < tx.site.day(now)
    return DocumentRequest(
        request_id=row["request_id"],
        number=row["number"],
        kind=row["kind"],
        state="expired" if late else row["state"],
        slip="none" if held is None else "printed" if held == "consumed" else "held",
        holder_key=row["holder_key"],
        initials=row["initials"],
        nik_tail=row["nik_tail"],
        birth_year=row["birth_year"],
        issue=row["issue"],
        bring=tuple(json.loads(row["bring"])),
        counter=row["counter"],
        shelf=row["shelf"],
        ready_on=day_or_none(row["ready_on"]),
        collect_by=collect_by,
        pin_until=tx.moment_or_none(row["pin_until"]),
        reprints=row["spoiled"],
        closed_at=tx.moment_or_none(row["closed_at"]),
    )


# --- what officers do with one ------------------------------------------------------------------------------


def make_ready(
    tx: Transaction,
    *,
    request_id: str,
    ready: Ready,
    hashed: str,
    until: datetime,
    officer_id: int,
    now: datetime,
) -> bool:
    """From any open state but ready; its print PIN is good from now on, and a slip that is out already makes
    the next a reprint. Not while one is held."""
    if _held(tx, request_id):
        return False
    done = _changed(
        tx,
        """UPDATE document_request SET counter = ?3, shelf = ?4, bring = ?5, collect_by = ?6,
        state = 'ready', ready_on = ?7, print_pin = ?8, pin_until = ?9, closed_at = NULL
        WHERE site = ?1 AND request_id = ?2 AND state IN ('submitted', 'in_process', 'expired')
        AND holder_key IS NOT NULL""",
        request_id,
        *_placed(ready),
        stored_day(tx.site.day(now)),
        hashed,
        stored(until),
        action="ready",
        officer_id=officer_id,
        now=now,
    )
    if done:
        _spoil_printed(tx, request_id)
    return done


def correct_ready(
    tx: Transaction, *, request_id: str, ready: Ready, officer_id: int, now: datetime
) -> Literal["held", "not_ready"] | None:
    """Not while a slip is held: it says what was. What is over its last day is made ready anew."""
    if _held(tx, request_id):
        return "held"
    done = _changed(
        tx,
        """UPDATE document_request SET counter = ?3, shelf = ?4, bring = ?5, collect_by = ?6
        WHERE site = ?1 AND request_id = ?2 AND state = 'ready'
        AND (collect_by IS NULL OR collect_by >= ?7)""",
        request_id,
        *_placed(ready),
        stored_day(tx.site.day(now)),
        action="correct",
        officer_id=officer_id,
        now=now,
    )
    return None if done else "not_ready"


def _placed(ready: Ready) -> tuple[SqlValue, ...]:
    """Its counter, shelf, things to bring and last day."""
    return (
        ready.counter,
        ready.shelf,
        json.dumps(ready.bring, ensure_ascii=False),
        stored_day(ready.collect_by),
    )


def reissue_pin(
    tx: Transaction, *, request_id: str, hashed: str, until: datetime, officer_id: int, now: datetime
) -> bool:
    """The PIN before is worthless. A slip that is out stays out: the next is a reprint. Not while one is
    held: its end is not known."""
    if _held(tx, request_id):
        return False
    done = _changed(
        tx,
        """UPDATE document_request SET print_pin = ?3, pin_until = ?4
        WHERE site = ?1 AND request_id = ?2 AND state = 'ready'""",
        request_id,
        hashed,
        stored(until),
        action="pin",
        officer_id=officer_id,
        now=now,
    )
    if done:
        _spoil_printed(tx, request_id)
    return done


def _held(tx: Transaction, request_id: str) -> bool:
    """Nobody knows yet how its paper ended."""
    sql = """SELECT 1 FROM reservation
        WHERE site = ? AND request_id = ? AND state IN ('reserved', 'undecided')"""
    return tx.one(sql, request_id) is not None


def _spoil_printed(tx: Transaction, request_id: str) -> None:
    """A slip that is out is one that may be about beside the next."""
    tx.run(
        """UPDATE reservation SET state = 'released', spoiled = 1
        WHERE site = ?1 AND request_id = ?2 AND state = 'consumed'""",
        request_id,
    )


def close(
    tx: Transaction,
    *,
    request_id: str,
    state: Literal["collected", "revoked"],
    officer_id: int,
    now: datetime,
) -> bool:
    """Handed over, of what is ready or was not fetched in time; or revoked, of all that is open. Once."""
    before = ("ready", "expired") if state == "collected" else OPEN
    return _changed(
        tx,
        f"""UPDATE document_request SET state = ?3, closed_at = ?4, print_pin = NULL
        WHERE site = ?1 AND request_id = ?2 AND state IN ({", ".join(f"'{one}'" for one in before)})""",
        request_id,
        state,
        stored(now),
        action="hand_over" if state == "collected" else "revoke",
        officer_id=officer_id,
        now=now,
    )


def _changed(
    tx: Transaction,
    sql: str,
    request_id: str,
    *values: SqlValue,
    action: Literal["ready", "correct", "pin", "hand_over", "revoke"],
    officer_id: int,
    now: datetime,
) -> bool:
    if tx.run(sql, request_id, *values) != 1:
        return False
    tx.changed = True
    who = audited_officer(officer_id)
    note(tx, who=who, action=action, numbers=[_number(tx, request_id)], now=now)
    return True


def _number(tx: Transaction, request_id: str) -> str:
    row = tx.one("SELECT number FROM document_request WHERE site = ? AND request_id = ?", request_id)
    return "" if row is None else str(row["number"])


def print_pin_hash(tx: Transaction, request_id: str) -> str | None:
    row = tx.one("SELECT print_pin FROM document_request WHERE site = ? AND request_id = ?", request_id)
    return None if row is None else row["print_pin"]


def forget(tx: Transaction, *, after: timedelta, waiting: timedelta, now: datetime) -> int:
    """Ends what nobody fetched in time, revokes what has waited for so long without ever being ready, and
    takes from what is over for so long all that leads to a person, and what officers wrote beside it; how
    many lost it. Numbers, days and the audit stay."""
    given_up = tx.all(
        """UPDATE document_request SET state = 'revoked', closed_at = ?3
        WHERE site = ?1 AND state IN ('submitted', 'in_process') AND made_at <= ?2 RETURNING number""",
        stored(now - waiting),
        stored(now),
    )
    if given_up:
        numbers = sorted(row["number"] for row in given_up)
        note(tx, who="server", action="revoke", numbers=numbers, now=now)
    tx.run(
        """UPDATE document_request SET state = 'expired', closed_at = ?2
        WHERE site = ?1 AND state = 'ready' AND collect_by < ?3""",
        stored(now),
        stored_day(tx.site.day(now)),
    )
    return tx.run(
        """UPDATE document_request SET holder_key = NULL, family_key = NULL, initials = NULL, nik_tail = NULL,
        birth_year = NULL, issue = NULL, bring = '[]', counter = NULL, shelf = NULL, print_pin = NULL,
        pin_until = NULL
        WHERE site = ?1 AND closed_at <= ?2
        AND (COALESCE(holder_key, family_key, nik_tail, print_pin, counter, shelf) IS NOT NULL
            OR bring <> '[]')""",
        stored(now - after),
    )


# --- what a print job holds ---------------------------------------------------------------------------------


def reserve(
    tx: Transaction,
    *,
    request_id: str,
    form: Form,
    pin: str,
    kiosk: Kiosk,
    job_id: str,
    now: datetime,
) -> Held | None:
    """Holds a document for one print job; the same job asking again is the same reservation.

    A kiosk that was revoked or replaced while it asked holds nothing: no log of its would ever settle it. Nor
    is a document held that officers have closed since its PIN was compared, or given another PIN.
    """
    if known_kiosk(tx, kiosk.kiosk_id) != kiosk:
        return None
    row = tx.one(SELECT + " AND request_id = ?2", request_id)
    if row is None:
        return None
    found = _request(tx, row, now)
    held = tx.one(
        "SELECT request_id, state, reprint FROM reservation WHERE site = ? AND kiosk_id = ? AND job_id = ?",
        kiosk.kiosk_id,
        job_id,
    )
    if held is not None:
        same = (held["request_id"], held["state"]) == (request_id, "reserved")
        return Held(found, held["reprint"]) if same else None
    if row["print_pin"] != pin or found.state != "ready" or found.pin_over(now):
        return None
    put = tx.insert(
        "reservation",
        job_id=job_id,
        request_id=request_id,
        request_no=found.number,
        kind=found.kind,
        form=form,
        kiosk_id=kiosk.kiosk_id,
        state="reserved",
        reprint=found.reprints,
        made_at=stored(now),
    )
    if put != 1:
        return None
    note(tx, who=f"kiosk:{kiosk.kiosk_id}", action="print", numbers=[found.number], now=now)
    return Held(found, found.reprints)


def reservation(tx: Transaction, *, request_id: str) -> Reservation | None:
    """The live one, or the last that was released."""
    row = tx.one(
        """SELECT * FROM reservation WHERE site = ? AND request_id = ?
        ORDER BY state = 'released', made_at DESC LIMIT 1""",
        request_id,
    )
    return (
        None if row is None else Reservation(row["job_id"], row["request_id"], row["kiosk_id"], row["state"])
    )


def undecided_slips(tx: Transaction) -> tuple[UndecidedSlip, ...]:
    rows = tx.all(
        """SELECT reservation.*, kiosk.letter, kiosk.name FROM reservation
        JOIN kiosk ON kiosk.site = reservation.site AND kiosk.kiosk_id = reservation.kiosk_id
        WHERE reservation.site = ? AND state = 'undecided' AND request_id IS NOT NULL
        ORDER BY made_at, request_no"""
    )
    return tuple(
        UndecidedSlip(
            kiosk_id=row["kiosk_id"],
            job_id=row["job_id"],
            request_no=row["request_no"],
            kind=row["kind"],
            form=row["form"],
            kiosk_letter=row["letter"],
            kiosk_name=row["name"],
            reserved_at=tx.moment(row["made_at"]),
            reprint=row["reprint"],
        )
        for row in rows
    )


def decide_slip(
    tx: Transaction,
    *,
    kiosk_id: str,
    job_id: str,
    decision: SlipDecision,
    officer_id: int,
    now: datetime,
) -> bool:
    """`out`: the print PIN is used, and whoever has a page has the document: it is handed over. `none`: as if
    nothing was asked. `spoiled`: it may be printed again, and a slip says that it is a reprint."""
    decided = tx.run(
        """UPDATE reservation SET state = ?2, spoiled = ?7, settled_at = ?3, decided_by = ?4
        WHERE site = ?1 AND kiosk_id = ?5 AND job_id = ?6 AND state = 'undecided'
        AND request_id IS NOT NULL""",
        "consumed" if decision == "out" else "released",
        stored(now),
        officer_id,
        kiosk_id,
        job_id,
        int(decision == "spoiled"),
    )
    if decided != 1:
        return False
    tx.changed = True
    (row,) = tx.all(
        "SELECT * FROM reservation WHERE site = ? AND kiosk_id = ? AND job_id = ?", kiosk_id, job_id
    )
    who = audited_officer(officer_id)
    note(tx, who=who, action=DECIDED[decision], numbers=[row["request_no"]], now=now)
    if decision == "out" and row["form"] == "page":
        close(tx, request_id=row["request_id"], state="collected", officer_id=officer_id, now=now)
    return True
