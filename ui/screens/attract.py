"""Nobody is there: whose mall this is, until when it is open, and how many wait."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.availability import Availability, opening
from config.dates import clock
from config.models import Hours, Profile
from kiosk.visit.inputs import Touched
from kiosk.visit.state import Facts, State
from ui.bridge import PageModel, Post, Rows, Setting
from ui.screens.phrases import day_of, first_open, kiosk_name, waiting_at, week
from ui.texts import Texts

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

LOAD_CELLS = 12
BUSIEST = 6
SHIFT_SECONDS = 20
"""The band moves by a thread so often, that nothing burns into the panel."""
SHIFT_THREADS = 36


@dataclass(frozen=True, slots=True)
class LoadRow:
    name: str
    cells: int
    note: str


@dataclass(frozen=True, slots=True)
class HoursRow:
    name: str
    times: str
    """One line for each run of days."""


@dataclass(frozen=True, slots=True)
class Props:
    open: bool
    kicker: str
    question: str
    title: str
    hours: str
    load: tuple[LoadRow, ...]
    """Empty where nobody waits or nobody knows."""
    tables: tuple[HoursRow, ...]
    """Other hours than those of the title."""
    summary: str
    shift: int


def derive(state: State, setting: Setting) -> Props:
    facts, texts = state.facts, setting.texts
    profile = facts.profile
    named = first_open(profile, facts.now)
    is_open = named is not None
    shown = named or profile.hours[0]
    found = opening(shown, facts.now)
    return Props(
        open=is_open,
        kicker=_kicker(found, profile, texts),
        question=_question(found, facts.now, texts),
        title=_title(shown, found, profile, texts),
        hours=", ".join(week(shown, texts.language)),
        load=_load(facts, texts) if is_open else (),
        tables=tuple(
            HoursRow(texts.of(hours.name), "\n".join(week(hours, texts.language)))
            for hours in profile.hours
            if hours is not named
        ),
        summary=_summary(facts, texts),
        shift=int(facts.now.timestamp() // SHIFT_SECONDS) % SHIFT_THREADS if profile.look.motion else 0,
    )


def _kicker(found: Availability, profile: Profile, texts: Texts) -> str:
    match found.state:
        case "open":
            plain = texts.translate("Attract", "Selamat datang")
            return profile.greeting.welcome if profile.greeting else plain
        case "cut_off":
            return texts.translate("Attract", "Pengambilan nomor sudah ditutup")
        case _:
            return texts.translate("Attract", "Mal sedang tutup")


def _question(found: Availability, now: datetime, texts: Texts) -> str:
    """A counter with hours of its own may open sooner than the mall."""
    if found.state == "open":
        return texts.translate("Attract", "Sentuh layar untuk mulai")
    if found.until is None:
        return texts.translate("Attract", "Saat ini tutup")
    until = found.until.astimezone(now.tzinfo)
    if until.date() == now.date():
        return texts.translate("Attract", "Mal buka lagi pukul {time}").format(time=clock(until))
    again = texts.translate("Attract", "Mal buka lagi {day} pukul {time}")
    return again.format(day=day_of(until, now, texts.language), time=clock(until))


def _title(shown: Hours, found: Availability, profile: Profile, texts: Texts) -> str:
    if found.state != "open" or found.until is None:
        return texts.translate("Attract", "Jam layanan")
    until = clock(found.until)
    if shown is profile.hours[0]:
        return texts.translate("Attract", "Buka sampai {time}").format(time=until)
    only = texts.translate("Attract", "{name} buka sampai {time}")
    return only.format(name=texts.of(shown.name), time=until)


def _load(facts: Facts, texts: Texts) -> tuple[LoadRow, ...]:
    counts = [(waiting_at(facts, agency) or 0, agency.short) for agency in facts.profile.agencies.values()]
    busiest = sorted((one for one in counts if one[0]), key=lambda one: -one[0])[:BUSIEST]
    return tuple(
        LoadRow(name, min(count, LOAD_CELLS), texts.translate("Attract", "{n} menunggu").format(n=count))
        for count, name in busiest
    )


def _summary(facts: Facts, texts: Texts) -> str:
    profile = facts.profile
    parts = [
        texts.translate("Attract", "{n}\u00a0layanan").format(n=profile.service_count),
        texts.translate("Attract", "{n}\u00a0instansi").format(n=profile.agency_count),
    ]
    if facts.identity is not None:
        parts.append(kiosk_name(facts.identity.letter, texts))
    # A line ends after a dot, if it must.
    return "\u00a0\u00a0·  ".join(part.replace(" ", "\u00a0") for part in parts)


@QmlElement
class AttractModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props(False, "", "", "", "", (), (), "", 0)
        self._load = Rows(LoadRow, self)
        self._tables = Rows(HoursRow, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._load.show(props.load)
            self._tables.show(props.tables)
            self.changed.emit()

    @Property(bool, notify=changed)
    def open(self) -> bool:
        return self._props.open

    @Property(str, notify=changed)
    def kicker(self) -> str:
        return self._props.kicker

    @Property(str, notify=changed)
    def question(self) -> str:
        return self._props.question

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._props.title

    @Property(str, notify=changed)
    def hours(self) -> str:
        return self._props.hours

    @Property(Rows, notify=changed)
    def load(self) -> Rows:
        return self._load

    @Property(bool, notify=changed)
    def loadKnown(self) -> bool:  # noqa: N802
        return bool(self._props.load)

    @Property(Rows, notify=changed)
    def tables(self) -> Rows:
        return self._tables

    @Property(str, notify=changed)
    def summary(self) -> str:
        return self._props.summary

    @Property(int, notify=changed)
    def shift(self) -> int:
        return self._props.shift

    @Slot()
    def begin(self) -> None:
        self.post(Touched())
