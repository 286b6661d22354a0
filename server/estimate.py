"""When a number will probably be called: a range of the clock, or nothing. Pure, as the rules of calling.

The method, what it was measured at and where it ends: docs/estimate.md. Lengths here are minutes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log, sqrt

from kiosk.wire import Estimate, Estimates
from server.queue import Rule, Waiting

LOOKED_BACK = timedelta(hours=2)
"""Older turns say little of the pace now."""

LEAST_TURNS = 5
MOST_TURNS = 30

FORGOTTEN = 30.0
"""A number that has been served so long, and four times the usual, was probably never closed."""

PATIENCE = timedelta(minutes=5)
"""A free counter that leaves people waiting for so long is not at work, whoever is signed in there."""

BREATHER = timedelta(minutes=2)
"""Where a counter's next call comes within this time, its turn ends only then: people waited for it."""

USUAL_SPREAD = 0.5
USUAL_TURNS = 5
"""The squared coefficient of variation of turns before any is known, and how many turns that weighs."""

UNEVEN = 0.03
"""The same of the pace itself: counters open and close, and who serves changes."""

EDGE = 1.28
"""Standard deviations from the middle to either end: eight in ten before the rounding, which adds some."""

MARK = timedelta(minutes=5)
FARTHEST = timedelta(minutes=90)
WIDEST = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class Turn:
    """A number at a counter, from its call there until it was closed; None while it is served."""

    counter_id: int
    called_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of one agency's queue at one moment."""

    turns: Sequence[Turn]
    """Today's that began within LOOKED_BACK, in the order of their calls."""
    seats: Mapping[int, datetime]
    """Counters where an officer sits who has not paused, and since when."""
    ordinary: int
    """How many wait without priority."""
    priority: int
    since_priority: int
    """Ordinary tickets called since the last with priority."""
    oldest: datetime | None
    """Since when somebody waits whom any of the counters may call now."""
    priority_last_hour: int
    """Tickets with priority that were taken in the last hour, wherever they are now."""
    until: datetime | None
    """When the counters close, for today or for a break; None where nobody has said their hours."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How the line moves. `spread`: the squared coefficient of variation of the `turns` that were seen."""

    mean: float
    spread: float
    turns: int
    working: int
    free: int

    @property
    def per_minute(self) -> float:
        return self.working / self.mean


def of_newcomer(line: Line, *, rule: Rule, now: datetime) -> Estimates:
    """Of a number that is taken now, without priority and with it."""
    pace = _pace(line, now)
    if pace is None:
        return Estimates(ordinary=None, priority=None)
    by_ratio = max(0, rule.ordinary_between - line.since_priority) + rule.ordinary_between * line.priority
    before = line.priority + min(line.ordinary, by_ratio)
    return Estimates(
        ordinary=_ordinary(line, pace, line.ordinary + line.priority, now),
        priority=_special(line, pace, before, line.priority, rule.wait_cap, now),
    )


def of_waiting(
    line: Line, order: Sequence[Waiting], place: int, *, rule: Rule, now: datetime
) -> Estimate | None:
    """Of the ticket at `place` in the order in which those who wait would be called."""
    pace, ticket = _pace(line, now), order[place]
    if pace is None:
        return None
    if ticket.priority is None:
        return _ordinary(line, pace, place, now)
    special = sum(one.priority is not None for one in order[:place])
    return _special(line, pace, place, special, ticket.order_time + rule.wait_cap - now, now)


# --- the pace -----------------------------------------------------------------------------------------------


def _pace(line: Line, now: datetime) -> Pace | None:
    """None while too few turns have ended, or where no counter is at work."""
    lengths = _lengths(line.turns)[-MOST_TURNS:]
    if len(lengths) < LEAST_TURNS:
        return None
    mean = sum(lengths) / len(lengths)
    squares = sum((one / mean - 1) ** 2 for one in lengths)
    spread = (squares + USUAL_TURNS * USUAL_SPREAD) / (len(lengths) + USUAL_TURNS)
    free = [free for counter in line.seats if (free := _is_free(line, counter, mean, now)) is not None]
    return Pace(mean, spread, len(lengths), len(free), sum(free)) if free else None


def _lengths(turns: Sequence[Turn]) -> list[float]:
    """For how long each number took its counter, in the order in which they ended."""
    ended: list[tuple[datetime, float]] = []
    next_call: dict[int, datetime] = {}
    for turn in reversed(turns):
        following = next_call.get(turn.counter_id)
        next_call[turn.counter_id] = turn.called_at
        if turn.closed_at is not None:
            at_once = following is not None and following - turn.closed_at <= BREATHER
            end = following if following is not None and at_once else turn.closed_at
            ended.append((end, _minutes(end - turn.called_at)))
    return [length for _, length in sorted(ended)]


def _is_free(line: Line, counter: int, mean: float, now: datetime) -> bool | None:
    """None where nobody works at the counter, though somebody sits there."""
    since = line.seats[counter]
    last = next((turn for turn in reversed(line.turns) if turn.counter_id == counter), None)
    if last is not None and last.closed_at is None:
        return False if _minutes(now - last.called_at) <= max(FORGOTTEN, 4 * mean) else None
    if last is not None and last.closed_at is not None:
        since = max(since, last.closed_at)
    ignored = line.oldest is not None and now - max(since, line.oldest) > PATIENCE
    return None if ignored else True


# --- the range ----------------------------------------------------------------------------------------------


def _ordinary(line: Line, pace: Pace, before: int, now: datetime) -> Estimate | None:
    """Those with priority who come later go first, as many as came of late: they are lost to the pace."""
    if line.priority_last_hour == 0:
        return _range(line, pace, before, pace.per_minute, UNEVEN, now)
    seen = min(60.0, _minutes(now - line.turns[0].called_at))
    lost = min(line.priority_last_hour / seen, pace.per_minute / 2)
    left = pace.per_minute - lost
    return _range(line, pace, before, left, UNEVEN + (lost / left) ** 2 / line.priority_last_hour, now)


def _special(
    line: Line, pace: Pace, before: int, special: int, cap_in: timedelta, now: datetime
) -> Estimate | None:
    """By the ratio `before` go first, `special` of them with priority; from the cap on one between each."""
    until_cap = round(max(0.0, _minutes(cap_in)) * pace.per_minute)
    return _range(line, pace, min(before, max(2 * special, until_cap)), pace.per_minute, UNEVEN, now)


def _range(
    line: Line, pace: Pace, before: int, per_minute: float, uneven: float, now: datetime
) -> Estimate | None:
    """Outwards to marks of five minutes; None where that says too little, or runs past `line.until`."""
    turns = before + 1 - pace.free
    low, high = 0.0, _minutes(BREATHER)
    if turns > 0:
        sigma = sqrt(log(1 + pace.spread / turns + pace.spread / pace.turns + uneven))
        median = turns / per_minute * exp(-(sigma**2) / 2)
        low, high = median * exp(-EDGE * sigma), median * exp(EDGE * sigma)
    earliest = _mark(now + timedelta(minutes=low))
    latest = _mark(now + timedelta(minutes=high)) + MARK
    if latest - now > FARTHEST or latest - earliest > WIDEST or (line.until and latest > line.until):
        return None
    return Estimate(earliest=earliest, latest=latest)


def _mark(moment: datetime) -> datetime:
    """The last full five minutes of the site's clock."""
    return moment.replace(minute=moment.minute - moment.minute % 5, second=0, microsecond=0)


def _minutes(length: timedelta) -> float:
    return length.total_seconds() / 60
