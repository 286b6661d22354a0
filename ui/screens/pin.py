"""A PIN in boxes, one for each digit: the one that opens the list, and the one that prints."""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.inputs import Confirmed
from kiosk.visit.state import State
from ui.bridge import PadModel, Post, Setting
from ui.screens.home import DOCUMENT_NAMES

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    """How many digits there are, never which."""

    document: str
    """`KK` for the PIN that prints it; empty for the PIN that opens the list."""
    length: int
    count: int
    wrong: bool
    tries: int
    """That are left after a wrong one; 0 where nobody said."""
    desk: str
    page: bool = False
    """It prints the document itself, on A4."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None
    rules, screen = state.facts.profile.documents, state.visit.screen
    desk = setting.texts.of(state.facts.profile.desk.name)
    if isinstance(screen, visit.AccessPin):
        return Props("", rules.access_pin_length, len(screen.digits), False, 0, desk)
    assert isinstance(screen, visit.PrintPin)
    name = DOCUMENT_NAMES[screen.line.kind]
    return Props(
        document=name,
        length=rules.print_pin_length,
        count=len(screen.digits),
        wrong=screen.wrong,
        tries=screen.tries_left or 0,
        desk=desk,
        page=screen.form == "page",
    )


@QmlElement
class PinModel(PadModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", 0, 0, False, 0, "")

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def document(self) -> str:
        return self._props.document

    @Property(int, notify=changed)
    def length(self) -> int:
        return self._props.length

    @Property(int, notify=changed)
    def count(self) -> int:
        return self._props.count

    @Property(int, notify=changed)
    def missing(self) -> int:
        return self._props.length - self._props.count

    @Property(bool, notify=changed)
    def wrong(self) -> bool:
        return self._props.wrong

    @Property(int, notify=changed)
    def tries(self) -> int:
        return self._props.tries

    @Property(bool, notify=changed)
    def page(self) -> bool:
        return self._props.page

    @Property(str, notify=changed)
    def desk(self) -> str:
        return self._props.desk

    @Slot()
    def confirm(self) -> None:
        self.post(Confirmed())
