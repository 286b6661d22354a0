"""A PIN in boxes, one for each digit: the one that opens the list, the one that prints, the technician's."""

from dataclasses import dataclass
from typing import assert_never

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.inputs import Confirmed
from kiosk.visit.state import State
from ui.bridge import PadModel, Post, Setting
from ui.screens.phrases import SHORT_NAMES

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    """How many digits there are, never which."""

    document: str
    """`KK` for the PIN that prints it; empty for the others."""
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
    profile, screen = state.facts.profile, state.visit.screen
    assert isinstance(screen, visit.AccessPin | visit.PrintPin | visit.TechnicianPin)
    desk = setting.texts.of(profile.desk.name)
    match screen:
        case visit.AccessPin(digits=digits):
            return Props("", profile.documents.access_pin_length, len(digits), False, 0, desk)
        case visit.TechnicianPin(digits, wrong):
            known = profile.technician.pin or ""
            return Props("", len(known), len(digits), wrong > 0 and not digits, 0, desk)
        case visit.PrintPin(digits=digits):
            return Props(
                document=SHORT_NAMES[screen.line.kind],
                length=profile.documents.print_pin_length,
                count=len(digits),
                wrong=screen.wrong,
                tries=screen.tries_left or 0,
                desk=desk,
                page=screen.form == "page",
            )
        case _:
            assert_never(screen)


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
