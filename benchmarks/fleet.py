"""fleet-200-p99-ms, fleet-growth-100, fleet-growth: many kiosks at one real server.

p99: from a kiosk's signed request for a number to its answer, while 200 kiosks speak every 5 seconds, take a
number each within 10, and bring its event at once. The peer is 1: the figure is milliseconds.

Growth: what one number costs the server in processor time, grant and event, with 100 and with 1,000 kiosks,
against 10; the numbers of a round are as many, dealt to all kiosks in turn. A site has letters for some 400
kiosks; beyond, the benchmark's kiosks bear longer ones, which no label of theirs shows.

Every number is there once, at the kiosks and in the database, and no event was held back.
"""

import asyncio
import os
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from uuid_utils import uuid7

from benchmarks.figures import Counts, Figure, percentile
from benchmarks.kiosk import site
from benchmarks.mall import Mall, mall, signed
from config.models import Service
from kiosk.wire import (
    FIRST_HASH,
    Event,
    GrantAnswer,
    GrantRequest,
    Hello,
    Issued,
    Label,
    SyncAnswer,
    SyncRequest,
    event_hash,
    ticket_code,
)

HEARTBEAT_SECONDS = 5.0
PER_SECOND = 20
"""Numbers that 200 kiosks take in a busy hour: each one in ten seconds."""
AT_ONCE = 8


class Simulated:
    """A kiosk over one connection: identity, key, and the end of its log."""

    def __init__(self, address: str, service: Service, kiosk_id: str, key: Ed25519PrivateKey) -> None:
        self.numbers: list[int] = []
        self._address, self._service, self._kiosk_id, self._key = address, service, kiosk_id, key
        self._seq, self._hash = 0, FIRST_HASH
        self._turn = asyncio.Lock()

    async def connect(self) -> None:
        at = urlsplit(self._address)
        self._reader, self._writer = await asyncio.open_connection(at.hostname, at.port)

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()

    async def number(self) -> float:
        """Takes one and brings its event; milliseconds from the request for it to the answer."""
        ticket_id, series = str(uuid7()), self._service.agency.code
        asked = GrantRequest(ticket_id=ticket_id, series=series).model_dump_json().encode()
        async with self._turn:
            began = perf_counter()
            answer = await self._post("/v1/grants", asked)
            took = (perf_counter() - began) * 1000
            granted = GrantAnswer.model_validate_json(answer)
            self.numbers.append(granted.number)
            await self._sync((self._issued(ticket_id, granted),))
        return took

    async def hello(self) -> None:
        async with self._turn:
            await self._sync(())

    async def _sync(self, events: tuple[Event, ...]) -> None:
        now = datetime.now(UTC)
        hello = Hello(boot_id="benchmark", version="1", wall=now, unsynced=len(events), printer="ready")
        request = SyncRequest(kiosk_id=self._kiosk_id, epoch=1, hello=hello, events=events)
        answer = await self._post("/v1/sync", request.model_dump_json().encode())
        results = SyncAnswer.model_validate_json(answer).results
        assert [one.result for one in results] == ["applied"] * len(events), results

    def _issued(self, ticket_id: str, granted: GrantAnswer) -> Event:
        now = datetime.now(UTC)
        body = Issued(
            ticket_id=ticket_id,
            label=str(Label(granted.series, "", granted.number)),
            code=ticket_code(os.urandom(7)),
            service=self._service.id,
            agency=self._service.agency.id,
            priority=None,
            language="id",
            issued_at=now,
            label_day=granted.label_day,
            business_day=granted.label_day,
            time_quality="confirmed",
        ).model_dump(mode="json")
        seq, identity, before = self._seq + 1, str(uuid7()), self._hash
        hashed = event_hash(
            seq=seq, id=identity, type="issued", time=now.isoformat(), body=body, prev_hash=before
        )
        self._seq, self._hash = seq, hashed
        return Event(seq=seq, id=identity, type="issued", time=now, body=body, prev_hash=before, hash=hashed)

    async def _post(self, path: str, body: bytes) -> bytes:
        request = signed(self._address, path, body, kiosk_id=self._kiosk_id, key=self._key)
        if self._reader.at_eof():  # a server ends what has been idle for long
            await self.close()
            await self.connect()
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
        answer = await self._reader.readexactly(length)
        assert head.startswith(b"http/1.1 200 "), answer
        return answer


