"""What may happen to a visit: touches and keys, answers of the engine, timers, news of the mall."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Literal

from config.models import Language
from kiosk.visit.state import (
    Agencies,
    Aside,
    Consent,
    Detail,
    Display,
    Home,
    Identity,
    JobView,
    LastSlip,
    LifeEvent,
    LifeEvents,
    Listening,
    Scan,
    Search,
    ServerView,
    Services,
    TechnicianPrinter,
    Ticket,
    VoiceFault,
)
from kiosk.wire import DocumentLine, Form, HelpReason, TimeQuality
from printers.states import Status


class Timer(Enum):
    """Named delays; `durations` in step.py gives each its seconds from the profile."""

    IDLE = "idle"
    WARNING = "warning"
    """Fires once a second while the idle question stands."""
    DONE = "done"
    STAFF = "staff"
    """So long a screen waits for staff before it asks whether anybody is there."""
    LIMIT = "limit"
    """The longest that a screen waits for a worker."""


@dataclass(frozen=True, slots=True)
class TechnicianCalled:
    """Five touches of the mark at the head of the cloth."""


@dataclass(frozen=True, slots=True)
class TrialWanted:
    """`Uji cetak` on the technician's page of the printer."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Attract was touched, or anything was: starts a visit, or tells that somebody is there."""


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    language: Language


@dataclass(frozen=True, slots=True)
class DisplayChosen:
    display: Display


@dataclass(frozen=True, slots=True)
class ListeningChosen:
    """None: speak no more."""

    listening: Listening | None


@dataclass(frozen=True, slots=True)
class Keyed:
    """A key of the keypad was pressed: somebody is there who listens. What the key does is said apart."""


@dataclass(frozen=True, slots=True)
class AsideOpened:
    """`WentBack` and `Confirmed` close it; what lay over it closes when it is opened again."""

    aside: Aside


@dataclass(frozen=True, slots=True)
class Went:
    """A door, tile or row that only leads on was touched."""

    to: (
        Home
        | Agencies
        | Services
        | LifeEvents
        | LifeEvent
        | Search
        | Detail
        | Consent
        | Scan
        | TechnicianPrinter
    )


@dataclass(frozen=True, slots=True)
class Paged:
    page: int


@dataclass(frozen=True, slots=True)
class Typed:
    """One character of a pad: a digit, or a capital letter, blank, `-`, `/`, `.` in the search."""

    character: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Scanned:
    """A reader has read a code: all that it holds."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Erased:
    pass


@dataclass(frozen=True, slots=True)
class Cleared:
    pass


@dataclass(frozen=True, slots=True)
class DigitsShown:
    """`Tampilkan angka` was pressed or released."""

    shown: bool


@dataclass(frozen=True, slots=True)
class PriorityAnswered:
    group: str | None


@dataclass(frozen=True, slots=True)
class DocumentChosen:
    request_id: str


@dataclass(frozen=True, slots=True)
class FormChosen:
    form: Form


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The screen's primary: Lanjut, Cetak, Ambil nomor di layar, Selesai."""


@dataclass(frozen=True, slots=True)
class WentBack:
    pass


@dataclass(frozen=True, slots=True)
class Stayed:
    """`Ya, lanjutkan` on the idle question."""


@dataclass(frozen=True, slots=True)
class Ended:
    """`Selesai`, or the visit's end from the idle question."""


@dataclass(frozen=True, slots=True)
class SlipWanted:
    """`Cetak slip` on Done, where no paper came: the printer works again."""


@dataclass(frozen=True, slots=True)
class SurrenderWanted:
    """`Kembalikan nomor` on Done; the question that follows is confirmed or left by Back."""


@dataclass(frozen=True, slots=True)
class RequirementsWanted:
    """`Cetak persyaratan`, wherever a screen is about a service."""

    service: str


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """`Panggil petugas`; on its own screen `Panggil lagi`. Back leads on from there."""

    reason: HelpReason | None = None


@dataclass(frozen=True, slots=True)
class HelpWithdrawn:
    """`Batalkan panggilan`."""


