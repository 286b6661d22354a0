"""Bytes -> the commands that we send to printers, one after the other; everything else is unknown."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from printers.document import Align


@dataclass(frozen=True, slots=True)
class Reset:
    pass


@dataclass(frozen=True, slots=True)
class Units:
    """Vertical motion units to the inch."""

    vertical: int


@dataclass(frozen=True, slots=True)
class Raster:
    """`stride` bytes a row, 1 is black."""

    stride: int
    data: bytes

    @property
    def rows(self) -> int:
        return len(self.data) // self.stride


@dataclass(frozen=True, slots=True)
class Feed:
    """In vertical motion units."""

    units: int


@dataclass(frozen=True, slots=True)
class Text:
    """Letters of the code page, for the line in hand."""

    data: bytes


@dataclass(frozen=True, slots=True)
class LineFeed:
    """Prints the line in hand."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Of lines, in vertical motion units."""

    units: int


@dataclass(frozen=True, slots=True)
class Scale:
    """How many times wider and higher than the smallest letter, 1 to 8."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Weight:
    bold: bool


@dataclass(frozen=True, slots=True)
class Side:
    align: Align


@dataclass(frozen=True, slots=True)
class CodePage:
    number: int


@dataclass(frozen=True, slots=True)
class OneByte:
    """Every byte is a letter again."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """`GS ( k`: a function of QR codes and what belongs to it."""

    function: int
    data: bytes


@dataclass(frozen=True, slots=True)
class BarHeight:
    dots: int


@dataclass(frozen=True, slots=True)
class BarWidth:
    dots: int


@dataclass(frozen=True, slots=True)
class Bars:
    """`GS k 73`: Code 128 with the name of its set in front."""

    data: bytes


@dataclass(frozen=True, slots=True)
class CutPaper:
    """`feeds`: to the knife by itself, before it cuts."""

    feeds: bool = True


@dataclass(frozen=True, slots=True)
class Present:
    """The presenter holds the slip out, so many steps."""

    steps: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """No effect on paper: NUL, and real-time commands in their turn."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A command that none of ours is, or that this printer cannot do: its first bytes, or what it is."""

    start: bytes


Command = (
    Reset
    | Units
    | Raster
    | Feed
    | Text
    | LineFeed
    | Spacing
    | Scale
    | Weight
    | Side
    | CodePage
    | OneByte
    | Symbol
    | BarHeight
    | BarWidth
    | Bars
    | CutPaper
    | Present
    | Nothing
    | Unknown
)

_SIDES = (Align.LEFT, Align.CENTRE, Align.RIGHT)
_COMMANDS: tuple[tuple[bytes, int, Callable[[bytes], Command]], ...] = (
    (b"\x00", 0, lambda _: Nothing()),
    (b"\n", 0, lambda _: LineFeed()),
    (b"\x1b@", 0, lambda _: Reset()),
    (b"\x1c.", 0, lambda _: OneByte()),
    (b"\x1dP", 2, lambda said: Units(said[1])),
    (b"\x1bJ", 1, lambda said: Feed(said[0])),
    (b"\x1b3", 1, lambda said: Spacing(said[0])),
    (b"\x1bt", 1, lambda said: CodePage(said[0])),
    (b"\x1d!", 1, lambda said: Scale((said[0] >> 4) + 1, (said[0] & 0x0F) + 1)),
    (b"\x1bE", 1, lambda said: Weight(bool(said[0] & 1))),
    (b"\x1ba", 1, lambda said: Side(_SIDES[said[0]]) if said[0] < 3 else Unknown(b"\x1ba" + said)),
    (b"\x1dh", 1, lambda said: BarHeight(said[0])),
    (b"\x1dw", 1, lambda said: BarWidth(said[0])),
    (b"\x1dV\x42\x00", 0, lambda _: CutPaper()),
    (b"\x1bi", 0, lambda _: CutPaper(feeds=False)),
    (b"\x1de\x03", 1, lambda said: Present(said[0])),
    (b"\x10\x04", 1, lambda _: Nothing()),
    (b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", 0, lambda _: Nothing()),
)
"""Of known length: the code, how many bytes of arguments follow, what it is."""
_COUNTED: tuple[tuple[bytes, int, Callable[[bytes], int], Callable[[bytes, bytes], Command]], ...] = (
    (
        b"\x1dv0\x00",
        4,
        lambda head: _number(head[:2]) * _number(head[2:]),
        lambda head, data: Raster(_number(head[:2]), data) if data else Unknown(b"\x1dv0\x00"),
    ),
    (b"\x1d(k", 2, lambda head: _number(head[:2]), lambda _, data: _symbol(data)),
    (b"\x1dkI", 1, lambda head: head[0], lambda _, data: Bars(data)),
)
"""With a length of their own: the code, how many bytes say it, how to read them, what it is."""
_LETTERS = re.compile(rb"[\x20-\xff]+")


def next_command(data: bytes, place: int = 0) -> tuple[Command, int] | None:
    """The command at `place` and the place behind it; None while it is not complete."""
    if letters := _LETTERS.match(data, place):
        return Text(letters[0]), letters.end()
    for code, length, known in _COMMANDS:
        if data.startswith(code, place):
            start, end = place + len(code), place + len(code) + length
            return (known(data[start:end]), end) if len(data) >= end else None
    for code, length, counted, known_with in _COUNTED:
        if data.startswith(code, place):
            head = data[place + len(code) : place + len(code) + length]
            start = place + len(code) + length
            end = start + counted(head) if len(head) == length else start
            return (known_with(head, data[start:end]), end) if len(data) >= end else None
    begun = data[place : place + 10]
    codes = [row[0] for row in _COMMANDS] + [row[0] for row in _COUNTED]
    if any(code.startswith(begun) for code in codes):
        return None
    return Unknown(data[place : place + 4]), place + 1


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _symbol(data: bytes) -> Command:
    """Of `GS ( k`, the functions of QR codes are ours."""
    return (
        Symbol(data[1], data[2:]) if data[:1] == b"\x31" and len(data) > 1 else Unknown(b"\x1d(k" + data[:2])
    )
