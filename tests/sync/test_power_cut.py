"""A kiosk whose power fails at any moment, on a disk that forgets what was not synced."""

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from kiosk.ledger import PRAGMAS, Enrolment, Ledger, Order, open_ledger
from kiosk.numbering import Grant
from kiosk.visit.state import Identity
from kiosk.wire import FIRST_HASH, Marks, event_hash
from printers.states import Evidence, JobState, Rendered
from tests.sample import NOW
from tests.sync.power import Left, Promise, Recorder, power_cuts, recorded

pytestmark = [pytest.mark.power_cut, pytest.mark.slow]

STATES = 10_000
"""So many disks are looked at in one run."""
TICKETS = 60
RENDERED = Rendered("ab" * 32, 9_000, 110)
FILES = ("kiosk.db", "kiosk.db-wal")


def opened(folder: Path) -> Ledger:
    ids = count(1)
    randomness = random.Random(7)
    ledger = open_ledger(
        folder / "kiosk.db", new_id=lambda: f"{next(ids):08d}", randomness=randomness.randbytes
    )
    assert isinstance(ledger, Ledger), ledger
    return ledger


def on_disk(folder: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name in FILES if (path := folder / name).exists()}


def a_morning(ledger: Ledger, recorder: Recorder) -> None:
    """Numbers of both kinds with their slips and their way to the server; each word given is noted."""

    def promise(what: str, key: str, value: str) -> None:
        recorder.steps.append(Promise(what, key, value))

    now, day = NOW, NOW.date()
    for place in range(TICKETS):
        now += timedelta(seconds=40)
        order = Order(f"t-{place}", "A", "capil", "kk-baru", None, "id", now, day, None, None, True)
        grant = Grant(place, Marks(serial=place, day=day, series={"A": place}), 0.0) if place % 3 else None
        ticket, job = ledger.issue(order, grant)
        assert job is not None
        promise("ticket", ticket.id, str(ticket.label))
        assert ledger.claim(job.id, now) is not None
        promise("number of a sending", str(ledger.sending(job.id, RENDERED, now)), job.id)
        promise("sent", job.id, "")
        ledger.end_job(job.id, JobState.PRINTED, Evidence.PROCESS_ID, now)
        promise("printed", job.id, "")
        if place % 4 == 3:
            ledger.acknowledge(ledger.head(), Marks(serial=place, day=day))
            promise("serial", "", str(place))
        if place % 20 == 17:
            ledger.prune(now)


def recording(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, bytes], Recorder]:
    """What lay on the disk when the morning began, and all that was done to it."""
    monkeypatch.setattr("kiosk.ledger.TIDY_EVERY", 3)
    opened(folder).close()
    recorder = Recorder()
    begun = on_disk(folder)
    with recorded(recorder):
        ledger = opened(folder)
        ledger.enrol(Enrolment("http://server.invalid", Identity("k-1", 1, "C")), NOW.date(), Marks())
        recorder.steps.append(Promise("enrolled", "", "C"))
        a_morning(ledger, recorder)
        ledger.close()
    return begun, recorder


def broken(left: Left, folder: Path) -> str:
    """What of the promises the next life does not find; empty where all hold."""
    for name in (*FILES, "kiosk.db-shm", "kiosk.db-journal"):
        (folder / name).unlink(missing_ok=True)
    for name, data in left.files.items():
        (folder / name).write_bytes(data)
    try:
        ledger = opened(folder)
    except sqlite3.DatabaseError as error:
        return f"the ledger does not open: {error}"
    with closing(ledger), closing(sqlite3.connect(folder / "kiosk.db")) as connection:
        return _first_broken(ledger, connection, left)


