"""The slip by which a technician sees that a printer is well."""

from collections.abc import Iterable
from datetime import datetime
from itertools import count, takewhile

from printers.document import (
    Beside,
    Bitmap,
    Blank,
    Box,
    Code128,
    Cut,
    Document,
    Line,
    Number,
    Own,
    Qr,
    Row,
    Rule,
    Size,
    Span,
    text,
)
from printers.models import Model

_CODE_PAGE = "Ç ü é â ä à ç ê ë è ï î ñ ¿ £ ½ ß ±"
"""Letters that stand at the same place in the code pages of all our models."""


def machine_trial(model: Model, address: str, when: datetime) -> Document:
    """Every dot of the head, millimetres, greys, thin bars, sizes, letters, codes, and where it is from."""
    return Document(
        (
            Bitmap(model.dots, _ruler(model)),
            Row((Span("Slip uji mesin", bold=True),), (Span(model.name, Size.SMALL),)),
            Number("0123"),
            Rule(),
            text("Nur'aini Zéfanya 0O 1Il 5S 8B", Size.SMALL),
            text("Loket 1–4 Rp30.000", Size.HEADING, bold=True),
            Own((text(f"Halaman kode {model.code_page}: {_CODE_PAGE}"),)),
            Rule(dashed=True),
            Bitmap(model.dots, _greys(model)),
            Rule(dashed=True),
            Bitmap(model.dots, _bars(model)),
            Blank(8),
            Code128("ANJUNGAN"),
            Blank(8),
            Beside(
                Qr("ANJUNGAN"),
                (text("Pindai:", bold=True), text("ANJUNGAN"), text("Tepi kiri dan kanan utuh?")),
            ),
            Box((text("Terpotong rapi?", bold=True),)),
            Line((Span(f"{model.dots} titik · {address}", Size.SMALL),)),
            text(f"{when:%Y-%m-%d %H:%M:%S}", Size.SMALL),
            Cut(),
        )
    )


def _ruler(model: Model) -> bytes:
    """A tick for each millimetre, longer for every fifth and tenth, and the head's whole width below."""
    dots = takewhile(lambda dot: dot < model.dots, (round(mm * model.dpi / 25.4) for mm in count()))
    ticks = [(dot, 12 if mm % 10 == 0 else 8 if mm % 5 == 0 else 4) for mm, dot in enumerate(dots)]
    rows = [_packed(model.dots, (dot for dot, length in ticks if row < length)) for row in range(12)]
    return b"".join(rows) + b"\xff" * (model.dots // 8) * 2


def _packed(dots: int, black: Iterable[int]) -> bytes:
    row = bytearray(dots // 8)
    for dot in black:
        row[dot // 8] |= 0x80 >> dot % 8
    return bytes(row)


def _greys(model: Model) -> bytes:
    """One, two, three and four dots of four: what the head and its current make of it."""
    stride = model.dots // 8
    patterns = (b"\xaa\x00", b"\xaa\x55", b"\xff\x55", b"\xff\xff")
    return b"".join(
        bytes([byte]) * stride for even, odd in patterns for _ in range(4) for byte in (even, odd)
    )


def _bars(model: Model) -> bytes:
    """Upright bars of one, two, three and four dots, as far apart as they are wide, over the whole head."""
    quarter = model.dots // 4
    black = (
        place * quarter + dot for place in range(4) for dot in range(quarter) if dot // (place + 1) % 2 == 0
    )
    return _packed(model.dots, black) * 24
