"""slip-writes: how often a native ticket slip is written to a network printer; the peer is 1.

Questions about the printer's state are not counted, nor what empties it before the first slip of a link.
python-escpos 3.1 writes such a ticket in some 30 pieces, and between any two of them the link may break.
"""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Thread

from benchmarks.figures import Counts, Figure
from benchmarks.first_byte import QUESTION
from benchmarks.printers_slips import SITE, TICKET, model, tickets
from kiosk.slips.ticket import ticket_slip
from printers.link import Link
from printers.models import Model
from printers.states import Printed
from printers.transports import Written
from printers.transports.tcp import TcpTransport
from printers.virtual import Device


class CountedTransport(TcpTransport):
    """TCP; `writes` of anything but questions are counted."""

    writes = 0

    def write(self, data: bytes, seconds: float) -> Written:
        if QUESTION.sub(b"", data):
            self.writes += 1
        return super().write(data, seconds)


def serve(listener: socket.socket, printer: Model) -> None:
    """One connection, to its end."""
    device = Device(printer, lambda _: None)
    with listener, listener.accept()[0] as peer:
        while data := peer.recv(65_536):
            peer.sendall(device.feed(data))


def measure(counts: Counts, _: Path) -> Iterator[Figure]:
    native = replace(model(), ways=("native",))
    listener = socket.create_server(("127.0.0.1", 0))
    served = Thread(target=serve, args=(listener, native), name="printer")
    served.start()
    transport = CountedTransport("127.0.0.1", listener.getsockname()[1], time.monotonic)
    link, numbers = Link(transport, native, time.monotonic), count(1)
    link.print(ticket_slip(TICKET, SITE), lambda _: next(numbers))
    transport.writes = 0
    for slip in tickets(iter(range(counts.slips))):
        outcome = link.print(ticket_slip(slip, SITE), lambda _: next(numbers))
        assert isinstance(outcome, Printed), outcome
    link.close()
    served.join()
    yield Figure("slip-writes", transport.writes / counts.slips, 1, "", "1")
