"""The technician's page of the printer: part by part, what to do, and whether paper comes."""

from dataclasses import dataclass
from typing import assert_never

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.dates import clock
from kiosk.visit.inputs import TrialWanted
from kiosk.visit.state import Facts, JobView, LastSlip, State
from kiosk.visit.technician import TRIAL_SLIP
from kiosk.visit.ticket import slip_coming
from printers.states import Cause, DeviceState, Evidence, Paper
from ui.bridge import PageModel, Post, Rows, Setting
from ui.screens.paper import slip, trouble
from ui.screens.technician import Reading, reading, technician_of
from ui.texts import Texts

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

ANSWERS = frozenset({DeviceState.READY, DeviceState.BUSY, DeviceState.BLOCKED, DeviceState.FAULT})
"""States in which the printer tells of its parts."""


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Props:
    title: str
    kiosk: str
    about: str
    readings: tuple[Reading, ...]
    task: str
    """What the steps come to; empty where there is nothing to do."""
    steps: tuple[Step, ...]
    test: str
    """What became of the trial slip; empty before the first."""
    untestable: str
    """Why no trial slip can be printed now; empty where one can."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None
    facts, texts = state.facts, setting.texts
    job = state.visit.requirements.get(TRIAL_SLIP)
    task, steps = _to_do(facts, texts)
    readings = (*_parts(facts, texts), _last(facts, texts))
    # Larger text on a small panel has room for what is wrong and what to do.
    roomy = not setting.measures.tight or not steps
    return Props(
        title=_title(facts, texts),
        kiosk=f"{technician_of(facts, texts)}  ·  {texts.translate('Technician', 'Printer slip')}",
        about=_about(facts, texts),
        readings=readings if roomy else tuple(one for one in readings if one.kind == "care"),
        task=task,
        steps=tuple(Step(number, text) for number, text in enumerate(steps, 1)),
        test=_test(job, texts),
        untestable=_untestable(facts, texts, coming=slip_coming(state.visit)),
    )


def _untestable(facts: Facts, texts: Texts, *, coming: bool) -> str:
    if coming:
        return texts.translate("TechnicianPrinter", "Slip uji sedang dicetak")
    if facts.identity is None:
        return texts.translate("Technician", "Belum terdaftar")
    return "" if facts.can_print else trouble(facts, texts)


def _title(facts: Facts, texts: Texts) -> str:
    return texts.translate("Technician", "Siap mencetak") if facts.printer.is_well else trouble(facts, texts)


def _about(facts: Facts, texts: Texts) -> str:
    """Make and width; since when it is as it is; its address."""
    said = []
    if (fitted := facts.fitted) is not None:
        printer = texts.translate("TechnicianPrinter", "{model}, {mm} mm, {dpi} titik per inci.")
        said.append(printer.format(model=fitted.model, mm=fitted.millimetres, dpi=fitted.dpi))
    if facts.printer_since is not None:
        since = texts.translate("TechnicianPrinter", "Keadaan ini sejak {time}.")
        said.append(since.format(time=clock(facts.printer_since.astimezone(facts.now.tzinfo))))
    # An address is read whole: on a line of its own.
    return "\n".join(filter(None, (" ".join(said), "" if fitted is None else fitted.link)))


def _parts(facts: Facts, texts: Texts) -> tuple[Reading, ...]:
    """Of a printer that does not answer nobody knows how its parts are."""
    answers, causes = facts.printer.state in ANSWERS, facts.printer.causes
    unknown = texts.translate("TechnicianPrinter", "Tidak diketahui")

    def part(icon: str, name: str, well: str, ill: str, found: Cause) -> Reading:
        if not answers:
            return reading(icon, name, unknown, texts, good=None)
        good = found not in causes
        return reading(icon, name, well if good else ill, texts, good=good)

    return (
        _paper(facts, texts, answers=answers),
        part(
            "door-open",
            texts.translate("TechnicianPrinter", "Tutup"),
            texts.translate("TechnicianPrinter", "Tertutup rapat"),
            texts.translate("TechnicianPrinter", "Terbuka"),
            Cause.COVER,
        ),
        part(
            "scissors",
            texts.translate("TechnicianPrinter", "Pemotong"),
            texts.translate("TechnicianPrinter", "Tidak ada keluhan"),
            texts.translate("TechnicianPrinter", "Macet"),
            Cause.CUTTER,
        ),
        part(
            "gear",
            texts.translate("TechnicianPrinter", "Kepala cetak"),
            texts.translate("TechnicianPrinter", "Tidak ada keluhan"),
            texts.translate("TechnicianPrinter", "Terlalu panas"),
            Cause.OVERHEAT,
        ),
        part(
            "receipt",
            texts.translate("TechnicianPrinter", "Mulut slip"),
            texts.translate("TechnicianPrinter", "Kosong"),
            texts.translate("TechnicianPrinter", "Slip belum diambil"),
            Cause.TICKET_NOT_TAKEN,
        ),
    )


def _paper(facts: Facts, texts: Texts, *, answers: bool) -> Reading:
    name, said = texts.translate("TechnicianPrinter", "Kertas"), facts.printer
    good: bool | None
    match Paper.OUT if Cause.PAPER_OUT in said.causes else said.paper if answers else Paper.UNKNOWN:
        case Paper.OK:
            value, good = texts.translate("TechnicianPrinter", "Ada"), True
        case Paper.LOW:
            value, good = texts.translate("TechnicianPrinter", "Hampir habis, siapkan gulungan"), False
        case Paper.OUT:
            value, good = texts.translate("TechnicianPrinter", "Habis"), False
        case Paper.UNKNOWN:
            value, good = texts.translate("TechnicianPrinter", "Tidak diketahui"), None
        case other:
            assert_never(other)
    return reading("note", name, value, texts, good=good)


def _last(facts: Facts, texts: Texts) -> Reading:
    name, last = texts.translate("TechnicianPrinter", "Slip terakhir"), facts.last_slip
    if last is None:
        value = texts.translate("TechnicianPrinter", "Belum ada sejak mesin dinyalakan")
        return reading("printer", name, value, texts, good=None)
    named = [last.label] if last.label else []
    at = clock(last.at.astimezone(facts.now.tzinfo))
    ended, good = _ended(last, texts)
    return reading("printer", name, ", ".join((*named, at, ended)), texts, good=good)


def _ended(last: LastSlip, texts: Texts) -> tuple[str, bool | None]:
    """In the printer's own words, as far as it has some."""
    match slip(last.state), last.evidence:
        case "out", Evidence.PROCESS_ID:
            return texts.translate("TechnicianPrinter", "keluar, dipastikan dengan nomor cetak"), True
        case "out", Evidence.ORDERED_STATUS:
            return texts.translate("TechnicianPrinter", "keluar, dipastikan sesudah potong"), True
        case "out", _:
            return texts.translate("TechnicianPrinter", "keluar, tanpa keluhan printer"), True
        case "unconfirmed", _:
            return texts.translate("TechnicianPrinter", "terkirim, tidak dipastikan printer"), None
        case "uncertain", _:
            return texts.translate("TechnicianPrinter", "mungkin tidak utuh"), False
        case _:
            return texts.translate("TechnicianPrinter", "tidak tercetak"), False


