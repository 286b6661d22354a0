"""Slip, or the document itself on A4? What cannot be had now says why."""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.documents import possible
from kiosk.visit.inputs import FormChosen
from kiosk.visit.state import State
from ui.bridge import PageModel, Post, Setting
from ui.screens.paper import office_trouble, trouble
from ui.screens.phrases import SHORT_NAMES

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    document: str
    """`KK`."""
    no_page: str
    """What keeps the office printer from it; empty where nothing does."""
    no_slip: str
    """The same of the slip printer."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.FormQuestion)
    facts, texts, kind = state.facts, setting.texts, state.visit.screen.line.kind
    return Props(
        document=SHORT_NAMES[kind],
        no_page="" if possible(facts, kind, "page") else office_trouble(facts, texts),
        no_slip="" if possible(facts, kind, "slip") else trouble(facts, texts),
    )


@QmlElement
class FormQuestionModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "", "")

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def document(self) -> str:
        return self._props.document

    @Property(str, notify=changed)
    def noPage(self) -> str:  # noqa: N802
        return self._props.no_page

    @Property(str, notify=changed)
    def noSlip(self) -> str:  # noqa: N802
        return self._props.no_slip

    @Slot()
    def choosePage(self) -> None:  # noqa: N802
        self.post(FormChosen("page"))

    @Slot()
    def chooseSlip(self) -> None:  # noqa: N802
        self.post(FormChosen("slip"))
