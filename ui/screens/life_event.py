"""The services that follow from what has happened, in the order of doing."""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.inputs import Paged, Went
from kiosk.visit.state import Detail, State
from ui.bridge import PageModel, Post, Rows, Setting
from ui.screens.rows import ServiceRow, service_row, sheet
from ui.screens.services import pager_height

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    title: str
    count: int
    rows: tuple[ServiceRow, ...]
    row_height: int
    page: int
    pages: int


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.LifeEvent)
    facts, screen, sizes = state.facts, state.visit.screen, setting.measures
    event = facts.profile.life_events[screen.event]
    rows = [service_row(facts, one, setting, agency=True) for one in event.services]
    found = sheet(rows, setting, sizes.list_height - 2 * sizes.u, pager_height(sizes))
    return Props(
        title=setting.texts.of(event.name),
        count=len(event.services),
        rows=found.part(rows, screen.page),
        row_height=found.row_height,
        page=found.page(screen.page),
        pages=found.pages,
    )


@QmlElement
class LifeEventModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", 0, (), 0, 0, 1)
        self._rows = Rows(ServiceRow, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._rows.show(props.rows)
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._props.title

    @Property(int, notify=changed)
    def count(self) -> int:
        return self._props.count

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        return self._rows

    @Property(int, notify=changed)
    def rowHeight(self) -> int:  # noqa: N802
        return self._props.row_height

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._props.page

    @Property(int, notify=changed)
    def pages(self) -> int:
        return self._props.pages

    @Slot(int)
    def turn(self, page: int) -> None:
        self.post(Paged(page))

    @Slot(str)
    def choose(self, service: str) -> None:
        self.post(Went(Detail(service)))
