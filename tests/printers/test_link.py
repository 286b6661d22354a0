"""The link: what it may claim, over a mock in memory whose time passes only while somebody waits."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers import document as doc
from printers.addresses import BadAddress, link_to
from printers.codec import Slip, encode
from printers.link import (
    ASK_PAPER,
    CLEAR_BUFFERS,
    HALF_COMMAND,
    NAME_JOB,
    QUESTIONS_BEFORE,
)
from printers.mock import MockState
from printers.models import Model, Way
from printers.replies import Automatic, Full, Noise, RealTime, split, status_of
from printers.states import (
    DISCONNECTED,
    UNKNOWN,
    Cause,
    DeviceState,
    Evidence,
    FailedClean,
    Outcome,
    Paper,
    Printed,
    Rendered,
    SentUnconfirmed,
    Uncertain,
)
from printers.talk import Patience
from printers.transports import Lost, PortStatus, Written
from printers.typography import Faces
from tests.printers.wires import SLIP, Numbers, Wire, model

SMALL = model("generic-58")
EPSON = MockState(model="epson-tm-t82")
RENDERED = encode(SLIP, SMALL, Faces(), "picture").rendered
ROUND = 15
"""Bytes of one round of DLE EOT 1 to 4 and 1 again."""
QUESTIONS = len(HALF_COMMAND) + ROUND
RECOVERY = len(CLEAR_BUFFERS) + 256 * 48
SETTLING = QUESTIONS_BEFORE * len(ASK_PAPER)


def small(**state: object) -> MockState:
    return replace(MockState(model="generic-58"), **state)  # type: ignore[arg-type]


def print_on(wire: Wire) -> tuple[Outcome, list[Rendered]]:
    sending = Numbers()
    return wire.link().print(SLIP, sending), sending.given


# --- evidence -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "evidence"), [(EPSON, Evidence.PROCESS_ID), (small(), Evidence.ORDERED_STATUS)]
)
def test_printed_on_the_best_evidence_that_the_printer_gives(state: MockState, evidence: Evidence) -> None:
    wire = Wire(state)
    assert print_on(wire)[0] == Printed(evidence)
    assert len(wire.papers) == 1 and wire.mock.device.unknown == []


def test_the_caller_is_told_before_the_first_byte_of_the_slip() -> None:
    wire = Wire()
    before: list[int] = []

    def sending(rendered: Rendered) -> int:
        assert rendered == RENDERED
        before.append(len(wire.received))
        return 1

    wire.link().print(SLIP, sending)
    assert before == [QUESTIONS + RECOVERY + SETTLING]


def test_a_slip_is_drawn_while_a_surplus_answer_may_still_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """A surplus answer can only be told from the others when the time for it has gone by."""
    wire, settle = Wire(), Patience().settle

    def slow(document: doc.Document, model: Model, faces: Faces, way: Way) -> Slip:
        wire.now += settle / 2
        return encode(document, model, faces, way)

    monkeypatch.setattr("printers.link.encode", slow)
    assert print_on(wire)[0] == Printed(Evidence.ORDERED_STATUS)
    assert wire.now == pytest.approx(4 * settle)


@pytest.mark.parametrize(("later", "rounds"), [(0.0, 1), (0.2, 2)])
def test_a_printer_that_was_just_ready_is_not_asked_again(later: float, rounds: int) -> None:
    wire = Wire()
    link = wire.link()
    before: list[int] = []
    assert link.status().state is DeviceState.READY
    wire.now += later

    def sending(_: Rendered) -> int:
        before.append(len(wire.received))
        return 1

    assert link.print(SLIP, sending) == Printed(Evidence.ORDERED_STATUS)
    assert before == [len(HALF_COMMAND) + ROUND * rounds + RECOVERY + SETTLING]


def named(sent: bytes) -> bool:
    return NAME_JOB in sent and NAME_JOB + b"    " not in sent


def test_a_late_answer_to_a_former_job_confirms_no_other() -> None:
    late = b""

    def one_job_behind(sent: bytes, replies: bytes) -> bytes:
        nonlocal late
        if not named(sent):
            return replies
        replies, late = late, replies
        return replies

    wire = Wire(EPSON, one_job_behind)
    link, sending = wire.link(), Numbers()
    for _ in range(3):
        assert link.print(SLIP, sending) == SentUnconfirmed()
    assert late == b"\x37\x22   #\x00" and len(wire.papers) == 3


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda sent, replies: b"" if named(sent) else replies,
        lambda sent, replies: replies.replace(b"\x37\x22   !", b"\x37\x22   A"),
        lambda sent, replies: replies[:-1] if named(sent) else replies,
        lambda sent, replies: b"\x37\x25\x00" if named(sent) else replies,
        lambda sent, replies: b"\x00" if named(sent) else replies,
        lambda sent, replies: b"\x12" * 7 if named(sent) else replies,
        lambda sent, replies: b"\x5f   !\x00" if named(sent) else replies,
    ],
    ids=["none", "another's name", "cut short", "buffer cleared", "in order", "real time", "GS I"],
)
def test_only_its_own_name_confirms_a_job(rewrite: Callable[[bytes, bytes], bytes]) -> None:
    wire = Wire(EPSON, rewrite)
    assert print_on(wire)[0] == SentUnconfirmed()
    assert len(wire.papers) == 1 and wire.now < 20


def test_whether_a_printer_names_jobs_is_asked_once_for_each_connection() -> None:
    wire = Wire(EPSON)
    link, sending = wire.link(), Numbers()
    for connection in (1, 2):
        for _ in range(2):
            assert link.print(SLIP, sending) == Printed(Evidence.PROCESS_ID)
        assert wire.received.count(NAME_JOB + b"    ") == connection
        wire.lose()


def test_that_the_buffer_is_cleared_is_no_answer_to_what_is_asked_next() -> None:
    wire = SlowWire(lambda sent: 0.05 if sent.startswith(b"\x1d") else 0.02, EPSON)
    assert wire.link().print(SLIP, Numbers()) == Printed(Evidence.PROCESS_ID)


@pytest.mark.parametrize("pause", [0, 10, 20, 22, 24, 26, 28, 30, 60])
def test_answers_that_a_slow_printer_owes_to_a_former_slip_confirm_no_other(pause: int) -> None:
    """It takes some half a minute for one; they bear no name."""
    wire = Wire(small(speed=1.5))
    link, sending = wire.link(), Numbers()
    assert link.print(SLIP, sending) == SentUnconfirmed()
    wire.pass_time(pause)
    if isinstance(link.print(SLIP, sending), Printed):
        assert len(wire.papers) == 2
    wire.pass_time(120)
    assert len(wire.papers) == 2, "what was only not confirmed comes out all the same"
    wire.become(small())
    assert link.print(SLIP, sending) == Printed(Evidence.ORDERED_STATUS) and len(wire.papers) == 3


def test_of_a_slip_that_is_printed_again_nothing_comes_any_more() -> None:
    for state in (small(speed=1.5), replace(EPSON, speed=1.5)):
        wire = Wire(state)
        link, sending = wire.link(), Numbers()
        assert link.print(SLIP, sending) == SentUnconfirmed()
        link.print(SLIP, sending, again=True)
        wire.pass_time(120)
        assert len(wire.papers) == 1


def test_a_nul_of_the_line_confirms_no_slip_on_which_the_paper_ends_later() -> None:
    wire = Wire(small(speed=30.0, rows_left=60), lambda sent, replies: replies + bytes(len(sent) > 8_000))
    assert isinstance(print_on(wire)[0], Uncertain) and wire.papers == []


@pytest.mark.parametrize(
    ("silent", "asked"), [((b"\x5f",), False), ((b"\x37\x22",), True)], ids=["GS I", "GS ( H"]
)
def test_a_clone_of_an_epson_gives_ordered_status(silent: tuple[bytes], asked: bool) -> None:
    wire = Wire(EPSON, lambda sent, replies: b"" if replies.startswith(silent) else replies)
    assert print_on(wire)[0] == Printed(Evidence.ORDERED_STATUS)
    assert (NAME_JOB in wire.received) == asked


def test_drained_status_waits_for_the_paper() -> None:
    wire = Wire(small(speed=50.0))
    outcome = wire.link(known_as=replace(SMALL, confirms=Evidence.DRAINED_STATUS)).print(SLIP, Numbers())
    assert outcome == Printed(Evidence.DRAINED_STATUS)
    assert wire.now >= RENDERED.millimetres / SMALL.speed_mm_s and len(wire.papers) == 1


def test_drained_status_is_not_claimed_when_the_paper_ends_meanwhile() -> None:
    wire = Wire(small(speed=50.0, rows_left=60))
    outcome = wire.link(known_as=replace(SMALL, confirms=Evidence.DRAINED_STATUS)).print(SLIP, Numbers())
    assert isinstance(outcome, Uncertain) and outcome.status.causes == {Cause.PAPER_OUT}


def test_a_one_way_link_asks_nothing_and_claims_nothing() -> None:
    wire = Wire()
    wire.duplex = False
    assert print_on(wire)[0] == SentUnconfirmed()
    assert len(wire.papers) == 1 and b"\x10\x04" not in wire.received and wire.now == 0
    assert wire.writes == 1


def test_a_one_way_link_whose_far_end_is_gone_fails_clean() -> None:
    wire = Wire()
    wire.duplex = False
    link = wire.link()
    assert link.print(SLIP, Numbers()) == SentUnconfirmed()
    wire.reachable = False
    assert link.status().state is DeviceState.DISCONNECTED
    assert isinstance(link.print(SLIP, Numbers()), FailedClean) and len(wire.papers) == 1


# --- status -------------------------------------------------------------------------------------------------

BLOCKED = [
    (small(paper="out"), Cause.PAPER_OUT),
    (small(cover="open"), Cause.COVER),
    (small(cutter="jammed"), Cause.CUTTER),
    (small(mechanics="stuck"), Cause.MECHANICAL),
    (small(head="hot"), Cause.OVERHEAT),
    (small(fault=True), Cause.UNRECOVERABLE),
]


@pytest.mark.parametrize(("state", "cause"), BLOCKED)
def test_a_blocked_printer_gets_no_byte(state: MockState, cause: Cause) -> None:
    wire = Wire(state)
    outcome, sending = print_on(wire)
    assert isinstance(outcome, FailedClean) and outcome.status.causes == {cause}
    assert sending == [] and wire.received == HALF_COMMAND + b"".join(
        b"\x10\x04" + bytes([question]) for question in (1, 2, 3, 4, 1)
    )


def test_a_slip_in_the_mouth_is_in_the_way_of_the_next_and_no_fault_of_its_own() -> None:
    """The citizen takes it a little later than the printer says that it is printed."""
    start = QUESTIONS + len(b"\x10\x04\x14") + len(CLEAR_BUFFERS) + 256 * 72
    wire = Wire(MockState(model="custom-vkp80", ticket="not_taken", from_byte=start + 500))
    link, sending = wire.link(), Numbers()
    assert link.print(SLIP, sending) == Printed(Evidence.ORDERED_STATUS)
    outcome = link.print(SLIP, sending)
    assert isinstance(outcome, FailedClean) and outcome.status.causes == {Cause.TICKET_NOT_TAKEN}
    assert len(wire.papers) == len(sending.given) == 1
    wire.become(MockState(model="custom-vkp80"))
    assert link.print(SLIP, sending) == Printed(Evidence.ORDERED_STATUS)


def test_a_presenter_that_says_nothing_of_its_mouth_is_unknown() -> None:
    wire = Wire(MockState(model="custom-vkp80"), lambda sent, replies: b"" if sent[-1] == 20 else replies)
    assert wire.link().status().state is DeviceState.UNKNOWN


def test_low_paper_prints() -> None:
    wire = Wire(small(paper="low"))
    assert wire.link().status().paper is Paper.LOW
    assert print_on(wire)[0] == Printed(Evidence.ORDERED_STATUS)


def test_a_mute_printer_gets_the_slip_and_nothing_is_claimed() -> None:
    wire = Wire(small(mute=True))
    outcome, sending = print_on(wire)
    assert outcome == SentUnconfirmed()
    assert len(wire.papers) == 1 and sending == [RENDERED]
    assert wire.now < 20


@pytest.mark.parametrize(
    ("port", "causes"),
    [
        (PortStatus(paper_out=True, selected=False, error=True), {Cause.PAPER_OUT}),
        (PortStatus(paper_out=False, selected=False, error=False), {Cause.OFFLINE}),
        (PortStatus(paper_out=False, selected=True, error=True), {Cause.OFFLINE}),
        (PortStatus(paper_out=False, selected=True, error=False), set()),
    ],
)
def test_the_port_of_a_mute_printer_can_accuse_it_and_not_acquit_it(
    port: PortStatus, causes: set[Cause]
) -> None:
    wire = Wire(small(mute=True))
    wire.port = port
    status = wire.link().status()
    assert status.causes == causes
    assert status.state is (DeviceState.BLOCKED if causes else DeviceState.UNKNOWN)


def test_the_port_has_no_say_where_the_printer_answers() -> None:
    wire = Wire()
    wire.port = PortStatus(paper_out=True, selected=False, error=True)
    assert wire.link().status().state is DeviceState.READY


def test_an_automatic_status_can_only_make_it_worse() -> None:
    """Said between the questions, by a cover that was opened meanwhile; and an idle one said too early."""
    wire = Wire(
        rewrite=lambda sent, replies: replies + (b"\x38\x00\x00\x00" if sent[-1:] == b"\x04" else b"")
    )
    assert wire.link().status().causes == {Cause.COVER}
    wire = Wire(small(cover="open"), lambda sent, replies: b"\x10\x00\x00\x00" + replies)
    assert wire.link().status().causes == {Cause.COVER}


def test_an_unreachable_printer_fails_clean() -> None:
    wire = Wire()
    wire.reachable = False
    outcome, sending = print_on(wire)
    assert isinstance(outcome, FailedClean) and outcome.status.state is DeviceState.DISCONNECTED
    assert sending == []


def test_a_link_that_died_while_idle_is_opened_anew() -> None:
    wire = Wire()
    link = wire.link()
    for papers in (1, 2):
        assert link.print(SLIP, Numbers()) == Printed(Evidence.ORDERED_STATUS)
        assert len(wire.papers) == papers
        wire.lose()


def test_paper_that_ends_in_the_slip_is_uncertain_and_nothing_comes_after_refilling() -> None:
    wire = Wire(small(rows_left=60))
    outcome, _ = print_on(wire)
    assert isinstance(outcome, Uncertain) and outcome.status.causes == {Cause.PAPER_OUT}
    wire.become(small())
    assert wire.papers == []


@pytest.mark.parametrize(
    ("rewrite", "cause"),
    [
        (lambda sent, replies: b"\x1a" if sent[-1] == 1 else b"", Cause.OFFLINE),
        (lambda sent, replies: {1: b"\x1a", 2: b"\x32"}.get(sent[-1], b""), Cause.PAPER_OUT),
        (lambda sent, replies: b"\x38\x00\x00\x00", Cause.COVER),
    ],
    ids=["offline, then silent", "paper out, then silent", "automatic status alone"],
)
def test_half_an_answer_can_accuse(rewrite: Callable[[bytes, bytes], bytes], cause: Cause) -> None:
    wire = Wire(rewrite=rewrite)
    outcome, sending = print_on(wire)
    assert isinstance(outcome, FailedClean) and cause in outcome.status.causes and sending == []


@pytest.mark.parametrize("every", [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.7, 1.0])
def test_nuls_that_come_again_and_again_confirm_nothing(every: float) -> None:
    wire = Ticking(every, small())
    assert wire.link().print(SLIP, Numbers()) == SentUnconfirmed()


class Ticking(Wire):
    """Answers in real time; and says NUL every so often, asked or not."""

    def __init__(self, every: float, state: MockState) -> None:
        super().__init__(state, lambda sent, replies: replies if sent.startswith(b"\x10\x04") else b"")
        self._every = every
        self._next = every

    def read(self, seconds: float) -> bytes | Lost:
        deadline = self.now + seconds
        if not self.replies and self._next <= deadline:
            self.now = max(self.now, self._next)
        while self._next <= self.now:
            self.replies += b"\x00"
            self._next += self._every
        return super().read(max(deadline - self.now, 0))


@pytest.mark.parametrize("seconds", [0.005, 0.015, 0.05, 0.2])
@pytest.mark.parametrize("busy", [0.0, 1.0, 6.5])
@pytest.mark.parametrize("of_a_slip", [0.3, 3.0])
def test_a_printer_slow_to_answer_in_turn_is_never_a_slip_ahead(
    seconds: float, busy: float, of_a_slip: float
) -> None:
    """It ignores the emptying of its buffer, is busy at first, and takes its time for each answer."""
    wire = Queueing(busy, of_a_slip, seconds)
    link, sending = wire.link(known_as=SMALL), Numbers()
    for job in range(1, 6):
        if isinstance(link.print(SLIP, sending), Printed):
            assert wire.slips >= job
        wire.now += 2


class Queueing(Wire):
    """A printer that does one thing after the other: a slip, an answer."""

    def __init__(self, busy: float, of_a_slip: float, of_an_answer: float) -> None:
        super().__init__(small())
        self._free_at = busy
        self._of_a_slip, self._of_an_answer = of_a_slip, of_an_answer
        self._doing: list[tuple[float, bool]] = []
        self.slips = 0

    def write(self, data: bytes, seconds: float) -> Written:
        if data.startswith(b"\x10\x04"):
            self.replies += b"\x12"
        if b"\x1dV" in data:
            self._do(self._of_a_slip, slip=True)
        for _ in range(data.count(ASK_PAPER)):
            self._do(self._of_an_answer, slip=False)
        return Written(len(data), lost=False)

    def _do(self, seconds: float, *, slip: bool) -> None:
        self._free_at = max(self._free_at, self.now) + seconds
        self._doing.append((self._free_at, slip))

    def read(self, seconds: float) -> bytes | Lost:
        deadline = self.now + seconds
        if not self.replies and self._doing:
            self.now = max(self.now, min(self._doing[0][0], deadline))
        while self._doing and self._doing[0][0] <= self.now:
            _, slip = self._doing.pop(0)
            self.slips += slip
            self.replies += b"" if slip else b"\x00"
        if not self.replies:
            self.now = deadline
        replies, self.replies = self.replies, b""
        return replies


def test_what_is_left_of_a_slip_in_doubt_is_gone_before_somebody_puts_paper_in() -> None:
    wire = Wire(small(paper="out", from_byte=QUESTIONS + RECOVERY + SETTLING + 500))
    reset = RECOVERY + SETTLING + RENDERED.length

    def lost(sent: bytes, replies: bytes) -> bytes:
        if len(wire.received) >= reset:
            wire.lose()
        return replies

    wire.rewrite = lost
    link = wire.link()
    assert isinstance(link.print(SLIP, Numbers()), Uncertain)
    wire.rewrite = lambda sent, replies: replies
    wire.become(small(paper="out"))
    assert link.status().causes == {Cause.PAPER_OUT}
    wire.become(small())
    wire.pass_time(10)
    assert wire.papers == []


@pytest.mark.parametrize(("state", "cause"), BLOCKED)
def test_a_blocked_printer_whose_answers_come_one_question_late_is_accused_of_nothing_else(
    state: MockState, cause: Cause
) -> None:
    link = Wire(replace(state, replies="late")).link()
    assert all(link.status() in (UNKNOWN, DISCONNECTED) for _ in range(4))


@pytest.mark.parametrize("taken", [0, 4, len(HALF_COMMAND), QUESTIONS - 7, QUESTIONS + RECOVERY - 9])
def test_the_port_of_a_printer_that_takes_nothing_says_why(taken: int) -> None:
    wire = Wire(small(stall_at=taken))
    wire.port = PortStatus(paper_out=True, selected=False, error=True)
    outcome, sending = print_on(wire)
    assert isinstance(outcome, FailedClean) and sending == []
    assert outcome.status.causes == {Cause.PAPER_OUT}


STALE = [b"\x12", b"\x00", b"\x10", b"\x37", b"\x11", b"\xff", b"\x14\x00", b"\x12\x12\x12\x12", b"\x37\x22"]


@pytest.mark.parametrize("stale", STALE, ids=lambda stale: stale.hex())
@pytest.mark.parametrize("first", [1, 2, 3, 4])
def test_stale_bytes_never_make_a_blocked_printer_ready(stale: bytes, first: int) -> None:
    place = count(0)
    wire = Wire(small(paper="out"), lambda sent, replies: (stale if next(place) == first else b"") + replies)
    assert wire.link().status().state is not DeviceState.READY


class SlowWire(Wire):
    """Each answer arrives some seconds after its question; `stale` comes at once behind the first."""

    def __init__(self, seconds: Callable[[bytes], float], state: MockState, stale: bytes = b"") -> None:
        super().__init__(state)
        self._seconds = seconds
        self._stale = stale
        self._coming: list[tuple[float, bytes]] = []

    def write(self, data: bytes, seconds: float) -> Written:
        written = super().write(data, seconds)
        self._coming.append((self.now + self._seconds(data), self.replies))
        self.replies = b""
        if data.startswith(b"\x10\x04"):
            self.replies, self._stale = self._stale, b""
        return written

    def read(self, seconds: float) -> bytes | Lost:
        deadline = self.now + seconds
        if not self.replies and self._coming:
            self.now = max(self.now, min(self._coming[0][0], deadline))
        while self._coming and self._coming[0][0] <= self.now:
            self.replies += self._coming.pop(0)[1]
        return super().read(deadline - self.now)


@pytest.mark.parametrize("seconds", [0.001, 0.02, 0.2, 0.6])
@pytest.mark.parametrize("stale", [b"", b"\x12", b"\x12\x12", b"\x12\x12\x12"], ids=len)
def test_answers_that_are_questions_late_are_found_out_however_slow_the_printer(
    seconds: float, stale: bytes
) -> None:
    """Taken one question late, low paper would be no news: its answer is the last."""
    status = SlowWire(lambda _: seconds, small(paper="low"), stale).link().status()
    assert status.paper is Paper.LOW


def test_the_last_answer_is_waited_for_as_long_as_the_others_took() -> None:
    seconds = {1: 0.1, 2: 0.15, 3: 0.1, 4: 0.14}
    wire = SlowWire(lambda sent: seconds.get(sent[-1], 0), small(paper="low"), b"\x12")
    assert wire.link().status().paper is Paper.LOW


@given(
    st.lists(st.binary(max_size=5) | st.sampled_from([b"\x12", b"\x16", b"\x1e"]), min_size=10, max_size=10)
)
def test_ready_needs_one_good_answer_to_each_question_and_nothing_beside(answers: list[bytes]) -> None:
    said = iter(answers)
    wire = Wire(rewrite=lambda sent, replies: next(said) if sent.startswith(b"\x10\x04") else replies)
    status = wire.link().status()
    if status.state is DeviceState.READY:
        used = len(answers) - len(list(said))
        found = split(b"".join(answers[used - 5 : used]))[0]
        told = [reply.byte for reply in found if isinstance(reply, RealTime)]
        assert len(told) == 5 and told[0] == told[4]
        assert status_of(dict(enumerate(told[:4], 1))).state is DeviceState.READY
        assert not any(isinstance(reply, Noise) for reply in found)


@given(st.binary(max_size=200).map(lambda data: bytes(byte for byte in data if byte & 0x93 != 0x12)))
def test_nonsense_is_never_ready(data: bytes) -> None:
    status = Wire(rewrite=lambda sent, replies: data).link(Patience(answer=0.1)).status()
    if any(isinstance(reply, Automatic | Full) for reply in split(data * 20)[0]):
        assert status.state is not DeviceState.READY, "what looks like a status may accuse"
    else:
        assert status.state is DeviceState.UNKNOWN


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda sent, replies: b"",
        lambda sent, replies: bytes(len(replies)),
        lambda sent, replies: replies * 2,
        lambda sent, replies: b"\x12" + replies,
        lambda sent, replies: b"\xff" * len(replies),
        lambda sent, replies: replies if sent.startswith(b"\x10\x04") else b"",
        lambda sent, replies: replies if sent.startswith(b"\x10\x04") else replies[:1],
        lambda sent, replies: replies if sent.startswith(b"\x10\x04") else replies + b"\x00",
        lambda sent, replies: replies if len(sent) < 99 else b"\x00" * 3,
        lambda sent, replies: replies if len(sent) < 99 else b"\x00",
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
        "GS r half",
        "GS r and one",
        "GS r thrice",
        "a NUL",
        "paper out",
        "GS r alone",
    ],
)
def test_never_printed_without_evidence(rewrite: Callable[[bytes, bytes], bytes]) -> None:
    wire = Wire(rewrite=rewrite)
    outcome, _ = print_on(wire)
    assert isinstance(outcome, SentUnconfirmed | Uncertain)
    assert len(wire.papers) == 1
    assert wire.now < 20


@pytest.mark.parametrize(
    "state",
    [
        small(mute=True),
        small(replies="nonsense"),
        small(speed=1.0, buffer=512),
        small(stall_at=QUESTIONS),
        small(stall_at=QUESTIONS + RECOVERY + 500),
        small(stall_at=QUESTIONS + RECOVERY + RENDERED.length),
        replace(EPSON, mute=True, from_byte=QUESTIONS),
        replace(EPSON, replies="nonsense", from_byte=20_000),
    ],
)
def test_a_print_with_a_limit_ends_within_it(state: MockState) -> None:
    wire = Wire(state)
    outcome = wire.link(Patience(whole=15.0)).print(SLIP, Numbers())
    assert not isinstance(outcome, Printed) and wire.now < 18


class Babbling(Wire):
    """Says the same again and again from byte `start` on, and waits for nobody."""

    def __init__(self, state: MockState, word: bytes, start: int) -> None:
        super().__init__(state)
        self._word = word
        self._start = start
        self.said = 0

    def read(self, seconds: float) -> bytes | Lost:
        if len(self.received) < self._start:
            return super().read(seconds)
        data = super().read(0)
        if isinstance(data, Lost):
            return data
        self.now += 0.005
        self.said += 1
        assert self.said < 200_000, "it is listened to for ever"
        return data + 64 * self._word


@pytest.mark.parametrize(
    "word", [b"\xff", b"\x00", b"\x12", b"\x10", b"\x37", b"\x37\x22   !\x00"], ids=bytes.hex
)
@pytest.mark.parametrize("state", [small(), EPSON], ids=["in order", "by name"])
def test_a_printer_that_never_stops_talking_is_unknown_and_confirms_nothing(
    state: MockState, word: bytes
) -> None:
    assert Babbling(state, word, 0).link().status() == UNKNOWN
    wire = Babbling(state, word, 0)
    assert print_on(wire)[0] == SentUnconfirmed() and len(wire.papers) == 1
    wire = Babbling(small(), word, QUESTIONS + RECOVERY + SETTLING + 1)
    assert isinstance(print_on(wire)[0], SentUnconfirmed | Uncertain)


# --- what it says of itself ---------------------------------------------------------------------------------


def test_a_printer_says_what_it_is_and_a_blocked_one_only_how() -> None:
    said = Wire(EPSON).link().identify()
    assert (said.maker, said.name) == ("EPSON", "TM-T82II")
    said = Wire(replace(EPSON, cover="open")).link().identify()
    assert said.status.causes == {Cause.COVER} and (said.maker, said.name) == (None, None)


def test_a_change_is_told_before_its_time() -> None:
    wire = Wire(EPSON)
    link = wire.link()
    assert link.status().state is DeviceState.READY
    link.await_change(10)  # what it is now is told first
    asked = wire.now
    wire.become(replace(EPSON, cover="open"))
    link.await_change(10)
    assert wire.now == asked and link.status().causes == {Cause.COVER}
    link.await_change(10)
    assert wire.now >= asked + 10


def test_nobody_listens() -> None:
    link = link_to("tcp://127.0.0.1:9", SMALL, monotonic)
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
    assert isinstance(link_to(url, SMALL, monotonic), BadAddress)


def test_virtual_printer_is_a_folder(tmp_path: Path) -> None:
    link = link_to(f"virtual:{tmp_path}", SMALL, monotonic)
    assert not isinstance(link, BadAddress)
    assert link.status().state is DeviceState.READY
    assert link.print(SLIP, Numbers()) == Printed(Evidence.ORDERED_STATUS)
    assert [file.name for file in tmp_path.iterdir()] == ["slip-0001.png"]
