"""Marks at dot positions: what a picture is painted from, and the few shapes that slips are made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import qrcode
from PIL import Image

from printers.document import Qr
from printers.typography import Ink

QUIET_MODULES = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A black rectangle, or a dashed one: 4 dots on, 4 off."""

    x: int
    y: int
    width: int
    height: int
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Bits:
    """A ready 1-bit picture with its top left corner at x, y."""

    x: int
    y: int
    image: Image.Image


Mark = Ink | Bar | Bits


@dataclass(frozen=True, slots=True)
class Layout:
    """Marks of a block, from its own top left corner; `height` in rows, `used`: dots that its text takes."""

    height: int
    marks: tuple[Mark, ...]
    used: int = 0

    def at(self, x: int, y: int) -> tuple[Mark, ...]:
        return tuple(replace(mark, x=mark.x + x, y=mark.y + y) for mark in self.marks)


def stack(layouts: Iterable[Layout]) -> Layout:
    """One below the other."""
    marks: list[Mark] = []
    height = 0
    used = 0
    for layout in layouts:
        marks.extend(layout.at(0, height))
        height += layout.height
        used = max(used, layout.used)
    return Layout(height, tuple(marks), used)


def qr_image(qr: Qr) -> Image.Image:
    """The code with its quiet zone of four modules on every side."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_MODULES)
    code.add_data(qr.data)
    code.make(fit=True)
    matrix = code.get_matrix()
    image = Image.new("1", (len(matrix), len(matrix)), 1)
    image.putdata([0 if black else 1 for row in matrix for black in row])
    return image.resize((image.width * qr.module, image.height * qr.module), Image.Resampling.NEAREST)


def rule(width: int, dashed: bool) -> Layout:
    """A rule with the white above and below it."""
    if dashed:
        return Layout(10, (Bar(0, 4, width, 2, dashed=True),))
    return Layout(14, (Bar(0, 5, width, 4),))


def masked(tail: str, bullets: int) -> str:
    groups = ["•" * 4] * (bullets // 4) or ["•" * bullets]
    return (" ".join(groups) + (" " if bullets >= 4 else "")) + tail


def outline(x: int, y: int, width: int, height: int, border: int) -> tuple[Mark, ...]:
    return (
        Bar(x, y, width, border),
        Bar(x, y + height - border, width, border),
        Bar(x, y, border, height),
        Bar(x + width - border, y, border, height),
    )
