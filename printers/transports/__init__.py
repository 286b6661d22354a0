"""Ways for bytes to reach a printer. Every call ends within its seconds; a lost link is a value."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Lost:
    """The link is gone, and closed."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many bytes were accepted; on their way, not on paper."""

    count: int
    lost: bool = False


class Transport(Protocol):
    bytes_per_second: int
    """A careful guess, for deadlines."""

    def open(self, seconds: float) -> bool:
        """Whether the link stands."""

    def write(self, data: bytes, seconds: float) -> Written: ...

    def read(self, seconds: float) -> bytes | Lost:
        """What has arrived, at once; empty when nothing came in time. 0 does not wait."""

    def close(self) -> None: ...
