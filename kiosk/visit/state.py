"""The state of a visit, as values. `step` (step.py) alone makes one from another, by an input (inputs.py).

State is the kiosk's facts and at most one visit. Personal input (NIK, PINs) lives in screens of the visit and
nowhere else: those fields have no repr, and nothing of a visit outlives it but its ticket.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Literal

from config.look.colours import Mode
from config.models import DocumentKind, Language, Profile
from kiosk.wire import DocumentLine, Estimate, Estimates, Form, HelpReason, Label, TimeQuality
from printers.states import DeviceState, Evidence, JobState, Status

# --- what is known, whoever stands at the screen --------------------------------------------------


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this kiosk is, from its enrolment."""

    kiosk_id: str
    epoch: int
    letter: str


@dataclass(frozen=True, slots=True)
class ServerView:
    """The last that the server said, and whether it still answers."""

    online: bool = False
    business_day: date | None = None
    """None while today is not confirmed."""
    waiting: Mapping[str, int] = field(default_factory=dict)
    """Waiting tickets by service id."""
    issued_today: Mapping[str, int] = field(default_factory=dict)
    counters: Mapping[str, str] = field(default_factory=dict)
    """By agency id, as people say them: `3`, `1–4`."""
    estimates: Mapping[str, Estimates] = field(default_factory=dict)
    """By agency id, of who takes a number now."""
    refused: Literal["revoked", "cloned"] | None = None
    """The server knows this kiosk no longer, or another machine writes under its name: what it would issue
    reaches no counter, or is a number twice. It serves again once it is enrolled anew."""


AWAITED = timedelta(minutes=3)
"""So long after a number was taken its citizen may still stand at the kiosk, whatever happened to it."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A committed ticket: what the screen shows and the slip prints."""

    id: str
    label: Label
    code: str
    service: str
    priority: str | None
    language: Language
    issued_at: datetime
    business_day: date | None
    waiting_ahead: int | None
    """None where nobody can know."""
    estimate: Estimate | None
    """When it would probably be called, as was said when it was taken; the same on every reprint."""
    time_quality: TimeQuality = "confirmed"
    """Of `issued_at`; a time in doubt is neither shown nor printed."""

    @property
    def backup(self) -> bool:
        """Whether the number is the kiosk's own, because the server did not give one."""
        return self.label.is_own

    def is_of(self, server: ServerView) -> bool:
        """Whether the server has just named the day for which the number was taken."""
        return server.online and server.business_day is not None and server.business_day == self.business_day

    def is_awaited(self, now: datetime) -> bool:
        """A clock that went back tells nothing: then nobody is waited for."""
        return abs(now - self.issued_at) < AWAITED


@dataclass(frozen=True, slots=True)
class JobView:
    """A print job as a screen needs it: of a ticket, of the `requirements` of a service (its id), or of a
    document."""

    id: str
    state: JobState
    ticket: Ticket | None
    reprint: int = 0
    requirements: str | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """What `Panggil petugas` asked for: a member of staff at this kiosk."""

    id: int
    """Counts up over the life of the program."""
    visit: int
    """Who asked; 0 where the kiosk is out of service."""
    asked_at: datetime
    reason: HelpReason | None
    standing: Literal["asking", "heard", "coming", "unheard", "away"]
    """`heard`: a staff page shows it; `coming`: somebody is on the way; `unheard`: the server has it and no
    staff page is open; `away`: the server does not answer."""
    usual_minutes: int | None = None
    """After which staff usually take it up; None where today has not shown it."""

    @property
    def alone(self) -> bool:
        """Nobody has seen it: the kiosk itself rings, and names the desk."""
        return self.standing in ("unheard", "away")


@dataclass(frozen=True, slots=True)
class Fitted:
    """The printer that this kiosk was started with."""

    model: str
    """As its maker calls it."""
    link: str
    """Its address, as it was typed."""
    dots: int
    dpi: int

    @property
    def millimetres(self) -> int:
        """How wide it prints."""
        return round(self.dots / self.dpi * 25.4)


@dataclass(frozen=True, slots=True)
class LastSlip:
    """How the last slip of this life of the program came to rest."""

    at: datetime
    state: JobState
    evidence: Evidence | None
    label: str
    """Of the ticket; empty for every other slip."""


VoiceFault = Literal["missing", "failing", "silent"]
"""espeak-ng is not installed; it ends with an error or not at all; it finds no sound device."""

CANNOT_PRINT = frozenset({DeviceState.BLOCKED, DeviceState.FAULT, DeviceState.DISCONNECTED})