def _to_do(facts: Facts, texts: Texts) -> tuple[str, tuple[str, ...]]:
    """The first thing that keeps it from printing, or soon will, and how to mend it."""
    translate, printer = texts.translate, facts.printer
    link = "" if facts.fitted is None else facts.fitted.link
    try_it = translate("TechnicianPrinter", "Tutup sampai berbunyi, lalu uji cetak")
    power = translate("TechnicianPrinter", "Matikan printer, tunggu sepuluh detik, nyalakan lagi")
    if Cause.PAPER_OUT in printer.causes or printer.paper in (Paper.OUT, Paper.LOW):
        return translate("TechnicianPrinter", "Ganti kertas"), (
            translate("TechnicianPrinter", "Buka tutup printer, buang sisa gulungan"),
            translate("TechnicianPrinter", "Pasang gulungan baru seperti gambar di dalam tutup"),
            try_it,
        )
    if Cause.COVER in printer.causes:
        return translate("TechnicianPrinter", "Tutup printer"), (
            translate("TechnicianPrinter", "Rapikan kertas, biarkan ujungnya di luar"),
            try_it,
        )
    if Cause.CUTTER in printer.causes:
        return translate("TechnicianPrinter", "Bebaskan pemotong"), (
            translate("TechnicianPrinter", "Matikan printer dan buka tutupnya"),
            translate("TechnicianPrinter", "Tarik sisa kertas dari pisau, tanpa benda tajam"),
            translate("TechnicianPrinter", "Nyalakan lagi, lalu uji cetak"),
        )
    if Cause.TICKET_NOT_TAKEN in printer.causes:
        return translate("TechnicianPrinter", "Kosongkan mulut slip"), (
            translate("TechnicianPrinter", "Ambil slip dari mulut printer, lalu uji cetak"),
        )
    if Cause.OVERHEAT in printer.causes:
        return translate("TechnicianPrinter", "Biarkan dingin"), (
            translate("TechnicianPrinter", "Printer melanjutkan sendiri dalam beberapa menit"),
            translate("TechnicianPrinter", "Sering terjadi? Periksa lubang udaranya"),
        )
    if printer.state in (DeviceState.DISCONNECTED, DeviceState.UNKNOWN):
        return translate("TechnicianPrinter", "Sambungkan printer"), (
            translate("TechnicianPrinter", "Periksa kabel daya dan lampu printer"),
            translate("TechnicianPrinter", "Periksa kabel data ke {link}").format(link=link),
            power,
        )
    if printer.state in (DeviceState.BLOCKED, DeviceState.FAULT):
        return translate("TechnicianPrinter", "Nyalakan ulang printer"), (
            power,
            translate("TechnicianPrinter", "Tetap terganggu? Panggil pemasok printer"),
        )
    return "", ()


