"""The Store on SQLite: its file, and what is on it. What it promises is in test_store."""

import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import current_thread

import pytest

from server.sqlite import PRAGMAS, SqliteStore, UnusableDatabase, open_database, prepare_database
from server.store import Call, GrantAsked, Granted, NewSession
from server.tables.transaction import Transaction
from server.tables.trust import sure
from server.trust import SETTLING_SECONDS
from server.witness import WitnessFile
from tests.server.parts import (
    HELLO,
    NOW,
    PASSWORD,
    SITE,
    TODAY,
    bring,
    enrolled,
    issued,
    open_store,
    press,
    seat,
)


def test_every_connection_is_as_durable_as_it_says(tmp_path: Path) -> None:
    connection = open_database(tmp_path / "a.db")
    for pragma, wanted in PRAGMAS.items():
        assert connection.execute(f"PRAGMA {pragma.partition('=')[0]}").fetchone()[0] == wanted
    connection.close()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "server.db"
    path.write_text("the minutes of a meeting, long enough for a header of SQLite; " * 20, encoding="utf-8")
    before = path.read_bytes()
    refused = prepare_database(path)
    assert isinstance(refused, UnusableDatabase) and "not a database" in refused.reason
    assert path.read_bytes() == before


def test_events_cannot_be_changed_or_deleted(tmp_path: Path, sqlite_store: SqliteStore) -> None:
    bring(sqlite_store, enrolled(sqlite_store), [issued(1)])
    connection = open_database(tmp_path / "server.db")
    for statement in ("DELETE FROM event", "UPDATE event SET body = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


def test_all_is_there_after_a_restart(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    bring(first, enrolled(first), [issued(1), issued(2)])
    who = seat(first, "ayu", "1")
    assert isinstance(first.call_next(press(who)), Call)
    before = first.board_view(now=NOW)
    first.close_files()
    second = open_store(tmp_path)
    assert second.board_view(now=NOW) == before
    view = second.console_view(counter_id=who[0], now=NOW)
    assert view is not None and view.serving is not None and view.serving.label == "A-C001"
    second.close_files()


def test_no_password_or_token_is_stored_as_it_is(tmp_path: Path, sqlite_store: SqliteStore) -> None:
    seat(sqlite_store, "ayu", "1")
    session = sqlite_store.sign_in(name="ayu", password=PASSWORD, address="", now=NOW)
    enrolment = sqlite_store.enrolment_token(kiosk_name="k", now=NOW)
    first = sqlite_store.first_admin_token(now=NOW)
    assert isinstance(session, NewSession) and first is not None
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for secret in (PASSWORD, session.token, enrolment, first):
        assert secret.encode() not in stored
    assert b"argon2id" in stored


def test_a_first_look_at_the_witness_that_was_rolled_back_was_none(tmp_path: Path) -> None:
    """A database that was set back is doubted, also where the transaction that found it out has failed."""
    path, seconds = tmp_path / "server.db", [0.0]

    def opened() -> SqliteStore:
        assert prepare_database(path) is None
        witness = WitnessFile(tmp_path / "witness")
        return SqliteStore(path, SITE, witness=witness, monotonic=lambda: seconds[0], offset=lambda: 0.0)

    def wish(store: SqliteStore, ticket: str) -> object:
        seconds[0] += SETTLING_SECONDS
        return store.grant([GrantAsked(kiosk, f"nonce-{ticket}", ticket, "A")], now=NOW)[0]

    first = opened()
    kiosk = enrolled(first)
    first.close_files()
    before = path.read_bytes()
    second = opened()
    assert isinstance(wish(second, "one"), Granted)
    second.close_files()
    path.write_bytes(before)
    restored = opened()

    def fails(tx: Transaction) -> None:
        sure(tx, restored._outside, SITE.day(NOW), NOW)
        raise sqlite3.OperationalError("database or disk is full")

    with pytest.raises(sqlite3.OperationalError):
        restored._write(fails)
    assert wish(restored, "two") == "in_doubt"
    restored.close_files()


def test_the_clock_is_asked_by_the_writer_and_follows_before_its_next_transaction(
    sqlite_store: SqliteStore,
) -> None:
    asked: list[str] = []

    def clock() -> datetime:
        asked.append(current_thread().name)
        return NOW

    def lowered() -> None:
        asked.append(current_thread().name)

    kiosk, officer = enrolled(sqlite_store), seat(sqlite_store, "ayu", "1")[1]
    token = sqlite_store.enrolment_token(kiosk_name="selatan", now=NOW)
    sqlite_store.enrol(token=token, public_key=bytes(32), series=["A"], clock=clock)
    sqlite_store.readmit(kiosk=replace(kiosk, key_number=2), clock=clock)
    sqlite_store.take_in(kiosk=kiosk, hello=HELLO, events=(), clock=clock)
    sqlite_store.granting([GrantAsked(kiosk, "nonce", "ticket", "A")], clock=clock).result()
    sqlite_store.lower_day(day=TODAY, officer_id=officer, now=NOW, then=lowered)
    assert len(asked) == 5 and set(asked) == {"store-writer_0"}
