"""Counters, tickets and calls as they are shown. What changes them is in `presses.py`."""

import heapq
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Literal

from kiosk.wire import parse_label
from server.queue import calling_order, ordinary_since_priority
from server.slip_number import Reading
from server.store import (
    UNDO_FOR,
    Alarm,
    BoardView,
    Call,
    ConsoleView,
    Counter,
    Leftover,
    Leftovers,
    Pause,
    QueuedTicket,
    Refused,
    Shown,
    TicketState,
    TicketView,
    Undoable,
    ZoneView,
)
from server.tables.estimates import of_ticket
from server.tables.transaction import PROVISIONAL, Transaction, stored

LAST_CALLS = 4
NEXT_LABELS = 6
ZONE_CALLS, ZONE_NEXT = 2, 2
HISTORY = 50
"""Calls looked back on for the priority ratio; more than any sensible `ordinary_between`."""

REPORTED_FOR = timedelta(days=7)
"""How long the admin page tells of orphans and alarms."""

TWIN = """EXISTS (SELECT 1 FROM ticket AS twin WHERE twin.site = ticket.site AND twin.label = ticket.label
    AND twin.ticket_id <> ticket.ticket_id AND twin.queue_day IS ticket.queue_day AND twin.state <> 'void')"""

TICKET = f"""SELECT ticket.*, {TWIN} AS twin, counter.number AS counter_number, one.number AS only_number,
    whence.number AS from_number, kiosk.letter AS kiosk_letter FROM ticket
    LEFT JOIN counter ON counter.site = ticket.site AND counter.counter_id = ticket.counter_id
    LEFT JOIN session AS there ON there.site = ticket.site AND there.counter_id = ticket.only_counter
    LEFT JOIN counter AS one ON one.site = there.site AND one.counter_id = there.counter_id
    LEFT JOIN counter AS whence ON whence.site = ticket.site AND whence.counter_id = ticket.from_counter
    LEFT JOIN kiosk ON kiosk.site = ticket.site AND kiosk.kiosk_id = ticket.kiosk_id
    WHERE ticket.site = ?"""

KNOWN = f"(ticket.issued_as IS NOT NULL OR {PROVISIONAL})"

CALL = f"""SELECT fact.seq, fact.times, fact.at, fact.ticket_id, ticket.label, ticket.issued_at,
    kiosk.letter AS kiosk_letter, {TWIN} AS twin, counter.number, counter.agency, counter.place
    FROM standing_fact AS fact
    JOIN ticket ON ticket.site = fact.site AND ticket.ticket_id = fact.ticket_id
    LEFT JOIN kiosk ON kiosk.site = ticket.site AND kiosk.kiosk_id = ticket.kiosk_id
    JOIN counter ON counter.site = fact.site AND counter.counter_id = fact.counter_id
    WHERE fact.site = ? AND fact.day = ? AND fact.kind = 'called'"""

NEWEST_CALL = f"""{CALL} AND ticket.label IS NOT NULL AND NOT EXISTS (SELECT 1 FROM standing_fact AS later
    WHERE later.site = fact.site AND later.ticket_id = fact.ticket_id AND later.seq > fact.seq
    AND later.kind IN ('called', 'returned', 'transferred'))"""
"""Of its ticket, unless that waits again; without visits that have no number."""

COUNTER = """SELECT counter.*, officer.display_name AS taken_by, session.counter_since, pause.reason,
    pause.began_at, pause.minutes FROM counter
    LEFT JOIN pause ON pause.site = counter.site AND pause.counter_id = counter.counter_id
        AND pause.ended_at IS NULL
    LEFT JOIN session ON session.site = counter.site AND session.counter_id = counter.counter_id
    LEFT JOIN officer ON officer.site = session.site AND officer.officer_id = session.officer_id
    WHERE counter.site = ?"""


# --- rows ---------------------------------------------------------------------------------------------------


