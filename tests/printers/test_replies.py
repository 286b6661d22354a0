"""The demultiplexer, over everything that a wire can carry; and what the answers mean."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.replies import Answer, Automatic, Flow, InOrder, Noise, RealTime, Reply, raw, split, status_of
from printers.states import Cause, DeviceState, Paper

real_time = st.integers(0, 255).filter(lambda byte: byte & 0x93 == 0x12).map(RealTime)
in_order = st.integers(0, 255).filter(lambda byte: byte & 0x90 == 0).map(InOrder)
tails = st.lists(st.integers(0, 255).filter(lambda byte: byte & 0x90 == 0), min_size=3, max_size=3)
automatic = st.builds(
    lambda head, tail: Automatic(bytes([head, *tail])),
    st.integers(0, 255).filter(lambda byte: byte & 0x93 == 0x10),
    tails,
)
flow = st.sampled_from([Flow(0x11), Flow(0x13)])
block = st.builds(
    lambda head, body: Answer(bytes([head, *body, 0])),
    st.sampled_from([0x37, 0x5F]),
    st.lists(st.integers(0x20, 0x7F), max_size=20),
)
noise = st.integers(0x80, 0xFF).map(Noise)
replies = st.lists(st.one_of(real_time, in_order, automatic, flow, block, noise), max_size=20)


@given(replies)
def test_whole_replies_come_back_as_they_are(sent: list[Reply]) -> None:
    assert split(b"".join(map(raw, sent))) == (tuple(sent), b"")


@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=6))
def test_pieces_change_nothing_and_no_byte_is_lost(data: bytes, cuts: list[int]) -> None:
    found: list[Reply] = []
    rest = b""
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    for start, end in pairwise(edges):
        some, rest = split(rest + data[start:end])
        found += some
    assert (tuple(found), rest) == split(data)
    assert b"".join(map(raw, found)) + rest == data


@given(st.binary(max_size=40))
def test_only_the_pattern_makes_a_real_time_answer(data: bytes) -> None:
    for reply in split(data)[0]:
        if isinstance(reply, RealTime):
            assert reply.byte & 0x93 == 0x12


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
