"""The rules of calling, as tables and properties."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.queue import Rule, calling_order, clamped, ordinary_since_priority

ZONE = ZoneInfo("Asia/Jakarta")
START = datetime(2026, 4, 14, 8, 0, tzinfo=ZONE)
RULE = Rule(ordinary_between=2, wait_cap=timedelta(minutes=10))


@dataclass(frozen=True, slots=True)
class Ticket:
    name: str
    order_time: datetime
    priority: str | None


def waiting(names: str) -> list[Ticket]:
    """One a minute; a capital has priority."""
    return [
        Ticket(name, START + timedelta(minutes=place), "lansia" if name.isupper() else None)
        for place, name in enumerate(names)
    ]


@pytest.mark.parametrize(
    ("names", "since_priority", "minute", "order"),
    [
        ("abc", 0, 3, "abc"),
        ("abcP", 2, 4, "Pabc"),
        ("abcP", 0, 4, "abPc"),
        ("abcP", 1, 4, "aPbc"),
        ("abcdPQ", 2, 6, "PabQcd"),
        ("Pabc", 0, 4, "Pabc"),
        ("aPbQ", 0, 11, "aPbQ"),
        ("abPQ", 1, 11, "aPbQ"),
        ("abPQ", 1, 13, "PaQb"),
        ("abcdPQR", 1, 30, "PaQbRcd"),
        ("PQ", 0, 2, "PQ"),
        ("", 0, 0, ""),
    ],
    ids=str,
)
def test_order(names: str, since_priority: int, minute: int, order: str) -> None:
    now = START + timedelta(minutes=minute)
    called = calling_order(waiting(names), since_priority=since_priority, rule=RULE, now=now)
    assert "".join(ticket.name for ticket in called) == order


@pytest.mark.parametrize(
    ("history", "first"), [([], "P"), ([True], "a"), ([False, True], "a"), ([False, False, True], "P")]
)
def test_history_decides_whose_turn_it_is(history: Sequence[bool], first: str) -> None:
    since = ordinary_since_priority(history, RULE)
    assert next(calling_order(waiting("abP"), since_priority=since, rule=RULE, now=START)).name == first


QUEUES = st.text("aP", max_size=30)


@given(QUEUES, st.integers(0, 5), st.integers(0, 60))
def test_everybody_is_called_once_and_each_kind_keeps_its_order(names: str, since: int, minute: int) -> None:
    tickets = waiting(names)
    now = START + timedelta(minutes=minute)
    order = list(calling_order(tickets, since_priority=since, rule=RULE, now=now))
    assert sorted(order, key=lambda one: one.order_time) == tickets
    for kind in (None, "lansia"):
        of_kind = [ticket for ticket in order if ticket.priority == kind]
        assert of_kind == sorted(of_kind, key=lambda one: one.order_time)


@given(QUEUES, st.integers(0, 5))
def test_priority_never_waits_for_more_ordinary_than_the_ratio(names: str, since: int) -> None:
    order = list(calling_order(waiting(names), since_priority=since, rule=RULE, now=START))
    left = [ticket.priority is not None for ticket in order]
    ordinary = since
    for place, priority in enumerate(left):
        if not priority and any(left[place:]):
            assert ordinary < RULE.ordinary_between
        ordinary = 0 if priority else ordinary + 1


@given(QUEUES, st.integers(0, 5), st.integers(0, 60))
def test_who_waits_longest_is_never_passed_by_two_in_a_row(names: str, since: int, minute: int) -> None:
    now = START + timedelta(minutes=minute)
    order = list(calling_order(waiting(names), since_priority=since, rule=RULE, now=now))
    for one, two in pairwise(order):
        older = [ticket for ticket in order if ticket.priority is None and ticket.order_time < one.order_time]
        both = one.priority is not None and two.priority is not None
        assert not both or not any(order.index(ticket) > order.index(two) for ticket in older)


@given(
    st.lists(st.tuples(st.integers(-100, 100), st.integers(0, 10)), max_size=30),
)
def test_clamped_times_of_a_kiosk_never_go_back_nor_past_receipt(clock: list[tuple[int, int]]) -> None:
    received, previous = START, None
    for issued, later in clock:
        received += timedelta(minutes=later)
        moment = clamped(START + timedelta(minutes=issued), previous=previous, received=received)
        assert moment <= received
        assert previous is None or moment >= previous
        previous = moment
