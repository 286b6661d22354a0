"""What kiosks bring: their event logs, taken in entry by entry."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pydantic import TypeAdapter

from kiosk.wire import (
    FIRST_HASH,
    Event,
    EventFault,
    EventResult,
    Hello,
    Issued,
    JobEnded,
    Label,
    Moment,
    Voided,
    canonical,
    check_characters,
    event_hash,
    parse_label,
)
from server.queue import clamped
from server.store import Kiosk, TakenIn
from server.tables.transaction import PROVISIONAL, SqlValue, Transaction, stored
from server.tables.trust import Outside, brought, hear, marks

RESERVATION_AFTER = {
    "printed": "consumed",
    "failed_clean": "released",
    "cancelled": "released",
    "expired": "released",
    "sent_unconfirmed": "undecided",
    "uncertain": "undecided",
}

MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)


def take_in(
    tx: Transaction, outside: Outside, *, kiosk: Kiosk, hello: Hello, events: Sequence[Event], now: datetime
) -> TakenIn:
    """Stores what follows the log without a gap.

    Each entry gets an answer; nothing beyond a gap or fault is acked. Only what the kiosk has no more is
    passed over: it knows where our log ends, and begins behind that all the same.
    """
    head, head_hash = _head(tx, kiosk)
    first = min((event.seq for event in events), default=head + 1)
    unsynced = min(max(hello.unsynced, 0), 2**31)
    end_of_log = first - 1 + unsynced
    tx.run(
        """UPDATE kiosk SET last_seen = ?2, unsynced = ?3, printer = ?4, version = ?6, boot_id = ?5,
        unsynced_since = ?7, office = ?10, boot_head = CASE WHEN boot_id = ?5 THEN boot_head ELSE ?9 END
        WHERE site = ?1 AND kiosk_id = ?8""",
        stored(now),
        unsynced,
        hello.printer,
        hello.boot_id,
        hello.version,
        _oldest(hello, now),
        kiosk.kiosk_id,
        end_of_log,
        hello.office,
    )
    day, who = tx.site.day(now), (kiosk.kiosk_id, kiosk.epoch)
    hear(tx, outside, who, hello, head=head, day=day, now=now)
    results: list[EventResult] = []
    begins = next((event for event in events if event.seq == first), None)
    if begins and hello.acked_seen <= head and first > head + 1 and _hash_of(begins) == begins.hash:
        _note(tx, kiosk, head + 1, "gap", {"until": first - 1}, now)
        results.append(EventResult(seq=head + 1, result="quarantined", reason="gap"))
        head, head_hash = first - 1, begins.prev_hash
    shortened = hello.acked_seen > 0 and hello.acked_seen + unsynced < head and not events
    if shortened and not outside.presence.is_late(who, hello):
        _note(tx, kiosk, hello.acked_seen + unsynced + 1, "log_shortened", {"until": head}, now)
    for event in sorted(events, key=lambda one: one.seq):
        if event.seq <= head:
            results.append(_again(tx, kiosk, event, now))
            continue
        if event.seq > head + 1:
            break
        if event.prev_hash != head_hash or _hash_of(event) != event.hash:
            _keep_stray(tx, kiosk, event, "chain_broken", now)
            results.append(EventResult(seq=event.seq, result="quarantined", reason="chain_broken"))
            break
        reason = _apply(tx, kiosk, event, now)
        _keep(tx, kiosk, event, reason, now)
        results.append(
            EventResult(seq=event.seq, result="quarantined" if reason else "applied", reason=reason)
        )
        head, head_hash = event.seq, event.hash
    if head >= end_of_log:
        _orphan(tx, kiosk, now)
    return TakenIn(now, head, tuple(results), marks(tx, day))


def _orphan(tx: Transaction, kiosk: Kiosk, now: datetime) -> None:
    """The kiosk's log is taken in to its end: what it has not told of yet, it has not issued."""
    tx.run(
        f"""UPDATE ticket INDEXED BY ticket_provisional SET orphaned_at = ?2
        WHERE site = ?1 AND label GLOB '*-' || ?3 || '[0-9]*' AND {PROVISIONAL}""",
        stored(now),
        kiosk.letter,
    )


