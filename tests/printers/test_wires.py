"""The same faults over real sockets, serial lines and FIFOs, at bytes that a seed chooses.

Many runs at a time: what they take is the waiting of links whose printer is silent.
"""

import json
import os
import random
import socket
import subprocess
import termios
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Condition, Event, Thread
from time import monotonic

import pytest
from PIL import Image

from printers.codec import encode
from printers.document import Document
from printers.link import Link
from printers.mock import Door, MockPrinter, SerialDoor, StateFile, TcpDoor
from printers.models import Way
from printers.paper import pictures
from printers.states import UNKNOWN, FailedClean, Printed, SentUnconfirmed, Uncertain
from printers.talk import Patience
from printers.transports import Transport
from printers.transports.descriptor import bytes_waiting
from printers.transports.file import FileTransport
from printers.transports.serial import Line, SerialTransport
from printers.transports.tcp import MOST_UNREAD, TcpTransport
from printers.typography import Faces
from tests.kiosk.slip_cases import CASES
from tests.printers.wires import SLIP, Numbers, model

RUNS = 150
AT_ONCE = 8
MODEL = replace(model("epson-tm-t82"), speed_mm_s=10_000)
HASTY = Patience(connect=1.0, answer=0.15, settle=0.01, slip=0.2, spare=0.1, lost=0.0)
BABBLE_SECONDS = 8
"""After so long a peer stops that never would: the test has failed then, and ends."""
FIRST = CASES["ticket"]
SECOND = SLIP
SLIP_BYTES: Mapping[Way, range] = {"picture": range(18_000, 75_000), "native": range(6_100, 7_300)}
"""Where the slip lies, and what is before and behind it, among the bytes of a connection."""


