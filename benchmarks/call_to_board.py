"""call-to-board: from a press in the counter console to the board's paint.

From the start of the request that a console's script sends (the form of the page, over HTTP, to a server in a
process of its own) to the moment after the frame in which the label stands on a board in Chromium. Both
clocks are this machine's. The peer is 1: the figure is milliseconds.
"""

import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import requests
from uuid_utils import uuid7

from benchmarks.figures import Counts, Figure, MissingError, percentile
from benchmarks.kiosk import site
from benchmarks.mall import Mall, mall
from commands.parts.guide import browser
from kiosk.folder import open_state
from kiosk.ledger import Ledger, Order
from kiosk.wire import Hello, Marks, SyncAnswer, SyncRequest

AT_ONCE = 20
"""So many wait at most."""

WATCH = """() => {
  const painted = new Map(), asked = new Map();
  window.painted = (label) => new Promise((tell) => {
    if (painted.has(label)) tell(painted.get(label));
    else asked.set(label, tell);
  });
  const look = () => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => {
      for (const one of document.querySelectorAll("[data-label]")) {
        const label = one.dataset.label;
        if (painted.has(label) || !one.checkVisibility()) continue;
        painted.set(label, Date.now());
        asked.get(label)?.(painted.get(label));
      }
    };
    after.port2.postMessage(null);
  });
  new MutationObserver(look).observe(document, { attributes: true, childList: true, subtree: true });
}"""
"""Notes of each label when the first frame was painted in which it could be seen."""


class Hall:
    """Where numbers are taken: a kiosk's ledger that is carried to the server at once."""

    def __init__(self, running: Mall, folder: Path) -> None:
        ledger = open_state(folder)
        assert isinstance(ledger, Ledger), ledger
        self._ledger, self._client, self._running = ledger, running.client(), running
        self._service = site().popular[0]
        ledger.enrol(running.enrolment, datetime.now(UTC).date(), Marks())

    def take(self, count: int) -> None:
        now, service = datetime.now(UTC), self._service
        for _ in range(count):
            self._ledger.issue(
                Order(
                    ticket_id=str(uuid7()),
                    series=service.agency.code,
                    agency=service.agency.id,
                    service=service.id,
                    priority=None,
                    language="id",
                    now=now,
                    business_day=now.astimezone(site().zone).date(),
                    waiting_ahead=None,
                    estimate=None,
                    paper=False,
                )
            )
        who = self._running.enrolment.identity
        hello = Hello(boot_id="benchmark", version="1", wall=now, unsynced=count, printer="ready")
        answer = self._client.sync(
            SyncRequest(
                kiosk_id=who.kiosk_id, epoch=who.epoch, hello=hello, events=self._ledger.unsent(count)
            )
        )
        assert isinstance(answer, SyncAnswer), answer
        self._ledger.acknowledge(answer.acked_through, answer.marks)

    def close(self) -> None:
        self._client.close()
        self._ledger.close()


class Console:
    """An officer at the first counter, as the console's script speaks to the server."""

    def __init__(self, running: Mall) -> None:
        self._session, self._address = requests.Session(), running.address
        officer = {"name": running.officer.name, "password": running.officer.password}
        self._post("/sign-in", officer)
        self._post("/counter", {"counter_id": "1", "csrf": self._hidden(self._get("/counter"), "csrf")})
        self.refresh()

    def refresh(self) -> None:
        self._form = self._get("/console")

    def call_next(self) -> str:
        """The label."""
        form = {name: self._hidden(self._form, name) for name in ("csrf", "key", "expected")}
        self._form = self._post("/console/call-next", form, {"Anjungan-Fragment": "1"})
        found = re.search(r'id="serving">([^<]+)<', self._form)
        assert found is not None, self._form
        return found[1]

    def close(self) -> None:
        self._session.close()

    def _get(self, path: str) -> str:
        return self._answer(self._session.get(self._address + path, timeout=10))

    def _post(self, path: str, form: dict[str, str], headers: dict[str, str] | None = None) -> str:
        return self._answer(self._session.post(self._address + path, form, headers=headers, timeout=10))

    def _answer(self, response: requests.Response) -> str:
        response.raise_for_status()
        return response.text

    def _hidden(self, page: str, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', page)
        assert found is not None, f"no {name} in {page}"
        return found[1]


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    if shutil.which("chromium") is None:
        raise MissingError("chromium")
    with mall(folder) as running, browser() as chromium:
        hall, console = Hall(running, folder / "kiosk"), Console(running)
        board = chromium.new_page(viewport={"width": 1920, "height": 1080})
        board.goto(f"{running.address}/board")
        board.evaluate(WATCH)

        def call() -> float:
            pressed = time.time() * 1000
            label = console.call_next()
            painted: float = board.evaluate("(label) => painted(label)", label)
            return painted - pressed

        def calls() -> list[float]:
            taken = []
            for number in range(counts.calls):
                if number % AT_ONCE == 0:
                    hall.take(min(AT_ONCE, counts.calls - number))
                    console.refresh()
                taken.append(call())
            return taken

        calls()  # warm
        rounds = [calls() for _ in range(counts.rounds)]
        console.close()
        hall.close()
    yield Figure("call-to-board-p99-ms", percentile(rounds, 0.99), 1, "ms", "1")
