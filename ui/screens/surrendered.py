"""A number that was given back: crossed out, and what its slip is worth."""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtQml import QmlElement

from config.dates import clock
from kiosk.visit import state as visit
from kiosk.visit.inputs import Confirmed, Went
from kiosk.visit.state import Home, State
from kiosk.visit.step import patience
from ui.bridge import PageModel, Post, Setting
from ui.screens.requirements import ABSENT, PrintButton, PrintModel, print_button
from ui.theme import fitted

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    label: str
    about: str
    """Service, agency, and when the number was taken."""
    printing: PrintButton
    closing: int
    """Seconds after which the screen goes."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Surrendered)
    facts, texts, ticket = state.facts, setting.texts, state.visit.screen.ticket
    service = facts.profile.services[ticket.service]
    taken = texts.translate("Surrendered", "diambil\u00a0{time}")
    parts = (
        texts.of(service.name),
        service.agency.short,
        taken.format(time=clock(ticket.issued_at.astimezone(facts.now.tzinfo))),
    )
    return Props(
        label=str(ticket.label),
        about="  ·  ".join(parts),
        printing=print_button(state, service.id, texts),
        closing=patience(state).done_seconds,
    )


@QmlElement
class SurrenderedModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._printing = PrintModel(post, self)
        self._props = Props("", "", ABSENT, 0)
        self._font = QFont()

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._printing.show(props.printing)
            self._font = fitted(setting.fonts.number, props.label, setting.measures.number_width)
            self.changed.emit()

    @Property(str, notify=changed)
    def label(self) -> str:
        return self._props.label

    @Property(QFont, notify=changed)
    def numberFont(self) -> QFont:  # noqa: N802
        return self._font

    @Property(str, notify=changed)
    def about(self) -> str:
        return self._props.about

    @Property(PrintModel, notify=changed)
    def printing(self) -> PrintModel:
        return self._printing

    @Property(int, notify=changed)
    def closing(self) -> int:
        return self._props.closing

    @Slot()
    def another(self) -> None:
        self.post(Went(Home()))

    @Slot()
    def finish(self) -> None:
        self.post(Confirmed())
