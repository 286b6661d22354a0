"""What is pressed at a counter: each posts one press, and is answered with the console as it is then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from kiosk.wire import CHECK_PATTERN, CODE_PATTERN, parse_label
from server.console import body_of, view_of
from server.dialogs import target_of
from server.store import CallReason, PauseReason, Place, Press, Refused, TicketState
from server.web import FRAGMENT, FormText, SignedIn, Web, see_other


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press, and the request whose answer it waits for."""

    press: Press
    who: SignedIn
    request: Request


def press_routes(web: Web) -> APIRouter:
    router = APIRouter(prefix="/console", include_in_schema=False)
    _call(router, web)
    _let_go(router, web)
    return router


def _call(router: APIRouter, web: Web) -> None:
    """Who is served next, and taking that back."""
    Posted = Annotated[Pressed, Depends(_pressed(web))]

    @router.post("/call-next")
    def call_next(on: Posted) -> Response:
        return _answer(web, on, web.store.call_next(on.press))

    @router.post("/call")
    def call_ticket(on: Posted, reason: Annotated[CallReason, Form()], ticket_id: FormText = "") -> Response:
        return _answer(web, on, web.store.call_ticket(on.press, ticket_id=ticket_id, reason=reason))

    @router.post("/serve")
    def serve(
        on: Posted,
        check: Annotated[str, Form(pattern=f"^{CHECK_PATTERN}$")],
        label: FormText = "",
        code: Annotated[str, Form(pattern=f"^({CODE_PATTERN})?$")] = "",
    ) -> Response:
        if parse_label(label) is None:
            raise HTTPException(422, "stale_form")
        served = web.store.serve(on.press, label=label, check=check, code=code or None)
        return _answer(web, on, served)

    @router.post("/unnumbered")
    def serve_unnumbered(on: Posted) -> Response:
        return _answer(web, on, web.store.serve_unnumbered(on.press))

    @router.post("/recall")
    def recall(on: Posted) -> Response:
        return _answer(web, on, web.store.recall(on.press))

    @router.post("/undo")
    def undo(on: Posted) -> Response:
        return _answer(web, on, web.store.undo(on.press))

    @router.post("/admit")
    def admit(on: Posted) -> Response:
        return _answer(web, on, web.store.admit(on.press))


def _let_go(router: APIRouter, web: Web) -> None:
    """How a serving ends, and the counter's pauses."""
    Posted = Annotated[Pressed, Depends(_pressed(web))]

    @router.post("/done")
    def done(on: Posted) -> Response:
        return _answer(web, on, web.store.close(on.press, state=TicketState.DONE))

    @router.post("/no-show")
    def no_show(on: Posted) -> Response:
        return _answer(web, on, web.store.close(on.press, state=TicketState.NO_SHOW))

    @router.post("/return")
    def give_back(on: Posted, place: Annotated[Place, Form()]) -> Response:
        return _answer(web, on, web.store.give_back(on.press, place=place))

    @router.post("/transfer")
    def transfer(on: Posted, target: FormText = "") -> Response:
        agency, counter_id, service = target_of(target, web)
        moved = web.store.transfer(on.press, agency=agency, counter_id=counter_id, service=service)
        return _answer(web, on, moved)

    @router.post("/pause")
    def pause(on: Posted, reason: Annotated[PauseReason, Form()]) -> Response:
        return _answer(web, on, web.store.pause(on.press, reason=reason))

    @router.post("/resume")
    def resume(on: Posted) -> Response:
        return _answer(web, on, web.store.resume(on.press))


def _pressed(web: Web) -> Callable[..., Pressed]:
    """Reads the fields that each of the console's forms has, and refuses a form that is not the officer's."""

    def read(request: Request, csrf: FormText = "", key: FormText = "", expected: FormText = "") -> Pressed:
        who = web.sender(request, csrf)
        if who.session.counter_id is None:
            raise see_other("/counter")
        if not key:
            raise HTTPException(403, "stale_form")
        press = Press(
            key=key,
            counter_id=who.session.counter_id,
            officer_id=who.session.officer.officer_id,
            expected=expected or None,
            now=web.clock(),
        )
        return Pressed(press, who, request)

    return read


def _answer(web: Web, on: Pressed, outcome: object) -> Response:
    """The console again, with the reason where the press changed nothing; a repeated one has changed it."""
    refused = outcome if isinstance(outcome, Refused) and outcome.reason != "repeated" else None
    if FRAGMENT not in on.request.headers:
        return RedirectResponse(f"/console?problem={refused.reason}" if refused else "/console", 303)
    view = view_of(web, on.who)
    if view is None:
        raise HTTPException(409, "stale_form")
    if refused is None:
        return web.page("console_body.html", body_of(web, on.who, view))
    return web.page("console_body.html", body_of(web, on.who, view, refused.reason, refused.ticket), 409)
