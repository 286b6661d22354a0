"""Document -> the printer's own letters and codes, counted in columns of its font A.

`ESC t` names the code page, `GS !` the size, `ESC E` the weight, `ESC a` the side, `ESC 3` the height of a
line; `GS ( k` makes QR codes, `GS k 73` Code 128. Letters that the code page lacks become their nearest kin;
a block with one that has none goes as picture, and so does a code that the model cannot make. The strip at
the head is an ornament of dots and is left out.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import assert_never

from PIL import Image, ImageChops

from printers import document as doc
from printers.document import Align, Size, Span
from printers.layout import WIDE_DOTS
from printers.marks import (
    QUIET_MODULES,
    bitmap_image,
    code128_image,
    digit_pairs,
    qr_image,
    qr_modules,
)
from printers.models import CELL, Model, Quirk
from printers.picture import draw
from printers.raster import feed, raster
from printers.typography import Faces, Run, halves, wrap

SCALE = {
    Size.SMALL: (1, 1),
    Size.BODY: (1, 2),
    Size.NOTICE: (1, 2),
    Size.HEADING: (2, 2),
    Size.VERDICT: (3, 3),
}
"""How many times wider and higher than the smallest letter."""
NUMBER_SCALE = (8, 6)
LEADING = 6
"""Rows between lines."""
OWN_SPACING = 30
"""Height of a line where `ESC 3` does nothing; higher letters take their own."""
GAP = 2
"""Columns between what stands side by side."""
INDENT = 3
"""Columns before an entry's title; its number stands there."""
BULLETS = (12, 8, 4, 3)

_KIN = dict(zip("–—−·•×’‘“”łŁøØ", "----*x''\"\"lLoO", strict=True)) | {
    "…": "...",
    "≤": "<=",
    "≥": ">=",
    "€": "EUR",
    "½": "1/2",
    "±": "+-",
}
"""For letters that Unicode does not take apart."""
_ALIGN = {Align.LEFT: b"\x1ba\x00", Align.CENTRE: b"\x1ba\x01", Align.RIGHT: b"\x1ba\x02"}


@dataclass(slots=True)
class Settings:
    """What the printer was told last, at first as after `ESC @`; 0 and None are told anew."""

    width: int = 1
    height: int = 1
    bold: bool | None = False
    align: Align | None = Align.LEFT
    spacing: int = 0


