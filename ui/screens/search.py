"""Services by a few letters, with the kiosk's own letter pad."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.models import Service
from kiosk.visit import state as visit
from kiosk.visit.inputs import Paged, Touched, Went
from kiosk.visit.state import Detail, Facts, State
from ui.bridge import PadModel, Post, Rows, Setting
from ui.screens.rows import ServiceRow, row_height, service_row
from ui.theme import advance

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

FIELD_HEIGHT = 12.5
"""In u; `Search.qml` lays it out so. On compact panels it is as high as a key."""
PAD_ROWS = 4
ROWS, MOST_ROWS = 2, 5
"""So many results stand one below the other at least, where they can, and at most on a totem."""


@dataclass(frozen=True, slots=True)
class Props:
    text: str
    """In small letters, as people write."""
    count: str
    nothing: bool
    """Something was typed that no service has."""
    desk: str
    place: str
    """Who knows further then; may be empty."""
    rows: tuple[ServiceRow, ...]
    """Popular services while nothing is typed."""
    row_height: int
    page: int
    more: bool
    """There is a page after this one."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Search)
    facts, screen, texts = state.facts, state.visit.screen, setting.texts
    found, typed = setting.find(screen.text, texts.language), bool(screen.text.strip())
    page, first, rows, height = _page(facts, found, screen.page, setting)
    more = first + len(rows) < len(found)
    count = _count(first, len(rows), len(found), setting) if typed else ""
    desk = facts.profile.desk
    return Props(
        text=_tail(screen.text.lower(), count, setting, turning=typed and (more or page > 0)),
        count=count,
        nothing=typed and not found,
        desk=texts.of(desk.name),
        place=texts.of(desk.place),
        rows=rows,
        row_height=height,
        page=page,
        more=more and typed,
    )


def _page(
    facts: Facts, found: Sequence[Service], wanted: int, setting: Setting
) -> tuple[int, int, tuple[ServiceRow, ...], int]:
    """Which page it is, where it begins, its rows and their height."""
    page = first = 0
    while True:
        rows, height = _rows(facts, found[first:], setting)
        if page == wanted or first + len(rows) >= len(found):
            return page, first, rows, height
        page, first = page + 1, first + len(rows)


def _rows(facts: Facts, found: Sequence[Service], setting: Setting) -> tuple[tuple[ServiceRow, ...], int]:
    """As many as the tallest lets. Where there is room for too few, what stands below their names goes first,
    then what is around them."""
    sizes, room = setting.measures, _room(setting)
    shown = found[: (MOST_ROWS if sizes.portrait else ROWS) * sizes.columns]
    for brief, close in ((False, False), (True, False), (True, True)):
        rows = tuple(service_row(facts, one, setting, agency=True, brief=brief) for one in shown)
        height = row_height(rows, setting, close=close)
        fitting = max(1, (room + sizes.gap) // (height + sizes.gap)) * sizes.columns
        if fitting >= min(len(rows), ROWS * sizes.columns):
            break
    if close:
        share = (room + sizes.gap) * sizes.columns // fitting - sizes.gap
        height = min(max(height, share), row_height(rows, setting))
    return rows[:fitting], height


def _tail(typed: str, count: str, setting: Setting, *, turning: bool) -> str:
    """What the field has room for: of a long text its end, where the caret stands."""
    sizes, types = setting.measures, setting.fonts
    plates = 2 * (_field(setting) + sizes.gap) if turning else 0
    room = sizes.body_width - plates - advance(count, types.meta) - 13 * sizes.u
    start = 0
    while advance(typed[start:], types.key) > room:
        start += 1
    return typed[start:]


def _count(first: int, shown: int, found: int, setting: Setting) -> str:
    texts = setting.texts
    if found == 1:
        return texts.translate("Search", "1 layanan")
    if shown == found:
        return texts.translate("Search", "{n} layanan").format(n=found)
    span = f"{first + 1}–{first + shown}" if shown > 1 else f"{first + 1}"
    return texts.translate("Search", "{shown} dari {n} layanan").format(shown=span, n=found)


def _field(setting: Setting) -> int:
    sizes = setting.measures
    return sizes.key if sizes.compact else round(FIELD_HEIGHT * sizes.u)


def _room(setting: Setting) -> int:
    """Between the field and the pad."""
    sizes = setting.measures
    pad = PAD_ROWS * sizes.key + (PAD_ROWS - 1) * sizes.pad_gap
    return sizes.list_height - _field(setting) - pad - 2 * sizes.gap - sizes.u


@QmlElement
class SearchModel(PadModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "", False, "", "", (), 0, 0, False)
        self._rows = Rows(ServiceRow, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._rows.show(props.rows)
            self.changed.emit()

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._props.text

    @Property(str, notify=changed)
    def count(self) -> str:
        return self._props.count

    @Property(bool, notify=changed)
    def nothing(self) -> bool:
        return self._props.nothing

    @Property(str, notify=changed)
    def desk(self) -> str:
        return self._props.desk

    @Property(str, notify=changed)
    def place(self) -> str:
        return self._props.place

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._props.page

    @Property(bool, notify=changed)
    def more(self) -> bool:
        return self._props.more

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        return self._rows

    @Property(int, notify=changed)
    def rowHeight(self) -> int:  # noqa: N802
        return self._props.row_height

    @Slot(int)
    def turn(self, page: int) -> None:
        self.post(Paged(page))

    @Slot(str)
    def choose(self, service: str) -> None:
        self.post(Went(Detail(service)))

    @Slot()
    def turnPad(self) -> None:  # noqa: N802
        """Digits for letters: the visit hears only that somebody is there."""
        self.post(Touched())
