"""What each page is given: frozen contexts, filled here from the store's views with the catalogue's names.

A template of the same name draws each (`console.html` <- ConsolePage) and knows it as `page`; nothing else is
passed. All times are aware and in the site's zone. The `*_body.html` templates are fragments: the page
includes them, and the streams send them alone as the data of the event `snapshot`, so that a script only puts
the new fragment in the place of the old.

Every form that changes something posts `csrf`; the console's forms also post `key` (a repeated click is
recognised by it) and `expected` (the id of the ticket that the page showed as being served, or empty). Pages
load scripts and styles from /static only (the content security policy says so; inline styles are allowed,
inline scripts are not).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Literal, Protocol
from urllib.parse import urlencode

from config.availability import opening
from config.dates import DAYS, clock_range
from config.identity import photo_ground
from config.models import Hours, Opening, Zone
from server.fleet import Contact, contact
from server.imports import ReadFile
from server.site import Site
from server.store import (
    Alarm,
    AuditEntry,
    BoardView,
    Call,
    ConsoleView,
    Counter,
    DocumentRequest,
    HelpWish,
    KioskStanding,
    Leftovers,
    NumberingStanding,
    Officer,
    Pause,
    PauseReason,
    QueuedTicket,
    RequestChange,
    RequestState,
    Shown,
    TicketView,
    UndecidedSlip,
    Undoable,
    ZoneView,
)
from server.voice.clips import CLIPS, Speech, Voice

Template = Literal[
    "signin.html",
    "signin_counter.html",
    "locked.html",
    "console.html",
    "console_body.html",
    "dialog.html",
    "dialogs/pause.html",
    "dialogs/return.html",
    "dialogs/slip.html",
    "dialogs/ticket.html",
    "dialogs/transfer.html",
    "board.html",
    "board_body.html",
    "ticket.html",
    "ticket_body.html",
    "ticket_unknown.html",
    "admin.html",
    "documents.html",
    "document.html",
    "documents_import.html",
    "verify.html",
    "staff.html",
    "staff_body.html",
    "first_admin.html",
    "error.html",
]


class Render(Protocol):
    """Draws one context; the only thing that routes and streams know of how pages look."""

    def __call__(self, template: Template, page: object) -> str: ...


@dataclass(frozen=True, slots=True)
class Head:
    """What every whole page shows of the site, and who is signed in."""

    site_name: str
    clock: datetime
    officer: Officer | None = None
    csrf: str = ""


# --- signing in ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Posts `name`, `password` to /sign-in. `problem`: `wait` = too many attempts, try later."""

    head: Head
    name: str
    problem: Literal["no_match", "wait"] | None


@dataclass(frozen=True, slots=True)
class CounterLine:
    counter: Counter
    agency_name: str
    mine: bool


@dataclass(frozen=True, slots=True)
class CounterPage:
    """Template signin_counter.html. Posts `counter_id` to /counter; a taken counter may be taken over."""

    head: Head
    counters: tuple[CounterLine, ...]


@dataclass(frozen=True, slots=True)
class LockedPage:
    """Posts `password` to /locked. `counter` is the officer's own."""

    head: Head
    counter: CounterLine | None
    problem: Literal["no_match", "wait"] | None


# --- console ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TicketLine:
    ticket: QueuedTicket
    check: str
    service_name: str
    priority_name: str | None
    minutes: int
    """Whole minutes from taking the ticket to its last call, or until now."""


@dataclass(frozen=True, slots=True)
class ConsoleBody:
    """Posts to /console/{call-next,recall,no-show,done,undo,resume,admit}, and `ticket_id reason` to
    /console/call; links to the dialogs /console/{return,transfer,slip,pause}, /console/ticket/{ticket_id}."""

    seq: int
    csrf: str
    key: str
    expected: str
    counter: Counter
    agency_name: str
    serving: TicketLine | None
    waiting: tuple[TicketLine, ...]
    later: tuple[TicketLine, ...]
    no_shows: tuple[TicketLine, ...]
    undated: tuple[TicketLine, ...]
    served_today: int
    undoable: Undoable | None
    undo_age: float
    """Seconds since what can be taken back."""
    ordinary_between: int
    """Ordinary tickets between two with priority, for the sentence above the list."""
    wait_cap_minutes: int
    problem: str | None
    """A reason of `store.Refused`, after a press that changed nothing."""
    refused: QueuedTicket | None
    """The ticket that a refused slip names."""
    wrong_counter: str | None
    """The agency for which the number that is being served was taken, where that is not this counter's."""
    clock: datetime


