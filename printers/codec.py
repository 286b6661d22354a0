"""Document -> the one immutable byte string that a printer of a model gets.

Commands, all from Epson's ESC/POS reference and understood by its clones: `ESC @`, `GS P`, `GS v 0`, `ESC J`,
`GS V 66 0`.
"""

import hashlib
from dataclasses import dataclass

from PIL import Image

from printers.document import Document
from printers.models import Model
from printers.picture import draw
from printers.states import Rendered
from printers.typography import Faces

DOTS_PER_MM = 8
BAND_ROWS = 256
"""Rows of one `GS v 0`: what is still owed after a broken link stays small."""
BLANK_RUN = 8
"""So many blank rows are cheaper as a feed."""

INITIALIZE = b"\x1b@"
ROW_UNITS = b"\x1dP\xcb\xcb"
"""Motion units of 1/203 inch, one row: the unit that `ESC J` starts with differs between makes."""
FEED_AND_CUT = b"\x1dV\x42\x00"


@dataclass(frozen=True, slots=True)
class Slip:
    """The bytes of one paper and what is said of them."""

    payload: bytes
    rendered: Rendered


def encode(document: Document, model: Model, faces: Faces) -> Slip:
    image = padded(draw(document, model.dots, faces), model)
    payload = b"".join(
        (INITIALIZE, ROW_UNITS if model.feeds_blank else b"", *_rows(image, model.feeds_blank), FEED_AND_CUT)
    )
    millimetres = -(-image.height // DOTS_PER_MM) + model.cutter_mm
    return Slip(payload, Rendered(hashlib.sha256(payload).hexdigest(), len(payload), millimetres))


def padded(image: Image.Image, model: Model) -> Image.Image:
    """White at the end, where a presenter needs a longer slip."""
    rows = (model.min_slip_mm - model.cutter_mm) * DOTS_PER_MM
    if image.height >= rows:
        return image
    longer = Image.new("1", (image.width, rows), 1)
    longer.paste(image, (0, 0))
    return longer


def _rows(image: Image.Image, feeds_blank: bool) -> list[bytes]:
    """Raster bands, and feeds for the blank runs between them where the printer knows feeds."""
    stride = -(-image.width // 8)
    bits = image.tobytes("raw", "1;I")
    if not feeds_blank:
        return _bands(bits, stride, 0, image.height)
    empty = bytes(stride)
    blank = [bits[row * stride : (row + 1) * stride] == empty for row in range(image.height)]
    parts: list[bytes] = []
    start = row = 0
    while row < image.height:
        run = row
        while run < image.height and blank[run]:
            run += 1
        if run - row >= BLANK_RUN:
            parts += _bands(bits, stride, start, row)
            parts += [b"\x1bJ" + bytes([min(255, run - fed)]) for fed in range(row, run, 255)]
            start = run
        row = max(run, row + 1)
    return parts + _bands(bits, stride, start, image.height)


def _bands(bits: bytes, stride: int, start: int, end: int) -> list[bytes]:
    return [
        _band(bits[row * stride : min(row + BAND_ROWS, end) * stride], stride)
        for row in range(start, end, BAND_ROWS)
    ]


def _band(data: bytes, stride: int) -> bytes:
    rows = len(data) // stride
    return b"\x1dv0\x00" + stride.to_bytes(2, "little") + rows.to_bytes(2, "little") + data
