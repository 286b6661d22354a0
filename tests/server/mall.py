"""Days of one agency's queue, played out: who came when, what was known then, and when each was called.

Counters call by the server's own rule. Officers come late, go for lunch by turns, forget to sign out, breathe
between two numbers; people come in waves, and some are not there when they are called.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from math import exp, log, sqrt
from random import Random
from zoneinfo import ZoneInfo

from server.estimate import LOOKED_BACK, Line, Turn
from server.queue import Rule, calling_order, ordinary_since_priority

OPENS = datetime(2026, 4, 14, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
NOON, ONE, CLOSES = (OPENS + timedelta(hours=hours) for hours in (4, 5, 8))
LAST_NUMBER = OPENS + timedelta(hours=7)
RULE = Rule(ordinary_between=2, wait_cap=timedelta(minutes=10))
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Day:
    """What kind of day it is."""

    counters: int
    turn: float
    """Minutes, on average."""
    spread: float
    """Coefficient of variation of a turn."""
    load: float
    """Work that comes, of what the counters could do on a whole day."""
    priority: float
    """Share of the tickets."""
    break_is_said: bool
    """The hours name a break at noon; otherwise officers eat by turns, and no page knows."""
    absent: float = 0.06


@dataclass(slots=True, eq=False)
class Ticket:
    order_time: datetime
    priority: str | None
    called_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """What was known when `ticket` was taken, or (`order`) while it stood at `place` of those who waited."""

    now: datetime
    line: Line
    ticket: Ticket
    order: Sequence[Ticket] = ()
    place: int = 0


@dataclass(slots=True, eq=False)
class Counter:
    counter_id: int
    shifts: Sequence[tuple[datetime, datetime]]
    forgetful: bool
    """Leaves without signing out."""
    seated: datetime | None = None
    busy_until: datetime | None = None
    called_at: datetime = OPENS
    stirs: bool = False
    """Free, and about to call."""

    def works(self, now: datetime) -> bool:
        return any(begins <= now < ends for begins, ends in self.shifts)


@dataclass(slots=True)
class Mall:
    random: Random
    day: Day
    counters: Sequence[Counter]
    waiting: list[Ticket] = field(default_factory=list)
    taken: list[Ticket] = field(default_factory=list)
    history: list[bool] = field(default_factory=list)
    ended: list[Turn] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)

    def line(self, now: datetime) -> Line:
        open_turns = [Turn(one.counter_id, one.called_at, None) for one in self.counters if one.busy_until]
        turns = [turn for turn in self.ended + open_turns if now - turn.called_at < LOOKED_BACK]
        special = sum(one.priority is not None for one in self.waiting)
        recent = [one for one in self.taken if now - one.order_time < HOUR]
        return Line(
            turns=sorted(turns, key=lambda turn: turn.called_at),
            seats={one.counter_id: one.seated for one in self.counters if one.seated},
            ordinary=len(self.waiting) - special,
            priority=special,
            since_priority=ordinary_since_priority(self.history, RULE),
            oldest=min((one.order_time for one in self.waiting), default=None),
            priority_last_hour=sum(one.priority is not None for one in recent),
            until=NOON if self.day.break_is_said and now < NOON else CLOSES,
        )

    def order(self, now: datetime) -> list[Ticket]:
        since = ordinary_since_priority(self.history, RULE)
        return list(calling_order(self.waiting, since_priority=since, rule=RULE, now=now))

    def take(self, now: datetime) -> None:
        special = self.random.random() < self.day.priority
        ticket, line = Ticket(now, "lansia" if special else None), self.line(now)
        self.moments.append(Moment(now, line, ticket))
        if self.waiting:
            order = self.order(now)
            place = self.random.randrange(len(order))
            self.moments.append(Moment(now, line, order[place], order, place))
        self.waiting.append(ticket)
        self.taken.append(ticket)

    def step(self, counter: Counter, now: datetime) -> datetime | None:
        """The counter closes, sits down, leaves or calls; when it has more to do."""
        if counter.busy_until and now < counter.busy_until:
            return None
        counter.stirs = False
        if counter.busy_until:
            self.ended.append(Turn(counter.counter_id, counter.called_at, now))
            counter.busy_until = None
            return self.stir(counter, now)
        if not counter.works(now):
            return self.stir(counter, now)
        counter.seated = counter.seated or now
        if not self.waiting:
            return None
        ticket = self.order(now)[0]
        self.waiting.remove(ticket)
        self.history.insert(0, ticket.priority is not None)
        ticket.called_at = counter.called_at = now
        counter.busy_until = now + self.length()
        return counter.busy_until

    def stir(self, counter: Counter, now: datetime) -> datetime | None:
        """A free counter takes a breath, and then calls."""
        if counter.stirs or counter.busy_until:
            return None
        if not counter.works(now):
            counter.seated = counter.seated if counter.forgetful else None
            return None
        counter.stirs = True
        return now + timedelta(seconds=self.random.choice((2, 5, 10, 30, 60)))

    def length(self) -> timedelta:
        if self.random.random() < self.day.absent:
            return timedelta(minutes=self.random.uniform(1.5, 3))
        variance = log(1 + self.day.spread**2)
        minutes = self.day.turn * exp(self.random.gauss(-variance / 2, sqrt(variance)))
        return timedelta(minutes=max(0.5, minutes))


def days(seed: int, number: int) -> list[Day]:
    random = Random(seed)
    return [
        Day(
            counters=random.randint(1, 5),
            turn=random.choice((4.0, 6.0, 8.0, 12.0, 18.0)),
            spread=random.choice((0.4, 0.6, 0.8, 1.0)),
            load=random.choice((0.6, 0.8, 0.9, 1.0, 1.15)),
            priority=random.choice((0.0, 0.1, 0.2, 0.3)),
            break_is_said=random.random() < 0.3,
        )
        for _ in range(number)
    ]


def played(day: Day, seed: int) -> Sequence[Moment]:
    """All that could be asked on one day, in the order of time."""
    random = Random(seed)
    mall = Mall(random, day, [_counter(random, day, number) for number in range(1, day.counters + 1)])
    order = count()
    due: list[tuple[datetime, int, Counter | None]] = []

    def later(when: datetime | None, counter: Counter | None) -> None:
        if when is not None:
            heapq.heappush(due, (when, next(order), counter))

    for arrival in _arrivals(random, day):
        later(arrival, None)
    for counter in mall.counters:
        for begins, ends in counter.shifts:
            later(begins, counter)
            later(ends, counter)
    while due:
        now, _, who = heapq.heappop(due)
        if who is not None:
            later(mall.step(who, now), who)
            continue
        mall.take(now)
        for counter in mall.counters:
            later(mall.stir(counter, now), counter)
    return mall.moments


def _counter(random: Random, day: Day, number: int) -> Counter:
    """The first is open all day; others may open late in the morning or close early in the afternoon."""
    minutes = random.uniform(60, 180) if number > 1 and random.random() < 0.2 else random.uniform(0, 20)
    begins = OPENS + timedelta(minutes=minutes)
    early = random.uniform(120, 200) if number > 1 and random.random() < 0.15 else random.uniform(0, 15)
    ends = CLOSES - timedelta(minutes=early)
    out, back = NOON, ONE
    if not day.break_is_said:
        out = NOON + timedelta(minutes=random.choice((-15, 15, 45)))
        back = out + timedelta(minutes=random.uniform(25, 50))
    return Counter(number, ((begins, out), (back, ends)), random.random() < 0.4)


def _arrivals(random: Random, day: Day) -> list[datetime]:
    """More in the morning than in the afternoon; nobody while a break is said."""
    per_hour = day.load * day.counters * 60 / day.turn
    found, now, crest = [], OPENS, 1.3
    while (now := now + timedelta(hours=random.expovariate(per_hour * crest))) < LAST_NUMBER:
        wave = 0.7 if now < OPENS + HOUR / 2 else 1.3 if now < OPENS + 3 * HOUR else 0.9 if now < ONE else 0.6
        if random.random() < wave / crest and not (day.break_is_said and NOON <= now < ONE):
            found.append(now)
    return found
