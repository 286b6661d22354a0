"""1-bit picture -> `GS v 0` bands, and `ESC J` feeds for the blank runs between them."""

from collections.abc import Iterator

from PIL import Image

from printers.models import Model

BAND_ROWS = 256
"""Rows of one `GS v 0`: what is still owed after a broken link stays small."""
BLANK_RUN = 8
"""So many blank rows are cheaper as a feed."""


def raster(image: Image.Image, model: Model) -> list[bytes]:
    """0 in the picture is black. It may be narrower than the head."""
    stride = -(-image.width // 8)
    bits = image.tobytes("raw", "1;I")
    parts: list[bytes] = []
    start = 0
    for first, after in _blank_runs(bits, stride) if model.obeys_feeds else ():
        parts += _bands(bits, stride, start, first)
        parts.append(feed(after - first, model))
        start = after
    return parts + _bands(bits, stride, start, image.height)


def _blank_runs(bits: bytes, stride: int) -> Iterator[tuple[int, int]]:
    """First row of each run that pays, and the row behind it."""
    row, least = bytes(stride), bytes(BLANK_RUN * stride)
    found = bits.find(least)
    while found >= 0:
        first = after = -(-found // stride)
        while bits.startswith(row, after * stride):
            after += 1
        if after - first >= BLANK_RUN:
            yield first, after
        found = bits.find(least, after * stride)


def feed(rows: int, model: Model) -> bytes:
    """White rows: fed, or sent to a printer that ignores feeds."""
    if model.obeys_feeds:
        return b"".join(b"\x1bJ" + bytes([min(255, rows - fed)]) for fed in range(0, rows, 255))
    stride = model.dots // 8
    return b"".join(_bands(bytes(rows * stride), stride, 0, rows))


def _bands(bits: bytes, stride: int, start: int, end: int) -> list[bytes]:
    return [
        _band(bits[row * stride : min(row + BAND_ROWS, end) * stride], stride)
        for row in range(start, end, BAND_ROWS)
    ]


def _band(data: bytes, stride: int) -> bytes:
    rows = len(data) // stride
    return b"\x1dv0\x00" + stride.to_bytes(2, "little") + rows.to_bytes(2, "little") + data
