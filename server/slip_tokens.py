"""What stands in the QR of a document's slip: an opaque token, signed, without a word about a person.

89 bytes: form (1), key id (4), document request (16, a UUID), until when it is good (4, seconds since 1970),
Ed25519 signature (64) over all before it. In base 45 (RFC 9285) that is 134 characters of a QR's alphanumeric
set: version 6 at level M, 41 modules. The keys lie in a file beside the database and never in it. The newest
signs; the others are good until their tokens have run out.
"""

import hashlib
import json
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
FORM = 1
_BODY = struct.Struct(">B4s16sI")
SIGNATURE_BYTES = 64
TOKEN_LENGTH = 134


@dataclass(frozen=True, slots=True)
class SlipToken:
    """A token whose signature holds."""

    request_id: str
    until: datetime


TokenFault = Literal["no_token", "unknown_key", "forged"]


class SlipKeys:
    """Signs and proves tokens. `seeds`: private keys of 32 bytes, oldest first, at least one."""

    def __init__(self, seeds: tuple[bytes, ...]) -> None:
        keys = [Ed25519PrivateKey.from_private_bytes(seed) for seed in seeds]
        self._signing = keys[-1]
        self._known: dict[bytes, Ed25519PublicKey] = {_key_id(key): key.public_key() for key in keys}

    def signed(self, *, request_id: str, until: datetime) -> str:
        """`request_id` is a UUID."""
        body = _BODY.pack(FORM, _key_id(self._signing), UUID(request_id).bytes, int(until.timestamp()))
        return base45(body + self._signing.sign(body))

    def proven(self, text: str) -> SlipToken | TokenFault:
        """Of what a reader typed: blanks around it and a caps lock change nothing. Whether it has run out is
        not asked here: whoever stands with it at a counter is told more."""
        fault: TokenFault = "no_token"
        for one in _within(text.upper()):
            found = self._proven(one)
            if isinstance(found, SlipToken):
                return found
            if found != "no_token":
                fault = found
        return fault

    def _proven(self, text: str) -> SlipToken | TokenFault:
        raw = from_base45(text)
        if raw is None or len(raw) != _BODY.size + SIGNATURE_BYTES or raw[0] != FORM:
            return "no_token"
        body, signature = raw[: _BODY.size], raw[_BODY.size :]
        _, key_id, request_id, until = _BODY.unpack(body)
        key = self._known.get(key_id)
        if key is None:
            return "unknown_key"
        try:
            key.verify(signature, body)
        except InvalidSignature:
            return "forged"
        return SlipToken(str(UUID(bytes=request_id)), datetime.fromtimestamp(until, UTC))


def slip_keys(path: Path) -> SlipKeys:
    """The site's keys; the first is made on first use, mode 0600."""
    if not path.exists():
        add_slip_key(path)
    return SlipKeys(_seeds(path))


def add_slip_key(path: Path) -> str:
    """A new key signs from the next start on; its id, in hex. The file is whole at any moment."""
    seed = os.urandom(32)
    seeds = (*(_seeds(path) if path.exists() else ()), seed)
    beside = path.with_name(path.name + ".new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"format": 1, "keys": [one.hex() for one in seeds]}, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return _key_id(Ed25519PrivateKey.from_private_bytes(seed)).hex()


def _seeds(path: Path) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(one) for one in json.loads(path.read_text(encoding="utf-8"))["keys"])


def _within(typed: str) -> Iterator[str]:
    """Whatever may be a token between blanks; it may itself begin or end with some."""
    for start in range(len(typed) - TOKEN_LENGTH + 1):
        end = start + TOKEN_LENGTH
        if not typed[:start].strip() and not typed[end:].strip():
            yield typed[start:end]


def _key_id(key: Ed25519PrivateKey) -> bytes:
    return hashlib.sha256(key.public_key().public_bytes_raw()).digest()[:4]


def base45(raw: bytes) -> str:
    """RFC 9285: two bytes are three characters, a last single byte is two; the lowest first."""
    text = []
    for place in range(0, len(raw), 2):
        pair = raw[place : place + 2]
        value = int.from_bytes(pair)
        for _ in range(len(pair) + 1):
            value, rest = divmod(value, 45)
            text.append(ALPHABET[rest])
    return "".join(text)


def from_base45(text: str) -> bytes | None:
    """None where it is not what `base45` makes."""
    raw = bytearray()
    for place in range(0, len(text), 3):
        digits = [ALPHABET.find(one) for one in text[place : place + 3]]
        size = len(digits) - 1
        value = sum(digit * 45**power for power, digit in enumerate(digits))
        if size == 0 or min(digits) < 0 or value >= 256**size:
            return None
        raw += value.to_bytes(size)
    return bytes(raw)
