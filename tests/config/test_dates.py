"""Days and times as they are said."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.dates import business_day, clock, clock_range, long_date, short_date, weekday
from config.models import Language

WIB = ZoneInfo("Asia/Jakarta")
MOMENT = datetime(2026, 4, 21, 8, 5, tzinfo=WIB)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (clock(MOMENT), "08.05"),
        (clock(MOMENT, zone=True), "08.05 WIB"),
        (clock(MOMENT.astimezone(ZoneInfo("Asia/Jayapura")), zone=True), "10.05 WIT"),
        (clock(MOMENT.astimezone(ZoneInfo("America/Sao_Paulo")), zone=True), "22.05"),
        (clock_range(MOMENT.astimezone(UTC), MOMENT + timedelta(minutes=15), WIB), "08.05–08.20"),
        (short_date(MOMENT), "Sel 21 Apr, 08.05"),
    ],
)
def test_times(said: str, expected: str) -> None:
    assert said == expected


@pytest.mark.parametrize(
    ("day", "language", "expected"),
    [
        (date(2026, 4, 14), "id", "Selasa, 14 April 2026"),
        (date(2026, 8, 17), "id", "Senin, 17 Agustus 2026"),
        (date(2026, 4, 14), "en", "Tuesday, 14 April 2026"),
        (date(2027, 1, 3), "en", "Sunday, 3 January 2027"),
    ],
)
def test_long_dates(day: date, language: Language, expected: str) -> None:
    assert long_date(day, language) == expected
    assert expected.startswith(weekday(day, language))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 4, 14, 2, 59, 59, tzinfo=WIB), 13),
        (datetime(2026, 4, 14, 3, 0, tzinfo=WIB), 14),
        (datetime(2026, 4, 13, 19, 59, tzinfo=UTC), 13),
        (datetime(2026, 4, 13, 20, 0, tzinfo=UTC), 14),
    ],
)
def test_a_business_day_begins_after_midnight(moment: datetime, day: int) -> None:
    assert business_day(moment, zone=WIB, starts=time(3)) == date(2026, 4, day)


@given(st.timedeltas(timedelta(0), timedelta(days=10_000)), st.times())
def test_a_business_day_lasts_24_hours(after: timedelta, starts: time) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + after
    day = business_day(moment, zone=WIB, starts=starts)
    begins = datetime.combine(day, starts, tzinfo=WIB)
    assert begins <= moment < begins + timedelta(days=1)
