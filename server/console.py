"""The counter console: choosing a counter, the queue, and what is pressed. GET changes nothing."""

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from kiosk.wire import CHECK_PATTERN, CODE_PATTERN, parse_label
from server.desk import FRAGMENT, Desk, Field, SignedIn, check_form, see_other
from server.dialogs import target_of
from server.store import (
    CallReason,
    ConsoleView,
    PauseReason,
    Place,
    Press,
    QueuedTicket,
    Refused,
    TicketState,
)
from server.stream import Frame, event_stream
from server.views.console import ConsoleBody, ConsolePage, console_body
from server.views.officers import CounterPage, counter_line


def console_routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    def body(
        who: SignedIn, view: ConsoleView, problem: str | None = None, refused: QueuedTicket | None = None
    ) -> ConsoleBody:
        return console_body(
            view,
            desk.site,
            now=desk.clock(),
            csrf=who.session.csrf,
            key=str(uuid4()),
            problem=problem,
            refused=refused,
        )

    def view_of(who: SignedIn) -> ConsoleView | None:
        counter_id = who.session.counter_id
        return (
            None if counter_id is None else desk.store.console_view(counter_id=counter_id, now=desk.clock())
        )

    @router.get("/counter")
    def counter_page(request: Request) -> Response:
        who = desk.signed_in(request)
        lines = tuple(
            counter_line(one, desk.site, mine=one.counter_id == who.session.counter_id)
            for one in desk.store.counters()
        )
        return desk.page("signin_counter.html", CounterPage(desk.head(who), lines))

    @router.post("/counter")
    def choose_counter(
        request: Request, counter_id: Annotated[int, Form(ge=1, le=2**31)], csrf: Field = ""
    ) -> Response:
        who = desk.signed_in(request)
        check_form(request, who, csrf)
        if not desk.store.take_counter(token=who.token, counter_id=counter_id, now=desk.clock()):
            raise HTTPException(404, "not_found")
        return RedirectResponse("/console", 303)

    @router.get("/console")
    def console_page(request: Request, problem: str | None = None) -> Response:
        who = desk.signed_in(request, touch=False)  # a page that loads itself again is nobody's press
        view = view_of(who)
        if view is None:
            raise see_other("/counter")
        return desk.page(
            "console.html", ConsolePage(desk.head(who), body(who, view, problem), desk.handles_documents(who))
        )

    @router.get("/console/stream")
    def console_stream(request: Request) -> Response:
        def seen() -> tuple[SignedIn, ConsoleView] | None:
            who = desk.who(request, touch=False)
            view = None if who is None or who.session.locked else view_of(who)
            return None if who is None or view is None else (who, view)

        def look() -> Frame | None:
            found = seen()
            if found is None:
                return None
            who, view = found
            minute = desk.clock().replace(second=0, microsecond=0)
            return Frame(view.seq, (view, minute), lambda: desk.render("console_body.html", body(who, view)))

        if seen() is None:
            raise HTTPException(401, "forbidden")

        return event_stream(request, desk.notifier, look)

    def answer(request: Request, who: SignedIn, outcome: object) -> Response:
        problem = outcome.reason if isinstance(outcome, Refused) else None
        if problem == "repeated":
            problem = None
        if FRAGMENT not in request.headers:
            return RedirectResponse(f"/console?problem={problem}" if problem else "/console", 303)
        view = view_of(who)
        if view is None:
            raise HTTPException(409, "stale_form")
        refused = outcome.ticket if isinstance(outcome, Refused) else None
        return desk.page("console_body.html", body(who, view, problem, refused), 409 if problem else 200)

    def press(request: Request, csrf: str, key: str, expected: str) -> tuple[SignedIn, Press]:
        who = desk.signed_in(request)
        check_form(request, who, csrf)
        if who.session.counter_id is None:
            raise see_other("/counter")
        if not key:
            raise HTTPException(403, "stale_form")
        return who, Press(
            key=key,
            counter_id=who.session.counter_id,
            officer_id=who.session.officer.officer_id,
            expected=expected or None,
            now=desk.clock(),
        )

    @router.post("/console/call-next")
    def call_next(request: Request, csrf: Field = "", key: Field = "", expected: Field = "") -> Response:
        who, pressed = press(request, csrf, key, expected)
        return answer(request, who, desk.store.call_next(pressed))

    @router.post("/console/recall")
    def recall(request: Request, csrf: Field = "", key: Field = "", expected: Field = "") -> Response:
        who, pressed = press(request, csrf, key, expected)
        return answer(request, who, desk.store.recall(pressed))

    @router.post("/console/no-show")
    def no_show(request: Request, csrf: Field = "", key: Field = "", expected: Field = "") -> Response:
        who, pressed = press(request, csrf, key, expected)
        return answer(request, who, desk.store.close(pressed, state=TicketState.NO_SHOW))

    @router.post("/console/done")
    def done(request: Request, csrf: Field = "", key: Field = "", expected: Field = "") -> Response:
        who, pressed = press(request, csrf, key, expected)
        return answer(request, who, desk.store.close(pressed, state=TicketState.DONE))

    @router.post("/console/undo")
    def undo(request: Request, csrf: Field = "", key: Field = "", expected: Field = "") -> Response:
        who, pressed = press(request, csrf, key, expected)
        return answer(request, who, desk.store.undo(pressed))

    @router.post("/console/resume")
    def resume(request: Request, csrf: Field = "", key: Field = "", expected: Field = "") -> Response:
        who, pressed = press(request, csrf, key, expected)
        return answer(request, who, desk.store.resume(pressed))

    @router.post("/console/call")
    def call_ticket(
        request: Request,
        reason: Annotated[CallReason, Form()],
        csrf: Field = "",
        key: Field = "",
        expected: Field = "",
        ticket_id: Field = "",
    ) -> Response:
        who, pressed = press(request, csrf, key, expected)
        return answer(request, who, desk.store.call_ticket(pressed, ticket_id=ticket_id, reason=reason))

    @router.post("/console/serve")
    def serve(
        request: Request,
        check: Annotated[str, Form(pattern=f"^{CHECK_PATTERN}$")],
        csrf: Field = "",
        key: Field = "",
        expected: Field = "",
        label: Field = "",
        code: Annotated[str, Form(pattern=f"^({CODE_PATTERN})?$")] = "",
    ) -> Response:
        who, pressed = press(request, csrf, key, expected)
        if parse_label(label) is None:
            raise HTTPException(422, "stale_form")
        return answer(request, who, desk.store.serve(pressed, label=label, check=check, code=code or None))

    @router.post("/console/unnumbered")
    def serve_unnumbered(
        request: Request, csrf: Field = "", key: Field = "", expected: Field = ""
    ) -> Response:
        who, pressed = press(request, csrf, key, expected)
        return answer(request, who, desk.store.serve_unnumbered(pressed))

    @router.post("/console/admit")
    def admit(request: Request, csrf: Field = "", key: Field = "", expected: Field = "") -> Response:
        who, pressed = press(request, csrf, key, expected)
        return answer(request, who, desk.store.admit(pressed))

    @router.post("/console/return")
    def give_back(
        request: Request,
        place: Annotated[Place, Form()],
        csrf: Field = "",
        key: Field = "",
        expected: Field = "",
    ) -> Response:
        who, pressed = press(request, csrf, key, expected)
        return answer(request, who, desk.store.give_back(pressed, place=place))

    @router.post("/console/pause")
    def pause(
        request: Request,
        reason: Annotated[PauseReason, Form()],
        csrf: Field = "",
        key: Field = "",
        expected: Field = "",
    ) -> Response:
        who, pressed = press(request, csrf, key, expected)
        return answer(request, who, desk.store.pause(pressed, reason=reason))

    @router.post("/console/transfer")
    def transfer(
        request: Request, csrf: Field = "", key: Field = "", expected: Field = "", target: Field = ""
    ) -> Response:
        who, pressed = press(request, csrf, key, expected)
        agency, counter_id, service = target_of(target, desk)
        moved = desk.store.transfer(pressed, agency=agency, counter_id=counter_id, service=service)
        return answer(request, who, moved)

    return router
