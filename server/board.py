"""The board on the wall: open to everybody, names nobody."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from server.desk import Desk
from server.stream import Frame, event_stream
from server.views import BoardPage, board_body


def board_routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/board")
    def board_page() -> Response:
        now = desk.clock()
        body = board_body(desk.store.board_view(now=now), desk.site, now=now)
        return desk.page("board.html", BoardPage(desk.head(), body))

    @router.get("/board/stream")
    def board_stream(request: Request) -> Response:
        def look() -> Frame:
            now = desk.clock()
            view = desk.store.board_view(now=now)
            body = board_body(view, desk.site, now=now)
            return Frame(view.seq, (view, body.day), lambda: desk.render("board_body.html", body))

        return event_stream(request, desk.notifier, look)

    return router
