"""A site's server in a process of its own, with an officer, counters, and whatever kiosk is enrolled."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.kiosk import site
from commands.cast import Officer
from commands.demo import furnish, running_server
from kiosk.client import Client, enrol
from kiosk.ledger import Enrolment
from kiosk.visit.state import Identity
from kiosk.wire import EnrolAnswer


@dataclass(frozen=True, slots=True)
class Mall:
    address: str
    officer: Officer
    database: Path
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


@contextmanager
def mall(folder: Path) -> Iterator[Mall]:
    """The profile that ships, open at any hour; its state lies in `folder`."""
    state = folder / "server"
    officer, token = furnish(site(), state)
    with running_server(state, always=True, limits=False) as (_, first_admin):
        assert first_admin is not None, state.with_suffix(".log").read_text(encoding="utf-8")
        address, key = first_admin.partition("/first-admin")[0], Ed25519PrivateKey.generate()
        answer = enrol(address, token=token, key=key, host="benchmark")
        assert isinstance(answer, EnrolAnswer), answer
        identity = Identity(answer.kiosk_id, answer.epoch, answer.letter)
        yield Mall(address, officer, state / "server.db", key, Enrolment(address, identity))
