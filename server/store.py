"""The server's memory as an interface: few verbs, frozen rows and views. `sqlite.py` is the implementation.

Every verb is one transaction, and every row is keyed by its site first. Times are aware datetimes. What the
rules of the queue decide (whom to call next) is in `queue.py`, pure, and is asked inside the transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal, Protocol, assert_never

from config.models import DocumentKind
from kiosk.wire import (
    Estimate,
    Estimates,
    Event,
    EventResult,
    Form,
    Hello,
    HelpReason,
    HelpRequest,
    Marks,
    NotNow,
)
from server.slip_number import Reading

ENROLMENT_MINUTES = 60
"""Enough to carry the token to the kiosk and wait for its set-up; tomorrow it is worthless."""

LEAST_PASSWORD = 10
"""Letters of an officer's password."""

SESSION_LIFE = timedelta(hours=12)
"""Of an officer's sign-in; the cookie and the row end together."""

UNDO_FOR = timedelta(seconds=10)
"""How long an officer may take back the last call or closing of their counter."""

LATER = timedelta(minutes=10)
"""How long a ticket rests that was given back to the queue for later."""

CallReason = Literal["missed", "slip", "urgent", "frail", "together", "completed", "other"]
"""Why a ticket is called out of its turn. `missed`: it was called before and nobody came; `slip`: its holder
stands at the counter and shows it."""

PauseReason = Literal["break", "prayer", "files", "fault", "other"]

PAUSE_MINUTES: Mapping[PauseReason, int | None] = {
    "break": 60,
    "prayer": 15,
    "files": 10,
    "fault": None,
    "other": None,
}
"""How long a pause is meant to last; None: nobody knows."""

Place = Literal["original", "later", "last"]
"""Where a ticket goes that is given back: its old place, the same after LATER, behind all who wait."""


def audited_officer(officer_id: int) -> str:
    """As the audit says who it was: a name may change, the id does not."""
    return f"officer:{officer_id}"


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    DONE = "done"
    NO_SHOW = "no_show"
    LAPSED = "lapsed"
    """Its day ended while it waited or was being served."""
    VOID = "void"
    """Nobody comes for it: its kiosk says so, or a counter has taken back that it was shown its slip."""


@dataclass(frozen=True, slots=True)
class Kiosk:
    kiosk_id: str
    epoch: int
    letter: str
    public_key: bytes
    name: str
    next_key: bytes | None = None
    """The key that takes over with its first signature."""
    key_number: int = 1
    """Of `public_key`: counts the keys of this enrolment."""


@dataclass(frozen=True, slots=True)
class KioskStanding:
    """A kiosk as the admin page lists it; without an id it has a token and has not enrolled yet.

    `unsynced`, the time of the oldest of them and how its printers are is what the kiosk said last, true at
    `last_seen` only; `office` is None where it has no office printer.
    `quarantined` counts the events that were stored and are to be looked at, by reason.
    """

    kiosk_id: str | None
    name: str
    letter: str | None
    last_seen: datetime | None
    unsynced: int | None
    unsynced_since: datetime | None
    printer: str | None
    office: str | None
    quarantined: Mapping[str, int]
    revoked: bool


@dataclass(frozen=True, slots=True)
class GrantAsked:
    """A kiosk's signed wish for the next number of a series; `nonce` is the signature's, which was proven at
    `proven_at` by the machine's clock (None: at the time of the batch)."""

    kiosk: Kiosk
    nonce: str
    ticket_id: str
    series: str
    proven_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Granted:
    number: int
    label_day: date
    marks: Marks
    """Of this series."""


@dataclass(frozen=True, slots=True)
class HelpStanding:
    """`usual_minutes`: from asking to an officer's word, today's median; None where there are too few."""

    state: Literal["waiting", "coming", "over"]
    usual_minutes: int | None


