"""The console's dialogs: what a letter opens. All are GET; what they post goes to `console.py`."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from kiosk.wire import check_characters
from server.desk import FRAGMENT, Desk, SignedIn, see_other
from server.slip_number import SlipNumber, read_slip
from server.store import LATER, PAUSE_MINUTES, ConsoleView, QueuedTicket, TicketState
from server.views import (
    DialogForm,
    DialogPage,
    PauseDialog,
    ReturnDialog,
    SlipDialog,
    SlipVerdict,
    Template,
    TicketDialog,
    TransferDialog,
    TransferTarget,
    ticket_line,
)

MAX_TYPED = 200
"""More than any slip's link."""


def dialog_routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    def at_counter(request: Request) -> tuple[SignedIn, ConsoleView, DialogForm]:
        who = desk.signed_in(request)
        counter_id = who.session.counter_id
        view = (
            None if counter_id is None else desk.store.console_view(counter_id=counter_id, now=desk.clock())
        )
        if view is None:
            raise see_other("/counter")
        expected = view.serving.ticket_id if view.serving else ""
        return who, view, DialogForm(who.session.csrf, str(uuid4()), expected)

    def shown(request: Request, who: SignedIn, template: Template, dialog: object) -> Response:
        if FRAGMENT in request.headers:
            return desk.page(template, dialog)
        return desk.page("dialog.html", DialogPage(desk.head(who), template, dialog))

    @router.get("/console/pause")
    def pause(request: Request) -> Response:
        who, view, form = at_counter(request)
        now = desk.site.local(desk.clock())
        choices = tuple(
            (reason, None if minutes is None else now + timedelta(minutes=minutes))
            for reason, minutes in PAUSE_MINUTES.items()
        )
        return shown(
            request, who, "dialogs/pause.html", PauseDialog(form, view.counter, view.serving, choices)
        )

    @router.get("/console/return")
    def give_back(request: Request) -> Response:
        who, view, form = at_counter(request)
        later = desk.site.local(desk.clock() + LATER)
        return shown(request, who, "dialogs/return.html", ReturnDialog(form, view.serving, later))

    @router.get("/console/transfer")
    def transfer(request: Request) -> Response:
        who, view, form = at_counter(request)
        targets = tuple(_targets(desk, view))
        return shown(
            request, who, "dialogs/transfer.html", TransferDialog(form, view.counter, view.serving, targets)
        )

    @router.get("/console/ticket/{ticket_id}")
    def ticket(request: Request, ticket_id: str) -> Response:
        who, view, form = at_counter(request)
        found = next((one for one in view.waiting + view.later if one.ticket_id == ticket_id), None)
        if found is None:
            raise HTTPException(404, "not_found")
        line = ticket_line(found, desk.site, desk.clock())
        return shown(request, who, "dialogs/ticket.html", TicketDialog(form, view.serving, line))

    @router.get("/console/slip")
    def slip(request: Request, number: Annotated[str, Query(max_length=MAX_TYPED)] = "") -> Response:
        who, view, form = at_counter(request)
        now = desk.clock()
        typed = read_slip(number, desk.site.series)
        labels = tuple(one.label for one in typed.readings)
        tickets = desk.store.find_tickets(labels=labels, code=typed.code, now=now)
        verdict, found = _judged(desk, view, number, typed, tickets)
        dialog = SlipDialog(
            form=form,
            serving=view.serving,
            text=number,
            reading=next(iter((*(one.label for one in tickets), *labels)), typed.code or ""),
            verdict=verdict,
            line=None if found is None else ticket_line(found, desk.site, now),
            agency_name="" if found is None else desk.site.agency_name(found.agency),
        )
        return shown(request, who, "dialogs/slip.html", dialog)

    return router


# --- a slip's number ----------------------------------------------------------------------------------------


def _judged(
    desk: Desk, view: ConsoleView, text: str, typed: SlipNumber, tickets: tuple[QueuedTicket, ...]
) -> tuple[SlipVerdict, QueuedTicket | None]:
    """What the officer is told of a number, and the one ticket that it names."""
    if not text.strip():
        return "nothing", None
    if not typed.readings and typed.code is None:
        return "unreadable", None
    if not tickets:
        return "unknown", None
    checks = {(one.label, one.check) for one in typed.readings}
    named = [
        one
        for one in tickets
        if one.code == typed.code
        or (one.label, None) in checks
        or (one.label, check_characters(one.code)) in checks
    ]
    if not named:
        return "check", None
    if len(named) > 1:
        return "several", None
    return _standing(desk, view, named[0]), named[0]


def _standing(desk: Desk, view: ConsoleView, ticket: QueuedTicket) -> SlipVerdict:
    if ticket.queue_day != desk.site.day(desk.clock()):
        return "over"
    match ticket.state:
        case TicketState.DONE:
            return "done"
        case TicketState.LAPSED:
            return "over"
        case TicketState.VOIDED:
            return "voided"
        case TicketState.CALLED:
            return "here" if ticket.counter_number == view.counter.number else "called"
        case TicketState.WAITING | TicketState.NO_SHOW:
            return "callable" if ticket.agency == view.counter.agency else "elsewhere"


# --- where a ticket may go ----------------------------------------------------------------------------------


def _targets(desk: Desk, view: ConsoleView) -> Iterator[TransferTarget]:
    """Counters, then agencies, then services: only where a counter can call."""
    site = desk.site
    counters = [one for one in desk.store.counters() if one.counter_id != view.counter.counter_id]
    waiting = desk.store.waiting_by_agency(site.day(desk.clock()))
    for one in counters:
        yield TransferTarget(
            value=f"counter:{one.counter_id}",
            name=f"Loket {one.number}, {site.agency_name(one.agency)}",
            note=one.taken_by or "",
            waiting=waiting.get(one.agency, 0),
            pause=one.pause,
        )
    agencies = {one.agency for one in counters} | {view.counter.agency}
    served = [agency for agency in site.agencies if agency in agencies]
    for agency in served:
        if agency != view.counter.agency:
            name = f"{site.agency_name(agency)}, loket mana saja"
            yield TransferTarget(f"agency:{agency}", name, "", waiting.get(agency, 0))
    for agency in served:
        for service in site.services_of.get(agency, ()):
            yield TransferTarget(
                value=f"service:{service}",
                name=site.service_name(service),
                note=site.agency_name(agency),
                waiting=waiting.get(agency, 0),
            )


def target_of(value: str, desk: Desk) -> tuple[str, int | None, str | None]:
    """Agency, counter and service of a TransferTarget's value; an agency "" has no counter."""
    kind, _, key = value.partition(":")
    match kind:
        case "counter":
            counter = next((one for one in desk.store.counters() if str(one.counter_id) == key), None)
            return ("", None, None) if counter is None else (counter.agency, counter.counter_id, None)
        case "service":
            services = desk.site.services_of.items()
            return next((agency for agency, ids in services if key in ids), ""), None, key
        case _:
            return key, None, None