def _oldest(hello: Hello, now: datetime) -> str | None:
    """Since when the kiosk has waited to bring its oldest event, by our clock: its own may be wrong."""
    if hello.oldest_unsynced_seconds is None:
        return None
    return stored(now - timedelta(seconds=hello.oldest_unsynced_seconds))


def _head(tx: Transaction, kiosk: Kiosk) -> tuple[int, str]:
    row = tx.one(
        "SELECT seq, hash FROM event WHERE site = ? AND kiosk_id = ? AND epoch = ? ORDER BY seq DESC LIMIT 1",
        kiosk.kiosk_id,
        kiosk.epoch,
    )
    return (0, FIRST_HASH) if row is None else (row["seq"], row["hash"])


def _hash_of(event: Event) -> str:
    return event_hash(
        seq=event.seq,
        id=event.id,
        type=event.type,
        time=event.time.isoformat(),
        body=event.body,
        prev_hash=event.prev_hash,
    )


def _again(tx: Transaction, kiosk: Kiosk, event: Event, now: datetime) -> EventResult:
    """The same entry again is a duplicate; another one in its place is a cloned disk or a forged log."""
    row = tx.one(
        "SELECT hash, quarantined FROM event WHERE site = ? AND kiosk_id = ? AND epoch = ? AND seq = ?",
        kiosk.kiosk_id,
        kiosk.epoch,
        event.seq,
    )
    if row is not None and row["hash"] == event.hash == _hash_of(event):
        return EventResult(seq=event.seq, result="duplicate", reason=row["quarantined"])
    _keep_stray(tx, kiosk, event, "forked_log", now)
    return EventResult(seq=event.seq, result="quarantined", reason="forked_log")


def _keep(tx: Transaction, kiosk: Kiosk, event: Event, reason: EventFault | None, now: datetime) -> None:
    tx.insert(
        "event",
        kiosk_id=kiosk.kiosk_id,
        epoch=kiosk.epoch,
        seq=event.seq,
        id=event.id,
        type=event.type,
        time=event.time.isoformat(),
        body=canonical(event.body).decode(),
        prev_hash=event.prev_hash,
        hash=event.hash,
        received_at=stored(now),
        quarantined=reason,
    )


def _keep_stray(tx: Transaction, kiosk: Kiosk, event: Event, reason: EventFault, now: datetime) -> None:
    tx.insert(
        "stray_event",
        kiosk_id=kiosk.kiosk_id,
        epoch=kiosk.epoch,
        seq=event.seq,
        hash=event.hash,
        entry=event.model_dump_json(),
        received_at=stored(now),
        reason=reason,
    )


def _note(
    tx: Transaction, kiosk: Kiosk, seq: int, reason: EventFault, said: dict[str, int], now: datetime
) -> None:
    """Something about the log from `seq` on that no entry tells, once."""
    tx.insert(
        "stray_event",
        kiosk_id=kiosk.kiosk_id,
        epoch=kiosk.epoch,
        seq=seq,
        hash=reason,
        entry=canonical(said).decode(),
        received_at=stored(now),
        reason=reason,
    )


def _apply(tx: Transaction, kiosk: Kiosk, event: Event, now: datetime) -> EventFault | None:
    """Why the event had no effect, or None. An unknown or odd entry never blocks those behind it: whatever
    it had done is undone."""
    tx.connection.execute("SAVEPOINT event")
    before = (tx.changed, tx.witness)
    try:
        reason = _effect(tx, kiosk, event, now)
    except (ValueError, OverflowError, sqlite3.IntegrityError):
        tx.connection.execute("ROLLBACK TO event")
        tx.changed, tx.witness = before
        reason = "bad_body"
    tx.connection.execute("RELEASE event")
    return reason


def _effect(tx: Transaction, kiosk: Kiosk, event: Event, now: datetime) -> EventFault | None:
    MOMENT.validate_python(event.time)
    match event.type:
        case "issued":
            return _issued(tx, kiosk, event.seq, Issued.model_validate(event.body), now)
        case "job_ended":
            _job_ended(tx, kiosk, JobEnded.model_validate(event.body), now)
        case "voided":
            return _voided(tx, kiosk, Voided.model_validate(event.body), now)
        case _:
            return "unknown_type"
    return None