def ticket_of(tx: Transaction, row: sqlite3.Row) -> QueuedTicket:
    return QueuedTicket(
        ticket_id=row["ticket_id"],
        label=row["label"] or "",
        check=row["check_characters"] or "",
        code=row["code"],
        service=row["service"],
        agency=row["agency"],
        priority=row["priority"],
        kiosk=_kiosk_of(row),
        provisional=row["issued_as"] is None,
        twin=bool(row["twin"]),
        state=TicketState(row["state"]),
        issued_at=tx.moment_or_none(row["issued_at"]),
        taken_at=tx.moment(row["order_time"]),
        order_time=tx.moment(row["put_last_at"] or row["order_time"]),
        not_before=tx.moment_or_none(row["not_before"]),
        called_at=tx.moment_or_none(row["called_at"]),
        closed_at=tx.moment_or_none(row["closed_at"]),
        calls=row["calls"],
        counter_number=row["counter_number"],
        only_counter=row["only_number"],
        from_counter=row["from_number"],
        queue_day=date.fromisoformat(row["queue_day"]) if row["queue_day"] else None,
        lapsed_as=row["lapsed_as"],
    )


def _kiosk_of(row: sqlite3.Row) -> str:
    """Its letter: that of the kiosk that issued the ticket, or the one that the label bears."""
    label = parse_label(row["label"] or "")
    return row["kiosk_letter"] or (label.letter if label else "")


def call_of(tx: Transaction, row: sqlite3.Row) -> Call:
    return Call(
        seq=row["seq"],
        label=row["label"] or "",
        counter_number=row["number"],
        agency=row["agency"],
        place=row["place"],
        times=row["times"],
        called_at=tx.moment(row["at"]),
        kiosk=_kiosk_of(row),
        issued_at=tx.moment_or_none(row["issued_at"]),
        twin=bool(row["twin"]),
    )


def _counter(tx: Transaction, row: sqlite3.Row) -> Counter:
    return Counter(
        counter_id=row["counter_id"],
        number=row["number"],
        agency=row["agency"],
        place=row["place"],
        taken_by=row["taken_by"],
        taken_since=tx.moment_or_none(row["counter_since"]),
        pause=pause_of(tx, row) if row["began_at"] else None,
    )


def pause_of(tx: Transaction, row: sqlite3.Row) -> Pause:
    began, minutes = tx.moment(row["began_at"]), row["minutes"]
    return Pause(row["reason"], began, None if minutes is None else began + timedelta(minutes=minutes))


def waiting(tx: Transaction, agency: str, day: date, *, counter_id: int | None = None) -> list[QueuedTicket]:
    """An agency's by `order_time`; with a counter, without those that are for another one."""
    here = "" if counter_id is None else f"AND COALESCE(one.counter_id, {counter_id:d}) = {counter_id:d}"
    sql = f"""{TICKET} AND queue_day = ? AND ticket.agency = ? AND state = 'waiting' {here}
        ORDER BY COALESCE(put_last_at, order_time), seq, label"""
    return [ticket_of(tx, row) for row in tx.all(sql, day.isoformat(), agency)]


def serving(tx: Transaction, counter_id: int, day: date) -> QueuedTicket | None:
    sql = f"{TICKET} AND ticket.counter_id = ? AND state = 'called' AND queue_day = ?"
    row = tx.one(sql, counter_id, day.isoformat())
    return None if row is None else ticket_of(tx, row)


def _history(tx: Transaction, agency: str, day: date) -> list[bool]:
    """Of today's first calls at an agency's counters, newest first: whether the ticket had priority."""
    rows = tx.all(
        """SELECT ticket.priority FROM standing_fact AS fact
        JOIN ticket ON ticket.site = fact.site AND ticket.ticket_id = fact.ticket_id
        JOIN counter ON counter.site = fact.site AND counter.counter_id = fact.counter_id
        WHERE fact.site = ? AND fact.day = ? AND fact.kind = 'called' AND fact.times = 1
        AND counter.agency = ? ORDER BY fact.seq DESC LIMIT ?""",
        day.isoformat(),
        agency,
        HISTORY,
    )
    return [row["priority"] is not None for row in rows]


