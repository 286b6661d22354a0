"""What a board says of a call: phrases in Indonesian, made of words of which there is a clip each.

Labels are spelled sign by sign (`A-012` is "A, nol, satu, dua"), as they are read from a slip; the numbers of
counters are said as people say them (12 is "dua belas").
"""

import re
from collections.abc import Iterator
from string import ascii_uppercase

Phrase = tuple[str, ...]
"""Words that are said in one breath; a pause parts phrases."""

RECALL, NUMBER, GO_TO = "panggilan ulang", "nomor antrean", "silakan menuju loket"
DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
TEENS = ("sepuluh", "sebelas", *(f"{digit} belas" for digit in DIGITS[2:]))
TENS = tuple(f"{digit} puluh" for digit in DIGITS[2:])
HUNDREDS = ("seratus", *(f"{digit} ratus" for digit in DIGITS[2:]))

VOCABULARY = (RECALL, NUMBER, GO_TO, *ascii_uppercase, *DIGITS, *TEENS, *TENS, *HUNDREDS)
"""Every word that a call may need. "dua belas" is one: cut in two it would limp."""


def phrases(label: str, counter: str, *, times: int) -> tuple[Phrase, ...]:
    """`times` is 1 for the first call of a ticket; what is neither letter nor digit is not said."""
    again = [(RECALL,)] if times > 1 else []
    return (*again, *_led(NUMBER, _spelled(label)), *_led(GO_TO, _counter(counter)))


def text(said: tuple[Phrase, ...]) -> str:
    """As one would write it: `Nomor antrean A, nol, satu, dua, silakan menuju loket dua belas`."""
    line = ", ".join(" ".join(phrase) for phrase in said)
    return line[:1].upper() + line[1:]


def _led(words: str, said: Iterator[Phrase]) -> Iterator[Phrase]:
    """The first of what is said follows the words without a pause."""
    yield (words, *next(said, ()))
    yield from said


def _spelled(signs: str) -> Iterator[Phrase]:
    for sign in signs.upper():
        if sign in ascii_uppercase:
            yield (sign,)
        elif sign in "0123456789":
            yield (DIGITS[int(sign)],)


def _counter(number: str) -> Iterator[Phrase]:
    for part in re.findall(r"[0-9]+|[^0-9]+", number):
        if part.isdecimal() and part[0] != "0" and len(part) <= 3:
            yield _cardinal(int(part))
        else:
            yield from _spelled(part)


def _cardinal(number: int) -> Phrase:
    """Of 1 to 999."""
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = [HUNDREDS[hundreds - 1]] if hundreds else []
    if tens == 1:
        words.append(TEENS[units])
    else:
        words += [TENS[tens - 2]] if tens else []
        words += [DIGITS[units]] if units else []
    return tuple(words)
