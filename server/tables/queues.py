"""Counters, calls and what is shown of them. Every change names the state that it expects."""

import heapq
import sqlite3
from datetime import date, datetime, timedelta
from typing import Literal

from server.queue import calling_order, next_ticket, ordinary_since_priority
from server.store import (
    BoardView,
    Call,
    ConsoleView,
    Counter,
    Press,
    QueuedTicket,
    Refused,
    TicketState,
    TicketView,
)
from server.tables.estimates import of_ticket
from server.tables.transaction import Transaction, stored

LAST_CALLS = 4
NEXT_LABELS = 6
HISTORY = 50
"""Calls looked back on for the priority ratio; more than any sensible `ordinary_between`."""

PRESS_KEPT = timedelta(days=1)

TICKET = """SELECT ticket.*, counter.number AS counter_number, kiosk.letter AS kiosk_letter FROM ticket
    LEFT JOIN counter ON counter.site = ticket.site AND counter.counter_id = ticket.counter_id
    LEFT JOIN kiosk ON kiosk.site = ticket.site AND kiosk.kiosk_id = ticket.kiosk_id
    WHERE ticket.site = ?"""

CALL = """SELECT fact.seq, fact.times, fact.at, fact.ticket_id, ticket.label, counter.number, counter.agency,
    counter.place FROM fact
    JOIN ticket ON ticket.site = fact.site AND ticket.ticket_id = fact.ticket_id
    JOIN counter ON counter.site = fact.site AND counter.counter_id = fact.counter_id
    WHERE fact.site = ? AND fact.day = ? AND fact.kind = 'called'"""

COUNTER = """SELECT counter.*, officer.display_name AS taken_by, session.counter_since FROM counter
    LEFT JOIN session ON session.site = counter.site AND session.counter_id = counter.counter_id
    LEFT JOIN officer ON officer.site = session.site AND officer.officer_id = session.officer_id
    WHERE counter.site = ?"""


# --- rows ---------------------------------------------------------------------------------------------------


def _ticket(tx: Transaction, row: sqlite3.Row) -> QueuedTicket:
    return QueuedTicket(
        ticket_id=row["ticket_id"],
        label=row["label"],
        code=row["code"],
        service=row["service"],
        agency=row["agency"],
        priority=row["priority"],
        kiosk=row["kiosk_letter"] or "",
        state=TicketState(row["state"]),
        issued_at=tx.moment(row["issued_at"]),
        order_time=tx.moment(row["order_time"]),
        called_at=tx.moment_or_none(row["called_at"]),
        closed_at=tx.moment_or_none(row["closed_at"]),
        calls=row["calls"],
        counter_number=row["counter_number"],
    )


def _call(tx: Transaction, row: sqlite3.Row) -> Call:
    return Call(
        seq=row["seq"],
        label=row["label"],
        counter_number=row["number"],
        agency=row["agency"],
        place=row["place"],
        times=row["times"],
        called_at=tx.moment(row["at"]),
    )


def _counter(tx: Transaction, row: sqlite3.Row) -> Counter:
    return Counter(
        counter_id=row["counter_id"],
        number=row["number"],
        agency=row["agency"],
        place=row["place"],
        taken_by=row["taken_by"],
        taken_since=tx.moment_or_none(row["counter_since"]),
    )


def _waiting(tx: Transaction, agency: str, day: date) -> list[QueuedTicket]:
    sql = f"""{TICKET} AND queue_day = ? AND ticket.agency = ? AND state = 'waiting'
        ORDER BY order_time, seq, label"""
    return [_ticket(tx, row) for row in tx.all(sql, day.isoformat(), agency)]


def _serving(tx: Transaction, counter_id: int) -> QueuedTicket | None:
    row = tx.one(f"{TICKET} AND ticket.counter_id = ? AND state = 'called'", counter_id)
    return None if row is None else _ticket(tx, row)


def _history(tx: Transaction, agency: str, day: date) -> list[bool]:
    """Of today's first calls of an agency, newest first: whether the ticket had priority."""
    rows = tx.all(
        """SELECT ticket.priority FROM fact
        JOIN ticket ON ticket.site = fact.site AND ticket.ticket_id = fact.ticket_id
        WHERE fact.site = ? AND fact.day = ? AND fact.kind = 'called' AND fact.times = 1 AND ticket.agency = ?
        ORDER BY fact.seq DESC LIMIT ?""",
        day.isoformat(),
        agency,
        HISTORY,
    )
    return [row["priority"] is not None for row in rows]