def _issued(tx: Transaction, kiosk: Kiosk, seq: int, body: Issued, now: datetime) -> EventFault | None:
    label = parse_label(body.label)
    if label is None or (not label.is_own and body.label_day is None):
        return "bad_body"
    label_day = body.label_day.isoformat() if body.label_day else ""
    if tx.one("SELECT 1 FROM ticket WHERE site = ? AND issued_as = ?", body.ticket_id):
        return "ticket_clash"
    order_time = clamped(body.issued_at, previous=_last_order_time(tx, kiosk), received=now)
    day = _queue_day(tx, kiosk, seq, body.business_day, order_time, now)
    shown = _provisional(tx, body, None if label.is_own else body.label_day)
    code = body.code if shown is not None and shown["code"] == body.code else _free_code(tx, body.code)
    printed: dict[str, SqlValue] = {
        "issued_as": body.ticket_id,
        "label_day": label_day,
        "label": body.label,
        "check_characters": check_characters(body.code),
        "code": code,
        "priority": body.priority,
        "language": body.language,
        "kiosk_id": kiosk.kiosk_id,
        "epoch": kiosk.epoch,
        "seq": seq,
        "issued_at": stored(body.issued_at),
        "order_time": stored(order_time),
        "alarm": _alarm(tx, kiosk, label, label_day, code),
    }
    if shown is None:
        ticket_id = body.ticket_id
        tx.insert(
            "ticket",
            ticket_id=ticket_id,
            service=body.service,
            agency=body.agency,
            queue_day=day,
            state="waiting",
            **printed,
        )
    else:
        ticket_id = shown["ticket_id"]
        _merge(tx, shown, body, day, printed)
    if not label.is_own and body.label_day is not None:
        brought(tx, label, body.label_day, body.ticket_id, now)
    tx.run(
        "UPDATE kiosk SET last_order_time = ?2 WHERE site = ?1 AND kiosk_id = ?3",
        stored(order_time),
        kiosk.kiosk_id,
    )
    fact_day = day or tx.site.day(now).isoformat()
    tx.insert("fact", day=fact_day, kind="issued", ticket_id=ticket_id, at=stored(now))
    tx.changed = True
    return None


def _queue_day(
    tx: Transaction, kiosk: Kiosk, seq: int, confirmed: date | None, order_time: datetime, now: datetime
) -> str | None:
    """The day that the server had confirmed, or the kiosk's clock says; None where that is not proven.

    Each signed request proves the clock, and so all that the kiosk issues until it is switched off.
    """
    if confirmed is None:
        row = tx.one("SELECT boot_head FROM kiosk WHERE site = ? AND kiosk_id = ?", kiosk.kiosk_id)
        if row is None or seq <= row["boot_head"]:
            return None
        confirmed = tx.site.day(order_time)
    return min(confirmed, tx.site.day(now)).isoformat()


def _provisional(tx: Transaction, body: Issued, granted_on: date | None) -> sqlite3.Row | None:
    """What a counter has served under this code, or this label and these check characters.

    A number of the site's was shown on the day of its grant or later, else it was another paper; a kiosk's
    own, before its log was known to its end.
    """
    since = None if granted_on is None else stored(tx.site.beginning(granted_on))
    return tx.one(
        """SELECT * FROM ticket WHERE site = ?1 AND issued_as IS NULL AND state <> 'void' AND (
            code = ?2 OR (label = ?3 AND check_characters = ?4 AND code IS NULL
                AND CASE WHEN ?5 IS NULL THEN orphaned_at IS NULL ELSE shown_at >= ?5 END)
        ) ORDER BY code IS NULL, orphaned_at IS NOT NULL""",
        body.code,
        body.label,
        check_characters(body.code),
        since,
    )


