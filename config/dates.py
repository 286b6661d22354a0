"""Days and times as people here say them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from config.models import Language

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
