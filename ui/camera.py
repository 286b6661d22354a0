"""Pictures of screens without anybody who touches them."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from kiosk.visit.state import Display, State
from ui.bridge import Find
from ui.theme import Panel
from ui.window import Window


def photograph(shots: Iterable[tuple[State, Path]], *, panel: Panel, find: Find, resting: Display) -> None:
    """Each state as a PNG in the panel's pixels. Raises OSError where a file cannot be written.

    `application` has been called.
    """
    window: Window | None = None
    for state, file in shots:
        if window is None:
            window = Window(
                state,
                panel=panel,
                find=find,
                post=lambda _: None,
                windowed=True,
                resting=resting,
                still=True,
            )
            window.open()
        window.show_state(state)
        QCoreApplication.processEvents()
        if not window.picture().save(str(file)):
            raise OSError(f"cannot write {file}")
    if window is not None:
        window.close_for_good()