def _calling_order(tx: Transaction, agency: str, now: datetime) -> list[QueuedTicket]:
    day = tx.site.day(now)
    since = ordinary_since_priority(_history(tx, agency, day), tx.site.rule)
    order = calling_order(_waiting(tx, agency, day), since_priority=since, rule=tx.site.rule, now=now)
    return list(order)


def _newest(tx: Transaction) -> int:
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


# --- actions ------------------------------------------------------------------------------------------------


def call_next(tx: Transaction, press: Press) -> Call | Refused:
    """Closes what is being served as done and calls the next; with nobody waiting nothing changes."""
    serving = _begin(tx, press)
    if isinstance(serving, Refused):
        return serving
    agency = _agency(tx, press.counter_id)
    day = tx.site.day(press.now)
    waiting = _waiting(tx, agency, day)
    chosen = next_ticket(waiting, history=_history(tx, agency, day), rule=tx.site.rule, now=press.now)
    if chosen is None:
        return Refused("nobody_waits")
    if serving is not None and not _end(tx, serving, press, TicketState.DONE):
        return Refused("changed")
    return _announce(tx, chosen.ticket_id, press, expected=TicketState.WAITING) or Refused("changed")


def recall(tx: Transaction, press: Press) -> Call | Refused:
    serving = _begin(tx, press)
    if isinstance(serving, Refused):
        return serving
    if serving is None:
        return Refused("not_serving")
    return _announce(tx, serving.ticket_id, press, expected=TicketState.CALLED) or Refused("changed")


def close(
    tx: Transaction, press: Press, *, state: Literal[TicketState.DONE, TicketState.NO_SHOW]
) -> QueuedTicket | Refused:
    serving = _begin(tx, press)
    if isinstance(serving, Refused):
        return serving
    if serving is None:
        return Refused("not_serving")
    if not _end(tx, serving, press, state):
        return Refused("changed")
    (row,) = tx.all(f"{TICKET} AND ticket_id = ?", serving.ticket_id)
    return _ticket(tx, row)


def call_again(tx: Transaction, press: Press, *, ticket_id: str) -> Call | Refused:
    """Calls one of today's tickets of this agency that did not come the first time."""
    serving = _begin(tx, press)
    if isinstance(serving, Refused):
        return serving
    if serving is not None:
        return Refused("already_serving")
    known = tx.one(
        "SELECT 1 FROM ticket WHERE site = ? AND ticket_id = ? AND agency = ? AND queue_day = ?",
        ticket_id,
        _agency(tx, press.counter_id),
        tx.site.day(press.now).isoformat(),
    )
    if known is None:
        return Refused("unknown_ticket")
    return _announce(tx, ticket_id, press, expected=TicketState.NO_SHOW) or Refused("changed")


def _begin(tx: Transaction, press: Press) -> QueuedTicket | Refused | None:
    """What the counter serves now, where the press is new, the officer's own, and not on an old page."""
    tx.run("DELETE FROM press WHERE site = ? AND at < ?", stored(press.now - PRESS_KEPT))
    if not tx.insert("press", key=press.key, at=stored(press.now)):
        return Refused("repeated")
    sits = "SELECT 1 FROM session WHERE site = ? AND counter_id = ? AND officer_id = ?"
    if tx.one(sits, press.counter_id, press.officer_id) is None:
        return Refused("not_yours")
    serving = _serving(tx, press.counter_id)
    if press.expected != (serving.ticket_id if serving else None):
        return Refused("changed")
    return serving


def _agency(tx: Transaction, counter_id: int) -> str:
    (row,) = tx.all("SELECT agency FROM counter WHERE site = ? AND counter_id = ?", counter_id)
    return str(row["agency"])


def _announce(tx: Transaction, ticket_id: str, press: Press, *, expected: TicketState) -> Call | None:
    changed = tx.run(
        """UPDATE ticket SET state = 'called', calls = calls + 1, counter_id = ?2, called_at = ?3,
        closed_at = NULL
        WHERE site = ?1 AND ticket_id = ?4 AND state = ?5""",
        press.counter_id,
        stored(press.now),
        ticket_id,
        expected.value,
    )
    if changed != 1:
        return None
    (row,) = tx.all("SELECT calls, queue_day FROM ticket WHERE site = ? AND ticket_id = ?", ticket_id)
    tx.insert(
        "fact",
        day=tx.site.day(press.now).isoformat(),
        kind="called",
        ticket_id=ticket_id,
        counter_id=press.counter_id,
        times=row["calls"],
        at=stored(press.now),
    )
    tx.changed = True
    (call,) = tx.all(f"{CALL} ORDER BY fact.seq DESC LIMIT 1", tx.site.day(press.now).isoformat())
    return _call(tx, call)


