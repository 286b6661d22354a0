"""What officers do at their counters. A press is judged whole before it changes anything."""

import sqlite3
from datetime import datetime, timedelta
from typing import Literal, assert_never

from server.store import (
    LATER,
    PAUSE_MINUTES,
    Call,
    CallReason,
    Pause,
    PauseReason,
    Place,
    Press,
    QueuedTicket,
    Refused,
    TicketState,
    Undoable,
)
from server.tables import queues
from server.tables.people import end_pause
from server.tables.transaction import SqlValue, Transaction, stored

PRESS_KEPT = timedelta(days=1)


# --- calling ------------------------------------------------------------------------------------------------


def call_next(tx: Transaction, press: Press) -> Call | Refused:
    """Closes what is being served as done and calls the next; with nobody waiting nothing changes."""
    serving = _begin(tx, press)
    if isinstance(serving, Refused):
        return serving
    ready, _ = queues.orders(tx, _agency(tx, press), press.now, counter_id=press.counter_id)
    if not ready:
        return Refused("nobody_waits")
    return _done_then_call(tx, press, serving, ready[0].ticket_id)


def call_ticket(tx: Transaction, press: Press, *, ticket_id: str, reason: CallReason) -> Call | Refused:
    """As `call_next`, but one that the officer has chosen from today's of this agency."""
    serving = _begin(tx, press)
    if isinstance(serving, Refused):
        return serving
    expected = TicketState.NO_SHOW if reason == "missed" else TicketState.WAITING
    row = tx.one(
        "SELECT state FROM ticket WHERE site = ? AND ticket_id = ? AND agency = ? AND queue_day = ?",
        ticket_id,
        _agency(tx, press),
        tx.site.day(press.now).isoformat(),
    )
    if row is None:
        return Refused("unknown_ticket")
    if row["state"] != expected.value:
        return Refused("changed")
    return _done_then_call(tx, press, serving, ticket_id, reason)


def recall(tx: Transaction, press: Press) -> Call | Refused:
    serving = _begin(tx, press)
    if isinstance(serving, Refused):
        return serving
    if serving is None:
        return Refused("not_serving")
    return _announce(tx, press, _row(tx, serving.ticket_id))


def _done_then_call(
    tx: Transaction,
    press: Press,
    serving: QueuedTicket | None,
    ticket_id: str,
    reason: CallReason | None = None,
) -> Call | Refused:
    if _pause(tx, press) is not None:
        return Refused("paused")
    _forget(tx, press)
    if serving is not None:
        _end(tx, press, serving, TicketState.DONE)
    before = _row(tx, ticket_id)
    call = _announce(tx, press, before, reason)
    _remember(tx, press, before, call.seq)
    return call


def _announce(tx: Transaction, press: Press, before: sqlite3.Row, reason: CallReason | None = None) -> Call:
    tx.run(
        """UPDATE ticket SET state = 'called', calls = calls + 1, counter_id = ?2, called_at = ?3,
        closed_at = NULL
        WHERE site = ?1 AND ticket_id = ?4""",
        press.counter_id,
        stored(press.now),
        before["ticket_id"],
    )
    seq = _fact(tx, press, "called", before["ticket_id"], times=before["calls"] + 1, reason=reason)
    (call,) = tx.all(f"{queues.CALL} AND fact.seq = ?", tx.site.day(press.now).isoformat(), seq)
    return queues.call_of(tx, call)


# --- the end of a serving -----------------------------------------------------------------------------------


def close(
    tx: Transaction, press: Press, *, state: Literal[TicketState.DONE, TicketState.NO_SHOW]
) -> QueuedTicket | Refused:
    serving = _begin_serving(tx, press)
    if isinstance(serving, Refused):
        return serving
    _forget(tx, press)
    _end(tx, press, serving, state)
    return _now(tx, serving.ticket_id)


def give_back(tx: Transaction, press: Press, *, place: Place) -> QueuedTicket | Refused:
    """Back to the queue: it keeps its calls, so that the next one is said to be a repeated one."""
    match place:
        case "original":
            put_last_at, not_before = None, None
        case "later":
            put_last_at, not_before = None, stored(press.now + LATER)
        case "last":
            put_last_at, not_before = stored(press.now), None
        case _:
            assert_never(place)
    return _let_go(tx, press, "returned", put_last_at=put_last_at, not_before=not_before)