@dataclass(frozen=True, slots=True)
class HelpWish:
    """A citizen at a kiosk who waits for a member of staff; `officer` is on the way since `coming_at`."""

    kiosk_id: str
    help_id: str
    letter: str
    place: str
    reason: HelpReason | None
    asked_at: datetime
    coming_at: datetime | None
    officer: str | None


GrantRefusal = (
    Literal[
        "unknown_kiosk", "replayed", "absent", "forked", "unknown_series", "series_full", "granted_elsewhere"
    ]
    | NotNow
)
"""`absent`: declared so by staff, until it speaks. `forked`: two machines write under this identity.
`granted_elsewhere`: the ticket is another kiosk's, or has a number in another series or of another day."""

EnrolRefusal = Literal["unknown", "expired", "used", "no_letter"] | NotNow


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Up to where the kiosk's log is stored now, what became of each entry, and the numbering's marks."""

    at: datetime
    acked_through: int
    results: tuple[EventResult, ...]
    marks: Marks


NumberingState = Literal["sure", "settling", "in_doubt", "restore_day", "no_witness"]
"""Whether numbers of the site's series are given; `restore_day`: none today, some are known to be lost."""


@dataclass(frozen=True, slots=True)
class NumberingStanding:
    """`missing`: ids of the kiosks that are waited for, where their word ends the doubt.

    `ahead`: by the id of each kiosk that does not believe today's day, the later one that it was told.
    """

    state: NumberingState
    since: datetime | None
    missing: tuple[str, ...]
    epoch: int
    ahead: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pause:
    reason: PauseReason
    began_at: datetime
    until: datetime | None
    """As it was meant; it ends when the officer ends it."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter of the site: `number` is what people read over it; it serves one agency."""

    counter_id: int
    number: str
    agency: str
    place: str
    taken_by: str | None
    """Display name of the officer who sits there now."""
    taken_since: datetime | None
    pause: Pause | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    officer_id: int
    name: str
    display_name: str
    admin: bool


@dataclass(frozen=True, slots=True)
class Session:
    """An officer's sign-in; the cookie holds a token whose hash is the key."""

    officer: Officer
    counter_id: int | None
    csrf: str
    locked: bool
    """Nobody has pressed anything for a while: the password opens it again, the counter is kept."""


@dataclass(frozen=True, slots=True)
class NewSession:
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class QueuedTicket:
    """A ticket as counters and boards see it.

    `taken_at` is the clamped time of issue, and `order_time` the same unless an officer has put it last.
    Before `not_before` it is not called in its turn. A transferred one is `from_counter`, and for
    `only_counter` where one was chosen, as long as somebody sits there; both are the numbers over them.

    A provisional one was shown at a counter, at `taken_at`, before its event came: what the slip does not say
    is not known. `label` and `check` are "" for a visit without a number.
    """

    ticket_id: str
    label: str
    check: str
    code: str | None
    service: str | None
    agency: str
    priority: str | None
    kiosk: str
    provisional: bool
    twin: bool
    """Another ticket of the same label is of the same day."""
    state: TicketState
    issued_at: datetime | None
    taken_at: datetime
    order_time: datetime
    not_before: datetime | None
    called_at: datetime | None
    closed_at: datetime | None
    calls: int
    counter_number: str | None
    only_counter: str | None
    from_counter: str | None
    queue_day: date | None
    """None: undated."""
    lapsed_as: Literal["waiting", "called"] | None

    def may_be_served(self, today: date) -> bool:
        """Whether its slip calls it: it was not called yet, on whatever day, or today in vain."""
        match self.state:
            case TicketState.WAITING | TicketState.VOID:
                return True
            case TicketState.LAPSED:
                return self.lapsed_as == "waiting"
            case TicketState.NO_SHOW:
                return self.queue_day == today
            case TicketState.CALLED | TicketState.DONE:
                return False
            case _:
                assert_never(self.state)


@dataclass(frozen=True, slots=True)
class Call:
    """One announcement; a recall is a new one with the next `times`."""

    seq: int
    label: str
    counter_number: str
    agency: str
    place: str
    times: int
    called_at: datetime
    kiosk: str = ""
    issued_at: datetime | None = None
    twin: bool = False
    """Another ticket of the same label is of the same day: kiosk and time tell them apart."""


