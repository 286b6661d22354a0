"""kill -9 of the real kiosk, and of the real server, at random moments: nothing is lost or given twice."""

import itertools
import json
import random
import signal
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import requests

from kiosk.folder import LEDGER, open_state
from kiosk.ledger import Ledger
from kiosk.ledger import open_database as open_ledger_file
from kiosk.wire import FIRST_HASH, Marks, parse_label
from server.folder import DATABASE
from server.run import bound
from server.site import site_of
from server.sqlite import open_database
from server.tables.transaction import Transaction
from server.tables.trust import trust
from server.trust import Trust, Witness
from server.witness import WitnessFile
from tests.e2e.issuing_kiosk import carry, enrolled, issue
from tests.e2e.killed_server import started
from tests.e2e.parts import ADDRESS, SITE, central_server, code_on, network_printer, program, tokens
from tests.outside import wait_until
from tests.server.parts import PROFILE
from tests.sync.books import assert_nothing_is_lost_or_doubled

KILLS = 20
LONGEST_SECONDS = 0.5
"""From the first number of a life to its end: so many visits are cut at every place."""

PAPERS = {
    "printed": {1},
    "uncertain": {0, 1},
    "failed_clean": {0},
    "expired": {0},
    "without paper": {0},
    "queued": {0},
}
"""How many papers each state of a ticket's only job allows; one that is on its way allows none.

Queued is what was taken just before the end: the next life prints it. Earlier ones have come to rest.
"""

pytestmark = [pytest.mark.e2e, pytest.mark.kill, pytest.mark.slow]


def busy(folder: Path, printer: str) -> list[str]:
    words = ["--profile", str(SITE), "--state", str(folder / "kiosk"), "--printer", printer, "--windowed"]
    return [*words, "--panel", "1366x768", "--always-open", "--address", ADDRESS]


def count(folder: Path, question: str) -> int:
    connection = sqlite3.connect(f"file:{folder / 'kiosk' / LEDGER}?mode=ro", uri=True)
    try:
        return int(connection.execute(question).fetchone()[0])
    finally:
        connection.close()


until = partial(wait_until, seconds=60)


def tickets(folder: Path, such: str = "TRUE") -> int:
    return count(folder, f"SELECT count(*) FROM ticket WHERE {such}")


def moving(folder: Path) -> int:
    return count(folder, "SELECT count(*) FROM job WHERE state IN ('queued', 'claimed', 'sending', 'sent')")


def queued(folder: Path, first: int) -> int:
    """Of the first so many tickets, those whose slip a life before has left to this one."""
    oldest = f"SELECT id FROM ticket ORDER BY id LIMIT {first}"
    return count(folder, f"SELECT count(*) FROM job WHERE state = 'queued' AND ticket IN ({oldest})")


# --- the kiosk ----------------------------------------------------------------------------------------------


def test_killed_at_random_moments(tmp_path: Path, campaign: int) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    (token,) = tokens(tmp_path / "server", 1)
    struck: Counter[str] = Counter()
    with (
        central_server(tmp_path) as (address, _),
        network_printer(tmp_path) as (printer, slips, printer_state),
    ):
        (tmp_path / "kiosk").mkdir()
        ledger, client, answer = enrolled(address, token, tmp_path / "kiosk")
        ledger.close()
        for _ in range(KILLS * campaign):
            before = tickets(tmp_path)
            cover = chance.choice(["closed", "closed", "closed", "open"])
            printer_state.write_text(json.dumps({"cover": cover}), encoding="utf-8")
            with program("tests.e2e.busy_kiosk", busy(tmp_path, printer), tmp_path / "kiosk.log") as process:
                until(lambda before=before: tickets(tmp_path) > before)  # type: ignore[misc]
                time.sleep(chance.uniform(0, LONGEST_SECONDS))  # the moment of the fault, not a wait
                assert process.poll() is None, "it must not have ended by itself"
                process.send_signal(signal.SIGKILL)
                process.wait(10)
            struck["printing" if moving(tmp_path) else "between slips"] += 1
        before = tickets(tmp_path)
        printer_state.write_text("{}", encoding="utf-8")
        with program("tests.e2e.busy_kiosk", busy(tmp_path, printer), tmp_path / "kiosk.log") as process:
            until(lambda: tickets(tmp_path) > before and queued(tmp_path, before) == 0)
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
        assert sum(struck.values()) == KILLS * campaign
        assert_all_is_there(tmp_path, slips)
        opened = open_state(tmp_path / "kiosk")
        assert isinstance(opened, Ledger)
        until(lambda: carry(opened, client, answer))
        client.close()
        opened.close()
    assert_nothing_is_lost_or_doubled(tmp_path / "server" / DATABASE, [tmp_path / "kiosk" / LEDGER])
    assert tickets(tmp_path, "letter = ''") > 0, "the server has given numbers too"
    print(f"{dict(struck)}, {tickets(tmp_path)} tickets")