def transfer(
    tx: Transaction, press: Press, *, agency: str, counter_id: int | None, service: str | None
) -> QueuedTicket | Refused:
    """Its calls begin anew at the other place; its number and its waiting time stay."""
    here = "SELECT 1 FROM counter WHERE site = ?1 AND agency = ?2 AND (?3 IS NULL OR counter_id = ?3)"
    if tx.one(here, agency, counter_id) is None:
        return Refused("unknown_counter")
    where: dict[str, SqlValue] = {"agency": agency, "only_counter": counter_id}
    if service is not None:
        where["service"] = service
    return _let_go(
        tx,
        press,
        "transferred",
        **where,
        from_counter=press.counter_id,
        calls=0,
        put_last_at=None,
        not_before=None,
    )


def _let_go(
    tx: Transaction, press: Press, kind: Literal["returned", "transferred"], **values: SqlValue
) -> QueuedTicket | Refused:
    """What is being served waits again, with these columns; their names come from the code alone."""
    serving = _begin_serving(tx, press)
    if isinstance(serving, Refused):
        return serving
    _forget(tx, press)
    new = ", ".join(f"{name} = ?{place}" for place, name in enumerate(values, 3))
    tx.run(
        f"""UPDATE ticket SET state = 'waiting', counter_id = NULL, called_at = NULL, {new}
        WHERE site = ?1 AND ticket_id = ?2""",
        serving.ticket_id,
        *values.values(),
    )
    _fact(tx, press, kind, serving.ticket_id)
    return _now(tx, serving.ticket_id)


def _end(tx: Transaction, press: Press, serving: QueuedTicket, state: TicketState) -> None:
    before = _row(tx, serving.ticket_id)
    tx.run(
        "UPDATE ticket SET state = ?2, closed_at = ?3 WHERE site = ?1 AND ticket_id = ?4",
        state.value,
        stored(press.now),
        serving.ticket_id,
    )
    _remember(tx, press, before, _fact(tx, press, "closed", serving.ticket_id))


# --- taking back --------------------------------------------------------------------------------------------


def undo(tx: Transaction, press: Press) -> Undoable | Refused:
    """Puts every ticket of the last call or closing back to what it was, if nobody has touched it since.

    Its recalls go with it, and a pause: the counter serves again.
    """
    serving = _begin(tx, press)
    if isinstance(serving, Refused):
        return serving
    last = queues.undoable(tx, press.counter_id, press.now)
    if isinstance(last, Refused):
        return last
    # Newest first: the called one leaves the counter before the one before comes back to it.
    before = "SELECT * FROM undo WHERE site = ? AND counter_id = ? ORDER BY fact DESC"
    for row in tx.all(before, press.counter_id):
        tx.run(
            """UPDATE ticket SET state = ?2, calls = ?3, counter_id = ?4, called_at = ?5, closed_at = ?6
            WHERE site = ?1 AND ticket_id = ?7""",
            row["state"],
            row["calls"],
            row["served_at"],
            row["called_at"],
            row["closed_at"],
            row["ticket_id"],
        )
        mine = """SELECT seq FROM standing_fact
            WHERE site = ? AND ticket_id = ? AND seq >= ? AND kind <> 'undone'"""
        for fact in tx.all(mine, row["ticket_id"], row["fact"]):
            _fact(tx, press, "undone", row["ticket_id"], undoes=fact["seq"])
    _forget(tx, press)
    end_pause(tx, press.counter_id, press.now)
    return last


def _remember(tx: Transaction, press: Press, before: sqlite3.Row, fact: int) -> None:
    """Keeps a ticket as it was before the change that the fact tells."""
    tx.insert(
        "undo",
        counter_id=press.counter_id,
        ticket_id=before["ticket_id"],
        fact=fact,
        at=stored(press.now),
        state=before["state"],
        calls=before["calls"],
        served_at=before["counter_id"],
        called_at=before["called_at"],
        closed_at=before["closed_at"],
    )


def _forget(tx: Transaction, press: Press) -> None:
    tx.run("DELETE FROM undo WHERE site = ? AND counter_id = ?", press.counter_id)


# --- pauses -------------------------------------------------------------------------------------------------