@dataclass(frozen=True, slots=True)
class SlipAnswered:
    """The power-cut question: `came_out`, or print again (marked), or not this citizen's number."""

    answer: Literal["came_out", "print_again", "not_mine"]


@dataclass(frozen=True, slots=True)
class Ticked:
    now: datetime
    time: TimeQuality = "confirmed"


@dataclass(frozen=True, slots=True)
class TimerFired:
    visit: int
    timer: Timer


@dataclass(frozen=True, slots=True)
class Enrolled:
    identity: Identity


@dataclass(frozen=True, slots=True)
class ServerChanged:
    server: ServerView


@dataclass(frozen=True, slots=True)
class PrinterChanged:
    printer: Status


@dataclass(frozen=True, slots=True)
class OfficeChanged:
    office: Status


@dataclass(frozen=True, slots=True)
class SlipRested:
    slip: LastSlip


@dataclass(frozen=True, slots=True)
class VoiceChanged:
    fault: VoiceFault | None


@dataclass(frozen=True, slots=True)
class SlipsInDoubt:
    """After a start: the slips to ask about, and the numbers without paper to show once more."""

    jobs: tuple[JobView, ...]
    unseen: tuple[Ticket, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpAnswered:
    """How the help of this id stands; `over`: staff have ended it."""

    help: int
    standing: Literal["heard", "coming", "unheard", "away", "over"]
    usual_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class TicketIssued:
    """Committed: the number exists, whatever happens next."""

    visit: int
    ticket: Ticket
    job: JobView | None


@dataclass(frozen=True, slots=True)
class IssueFailed:
    """Nothing was committed (disk full, disk broken)."""

    visit: int


@dataclass(frozen=True, slots=True)
class TicketSurrendered:
    """Committed: the number is nobody's any more."""

    visit: int
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class SurrenderFailed:
    """Nothing was committed: the number stays valid."""

    visit: int


@dataclass(frozen=True, slots=True)
class JobChanged:
    visit: int
    job: JobView


@dataclass(frozen=True, slots=True)
class DocumentsAnswered:
    visit: int
    answer: Literal["found", "no_match", "not_recorded", "pin_expired", "locked", "registry_away", "away"]
    session: str = field(default="", repr=False)
    lines: tuple[DocumentLine, ...] = field(default=(), repr=False)
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReserveAnswered:
    """`reserved` means that the slip or page is here and `job` may print it."""

    visit: int
    answer: Literal[
        "reserved",
        "no_match",
        "locked",
        "not_ready",
        "pin_expired",
        "pin_used",
        "session_over",
        "registry_away",
        "away",
    ]
    job: JobView | None = None
    tries_left: int | None = None
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CollectionAnswered:
    """`found` means that the slip is here and `job` may print it."""

    visit: int
    answer: Literal["found", "not_ready", "session_over", "away"]
    job: JobView | None = None


FactInput = (
    Ticked
    | Enrolled
    | ServerChanged
    | PrinterChanged
    | OfficeChanged
    | SlipRested
    | VoiceChanged
    | SlipsInDoubt
)
"""Whoever stands at the screen; so does `HelpAnswered`, which may close what stands over it."""

Answer = (
    TicketIssued
    | IssueFailed
    | TicketSurrendered
    | SurrenderFailed
    | JobChanged
    | DocumentsAnswered
    | ReserveAnswered
    | CollectionAnswered
)
"""Of a worker, to one visit."""

CitizenInput = (
    Touched
    | LanguageChosen
    | DisplayChosen
    | ListeningChosen
    | Keyed
    | AsideOpened
    | Went
    | Paged
    | Typed
    | Scanned
    | Erased
    | Cleared
    | DigitsShown
    | PriorityAnswered
    | DocumentChosen
    | FormChosen
    | Confirmed
    | WentBack
    | Stayed
    | Ended
    | SlipWanted
    | SlipAnswered
    | SurrenderWanted
    | RequirementsWanted
    | HelpWanted
    | HelpWithdrawn
    | TechnicianCalled
    | TrialWanted
)

Input = FactInput | HelpAnswered | Answer | CitizenInput | TimerFired