def _end(tx: Transaction, serving: QueuedTicket, press: Press, state: TicketState) -> bool:
    changed = tx.run(
        """UPDATE ticket SET state = ?2, closed_at = ?3
        WHERE site = ?1 AND ticket_id = ?4 AND state = 'called' AND counter_id = ?5""",
        state.value,
        stored(press.now),
        serving.ticket_id,
        press.counter_id,
    )
    if changed != 1:
        return False
    tx.insert(
        "fact",
        day=tx.site.day(press.now).isoformat(),
        kind="closed",
        ticket_id=serving.ticket_id,
        counter_id=press.counter_id,
        at=stored(press.now),
    )
    tx.changed = True
    return True


# --- views --------------------------------------------------------------------------------------------------


def console_view(tx: Transaction, *, counter_id: int, now: datetime) -> ConsoleView | None:
    row = tx.one(f"{COUNTER} AND counter.counter_id = ?", counter_id)
    if row is None:
        return None
    counter = _counter(tx, row)
    day = tx.site.day(now).isoformat()
    missed = f"{TICKET} AND queue_day = ? AND ticket.agency = ? AND state = 'no_show' ORDER BY called_at DESC"
    served = (
        "SELECT COUNT(*) FROM ticket WHERE site = ? AND counter_id = ? AND state = 'done' AND queue_day = ?"
    )
    return ConsoleView(
        seq=_newest(tx),
        counter=counter,
        serving=_serving(tx, counter_id),
        waiting=tuple(_calling_order(tx, counter.agency, now)),
        no_shows=tuple(_ticket(tx, one) for one in tx.all(missed, day, counter.agency)),
        served_today=tx.number(served, counter_id, day),
    )


def board_view(tx: Transaction, *, now: datetime) -> BoardView:
    """The newest call of each ticket; who is next over all agencies with a counter, oldest head first."""
    day = tx.site.day(now).isoformat()
    newest = f"""{CALL} AND NOT EXISTS (SELECT 1 FROM fact AS later
        WHERE later.site = fact.site AND later.day = fact.day AND later.kind = 'called'
        AND later.ticket_id = fact.ticket_id AND later.seq > fact.seq)
        ORDER BY fact.seq DESC LIMIT {LAST_CALLS + 1}"""
    calls = [_call(tx, row) for row in tx.all(newest, day)]
    agencies = [row["agency"] for row in tx.all("SELECT DISTINCT agency FROM counter WHERE site = ?")]
    orders = [_calling_order(tx, agency, now) for agency in sorted(agencies)]
    merged = heapq.merge(*orders, key=lambda ticket: ticket.order_time)
    return BoardView(
        seq=_newest(tx),
        now=calls[0] if calls else None,
        last=tuple(calls[1:]),
        next_labels=tuple(ticket.label for ticket in list(merged)[:NEXT_LABELS]),
    )


def ticket_view(tx: Transaction, *, code: str, now: datetime) -> TicketView | None:
    row = tx.one(f"{TICKET} AND code = ?", code)
    if row is None:
        return None
    ticket = _ticket(tx, row)
    day = date.fromisoformat(row["queue_day"])
    ahead = estimate = None
    if ticket.state is TicketState.WAITING and day == tx.site.day(now):
        order = _calling_order(tx, ticket.agency, now)
        ahead = order.index(ticket)
        estimate = of_ticket(tx, ticket.agency, order, ahead, now)
    place = tx.one("SELECT place FROM counter WHERE site = ? AND counter_id = ?", row["counter_id"] or 0)
    return TicketView(
        seq=_newest(tx),
        ticket=ticket,
        ahead=ahead,
        business_day=day,
        place=None if place is None else place["place"],
        estimate=estimate,
    )


def by_service(tx: Transaction, day: date, *, only_waiting: bool) -> dict[str, int]:
    state = " AND state = 'waiting'" if only_waiting else ""
    sql = (
        f"SELECT service, COUNT(*) AS n FROM ticket WHERE site = ? AND queue_day = ?{state} GROUP BY service"
    )
    return {row["service"]: row["n"] for row in tx.all(sql, day.isoformat())}