@dataclass(frozen=True, slots=True)
class ConsolePage:
    """`documents`: this counter hands documents out."""

    head: Head
    body: ConsoleBody
    documents: bool


@dataclass(frozen=True, slots=True)
class DialogForm:
    """The hidden fields of a press, as the console's own."""

    csrf: str
    key: str
    expected: str


@dataclass(frozen=True, slots=True)
class PauseDialog:
    """Posts `reason` to /console/pause."""

    form: DialogForm
    counter: Counter
    serving: QueuedTicket | None
    choices: tuple[tuple[PauseReason, datetime | None], ...]
    """With the time at which each would end."""


@dataclass(frozen=True, slots=True)
class ReturnDialog:
    """Posts `place` to /console/return."""

    form: DialogForm
    serving: QueuedTicket | None
    later: datetime


@dataclass(frozen=True, slots=True)
class TransferTarget:
    """`value`: `counter:7`, `agency:samsat` or `service:pkb`."""

    value: str
    name: str
    note: str
    waiting: int
    pause: Pause | None = None


@dataclass(frozen=True, slots=True)
class TransferDialog:
    """Posts `target` to /console/transfer."""

    form: DialogForm
    counter: Counter
    serving: QueuedTicket | None
    targets: tuple[TransferTarget, ...]


@dataclass(frozen=True, slots=True)
class TicketDialog:
    """Posts `ticket_id reason` to /console/call."""

    form: DialogForm
    serving: QueuedTicket | None
    line: TicketLine


SlipVerdict = Literal[
    "nothing",
    "unreadable",
    "unlabelled",
    "uncoded",
    "new",
    "doubtful",
    "check",
    "several",
    "elsewhere",
    "callable",
    "here",
    "called",
    "done",
    "over",
]
"""Of a number that the server does not know: `unlabelled`: the code was scanned, and the label must be typed;
`uncoded`: typed without check characters; `new`: a kiosk that has not told all may have issued it;
`doubtful`: no such kiosk has its letter; `check`: today's of this label has other check characters.

Of one that it knows: `several`: more than one, told apart by check characters; `elsewhere`: another agency's;
`called`: at another counter; `over`: of an earlier day, and called then."""


@dataclass(frozen=True, slots=True)
class SlipDialog:
    """Asks /console/slip?number=&code= while it is typed; posts `label check code` to /console/serve, and no
    more than the form to /console/unnumbered."""

    form: DialogForm
    serving: QueuedTicket | None
    text: str
    reading: str
    """How the text was read, a label where there is one."""
    label: str
    check: str
    code: str
    """As it was scanned, or empty."""
    verdict: SlipVerdict
    day: date
    line: TicketLine | None
    agency_name: str


@dataclass(frozen=True, slots=True)
class DialogPage:
    """A dialog as a page of its own, for a browser without scripts."""

    head: Head
    template: Template
    dialog: object


# --- board --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CallLine:
    call: Call
    agency_name: str
    speech: Speech
    fresh_seconds: int
    """Since the call: what the weave has grown already."""


@dataclass(frozen=True, slots=True)
class HoursLine:
    name: str
    spans: tuple[str, ...]
    """`08.00–16.00` each; none: closed."""


@dataclass(frozen=True, slots=True)
class ZoneBlock:
    """A zone on a board that shows several. The cloth's call is one of `calls` and stands there alone."""

    name: str
    note: str
    calls: tuple[CallLine, ...]
    next_labels: tuple[str, ...]


BoardState = Literal["calling", "waiting", "before", "closed"]
"""`waiting`: open, and nobody was called today. `before`: it opens later today. `closed`: it opens at
`BoardBody.opens`, or nobody knows when."""


