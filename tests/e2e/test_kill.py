"""kill -9 of the real kiosk at random moments: no number and no slip is lost or given twice."""

import json
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commands.assembly import KEY, LEDGER, open_state
from kiosk.client import private_key
from kiosk.ledger import Enrolment, Ledger, open_database
from kiosk.visit.state import Identity
from kiosk.wire import FIRST_HASH, Marks
from tests.e2e.parts import ADDRESS, SITE, code_on, network_printer, program

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


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def tickets(folder: Path) -> int:
    return count(folder, "SELECT count(*) FROM ticket")


def moving(folder: Path) -> int:
    return count(folder, "SELECT count(*) FROM job WHERE state IN ('queued', 'claimed', 'sending', 'sent')")


def test_killed_at_random_moments(tmp_path: Path, campaign: int) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    ledger = open_state(tmp_path / "kiosk")
    assert isinstance(ledger, Ledger)
    ledger.enrol(Enrolment("http://127.0.0.1:9", Identity("k-1", 1, "C")), datetime.now(UTC).date(), Marks())
    ledger.close()
    private_key(tmp_path / "kiosk" / KEY)
    struck: Counter[str] = Counter()
    with network_printer(tmp_path) as (printer, slips, printer_state):
        for _ in range(KILLS * campaign):
            before = tickets(tmp_path)
            cover = chance.choice(["closed", "closed", "closed", "open"])
            printer_state.write_text(json.dumps({"cover": cover}), encoding="utf-8")
            with program("tests.e2e.busy_kiosk", busy(tmp_path, printer), tmp_path / "kiosk.log") as process:
                wait_until(lambda before=before: tickets(tmp_path) > before)  # type: ignore[misc]
                time.sleep(chance.uniform(0, LONGEST_SECONDS))  # the moment of the fault, not a wait
                assert process.poll() is None, "it must not have ended by itself"
                process.send_signal(signal.SIGKILL)
                process.wait(10)
            struck["printing" if moving(tmp_path) else "between slips"] += 1
        before = tickets(tmp_path)
        printer_state.write_text("{}", encoding="utf-8")
        with program("tests.e2e.busy_kiosk", busy(tmp_path, printer), tmp_path / "kiosk.log") as process:
            wait_until(lambda: tickets(tmp_path) > before)
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
        assert sum(struck.values()) == KILLS * campaign
        assert_all_is_there(tmp_path, slips)
    print(f"{dict(struck)}, {tickets(tmp_path)} tickets")


def assert_all_is_there(folder: Path, slips: Path) -> None:
    connection = open_database(folder / "kiosk" / LEDGER)
    rows = connection.execute("SELECT id, number, code FROM ticket ORDER BY number").fetchall()
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1)), "no number lost, none twice"
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
        "SELECT number FROM ticket JOIN job ON job.ticket = ticket.id WHERE state = 'queued'"
    ).fetchall()
    assert [row["number"] for row in queued] in ([], [len(rows)])
    connection.close()


def test_the_count_would_notice_a_lost_slip(tmp_path: Path) -> None:
    """The check above against a ledger whose printed slip never fell."""
    ledger = open_state(tmp_path / "kiosk")
    assert isinstance(ledger, Ledger)
    ledger.close()
    slips = tmp_path / "slips"
    slips.mkdir()
    connection = open_database(tmp_path / "kiosk" / LEDGER)
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
