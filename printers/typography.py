"""IBM Plex Sans Condensed at dot scale: fonts, widths, and where a line breaks.

Rendered in mono with the font's own TrueType hints and basic layout: a thresholded grey loses strokes, and
another layout engine shifts breaks.
"""

import os
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

from PIL import ImageFont

from printers.document import Size, Span

_FONTS = f"{os.path.dirname(__file__)}/fonts"
_FACES = {False: f"{_FONTS}/IBMPlexSansCondensed-Medium.ttf", True: f"{_FONTS}/IBMPlexSansCondensed-Bold.ttf"}

CAP_RATIO = 0.698
"""Height of capitals in ems, from the font's OS/2 table."""

LEADING = {Size.SMALL: 28, Size.BODY: 35, Size.NOTICE: 40, Size.HEADING: 44, Size.VERDICT: 58}
BASELINE = {Size.SMALL: 21, Size.BODY: 26, Size.NOTICE: 30, Size.HEADING: 33, Size.VERDICT: 47}
"""Rows from the top of a line's box to its baseline."""


class Ink(NamedTuple):
    """Text to draw with its baseline's left end at x, y; `pixels` is the type size."""

    x: int
    y: int
    text: str
    pixels: int
    bold: bool


class TextLine(NamedTuple):
    """One set line: its spans from left to right, and its width in dots."""

    spans: tuple[Span, ...]
    width: int

    @property
    def leading(self) -> int:
        return max(LEADING[span.size] for span in self.spans)

    @property
    def baseline(self) -> int:
        return max(BASELINE[span.size] for span in self.spans)


class Run(NamedTuple):
    """Letters of a printer's own font, so many times as wide and as high as its smallest."""

    text: str
    width: int = 1
    height: int = 1
    bold: bool = False


class Faces:
    """Loaded fonts. Not shared between threads."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, bool], ImageFont.FreeTypeFont] = {}
        self._spelled: dict[str, str] = {}

    def font(self, pixels: int, bold: bool) -> ImageFont.FreeTypeFont:
        found = self._fonts.get((pixels, bold))
        if found is None:
            found = ImageFont.truetype(_FACES[bold], pixels, layout_engine=ImageFont.Layout.BASIC)
            self._fonts[pixels, bold] = found
        return found

    def width(self, text: str, pixels: int, bold: bool) -> int:
        """Advance width in dots."""
        return round(self.font(pixels, bold).getlength(text, mode="1"))

    def box(self, text: str, pixels: int, bold: bool) -> tuple[int, int, int, int]:
        """Ink relative to the baseline's left end: left, top, right, bottom; top is negative."""
        mask, (x, y) = self.font(pixels, bold).getmask2(text, mode="1", anchor="ls")
        left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
        return round(x) + left, round(y) + top, round(x) + right, round(y) + bottom

    def spell(self, text: str) -> str:
        """Letters that the font lacks become their base letter; what has none stays, and shows as a box."""
        return text if text.isascii() else "".join(map(self._spell_one, unicodedata.normalize("NFC", text)))

    def _spell_one(self, letter: str) -> str:
        if letter.isascii():
            return letter
        if letter not in self._spelled:
            base = unicodedata.normalize("NFKD", letter)[0]
            self._spelled[letter] = base if self._lacks(letter) and not self._lacks(base) else letter
        return self._spelled[letter]

    def _lacks(self, letter: str) -> bool:
        font = self.font(Size.BODY.value, False)
        return bytes(font.getmask(letter, mode="1")) == bytes(font.getmask("\uffff", mode="1"))

    def wrap(self, spans: Iterable[Span], width: int, *, first: int | None = None) -> tuple[TextLine, ...]:
        """Lines of at most `width` dots; `first` is the width of the first line where it is another one."""
        spelled = (Span(self.spell(span.text), span.size, span.bold) for span in spans)
        return wrap(spelled, width, self._width, first=first)

    def _width(self, span: Span) -> int:
        return self.width(span.text, span.size.value, span.bold)


def wrap(
    spans: Iterable[Span], width: int, measure: Callable[[Span], int], *, first: int | None = None
) -> tuple[TextLine, ...]:
    """Breaks at spaces; then after - / . and last anywhere. Nothing is left out."""
    lines: list[TextLine] = []
    limit = width if first is None else first
    current: list[Span] = []
    used = 0
    for word, space in _words(spans):
        joined = Span(" " + word.text, word.size, word.bold) if space and current else word
        if current and used + measure(joined) > limit:
            lines.append(_line(current, measure))
            current, used, joined, limit = [], 0, word, width
        while used + measure(joined) > limit:
            head, tail = _split(joined, limit, measure)
            if not tail:
                break
            lines.append(_line([head], measure))
            joined, limit = tail, width
        current.append(joined)
        used += measure(joined)
    if current or not lines:
        lines.append(_line(current or [Span("")], measure))
    return tuple(lines)


def _line(words: list[Span], measure: Callable[[Span], int]) -> TextLine:
    spans: list[Span] = []
    for word in words:
        if spans and (spans[-1].size, spans[-1].bold) == (word.size, word.bold):
            spans[-1] = Span(spans[-1].text + word.text, word.size, word.bold)
        else:
            spans.append(word)
    return TextLine(tuple(spans), sum(map(measure, spans)))


def _split(word: Span, width: int, measure: Callable[[Span], int]) -> tuple[Span, Span | None]:
    """The longest head of a word that fits, and the rest: after a joint where there is one."""
    ends = [
        end
        for end in range(1, len(word.text))
        if measure(Span(word.text[:end], word.size, word.bold)) <= width
    ] or [1]
    joints = [end for end in ends if word.text[end - 1] in "-/."]
    end = joints[-1] if joints else ends[-1]
    tail = word.text[end:]
    head = Span(word.text[:end], word.size, word.bold)
    return head, Span(tail, word.size, word.bold) if tail else None


def halves(label: str) -> tuple[str, str]:
    """A label of two letters or more on two lines: behind its last hyphen, else in the middle."""
    end = label.rfind("-", 0, -1) + 1 or len(label) // 2
    return label[:end], label[end:]


def _words(spans: Iterable[Span]) -> Iterable[tuple[Span, bool]]:
    """Words with whether a space stands before each; a no-break space is no break."""
    space = False
    for span in spans:
        for place, word in enumerate(span.text.split(" ")):
            space = space or place > 0
            if word:
                yield Span(word, span.size, span.bold), space
                space = False
