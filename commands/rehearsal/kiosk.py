"""A kiosk of the day: the real engine, ledger and client without a screen; its paper is a file.

`python -m commands.rehearsal.kiosk PROFILE STATE SERVER TOKEN CLOCK`. Orders come as lines of JSON, with an
answer to each: {"take": SERVICE, "priority": GROUP or null}, {"paper": true or false}, {"unsynced": true}.
It ends with its input.
"""

import json
import re
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from uuid import uuid4

from commands.rehearsal.clock import clock_of
from config.load import load_profile
from config.models import Profile
from kiosk.client import Client, Refused, enrol, private_key
from kiosk.engine import Engine
from kiosk.folder import KEY, LEDGER
from kiosk.ledger import Enrolment, Ledger, open_ledger
from kiosk.surroundings import Surroundings
from kiosk.visit.inputs import Confirmed, Ended, PriorityAnswered, SlipAnswered, Touched, Went
from kiosk.visit.state import (
    Detail,
    Done,
    Identity,
    Issuing,
    NoPaper,
    Notice,
    PowerCut,
    Priority,
    State,
    Ticket,
)
from kiosk.wire import EnrolAnswer
from kiosk.workers import ThreadWorker, Workers, start_threads, stop_threads
from printers.document import Document
from printers.states import (
    Cause,
    DeviceState,
    Evidence,
    FailedClean,
    JobState,
    Outcome,
    Printed,
    Rendered,
    Status,
)

ADDRESS = "https://mal.invalid"
"""What the codes on slips begin with."""
FAST = {"sync": 0.1, "tick": 0.1, "printer": 0.1}
"""Of these timers' seconds so much is waited: the day runs fast, and the machine is not endless."""
UNDER_WAY = (JobState.QUEUED, JobState.CLAIMED, JobState.SENDING, JobState.SENT)


class Loop:
    """The owner's thread without Qt."""

    def __init__(self) -> None:
        self._calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._due: list[tuple[float, int, str, Callable[[], None]]] = []
        self._timers: dict[str, int] = {}
        self._count = count()
        self._over = False

    def deliver(self, call: Callable[[], None]) -> None:
        self._calls.put(call)

    def start_timer(self, key: str, seconds: float, fire: Callable[[], None]) -> None:
        number = self._timers[key] = next(self._count)
        heappush(self._due, (time.monotonic() + seconds * FAST.get(key, 1), number, key, fire))

    def stop_timer(self, key: str) -> None:
        self._timers.pop(key, None)

    def end(self) -> None:
        self._over = True

    def run(self) -> None:
        while not self._over:
            wait = max(0.0, self._due[0][0] - time.monotonic()) if self._due else 1.0
            try:
                self._calls.get(timeout=wait)()
            except Empty:
                self._fire()

    def _fire(self) -> None:
        while self._due and self._due[0][0] <= time.monotonic():
            _, number, key, fire = heappop(self._due)
            if self._timers.get(key) == number:
                del self._timers[key]
                fire()


