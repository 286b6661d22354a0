"""Lines of like length: what QML's Text cannot do by itself."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFont
from PySide6.QtQml import QmlElement

from ui.theme import advance, lines

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

FINE = 2.0
"""Pixels: nearer than that nobody sees how long a line may be."""


def spare(text: str, font: QFont, width: float) -> float:
    """How many pixels of `width` the text can spare without another line: then no word is left alone on the
    last one while those above it are full. 0 where it has but one line, or paragraphs of its own."""
    if width <= 0 or "\n" in text or advance(text, font) <= width:
        return 0.0
    count = lines(text, font, width)
    enough, little = width, width / 2
    while enough - little > FINE:
        middle = (enough + little) / 2
        if lines(text, font, middle) > count or _breaks_a_word(text, font, middle):
            little = middle
        else:
            enough = middle
    return width - enough


def _breaks_a_word(text: str, font: QFont, width: float) -> bool:
    """Qt counts a line that is too long for its width as one."""
    return any(advance(word, font) > width for word in text.split(" "))


@QmlElement
class Typesetter(QObject):
    """`spare`, for QML."""

    @Slot(str, QFont, float, result=float)
    def spare(self, text: str, font: QFont, width: float) -> float:
        return spare(text, font, width)
