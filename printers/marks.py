"""Marks at dot positions: what a picture is painted from, and the few shapes that slips are made of."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from PIL import Image

from printers.document import Bitmap, Code128, Qr, UnfitError
from printers.typography import Ink

QUIET_MODULES = 4
TOO_LONG = "a QR code cannot hold so many letters"

_CODE128_WIDTHS = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132
122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212
322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311
112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321
331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214
112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113
411311 113141 114131 311141 411131 211412 211214 211232
"""
"""Bars and spaces in modules of the symbols 0 to 105 of Code 128 (ISO/IEC 15417), bar first."""
_CODE128_STOP = "2331112"


class Bar(NamedTuple):
    """A black rectangle, or a dashed one: 4 dots on, 4 off."""

    x: int
    y: int
    width: int
    height: int
    dashed: bool = False


class Bits(NamedTuple):
    """A ready 1-bit picture with its top left corner at x, y."""

    x: int
    y: int
    image: Image.Image


Mark = Ink | Bar | Bits


class Layout(NamedTuple):
    """Marks of a block, from its own top left corner; `height` in rows, `used`: dots that its text takes."""

    height: int
    marks: tuple[Mark, ...]
    used: int = 0

    def at(self, x: int, y: int) -> tuple[Mark, ...]:
        return tuple(mark._replace(x=mark.x + x, y=mark.y + y) for mark in self.marks)


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


def qr_image(qr: Qr, width: int) -> Image.Image:
    """The code with its quiet zone of four modules on every side; modules as large as `width` lets them."""
    image = _qr_modules(qr.data)
    module = min(qr.module, width // image.width)
    if not module:
        raise UnfitError(f"a QR code of {image.width} modules does not fit on {width} dots")
    return image.resize((image.width * module, image.height * module), Image.Resampling.NEAREST)


@lru_cache(maxsize=8)
def _qr_modules(data: str) -> Image.Image:
    """A dot for each module."""
    import qrcode
    from qrcode.exceptions import DataOverflowError

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_MODULES)
    code.add_data(data)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):  # which of them is the library's whim
        raise UnfitError(TOO_LONG) from None
    matrix = code.get_matrix()
    image = Image.new("1", (len(matrix), len(matrix)), 1)
    image.putdata([0 if black else 1 for row in matrix for black in row])
    return image


def qr_modules(data: str) -> int:
    """Modules on a side at level M, at most: a printer may find shorter ways to write the same."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.util import ALPHA_NUM, BIT_LIMIT_TABLE

    version = 1
    for least, letters, count in ((1, 9, 8), (10, 11, 16), (27, 13, 16)):
        if all(letter in ALPHA_NUM for letter in data.encode()):
            bits = 4 + letters + len(data) // 2 * 11 + len(data) % 2 * 6
        else:
            bits = 4 + count + 8 * len(data.encode())
        version = max(least, bisect_left(BIT_LIMIT_TABLE[ERROR_CORRECT_M], bits))
        if version < least + 9 or least == 27:
            break
    if version > 40:
        raise UnfitError(TOO_LONG)
    return 17 + 4 * version


def code128_image(code: Code128) -> Image.Image:
    """The bars with their quiet zones of ten modules."""
    return bars_image(code128_symbols(code.data), code.module, code.height, quiet=10)


def code128_symbols(data: str) -> tuple[int, ...]:
    """Start, data and check: in code set C where the data is pairs of digits, else in B."""
    if digit_pairs(data):
        values = [105, *(int(data[place : place + 2]) for place in range(0, len(data), 2))]
    else:
        values = [104, *(ord(letter) - 32 for letter in data)]
    return (*values, code128_check(values))


def digit_pairs(data: str) -> bool:
    return data.isdecimal() and len(data) % 2 == 0


def code128_check(values: Sequence[int]) -> int:
    return (values[0] + sum(place * value for place, value in enumerate(values))) % 103


def bars_image(symbols: Sequence[int], module: int, height: int, quiet: int = 0) -> Image.Image:
    """Symbols of Code 128, from start to check, and the stop behind them."""
    widths = _CODE128_WIDTHS.split()
    steps = "".join(widths[symbol] for symbol in symbols) + _CODE128_STOP
    bars = "".join(("0" if place % 2 else "1") * int(step) for place, step in enumerate(steps))
    bars = "0" * quiet + bars + "0" * quiet
    image = Image.new("1", (len(bars), 1), 1)
    image.putdata([0 if bar == "1" else 1 for bar in bars])
    return image.resize((image.width * module, height), Image.Resampling.NEAREST)


def bitmap_image(bitmap: Bitmap) -> Image.Image:
    rows = len(bitmap.rows) // -(-bitmap.width // 8)
    return Image.frombytes("1", (bitmap.width, rows), bitmap.rows, "raw", "1;I")


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