class NativeWriter:
    """Writes blocks: `data()` are their commands, `rows` the rows of paper that they take."""

    def __init__(self, model: Model, faces: Faces) -> None:
        self.rows = 0
        self._parts = [b"\x1c."] if Quirk.TWO_BYTE in model.quirks else []
        self._parts.append(b"\x1bt" + bytes([model.code_page]))
        self._model = model
        self._faces = faces
        self._columns = model.columns
        self._obeys = model.obeys_feeds
        self._complete = True
        """Whether every letter of the block in hand could be spelled."""
        self._set = Settings()

    def write(self, blocks: Sequence[doc.Block]) -> None:
        self._blocks(blocks)

    def data(self) -> bytes:
        return b"".join(self._parts)

    # --- commands ---------------------------------------------------------------------------------------

    def _line(self, runs: Iterable[Run], align: Align = Align.LEFT) -> None:
        at, parts = self._set, self._parts
        if align is not at.align:
            self._turn(align)
        begin = len(parts)
        highest = 1
        for text, width, height, bold in runs:
            if not text:
                continue
            if height > highest:
                highest = height
            if width != at.width or height != at.height:
                at.width, at.height = width, height
                parts.append(b"\x1d!%c" % ((width - 1) << 4 | height - 1))
            if bold is not at.bold:
                at.bold = bold
                parts.append(b"\x1bE\x01" if bold else b"\x1bE\x00")
            if text.isascii():
                parts.append(text.encode())
            else:
                parts.append(text.replace("\u00a0", " ").encode(self._model.encoding))
        parts.append(b"\n")
        if self._obeys:
            spacing = highest * CELL[1] + LEADING
            if spacing != at.spacing:
                at.spacing = spacing
                parts.insert(begin, b"\x1b3%c" % spacing)
            self.rows += spacing
        else:
            self.rows += max(highest * CELL[1], OWN_SPACING)

    def _turn(self, align: Align) -> None:
        self._set.align = align
        self._parts.append(_ALIGN[align])

    def _image(self, image: Image.Image) -> None:
        """Centred where it is narrower than the paper; what is white at its sides is not sent."""
        dots = self._model.dots
        spare = dots - image.width
        if spare < 0:
            raise doc.UnfitError(f"a picture of {image.width} dots is wider than the paper's {dots}")
        if spare:
            left, _, right, _ = ImageChops.invert(image).getbbox() or (0, 0, 0, 0)
            white = min(left, image.width - right)
            image = image.crop((white, 0, image.width - white, image.height))
        self._turn(Align.CENTRE if spare else Align.LEFT)
        self._parts += raster(image, self._model)
        self.rows += image.height

    def _code(self, command: bytes, rows: int) -> None:
        """One that the printer makes."""
        self._turn(Align.CENTRE)
        self._parts.append(command)
        self.rows += rows

    def _white(self, rows: int) -> None:
        self._parts.append(feed(rows, self._model))
        self.rows += rows

    # --- blocks -----------------------------------------------------------------------------------------

    def _blocks(self, blocks: Sequence[doc.Block]) -> None:
        for block in blocks:
            match block:
                case doc.Either(wide, narrow):
                    self._blocks(wide if self._model.dots >= WIDE_DOTS else narrow)
                case doc.Beside(qr, beside):
                    self._blocks(beside)
                    self._qr(qr)
                case _:
                    self._leaf_or_picture(block)

    def _leaf_or_picture(self, block: doc.Leaf) -> None:
        parts, rows = len(self._parts), self.rows
        self._complete = True
        self._leaf(block)
        if not self._complete:
            del self._parts[parts:]
            self.rows, self._set = rows, Settings(0, 0, None, None)
            self._image(draw((block,), self._model.dots, self._faces))

    def _leaf(self, block: doc.Leaf) -> None:
        match block:
            case doc.Line(spans, align):
                self._text(spans, align)
            case doc.Rule(dashed):
                self._rule("- " if dashed else "-")
            case doc.Row():
                self._row(block)
            case doc.HeadStrip() | doc.Cut():
                pass
            case doc.Tag():
                self._text(_tag(block))
            case doc.Number(words):
                self._number(self._spell(words))
            case doc.Cells(cells):
                self._cells(cells)
            case doc.Fields(fields):
                self._fields(fields)
            case doc.Table():
                self._table(block)
            case doc.Checklist(items):
                for item in items:
                    self._item(item)
            case doc.Box(lines):
                self._rule("-")
                for line in lines:
                    self._text(line.spans, Align.CENTRE)
                self._rule("-")
            case doc.Qr():
                self._qr(block)
            case doc.Code128():
                self._code128(block)
            case doc.Bitmap():
                self._image(bitmap_image(block))
            case doc.Own(lines):
                for line in lines:
                    self._text(line.spans, line.align)
            case doc.Blank(dots):
                self._white(dots)
            case _:
                assert_never(block)

    # --- lines ------------------------------------------------------------------------------------------

    def _text(self, spans: Sequence[Span], align: Align = Align.LEFT) -> None:
        for line in self._wrap(spans):
            self._line(line, align)

    def _wrap(self, spans: Sequence[Span], columns: int = 0, *, first: int = 0) -> list[list[Run]]:
        """Lines of at most `columns`, else as wide as the paper; `first` is the first one's width."""
        columns = columns or self._columns
        runs = [Run(self._spell(span.text), *SCALE[span.size], span.bold) for span in spans]
        used = _width(runs)
        if used <= (first or columns):
            return [runs]
        if used > columns and runs[0].height == SCALE[Size.VERDICT][1]:
            spans = [Span(span.text, Size.HEADING, span.bold) for span in spans]
            return self._wrap(spans, columns)
        if len(runs) == 1 and not first and (folded := _folded(runs[0], columns)):
            return folded
        spelled = [Span(run.text, span.size, span.bold) for run, span in zip(runs, spans, strict=True)]
        lines = wrap(spelled, columns, _columns_of, first=first or None)
        return [[Run(span.text, *SCALE[span.size], span.bold) for span in line.spans] for line in lines]

    def _small(self, words: str, columns: int) -> list[list[Run]]:
        return self._wrap((Span(words, Size.SMALL),), columns)

    def _rule(self, pattern: str) -> None:
        self._line([Run((pattern * self._columns)[: self._columns])])

    def _row(self, row: doc.Row) -> None:
        right = self._wrap(_tag(row.right) if isinstance(row.right, doc.Tag) else row.right)
        room = self._columns - _width(right[0]) - GAP
        pinned = row.pinned and _longest_word(row.left) <= room
        left = self._wrap(row.left, first=room if pinned else 0)
        if len(right) == 1 and _width(left[0]) <= room and (row.pinned or len(left) == 1):
            self._spaced(((0, left[0]), (room + GAP, right[0])))
            left, right = left[1:], []
        for line in (*left, *right):
            self._line(line)

    def _number(self, words: str) -> None:
        """In the largest letters that fit; a very long one on two lines."""
        width = min(NUMBER_SCALE[0], self._columns // max(len(words), 1))
        if width < 2 and len(words) > 1:
            for part in halves(words):
                self._number(part)
        else:
            self._line([Run(words, width, min(NUMBER_SCALE[1], width + 2), bold=True)])

    def _item(self, item: str) -> None:
        box = Run("[ ] ", *SCALE[Size.BODY])
        blank = Run(" " * len(box.text), *SCALE[Size.BODY])
        for place, line in enumerate(self._wrap((Span(item),), self._columns - len(box.text))):
            self._line([blank if place else box, *line])

    def _spaced(self, placed: Iterable[tuple[int, Sequence[Run]]]) -> None:
        """Runs at columns, from left to right, and blanks between them."""
        line: list[Run] = []
        end = 0
        for column, runs in placed:
            if column > end and runs and runs[0].text:
                line.append(Run(" " * (column - end)))
                end = column
            line += runs
            end += _width(runs)
        self._line(line)

    # --- cells ------------------------------------------------------------------------------------------

    def _cells(self, cells: Sequence[doc.Cell]) -> None:
        rest = [doc.Cell(tuple(map(self._spell, cell.labels)), self._spell(cell.value)) for cell in cells]
        while rest:
            widths, size = self._cells_that_fit(rest)
            if widths:
                self._cell_row(rest[: len(widths)], widths, size)
            else:
                for label in rest[0].labels:
                    self._text((Span(label, Size.SMALL),))
                self._text((Span(rest[0].value, size, bold=True),))
            rest = rest[max(len(widths), 1) :]

    def _cells_that_fit(self, cells: Sequence[doc.Cell]) -> tuple[list[int], Size]:
        """Widths of the first ones, as many as fit on a line, and the size of their values."""
        for count in range(len(cells), 0, -1):
            for size in (Size.HEADING, Size.BODY):
                widths = [_cell_width(cell, size) for cell in cells[:count]]
                if sum(widths) + (count - 1) * GAP <= self._columns:
                    return widths, size
        return [], Size.BODY

    def _cell_row(self, cells: Sequence[doc.Cell], widths: Sequence[int], size: Size) -> None:
        spare = (self._columns - sum(widths) - (len(cells) - 1) * GAP) // len(cells)
        starts = [place * (spare + GAP) + sum(widths[:place]) for place in range(len(cells))]
        for labels in zip_longest(*(cell.labels for cell in cells), fillvalue=""):
            self._spaced(zip(starts, ([Run(label)] for label in labels), strict=True))
        values = ([Run(cell.value, *SCALE[size], bold=True)] for cell in cells)
        self._spaced(zip(starts, values, strict=True))

    # --- fields and tables ------------------------------------------------------------------------------

    def _fields(self, fields: Sequence[doc.Field]) -> None:
        widest = max(len(self._spell(field.label)) for field in fields)
        column = min(widest + GAP, self._columns * 2 // 5)
        for field in fields:
            labels = self._small(field.label, column - 1)
            values = self._small(self._value(field.value, self._columns - column), self._columns - column)
            self._side_by_side((0, column), (labels, values))

    def _table(self, table: doc.Table) -> None:
        indent = max(INDENT, len(str(len(table.entries))) + 1)
        starts, widths, bullets = self._table_columns(table, indent)
        heads = [Run(self._spell(head), bold=place == 0) for place, head in enumerate(table.columns)]
        places = (0, *starts[1:-1], self._columns - len(heads[-1].text))
        self._spaced(zip(places, ([head] for head in heads), strict=True))
        for number, entry in enumerate(table.entries, 1):
            title = self._wrap((Span(entry.title, bold=True),), self._columns - indent)
            for place, line in enumerate(title):
                label = "" if place else f"{number:>{indent - 1}}"
                self._spaced(((0, [Run(label)]), (indent, line)))
            cells = [
                self._small(_value(cell, bullets), width)
                for cell, width in zip(entry.cells, widths, strict=True)
            ]
            self._side_by_side(starts, cells)

    def _table_columns(self, table: doc.Table, indent: int) -> tuple[list[int], list[int], int]:
        """Where each column starts, its width, and how many bullets masked numbers get."""
        room = self._columns - indent
        for bullets in BULLETS:
            widths = [self._column_width(table, place, bullets) for place in range(len(table.columns))]
            spare = room - sum(widths)
            if spare >= len(widths) - 1:
                break
        else:
            widths[0] = max(room - sum(widths[1:]) - len(widths) + 1, 1)
            spare = room - sum(widths)
        gap = spare // (len(widths) - 1)
        starts = [indent + place * gap + sum(widths[:place]) for place in range(len(widths) - 1)]
        return [*starts, self._columns - widths[-1]], widths, bullets

    def _column_width(self, table: doc.Table, place: int, bullets: int) -> int:
        words = [self._spell(_value(entry.cells[place], bullets)) for entry in table.entries]
        return max(map(len, words if place == 0 else [*words, self._spell(table.columns[place])]), default=0)

    def _side_by_side(self, starts: Sequence[int], columns: Sequence[Sequence[Sequence[Run]]]) -> None:
        for lines in zip_longest(*columns, fillvalue=()):
            self._spaced(zip(starts, lines, strict=True))

    def _value(self, value: str | doc.Masked, columns: int) -> str:
        fitting = (n for n in BULLETS if len(_value(value, n)) <= columns)
        return _value(value, next(fitting, BULLETS[-1]))

    # --- codes ------------------------------------------------------------------------------------------

    def _qr(self, qr: doc.Qr) -> None:
        if not self._model.native_qr:
            self._image(qr_image(qr, self._model.dots))
            return
        modules = qr_modules(qr.data)
        module = min(qr.module, self._model.dots // (modules + 2 * QUIET_MODULES))
        if not module:
            raise doc.UnfitError(f"a QR code of {modules} modules does not fit on {self._model.dots} dots")
        self._white(QUIET_MODULES * module)
        self._code(_qr_commands(qr.data.encode(), module), modules * module)
        self._white(QUIET_MODULES * module)

    def _code128(self, code: doc.Code128) -> None:
        image = code128_image(code)
        if self._model.native_code128 and image.width <= self._model.dots:
            self._code(_code128_commands(code), code.height)
        else:
            self._image(image)

    # --- letters ----------------------------------------------------------------------------------------

    def _spell(self, text: str) -> str:
        if text.isascii() and text.isprintable():
            return text
        plain = text.replace("\u00a0", " ")
        if plain.isprintable() and _has(self._model.encoding, plain):
            return text
        return "".join(map(self._spell_one, unicodedata.normalize("NFC", text)))

    def _spell_one(self, letter: str) -> str:
        """The letter, its kin or its base letter; where there is none of them, the block is not complete.

        What is no letter at all is a blank: no text becomes a command.
        """
        if letter == "\u00a0":
            return letter
        if not letter.isprintable():
            return " "
        kin = _kin(self._model.encoding, letter)
        self._complete = self._complete and bool(kin)
        return kin or "?"


@lru_cache(maxsize=512)
def _kin(encoding: str, letter: str) -> str:
    """What stands for a letter in a code page; empty where nothing does."""
    kin = (letter, _KIN.get(letter, ""), unicodedata.normalize("NFKD", letter)[0])
    return next((one for one in kin if one and _has(encoding, one)), "")


def _has(encoding: str, letters: str) -> bool:
    try:
        letters.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _qr_commands(data: bytes, module: int) -> bytes:
    """`GS ( k` 65, 67, 69, 80, 81: model 2, size, level M, store, print."""
    parts = (b"\x41\x32\x00", b"\x43" + bytes([module]), b"\x45\x31", b"\x50\x30" + data, b"\x51\x30")
    return b"".join(b"\x1d(k" + (len(part) + 1).to_bytes(2, "little") + b"\x31" + part for part in parts)


def _code128_commands(code: doc.Code128) -> bytes:
    """`GS h`, `GS w`, `GS k 73`; in set C two digits are one byte."""
    if digit_pairs(code.data):
        data = b"{C" + bytes(int(code.data[place : place + 2]) for place in range(0, len(code.data), 2))
    else:
        data = b"{B" + code.data.replace("{", "{{").encode()
    return b"".join(
        (b"\x1dh", bytes([code.height]), b"\x1dw", bytes([code.module]), b"\x1dkI", bytes([len(data)]), data)
    )


def _folded(run: Run, columns: int) -> list[list[Run]]:
    """One run broken at spaces alone, which most are; empty where a word is longer than a line."""
    text, room = run.text, columns // run.width
    lines = []
    while len(text) > room:
        head, space, _ = text[: room + 1].rpartition(" ")
        if not space or not head.strip():
            return []
        lines.append([run._replace(text=head.rstrip())])
        text = text[len(head) + 1 :].lstrip()
    return [*lines, [run._replace(text=text)]]


def _width(runs: Sequence[Run]) -> int:
    columns = 0
    for text, width, _, _ in runs:
        columns += len(text) * width
    return columns


def _columns_of(span: Span) -> int:
    return len(span.text) * SCALE[span.size][0]


def _longest_word(spans: Iterable[Span]) -> int:
    return max(len(word) * SCALE[span.size][0] for span in spans for word in span.text.split(" "))


def _cell_width(cell: doc.Cell, size: Size) -> int:
    return max(len(cell.value) * SCALE[size][0], *map(len, cell.labels))


def _value(value: str | doc.Masked, bullets: int) -> str:
    return "*" * bullets + value.tail if isinstance(value, doc.Masked) else value


def _tag(tag: doc.Tag) -> tuple[Span, ...]:
    return (Span(f"[{tag.text}]", bold=True),)
