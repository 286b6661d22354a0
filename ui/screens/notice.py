"""Why the way ends here, when it goes on, and what can be done instead."""

from dataclasses import dataclass
from typing import Literal, assert_never

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit import state as visit
from kiosk.visit.documents import opened, slips_come
from kiosk.visit.inputs import Confirmed, Went, WentBack
from kiosk.visit.state import Agencies, Consent, Facts, Services, State, Trouble, Visit
from ui.bridge import PageModel, Post, Setting
from ui.screens.paper import trouble
from ui.screens.phrases import moment
from ui.screens.requirements import ABSENT, PrintButton, PrintModel, print_button
from ui.texts import Texts, tied

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


COME_AGAIN = frozenset({Trouble.CLOSED, Trouble.CUT_OFF, Trouble.QUOTA_FULL})


Door = Literal["", "number", "others", "again", "retry", "back"]
"""Where the screen leads besides out: `back` to the citizen's number, `others` to the agency's services."""


@dataclass(frozen=True, slots=True)
class Said:
    """Question and note on the cloth, the rest in a banner."""

    question: str
    note: str
    kind: str
    icon: str
    title: str
    detail: str
    door: Door = ""


@dataclass(frozen=True, slots=True)
class Props:
    kicker: str
    said: Said
    agency: str
    """Its short name, with how many services it has; empty where no service is meant."""
    services: int
    desk: str
    place: str
    """Empty where the profile does not say it."""
    printing: PrintButton
    """Of what to bring, for who comes again."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Notice)
    facts, texts, screen = state.facts, setting.texts, state.visit.screen
    desk = facts.profile.desk
    agency = None if screen.service is None else facts.profile.services[screen.service].agency
    return Props(
        kicker=_kicker(facts, screen, texts),
        said=_said(facts, state.visit, screen, texts),
        agency="" if agency is None else agency.short,
        services=0 if agency is None else len(facts.profile.by_agency[agency.id]),
        desk=texts.of(desk.name),
        place=texts.of(desk.place),
        printing=print_button(state, screen.service, texts)
        if screen.service is not None and screen.trouble in COME_AGAIN
        else ABSENT,
    )


def _kicker(facts: Facts, screen: visit.Notice, texts: Texts) -> str:
    if screen.service is None:
        return texts.translate("Notice", "Cetak dokumen")
    service = facts.profile.services[screen.service]
    return f"{service.agency.short}\u00a0 ·  {texts.of(service.name)}"


def _said(facts: Facts, current: Visit, screen: visit.Notice, texts: Texts) -> Said:
    match screen.trouble:
        case Trouble.CLOSED | Trouble.CUT_OFF | Trouble.QUOTA_FULL:
            return _not_now(facts, screen, texts)
        case Trouble.SERVER_AWAY | Trouble.NO_PAPER_FOR_DOCUMENTS:
            return _documents(facts, current, screen.trouble, texts)
        case Trouble.LOCKED:
            return _locked(facts, screen, texts)
        case Trouble.REGISTRY_AWAY:
            return Said(
                question=texts.translate("Notice", "Dukcapil belum menjawab"),
                note=texts.translate("Notice", "Data di Dukcapil sedang tidak bisa dibaca"),
                kind="wait",
                icon="wifi-slash",
                title=texts.translate("Notice", "Coba lagi beberapa saat lagi"),
                detail=texts.translate(
                    "Notice", "PIN Anda tidak terpakai. Nomor antrean tetap bisa diambil di mesin ini."
                ),
                door="number",
            )
        case Trouble.NOT_RECORDED | Trouble.ACCESS_PIN_EXPIRED:
            return _unserved(screen, texts)
        case Trouble.PRINT_PIN_EXPIRED | Trouble.PRINT_PIN_USED:
            return _spent(screen, texts)
        case Trouble.NOT_READY | Trouble.SESSION_OVER:
            return _once_more(screen, texts)
        case Trouble.ISSUE_FAILED | Trouble.SURRENDER_FAILED:
            return _unwritten(screen, texts)
        case other:
            assert_never(other)


def _documents(facts: Facts, current: Visit, before: Trouble, texts: Texts) -> Said:
    """What keeps documents from being printed at this moment; it may pass while the screen stands. `before`
    kept them until now."""
    found = opened(facts, current).screen
    if before is Trouble.NO_PAPER_FOR_DOCUMENTS and not slips_come(facts):
        found = visit.Notice(before)
    match found:
        case visit.Notice(trouble=Trouble.NO_PAPER_FOR_DOCUMENTS):
            return Said(
                question=texts.translate("Notice", "Dokumen belum bisa dicetak"),
                note=texts.translate("Notice", "Dokumen hanya dicetak bila printer siap"),
                kind="care",
                icon="warning-fill",
                title=trouble(facts, texts),
                detail=texts.translate("Notice", "PIN Anda tidak terpakai. Petugas dapat membantu."),
            )
        case visit.Notice():
            return Said(
                question=texts.translate("Notice", "Jaringan sedang terganggu"),
                note=texts.translate("Notice", "Cetak dokumen perlu sambungan ke Dukcapil"),
                kind="wait",
                icon="wifi-slash",
                title=texts.translate("Notice", "Coba lagi beberapa saat lagi"),
                detail=texts.translate("Notice", "Nomor antrean tetap bisa diambil di mesin ini."),
                door="number",
            )
        case _:
            return Said(
                question=texts.translate("Notice", "Cetak dokumen sempat terganggu"),
                note=texts.translate("Notice", "Mesin ini siap mencoba lagi"),
                kind="thread",
                icon="info-fill",
                title=texts.translate("Notice", "Silakan coba lagi"),
                detail=texts.translate("Notice", "Tetap terganggu? Petugas dapat membantu."),
                door="retry",
            )


def _not_now(facts: Facts, screen: visit.Notice, texts: Texts) -> Said:
    assert screen.service is not None
    if screen.trouble is Trouble.QUOTA_FULL:
        question = texts.translate("Notice", "Kuota hari ini sudah habis")
        quota = facts.profile.services[screen.service].quota
        note = "" if quota is None else texts.translate("Notice", "{n} nomor sehari").format(n=quota)
    elif screen.trouble is Trouble.CUT_OFF:
        question = texts.translate("Notice", "Nomor layanan ini sudah ditutup")
        note = texts.translate("Notice", "Yang sudah punya nomor tetap dilayani")
    else:
        question = texts.translate("Notice", "Layanan ini sedang tutup")
        note = ""
    if screen.until is None:
        title = texts.translate("Notice", "Tanyakan petugas kapan buka lagi")
    else:
        again = texts.translate("Notice", "Nomor dibuka lagi {when}")
        title = again.format(when=moment(screen.until, facts.now, texts))
    if facts.can_print and facts.profile.services[screen.service].requirements:
        detail = texts.translate("Notice", "Cetak persyaratannya, agar lengkap saat datang lagi.")
    else:
        detail = texts.translate("Notice", "Tidak bisa menunggu? Petugas dapat membantu.")
    return Said(question, note, "wait", "calendar-blank", title, detail, "others")


def _unserved(screen: visit.Notice, texts: Texts) -> Said:
    """The person is known; ADM does not serve them as things are."""
    if screen.trouble is Trouble.NOT_RECORDED:
        question = texts.translate("Notice", "Data KTP-el Anda belum direkam")
        note = texts.translate("Notice", "Sebelum direkam, dokumen belum bisa dicetak di sini")
        title = texts.translate("Notice", "Rekam dahulu di loket Dukcapil")
    else:
        question = texts.translate("Notice", "PIN akses sudah tidak berlaku")
        note = texts.translate("Notice", "Demi keamanan data Anda")
        title = texts.translate("Notice", "Silakan minta PIN baru di loket Dukcapil")
    detail = texts.translate("Notice", "Ambil nomor antrean di mesin ini, lalu tunggu dipanggil.")
    return Said(question, note, "wait", "identification-card", title, detail, "number")


def _spent(screen: visit.Notice, texts: Texts) -> Said:
    """The print PIN was the right one, and is worth nothing."""
    if screen.trouble is Trouble.PRINT_PIN_USED:
        question = texts.translate("Notice", "PIN ini sudah dipakai")
        note = texts.translate("Notice", "Satu PIN hanya untuk satu kali cetak")
        title = texts.translate("Notice", "Slip sudah dicetak dengan PIN ini")
        detail = texts.translate("Notice", "Slip hilang, atau bukan Anda yang mencetak? Tanyakan petugas.")
    else:
        question = texts.translate("Notice", "PIN cetak sudah tidak berlaku")
        note = texts.translate("Notice", "Belum ada yang tercetak")
        title = texts.translate("Notice", "Silakan minta PIN baru di loket Dukcapil")
        detail = texts.translate("Notice", "Ambil nomor antrean di mesin ini, lalu tunggu dipanggil.")
    return Said(question, note, "wait", "info-fill", title, detail, "number")


def _locked(facts: Facts, screen: visit.Notice, texts: Texts) -> Said:
    if screen.until is None:
        title = texts.translate("Notice", "Coba lagi nanti")
    else:
        again = texts.translate("Notice", "Coba lagi {when}")
        title = again.format(when=moment(screen.until, facts.now, texts))
    return Said(
        question=texts.translate("Notice", "Terlalu banyak percobaan"),
        note=texts.translate("Notice", "Demi keamanan data Anda"),
        kind="wait",
        icon="timer",
        title=title,
        detail=texts.translate(
            "Notice", "PIN diblokir sementara. Nomor antrean tetap bisa diambil, petugas dapat membantu."
        ),
        door="number",
    )


def _once_more(screen: visit.Notice, texts: Texts) -> Said:
    """From the NIK on: the list that was shown holds no longer."""
    if screen.trouble is Trouble.NOT_READY:
        icon = "hourglass-medium"
        question = texts.translate("Notice", "Dokumen ini belum siap dicetak")
        note = texts.translate("Notice", "Keadaannya baru saja berubah")
        title = texts.translate("Notice", "Lihat daftar Anda sekali lagi")
        detail = texts.translate("Notice", "Masukkan NIK dan PIN akses untuk melihatnya.")
    else:
        icon = "timer"
        question = texts.translate("Notice", "Waktu untuk mencetak sudah habis")
        note = texts.translate("Notice", "Demi keamanan data Anda")
        title = texts.translate("Notice", "Mulai lagi dengan NIK Anda")
        detail = texts.translate("Notice", "Belum ada yang tercetak. PIN cetak Anda tetap berlaku.")
    return Said(question, note, "wait", icon, title, detail, "again")


def _unwritten(screen: visit.Notice, texts: Texts) -> Said:
    """The kiosk's disk refused."""
    door: Door = ""
    note = texts.translate("Notice", "Mesin ini sedang terganggu")
    if screen.trouble is Trouble.ISSUE_FAILED:
        question = texts.translate("Notice", "Nomor belum bisa diberikan")
        title = texts.translate("Notice", "Minta nomor kepada petugas")
        detail = texts.translate("Notice", "Maaf, mesin ini tidak dapat mencatat nomor Anda.")
    else:
        number = "" if screen.ticket is None else tied(str(screen.ticket.label))
        question = texts.translate("Notice", "Nomor {label} belum dikembalikan").format(label=number)
        title = texts.translate("Notice", "Nomor Anda tetap berlaku")
        detail = texts.translate("Notice", "Tidak jadi datang? Beri tahu petugas.")
        door = "back"
    return Said(question, note, "care", "warning-fill", title, detail, door)


