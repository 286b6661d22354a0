"""Blocks of a document -> marks at dot positions, for one width of paper.

Geometry: margin 8 dots on either side; every line box has its leading; solid rules of 4 dots, dashed ones
of 2, 4 on 4 off.
"""

from collections.abc import Iterable, Sequence
from typing import assert_never

from PIL import Image

from printers import document as doc
from printers.document import Align, Size, Span
from printers.marks import (
    Bar,
    Bits,
    Layout,
    Mark,
    bitmap_image,
    code128_image,
    masked,
    outline,
    qr_image,
    rule,
    stack,
)
from printers.typography import BASELINE, CAP_RATIO, LEADING, Faces, Ink, TextLine, halves

MARGIN = 8
WIDE_DOTS = 500
"""Paper with at least so many dots is wide (80 mm)."""

NUMBER_CAPS = {True: (136, 132, 120, 108, 96, 84, 72), False: (98, 88, 80, 72, 64, 56, 48)}
"""Heights of the number's capitals in dots, largest first, for wide and narrow paper.

With the largest, even a number under a tag shows whole in a presenter's mouth, 44 mm deep.
"""
VALUE_PIXELS = (57, 50, 44, 40)
CELL_GAP = 26
COLUMN_GAP = 6
LEAST_BESIDE = 0.25
"""Of the paper's width; where a code leaves less, nothing stands beside it."""
TAG_HEIGHT = 46
TAG_PADDING = 14
BORDER = 4
BULLETS = (12, 8, 4, 2)


