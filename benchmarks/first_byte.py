"""first-byte: from the tap that takes a number to the first byte of its slip at the printer's socket.

From the owner thread's post of the last tap, through commit, drawing and the printer's own answers, to the
moment when a network printer reads the first byte that is no question about its state. The peer is 1: the
figure is milliseconds.
"""

import random
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from PySide6.QtTest import QTest

from benchmarks.figures import Counts, Figure, percentile
from benchmarks.kiosk import kiosk
from printers.addresses import link_to
from printers.link import Link
from printers.models import Model, load_model
from printers.talk import USUAL
from printers.virtual import Device

QUESTION = re.compile(rb"\x10\x04[\x01-\x04]")
MODEL = "epson-tm-t82"
PAUSE_SECONDS = 0.1


class SlipWatch:
    """A network printer that keeps the time at which each slip began to arrive, by `time.perf_counter`."""

    def __init__(self, model: Model) -> None:
        self.address = ""
        self._begun: SimpleQueue[float] = SimpleQueue()
        self._device = Device(model, lambda _: self._whole())
        self._in_slip = False

    def begun(self) -> float:
        """When the next slip that nobody has asked about began; waits for it."""
        return self._begun.get(timeout=60)

    def serve(self, listener: socket.socket) -> None:
        """One connection, to its end."""
        with listener, listener.accept()[0] as peer:
            while data := peer.recv(65_536):
                arrived = time.perf_counter()
                if not self._in_slip and QUESTION.sub(b"", data):
                    self._in_slip = True
                    self._begun.put(arrived)
                peer.sendall(self._device.feed(data))

    def _whole(self) -> None:
        self._in_slip = False


@contextmanager
def watched_printer() -> Iterator[tuple[SlipWatch, Link]]:
    model = load_model(MODEL)
    assert model is not None
    listener = socket.create_server(("127.0.0.1", 0))
    watch = SlipWatch(model)
    link = link_to(f"tcp://127.0.0.1:{listener.getsockname()[1]}", model, time.monotonic)
    assert isinstance(link, Link)
    served = Thread(target=watch.serve, args=(listener,), name="slip-watch")
    served.start()
    yield watch, link
    link.close()
    served.join()


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    with watched_printer() as (watch, link), kiosk(folder, link) as one:

        def tap() -> float:
            # As a citizen comes, at any moment between two looks at the printer, and not at the end of one.
            QTest.qWait(round(1000 * (USUAL.fresh + random.uniform(0, PAUSE_SECONDS))))
            tapped = one.take_number().tapped
            return (watch.begun() - tapped) * 1000

        tap()  # the first slip of a link is preceded by what empties the printer
        rounds = [[tap() for _ in range(counts.slips)] for _ in range(counts.rounds)]
    yield Figure("first-byte-p99-ms", percentile(rounds, 0.99), 1, "ms", "1")
