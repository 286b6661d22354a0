"""A fault at every byte of a slip, over a mock in memory whose time passes only while somebody waits.

After each: no second paper, nothing claimed without evidence, nothing sent where nothing is said to be sent,
and the same link prints the next slip, whole and alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Literal, get_args

import pytest
from PIL import Image

from printers.codec import Slip, encode
from printers.document import Document
from printers.link import ASK_PAPER, LONGEST_NATIVE, NAME_JOB, QUESTIONS_BEHIND
from printers.mock import MockState
from printers.models import Way
from printers.paper import pictures
from printers.paper_commands import Text, next_command
from printers.states import Evidence, FailedClean, Outcome, Printed, SentUnconfirmed, Uncertain
from printers.transports import Written
from printers.trial import machine_trial
from printers.typography import Faces
from tests.kiosk.slip_cases import CASES
from tests.printers.wires import SLIP, Numbers, Wire, model

Fault = Literal[
    "stall",
    "reset",
    "unplug",
    "power cycle",
    "stale byte",
    "NUL",
    "wrong id",
    "duplicate reply",
    "paper out",
    "cover open",
]
FAULTS: Sequence[Fault] = get_args(Fault)
LEAST = 10_000
"""So many faults the suite plants, whatever the slips."""


class FaultyWire(Wire):
    """From byte `at` of the connection on, counted from 0, the fault is there."""

    def __init__(self, name: str, way: Way, fault: Fault | None, at: int) -> None:
        self._fault = fault
        self._at = at
        self._came = 0
        super().__init__(_ill(MockState(model=name), fault, at))
        self.prefers = way
        self.stays_away = fault == "unplug"

    def open(self, seconds: float) -> bool:
        self._came = 0
        return super().open(seconds)

    def write(self, data: bytes, seconds: float) -> Written:
        written = super().write(data, seconds)
        before, self._came = self._came, self._came + written.count
        if before <= self._at < self._came:
            match self._fault:
                case "stale byte":
                    self.replies = b"\x12" + self.replies
                case "NUL":
                    self.replies = b"\x00" + self.replies
        return written

    def lose(self) -> None:
        super().lose()
        if self._fault == "power cycle":
            self.mock.device.forget()

    def heal(self) -> None:
        """A person has come."""
        self._fault, self.stays_away, self.reachable = None, False, True
        self.become(MockState(model=self.mock.state.model))


def _ill(well: MockState, fault: Fault | None, at: int) -> MockState:
    match fault:
        case "stall":
            return replace(well, stall_at=at)
        case "reset" | "unplug" | "power cycle":
            return replace(well, cut_link_at=at)
        case "wrong id":
            return replace(well, replies="wrong_id", from_byte=at)
        case "duplicate reply":
            return replace(well, replies="duplicate", from_byte=at)
        case "paper out":
            return replace(well, paper="out", from_byte=at)
        case "cover open":
            return replace(well, cover="open", from_byte=at)
        case _:
            return well


# --- one run ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """A slip on its way to a printer, and where it lies among the bytes of a connection."""

    name: str
    way: Way
    document: Document
    slip: Slip
    start: int
    end: int
    """Behind the question behind the slip."""
    evidence: Evidence
    after: bytes
    """The rows of the next slip."""


def case(name: str, way: Way, document: Document) -> Case:
    wire = FaultyWire(name, way, None, 0)
    starts: list[int] = []

    def sending(_: object) -> int:
        starts.append(len(wire.received))
        return 1

    outcome = wire.link().print(document, sending)
    assert isinstance(outcome, Printed)
    slip = encoded(document, name, way)
    asked = QUESTIONS_BEHIND * len(ASK_PAPER)
    behind = len(NAME_JOB) + 4 if outcome.evidence is Evidence.PROCESS_ID else asked
    after = pictures(encoded(SLIP, name, way).payload, model(name))
    assert isinstance(after, tuple)
    end = starts[0] + len(slip.payload) + behind
    return Case(name, way, document, slip, starts[0], end, outcome.evidence, after[0].tobytes())


@cache
def encoded(document: Document, name: str, way: Way) -> Slip:
    return encode(document, model(name), Faces(), way)


@pytest.fixture(autouse=True)
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else drawing the same slip ten thousand times would be what takes the time."""
    monkeypatch.setattr("printers.mock.load_model", model)
    monkeypatch.setattr(
        "printers.link.encode", lambda document, model, _, way: encoded(document, model.name, way)
    )