@dataclass(frozen=True, slots=True)
class ZoneView:
    """What a board shows of one zone: its newest calls, and who is next."""

    calls: tuple[Call, ...]
    next_labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardView:
    """`seq` is the newest fact in it, for Last-Event-ID. `now` is None before the first call of the day."""

    seq: int
    now: Call | None
    last: tuple[Call, ...]
    next_labels: tuple[str, ...]
    zones: tuple[ZoneView, ...] = ()
    """Of each of the groups of agencies that were asked for."""
    paused: tuple[str, ...] = ()
    """Numbers of the counters that are closed for a while."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """What the last call or closing at a counter did, or both at once, as long as it can be taken back.

    Labels; "" is a visit without a number.
    """

    called: str | None
    closed: str | None
    closed_as: TicketState | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ConsoleView:
    seq: int
    counter: Counter
    serving: QueuedTicket | None
    waiting: tuple[QueuedTicket, ...]
    """In the order in which the server will call."""
    later: tuple[QueuedTicket, ...]
    """Given back for later: they join `waiting` at their `not_before`, the first of them first."""
    no_shows: tuple[QueuedTicket, ...]
    undated: tuple[QueuedTicket, ...]
    """Brought by a kiosk that cannot prove the day: they wait aside until the list is taken in."""
    served_today: int
    undoable: Undoable | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A number that a counter served before its kiosk's log told of it."""

    label: str
    check: str
    counter_number: str | None
    shown_at: datetime
    orphaned_at: datetime | None
    """Since when no event can be expected any more; None: its kiosk may still bring it."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Paper that ought not to exist, and is served all the same."""

    kind: Literal["twin", "foreign_letter"]
    """Its label is another ticket's already, or bears the letter of another kiosk."""
    label: str
    check: str
    kiosk_name: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Leftover:
    """How many tickets of an agency a day has left: still waiting, still being served, called in vain."""

    agency: str
    waiting: int
    called: int
    no_shows: int


@dataclass(frozen=True, slots=True)
class Leftovers:
    day: date
    lines: tuple[Leftover, ...]


@dataclass(frozen=True, slots=True)
class TicketView:
    """What a phone may know of one ticket by its code.

    `ahead` is None unless it waits today; `place` is the counter's.
    """

    seq: int
    ticket: QueuedTicket
    ahead: int | None
    business_day: date | None
    place: str | None
    estimate: Estimate | None
    """When it will probably be called; None where that is not known, or it does not wait."""


@dataclass(frozen=True, slots=True)
class Press:
    """One press of a console button.

    `key` comes once (the same again is a repeated click); `expected` is the ticket that the officer saw as
    being served, so that a press on an old page changes nothing.
    """

    key: str
    counter_id: int
    officer_id: int
    expected: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """An action that the queue does not allow now: somebody else was faster, or there is nobody.

    `ticket` is the one that the refused slip names: `served`, or `elsewhere` = another agency's.
    """

    reason: Literal[
        "nobody_waits",
        "not_serving",
        "not_yours",
        "unknown_ticket",
        "served",
        "elsewhere",
        "no_number",
        "unknown_counter",
        "paused",
        "too_late",
        "repeated",
        "changed",
    ]
    ticket: QueuedTicket | None = None


@dataclass(frozen=True, slots=True)
class Reservation:
    """A document whose print PIN is held for one print job until the kiosk's log says how the paper ended."""

    job_id: str
    request_id: str
    kiosk_id: str
    state: Literal["reserved", "consumed", "released", "undecided"]


@dataclass(frozen=True, slots=True)
class UndecidedSlip:
    """A reservation of which nobody but a member of staff can say whether its slip or page came out.

    `request_no` is the number of the request, no person's. The kiosk is named as it is now. `reprint`: how
    many papers before this one may be about.
    """

    kiosk_id: str
    job_id: str
    request_no: str
    kind: DocumentKind
    form: Form
    kiosk_letter: str
    kiosk_name: str
    reserved_at: datetime
    reprint: int = 0


