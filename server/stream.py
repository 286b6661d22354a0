"""Server-sent events: what a page shows now, and again after each change. The store wakes them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass

from fastapi import Request
from sse_starlette.event import ServerSentEvent
from sse_starlette.sse import EventSourceResponse
from starlette.concurrency import run_in_threadpool

RETRY_MS = 2000
PING_SECONDS = 15
LINE_END = "\n"
LOOK_SECONDS = 15.0
"""Without a change a view is looked at so often: the wait cap, a new day, an ended session are no facts."""


class Notifier:
    """Wakes every open stream. `wake` may be called from any thread; the rest belongs to the event loop."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Event] = set()

    def start(self) -> None:
        """Called on the event loop, before the first request."""
        self._loop = asyncio.get_running_loop()

    def wake(self) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake_all)

    def _wake_all(self) -> None:
        for event in self._waiting:
            event.set()

    @contextlib.contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            yield event
        finally:
            self._waiting.discard(event)


@dataclass(frozen=True, slots=True)
class Frame:
    """`same` is compared with the frame before: equal means that nothing need be sent."""

    seq: int
    same: object
    draw: Callable[[], str]


def event_stream(
    request: Request, notifier: Notifier, look: Callable[[], Frame | None]
) -> EventSourceResponse:
    """A stream of `snapshot` events. `look` reads the store (in a worker thread); None ends the stream.

    A browser that comes back with the newest id in Last-Event-ID is sent nothing at first, but at the
    next look: hours pass without a fact. When the server ends, sse-starlette ends the streams.

    Between snapshots comes the event `beat`: a script sees no comments, and must notice a wire that died.
    """

    async def frames() -> AsyncIterator[ServerSentEvent]:
        yield ServerSentEvent(comment="open", retry=RETRY_MS, sep=LINE_END)
        known = request.headers.get("last-event-id")
        shown: object = None
        with notifier.listening() as changed:
            while True:
                changed.clear()
                frame = await run_in_threadpool(look)
                if frame is None:
                    return
                if frame.same != shown and str(frame.seq) != known:
                    drawn = await run_in_threadpool(frame.draw)
                    yield ServerSentEvent(data=drawn, event="snapshot", id=str(frame.seq), sep=LINE_END)
                    shown = frame.same
                known = None
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), LOOK_SECONDS)

    return EventSourceResponse(
        frames(),
        ping=PING_SECONDS,
        ping_message_factory=lambda: ServerSentEvent(data="beat", event="beat", sep=LINE_END),
        sep=LINE_END,
        headers={"Cache-Control": "no-store"},
    )