class Fleet:
    """So many kiosks of one site, and their server."""

    def __init__(self, running: Mall, size: int) -> None:
        self._running, profile = running, site()
        self._kiosks = [
            Simulated(running.address, profile.popular[0], kiosk_id, key)
            for kiosk_id, key in enrolled(running.database, profile.id, size)
        ]

    async def open(self) -> None:
        """Each says hello, so that the server has settled."""
        for kiosk in self._kiosks:
            await kiosk.connect()
            await kiosk.hello()

    async def close(self) -> None:
        for kiosk in self._kiosks:
            await kiosk.close()

    async def busy(self, seconds: float) -> list[float]:
        """Everybody speaks in turn and takes one number at some moment; milliseconds of each."""

        async def live(kiosk: Simulated) -> float:
            beats = asyncio.create_task(_beat(kiosk))
            await asyncio.sleep(random.uniform(0, seconds))
            took = await kiosk.number()
            beats.cancel()
            return took

        return await asyncio.gather(*(live(kiosk) for kiosk in self._kiosks))

    async def cost(self, count: int) -> float:
        """Microseconds of the server's processors for each of so many numbers, some kiosks at once."""
        before, turn = self._processor_seconds(), iter(range(count))

        async def take() -> None:
            for place in turn:
                await self._kiosks[place % len(self._kiosks)].number()

        await asyncio.gather(*(take() for _ in range(AT_ONCE)))
        return (self._processor_seconds() - before) / count * 1e6

    def _processor_seconds(self) -> float:
        fields = (
            Path(f"/proc/{self._running.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def check(self) -> None:
        """Raises where a number is there twice, or was lost on the way."""
        with closing(sqlite3.connect(self._running.database)) as database:
            stored = database.execute("SELECT label FROM ticket WHERE issued_as IS NOT NULL").fetchall()
            (held,) = database.execute("SELECT count(*) FROM event WHERE quarantined IS NOT NULL").fetchone()
        numbers = sorted(number for kiosk in self._kiosks for number in kiosk.numbers)
        assert numbers == list(range(1, len(numbers) + 1))
        assert sorted(int(label.rpartition("-")[2]) for (label,) in stored) == numbers
        assert held == 0


async def _beat(kiosk: Simulated) -> None:
    await asyncio.sleep(random.uniform(0, HEARTBEAT_SECONDS))
    while True:
        await kiosk.hello()
        await asyncio.sleep(HEARTBEAT_SECONDS)


def enrolled(database: Path, site_id: str, size: int) -> list[tuple[str, Ed25519PrivateKey]]:
    """In the place of whoever was: their ids, which no server's memory has seen, and keys."""
    kiosks = [(str(uuid4()), Ed25519PrivateKey.generate()) for _ in range(size)]
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM kiosk")
        connection.executemany(
            "INSERT INTO kiosk (site, kiosk_id, epoch, letter, public_key, name, enrolled_at)"
            " VALUES (?, ?, 1, ?, ?, ?, '')",
            [
                (site_id, kiosk_id, f"K{place}", key.public_key().public_bytes_raw(), f"kiosk {place}")
                for place, (kiosk_id, key) in enumerate(kiosks)
            ],
        )
    return kiosks


async def _crowd(fleet: Fleet, rounds: int, seconds: float) -> Sequence[Sequence[float]]:
    await fleet.open()
    measured = [await fleet.busy(seconds) for _ in range(rounds + 1)]
    await fleet.close()
    return measured[1:]


async def _costs(fleets: Sequence[Fleet], rounds: int, count: int) -> list[list[float]]:
    """Of each round the costs by size, in turn."""
    for fleet in fleets:
        await fleet.open()
    measured = [[await fleet.cost(count) for fleet in fleets] for _ in range(rounds + 1)]
    for fleet in fleets:
        await fleet.close()
    return measured[1:]


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    with mall(folder / "crowd") as running:
        crowd = Fleet(running, counts.kiosks // 5)
        rounds = asyncio.run(_crowd(crowd, counts.rounds, counts.commits / PER_SECOND))
        crowd.check()
    yield Figure("fleet-200-p99-ms", percentile(rounds, 0.99), 1, "ms", "1")
    sizes = (counts.kiosks // 100, counts.kiosks // 10, counts.kiosks)
    with ExitStack() as malls:
        fleets = [Fleet(malls.enter_context(mall(folder / str(size))), size) for size in sizes]
        costs = asyncio.run(_costs(fleets, counts.rounds, counts.issues))
        for fleet in fleets:
            fleet.check()
    ten, hundred, thousand = (median(column) for column in zip(*costs, strict=True))
    peer = "the processor time of one number with 10 kiosks"
    yield Figure("fleet-growth-100", hundred, ten, "us", peer)
    yield Figure("fleet-growth", thousand, ten, "us", peer)
