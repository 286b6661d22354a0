"""Carries the kiosk's log to the server, and brings back what the server says of the mall."""

import logging
import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Literal, assert_never

from kiosk.client import Away, Refused
from kiosk.clock import SiteTime
from kiosk.surroundings import Surroundings
from kiosk.visit.state import Facts, ServerView
from kiosk.wire import Event, EventFault, Hello, RefusalReason, SyncAnswer, SyncRequest

VERSION = "1"
"""Of what kiosks say (`kiosk/wire.py`): it goes up with a message that an older server would not take."""
BATCH = 200
"""Events in one request."""

HEARTBEAT_SECONDS = 5.0
STRANGER_SECONDS = 300.0
"""For so long a server must go on saying that it knows no such kiosk: any box between can say it once."""

LONGEST_BACKOFF_SECONDS = 60.0
STRANGERS: tuple[RefusalReason, ...] = ("unknown_kiosk", "signature", "other_epoch")
"""How a server refuses whom it revoked or replaced; one that has forgotten a kiosk is shown its certificate
first."""
FORKED: tuple[EventFault, ...] = ("forked_log", "chain_broken")
"""What becomes of events where another machine with the same identity has brought others in their place."""

log = logging.getLogger(__name__)


class LogSync:
    """Belongs to the owner's thread; one request is on its way at a time."""

    def __init__(
        self,
        around: Surroundings,
        time: SiteTime,
        *,
        boot_id: str,
        facts: Callable[[], Facts],
        heard: Callable[[ServerView], None],
    ) -> None:
        """`heard` gets what each answer, or its absence, makes of the server."""
        self._around = around
        self._time = time
        self._boot_id = boot_id
        self._facts = facts
        self._tell = heard
        self._busy = False
        self._again = False
        """Something came up while a request was on its way."""
        self._rests_until = around.monotonic()
        self._stranger_since: float | None = None
        self._failures = 0
        """In a row."""

    def start(self) -> None:
        """Now, unless the server asked for rest; at once again where a request is on its way."""
        if self._busy:
            self._again = True
            return
        if self._around.monotonic() < self._rests_until:
            return
        self._busy, self._again = True, False
        now, facts = self._time.now(), self._facts()
        self._around.workers.sync.submit(lambda: self._exchange(now, facts))

    def _exchange(self, now: datetime, facts: Facts) -> None:
        """On the sync worker: one request, and what its answer means for the ledger."""
        try:
            answer, events, day = self._carried(now, facts)
        except sqlite3.Error as error:
            answer, events, day = Away(f"the ledger refused: {error}"), (), None
        self._around.owner.deliver(lambda: self._heard(answer, events, day))

    def _carried(
        self, now: datetime, facts: Facts
    ) -> tuple[SyncAnswer | Away | Refused, tuple[Event, ...], date | None]:
        """What the server answered to which events, and the day that it named, if that is believed."""
        ledger, disk = self._around.workers.ledger, self._around.ledger
        enrolment, events, head, unsynced, since, acked, seen = ledger.call(
            lambda: (
                disk.enrolment(),
                disk.unsent(BATCH),
                disk.head(),
                disk.unsent_count(),
                disk.unsent_since(),
                disk.acked(),
                disk.seen(),
            )
        )
        assert enrolment is not None
        answer = self._around.server.sync(
            SyncRequest(
                kiosk_id=enrolment.identity.kiosk_id,
                epoch=enrolment.identity.epoch,
                hello=Hello(
                    boot_id=self._boot_id,
                    version=VERSION,
                    wall=self._around.clock(),
                    unsynced=unsynced,
                    oldest_unsynced_seconds=max(0.0, (now - since).total_seconds()) if since else None,
                    printer=facts.printer.word(),
                    office=None if facts.office is None else facts.office.word(),
                    acked_seen=acked,
                    seen=seen,
                ),
                events=events,
            )
        )
        if not isinstance(answer, SyncAnswer):
            return answer, events, None
        if (why := _cloned(answer, head)) is not None:
            # What it says of its log is said of another machine's.
            ledger.call(disk.give_up)
            return Refused("cloned", why), events, None
        if not answer.clock_in_doubt:
            self._time.confirm(answer.server_time)
        ledger.call(lambda: disk.acknowledge(answer.acked_through, answer.marks))
        believed = ledger.call(lambda: disk.confirm_day(answer.business_day, head, answer.marks.lowered))
        return answer, events, answer.business_day if believed else None

    def _heard(
        self, answer: SyncAnswer | Away | Refused, events: tuple[Event, ...], day: date | None
    ) -> None:
        self._busy = False
        before = self._facts().server
        if isinstance(answer, SyncAnswer) and events and answer.acked_through < events[-1].seq:
            refused = {result.reason for result in answer.results if result.reason}
            answer = Refused(f"the log stops at {answer.acked_through}: {refused or 'no reason'}", "")
        match answer:
            case SyncAnswer():
                self._failures, self._stranger_since = 0, None
                more = len(events) == BATCH
                view = ServerView(
                    True,
                    day,
                    answer.waiting,
                    answer.issued_today,
                    answer.counters,
                    answer.estimates,
                    "cloned" if before.refused == "cloned" else None,
                )
                seconds = 0.0 if more or self._again else HEARTBEAT_SECONDS
            case Away(why) | Refused(reason=why):
                self._rests_until = self._around.monotonic() + _rest(answer)
                if before.online or self._failures == 0:
                    text = answer.text if isinstance(answer, Refused) else ""
                    log.warning("the server does not take the log: %s. %s", why, text)
                self._failures += 1
                view = replace(before, online=False, refused=self._refused(answer) or before.refused)
                if view.refused != before.refused:
                    log.error("out of service (%s): enrol this kiosk anew, with a new --state", view.refused)
                longest = min(LONGEST_BACKOFF_SECONDS, 2.0 ** min(self._failures, 6))
                seconds = max(random.uniform(0, longest), _rest(answer))
            case _:
                assert_never(answer)
        self._tell(view)
        self._around.owner.start_timer("sync", seconds, self.start)

    def _refused(self, answer: Away | Refused) -> Literal["revoked", "cloned"] | None:
        match answer:
            case Refused("cloned"):
                return "cloned"
            case Refused(reason) if reason in STRANGERS:
                now = self._around.monotonic()
                if self._stranger_since is None:
                    self._stranger_since = now
                return "revoked" if now - self._stranger_since >= STRANGER_SECONDS else None
            case _:
                return None


def _cloned(answer: SyncAnswer, head: int) -> str | None:
    """Why this disk is not the one whose log the server has; `head` is from before the request was made."""
    if any(result.reason in FORKED for result in answer.results):
        return "Another machine has written under this kiosk's identity."
    if answer.acked_through > head:
        return "The server has more of this log than this disk: it was set back, or another machine goes on."
    return None


def _rest(answer: Away | Refused) -> float:
    """For how many seconds the server asks to be left alone."""
    return answer.rest if isinstance(answer, Away) else 0.0
