"""The demultiplexer, over everything that a wire can carry; and what the answers mean."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.replies import (
    PROBE,
    Answer,
    Automatic,
    Full,
    InOrder,
    Noise,
    RealTime,
    Reply,
    information,
    named_as_printed,
    process_id,
    raw,
    split,
    status_of,
)
from printers.states import Cause, DeviceState, Paper

real_time = st.integers(0, 255).filter(lambda byte: byte & 0x93 == 0x12).map(RealTime)
in_order = st.integers(0, 255).filter(lambda byte: byte & 0x90 == 0).map(InOrder)
tails = st.lists(st.integers(0, 255).filter(lambda byte: byte & 0x90 == 0), min_size=3, max_size=3)
automatic = st.builds(
    lambda head, tail: Automatic(bytes([head, *tail])),
    st.integers(0, 255).filter(lambda byte: byte & 0x93 == 0x10),
    tails,
).filter(lambda reply: reply.data[:2] != b"\x10\x0f")
free_of_bit_4 = st.integers(0, 255).filter(lambda byte: byte & 0x10 == 0)
full = st.lists(free_of_bit_4, min_size=4, max_size=4).map(lambda tail: Full(bytes([0x10, 0x0F, *tail])))
block = st.builds(
    lambda head, body: Answer(bytes([head, *body, 0])),
    st.sampled_from([0x37, 0x5F]),
    st.lists(st.integers(0x20, 0x7F), max_size=20),
)
noise = st.integers(0x80, 0xFF).map(lambda byte: Noise(bytes([byte])))
replies = st.lists(st.one_of(real_time, in_order, automatic, full, block, noise), max_size=20)


@given(replies)
def test_whole_replies_come_back_as_they_are(sent: list[Reply]) -> None:
    assert split(b"".join(map(raw, sent))) == (tuple(sent), b"")


@given(replies, st.lists(st.tuples(st.integers(0, 200), st.sampled_from([0x11, 0x13])), max_size=8))
def test_flow_control_may_stand_anywhere(sent: list[Reply], flow: list[tuple[int, int]]) -> None:
    data = bytearray(b"".join(map(raw, sent)))
    for place, byte in flow:
        data.insert(place, byte)
    assert split(bytes(data)) == (tuple(sent), b"")


wire = st.one_of(
    st.binary(max_size=60),
    st.lists(st.sampled_from(b"\x37\x5f\x10\x0f\x22\x20\x12\x00\x11"), max_size=60).map(bytes),
)


@given(wire, st.lists(st.integers(0, 60), max_size=6))
def test_pieces_change_nothing_and_no_byte_is_lost(data: bytes, cuts: list[int]) -> None:
    found: list[Reply] = []
    rest = b""
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    for start, end in pairwise(edges):
        some, rest = split(rest + data[start:end])
        found += some
    assert (tuple(found), rest) == split(data)
    assert b"".join(map(raw, found)) + rest == data.translate(None, b"\x11\x13")


@given(wire)
def test_only_the_pattern_makes_a_real_time_answer(data: bytes) -> None:
    for reply in split(data)[0]:
        if isinstance(reply, RealTime):
            assert reply.byte & 0x93 == 0x12


@pytest.mark.parametrize(
    "broken", [b"\x37\x22\x20\x20", b"\x5fEPSON", b"\x10\x00\x00", b"\x10\x0f\x00\x00\x00"]
)
def test_what_breaks_off_is_noise_in_one_piece(broken: bytes) -> None:
    """Else its bytes, each alone, would pass for answers given in turn: `GS r` says 00h, there is paper."""
    assert split(broken + b"\x92\x12") == ((Noise(broken), Noise(b"\x92"), RealTime(0x12)), b"")


READY = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}


@pytest.mark.parametrize(
    ("change", "state", "causes", "paper"),
    [
        ({}, DeviceState.READY, set(), Paper.OK),
        ({4: 0x1E}, DeviceState.READY, set(), Paper.LOW),
        ({1: 0x1A, 2: 0x16}, DeviceState.BLOCKED, {Cause.COVER}, Paper.OK),
        ({1: 0x1A, 2: 0x32, 4: 0x7E}, DeviceState.BLOCKED, {Cause.PAPER_OUT}, Paper.OUT),
        ({4: 0x72}, DeviceState.BLOCKED, {Cause.PAPER_OUT}, Paper.OUT),
        ({1: 0x1A, 2: 0x52, 3: 0x1A}, DeviceState.BLOCKED, {Cause.CUTTER}, Paper.OK),
        ({3: 0x52}, DeviceState.BLOCKED, {Cause.OVERHEAT}, Paper.OK),
        ({3: 0x16}, DeviceState.BLOCKED, {Cause.MECHANICAL}, Paper.OK),
        ({3: 0x32}, DeviceState.FAULT, {Cause.UNRECOVERABLE}, Paper.OK),
        ({2: 0x1A}, DeviceState.BLOCKED, {Cause.FEED_BUTTON}, Paper.OK),
        ({1: 0x1A}, DeviceState.BLOCKED, {Cause.OFFLINE}, Paper.OK),
        ({2: 0x52}, DeviceState.BLOCKED, {Cause.OFFLINE}, Paper.OK),
    ],
)
def test_status_of_four_answers(
    change: dict[int, int], state: DeviceState, causes: set[Cause], paper: Paper
) -> None:
    status = status_of(READY | change)
    assert (status.state, set(status.causes), status.paper) == (state, causes, paper)


@given(st.dictionaries(st.integers(1, 4), st.integers(0, 255), max_size=4))
def test_ready_needs_four_valid_answers(answers: dict[int, int]) -> None:
    valid = len(answers) == 4 and all(byte & 0x93 == 0x12 for byte in answers.values())
    assert (status_of(answers).state is DeviceState.UNKNOWN) == (not valid)


@pytest.mark.parametrize(
    ("said", "state", "causes", "paper"),
    [
        (Automatic(b"\x10\x00\x00\x00"), DeviceState.READY, set(), Paper.OK),
        (Automatic(b"\x14\x00\x03\x0f"), DeviceState.READY, set(), Paper.LOW),
        (Automatic(b"\x38\x00\x00\x00"), DeviceState.BLOCKED, {Cause.COVER}, Paper.OK),
        (Automatic(b"\x58\x00\x00\x00"), DeviceState.BLOCKED, {Cause.FEED_BUTTON}, Paper.OK),
        (Automatic(b"\x18\x00\x0f\x00"), DeviceState.BLOCKED, {Cause.PAPER_OUT}, Paper.OUT),
        (Automatic(b"\x18\x04\x00\x00"), DeviceState.BLOCKED, {Cause.MECHANICAL}, Paper.OK),
        (Automatic(b"\x18\x08\x00\x00"), DeviceState.BLOCKED, {Cause.CUTTER}, Paper.OK),
        (Automatic(b"\x18\x20\x00\x00"), DeviceState.FAULT, {Cause.UNRECOVERABLE}, Paper.OK),
        (Automatic(b"\x18\x40\x00\x00"), DeviceState.BLOCKED, {Cause.OVERHEAT}, Paper.OK),
        (Automatic(b"\x18\x00\x00\x00"), DeviceState.BLOCKED, {Cause.OFFLINE}, Paper.OK),
        (Full(b"\x10\x0f\x00\x00\x00\x00"), DeviceState.READY, set(), Paper.OK),
        (Full(b"\x10\x0f\x04\x00\x00\x00"), DeviceState.READY, set(), Paper.LOW),
        (Full(b"\x10\x0f\x40\x00\x00\x00"), DeviceState.READY, set(), Paper.LOW),
        (Full(b"\x10\x0f\x80\x0c\x22\x00"), DeviceState.READY, set(), Paper.OK),
        (Full(b"\x10\x0f\x05\x00\x00\x00"), DeviceState.BLOCKED, {Cause.PAPER_OUT}, Paper.OUT),
        (Full(b"\x10\x0f\x20\x00\x00\x00"), DeviceState.BLOCKED, {Cause.TICKET_NOT_TAKEN}, Paper.OK),
        (Full(b"\x10\x0f\x00\x01\x00\x00"), DeviceState.BLOCKED, {Cause.COVER}, Paper.OK),
        (Full(b"\x10\x0f\x00\x02\x00\x00"), DeviceState.BLOCKED, {Cause.COVER}, Paper.OK),
        (Full(b"\x10\x0f\x00\x20\x00\x00"), DeviceState.BLOCKED, {Cause.FEED_BUTTON}, Paper.OK),
        (Full(b"\x10\x0f\x00\x00\x01\x00"), DeviceState.BLOCKED, {Cause.OVERHEAT}, Paper.OK),
        (Full(b"\x10\x0f\x00\x00\x40\x00"), DeviceState.BLOCKED, {Cause.MECHANICAL}, Paper.OK),
        (Full(b"\x10\x0f\x00\x00\x08\x00"), DeviceState.BLOCKED, {Cause.OFFLINE}, Paper.OK),
        (Full(b"\x10\x0f\x00\x00\x00\x01"), DeviceState.BLOCKED, {Cause.CUTTER}, Paper.OK),
        (Full(b"\x10\x0f\x00\x00\x00\x02"), DeviceState.BLOCKED, {Cause.COVER}, Paper.OK),
        (Full(b"\x10\x0f\x00\x00\x00\x08"), DeviceState.FAULT, {Cause.UNRECOVERABLE}, Paper.OK),
    ],
)
def test_what_a_printer_says_besides(
    said: Automatic | Full, state: DeviceState, causes: set[Cause], paper: Paper
) -> None:
    status = status_of(READY, [said])
    assert (status.state, set(status.causes), status.paper) == (state, causes, paper)


@given(
    st.dictionaries(st.integers(1, 4), st.integers(0, 255), max_size=4),
    st.lists(automatic | full, max_size=3),
)
def test_nothing_said_besides_makes_it_better(
    answers: dict[int, int], besides: list[Automatic | Full]
) -> None:
    asked, status = status_of(answers), status_of(answers, besides)
    if status.state is DeviceState.READY:
        assert asked.state is DeviceState.READY
    assert asked.causes - {Cause.OFFLINE} <= status.causes


@given(st.integers(1, 95**4 - 2))
def test_each_job_has_its_own_name(number: int) -> None:
    name = process_id(number)
    assert len(name) == 4 and all(0x20 <= byte <= 0x7E for byte in name)
    assert name not in (PROBE, process_id(number + 1))
    assert process_id(number + 95**4 - 1) == name


def test_blocks_say_what_they_are() -> None:
    assert named_as_printed(Answer(b"\x37\x22   !\x00")) == b"   !"
    for other in (b"\x37\x22  !\x00", b"\x37\x25\x00", b"\x37\x23@   \x00", b"\x5f\x22   !\x00"):
        assert named_as_printed(Answer(other)) is None
    assert information(Answer(b"\x5fTM-T88V\x00")) == "TM-T88V"
    assert information(Answer(b"\x37\x25\x00")) is None
