"""A copy of the running server's database, and the way back: nothing lost, no number twice."""

import argparse
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from commands.parts.frame import ROOT
from commands.server import add_arguments, run
from server.backup import Restored, back_up, restore
from server.folder import take
from server.sqlite import SqliteStore
from server.store import GrantAsked, Granted, Kiosk
from server.trust import SETTLING_SECONDS
from tests.server.parts import (
    HELLO,
    NOW,
    PROFILE_FOLDER,
    SITE,
    TODAY,
    HttpKiosk,
    Log,
    at,
    bring,
    enrolled,
    issued,
    open_store,
    seat,
)
from tests.server.test_migrations import OLD
from tests.server.test_process import Start, set_up, start

__all__ = ["start"]

DAY = timedelta(days=1)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[], SqliteStore]]:
    stores: list[SqliteStore] = []

    def begin() -> SqliteStore:
        stores.append(open_store(tmp_path, monotonic=count(0.0, SETTLING_SECONDS).__next__))
        return stores[-1]

    yield begin
    for store in stores:
        store.close_files()


def heard(store: SqliteStore, kiosk: Kiosk, log: Log, *, since: int = 0, now_days: int = 0) -> int:
    now = NOW + now_days * DAY
    return store.take_in(kiosk=kiosk, hello=HELLO, events=log.events[since:], clock=at(now)).acked_through


def asked(store: SqliteStore, kiosk: Kiosk, ticket: str, days: int = 0) -> Granted | str:
    wish = GrantAsked(kiosk=kiosk, nonce=f"nonce-{ticket}", ticket_id=ticket, series="A")
    (given,) = store.grant([wish], now=NOW + days * DAY)
    return given


def put_back(folder: Path, source: Path) -> Restored | str:
    return restore(folder, source, site=SITE, witness=folder / "witness.json", now=NOW)


def test_the_day_of_a_restore_gives_no_number_and_the_next_begins_above_all_that_is_on_paper(
    tmp_path: Path, opened: Callable[[], SqliteStore]
) -> None:
    store = opened()
    seat(store, "ayu", "1")
    kiosk = enrolled(store)
    log = bring(store, kiosk, [issued(1)])
    first = asked(store, kiosk, "t-1")
    assert isinstance(first, Granted)
    copy = tmp_path / "copy.db"
    assert back_up(tmp_path, copy) is None
    second = asked(store, kiosk, "t-2")
    assert isinstance(second, Granted) and second.number == first.number + 1
    log.add(issued(2, label=f"A-{second.number:03d}", ticket_id="t-2"))
    assert heard(store, kiosk, log) == 2
    store.close_files()

    done = put_back(tmp_path, copy)
    assert isinstance(done, Restored) and done.kept is not None and not done.strange
    store = opened()
    assert store.board_view(now=NOW).next_labels == ("A-C001",)
    assert heard(store, kiosk, log, since=2) == 1, "the server says from where the log is missing"
    assert heard(store, kiosk, log, since=1) == 2
    assert asked(store, kiosk, "t-3") == "in_doubt"
    token = store.enrolment_token(kiosk_name="baru", now=NOW)
    refused = store.enrol(token=token, public_key=bytes(32), series=sorted(SITE.series), clock=at(NOW))
    assert not isinstance(refused, Kiosk)
    assert heard(store, kiosk, log, since=2, now_days=1) == 2
    assert isinstance(asked(store, kiosk, "t-4", days=1), Granted)


def test_what_was_there_before_a_restore_is_kept_whole(
    tmp_path: Path, opened: Callable[[], SqliteStore]
) -> None:
    store = opened()
    seat(store, "ayu", "1")
    copy = tmp_path / "copy.db"
    assert back_up(tmp_path, copy) is None
    bring(store, enrolled(store), [issued(1)])
    done = put_back(tmp_path, copy)  # the store is still open: its log is not in the file yet
    assert isinstance(done, Restored) and done.kept is not None
    store.close_files()
    with closing(sqlite3.connect(done.kept)) as database:
        assert database.execute("SELECT label FROM ticket").fetchall() == [("A-C001",)]
        assert database.execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert opened().kiosks() == ()


def test_a_restore_of_a_lost_disk_needs_no_database_before(
    tmp_path: Path, opened: Callable[[], SqliteStore]
) -> None:
    store = opened()
    seat(store, "ayu", "1")
    copy = tmp_path / "copy.db"
    assert back_up(tmp_path, copy) is None
    new = tmp_path / "new"
    assert take(new) is None
    assert put_back(new, copy) == Restored(None, TODAY, strange=False)
    assert [file.name for file in new.iterdir() if "server.db" in file.name] == ["server.db"]


