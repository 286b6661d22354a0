"""When a service takes numbers: as a table of one week, and as properties of any week."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.availability import (
    LOOK_AHEAD_DAYS,
    Availability,
    DayFacts,
    always_open,
    availability,
    closing,
    opening,
)
from config.models import Agency, Hours, Opening, Service, Words
from tests import sample

WIB, WITA, WIT = (ZoneInfo(name) for name in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"))
MORNING, AFTERNOON = Opening(time(8), time(12)), Opening(time(13), time(16))
LATE = Opening(time(18), time.max)
WEEK = (*((MORNING, AFTERNOON),) * 4, (MORNING,), (LATE,), ())
"""Monday to Thursday with a break, Friday morning, Saturday until midnight, Sunday closed."""
HOURS = Hours(
    id="contoh",
    name=Words(id="Jam contoh"),
    week=WEEK,
    cut_off=timedelta(minutes=30),
    holidays=frozenset({date(2026, 4, 15)}),
    zone=WIB,
)
NEVER = replace(HOURS, week=((),) * 7)


def at(day: int, clock: str, zone: ZoneInfo = WIB) -> datetime:
    """April 2026; the 13th is a Monday."""
    return datetime.combine(date(2026, 4, day), time.fromisoformat(clock), tzinfo=zone)


def service(hours: Hours = HOURS, quota: int | None = None) -> Service:
    agency = Agency(
        id="dinas",
        code="A",
        short="Dinas",
        name=Words(id="Dinas Contoh"),
        icon="bank",
        counted=True,
        place=None,
        groups=(),
        hours=hours,
    )
    return Service(
        id="dinas-layanan",
        agency=agency,
        group=None,
        name=Words(id="Layanan"),
        synonyms=(),
        requirements=(),
        fee=None,
        fee_note=None,
        minutes=None,
        time_note=None,
        channel="counter",
        document=None,
        hours=hours,
        quota=quota,
    )


@pytest.mark.parametrize(
    ("now", "state", "until"),
    [
        (at(13, "07:59:59"), "closed", at(13, "08:00")),
        (at(13, "08:00"), "open", at(13, "12:00")),
        (at(13, "11:29:59"), "open", at(13, "12:00")),
        (at(13, "11:30"), "cut_off", at(13, "13:00")),
        (at(13, "12:00"), "closed", at(13, "13:00")),
        (at(13, "13:00"), "open", at(13, "16:00")),
        (at(13, "15:30"), "cut_off", at(14, "08:00")),
        (at(13, "16:00"), "closed", at(14, "08:00")),
        (at(14, "15:59"), "cut_off", at(16, "08:00")),
        (at(15, "09:00"), "closed", at(16, "08:00")),
        (at(17, "12:00"), "closed", at(18, "18:00")),
        (at(18, "23:29"), "open", at(19, "00:00")),
        (at(18, "23:59:59"), "cut_off", at(20, "08:00")),
        (at(19, "10:00"), "closed", at(20, "08:00")),
    ],
    ids=lambda value: f"{value:%a %H.%M.%S}" if isinstance(value, datetime) else value,
)
def test_a_week(now: datetime, state: str, until: datetime) -> None:
    assert opening(HOURS, now) == Availability(state, until)  # type: ignore[arg-type]
    assert opening(HOURS, now.astimezone(UTC)) == Availability(state, until)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quota", "given", "now", "expected"),
    [
        (None, 10_000, at(13, "09:00"), Availability("open", at(13, "12:00"))),
        (3, 2, at(13, "09:00"), Availability("open", at(13, "12:00"))),
        (3, 3, at(13, "09:00"), Availability("quota_full", at(14, "08:00"))),
        (3, 4, at(14, "09:00"), Availability("quota_full", at(16, "08:00"))),
        (3, 3, at(13, "11:45"), Availability("cut_off", at(13, "13:00"))),
        (3, 3, at(13, "12:30"), Availability("closed", at(13, "13:00"))),
    ],
)
def test_quota(quota: int | None, given: int, now: datetime, expected: Availability) -> None:
    assert availability(service(quota=quota), now, DayFacts({"dinas-layanan": given})) == expected


def test_the_quota_counts_its_own_service() -> None:
    now = at(13, "09:00")
    assert availability(service(quota=1), now, DayFacts({"lain": 9})).state == "open"


def test_nobody_knows_when_what_never_opens_does() -> None:
    assert opening(NEVER, at(13, "09:00")) == Availability("closed", None)


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_one_moment_in_three_zones(zone: ZoneInfo) -> None:
    hours = replace(HOURS, zone=zone)
    assert opening(hours, at(13, "08:00", zone)).state == "open"
    assert opening(hours, at(13, "08:00", zone) - timedelta(microseconds=1)).state == "closed"


@st.composite
def days(draw: st.DrawFn) -> tuple[Opening, ...]:
    """Spans of one day, none touching another; perhaps until midnight."""
    quarters = sorted(draw(st.sets(st.integers(0, 96), max_size=6)))
    ends = [time.max if quarter == 96 else time(quarter // 4, quarter % 4 * 15) for quarter in quarters]
    return tuple(Opening(*ends[start : start + 2]) for start in range(0, len(ends) - 1, 2))


@st.composite
def weeks(draw: st.DrawFn) -> Hours:
    return Hours(
        id="contoh",
        name=Words(id="Jam contoh"),
        week=tuple(draw(st.lists(days(), min_size=7, max_size=7))),
        cut_off=timedelta(minutes=draw(st.sampled_from([0, 0, 15, 60, 480]))),
        holidays=frozenset(draw(st.sets(st.dates(date(2026, 4, 1), date(2026, 5, 10)), max_size=12))),
        zone=draw(st.sampled_from([WIB, WITA, WIT])),
    )


MOMENTS = st.timedeltas(timedelta(0), timedelta(days=30)).map(datetime(2026, 4, 1, tzinfo=UTC).__add__)


def begins(hours: Hours, moment: datetime) -> bool:
    local = moment.astimezone(hours.zone)
    spans = () if local.date() in hours.holidays else hours.week[local.weekday()]
    return any(local.time() == span.opens for span in spans)


@given(weeks(), MOMENTS)
def test_until_is_ahead_and_is_the_next_change(hours: Hours, now: datetime) -> None:
    found = opening(hours, now)
    if found.until is None:
        assert found.state != "open"
        ahead = (now.astimezone(hours.zone).date() + timedelta(days=day) for day in range(1, LOOK_AHEAD_DAYS))
        assert not any(day not in hours.holidays and hours.week[day.weekday()] for day in ahead)
        return
    assert found.until > now
    if found.state == "open":
        assert found.until - now > hours.cut_off
        assert opening(hours, found.until).state != "open" or begins(hours, found.until)
    else:
        assert begins(hours, found.until)
        steps = (now + (found.until - now) * part / 16 for part in range(1, 16))
        assert all(opening(hours, moment).state != "open" for moment in steps)


@given(weeks(), MOMENTS)
def test_counters_close_after_the_last_number_is_given(hours: Hours, now: datetime) -> None:
    found, end = opening(hours, now), closing(hours, now)
    assert (end is None) == (found.state == "closed")
    if end is not None:
        assert end > now and (found.state == "cut_off" or end == found.until)
        assert end - now > hours.cut_off or found.state == "cut_off"


@given(weeks(), MOMENTS)
def test_a_holiday_is_closed_all_day(hours: Hours, now: datetime) -> None:
    shut = replace(hours, holidays=frozenset({now.astimezone(hours.zone).date()}))
    found = opening(shut, now)
    assert found.state == "closed"
    assert found.until is None or found.until.date() not in shut.holidays


@given(weeks(), MOMENTS, st.integers(0, 5), st.integers(1, 5))
def test_a_quota_only_takes_away(hours: Hours, now: datetime, issued: int, quota: int) -> None:
    without = availability(service(hours), now, DayFacts({"dinas-layanan": issued}))
    found = availability(service(hours, quota), now, DayFacts({"dinas-layanan": issued}))
    full = without.state == "open" and issued >= quota
    assert found.state == ("quota_full" if full else without.state)
    if full and found.until is not None:
        assert found.until.date() > now.astimezone(hours.zone).date() and begins(hours, found.until)


def test_a_site_for_demonstrations_never_closes() -> None:
    site = sample.profile()
    night = sample.NOW.replace(hour=2)
    assert availability(site.services["paspor"], night, DayFacts()).state == "closed"
    opened = always_open(site)
    for service in (*opened.services.values(), *opened.popular, *opened.by_agency["imigrasi"]):
        assert availability(service, night, DayFacts()).state == "open"
        assert service.agency is opened.agencies[service.agency.id]
    spent = DayFacts(issued_today={"paspor-cepat": 2})
    assert availability(opened.services["paspor-cepat"], night, spent).state == "quota_full"
