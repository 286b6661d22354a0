"""Ways for bytes to reach a printer. Every call ends within its seconds; a lost link is a value."""

from dataclasses import dataclass
from typing import Protocol

from printers.models import Way

LONGEST_QUESTION = 16
"""Bytes; what is longer is taken for a slip."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The link is gone, and closed."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many bytes have left this machine; not on paper yet, and 0 only where not one can have left.

    Fewer than were given and not `lost`: the time was over.
    """

    count: int
    lost: bool = False


@dataclass(frozen=True, slots=True)
class PortStatus:
    """What the port itself says, past whatever stands in the queue of bytes.

    Many makes always say that all is well: it can accuse, and never acquit.
    """

    paper_out: bool
    selected: bool
    error: bool


class Transport(Protocol):
    """For one thread. What `close` finds unsent is dropped: nothing comes out later by surprise."""

    bytes_per_second: int
    """A careful guess, for deadlines."""
    prefers: Way
    duplex: bool
    """Whether answers can come. Where they cannot, opening anew is the one question there is."""

    @property
    def keeps_copies(self) -> bool:
        """Whether a slip lies on a disk once it was written: then none may go here that names a citizen."""

    @property
    def trouble(self) -> str:
        """Why the link does not stand or took less than it was given, by choice in the system's words.

        Else empty. Names no citizen.
        """

    def open(self, seconds: float) -> bool:
        """Whether the link stands."""

    def write(self, data: bytes, seconds: float) -> Written:
        """Waits until all of it has left, or the seconds are over.

        Of a question only until the system has it: a printer that is busy takes it later, and its silence
        until then is the answer.
        """

    def read(self, seconds: float) -> bytes | Lost:
        """What has arrived, at once; empty when nothing came in time. 0 does not wait."""

    def port_status(self, seconds: float) -> PortStatus | None:
        """None where the port says nothing, or might not say it within the seconds."""

    def close(self) -> None: ...
