"""The board on the wall: open to everybody, names nobody."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from server.desk import Desk
from server.stream import Frame, event_stream
from server.views import BoardPage, BoardSettings, board_body


def board_routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/board")
    def board_page(
        inch: Annotated[int, Query(ge=20, le=120)] = 55,
        distance: Annotated[float, Query(ge=1, le=20)] = 8.0,
        arrow: Literal["left", "right", "up", "down"] | None = None,
        mode: Literal["light", "dark"] | None = None,
    ) -> Response:
        now = desk.clock()
        body = board_body(desk.store.board_view(now=now), desk.site, now=now)
        settings = BoardSettings(inch, distance, arrow, mode)
        return desk.page("board.html", BoardPage(desk.head(), body, settings))

    @router.get("/board/stream")
    def board_stream(request: Request) -> Response:
        def look() -> Frame:
            now = desk.clock()
            view = desk.store.board_view(now=now)
            body = board_body(view, desk.site, now=now)
            return Frame(
                view.seq,
                (view, body.day, body.state, body.hours),
                lambda: desk.render("board_body.html", body),
            )

        return event_stream(request, desk.notifier, look)

    return router