def _test(job: JobView | None, texts: Texts) -> str:
    if job is None:
        return ""
    match slip(job.state):
        case "coming":
            return texts.translate("TechnicianPrinter", "Slip uji sedang dicetak")
        case "out":
            return texts.translate("TechnicianPrinter", "Slip uji keluar, printer memastikannya")
        case "unconfirmed":
            return texts.translate("TechnicianPrinter", "Slip uji terkirim, printer tidak memastikannya")
        case "uncertain":
            return texts.translate("TechnicianPrinter", "Slip uji mungkin tidak utuh")
        case "failed":
            return texts.translate("TechnicianPrinter", "Slip uji tidak tercetak")
        case other:
            assert_never(other)


@QmlElement
class TechnicianPrinterModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "", "", (), "", (), "", "")
        self._readings = Rows(Reading, self)
        self._steps = Rows(Step, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._readings.show(props.readings)
            self._steps.show(props.steps)
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._props.title

    @Property(str, notify=changed)
    def kiosk(self) -> str:
        return self._props.kiosk

    @Property(str, notify=changed)
    def about(self) -> str:
        return self._props.about

    @Property(Rows, notify=changed)
    def readings(self) -> Rows:
        return self._readings

    @Property(str, notify=changed)
    def task(self) -> str:
        return self._props.task

    @Property(Rows, notify=changed)
    def steps(self) -> Rows:
        return self._steps

    @Property(str, notify=changed)
    def test(self) -> str:
        return self._props.test

    @Property(str, notify=changed)
    def untestable(self) -> str:
        return self._props.untestable

    @Slot()
    def printTrial(self) -> None:  # noqa: N802
        self.post(TrialWanted())
