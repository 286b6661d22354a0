"""Who is called first: one touch answers."""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.inputs import PriorityAnswered
from kiosk.visit.state import State
from ui.bridge import PageModel, Post, Rows, Setting

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class GroupTile:
    group: str
    title: str
    note: str
    icon: str


@dataclass(frozen=True, slots=True)
class Props:
    agency: str
    service: str
    groups: tuple[GroupTile, ...]


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Priority)
    profile, texts = state.facts.profile, setting.texts
    service = profile.services[state.visit.screen.service]
    return Props(
        agency=service.agency.short,
        service=texts.of(service.name),
        groups=tuple(
            GroupTile(one.id, texts.of(one.name), texts.of(one.note), one.icon) for one in profile.priorities
        ),
    )


@QmlElement
class PriorityModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "", ())
        self._groups = Rows(GroupTile, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._groups.show(props.groups)
            self.changed.emit()

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._props.agency

    @Property(str, notify=changed)
    def service(self) -> str:
        return self._props.service

    @Property(Rows, notify=changed)
    def groups(self) -> Rows:
        return self._groups

    @Property(int, notify=changed)
    def lines(self) -> int:
        """Of two tiles."""
        return (len(self._props.groups) + 1) // 2

    @Slot(str)
    def choose(self, group: str) -> None:
        self.post(PriorityAnswered(group))

    @Slot()
    def ordinary(self) -> None:
        self.post(PriorityAnswered(None))
