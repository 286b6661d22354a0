"""What paper looks like after the commands that we send: bytes -> pictures, dot for dot.

A small interpreter of just those commands, for a printer of one model. Its letters are IBM Plex Mono in cells
of 12 by 24 dots, in place of the printer's own font A; everything else is where a printer puts it. Real-time
commands (`DLE EOT`, `DLE DC4`) act when they arrive, elsewhere; here, in their turn in the stream, they do
nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import assert_never

from PIL import Image, ImageDraw, ImageFont

from printers.document import Align, Qr
from printers.marks import QUIET_MODULES, bars_image, code128_check, qr_image, qr_modules
from printers.models import CELL, Model, Quirk
from printers.paper_commands import (
    BarHeight,
    Bars,
    BarWidth,
    CodePage,
    Command,
    CutPaper,
    Feed,
    LineFeed,
    Nothing,
    OneByte,
    Present,
    Raster,
    Reset,
    Scale,
    Side,
    Spacing,
    Symbol,
    Text,
    Units,
    Unknown,
    Weight,
    next_command,
)
from printers.typography import Run

STARTING_UNITS = 360
"""Vertical motion units to the inch until `GS P`: makes differ, and this one is not the head's."""
STARTING_SPACING = 30
"""Rows of a line until `ESC 3`; higher letters take their own."""
STARTING_CODE_PAGE = "cp437"
MOST_TIMES = 8
BAR_WIDTHS = range(2, 7)
_FONT = Path(__file__).with_name("fonts") / "IBMPlexMono-Regular.ttf"
_FONT_PIXELS = 20
_BASELINE = 18
_SET_B = re.compile(rb"\{B((?:[ -z|}~]|\{\{)+)")
_SET_C = re.compile(rb"\{C([\x00-\x63]+)")


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds until it is set otherwise, or reset."""

    units: int = STARTING_UNITS
    spacing: int | None = None
    """In rows; None: the printer's own."""
    encoding: str = STARTING_CODE_PAGE
    width: int = 1
    height: int = 1
    bold: bool = False
    align: Align = Align.LEFT
    bar_height: int = 162
    bar_width: int = 3
    module: int = 3
    level: bytes = b"\x30"
    symbol: bytes = b""