def orders(
    tx: Transaction, agency: str, now: datetime, *, counter_id: int | None = None
) -> tuple[list[QueuedTicket], list[QueuedTicket]]:
    """Who waits, in the order of the calls, and who was given back for later, the first of them first."""
    day = tx.site.day(now)
    every = waiting(tx, agency, day, counter_id=counter_id)
    ready = [one for one in every if (one.not_before or now) <= now]
    later = sorted(
        (one for one in every if (one.not_before or now) > now), key=lambda one: one.not_before or now
    )
    since = ordinary_since_priority(_history(tx, agency, day), tx.site.rule)
    return list(calling_order(ready, since_priority=since, rule=tx.site.rule, now=now)), later


def newest_fact(tx: Transaction) -> int:
    return tx.number("SELECT MAX(seq) FROM fact WHERE site = ?")


# --- counters -----------------------------------------------------------------------------------------------


def counters(tx: Transaction) -> tuple[Counter, ...]:
    """As people count: 2 before 10."""
    return tuple(_counter(tx, row) for row in tx.all(f"{COUNTER} ORDER BY LENGTH(number), number"))


def add_counter(tx: Transaction, *, number: str, agency: str, place: str) -> Counter | Literal["taken"]:
    counter_id = 1 + tx.number("SELECT MAX(counter_id) FROM counter WHERE site = ?")
    put = tx.insert("counter", counter_id=counter_id, number=number, agency=agency, place=place)
    if not put:
        return "taken"
    tx.changed = True
    return Counter(counter_id, number, agency, place, None, None)


# --- views --------------------------------------------------------------------------------------------------


def console_view(tx: Transaction, *, counter_id: int, now: datetime) -> ConsoleView | None:
    row = tx.one(f"{COUNTER} AND counter.counter_id = ?", counter_id)
    if row is None:
        return None
    counter = _counter(tx, row)
    day = tx.site.day(now).isoformat()
    missed = f"{TICKET} AND queue_day = ? AND ticket.agency = ? AND state = 'no_show' ORDER BY called_at DESC"
    undated = f"""{TICKET} AND queue_day IS NULL AND ticket.agency = ? AND state = 'waiting'
        ORDER BY order_time, seq, label"""
    served = (
        "SELECT COUNT(*) FROM ticket WHERE site = ? AND counter_id = ? AND state = 'done' AND queue_day = ?"
    )
    ready, later = orders(tx, counter.agency, now, counter_id=counter_id)
    last = undoable(tx, counter_id, now)
    return ConsoleView(
        seq=newest_fact(tx),
        counter=counter,
        serving=serving(tx, counter_id, tx.site.day(now)),
        waiting=tuple(ready),
        later=tuple(later),
        no_shows=tuple(ticket_of(tx, one) for one in tx.all(missed, day, counter.agency)),
        undated=tuple(ticket_of(tx, one) for one in tx.all(undated, counter.agency)),
        served_today=tx.number(served, counter_id, day),
        undoable=last if isinstance(last, Undoable) else None,
    )


def undoable(tx: Transaction, counter_id: int, now: datetime) -> Undoable | Refused:
    """What the counter's last call or closing did to whom, or why it cannot be taken back."""
    rows = tx.all(
        """SELECT undo.at, ticket.label, ticket.state, ticket.queue_day <> ?3 OR EXISTS (
            SELECT 1 FROM standing_fact AS later
            WHERE later.site = undo.site AND later.ticket_id = undo.ticket_id AND later.seq > undo.fact
            AND later.kind NOT IN ('issued', 'undone')
            AND (later.kind <> 'called' OR later.counter_id <> undo.counter_id)
        ) AS touched FROM undo
        JOIN ticket ON ticket.site = undo.site AND ticket.ticket_id = undo.ticket_id
        WHERE undo.site = ?1 AND undo.counter_id = ?2""",
        counter_id,
        tx.site.day(now).isoformat(),
    )
    if not rows or now - tx.moment(rows[0]["at"]) > UNDO_FOR:
        return Refused("too_late")
    if any(row["touched"] for row in rows):
        return Refused("changed")
    called = next((row["label"] or "" for row in rows if row["state"] == "called"), None)
    closed = next((row for row in rows if row["state"] != "called"), None)
    return Undoable(
        called=called,
        closed=(closed["label"] or "") if closed else None,
        closed_as=TicketState(closed["state"]) if closed else None,
        at=tx.moment(rows[0]["at"]),
    )