@dataclass(frozen=True, slots=True)
class Facts:
    profile: Profile
    now: datetime
    """Aware, in the site's time zone; advances with `Ticked`."""
    printer: Status
    identity: Identity | None = None
    server: ServerView = ServerView()
    time: TimeQuality = "confirmed"
    """Of `now`."""
    questions: tuple[JobView, ...] = ()
    """Slips of tickets that a restart left uncertain, younger than three minutes, oldest first."""
    unseen: tuple[Ticket, ...] = ()
    """Numbers without paper that a restart took from the screen, as young."""
    help: Help | None = None
    """Until staff or the citizen end it; it may outlive its visit."""
    helps: int = 0
    """How many there were."""
    printer_since: datetime | None = None
    """Since when the printer is as it is; None before its first word."""
    fitted: Fitted | None = None
    last_slip: LastSlip | None = None
    voice: VoiceFault | None = None
    """Why nothing can be heard; None while nothing is known to be wrong."""
    office: Status | None = None
    """Of the office printer; None where the kiosk has none."""

    @property
    def in_service(self) -> bool:
        """A network that fails takes no kiosk out of service; a server that refuses it does."""
        return self.identity is not None and self.server.refused is None

    @property
    def can_print(self) -> bool:
        """False where a slip is known to be impossible; a printer that says nothing may well print."""
        return self.printer.state not in CANNOT_PRINT

    @property
    def can_print_pages(self) -> bool:
        """An office printer that says nothing is sent nothing: a page that comes later is seen by others."""
        return self.office is not None and self.office.is_well

    def has_pages(self, kind: DocumentKind) -> bool:
        """Whether documents of this kind come as pages too, while the office printer can."""
        return self.office is not None and kind in self.profile.documents.pages


# --- screens --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Home:
    pass


@dataclass(frozen=True, slots=True)
class Agencies:
    page: int = 0


@dataclass(frozen=True, slots=True)
class Services:
    agency: str
    group: str | None = None
    """None shows all."""
    page: int = 0


@dataclass(frozen=True, slots=True)
class LifeEvents:
    pass


@dataclass(frozen=True, slots=True)
class LifeEvent:
    event: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Search:
    text: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Detail:
    service: str


@dataclass(frozen=True, slots=True)
class Priority:
    service: str


@dataclass(frozen=True, slots=True)
class NoPaper:
    """The printer can't print: a number on the screen alone is offered before it is taken."""

    service: str
    priority: str | None


@dataclass(frozen=True, slots=True)
class Issuing:
    service: str
    priority: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """The number. `job` is None where it was taken without paper."""

    ticket: Ticket
    job: JobView | None


@dataclass(frozen=True, slots=True)
class Surrender:
    """Asks whether the number is to be given back; `sent`: the ledger is writing it."""

    ticket: Ticket
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Surrendered:
    """The number is given back; its slip is worth nothing any more."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Consent:
    """What a NIK is asked for, who sees it and what is kept: agreed to before its first digit."""


@dataclass(frozen=True, slots=True)
class Nik:
    digits: str = field(default="", repr=False)
    shown: bool = False
    fault: Literal["no_match", "misread"] | None = None
    """Of what was tried last: the server knew no such pair, or a code did not hold sixteen digits."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A code with the NIK is held below the reader, instead of typing it."""

    misread: bool = False


@dataclass(frozen=True, slots=True)
class AccessPin:
    nik: str = field(repr=False)
    digits: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question is on its way to the server."""

    about: Literal["documents", "reserve", "collection"]


@dataclass(frozen=True, slots=True)
class Documents:
    session: str = field(repr=False)
    lines: tuple[DocumentLine, ...] = field(repr=False)
    nik_tail: str = field(repr=False)
    selected: str | None = None
    """A request id."""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """Slip, or the document itself on A4? Asked where this kiosk has both."""

    session: str = field(repr=False)
    line: DocumentLine = field(repr=False)


@dataclass(frozen=True, slots=True)
class PrintPin:
    session: str = field(repr=False)
    line: DocumentLine = field(repr=False)
    digits: str = field(default="", repr=False)
    wrong: bool = False
    tries_left: int | None = None
    """Of this PIN, after a wrong one; None where the server did not say."""
    form: Form = "slip"


@dataclass(frozen=True, slots=True)
class Printing:
    """A document's slip or page is being printed; no way back, no time-out."""

    kind: DocumentKind
    job: JobView
    collection: bool = False
    """It tells where the document waits; no PIN was asked."""
    form: Form = "slip"


