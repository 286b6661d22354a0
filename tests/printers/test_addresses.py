"""Addresses as a technician writes them: what they mean, and what is said of the wrong ones."""

import os
from pathlib import Path
from time import monotonic

import pytest

from printers.addresses import EXAMPLES, BadAddress, transport_to
from printers.models import Way, load_model
from printers.transports import Transport
from printers.transports.reconnect import Reconnecting
from printers.transports.tcp import TcpTransport

MODEL = load_model("generic-58")


def parsed(url: str) -> Transport | BadAddress:
    assert MODEL is not None
    return transport_to(url, MODEL, monotonic)


@pytest.mark.parametrize(
    ("url", "prefers", "duplex", "rate"),
    [
        ("usb:/dev/usb/lp0", "picture", True, 500_000),
        ("usb:/dev/kiosk/printer0", "picture", True, 500_000),
        ("tcp://192.0.2.20:9100", "picture", True, 500_000),
        ("serial:/dev/ttyS0?baud=19200", "native", True, 1920),
        ("serial:/dev/serial/by-id/usb-x?baud=115200&parity=even&flow=rtscts", "native", True, 10_472),
        ("serial:/dev/ttyS0", "native", True, 960),
        ("serial:/dev/ttyS0?flow=rtscts", "native", True, 960),
        ("file:/run/slips.fifo", "picture", False, 500_000),
        ("file:slips.prn", "picture", False, 500_000),
        ("virtual:slips", "picture", True, 10_000_000),
        ("cups:Loket_1.kiosk-A", "picture", False, 500_000),
    ],
)
def test_every_kind(url: str, prefers: Way, duplex: bool, rate: int) -> None:
    """Nothing is opened by it."""
    transport = parsed(url)
    assert isinstance(transport, Reconnecting)
    assert (transport.prefers, transport.duplex, transport.bytes_per_second) == (prefers, duplex, rate)


@pytest.mark.parametrize(
    ("url", "keeps"),
    [
        ("usb:/dev/usb/lp0", False),
        ("tcp://192.0.2.20", False),
        ("serial:/dev/ttyS0?baud=19200", False),
        ("file:slips.fifo", False),
        ("file:/dev/null", False),
        ("file:slips.prn", True),
        ("file:nothing", True),
        ("virtual:slips", True),
        ("cups:slips", True),
    ],
)
def test_where_slips_lie_on_a_disk_afterwards(
    url: str, keeps: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("slips.fifo")
    Path("slips.prn").touch()
    transport = parsed(url)
    assert isinstance(transport, Reconnecting) and transport.keeps_copies is keeps


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("tcp://192.0.2.20", "192.0.2.20", 9100),
        ("tcp://192.0.2.20:4000/", "192.0.2.20", 4000),
        ("tcp://printer-3.local", "printer-3.local", 9100),
        ("tcp://[2001:db8::7]", "2001:db8::7", 9100),
        ("tcp://[fe80::1%25eth0]:9101", "fe80::1%eth0", 9101),
    ],
)
def test_hosts_and_ports(url: str, host: str, port: int) -> None:
    transport = parsed(url)
    assert isinstance(transport, Reconnecting) and isinstance(transport._transport, TcpTransport)
    assert (transport._transport._host, transport._transport._port) == (host, port)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_example_is_right(kind: str) -> None:
    assert not isinstance(parsed(EXAMPLES[kind]), BadAddress)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "no printer address"),
        ("192.0.2.20", "no printer address"),
        ("parallel:/dev/lp0", "no printer address"),
        ("TCP//host", "no printer address"),
        ("usb", "names no path"),
        ("usb:", "names no path"),
        ("file://", "names no path"),
        ("virtual:", "names no path"),
        ("tcp:", "names no host"),
        ("tcp://", "names no host"),
        ("tcp://:9100", "names no host"),
        ("tcp:192.0.2.20", "names no host"),
        ("tcp://host:0", "1 to 65535"),
        ("tcp://host:99999", "1 to 65535"),
        ("tcp://host:0x1", "1 to 65535"),
        ("tcp://[zz]:9100", "none can be"),
        ("tcp://a..b", "none can be"),
        (f"tcp://{64 * 'a'}.local", "none can be"),
        ("tcp://fe80::1:9100", "brackets"),
        ("tcp://host/queue", "more in it"),
        ("tcp://host?x=1", "more in it"),
        ("tcp://host#x", "more in it"),
        ("tcp://me@host", "more in it"),
        ("serial:", "names no path"),
        ("serial:?baud=9600", "names no path"),
        ("serial:/dev/ttyS0?baud=", "has baud=; there are 1200, 2400"),
        ("serial:/dev/ttyS0?baud=12345", "has baud=12345"),
        ("serial:/dev/ttyS0?baud=9600&parity=mark", "there are none, even, odd"),
        ("serial:/dev/ttyS0?baud=9600&flow=dtrdsr", "there are none, rtscts, xonxoff"),
        ("serial:/dev/ttyS0?speed=9600", "has an option 'speed'; there are baud, parity, flow"),
        ("serial:/dev/ttyS0?baud=9600&baud=19200", "says an option twice"),
        ("cups:", "names no queue"),
        ("cups:two words", "none can be"),
        ("cups:-o", "none can be"),
        ("cups:a/b", "none can be"),
    ],
)
def test_what_is_wrong_is_told_with_an_example(url: str, words: str) -> None:
    found = parsed(url)
    assert isinstance(found, BadAddress)
    assert words in found.why and ("An example: " in found.why or EXAMPLES["serial"] in found.why)