class Tray:
    """Papers as they fall, by what stands at their end."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._fallen: list[bytes] = []

    def take(self, image: Image.Image) -> None:
        with self._changed:
            self._fallen.append(image.tobytes())
            self._changed.notify_all()

    def count(self, rows: bytes) -> int:
        with self._changed:
            return sum(paper.endswith(rows) for paper in self._fallen)

    def waits_for(self, rows: bytes) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: any(paper.endswith(rows) for paper in self._fallen), 10)


class FifoDoor:
    """Once it has hung up it stays away until `back` is set."""

    def __init__(self, name: Path) -> None:
        os.mkfifo(name)
        self.address = f"file:{name}"
        self.back = Event()
        self.back.set()
        self._name = name
        self._fd: int | None = self._opened()

    def _opened(self) -> int:
        return os.open(self._name, os.O_RDWR | os.O_NONBLOCK)

    def admit(self, seconds: float) -> int | None:
        if self._fd is None and self.back.wait(seconds):
            self._fd = self._opened()
        return self._fd

    def hang_up(self, connection: int) -> None:
        self.back.clear()
        self._fd = None
        os.close(connection)

    def close(self) -> None:
        if self._fd is not None:
            self.hang_up(self._fd)


def over_tcp(folder: Path) -> tuple[Door, Transport]:
    door = TcpDoor("127.0.0.1", 0)
    return door, TcpTransport("127.0.0.1", int(door.address.rpartition(":")[2]), monotonic)


def over_serial(folder: Path) -> tuple[Door, Transport]:
    name = folder / "printer0"
    return SerialDoor(name), SerialTransport(str(name), Line(115_200), monotonic)


def over_fifo(folder: Path) -> tuple[Door, Transport]:
    name = folder / "slips.fifo"
    return FifoDoor(name), FileTransport(name, monotonic)


def fault(dice: random.Random, way: Way) -> dict[str, object]:
    at = dice.choice(SLIP_BYTES[way] if dice.random() < 0.9 else range(SLIP_BYTES[way].start))
    kind = dice.choice(["stall_at", "cut_link_at", "paper", "cover", "cutter", "mute", "replies"])
    match kind:
        case "stall_at" | "cut_link_at":
            return {kind: at}
        case "paper":
            return {kind: "out", "from_byte": at}
        case "cover":
            return {kind: "open", "from_byte": at}
        case "cutter":
            return {kind: "jammed", "from_byte": at}
        case "mute":
            return {kind: True, "from_byte": at}
        case _:
            wrong = dice.choice(["nonsense", "nul", "stale", "duplicate", "late", "wrong_id"])
            return {kind: wrong, "from_byte": at}


@contextmanager
def mock(folder: Path, door: Door, tray: Tray) -> Iterator[Callable[[dict[str, object]], None]]:
    """A mock at the door; what sets its state."""
    path = folder / "state.json"

    def become(state: dict[str, object]) -> None:
        half = path.with_suffix(".new")
        half.write_text(json.dumps({"model": MODEL.name} | state))
        half.replace(path)

    become({})
    complaints: list[str] = []
    printer = MockPrinter(door, StateFile(path, complaints.append), tray.take, monotonic)
    over = Event()
    thread = Thread(target=printer.serve, args=(over.is_set,))
    thread.start()
    try:
        yield become
    finally:
        over.set()
        thread.join()
    assert complaints == []


@cache
def rows(document: Document, way: Way) -> bytes:
    """The paper of it."""
    papers = pictures(encode(document, MODEL, Faces(), way).payload, MODEL)
    assert isinstance(papers, tuple)
    return papers[0].tobytes()


def run(
    seed: int,
    folder: Path,
    over: Callable[[Path], tuple[Door, Transport]],
) -> type:
    """What the outcome of the first slip was."""
    folder.mkdir()
    door, transport = over(folder)
    tray, sending = Tray(), Numbers()
    one_way: dict[str, object] = {} if transport.duplex else {"mute": True}
    link = Link(transport, MODEL, monotonic, HASTY)
    with mock(folder, door, tray) as become:
        become(one_way | fault(random.Random(seed), transport.prefers))
        first = link.print(FIRST, sending)
        become(one_way)
        if isinstance(door, FifoDoor):
            door.back.set()
        best = Printed if transport.duplex else SentUnconfirmed
        jobs, outcome = 0, first
        while not isinstance(outcome, best) or jobs == 0:
            outcome = link.print(SECOND, sending)
            jobs += not isinstance(outcome, FailedClean)
            assert jobs < 100
        assert tray.waits_for(rows(SECOND, transport.prefers))
    link.close()
    assert tray.count(rows(FIRST, transport.prefers)) <= (0 if isinstance(first, FailedClean) else 1)
    assert tray.count(rows(FIRST, transport.prefers)) == 1 or not isinstance(first, Printed)
    assert tray.count(rows(SECOND, transport.prefers)) <= jobs
    assert transport.duplex or not isinstance(first, Printed)
    return type(first)


@pytest.mark.parametrize("over", [over_tcp, over_serial, over_fifo], ids=["tcp", "serial", "fifo"])
def test_a_fault_at_any_byte_of_a_real_link(
    over: Callable[[Path], tuple[Door, Transport]],
    tmp_path: Path,
    campaign: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("printers.mock.LOOK_SECONDS", 0.005)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        runs = {seed: pool.submit(run, seed, tmp_path / str(seed), over) for seed in range(RUNS * campaign)}
        failed = {seed: error for seed, done in runs.items() if (error := done.exception()) is not None}
    assert failed == {}
    assert {done.result() for done in runs.values()} >= {Uncertain, SentUnconfirmed}


def test_a_peer_that_never_stops_talking_is_unknown() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as pool:
        link = Link(TcpTransport("127.0.0.1", server.getsockname()[1], monotonic), MODEL, monotonic, HASTY)
        start = monotonic()
        asked = pool.submit(link.status)
        peer, _ = server.accept()
        with peer, subprocess.Popen(["timeout", str(BABBLE_SECONDS), "yes"], stdout=peer.fileno()) as yes:
            assert asked.result() == UNKNOWN
            yes.terminate()
        assert monotonic() - start < BABBLE_SECONDS / 2


@pytest.mark.parametrize(("count", "is_reset"), [(MOST_UNREAD // 2, False), (2 * MOST_UNREAD, True)])
def test_hanging_up_reads_what_answers_can_be_and_no_more(count: int, is_reset: bool) -> None:
    """What is left unread turns the end into a reset."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        transport = TcpTransport("127.0.0.1", server.getsockname()[1], monotonic)
        assert transport.open(1)
        peer, _ = server.accept()
        with peer:
            peer.sendall(bytes(count))
            deadline = monotonic() + 5
            while bytes_waiting(peer.fileno(), termios.TIOCOUTQ):
                assert monotonic() < deadline
            transport.close()
            try:
                reset = peer.recv(1) != b""
            except ConnectionResetError:
                reset = True
        assert reset == is_reset
