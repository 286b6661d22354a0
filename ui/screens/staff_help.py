"""Staff are called: whether they have heard, how long it takes, what they should know; who helps instead."""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.dates import clock
from kiosk.visit.inputs import HelpWanted, HelpWithdrawn
from kiosk.visit.state import Facts, Help, State
from kiosk.wire import HelpReason
from ui.bridge import PageModel, Post, Rows, Setting
from ui.screens.facts import Fact
from ui.screens.phrases import kiosk_name
from ui.texts import Texts

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Reason:
    reason: HelpReason
    title: str
    icon: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Props:
    question: str
    note: str
    alone: bool
    """Nobody has heard: the kiosk rings, and the desk is named."""
    facts: tuple[Fact, ...]
    reasons: tuple[Reason, ...]
    banner: str
    """What is certain now; empty where there is nothing to add."""
    detail: str
    desk: str
    place: str


def derive(state: State, setting: Setting) -> Props:
    facts, texts = state.facts, setting.texts
    asked, desk = facts.help, facts.profile.desk
    told = None if asked is None else asked.reason
    reasons = _reasons(told, texts)
    banner, detail = _banner(facts, reasons, texts)
    place = texts.of(desk.place)
    say = texts.translate("StaffHelp", "Katakan: {kiosk} perlu bantuan.").format(kiosk=_kiosk(facts, texts))
    return Props(
        question=_question(asked, texts),
        note=_note(asked, texts),
        alone=asked is not None and asked.alone,
        facts=_facts(facts, asked, texts),
        reasons=reasons,
        banner=banner,
        detail=detail,
        desk=texts.of(desk.name),
        place=f"{place}. {say}" if place else say,
    )


def _kiosk(facts: Facts, texts: Texts) -> str:
    if facts.identity is None:
        return texts.translate("StaffHelp", "anjungan ini")
    return kiosk_name(facts.identity.letter, texts)


def _question(asked: Help | None, texts: Texts) -> str:
    match asked and asked.standing:
        case "coming":
            return texts.translate("StaffHelp", "Petugas sedang menuju ke sini")
        case "heard":
            return texts.translate("StaffHelp", "Petugas sudah dipanggil")
        case "unheard" | "away":
            return texts.translate("StaffHelp", "Petugas sedang tidak di tempat")
        case _:
            return texts.translate("StaffHelp", "Petugas sedang dipanggil")


def _note(asked: Help | None, texts: Texts) -> str:
    if asked is not None and asked.alone:
        return texts.translate("StaffHelp", "Mesin ini berbunyi. Panggilan Anda diteruskan begitu bisa.")
    return texts.translate("StaffHelp", "Tetap di depan mesin, layar ini ikut menunggu")


def _facts(facts: Facts, asked: Help | None, texts: Texts) -> tuple[Fact, ...]:
    if asked is None:
        return ()
    called = texts.translate("StaffHelp", "Dipanggil")
    found = [Fact("bell-ringing", called, clock(asked.asked_at.astimezone(facts.now.tzinfo)), True, "")]
    if asked.usual_minutes is not None:
        usual = texts.translate("StaffHelp", "Biasanya ditanggapi")
        minutes = texts.translate("StaffHelp", "{n} menit").format(n=asked.usual_minutes)
        found.append(Fact("clock", usual, minutes, True, texts.translate("StaffHelp", "Hari ini")))
    if facts.identity is not None:
        here = texts.translate("StaffHelp", "Mesin Anda")
        found.append(Fact("device-tablet", here, _kiosk(facts, texts), True, ""))
    return tuple(found)


def _reasons(told: HelpReason | None, texts: Texts) -> tuple[Reason, ...]:
    return (
        Reason(
            "question",
            texts.translate("StaffHelp", "Saya ingin bertanya"),
            "chat-text-bold",
            told == "question",
        ),
        Reason("slip", texts.translate("StaffHelp", "Slip tidak keluar"), "printer-bold", told == "slip"),
        Reason("assist", texts.translate("StaffHelp", "Saya perlu dibantu"), "wheelchair", told == "assist"),
        Reason("fault", texts.translate("StaffHelp", "Ada yang rusak"), "warning-bold", told == "fault"),
    )


def _banner(facts: Facts, reasons: tuple[Reason, ...], texts: Texts) -> tuple[str, str]:
    asked = facts.help
    told = next((one.title for one in reasons if one.selected), None)
    if asked is None or told is None or asked.standing not in ("heard", "coming"):
        return "", ""
    knows = texts.translate("StaffHelp", "Petugas sudah tahu: {reason}").format(reason=told)
    return knows, texts.translate("StaffHelp", "Anda bisa melanjutkan dari layar tadi sambil menunggu.")


@QmlElement
class StaffHelpModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "", False, (), (), "", "", "", "")
        self._facts = Rows(Fact, self)
        self._reasons = Rows(Reason, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._facts.show(props.facts)
            self._reasons.show(props.reasons)
            self.changed.emit()

    @Property(str, notify=changed)
    def question(self) -> str:
        return self._props.question

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._props.note

    @Property(bool, notify=changed)
    def alone(self) -> bool:
        return self._props.alone

    @Property(Rows, notify=changed)
    def facts(self) -> Rows:
        return self._facts

    @Property(int, notify=changed)
    def factCount(self) -> int:  # noqa: N802
        return len(self._props.facts)

    @Property(Rows, notify=changed)
    def reasons(self) -> Rows:
        return self._reasons

    @Property(str, notify=changed)
    def banner(self) -> str:
        return self._props.banner

    @Property(str, notify=changed)
    def detail(self) -> str:
        return self._props.detail

    @Property(str, notify=changed)
    def desk(self) -> str:
        return self._props.desk

    @Property(str, notify=changed)
    def place(self) -> str:
        return self._props.place

    @Slot(str)
    def tell(self, reason: HelpReason) -> None:
        self.post(HelpWanted(reason))

    @Slot()
    def callAgain(self) -> None:  # noqa: N802
        self.post(HelpWanted())

    @Slot()
    def withdraw(self) -> None:
        self.post(HelpWithdrawn())
