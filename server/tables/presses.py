"""What officers do at their counters. A press is judged whole before it changes anything."""

import sqlite3
from datetime import datetime, timedelta
from typing import Literal, assert_never
from uuid import uuid4

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
from server.tables.officers import end_pause
from server.tables.transaction import PROVISIONAL, SqlValue, Transaction, stored

PRESS_KEPT = timedelta(days=1)


# --- calling ------------------------------------------------------------------------------------------------


def call_next(tx: Transaction, press: Press) -> Call | Refused:
    """Closes what is being served as done and calls the next; with nobody waiting nothing changes."""
    serving = _begin_calling(tx, press)
    if isinstance(serving, Refused):
        return serving
    ready, _ = queues.orders(tx, _agency(tx, press), press.now, counter_id=press.counter_id)
    if not ready:
        return Refused("nobody_waits")
    return _done_then_call(tx, press, serving, ready[0].ticket_id)


def call_ticket(tx: Transaction, press: Press, *, ticket_id: str, reason: CallReason) -> Call | Refused:
    """As `call_next`, but one that the officer has chosen from today's of this agency."""
    serving = _begin_calling(tx, press)
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


def serve(tx: Transaction, press: Press, *, label: str, check: str, code: str | None) -> Call | Refused:
    """A ticket of this slip that may be called; or, where there is none at all, a provisional one."""
    serving = _begin_calling(tx, press)
    if isinstance(serving, Refused):
        return serving
    today = tx.site.day(press.now)
    found = queues.of_slip(tx, label=label, check=check, code=code, now=press.now)
    if not found:
        shown = _show(tx, press, label=label, check_characters=check, code=code)
        return _done_then_call(tx, press, serving, shown, "slip")
    ticket = next((one for one in found if one.may_be_served(today)), found[0])
    if not ticket.may_be_served(today):
        return Refused("served", ticket)
    if ticket.agency != _agency(tx, press):
        return Refused("elsewhere", ticket)
    reason: CallReason = "missed" if ticket.state is TicketState.NO_SHOW else "slip"
    return _done_then_call(tx, press, serving, ticket.ticket_id, reason)


def serve_unnumbered(tx: Transaction, press: Press) -> QueuedTicket | Refused:
    serving = _begin_calling(tx, press)
    if isinstance(serving, Refused):
        return serving
    shown = _show(tx, press, label=None, check_characters=None, code=None)
    _done_then_call(tx, press, serving, shown)
    return _now(tx, shown)


def _show(tx: Transaction, press: Press, **slip: str | None) -> str:
    """A ticket that the server knows from the counter alone: void until it is called. Its id."""
    ticket_id = str(uuid4())
    tx.insert(
        "ticket",
        ticket_id=ticket_id,
        agency=_agency(tx, press),
        language="id",
        order_time=stored(press.now),
        shown_at=stored(press.now),
        queue_day=tx.site.day(press.now).isoformat(),
        state=TicketState.VOID.value,
        **slip,
    )
    return ticket_id


def admit(tx: Transaction, press: Press) -> int | Refused:
    serving = _begin(tx, press)
    if isinstance(serving, Refused):
        return serving
    agency, today = _agency(tx, press), tx.site.day(press.now).isoformat()
    undated = "SELECT * FROM ticket WHERE site = ? AND agency = ? AND queue_day IS NULL AND state = 'waiting'"
    rows = tx.all(undated, agency)
    for row in rows:
        _change(tx, row, queue_day=today)
        _fact(tx, press, "admitted", row["ticket_id"])
    return len(rows) if rows else Refused("changed")


def recall(tx: Transaction, press: Press) -> Call | Refused:
    serving = _begin_serving(tx, press, numbered=True)
    if isinstance(serving, Refused):
        return serving
    return _announce(tx, press, _row(tx, serving.ticket_id))


def _done_then_call(
    tx: Transaction,
    press: Press,
    serving: QueuedTicket | None,
    ticket_id: str,
    reason: CallReason | None = None,
) -> Call:
    _forget(tx, press)
    if serving is not None:
        _end(tx, press, serving, TicketState.DONE)
    before = _row(tx, ticket_id)
    call = _announce(tx, press, before, reason)
    _remember(tx, press, before, call.seq)
    return call


def _announce(tx: Transaction, press: Press, before: sqlite3.Row, reason: CallReason | None = None) -> Call:
    today = tx.site.day(press.now).isoformat()
    _change(
        tx,
        before,
        state=TicketState.CALLED.value,
        calls=before["calls"] + 1,
        counter_id=press.counter_id,
        called_at=stored(press.now),
        closed_at=None,
        queue_day=today,
        lapsed_as=None,
    )
    seq = _fact(tx, press, "called", before["ticket_id"], times=before["calls"] + 1, reason=reason)
    (call,) = tx.all(f"{queues.CALL} AND fact.seq = ?", today, seq)
    return queues.call_of(tx, call)


