"""Which of a printer's replies is which, by bit pattern alone, and what they mean. Pure.

real-time status  0xx1xx10
automatic status  0xx1xx00, then three bytes 0xx0xxxx
full status       10h 0Fh, then four bytes xxx0xxxx (Custom's DLE EOT 20)
in-order status   0xx0xxxx (GS r, GS I)
block             37h or 5Fh, 20h..7Fh ..., 00h (GS ( H, GS I)
flow control      11h XON, 13h XOFF: anywhere, even inside the others; belongs to none

TM-T88III specification, appendix G; Custom KPM150 H and KPM300 manuals, DLE EOT 20. Bits that no manual names
for certain are marked so. Unchecked on hardware.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from printers.states import Cause, DeviceState, Paper, Status

FLOW_CONTROL = b"\x11\x13"
BLOCK_HEADERS = frozenset({0x37, 0x5F})
BLOCK_LIMIT = 80
PROCESS_HEADER = b"\x37\x22"
INFORMATION_HEADER = b"\x5f"
BUFFER_CLEARED = b"\x37\x25\x00"


@dataclass(frozen=True, slots=True)
class RealTime:
    """Answer to one DLE EOT; which one, the byte does not say."""

    byte: int


@dataclass(frozen=True, slots=True)
class Automatic:
    """Four bytes of automatic status back."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Full:
    """Six bytes of a Custom printer with a presenter."""

    data: bytes


@dataclass(frozen=True, slots=True)
class InOrder:
    """Answer to GS r or GS I, given when its turn in the buffer came."""

    byte: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A block: header, body, NUL."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Noise:
    """Bytes that are no reply, or one that broke off: what stood in it is not read as another."""

    data: bytes


Reply = RealTime | Automatic | Full | InOrder | Answer | Noise


def raw(reply: Reply) -> bytes:
    """The bytes that a reply came as."""
    match reply:
        case Automatic(data) | Full(data) | Answer(data) | Noise(data):
            return data
        case RealTime(byte) | InOrder(byte):
            return bytes([byte])


def split(data: bytes) -> tuple[tuple[Reply, ...], bytes]:
    """The complete replies in `data`, and the beginning of one that is still to come."""
    data = data.translate(None, FLOW_CONTROL)
    replies: list[Reply] = []
    place = 0
    while place < len(data):
        reply = _first(data, place)
        if reply is None:
            break
        replies.append(reply)
        place += len(raw(reply))
    return tuple(replies), data[place:]


def _first(data: bytes, place: int) -> Reply | None:
    byte = data[place]
    if byte in BLOCK_HEADERS:
        return _block(data[place : place + BLOCK_LIMIT + 1])
    if byte & 0x93 == 0x12:
        return RealTime(byte)
    if byte & 0x93 == 0x10:
        return _several(data[place : place + 6])
    if byte & 0x90 == 0x00:
        return InOrder(byte)
    return Noise(data[place : place + 1])


def _several(data: bytes) -> Reply | None:
    full = data[:2] == b"\x10\x0f"
    length, fixed = (6, 0x10) if full else (4, 0x90)
    for place in range(1, min(length, len(data))):
        if data[place] & fixed:
            return Noise(data[:place])
    if len(data) < length:
        return None
    return Full(data) if full else Automatic(data[:4])


def _block(data: bytes) -> Reply | None:
    for place, byte in enumerate(data[1:], 1):
        if byte == 0:
            return Answer(data[: place + 1])
        if not 0x20 <= byte <= 0x7F:
            return Noise(data[:place])
    return Noise(data) if len(data) > BLOCK_LIMIT else None


# --- status -------------------------------------------------------------------------------------------------

_Bits = tuple[tuple[int, Cause], ...]

