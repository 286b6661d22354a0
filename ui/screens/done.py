"""The number in the largest type, where to go with it, and what became of its slip."""

from dataclasses import dataclass, replace
from typing import assert_never

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtQml import QmlElement

from config.dates import clock, clock_range
from config.models import Profile
from kiosk.visit import state as visit
from kiosk.visit.inputs import Confirmed, SlipWanted, SurrenderWanted, Timer, Went
from kiosk.visit.state import Facts, Home, State, Ticket
from kiosk.visit.step import patience, timer_of
from kiosk.visit.ticket import may_print, may_surrender
from kiosk.wire import check_characters, ticket_address
from ui.bridge import PageModel, Post, Rows, Setting
from ui.screens.facts import Fact, facts_across
from ui.screens.paper import slip, trouble
from ui.screens.phrases import people
from ui.texts import Texts
from ui.theme import fitted

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class SlipPanel:
    kind: str
    """A banner's: `thread` while paper comes, `good` without it, `care` where it failed."""
    title: str
    note: str
    paper: bool
    """A slip comes or came: it is drawn."""


@dataclass(frozen=True, slots=True)
class Props:
    label: str
    backup: bool
    service: str
    agency: str
    check: str
    facts: tuple[Fact, ...]
    facts_across: int
    panel: SlipPanel
    printable: bool
    """No paper came, and the printer could bring it now."""
    follow: str
    """What the code on the screen says; empty where the site has no public address."""
    returnable: bool
    """The number may be given back."""
    closing: int
    """Seconds after which the screen goes; 0 while it waits for somebody."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Done)
    facts, texts, screen = state.facts, setting.texts, state.visit.screen
    ticket = screen.ticket
    service = facts.profile.services[ticket.service]
    shown = _facts(facts, ticket, texts)
    if setting.measures.snug:
        shown = tuple(replace(fact, note="") for fact in shown)
    return Props(
        label=str(ticket.label),
        backup=ticket.backup,
        service=texts.of(service.name),
        agency=_agency(facts.profile, ticket, texts),
        check=check_characters(ticket.code),
        facts=shown,
        facts_across=facts_across(len(shown), setting.measures.half_width, setting),
        panel=_panel(facts, screen, texts),
        printable=facts.can_print and may_print(screen.job),
        follow=follow_address(facts.profile, ticket),
        returnable=may_surrender(screen.job),
        closing=patience(state).done_seconds if timer_of(state.visit) is Timer.DONE else 0,
    )


def follow_address(profile: Profile, ticket: Ticket) -> str:
    """As the slip's code says it: capitals take less room."""
    if profile.public_address is None:
        return ""
    return ticket_address(profile.public_address, ticket.code).upper()


def _agency(profile: Profile, ticket: Ticket, texts: Texts) -> str:
    agency = profile.services[ticket.service].agency.short
    group = next((one for one in profile.priorities if one.id == ticket.priority), None)
    if group is None:
        return agency
    said = texts.translate("Done", "Prioritas: {group}").format(group=texts.of(group.name))
    return f"{agency}  ·  {said}"


def _facts(facts: Facts, ticket: Ticket, texts: Texts) -> tuple[Fact, ...]:
    found = [_where(facts, ticket, texts)]
    ahead = ticket.waiting_ahead
    if ahead is not None:
        name, order = texts.translate("Done", "Di depan Anda"), texts.translate("Done", "menurut waktu ambil")
        found.append(Fact("users-three", name, people(ahead, texts), True, order))
    said = None if ticket.backup else ticket.estimate
    if said is not None:
        span = clock_range(said.earliest, said.latest, facts.profile.zone)
        about = texts.translate("Done", "Perkiraan pukul")
        found.insert(1, Fact("clock", about, span, True, texts.translate("Done", "dapat berubah")))
        return tuple(found)
    if ticket.time_quality == "doubtful":
        return tuple(found)
    note = texts.translate("Done", "Dipanggil menurut jam ini") if ticket.backup else ""
    taken = texts.translate("Done", "Jam ambil")
    found.append(Fact("clock", taken, clock(ticket.issued_at.astimezone(facts.now.tzinfo)), True, note))
    return tuple(found)


