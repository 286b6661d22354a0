"""The board on the wall: open to everybody, names nobody. Whoever has the site's key may let it speak."""

import base64
import hmac
from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from config.models import Zone
from server.store import BoardView
from server.stream import Frame, event_stream
from server.views.board import BoardBody, BoardPage, BoardSettings, board_body, zone_groups
from server.voice.clips import Voice
from server.web import Web, from_here

VOICE_KEY_LETTERS = 16

ZoneIds = Annotated[list[str], Query(alias="zone", default_factory=list)]


def voice_key(secret: bytes) -> str:
    """What stands in the address of a board that may speak.

    A visitor who opens /board on a phone hears nothing, and takes no call away from the hall.
    """
    digest = hmac.digest(secret, b"the voice of the boards", "sha256")
    return base64.b32encode(digest)[:VOICE_KEY_LETTERS].decode().lower()


def board_routes(web: Web, speaker: Voice, key: str) -> APIRouter:
    """`key`: see voice_key."""
    router = APIRouter(prefix="/board", include_in_schema=False)
    _show(router, web, speaker, key)
    _speak(router, web, speaker, key)
    return router


def _show(router: APIRouter, web: Web, speaker: Voice, key: str) -> None:
    def chosen(ids: Sequence[str]) -> tuple[Zone, ...]:
        """In the profile's order; all where none is named. With an unknown one there is no such page."""
        names = {name for listed in ids for name in listed.split(",") if name}
        if not names <= {zone.id for zone in web.site.zones}:
            raise HTTPException(404, "not_found")
        return tuple(zone for zone in web.site.zones if not names or zone.id in names)

    def seen(zones: Sequence[Zone]) -> tuple[BoardView, BoardBody]:
        now = web.clock()
        whole = len(zones) == len(web.site.zones)
        agencies = None if whole else frozenset(one for zone in zones for one in zone.agencies)
        view = web.store.board_view(now=now, agencies=agencies, zones=zone_groups(zones))
        return view, board_body(view, web.site, speaker, now=now, zones=zones)

    @router.get("")
    def board_page(
        zone: ZoneIds,
        inch: Annotated[int, Query(ge=20, le=120)] = 55,
        distance: Annotated[float, Query(ge=1, le=20)] = 8.0,
        arrow: Literal["left", "right", "up", "down"] | None = None,
        mode: Literal["light", "dark"] | None = None,
        voice: Annotated[str, Query(max_length=100)] = "",
    ) -> Response:
        zones = chosen(zone)
        settings = BoardSettings(
            inch=inch,
            distance=distance,
            arrow=arrow,
            mode=mode,
            zones=tuple(one.id for one in zones) if zone else (),
            voice=voice if _same(voice, key) else "",
            key_refused=bool(voice) and not _same(voice, key),
        )
        _, body = seen(zones)
        return web.page("board.html", BoardPage(web.head(), body, settings))

    @router.get("/stream")
    def board_stream(request: Request, zone: ZoneIds) -> Response:
        zones = chosen(zone)

        def look() -> Frame:
            view, body = seen(zones)
            return Frame(
                view.seq,
                (view, body.day, body.state, body.hours),
                lambda: web.render("board_body.html", body),
            )

        return event_stream(request, web.notifier, look)


def _speak(router: APIRouter, web: Web, speaker: Voice, key: str) -> None:
    @router.post("/voice")
    def may_speak(
        request: Request,
        seq: Annotated[int, Form(ge=1, lt=2**63)],
        board: Annotated[str, Form(min_length=8, max_length=64)],
        seconds: Annotated[float, Form(gt=0, le=60)],
        voice: Annotated[str, Form(max_length=100)] = "",
    ) -> Response:
        """`speak`, `wait` or `over`: see Store.claim_voice."""
        from_here(request)
        if not _same(voice, key):
            raise HTTPException(403, "forbidden")
        answer = web.store.claim_voice(seq=seq, board=board, seconds=seconds, now=web.clock())
        return PlainTextResponse(answer)

    @router.get("/voice/{name}.wav")
    def clip(name: str) -> Response:
        if name not in speaker.clips:
            raise HTTPException(404, "not_found")
        return FileResponse(speaker.clips[name].path, media_type="audio/wav")


def _same(given: str, key: str) -> bool:
    return hmac.compare_digest(given.encode(), key.encode())
