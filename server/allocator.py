"""Grants in batches: what is asked while one is committed is the next; each is answered after its commit.

What must lie elsewhere before a number may be told (a witness of the batch) belongs between the two.
"""

import asyncio
from collections.abc import Callable, Sequence

from server.store import Clock, GrantAsked, Granted, GrantRefusal, Store


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
        self._turn = asyncio.Lock()
        self._asked: list[GrantAsked] = []
        self._batch: asyncio.Task[tuple[Granted | GrantRefusal, ...]] | None = None
        """Takes what is asked until its turn comes."""

    async def grant(self, asked: GrantAsked) -> Granted | GrantRefusal:
        """Durable when it is answered. Raises what the store raises, to everybody of the batch."""
        if self._batch is None:
            self._asked = []
            self._batch = asyncio.create_task(self._commit(self._asked))
        batch, place = self._batch, len(self._asked)
        self._asked.append(asked)
        return (await asyncio.shield(batch))[place]

    async def _commit(self, asked: Sequence[GrantAsked]) -> tuple[Granted | GrantRefusal, ...]:
        async with self._turn:
            self._batch = None
            self._measure(len(asked))
            return await asyncio.wrap_future(self._store.granting(asked, clock=self._clock))
