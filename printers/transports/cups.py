"""A raw queue of CUPS: for a printer that another machine's CUPS holds, or that slips share with a desk.

What CUPS says is "taken", never "printed"; and it keeps a copy of what it took on its disk. Its sentences are
those of CUPS 2.4 in the C locale.
"""

import os
import subprocess
import threading
from collections.abc import Callable

from printers.models import Way
from printers.transports import Lost, PortStatus, Written

TITLE = "Anjungan"
"""What CUPS shows and logs for every slip alike."""

PAUSED = "the queue is paused"
NO_CLIENT = "CUPS' own programs are not installed"
REJECTING = "the queue takes no jobs"


class CupsTransport:
    """Each write is one job of the queue. `clock` is monotonic, in seconds."""

    bytes_per_second = 500_000
    prefers: Way = "picture"
    duplex = False
    keeps_copies = True

    def __init__(self, queue: str, clock: Callable[[], float]) -> None:
        self._queue = queue
        self._clock = clock
        self._closed = threading.Event()
        self._closed.set()
        self.trouble = ""

    def open(self, seconds: float) -> bool:
        """Whether the queue is there, takes jobs, and hands them on."""
        said = self._run(["lpstat", "-a", self._queue, "-p", self._queue], b"", seconds)
        if said is not None:
            if f"printer {self._queue} disabled" in said:
                self.trouble = PAUSED
            elif f"{self._queue} accepting" not in said:
                self.trouble = REJECTING
            else:
                self.trouble = ""
                self._closed.clear()
                return True
        self._closed.set()
        return False

    def write(self, data: bytes, seconds: float) -> Written:
        """Nothing has left where the queue says no beforehand; where `lp` fails, nobody knows how much."""
        deadline = self._clock() + seconds
        if self._closed.is_set() or not self.open(seconds):
            return Written(0, lost=True)
        send = ["lp", "-d", self._queue, "-o", "raw", "-t", TITLE]
        if self._run(send, data, deadline - self._clock()) is None:
            self._closed.set()
            return Written(min(len(data), 1), lost=True)
        return Written(len(data))

    def read(self, seconds: float) -> bytes | Lost:
        return Lost() if self._closed.wait(seconds) else b""

    def port_status(self, seconds: float) -> PortStatus | None:
        return None

    def close(self) -> None:
        self._closed.set()

    def _run(self, command: list[str], data: bytes, seconds: float) -> str | None:
        """What it printed; None, and the trouble is set, where it did not end well within the seconds."""
        try:
            done = subprocess.run(
                command,
                input=data,
                capture_output=True,
                timeout=max(seconds, 0),
                env=os.environ | {"LC_ALL": "C"},
                check=False,
            )
        except FileNotFoundError:
            self.trouble = NO_CLIENT
        except OSError as error:
            self.trouble = f"{command[0]}: {error.strerror}"
        except subprocess.TimeoutExpired:
            self.trouble = f"{command[0]} did not end in time"
        else:
            if done.returncode == 0:
                return done.stdout.decode(errors="replace")
            self.trouble = done.stderr.decode(errors="replace").strip() or f"{command[0]} failed"
        return None
