"""Kiosk and server whose power fails at any moment, on a disk that forgets what was not synced."""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from unittest.mock import patch

import pytest

from kiosk.ledger import Enrolment, Ledger, Order, open_ledger
from kiosk.numbering import Grant
from kiosk.visit.state import Identity
from kiosk.wire import FIRST_HASH, Marks, event_hash
from printers.states import Evidence, JobState, Rendered
from server import witness
from server.sqlite import SqliteStore
from server.sqlite import open_database as open_store_file
from server.store import GrantAsked, Granted
from server.tables.transaction import Transaction
from server.tables.trust import trust
from server.trust import SETTLING_SECONDS, at_start
from tests.sample import NOW
from tests.server.parts import HELLO, SITE, Log, at, enrolled, issued, open_store
from tests.server.parts import NOW as MORNING
from tests.sync.power import Left, Promise, RecordedOs, Recorder, Step, power_cuts, recorded

pytestmark = [pytest.mark.power_cut, pytest.mark.slow]

STATES, SERVER_STATES = 10_000, 3_000
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


def put_on_disk(left: Left, folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    for name, data in left.files.items():
        (folder / name).write_bytes(data)


def broken(left: Left, folder: Path) -> str:
    """What of the promises the next life does not find; empty where all hold."""
    put_on_disk(left, folder)
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


def all_hold(
    begun: dict[str, bytes],
    recorder: Recorder,
    folder: Path,
    look: Callable[[Left, Path], str],
    times: int,
) -> int:
    """How many disks were looked at, over so many passes with other chances; the first that lacks fails."""
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance, seen = random.Random(seed), 0
    folder.mkdir()
    for _ in range(times):
        for left in power_cuts(begun, recorder.steps, chance):
            seen += 1
            lack = look(left, folder)
            assert lack == "", f"disk {seen}, seed {seed}"
    print(f"{seen} disks")
    return seen


def test_no_power_cut_takes_back_what_was_said(
    tmp_path: Path, campaign: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, recorder = recording(tmp_path, monkeypatch)
    assert all_hold(begun, recorder, tmp_path / "after", broken, campaign) >= STATES * campaign


# --- the server ---------------------------------------------------------------------------------------------

DATABASE, WITNESS = "server.db", "witness.json"
BATCHES = 16
KIOSKS = 3


def a_morning_of_the_server(store: SqliteStore, steps: list[Step]) -> None:
    """Kiosks are enrolled, get numbers in batches and bring their logs; each answer is noted."""
    kiosks = [enrolled(store, f"k{place}") for place in range(KIOSKS)]
    steps += [Promise("letter", one.kiosk_id, one.letter) for one in kiosks]
    logs, ids = [Log() for _ in kiosks], count(1)
    for batch in range(BATCHES):
        asked = [
            GrantAsked(kiosks[place % KIOSKS], f"nonce-{next(ids)}", f"t-{batch}-{place}", "A")
            for place in range(1 + batch % 4)
        ]
        for one, answer in zip(asked, store.grant(asked, now=MORNING), strict=True):
            assert isinstance(answer, Granted), answer
            steps.append(Promise("number", one.ticket_id, str(answer.number)))
            steps.append(Promise("serial", "", str(answer.marks.serial)))
            log = logs[kiosks.index(one.kiosk)]
            log.add(issued(answer.number, letter="", ticket_id=one.ticket_id))
        kiosk, log = kiosks[batch % KIOSKS], logs[batch % KIOSKS]
        own = issued(batch + 1, letter=kiosk.letter)
        log.add(own)
        taken = store.take_in(kiosk=kiosk, hello=HELLO, events=log.events[-20:], clock=at(MORNING))
        assert taken.acked_through == len(log.events)
        steps.append(Promise("label", own.ticket_id, own.label))
        steps.append(Promise("log", kiosk.kiosk_id, str(taken.acked_through)))


def recording_of_the_server(folder: Path) -> tuple[dict[str, bytes], Recorder]:
    """Its very first batch is behind it: there a witness that is not yet down is as one that is lost."""
    store = open_store(folder)
    enrolled(store, "first")
    store.close_files()
    recorder = Recorder()
    begun = {name: (folder / name).read_bytes() for name in (DATABASE, WITNESS)}
    with recorded(recorder), patch.object(witness, "os", RecordedOs(recorder.steps, WITNESS)):
        settled = count(0.0, SETTLING_SECONDS).__next__
        store = SqliteStore(folder / DATABASE, SITE, monotonic=settled)
        a_morning_of_the_server(store, recorder.steps)
        store.close_files()
    return begun, recorder


def broken_at_the_server(left: Left, folder: Path) -> str:
    """What the server's next life has forgotten of its answers, or why it would doubt; empty if all hold."""
    put_on_disk(left, folder)
    try:
        connection = open_store_file(folder / DATABASE)
    except sqlite3.DatabaseError as error:
        return f"the store does not open: {error}"
    with closing(connection):
        connection.execute("PRAGMA synchronous=OFF")  # what is only looked at need not last
        (check,) = connection.execute("PRAGMA quick_check").fetchone()
        if check != "ok":
            return f"quick_check: {check}"
        return _first_forgotten(connection, left.promises) or _a_doubt(connection, folder)


def _first_forgotten(connection: sqlite3.Connection, promises: Sequence[Promise]) -> str:
    def by_key(sql: str) -> dict[str, str]:
        return {str(key): str(value) for key, value in connection.execute(sql)}

    exactly = {
        "letter": by_key("SELECT kiosk_id, letter FROM kiosk"),
        "number": by_key("SELECT ticket_id, number FROM site_grant"),
        "label": by_key("SELECT issued_as, label FROM ticket"),
    }
    at_least = {
        "log": by_key("SELECT kiosk_id, max(seq) FROM event GROUP BY kiosk_id HAVING count(*) = max(seq)"),
        "serial": by_key("SELECT '', serial FROM trust"),
    }
    for promise in promises:
        known = exactly.get(promise.what, {}).get(promise.key)
        holds = known == promise.value
        if promise.what in at_least:
            holds = int(at_least[promise.what].get(promise.key, "0")) >= int(promise.value)
        if not holds:
            return f"lost: {promise}"
    (torn,) = connection.execute(
        "SELECT (SELECT count(*) FROM event) <> (SELECT count(*) FROM ticket)"
        " OR (SELECT max(number) FROM site_grant) > (SELECT last FROM site_series)"
    ).fetchone()
    return "half of a transaction" if torn else ""


def _a_doubt(connection: sqlite3.Connection, folder: Path) -> str:
    """A power cut is no rollback: numbers of the site's go on."""
    connection.execute("BEGIN")
    known, day = trust(Transaction(connection, SITE)), SITE.day(MORNING)
    found = witness.WitnessFile(folder / WITNESS).read()
    after, _ = at_start(known, found, site=SITE.site_id, day=day, now=MORNING)
    return "" if after.doubt is None else f"the witness says {found}, the store {known}"


def test_no_power_cut_takes_back_what_the_server_answered(tmp_path: Path, campaign: int) -> None:
    begun, recorder = recording_of_the_server(tmp_path)
    after = tmp_path / "after"
    assert all_hold(begun, recorder, after, broken_at_the_server, campaign) >= SERVER_STATES * campaign
