"""How long, and how often at once, somebody may be about to ask something: below all routes, at the socket.

Half a request costs who sends it nothing, and would else hold a connection for ever.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from server.limits import Patience

GRACE_SECONDS = 1
"""What a request in flight may still take at the end; streams are ended at once."""

KEEP_ALIVE_SECONDS = 75
"""Longer than a kiosk's longest pause: a number is not asked for over a connection that is just closed."""


class Waiting:
    """Connections on which nothing is being answered, of each address the longest waiting first."""

    def __init__(self, patience: Patience) -> None:
        self.seconds = patience.seconds
        self._most = patience.connections
        self._of: dict[str, dict[object, Callable[[], None]]] = {}

    def put(self, address: str, connection: object, close: Callable[[], None]) -> None:
        """One more than an address may have costs it the one that has waited longest; others lose none."""
        known = self._of.setdefault(address, {})
        known[connection] = close
        if len(known) > self._most:
            known.pop(next(iter(known)))()

    def drop(self, address: str, connection: object) -> None:
        known = self._of.get(address, {})
        known.pop(connection, None)
        if not known:
            self._of.pop(address, None)


class Config(uvicorn.Config):
    """What the server and its connections are run by."""

    def __init__(self, app: Any, patience: Patience, **options: Any) -> None:
        super().__init__(
            app,
            http=Connection,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=GRACE_SECONDS,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            **options,
        )
        self.waiting = Waiting(patience)


class Connection(HttpToolsProtocol):
    """A request has to be here, head and body, within so many seconds of its first byte, or of the
    connection's beginning. Answers take as long as they take: pages are streams.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        assert isinstance(config, Config)
        self._waiting = config.waiting
        self._address = ""
        self._half = False
        """Of a request some bytes are here and others not."""
        self._overdue: asyncio.TimerHandle | None = None
        self._waits = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._hurry(False)
        self._wait(False)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.parser is not None:
            self._look()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._half = True

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._half = False

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.parser is not None:
            self._hurry(self._half)
            self._wait(self._half or self._is_idle())

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _look(self) -> None:
        """After each piece: somebody who sends bytes that begin no request is owed no patience either."""
        owed = self._half or self._is_idle()
        self._hurry(owed)
        self._wait(owed)

    def _hurry(self, owed: bool) -> None:
        if owed and self._overdue is None:
            self._overdue = self.loop.call_later(self._waiting.seconds, self.transport.abort)
        elif not owed and self._overdue is not None:
            self._overdue.cancel()
            self._overdue = None

    def _wait(self, waits: bool) -> None:
        if waits and not self._waits:
            self._waiting.put(self._address, self, self.transport.abort)
        elif not waits and self._waits:
            self._waiting.drop(self._address, self)
        self._waits = waits
