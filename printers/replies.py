"""Which of a printer's replies is which, by bit pattern alone (TM-T88III specification, appendix G). Pure.

real-time status  0xx1xx10
automatic status  0xx1xx00, then three bytes 0xx0xxxx
in-order status   0xx0xxxx (GS r, GS I)
flow control      11h XON, 13h XOFF
block             37h or 5Fh, 20h..7Fh ..., 00h
"""

from collections.abc import Mapping
from dataclasses import dataclass

from printers.states import Cause, DeviceState, Paper, Status

XON, XOFF = 0x11, 0x13
BLOCK_HEADERS = frozenset({0x37, 0x5F})
BLOCK_LIMIT = 80


@dataclass(frozen=True, slots=True)
class RealTime:
    """Answer to one DLE EOT; which one, the byte does not say."""

    byte: int


@dataclass(frozen=True, slots=True)
class Automatic:
    """Four bytes of automatic status back."""

    data: bytes


@dataclass(frozen=True, slots=True)
class InOrder:
    """Answer to GS r or GS I, given when its turn in the buffer came."""

    byte: int


@dataclass(frozen=True, slots=True)
class Flow:
    byte: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A block: header, body, NUL."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Noise:
    """A byte that no reply begins with."""

    byte: int


Reply = RealTime | Automatic | InOrder | Flow | Answer | Noise


def raw(reply: Reply) -> bytes:
    """The bytes that a reply came as."""
    match reply:
        case Automatic(data) | Answer(data):
            return data
        case RealTime(byte) | InOrder(byte) | Flow(byte) | Noise(byte):
            return bytes([byte])


def split(data: bytes) -> tuple[tuple[Reply, ...], bytes]:
    """The complete replies in `data`, and the beginning of one that is still to come."""
    replies: list[Reply] = []
    place = 0
    while place < len(data):
        reply = _first(data[place:])
        if reply is None:
            break
        replies.append(reply)
        place += len(raw(reply))
    return tuple(replies), data[place:]


def _first(data: bytes) -> Reply | None:
    byte = data[0]
    if byte in (XON, XOFF):
        return Flow(byte)
    if byte in BLOCK_HEADERS:
        return _block(data)
    if byte & 0x93 == 0x12:
        return RealTime(byte)
    if byte & 0x93 == 0x10:
        return _automatic(data)
    if byte & 0x90 == 0x00:
        return InOrder(byte)
    return Noise(byte)


def _automatic(data: bytes) -> Reply | None:
    tail = data[1:4]
    if any(byte & 0x90 for byte in tail):
        return Noise(data[0])
    return Automatic(data[:4]) if len(tail) == 3 else None


def _block(data: bytes) -> Reply | None:
    for place, byte in enumerate(data[1 : BLOCK_LIMIT + 1], 1):
        if byte == 0:
            return Answer(data[: place + 1])
        if not 0x20 <= byte <= 0x7F:
            return Noise(data[0])
    return Noise(data[0]) if len(data) > BLOCK_LIMIT else None


_CAUSES: Mapping[int, tuple[tuple[int, Cause], ...]] = {
    2: ((2, Cause.COVER), (3, Cause.FEED_BUTTON), (5, Cause.PAPER_OUT)),
    3: ((2, Cause.MECHANICAL), (3, Cause.CUTTER), (5, Cause.UNRECOVERABLE), (6, Cause.OVERHEAT)),
    4: ((5, Cause.PAPER_OUT), (6, Cause.PAPER_OUT)),
}
"""Bits of the answers to DLE EOT 2, 3 and 4; bit 2 of the third is unchecked on hardware."""


def status_of(answers: Mapping[int, int]) -> Status:
    """The state that the answers to DLE EOT 1 to 4 tell; anything short of four valid ones is UNKNOWN."""
    if set(answers) != {1, 2, 3, 4} or any(byte & 0x93 != 0x12 for byte in answers.values()):
        return Status(DeviceState.UNKNOWN)
    causes = frozenset(
        cause for question, bits in _CAUSES.items() for bit, cause in bits if answers[question] >> bit & 1
    )
    if not causes and (answers[1] >> 3 & 1 or answers[2] >> 6 & 1):
        causes = frozenset({Cause.OFFLINE})
    paper = Paper.OUT if Cause.PAPER_OUT in causes else Paper.LOW if answers[4] & 0x0C else Paper.OK
    if Cause.UNRECOVERABLE in causes:
        return Status(DeviceState.FAULT, causes, paper)
    return Status(DeviceState.BLOCKED if causes else DeviceState.READY, causes, paper)


def paper_is_there(byte: int) -> bool:
    """Whether an answer to GS r 1 says that there is paper under the sensor."""
    return byte & 0x9C == 0x00
