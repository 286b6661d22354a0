"""A slip as frozen values, top to bottom, independent of the paper's width and of how it will be printed.

Text wraps at the paper's edge and is never cut; where two arrangements differ by more than wrapping,
`Either` holds both.
"""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never


class UnfitError(ValueError):
    """A block asks for more than a paper or its code can hold; the words name its kind, never its content."""


class Size(Enum):
    """Type sizes; the value is the height in dots (203 dpi) at which the picture is drawn."""

    SMALL = 26
    BODY = 32
    NOTICE = 35
    HEADING = 40
    VERDICT = 57

    __hash__ = object.__hash__
    """By identity: the usual hash of the name costs ten times as much, for every word of a slip."""


class Align(Enum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"

    def indent(self, spare: int) -> int:
        """White before a thing that leaves so much of the width free."""
        match self:
            case Align.LEFT:
                return 0
            case Align.CENTRE:
                return spare // 2
            case Align.RIGHT:
                return spare
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one size and weight."""

    text: str
    size: Size = Size.BODY
    bold: bool = False


@dataclass(frozen=True, slots=True)
class HeadStrip:
    """A motif repeated over the paper's whole width; rows of equal length, `#` is black."""

    motif: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    spans: tuple[Span, ...]
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Tag:
    """A word in an outline."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing at the left edge, one at the right, on one baseline.

    Where both do not fit, the right one goes below; a pinned one stays, and the left one wraps beside it.
    """

    left: tuple[Span, ...]
    right: tuple[Span, ...] | Tag
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """The queue number: in the largest type that fits."""

    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value under its labels (one for each language)."""

    labels: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells side by side; those for which there is no room start another row."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Masked:
    """A number of which only the last four digits are shown, after as many bullets (up to 12) as fit."""

    tail: str


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what it labels; `joins`: may stand on the line of the field before it where both fit."""

    label: str
    value: str | Masked
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels in one column, values in another."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered entry of a table: its title over the full width, below it as many cells as columns."""

    title: str
    cells: tuple[str | Masked, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` are the heads of the cells; the first column's head is the table's title."""

    columns: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """Items with a box to tick by pen."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Centred lines in an outline over the full width."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Solid between the parts of a slip, dashed inside a part."""

    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code, error correction M; `module` is a module's side in dots, less where paper is too narrow.

    Upper case makes it smaller.
    """

    data: str
    module: int = 5

    def __post_init__(self) -> None:
        if any("\ud800" <= letter <= "\udfff" for letter in self.data):
            raise ValueError("a QR code holds text, and a lone surrogate is none")


@dataclass(frozen=True, slots=True)
class Code128:
    """A bar code of printable ASCII; `module`, from 2 on, is the width of its narrowest bar, in dots."""

    data: str
    module: int = 2
    height: int = 64

    def __post_init__(self) -> None:
        if not self.data or any(not " " <= letter <= "~" for letter in self.data):
            raise ValueError("a Code 128 holds printable ASCII")


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A ready 1-bit picture, centred: a logo, a test pattern. A row is whole bytes, 1 is black."""

    width: int
    rows: bytes


@dataclass(frozen=True, slots=True)
class Beside:
    """A QR code at the left, blocks at its right."""

    qr: Qr
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """The same content arranged for wide paper (80 mm) and for narrow (58 mm)."""

    wide: tuple["Block", ...]
    narrow: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Own:
    """Lines in the printer's own letters, whichever way the slip goes out: they show its code page."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """White rows, in dots."""

    dots: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of a paper."""


Leaf = (
    HeadStrip
    | Line
    | Tag
    | Row
    | Number
    | Cells
    | Fields
    | Table
    | Checklist
    | Box
    | Rule
    | Qr
    | Code128
    | Bitmap
    | Own
    | Blank
    | Cut
)
"""Blocks that hold no others."""
Block = Leaf | Beside | Either


@dataclass(frozen=True, slots=True)
class Document:
    """One paper: its last block is its only `Cut`."""

    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        if [place for place, block in enumerate(self.blocks, 1) if isinstance(block, Cut)] != [
            len(self.blocks)
        ]:
            raise ValueError("a document ends with its only cut")


def text(words: str, size: Size = Size.BODY, *, bold: bool = False, align: Align = Align.LEFT) -> Line:
    """A line of one span."""
    return Line((Span(words, size, bold),), align)
