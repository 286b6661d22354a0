"""Databases of older builds are brought up to date with all their rows, or left as they were."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from server.migrations import upgrade
from server.slip_number import Reading
from server.sqlite import SqliteStore, UnusableDatabase, open_database, prepare_database
from server.tables import presses, queues
from server.tables.transaction import Transaction
from tests.server.parts import NOW, SITE, TODAY

OLD = Path(__file__).with_name("before_migrations.sql")
"""As the last build before migrations left it: three tickets, one closed, one called, one waiting."""
SCHEMA = Path(upgrade.__file__).parents[1] / "schema.sql"
HEAD = """\
-- The server's database as all migrations together make it; they are what counts, this page is for reading.
-- After a new migration: ./anjungan test tests/server/test_migrations.py --update-goldens
-- Times are UTC, ISO 8601 with microseconds, so that text sorts as time does. The site leads every key.
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "server.db"
    with closing(open_database(path)) as database:
        database.executescript(OLD.read_text(encoding="utf-8") + "PRAGMA user_version = 2;")
    return path


def fresh(folder: Path) -> Path:
    path = folder / "fresh.db"
    assert prepare_database(path) is None
    return path


def schema(path: Path) -> Iterator[str]:
    """Each table, index, trigger and view; a table's own things behind it."""
    with closing(open_database(path)) as database:
        made = database.execute(
            """SELECT type, sql FROM sqlite_master
            WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'sqlite_%' AND tbl_name <> 'alembic_version'
            ORDER BY type = 'view', tbl_name, type <> 'table', name"""
        )
        for kind, sql in made.fetchall():
            yield f"\n{sql};" if kind in ("table", "view") else f"{sql};"


