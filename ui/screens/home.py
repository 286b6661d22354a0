"""Where a visit begins: search, take a number, print a document, what many come for."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.availability import opening
from config.models import DocumentKind
from kiosk.visit.inputs import Went
from kiosk.visit.state import Agencies, Consent, Detail, Facts, LifeEvents, Search, State
from ui.bridge import PageModel, Post, Rows, Setting
from ui.screens.phrases import SHORT_NAMES, first_open, moment, reason
from ui.screens.rows import ServiceRow, row_height, service_row
from ui.texts import Texts

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    services: int
    agencies: int
    documents: str
    """`KK, KTP, KIA`; empty where none is printed here."""
    life_events: str
    """`Punya bayi, Menikah`; empty where the site lists none."""
    closed: str
    """Why nobody takes a number now, and when again; empty while the mall is open."""
    popular: tuple[ServiceRow, ...]
    columns: int
    row_height: int


def derive(state: State, setting: Setting) -> Props:
    facts, sizes = state.facts, setting.measures
    profile = facts.profile
    room = 6 if sizes.portrait else 2 if sizes.compact else 4
    columns = 1 if sizes.text_size == 3 else 2
    popular = tuple(service_row(facts, one, setting, agency=True) for one in profile.popular[:room])
    return Props(
        services=profile.service_count,
        agencies=profile.agency_count,
        documents=_documents(profile.documents.kinds),
        life_events=", ".join(
            setting.texts.of(event.name) for event in list(profile.life_events.values())[:2]
        ),
        closed=_closed(facts, setting.texts),
        popular=popular,
        columns=columns,
        row_height=row_height(popular, setting, columns),
    )


def _closed(facts: Facts, texts: Texts) -> str:
    """Of the mall itself: a counter with hours of its own may open sooner."""
    if first_open(facts.profile, facts.now) is not None:
        return ""
    found = opening(facts.profile.hours[0], facts.now)
    if found.until is None:
        return reason(found, facts.now, texts)
    if found.state == "cut_off":
        said = texts.translate("Home", "Pengambilan nomor ditutup, mal buka {when}")
    else:
        said = texts.translate("Home", "Mal tutup, buka {when}")
    return said.format(when=moment(found.until, facts.now, texts))


def _documents(kinds: Iterable[DocumentKind]) -> str:
    return ", ".join(SHORT_NAMES[kind] for kind in kinds)


@QmlElement
class HomeModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props(0, 0, "", "", "", (), 1, 0)
        self._popular = Rows(ServiceRow, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._popular.show(props.popular)
            self.changed.emit()

    @Property(int, notify=changed)
    def services(self) -> int:
        return self._props.services

    @Property(int, notify=changed)
    def agencies(self) -> int:
        return self._props.agencies

    @Property(str, notify=changed)
    def documents(self) -> str:
        return self._props.documents

    @Property(str, notify=changed)
    def lifeEvents(self) -> str:  # noqa: N802
        return self._props.life_events

    @Property(str, notify=changed)
    def closed(self) -> str:
        return self._props.closed

    @Property(Rows, notify=changed)
    def popular(self) -> Rows:
        return self._popular

    @Property(int, notify=changed)
    def columns(self) -> int:
        return self._props.columns

    @Property(int, notify=changed)
    def rowHeight(self) -> int:  # noqa: N802
        return self._props.row_height

    @Property(bool, notify=changed)
    def hasPopular(self) -> bool:  # noqa: N802
        return bool(self._props.popular)

    @Slot()
    def search(self) -> None:
        self.post(Went(Search()))

    @Slot()
    def takeNumber(self) -> None:  # noqa: N802
        self.post(Went(Agencies()))

    @Slot()
    def printDocument(self) -> None:  # noqa: N802
        self.post(Went(Consent()))

    @Slot()
    def lookAtLife(self) -> None:  # noqa: N802
        self.post(Went(LifeEvents()))

    @Slot(str)
    def choose(self, service: str) -> None:
        self.post(Went(Detail(service)))
