"""What each page is given: frozen contexts, filled here from the store's views with the catalogue's names.

A template of the same name draws each (`console.html` <- ConsolePage) and knows it as `page`; nothing else
is passed. All
times are aware and in the site's zone. The `*_body.html` templates are fragments: the page includes them,
and the streams
send them alone as the data of the event `snapshot`, so that a script only puts the new fragment in the place
of the old.

Every form that changes something posts `csrf`; the console's forms also post `key` (a repeated click is
recognised by it)
and `expected` (the id of the ticket that the page showed as being served, or empty). Pages load scripts and
styles from
/static only (the content security policy says so; inline style attributes are allowed, inline scripts are
not).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from kiosk.wire import check_characters
from server.site import Site
from server.store import (
    BoardView,
    Call,
    ConsoleView,
    Counter,
    KioskStanding,
    Officer,
    QueuedTicket,
    TicketView,
)

Template = Literal[
    "signin.html",
    "signin_counter.html",
    "console.html",
    "console_body.html",
    "board.html",
    "board_body.html",
    "ticket.html",
    "ticket_body.html",
    "ticket_unknown.html",
    "admin.html",
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


# --- console ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TicketLine:
    ticket: QueuedTicket
    check: str
    service_name: str
    priority_name: str | None
    minutes: int
    """Whole minutes since the ticket was taken."""


@dataclass(frozen=True, slots=True)
class ConsoleBody:
    """Posts to /console/{call-next,recall,no-show,done,call-again}; call-again also posts `ticket_id`."""

    seq: int
    csrf: str
    key: str
    expected: str
    counter: Counter
    agency_name: str
    serving: TicketLine | None
    waiting: tuple[TicketLine, ...]
    no_shows: tuple[TicketLine, ...]
    served_today: int
    ordinary_between: int
    """Ordinary tickets between two with priority, for the sentence above the list."""
    wait_cap_minutes: int
    problem: str | None
    """A reason of `store.Refused`, after a press that changed nothing."""
    clock: datetime


@dataclass(frozen=True, slots=True)
class ConsolePage:
    head: Head
    body: ConsoleBody


# --- board --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CallLine:
    call: Call
    agency_name: str


@dataclass(frozen=True, slots=True)
class BoardBody:
    seq: int
    day: date
    clock: datetime
    now: CallLine | None
    last: tuple[CallLine, ...]
    next_labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    head: Head
    body: BoardBody


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


AdminProblem = Literal["officer_taken", "counter_taken", "weak_password", "unknown_agency", "empty"]


@dataclass(frozen=True, slots=True)
class NewKiosk:
    """Shown once: the token is stored as a hash only."""

    name: str
    token: str
    command: str
    valid_minutes: int


@dataclass(frozen=True, slots=True)
class AdminPage:
    """Posts to /admin/officers `name display_name password admin`, /admin/counters `number agency place`,
    /admin/kiosks `name`."""

    head: Head
    officers: tuple[Officer, ...]
    counters: tuple[CounterLine, ...]
    kiosks: tuple[KioskStanding, ...]
    agencies: Mapping[str, str]
    """Names by id, for the choice of a counter's agency."""
    new_kiosk: NewKiosk | None
    problem: AdminProblem | None
    clock: datetime


@dataclass(frozen=True, slots=True)
class FirstAdminPage:
    """Posts `token name display_name password` to /first-admin. `used`: somebody already is admin, show no
    form."""

    head: Head
    token: str
    name: str
    display_name: str
    problem: Literal["weak_password", "empty", "used"] | None


@dataclass(frozen=True, slots=True)
class ErrorPage:
    head: Head
    status: int
    reason: Literal["not_found", "forbidden", "stale_form", "away"]


# --- filling ------------------------------------------------------------------------------------------------


def counter_line(counter: Counter, site: Site, *, mine: bool = False) -> CounterLine:
    return CounterLine(counter, site.agency_name(counter.agency), mine)


def ticket_line(ticket: QueuedTicket, site: Site, now: datetime) -> TicketLine:
    return TicketLine(
        ticket=ticket,
        check=check_characters(ticket.code),
        service_name=site.service_name(ticket.service),
        priority_name=None if ticket.priority is None else site.priority_name(ticket.priority),
        minutes=max(0, int((now - ticket.order_time).total_seconds() // 60)),
    )


def console_body(
    view: ConsoleView, site: Site, *, now: datetime, csrf: str, key: str, problem: str | None = None
) -> ConsoleBody:
    return ConsoleBody(
        seq=view.seq,
        csrf=csrf,
        key=key,
        expected=view.serving.ticket_id if view.serving else "",
        counter=view.counter,
        agency_name=site.agency_name(view.counter.agency),
        serving=ticket_line(view.serving, site, now) if view.serving else None,
        waiting=tuple(ticket_line(one, site, now) for one in view.waiting),
        no_shows=tuple(ticket_line(one, site, now) for one in view.no_shows),
        served_today=view.served_today,
        ordinary_between=site.rule.ordinary_between,
        wait_cap_minutes=int(site.rule.wait_cap.total_seconds() // 60),
        problem=problem,
        clock=site.local(now),
    )


def board_body(view: BoardView, site: Site, *, now: datetime) -> BoardBody:
    def line(call: Call) -> CallLine:
        return CallLine(call, site.agency_name(call.agency))

    return BoardBody(
        seq=view.seq,
        day=site.day(now),
        clock=site.local(now),
        now=line(view.now) if view.now else None,
        last=tuple(line(call) for call in view.last),
        next_labels=view.next_labels,
    )


def ticket_body(view: TicketView, site: Site, *, now: datetime) -> TicketBody:
    return TicketBody(
        seq=view.seq,
        ticket=view.ticket,
        check=check_characters(view.ticket.code),
        service_name=site.service_name(view.ticket.service),
        agency_name=site.agency_name(view.ticket.agency),
        ahead=view.ahead,
        today=view.business_day == site.day(now),
        place=view.place,
        clock=site.local(now),
    )
