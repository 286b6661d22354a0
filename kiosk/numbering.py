"""Asks the server for numbers of the site's series, and never holds up a citizen for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kiosk.client import Away, Refused, Server
from kiosk.wire import GRANT_USABLE_SECONDS, GrantAnswer, GrantRequest, Marks
from kiosk.workers import Owner, Worker

BUDGET_SECONDS = 0.6
"""So long a citizen waits for the server's number; kept by the owner's timer, whatever the network does."""

REST_SECONDS = 15.0
"""After an answer that failed nobody else waits for so long."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A number of the site's, for the one ticket that was asked for."""

    number: int
    marks: Marks
    asked_at: float
    """By the monotonic clock, in seconds."""

    def is_usable(self, now: float) -> bool:
        return now - self.asked_at < GRANT_USABLE_SECONDS


class SiteNumbers:
    """`ask` belongs to the owner's thread. One question is on its way at a time."""

    def __init__(self, server: Server, worker: Worker, owner: Owner, monotonic: Callable[[], float]) -> None:
        self._server = server
        self._worker = worker
        self._owner = owner
        self._monotonic = monotonic
        self._busy = False
        """The worker has not come back yet, whoever still waits."""
        self._resting_until = monotonic()
        self._then: Callable[[Grant | None], None] | None = None

    def ask(self, ticket_id: str, series: str, day: date, then: Callable[[Grant | None], None]) -> None:
        """`then` is called once, now or within the budget; None means that the ticket takes its own number.

        A number for any other ticket, series or day than these is none.
        """
        now = self._monotonic()
        if self._busy or now < self._resting_until:
            then(None)
            return
        self._busy, self._then = True, then
        request = GrantRequest(ticket_id=ticket_id, series=series)
        self._owner.start_timer("grant", BUDGET_SECONDS, lambda: self._settle(None))

        def ask() -> None:
            answer = self._server.grant(request)
            self._owner.deliver(lambda: self._heard(_grant(answer, request, day, now)))

        self._worker.submit(ask)

    def _heard(self, grant: Grant | None) -> None:
        """An answer that comes after the budget is nobody's: its ticket has a number of its own by then."""
        self._busy = False
        if self._then is not None:
            self._settle(grant)

    def _settle(self, grant: Grant | None) -> None:
        then, self._then = self._then, None
        assert then is not None
        self._owner.stop_timer("grant")
        if grant is None:
            self._resting_until = self._monotonic() + REST_SECONDS
        then(grant)


def _grant(
    answer: GrantAnswer | Away | Refused, request: GrantRequest, day: date, asked_at: float
) -> Grant | None:
    match answer:
        case GrantAnswer(ticket_id=request.ticket_id, series=request.series, label_day=of) if of == day:
            return Grant(answer.number, answer.marks, asked_at)
        case _:
            return None