@dataclass(frozen=True, slots=True)
class BoardBody:
    seq: int
    day: date
    clock: datetime
    state: BoardState
    opens: datetime | None
    hours: tuple[HoursLine, ...]
    """Today's of all weeks with a name; after closing the site's own week."""
    now: CallLine | None
    last: tuple[CallLine, ...]
    next_labels: tuple[str, ...]
    zones: tuple[ZoneBlock, ...]
    """Two or three, instead of `last` and `next_labels`; none on a board of one zone, or of more."""
    notices: tuple[str, ...]
    """Sentences to be shown in turn."""


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """What a board is told by its address, `/board?zone=a&inch=43&distance=6&arrow=right&mode=dark`.

    `inch`: the panel's diagonal; `distance`: of the farthest reader, metres; `arrow`: where the counters are
    as seen from the board, None where that differs from counter to counter; `zones`: ids, none for all;
    `voice`: the key by which the board may speak, empty where it is to be silent or `key_refused`.
    """

    inch: int = 55
    distance: float = 8.0
    arrow: Literal["left", "right", "up", "down"] | None = None
    mode: Literal["light", "dark"] | None = None
    zones: tuple[str, ...] = ()
    voice: str = ""
    key_refused: bool = False

    @property
    def stream(self) -> str:
        """Where the board listens."""
        query = urlencode([("zone", zone) for zone in self.zones])
        return f"/board/stream?{query}" if query else "/board/stream"

    @property
    def clips(self) -> tuple[str, ...]:
        """What a voice needs at hand."""
        return CLIPS if self.voice else ()

    @property
    def px_per_mm(self) -> float:
        """Of a panel of 1920 x 1080."""
        return PANEL_DIAGONAL_PX / (self.inch * MM_PER_INCH)

    @property
    def scale(self) -> float:
        """Pixels that a millimetre at 8 metres takes, so that letters are read from `distance`."""
        return min(self.px_per_mm * self.distance / 8, LARGEST_SCALE)

    @property
    def rows(self) -> int:
        """Last calls; as letters grow rows go, never sizes."""
        return 4 if self.scale <= ROOMY_SCALE else 3

    @property
    def next_count(self) -> int:
        return 6 if self.scale <= ROOMY_SCALE else 4


PANEL_DIAGONAL_PX = 2203
MM_PER_INCH = 25.4
ROOMY_SCALE = 1.7
LARGEST_SCALE = 2.05
"""43 inches read at 8 metres. What asks for more hangs too far away: letters stay at this size."""


@dataclass(frozen=True, slots=True)
class BoardPage:
    head: Head
    body: BoardBody
    settings: BoardSettings


# --- phone --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TicketBody:
    seq: int
    ticket: QueuedTicket
    check: str
    service_name: str
    agency_name: str
    ahead: int | None
    today: bool
    """Whether the ticket's queue is today's; an older ticket is history."""
    place: str | None
    """Where the calling counter is."""
    estimate: str | None
    """`09.55–10.10`."""
    clock: datetime


@dataclass(frozen=True, slots=True)
class TicketPage:
    head: Head
    body: TicketBody


@dataclass(frozen=True, slots=True)
class TicketUnknownPage:
    """Also what a ticket gets that a cut-off kiosk printed and that the server has not heard of yet."""

    head: Head
    code: str


# --- admin --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KioskLine:
    """`silent_minutes` since its last word, `oldest_minutes` that its oldest unsynced event has waited."""

    kiosk: KioskStanding
    contact: Contact
    silent_minutes: int
    oldest_minutes: int

    @property
    def prints(self) -> bool:
        """Whether its slip printer may well print, by its own word."""
        return (self.kiosk.printer or "").partition(":")[0] in ("ready", "busy", "connecting", "unknown")

    @property
    def prints_pages(self) -> bool:
        """Whether its office printer does: one that says nothing is sent nothing. True where it has none."""
        return self.kiosk.office in (None, "ready", "busy")


AdminProblem = Literal[
    "officer_taken", "counter_taken", "counter_number", "weak_password", "unknown_agency", "empty"
]


@dataclass(frozen=True, slots=True)
class NewKiosk:
    """Shown once: the token is stored as a hash only."""

    name: str
    token: str
    command: str
    valid_minutes: int


@dataclass(frozen=True, slots=True)
class BoardLine:
    """What a board shows, and the path of its address, by which it may speak."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class AdminPage:
    """Posts to /admin/officers `name display_name password admin`, /admin/counters `number agency place`,
    /admin/kiosks `name`, /admin/kiosks/{kiosk_id}/revoke or /absent, /admin/clock and /admin/day."""

    head: Head
    officers: tuple[Officer, ...]
    counters: tuple[CounterLine, ...]
    without_counter: Mapping[str, int]
    """How many wait today, by agency, where no counter of theirs can call them."""
    numbering: NumberingStanding
    kiosks: tuple[KioskLine, ...]
    """Those to be looked at first."""
    agencies: Mapping[str, str]
    """Names by id, for the choice of a counter's agency."""
    boards: tuple[BoardLine, ...]
    shown: tuple[Shown, ...]
    alarms: tuple[Alarm, ...]
    leftovers: Leftovers | None
    new_kiosk: NewKiosk | None
    problem: AdminProblem | None
    clock: datetime
    clock_error: timedelta | None = None
    """By how much this machine's clock is ahead of the kiosks', where they contradict it."""
    named_ahead: date | None = None
    """The day that was named last, where this machine's clock shows an earlier one: `machine_day`."""
    machine_day: date | None = None


