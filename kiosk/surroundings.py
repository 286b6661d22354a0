"""What a kiosk's engine runs on: its disk, printers, network, threads and clocks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.client import Server
from kiosk.ledger import Ledger
from kiosk.workers import Owner, Workers
from printers.states import PagePrinter, Printer


@dataclass(frozen=True, slots=True)
class Surroundings:
    ledger: Ledger
    printer: Printer
    server: Server
    workers: Workers
    owner: Owner
    clock: Callable[[], datetime]
    """The machine's, right or wrong; aware, in any zone."""
    monotonic: Callable[[], float]
    """Seconds that only grow, while the machine sleeps too."""
    ring: Callable[[], None]
    """Sounds the kiosk's own bell, and returns when it is over."""
    since_boot: Callable[[], float] | None = None
    """What carries the time on, in a rehearsal as fast as `clock`; `monotonic` where nothing is said."""
    office: PagePrinter | None = None
