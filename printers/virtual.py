"""A printer without a machine: takes bytes, answers as a printer answers, and draws what it cuts."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image

from printers.models import Model
from printers.paper import AskPaper, Command, CutPaper, Feed, Paper, Raster, Unknown, next_command

_REAL_TIME = re.compile(rb"\x10\x04([\x01-\x04])|\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", re.DOTALL)
_LONGEST_REAL_TIME = 10
BUFFER_CLEARED = b"\x37\x25\x00"


@dataclass(frozen=True, slots=True)
class Condition:
    """How the printer is; what a person does to it is another condition."""

    paper: Literal["ok", "low", "out"] = "ok"
    cover: Literal["closed", "open"] = "closed"
    cutter: Literal["ok", "jammed"] = "ok"
    fault: bool = False
    """Unrecoverable."""
    mute: bool = False
    """Prints, and answers nothing."""
    rows_left: int | None = None
    """The roll ends after so many more rows; None: it does not."""


class Device:
    """The printer's own life, link or no link. `deliver` gets each paper that is cut off, as a 1-bit picture.

    As in real ones, questions in real time are seen wherever their bytes stand, even inside a picture, and
    are answered while it cannot print; everything else waits in the buffer and is done in its turn.
    """

    def __init__(self, model: Model, deliver: Callable[[Image.Image], object]) -> None:
        self.unknown: list[bytes] = []
        """First bytes of commands that it did not know: a real one would print them as letters."""
        self._deliver = deliver
        self._paper = Paper(model)
        self._condition = Condition()
        self._rows_left: int | None = None
        self._out = False
        self._buffer = b""
        self._seen = b""
        self._pending: Command | None = None

    def become(self, condition: Condition) -> bytes:
        """Changes the condition; the replies of what could go on by it."""
        if condition != self._condition:
            self._condition = condition
            self._rows_left = condition.rows_left
            self._out = False
        return self._work()

    def feed(self, data: bytes) -> bytes:
        """Takes bytes; the replies to them."""
        replies = self._real_time(data)
        return replies + self._work()

    def _real_time(self, data: bytes) -> bytes:
        start = len(self._seen)
        stream = self._seen + data
        replies = b""
        kept = 0
        for found in _REAL_TIME.finditer(stream):
            if found.end() <= start:
                continue
            if found[1]:
                replies += self._answer(found[1][0])
            else:
                replies += BUFFER_CLEARED
                self._buffer, self._pending = b"", None
                kept = found.end() - start
        self._seen = stream[-(_LONGEST_REAL_TIME - 1) :]
        self._buffer += data[kept:]
        return b"" if self._condition.mute else replies

    def _answer(self, question: int) -> bytes:
        condition = self._condition
        out = self._paper_is_out()
        match question:
            case 1:
                bits = 0x08 if self._blocked() else 0
            case 2:
                bits = (0x04 if condition.cover == "open" else 0) | (0x20 if out else 0)
                bits |= 0x40 if condition.cutter == "jammed" or condition.fault else 0
            case 3:
                bits = (0x08 if condition.cutter == "jammed" else 0) | (0x20 if condition.fault else 0)
            case _:
                bits = 0x6C if out else 0x0C if condition.paper == "low" else 0
        return bytes([0x12 | bits])

    def _paper_is_out(self) -> bool:
        return self._out or self._condition.paper == "out"

    def _blocked(self) -> bool:
        condition = self._condition
        return (
            self._paper_is_out()
            or condition.cover == "open"
            or condition.cutter == "jammed"
            or condition.fault
        )

    def _work(self) -> bytes:
        replies = b""
        place = 0
        while not self._blocked():
            if self._pending is not None:
                command, self._pending = self._pending, None
            else:
                step = next_command(self._buffer, place)
                if step is None:
                    break
                command, place = step
            replies += self._do(command)
        self._buffer = self._buffer[place:]
        return b"" if self._condition.mute else replies

    def _do(self, command: Command) -> bytes:
        if isinstance(command, AskPaper):
            return b"\x03" if self._condition.paper == "low" else b"\x00"
        match self._paper.apply(self._as_far_as_the_roll_goes(command)):
            case Unknown(start):
                self.unknown.append(start)
            case None:
                pass
            case image:
                self._deliver(image)
        return b""

    def _as_far_as_the_roll_goes(self, command: Command) -> Command:
        if self._rows_left is None:
            return command
        match command:
            case Raster(stride, data) if command.rows > self._rows_left:
                end = self._rows_left * stride
                self._pending = Raster(stride, data[end:])
                self._rows_left, self._out = 0, True
                return Raster(stride, data[:end])
            case Raster():
                self._rows_left -= command.rows
            case Feed(units) if units > self._rows_left:
                self._pending = Feed(units - self._rows_left)
                self._rows_left, self._out = 0, True
            case Feed(units):
                self._rows_left -= units
            case CutPaper() if self._rows_left == 0:
                self._pending, self._out = command, True
                return Feed(0)
            case _:
                pass
        return command


class Tray:
    """Where papers fall: `slip-0001.png` and on, each complete or not there. Names name nobody."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, image: Image.Image) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        used = [int(file.stem[5:]) for file in self._folder.glob("slip-[0-9]*.png")]
        path = self._folder / f"slip-{max(used, default=0) + 1:04d}.png"
        half = path.with_suffix(".tmp")
        image.save(half, format="PNG")
        os.replace(half, path)
        return path