@dataclass(frozen=True, slots=True)
class HelpLine:
    wish: HelpWish
    minutes: int
    """Whole minutes that the citizen has waited."""


@dataclass(frozen=True, slots=True)
class StaffBody:
    """Posts to /staff/help `kiosk_id help_id state` (`coming`, `over`), to /staff/slips `kiosk_id job_id
    slip` (`out`, `spoiled`, `none`: see SlipDecision)."""

    csrf: str
    stays: bool
    """Open, it keeps its officer signed in."""
    wishes: tuple[HelpLine, ...]
    """Who waits, the longest first; then those to whom somebody is on the way."""
    slips: tuple[UndecidedSlip, ...]
    """Of which only staff can say whether they came out, oldest first."""
    machines: tuple[KioskLine, ...]
    """Kiosks that are silent, or one of whose printers says that it does not work."""


@dataclass(frozen=True, slots=True)
class StaffPage:
    head: Head
    body: StaffBody


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """Dukcapil's desk: Posts `number state` to /documents, `nik` to /documents/unlock. Names no person.

    `unlocked`: the last digits of a NIK whose tries count from the beginning now. `problem`: of what was
    typed, which is not shown again.
    """

    head: Head
    requests: tuple[DocumentRequest, ...]
    number: str
    state: RequestState | None
    simulated: bool
    unlocked: str | None
    problem: Literal["not_16_digits", "holds_number"] | None


@dataclass(frozen=True, slots=True)
class PrintPinShown:
    """Said once, to be sent to the applicant."""

    request_id: str
    pin: str = field(repr=False)
    until: datetime


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One request. Posts to /documents/{request_id}/ready `counter shelf bring collect_by`, /pin, /revoke,
    /hand-over. `problem`: what the press could not do, or which field."""

    head: Head
    request: DocumentRequest
    audit: tuple[AuditEntry, ...]
    officers: Mapping[int, str]
    collect_by: date
    today: date
    last_day: date
    new_pin: PrintPinShown | None
    problem: Literal["changed", "collect_by", "holds_number"] | None
    simulated: bool

    @property
    def photo_ground(self) -> Literal["red", "blue"] | None:
        """Of the photo on a card; None where there is none, or nobody knows the year of birth any more."""
        year = self.request.birth_year
        return None if year is None or self.request.kind == "kk" else photo_ground(year)


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Posts a file to /documents/import `file`, one row to /documents/add, and what was shown to
    /documents/import/confirm `token`. `rows` stand with what would change, or with what was done."""

    head: Head
    read: ReadFile | None
    changes: Mapping[str, RequestChange]
    token: str
    done: bool
    values: Mapping[str, str]
    """Of the form, to be corrected."""
    simulated: bool


