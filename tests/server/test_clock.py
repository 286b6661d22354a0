"""Which time and day the server goes by, whatever its machine's clock does; and that a day stays named."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.clock import EARLIEST, JUMP, SiteClock
from server.trust import SETTLING_SECONDS
from tests.server.parts import HELLO, NOW, SITE, TODAY, at, enrolled, open_store

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TRUE = NOW.astimezone(UTC)


@dataclass
class Mall:
    """A server's machine and the true time; kiosks show the true time but for their own errors."""

    named: date | None = TODAY
    true: datetime = TRUE
    error: timedelta = timedelta(0)
    clock: SiteClock = field(init=False)

    def __post_init__(self) -> None:
        self.start(self.named)

    def start(self, named: date | None) -> None:
        self.clock = SiteClock(
            SITE, wall=lambda: self.true + self.error, monotonic=self.true_seconds, named=named
        )

    def true_seconds(self) -> float:
        return self.true.timestamp()

    def hear(self, *errors: timedelta) -> None:
        for place, error in enumerate(errors):
            self.clock.hear(f"k-{place}", self.true + error)

    def day(self) -> date:
        return SITE.day(self.clock())


def test_a_sane_clock_is_the_time_over_many_days() -> None:
    mall = Mall()
    for _ in range(5):
        mall.true += DAY
        assert (mall.clock(), mall.clock.error()) == (mall.true, None)


def test_a_jump_while_it_runs_begins_no_day() -> None:
    """Told by the time since boot, and by what the kiosks said before it."""
    mall = Mall()
    mall.clock()
    mall.hear(timedelta(0), timedelta(minutes=3), -HOUR)
    mall.error = DAY
    assert (mall.day(), mall.clock(), mall.clock.error()) == (TODAY, mall.true, DAY)
    mall.true += DAY
    assert mall.day() == TODAY + DAY, "by the kiosks' time the next day begins all the same"
    mall.error = timedelta(0)
    assert (mall.clock(), mall.clock.error()) == (mall.true, None)


@pytest.mark.parametrize(("error", "day"), [(JUMP, 0), (DAY, 0), (-DAY, 0)])
def test_a_start_asks_the_kiosks_before_another_day(error: timedelta, day: int) -> None:
    mall = Mall(error=error)
    mall.hear(timedelta(0))
    assert mall.day() == TODAY + day * DAY
    assert (mall.clock.error() is None) == (abs(error) <= JUMP)


def test_the_median_counts_and_dead_batteries_do_not() -> None:
    mall = Mall(error=DAY)
    mall.hear(EARLIEST - mall.true - HOUR, EARLIEST - mall.true - HOUR, timedelta(0), DAY, -HOUR)
    assert mall.clock.error() == DAY


ERRORS = st.integers(-3000, 3_000_000).map(lambda hours: timedelta(hours=hours))
"""Of a clock: from a dead battery to the last that a datetime can say, nearly."""


@given(
    named=st.sampled_from([None, TODAY - 400 * DAY, TODAY - DAY, TODAY, TODAY + DAY]),
    error=st.sampled_from([-400 * DAY, -DAY, -HOUR, timedelta(0), HOUR, DAY]),
    kiosks=st.lists(st.lists(ERRORS, max_size=5), max_size=4),
    jumps=st.lists(st.sampled_from([-30 * DAY, -DAY, -2 * HOUR, 2 * HOUR, DAY]), max_size=3),
)
def test_no_kiosk_names_a_day_that_the_server_s_own_clock_has_not_reached(
    named: date | None, error: timedelta, kiosks: list[list[timedelta]], jumps: list[timedelta]
) -> None:
    mall = Mall(named=named, error=error)
    reached = max(SITE.day(mall.true + error), named or date.min)
    for place in range(max(len(kiosks), len(jumps))):
        mall.error += jumps[place] if place < len(jumps) else timedelta(0)
        mall.hear(*kiosks[place] if place < len(kiosks) else ())
        reached = max(reached, SITE.day(mall.true + mall.error))
        before = mall.clock()
        mall.true += timedelta(minutes=1)
        assert SITE.day(before) <= reached
        reached = max(reached, SITE.day(mall.true + mall.error))
        assert mall.day() <= reached


