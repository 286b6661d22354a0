"""Messages of the Internet Printing Protocol 1.1 (RFC 8010, 8011), as far as one page to one printer needs.

A request is bytes; an answer is parsed from bytes of any kind, and what is no answer is None.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

VERSION = b"\x01\x01"
OK_BELOW = 0x0100
"""Status codes below say that the operation was done (RFC 8011 appendix B.1)."""


class Operation(IntEnum):
    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


class JobStage(IntEnum):
    """`job-state` (RFC 8011 section 5.3.7)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class PrinterStage(IntEnum):
    """`printer-state` (RFC 8011 section 5.4.11)."""

    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


Value = int | str | bytes
Attributes = Mapping[str, Sequence[Value]]

_OPERATION, _JOB, _END, _PRINTER = 0x01, 0x02, 0x03, 0x04
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE, _MIME = 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
_TEXTS = frozenset({0x41, _NAME, _KEYWORD, _URI, 0x46, _CHARSET, _LANGUAGE, _MIME})
_SYNTAX = {
    "printer-uri": _URI,
    "requesting-user-name": _NAME,
    "job-name": _NAME,
    "document-format": _MIME,
    "requested-attributes": _KEYWORD,
    "which-jobs": _KEYWORD,
    "job-id": _INTEGER,
    "my-jobs": _BOOLEAN,
    "copies": _INTEGER,
    "sides": _KEYWORD,
    "media": _KEYWORD,
}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    printer: Attributes
    jobs: tuple[Attributes, ...]

    @property
    def done(self) -> bool:
        return self.status < OK_BELOW


def request(
    operation: Operation,
    number: int,
    about: Mapping[str, Value | Sequence[Value]],
    job: Mapping[str, Value] | None = None,
    data: bytes = b"",
) -> bytes:
    """`about`: the operation's attributes, in the order in which they are sent; `job`: those of a new job."""
    parts = [VERSION, struct.pack(">HIB", operation, number, _OPERATION)]
    parts += [_encoded("attributes-charset", _CHARSET, "utf-8")]
    parts += [_encoded("attributes-natural-language", _LANGUAGE, "en")]
    parts += [_values(name, value) for name, value in about.items()]
    if job is not None:
        parts += [bytes([_JOB]), *(_values(name, value) for name, value in job.items())]
    return b"".join([*parts, bytes([_END]), data])


def _values(name: str, value: Value | Sequence[Value]) -> bytes:
    many = [value] if isinstance(value, (int, str, bytes)) else list(value)
    return b"".join(_encoded(name if at == 0 else "", _SYNTAX[name], one) for at, one in enumerate(many))


def _encoded(name: str, syntax: int, value: Value) -> bytes:
    match value:
        case bool():
            raw = bytes([value])
        case int():
            raw = struct.pack(">i", value)
        case str():
            raw = value.encode()
        case bytes():
            raw = value
    return struct.pack(">BH", syntax, len(name)) + name.encode() + struct.pack(">H", len(raw)) + raw


def parsed(data: bytes, number: int) -> Answer | None:
    """The answer to the request of this number; None for everything else that may come back.

    Members of collections are no names of their own: they lie among the values of the collection.
    """
    try:
        _, status, answered = struct.unpack_from(">HHI", data)
        groups = _groups(data, 8)
    except (struct.error, IndexError, UnicodeDecodeError):
        return None
    if answered != number:
        return None
    printer: dict[str, list[Value]] = {}
    for tag, attributes in groups:
        if tag == _PRINTER:
            printer |= attributes
    return Answer(status, printer, tuple(attributes for tag, attributes in groups if tag == _JOB))


def _groups(data: bytes, at: int) -> list[tuple[int, dict[str, list[Value]]]]:
    groups: list[tuple[int, dict[str, list[Value]]]] = []
    values: list[Value] = []
    while (tag := data[at]) != _END:
        at += 1
        if tag < 0x10:
            groups.append((tag, {}))
            continue
        name, at = _field(data, at)
        raw, at = _field(data, at)
        if name:
            values = groups[-1][1].setdefault(name.decode(), [])
        values.append(_value(tag, raw))
    return groups


def _field(data: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", data, at)
    at += 2
    if at + length > len(data):
        raise IndexError(at)
    return data[at : at + length], at + length


def _value(syntax: int, raw: bytes) -> Value:
    if syntax in (_INTEGER, _ENUM) and len(raw) == 4:
        return int.from_bytes(raw, "big", signed=True)
    if syntax == _BOOLEAN and len(raw) == 1:
        return raw[0]
    return raw.decode() if syntax in _TEXTS else raw
