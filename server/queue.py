"""Whom to call next: pure rules over what waits.

The store asks inside its transaction; nothing here reads a clock.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar


class Waiting(Protocol):
    """What the rules need of a ticket. `order_time` is the clamped time of issue."""

    @property
    def order_time(self) -> datetime: ...
    @property
    def priority(self) -> str | None: ...


T = TypeVar("T", bound=Waiting)


@dataclass(frozen=True, slots=True)
class Rule:
    """One ticket with priority after each `ordinary_between` ordinary ones; after a wait of `wait_cap` one
    ordinary is enough, but never none: in a full hall priority must not mean that nobody else is called."""

    ordinary_between: int
    wait_cap: timedelta


def clamped(issued_at: datetime, *, previous: datetime | None, received: datetime) -> datetime:
    """The time that orders a ticket: not after its receipt, but never before the kiosk's previous one."""
    moment = min(issued_at, received)
    return moment if previous is None else max(moment, previous)


def ordinary_since_priority(history: Sequence[bool], rule: Rule) -> int:
    """How many ordinary tickets were called since the last with priority.

    `history`: newest first, True = priority.
    """
    for count, priority in enumerate(history):
        if priority:
            return count
    return rule.ordinary_between


def calling_order(waiting: Sequence[T], *, since_priority: int, rule: Rule, now: datetime) -> Iterator[T]:
    """The waiting tickets as they would be called, one after the other, if nobody else came.

    `waiting` is in order of `order_time`. A ticket with priority goes first when its turn by ratio has come,
    when it has waited to the cap and the last was an ordinary one, when it is the oldest anyway, or when
    nobody else waits.
    """
    special = [ticket for ticket in waiting if ticket.priority is not None]
    ordinary = [ticket for ticket in waiting if ticket.priority is None]
    s = o = 0
    while s < len(special) or o < len(ordinary):
        if s < len(special) and (
            o == len(ordinary)
            or since_priority >= rule.ordinary_between
            or (since_priority > 0 and now - special[s].order_time >= rule.wait_cap)
            or special[s].order_time <= ordinary[o].order_time
        ):
            yield special[s]
            s, since_priority = s + 1, 0
        else:
            yield ordinary[o]
            o, since_priority = o + 1, since_priority + 1
