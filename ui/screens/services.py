"""Which service of the agency: its groups, then rows that page."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.models import Agency, Service
from kiosk.visit import state as visit
from kiosk.visit.inputs import Paged, Touched, Went
from kiosk.visit.state import Detail, Services, State
from ui.bridge import PageModel, Post, Rows, Setting
from ui.screens.phrases import waiting_at
from ui.screens.rows import ServiceRow, service_row, sheet
from ui.texts import Texts
from ui.theme import Measures, advance

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

GROUP_HEIGHT, CARET_WIDTH = 10, 10
"""In u; `Services.qml` lays them out so."""
ROWS = 3
"""So many at least a page holds, one below the other, where it can."""


def pager_height(sizes: Measures) -> int:
    """Of what pages a list, with what is kept free around it; in pixels."""
    return (13 if sizes.compact else 16) * sizes.u


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
    strips: tuple[tuple[GroupPlate, ...], ...]
    """Its groups: all at once, or a row at a time where that leaves more for services; empty where the agency
    has none."""
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
    whole = (groups,) if groups else ()
    strip_width = sizes.body_width - 2 * (CARET_WIDTH * sizes.u + sizes.gap)
    parted = tuple(_wrapped(groups, strip_width, sizes))
    # What goes first where pages would hold too few: facts, then groups a row at a time.
    for strips, brief in ((whole, False), (whole, True), (parted, True)):
        rows = [service_row(facts, one, setting, agency=False, brief=brief) for one in shown]
        groups_rows = 1 if len(strips) > 1 else len(_wrapped(groups, sizes.body_width, sizes))
        groups_height = groups_rows * (GROUP_HEIGHT * sizes.u + sizes.gap)
        room = sizes.list_height - groups_height - 2 * sizes.u
        found = sheet(rows, setting, room, pager_height(sizes))
        if found.pages == 1 or found.a_page >= ROWS * sizes.columns:
            break
    waiting = waiting_at(facts, agency)
    return Props(
        agency=agency.short,
        note="" if waiting is None else setting.texts.translate("Services", "{n} menunggu").format(n=waiting),
        strips=strips,
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
    filled = [(group.id, texts.of(group.name), count) for group, count in counted if count]
    if len(filled) < 2:
        return ()
    entries = [("", texts.translate("Services", "Semua"), len(services)), *filled]

    def plates(around: float) -> tuple[GroupPlate, ...]:
        """`around`: what each has beside its words, in u."""
        return tuple(
            GroupPlate(
                group=group,
                title=name,
                count=count,
                wide=_words_width(name, count, setting) + round(around * sizes.u),
                selected=group == (chosen or ""),
            )
            for group, name, count in entries
        )

    sizes = setting.measures
    roomy, close = plates(4.5), plates(3)
    return close if len(_wrapped(close, sizes.body_width, sizes)) == 1 else roomy


def _words_width(name: str, count: int, setting: Setting) -> int:
    types = setting.fonts
    return round(advance(name, types.strong) + advance(str(count), types.small))


def _wrapped(groups: Sequence[GroupPlate], width: int, sizes: Measures) -> list[tuple[GroupPlate, ...]]:
    """In rows, as `Flow` wraps them."""
    rows: list[tuple[GroupPlate, ...]] = []
    used = 0
    for group in groups:
        if rows and used + sizes.gap + group.wide <= width:
            rows[-1] = (*rows[-1], group)
            used += sizes.gap + group.wide
        else:
            rows.append((group,))
            used = group.wide
    return rows


def _chosen(props: Props) -> int:
    """Which strip has the group that is shown; 0 where there are none."""
    return next((n for n, strip in enumerate(props.strips) if any(one.selected for one in strip)), 0)


@QmlElement
class ServicesModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._agency_id = ""
        self._strip = 0
        self._props = Props("", "", (), (), 0, 0, 1)
        self._groups = Rows(GroupPlate, self)
        self._rows = Rows(ServiceRow, self)

    def show(self, state: State, setting: Setting) -> None:
        assert state.visit is not None and isinstance(state.visit.screen, visit.Services)
        self._agency_id = state.visit.screen.agency
        props = derive(state, setting)
        if props != self._props:
            if _chosen(props) != _chosen(self._props):
                self._strip = _chosen(props)
            self._strip = min(self._strip, max(0, len(props.strips) - 1))
            self._props = props
            self._groups.show(props.strips[self._strip] if props.strips else ())
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

    @Property(int, notify=changed)
    def strip(self) -> int:
        return self._strip

    @Property(int, notify=changed)
    def strips(self) -> int:
        return len(self._props.strips)

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
    def turnGroups(self, strip: int) -> None:  # noqa: N802
        """No way to anywhere: the visit hears only that somebody is there."""
        self._strip = min(max(strip, 0), len(self._props.strips) - 1)
        self._groups.show(self._props.strips[self._strip])
        self.changed.emit()
        self.post(Touched())

    @Slot(int)
    def turn(self, page: int) -> None:
        self.post(Paged(page))

    @Slot(str)
    def choose(self, service: str) -> None:
        self.post(Went(Detail(service)))
