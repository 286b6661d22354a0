"""Days and times as people here say them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from config.models import Hours, Language, Opening

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def clock(moment: datetime, *, zone: bool = False) -> str:
    """`08.14`, or `08.14 WIB` where the zone has a name."""
    name = moment.tzname() or ""
    return f"{moment:%H.%M} {name}" if zone and name.isalpha() else f"{moment:%H.%M}"


def clock_range(earliest: datetime, latest: datetime, zone: ZoneInfo) -> str:
    """`10.05–10.20`, of two aware moments as the zone's clocks show them."""
    return f"{clock(earliest.astimezone(zone))}–{clock(latest.astimezone(zone))}"


def open_span(span: Opening) -> str:
    """`08.00–16.00`; midnight at the end is `24.00`."""
    return f"{span.opens:%H.%M}–{'24.00' if span.closes == time.max else f'{span.closes:%H.%M}'}"


def equal_days(hours: Hours) -> Iterator[tuple[int, int, tuple[Opening, ...]]]:
    """The week in as few runs as it has: first and last day, Monday is 0, and when these are open."""
    for spans, days in groupby(range(7), key=lambda day: hours.week[day]):
        first, *others = days
        yield first, others[-1] if others else first, spans


def weekday(day: date, language: Language = "id") -> str:
    """`Kamis`."""
    return (DAYS_EN if language == "en" else DAYS)[day.weekday()]


def long_date(day: date, language: Language = "id") -> str:
    """`Selasa, 14 April 2026`."""
    month = (MONTHS_EN if language == "en" else MONTHS)[day.month - 1]
    return f"{weekday(day, language)}, {day.day} {month} {day.year}"


def short_date(moment: datetime) -> str:
    """`Sel 21 Apr, 15.30`."""
    month = SHORT_MONTHS[moment.month - 1]
    return f"{DAYS[moment.weekday()][:3]} {moment.day} {month}, {clock(moment)}"


def business_day(moment: datetime, *, zone: ZoneInfo, starts: time) -> date:
    """The site's date at an aware moment; it begins at `starts` and not at midnight."""
    local = moment.astimezone(zone)
    return local.date() if local.time() >= starts else local.date() - timedelta(days=1)
