"""Who acts on the day, each on a thread: officers at the server's pages, citizens at the kiosks."""

import json
import re
import select
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from threading import Condition, Lock
from typing import Any

import requests

from commands.parts.frame import ROOT
from commands.rehearsal.clock import Pace
from commands.rehearsal.plan import NO_SHOW, Citizen, StaffedCounter, turn

PASSWORD = "sebuah-kata-sandi-panjang"  # noqa: S105 of people who are invented for a day
RETRY = timedelta(seconds=20)
ANSWER_SECONDS = 100.0
"""Of our time. A kiosk takes a fraction of a second."""
LOOK = timedelta(minutes=5)
"""So often an officer without anybody presses again though no number has come up."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one citizen was told by a kiosk."""

    citizen: Citizen
    kiosk: int
    at: datetime
    label: str
    code: str
    own: bool
    paper: bool
    estimate: tuple[float, float] | None
    """Earliest and latest, seconds since 1970."""


class KioskDeadError(Exception):
    """The process ended before it answered."""


class KioskProcess:
    """A kiosk in a process of its own, which can be killed and comes back on the same disk."""

    def __init__(self, number: int, command: Sequence[str], log: Path) -> None:
        self.number = number
        self._command = command
        self._log = log
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None
        self.silent = False
        """It lived, and did not answer."""

    def start(self) -> None:
        """Until it stands, whoever comes finds it dead."""
        with self._log.open("a", encoding="utf-8") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "commands.rehearsal.kiosk", *self._command],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self._answer(process)
        self._process = process

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def ask(self, **order: object) -> dict[str, Any]:
        """One order after the other. Raises KioskDeadError."""
        with self._lock:
            process = self._process
            if process is None or process.poll() is not None:
                raise KioskDeadError
            assert process.stdin is not None
            try:
                process.stdin.write(json.dumps(order) + "\n")
                process.stdin.flush()
            except OSError:
                raise KioskDeadError from None
            return self._answer(process)

    def end(self) -> None:
        process = self._process
        if process is not None and process.stdin is not None and process.poll() is None:
            process.stdin.close()
            process.wait(30)

    def _answer(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        """A kiosk that does not answer is killed: a day does not wait for it, and its judgement is spoken."""
        assert process.stdout is not None
        if not select.select([process.stdout], [], [], ANSWER_SECONDS)[0]:
            self.silent = True
            process.kill()
        line = process.stdout.readline()
        if not line:
            raise KioskDeadError
        answer: dict[str, Any] = json.loads(line)
        return answer


@dataclass(slots=True)
class Hall:
    """What all of them share: the kiosks, and the news that a number was taken."""

    pace: Pace
    kiosks: Sequence[KioskProcess]
    priority: str | None
    told: list[Told] = field(default_factory=list)
    turned_away: list[tuple[Citizen, str]] = field(default_factory=list)
    news: Condition = field(default_factory=Condition)
    taken: dict[str, int] = field(default_factory=dict)
    """Numbers so far, by agency."""

    def note(self, told: Told) -> None:
        with self.news:
            self.told.append(told)
            agency = told.citizen.agency
            self.taken[agency] = self.taken.get(agency, 0) + 1
            self.news.notify_all()


def queue_at(hall: Hall, kiosk: int, citizens: Sequence[Citizen]) -> None:
    """Everybody who goes to one kiosk first; where it is dead, to the next that answers."""
    for citizen in citizens:
        if not hall.pace.sleep_until(citizen.at):
            return
        why = _take(hall, citizen, kiosk)
        if why is not None:
            with hall.news:
                hall.turned_away.append((citizen, why))


def _take(hall: Hall, citizen: Citizen, first: int) -> str | None:
    """Why the citizen got no number, or None."""
    priority, why = hall.priority if citizen.priority else None, "no kiosk lives"
    for step in range(len(hall.kiosks)):
        kiosk = hall.kiosks[(first + step) % len(hall.kiosks)]
        try:
            with hall.pace.deed():
                answer = kiosk.ask(take=citizen.service, priority=priority)
        except KioskDeadError:
            continue
        if "trouble" in answer:
            why = str(answer["trouble"])
            continue
        said = answer["earliest"] is not None
        hall.note(
            Told(
                citizen,
                kiosk.number,
                hall.pace.now(),
                answer["label"],
                answer["code"],
                answer["own"],
                answer["paper"],
                (answer["earliest"], answer["latest"]) if said else None,
            )
        )
        return None
    return why


class Officer:
    """One officer's day at one counter, with the pages that a browser would have."""

    def __init__(
        self, staffed: StaffedCounter, counter_id: int, address: str, hall: Hall, random: Random
    ) -> None:
        self._staffed = staffed
        self._counter_id = counter_id
        self._address = address
        self._hall = hall
        self._random = random
        self._session = requests.Session()
        self._fields: Mapping[str, str] = {}

    def work(self) -> None:
        for begins, ends in self._staffed.shifts:
            if not self._hall.pace.sleep_until(begins):
                return
            self._sit_down()
            self._serve(ends)
        self._session.close()

    def _serve(self, until: datetime) -> None:
        pace = self._hall.pace
        while pace.now() < until:
            taken = self._hall.taken.get(self._staffed.agency, 0)
            self._press("call-next")
            if not self._fields.get("expected"):
                if not self._wait_for_somebody(taken, until):
                    return
                continue
            if self._random.random() < NO_SHOW:
                if not pace.sleep_until(pace.now() + timedelta(minutes=2)):
                    return
                self._press("no-show")
            elif not pace.sleep_until(pace.now() + turn(self._random)):
                return
        if self._fields.get("expected"):
            self._press("done")

    def _wait_for_somebody(self, taken: int, until: datetime) -> bool:
        """Until a number of the agency is taken, some minutes pass, or the shift is over."""
        pace, hall = self._hall.pace, self._hall
        late = min(until, pace.now() + LOOK)
        while pace.now() < late:
            with hall.news:
                if hall.taken.get(self._staffed.agency, 0) > taken:
                    break
            if not pace.sleep_until(min(late, pace.now() + RETRY)):
                return False
        return pace.sleep_until(pace.now() + timedelta(seconds=self._random.choice((5, 10, 30))))

    def _sit_down(self) -> None:
        """Signs in, or opens the counter that has locked itself meanwhile."""
        page = self._until_answered(lambda: self._session.get(f"{self._address}/console", timeout=30))
        if page.url.endswith("/sign-in"):
            self._form("/sign-in", name=self._staffed.officer, password=PASSWORD)
            page = self._until_answered(lambda: self._session.get(f"{self._address}/counter", timeout=30))
            self._fields = fields_of(page.text)
            self._form("/counter", counter_id=str(self._counter_id), csrf=self._fields["csrf"])
        elif page.url.endswith("/locked"):
            self._form("/locked", csrf=fields_of(page.text)["csrf"], password=PASSWORD)
        page = self._until_answered(lambda: self._session.get(f"{self._address}/console", timeout=30))
        self._fields = fields_of(page.text)

    def _press(self, what: str) -> None:
        """With the fields of the page that is shown; again with the same key while the server is away."""
        names = ("csrf", "key", "expected")
        pressed = {name: self._fields.get(name, "") for name in names}
        answer = self._form(f"/console/{what}", fragment=True, **pressed)
        if answer.url.endswith(("/locked", "/sign-in")):
            self._sit_down()
        else:
            self._fields = fields_of(answer.text)

    def _form(self, path: str, *, fragment: bool = False, **fields: str) -> requests.Response:
        headers = {"anjungan-fragment": "1"} if fragment else {}
        return self._until_answered(
            lambda: self._session.post(self._address + path, data=fields, headers=headers, timeout=30)
        )

    def _until_answered(self, ask: Callable[[], requests.Response]) -> requests.Response:
        while True:
            try:
                with self._hall.pace.deed():
                    answer = ask()
            except requests.ConnectionError:
                answer = None
            if answer is not None and answer.status_code < 500:
                return answer
            if not self._hall.pace.sleep_until(self._hall.pace.now() + RETRY):
                raise DayOverError


class DayOverError(Exception):
    """The day ended while an officer waited for the server."""


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields of a page's first form."""
    found = re.findall(r'name="(csrf|key|expected)" value="([^"]*)"', page)
    return dict(reversed(found))
