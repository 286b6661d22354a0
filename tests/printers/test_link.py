"""The link: what it may claim, over a scripted wire with its own clock, and over real sockets to the mock."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import pytest

from printers import document as doc
from printers.addresses import BadAddress, link_to
from printers.codec import Slip, encode
from printers.link import CLEAR_BUFFERS, Link, Patience
from printers.mock import MockPrinter
from printers.models import Model, Way, load_model
from printers.states import (
    Cause,
    DeviceState,
    Evidence,
    FailedClean,
    Outcome,
    Printed,
    Printer,
    Rendered,
    SentUnconfirmed,
    Uncertain,
)
from printers.transports import Form, Lost, PortStatus, Written
from printers.transports.tcp import TcpTransport
from printers.typography import Faces
from printers.virtual import Condition, Device, Tray

MODEL = load_model("generic-58")
assert MODEL is not None
SLIP = doc.Document((doc.Number("A-C012"), doc.Rule(), doc.text("Loket 1"), doc.Cut()))
RENDERED = encode(SLIP, MODEL, Faces(), "picture").rendered
QUESTIONS = 12
"""Bytes of one round of DLE EOT 1 to 4."""
RECOVERY = len(CLEAR_BUFFERS) + 256 * 48


@dataclass
class Wire:
    """A device on a wire whose time passes only while somebody waits on it."""

    condition: Condition = field(default_factory=Condition)
    papers: int = 0
    now: float = 0.0
    received: bytes = b""
    replies: bytes = b""
    lose_after: int | None = None
    rewrite: Callable[[bytes, bytes], bytes] = lambda sent, replies: replies
    reachable: bool = True
    bytes_per_second: int = 500_000
    prefers: Form = "picture"
    duplex: bool = True
    trouble: str = ""

    def __post_init__(self) -> None:
        assert MODEL is not None
        self.device = Device(MODEL, self._deliver)
        self.device.become(self.condition)
        self.lost = False

    def _deliver(self, paper: object) -> None:
        self.papers += 1

    def clock(self) -> float:
        return self.now

    def open(self, seconds: float) -> bool:
        self.lost = not self.reachable
        return self.reachable

    def write(self, data: bytes, seconds: float) -> Written:
        taken = data if self.lose_after is None else data[: max(self.lose_after - len(self.received), 0)]
        self.received += taken
        self.replies += self.rewrite(data, self.device.feed(taken))
        self.lost = self.lost or len(taken) < len(data)
        return Written(len(taken), lost=self.lost)

    def read(self, seconds: float) -> bytes | Lost:
        if self.lost:
            return Lost()
        if not self.replies:
            self.now += seconds
        replies, self.replies = self.replies, b""
        return replies

    def port_status(self) -> PortStatus | None:
        return None

    def close(self) -> None:
        self.lost = True


def print_on(wire: Wire) -> tuple[Outcome, list[Rendered]]:
    assert MODEL is not None
    sending: list[Rendered] = []
    return Link(wire, MODEL, wire.clock).print(SLIP, sending.append), sending


def test_printed_on_evidence_and_told_before_the_first_byte() -> None:
    assert MODEL is not None
    wire = Wire()
    before: list[bytes] = []
    outcome = Link(wire, MODEL, wire.clock).print(SLIP, lambda rendered: before.append(wire.received))
    assert outcome == Printed(Evidence.ORDERED_STATUS)
    assert wire.papers == 1 and wire.device.unknown == []
    assert len(before) == 1 and len(before[0]) == QUESTIONS + RECOVERY


def test_a_slip_is_drawn_while_a_surplus_answer_may_still_come(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MODEL is not None
    wire, settle = Wire(), Patience().settle

    def slow(document: doc.Document, model: Model, faces: Faces, way: Way) -> Slip:
        wire.now += settle / 2
        return encode(document, model, faces, way)

    monkeypatch.setattr("printers.link.encode", slow)
    assert Link(wire, MODEL, wire.clock).print(SLIP, lambda _: None) == Printed(Evidence.ORDERED_STATUS)
    assert wire.now == pytest.approx(2 * settle), "one before the slip and one after it"


@pytest.mark.parametrize(("later", "rounds"), [(0.0, 1), (0.2, 2)])
def test_a_printer_that_was_just_ready_is_not_asked_again(later: float, rounds: int) -> None:
    assert MODEL is not None
    wire, before = Wire(), []
    link = Link(wire, MODEL, wire.clock)
    assert link.status().state is DeviceState.READY
    wire.now += later
    outcome = link.print(SLIP, lambda _: before.append(len(wire.received)))
    assert outcome == Printed(Evidence.ORDERED_STATUS)
    assert before == [rounds * QUESTIONS + RECOVERY]


@pytest.mark.parametrize(
    ("condition", "cause"),
    [
        (Condition(paper="out"), Cause.PAPER_OUT),
        (Condition(cover="open"), Cause.COVER),
        (Condition(cutter="jammed"), Cause.CUTTER),
        (Condition(fault=True), Cause.UNRECOVERABLE),
    ],
)
def test_a_blocked_printer_gets_no_byte(condition: Condition, cause: Cause) -> None:
    wire = Wire(condition)
    outcome, sending = print_on(wire)
    assert isinstance(outcome, FailedClean) and cause in outcome.status.causes
    assert sending == [] and wire.received == b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"


def test_low_paper_prints() -> None:
    outcome, _ = print_on(Wire(Condition(paper="low")))
    assert outcome == Printed(Evidence.ORDERED_STATUS)


def test_a_mute_printer_gets_the_slip_and_nothing_is_claimed() -> None:
    wire = Wire(Condition(mute=True))
    outcome, sending = print_on(wire)
    assert outcome == SentUnconfirmed()
    assert wire.papers == 1 and sending == [RENDERED]
    assert wire.now < 20


def test_an_unreachable_printer_fails_clean() -> None:
    outcome, sending = print_on(Wire(reachable=False))
    assert isinstance(outcome, FailedClean) and outcome.status.state is DeviceState.DISCONNECTED
    assert sending == []


def test_a_link_that_died_while_idle_is_opened_anew() -> None:
    assert MODEL is not None
    wire = Wire()
    link = Link(wire, MODEL, wire.clock)
    assert link.print(SLIP, lambda rendered: None) == Printed(Evidence.ORDERED_STATUS)
    wire.lost = True
    assert link.print(SLIP, lambda rendered: None) == Printed(Evidence.ORDERED_STATUS)
    assert wire.papers == 2


def test_paper_that_ends_in_the_slip_is_uncertain_and_nothing_comes_after_refilling() -> None:
    wire = Wire(Condition(rows_left=60))
    outcome, _ = print_on(wire)
    assert isinstance(outcome, Uncertain) and outcome.status.causes == {Cause.PAPER_OUT}
    wire.device.become(Condition())
    assert wire.papers == 0


def whole_run() -> int:
    wire = Wire()
    print_on(wire)
    return len(wire.received)


@pytest.mark.parametrize("lose_after", [*range(16), *range(RECOVERY, whole_run() + 2, 97), whole_run() - 1])
def test_a_link_lost_at_any_byte(lose_after: int) -> None:
    """Clean before the slip's first byte, uncertain after it; printed only when the last answer came."""
    wire = Wire(lose_after=lose_after)
    outcome, sending = print_on(wire)
    first = QUESTIONS + RECOVERY
    if lose_after <= first:
        assert isinstance(outcome, FailedClean)
    elif lose_after < whole_run():
        assert isinstance(outcome, Uncertain) and sending == [RENDERED]
    else:
        assert outcome == Printed(Evidence.ORDERED_STATUS)
    assert wire.papers <= 1