def assert_all_is_there(folder: Path, slips: Path) -> None:
    connection = open_ledger_file(folder / "kiosk" / LEDGER)
    rows = connection.execute("SELECT id, letter, number, code FROM ticket ORDER BY id").fetchall()
    own = [row["number"] for row in rows if row["letter"]]
    assert own == list(range(1, len(own) + 1)), "no number lost, none twice"
    events = connection.execute("SELECT * FROM event ORDER BY seq").fetchall()
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    previous = FIRST_HASH
    for event in events:
        assert event["prev_hash"] == previous
        previous = event["hash"]
    assert sum(event["type"] == "issued" for event in events) == len(rows)
    papers = Counter(code_on(slip) for slip in slips.glob("slip-*.png"))
    assert None not in papers, "every paper bears its code"
    for row in rows:
        jobs = connection.execute("SELECT state FROM job WHERE ticket = ?", (row["id"],)).fetchall()
        state = ", ".join(job["state"] for job in jobs) or "without paper"
        assert papers.pop(row["code"], 0) in PAPERS.get(state, set()), f"ticket {row['number']} is {state}"
    assert not papers, "no paper without a ticket"
    queued = connection.execute(
        "SELECT ticket.id FROM ticket JOIN job ON job.ticket = ticket.id WHERE state = 'queued'"
    ).fetchall()
    assert [row["id"] for row in queued] in ([], [rows[-1]["id"]])
    connection.close()


def test_the_count_would_notice_a_lost_slip(tmp_path: Path) -> None:
    """The check above against a ledger whose printed slip never fell."""
    ledger = open_state(tmp_path / "kiosk")
    assert isinstance(ledger, Ledger)
    ledger.close()
    slips = tmp_path / "slips"
    slips.mkdir()
    connection = open_ledger_file(tmp_path / "kiosk" / LEDGER)
    connection.execute(
        "INSERT INTO ticket (id, run, series, letter, number, code, service, language, issued_at)"
        " VALUES ('t', 1, 'A', 'C', 1, '0123456789', 's', 'id', '')"
    )
    connection.execute(
        "INSERT INTO job (id, ticket, state, reprint, made_at, changed_at)"
        " VALUES ('j', 't', 'printed', 0, '', '')"
    )
    connection.execute("INSERT INTO event VALUES (1, 'e', 'issued', '', '{}', ?, 'h')", (FIRST_HASH,))
    connection.close()
    with pytest.raises(AssertionError, match="ticket 1 is printed"):
        assert_all_is_there(tmp_path, slips)


# --- the server ---------------------------------------------------------------------------------------------

HANDS = 3
LONGEST_SERVER_SECONDS = 0.3
"""From the first site number of a life to its end."""


@dataclass
class Hand:
    """Takes numbers at a kiosk and carries its log, as fast as it can, whatever the server does."""

    folder: Path
    server: str
    token: str
    over: threading.Event
    given: int = 0
    """How many numbers of the site's."""

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self.ledger, self._client, self._answer = enrolled(self.server, self.token, self.folder)

    def work(self) -> None:
        for place in itertools.count():
            if self.over.is_set():
                return
            label = parse_label(issue(self.ledger, self._client, self._answer, place))
            assert label is not None
            self.given += not label.letter
            if not carry(self.ledger, self._client, self._answer):
                self.over.wait(0.1)

    def finish(self) -> None:
        until(lambda: carry(self.ledger, self._client, self._answer))
        self._client.close()
        self.ledger.close()

    def seen(self) -> int:
        """The newest batch of numbers that the kiosk has been told of, by its disk."""
        with closing(sqlite3.connect(f"file:{self.folder / LEDGER}?mode=ro", uri=True)) as connection:
            (marks,) = connection.execute("SELECT marks FROM seen").fetchone()
        return Marks.model_validate_json(marks).serial


def witness_and_last_batch(folder: Path) -> tuple[Witness, Trust]:
    witness = WitnessFile(folder / "witness.json").read()
    assert witness is not None
    with closing(open_database(folder / DATABASE)) as connection:
        connection.execute("BEGIN")
        return witness, trust(Transaction(connection, site_of(PROFILE)))


def test_a_server_that_is_killed_has_forgotten_nothing_and_need_not_doubt(
    tmp_path: Path, campaign: int
) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    state = tmp_path / "server"
    given = tokens(state, HANDS)
    with closing(bound("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
    address, over, between = f"http://127.0.0.1:{port}", threading.Event(), 0
    server = started(SITE, state, port)
    until(lambda: answers(address))
    hands = [Hand(tmp_path / f"kiosk-{n}", address, token, over) for n, token in enumerate(given)]
    threads = [threading.Thread(target=hand.work) for hand in hands]
    for thread in threads:
        thread.start()
    try:
        for _ in range(KILLS * campaign):
            before = sum(hand.given for hand in hands)
            until(lambda before=before: sum(hand.given for hand in hands) > before)  # type: ignore[misc]
            time.sleep(chance.uniform(0, LONGEST_SERVER_SECONDS))  # the moment of the fault, not a wait
            assert server.is_alive(), "it must not have ended by itself"
            server.kill()
            server.join()
            witness, last = witness_and_last_batch(state)
            assert witness.mark in (last.mark, last.previous) and last.doubt is None
            assert max(hand.seen() for hand in hands) <= witness.serial, "the witness is down before the word"
            between += witness.mark == last.previous
            server = started(SITE, state, port)
        before = sum(hand.given for hand in hands)
        until(lambda: sum(hand.given for hand in hands) > before)
    finally:
        over.set()
        for thread in threads:
            thread.join()
        for hand in hands:
            hand.finish()
        server.terminate()
        server.join()
    assert server.exitcode == 0
    ledgers = [hand.folder / LEDGER for hand in hands]
    count = assert_nothing_is_lost_or_doubled(state / DATABASE, ledgers)
    of_site = sum(hand.given for hand in hands)
    print(f"{count} tickets, {of_site} of the site's; killed {between} times between commit and witness")


def answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/health", timeout=1).ok
    except requests.RequestException:
        return False