class Composer:
    """Lays blocks out on paper of one width; `width` arguments are dots between margins."""

    def __init__(self, faces: Faces, dots: int) -> None:
        self._faces = faces
        self._dots = dots
        self._wide = dots >= WIDE_DOTS

    def slip(self, blocks: Sequence[doc.Block]) -> Layout:
        """All blocks, from the paper's top left corner."""
        slip = self._stack(blocks, self._dots - 2 * MARGIN)
        return Layout(slip.height, slip.at(MARGIN, 0))

    def _stack(self, blocks: Sequence[doc.Block], width: int) -> Layout:
        return stack(self._block(block, width) for block in blocks)

    def _block(self, block: doc.Block, width: int) -> Layout:
        match block:
            case doc.HeadStrip(motif):
                return self._strip(motif)
            case doc.Line(spans, align):
                return self._text(spans, width, align)
            case doc.Tag(words):
                return self._tag(words, width)
            case doc.Row():
                return self._row(block, width)
            case doc.Number(words):
                return self._number(words, width)
            case doc.Cells(cells):
                return self._cells(cells, width)
            case doc.Fields(fields):
                return self._fields(fields, width)
            case doc.Table():
                return self._table(block, width)
            case doc.Checklist(items):
                return stack(self._item(item, width) for item in items)
            case doc.Box(lines):
                return self._box(lines, width)
            case doc.Rule(dashed):
                return rule(width, dashed)
            case doc.Qr():
                return self._centred(qr_image(block, self._dots), width)
            case doc.Code128():
                return self._centred(code128_image(block), width)
            case doc.Bitmap():
                return self._centred(bitmap_image(block), width)
            case doc.Beside(qr, blocks):
                return self._beside(qr, blocks, width)
            case doc.Either(wide, narrow):
                return self._stack(wide if self._wide else narrow, width)
            case doc.Own(lines):
                return stack(self._text(line.spans, width, line.align) for line in lines)
            case doc.Blank(dots):
                return Layout(dots, ())
            case doc.Cut():
                return Layout(4, ())
            case _:
                assert_never(block)

    # --- lines ------------------------------------------------------------------------------------------

    def _strip(self, motif: tuple[str, ...]) -> Layout:
        tile = Image.new("1", (self._dots, len(motif)), 1)
        rows = ((row * self._dots)[: self._dots] for row in motif)
        tile.putdata([dot != "#" for row in rows for dot in row])
        return Layout(len(motif) + 6, (Bits(-MARGIN, 0, tile),))

    def _text(self, spans: Sequence[Span], width: int, align: Align = Align.LEFT) -> Layout:
        return stack(
            self._set(line, align.indent(width - line.width)) for line in self._faces.wrap(spans, width)
        )

    def _set(self, line: TextLine, x: int, leading: int = 0, baseline: int = 0) -> Layout:
        marks = []
        for span in line.spans:
            marks.append(Ink(x, baseline or line.baseline, span.text, span.size.value, span.bold))
            x += self._faces.width(span.text, span.size.value, span.bold)
        return Layout(leading or line.leading, tuple(marks), x)

    def _plain(self, words: str, size: Size, width: int, bold: bool = False) -> Layout:
        return self._text((Span(words, size, bold),), width)

    def _row(self, row: doc.Row, width: int) -> Layout:
        left = self._faces.wrap(row.left, width)
        if isinstance(row.right, doc.Tag):
            tag = self._tag(row.right.text, width)
            if len(left) == 1 and left[0].width + CELL_GAP + tag.used <= width:
                line = self._set(left[0], 0, baseline=TAG_HEIGHT - 12)
                return Layout(tag.height + 6, line.marks + tag.at(width - tag.used, 0))
            return stack((self._text(row.left, width), Layout(4, ()), tag, Layout(6, ())))
        right = self._faces.wrap(row.right, width)
        if len(left) == len(right) == 1 and left[0].width + CELL_GAP // 2 + right[0].width <= width:
            baseline = max(left[0].baseline, right[0].baseline)
            leading = max(left[0].leading, right[0].leading)
            return Layout(
                leading,
                self._set(left[0], 0, leading, baseline).marks
                + self._set(right[0], width - right[0].width, leading, baseline).marks,
            )
        if row.pinned and len(right) == 1:
            left = self._faces.wrap(row.left, width, first=width - right[0].width - CELL_GAP // 2)
            beside = self._set(right[0], width - right[0].width, baseline=left[0].baseline)
            text = stack(self._set(line, 0) for line in left)
            return Layout(text.height, text.marks + beside.marks)
        return stack((self._text(row.left, width), self._text(row.right, width)))

    def _number(self, words: str, width: int) -> Layout:
        caps = NUMBER_CAPS[self._wide]
        for cap in caps:
            pixels = round(cap / CAP_RATIO)
            left, top, right, bottom = self._faces.box(words, pixels, True)
            if right - left <= width:
                return Layout(8 - top + bottom + 2, (Ink(-left, 8 - top, words, pixels, True),))
        return stack(self._number(part, width) for part in halves(words))

    def _item(self, item: str, width: int) -> Layout:
        side, indent = 18, 28
        top = BASELINE[Size.BODY] - side
        text = self._plain(item, Size.BODY, width - indent)
        return Layout(text.height, outline(0, top, side, side, 2) + text.at(indent, 0))

    # --- outlines ---------------------------------------------------------------------------------------

    def _tag(self, words: str, width: int) -> Layout:
        lines = self._faces.wrap((Span(words, Size.BODY, True),), width - 2 * TAG_PADDING)
        outer = max(line.width for line in lines) + 2 * TAG_PADDING
        inner = stack(self._set(line, TAG_PADDING) for line in lines)
        height = inner.height + TAG_HEIGHT - LEADING[Size.BODY]
        return Layout(height, outline(0, 0, outer, height, BORDER) + inner.at(0, 8), outer)

    def _box(self, lines: Sequence[doc.Line], width: int) -> Layout:
        padding = BORDER + 4
        inner = stack(self._text(line.spans, width - 2 * padding, Align.CENTRE) for line in lines)
        height = inner.height + 2 * padding
        return Layout(height + 4, outline(0, 0, width, height, BORDER) + inner.at(padding, padding))

    # --- cells ------------------------------------------------------------------------------------------

    def _cells(self, cells: tuple[doc.Cell, ...], width: int) -> Layout:
        count, pixels = self._cells_that_fit(cells, width)
        first = self._cell_row(cells[:count], pixels, width)
        if count == len(cells):
            return first
        return stack((first, rule(width, True), self._cells(cells[count:], width)))

    def _cells_that_fit(self, cells: tuple[doc.Cell, ...], width: int) -> tuple[int, int]:
        for count in range(len(cells), 0, -1):
            for pixels in VALUE_PIXELS:
                widths = [self._cell_width(cell, pixels) for cell in cells[:count]]
                if sum(widths) + (count - 1) * CELL_GAP <= width:
                    return count, pixels
        return 1, VALUE_PIXELS[-1]

    def _cell_width(self, cell: doc.Cell, pixels: int) -> int:
        labels = [self._faces.width(label, Size.SMALL.value, False) for label in cell.labels]
        return max((*labels, self._faces.width(cell.value, pixels, True)))

    def _cell_row(self, cells: tuple[doc.Cell, ...], pixels: int, width: int) -> Layout:
        widths = [self._cell_width(cell, pixels) for cell in cells]
        if len(cells) == 1 and widths[0] > width:
            label_lines = (self._plain(label, Size.SMALL, width) for label in cells[0].labels)
            return stack((*label_lines, self._plain(cells[0].value, Size.HEADING, width, bold=True)))
        spare = (width - sum(widths) - (len(cells) - 1) * CELL_GAP) // len(cells)
        labels = max(len(cell.labels) for cell in cells)
        baseline = labels * LEADING[Size.SMALL] + 4 + round(pixels * CAP_RATIO)
        descent = max(self._faces.box(cell.value, pixels, True)[3] for cell in cells)
        height = baseline + max(10, descent + 3)
        marks: list[Mark] = []
        x = 0
        for cell, cell_width in zip(cells, widths, strict=True):
            if x:
                marks.append(Bar(x - CELL_GAP // 2, 3, 2, height - 4))
            for place, label in enumerate(cell.labels):
                y = place * LEADING[Size.SMALL] + BASELINE[Size.SMALL]
                marks.append(Ink(x, y, self._faces.spell(label), Size.SMALL.value, False))
            marks.append(Ink(x, baseline, self._faces.spell(cell.value), pixels, True))
            x += cell_width + spare + CELL_GAP
        return Layout(height, tuple(marks))

    # --- fields and tables ------------------------------------------------------------------------------

    def _fields(self, fields: tuple[doc.Field, ...], width: int) -> Layout:
        leading = [field for field in fields if not field.joins]
        column = max(self._faces.width(field.label, Size.SMALL.value, False) for field in leading) + 14
        column = min(column, width * 2 // 5)
        rows: list[Layout] = []
        end = width
        for field in fields:
            label = self._faces.wrap((Span(field.label, Size.SMALL),), column - 6)
            if field.joins and len(label) == 1:
                joined = self._joined(field, label[0], end + 24, width)
                if joined is not None:
                    rows[-1] = Layout(rows[-1].height, rows[-1].marks + joined)
                    end = width
                    continue
            value = self._value(field.value, Size.BODY, width - column)
            marks = value.at(column, 0)
            for place, line in enumerate(label):
                y = place * LEADING[Size.SMALL]
                marks += self._set(line, 0, baseline=BASELINE[Size.BODY]).at(0, y)
            labels = BASELINE[Size.BODY] - BASELINE[Size.SMALL] + len(label) * LEADING[Size.SMALL]
            rows.append(Layout(max(value.height, labels), marks))
            end = column + value.used if value.height == LEADING[Size.BODY] else width
        return stack(rows)

    def _joined(self, field: doc.Field, label: TextLine, x: int, width: int) -> tuple[Mark, ...] | None:
        value_x = x + label.width + 12
        value = self._value(field.value, Size.BODY, max(width - value_x, 1))
        if value.height > LEADING[Size.BODY] or value_x + value.used > width:
            return None
        return self._set(label, x, baseline=BASELINE[Size.BODY]).marks + value.at(value_x, 0)

    def _value(self, value: str | doc.Masked, size: Size, width: int, bullets: int = 0) -> Layout:
        match value:
            case doc.Masked(tail):
                return self._plain(masked(tail, bullets or self._bullets(tail, size, width)), size, width)
            case str():
                return self._plain(value, size, width)
            case _:
                assert_never(value)

    def _bullets(self, tail: str, size: Size, width: int) -> int:
        fitting = (n for n in BULLETS if self._faces.width(masked(tail, n), size.value, False) <= width)
        return next(fitting, BULLETS[-1])

    def _table(self, table: doc.Table, width: int) -> Layout:
        indent = 38 if self._wide else 34
        columns, bullets = self._table_columns(table, width - indent)
        marks: list[Mark] = []
        for place, (x, column_width) in enumerate(columns):
            head = Span(table.columns[place], Size.BODY if place == 0 else Size.SMALL, place == 0)
            words = self._faces.width(head.text, head.size.value, head.bold)
            at = 0 if place == 0 else indent + x
            if place == len(columns) - 1 and place:
                at += column_width - words
            marks.append(
                Ink(at, BASELINE[Size.BODY], self._faces.spell(head.text), head.size.value, head.bold)
            )
        parts = [Layout(LEADING[Size.BODY], tuple(marks)), rule(width, True)]
        for place, entry in enumerate(table.entries, 1):
            if place > 1:
                parts.append(Layout(5, (Bar(indent, 1, width - indent, 2, dashed=True),)))
            parts.append(self._entry(place, entry, columns, bullets, width))
        return stack(parts)

    def _entry(
        self,
        place: int,
        entry: doc.Entry,
        columns: Sequence[tuple[int, int]],
        bullets: int,
        width: int,
    ) -> Layout:
        indent = width - columns[-1][0] - columns[-1][1]
        number = str(place)
        title = self._plain(entry.title, Size.BODY, width - indent, bold=True)
        x = indent - 6 - self._faces.width(number, Size.SMALL.value, False)
        marks = (Ink(x, BASELINE[Size.BODY], number, Size.SMALL.value, False), *title.at(indent, 0))
        top = title.height - 2
        height = 0
        for at, (cell, (column, column_width)) in enumerate(zip(entry.cells, columns, strict=True)):
            value = self._value(cell, Size.SMALL, column_width, bullets)
            right = column_width - value.used if 0 < at == len(columns) - 1 else 0
            marks += value.at(indent + column + right, top)
            height = max(height, value.height)
        return Layout(top + height, marks)

    def _table_columns(self, table: doc.Table, width: int) -> tuple[tuple[tuple[int, int], ...], int]:
        """Left edge and width of each column, and how many bullets masked numbers get."""
        for bullets in BULLETS:
            widths = [self._column_width(table, place, bullets) for place in range(len(table.columns))]
            spare = width - sum(widths)
            if spare >= COLUMN_GAP * (len(widths) - 1):
                break
        else:
            widths[0] = max(width - sum(widths[1:]) - COLUMN_GAP * (len(widths) - 1), 1)
            spare = width - sum(widths)
        gap = spare // max(len(widths) - 1, 1)
        columns = []
        x = 0
        for column_width in widths[:-1]:
            columns.append((x, column_width))
            x += column_width + gap
        columns.append((width - widths[-1], widths[-1]))
        return tuple(columns), bullets

    def _column_width(self, table: doc.Table, place: int, bullets: int) -> int:
        words = [
            masked(cell.tail, bullets) if isinstance(cell, doc.Masked) else cell
            for cell in (entry.cells[place] for entry in table.entries)
        ]
        if place:
            words.append(table.columns[place])
        return max((self._faces.width(word, Size.SMALL.value, False) for word in words), default=0)

    # --- pictures ---------------------------------------------------------------------------------------

    def _centred(self, image: Image.Image, width: int) -> Layout:
        """May reach into the margins, not over the paper's edges."""
        if image.width > self._dots:
            raise doc.UnfitError(f"a picture of {image.width} dots is wider than the paper's {self._dots}")
        return Layout(image.height, (Bits((width - image.width) // 2, 0, image),))

    def _beside(self, qr: doc.Qr, blocks: Sequence[doc.Block], width: int) -> Layout:
        """What begins below the code's lower edge goes under it, over the full width."""
        image = qr_image(qr, self._dots)
        x = image.width - MARGIN + 12
        if width - x < width * LEAST_BESIDE:
            return stack((self._centred(image, width), self._stack(blocks, width)))
        single = list(_singly(blocks))
        right = Layout(0, ())
        while single and right.height < image.height:
            right = stack((right, self._block(single.pop(0), width - x)))
        beside = Layout(max(image.height, right.height), (Bits(-MARGIN, 0, image), *right.at(x, 0)))
        return stack((beside, self._stack(single, width)))


def _singly(blocks: Sequence[doc.Block]) -> Iterable[doc.Block]:
    """The blocks, each item of a list for itself."""
    for block in blocks:
        if isinstance(block, doc.Checklist):
            yield from (doc.Checklist((item,)) for item in block.items)
        else:
            yield block