class Paper:
    """The roll under the head of a printer: rows since the last cut."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._stride = model.dots // 8
        self._rows: list[bytes] = []
        self._line: list[Run] = []
        self._set = Settings()
        self._two_byte = Quirk.TWO_BYTE in model.quirks

    @property
    def rows(self) -> int:
        """Rows since the last cut."""
        return len(self._rows)

    def apply(self, command: Command) -> Image.Image | Unknown | None:
        """The finished paper after a cut; `Unknown` also for what this printer cannot do, or not now."""
        match command:
            case Reset():
                self._set, self._line = Settings(), []
                self._two_byte = Quirk.TWO_BYTE in self._model.quirks
            case Text(data):
                return self._write(data)
            case LineFeed():
                self._print_line()
            case Feed(units):
                self._print_line(advance=False)
                self._feed(self._in_rows(units))
            case Units(vertical):
                self._set = replace(self._set, units=vertical or STARTING_UNITS)
            case Spacing(units):
                self._set = replace(self._set, spacing=self._in_rows(units))
            case Scale(width, height) if width <= MOST_TIMES and height <= MOST_TIMES:
                self._set = replace(self._set, width=width, height=height)
            case Weight(bold):
                self._set = replace(self._set, bold=bold)
            case CodePage(number) if number == self._model.code_page:
                self._set = replace(self._set, encoding=self._model.encoding)
            case OneByte():
                self._two_byte = False
            case BarHeight(dots) if dots:
                self._set = replace(self._set, bar_height=dots)
            case BarWidth(dots) if dots in BAR_WIDTHS:
                self._set = replace(self._set, bar_width=dots)
            case Present() if self._model.presenter == "custom":
                pass
            case Nothing():
                pass
            case Unknown():
                return command
            case Scale() | BarHeight() | BarWidth() | CodePage() | Present():
                return Unknown(type(command).__name__.encode())
            case Side() | Raster() | Symbol() | Bars() | CutPaper():
                return self._at_line_start(command) if not self._line else Unknown(b"\n")
            case _:
                assert_never(command)
        return None

    def _at_line_start(
        self, command: Side | Raster | Symbol | Bars | CutPaper
    ) -> Image.Image | Unknown | None:
        match command:
            case Side(align):
                self._set = replace(self._set, align=align)
            case Raster(stride, data) if stride == self._stride:
                self._add(data)
            case Raster(stride, data):
                image = Image.frombytes("1", (stride * 8, command.rows), data, "raw", "1;I")
                return self._put(image, b"\x1dv0")
            case Symbol(function, data):
                return self._symbol(function, data)
            case Bars(data):
                symbols = _bar_symbols(data)
                if not symbols:
                    return Unknown(b"\x1dkI" + data[:2])
                bars = bars_image(symbols, self._set.bar_width, self._set.bar_height)
                return self._put(bars, b"\x1dkI")
            case CutPaper(feeds):
                return self._cut(feeds)
            case _:
                assert_never(command)
        return None

    # --- letters ----------------------------------------------------------------------------------------

    def _write(self, data: bytes) -> Unknown | None:
        """A line that is full is printed, and the letters go on in the next."""
        if self._two_byte and not data.isascii():
            return Unknown(data[:4])
        try:
            text = data.decode(self._set.encoding)
        except UnicodeDecodeError:
            return Unknown(data[:4])
        used = sum(len(run.text) * run.width for run in self._line)
        width = self._set.width
        while text:
            fits = max(0, (self._model.dots // CELL[0] - used) // width)
            if fits or not self._line:
                head, text = text[: max(fits, 1)], text[max(fits, 1) :]
                self._line.append(Run(head, width, self._set.height, self._set.bold))
            if text:
                self._print_line()
                used = 0
        return None

    def _print_line(self, *, advance: bool = True) -> None:
        spacing = STARTING_SPACING if self._set.spacing is None else self._set.spacing
        before = len(self._rows)
        if self._line:
            self._add(_drawn_line(tuple(self._line), self._model.dots, self._set.align))
            self._line = []
        if advance:
            self._feed(spacing - (len(self._rows) - before))

    # --- dots -------------------------------------------------------------------------------------------

    def _in_rows(self, units: int) -> int:
        return round(units * self._model.dpi / self._set.units)

    def _feed(self, rows: int) -> None:
        self._rows += [bytes(self._stride)] * rows

    def _add(self, data: bytes) -> None:
        """Rows as wide as the head."""
        self._rows += [data[start : start + self._stride] for start in range(0, len(data), self._stride)]

    def _put(self, image: Image.Image, code: bytes) -> Unknown | None:
        """At the side that is set; what is wider than the head never fits."""
        if image.width > self._model.dots:
            return Unknown(code)
        line = Image.new("1", (self._model.dots, image.height), 1)
        line.paste(image, (self._set.align.indent(self._model.dots - image.width), 0))
        self._add(line.tobytes("raw", "1;I"))
        return None

    def _symbol(self, function: int, data: bytes) -> Unknown | None:
        """Model 2 and level M are what we draw."""
        match function, data:
            case 65, b"\x32\x00":
                pass
            case 67, _ if len(data) == 1 and 1 <= data[0] <= 16:
                self._set = replace(self._set, module=data[0])
            case 69, b"\x31":
                self._set = replace(self._set, level=data)
            case 80, _ if data.startswith(b"\x30") and _fits_a_code(data[1:]):
                self._set = replace(self._set, symbol=data[1:])
            case 81, b"\x30" if self._set.level == b"\x31" and self._set.symbol:
                image = qr_image(Qr(self._set.symbol.decode(), self._set.module), 1 << 16)
                quiet = QUIET_MODULES * self._set.module
                image = image.crop((quiet, quiet, image.width - quiet, image.height - quiet))
                return self._put(image, b"\x1d(k")
            case _:
                return Unknown(b"\x1d(k" + bytes([function]))
        return None

    def _cut(self, feeds: bool) -> Image.Image:
        """What lies between head and knife stays on the roll; while it is white it is not drawn."""
        rows, self._rows = self._rows, []
        if not feeds:
            lead = self._model.rows(self._model.cutter_mm)
            rows, behind = rows[:-lead], rows[-lead:]
            self._rows = behind if any(map(any, behind)) else []
        if not rows:
            return Image.new("1", (self._model.dots, 1), 1)
        return Image.frombytes("1", (self._model.dots, len(rows)), b"".join(rows), "raw", "1;I")


def _fits_a_code(data: bytes) -> bool:
    try:
        return bool(data) and qr_modules(data.decode()) > 0
    except ValueError:
        return False


def _bar_symbols(data: bytes) -> tuple[int, ...]:
    """Start, data and check of sets B and C; empty where it is neither."""
    if found := _SET_B.fullmatch(data):
        values = [104, *(letter - 32 for letter in found[1].replace(b"{{", b"{"))]
    elif found := _SET_C.fullmatch(data):
        values = [105, *found[1]]
    else:
        return ()
    return (*values, code128_check(values))


@lru_cache(maxsize=256)
def _drawn_line(runs: Sequence[Run], dots: int, align: Align) -> bytes:
    """Letters stand on one line at the bottom, whatever their heights."""
    height = max(run.height for run in runs) * CELL[1]
    line = Image.new("1", (dots, height), 1)
    x = align.indent(dots - sum(len(run.text) * run.width for run in runs) * CELL[0])
    for run in runs:
        for letter in run.text:
            line.paste(_glyph(letter, run.width, run.height, run.bold), (x, height - run.height * CELL[1]))
            x += run.width * CELL[0]
    return line.tobytes("raw", "1;I")


@lru_cache(maxsize=512)
def _glyph(letter: str, width: int, height: int, bold: bool) -> Image.Image:
    """Bold is the letter printed twice, a dot apart."""
    cell = Image.new("1", CELL, 1)
    pen = ImageDraw.Draw(cell)
    pen.fontmode = "1"
    for shift in (0, 1) if bold else (0,):
        pen.text((shift, _BASELINE), letter, fill=0, font=_font(), anchor="ls")
    return cell.resize((CELL[0] * width, CELL[1] * height), Image.Resampling.NEAREST)


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, _FONT_PIXELS, layout_engine=ImageFont.Layout.BASIC)


def pictures(data: bytes, model: Model) -> tuple[Image.Image, ...] | Unknown:
    """Every paper that the bytes cut off; `Unknown` at the first that is not ours or not complete."""
    paper = Paper(model)
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
