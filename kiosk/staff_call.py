"""Tells the server that somebody at the kiosk wants staff, until that is over."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from uuid_utils import uuid7

from kiosk.client import Away, Refused, Server
from kiosk.visit.effects import AskForHelp
from kiosk.visit.inputs import HelpAnswered
from kiosk.wire import LONGEST_WAIT_SECONDS, HelpAnswer, HelpReason, HelpRequest
from kiosk.workers import Owner, Worker

HELP_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the server is being told."""

    help: int
    """The visit's count of it."""
    help_id: str
    """What the server knows it by."""
    asked_at: datetime
    reason: HelpReason | None
    withdrawn: bool = False


class StaffCall:
    """Belongs to the owner's thread. One wish at a time, and one message about it on its way."""

    def __init__(
        self,
        server: Server,
        worker: Worker,
        owner: Owner,
        clock: Callable[[], datetime],
        post: Callable[[HelpAnswered], None],
    ) -> None:
        self._server = server
        self._worker = worker
        self._owner = owner
        self._clock = clock
        self._post = post
        self._wish: _Wish | None = None
        self._telling = False

    def ask(self, ask: AskForHelp) -> None:
        known = self._wish
        same = known is not None and known.help == ask.help
        help_id = known.help_id if known and same else str(uuid7())
        self._wish = _Wish(ask.help, help_id, ask.asked_at, ask.reason)
        self._tell()

    def withdraw(self) -> None:
        if self._wish is not None:
            self._wish = replace(self._wish, withdrawn=True)
            self._tell()

    def _tell(self) -> None:
        """Until it is over, so that what a server has missed is told again, and what it says is heard."""
        told = self._wish
        if told is None or self._telling:
            return
        self._telling = True
        waited = int((self._clock() - told.asked_at).total_seconds())
        request = HelpRequest(
            help_id=told.help_id,
            reason=told.reason,
            waited_seconds=min(max(0, waited), LONGEST_WAIT_SECONDS),
            withdrawn=told.withdrawn,
        )

        def tell() -> None:
            answer = self._server.help(request)
            self._owner.deliver(lambda: self._heard(told, answer))

        self._worker.submit(tell)

    def _heard(self, told: _Wish, answer: HelpAnswer | Away | Refused) -> None:
        self._telling = False
        if self._wish == told and _is_over(told, answer):
            self._wish = None
        if self._wish is not None:
            seconds = HELP_SECONDS if self._wish == told else 0.0
            self._owner.start_timer("help", seconds, self._tell)
        if not told.withdrawn:
            self._post(_said(told.help, answer))


def _is_over(told: _Wish, answer: HelpAnswer | Away | Refused) -> bool:
    return isinstance(answer, HelpAnswer) and (told.withdrawn or answer.standing == "over")


def _said(help: int, answer: HelpAnswer | Away | Refused) -> HelpAnswered:
    match answer:
        case Away() | Refused():
            return HelpAnswered(help, "away")
        case HelpAnswer(standing="waiting"):
            return HelpAnswered(help, "heard" if answer.watched else "unheard", answer.usual_minutes)
        case HelpAnswer(standing="coming"):
            return HelpAnswered(help, "coming", answer.usual_minutes)
        case HelpAnswer():
            return HelpAnswered(help, "over")
        case _:
            assert_never(answer)
