"""The technician's first page: how everything is, and which keys must not reach the kiosk."""

from dataclasses import dataclass
from typing import Literal, assert_never

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.dates import clock, long_date
from kiosk.visit import state as visit
from kiosk.visit.inputs import Confirmed, ListeningChosen, Paged, Went
from kiosk.visit.state import Facts, Listening, State, TechnicianPrinter
from ui.bridge import PageModel, Post, Rows, Setting
from ui.screens.paper import office_trouble, trouble
from ui.screens.phrases import kiosk_name
from ui.texts import Texts

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class BlockedKeys:
    keys: str


BLOCKED_KEYS = tuple(
    map(
        BlockedKeys,
        (
            "Ctrl+Alt+F1 … F12",
            "Ctrl+Alt+Del, Ctrl+Alt+Backspace",
            "Alt+Tab, Alt+F4, Alt+Space",
            "Super",
            "Print Screen, SysRq",
            "Power, Sleep",
        ),
    )
)
"""What the compositor or the kernel takes before the kiosk sees it, and must do nothing with."""


Verdict = Literal["good", "care", "wait"]
"""A chip's kind; `wait`: nobody knows."""


@dataclass(frozen=True, slots=True)
class Reading:
    icon: str
    name: str
    value: str
    kind: Verdict
    verdict: str


@dataclass(frozen=True, slots=True)
class Props:
    title: str
    kiosk: str
    readings: tuple[Reading, ...]
    spoken: bool
    """The voice reads this page: how it is tried."""
    keys: bool
    """The page of keys stands, not that of readings."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Technician)
    facts, texts = state.facts, setting.texts
    readings = (
        _printer(facts, texts),
        *_office(facts, texts),
        _server(facts, texts),
        _day(facts, texts),
        _enrolled(facts, texts),
        _voice(facts, texts),
        _panel(setting, texts),
    )
    well = all(reading.kind == "good" for reading in readings)
    return Props(
        title=texts.translate("Technician", "Mesin siap dipakai")
        if well
        else texts.translate("Technician", "Ada yang perlu diperiksa"),
        kiosk=technician_of(facts, texts),
        readings=readings,
        spoken=state.visit.listening is not None,
        keys=state.visit.screen.page > 0,
    )


def technician_of(facts: Facts, texts: Texts) -> str:
    """Whose page it is, of which kiosk."""
    teller = texts.translate("Technician", "Teknisi")
    return teller if facts.identity is None else f"{teller}  ·  {kiosk_name(facts.identity.letter, texts)}"


def reading(icon: str, name: str, value: str, texts: Texts, *, good: bool | None) -> Reading:
    """None where nobody knows."""
    match good:
        case True:
            return Reading(icon, name, value, "good", texts.translate("Technician", "Siap"))
        case False:
            return Reading(icon, name, value, "care", texts.translate("Technician", "Periksa"))
        case None:
            return Reading(icon, name, value, "wait", texts.translate("Technician", "Belum tahu"))


def _printer(facts: Facts, texts: Texts) -> Reading:
    good = facts.printer.is_well
    value = texts.translate("Technician", "Siap mencetak") if good else trouble(facts, texts)
    return reading("printer", texts.translate("Technician", "Printer slip"), value, texts, good=good)


def _office(facts: Facts, texts: Texts) -> tuple[Reading, ...]:
    """Where there is one."""
    if facts.office is None:
        return ()
    good = facts.can_print_pages
    value = texts.translate("Technician", "Siap mencetak") if good else office_trouble(facts, texts)
    return (reading("note", texts.translate("Technician", "Printer A4"), value, texts, good=good),)


def _server(facts: Facts, texts: Texts) -> Reading:
    match facts.server.refused:
        case "revoked":
            value = texts.translate("Technician", "Menolak mesin ini: daftarkan ulang")
        case "cloned":
            value = texts.translate("Technician", "Disk disalin atau dipulihkan: daftarkan ulang")
        case None if facts.server.online:
            value = texts.translate("Technician", "Tersambung")
        case None:
            value = texts.translate("Technician", "Tidak menjawab, nomor cadangan dipakai")
        case other:
            assert_never(other)
    good = facts.server.online
    return reading("network", texts.translate("Technician", "Server pusat"), value, texts, good=good)


def _day(facts: Facts, texts: Texts) -> Reading:
    day, doubtful = facts.server.business_day, facts.time == "doubtful"
    if doubtful:
        value = texts.translate("Technician", "Jam diragukan: slip tanpa waktu")
    elif day is None:
        value = texts.translate("Technician", "Belum dipastikan server")
    else:
        value = f"{long_date(day, texts.language)}, {clock(facts.now, zone=True)}"
    good = day is not None and not doubtful
    return reading("clock", texts.translate("Technician", "Hari layanan"), value, texts, good=good)


def _enrolled(facts: Facts, texts: Texts) -> Reading:
    known = facts.identity
    value = (
        texts.translate("Technician", "Belum terdaftar")
        if known is None
        else texts.translate("Technician", "Huruf {letter}").format(letter=known.letter)
    )
    name = texts.translate("Technician", "Pendaftaran")
    return reading("device-tablet", name, value, texts, good=known is not None)


def _panel(setting: Setting, texts: Texts) -> Reading:
    sizes = setting.measures
    value = f"{sizes.width} x {sizes.height}"
    return reading("desktop", texts.translate("Technician", "Layar"), value, texts, good=True)


def _voice(facts: Facts, texts: Texts) -> Reading:
    """What is wrong, and what to do about it."""
    match facts.voice:
        case None:
            value = texts.translate("Technician", "espeak-ng terpasang, belum ada gangguan")
        case "missing":
            value = texts.translate("Technician", "espeak-ng tidak ada. Pasang paket espeak-ng")
        case "failing":
            value = texts.translate("Technician", "espeak-ng gagal. Pasang ulang, lihat log mesin")
        case "silent":
            value = texts.translate("Technician", "Tidak ada perangkat suara. Periksa soket dan --headphones")
        case other:
            assert_never(other)
    name = texts.translate("Technician", "Panduan suara")
    return reading("speaker-high", name, value, texts, good=facts.voice is None)


@QmlElement
class TechnicianModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "", (), False, False)
        self._readings = Rows(Reading, self)
        self._blocked = Rows(BlockedKeys, self)
        self._blocked.show(BLOCKED_KEYS)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._readings.show(props.readings)
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._props.title

    @Property(str, notify=changed)
    def kiosk(self) -> str:
        return self._props.kiosk

    @Property(Rows, notify=changed)
    def readings(self) -> Rows:
        return self._readings

    @Property(Rows, notify=changed)
    def blocked(self) -> Rows:
        return self._blocked

    @Property(bool, notify=changed)
    def spoken(self) -> bool:
        return self._props.spoken

    @Property(bool, notify=changed)
    def keys(self) -> bool:
        return self._props.keys

    @Slot()
    def tryVoice(self) -> None:  # noqa: N802
        self.post(ListeningChosen(None if self._props.spoken else Listening()))

    @Slot()
    def showPrinter(self) -> None:  # noqa: N802
        self.post(Went(TechnicianPrinter()))

    @Slot()
    def turn(self) -> None:
        self.post(Paged(0 if self._props.keys else 1))

    @Slot()
    def leave(self) -> None:
        self.post(Confirmed())
