"""issue-1-, issue-4-, issue-16-vs-pgbench: numbers of one series a second, against PostgreSQL.

Ours: as in issue_rate, signed requests over HTTP to the real server, each with a nonce that is kept, its
witness outside the database, over 1, 4 and 16 connections. Peer: pgbench with as many clients and the usual
four statements (count up, put the ticket in, put its event in, commit) over a Unix socket, neither signed nor
over HTTP; PostgreSQL as it is installed, so with its flushes, on the same file system. Both are rates: more
is better. On both sides every number must be there once.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.figures import Counts, Figure, MissingError, in_turn, percentile
from benchmarks.issue_rate import CONNECTIONS, Load
from benchmarks.kiosk import site
from benchmarks.mall import mall
from benchmarks.postgres import postgres

TABLES = """
CREATE TABLE series (
    site text, label_day date, series text, last integer NOT NULL, PRIMARY KEY (site, label_day, series)
);
CREATE TABLE ticket (
    ticket_id uuid PRIMARY KEY, site text NOT NULL, label_day date NOT NULL, series text NOT NULL,
    number integer NOT NULL, granted_at timestamptz NOT NULL, UNIQUE (site, label_day, series, number)
);
CREATE TABLE event (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL, body text NOT NULL
);
INSERT INTO series VALUES ('contoh', '2026-04-14', 'A', 0);
"""
COUNTS = "SELECT count(*), count(DISTINCT number), max(number), (SELECT last FROM series) FROM ticket"
SCRIPT = Path(__file__).with_name("issue.sql")
LONGER = 4
"""A round of pgbench is not shorter than its clients take to come up to speed."""


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    if shutil.which("wrk") is None:
        raise MissingError("wrk")
    count = LONGER * counts.issues
    with postgres() as peer, mall(folder) as running:
        peer.sql(TABLES)
        load = Load(running, site().popular[0].agency.code, folder)
        for connections in CONNECTIONS:
            ours, theirs = in_turn(
                counts.rounds,
                lambda: [load.rate(connections, count)],  # noqa: B023
                lambda: [peer.rate(SCRIPT, connections, count)],  # noqa: B023
            )
            yield Figure(
                f"issue-{connections}-vs-pgbench",
                percentile(ours, 0.5),
                percentile(theirs, 0.5),
                "/s",
                "pgbench: four statements in PostgreSQL, not signed, no HTTP",
            )
        with closing(sqlite3.connect(running.database)) as database:
            (granted,) = database.execute("SELECT count(*) FROM site_grant").fetchone()
        assert len(set(load.numbers)) == len(load.numbers) == granted == max(load.numbers)
        assert len(set(peer.sql(COUNTS).split("|"))) == 1
