"""Document -> the one immutable byte string that a printer of a model gets.

Either way a slip begins with `ESC @` and ends with its cut, as Epson's ESC/POS reference has them, and where
there is a presenter with `GS e 3`, from Custom's manuals.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from printers.document import Block, Document, Own
from printers.models import Model, Way
from printers.picture import draw
from printers.raster import feed, raster
from printers.states import Rendered
from printers.typography import Faces

INITIALIZE = b"\x1b@"


@dataclass(frozen=True, slots=True)
class Slip:
    """The bytes of one paper and what is said of them."""

    payload: bytes
    rendered: Rendered


def encode(document: Document, model: Model, faces: Faces, way: Way) -> Slip:
    """`way` is what the link prefers; a model that does not allow it gets the other. Raises UnfitError."""
    way = way if way in model.ways else model.ways[0]
    match way:
        case "native":
            body, rows = _native(document.blocks, model, faces)
        case "picture":
            body, rows = _picture(document.blocks, model, faces)
        case _:
            assert_never(way)
    missing = max(0, _shortest(model) - rows)
    payload = b"".join((INITIALIZE, _row_units(model), body, feed(missing, model), _end(model)))
    millimetres = model.millimetres(rows + missing) + model.cutter_mm
    return Slip(payload, Rendered(hashlib.sha256(payload).hexdigest(), len(payload), millimetres))


def _native(blocks: Sequence[Block], model: Model, faces: Faces) -> tuple[bytes, int]:
    """Commands, and the rows of paper that they take."""
    from printers.native import NativeWriter

    writer = NativeWriter(model, faces)
    writer.write(blocks)
    return writer.data(), writer.rows


def _picture(blocks: Sequence[Block], model: Model, faces: Faces) -> tuple[bytes, int]:
    """The same of what is drawn, with what shall be in the printer's own letters between."""
    parts: list[bytes] = []
    rows = 0
    for own, run in groupby(blocks, lambda block: isinstance(block, Own) and "native" in model.ways):
        if own:
            data, height = _native(tuple(run), model, faces)
            parts += (data, INITIALIZE, _row_units(model))
        else:
            image = draw(tuple(run), model.dots, faces)
            parts += raster(image, model)
            height = image.height
        rows += height
    return b"".join(parts), rows


def _row_units(model: Model) -> bytes:
    """`GS P`: motion units of one row; the units that `ESC J` starts with differ between makes."""
    return b"\x1dP" + bytes([model.dpi, model.dpi]) if model.obeys_feeds else b""


def _shortest(model: Model) -> int:
    """Rows below which a presenter cannot hand the slip over."""
    return model.rows(max(0, model.min_slip_mm - model.cutter_mm))


def _end(model: Model) -> bytes:
    match model.cutter:
        case "feed_and_cut":
            cut = b"\x1dV\x42\x00"
        case "cut":
            cut = feed(model.rows(model.cutter_mm), model) + b"\x1bi"
        case _:
            assert_never(model.cutter)
    match model.presenter:
        case "none":
            return cut
        case "custom":
            return cut + b"\x1de\x03" + bytes([model.presenter_steps])
        case _:
            assert_never(model.presenter)