def test_one_fast_kiosk_at_a_morning_is_no_doubt_and_many_are_one_that_moves_nothing() -> None:
    mall = Mall(named=TODAY - DAY)
    mall.hear(400 * DAY)
    assert (mall.clock(), mall.clock.error(), mall.clock.in_doubt()) == (mall.true, None, False)
    mall.start(TODAY - DAY)
    mall.hear(400 * DAY, 400 * DAY, 401 * DAY)
    assert (mall.clock(), mall.clock.error()) == (mall.true, -400 * DAY)
    mall.hear(400 * DAY, 400 * DAY, 401 * DAY, *[timedelta(0)] * 4)
    assert (mall.clock(), mall.clock.error()) == (mall.true, None)


def test_a_clock_that_is_set_back_while_it_runs_is_carried_on_where_kiosks_know_better() -> None:
    mall = Mall()
    mall.clock()
    mall.error = -3 * HOUR
    mall.hear(timedelta(0))
    assert (mall.clock(), mall.clock.error()) == (mall.true, -3 * HOUR)
    mall.clock.believe()
    assert (mall.clock(), mall.clock.error()) == (mall.true - 3 * HOUR, None)


def test_before_the_named_day_the_time_runs_within_it_and_staff_can_take_it_back() -> None:
    mall = Mall(named=TODAY + 400 * DAY)
    first = mall.clock()
    assert (SITE.day(first), mall.clock.in_doubt(), mall.clock.ahead()) == (mall.named, True, mall.named)
    mall.hear(timedelta(0))
    mall.true += HOUR
    assert mall.clock() == first + HOUR
    mall.true += DAY
    assert SITE.day(mall.clock()) == mall.named, "it ends with no other day"
    mall.clock.lower()
    assert mall.day() == TODAY + DAY
    assert (mall.clock(), mall.clock.in_doubt(), mall.clock.ahead()) == (mall.true, False, None)


def test_until_a_kiosk_has_spoken_the_day_waits_for_the_settling_time_and_is_judged_later() -> None:
    mall = Mall(error=DAY)
    assert (mall.day(), mall.clock.in_doubt()) == (TODAY, True), "no kiosk is to close by its last moment"
    mall.true += timedelta(seconds=SETTLING_SECONDS)
    assert not mall.clock.in_doubt()
    assert mall.day() == TODAY + DAY, "a mall whose kiosks are all off has its day"
    mall.hear(timedelta(0))
    assert (mall.day(), mall.clock.error()) == (TODAY, DAY), "nobody was told of it"


def test_no_day_comes_back_after_a_start_either() -> None:
    mall = Mall(error=-3 * DAY)
    assert mall.day() == TODAY
    mall.true += DAY
    mall.start(TODAY)
    mall.hear(-3 * DAY, -3 * DAY)
    assert mall.day() == TODAY, "even where every clock says so"


def test_staff_may_say_that_the_server_is_right() -> None:
    mall = Mall(error=timedelta(0))
    mall.true += DAY
    mall.start(TODAY)
    mall.hear(-DAY)
    assert mall.day() == TODAY
    mall.clock.believe()
    assert (mall.day(), mall.clock.error()) == (TODAY + DAY, None)
    mall.hear(-DAY)
    assert mall.day() == TODAY + DAY


def test_a_day_that_a_kiosk_was_told_is_on_the_disk(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert store.named_day() is None
    kiosk = enrolled(store)
    assert store.named_day() == TODAY
    taken = store.take_in(kiosk=kiosk, hello=HELLO, events=(), clock=at(NOW + DAY))
    assert taken.marks.series == {}
    store.close_files()
    again = open_store(tmp_path)
    assert again.named_day() == TODAY + DAY
    again.close_files()