_REAL_TIME: Mapping[int, _Bits] = {
    2: ((2, Cause.COVER), (3, Cause.FEED_BUTTON), (5, Cause.PAPER_OUT)),
    3: ((2, Cause.MECHANICAL), (3, Cause.CUTTER), (5, Cause.UNRECOVERABLE), (6, Cause.OVERHEAT)),
    4: ((5, Cause.PAPER_OUT), (6, Cause.PAPER_OUT)),
}
"""Bits of the answers to DLE EOT 2, 3 and 4; bit 2 of the third is not named by every manual."""
_AUTOMATIC: Mapping[int, _Bits] = {
    0: ((5, Cause.COVER), (6, Cause.FEED_BUTTON)),
    1: ((2, Cause.MECHANICAL), (3, Cause.CUTTER), (5, Cause.UNRECOVERABLE), (6, Cause.OVERHEAT)),
    2: ((2, Cause.PAPER_OUT), (3, Cause.PAPER_OUT)),
}
_FULL: Mapping[int, _Bits] = {
    2: ((0, Cause.PAPER_OUT), (5, Cause.TICKET_NOT_TAKEN)),
    3: ((0, Cause.COVER), (1, Cause.COVER), (5, Cause.FEED_BUTTON), (6, Cause.FEED_BUTTON)),
    4: ((0, Cause.OVERHEAT), (3, Cause.OFFLINE), (6, Cause.MECHANICAL)),
    5: ((0, Cause.CUTTER), (1, Cause.COVER), (2, Cause.UNRECOVERABLE), (3, Cause.UNRECOVERABLE)),
}
"""Head up and cutter cover count as the cover, low voltage as offline; bit 6 of the fifth byte, a paper jam,
is from memory."""


def _causes(data: Mapping[int, int], table: Mapping[int, _Bits]) -> frozenset[Cause]:
    return frozenset(
        cause
        for place, bits in table.items()
        for bit, cause in bits
        if place in data and data[place] >> bit & 1
    )


def _status(causes: frozenset[Cause], *, low: bool, offline: bool = False) -> Status:
    if offline and not causes:
        causes = frozenset({Cause.OFFLINE})
    paper = Paper.OUT if Cause.PAPER_OUT in causes else Paper.LOW if low else Paper.OK
    if Cause.UNRECOVERABLE in causes:
        return Status(DeviceState.FAULT, causes, paper)
    return Status(DeviceState.BLOCKED if causes else DeviceState.READY, causes, paper)


def status_of(answers: Mapping[int, int], besides: Iterable[Automatic | Full] = ()) -> Status:
    """The state that the answers to DLE EOT 1 to 4 tell; anything short of four valid ones is UNKNOWN.

    What a printer said `besides` in the same round can only make it worse: it never makes READY.
    """
    if set(answers) != {1, 2, 3, 4} or any(byte & 0x93 != 0x12 for byte in answers.values()):
        return Status(DeviceState.UNKNOWN)
    said = [_besides(reply) for reply in besides]
    offline = bool(answers[1] >> 3 & 1 or answers[2] >> 6 & 1)
    return _status(
        _causes(answers, _REAL_TIME).union(*(status.causes - {Cause.OFFLINE} for status in said)),
        low=bool(answers[4] & 0x0C) or any(status.paper is Paper.LOW for status in said),
        offline=offline or any(Cause.OFFLINE in status.causes for status in said),
    )


def accused_of(answers: Mapping[int, int], besides: Iterable[Automatic | Full] = ()) -> Status:
    """What a round tells that broke off: the causes that were said; without any it is UNKNOWN."""
    said = _causes(answers, _REAL_TIME).union(*(_besides(reply).causes for reply in besides))
    offline = bool(answers.get(1, 0) >> 3 & 1 or answers.get(2, 0) >> 6 & 1)
    return _status(said, low=False, offline=offline) if said or offline else Status(DeviceState.UNKNOWN)


def _besides(reply: Automatic | Full) -> Status:
    match reply:
        case Automatic(data):
            return _status(
                _causes(dict(enumerate(data)), _AUTOMATIC),
                low=bool(data[2] & 0x03),
                offline=bool(data[0] >> 3 & 1),
            )
        case Full(data):
            return _status(_causes(dict(enumerate(data)), _FULL), low=bool(data[2] & 0x44))


# --- evidence -----------------------------------------------------------------------------------------------


def paper_is_there(byte: int) -> bool:
    """Whether an answer to GS r 1 says that there is paper under the sensor."""
    return byte & 0x9C == 0x00


PROBE = b"    "
"""The process id that is no job's: it asks whether a printer answers to any."""


def process_id(number: int) -> bytes:
    """Four characters that name a job, counted from 1, to the printer; after 81 million they come again."""
    left = 1 + (number - 1) % (95**4 - 1)
    digits = bytearray()
    for _ in range(4):
        left, digit = divmod(left, 95)
        digits.append(0x20 + digit)
    return bytes(reversed(digits))


def named_as_printed(answer: Answer) -> bytes | None:
    """The process id in a `GS ( H` answer; None in any other block."""
    data = answer.data
    return data[2:6] if data.startswith(PROCESS_HEADER) and len(data) == 7 else None


def information(answer: Answer) -> str | None:
    """What a `GS I` answer says; None in any other block."""
    return answer.data[1:-1].decode("ascii") if answer.data.startswith(INFORMATION_HEADER) else None
