"""A code reader types what it reads as a keyboard does, only faster, and ends with Enter."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

BETWEEN_SECONDS = 0.2
"""From key to key: more than readers take, and a screen that is busy; less than a hand that types."""
LONGEST = 512
"""Characters: of a longer code only so many are kept, which no screen takes."""

ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Scanner(QObject):
    """Tells the keys of a reader from all others; keeps what it reads no longer than it is read: a code whose
    Enter does not come may be somebody's NIK.
    """

    def __init__(self, clock: Callable[[], float], parent: QObject | None = None) -> None:
        """`clock`: seconds that only grow."""
        super().__init__(parent)
        self._clock = clock
        self._last = 0.0
        self._read = ""
        self._end = QTimer(self)
        self._end.setInterval(round(BETWEEN_SECONDS * 1000))
        self._end.timeout.connect(self._forget_in_time)

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
        self._end.start()
        return ""

    def forget(self) -> None:
        self._read = ""
        self._end.stop()

    def _forget_in_time(self) -> None:
        if self._clock() - self._last > BETWEEN_SECONDS:
            self.forget()
