"""What stands around every request: bounded forms, headers for browsers, an access log without secrets."""

import logging
import time
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_FORM_BYTES = 16 * 1024
LARGER_FORMS = {"/documents/import": 4 * 1024 * 1024}
"""Far more than the rows that an import takes, so that its page can say so."""

CONTENT_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

access = logging.getLogger("anjungan.access")


class Guard:
    """Plain ASGI, so that streams pass through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 0

        async def marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
            await send(message)

        if _form_too_large(scope):
            said = PlainTextResponse("Berkas atau formulir ini terlalu besar.", 413, {"Connection": "close"})
            await said(scope, receive, marked)
        else:
            with suppress(ClientDisconnect):  # in the middle of what it had to say: nobody hears an answer
                await self._app(scope, receive, marked)
        took = (time.perf_counter() - started) * 1000
        access.info("%s %s %d %.1f ms", scope["method"], _place(scope), status, took)


def _form_too_large(scope: Scope) -> bool:
    """Kiosks' bodies are bounded where they are read; a form must say its length."""
    if scope["method"] != "POST" or scope["path"].startswith("/v1/"):
        return False
    length = Headers(scope=scope).get("content-length", "")
    return not length.isdigit() or int(length) > LARGER_FORMS.get(scope["path"], MAX_FORM_BYTES)


def _place(scope: Scope) -> str:
    """The route and never the address itself: queries and ticket codes are nobody's business."""
    return str(getattr(scope.get("route"), "path", "(no route)"))
