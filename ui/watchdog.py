"""A picture that stands still is a fault: the program ends, and whoever supervises it starts it anew."""

import faulthandler
import logging
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtQuick import QQuickWindow

FROZEN_SECONDS = 15.0
"""Longer than anything that a working screen ever does; a page change takes a hundredth of it."""

LOCKED_SECONDS = 30.0
"""Longer than the watchdog itself ever waits for its turn."""
STDERR = 2

log = logging.getLogger("crash")


class Watchdog:
    """Made on the GUI thread once the window is open; watches from a thread of its own until it is closed.

    It asks for a frame again and again, also where nothing moves: what was drawn last may look quite alive.
    Where something keeps Python's lock, as a search by a pattern can, no thread of Python's looks any more:
    then one of the interpreter's own writes the place, file and line of each thread, and ends all with 1.
    """

    def __init__(
        self,
        window: QQuickWindow,
        *,
        code: int,
        end: Callable[[int], object] = os._exit,
        seconds: float = FROZEN_SECONDS,
        locked_seconds: float = LOCKED_SECONDS,
    ) -> None:
        self._window, self._code, self._end = window, code, end
        self._seconds, self._locked_seconds = seconds, locked_seconds
        self._gui = threading.get_ident()
        self._beaten_at = time.monotonic()
        self._closed = threading.Event()
        # From whatever thread draws: with a graphics card that is not the one of the program.
        window.frameSwapped.connect(self._beat, Qt.ConnectionType.DirectConnection)
        self._timer = QTimer()
        self._timer.timeout.connect(self._ask)
        self._timer.start(round(seconds / 8 * 1000))
        self._look_again()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._timer.stop()
        self._window.frameSwapped.disconnect(self._beat)
        self._closed.set()
        self._thread.join()
        faulthandler.cancel_dump_traceback_later()

    def _ask(self) -> None:
        """A window that nobody can see draws nothing: that the program lives is enough then."""
        if self._window.isExposed():
            self._window.update()
        else:
            self._beat()

    def _beat(self) -> None:
        self._beaten_at = time.monotonic()

    def _watch(self) -> None:
        while not self._closed.wait(self._seconds / 8):
            self._look_again()
            still = time.monotonic() - self._beaten_at
            if still >= self._seconds:
                log.critical("the screen has stood still for %d s at %s", still, self._place())
                logging.shutdown()
                self._end(self._code)
                return

    def _look_again(self) -> None:
        """Within the time, or the interpreter ends all."""
        faulthandler.dump_traceback_later(self._locked_seconds, exit=True, file=STDERR)

    def _place(self) -> str:
        """Where the GUI thread is: file and line, never a value."""
        frame = sys._current_frames().get(self._gui)  # noqa: SLF001 the only way to another thread's frames
        steps = traceback.extract_stack(frame)
        return " < ".join(f"{Path(step.filename).name}:{step.lineno}" for step in reversed(steps))