def pause(tx: Transaction, press: Press, *, reason: PauseReason) -> Pause | Refused:
    serving = _begin(tx, press)
    if isinstance(serving, Refused):
        return serving
    if _pause(tx, press) is not None:
        return Refused("paused")
    if serving is not None:
        _forget(tx, press)
        _end(tx, press, serving, TicketState.DONE)
    tx.insert(
        "pause",
        counter_id=press.counter_id,
        began_at=stored(press.now),
        officer_id=press.officer_id,
        reason=reason,
        minutes=PAUSE_MINUTES[reason],
    )
    tx.changed = True
    return _pause(tx, press) or Refused("changed")


def resume(tx: Transaction, press: Press) -> Pause | Refused:
    serving = _begin(tx, press)
    if isinstance(serving, Refused):
        return serving
    over = _pause(tx, press)
    if over is None:
        return Refused("changed")
    end_pause(tx, press.counter_id, press.now)
    tx.changed = True
    return over


def _pause(tx: Transaction, press: Press) -> Pause | None:
    row = tx.one(
        "SELECT * FROM pause WHERE site = ? AND counter_id = ? AND ended_at IS NULL", press.counter_id
    )
    return None if row is None else queues.pause_of(tx, row)


# --- the end of a day ---------------------------------------------------------------------------------------


def end_days(tx: Transaction, *, now: datetime) -> int:
    """Closes what earlier days have left, also what a cut-off kiosk brings late; says what it was."""
    today = tx.site.day(now)
    begun = stored(datetime.combine(today, tx.site.day_starts, tx.site.zone))
    tx.run(
        "UPDATE pause SET ended_at = ?2 WHERE site = ?1 AND ended_at IS NULL AND began_at < ?2",
        begun,
    )
    # Without its name SQLite would walk through the tickets of every day that ever was.
    left = "ticket INDEXED BY ticket_open"
    those = "WHERE site = ?1 AND queue_day < ?2 AND state IN ('waiting', 'called')"
    for row in tx.all(f"SELECT * FROM {left} {those}", today.isoformat()):
        tx.insert(
            "fact",
            day=row["queue_day"],
            kind="lapsed",
            ticket_id=row["ticket_id"],
            counter_id=row["counter_id"],
            at=stored(now),
        )
    lapsed = tx.run(
        f"UPDATE {left} SET lapsed_as = state, state = 'lapsed', closed_at = ?3 {those}",
        today.isoformat(),
        stored(now),
    )
    tx.changed = tx.changed or lapsed > 0
    return lapsed


# --- every press --------------------------------------------------------------------------------------------


def _begin(tx: Transaction, press: Press) -> QueuedTicket | Refused | None:
    """What the counter serves now, where the press is new, the officer's own, and not on an old page."""
    tx.run("DELETE FROM press WHERE site = ? AND at < ?", stored(press.now - PRESS_KEPT))
    if not tx.insert("press", key=press.key, at=stored(press.now)):
        return Refused("repeated")
    sits = "SELECT 1 FROM session WHERE site = ? AND counter_id = ? AND officer_id = ?"
    if tx.one(sits, press.counter_id, press.officer_id) is None:
        return Refused("not_yours")
    end_days(tx, now=press.now)
    serving = queues.serving(tx, press.counter_id, tx.site.day(press.now))
    if press.expected != (serving.ticket_id if serving else None):
        return Refused("changed")
    return serving


def _begin_serving(tx: Transaction, press: Press) -> QueuedTicket | Refused:
    return _begin(tx, press) or Refused("not_serving")


def _agency(tx: Transaction, press: Press) -> str:
    (row,) = tx.all("SELECT agency FROM counter WHERE site = ? AND counter_id = ?", press.counter_id)
    return str(row["agency"])


def _row(tx: Transaction, ticket_id: str) -> sqlite3.Row:
    (row,) = tx.all("SELECT * FROM ticket WHERE site = ? AND ticket_id = ?", ticket_id)
    return row


def _now(tx: Transaction, ticket_id: str) -> QueuedTicket:
    (row,) = tx.all(f"{queues.TICKET} AND ticket_id = ?", ticket_id)
    return queues.ticket_of(tx, row)


def _fact(tx: Transaction, press: Press, kind: str, ticket_id: str, **more: SqlValue) -> int:
    """Its number."""
    tx.insert(
        "fact",
        day=tx.site.day(press.now).isoformat(),
        kind=kind,
        ticket_id=ticket_id,
        counter_id=press.counter_id,
        at=stored(press.now),
        **more,
    )
    tx.changed = True
    return queues.newest_fact(tx)