def test_a_backup_of_an_older_program_is_brought_up_to_date(tmp_path: Path) -> None:
    copy = tmp_path / "old.db"
    with closing(sqlite3.connect(copy)) as database:
        database.executescript(OLD.read_text(encoding="utf-8") + "PRAGMA user_version = 2;")
    before = copy.read_bytes()
    assert put_back(tmp_path, copy) == Restored(None, TODAY, strange=False)
    assert copy.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if "server.db" in file.name] == ["server.db"]
    store = open_store(tmp_path)
    assert store.board_view(now=NOW).next_labels == ("A-C003",)
    store.close_files()


def test_a_copy_never_takes_the_place_of_another(tmp_path: Path, opened: Callable[[], SqliteStore]) -> None:
    opened()
    copy = tmp_path / "copy.db"
    copy.write_text("of yesterday")
    assert back_up(tmp_path, copy) == f"{copy} exists already."
    assert copy.read_text() == "of yesterday"
    reason = back_up(tmp_path, tmp_path / "nowhere" / "copy.db")
    assert reason is not None and "cannot write" in reason
    assert "does not exist" in (back_up(tmp_path / "nothing", tmp_path / "other.db") or "")


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (b"", "nothing of this profile's site"),
        (b"no database at all, but long enough to be read as the head of one ..." * 20, "cannot be copied"),
        (None, "does not exist"),
    ],
)
def test_what_is_no_backup_changes_nothing(
    tmp_path: Path, opened: Callable[[], SqliteStore], harm: bytes | None, says: str
) -> None:
    store = opened()
    seat(store, "ayu", "1")
    store.close_files()
    before = (tmp_path / "server.db").read_bytes()
    source = tmp_path / "copy.db"
    if harm is not None:
        source.write_bytes(harm)
    refused = put_back(tmp_path, source)
    assert isinstance(refused, str) and says in refused
    assert (tmp_path / "server.db").read_bytes() == before
    assert not list(tmp_path.glob("*.restoring*"))


def test_a_damaged_copy_is_refused(tmp_path: Path, opened: Callable[[], SqliteStore]) -> None:
    store = opened()
    seat(store, "ayu", "1")
    bring(store, enrolled(store), [issued(number) for number in range(1, 200)])
    copy = tmp_path / "copy.db"
    assert back_up(tmp_path, copy) is None
    with copy.open("r+b") as file:
        file.seek(copy.stat().st_size // 2 // 4096 * 4096)
        file.write(bytes(4096 * 4))
    refused = put_back(tmp_path, copy)
    assert isinstance(refused, str) and ("damaged" in refused or "malformed" in refused), refused
    assert not list(tmp_path.glob("*.restoring*"))


# --- the commands -------------------------------------------------------------------------------------------


def typed(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "commands", "server", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_copied_while_it_runs_killed_restored_and_refilled(start: Start, tmp_path: Path) -> None:
    server = start()
    _, kiosk = set_up(server)
    state, copy = tmp_path / "state", tmp_path / "copy.db"
    site: tuple[str | Path, ...] = ("--state", state, "--profile", PROFILE_FOLDER)
    brought(kiosk, 1)
    made = typed("backup", "--state", state, "--to", copy)
    assert (made.returncode, made.stderr) == (0, "")
    brought(kiosk, 2)
    running = typed("restore", *site, "--from", copy)
    assert running.returncode == 1 and "another server runs" in running.stderr
    server.end(signal.SIGKILL)
    back = typed("restore", *site, "--from", copy)
    assert back.returncode == 0 and "server.db.replaced-" in back.stdout, back.stderr
    server = start()
    again = HttpKiosk(server.address, kiosk.key, kiosk.log, kiosk.kiosk_id, kiosk.epoch, kiosk.letter)
    now = HELLO.wall.now(HELLO.wall.tzinfo)
    assert again.sync(at=now).json()["acked_through"] == 2
    refused = again.post("/v1/grants", {"ticket_id": "t-9", "series": "A"}, at=now)
    assert refused.json()["error"]["reason"] == "in_doubt"


def brought(kiosk: HttpKiosk, number: int) -> None:
    now = HELLO.wall.now(HELLO.wall.tzinfo)
    kiosk.log.add(issued(number, letter=kiosk.letter, at=now, label_day=now.date(), business_day=now.date()))
    assert kiosk.sync(at=now).json()["acked_through"] == number


@pytest.mark.parametrize("words", [("backup",), ("restore",), ("backup", "--from", "a"), ("--to", "a")])
def test_wrong_usage_is_said(
    tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    assert run(parser.parse_args([*words, "--state", str(tmp_path / "state")])) == 64
    assert "--to FILE" in capsys.readouterr().err
    assert not (tmp_path / "state").exists()