def _where(facts: Facts, ticket: Ticket, texts: Texts) -> Fact:
    agency = facts.profile.services[ticket.service].agency
    counter = facts.server.counters.get(agency.id)
    place = texts.of(agency.place)
    name = texts.translate("Done", "Menuju")
    if counter is None:
        return Fact("signpost", name, texts.translate("Done", "Lihat layar panggilan"), True, place)
    value = texts.translate("Done", "Loket {counter}").format(counter=counter)
    return Fact("signpost", name, value, True, place or texts.translate("Done", "Tunggu sampai dipanggil"))


def _panel(facts: Facts, screen: visit.Done, texts: Texts) -> SlipPanel:
    if screen.job is None:
        return SlipPanel(
            "good",
            texts.translate("Done", "Nomor ini berlaku tanpa kertas"),
            texts.translate("Done", "Catat atau foto layar ini. Nomor dipanggil lewat suara dan layar."),
            paper=False,
        )
    match slip(screen.job.state):
        case "coming":
            return SlipPanel(
                "thread",
                texts.translate("Done", "Slip sedang dicetak"),
                texts.translate("Done", "Sebentar lagi keluar di bawah layar."),
                paper=True,
            )
        case "out":
            return SlipPanel(
                "thread",
                texts.translate("Done", "Ambil slip Anda"),
                texts.translate("Done", "Di bawah layar. Simpan sampai selesai dilayani."),
                paper=True,
            )
        case "unconfirmed":
            return SlipPanel(
                "thread",
                texts.translate("Done", "Ambil slip Anda"),
                texts.translate(
                    "Done", "Di bawah layar. Bila tidak keluar, foto layar ini: nomor tetap berlaku."
                ),
                paper=True,
            )
        case "uncertain":
            return SlipPanel(
                "care",
                texts.translate("Done", "Slip mungkin tidak utuh"),
                texts.translate(
                    "Done",
                    "Lihat celah di bawah layar. Kosong atau terpotong? Foto layar ini: nomor tetap berlaku.",
                ),
                paper=False,
            )
        case "failed":
            return SlipPanel(
                "care",
                texts.translate("Done", "Slip tidak tercetak") if facts.can_print else trouble(facts, texts),
                texts.translate("Done", "Nomor Anda tetap berlaku. Catat atau foto layar ini."),
                paper=False,
            )
        case other:
            assert_never(other)


@QmlElement
class DoneModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", False, "", "", "", (), 1, SlipPanel("", "", "", False), False, "", False, 0)
        self._font = QFont()
        self._facts = Rows(Fact, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._font = fitted(setting.fonts.number, props.label, setting.measures.number_width)
            self._facts.show(props.facts)
            self.changed.emit()

    @Property(str, notify=changed)
    def label(self) -> str:
        return self._props.label

    @Property(QFont, notify=changed)
    def numberFont(self) -> QFont:  # noqa: N802
        return self._font

    @Property(bool, notify=changed)
    def backup(self) -> bool:
        return self._props.backup

    @Property(str, notify=changed)
    def service(self) -> str:
        return self._props.service

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._props.agency

    @Property(str, notify=changed)
    def check(self) -> str:
        return self._props.check

    @Property(Rows, notify=changed)
    def facts(self) -> Rows:
        return self._facts

    @Property(int, notify=changed)
    def factsAcross(self) -> int:  # noqa: N802
        return self._props.facts_across

    @Property(str, notify=changed)
    def panelKind(self) -> str:  # noqa: N802
        return self._props.panel.kind

    @Property(str, notify=changed)
    def panelTitle(self) -> str:  # noqa: N802
        return self._props.panel.title

    @Property(str, notify=changed)
    def panelNote(self) -> str:  # noqa: N802
        return self._props.panel.note

    @Property(bool, notify=changed)
    def paper(self) -> bool:
        return self._props.panel.paper

    @Property(bool, notify=changed)
    def printable(self) -> bool:
        return self._props.printable

    @Property(str, notify=changed)
    def follow(self) -> str:
        return self._props.follow

    @Property(bool, notify=changed)
    def returnable(self) -> bool:
        return self._props.returnable

    @Property(int, notify=changed)
    def closing(self) -> int:
        return self._props.closing

    @Slot()
    def printSlip(self) -> None:  # noqa: N802
        self.post(SlipWanted())

    @Slot()
    def giveBack(self) -> None:  # noqa: N802
        self.post(SurrenderWanted())

    @Slot()
    def another(self) -> None:
        self.post(Went(Home()))

    @Slot()
    def finish(self) -> None:
        self.post(Confirmed())
