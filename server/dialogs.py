"""The console's dialogs: what a letter opens. All are GET; what they post goes to `presses.py`."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from kiosk.wire import CODE_PATTERN, check_characters, parse_label
from server.console import view_of
from server.fleet import contact
from server.slip_number import Reading, read_slip
from server.store import LATER, PAUSE_MINUTES, ConsoleView, QueuedTicket, TicketState
from server.views.dialogs import (
    DialogForm,
    DialogPage,
    PauseDialog,
    ReturnDialog,
    SlipDialog,
    SlipVerdict,
    TicketDialog,
    TransferDialog,
    TransferTarget,
)
from server.views.page import Template
from server.views.tickets import ticket_line
from server.web import FRAGMENT, SignedIn, Web, see_other

MAX_TYPED = 200
"""More than any slip's link."""


def dialog_routes(web: Web) -> APIRouter:
    router = APIRouter(prefix="/console", include_in_schema=False)
    _choices(router, web)
    _slip(router, web)
    return router


def _at_counter(web: Web, request: Request) -> tuple[SignedIn, ConsoleView, DialogForm]:
    who = web.signed_in(request)
    view = view_of(web, who)
    if view is None:
        raise see_other("/counter")
    expected = view.serving.ticket_id if view.serving else ""
    return who, view, DialogForm(who.session.csrf, str(uuid4()), expected)


def _shown(web: Web, request: Request, who: SignedIn, template: Template, dialog: object) -> Response:
    if FRAGMENT in request.headers:
        return web.page(template, dialog)
    return web.page("dialog.html", DialogPage(web.head(who), template, dialog))


def _choices(router: APIRouter, web: Web) -> None:
    @router.get("/pause")
    def pause(request: Request) -> Response:
        who, view, form = _at_counter(web, request)
        now = web.site.local(web.clock())
        choices = tuple(
            (reason, None if minutes is None else now + timedelta(minutes=minutes))
            for reason, minutes in PAUSE_MINUTES.items()
        )
        dialog = PauseDialog(form, view.counter, view.serving, choices)
        return _shown(web, request, who, "dialogs/pause.html", dialog)

    @router.get("/return")
    def give_back(request: Request) -> Response:
        who, view, form = _at_counter(web, request)
        later = web.site.local(web.clock() + LATER)
        return _shown(web, request, who, "dialogs/return.html", ReturnDialog(form, view.serving, later))

    @router.get("/transfer")
    def transfer(request: Request) -> Response:
        who, view, form = _at_counter(web, request)
        dialog = TransferDialog(form, view.counter, view.serving, tuple(_targets(web, view)))
        return _shown(web, request, who, "dialogs/transfer.html", dialog)

    @router.get("/ticket/{ticket_id}")
    def ticket(request: Request, ticket_id: str) -> Response:
        who, view, form = _at_counter(web, request)
        found = next((one for one in view.waiting + view.later if one.ticket_id == ticket_id), None)
        if found is None:
            raise HTTPException(404, "not_found")
        line = ticket_line(found, web.site, web.clock())
        return _shown(web, request, who, "dialogs/ticket.html", TicketDialog(form, view.serving, line))


def _slip(router: APIRouter, web: Web) -> None:
    @router.get("/slip")
    def slip(
        request: Request,
        number: Annotated[str, Query(max_length=MAX_TYPED)] = "",
        code: Annotated[str, Query(pattern=f"^({CODE_PATTERN})?$")] = "",
    ) -> Response:
        """`code`: scanned before, of a slip whose label is being typed."""
        who, view, form = _at_counter(web, request)
        now = web.clock()
        typed = read_slip(number, web.site.series)
        scanned = typed.code or code or None
        readings = typed.readings if scanned is None else _proven(typed.readings, scanned)
        tickets = web.store.find_tickets(readings=readings, code=scanned, now=now)
        verdict, found = _judged(web, view, number, readings, scanned, tickets)
        read = next((one for one in readings if one.check), Reading("", None))
        if found is not None:
            read = Reading(found.label, found.check)
        dialog = SlipDialog(
            form=form,
            serving=view.serving,
            text="" if verdict == "unlabelled" and typed.code else number,
            reading=next((one.label for one in (read, *readings) if one.label), scanned or ""),
            label=read.label,
            check=read.check or "",
            code=scanned or "",
            verdict=verdict,
            day=web.site.day(now),
            line=None if found is None else ticket_line(found, web.site, now),
            agency_name="" if found is None else web.site.agency_name(found.agency),
        )
        return _shown(web, request, who, "dialogs/slip.html", dialog)


