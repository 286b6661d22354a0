"""The technician's two screens: a PIN, then how everything is and which keys must not reach the kiosk."""

from dataclasses import dataclass
from typing import Literal, assert_never

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.dates import clock, long_date
from kiosk.visit import state as visit
from kiosk.visit.documents import AT_REST
from kiosk.visit.state import Confirmed, Facts, JobView, Paged, State, TrialWanted
from ui.bridge import PadModel, PageModel, Post, Rows, Setting
from ui.screens.paper import slip, trouble
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


@dataclass(frozen=True, slots=True)
class Reading:
    icon: str
    name: str
    value: str
    kind: Literal["good", "care", "wait"]
    """A chip's."""
    verdict: str


@dataclass(frozen=True, slots=True)
class Props:
    title: str
    kiosk: str
    readings: tuple[Reading, ...]
    test: str
    """What became of the test slip; empty before the first."""
    testable: bool
    keys: bool
    """The page of keys stands, not that of readings."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Technician)
    facts, texts = state.facts, setting.texts
    readings = (
        _printer(facts, texts),
        _server(facts, texts),
        _day(facts, texts),
        _enrolled(facts, texts),
        _panel(setting, texts),
    )
    well = all(reading.kind == "good" for reading in readings)
    job = state.visit.requirements
    return Props(
        title=texts.translate("Technician", "Mesin siap dipakai")
        if well
        else texts.translate("Technician", "Ada yang perlu diperiksa"),
        kiosk=_name(facts, texts),
        readings=readings,
        test=_test(job, texts),
        testable=facts.can_print and facts.identity is not None and (job is None or job.state in AT_REST),
        keys=state.visit.screen.page > 0,
    )


def _name(facts: Facts, texts: Texts) -> str:
    teller = texts.translate("Technician", "Teknisi")
    return teller if facts.identity is None else f"{teller}  ·  Anjungan {facts.identity.letter}"


def _reading(icon: str, name: str, value: str, texts: Texts, *, good: bool) -> Reading:
    verdict = texts.translate("Technician", "Siap") if good else texts.translate("Technician", "Periksa")
    return Reading(icon, name, value, "good" if good else "care", verdict)


def _printer(facts: Facts, texts: Texts) -> Reading:
    good = facts.printer.state in ("ready", "busy")
    value = texts.translate("Technician", "Siap mencetak") if good else trouble(facts, texts)
    return _reading("printer", texts.translate("Technician", "Printer slip"), value, texts, good=good)


def _server(facts: Facts, texts: Texts) -> Reading:
    match facts.server.refused:
        case "revoked":
            value = texts.translate("Technician", "Menolak mesin ini: daftarkan ulang")
        case "cloned":
            value = texts.translate("Technician", "Ada salinan mesin ini: daftarkan ulang")
        case None if facts.server.online:
            value = texts.translate("Technician", "Tersambung")
        case None:
            value = texts.translate("Technician", "Tidak menjawab, nomor cadangan dipakai")
        case other:
            assert_never(other)
    good = facts.server.online
    return _reading("network", texts.translate("Technician", "Server pusat"), value, texts, good=good)


def _day(facts: Facts, texts: Texts) -> Reading:
    day, doubtful = facts.server.business_day, facts.time == "doubtful"
    if doubtful:
        value = texts.translate("Technician", "Jam diragukan: slip tanpa waktu")
    elif day is None:
        value = texts.translate("Technician", "Belum dipastikan server")
    else:
        value = f"{long_date(day, texts.language)}, {clock(facts.now, zone=True)}"
    good = day is not None and not doubtful
    return _reading("clock", texts.translate("Technician", "Hari layanan"), value, texts, good=good)


def _enrolled(facts: Facts, texts: Texts) -> Reading:
    known = facts.identity
    value = (
        texts.translate("Technician", "Belum terdaftar")
        if known is None
        else texts.translate("Technician", "Huruf {letter}").format(letter=known.letter)
    )
    name = texts.translate("Technician", "Pendaftaran")
    return _reading("device-tablet", name, value, texts, good=known is not None)


def _panel(setting: Setting, texts: Texts) -> Reading:
    sizes = setting.measures
    value = f"{sizes.width} x {sizes.height}"
    return _reading("desktop", texts.translate("Technician", "Layar"), value, texts, good=True)


def _test(job: JobView | None, texts: Texts) -> str:
    if job is None:
        return ""
    match slip(job):
        case "coming":
            return texts.translate("Technician", "Slip uji sedang dicetak")
        case "out":
            return texts.translate("Technician", "Slip uji keluar, printer memastikannya")
        case "unconfirmed":
            return texts.translate("Technician", "Slip uji terkirim, printer tidak memastikannya")
        case "uncertain":
            return texts.translate("Technician", "Slip uji mungkin tidak utuh")
        case "failed":
            return texts.translate("Technician", "Slip uji tidak tercetak")
        case other:
            assert_never(other)


@QmlElement
class TechnicianModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "", (), "", False, False)
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

    @Property(str, notify=changed)
    def test(self) -> str:
        return self._props.test

    @Property(bool, notify=changed)
    def testable(self) -> bool:
        return self._props.testable

    @Property(bool, notify=changed)
    def keys(self) -> bool:
        return self._props.keys

    @Slot()
    def printTrial(self) -> None:  # noqa: N802
        self.post(TrialWanted())

    @Slot()
    def turn(self) -> None:
        self.post(Paged(0 if self._props.keys else 1))

    @Slot()
    def leave(self) -> None:
        self.post(Confirmed())


@dataclass(frozen=True, slots=True)
class PinProps:
    length: int
    count: int
    wrong: bool


@QmlElement
class TechnicianPinModel(PadModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = PinProps(0, 0, False)

    def show(self, state: State, setting: Setting) -> None:
        assert state.visit is not None and isinstance(state.visit.screen, visit.TechnicianPin)
        screen = state.visit.screen
        length = len(state.facts.profile.technician.pin or "")
        props = PinProps(length, len(screen.digits), screen.wrong > 0 and not screen.digits)
        if props != self._props:
            self._props = props
            self.changed.emit()

    @Property(int, notify=changed)
    def length(self) -> int:
        return self._props.length

    @Property(int, notify=changed)
    def count(self) -> int:
        return self._props.count

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        return self._props.count == self._props.length

    @Property(bool, notify=changed)
    def wrong(self) -> bool:
        return self._props.wrong

    @Slot()
    def confirm(self) -> None:
        self.post(Confirmed())
