"""A ticket on its holder's phone, by the code on the slip. Looking changes nothing."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request
from starlette.responses import RedirectResponse, Response

from kiosk.wire import CODE_PATTERN
from server.stream import Frame, event_stream
from server.views.tickets import TicketPage, TicketUnknownPage, ticket_body
from server.web import Web

Code = Annotated[str, Path(pattern=f"(?i)^{CODE_PATTERN}$")]


def ticket_routes(web: Web) -> APIRouter:
    """Included last: `/{code}` would match other pages' one-word addresses of ten letters."""
    router = APIRouter(include_in_schema=False)

    @router.get("/{code}")
    def ticket_page(code: Code) -> Response:
        if code != code.upper():
            return RedirectResponse(f"/{code.upper()}", 307)
        now = web.clock()
        view = web.store.ticket_view(code=code, now=now)
        if view is None:
            return web.page("ticket_unknown.html", TicketUnknownPage(web.head(), code), 404)
        return web.page("ticket.html", TicketPage(web.head(), ticket_body(view, web.site, now=now)))

    @router.get("/{code}/stream")
    def ticket_stream(request: Request, code: Code) -> Response:
        if web.store.ticket_view(code=code.upper(), now=web.clock()) is None:
            raise HTTPException(404, "not_found")

        def look() -> Frame | None:
            now = web.clock()
            view = web.store.ticket_view(code=code.upper(), now=now)
            if view is None:
                return None
            body = ticket_body(view, web.site, now=now)
            same = (view.ticket, view.ahead, body.estimate, body.today)
            return Frame(view.seq, same, lambda: web.render("ticket_body.html", body))

        return event_stream(request, web.notifier, look)

    return router
