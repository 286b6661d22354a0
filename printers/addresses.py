"""Where a printer is, as a technician writes it: the one place that reads such an address."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from printers.link import Link
from printers.models import Model
from printers.talk import USUAL, Patience
from printers.transports import Transport
from printers.transports.cups import CupsTransport
from printers.transports.file import FileTransport
from printers.transports.reconnect import Reconnecting
from printers.transports.serial import Flow, Line, Parity, SerialTransport
from printers.transports.tcp import TcpTransport
from printers.transports.usb import UsbTransport
from printers.transports.virtual import VirtualTransport

PORT = 9100
BAUDS = {str(baud): baud for baud in (1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200)}
PARITIES: Mapping[str, Parity] = {"none": "none", "even": "even", "odd": "odd"}
FLOWS: Mapping[str, Flow] = {"none": "none", "rtscts": "rtscts", "xonxoff": "xonxoff"}
OPTIONS: Mapping[str, Collection[str]] = {"baud": BAUDS, "parity": PARITIES, "flow": FLOWS}
EXAMPLES = {
    "usb": "usb:/dev/usb/lp0",
    "tcp": "tcp://192.0.2.20:9100",
    "serial": "serial:/dev/ttyS0?baud=19200",
    "file": "file:/run/slips.fifo",
    "virtual": "virtual:slips",
    "cups": "cups:slips",
}


@dataclass(frozen=True, slots=True)
class BadAddress:
    """`why` is a plain sentence, with an example."""

    why: str


def link_to(
    url: str, model: Model, clock: Callable[[], float], patience: Patience = USUAL
) -> Link | BadAddress:
    """A link that is not opened yet. `clock` is monotonic, in seconds."""
    transport = transport_to(url, model, clock)
    return transport if isinstance(transport, BadAddress) else Link(transport, model, clock, patience)


def transport_to(url: str, model: Model, clock: Callable[[], float]) -> Transport | BadAddress:
    """A transport that looks for a lost printer by itself, in growing intervals, whenever it is opened."""
    kind, _, rest = url.partition(":")
    if kind not in EXAMPLES:
        return BadAddress(f"{url!r} is no printer address. These are: {', '.join(EXAMPLES.values())}")
    if not rest.strip("/"):
        return _bad(url, kind, "names no " + {"tcp": "host", "cups": "queue"}.get(kind, "path"))
    transport: Transport | BadAddress
    match kind:
        case "usb":
            transport = UsbTransport(Path(rest), clock)
        case "tcp":
            transport = _tcp(url, clock)
        case "serial":
            transport = _serial(url, rest, model, clock)
        case "file":
            transport = FileTransport(Path(rest), clock)
        case "virtual":
            transport = VirtualTransport(Path(rest), model)
        case _:
            transport = _cups(url, rest, clock)
    return transport if isinstance(transport, BadAddress) else Reconnecting(transport, clock)


def _bad(url: str, kind: str, what: str) -> BadAddress:
    return BadAddress(f"{url!r} {what}. An example: {EXAMPLES[kind]}")


def _tcp(url: str, clock: Callable[[], float]) -> Transport | BadAddress:
    try:
        parts = urlsplit(url)
        port = PORT if parts.port is None else parts.port
    except ValueError:
        if url.count(":") > 2 and "[" not in url:
            return BadAddress(f"{url!r}: IPv6 stands in brackets. An example: tcp://[2001:db8::7]:9100")
        return _bad(url, "tcp", "has a host or a port that none can be: ports are 1 to 65535")
    if not parts.hostname or not url.startswith("tcp://"):
        return _bad(url, "tcp", "names no host")
    if port == 0:
        return _bad(url, "tcp", "has a port that none can be: ports are 1 to 65535")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        return _bad(url, "tcp", "has more in it than host and port")
    host = unquote(parts.hostname)
    try:
        host.encode("idna")
    except UnicodeError:
        return _bad(url, "tcp", "has a host that none can be")
    return TcpTransport(host, port, clock)


def _serial(url: str, rest: str, model: Model, clock: Callable[[], float]) -> Transport | BadAddress:
    path, _, query = rest.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    options = dict(pairs)
    if not path:
        return _bad(url, "serial", "names no path")
    if len(options) < len(pairs):
        return _bad(url, "serial", "says an option twice")
    for name, value in options.items():
        if name not in OPTIONS:
            return _bad(url, "serial", f"has an option {name!r}; there are {', '.join(OPTIONS)}")
        if value not in OPTIONS[name]:
            return _bad(url, "serial", f"has {name}={value}; there are {', '.join(OPTIONS[name])}")
    line = Line(
        BAUDS[options["baud"]] if "baud" in options else model.serial_baud,
        PARITIES[options.get("parity", "none")],
        FLOWS[options.get("flow", "none")],
    )
    return SerialTransport(path, line, clock)


def _cups(url: str, queue: str, clock: Callable[[], float]) -> Transport | BadAddress:
    if not re.fullmatch(r"[^\s/#-][^\s/#]{0,126}", queue):
        return _bad(url, "cups", "names a queue that none can be")
    return CupsTransport(queue, clock)
