"""Where a printer is, as a technician writes it: `tcp://host:port`, `virtual:FOLDER`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from printers.link import Link
from printers.models import Model
from printers.transports import Transport
from printers.transports.tcp import TcpTransport
from printers.transports.virtual import VirtualTransport

PORT = 9100


@dataclass(frozen=True, slots=True)
class BadAddress:
    """`why` is a plain sentence."""

    why: str


def link_to(url: str, model: Model, clock: Callable[[], float]) -> Link | BadAddress:
    """A link that is not opened yet. `clock` is monotonic, in seconds."""
    transport = _transport(url, model, clock)
    return transport if isinstance(transport, BadAddress) else Link(transport, model, clock)


def _transport(url: str, model: Model, clock: Callable[[], float]) -> Transport | BadAddress:
    kind, _, rest = url.partition(":")
    match kind:
        case "tcp":
            return _tcp(url, clock)
        case "virtual" if rest:
            return VirtualTransport(Path(rest), model)
        case _:
            return BadAddress(f"{url!r} is no printer address: tcp://HOST:PORT or virtual:FOLDER")


def _tcp(url: str, clock: Callable[[], float]) -> Transport | BadAddress:
    try:
        parts = urlsplit(url)
        port = parts.port or PORT
    except ValueError:
        return BadAddress(f"the port in {url!r} is no number from 1 to 65535")
    if not parts.hostname or parts.path.strip("/") or parts.query:
        return BadAddress(f"{url!r} names no host: write tcp://HOST:PORT")
    return TcpTransport(parts.hostname, port, clock)