@dataclass(frozen=True, slots=True)
class DocumentDone:
    """How the document's slip or page ended: `job.state` says it."""

    kind: DocumentKind
    job: JobView
    collection: bool = False
    form: Form = "slip"


@dataclass(frozen=True, slots=True)
class PowerCut:
    """After a restart: did this slip come out?"""

    job: JobView


class Trouble(Enum):
    """Why the way ends here; each has its words and what to do instead."""

    CLOSED = "closed"
    QUOTA_FULL = "quota_full"
    CUT_OFF = "cut_off"
    SERVER_AWAY = "server_away"
    NO_PAPER_FOR_DOCUMENTS = "no_paper_for_documents"
    REGISTRY_AWAY = "registry_away"
    LOCKED = "locked"
    NOT_RECORDED = "not_recorded"
    ACCESS_PIN_EXPIRED = "access_pin_expired"
    PRINT_PIN_EXPIRED = "print_pin_expired"
    PRINT_PIN_USED = "print_pin_used"
    NOT_READY = "not_ready"
    SESSION_OVER = "session_over"
    ISSUE_FAILED = "issue_failed"
    SURRENDER_FAILED = "surrender_failed"


@dataclass(frozen=True, slots=True)
class Notice:
    trouble: Trouble
    service: str | None = None
    until: datetime | None = None
    """When it opens again, or the lock ends; None where nobody knows."""
    ticket: Ticket | None = None
    """The one that could not be given back."""


@dataclass(frozen=True, slots=True)
class TechnicianPin:
    digits: str = field(default="", repr=False)
    wrong: int = 0
    """How often, in this visit."""


@dataclass(frozen=True, slots=True)
class Technician:
    """No citizen's screen: how everything is, and which keys the compositor must keep from it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class TechnicianPrinter:
    """The printer part by part, and what to do about it."""


Screen = (
    Home
    | Agencies
    | Services
    | LifeEvents
    | LifeEvent
    | Search
    | Detail
    | Priority
    | NoPaper
    | Issuing
    | Done
    | Surrender
    | Surrendered
    | Consent
    | Nik
    | Scan
    | AccessPin
    | Asking
    | Documents
    | FormQuestion
    | PrintPin
    | Printing
    | DocumentDone
    | PowerCut
    | Notice
    | TechnicianPin
    | Technician
    | TechnicianPrinter
)


# --- how a citizen sees and hears it --------------------------------------------------------------

TextSize = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class Display:
    """How this citizen wants to see it; the next one begins with the plain one."""

    mode: Mode = "light"
    text_size: TextSize = 1
    lowered: bool = False
    """Controls within reach from a wheelchair."""


LOUDEST, FASTEST = 5, 5


@dataclass(frozen=True, slots=True)
class Listening:
    """Somebody uses the keypad: the screen is spoken, and there is twice the time."""

    volume: int = 3
    """0, mute, to LOUDEST."""
    speed: int = 2
    """1 to FASTEST."""
    covered: bool = False
    """Nothing of the content is on the screen while it is listened to."""


@dataclass(frozen=True, slots=True)
class DisplayHelp:
    """Text size, colours, language, lowered controls."""


@dataclass(frozen=True, slots=True)
class SoundHelp:
    """Volume, speed, and the cover over the screen."""


@dataclass(frozen=True, slots=True)
class StaffHelp:
    """`Panggil petugas`: how the facts' `help` stands."""


Aside = DisplayHelp | SoundHelp | StaffHelp
"""Lies over the screen, or over another; what is beneath goes on, and is there again when it closes."""


@dataclass(frozen=True, slots=True)
class Visit:
    id: int
    """Counts up over the life of the program; answers to another visit never reach the screen."""
    language: Language
    screen: Screen
    trail: tuple[Screen, ...] = ()
    """Where Back leads, latest last."""
    warning: int | None = None
    """Seconds left on the idle question; None while nobody is asked."""
    display: Display = Display()
    listening: Listening | None = None
    """None while nothing is spoken."""
    asides: tuple[Aside, ...] = ()
    """What lies over the screen, the topmost last, each at most once."""
    requirements: Mapping[str, JobView] = field(default_factory=dict)
    """By service, the last slip of its requirements that was asked for; without an id until it is queued."""

    @property
    def aside(self) -> Aside | None:
        """The one that is seen."""
        return self.asides[-1] if self.asides else None


@dataclass(frozen=True, slots=True)
class State:
    """Without a visit the attract screen stands, or out of service where `kiosk` has no identity."""

    facts: Facts
    visit: Visit | None = None
    visits: int = 0
    """How many there were; the next visit's id is one more."""