def run(case: Case, fault: Fault, at: int) -> None:
    wire = FaultyWire(case.name, case.way, fault, at)
    link, sending = wire.link(), Numbers()
    outcome = link.print(case.document, sending)
    _holds(case, fault, at, wire, outcome, sending)
    papers = len(wire.papers)
    wire.heal()
    assert link.print(SLIP, sending) == Printed(case.evidence)
    # A cut that lacked its last byte may be made up for; then the first slip comes out, once, before it.
    assert len(wire.papers) > papers and len(wire.papers) <= 2
    _is_whole(wire.papers[-1], case.after)
    # What is left of a command that was cut off may be one letter.
    assert len(wire.mock.device.unknown) <= 2


def _holds(case: Case, fault: Fault, at: int, wire: FaultyWire, outcome: Outcome, sending: Numbers) -> None:
    assert len(wire.papers) <= 1
    match outcome:
        case Printed(evidence):
            assert len(wire.papers) == 1 and evidence is case.evidence
            assert fault not in ("stall", "reset", "unplug", "power cycle") or at >= case.end
            assert fault != "wrong id" or evidence is not Evidence.PROCESS_ID or at >= case.end
        case SentUnconfirmed():
            assert len(wire.papers) == 1
        case Uncertain():
            assert len(sending.given) == 1 and len(wire.received) > case.start
        case FailedClean():
            assert wire.papers == [] and len(wire.received) <= case.start


def _is_whole(paper: Image.Image, rows: bytes) -> None:
    """What was left of the slip before it may stand above it."""
    assert paper.tobytes().endswith(rows)


# --- all of them --------------------------------------------------------------------------------------------


TICKET = CASES["ticket"]


@cache
def native() -> Case:
    """By name: this printer names the jobs that it has printed."""
    return case("epson-tm-t82", "native", TICKET)


@cache
def picture() -> Case:
    """By its answer in turn."""
    return case("generic-58", "picture", TICKET)


def every_byte(case: Case) -> Sequence[int]:
    return range(case.start, case.end + 1)


def around_bands(case: Case) -> Sequence[int]:
    """The slip's first and last bytes, and those about the edges of its pictures."""
    payload = case.slip.payload
    edges = [0, len(payload), case.end - case.start]
    place = payload.find(b"\x1dv0\x00")
    while place >= 0:
        size = int.from_bytes(payload[place + 4 : place + 6], "little")
        size *= int.from_bytes(payload[place + 6 : place + 8], "little")
        edges += [place, place + 8, place + 8 + size]
        place = payload.find(b"\x1dv0\x00", place + 8 + size)
    near = {edge + step for edge in edges for step in range(-3, 4)}
    return sorted(case.start + place for place in near if 0 <= place <= case.end - case.start)


@pytest.mark.parametrize("fault", FAULTS)
def test_at_every_byte_of_a_native_slip(fault: Fault) -> None:
    for at in every_byte(native()):
        run(native(), fault, at)


@pytest.mark.parametrize("fault", FAULTS)
def test_around_every_band_of_a_picture_slip(fault: Fault) -> None:
    for at in around_bands(picture()):
        run(picture(), fault, at)


def test_nuls_confirm_no_slip_that_a_slow_printer_is_still_at() -> None:
    for at in around_bands(picture()):
        wire = FaultyWire("generic-58", "picture", "NUL", at)
        wire.become(replace(wire.mock.state, speed=60.0))
        outcome = wire.link().print(TICKET, Numbers())
        assert wire.papers or not isinstance(outcome, Printed)
        assert len(wire.papers) <= 1


def test_so_many_faults_are_planted() -> None:
    assert (len(every_byte(native())) + len(around_bands(picture()))) * len(FAULTS) >= LEAST


@pytest.mark.campaign
@pytest.mark.parametrize("name", CASES)
def test_here_and_there_in_every_slip(name: str, campaign: int) -> None:
    """Every 10,007th byte; by `--campaign 10007` every byte."""
    step = max(1, 10_007 // campaign)
    for make in ("epson-tm-t82", "generic-58"):
        for way in get_args(Way):
            slip = case(make, way, CASES[name])
            bytes_of_it = every_byte(slip)
            for first, fault in enumerate(FAULTS):
                for at in bytes_of_it[first * step // len(FAULTS) :: step]:
                    run(slip, fault, at)


@pytest.mark.parametrize("make", ["epson-tm-t82", "generic-58", "generic-80", "custom-vkp80"])
def test_no_command_of_a_native_slip_is_longer_than_what_fills_it_up(make: str) -> None:
    trial = machine_trial(model(make), "serial:/dev/ttyS0?baud=19200", datetime(2026, 4, 14, tzinfo=UTC))
    for document in (*CASES.values(), trial):
        payload, place = encoded(document, make, "native").payload, 0
        while step := next_command(payload, place):
            assert step[1] - place <= LONGEST_NATIVE or isinstance(step[0], Text)
            place = step[1]
        assert place == len(payload)
