"""What paper looks like after the commands that we send: bytes -> pictures, dot for dot.

A small interpreter of just those commands. Real-time commands (`DLE EOT`, `DLE DC4`) act when they arrive,
elsewhere; here, in their turn in the stream, they do nothing.
"""

from dataclasses import dataclass
from typing import assert_never

from PIL import Image

DOTS_PER_INCH = 203
STARTING_UNITS = 360
"""Vertical motion units to the inch until `GS P`: makes differ, and this one is not the head's."""


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
class CutPaper:
    pass


@dataclass(frozen=True, slots=True)
class AskPaper:
    """`GS r 1`: to be answered in its turn."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No effect on paper: NUL, and real-time commands in their turn."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A command that none of ours is, with its first bytes."""

    start: bytes


Command = Reset | Units | Raster | Feed | CutPaper | AskPaper | Nothing | Unknown

_FIXED: tuple[tuple[bytes, Command], ...] = (
    (b"\x00", Nothing()),
    (b"\x1b@", Reset()),
    (b"\x1dV\x42\x00", CutPaper()),
    (b"\x1dr\x01", AskPaper()),
    (b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", Nothing()),
)
_WITH_ARGUMENTS: tuple[tuple[bytes, int], ...] = (
    (b"\x1dP", 2),
    (b"\x1bJ", 1),
    (b"\x10\x04", 1),
    (b"\x1dv0\x00", 4),
)


def next_command(data: bytes, place: int = 0) -> tuple[Command, int] | None:
    """The command at `place` and the place behind it; None while it is not complete."""
    for code, command in _FIXED:
        if data.startswith(code, place):
            return command, place + len(code)
    for code, arguments in _WITH_ARGUMENTS:
        if data.startswith(code, place):
            head = data[place : place + len(code) + arguments]
            return None if len(head) < len(code) + arguments else _with_arguments(head, data, place)
    if any(code.startswith(data[place : place + len(code)]) for code, _ in (*_FIXED, *_WITH_ARGUMENTS)):
        return None
    return Unknown(data[place : place + 4]), place + 1


def _with_arguments(head: bytes, data: bytes, place: int) -> tuple[Command, int] | None:
    after = place + len(head)
    match head[:2]:
        case b"\x1dP":
            return Units(head[3]), after
        case b"\x1bJ":
            return Feed(head[2]), after
        case b"\x10\x04":
            return Nothing(), after
        case _:
            stride = int.from_bytes(head[4:6], "little")
            end = after + stride * int.from_bytes(head[6:8], "little")
            return (Raster(stride, data[after:end]), end) if len(data) >= end else None


class Paper:
    """The roll under the head: rows since the last cut."""

    def __init__(self, dots: int) -> None:
        self._dots = dots
        self._stride = dots // 8
        self._rows: list[bytes] = []
        self._units = STARTING_UNITS

    @property
    def rows(self) -> int:
        """Rows since the last cut."""
        return len(self._rows)

    def apply(self, command: Command) -> Image.Image | Unknown | None:
        """The finished paper after a cut; a raster wider than the head is an `Unknown` too: it never fits."""
        match command:
            case Reset():
                self._units = STARTING_UNITS
            case Units(vertical):
                self._units = vertical or STARTING_UNITS
            case Raster(stride, data):
                if stride > self._stride:
                    return Unknown(data[:4])
                for start in range(0, len(data), max(stride, 1)):
                    self._rows.append(data[start : start + stride].ljust(self._stride, b"\x00"))
            case Feed(units):
                self._rows += [bytes(self._stride)] * round(units * DOTS_PER_INCH / self._units)
            case CutPaper():
                return self._cut()
            case Unknown():
                return command
            case AskPaper() | Nothing():
                pass
            case _:
                assert_never(command)
        return None

    def _cut(self) -> Image.Image:
        rows, self._rows = self._rows, []
        if not rows:
            return Image.new("1", (self._dots, 1), 1)
        return Image.frombytes("1", (self._dots, len(rows)), b"".join(rows), "raw", "1;I")


def pictures(data: bytes, dots: int) -> tuple[Image.Image, ...] | Unknown:
    """Every paper that the bytes cut off; `Unknown` at the first that is not ours or not complete."""
    paper = Paper(dots)
    papers: list[Image.Image] = []
    place = 0
    while place < len(data):
        step = next_command(data, place)
        if step is None:
            return Unknown(data[place : place + 4])
        command, place = step
        match paper.apply(command):
            case Unknown() as unknown:
                return unknown
            case None:
                pass
            case image:
                papers.append(image)
    return tuple(papers)
