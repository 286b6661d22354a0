"""The number is on its way."""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.state import State
from ui.bridge import PageModel, Post, Setting

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    agency: str
    service: str


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Issuing)
    service = state.facts.profile.services[state.visit.screen.service]
    return Props(service.agency.short, setting.texts.of(service.name))


@QmlElement
class IssuingModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "")

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._props.agency

    @Property(str, notify=changed)
    def service(self) -> str:
        return self._props.service
