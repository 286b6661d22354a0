"""The queue as the officer at a counter sees it."""

from dataclasses import dataclass
from datetime import datetime

from server.site import Site
from server.store import ConsoleView, Counter, QueuedTicket, Undoable
from server.views.page import Head
from server.views.tickets import TicketLine, ticket_line


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
