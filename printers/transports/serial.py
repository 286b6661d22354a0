"""A printer at a serial port, or at a USB cable that plays one."""

import errno
import fcntl
import os
import termios
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from printers.models import Way
from printers.transports.descriptor import DescriptorTransport, bytes_waiting

Parity = Literal["none", "even", "odd"]
Flow = Literal["none", "rtscts", "xonxoff"]


@dataclass(frozen=True, slots=True)
class Line:
    """How a serial line is set, at both ends alike; eight bits, one stop bit."""

    baud: int
    parity: Parity = "none"
    flow: Flow = "none"

    @property
    def bytes_per_second(self) -> int:
        """Eight bits go with a start bit, a stop bit and perhaps a parity bit."""
        return self.baud // (10 if self.parity == "none" else 11)


class SerialTransport(DescriptorTransport):
    """The port for this program alone. An adapter stays there when its printer is switched off: that shows
    in the silence of the printer only.
    """

    prefers: Way = "native"

    def __init__(self, path: str, line: Line, clock: Callable[[], float]) -> None:
        super().__init__(clock)
        self._path = path
        self._line = line
        self.bytes_per_second = line.bytes_per_second

    def _connect(self, seconds: float) -> int:
        import serial

        line = self._line
        try:
            port = serial.Serial(
                self._path,
                line.baud,
                parity=line.parity[0].upper(),
                rtscts=line.flow == "rtscts",
                xonxoff=line.flow == "xonxoff",
                exclusive=True,
            )
        except termios.error as error:  # no OSError, and pyserial lets some of them through
            raise OSError(*error.args) from error
        except serial.SerialException as error:
            raise _in_the_systems_words(error) from error
        # pyserial sets the port up, and no more: its write knows after a deadline not how much went out, and
        # without one it spins. The lock goes with the descriptor.
        with port:
            return os.dup(port.fileno())

    def _unsent(self, fd: int) -> int:
        return bytes_waiting(fd, termios.TIOCOUTQ)

    def _release(self, fd: int) -> None:
        with suppress(OSError):  # a port that is gone has nothing to drop
            # Else closing waits up to half a minute for a printer that takes nothing.
            fcntl.ioctl(fd, termios.TCFLSH, termios.TCOFLUSH)
        os.close(fd)


def _in_the_systems_words(error: OSError) -> OSError:
    """pyserial's own have the path in them, and some no number."""
    number = error.errno
    if number is None and isinstance(error.__context__, termios.error):
        number = error.__context__.args[0]
    if number is None:
        return error
    if number == errno.EAGAIN:  # the lock is another program's
        number = errno.EBUSY
    return OSError(number, os.strerror(number))