def _free_code(tx: Transaction, code: str) -> str | None:
    """A code that another ticket has already: phones go on following that one."""
    return None if tx.one("SELECT 1 FROM ticket WHERE site = ? AND code = ?", code) else code


def _alarm(tx: Transaction, kiosk: Kiosk, label: Label, label_day: str, code: str | None) -> str | None:
    same = """SELECT 1 FROM ticket WHERE site = ? AND label_day = ? AND label = ?
        AND issued_as IS NOT NULL AND alarm IS NOT 'twin'"""
    if code is None or tx.one(same, label_day, str(label)):
        return "twin"
    return "foreign_letter" if label.letter not in ("", kiosk.letter) else None


def _merge(
    tx: Transaction, shown: sqlite3.Row, body: Issued, day: str | None, printed: dict[str, SqlValue]
) -> None:
    """The ticket takes over state, counter and times of the provisional one, whose row it is from now on.

    Its agency and service are the event's, unless an officer has chosen others. If the call is taken back, it
    waits where it would have waited.
    """
    new = ", ".join(f"{name} = ?{place}" for place, name in enumerate(printed, 5))
    tx.run(
        f"""UPDATE ticket SET agency = CASE WHEN from_counter IS NULL THEN ?3 ELSE agency END,
        service = COALESCE(service, ?4), orphaned_at = NULL, {new}
        WHERE site = ?1 AND ticket_id = ?2 AND issued_as IS NULL""",
        shown["ticket_id"],
        body.agency,
        body.service,
        *printed.values(),
    )
    tx.run(
        """UPDATE undo SET state = 'waiting', queue_day = ?3
        WHERE site = ?1 AND ticket_id = ?2 AND state = 'void'""",
        shown["ticket_id"],
        day,
    )


def _voided(tx: Transaction, kiosk: Kiosk, body: Voided, now: datetime) -> EventFault | None:
    """Who waits leaves the queue. Who was called stays, and waits no more if the call is taken back."""
    row = tx.one(
        "SELECT * FROM ticket WHERE site = ? AND issued_as = ? AND kiosk_id = ?",
        body.ticket_id,
        kiosk.kiosk_id,
    )
    if row is None:
        return "unknown_ticket"
    voided = tx.run(
        """UPDATE ticket SET state = 'void', lapsed_as = NULL, closed_at = ?3
        WHERE site = ?1 AND ticket_id = ?2 AND 'waiting' IN (state, lapsed_as)""",
        row["ticket_id"],
        stored(now),
    )
    tx.run(
        """UPDATE undo SET state = 'void', lapsed_as = NULL
        WHERE site = ?1 AND ticket_id = ?2 AND 'waiting' IN (state, lapsed_as)""",
        row["ticket_id"],
    )
    if voided:
        day = tx.site.day(now).isoformat()
        tx.insert("fact", day=day, kind="voided", ticket_id=row["ticket_id"], at=stored(now))
        tx.changed = True
    return None


def _last_order_time(tx: Transaction, kiosk: Kiosk) -> datetime | None:
    row: sqlite3.Row | None = tx.one(
        "SELECT last_order_time FROM kiosk WHERE site = ? AND kiosk_id = ?", kiosk.kiosk_id
    )
    return None if row is None else tx.moment_or_none(row["last_order_time"])


def _job_ended(tx: Transaction, kiosk: Kiosk, body: JobEnded, now: datetime) -> None:
    """Only the kiosk that reserved settles, and once: a later word about the same job changes nothing.

    A job that was never reserved leaves a row without a document, so that a reservation still on its way to
    the server finds the job over.
    """
    if body.ticket_id is not None:
        return
    state = RESERVATION_AFTER[body.state]
    tx.run(
        """UPDATE reservation SET state = ?2, settled_at = ?3
        WHERE site = ?1 AND kiosk_id = ?4 AND job_id = ?5 AND state = 'reserved'""",
        state,
        stored(now),
        kiosk.kiosk_id,
        body.job_id,
    )
    tx.changed = True
    tx.insert(
        "reservation",
        kiosk_id=kiosk.kiosk_id,
        job_id=body.job_id,
        state=state,
        made_at=stored(now),
        settled_at=stored(now),
    )
