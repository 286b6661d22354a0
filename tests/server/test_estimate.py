"""Estimates: what they say of a known queue, and how often they came true on days that were played out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

import pytest

from commands.parts.frame import ROOT
from kiosk.wire import Estimate
from server.estimate import Line, Turn, of_newcomer, of_waiting
from tests.server.mall import OPENS, RULE, Day, Moment, Ticket, days, played

NOW = OPENS + timedelta(hours=1, minutes=2)
MINUTE = timedelta(minutes=1)
PAGE = ROOT / "docs" / "estimate.md"


def ended(counter: int, *, turns: int = 6, minutes: int = 8) -> list[Turn]:
    """Turns one after the other, each a breath after the one before; the last has ended a minute ago."""
    begins = [NOW - MINUTE - minutes * MINUTE * (turns - n) for n in range(turns)]
    return [Turn(counter, at, at + minutes * MINUTE) for at in begins]


def line(**other: object) -> Line:
    """Two counters that serve, each since a minute; nobody waits, and nobody with priority came."""
    served = [*ended(1), *ended(2), Turn(1, NOW - MINUTE, None), Turn(2, NOW - MINUTE, None)]
    plain = Line(
        turns=served,
        seats={1: OPENS, 2: OPENS},
        ordinary=0,
        priority=0,
        since_priority=0,
        oldest=None,
        priority_last_hour=0,
        until=None,
    )
    return replace(plain, **other)  # type: ignore[arg-type]


def waiting(ordinary: int, priority: int = 0, **other: object) -> Line:
    """As `line`, with people, of whom the first came two minutes ago."""
    since: dict[str, object] = {"oldest": NOW - 2 * MINUTE if ordinary + priority else None}
    return line(ordinary=ordinary, priority=priority, **(since | other))


def ordinary(line: Line, now: datetime = NOW) -> Estimate | None:
    return of_newcomer(line, rule=RULE, now=now).ordinary


def special(line: Line) -> Estimate | None:
    return of_newcomer(line, rule=RULE, now=NOW).priority


def said(estimate: Estimate | None) -> str:
    return f"{estimate.earliest:%H.%M}-{estimate.latest:%H.%M}" if estimate else "nothing"


# --- what is said -------------------------------------------------------------------------------------------

FREE = [*ended(1), *ended(2)]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (line(turns=FREE), "09.00-09.05"),
        (line(), "09.00-09.10"),
        (waiting(6), "09.20-09.40"),
        (waiting(6, seats={1: OPENS, 2: OPENS, 3: OPENS}), "09.10-09.25"),
        (waiting(6, seats={1: OPENS}), "09.40-10.20"),
        (waiting(6, turns=[*ended(1, minutes=4), *ended(2, minutes=4)]), "09.05-09.20"),
        (waiting(6, priority_last_hour=3), "09.25-09.55"),
    ],
    ids=["free", "next", "six", "three counters", "one counter", "short turns", "overtaken"],
)
def test_a_range_follows_from_place_pace_and_counters(known: Line, expected: str) -> None:
    assert said(ordinary(known)) == expected


@pytest.mark.parametrize(
    "known",
    [
        waiting(3, turns=ended(1, turns=4)),
        waiting(3, turns=[Turn(1, OPENS, None)] * 9),
        waiting(3, seats={}),
        waiting(3, until=NOW + 15 * MINUTE),
        line(turns=FREE, until=NOW),
        waiting(40),
        waiting(9, seats={1: OPENS}),
    ],
    ids=["four turns", "none ended", "nobody sits", "past closing", "closed", "too far", "too wide"],
)
def test_nothing_is_said_that_the_data_does_not_carry(known: Line) -> None:
    assert ordinary(known) is None


def test_a_chair_is_no_counter_at_work() -> None:
    """Two sit there: one leaves people waiting, or has left its number open since long ago."""
    alone = ordinary(waiting(3, seats={1: OPENS}))
    busy = [*ended(1), Turn(1, NOW - MINUTE, None)]
    ignores = waiting(3, turns=busy, oldest=NOW - 6 * MINUTE)
    forgot = waiting(
        3, turns=sorted([*busy, Turn(2, NOW - 40 * MINUTE, None)], key=lambda one: one.called_at)
    )
    assert alone is not None
    for known in (ignores, forgot):
        assert ordinary(replace(known, turns=[*ended(1), *known.turns])) is not None
        assert said(ordinary(known)) == said(ordinary(replace(known, seats={1: OPENS})))
    just_now = replace(ignores, oldest=NOW - 4 * MINUTE)
    assert said(ordinary(just_now)) != said(ordinary(ignores))


def test_a_breath_between_two_numbers_belongs_to_the_turn_and_a_long_rest_does_not() -> None:
    def every(minutes: int) -> Line:
        """Turns of four minutes that begin every so many."""
        begins = [NOW - minutes * MINUTE * n for n in range(7, 0, -1)]
        return waiting(4, turns=[Turn(1, at, at + 4 * MINUTE) for at in begins], seats={1: OPENS})

    assert said(ordinary(every(4))) == said(ordinary(every(10)))
    assert said(ordinary(every(4))) != said(ordinary(every(6)))


def test_priority_goes_by_the_ratio_but_not_behind_the_cap() -> None:
    assert special(waiting(20, since_priority=2)) == ordinary(line())
    assert special(waiting(20, since_priority=0)) == ordinary(waiting(2))
    # By the ratio twelve were before; but in ten minutes, two or three turns, one between each is enough.
    assert special(waiting(20, 4)) == ordinary(waiting(8))
    assert special(waiting(0, 4)) == ordinary(waiting(4))


def test_whoever_waits_is_estimated_from_their_own_place() -> None:
    order = [Ticket(NOW - (9 - n) * MINUTE, None) for n in range(6)]
    order[0] = Ticket(NOW - 9 * MINUTE, "lansia")
    known = waiting(5, 1)
    places = [of_waiting(known, order, place, rule=RULE, now=NOW) for place in range(6)]
    assert said(places[0]) == said(ordinary(line()))
    assert said(places[5]) == said(ordinary(waiting(5)))
    assert [one.latest for one in places if one] == sorted(one.latest for one in places if one)


# --- how often it came true ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    day: Day
    moment: Moment
    said: Estimate | None


@dataclass(frozen=True, slots=True)
class Measure:
    """Shares of all who asked (`shown`) and of the ranges that were shown; widths and errors in minutes."""

    asked: int
    shown: float
    right: float
    sooner: float
    later: float
    width: float
    error: float
    """How long after the middle of its range a number was called, at the median."""

    def __str__(self) -> str:
        shares = " | ".join(f"{share:.0%}" for share in (self.shown, self.right, self.sooner, self.later))
        return f"{self.asked} | {shares} | {self.width:.0f} | {self.error:+.1f}"


@pytest.fixture(scope="module")
def moments() -> list[tuple[Day, Moment]]:
    """Of many days; the seeds are fixed, so that the figures are the same on each run."""
    return [(day, moment) for seed, day in enumerate(days(1, 80)) for moment in played(day, seed)]


def asked(day: Day, moment: Moment) -> Asked:
    if moment.order:
        return Asked(
            day, moment, of_waiting(moment.line, moment.order, moment.place, rule=RULE, now=moment.now)
        )
    of_both = of_newcomer(moment.line, rule=RULE, now=moment.now)
    return Asked(day, moment, of_both.ordinary if moment.ticket.priority is None else of_both.priority)


def measure(questions: Sequence[Asked]) -> Measure:
    """A number that was never called, because the day ended before, was called too late."""
    shown = [(one.moment.ticket.called_at, one.said) for one in questions if one.said]
    sooner = sum(called is not None and called < said.earliest for called, said in shown) / len(shown)
    later = sum(called is None or called > said.latest for called, said in shown) / len(shown)
    middles = [
        (called, said.earliest + (said.latest - said.earliest) / 2) for called, said in shown if called
    ]
    return Measure(
        asked=len(questions),
        shown=len(shown) / len(questions),
        right=1 - sooner - later,
        sooner=sooner,
        later=later,
        width=median((said.latest - said.earliest) / MINUTE for _, said in shown),
        error=median((called - middle) / MINUTE for called, middle in middles),
    )


NOON = "- 11 to 13, where lunch is by turns"
ALL = "a number is taken"
PHONE = "a phone asks while its number waits"


def groups(one: Asked) -> Iterator[str]:
    if one.moment.order:
        yield PHONE
        return
    noon = not one.day.break_is_said and 11 <= one.moment.now.hour < 13
    yield ALL
    yield "- with priority" if one.moment.ticket.priority else "- without priority"
    yield NOON if noon else "- at all other hours"
    if one.day.counters == 1:
        yield "- at one counter"
    if one.day.priority == 0.3:
        yield "- where three in ten have priority"
    if one.day.load > 1:
        yield "- where more come than can be served"


def by_group(questions: Iterable[Asked]) -> dict[str, Measure]:
    grouped: dict[str, list[Asked]] = {}
    for one in questions:
        for name in groups(one):
            grouped.setdefault(name, []).append(one)
    return {
        name: measure(grouped[name])
        for name in sorted(grouped, key=lambda name: (name != ALL, name == PHONE, name))
    }


def faults(measures: Mapping[str, Measure]) -> list[str]:
    """What a citizen who plans by the range could not bear. Officers who eat by turns are known to nobody."""
    found = [
        f"{name}: {one}"
        for name, one in measures.items()
        if one.right < (0.7 if name == NOON else 0.8) or one.sooner > 0.05 or one.width > 25
    ]
    of_all = measures[ALL]
    return found + [f"{of_all}"] * (of_all.shown < 0.5 or abs(of_all.error) > 2)


def test_ranges_come_true_and_the_page_says_how_often(
    moments: list[tuple[Day, Moment]], update_goldens: bool
) -> None:
    measures = by_group(asked(day, moment) for day, moment in moments)
    assert faults(measures) == []
    head = "| | asked | with a range | right | sooner | later | width | error |\n"
    rows = "".join(f"| {name} | {one} |\n" for name, one in measures.items())
    table = head + "| --- |" + " ---: |" * 7 + "\n" + rows
    if update_goldens:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(head)
        PAGE.write_text(f"{before}{table}\n{rest.partition(chr(10) * 2)[2]}", encoding="utf-8")
    written = PAGE.read_text(encoding="utf-8").partition(head)[2].partition("\n\n")[0]
    # Another processor may round the last digit of a logarithm otherwise.
    assert figures(rows) == pytest.approx(figures(written), rel=0.01, abs=1), table


def figures(table: str) -> list[float]:
    return [float(one) for one in re.findall(r"[-+]?\d+(?:\.\d+)?", table)]


@pytest.mark.parametrize(
    "known",
    [
        lambda line: replace(line, seats=dict(list(line.seats.items())[:1])),
        lambda line: replace(line, ordinary=0, priority=0),
        lambda line: replace(line, priority_last_hour=0),
        lambda line: replace(line, turns=[_usual(turn) for turn in line.turns]),
    ],
    ids=["counters", "place", "priority", "turns"],
)
def test_a_method_that_leaves_something_out_would_be_found_out(
    moments: list[tuple[Day, Moment]], known: Callable[[Line], Line]
) -> None:
    newcomers = [(day, moment) for day, moment in moments if not moment.order][::8]
    assert faults(by_group(asked(day, moment) for day, moment in newcomers)) == []
    assert faults(by_group(asked(day, replace(one, line=known(one.line))) for day, one in newcomers)) != []


def _usual(turn: Turn) -> Turn:
    """As if a catalogue knew how long everything takes."""
    return turn if turn.closed_at is None else replace(turn, closed_at=turn.called_at + 8 * MINUTE)
