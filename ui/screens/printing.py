"""A document's slip or page is coming, or how it ended."""

from dataclasses import dataclass, replace
from typing import assert_never

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.inputs import Confirmed, Timer
from kiosk.visit.state import Facts, State
from kiosk.visit.step import patience, timer_of
from kiosk.wire import Form
from ui.bridge import PageModel, Post, Setting
from ui.screens.paper import Slip, office_trouble, slip, trouble
from ui.screens.phrases import SHORT_NAMES, document_name
from ui.texts import Texts

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    kind: str
    """`KK`."""
    document: str
    slip: Slip
    collection: bool
    """The slip tells where the document waits; no PIN is at stake."""
    page: bool
    """It is the document itself, at the office printer."""
    why: str
    """What keeps its printer from printing; empty where nothing does."""
    desk: str
    place: str
    closing: int
    """Seconds after which the screen goes; 0 while it waits for somebody."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Printing | visit.DocumentDone)
    facts, texts, screen = state.facts, setting.texts, state.visit.screen
    desk = facts.profile.desk
    return Props(
        kind=SHORT_NAMES[screen.kind],
        document=document_name(screen.kind, texts),
        slip=slip(screen.job.state),
        collection=screen.collection,
        page=screen.form == "page",
        why=_why(facts, screen.form, texts),
        desk=texts.of(desk.name),
        place=texts.of(desk.place),
        closing=patience(state).done_seconds if timer_of(state.visit) is Timer.DONE else 0,
    )


def _why(facts: Facts, form: Form, texts: Texts) -> str:
    match form:
        case "slip":
            return "" if facts.can_print else trouble(facts, texts)
        case "page":
            return "" if facts.can_print_pages else office_trouble(facts, texts)
        case _:
            assert_never(form)


@dataclass(frozen=True, slots=True)
class Ending:
    question: str
    title: str
    note: str
    kind: str
    icon: str


def ending(props: Props, texts: Texts) -> Ending:
    """What is said when the job has come to rest."""
    if props.page:
        return _page_ending(props, texts)
    found = _ending(props, texts)
    if not props.collection:
        return found
    match props.slip:
        case "out" | "coming" | "failed":
            return replace(found, note=texts.translate("Printing", "PIN cetak Anda tidak terpakai."))
        case "unconfirmed" | "uncertain":
            note = texts.translate("Printing", "Tidak ada PIN yang terpakai. Tanyakan di {desk}.")
            return replace(found, note=note.format(desk=props.desk))
        case other:
            assert_never(other)


def _page_ending(props: Props, texts: Texts) -> Ending:
    """No office printer says that paper came out: at best the page was sent."""
    match props.slip:
        case "out" | "coming" | "unconfirmed":
            return Ending(
                texts.translate("Printing", "{kind} Anda dikirim ke printer A4").format(kind=props.kind),
                texts.translate("Printing", "Ambil lembarnya di printer A4"),
                texts.translate(
                    "Printing",
                    "Printer ini tidak memastikan kertas keluar. PIN cetak Anda ditahan dulu;"
                    " petugas yang memutuskan: minta di {desk}.",
                ).format(desk=props.desk),
                "thread",
                "info-fill",
            )
        case "uncertain":
            return Ending(
                texts.translate("Printing", "Apakah {kind} Anda keluar utuh?").format(kind=props.kind),
                props.why or texts.translate("Printing", "Printer A4 berhenti saat mencetak"),
                texts.translate(
                    "Printing",
                    "PIN cetak Anda ditahan dulu. Petugas yang memutuskan: minta di {desk}, bawa kertasnya.",
                ).format(desk=props.desk),
                "care",
                "warning-fill",
            )
        case "failed":
            return Ending(
                texts.translate("Printing", "{kind} tidak dikirim ke printer A4").format(kind=props.kind),
                props.why or texts.translate("Paper", "Printer A4 sedang terganggu"),
                texts.translate("Printing", "PIN cetak Anda tidak terpakai dan tetap berlaku."),
                "care",
                "warning-fill",
            )
        case other:
            assert_never(other)


def _ending(props: Props, texts: Texts) -> Ending:
    match props.slip:
        case "out" | "coming":
            return Ending(
                texts.translate("Printing", "Ambil slip {kind} Anda").format(kind=props.kind),
                texts.translate("Printing", "Bawa slip dan yang tertulis di sana ke loket Dukcapil"),
                texts.translate("Printing", "PIN cetak sudah terpakai dan tidak berlaku lagi."),
                "thread",
                "check-circle-fill",
            )
        case "unconfirmed":
            return Ending(
                texts.translate("Printing", "Ambil slip {kind} Anda").format(kind=props.kind),
                texts.translate("Printing", "Slip tidak keluar?"),
                texts.translate(
                    "Printing", "PIN cetak Anda ditahan dulu. Petugas yang memutuskan: minta di {desk}."
                ).format(desk=props.desk),
                "thread",
                "info-fill",
            )
        case "uncertain":
            return Ending(
                texts.translate("Printing", "Apakah slip {kind} Anda utuh?").format(kind=props.kind),
                texts.translate("Printing", "Printer berhenti saat mencetak"),
                texts.translate(
                    "Printing",
                    "PIN cetak Anda ditahan dulu. Petugas yang memutuskan: minta di {desk}, bawa kertasnya.",
                ).format(desk=props.desk),
                "care",
                "warning-fill",
            )
        case "failed":
            return Ending(
                texts.translate("Printing", "Slip {kind} tidak tercetak").format(kind=props.kind),
                props.why or texts.translate("Printing", "Printer sedang terganggu"),
                texts.translate("Printing", "PIN cetak Anda tidak terpakai dan tetap berlaku."),
                "care",
                "warning-fill",
            )
        case other:
            assert_never(other)


@QmlElement
class PrintingModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "", "coming", False, False, "", "", "", 0)
        self._ending = Ending("", "", "", "", "")

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._ending = ending(props, setting.texts)
            self.changed.emit()

    @Property(str, notify=changed)
    def document(self) -> str:
        return self._props.document

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._props.kind

    @Property(bool, notify=changed)
    def paper(self) -> bool:
        """A slip is there to take."""
        return self._props.slip in ("out", "unconfirmed") and not self._props.page

    @Property(bool, notify=changed)
    def page(self) -> bool:
        return self._props.page

    @Property(bool, notify=changed)
    def doubtful(self) -> bool:
        """Somebody may need staff."""
        return self._props.slip != "out"

    @Property(str, notify=changed)
    def question(self) -> str:
        return self._ending.question

    @Property(str, notify=changed)
    def bannerKind(self) -> str:  # noqa: N802
        return self._ending.kind

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._ending.icon

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._ending.title

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._ending.note

    @Property(str, notify=changed)
    def desk(self) -> str:
        return self._props.desk

    @Property(str, notify=changed)
    def place(self) -> str:
        return self._props.place

    @Property(int, notify=changed)
    def closing(self) -> int:
        return self._props.closing

    @Slot()
    def finish(self) -> None:
        self.post(Confirmed())