def bare(sql: str) -> str:
    """Without comments and layout, which the old build's file does not share."""
    return "".join(re.sub(r"--.*", "", sql).split())


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as database:
        names = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in ("alembic_version", "sqlite_sequence")
        ]
        return {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def test_a_file_of_the_builds_before_is_taken_over_with_its_rows(old: Path) -> None:
    before = rows(old)
    assert prepare_database(old) is None
    after = rows(old)
    kept = {name: [row[: len(before[name][0])] for row in after[name]] for name in before if before[name]}
    assert kept == {name: found for name, found in before.items() if found}
    store = SqliteStore(old, SITE)
    view = store.console_view(counter_id=1, now=NOW)
    store.close_files()
    assert view is not None and view.serving is not None
    assert (view.serving.label, [ticket.label for ticket in view.waiting]) == ("A-C002", ["A-C003"])


def test_a_copy_from_before_stands_beside_it(old: Path) -> None:
    before = rows(old)
    assert prepare_database(old) is None
    (copy,) = old.parent.glob("server.db.before-*")
    assert rows(copy) == before
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (2,)


def test_of_older_copies_one_stays(old: Path) -> None:
    for revision in ("0001", "0002", "0003"):
        (old.parent / f"server.db.before-{revision}").touch()
    (old.parent / "server.db.before-summer").touch()
    assert prepare_database(old) is None
    left = sorted(copy.name.rpartition("-")[2] for copy in old.parent.glob("server.db.before-*"))
    assert left[0] == "0003" and len(left) == 3 and left[-1] == "summer", "what is somebody's own stays"


def test_taken_over_and_new_have_the_same_schema(old: Path, tmp_path: Path) -> None:
    assert prepare_database(old) is None
    assert [bare(sql) for sql in schema(old)] == [bare(sql) for sql in schema(fresh(tmp_path))]


def test_the_page_of_the_schema_is_what_the_migrations_make(tmp_path: Path, update_goldens: bool) -> None:
    page = "\n".join([HEAD, *schema(fresh(tmp_path))]) + "\n"
    if update_goldens:
        SCHEMA.write_text(page, encoding="utf-8")
    assert page == SCHEMA.read_text(encoding="utf-8")


def test_a_second_start_changes_nothing(old: Path) -> None:
    assert prepare_database(old) is None
    for copy in old.parent.glob("server.db.before-*"):
        copy.unlink()
    before = old.read_bytes()
    assert prepare_database(old) is None
    assert old.read_bytes() == before and not list(old.parent.glob("*.before-*"))


def test_numbers_of_earlier_imports_come_into_capitals(tmp_path: Path) -> None:
    """Where there is one of both forms, each stays what it was."""
    path = fresh(tmp_path)
    with closing(sqlite3.connect(path)) as database:
        for number in ("kt-1", "Kk-2", "KK-2", "KA-3"):
            database.execute(
                """INSERT INTO document_request (site, request_id, number, kind, state, bring, made_at)
                VALUES ('s', ?1, ?1, 'kk', 'submitted', '[]', '2026-04-14')""",
                (number,),
            )
        database.execute("UPDATE alembic_version SET version_num = '0011'")
        database.commit()
    assert prepare_database(path) is None
    found = {str(row[1]): row[2] for row in rows(path)["document_request"]}
    assert found == {"kt-1": "KT-1", "Kk-2": "Kk-2", "KK-2": "KK-2", "KA-3": "KA-3"}


def test_migrations_are_one_line_named_by_number() -> None:
    steps = list(ScriptDirectory(str(Path(upgrade.__file__).parent)).walk_revisions())[::-1]
    assert [step.revision for step in steps] == [f"{place:04}" for place in range(1, len(steps) + 1)]
    assert all(after.down_revision == before.revision for before, after in pairwise(steps))
    assert all(Path(step.path).name.startswith(f"v{step.revision}_") for step in steps)


def test_a_migration_that_fails_leaves_the_file_as_it_was(old: Path) -> None:
    with closing(sqlite3.connect(old)) as database:
        database.execute("UPDATE ticket SET counter_id = 99 WHERE state = 'called'")
        database.commit()
    before = rows(old)
    with pytest.raises(RuntimeError, match="references of \\['ticket'\\]"):
        prepare_database(old)
    assert rows(old) == before
    with closing(sqlite3.connect(old)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (2,)
        assert not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchall()


def test_without_room_for_the_copy_nothing_is_begun(old: Path) -> None:
    (revision,) = list(ScriptDirectory(str(Path(upgrade.__file__).parent)).get_heads())
    (old.parent / f"server.db.before-{revision}.part").mkdir()
    refused = prepare_database(old)
    assert isinstance(refused, UnusableDatabase) and "copied before" in refused.reason
    with closing(sqlite3.connect(old)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (2,)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "newer version of this program (schema 9999"),
        ("PRAGMA user_version = 99", "newer version of this program (schema 99"),
        ("PRAGMA user_version = 1", "early build (schema 1)"),
        ("PRAGMA user_version = 0", "another program"),
    ],
)
def test_what_this_program_does_not_know_is_refused_and_left_alone(
    tmp_path: Path, change: str, words: str
) -> None:
    path = fresh(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(change)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    refused = prepare_database(path)
    assert isinstance(refused, UnusableDatabase) and words in refused.reason
    assert path.read_bytes() == before


def test_no_page_walks_through_the_tickets_of_every_day(tmp_path: Path) -> None:
    said: list[str] = []
    with closing(open_database(fresh(tmp_path))) as database:
        tx = Transaction(database, SITE)
        counter = queues.add_counter(tx, number="1", agency="disdukcapil", place="")
        assert counter != "taken"
        database.set_trace_callback(said.append)
        queues.console_view(tx, counter_id=counter.counter_id, now=NOW)
        queues.board_view(tx, now=NOW, zones=(frozenset({"disdukcapil"}),))
        queues.ticket_view(tx, code="7K00000017", now=NOW)
        queues.find_tickets(tx, readings=[Reading("A-017", "7K")], code="7K00000017", now=NOW)
        queues.by_service(tx, TODAY, only_waiting=False)
        queues.waiting_by_agency(tx, TODAY)
        queues.shown(tx, now=NOW)
        queues.alarms(tx, now=NOW)
        presses.end_days(tx, now=NOW)
        database.set_trace_callback(None)
        plans = [row["detail"] for sql in said for row in database.execute(f"EXPLAIN QUERY PLAN {sql}")]
    walks = re.compile(r"SCAN (ticket|fact)|SEARCH (ticket|twin|fact|later|undone) USING [^(]*\(site=\?\)")
    few = ("ticket_alarm", "ticket_provisional")
    assert any("ticket_queue (site=? AND queue_day=? AND agency=? AND state=?)" in plan for plan in plans)
    assert [plan for plan in plans if walks.match(plan) and not any(one in plan for one in few)] == []
