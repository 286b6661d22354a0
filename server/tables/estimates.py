"""What is known of each agency's queue now, for the estimates: who sits, who was served, who waits."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from config.availability import closing
from kiosk.wire import Estimate, Estimates
from server.estimate import LOOKED_BACK, Line, Turn, of_newcomer, of_waiting
from server.queue import Waiting, ordinary_since_priority
from server.tables.transaction import Transaction, stored

SEATS = """SELECT counter.agency, counter.counter_id, session.counter_since FROM session
    JOIN counter ON counter.site = session.site AND counter.counter_id = session.counter_id
    LEFT JOIN pause ON pause.site = session.site AND pause.counter_id = session.counter_id
        AND pause.ended_at IS NULL
    WHERE session.site = ?1 AND (?2 IS NULL OR counter.agency = ?2) AND pause.began_at IS NULL"""

SERVED = """SELECT fact.kind, fact.counter_id, fact.ticket_id, fact.times, fact.at, counter.agency,
    ticket.priority, ticket.state = 'called' AND ticket.counter_id = fact.counter_id AS open
    FROM standing_fact AS fact
    JOIN counter ON counter.site = fact.site AND counter.counter_id = fact.counter_id
    JOIN ticket ON ticket.site = fact.site AND ticket.ticket_id = fact.ticket_id
    WHERE fact.site = ?1 AND (?2 IS NULL OR counter.agency = ?2) AND fact.day = ?3
        AND fact.kind IN ('called', 'closed') AND (fact.at >= ?4 OR ticket.state = 'called')
    ORDER BY fact.seq"""

WAITING = """SELECT agency,
    SUM(state = 'waiting' AND priority IS NULL) AS ordinary,
    SUM(state = 'waiting' AND priority IS NOT NULL) AS priority,
    MIN(CASE WHEN state = 'waiting' AND only_counter IS NULL AND COALESCE(not_before, ?5) <= ?5
        THEN COALESCE(not_before, put_last_at, order_time) END) AS oldest,
    SUM(priority IS NOT NULL AND order_time >= ?4) AS lately
    FROM ticket WHERE site = ?1 AND (?2 IS NULL OR agency = ?2) AND queue_day = ?3 GROUP BY agency"""


def of_newcomers(tx: Transaction, now: datetime) -> dict[str, Estimates]:
    """By agency, of a number that is taken now; without those of which nothing can be said."""
    moment = tx.site.local(now)
    found = {
        agency: of_newcomer(line, rule=tx.site.rule, now=moment)
        for agency, line in _lines(tx, moment, None).items()
    }
    return {agency: one for agency, one in found.items() if one.ordinary or one.priority}


def of_ticket(
    tx: Transaction, agency: str, order: Sequence[Waiting], place: int, now: datetime
) -> Estimate | None:
    """Of the ticket at `place` among those who wait for the agency, in the order of calling."""
    moment = tx.site.local(now)
    line = _lines(tx, moment, agency).get(agency)
    return None if line is None else of_waiting(line, order, place, rule=tx.site.rule, now=moment)


def _lines(tx: Transaction, now: datetime, only: str | None) -> dict[str, Line]:
    """By agency at whose counters somebody has sat down today; `now` in the site's zone."""
    day = tx.site.day(now)
    seats: dict[str, dict[int, datetime]] = {}
    for row in tx.all(SEATS, only):
        since = tx.moment(row["counter_since"])
        if tx.site.day(since) == day:
            seats.setdefault(row["agency"], {})[row["counter_id"]] = since
    if not seats:
        return {}
    served: dict[str, list[sqlite3.Row]] = {}
    for row in tx.all(SERVED, only, day.isoformat(), stored(now - LOOKED_BACK)):
        served.setdefault(row["agency"], []).append(row)
    waiting = tx.all(WAITING, only, day.isoformat(), stored(now - timedelta(hours=1)), stored(now))
    counted = {row["agency"]: row for row in waiting}
    return {
        agency: _line(tx, agency, taken, served.get(agency, ()), counted.get(agency), now)
        for agency, taken in seats.items()
    }


def _line(
    tx: Transaction,
    agency: str,
    seats: Mapping[int, datetime],
    served: Sequence[sqlite3.Row],
    waiting: sqlite3.Row | None,
    now: datetime,
) -> Line:
    hours = tx.site.agency_hours.get(agency)
    first_calls = [row for row in served if row["kind"] == "called" and row["times"] == 1]
    history = [row["priority"] is not None for row in reversed(first_calls)]
    return Line(
        turns=_turns(tx, served),
        seats=seats,
        ordinary=waiting["ordinary"] if waiting else 0,
        priority=waiting["priority"] if waiting else 0,
        since_priority=ordinary_since_priority(history, tx.site.rule),
        oldest=tx.moment_or_none(waiting["oldest"]) if waiting else None,
        priority_last_hour=waiting["lately"] if waiting else 0,
        until=None if hours is None else closing(hours, now) or now,
    )


def _turns(tx: Transaction, served: Sequence[sqlite3.Row]) -> list[Turn]:
    """A recall belongs to the turn that stands. What is open by the facts alone was taken back."""
    open_calls: dict[int, sqlite3.Row] = {}
    turns: list[Turn] = []
    for row in served:
        counter = row["counter_id"]
        begun = open_calls.get(counter)
        same = begun is not None and begun["ticket_id"] == row["ticket_id"]
        if row["kind"] == "called" and not same:
            open_calls[counter] = row
        elif row["kind"] == "closed" and begun is not None and same:
            turns.append(Turn(counter, tx.moment(begun["at"]), tx.moment(row["at"])))
            del open_calls[counter]
    turns += [Turn(counter, tx.moment(row["at"]), None) for counter, row in open_calls.items() if row["open"]]
    return sorted(turns, key=lambda turn: turn.called_at)
