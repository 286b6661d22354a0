"""A printer without a machine: takes bytes, answers as its model answers, and draws what it cuts."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Literal

from PIL import Image

from printers.models import Model
from printers.paper import Paper
from printers.paper_commands import Command, CutPaper, Nothing, Raster, Reset, Unknown, next_command
from printers.replies import BUFFER_CLEARED

_REAL_TIME = re.compile(
    rb"\x10\x04([\x01-\x04\x14])|\x10\x05\x02|\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", re.DOTALL
)
_LONGEST_REAL_TIME = 10
CUT_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Condition:
    """How the printer is; what a person does to it is another condition."""

    paper: Literal["ok", "low", "out"] = "ok"
    cover: Literal["closed", "open"] = "closed"
    cutter: Literal["ok", "jammed"] = "ok"
    mechanics: Literal["ok", "stuck"] = "ok"
    head: Literal["ok", "hot"] = "ok"
    ticket: Literal["taken", "not_taken"] = "taken"
    """Whether a slip hangs in the mouth of a presenter."""
    fault: bool = False
    """Unrecoverable."""
    mute: bool = False
    """Prints, and answers nothing."""
    speed: float | None = None
    """In mm/s; None: no time passes."""
    buffer: int | None = None
    """Bytes that it takes before they are printed; None: any number."""
    rows_left: int | None = None
    """The roll ends after so many more rows; None: it does not."""


# --- what it is asked in its turn ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskStatus:
    """`GS r`."""


@dataclass(frozen=True, slots=True)
class AskInformation:
    """`GS I`."""

    number: int


@dataclass(frozen=True, slots=True)
class ReportChanges:
    """`GS a`."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class NameJob:
    """`GS ( H`, function 48."""

    name: bytes


Question = AskStatus | AskInformation | ReportChanges | NameJob

_TALK = ((b"\x1dr", 1), (b"\x1dI", 1), (b"\x1da", 1), (b"\x10\x05", 1), (b"\x1d(H", 2))
_STARTS = (b"\x1d", b"\x10")


def _next(data: bytes, place: int) -> tuple[Command | Question, int] | None:
    """The command or question at `place` and the place behind it; None while it is not complete."""
    if not data.startswith(_STARTS, place):
        return next_command(data, place)
    for code, arguments in _TALK:
        if data.startswith(code, place):
            after = place + len(code) + arguments
            return _question(code, data, after - arguments, after) if len(data) >= after else None
    if len(data) - place < 3 and any(code.startswith(data[place:]) for code, _ in _TALK):
        return None
    return next_command(data, place)


def _question(code: bytes, data: bytes, start: int, after: int) -> tuple[Command | Question, int] | None:
    """With its arguments from `start` to `after`."""
    arguments = data[start:after]
    match code:
        case b"\x1dr":
            return AskStatus(), after
        case b"\x1dI":
            return AskInformation(arguments[0]), after
        case b"\x1da":
            return ReportChanges(arguments[0] != 0), after
        case b"\x10\x05":
            return Nothing(), after
        case _:
            end = after + int.from_bytes(arguments, "little")
            body = data[after:end]
            if len(data) < end:
                return None
            return (NameJob(body[2:]) if body.startswith(b"00") and len(body) == 6 else Nothing()), end