def _first_broken(ledger: Ledger, connection: sqlite3.Connection, left: Left) -> str:
    (check,) = connection.execute("PRAGMA quick_check").fetchone()
    if check != "ok":
        return f"quick_check: {check}"
    rows = connection.execute("SELECT id, series, letter, number FROM ticket").fetchall()
    labels = {one: f"{series}-{letter}{number:03d}" for one, series, letter, number in rows}
    jobs = dict(connection.execute("SELECT id, state FROM job").fetchall())
    numbers = {str(number): one for one, number in connection.execute("SELECT id, print_number FROM job")}
    for promise in left.promises:
        match promise:
            case Promise("enrolled", _, letter):
                enrolment = ledger.enrolment()
                holds = enrolment is not None and enrolment.identity.letter == letter
            case Promise("ticket", key, label):
                holds = labels.get(key) == label
            case Promise("sent", key, _):
                holds = jobs.get(key) in ("sending", "printed")
            case Promise("printed", key, _):
                holds = jobs.get(key) == "printed"
            case Promise("number of a sending", key, job):
                holds = numbers.get(key) == job
            case Promise("serial", _, serial):
                holds = ledger.seen().serial >= int(serial)
            case _:
                raise AssertionError(promise)
        if not holds:
            return f"lost: {promise}"
    twice = [label for label, often in Counter(labels.values()).items() if often > 1]
    return f"twice: {twice}" if twice else _log_is_whole(ledger)


def _log_is_whole(ledger: Ledger) -> str:
    events = ledger.unsent(10_000)
    if [event.seq for event in events] != list(range(ledger.acked() + 1, ledger.head() + 1)):
        return "the log has a gap, or lacks what the server has not"
    before = FIRST_HASH if not events or events[0].seq == 1 else events[0].prev_hash
    for event in events:
        made = event_hash(
            seq=event.seq,
            id=event.id,
            type=event.type,
            time=event.time.isoformat(),
            body=event.body,
            prev_hash=before,
        )
        if (event.prev_hash, event.hash) != (before, made):
            return f"the chain breaks at {event.seq}"
        before = event.hash
    return ""


def looked_at(
    begun: dict[str, bytes], recorder: Recorder, folder: Path, chance: random.Random, times: int
) -> Iterator[str]:
    """What each disk lacks, over so many passes with other chances."""
    folder.mkdir()
    for _ in range(times):
        for left in power_cuts(begun, recorder.steps, chance):
            yield broken(left, folder)


def test_no_power_cut_takes_back_what_was_said(
    tmp_path: Path, campaign: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    begun, recorder = recording(tmp_path, monkeypatch)
    seen = 0
    for lack in looked_at(begun, recorder, tmp_path / "after", random.Random(seed), campaign):
        seen += 1
        assert lack == "", f"disk {seen}, seed {seed}"
    assert seen >= STATES * campaign


@pytest.mark.parametrize(
    ("pragma", "value"), [("synchronous=NORMAL", 1), ("synchronous=OFF", 0)], ids=["NORMAL", "OFF"]
)
def test_a_ledger_that_does_not_wait_for_its_disk_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pragma: str, value: int
) -> None:
    weak = {key: wanted for key, wanted in PRAGMAS.items() if not key.startswith("synchronous")}
    monkeypatch.setattr("kiosk.ledger.PRAGMAS", weak | {pragma: value})
    begun, recorder = recording(tmp_path, monkeypatch)
    lacks = looked_at(begun, recorder, tmp_path / "after", random.Random(1), 1)
    assert any(lack.startswith("lost: ") for lack in lacks)


def test_a_log_that_forgets_too_early_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that the server has not acknowledged is deleted."""

    def prune(self: Ledger, now: datetime) -> int:
        return self._db.execute("DELETE FROM event WHERE seq < (SELECT max(seq) FROM event)").rowcount

    monkeypatch.setattr(Ledger, "prune", prune)
    begun, recorder = recording(tmp_path, monkeypatch)
    lacks = looked_at(begun, recorder, tmp_path / "after", random.Random(1), 1)
    assert any("the log has a gap" in lack for lack in lacks)