SlipDecision = Literal["out", "spoiled", "none"]
"""What a member of staff found: the slip is out and whole; something of it came out, and it is printed again,
marked; nothing came out."""


@dataclass(frozen=True, slots=True)
class Locked:
    until: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """How many are left after this one, and where it is the last: until when it locks if it fails."""

    left: int
    then_until: datetime | None


RequestState = Literal["submitted", "in_process", "ready", "collected", "expired", "revoked"]


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A document request as it comes in: of the person keyed hashes, and what slips show.

    `print_pin` only where somebody else has issued it already.
    """

    number: str
    kind: DocumentKind
    state: RequestState
    holder_key: str
    family_key: str
    initials: str
    nik_tail: str
    birth_year: int | None
    issue: str | None
    bring: tuple[str, ...]
    counter: str | None
    shelf: str | None
    ready_on: date | None = None
    collect_by: date | None = None
    print_pin: str | None = field(default=None, repr=False)
    pin_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RequestChange:
    """What an import does with one: `closed` is over and stays as it is; `ready` has a print PIN that is out,
    and is not made another person's or another document. `fields`: what changes, or would."""

    number: str
    what: Literal["new", "changed", "same", "closed", "ready"]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """One as the document desk sees it. What is of a person is None once it was forgotten.

    `slip`: none was printed, or only such as staff found spoilt; `held` by a job, or for staff to decide;
    `printed`: the print PIN is used. `reprints`: how many papers of it may be about besides the next.
    """

    request_id: str
    number: str
    kind: DocumentKind
    state: RequestState
    slip: Literal["none", "held", "printed"]
    holder_key: str | None
    initials: str | None
    nik_tail: str | None
    birth_year: int | None
    issue: str | None
    bring: tuple[str, ...]
    counter: str | None
    shelf: str | None
    ready_on: date | None
    collect_by: date | None
    pin_until: datetime | None
    reprints: int
    closed_at: datetime | None

    def pin_over(self, now: datetime) -> bool:
        """Whether no print PIN of it is good any more."""
        return self.pin_until is None or self.pin_until <= now


@dataclass(frozen=True, slots=True)
class Held:
    """A document that is a print job's now: the request, which is not corrected until its paper has ended;
    `reprint` as its slip says it, 0 for the first."""

    request: DocumentRequest
    reprint: int


@dataclass(frozen=True, slots=True)
class Ready:
    """Where a document waits, until which day, and what is to be brought."""

    counter: str | None
    shelf: str | None
    bring: tuple[str, ...]
    collect_by: date


