"""One link, one device: preflight, one write, evidence.

Not for several threads: whoever owns a link calls it from one worker alone, since a real-time question
between the bytes of a picture would be read as part of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from printers.codec import Slip, encode
from printers.document import Document
from printers.models import Model
from printers.raster import BAND_ROWS
from printers.replies import Automatic, Flow, InOrder, RealTime, Reply, paper_is_there, split, status_of
from printers.states import (
    DISCONNECTED,
    UNKNOWN,
    DeviceState,
    Evidence,
    FailedClean,
    Outcome,
    Printed,
    Rendered,
    SentUnconfirmed,
    Status,
    Uncertain,
)
from printers.transports import Lost, Transport
from printers.typography import Faces

ROUNDS = 2
"""So often DLE EOT 1 to 4 are asked, where more answers come than questions."""

ASK_PAPER = b"\x1dr\x01"
CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8; unchecked on hardware."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a link waits, in seconds."""

    connect: float = 3.0
    answer: float = 1.0
    settle: float = 0.03
    """Within this time a surplus answer shows that the others cannot be told apart."""
    fresh: float = 0.1
    """A printer that was ready so shortly ago is not asked again before a slip: half of the wait for it."""
    slip: float = 5.0
    """At least so long for the bytes of a slip to be accepted, and for their confirmation."""
    spare: float = 3.5
    """Beyond the time that bytes and paper need: the cut, and a slow printer."""


USUAL = Patience()


