"""Services by a few letters, with the kiosk's own letter pad."""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.state import Detail, State, Went
from ui.bridge import PadModel, Post, Rows, Setting
from ui.screens.rows import ServiceRow, row_height, service_row
from ui.theme import advance

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

FIELD_HEIGHT, COMPACT_FIELD_HEIGHT = 12.5, 10
"""In u; `Search.qml` lays it out so."""
PAD_ROWS = 4


@dataclass(frozen=True, slots=True)
class Props:
    text: str
    """In small letters, as people write."""
    count: str
    nothing: bool
    """Something was typed that no service has."""
    rows: tuple[ServiceRow, ...]
    """Popular services while nothing is typed."""
    row_height: int


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Search)
    facts, typed = state.facts, state.visit.screen.text
    found = setting.find(typed, setting.texts.language) if typed.strip() else facts.profile.popular
    most = (5 if setting.measures.portrait else 2) * setting.measures.columns
    rows = tuple(service_row(facts, one, setting, agency=True) for one in found[:most])
    height = row_height(rows, setting)
    fitting = max(1, (_room(setting) + setting.measures.gap) // (height + setting.measures.gap))
    rows = rows[: fitting * setting.measures.columns]
    count = _count(len(rows), len(found), setting) if typed.strip() else ""
    return Props(
        text=_tail(typed.lower(), count, setting),
        count=count,
        nothing=bool(typed.strip()) and not found,
        rows=rows,
        row_height=height,
    )


def _tail(typed: str, count: str, setting: Setting) -> str:
    """What the field has room for: of a long text its end, where the caret stands."""
    sizes, types = setting.measures, setting.fonts
    room = sizes.body_width - advance(count, types.meta) - 13 * sizes.u
    start = 0
    while advance(typed[start:], types.key) > room:
        start += 1
    return typed[start:]


def _count(shown: int, found: int, setting: Setting) -> str:
    if found == 1:
        return setting.texts.translate("Search", "1 layanan")
    if shown == found:
        return setting.texts.translate("Search", "{n} layanan").format(n=found)
    return setting.texts.translate("Search", "{shown} dari {n} layanan").format(shown=shown, n=found)


def _room(setting: Setting) -> int:
    """Between the field and the pad."""
    sizes = setting.measures
    pad = PAD_ROWS * sizes.key + (PAD_ROWS - 1) * sizes.pad_gap
    field = round((COMPACT_FIELD_HEIGHT if sizes.compact else FIELD_HEIGHT) * sizes.u)
    return sizes.body_height - field - pad - 2 * sizes.gap - 2 * sizes.u


@QmlElement
class SearchModel(PadModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "", False, (), 0)
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

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        return self._rows

    @Property(int, notify=changed)
    def rowHeight(self) -> int:  # noqa: N802
        return self._props.row_height

    @Slot(str)
    def choose(self, service: str) -> None:
        self.post(Went(Detail(service)))
