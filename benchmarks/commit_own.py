"""commit-own: a number of the kiosk's own series, from the tap to its commit.

Ours: from the owner thread's post of the last tap to the moment when the ledger has committed: step, effect,
the hop to the ledger's worker, one transaction (number, ticket, event, print job). The server is away.
Peer: a counter's upsert, a ticket and an event as one transaction of plain sqlite3 (WAL, FULL), in the tables
of the kiosk's own schema, on the same file system.
"""

import sqlite3
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.figures import Counts, Figure, in_turn, percentile
from benchmarks.kiosk import InstantPrinter, kiosk
from commands.parts.frame import ROOT

BARE = "the bare SQLite transaction: counter, ticket, event"
MOMENT = "2026-03-11T09:41:00+07:00"
BODY = "{" + " " * 400 + "}"
"""As long as the body of an issued event."""


class Bare:
    """The transaction alone, in a file of its own."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.executescript((ROOT / "kiosk" / "schema.sql").read_text(encoding="utf-8"))
        self._seq = count(1)

    def commit(self) -> float:
        """Seconds."""
        seq = next(self._seq)
        identity, digest = f"01890000-0000-7000-8000-{seq:012d}", f"{seq:064d}"
        began = time.perf_counter()
        self._db.execute("BEGIN IMMEDIATE")
        (number,) = self._db.execute(
            "INSERT INTO series VALUES (1, 'A', 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last"
        ).fetchone()
        self._db.execute(
            "INSERT INTO ticket (id, run, series, letter, number, code, service, language, issued_at)"
            " VALUES (?, 1, 'A', 'C', ?, ?, 'service', 'id', ?)",
            (identity, number, f"{seq:010d}", MOMENT),
        )
        self._db.execute(
            "INSERT INTO event VALUES (?, ?, 'issued', ?, ?, ?, ?)",
            (seq, identity, MOMENT, BODY, digest, digest),
        )
        self._db.execute("COMMIT")
        return time.perf_counter() - began

    def close(self) -> None:
        self._db.close()


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    bare = Bare(folder / "bare.db")
    with kiosk(folder / "kiosk", InstantPrinter()) as one:
        ours, peer = in_turn(
            counts.rounds,
            lambda: [one.take_number().milliseconds for _ in range(counts.commits)],
            lambda: [bare.commit() * 1000 for _ in range(counts.commits)],
        )
    bare.close()
    for name, part in (("commit-own-p50", 0.5), ("commit-own-p99", 0.99)):
        yield Figure(name, percentile(ours, part), percentile(peer, part), "ms", BARE)