STALE = [b"\x12", b"\x00", b"\x10", b"\x37", b"\x11", b"\xff", b"\x14\x00", b"\x12\x12\x12\x12", b"\x37\x22"]


@pytest.mark.parametrize("stale", STALE, ids=lambda stale: stale.hex())
def test_stale_bytes_never_make_a_blocked_printer_ready(stale: bytes) -> None:
    wire = Wire(Condition(paper="out"), replies=stale)
    outcome, sending = print_on(wire)
    assert wire.papers == 0
    assert isinstance(outcome, FailedClean | SentUnconfirmed | Uncertain)
    if sending:
        assert not isinstance(outcome, FailedClean)


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda sent, replies: b"",
        lambda sent, replies: bytes(len(replies)),
        lambda sent, replies: replies * 2,
        lambda sent, replies: b"\x12" + replies,
        lambda sent, replies: b"\xff" * len(replies),
        lambda sent, replies: replies if sent.startswith(b"\x10\x04") else b"",
        lambda sent, replies: replies if sent.startswith(b"\x10\x04") else b"\x00" * 2,
        lambda sent, replies: replies if sent.startswith(b"\x10\x04") else b"\x0c",
        lambda sent, replies: replies if not sent.startswith(b"\x10\x04") else b"",
    ],
    ids=[
        "none",
        "nul",
        "twice",
        "one more",
        "nonsense",
        "no GS r",
        "GS r twice",
        "no paper by GS r",
        "GS r alone",
    ],
)
def test_never_printed_without_evidence(rewrite: Callable[[bytes, bytes], bytes]) -> None:
    wire = Wire(rewrite=rewrite)
    outcome, _ = print_on(wire)
    assert isinstance(outcome, SentUnconfirmed | Uncertain)
    assert wire.papers == 1
    assert wire.now < 20


