"""POST /v1/grants, the hot path: a number of the site's series for whoever proves to be a kiosk.

It is described, and could be served, as every other route; but the framework's layers cost more than all
that is done here, so `FrontDoor` answers this one path before them.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.wire import GrantAnswer, GrantRequest, RefusalReason
from server.allocator import Allocator
from server.clock import SiteClock
from server.devices import Unproven, signed_by
from server.limits import Limiter, Rate
from server.messages import NOT_NOW, UNPROVEN, parsed, received, refusal, too_often, unproven
from server.store import GrantAsked, Granted, Store

PATH = "/v1/grants"

REFUSALS: Mapping[RefusalReason, tuple[int, str]] = {
    **NOT_NOW,
    "unknown_kiosk": (401, UNPROVEN["unknown_kiosk"]),
    "replayed": (401, UNPROVEN["replayed"]),
    "absent": (409, "The kiosk was declared absent: it has to bring its log first."),
    "forked": (409, "Another machine writes under this kiosk's identity: enrol it anew."),
    "series_full": (409, "This series has no number left today."),
    "unknown_series": (422, "This site has no agency with such a code: kiosk and server have two profiles."),
    "granted_elsewhere": (409, "This ticket has a number in another series, of another day or kiosk."),
}


class Grants:
    """On the event loop: a thread for each step would cost more than all the rest."""

    def __init__(
        self,
        *,
        store: Store,
        clock: SiteClock,
        rate: Rate,
        measure: Callable[[int], None],
    ) -> None:
        """`rate`: of each kiosk; `measure`: see Allocator."""
        self._store = store
        self._clock = clock
        self._limiter = Limiter(rate)
        self._allocator = Allocator(store, clock, measure)

    async def route(self, request: Request) -> Response:
        return await self.answer(request.scope, request.receive)

    async def answer(self, scope: Scope, receive: Receive) -> Response:
        try:
            answer = await self._granted(scope, receive)
        except HTTPException as refused:
            return JSONResponse({"error": refused.detail}, refused.status_code, refused.headers)
        return Response(answer.model_dump_json(), media_type="application/json")

    async def _granted(self, scope: Scope, receive: Receive) -> GrantAnswer:
        sent = await received(scope, receive)
        wall = self._clock.wall()
        signed = signed_by(sent, known=self._store.kiosk, now=wall)
        if isinstance(signed, Unproven):
            raise unproven(signed.reason)
        if (seconds := self._limiter.wait(signed.kiosk.kiosk_id)) > 0:
            raise too_often(seconds)
        message = parsed(GrantRequest, sent.body)
        answer = await self._allocator.grant(
            GrantAsked(signed.kiosk, signed.nonce, message.ticket_id, message.series, wall)
        )
        if not isinstance(answer, Granted):
            status, text = REFUSALS[answer]
            raise refusal(status, answer, text)
        return GrantAnswer(
            ticket_id=message.ticket_id,
            series=message.series,
            number=answer.number,
            label_day=answer.label_day,
            marks=answer.marks,
        )


class FrontDoor:
    """Plain ASGI. What is asked for here is counted (`alloc_batch_size`) and not logged line by line."""

    def __init__(self, app: ASGIApp, grants: Grants) -> None:
        self._app = app
        self._grants = grants

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == PATH and scope["method"] == "POST":
            with suppress(ClientDisconnect):
                response = await self._grants.answer(scope, receive)
                await response(scope, receive, send)
        else:
            await self._app(scope, receive, send)
