"""How often a lost printer is looked for: by a clock of our own, and over a real socket that comes back."""

from pathlib import Path

import pytest

from printers.models import Way
from printers.transports import Lost, PortStatus, Written
from printers.transports.reconnect import Reconnecting
from tests.printers.far_ends import TcpFarEnd


class Away:
    """Not there until it is."""

    bytes_per_second = 960
    prefers: Way = "native"
    duplex = True
    keeps_copies = True

    def __init__(self) -> None:
        self.now = 0.0
        self.there = False
        self.tried: list[float] = []
        self.trouble = "No such device"

    def clock(self) -> float:
        return self.now

    def open(self, seconds: float) -> bool:
        self.tried.append(self.now)
        return self.there

    def write(self, data: bytes, seconds: float) -> Written:
        return Written(len(data))

    def read(self, seconds: float) -> bytes | Lost:
        return b"\x12"

    def port_status(self, seconds: float) -> PortStatus | None:
        return PortStatus(paper_out=True, selected=True, error=True)

    def close(self) -> None:
        self.tried.append(-1)


@pytest.mark.parametrize("step", [0.125, 0.25, 0.5])
def test_pauses_double_to_five_seconds_and_begin_anew_after_a_success(step: float) -> None:
    inner = Away()
    transport = Reconnecting(inner, inner.clock)
    while inner.now < 20:
        assert not transport.open(1)
        inner.now += step
    assert inner.tried == [0, 0.5, 1.5, 3.5, 7.5, 12.5, 17.5]
    inner.there, inner.now = True, 22.5
    assert transport.open(1) and transport.open(1), "a link that stood is looked for at once"
    inner.there = False
    inner.tried.clear()
    for inner.now in (30, 30.4, 30.5, 31.4, 31.5):
        assert not transport.open(1)
    assert inner.tried == [30, 30.5, 31.5]


def test_all_else_is_the_transports_own() -> None:
    inner = Away()
    transport = Reconnecting(inner, inner.clock)
    assert (transport.bytes_per_second, transport.prefers, transport.duplex) == (960, "native", True)
    assert transport.trouble == "No such device"
    assert transport.write(b"ab", 1) == Written(2) and transport.read(1) == b"\x12"
    assert transport.keeps_copies
    assert transport.port_status(1) == inner.port_status(1)
    transport.close()
    assert inner.tried == [-1]


def test_a_printer_that_comes_back_in_the_pause_is_found_after_it(tmp_path: Path) -> None:
    far = TcpFarEnd(tmp_path)
    clock = Away()
    transport = Reconnecting(far.transport, clock.clock)
    assert transport.open(1)
    far.meet()
    far.vanish()
    assert not transport.open(1)
    far.come_back()
    clock.now = 0.49
    assert not transport.open(1)
    clock.now = 0.5
    assert transport.open(1)
    transport.close()
    far.close()
