"""A kiosk without a screen, as a process: enrols, waits for a line, takes numbers as fast as it can.

`python -m tests.e2e.issuing_kiosk SERVER TOKEN FOLDER COUNT`. Ledger, client and wire are the product's. At
the end it has carried its log to the server and prints its labels as one JSON list.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from uuid import uuid4

from kiosk.client import Client, enrol, private_key
from kiosk.ledger import Enrolment, Ledger, Order, open_ledger
from kiosk.numbering import Grant
from kiosk.visit.state import Identity
from kiosk.wire import EnrolAnswer, GrantAnswer, GrantRequest, Hello, SyncAnswer, SyncRequest

SERVICES = (("A", "disdukcapil", "kk"), ("D", "imigrasi", "paspor"))
OWN_NUMBER_EACH = 10
"""So often the server is not asked, as if it were away."""


def now() -> datetime:
    return datetime.now(UTC)


def issue(ledger: Ledger, client: Client, answer: EnrolAnswer, place: int) -> str:
    series, agency, service = SERVICES[place % len(SERVICES)]
    day = answer.business_day
    order = Order(str(uuid4()), series, agency, service, None, "id", now(), day, None, None, False)
    grant = None
    if place % OWN_NUMBER_EACH:
        granted = client.grant(GrantRequest(ticket_id=order.ticket_id, series=series))
        if isinstance(granted, GrantAnswer):
            grant = Grant(granted.number, granted.marks, monotonic())
    ticket, _ = ledger.issue(order, grant)
    return str(ticket.label)


def carry(ledger: Ledger, client: Client, answer: EnrolAnswer) -> bool:
    """One request; whether the server has the whole log now."""
    hello = Hello(
        boot_id="b",
        version="1",
        wall=now(),
        unsynced=ledger.unsent_count(),
        printer="ready",
        acked_seen=ledger.acked(),
        seen=ledger.seen(),
    )
    request = SyncRequest(
        kiosk_id=answer.kiosk_id, epoch=answer.epoch, hello=hello, events=ledger.unsent(200)
    )
    taken = client.sync(request)
    if isinstance(taken, SyncAnswer):
        ledger.acknowledge(taken.acked_through, taken.marks)
    return isinstance(taken, SyncAnswer) and ledger.unsent_count() == 0


def enrolled(server: str, token: str, folder: Path) -> tuple[Ledger, Client, EnrolAnswer]:
    key = private_key(folder / "kiosk.key")
    ledger, answer = open_ledger(folder / "kiosk.db"), enrol(server, token=token, key=key, host="t")
    assert isinstance(ledger, Ledger) and isinstance(answer, EnrolAnswer)
    ledger.enrol(
        Enrolment(server, Identity(answer.kiosk_id, 1, answer.letter)), answer.business_day, answer.marks
    )
    return ledger, Client(server, kiosk_id=answer.kiosk_id, key=key, clock=now), answer


def main(server: str, token: str, folder: Path, count: int) -> None:
    ledger, client, answer = enrolled(server, token, folder)
    print("ready", flush=True)
    sys.stdin.readline()
    labels = [issue(ledger, client, answer, place) for place in range(count)]
    while not carry(ledger, client, answer):
        pass
    client.close()
    ledger.close()
    print(json.dumps(labels))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
