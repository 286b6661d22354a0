"""What a printer can be, what a print job can be, how one print can end: frozen values, the contract.

No reply is UNKNOWN, never READY. A write without an error is not a print: only a valid answer of the
device is evidence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, assert_never

from printers.document import Document


class DeviceState(StrEnum):
    DISCONNECTED = "disconnected"
    CONNECTING = "connecting"
    READY = "ready"
    BUSY = "busy"
    BLOCKED = "blocked"
    """It answers, and says that it cannot print until someone does something: see the causes."""
    FAULT = "fault"
    """An unrecoverable error: it needs service."""
    UNKNOWN = "unknown"
    """The link is open and nothing valid comes back."""


class Cause(StrEnum):
    """Why a printer is blocked or at fault."""

    COVER = "cover"
    PAPER_OUT = "paper_out"
    CUTTER = "cutter"
    MECHANICAL = "mechanical"
    OVERHEAT = "overheat"
    TICKET_NOT_TAKEN = "ticket_not_taken"
    FEED_BUTTON = "feed_button"
    UNRECOVERABLE = "unrecoverable"
    OFFLINE = "offline"
    """Offline without saying why."""
    OTHER_PRINTER = "other_printer"
    """Not the one that was set up: it answers at the same address."""


class Paper(StrEnum):
    OK = "ok"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Status:
    """One answer of one moment; low paper warns the staff and stops nothing."""

    state: DeviceState
    causes: frozenset[Cause] = frozenset()
    paper: Paper = Paper.UNKNOWN

    @property
    def is_well(self) -> bool:
        """It says itself that nothing keeps it from printing."""
        return self.state in (DeviceState.READY, DeviceState.BUSY)

    def word(self) -> str:
        """State and causes in one word each: `ready`, `blocked:cover,paper_out`."""
        return f"{self.state}:{','.join(sorted(self.causes))}" if self.causes else str(self.state)


DISCONNECTED = Status(DeviceState.DISCONNECTED)
UNKNOWN = Status(DeviceState.UNKNOWN)


class Evidence(StrEnum):
    """How well it is known that the paper came out; strongest first."""

    PROCESS_ID = "process_id"
    """`GS ( H`: the printer named this very job as printed."""
    ORDERED_STATUS = "ordered_status"
    """Both `GS r 1` behind the cut were answered in their turn, and the real-time status after is clean."""
    DRAINED_STATUS = "drained_status"
    """The link drained, the time that printing takes is over, the status is clean."""
    NONE = "none"


class JobState(StrEnum):
    QUEUED = "queued"
    CLAIMED = "claimed"
    SENDING = "sending"
    """Durable before the first byte."""
    SENT = "sent"
    PRINTED = "printed"
    SENT_UNCONFIRMED = "sent_unconfirmed"
    FAILED_CLEAN = "failed_clean"
    """Not one byte of the slip left: trying again is free."""
    UNCERTAIN = "uncertain"
    """Some of it left and nobody knows the rest: a person decides."""
    CANCELLED = "cancelled"
    EXPIRED = "expired"


JOB_TRANSITIONS: Mapping[JobState, frozenset[JobState]] = {
    JobState.QUEUED: frozenset({JobState.CLAIMED, JobState.CANCELLED, JobState.EXPIRED}),
    JobState.CLAIMED: frozenset(
        {JobState.QUEUED, JobState.SENDING, JobState.FAILED_CLEAN, JobState.CANCELLED}
    ),
    JobState.SENDING: frozenset(
        {
            JobState.SENT,
            JobState.PRINTED,
            JobState.SENT_UNCONFIRMED,
            JobState.FAILED_CLEAN,
            JobState.UNCERTAIN,
        }
    ),
    JobState.SENT: frozenset({JobState.PRINTED, JobState.SENT_UNCONFIRMED, JobState.UNCERTAIN}),
    JobState.FAILED_CLEAN: frozenset({JobState.QUEUED, JobState.CANCELLED, JobState.EXPIRED}),
    JobState.PRINTED: frozenset(),
    JobState.SENT_UNCONFIRMED: frozenset(),
    JobState.UNCERTAIN: frozenset(),
    JobState.CANCELLED: frozenset(),
    JobState.EXPIRED: frozenset(),
}
"""Nothing leads from a job of which a byte may have left back to the queue: a second paper is a new job."""

AT_REST = frozenset(one for one, after in JOB_TRANSITIONS.items() if not after) | {JobState.FAILED_CLEAN}
"""How a job ends; one that failed clean may be sent once more."""

TAKEN_TO_BE_OUT = frozenset({JobState.PRINTED, JobState.SENT_UNCONFIRMED})
"""The paper, as far as a citizen is told; everything else leaves something to say."""

NO_PAPER = frozenset({JobState.FAILED_CLEAN, JobState.CANCELLED, JobState.EXPIRED})
"""How a job ends of which surely nothing has come out."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is about to be sent: SHA-256 in hex, length in bytes, paper in millimetres."""

    sha256: str
    length: int
    millimetres: int


@dataclass(frozen=True, slots=True)
class Printed:
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SentUnconfirmed:
    """Every byte was accepted, the link lived, and no valid confirmation came."""


@dataclass(frozen=True, slots=True)
class FailedClean:
    """No byte of the slip was sent; `unfit` tells what of it such a paper cannot hold, and no content."""

    status: Status
    unfit: str = ""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """At least one byte left, and the slip is not known to be whole; `status` is what is known afterwards."""

    status: Status = UNKNOWN


Outcome = Printed | SentUnconfirmed | FailedClean | Uncertain


def job_state(outcome: Outcome) -> JobState:
    """The state in which a job comes to rest by this outcome."""
    match outcome:
        case Printed():
            return JobState.PRINTED
        case SentUnconfirmed():
            return JobState.SENT_UNCONFIRMED
        case FailedClean():
            return JobState.FAILED_CLEAN
        case Uncertain():
            return JobState.UNCERTAIN
        case _:
            assert_never(outcome)


class Printer(Protocol):
    """One device. Used from one thread only; every call ends within its deadlines."""

    def status(self) -> Status:
        """Asks the device now."""

    def print(
        self, document: Document, on_sending: Callable[[Rendered], int], *, again: bool = False
    ) -> Outcome:
        """Prints once, or not at all; never tries again by itself.

        `again`: a slip of the same job was sent before, and what of it is not on paper yet is not to come.

        `on_sending` is called once, after rendering and a clean preflight and before the first byte of the
        slip: there the caller makes SENDING durable. Where nothing is sent it may not be called at all. It
        returns the number by which the printer may name this very slip as printed: 1 or more, and never one
        that it has returned before.
        """

    def close(self) -> None: ...


class PagePrinter(Protocol):
    """An office printer that takes whole pages. Used from one thread, but for `close`; every call ends within
    its deadlines."""

    def status(self) -> Status:
        """Asks the device now."""

    def print(self, page: bytes, on_sending: Callable[[Rendered], int]) -> Outcome:
        """Sends a PDF once, or not at all, and follows it; it never ends as Printed. `on_sending` as for a
        slip."""

    def close(self) -> None:
        """From any thread; what is being followed is cancelled."""