Verdict = Literal[
    "good",
    "by_number",
    "used",
    "late",
    "revoked",
    "not_ready",
    "old_slip",
    "forged",
    "no_token",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a slip's code, or a number that was typed, leads to. `by_number` proves no slip. `handed_by`: the
    officer who handed it over before."""

    verdict: Verdict
    request: DocumentRequest | None = None
    place: str | None = None
    handed_by: str | None = None


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """Posts to /documents/verify `token`, then to /documents/{request_id}/hand-over with `back`, or
    to /mismatch."""

    head: Head
    checked: Checked | None
    earlier: tuple[AuditEntry, ...]
    """The officer's own, newest first."""
    said: Literal["handed_over", "mismatch"] | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class FirstAdminPage:
    """Posts `token name display_name password` to /first-admin. `used`: there is an admin, show no form."""

    head: Head
    token: str
    name: str
    display_name: str
    problem: Literal["weak_password", "empty", "used"] | None


@dataclass(frozen=True, slots=True)
class ErrorPage:
    head: Head
    status: int
    reason: Literal["not_found", "forbidden", "other_counter", "stale_form"]


# --- filling ------------------------------------------------------------------------------------------------


def counter_line(counter: Counter, site: Site, *, mine: bool = False) -> CounterLine:
    return CounterLine(counter, site.agency_name(counter.agency), mine)


def ticket_line(ticket: QueuedTicket, site: Site, now: datetime) -> TicketLine:
    until = now if ticket.called_at is None else ticket.called_at
    return TicketLine(
        ticket=ticket,
        check=ticket.check,
        service_name=service_name(ticket, site),
        priority_name=None if ticket.priority is None else site.priority_name(ticket.priority),
        minutes=max(0, int((until - ticket.taken_at).total_seconds() // 60)),
    )


def service_name(ticket: QueuedTicket, site: Site) -> str:
    if ticket.service is not None:
        return site.service_name(ticket.service)
    return "Layanan belum diketahui" if ticket.label else "Kunjungan tanpa nomor"


def console_body(
    view: ConsoleView,
    site: Site,
    *,
    now: datetime,
    csrf: str,
    key: str,
    problem: str | None = None,
    refused: QueuedTicket | None = None,
) -> ConsoleBody:
    elsewhere = view.serving is not None and view.serving.agency != view.counter.agency
    return ConsoleBody(
        seq=view.seq,
        csrf=csrf,
        key=key,
        expected=view.serving.ticket_id if view.serving else "",
        counter=view.counter,
        agency_name=site.agency_name(view.counter.agency),
        serving=ticket_line(view.serving, site, now) if view.serving else None,
        waiting=tuple(ticket_line(one, site, now) for one in view.waiting),
        later=tuple(ticket_line(one, site, now) for one in view.later),
        no_shows=tuple(ticket_line(one, site, now) for one in view.no_shows),
        undated=tuple(ticket_line(one, site, now) for one in view.undated),
        served_today=view.served_today,
        undoable=view.undoable,
        undo_age=(now - view.undoable.at).total_seconds() if view.undoable else 0.0,
        ordinary_between=site.rule.ordinary_between,
        wait_cap_minutes=int(site.rule.wait_cap.total_seconds() // 60),
        problem=problem,
        refused=refused,
        wrong_counter=site.agency_name(view.serving.agency) if view.serving and elsewhere else None,
        clock=site.local(now),
    )


LAST_CALL_STANDS = timedelta(minutes=15)
"""After closing, a board still shows its last call for so long."""


NOTICE = "Ambil nomor di anjungan. Nomor tetap berlaku bila jaringan putus."
"""Where the site has nothing to say."""
PAUSES_IN_A_SENTENCE = 10
MOST_ZONES = 3
"""That one board shows by themselves; more would not be read."""


def zone_groups(zones: Sequence[Zone]) -> tuple[frozenset[str], ...]:
    """The agencies of each zone that a board shows in a block of its own."""
    several = 2 <= len(zones) <= MOST_ZONES
    return tuple(frozenset(zone.agencies) for zone in zones) if several else ()


def board_body(
    view: BoardView, site: Site, voice: Voice, *, now: datetime, zones: Sequence[Zone] = ()
) -> BoardBody:
    """`zones` are those of the view; see `zone_groups`."""

    def line(call: Call) -> CallLine:
        age = int((now - call.called_at).total_seconds())
        speech = voice.speech(call.label, call.counter_number, times=call.times)
        return CallLine(call, site.agency_name(call.agency), speech, max(0, age))

    def block(zone: Zone, shown: ZoneView) -> ZoneBlock:
        note = zone.note.id if zone.note else ""
        return ZoneBlock(zone.name.id, note, tuple(map(line, shown.calls)), shown.next_labels)

    state, opens = _board_state(view, site, now)
    local = site.local(now)
    return BoardBody(
        seq=view.seq,
        day=site.day(now),
        clock=local,
        state=state,
        opens=opens,
        hours=week_lines(site.hours[:1]) if state == "closed" else today_lines(site.hours, local.date()),
        now=line(view.now) if view.now else None,
        last=tuple(line(call) for call in view.last),
        next_labels=view.next_labels,
        zones=tuple(map(block, zones, view.zones)),
        notices=(*_pauses(view.paused), *(site.notices or (NOTICE,))),
    )


def _pauses(paused: Sequence[str]) -> list[str]:
    """Sentences of a length that is read in passing, however many counters have a break."""
    batches = (paused[at : at + PAUSES_IN_A_SENTENCE] for at in range(0, len(paused), PAUSES_IN_A_SENTENCE))
    return [f"Loket {', '.join(batch)} jeda." for batch in batches]


def _board_state(view: BoardView, site: Site, now: datetime) -> tuple[BoardState, datetime | None]:
    """Hours close a board only when nobody waits and its last call is old: officers still serve who came."""
    at_work = bool(view.next_labels) or (view.now is not None and now - view.now.called_at < LAST_CALL_STANDS)
    hours = opening(site.hours[0], now) if site.hours else None
    if hours is None or hours.state in ("open", "cut_off") or (at_work and view.now is not None):
        return ("calling" if view.now else "waiting"), None
    today = hours.until is not None and hours.until.date() == site.local(now).date()
    return ("before" if today and view.now is None else "closed"), hours.until


def today_lines(weeks: Sequence[Hours], day: date) -> tuple[HoursLine, ...]:
    """Today's hours of each week that differs from its site's own; a holiday closes all of them."""

    def spans(week: Hours) -> tuple[str, ...]:
        return _spans(() if day in week.holidays else week.week[day.weekday()])

    shown = [week for week in weeks if week is weeks[0] or spans(week) != spans(weeks[0])]
    return tuple(HoursLine(week.name.id, spans(week)) for week in shown)


def week_lines(weeks: Sequence[Hours]) -> tuple[HoursLine, ...]:
    """A week in as few lines as it has kinds of days: `Senin sampai Kamis`, `Jumat`."""
    lines: list[HoursLine] = []
    for week in weeks:
        for spans, group in groupby(range(7), key=lambda weekday: week.week[weekday]):
            days = list(group)
            joined = " dan " if len(days) == 2 else " sampai "
            name = DAYS[days[0]] if len(days) == 1 else f"{DAYS[days[0]]}{joined}{DAYS[days[-1]]}"
            lines.append(HoursLine(name, _spans(spans)))
    return tuple(lines)


def _spans(spans: tuple[Opening, ...]) -> tuple[str, ...]:
    return tuple(f"{one.opens:%H.%M}–{_end(one.closes)}" for one in spans)


def _end(closes: time) -> str:
    return "24.00" if closes == time.max else f"{closes:%H.%M}"


def board_lines(site: Site, voice_key: str) -> tuple[BoardLine, ...]:
    def line(name: str, **options: str) -> BoardLine:
        return BoardLine(name, f"/board?{urlencode(options | {'voice': voice_key})}")

    return (line("Seluruh mal"), *(line(zone.name.id, zone=zone.id) for zone in site.zones))


def kiosk_lines(kiosks: Sequence[KioskStanding], *, now: datetime) -> tuple[KioskLine, ...]:
    def minutes(since: datetime | None) -> int:
        return int((now - since).total_seconds() // 60) if since else 0

    def line(kiosk: KioskStanding) -> KioskLine:
        return KioskLine(
            kiosk, contact(kiosk, now=now), minutes(kiosk.last_seen), minutes(kiosk.unsynced_since)
        )

    def urgency(one: KioskLine) -> tuple[bool, bool, bool, str]:
        trouble = (
            one.contact in ("late", "offline")
            or bool(one.kiosk.quarantined)
            or one.kiosk.printer != "ready"
            or not one.prints_pages
        )
        return one.contact == "revoked", one.contact == "awaited", not trouble, one.kiosk.name

    return tuple(sorted((line(one) for one in kiosks), key=urgency))


def staff_body(
    wishes: Sequence[HelpWish],
    kiosks: Sequence[KioskStanding],
    slips: tuple[UndecidedSlip, ...],
    *,
    now: datetime,
    csrf: str,
    stays: bool,
) -> StaffBody:
    def line(wish: HelpWish) -> HelpLine:
        return HelpLine(wish, max(0, int((now - wish.asked_at).total_seconds() // 60)))

    def needs_somebody(one: KioskLine) -> bool:
        if one.contact == "now":
            return not (one.prints and one.prints_pages)
        return one.contact == "late"

    return StaffBody(
        csrf=csrf,
        stays=stays,
        wishes=tuple(map(line, sorted(wishes, key=lambda one: (one.coming_at is not None, one.asked_at)))),
        slips=slips,
        machines=tuple(one for one in kiosk_lines(kiosks, now=now) if needs_somebody(one)),
    )


def ticket_body(view: TicketView, site: Site, *, now: datetime) -> TicketBody:
    said = view.estimate
    return TicketBody(
        seq=view.seq,
        ticket=view.ticket,
        check=view.ticket.check,
        service_name=service_name(view.ticket, site),
        agency_name=site.agency_name(view.ticket.agency),
        ahead=view.ahead,
        today=view.business_day == site.day(now),
        place=view.place,
        estimate=clock_range(said.earliest, said.latest, site.zone) if said else None,
        clock=site.local(now),
    )
