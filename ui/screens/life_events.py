"""What has happened in the family: up to six tiles."""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.inputs import Went
from kiosk.visit.state import LifeEvent, Search, State
from ui.bridge import PageModel, Post, Rows, Setting

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class EventTile:
    event: str
    title: str
    note: str
    icon: str
    count: str
    """`4 urusan`."""


@dataclass(frozen=True, slots=True)
class Props:
    tiles: tuple[EventTile, ...]


def derive(state: State, setting: Setting) -> Props:
    texts = setting.texts
    return Props(
        tuple(
            EventTile(
                event=event.id,
                title=texts.of(event.name),
                note=texts.of(event.note),
                icon=event.icon,
                count=texts.translate("LifeEvents", "{n} urusan").format(n=len(event.services)),
            )
            for event in state.facts.profile.life_events.values()
        )
    )


@QmlElement
class LifeEventsModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props(())
        self._tiles = Rows(EventTile, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._tiles.show(props.tiles)
            self.changed.emit()

    @Property(Rows, notify=changed)
    def tiles(self) -> Rows:
        return self._tiles

    @Property(int, notify=changed)
    def count(self) -> int:
        return len(self._props.tiles)

    @Slot(str)
    def choose(self, event: str) -> None:
        self.post(Went(LifeEvent(event)))

    @Slot()
    def search(self) -> None:
        self.post(Went(Search()))
