"""One link, one device: preflight, one write, evidence.

Not for several threads: whoever owns a link calls it from one worker alone.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import assert_never

from printers.codec import Slip, encode
from printers.document import Document, UnfitError
from printers.models import Model
from printers.raster import BAND_ROWS
from printers.replies import BUFFER_CLEARED, PROBE, information, named_as_printed, paper_is_there, process_id
from printers.states import (
    UNKNOWN,
    Cause,
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
from printers.talk import USUAL, Patience, Talk
from printers.transports import Transport
from printers.typography import Faces

ASK_PAPER = b"\x1dr\x01"
QUESTIONS_BEHIND = 2
"""So often it stands behind a slip: one answer alone may be a NUL that the line itself made."""
QUESTIONS_BEFORE = 3
"""Not as many as stand behind a slip."""
NAME_JOB = b"\x1d(H\x06\x0000"
"""GS ( H, function 48; four characters follow."""
CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8; unchecked on hardware."""
HALF_COMMAND = bytes(8)
"""Completes any command that we send, save for its data; alone it does nothing."""
LONGEST_NATIVE = 6_656
"""No command of a native slip is longer: a QR code as a picture is the longest."""
CUT_SECONDS = 1.0
"""Longer than any cutter takes; for printers whose only sign is that nothing went wrong."""


@dataclass(frozen=True, slots=True)
class SelfDescription:
    """What a printer says of itself; None where it does not."""

    status: Status
    maker: str | None
    name: str | None
    firmware: str | None


class Link:
    """A `Printer` over a transport. `clock` is monotonic, in seconds."""

    def __init__(
        self,
        transport: Transport,
        model: Model,
        clock: Callable[[], float],
        patience: Patience = USUAL,
    ) -> None:
        self._model = model
        self._clock = clock
        self._patience = patience
        self.keeps_copies = transport.keeps_copies
        """Whether slips lie on a disk afterwards, where none may that names a citizen."""
        self._bytes_per_second = transport.bytes_per_second
        self._duplex = transport.duplex
        self._way = transport.prefers if transport.prefers in model.ways else model.ways[0]
        self._talk = Talk(transport, clock, patience, presenter=model.presenter == "custom")
        self._faces = Faces()
        self._ready_at: float | None = None
        """When `status` last found it ready, if nothing was printed since."""
        self._owed = True
        """Bytes of an earlier slip, anyone's, may still be in the printer, or a picture be half sent."""
        self._unwanted = False
        """They are known to be of a slip of which nobody waits for the rest."""
        self._settled = False
        """No answer to the questions behind an earlier slip can come any more."""
        self._lost_at = math.inf
        """When those that are still owed are lost."""

    def status(self) -> Status:
        status = self._status(meanwhile=lambda: None)
        self._ready_at = self._clock() if status.state is DeviceState.READY else None
        return status

    def print(
        self, document: Document, on_sending: Callable[[Rendered], int], *, again: bool = False
    ) -> Outcome:
        self._owed = self._owed or again
        self._talk.over = self._clock() + self._patience.whole
        try:
            outcome = self._print(document, on_sending)
        finally:
            self._talk.over = math.inf
        if isinstance(outcome, Uncertain):
            # Else it would print the rest by itself when it is mended, for whoever stands there then.
            self._clear()
            self._owed = self._unwanted = True
        return outcome

    def _print(self, document: Document, on_sending: Callable[[Rendered], int]) -> Outcome:
        drawn = cache(lambda: self._drawn(document))
        if self._was_just_ready():
            ready = True
        else:
            status = self._status(meanwhile=drawn)
            if status.state not in (DeviceState.READY, DeviceState.UNKNOWN):
                return FailedClean(status)
            ready = status.state is DeviceState.READY
        if isinstance(slip := drawn(), UnfitError):
            return FailedClean(UNKNOWN, unfit=f"{self._model.name}, {self._way}: {slip}")
        if self._owed and self._duplex and not self._recover():
            return FailedClean(self._talk.nothing_came())
        evidence = self._best_evidence(ready)
        if evidence is Evidence.ORDERED_STATUS and ready and not self._settled:
            self._settle()
        return self._send(slip, process_id(on_sending(slip.rendered)), evidence)

    def _drawn(self, document: Document) -> Slip | UnfitError:
        try:
            return encode(document, self._model, self._faces, self._way)
        except UnfitError as why:
            return why

    def identify(self) -> SelfDescription:
        """Asks for status, maker, name and firmware; only a printer that is ready can say the last three."""
        status = self.status()
        if status.state is not DeviceState.READY:
            return SelfDescription(status, None, None, None)
        return SelfDescription(status, self._information(66), self._information(67), self._information(65))

    def await_change(self, seconds: float) -> None:
        """Until the printer says by itself that something is different, the link ends or the time is over."""
        if self._model.confirms == "process_id":
            self._talk.want_news()
        self._talk.await_news(seconds)

    @property
    def trouble(self) -> str:
        """Why it is disconnected, in the system's words; empty where it is not."""
        return self._talk.trouble

    def close(self) -> None:
        self._talk.close()

    # --- before the slip --------------------------------------------------------------------------------

    def _was_just_ready(self) -> bool:
        ready_at, self._ready_at = self._ready_at, None
        just = ready_at is not None and self._clock() - ready_at < self._patience.fresh
        return just and self._talk.is_open

    def _status(self, meanwhile: Callable[[], object]) -> Status:
        stood = self._talk.is_open
        status = self._ask_connected(meanwhile)
        return self._ask_connected(meanwhile) if stood and not self._talk.is_open else status

    def _ask_connected(self, meanwhile: Callable[[], object]) -> Status:
        if self._talk.connect():
            self._owed, self._settled = True, False
            if self._duplex:
                # Else a command that was left half sent would take the question for its arguments.
                if self._unwanted:
                    self._clear()
                self._talk.send(HALF_COMMAND, self._patience.answer)
        return self._talk.ask(meanwhile)

    def _clear(self) -> None:
        # Longer than a question: whoever closes the link right behind it does not take it back.
        self._talk.send(CLEAR_BUFFERS + HALF_COMMAND, self._patience.answer)

    def _flush(self) -> bytes:
        """Empties the printer, and fills up a picture that was left half sent: NULs print nothing."""
        longest = BAND_ROWS * self._model.dots // 8 if self._way == "picture" else LONGEST_NATIVE
        return CLEAR_BUFFERS + bytes(longest)

    def _recover(self) -> bool:
        self._talk.forget()
        flush = self._flush()
        self._owed = self._talk.send(flush, self._seconds_for(len(flush), 0)) < len(flush)
        self._unwanted = self._unwanted and self._owed
        self._await_answers()
        return not self._owed

    def _await_answers(self) -> None:
        """Those that are owed; a printer that says that it has emptied its buffer owes none."""
        deadline = self._talk.deadline(self._patience.answer)
        while self._talk.owed and self._talk.is_open and self._clock() < deadline:
            self._talk.listen(deadline - self._clock())
            if any(block.data == BUFFER_CLEARED for block in self._talk.blocks):
                self._talk.owed = 0

    def _settle(self) -> None:
        """Until no answer of earlier can come: none is owed, and those to other programs have had their time.

        They come one after the other: none is further behind than twice the longest pause so far.
        """
        if self._clock() >= self._lost_at:
            self._talk.owed = 0
        self._talk.forget()
        self._await_answers()
        if self._talk.owed:
            return
        self._talk.ask_in_turn(QUESTIONS_BEFORE * ASK_PAPER, QUESTIONS_BEFORE, self._patience.answer)
        last, over = self._clock(), self._talk.deadline(3 * self._patience.answer)
        pause, heard = self._patience.settle, len(self._talk.ordered)
        while self._talk.is_open and self._clock() < over:
            silent = last + (self._patience.answer if self._talk.owed else 2 * pause)
            self._talk.listen(max(min(silent, over) - self._clock(), 0))
            now = self._clock()
            if len(self._talk.ordered) > heard:
                pause, last, heard = max(pause, now - last), now, len(self._talk.ordered)
            elif now >= silent:
                self._settled = not self._talk.owed
                return

    def _best_evidence(self, ready: bool) -> Evidence:
        """What model and link can give; whether it names jobs, each connection is asked once.

        Clones print what they do not know of `GS ( H`: only who answers `GS I` gets it.
        """
        evidence = Evidence(self._model.confirms) if self._duplex else Evidence.NONE
        if evidence is not Evidence.PROCESS_ID:
            return evidence
        if self._talk.names_jobs is None and ready:
            self._talk.names_jobs = self._information(66) is not None and self._names_jobs()
        return evidence if self._talk.names_jobs else Evidence.ORDERED_STATUS

    def _names_jobs(self) -> bool:
        self._talk.send(NAME_JOB + PROBE, self._patience.answer)
        return self._is_named(PROBE, self._talk.deadline(self._patience.answer))

    def _information(self, number: int) -> str | None:
        """The answer to `GS I`."""
        self._talk.forget()
        self._talk.send(b"\x1dI" + bytes([number]), self._patience.answer)
        deadline = self._talk.deadline(self._patience.answer)
        while True:
            said = next(filter(None, map(information, self._talk.blocks)), None)
            if said is not None or not self._talk.is_open or self._clock() >= deadline:
                return said
            self._talk.listen(deadline - self._clock())

    # --- the slip and its evidence ----------------------------------------------------------------------

    def _send(self, slip: Slip, name: bytes, evidence: Evidence) -> Outcome:
        self._talk.forget()
        # Where nothing comes back, all of it is one write: a queue makes a job of each.
        before = self._flush() if self._owed else b""
        data = before + slip.payload + _question_behind(name, evidence)
        limit = self._seconds_for(len(data), slip.rendered.millimetres)
        owed = self._talk.owed
        questions = QUESTIONS_BEHIND if evidence is Evidence.ORDERED_STATUS else 0
        count = self._talk.ask_in_turn(data, questions, limit)
        if count < len(data):
            status = self._talk.nothing_came()
            return Uncertain(status) if count else FailedClean(status)
        self._owed = self._unwanted = False
        deadline = self._talk.deadline(limit)
        match evidence:
            case Evidence.PROCESS_ID:
                return self._named(name, deadline)
            case Evidence.ORDERED_STATUS:
                outcome = self._ordered(deadline)
                if self._talk.owed > owed:
                    self._lost_at = self._clock() + self._patience.lost
                return outcome
            case Evidence.DRAINED_STATUS:
                return self._drained(slip.rendered.millimetres, deadline)
            case Evidence.NONE:
                return SentUnconfirmed()
            case _:
                assert_never(evidence)

    def _seconds_for(self, length: int, millimetres: int) -> float:
        """Longest time that so many bytes and so much paper may take."""
        moving = length / self._bytes_per_second + millimetres / self._model.speed_mm_s
        return max(self._patience.slip, moving + self._patience.spare)

    def _named(self, name: bytes, deadline: float) -> Outcome:
        """The printer's own word on this very job: whatever came before or beside it proves nothing."""
        while True:
            if self._is_named(name, min(self._clock() + self._patience.answer, deadline)):
                return Printed(Evidence.PROCESS_ID)
            status = self._talk.ask()
            if self._is_named(name, self._clock()):
                return Printed(Evidence.PROCESS_ID)
            if _has_stopped(status):
                return Uncertain(status)
            if self._clock() >= deadline:
                return SentUnconfirmed()

    def _is_named(self, name: bytes, deadline: float) -> bool:
        """Whether the printer names the job as printed before the deadline."""
        while not (named := any(named_as_printed(block) == name for block in self._talk.blocks)):
            if not self._talk.is_open or self._clock() >= deadline:
                break
            self._talk.listen(deadline - self._clock())
        return named

    def _ordered(self, deadline: float) -> Outcome:
        """They bear no name: where an earlier slip may be owed some too, none is known as its own."""
        settled, self._settled = self._settled, False
        answers = self._talk.ordered
        while len(answers) < QUESTIONS_BEHIND and self._clock() < deadline:
            self._talk.listen(min(self._patience.answer, deadline - self._clock()))
            if len(answers) < QUESTIONS_BEHIND:
                status = self._talk.ask()
                if _has_stopped(status):
                    return Uncertain(status)
        status = self._talk.ask()
        if _has_stopped(status):
            return Uncertain(status)
        if not settled or not _is_well(status) or len(answers) != QUESTIONS_BEHIND:
            return SentUnconfirmed()
        self._settled = True
        there = all(paper_is_there(answer.byte) for answer in answers)
        return Printed(Evidence.ORDERED_STATUS) if there else Uncertain(status)

    def _drained(self, millimetres: int, deadline: float) -> Outcome:
        """A real-time answer proves that the bytes before its question arrived; then paper needs time."""
        status = self._talk.ask()
        while not _is_well(status) and not _has_stopped(status) and self._clock() < deadline:
            status = self._talk.ask()
        if _is_well(status):
            cut = self._clock() + millimetres / self._model.speed_mm_s + CUT_SECONDS
            if cut > deadline:
                return SentUnconfirmed()
            while self._talk.is_open and self._clock() < cut:
                self._talk.listen(cut - self._clock())
            status = self._talk.ask()
        if _has_stopped(status):
            return Uncertain(status)
        return Printed(Evidence.DRAINED_STATUS) if _is_well(status) else SentUnconfirmed()


def _question_behind(name: bytes, evidence: Evidence) -> bytes:
    """What stands behind the cut, to be answered in its turn."""
    match evidence:
        case Evidence.PROCESS_ID:
            return NAME_JOB + name
        case Evidence.ORDERED_STATUS:
            return QUESTIONS_BEHIND * ASK_PAPER
        case Evidence.DRAINED_STATUS | Evidence.NONE:
            return b""
        case _:
            assert_never(evidence)


def _has_stopped(status: Status) -> bool:
    """Nothing more comes out; a slip in the mouth is no reason, it may be the very one."""
    match status.state:
        case DeviceState.DISCONNECTED | DeviceState.FAULT:
            return True
        case DeviceState.BLOCKED:
            return bool(status.causes - {Cause.TICKET_NOT_TAKEN})
        case _:
            return False


def _is_well(status: Status) -> bool:
    return status.state in (DeviceState.READY, DeviceState.BLOCKED) and not _has_stopped(status)
