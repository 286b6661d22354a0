"""A ticket as a line on an officer's page, and as a page on its holder's phone."""

from dataclasses import dataclass
from datetime import datetime

from config.dates import clock_range
from server.site import Site
from server.store import QueuedTicket, TicketView
from server.views.page import Head, whole_minutes


@dataclass(frozen=True, slots=True)
class TicketLine:
    ticket: QueuedTicket
    check: str
    service_name: str
    priority_name: str | None
    minutes: int
    """Whole minutes from taking the ticket to its last call, or until now."""


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


def ticket_line(ticket: QueuedTicket, site: Site, now: datetime) -> TicketLine:
    until = now if ticket.called_at is None else ticket.called_at
    return TicketLine(
        ticket=ticket,
        check=ticket.check,
        service_name=_service_name(ticket, site),
        priority_name=None if ticket.priority is None else site.priority_name(ticket.priority),
        minutes=whole_minutes(ticket.taken_at, until),
    )


def ticket_body(view: TicketView, site: Site, *, now: datetime) -> TicketBody:
    said = view.estimate
    return TicketBody(
        seq=view.seq,
        ticket=view.ticket,
        check=view.ticket.check,
        service_name=_service_name(view.ticket, site),
        agency_name=site.agency_name(view.ticket.agency),
        ahead=view.ahead,
        today=view.business_day == site.day(now),
        place=view.place,
        estimate=clock_range(said.earliest, said.latest, site.zone) if said else None,
        clock=site.local(now),
    )


def _service_name(ticket: QueuedTicket, site: Site) -> str:
    if ticket.service is not None:
        return site.service_name(ticket.service)
    return "Layanan belum diketahui" if ticket.label else "Kunjungan tanpa nomor"
