"""The printer can't print: a number on the screen alone is offered, before it is taken."""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.inputs import Confirmed, HelpWanted
from kiosk.visit.state import State
from ui.bridge import PageModel, Post, Setting
from ui.screens.paper import trouble

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    agency: str
    service: str
    trouble: str
    """Empty where the printer works again."""
    followed: bool
    """A code on the next screen leads a phone to the number."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.NoPaper)
    facts, texts = state.facts, setting.texts
    service = facts.profile.services[state.visit.screen.service]
    return Props(
        agency=service.agency.short,
        service=texts.of(service.name),
        trouble="" if facts.can_print else trouble(facts, texts),
        followed=facts.profile.public_address is not None,
    )


@QmlElement
class NoPaperModel(PageModel):
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
    def agency(self) -> str:
        return self._props.agency

    @Property(str, notify=changed)
    def service(self) -> str:
        return self._props.service

    @Property(str, notify=changed)
    def trouble(self) -> str:
        return self._props.trouble

    @Property(bool, notify=changed)
    def followed(self) -> bool:
        return self._props.followed

    @Slot()
    def callStaff(self) -> None:  # noqa: N802
        self.post(HelpWanted("fault"))

    @Slot()
    def confirm(self) -> None:
        self.post(Confirmed())
