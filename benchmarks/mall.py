"""A site's server in a process of its own, with an officer, counters, and whatever kiosk is enrolled."""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.kiosk import site
from commands.demo import furnish, running_server
from commands.parts.cast import Officer
from kiosk.client import Client, enrol
from kiosk.ledger import Enrolment
from kiosk.visit.state import Identity
from kiosk.wire import EnrolAnswer, content_digest, signature_base, signature_params
from server.folder import DATABASE


@dataclass(frozen=True, slots=True)
class Mall:
    address: str
    officer: Officer
    database: Path
    pid: int
    """Of the server's process."""
    key: Ed25519PrivateKey
    """Of its one kiosk."""
    enrolment: Enrolment

    def client(self) -> Client:
        return Client(
            self.address,
            kiosk_id=self.enrolment.identity.kiosk_id,
            key=self.key,
            clock=lambda: datetime.now(UTC),
        )


def signed(address: str, path: str, body: bytes, *, kiosk_id: str, key: Ed25519PrivateKey) -> bytes:
    """One whole request, as a kiosk would send it now."""
    digest, created = content_digest(body), int(datetime.now(UTC).timestamp())
    params = signature_params(key_id=kiosk_id, created=created, nonce=secrets.token_urlsafe(12))
    base = signature_base(method="POST", path=path, digest=digest, params=params)
    lines = (
        f"POST {path} HTTP/1.1",
        f"Host: {urlsplit(address).netloc}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        f"Content-Digest: {digest}",
        f"Signature-Input: sig1={params}",
        f"Signature: sig1=:{base64.b64encode(key.sign(base)).decode()}:",
    )
    return "\r\n".join((*lines, "", "")).encode() + body


@contextmanager
def mall(folder: Path) -> Iterator[Mall]:
    """The profile that ships, open at any hour; its state lies in `folder`."""
    folder.mkdir(exist_ok=True)
    state = folder / "server"
    officer, token = furnish(site(), state)
    with running_server(state, always=True, limits=False) as (server, first_admin):
        assert first_admin is not None, state.with_suffix(".log").read_text(encoding="utf-8")
        address, key = first_admin.partition("/first-admin")[0], Ed25519PrivateKey.generate()
        answer = enrol(address, token=token, key=key, host="benchmark")
        assert isinstance(answer, EnrolAnswer), answer
        identity = Identity(answer.kiosk_id, answer.epoch, answer.letter)
        yield Mall(address, officer, state / DATABASE, server.pid, key, Enrolment(address, identity))
