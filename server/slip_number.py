"""What an officer types or scans from a slip: a label in any spelling, perhaps with its check characters, or
the code from the slip's QR. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kiosk.wire import (
    CHECK_LENGTH,
    CHECK_PATTERN,
    CODE_PATTERN,
    MAX_DIGITS,
    MAX_KIOSK_LETTERS,
    MIN_DIGITS,
    Label,
)

_CODE = re.compile(rf"(?:.*/)?({CODE_PATTERN})/?")
_SPELLING = re.compile(r"(?P<letters>[A-Z][A-Z\W]*)(?P<rest>[0-9].*)")
_MISREAD = str.maketrans("OI", "01")
"""Letters that no code has, for the digits that look like them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`check` is None where none was given."""

    label: str
    check: str | None


@dataclass(frozen=True, slots=True)
class SlipNumber:
    """All that a text may mean, the most likely reading first."""

    readings: tuple[Reading, ...]
    code: str | None


def read_slip(text: str, series: Collection[str]) -> SlipNumber:
    """`a c017`, `A-C017 7K`, `ac17`, `https://mpp.example/7KABCDEFGH`. `series`: the site's.

    Kiosks have no letter that together with a series spells another one, so letters are read in one way.
    """
    upper = text.strip().upper()
    code = _CODE.fullmatch(upper)
    spelled = _SPELLING.fullmatch(upper)
    readings = () if spelled is None else tuple(_readings(spelled["letters"], spelled["rest"], series))
    return SlipNumber(readings, None if code is None else code[1])


def _readings(letters: str, rest: str, series: Collection[str]) -> Iterator[Reading]:
    plain = re.sub(r"\W", "", letters)
    for end in range(1, len(plain) + 1):
        if plain[:end] not in series or len(plain) - end > MAX_KIOSK_LETTERS:
            continue
        for number, check in _numbers(rest):
            yield Reading(str(Label(plain[:end], plain[end:], int(number))), check)


def _numbers(rest: str) -> Iterator[tuple[str, str | None]]:
    """Digits, and the check characters: behind a gap, or right behind as many digits as labels have."""
    words = re.findall(r"\w+", rest)
    whole = [(words[0], words[1] if len(words) > 1 else None)]
    if len(words) == 1 and len(words[0]) >= MIN_DIGITS + CHECK_LENGTH:
        whole.append((words[0][:-CHECK_LENGTH], words[0][-CHECK_LENGTH:]))
    for number, typed in whole:
        check = None if typed is None else typed.translate(_MISREAD)
        if (
            len(words) <= 2
            and re.fullmatch(rf"[0-9]{{1,{MAX_DIGITS}}}", number)
            and (check is None or re.fullmatch(CHECK_PATTERN, check))
        ):
            yield number, check
