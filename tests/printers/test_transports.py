"""What holds for every way to a printer, over real sockets, ptys and FIFOs: bytes, deadlines, losses."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import TypeVar

import pytest

from printers.transports import Lost, Transport, Written
from printers.transports.descriptor import STALLED
from tests.printers.far_ends import FarEnd, fifo, serial, tcp, usb

T = TypeVar("T")

SLIP = random.Random(5).randbytes(40_000)
LONG = random.Random(9).randbytes(300_000)
"""More than the system takes on its own account."""
SLACK = 3.0
"""Seconds that a busy machine may add to a deadline."""

DUPLEX = [tcp, serial, usb]
ALL = [*DUPLEX, fifo]


@pytest.fixture
def far(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FarEnd]:
    end: FarEnd = request.param(tmp_path)
    try:
        assert end.transport.open(1.0), end.transport.trouble
        end.meet()
        yield end
    finally:
        end.transport.close()
        end.close()


@pytest.fixture(scope="module")
def other() -> Iterator[ThreadPoolExecutor]:
    """The thread of the far end."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def over(*kinds: Callable[[Path], FarEnd]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("far", kinds, indirect=True, ids=lambda kind: kind.__name__)


def within(seconds: float, call: Callable[[], T]) -> T:
    start = monotonic()
    answer = call()
    assert monotonic() - start < seconds + SLACK
    return answer


def is_lost(transport: Transport) -> bool:
    """As its user finds out: by the next question."""
    return within(1, lambda: transport.write(b"\x10\x04\x01", 1)).lost or isinstance(transport.read(1), Lost)


@over(*ALL)
@pytest.mark.parametrize("size", [0, 1, 4096, len(LONG)])
def test_every_byte_arrives_as_it_was(far: FarEnd, other: ThreadPoolExecutor, size: int) -> None:
    data = LONG[:size]
    taken = other.submit(far.take, size)
    assert far.transport.write(data, 10) == Written(size)
    assert taken.result() == data
    assert far.transport.trouble == ""


@over(*DUPLEX)
def test_answers_are_there_at_once_and_silence_ends_in_time(far: FarEnd) -> None:
    assert within(0, lambda: far.transport.read(0)) == b""
    assert within(0.05, lambda: far.transport.read(0.05)) == b""
    every = bytes(range(256))
    far.say(every)
    came = b""
    while len(came) < len(every):
        data = within(0, lambda: far.transport.read(10))
        assert isinstance(data, bytes) and data
        came += data
    assert came == every


@over(*ALL)
def test_who_stops_reading_holds_nobody(far: FarEnd) -> None:
    written = within(0.2, lambda: far.transport.write(LONG, 0.2))
    assert 0 < written.count < len(LONG) and not written.lost
    assert far.transport.trouble == STALLED


@over(tcp, serial)
def test_what_was_not_taken_is_dropped_with_the_link(far: FarEnd) -> None:
    """Else the rest of a slip would come out when somebody puts in paper."""
    far.transport.write(LONG, 0.2)
    far.transport.close()
    assert len(far.take(len(LONG))) < 10_000


@over(*ALL)
@pytest.mark.parametrize("taken", [0, 1, 2, 63, 4095, 4096, 12_345, 65_536, len(LONG) // 2, len(LONG) - 1])
def test_lost_at_any_byte_of_a_write(far: FarEnd, other: ThreadPoolExecutor, taken: int) -> None:
    """It says so, within its time; and what may have left is never called nothing."""

    def take_and_vanish() -> None:
        far.take(taken)
        far.vanish()

    gone = other.submit(take_and_vanish)
    written = within(5, lambda: far.transport.write(LONG, 5))
    gone.result()
    assert min(taken, 1) <= written.count <= len(LONG)
    if written.count == len(LONG):
        # A pty does not say what it still holds: there the loss shows with the next question.
        assert taken > len(LONG) // 2 and is_lost(far.transport)
    else:
        assert written.lost
    assert far.transport.trouble
    assert far.transport.write(SLIP, 1) == Written(0, lost=True)
    assert far.transport.read(1) == Lost()


@over(*ALL)
def test_lost_while_idle(far: FarEnd) -> None:
    far.vanish()
    assert is_lost(far.transport)


@over(*DUPLEX)
def test_lost_while_an_answer_is_awaited(far: FarEnd, other: ThreadPoolExecutor) -> None:
    gone = other.submit(far.vanish)
    assert within(5, lambda: far.transport.read(10)) == Lost()
    gone.result()


@over(*DUPLEX)
def test_the_last_words_are_heard(far: FarEnd) -> None:
    far.say(b"\x12\x32")
    assert far.transport.read(5) == b"\x12\x32"
    far.vanish()
    assert far.transport.read(5) == Lost()


@over(*ALL)
@pytest.mark.parametrize("before", [0, 7, 5000])
def test_away_and_back_again_and_again(far: FarEnd, other: ThreadPoolExecutor, before: int) -> None:
    for _ in range(3):
        taken = other.submit(far.take, before)
        assert far.transport.write(SLIP[:before], 5) == Written(before)
        assert taken.result() == SLIP[:before]
        far.vanish()
        assert is_lost(far.transport)
        assert not within(0.2, lambda: far.transport.open(0.2))
        assert far.transport.trouble
        far.come_back()
        assert far.transport.open(1) and not far.transport.trouble
        far.meet()
        taken = other.submit(far.take, len(SLIP))
        assert far.transport.write(SLIP, 5) == Written(len(SLIP))
        assert taken.result() == SLIP


@over(*ALL)
def test_a_closed_link_is_lost_and_closing_twice_is_nothing(far: FarEnd) -> None:
    far.transport.close()
    far.transport.close()
    assert far.transport.write(b"x", 1) == Written(0, lost=True)
    assert far.transport.read(1) == Lost()
