"""The counter console: choosing a counter, and its queue. GET changes nothing; `presses.py` has the rest."""

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from server.store import ConsoleView, QueuedTicket
from server.stream import Frame, event_stream
from server.views.console import ConsoleBody, ConsolePage, console_body
from server.views.officers import CounterPage, counter_line
from server.web import SignedIn, Web, see_other


def console_routes(web: Web) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    _choose(router, web)
    _show(router, web)
    return router


def _choose(router: APIRouter, web: Web) -> None:
    @router.get("/counter")
    def counter_page(request: Request) -> Response:
        who = web.signed_in(request)
        lines = tuple(
            counter_line(one, web.site, mine=one.counter_id == who.session.counter_id)
            for one in web.store.counters()
        )
        return web.page("signin_counter.html", CounterPage(web.head(who), lines))

    @router.post("/counter")
    def choose_counter(
        who: Annotated[SignedIn, Depends(web.sender)], counter_id: Annotated[int, Form(ge=1, le=2**31)]
    ) -> Response:
        if not web.store.take_counter(token=who.token, counter_id=counter_id, now=web.clock()):
            raise HTTPException(404, "not_found")
        return RedirectResponse("/console", 303)


def _show(router: APIRouter, web: Web) -> None:
    @router.get("/console")
    def console_page(request: Request, problem: str | None = None) -> Response:
        who = web.signed_in(request, touch=False)  # a page that loads itself again is nobody's press
        view = view_of(web, who)
        if view is None:
            raise see_other("/counter")
        body = body_of(web, who, view, problem)
        return web.page("console.html", ConsolePage(web.head(who), body, web.handles_documents(who)))

    @router.get("/console/stream")
    def console_stream(request: Request) -> Response:
        def seen() -> tuple[SignedIn, ConsoleView] | None:
            who = web.who(request, touch=False)
            view = None if who is None or who.session.locked else view_of(web, who)
            return None if who is None or view is None else (who, view)

        def look() -> Frame | None:
            found = seen()
            if found is None:
                return None
            who, view = found
            minute = web.clock().replace(second=0, microsecond=0)
            return Frame(
                view.seq, (view, minute), lambda: web.render("console_body.html", body_of(web, who, view))
            )

        if seen() is None:
            raise HTTPException(401, "forbidden")
        return event_stream(request, web.notifier, look)


def view_of(web: Web, who: SignedIn) -> ConsoleView | None:
    """The queue at the officer's counter; None where they have none."""
    counter_id = who.session.counter_id
    return None if counter_id is None else web.store.console_view(counter_id=counter_id, now=web.clock())


def body_of(
    web: Web,
    who: SignedIn,
    view: ConsoleView,
    problem: str | None = None,
    refused: QueuedTicket | None = None,
) -> ConsoleBody:
    """With a key of its own for the next press."""
    return console_body(
        view,
        web.site,
        now=web.clock(),
        csrf=who.session.csrf,
        key=str(uuid4()),
        problem=problem,
        refused=refused,
    )