class Device:
    """The printer's own life, link or no link. `deliver` gets each paper that is cut off, as a 1-bit picture.

    As in real ones, questions in real time are seen wherever their bytes stand, even inside a picture, and
    are answered while it cannot print; everything else waits in the buffer and is done in its turn. `clock`
    is monotonic, in seconds.
    """

    def __init__(
        self,
        model: Model,
        deliver: Callable[[Image.Image], object],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.unknown: list[bytes] = []
        """First bytes of commands that it did not know: a real one would print them as letters."""
        self._model = model
        self._deliver = deliver
        self._clock = clock
        self._paper = Paper(model)
        self._condition = Condition()
        self._rows_left: int | None = None
        self._out = False
        self._buffer = b""
        self._seen = b""
        self._pending: Command | None = None
        self._reports: bytes | None = None
        """The automatic status that was told last; None where nobody wants it."""
        self._free_at = 0.0
        self._moved_at = 0.0
        """When it last got bytes or another condition: what is done then began no earlier."""

    def become(self, condition: Condition) -> bytes:
        """Changes the condition; the replies of what could go on by it."""
        if condition != self._condition:
            self._condition = condition
            self._rows_left = condition.rows_left
            self._out = False
            self._moved_at = self._clock()
        return self.tick()

    def feed(self, data: bytes) -> bytes:
        """Takes bytes; the replies to them."""
        self._moved_at = self._clock()
        replies = self._real_time(data)
        return replies + self.tick()

    def tick(self) -> bytes:
        """Goes on with what is in the buffer, as far as time and condition allow; the replies of it."""
        replies = self._work() + self._report()
        return b"" if self._condition.mute else replies

    def forget(self) -> None:
        """Loses what it has not printed, as without power; the paper stays where it is."""
        self._buffer, self._seen, self._pending, self._reports = b"", b"", None, None

    def is_busy(self) -> bool:
        return self._condition.speed is not None and self._clock() < self._free_at

    def room(self) -> int:
        """How many bytes it would take now."""
        if self._condition.buffer is None:
            return 65_536
        waits = self._blocked() or self.is_busy()
        return max(self._condition.buffer - len(self._buffer), 0) if waits else self._condition.buffer

    # --- in real time -----------------------------------------------------------------------------------

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
                replies += BUFFER_CLEARED if found[0].startswith(b"\x10\x14") else b""
                self._buffer, self._pending = b"", None
                kept = found.end() - start
        self._seen = stream[-(_LONGEST_REAL_TIME - 1) :]
        self._buffer += data[kept:]
        return b"" if self._condition.mute else replies

    def _answer(self, question: int) -> bytes:
        is_ = self._condition
        out = self._paper_is_out()
        match question:
            case 1:
                bits = 0x08 if self._blocked() else 0
            case 2:
                bits = (0x04 if is_.cover == "open" else 0) | (0x20 if out else 0)
                bits |= 0x40 if self._error_bits() else 0
            case 3:
                bits = self._error_bits()
            case 4:
                bits = 0x6C if out else 0x0C if is_.paper == "low" else 0
            case _:
                return self._full_status() if self._model.presenter == "custom" else b""
        return bytes([0x12 | bits])

    def _error_bits(self) -> int:
        """As in DLE EOT 3 and in the second byte of the automatic status."""
        is_ = self._condition
        return (
            (0x04 if is_.mechanics == "stuck" else 0)
            | (0x08 if is_.cutter == "jammed" else 0)
            | (0x20 if is_.fault else 0)
            | (0x40 if is_.head == "hot" else 0)
        )

    def _full_status(self) -> bytes:
        is_ = self._condition
        paper = 0x05 if self._paper_is_out() else 0x04 if is_.paper == "low" else 0
        return bytes(
            (
                0x10,
                0x0F,
                paper | (0x20 if is_.ticket == "not_taken" else 0),
                0x02 if is_.cover == "open" else 0,
                (0x01 if is_.head == "hot" else 0) | (0x40 if is_.mechanics == "stuck" else 0),
                (0x01 if is_.cutter == "jammed" else 0) | (0x04 if is_.fault else 0),
            )
        )

    def _report(self) -> bytes:
        if self._reports is None:
            return b""
        is_ = self._condition
        first = 0x10 | (0x08 if self._blocked() else 0) | (0x20 if is_.cover == "open" else 0)
        paper = 0x0F if self._paper_is_out() else 0x03 if is_.paper == "low" else 0
        status = bytes((first, self._error_bits(), paper, 0))
        if status == self._reports:
            return b""
        self._reports = status
        return status

    def _paper_is_out(self) -> bool:
        return self._out or self._condition.paper == "out"

    def _blocked(self) -> bool:
        return self._paper_is_out() or self._condition.cover == "open" or self._error_bits() != 0

    # --- in its turn ------------------------------------------------------------------------------------

    def _work(self) -> bytes:
        replies = b""
        place = 0
        while not self._blocked() and not self.is_busy():
            step: tuple[Command | Question, int] | None
            if self._pending is not None:
                step, self._pending = (self._pending, place), None
            else:
                if self._buffer.startswith(b"\x00", place):
                    self._buffer, place = self._buffer[place:].lstrip(b"\x00"), 0
                step = _next(self._buffer, place)
            if step is None:
                break
            command, place = step
            replies += self._do(command)
        self._buffer = self._buffer[place:]
        return replies

    def _do(self, command: Command | Question) -> bytes:
        match command:
            case AskStatus():
                answers = self._model.confirms in ("process_id", "ordered_status")
                return (b"\x03" if self._condition.paper == "low" else b"\x00") if answers else b""
            case AskInformation(number):
                return self._information(number)
            case ReportChanges(wanted):
                self._reports = b"" if wanted else None
                return b""
            case NameJob(name):
                return b"\x37\x22" + name + b"\x00" if self._model.confirms == "process_id" else b""
            case _:
                self._put_on_paper(command)
                return b""

    def _information(self, number: int) -> bytes:
        """`GS I`: firmware, maker, name; a make that names none says nothing."""
        if not self._model.maker:
            return b""
        answers = {65: "1.00", 66: self._model.maker, 67: self._model.names[0]}
        return b"\x5f" + answers[number].encode("ascii") + b"\x00" if number in answers else b""

    def _put_on_paper(self, command: Command) -> None:
        if isinstance(command, Reset):
            self._reports = None
        before = self._paper.rows
        match self._paper.apply(self._as_far_as_the_roll_goes(command)):
            case Unknown(start):
                self.unknown.append(start)
            case None:
                self._move(self._paper.rows - before)
            case image:
                self._is_at_work(CUT_SECONDS)
                self._deliver(image)

    def _move(self, rows: int) -> None:
        """So much paper went by; a line of text that the roll cut short is printed all the same."""
        if self._rows_left is not None and rows:
            self._out = self._out or rows > self._rows_left
            self._rows_left = max(self._rows_left - rows, 0)
        if self._condition.speed is not None:
            self._is_at_work(rows * 25.4 / self._model.dpi / self._condition.speed)

    def _is_at_work(self, seconds: float) -> None:
        if self._condition.speed is not None:
            self._free_at = max(self._free_at, self._moved_at) + seconds

    def _as_far_as_the_roll_goes(self, command: Command) -> Command:
        """The rest of it waits until there is paper again."""
        if self._rows_left is None:
            return command
        match command:
            case Raster(stride, data) if command.rows > self._rows_left:
                end = self._rows_left * stride
                self._pending, self._out = Raster(stride, data[end:]), True
                return Raster(stride, data[:end]) if end else Nothing()
            case CutPaper() if self._rows_left == 0:
                self._pending, self._out = command, True
                return Nothing()
            case _:
                return command


class Tray:
    """Where papers fall: `slip-0001.png` and on, each complete or not there. Names name nobody."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, image: Image.Image) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        used = [int(file.stem[5:]) for file in self._folder.glob("slip-*.png") if file.stem[5:].isdecimal()]
        path = self._folder / f"slip-{max(used, default=0) + 1:04d}.png"
        half = path.with_suffix(".tmp")
        image.save(half, format="PNG")
        os.replace(half, path)
        return path