# --- a slip's number ----------------------------------------------------------------------------------------


def _proven(readings: Sequence[Reading], code: str) -> tuple[Reading, ...]:
    """The readings that fit the code, with its check characters."""
    check = check_characters(code)
    return tuple(Reading(one.label, check) for one in readings if one.check in (None, check))


def _judged(
    web: Web,
    view: ConsoleView,
    text: str,
    readings: Sequence[Reading],
    scanned: str | None,
    tickets: Sequence[QueuedTicket],
) -> tuple[SlipVerdict, QueuedTicket | None]:
    """What the officer is told of a number, and the one ticket that it names."""
    if not readings and scanned is None:
        return ("unreadable" if text.strip() else "nothing"), None
    checks = {(one.label, one.check) for one in readings}
    named = [one for one in tickets if scanned is not None and one.code == scanned] or [
        one
        for one in tickets
        if ((one.label, None) in checks or (one.label, one.check) in checks)
        and (scanned is None or one.code is None or one.provisional)
    ]
    if len({one.check for one in named}) > 1:
        return "several", None
    if named:
        today = web.site.day(web.clock())
        ticket = next((one for one in named if one.may_be_served(today)), named[0])
        return _standing(view, ticket, today), ticket
    if not readings:
        return "unlabelled", None
    if all(one.check is None for one in readings):
        return "uncoded", None
    if tickets:
        return "check", None
    return ("new" if _may_come(web, readings) else "doubtful"), None


def _standing(view: ConsoleView, ticket: QueuedTicket, today: date) -> SlipVerdict:
    if ticket.may_be_served(today):
        return "callable" if ticket.agency == view.counter.agency else "elsewhere"
    match ticket.state:
        case TicketState.DONE:
            return "done"
        case TicketState.CALLED:
            return "here" if ticket.counter_number == view.counter.number else "called"
        case _:
            return "over"


def _may_come(web: Web, readings: Sequence[Reading]) -> bool:
    """Whether a kiosk that could have issued the number has something left to tell."""
    now = web.clock()
    behind = {
        one.letter
        for one in web.store.kiosks()
        if one.letter and (one.unsynced or contact(one, now=now) not in ("now", "revoked"))
    }
    letters = {label.letter for one in readings if (label := parse_label(one.label)) is not None}
    return bool(letters & behind) or ("" in letters and bool(behind))


# --- where a ticket may go ----------------------------------------------------------------------------------


def _targets(web: Web, view: ConsoleView) -> Iterator[TransferTarget]:
    """Counters, then agencies, then services: only where a counter can call."""
    site = web.site
    counters = [one for one in web.store.counters() if one.counter_id != view.counter.counter_id]
    waiting = web.store.waiting_by_agency(site.day(web.clock()))
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


def target_of(value: str, web: Web) -> tuple[str, int | None, str | None]:
    """Agency, counter and service of a TransferTarget's value; an agency "" has no counter."""
    kind, _, key = value.partition(":")
    match kind:
        case "counter":
            counter = next((one for one in web.store.counters() if str(one.counter_id) == key), None)
            return ("", None, None) if counter is None else (counter.agency, counter.counter_id, None)
        case "service":
            services = web.site.services_of.items()
            return next((agency for agency, ids in services if key in ids), ""), None, key
        case _:
            return key, None, None
