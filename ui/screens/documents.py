"""What Dukcapil has for this person, ready or not; one that is ready is chosen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import assert_never

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.dates import MONTHS, MONTHS_EN
from config.models import DocumentKind
from kiosk.visit import state as visit
from kiosk.visit.documents import may_be_chosen
from kiosk.visit.inputs import Confirmed, DocumentChosen, Ended, Touched, Went
from kiosk.visit.state import Agencies, Facts, State
from kiosk.wire import DocumentLine
from ui.bridge import PageModel, Post, Rows, Setting
from ui.screens.phrases import SHORT_NAMES, day_of, document_name
from ui.texts import Texts
from ui.theme import advance, line_height
from ui.theme import height as text_height

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

ICONS: Mapping[DocumentKind, str] = {"kk": "users-three", "ktp": "identification-card", "kia": "baby"}
ROW, PAGER = 15, 16
"""Heights in u; a row grows with its words. `Documents.qml` lays them out so."""
ROWS = 3
"""Where a page would hold fewer, what the slip also says goes."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    request: str
    name: str = field(repr=False)
    """Which document, and whose; where two would be called alike, with the request's number."""
    icon: str
    chip: str
    good: bool
    """Ready, or done with."""
    ready: bool
    """A slip of it may be had."""
    note: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Props:
    rows: tuple[DocumentRow, ...]
    """What can be had stands first."""
    row_height: int
    a_page: int
    told: str
    """What is printed here; empty where the rows need its room."""
    nik_tail: str = field(repr=False)
    chosen: str
    """`KK`; empty until one is chosen."""
    printable: bool
    """What is chosen is printed here; else a slip says where it waits."""
    asks: bool
    """It is to be said how it is printed."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Documents)
    screen, sizes = state.visit.screen, setting.measures
    chosen = next((line for line in screen.lines if line.request_id == screen.selected), None)
    facts = state.facts
    lines = sorted(screen.lines, key=lambda line: not may_be_chosen(line))
    alike = Counter((line.kind, line.holder) for line in lines)
    rows = tuple(
        _row(line, screen.selected, facts, setting.texts, numbered=alike[line.kind, line.holder] > 1)
        for line in lines
    )
    height = row_height(rows, setting)
    asks = chosen is not None and chosen.printable and facts.has_pages(chosen.kind)
    told = _told(setting.texts, asks=asks) if rows else ""

    def fitting(room: int) -> int:
        count = (room + sizes.gap) // (height + sizes.gap)
        if len(rows) > count:
            count = (room - PAGER * sizes.u + sizes.gap) // (height + sizes.gap)
        return max(1, count)

    a_page = fitting(sizes.body_height - _told_height(told, setting))
    if sizes.tight or a_page < min(len(rows), ROWS):
        told, a_page = "", fitting(sizes.body_height)
    return Props(
        rows=rows,
        row_height=height,
        a_page=a_page,
        told=told,
        nik_tail=screen.nik_tail,
        chosen="" if chosen is None else SHORT_NAMES[chosen.kind],
        printable=chosen is None or chosen.printable,
        asks=asks,
    )


def _told(texts: Texts, *, asks: bool) -> str:
    if asks:
        return texts.translate(
            "Documents",
            "Slip di bawah layar adalah bukti pengambilan, bukan dokumen kependudukan. "
            "Tunjukkan di loket Dukcapil; yang perlu dibawa tertulis di sana.",
        )
    return texts.translate(
        "Documents",
        "Yang tercetak di mesin ini adalah bukti pengambilan, bukan dokumen kependudukan. "
        "Tunjukkan di loket Dukcapil; yang perlu dibawa tertulis di sana.",
    )


def _told_height(told: str, setting: Setting) -> int:
    """With what is free above it: `Documents.qml` lays it out so."""
    sizes, types = setting.measures, setting.fonts
    font = types.running if sizes.portrait else types.small
    return ceil(text_height(told, font, sizes.body_width - 5 * sizes.u)) + sizes.u + sizes.gap


def row_height(rows: Sequence[DocumentRow], setting: Setting) -> int:
    """All rows are as high as the one whose words take most room; `DocumentPlate.qml` lays it out so."""
    sizes, types = setting.measures, setting.fonts
    u, font = sizes.u, types.strong if sizes.compact else types.title
    width = sizes.body_width - (21 if sizes.compact else 23) * u

    def high(row: DocumentRow) -> float:
        name = text_height(row.name, font, width)
        below = line_height(types.meta) + u
        if advance(row.chip, types.meta) + 6 * u + advance(row.note, types.small) > width:
            below += u + text_height(row.note, types.small, width) + u / 2
        return name + u / 2 + below

    return max(ROW * u, ceil(max(map(high, rows), default=0)) + 3 * u + sizes.edge)


def _row(
    line: DocumentLine, selected: str | None, facts: Facts, texts: Texts, *, numbered: bool
) -> DocumentRow:
    good, chip, note = _standing(line, facts, texts)
    names = (document_name(line.kind, texts), line.holder, line.request_no if numbered else "")
    return DocumentRow(
        request=line.request_id,
        name=", ".join(filter(None, names)),
        icon=ICONS[line.kind],
        chip=chip,
        good=good,
        ready=may_be_chosen(line),
        note=note,
        selected=line.request_id == selected,
    )


def _standing(line: DocumentLine, facts: Facts, texts: Texts) -> tuple[bool, str, str]:
    """Whether all is well with it; its chip; what happens next."""
    match line.state:
        case "ready":
            return _ready(line, facts, texts)
        case "in_process":
            note = texts.translate("Documents", "Dukcapil memberi tahu bila siap.")
            return False, texts.translate("Documents", "Diproses"), note
        case "collected":
            note = texts.translate("Documents", "Perlu lagi? Tanyakan petugas.")
            return True, texts.translate("Documents", "Sudah diambil"), note
        case "expired":
            note = texts.translate("Documents", "Perlu lagi? Tanyakan petugas.")
            return False, texts.translate("Documents", "Lewat waktu"), note
        case _:
            assert_never(line.state)


def _ready(line: DocumentLine, facts: Facts, texts: Texts) -> tuple[bool, str, str]:
    """As `_standing`, by what has become of its slip."""
    match line.slip:
        case "none":
            return True, texts.translate("Documents", "Siap"), _to_have(line, facts, texts)
        case "held":
            note = texts.translate("Documents", "Cetakan sebelumnya diperiksa petugas. Tanyakan di {desk}.")
            desk = texts.of(facts.profile.desk.name)
            return False, texts.translate("Documents", "Menunggu petugas"), note.format(desk=desk)
        case "printed":
            note = texts.translate("Documents", "Dokumen Anda belum diambil.")
            return (
                True,
                texts.translate("Documents", "Slip sudah dicetak"),
                _said(note, _where(line, facts, texts)),
            )
        case _:
            assert_never(line.slip)


def _to_have(line: DocumentLine, facts: Facts, texts: Texts) -> str:
    """Where it waits, if it is not printed here; else since when it is ready."""
    if not line.printable:
        here = texts.translate("Documents", "Tidak dicetak di mesin ini.")
        return _said(here, _where(line, facts, texts))
    if line.ready_on is None:
        return ""
    months = MONTHS_EN if texts.language == "en" else MONTHS
    day = f"{line.ready_on.day} {months[line.ready_on.month - 1]} {line.ready_on.year}"
    return texts.translate("Documents", "Selesai {day}").format(day=day)


def _where(line: DocumentLine, facts: Facts, texts: Texts) -> str:
    """`Disdukcapil, Loket 3, paling lambat 21 April`, of which any part may be unknown."""
    counter = line.counter and texts.translate("Documents", "Loket {counter}").format(counter=line.counter)
    until = line.collect_by and texts.translate("Documents", "paling lambat {day}").format(
        day=day_of(line.collect_by.astimezone(facts.now.tzinfo), facts.now, texts.language)
    )
    return ", ".join(part for part in (line.place, counter, until) if part)


def _said(sentence: str, where: str) -> str:
    return f"{sentence} {where[0].upper()}{where[1:]}." if where else sentence


@QmlElement
class DocumentsModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props((), 0, 1, "", "", "", printable=True, asks=False)
        self._page = 0
        self._rows = Rows(DocumentRow, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._show_page(self._page)

    def _count(self) -> int:
        return max(1, ceil(len(self._props.rows) / self._props.a_page))

    def _show_page(self, page: int) -> None:
        self._page = min(max(page, 0), self._count() - 1)
        start = self._page * self._props.a_page
        self._rows.show(self._props.rows[start : start + self._props.a_page])
        self.changed.emit()

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        return self._rows

    @Property(int, notify=changed)
    def rowHeight(self) -> int:  # noqa: N802
        return self._props.row_height

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        return not self._props.rows

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """A slip of one of them may be had."""
        return any(row.ready for row in self._props.rows)

    @Property(str, notify=changed)
    def told(self) -> str:
        return self._props.told

    @Property(str, notify=changed)
    def nikTail(self) -> str:  # noqa: N802
        return self._props.nik_tail

    @Property(str, notify=changed)
    def chosen(self) -> str:
        return self._props.chosen

    @Property(bool, notify=changed)
    def printable(self) -> bool:
        return self._props.printable

    @Property(bool, notify=changed)
    def asks(self) -> bool:
        return self._props.asks

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page

    @Property(int, notify=changed)
    def pages(self) -> int:
        return self._count()

    @Slot(int)
    def turn(self, page: int) -> None:
        """Pages of one screen are no way to anywhere: the visit hears only that somebody is there."""
        self._show_page(page)
        self.post(Touched())

    @Slot(str)
    def choose(self, request: str) -> None:
        self.post(DocumentChosen(request))

    @Slot()
    def takeNumber(self) -> None:  # noqa: N802
        self.post(Went(Agencies()))

    @Slot()
    def confirm(self) -> None:
        self.post(Confirmed())

    @Slot()
    def finish(self) -> None:
        self.post(Ended())
