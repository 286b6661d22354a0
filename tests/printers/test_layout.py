"""Whatever the words, a drawn slip stays on its paper."""

from typing import assert_never

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers import document as doc
from printers.document import Size
from printers.layout import MARGIN, Composer
from printers.marks import Bar, Bits, Mark
from printers.typography import Faces, Ink
from tests.printers.blocks import BLOCKS

FACES = Faces()
LEAN = 3
"""Dots by which a letter may lean out of its own width."""


def sides(mark: Mark) -> tuple[int, int]:
    match mark:
        case Ink(x, _, text, pixels, bold):
            left, _, right, _ = FACES.box(text, pixels, bold)
            return x + left, x + right
        case Bar(x, _, width, _, _):
            return x, x + width
        case Bits(x, _, image):
            return x, x + image.width
        case _:
            assert_never(mark)


@given(st.lists(BLOCKS, max_size=4), st.sampled_from([384, 512, 576]))
def test_no_ink_beyond_the_margins(blocks: list[doc.Block], dots: int) -> None:
    for mark in Composer(FACES, dots).slip(blocks).marks:
        left, right = sides(mark)
        assert left >= MARGIN - LEAN and right <= dots - MARGIN + LEAN, mark


@pytest.mark.parametrize("dots", [384, 512, 576])
@pytest.mark.parametrize("module", [5, 8])
def test_a_code_beside_words_keeps_its_quiet_zone_on_the_paper(module: int, dots: int) -> None:
    words = tuple(doc.text(word, Size.HEADING) for word in ("Pindai", "Konsultasi", "W" * 60))
    beside = doc.Beside(doc.Qr("HTTPS://MPP.EXAMPLE/7K3M9XABCD", module), words)
    (code,) = (mark for mark in Composer(FACES, dots).slip((beside,)).marks if isinstance(mark, Bits))
    assert sides(code) == (0, 33 * module)


@pytest.mark.parametrize("dots", [384, 512, 576])
@pytest.mark.parametrize("letters", [10, 100, 300, 900])
def test_what_stands_beside_a_code_of_any_size_is_on_the_paper(dots: int, letters: int) -> None:
    beside = doc.Beside(doc.Qr("A" * letters), (doc.text("Pantau dari ponsel: mpp.example"),))
    layout = Composer(FACES, dots).slip((beside,))
    assert all(left >= 0 and right <= dots for left, right in map(sides, layout.marks))
