"""What the transports over a file descriptor share: `poll`, deadlines, and when a link is lost."""

import fcntl
import os
import select
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

from printers.models import Way
from printers.transports import LONGEST_QUESTION, Lost, PortStatus, Written

GONE = select.POLLERR | select.POLLHUP | select.POLLNVAL | select.POLLRDHUP
FIRST_PAUSE, LONGEST_PAUSE = 0.001, 0.02
"""Between two looks at what the system can tell only when asked, in seconds."""

HUNG_UP = "the other end is gone"
STALLED = "it took no more bytes in time"


class DescriptorTransport(ABC):
    """A `Transport`. `clock` is monotonic, in seconds."""

    bytes_per_second = 500_000
    prefers: Way = "picture"
    duplex = True
    empty_read_is_the_end: ClassVar[bool] = True

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._fd: int | None = None
        self._trouble = ""

    @property
    def keeps_copies(self) -> bool:
        return False

    @property
    def trouble(self) -> str:
        return self._trouble

    # --- what each kind of descriptor does in its own way -------------------------------------------------

    @abstractmethod
    def _connect(self, seconds: float) -> int:
        """A descriptor that does not block, or an OSError with a reason."""

    def _unsent(self, fd: int) -> int:
        """Bytes that were accepted and have not left this machine; an OSError where the device is gone."""
        return 0

    def _release(self, fd: int) -> None:
        """Closes, and drops what is unsent."""
        os.close(fd)

    def port_status(self, seconds: float) -> PortStatus | None:
        return None

    # --- Transport ----------------------------------------------------------------------------------------

    def open(self, seconds: float) -> bool:
        self.close()
        try:
            self._fd = self._connect(seconds)
        except OSError as error:
            self._trouble = reason(error)
            return False
        self._trouble = ""
        return True

    def write(self, data: bytes, seconds: float) -> Written:
        deadline = self._clock() + seconds
        view = memoryview(data)
        sent = 0
        while self._fd is not None and sent < len(data):
            events = self._poll(select.POLLOUT, deadline - self._clock())
            if events & GONE:
                self._lose(HUNG_UP)
            elif events:
                try:
                    sent += os.write(self._fd, view[sent:])
                except BlockingIOError:
                    self._poll(0, min(FIRST_PAUSE, deadline - self._clock()))
                except OSError as error:
                    self._lose(reason(error))
            if self._clock() >= deadline:
                break
        unsent = self._wait_until_sent(deadline) if sent and len(data) > LONGEST_QUESTION else 0
        if self._fd is not None and sent - unsent < len(data):
            self._trouble = STALLED
        # What was on its way may have arrived all the same: at least one byte counts as gone.
        return Written(max(sent - unsent, min(sent, 1)), lost=self._fd is None)

    def read(self, seconds: float) -> bytes | Lost:
        deadline = self._clock() + seconds
        while self._fd is not None:
            events = self._poll(select.POLLIN if self.duplex else 0, deadline - self._clock())
            if not events:
                return b""
            if not events & select.POLLIN:
                self._lose(HUNG_UP)
                break
            try:
                data = os.read(self._fd, 4096)
            except BlockingIOError:
                pass
            except OSError as error:
                self._lose(reason(error))
                break
            else:
                if data:
                    return data
                if self.empty_read_is_the_end or events & GONE:
                    self._lose(HUNG_UP)
                    break
            if self._clock() >= deadline:
                return b""
            self._poll(0, min(LONGEST_PAUSE, deadline - self._clock()))
        return Lost()

    def close(self) -> None:
        if self._fd is not None:
            fd, self._fd = self._fd, None
            with suppress(OSError):  # of a device that is gone
                self._release(fd)

    # --- the parts of it ----------------------------------------------------------------------------------

    def _lose(self, why: str) -> None:
        self._trouble = why
        self.close()

    def _poll(self, events: int, seconds: float) -> int:
        """Which of the events came within the seconds, and whether the other end is gone."""
        assert self._fd is not None
        poll = select.poll()
        poll.register(self._fd, events | select.POLLRDHUP if events & select.POLLOUT else events)
        return next((found for _, found in poll.poll(max(seconds, 0) * 1000)), 0)

    def _wait_until_sent(self, deadline: float) -> int:
        """How many bytes are still here when they have all left, the link is lost, or the time is over."""
        unsent = 0
        pause = FIRST_PAUSE
        while self._fd is not None:
            try:
                unsent = self._unsent(self._fd)
            except OSError as error:
                self._lose(reason(error))
                return max(unsent, 1)
            left = deadline - self._clock()
            if unsent == 0 or left <= 0:
                break
            if self._poll(0, min(pause, left)) & GONE:
                self._lose(HUNG_UP)
            pause = min(2 * pause, LONGEST_PAUSE)
        return unsent


def bytes_waiting(fd: int, request: int) -> int:
    """What the system answers to `TIOCOUTQ` or `FIONREAD`."""
    answer = bytearray(4)
    fcntl.ioctl(fd, request, answer)
    return int.from_bytes(answer, sys.byteorder)


def reason(error: OSError) -> str:
    """The system's words without the path, which the address names already."""
    return error.strerror or str(error)
