"""What a NIK is asked for, who sees it and what is kept: agreed to before its first digit."""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.inputs import Confirmed
from kiosk.visit.state import Facts, State
from ui.bridge import PageModel, Post, Setting
from ui.texts import Texts

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    instead: str
    """Who serves without this machine."""


def derive(state: State, setting: Setting) -> Props:
    return Props(office(state.facts, setting.texts))


def office(facts: Facts, texts: Texts) -> str:
    """Where documents are handed out, as `Disdukcapil, Loket 1–4`; else the desk that knows it."""
    kinds = facts.profile.documents.kinds
    for service in facts.profile.services.values():
        if service.document in kinds:
            counter = facts.server.counters.get(service.agency.id)
            if counter is None:
                return service.agency.short
            named = texts.translate("Consent", "{agency}, Loket {counter}")
            return named.format(agency=service.agency.short, counter=counter)
    return texts.of(facts.profile.desk.name)


@QmlElement
class ConsentModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("")

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def instead(self) -> str:
        return self._props.instead

    @Slot()
    def agree(self) -> None:
        self.post(Confirmed())