@QmlElement
class NoticeModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._agency_id = ""
        self._printing = PrintModel(post, self)
        self._props = Props("", Said("", "", "", "", "", ""), "", 0, "", "", ABSENT)

    def show(self, state: State, setting: Setting) -> None:
        assert state.visit is not None and isinstance(state.visit.screen, visit.Notice)
        if state.visit.screen.service is not None:
            self._agency_id = state.facts.profile.services[state.visit.screen.service].agency.id
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._printing.show(props.printing)
            self.changed.emit()

    @Property(str, notify=changed)
    def kicker(self) -> str:
        return self._props.kicker

    @Property(str, notify=changed)
    def question(self) -> str:
        return self._props.said.question

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._props.said.note

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._props.said.kind

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._props.said.icon

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._props.said.title

    @Property(str, notify=changed)
    def detail(self) -> str:
        return self._props.said.detail

    @Property(str, notify=changed)
    def door(self) -> str:
        return self._props.said.door

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._props.agency

    @Property(int, notify=changed)
    def services(self) -> int:
        return self._props.services

    @Property(str, notify=changed)
    def desk(self) -> str:
        return self._props.desk

    @Property(str, notify=changed)
    def place(self) -> str:
        return self._props.place

    @Property(PrintModel, notify=changed)
    def printing(self) -> PrintModel:
        return self._printing

    @Slot()
    def takeNumber(self) -> None:  # noqa: N802
        self.post(Went(Agencies()))

    @Slot()
    def seeOthers(self) -> None:  # noqa: N802
        self.post(Went(Services(self._agency_id)))

    @Slot()
    def startAgain(self) -> None:  # noqa: N802
        self.post(Went(Consent()))

    @Slot()
    def goBack(self) -> None:  # noqa: N802
        self.post(WentBack())

    @Slot()
    def finish(self) -> None:
        self.post(Confirmed())
