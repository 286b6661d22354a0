"""What a visit asks of the engine: work, timers, a bell. Each is a value; the engine does it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from config.models import Language
from kiosk.visit.inputs import Timer
from kiosk.visit.state import Ticket
from kiosk.wire import Form, HelpReason


@dataclass(frozen=True, slots=True)
class Issue:
    """Commit a ticket: number, ticket, event and (with `paper`) print job in one transaction."""

    visit: int
    service: str
    priority: str | None
    language: Language
    paper: bool


@dataclass(frozen=True, slots=True)
class AskDocuments:
    visit: int
    nik: str = field(repr=False)
    access_pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reserve:
    """Reserve the print PIN at the server; the slip or page it answers with waits for `PrintDocument`."""

    visit: int
    session: str = field(repr=False)
    request_id: str
    print_pin: str = field(repr=False)
    form: Form = "slip"


@dataclass(frozen=True, slots=True)
class AskCollection:
    """Ask for the slip that tells where a document waits; it, too, waits for `PrintDocument`."""

    visit: int
    session: str = field(repr=False)
    request_id: str


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """The citizen is still there: print the slip or page that came."""

    visit: int
    job: str


@dataclass(frozen=True, slots=True)
class DropDocument:
    """Nobody is there for it any more: forget the slip or page, give the reservation back."""

    job: str


@dataclass(frozen=True, slots=True)
class PrintSlip:
    """Put the ticket's slip, of which not a byte has left, into the queue."""

    visit: int
    ticket: str


@dataclass(frozen=True, slots=True)
class SurrenderTicket:
    """Commit that the citizen has given the number back; its event follows to the server."""

    visit: int
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class PrintRequirements:
    """One slip with what a service asks for."""

    visit: int
    service: str
    language: Language
    reprint: int = 0
    """How many this citizen has asked for since the first."""


@dataclass(frozen=True, slots=True)
class PrintTrial:
    """One slip that says that paper comes."""

    visit: int


@dataclass(frozen=True, slots=True)
class AskForHelp:
    """Tell the server, and again until it ends."""

    help: int
    asked_at: datetime
    reason: HelpReason | None


@dataclass(frozen=True, slots=True)
class WithdrawHelp:
    """Nobody at the kiosk waits for staff any more."""


@dataclass(frozen=True, slots=True)
class Ring:
    """The kiosk's own bell."""


@dataclass(frozen=True, slots=True)
class SettleSlip:
    """The citizen's word on a slip in doubt; `print_again` makes a new, marked job."""

    visit: int
    job: str
    answer: Literal["came_out", "print_again", "not_mine", "no_answer"]


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Starts or restarts the visit's timer of that name."""

    visit: int
    timer: Timer
    seconds: float


@dataclass(frozen=True, slots=True)
class StopTimer:
    visit: int
    timer: Timer


Effect = (
    Issue
    | AskDocuments
    | Reserve
    | AskCollection
    | PrintDocument
    | DropDocument
    | PrintSlip
    | PrintRequirements
    | SettleSlip
    | SurrenderTicket
    | AskForHelp
    | WithdrawHelp
    | Ring
    | StartTimer
    | StopTimer
    | PrintTrial
)