# --- over real sockets to the mock -------------------------------------------------------------------------


@dataclass
class Bench:
    link: Printer
    folder: Path
    state: Path

    def set(self, **state: object) -> None:
        """Takes effect when the mock has looked: the link's next question comes after that."""
        half = self.state.with_suffix(".new")
        half.write_text(json.dumps(state))
        half.replace(self.state)

    def papers(self) -> int:
        return len(list(self.folder.glob("*.png")))

    def print(self) -> Outcome:
        return self.link.print(SLIP, lambda rendered: None)


@pytest.fixture
def bench(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Bench]:
    assert MODEL is not None
    state = tmp_path / "state.json"
    given = getattr(request, "param", {})
    mute = "mute" in given
    state.write_text(json.dumps(given))
    mock = MockPrinter("127.0.0.1", 0, Device(MODEL, Tray(tmp_path / "out").take), state)
    over = threading.Event()
    thread = threading.Thread(target=mock.serve, args=(over.is_set,))
    thread.start()
    patience = Patience(answer=0.2, slip=0.3, spare=0.1) if mute else Patience()
    link = Link(TcpTransport("127.0.0.1", mock.address[1], monotonic), MODEL, monotonic, patience)
    try:
        yield Bench(link, tmp_path / "out", state)
    finally:
        link.close()
        over.set()
        thread.join()


def test_tcp_prints_twice_over_one_link(bench: Bench) -> None:
    assert bench.print() == Printed(Evidence.ORDERED_STATUS)
    assert bench.print() == Printed(Evidence.ORDERED_STATUS)
    assert sorted(file.name for file in bench.folder.iterdir()) == ["slip-0001.png", "slip-0002.png"]


@pytest.mark.parametrize("bench", [{"paper": "out"}, {"cover": "open"}], indirect=True)
def test_tcp_blocked(bench: Bench) -> None:
    assert isinstance(bench.print(), FailedClean)
    assert bench.papers() == 0


@pytest.mark.parametrize("bench", [{"rows_left": 60}], indirect=True)
def test_tcp_paper_ends_in_the_slip(bench: Bench) -> None:
    outcome = bench.print()
    assert isinstance(outcome, Uncertain) and outcome.status.causes == {Cause.PAPER_OUT}
    assert bench.papers() == 0


@pytest.mark.parametrize("bench", [{"mute": True}], indirect=True)
def test_tcp_mute(bench: Bench) -> None:
    """Bytes that cross a real socket unanswered; the waits themselves are in the scripted tests."""
    assert bench.print() == SentUnconfirmed()
    assert bench.papers() == 1


@pytest.mark.parametrize("bench", [{"cut_link_at": QUESTIONS}], indirect=True)
def test_tcp_reset_before_the_slip_fails_clean_or_uncertain_but_never_prints(bench: Bench) -> None:
    assert isinstance(bench.print(), FailedClean | Uncertain)
    assert bench.papers() == 0


@pytest.mark.parametrize("bench", [{"cut_link_at": QUESTIONS + RECOVERY + 900}], indirect=True)
def test_tcp_reset_in_the_slip_is_uncertain_and_the_next_slip_prints_alone(bench: Bench) -> None:
    assert isinstance(bench.print(), Uncertain)
    bench.set()
    outcomes = [bench.print()]
    while isinstance(outcomes[-1], Uncertain):  # until the mock has seen its new state
        outcomes.append(bench.print())
    assert outcomes[-1] == Printed(Evidence.ORDERED_STATUS)
    assert bench.papers() == 1


def test_nobody_listens(tmp_path: Path) -> None:
    assert MODEL is not None
    link = link_to("tcp://127.0.0.1:9", MODEL, monotonic)
    assert not isinstance(link, BadAddress)
    assert link.status().state is DeviceState.DISCONNECTED


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tcp:",
        "tcp://",
        "tcp://:9100",
        "tcp://host:0x",
        "tcp://host:99999",
        "virtual:",
        "usb",
        "tcp://h/a",
    ],
)
def test_bad_addresses_are_told(url: str) -> None:
    assert MODEL is not None
    assert isinstance(link_to(url, MODEL, monotonic), BadAddress)


def test_virtual_printer_is_a_folder(tmp_path: Path) -> None:
    assert MODEL is not None
    link = link_to(f"virtual:{tmp_path}", MODEL, monotonic)
    assert not isinstance(link, BadAddress)
    assert link.status().state is DeviceState.READY
    assert link.print(SLIP, lambda rendered: None) == Printed(Evidence.ORDERED_STATUS)
    assert [file.name for file in tmp_path.iterdir()] == ["slip-0001.png"]