# --- the end of a serving -----------------------------------------------------------------------------------


def close(
    tx: Transaction, press: Press, *, state: Literal[TicketState.DONE, TicketState.NO_SHOW]
) -> QueuedTicket | Refused:
    serving = _begin_serving(tx, press, numbered=state is TicketState.NO_SHOW)
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
    """What is being served waits again, with these columns."""
    serving = _begin_serving(tx, press, numbered=True)
    if isinstance(serving, Refused):
        return serving
    _forget(tx, press)
    before = _row(tx, serving.ticket_id)
    _change(tx, before, state=TicketState.WAITING.value, counter_id=None, called_at=None, **values)
    _fact(tx, press, kind, serving.ticket_id)
    return _now(tx, serving.ticket_id)


def _end(tx: Transaction, press: Press, serving: QueuedTicket, state: TicketState) -> None:
    before = _row(tx, serving.ticket_id)
    _change(tx, before, state=state.value, closed_at=stored(press.now))
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
        now = _row(tx, row["ticket_id"])
        shown_in_vain = row["state"] == TicketState.VOID.value and now["issued_as"] is None
        _change(
            tx,
            now,
            state=row["state"],
            calls=row["calls"],
            counter_id=row["served_at"],
            called_at=row["called_at"],
            closed_at=row["closed_at"],
            queue_day=row["queue_day"],
            lapsed_as=row["lapsed_as"],
            code=None if shown_in_vain else now["code"],
        )
        mine = """SELECT seq FROM standing_fact
            WHERE site = ? AND ticket_id = ? AND seq >= ? AND kind NOT IN ('issued', 'undone')"""
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
        queue_day=before["queue_day"],
        lapsed_as=before["lapsed_as"],
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
    """Closes what earlier days have left, also what a cut-off kiosk brings late; says what it was.

    Of a number of the site's, and of one whose kiosk is gone, no event is awaited longer than the next day.
    """
    today = tx.site.day(now)
    begun = tx.site.beginning(today)
    tx.run(
        "UPDATE pause SET ended_at = ?2 WHERE site = ?1 AND ended_at IS NULL AND began_at < ?2",
        stored(begun),
    )
    tx.run(
        f"""UPDATE ticket INDEXED BY ticket_provisional SET orphaned_at = ?2
        WHERE site = ?1 AND shown_at < ?3 AND {PROVISIONAL}
        AND NOT EXISTS (SELECT 1 FROM kiosk WHERE kiosk.site = ticket.site AND kiosk.revoked_at IS NULL
            AND ticket.label GLOB '*-' || kiosk.letter || '[0-9]*')""",
        stored(now),
        stored(begun - timedelta(days=1)),
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


def _begin_calling(tx: Transaction, press: Press) -> QueuedTicket | Refused | None:
    serving = _begin(tx, press)
    return Refused("paused") if not isinstance(serving, Refused) and _pause(tx, press) else serving


def _begin_serving(tx: Transaction, press: Press, *, numbered: bool = False) -> QueuedTicket | Refused:
    """`numbered`: what is to be done can be done with a number only."""
    serving = _begin(tx, press) or Refused("not_serving")
    if numbered and isinstance(serving, QueuedTicket) and not serving.label:
        return Refused("no_number")
    return serving


def _agency(tx: Transaction, press: Press) -> str:
    (row,) = tx.all("SELECT agency FROM counter WHERE site = ? AND counter_id = ?", press.counter_id)
    return str(row["agency"])


def _row(tx: Transaction, ticket_id: str) -> sqlite3.Row:
    (row,) = tx.all("SELECT * FROM ticket WHERE site = ? AND ticket_id = ?", ticket_id)
    return row


def _change(tx: Transaction, before: sqlite3.Row, **values: SqlValue) -> None:
    """New columns, if the state is still the one that was seen. Names come from the code alone.

    Raises RuntimeError where the state is another one by now, which no transaction of one writer allows.
    """
    new = ", ".join(f"{name} = ?{place}" for place, name in enumerate(values, 4))
    sql = f"UPDATE ticket SET {new} WHERE site = ?1 AND ticket_id = ?2 AND state = ?3"
    if tx.run(sql, before["ticket_id"], before["state"], *values.values()) != 1:
        raise RuntimeError("a ticket has changed within a transaction")


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
