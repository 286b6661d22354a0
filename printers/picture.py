"""Blocks -> 1-bit picture: one pixel is one dot of the head, 0 is black."""

from collections.abc import Sequence
from typing import assert_never

from PIL import Image, ImageDraw

from printers.document import Block
from printers.layout import Composer
from printers.marks import Bar, Bits, Mark
from printers.typography import Faces, Ink


def draw(blocks: Sequence[Block], dots: int, faces: Faces) -> Image.Image:
    """All of them, `dots` wide, without the paper that is fed before the cut."""
    layout = Composer(faces, dots).slip(blocks)
    image = Image.new("1", (dots, layout.height), 1)
    pen = ImageDraw.Draw(image)
    pen.fontmode = "1"
    for mark in layout.marks:
        _paint(image, pen, mark, faces)
    return image


def _paint(image: Image.Image, pen: ImageDraw.ImageDraw, mark: Mark, faces: Faces) -> None:
    match mark:
        case Ink(x, y, text, pixels, bold):
            pen.text((x, y), text, fill=0, font=faces.font(pixels, bold), anchor="ls")
        case Bar(x, y, width, height, dashed):
            step = 8 if dashed else max(width, 1)
            for left in range(x, x + width, step):
                right = min(left + (4 if dashed else width), x + width)
                pen.rectangle((left, y, right - 1, y + height - 1), fill=0)
        case Bits(x, y, bits):
            image.paste(bits, (x, y))
        case _:
            assert_never(mark)
