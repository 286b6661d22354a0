"""Whether a number is really to be given back."""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.inputs import Confirmed
from kiosk.visit.state import State
from ui.bridge import PageModel, Post, Setting
from ui.texts import tied

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    label: str
    service: str
    agency: str
    sent: bool
    """The ledger is writing it."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Surrender)
    screen = state.visit.screen
    service = state.facts.profile.services[screen.ticket.service]
    name = setting.texts.of(service.name)
    return Props(tied(str(screen.ticket.label)), name, service.agency.short, screen.sent)


@QmlElement
class SurrenderModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "", "", False)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def label(self) -> str:
        return self._props.label

    @Property(str, notify=changed)
    def service(self) -> str:
        return self._props.service

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._props.agency

    @Property(bool, notify=changed)
    def sent(self) -> bool:
        return self._props.sent

    @Slot()
    def confirm(self) -> None:
        self.post(Confirmed())
