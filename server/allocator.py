"""Grants in batches: what is asked while one is committed is the next; each is answered after its commit.

What must lie elsewhere before a number may be told (a witness of the batch) belongs between the two.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future

from server.store import Clock, GrantAsked, Granted, GrantRefusal, Store

Answer = Granted | GrantRefusal


class Allocator:
    """Belongs to the event loop. Every grant of the site passes here, one batch after the other."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        measure: Callable[[int], None] = lambda _: None,
    ) -> None:
        """`measure` hears how many were asked for in each batch."""
        self._measure = measure
        self._store = store
        self._clock = clock
        self._asked: list[GrantAsked] = []
        self._owed: list[asyncio.Future[Answer]] = []
        """The answer of each who asked, in the same order."""
        self._is_busy = False

    async def grant(self, asked: GrantAsked) -> Answer:
        """Durable when it is answered. Raises what the store raises, to everybody of the batch."""
        loop = asyncio.get_running_loop()
        owed: asyncio.Future[Answer] = loop.create_future()
        self._asked.append(asked)
        self._owed.append(owed)
        if not self._is_busy:
            self._is_busy = True
            loop.call_soon(self._commit, loop)  # behind all who ask in this turn of the loop
        return await owed

    def _commit(self, loop: asyncio.AbstractEventLoop) -> None:
        asked, self._asked = self._asked, []
        owed, self._owed = self._owed, []
        self._measure(len(asked))

        def over(batch: Future[tuple[Answer, ...]]) -> None:
            loop.call_soon_threadsafe(self._answer, loop, owed, batch)

        self._store.granting(asked, clock=self._clock).add_done_callback(over)

    def _answer(
        self,
        loop: asyncio.AbstractEventLoop,
        owed: list[asyncio.Future[Answer]],
        batch: Future[tuple[Answer, ...]],
    ) -> None:
        """Of those who have gone meanwhile nobody is answered; their numbers are theirs if they ask again."""
        failed = batch.exception()
        for place, one in enumerate(owed):
            if one.done():
                continue
            if failed is None:
                one.set_result(batch.result()[place])
            else:
                one.set_exception(failed)
        self._is_busy = bool(self._asked)
        if self._is_busy:
            self._commit(loop)
