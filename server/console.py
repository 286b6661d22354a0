"""The counter console: choosing a counter, and its queue. GET changes nothing; `presses.py` has the rest."""

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from server.desk import Desk, SignedIn, see_other
from server.store import ConsoleView, QueuedTicket
from server.stream import Frame, event_stream
from server.views.console import ConsoleBody, ConsolePage, console_body
from server.views.officers import CounterPage, counter_line


def console_routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    _choose(router, desk)
    _show(router, desk)
    return router


def _choose(router: APIRouter, desk: Desk) -> None:
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
        who: Annotated[SignedIn, Depends(desk.sender)], counter_id: Annotated[int, Form(ge=1, le=2**31)]
    ) -> Response:
        if not desk.store.take_counter(token=who.token, counter_id=counter_id, now=desk.clock()):
            raise HTTPException(404, "not_found")
        return RedirectResponse("/console", 303)


def _show(router: APIRouter, desk: Desk) -> None:
    @router.get("/console")
    def console_page(request: Request, problem: str | None = None) -> Response:
        who = desk.signed_in(request, touch=False)  # a page that loads itself again is nobody's press
        view = view_of(desk, who)
        if view is None:
            raise see_other("/counter")
        body = body_of(desk, who, view, problem)
        return desk.page("console.html", ConsolePage(desk.head(who), body, desk.handles_documents(who)))

    @router.get("/console/stream")
    def console_stream(request: Request) -> Response:
        def seen() -> tuple[SignedIn, ConsoleView] | None:
            who = desk.who(request, touch=False)
            view = None if who is None or who.session.locked else view_of(desk, who)
            return None if who is None or view is None else (who, view)

        def look() -> Frame | None:
            found = seen()
            if found is None:
                return None
            who, view = found
            minute = desk.clock().replace(second=0, microsecond=0)
            return Frame(
                view.seq, (view, minute), lambda: desk.render("console_body.html", body_of(desk, who, view))
            )

        if seen() is None:
            raise HTTPException(401, "forbidden")
        return event_stream(request, desk.notifier, look)


def view_of(desk: Desk, who: SignedIn) -> ConsoleView | None:
    """The queue at the officer's counter; None where they have none."""
    counter_id = who.session.counter_id
    return None if counter_id is None else desk.store.console_view(counter_id=counter_id, now=desk.clock())


def body_of(
    desk: Desk,
    who: SignedIn,
    view: ConsoleView,
    problem: str | None = None,
    refused: QueuedTicket | None = None,
) -> ConsoleBody:
    """With a key of its own for the next press."""
    return console_body(
        view,
        desk.site,
        now=desk.clock(),
        csrf=who.session.csrf,
        key=str(uuid4()),
        problem=problem,
        refused=refused,
    )
