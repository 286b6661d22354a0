"""issue-1, issue-4, issue-16: how many numbers of the site's series a server grants in a second.

Ours: signed requests over HTTP to the real server, sent by wrk over 1, 4 and 16 connections; they are signed
beforehand, each with a nonce and a ticket of its own. Peer: the same statements of the store as one
transaction each, one after the other in one thread, without HTTP, on the same file system. Both are rates:
more is better. Every answer is read, and no number may be there twice.
"""

import json
import secrets
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from uuid_utils import uuid7

from benchmarks.figures import Counts, Figure, MissingError, in_turn, percentile
from benchmarks.kiosk import site
from benchmarks.mall import Mall, mall, signed
from kiosk.wire import GrantRequest
from server.site import site_of
from server.sqlite import open_database, prepare_database
from server.store import GrantAsked, Granted, Kiosk
from server.tables.numbering import grant
from server.tables.transaction import Transaction
from server.tables.trust import Outside
from server.trust import Presence

CONNECTIONS = (1, 4, 16)
PATH = "/v1/grants"
LIMIT_SECONDS = 120
SCRIPT = Path(__file__).with_name("issue.lua")


def asked(site: Mall, series: str) -> bytes:
    """One whole request for a number."""
    body = GrantRequest(ticket_id=str(uuid7()), series=series).model_dump_json().encode()
    return signed(site.address, PATH, body, kiosk_id=site.enrolment.identity.kiosk_id, key=site.key)


class Load:
    """wrk at one server; `numbers` are all that it was ever answered with."""

    def __init__(self, site: Mall, series: str, folder: Path) -> None:
        self.numbers: list[int] = []
        self._site, self._series = site, series
        self._requests, self._answers = folder / "requests", folder / "answers"

    def rate(self, connections: int, count: int) -> float:
        """Numbers a second. Raises where an answer is none."""
        requests = (asked(self._site, self._series) for _ in range(count))
        self._requests.write_bytes(b"".join(request + b"\0" for request in requests))
        self._answers.unlink(missing_ok=True)
        command = ["wrk", "--threads", "1", "--connections", str(connections)]
        command += ["--duration", f"{LIMIT_SECONDS}s", "--script", str(SCRIPT), self._site.address]
        subprocess.run([*command, "--", self._requests, self._answers], check=True, capture_output=True)
        seconds, *answers = self._answers.read_text(encoding="utf-8").splitlines()
        for answer in answers:
            status, _, body = answer.partition(" ")
            assert status == "200", answer
            self.numbers.append(json.loads(body)["number"])
        assert len(answers) == count
        return count / float(seconds)


class Bare:
    """The store's own statements, one transaction each."""

    def __init__(self, file: Path, series: str) -> None:
        assert prepare_database(file) is None
        self._db, self._series, self._site = open_database(file), series, site_of(site())
        self._kiosk = Kiosk("01890000-0000-7000-8000-000000000001", 1, "C", bytes(32), "bare")
        settled = Presence(0.0, 0.0, looked=True, settled=True)
        settled.heard[self._kiosk.kiosk_id, self._kiosk.epoch] = None
        self._outside = Outside(settled, lambda: None, lambda: 0.0, lambda: 0.0)
        Transaction(self._db, self._site).insert(
            "kiosk",
            kiosk_id=self._kiosk.kiosk_id,
            epoch=1,
            letter="C",
            public_key=bytes(32),
            name="bare",
            enrolled_at="",
        )

    def rate(self, count: int) -> float:
        """Numbers a second."""
        asked = [
            GrantAsked(self._kiosk, secrets.token_urlsafe(12), str(uuid7()), self._series)
            for _ in range(count)
        ]
        began = time.perf_counter()
        for one in asked:
            self._db.execute("BEGIN IMMEDIATE")
            tx = Transaction(self._db, self._site)
            (granted,) = grant(tx, self._outside, [one], now=datetime.now(UTC))
            self._db.execute("COMMIT")
            assert isinstance(granted, Granted), granted
        return count / (time.perf_counter() - began)

    def close(self) -> None:
        self._db.close()


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    if shutil.which("wrk") is None:
        raise MissingError("wrk")
    series = site().popular[0].agency.code
    bare = Bare(folder / "bare.db", series)
    with mall(folder) as running:
        load = Load(running, series, folder)
        for connections in CONNECTIONS:
            ours, peer = in_turn(
                counts.rounds,
                lambda: [load.rate(connections, counts.issues)],  # noqa: B023
                lambda: [bare.rate(counts.issues)],
            )
            yield Figure(
                f"issue-{connections}-vs-bare",
                percentile(ours, 0.5),
                percentile(peer, 0.5),
                "/s",
                "the store's statements without HTTP, one transaction each",
            )
        with sqlite3.connect(running.database) as database:
            (granted,) = database.execute("SELECT count(*) FROM site_grant").fetchone()
        database.close()
    bare.close()
    assert len(set(load.numbers)) == len(load.numbers) == granted
