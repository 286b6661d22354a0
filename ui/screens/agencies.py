"""Which agency: up to twelve tiles a page."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.availability import opening
from config.models import Agency
from kiosk.visit import state as visit
from kiosk.visit.inputs import Paged, Went
from kiosk.visit.state import Facts, Services, State
from ui.bridge import PageModel, Post, Rows, Setting
from ui.screens.phrases import reason, waiting, waiting_at

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class AgencyTile:
    agency: str
    title: str
    waiting: str
    """Empty where nobody knows."""
    note: str
    """Why it takes no number now, or its full name; empty where that says no more than the short one."""
    icon: str
    available: bool


@dataclass(frozen=True, slots=True)
class Props:
    agencies: int
    services: int
    tiles: tuple[AgencyTile, ...]
    page: int
    pages: int


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Agencies)
    facts = state.facts
    agencies = [one for one in facts.profile.agencies.values() if facts.profile.by_agency.get(one.id)]
    a_page = setting.measures.tiles_across * setting.measures.tiles_down
    pages = max(1, ceil(len(agencies) / a_page))
    page = min(state.visit.screen.page, pages - 1)
    return Props(
        agencies=facts.profile.agency_count,
        services=facts.profile.service_count,
        tiles=tuple(tile(facts, one, setting) for one in agencies[page * a_page : (page + 1) * a_page]),
        page=page,
        pages=pages,
    )


def tile(facts: Facts, agency: Agency, setting: Setting) -> AgencyTile:
    texts = setting.texts
    full = texts.of(agency.name)
    closed = reason(opening(agency.hours, facts.now), facts.now, texts)
    return AgencyTile(
        agency=agency.id,
        title=agency.short,
        waiting="" if closed else waiting(waiting_at(facts, agency), texts),
        note=closed or (full if full.casefold() != agency.short.casefold() else ""),
        icon=agency.icon,
        available=not closed,
    )


@QmlElement
class AgenciesModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props(0, 0, (), 0, 1)
        self._tiles = Rows(AgencyTile, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._tiles.show(props.tiles)
            self.changed.emit()

    @Property(int, notify=changed)
    def agencies(self) -> int:
        return self._props.agencies

    @Property(int, notify=changed)
    def services(self) -> int:
        return self._props.services

    @Property(Rows, notify=changed)
    def tiles(self) -> Rows:
        return self._tiles

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
    def choose(self, agency: str) -> None:
        self.post(Went(Services(agency)))
