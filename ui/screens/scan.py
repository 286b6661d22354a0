"""A code with the NIK is held below the reader; what it holds never comes through here."""

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.state import State
from ui.bridge import PageModel, Post, Setting

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


def derive(state: State) -> bool:
    """Whether the code that was read last holds no NIK."""
    assert state.visit is not None and isinstance(state.visit.screen, visit.Scan)
    return state.visit.screen.misread


@QmlElement
class ScanModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._misread = False

    def show(self, state: State, setting: Setting) -> None:
        misread = derive(state)
        if misread != self._misread:
            self._misread = misread
            self.changed.emit()

    @Property(bool, notify=changed)
    def misread(self) -> bool:
        return self._misread