def find_tickets(
    tx: Transaction, *, readings: Sequence[Reading], code: str | None, now: datetime
) -> tuple[QueuedTicket, ...]:
    today = tx.site.day(now).isoformat()
    rows = tx.all(f"{TICKET} AND code = ?", code)
    for one in readings:
        of_label = f"{TICKET} AND label = ? AND (queue_day = ? OR check_characters = ?) AND {KNOWN}"
        rows += tx.all(of_label, one.label, today, one.check)
    rows.sort(key=lambda row: row["order_time"], reverse=True)
    rows.sort(key=lambda row: row["queue_day"] != today)
    return tuple(ticket_of(tx, row) for row in {row["ticket_id"]: row for row in rows}.values())


def of_slip(
    tx: Transaction, *, label: str, check: str, code: str | None, now: datetime
) -> list[QueuedTicket]:
    """All that the slip may be the paper of, today's first; a code names one alone."""
    found = find_tickets(tx, readings=[Reading(label, check)], code=code, now=now)
    scanned = [one for one in found if code is not None and one.code == code]
    typed = [one for one in found if (one.label, one.check) == (label, check)]
    if code is not None:
        typed = [one for one in typed if one.code is None or one.provisional]
    return scanned or typed


def shown(tx: Transaction, *, now: datetime) -> tuple[Shown, ...]:
    rows = tx.all(
        """SELECT ticket.*, counter.number FROM ticket
        LEFT JOIN counter ON counter.site = ticket.site AND counter.counter_id = ticket.counter_id
        WHERE ticket.site = ? AND issued_as IS NULL AND label IS NOT NULL AND state <> 'void' AND shown_at > ?
        ORDER BY shown_at DESC""",
        stored(now - REPORTED_FOR),
    )
    return tuple(
        Shown(
            label=row["label"],
            check=row["check_characters"],
            counter_number=row["number"],
            shown_at=tx.moment(row["shown_at"]),
            orphaned_at=tx.moment_or_none(row["orphaned_at"]),
        )
        for row in rows
    )


def alarms(tx: Transaction, *, now: datetime) -> tuple[Alarm, ...]:
    rows = tx.all(
        """SELECT ticket.*, kiosk.name FROM ticket
        JOIN event ON event.site = ticket.site AND event.kiosk_id = ticket.kiosk_id
            AND event.epoch = ticket.epoch AND event.seq = ticket.seq
        JOIN kiosk ON kiosk.site = ticket.site AND kiosk.kiosk_id = ticket.kiosk_id
        WHERE ticket.site = ? AND alarm IS NOT NULL AND event.received_at > ?
        ORDER BY event.received_at DESC""",
        stored(now - REPORTED_FOR),
    )
    return tuple(
        Alarm(row["alarm"], row["label"], row["check_characters"], row["name"], tx.moment(row["issued_at"]))
        for row in rows
    )


