"""NIK and No. KK as numbers, and what follows from a date of birth. Only "not 16 digits" is wrong.

A NIK is permanent and keeps what was once written: the district of the first registration, a date that was
wrong, the province before it was parted. The kelurahan 15 Ulu was of district 16.71.02 in the list of
2015 and is of 16.71.17 since about 2018, so most grown-ups who live there bear 167102. Whoever refuses
a NIK for its content refuses people. Sources: Dukcapil Klaten on the sixteen digits; Permendagri 2/2016 on
the KIA; Dukcapil Trenggalek on the photo's background.
"""

import re
from datetime import date
from itertools import accumulate
from typing import Literal, assert_never

from config.models import DocumentKind

NUMBER_LENGTH = 16
"""Digits of a NIK (UU 24/2013) and of a No. KK."""
DIGITS16_FORM = rf"^[0-9]{{{NUMBER_LENGTH}}}$"
_DIGITS16 = re.compile(rf"[0-9]{{{NUMBER_LENGTH}}}")
_PARTED = re.compile(r"[0-9]+(?:[ ./-][0-9]+)+")
_DAY = re.compile(
    r"(?<![0-9./-])(?:(?:19|20)[0-9]{2}([./-])[0-9]{1,2}\1[0-9]{1,2}|"
    r"[0-9]{1,2}([./-])[0-9]{1,2}\2(?:19|20)[0-9]{2})(?![0-9./-])"
)
_DAY_IN_NUMBER = re.compile(
    r"(?<![0-9])20[0-9]{2}([./-]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
)
REQUEST_NUMBER = r"^[A-Z0-9][A-Z0-9/.-]{0,39}$"
"""The number of a document request: it is printed, typed again and kept for good, so no blanks, no odd signs
and no two that differ in capitals alone."""
VISIBLE = 4
"""Last digits that a mask leaves: the serial, neither area nor date."""

PROVINCES = frozenset(
    str(code)
    for codes in (
        range(11, 20),
        (21,),
        range(31, 37),
        range(51, 54),
        range(61, 66),
        range(71, 77),
        (81, 82),
        range(91, 97),
    )
    for code in codes
)
"""Kepmendagri 300.2.2-2430/2025: 38."""

WOMEN_ADD = 40
"""To the day of birth."""

VERY_OLD = 120
OLDEST = 130
"""Years. The oldest of whom papers tell reached 122; what is older yet is no year of birth."""

KIA_PHOTO_FROM, GROWN_UP = 5, 17
"""Years: the KIA of the younger carries no photo; from the 17th birthday on there is none."""

Sex = Literal["female", "male"]

Doubt = Literal[
    "province",
    "day",
    "month",
    "date",
    "serial",
    "sex",
    "born",
    "unborn",
    "very_old",
    "no_ktp_yet",
    "no_kia_any_more",
]
"""What of a number or a birthday is unusual, or differs from what else is known. Never a reason to refuse."""


def is_number(text: str) -> bool:
    """Whether it can be a NIK or a No. KK: 16 ASCII digits."""
    return _DIGITS16.fullmatch(text) is not None


def holds_number(text: str) -> bool:
    """Whether a NIK or a No. KK may stand in it, in clear."""
    return _DIGITS16.search(text) is not None


def holds_parted_number(text: str) -> bool:
    """Also one that is parted by blanks, dots, slashes or hyphens: whole groups of digits, one after the
    other, 16 together. Days that stand alone are no such groups; a comma ends them."""
    runs = _PARTED.findall(_DAY.sub(",", " ".join(text.split())))
    return holds_number(text) or any(_parts_make_number(run) for run in runs)


def request_number_holds_number(number: str) -> bool:
    """As `holds_parted_number`, of a document request's number: an area, a day (year first) and a serial are
    16 digits too, and a day ends the groups. It hides a NIK from this only where somebody parts it around a
    district 20 and a date of birth that makes such a day."""
    return holds_parted_number(_DAY_IN_NUMBER.sub(",", number))


def _parts_make_number(run: str) -> bool:
    ends = set(accumulate((len(part) for part in re.split("[ ./-]", run)), initial=0))
    return any(end + NUMBER_LENGTH in ends for end in ends)


def nik_doubts(nik: str, *, born: date | None = None, sex: Sex | None = None) -> tuple[Doubt, ...]:
    """`nik` has 16 digits. The century is not in it, so no date is impossible that one century has."""
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    woman = day > WOMEN_ADD
    found = _doubts(nik, day - WOMEN_ADD if woman else day, month, year)
    if sex is not None and "day" not in found and woman != (sex == "female"):
        found = (*found, "sex")
    said = (day - WOMEN_ADD if woman else day, month, year)
    if born is not None and said != (born.day, born.month, born.year % 100):
        found = (*found, "born")
    return found


def kk_doubts(number: str) -> tuple[Doubt, ...]:
    """`number` has 16 digits; its date is of the recording, the same for women and men."""
    return _doubts(number, int(number[6:8]), int(number[8:10]), int(number[10:12]))


def _doubts(number: str, day: int, month: int, year: int) -> tuple[Doubt, ...]:
    found: list[Doubt] = []
    if number[:2] not in PROVINCES:
        found.append("province")
    if not 1 <= day <= 31:
        found.append("day")
    if not 1 <= month <= 12:
        found.append("month")
    if not found and not any(_exists(century + year, month, day) for century in (1900, 2000)):
        found.append("date")
    if number[-4:] == "0000":
        found.append("serial")
    return tuple(found)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def tail(number: str) -> str:
    """All that may be shown of a NIK or No. KK."""
    return number[-VISIBLE:]


def masked(tail: str) -> str:
    """`••••••••••••0001`."""
    return "•" * (NUMBER_LENGTH - VISIBLE) + tail


def initials(name: str) -> str:
    """`R. M.` of `Rosalina Meranti`; `Hj. Rohaya` is `R.`: what has a full stop already is no name."""
    words = [word for word in name.split() if not word.endswith(".")] or name.split()
    return " ".join(f"{word[0].upper()}." for word in words)


def age(born: date, today: date) -> int:
    """In whole years. Who was born on 29 February has no birthday before 1 March in other years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def is_birth_year(year: int, today: date) -> bool:
    return today.year - OLDEST <= year <= today.year


def kia_kind(born: date, today: date) -> Literal["0-5", "5-17"] | None:
    """Which KIA somebody gets on that day, without and with a photo; None for who has none (any more)."""
    years = age(born, today)
    if not 0 <= years < GROWN_UP:
        return None
    return "0-5" if years < KIA_PHOTO_FROM else "5-17"


def birthday_doubts(born: date, today: date, kind: DocumentKind) -> tuple[Doubt, ...]:
    """Of whose document is asked for. The married have a KTP-el before they are 17; a KIA that was asked for
    in time may come late."""
    if born > today:
        return ("unborn",)
    years = age(born, today)
    if years > VERY_OLD:
        return ("very_old",)
    match kind:
        case "ktp":
            return ("no_ktp_yet",) if years < GROWN_UP else ()
        case "kia":
            return ("no_kia_any_more",) if years >= GROWN_UP else ()
        case "kk":
            return ()
        case _:
            assert_never(kind)


def photo_ground(birth_year: int) -> Literal["red", "blue"]:
    """The background of the photo for KTP-el and KIA: red for odd years, blue for even ones."""
    return "red" if birth_year % 2 else "blue"
