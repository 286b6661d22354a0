"""How often a lost printer is looked for."""

from collections.abc import Callable

from printers.transports import Lost, PortStatus, Transport, Written

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
"""Seconds after a failed try; each further one doubles them."""


class Reconnecting:
    """A `Transport` that is opened at once after a loss, and after a failed try only when its pause is over.

    It never waits for that: until then it is simply not there. `clock` is monotonic, in seconds.
    """

    def __init__(self, transport: Transport, clock: Callable[[], float]) -> None:
        self._transport = transport
        self._clock = clock
        self._pause = 0.0
        self._not_before = 0.0
        self.bytes_per_second = transport.bytes_per_second
        self.prefers = transport.prefers
        self.duplex = transport.duplex

    @property
    def keeps_copies(self) -> bool:
        return self._transport.keeps_copies

    @property
    def trouble(self) -> str:
        return self._transport.trouble

    def open(self, seconds: float) -> bool:
        if self._pause and self._clock() < self._not_before:
            return False
        if self._transport.open(seconds):
            self._pause = 0.0
            return True
        self._pause = min(max(2 * self._pause, FIRST_PAUSE), LONGEST_PAUSE)
        self._not_before = self._clock() + self._pause
        return False

    def write(self, data: bytes, seconds: float) -> Written:
        return self._transport.write(data, seconds)

    def read(self, seconds: float) -> bytes | Lost:
        return self._transport.read(seconds)

    def port_status(self, seconds: float) -> PortStatus | None:
        return self._transport.port_status(seconds)

    def close(self) -> None:
        self._transport.close()