def leftovers(tx: Transaction, *, now: datetime) -> Leftovers | None:
    today = tx.site.day(now).isoformat()
    row = tx.one("SELECT MAX(queue_day) AS day FROM ticket WHERE site = ? AND queue_day < ?", today)
    if row is None or row["day"] is None:
        return None
    lines = tx.all(
        """SELECT agency, COALESCE(SUM(lapsed_as = 'waiting'), 0) AS waiting,
        COALESCE(SUM(lapsed_as = 'called'), 0) AS called, SUM(state = 'no_show') AS no_shows
        FROM ticket WHERE site = ? AND queue_day = ? AND state IN ('lapsed', 'no_show')
        GROUP BY agency ORDER BY agency""",
        row["day"],
    )
    left = (Leftover(one["agency"], one["waiting"], one["called"], one["no_shows"]) for one in lines)
    return Leftovers(date.fromisoformat(row["day"]), tuple(left))


def board_view(
    tx: Transaction,
    *,
    now: datetime,
    agencies: frozenset[str] | None = None,
    zones: Sequence[frozenset[str]] = (),
) -> BoardView:
    """The newest call of each ticket; who is next over the agencies with a counter, oldest head first."""
    every = counters(tx)
    queues = {agency: orders(tx, agency, now)[0] for agency in sorted({one.agency for one in every})}

    def calls(shown: frozenset[str] | None, count: int) -> tuple[Call, ...]:
        chosen = () if shown is None else sorted(shown)
        among = "" if shown is None else f" AND counter.agency IN ({', '.join('?' * len(chosen))})"
        sql = f"{NEWEST_CALL}{among} ORDER BY fact.seq DESC LIMIT {count}"
        return tuple(call_of(tx, row) for row in tx.all(sql, tx.site.day(now).isoformat(), *chosen))

    def next_labels(shown: frozenset[str] | None, count: int) -> tuple[str, ...]:
        chosen = [queue for agency, queue in queues.items() if shown is None or agency in shown]
        merged = heapq.merge(*chosen, key=lambda ticket: ticket.order_time)
        return tuple(ticket.label for ticket in islice(merged, count))

    newest = calls(agencies, LAST_CALLS + 1)
    return BoardView(
        seq=newest_fact(tx),
        now=newest[0] if newest else None,
        last=newest[1:],
        next_labels=next_labels(agencies, NEXT_LABELS),
        zones=tuple(ZoneView(calls(zone, ZONE_CALLS), next_labels(zone, ZONE_NEXT)) for zone in zones),
        paused=tuple(
            one.number for one in every if one.pause and (agencies is None or one.agency in agencies)
        ),
    )


def ticket_view(tx: Transaction, *, code: str, now: datetime) -> TicketView | None:
    row = tx.one(f"{TICKET} AND code = ?", code)
    if row is None:
        return None
    ticket = ticket_of(tx, row)
    ahead = estimate = None
    if ticket.state is TicketState.WAITING and ticket.queue_day == tx.site.day(now):
        ready, later = orders(tx, ticket.agency, now)
        ahead = [one.ticket_id for one in ready + later].index(ticket.ticket_id)
        if ahead < len(ready) and ticket.only_counter is None:
            estimate = of_ticket(tx, ticket.agency, ready, ahead, now)
    place = tx.one("SELECT place FROM counter WHERE site = ? AND counter_id = ?", row["counter_id"] or 0)
    return TicketView(
        seq=newest_fact(tx),
        ticket=ticket,
        ahead=ahead,
        business_day=ticket.queue_day,
        place=None if place is None else place["place"],
        estimate=estimate,
    )


def by_service(tx: Transaction, day: date, *, only_waiting: bool) -> dict[str, int]:
    state = "= 'waiting'" if only_waiting else "<> 'void'"
    sql = f"""SELECT service, COUNT(*) AS n FROM ticket
        WHERE site = ? AND queue_day = ? AND state {state} AND service IS NOT NULL GROUP BY service"""
    return {row["service"]: row["n"] for row in tx.all(sql, day.isoformat())}


def waiting_by_agency(tx: Transaction, day: date) -> dict[str, int]:
    sql = """SELECT agency, COUNT(*) AS n FROM ticket
        WHERE site = ? AND queue_day = ? AND state = 'waiting' GROUP BY agency"""
    return {row["agency"]: row["n"] for row in tx.all(sql, day.isoformat())}