class Link:
    """A `Printer` over a transport. `clock` is monotonic, in seconds."""

    def __init__(
        self,
        transport: Transport,
        model: Model,
        clock: Callable[[], float],
        patience: Patience = USUAL,
    ) -> None:
        self._transport = transport
        self._model = model
        self._clock = clock
        self._patience = patience
        self._faces = Faces()
        self._open = False
        self._rest = b""
        self._ordered: list[InOrder] = []
        self._ready_at: float | None = None
        """When `status` last found it ready, if nothing was printed since."""
        self._owed = True
        """Bytes of an earlier slip may still be in the printer, or a picture be half sent."""

    def status(self) -> Status:
        status = self._status(meanwhile=lambda: None)
        self._ready_at = self._clock() if status.state is DeviceState.READY else None
        return status

    def print(self, document: Document, on_sending: Callable[[Rendered], None]) -> Outcome:
        drawn = cache(lambda: encode(document, self._model, self._faces, "picture"))
        if not self._was_just_ready():
            status = self._status(meanwhile=drawn)
            if status.state not in (DeviceState.READY, DeviceState.UNKNOWN):
                return FailedClean(status)
        if self._owed and not self._recover():
            return FailedClean(DISCONNECTED)
        slip = drawn()
        on_sending(slip.rendered)
        outcome = self._send(slip)
        self._owed = isinstance(outcome, Uncertain)
        if self._owed and self._open:
            # Else it would print the rest by itself when it is mended, for whoever stands there then.
            self._transport.write(CLEAR_BUFFERS, self._patience.answer)
        return outcome

    def close(self) -> None:
        self._transport.close()
        self._open = False

    # --- the slip ---------------------------------------------------------------------------------------

    def _recover(self) -> bool:
        """Empties the printer, and fills up a picture that was left half sent: NULs print nothing."""
        flush = CLEAR_BUFFERS + bytes(BAND_ROWS * self._model.dots // 8)
        written = self._transport.write(flush, self._seconds_for(len(flush), 0))
        if written.count < len(flush):
            self.close()
        return self._open

    def _send(self, slip: Slip) -> Outcome:
        self._drain()
        self._ordered.clear()
        if not self._open:
            return FailedClean(DISCONNECTED)
        asks = self._model.confirms in ("process_id", "ordered_status")
        data = slip.payload + (ASK_PAPER if asks else b"")
        limit = self._seconds_for(len(data), slip.rendered.millimetres)
        written = self._transport.write(data, limit)
        if written.count < len(data):
            self.close()
            return Uncertain(DISCONNECTED) if written.count else FailedClean(DISCONNECTED)
        return self._confirm(limit) if asks else SentUnconfirmed()

    def _seconds_for(self, length: int, millimetres: int) -> float:
        """Longest time that so many bytes and so much paper may take."""
        moving = length / self._transport.bytes_per_second + millimetres / self._model.speed_mm_s
        return max(self._patience.slip, moving + self._patience.spare)

    def _confirm(self, limit: float) -> Outcome:
        deadline = self._clock() + limit
        while not self._ordered and self._clock() < deadline:
            self._receive(min(self._patience.answer, deadline - self._clock()))
            if not self._ordered:
                status = self._ask()
                if status.state in (DeviceState.BLOCKED, DeviceState.FAULT, DeviceState.DISCONNECTED):
                    return Uncertain(status)
        return self._judge(self._ask())

    def _judge(self, status: Status) -> Outcome:
        """What the status after the slip and the in-order answers, all that came, prove together."""
        match status.state:
            case DeviceState.BLOCKED | DeviceState.FAULT | DeviceState.DISCONNECTED:
                return Uncertain(status)
            case DeviceState.READY if len(self._ordered) == 1:
                there = paper_is_there(self._ordered[0].byte)
                return Printed(Evidence.ORDERED_STATUS) if there else Uncertain(status)
            case _:
                return SentUnconfirmed()

    def _was_just_ready(self) -> bool:
        ready_at, self._ready_at = self._ready_at, None
        return self._open and ready_at is not None and self._clock() - ready_at < self._patience.fresh

    # --- questions --------------------------------------------------------------------------------------

    def _status(self, meanwhile: Callable[[], object]) -> Status:
        stood = self._open
        status = self._ask_connected(meanwhile)
        return self._ask_connected(meanwhile) if stood and not self._open else status

    def _ask_connected(self, meanwhile: Callable[[], object]) -> Status:
        if not self._open:
            self._rest = b""
            self._open = self._transport.open(self._patience.connect)
        return self._ask(meanwhile)

    def _ask(self, meanwhile: Callable[[], object] = lambda: None) -> Status:
        """DLE EOT 1 to 4, one at a time; a surplus answer makes the round worthless, and silence ends it.

        `meanwhile` is done while a surplus answer is waited for.
        """
        for _ in range(ROUNDS):
            self._drain()
            answers: dict[int, int] = {}
            surplus = 0
            for question in (1, 2, 3, 4):
                found = self._answers(question)
                if not self._open:
                    return DISCONNECTED
                if not found:
                    return UNKNOWN
                answers[question] = found[0]
                surplus += len(found) - 1
            settled = self._clock() + self._patience.settle
            meanwhile()
            if surplus + len(self._receive(settled - self._clock())) == 0:
                return status_of(answers)
        return UNKNOWN if self._open else DISCONNECTED

    def _answers(self, question: int) -> list[int]:
        """Every real-time answer that came until one had come."""
        if not self._open:
            return []
        ask = b"\x10\x04" + bytes([question])
        if self._transport.write(ask, self._patience.answer).count < len(ask):
            self.close()
        deadline = self._clock() + self._patience.answer
        found: list[int] = []
        while self._open and not found and self._clock() < deadline:
            replies = self._receive(deadline - self._clock())
            found = [reply.byte for reply in replies if isinstance(reply, RealTime)]
        return found

    def _drain(self) -> None:
        """Throws away what is left of earlier talk; in-order answers are kept for who waits for them."""
        while data := self._read(0):
            self._sort(data)

    def _receive(self, seconds: float) -> tuple[Reply, ...]:
        """What comes next, without in-order answers, which are put aside, and without what nobody asked."""
        return self._sort(self._read(seconds))

    def _sort(self, data: bytes) -> tuple[Reply, ...]:
        replies, self._rest = split(self._rest + data)
        self._ordered += [reply for reply in replies if isinstance(reply, InOrder)]
        return tuple(reply for reply in replies if not isinstance(reply, InOrder | Automatic | Flow))

    def _read(self, seconds: float) -> bytes:
        if not self._open:
            return b""
        data = self._transport.read(max(seconds, 0))
        if isinstance(data, Lost):
            self.close()
            return b""
        return data
