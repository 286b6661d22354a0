"""Whose number a ticket gets, whatever the server does: slow, dead, lying, half-open, late."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.client import Away, Client, Refused
from kiosk.numbering import BUDGET_SECONDS, REST_SECONDS
from kiosk.visit.inputs import Confirmed, PriorityAnswered, Touched, Went
from kiosk.visit.state import Detail, Done, Issuing
from kiosk.wire import GRANT_USABLE_SECONDS, GrantAnswer, GrantRequest
from tests.kiosk.bench import Kiosk

TAKE = (Touched(), Went(Detail("paspor")), Confirmed(), PriorityAnswered(None))


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    kiosk = Kiosk(tmp_path).start()
    kiosk.owner.run(1)
    assert kiosk.engine.state.facts.server.online
    yield kiosk
    kiosk.ledger.close()


def label(kiosk: Kiosk) -> str:
    assert isinstance(kiosk.screen, Done)
    return str(kiosk.screen.ticket.label)


def take(kiosk: Kiosk) -> str:
    kiosk.touch(*TAKE)
    taken = label(kiosk)
    kiosk.touch(Confirmed())
    return taken


def rested(kiosk: Kiosk) -> None:
    kiosk.owner.run(REST_SECONDS)


def test_while_the_server_grants_numbers_are_the_sites(kiosk: Kiosk) -> None:
    assert [take(kiosk) for _ in range(3)] == ["D-001", "D-002", "D-003"]
    asked = {request.ticket_id for request in kiosk.server.grant_asked}
    issued = {str(event.body["ticket_id"]) for event in kiosk.server.taken if event.type == "issued"}
    kiosk.owner.run(1)
    assert asked == issued and len(asked) == 3, "the ticket is the one that was asked for"


@dataclass
class Fault:
    """What becomes of the answer, how long it takes, and how long a citizen waits for a number."""

    answer: Callable[[GrantAnswer], GrantAnswer | Away | Refused] = lambda answer: answer
    seconds: float = 0
    waits: float = 0


FAULTS = {
    "dead": Fault(lambda _: Away("ConnectionError")),
    "settling": Fault(lambda _: Refused("settling", "")),
    "slow": Fault(seconds=2, waits=BUDGET_SECONDS),
    "slower than a grant lives": Fault(seconds=GRANT_USABLE_SECONDS + 1, waits=BUDGET_SECONDS),
    "half-open": Fault(seconds=timedelta(days=2).total_seconds(), waits=BUDGET_SECONDS),
    "another ticket": Fault(lambda one: one.model_copy(update={"ticket_id": "other"})),
    "another series": Fault(lambda one: one.model_copy(update={"series": "A"})),
    "another day": Fault(lambda one: one.model_copy(update={"label_day": one.label_day - timedelta(days=1)})),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_grant_that_is_none_costs_one_citizen_the_budget_and_nobody_a_number(
    kiosk: Kiosk, fault: Fault
) -> None:
    kiosk.server.grant_answer, kiosk.granter.seconds = fault.answer, fault.seconds
    kiosk.touch(*TAKE)
    if fault.waits:
        kiosk.owner.run(fault.waits - 0.01)
        assert isinstance(kiosk.screen, Issuing)
        kiosk.owner.run(0.02)
    assert label(kiosk) == "D-C001"
    kiosk.touch(Confirmed())
    assert [take(kiosk) for _ in range(3)] == ["D-C002", "D-C003", "D-C004"], "without asking"
    assert len(kiosk.server.grant_asked) <= 1


@pytest.mark.parametrize("seconds", [0.59, 0.61, 5.0, 14.0])
def test_an_answer_that_comes_late_is_nobodys(kiosk: Kiosk, seconds: float) -> None:
    """The next visitors come before, with and after it."""
    kiosk.granter.seconds = seconds
    taken = []
    for _ in range(60):
        kiosk.touch(*TAKE)
        kiosk.owner.run(BUDGET_SECONDS + 0.05)
        taken.append(label(kiosk))
        kiosk.touch(Confirmed())
        kiosk.owner.run(0.4)
    site = [one for one in taken if "C" not in one]
    assert len(set(taken)) == 60
    assert site == [f"D-{number:03d}" for number in range(1, 61)] if seconds < BUDGET_SECONDS else not site


def test_a_grant_that_the_disk_kept_waiting_is_not_used(kiosk: Kiosk) -> None:
    held: list[Callable[[], None]] = []
    submit = kiosk.worker.submit
    kiosk.worker.submit = held.append  # type: ignore[method-assign, assignment]
    kiosk.touch(*TAKE)
    assert len(kiosk.server.grant_asked) == 1 and len(held) == 1
    kiosk.owner.seconds += GRANT_USABLE_SECONDS
    kiosk.worker.submit = submit  # type: ignore[method-assign]
    held[0]()
    kiosk.owner.settle()
    assert label(kiosk) == "D-C001"


def test_after_its_rest_the_server_is_asked_again(kiosk: Kiosk) -> None:
    good, kiosk.server.grant_answer = kiosk.server.grant_answer, lambda _: Away("ReadTimeout")
    assert [take(kiosk), take(kiosk)] == ["D-C001", "D-C002"]
    kiosk.server.grant_answer = good
    rested(kiosk)
    assert take(kiosk) == "D-002"


def test_a_server_that_is_known_to_be_away_is_not_asked(kiosk: Kiosk) -> None:
    kiosk.server.online = False
    kiosk.owner.run(10)
    assert take(kiosk) == "D-C001" and kiosk.server.grant_asked == []


def test_a_day_that_the_server_has_not_named_has_no_grant(kiosk: Kiosk) -> None:
    kiosk.server.day = kiosk.clock().date() - timedelta(days=1)
    kiosk.owner.run(6)
    assert take(kiosk) == "D-C001" and kiosk.server.grant_asked == []


# --- over real sockets ----------------------------------------------------------------------------------


@pytest.fixture
def port() -> Iterator[socket.socket]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener


REQUEST = GrantRequest(ticket_id="t-1", series="D")


def grant_from(address: tuple[str, int]) -> GrantAnswer | Away | Refused:
    client = Client(
        f"http://{address[0]}:{address[1]}",
        kiosk_id="k-1",
        key=Ed25519PrivateKey.generate(),
        clock=lambda: datetime.now(UTC),
    )
    answer = client.grant(REQUEST)
    client.close()
    return answer


def test_a_server_that_accepts_and_says_nothing_is_away(port: socket.socket) -> None:
    assert grant_from(port.getsockname()) == Away("ReadTimeout")


def test_a_server_that_is_not_there_is_away(port: socket.socket) -> None:
    address = port.getsockname()
    port.close()
    assert grant_from(address) == Away("ConnectionError")
