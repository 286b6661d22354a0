"""Which service of the agency: its groups, then rows that page."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.models import Agency, Service
from kiosk.visit import state as visit
from kiosk.visit.state import Detail, Paged, Services, State, Went
from ui.bridge import PageModel, Post, Rows, Setting
from ui.screens.phrases import waiting_at
from ui.screens.rows import ServiceRow, service_row, sheet
from ui.texts import Texts
from ui.theme import advance

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

GROUP_HEIGHT, PAGER_HEIGHT = 10, 16
"""In u; `Services.qml` lays them out so."""


@dataclass(frozen=True, slots=True)
class GroupPlate:
    group: str
    """Empty for all."""
    title: str
    count: int
    wide: int
    """In pixels."""
    selected: bool


@dataclass(frozen=True, slots=True)
class Props:
    agency: str
    note: str
    groups: tuple[GroupPlate, ...]
    """Empty where the agency has none."""
    rows: tuple[ServiceRow, ...]
    row_height: int
    page: int
    pages: int


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Services)
    facts, screen, sizes = state.facts, state.visit.screen, setting.measures
    agency = facts.profile.agencies[screen.agency]
    services = facts.profile.by_agency[agency.id]
    groups = _groups(agency, services, screen.group, setting)
    shown = [one for one in services if screen.group is None or one.group == screen.group]
    rows = [service_row(facts, one, setting, agency=False) for one in shown]
    list_room = sizes.body_height - _groups_height(groups, setting) - 2 * sizes.u
    found = sheet(rows, setting, list_room, PAGER_HEIGHT * sizes.u)
    waiting = waiting_at(facts, agency)
    return Props(
        agency=agency.short,
        note=""
        if waiting is None
        else setting.texts.translate("Services", "{n} orang menunggu").format(n=waiting),
        groups=groups,
        rows=found.part(rows, screen.page),
        row_height=found.row_height,
        page=found.page(screen.page),
        pages=found.pages,
    )


def _groups(
    agency: Agency, services: Sequence[Service], chosen: str | None, setting: Setting
) -> tuple[GroupPlate, ...]:
    texts: Texts = setting.texts
    counted = [(group, sum(one.group == group.id for one in services)) for group in agency.groups]
    filled = [(group.id, group.name.of(texts.language), count) for group, count in counted if count]
    if len(filled) < 2:
        return ()
    entries = [("", texts.translate("Services", "Semua"), len(services)), *filled]
    return tuple(
        GroupPlate(group, name, count, _group_width(name, count, setting), group == (chosen or ""))
        for group, name, count in entries
    )


def _group_width(name: str, count: int, setting: Setting) -> int:
    u, types = setting.measures.u, setting.fonts
    return round(advance(name, types.strong) + advance(str(count), types.small) + 4.5 * u)


def _groups_height(groups: Sequence[GroupPlate], setting: Setting) -> int:
    """As `Flow` wraps them."""
    sizes = setting.measures
    if not groups:
        return 0
    rows, used = 1, 0
    for group in groups:
        if used and used + sizes.gap + group.wide > sizes.body_width:
            rows, used = rows + 1, 0
        used += group.wide + (sizes.gap if used else 0)
    return rows * GROUP_HEIGHT * sizes.u + rows * sizes.gap


@QmlElement
class ServicesModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._agency_id = ""
        self._props = Props("", "", (), (), 0, 0, 1)
        self._groups = Rows(GroupPlate, self)
        self._rows = Rows(ServiceRow, self)

    def show(self, state: State, setting: Setting) -> None:
        assert state.visit is not None and isinstance(state.visit.screen, visit.Services)
        self._agency_id = state.visit.screen.agency
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._groups.show(props.groups)
            self._rows.show(props.rows)
            self.changed.emit()

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._props.agency

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._props.note

    @Property(Rows, notify=changed)
    def groups(self) -> Rows:
        return self._groups

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

    @Slot(str)
    def chooseGroup(self, group: str) -> None:  # noqa: N802
        self.post(Went(Services(self._agency_id, group or None)))

    @Slot(int)
    def turn(self, page: int) -> None:
        self.post(Paged(page))

    @Slot(str)
    def choose(self, service: str) -> None:
        self.post(Went(Detail(service)))