AuditAction = Literal[
    "look",
    "print",
    "collection",
    "open",
    "verify",
    "mismatch",
    "import",
    "ready",
    "correct",
    "pin",
    "hand_over",
    "revoke",
    "unlock",
    "slip_out",
    "slip_spoiled",
    "slip_none",
    "lower_day",
]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`who`: `officer:3`, `kiosk:<id>`, `server`; `numbers`: of the requests that were seen or changed; of
    `unlock` before them whose lock it was (`Documents.audited`); of `lower_day` the day that was named, and
    the day that it is."""

    seq: int
    at: datetime
    who: str
    action: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The newest entry. Kept elsewhere, it proves later that nothing before it was rewritten or cut off."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class BrokenAudit:
    """The first entry that does not hold."""

    seq: int
    fault: Literal["changed", "rewritten", "cut_off"]


StoreFault = Literal["database", "no_room", "no_witness"]


Clock = Callable[[], datetime]
"""Tells the time when it is asked."""


class Store(Protocol):
    """A verb that may name a day to a kiosk asks the `clock` itself, within its transaction: by the time at
    which it came, one that was under way while a day was taken back would name it again."""

    def faults(self) -> tuple[StoreFault, ...]:
        """Why no requests should be sent here, now."""

    # kiosks
    def enrolment_token(self, *, kiosk_name: str, now: datetime) -> str: ...
    def enrol(
        self, *, token: str, public_key: bytes, series: Sequence[str], clock: Clock
    ) -> Kiosk | EnrolRefusal:
        """The same token with the same key again is the same kiosk, as long as nothing has replaced it."""

    def kiosk(self, kiosk_id: str) -> Kiosk | None: ...
    def readmit(self, *, kiosk: Kiosk, clock: Clock) -> bool:
        """Takes in as it was a kiosk that this database has forgotten, or whose newer key it has; False where
        its place or letter is another's, its key an older one, or it was revoked."""

    def revoke(self, *, kiosk_id: str, now: datetime) -> bool:
        """False where it is no kiosk (any more). What it holds is undecided then, as at a re-enrolment."""

    def change_key(self, *, kiosk_id: str, key: bytes) -> None:
        """The kiosk's requests may also be signed with this key from now on."""

    def take_over(self, *, kiosk_id: str, key: bytes) -> None:
        """The next key has signed: the one before is nobody's any more."""

    def fresh_nonce(self, *, kiosk_id: str, nonce: str, now: datetime) -> bool: ...
    def grant(self, asked: Sequence[GrantAsked], *, now: datetime) -> tuple[Granted | GrantRefusal, ...]:
        """Numbers of the site's series, in the order in which they were asked for: one transaction for all.

        A ticket that asks again has its number again.
        """

    def granting(
        self, asked: Sequence[GrantAsked], *, clock: Clock
    ) -> Future[tuple[Granted | GrantRefusal, ...]]:
        """The same for whoever has something else to do meanwhile."""

    def kiosks(self) -> tuple[KioskStanding, ...]: ...
    def marks(self) -> Marks:
        """Of the day that was named last."""

    def named_day(self) -> date | None:
        """The latest business day that a kiosk was told; None before the first."""

    def lower_day(self, *, day: date, officer_id: int, now: datetime, then: Callable[[], None] = ...) -> bool:
        """Takes back the days after this one, which a wrong clock has named; False where nobody knows one.

        Numbers go on above those that were given under them, and the audit has who said so. `then` makes the
        clock follow: it is called when all this is durable, before anybody asks the clock again.
        """

    def numbering(self, *, now: datetime) -> NumberingStanding: ...
    def declare_absent(self, *, kiosk_id: str, now: datetime) -> bool:
        """Nobody waits for this kiosk in this doubt. False where nobody does."""

    def take_in(self, *, kiosk: Kiosk, hello: Hello, events: Sequence[Event], clock: Clock) -> TakenIn: ...
    def ask_help(self, *, kiosk: Kiosk, request: HelpRequest, now: datetime) -> HelpStanding:
        """Told again and again: how it stands. A new wish of a kiosk ends the one before."""

    def help_wishes(self, *, now: datetime) -> tuple[HelpWish, ...]:
        """Those that stand, oldest first."""

    def take_up_help(
        self,
        *,
        kiosk_id: str,
        help_id: str,
        state: Literal["coming", "over"],
        officer_id: int,
        now: datetime,
    ) -> bool:
        """False, and nothing is changed, where somebody else was faster."""

    def waiting_by_service(self, day: date) -> dict[str, int]: ...
    def issued_by_service(self, day: date) -> dict[str, int]: ...
    def waiting_by_agency(self, day: date) -> dict[str, int]: ...
    def estimates(self, *, now: datetime) -> dict[str, Estimates]:
        """By agency id, of a number that is taken now."""

    # counters
    def counters(self) -> tuple[Counter, ...]: ...
    def add_counter(self, *, number: str, agency: str, place: str) -> Counter | Literal["taken"]: ...
    def call_next(self, press: Press) -> Call | Refused: ...
    def recall(self, press: Press) -> Call | Refused: ...
    def close(
        self, press: Press, *, state: Literal[TicketState.DONE, TicketState.NO_SHOW]
    ) -> QueuedTicket | Refused: ...
    def call_ticket(self, press: Press, *, ticket_id: str, reason: CallReason) -> Call | Refused:
        """Out of its turn: one that waits, or for the reason `missed` one that did not come."""

    def serve(self, press: Press, *, label: str, check: str, code: str | None) -> Call | Refused:
        """Calls whose slip says so, of any day, also where the server has never heard of the number.

        `code` where the slip was scanned. Refused, with the ticket, where it was called before.
        """

    def serve_unnumbered(self, press: Press) -> QueuedTicket | Refused:
        """Records a visit without a number: boards say nothing, and no label is touched."""

    def admit(self, press: Press) -> int | Refused:
        """Takes the undated tickets of the counter's agency into today's queue; how many."""

    def undo(self, press: Press) -> Undoable | Refused: ...
    def give_back(self, press: Press, *, place: Place) -> QueuedTicket | Refused: ...
    def transfer(
        self, press: Press, *, agency: str, counter_id: int | None, service: str | None
    ) -> QueuedTicket | Refused:
        """To an agency that has a counter, and there to one counter or to any; None keeps the service."""

    def pause(self, press: Press, *, reason: PauseReason) -> Pause | Refused:
        """What is being served is done then."""

    def resume(self, press: Press) -> Pause | Refused: ...
    def find_tickets(
        self, *, readings: Sequence[Reading], code: str | None, now: datetime
    ) -> tuple[QueuedTicket, ...]:
        """Today's of these labels; those of label and check characters, and of this code, of any day.

        Today's first, then the newest.
        """

    def shown(self, *, now: datetime) -> tuple[Shown, ...]:
        """Of the last days, newest first; without those whose event has come."""

    def alarms(self, *, now: datetime) -> tuple[Alarm, ...]:
        """Of the last days, newest first."""

    def end_days(self, *, now: datetime) -> int:
        """Closes what earlier days have left; how many tickets. Again is nothing."""

    def leftovers(self, *, now: datetime) -> Leftovers | None:
        """Of the last day before today that had tickets."""

    def console_view(self, *, counter_id: int, now: datetime) -> ConsoleView | None: ...
    def board_view(
        self,
        *,
        now: datetime,
        agencies: frozenset[str] | None = None,
        zones: Sequence[frozenset[str]] = (),
    ) -> BoardView:
        """Of `agencies`, or of all; and each of `zones`, groups of agencies, by itself."""

    def claim_voice(
        self, *, seq: int, board: str, seconds: float, now: datetime
    ) -> Literal["speak", "wait", "over"]:
        """Whether `board` may speak the call `seq`, which keeps it busy for so long, now.

        Each call is spoken by one board at most, and one at a time where its agency's zone hears them. The
        board that spoke there last comes first; `wait`: ask again in a second. `over`: it was spoken, or its
        ticket is no longer called.
        """

    def ticket_view(self, *, code: str, now: datetime) -> TicketView | None: ...

    # officers
    def first_admin_token(self, *, now: datetime) -> str | None: ...
    def first_admin_open(self, *, token: str) -> bool: ...
    def claim_first_admin(
        self, *, token: str, name: str, display_name: str, password: str
    ) -> Officer | None: ...
    def add_officer(
        self, *, name: str, display_name: str, password: str, admin: bool
    ) -> Officer | Literal["taken"]: ...
    def officers(self) -> tuple[Officer, ...]: ...
    def sign_in(
        self, *, name: str, password: str, address: str, now: datetime
    ) -> NewSession | Literal["no_match", "wait"]: ...
    def session(self, *, token: str, now: datetime, touch: bool = True) -> Session | None: ...
    def take_counter(self, *, token: str, counter_id: int, now: datetime) -> bool: ...
    def unlock(
        self, *, token: str, password: str, address: str, now: datetime
    ) -> Literal["open", "no_match", "wait"]:
        """Wrong passwords count with those at the sign-in."""

    def sign_out(self, *, token: str, now: datetime) -> None: ...

    # documents
    def note_attempt(self, *, key: str, now: datetime) -> Locked | Tries:
        """Before a citizen's secret is compared: counts the try, unless it is locked."""

    def forget_attempts(self, *, key: str) -> None:
        """The secret was right."""

    def return_attempt(self, *, key: str, then_until: datetime | None) -> None:
        """The try just counted could not be compared. `then_until`: the lock that it was to earn."""

    def plan_requests(self, rows: Sequence[NewRequest]) -> tuple[RequestChange, ...]:
        """What `put_requests` would do with each."""

    def put_requests(
        self, rows: Sequence[NewRequest], *, who: str, now: datetime
    ) -> tuple[RequestChange, ...]: ...
    def requests(
        self, *, number: str, state: RequestState | None, now: datetime
    ) -> tuple[DocumentRequest, ...]:
        """Whose number holds `number`: the very one, then the newest first, 200 at most."""

    def request(self, *, request_id: str, now: datetime) -> DocumentRequest | None: ...
    def requests_of(
        self, *, holders: Sequence[str], family: str | None, now: datetime
    ) -> tuple[DocumentRequest, ...]:
        """By keyed hashes: the family's KK, where one is named, and each holder's KTP-el and KIA; none that
        was revoked."""

    def fitting_pin(self, *, request_id: str | None, print_pin: str) -> str | None:
        """By what `reserve` knows the print PIN again, where it is the request's; None where it is not.

        No request costs as much time as a wrong PIN, and so does one that has none."""

    def make_ready(
        self,
        *,
        request_id: str,
        ready: Ready,
        print_pin: str,
        until: datetime,
        officer_id: int,
        now: datetime,
    ) -> bool:
        """False where it is not open, ready already, or a slip of it is held."""

    def correct_ready(
        self, *, request_id: str, ready: Ready, officer_id: int, now: datetime
    ) -> Literal["held", "not_ready"] | None:
        """Says anew where and until when a ready one waits; its print PIN stays. Or why that cannot be: a
        slip of it is held, and says what was; or it is not ready (any more)."""

    def reissue_pin(
        self, *, request_id: str, print_pin: str, until: datetime, officer_id: int, now: datetime
    ) -> bool:
        """False where it is not ready, or a slip of it is held."""

    def close_request(
        self, *, request_id: str, state: Literal["collected", "revoked"], officer_id: int, now: datetime
    ) -> bool:
        """False where it was over before: a document is handed over once."""

    def forget_requests(self, *, now: datetime) -> int:
        """Ends what nobody fetched or ever made ready, and takes from what is long over all that leads to a
        person."""

    def note(self, *, who: str, action: AuditAction, numbers: Sequence[str], now: datetime) -> None:
        """Into the audit, what no other verb here does: a look, or a word that changes no request."""

    def audit(
        self,
        *,
        number: str | None,
        who: str | None = None,
        actions: Sequence[AuditAction] = (),
        limit: int,
    ) -> tuple[AuditEntry, ...]:
        """Newest first; of one request, of one person or machine, and of these actions, or of all."""

    def prove_audit(self, *, known: AuditHead | None) -> AuditHead | BrokenAudit: ...
    def reserve(
        self,
        *,
        request_id: str,
        form: Form,
        pin: str,
        kiosk: Kiosk,
        job_id: str,
        now: datetime,
    ) -> Held | None:
        """None where the document is held, used up or no longer ready, the PIN that fitted over or no longer
        its own, the job over, or the kiosk no longer this one. `pin`: see `fitting_pin`."""

    def reservation(self, *, request_id: str) -> Reservation | None: ...
    def undecided_slips(self) -> tuple[UndecidedSlip, ...]:
        """Oldest first."""

    def decide_slip(
        self,
        *,
        kiosk_id: str,
        job_id: str,
        decision: SlipDecision,
        officer_id: int,
        now: datetime,
    ) -> bool:
        """False, and nothing is changed, where no such slip is undecided."""
