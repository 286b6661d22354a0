"""A code reader types what it reads as a keyboard does, only faster, and ends with Enter."""

from collections.abc import Callable

from PySide6.QtCore import Qt

BETWEEN_SECONDS = 0.2
"""From key to key: more than readers take, and a screen that is busy; less than a hand that types."""
LONGEST = 512
"""Characters: of a longer code only so many are kept, which no screen takes."""

ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Scanner:
    """Tells the keys of a reader from all others; keeps what it reads no longer than it is read."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock`: seconds that only grow."""
        self._clock = clock
        self._last = 0.0
        self._read = ""

    def key(self, key: int, text: str) -> str | None:
        """What was read, once Enter ends it; empty while it is read; None for a key that is no reader's."""
        now = self._clock()
        if now - self._last > BETWEEN_SECONDS:
            self.forget()
        self._last = now
        if key in ENTERS:
            read = self._read
            self.forget()
            return read or None
        if len(text) != 1 or not text.isprintable():
            return None
        self._read = (self._read + text)[:LONGEST]
        return ""

    def forget(self) -> None:
        self._read = ""
