"""A question is on its way to Dukcapil's registry."""

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.state import State
from ui.bridge import PageModel, Post, Setting

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


def derive(state: State) -> str:
    """What is asked about: `documents`, `reserve` or `collection`."""
    assert state.visit is not None and isinstance(state.visit.screen, visit.Asking)
    return state.visit.screen.about


@QmlElement
class AskingModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._about = ""

    def show(self, state: State, setting: Setting) -> None:
        about = derive(state)
        if about != self._about:
            self._about = about
            self.changed.emit()

    @Property(bool, notify=changed)
    def pin(self) -> bool:
        """Whether the PIN that prints is looked at."""
        return self._about == "reserve"

    @Property(bool, notify=changed)
    def place(self) -> bool:
        """Whether it is asked where a document waits; else the documents are looked for."""
        return self._about == "collection"