class Paper:
    """A printer that prints: the code of each slip is a line of the file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.has_paper = True
        self._printed = 0

    def status(self) -> Status:
        if self.has_paper:
            return Status(DeviceState.READY)
        return Status(DeviceState.BLOCKED, frozenset({Cause.PAPER_OUT}))

    def print(
        self, document: Document, on_sending: Callable[[Rendered], int], *, again: bool = False
    ) -> Outcome:
        if not self.has_paper:
            return FailedClean(self.status())
        found = re.search(rf"{ADDRESS}/([0-9A-Z]+)", repr(document), re.IGNORECASE)
        assert found is not None, "a ticket's slip has its code"
        on_sending(Rendered("0" * 64, 1, 1))
        with self._file.open("a", encoding="ascii") as paper:
            paper.write(f"{found[1].upper()}\n")
        return Printed(Evidence.ORDERED_STATUS)

    def close(self) -> None:
        pass


class Visitors:
    """One citizen after the other at one kiosk; all of it on the owner's thread."""

    def __init__(self, loop: Loop, paper: Paper, ledger: Ledger, threads: dict[str, ThreadWorker]) -> None:
        self._loop = loop
        self._paper = paper
        self._ledger = ledger
        self._threads = threads
        self._wanted: dict[str, Any] | None = None
        self._is_theirs = False
        """The number that is shown next was asked for by who stands here."""
        self._seen: object = None
        self._is_open = False
        self.engine: Engine | None = None

    def order(self, order: dict[str, Any]) -> None:
        engine = self.engine
        assert engine is not None
        match order:
            case {"take": str(service), "priority": _}:
                self._free_the_screen(engine)
                self._wanted, self._is_theirs = order, False
                for step in (Touched(), Went(Detail(service)), Confirmed()):
                    engine.post(step)
            case {"paper": bool(there)}:
                self._paper.has_paper = there
                say({})
            case {"unsynced": True}:
                say({"unsynced": self._threads["ledger"].call(self._ledger.unsent_count)})
            case _:
                raise ValueError(f"no order: {order}")

    def _free_the_screen(self, engine: Engine) -> None:
        """What a life before has left there is nobody's who stands in front of it now."""
        while (visit := engine.state.visit) is not None:
            match visit.screen:
                case PowerCut():
                    engine.post(SlipAnswered("not_mine"))
                case Done():
                    engine.post(Confirmed())
                case _:
                    engine.post(Ended())

    def show(self, state: State) -> None:
        """Reacts to each screen once; says whose kiosk it is as soon as it serves."""
        identity = state.facts.identity
        if identity is not None and not self._is_open:
            self._is_open = True
            say({"letter": identity.letter})
        screen = state.visit.screen if state.visit is not None else None
        if self._wanted is None or screen is self._seen:
            return
        self._seen = screen
        match screen:
            case Issuing():
                self._is_theirs = True
            case PowerCut():
                wanted, self._wanted = self._wanted, None
                self._loop.deliver(lambda: self.order(wanted))
            case Priority():
                self._then(PriorityAnswered(self._wanted["priority"]))
            case NoPaper():
                self._then(Confirmed())
            case Done(ticket, job) if self._is_theirs and (job is None or job.state not in UNDER_WAY):
                self._leave(Confirmed(), told(ticket, paper=bool(job and job.state is JobState.PRINTED)))
            case Notice(trouble):
                self._leave(Ended(), {"trouble": trouble.value})
            case _:
                pass

    def _leave(self, input: Confirmed | Ended, answer: dict[str, Any]) -> None:
        """The citizen is gone before anybody hears of it, so that the next one finds the screen free."""
        self._wanted = None
        self._then(input)
        self._loop.deliver(lambda: say(answer))

    def _then(self, input: Confirmed | Ended | PriorityAnswered) -> None:
        """After what is being shown."""
        engine = self.engine
        assert engine is not None
        self._loop.deliver(lambda: engine.post(input))


def told(ticket: Ticket, *, paper: bool) -> dict[str, Any]:
    estimate = ticket.estimate
    return {
        "label": str(ticket.label),
        "code": ticket.code,
        "own": ticket.backup,
        "paper": paper,
        "earliest": estimate.earliest.timestamp() if estimate else None,
        "latest": estimate.latest.timestamp() if estimate else None,
    }


def say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


def enrolled(ledger: Ledger, state: Path, server: str, token: str) -> Enrolment:
    """Asks again while the server settles."""
    known = ledger.enrolment()
    while known is None:
        answer = enrol(server, token=token, key=private_key(state / KEY), host=socket.gethostname())
        if isinstance(answer, EnrolAnswer):
            identity = Identity(answer.kiosk_id, answer.epoch, answer.letter)
            known = Enrolment(server, identity)
            ledger.enrol(known, answer.business_day, answer.marks)
        elif isinstance(answer, Refused) and answer.reason not in ("settling", "in_doubt"):
            raise SystemExit(answer.text)
        else:
            time.sleep(0.1)
    return known


def main(profile_folder: Path, state: Path, server: str, token: str, clock_file: Path) -> None:
    profile, clock, loop = load_profile(profile_folder), clock_of(clock_file), Loop()
    assert isinstance(profile, Profile)
    state.mkdir(exist_ok=True)
    ledger = open_ledger(state / LEDGER)
    assert isinstance(ledger, Ledger)
    enrolment = enrolled(ledger, state, server, token)
    client = Client(
        enrolment.server,
        kiosk_id=enrolment.identity.kiosk_id,
        key=private_key(state / KEY),
        clock=clock,
    )
    paper = Paper(state / "paper")
    threads = start_threads()
    visitors = Visitors(loop, paper, ledger, threads)
    visitors.engine = engine = Engine(
        replace(profile, public_address=ADDRESS),
        Surroundings(
            ledger,
            paper,
            client,
            Workers(**threads),
            loop,
            clock,
            time.monotonic,
            ring=lambda: None,
            since_boot=lambda: clock().timestamp(),
        ),
        boot_id=str(uuid4()),
        show=visitors.show,
    )

    def listen() -> None:
        for line in sys.stdin:
            order = json.loads(line)
            loop.deliver(partial(visitors.order, order))
        loop.deliver(loop.end)

    engine.start()
    Thread(target=listen, daemon=True).start()
    loop.run()
    engine.stop()
    stop_threads(threads, 10)
    client.close()
    ledger.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4], Path(sys.argv[5]))
