"""The kiosk's calls against the real server over real sockets."""

import json
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from commands.kiosk import changed_key
from kiosk.client import Away, Client, Refused, enrol, is_server_address, private_key
from kiosk.ledger import Enrolment, Ledger, Order, open_ledger
from kiosk.visit.state import Identity
from kiosk.wire import (
    DocumentsAnswer,
    DocumentsRequest,
    EnrolAnswer,
    Hello,
    Marks,
    ReserveAnswer,
    ReserveRequest,
    SyncAnswer,
    SyncRequest,
)
from tests.outside import free_port
from tests.server.conftest import Running, running
from tests.server.parts import ACCESS_PIN, NIK, PRINT_PIN

__all__ = ["running"]


@pytest.fixture
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture
def enrolled(running: Running, key: Ed25519PrivateKey) -> Iterator[tuple[Client, EnrolAnswer]]:
    """A kiosk whose server lives in this very moment, as its HTTP dates do."""
    running.clock.now = datetime.now(UTC)
    answer = enrol(running.address, token=token(running), key=key, host="t")
    assert isinstance(answer, EnrolAnswer)
    client = client_of(running, answer, key)
    yield client, answer
    client.close()


def token(running: Running) -> str:
    return running.store.enrolment_token(kiosk_name="utara", now=running.clock.now)


def client_of(
    running: Running,
    answer: EnrolAnswer,
    key: Ed25519PrivateKey,
    ahead: timedelta = timedelta(0),
    certificate: str = "",
) -> Client:
    return Client(
        running.address,
        kiosk_id=answer.kiosk_id,
        key=key,
        clock=lambda: datetime.now(UTC) + ahead,
        certificate=certificate,
    )


def request(answer: EnrolAnswer, ledger: Ledger | None = None) -> SyncRequest:
    return SyncRequest(
        kiosk_id=answer.kiosk_id,
        epoch=answer.epoch,
        hello=Hello(boot_id="b", version="1", wall=datetime.now(UTC), unsynced=0, printer="ready"),
        events=ledger.unsent(200) if ledger else (),
    )


def test_an_answer_that_was_lost_is_given_again(running: Running, key: Ed25519PrivateKey) -> None:
    one_time = token(running)
    first = enrol(running.address, token=one_time, key=key, host="t")
    again = enrol(running.address, token=one_time, key=key, host="t")
    assert isinstance(first, EnrolAnswer) and isinstance(again, EnrolAnswer)
    assert (first.kiosk_id, first.letter) == (again.kiosk_id, again.letter)
    other = enrol(running.address, token=one_time, key=Ed25519PrivateKey.generate(), host="t")
    assert isinstance(other, Refused) and other.reason == "used" and "admin page" in other.text


def test_a_real_log_is_taken_as_it_is(
    enrolled: tuple[Client, EnrolAnswer], running: Running, tmp_path: Path
) -> None:
    client, answer = enrolled
    ledger = open_ledger(tmp_path / "kiosk.db")
    assert isinstance(ledger, Ledger)
    ledger.enrol(
        Enrolment(running.address, Identity(answer.kiosk_id, answer.epoch, answer.letter)),
        answer.business_day,
        answer.marks,
    )
    now, day = datetime.now(UTC), answer.business_day
    for number in range(3):
        ledger.issue(Order(f"t-{number}", "A", "disdukcapil", "kk", None, "id", now, day, None, None, True))
    taken = client.sync(request(answer, ledger))
    assert isinstance(taken, SyncAnswer)
    assert taken.acked_through == 3
    assert [result.result for result in taken.results] == ["applied"] * 3
    assert taken.waiting == {"kk": 3}
    ledger.close()


@pytest.mark.parametrize("minutes", [-45, 45])
def test_a_clock_that_is_wrong_takes_the_servers_time(
    enrolled: tuple[Client, EnrolAnswer], running: Running, key: Ed25519PrivateKey, minutes: int
) -> None:
    _, answer = enrolled
    astray = client_of(running, answer, key, timedelta(minutes=minutes))
    assert isinstance(astray.sync(request(answer)), SyncAnswer)
    astray.close()


def test_a_kiosk_that_was_revoked_is_told_so(enrolled: tuple[Client, EnrolAnswer], running: Running) -> None:
    client, answer = enrolled
    assert running.store.revoke(kiosk_id=answer.kiosk_id, now=running.clock.now)
    refused = client.sync(request(answer))
    assert isinstance(refused, Refused) and refused.reason == "unknown_kiosk"


def forget_kiosks(running: Running) -> None:
    """As a database does that is restored to a time before their enrolment."""
    running.store._write(lambda tx: tx.run("DELETE FROM kiosk WHERE site = ?"))
    running.store._known = {}


def test_a_server_that_has_forgotten_a_kiosk_takes_it_in_again_by_its_own_word(
    enrolled: tuple[Client, EnrolAnswer], running: Running, key: Ed25519PrivateKey
) -> None:
    client, answer = enrolled
    assert isinstance(client.sync(request(answer)), SyncAnswer)
    forget_kiosks(running)
    for certificate in ("", "nonsense", answer.certificate[:-4] + "AAA=", "." + answer.certificate):
        stranger = client_of(running, answer, key, certificate=certificate)
        refused = stranger.sync(request(answer))
        assert isinstance(refused, Refused) and refused.reason == "unknown_kiosk"
        stranger.close()
    thief = client_of(running, answer, Ed25519PrivateKey.generate(), certificate=answer.certificate)
    assert isinstance(thief.sync(request(answer)), Refused)
    thief.close()
    forgotten = client_of(running, answer, key, certificate=answer.certificate)
    assert isinstance(forgotten.sync(request(answer)), SyncAnswer)
    assert running.store.numbering(now=running.clock.now).state == "restore_day"
    assert running.store.revoke(kiosk_id=answer.kiosk_id, now=running.clock.now)
    assert isinstance(forgotten.sync(request(answer)), Refused)
    forgotten.close()


def test_a_key_that_was_changed_signs_after_a_restart(running: Running, tmp_path: Path) -> None:
    running.clock.now = datetime.now(UTC)
    path = tmp_path / "kiosk.key"
    old = private_key(path)
    answer = enrol(running.address, token=token(running), key=old, host="t")
    assert isinstance(answer, EnrolAnswer)
    identity = Identity(answer.kiosk_id, answer.epoch, answer.letter)
    ledger = open_ledger(tmp_path / "ledger.db")
    assert isinstance(ledger, Ledger)
    known = Enrolment(running.address, identity, answer.certificate)
    ledger.enrol(known, answer.business_day, answer.marks)
    away = changed_key(ledger, Enrolment("http://127.0.0.1:9", identity), path)
    assert "does not answer" in away and path.read_bytes() == old.private_bytes_raw()
    assert changed_key(ledger, known, path) == "The kiosk has a new key."
    assert private_key(path).private_bytes_raw() != old.private_bytes_raw()
    assert [file.name for file in tmp_path.iterdir() if "kiosk" in file.name] == ["kiosk.key"]
    client = client_of(running, answer, private_key(path))
    assert isinstance(client.sync(request(answer)), SyncAnswer)
    client.close()
    enrolment = ledger.enrolment()
    assert enrolment is not None and enrolment.certificate != answer.certificate
    ledger.close()
    forget_kiosks(running)
    again = client_of(running, answer, private_key(path), certificate=enrolment.certificate)
    assert isinstance(again.sync(request(answer)), SyncAnswer)
    again.close()
    before = client_of(running, answer, old)
    refused = before.sync(request(answer))
    before.close()
    assert isinstance(refused, Refused) and refused.reason == "signature"


def test_documents_are_looked_up_and_reserved(running: Running, key: Ed25519PrivateKey) -> None:
    answer = enrol(running.address, token=token(running), key=key, host="t")
    assert isinstance(answer, EnrolAnswer)
    client = client_of(running, answer, key, ahead=running.clock.now - datetime.now(UTC))
    found = client.list_documents(DocumentsRequest(nik=NIK, access_pin=ACCESS_PIN))
    assert isinstance(found, DocumentsAnswer) and found.session is not None
    ready = next(line for line in found.documents if line.state == "ready")
    reserved = client.reserve(
        ReserveRequest(session=found.session, request_id=ready.request_id, print_pin=PRINT_PIN, job_id="j-1")
    )
    client.close()
    assert isinstance(reserved, ReserveAnswer) and reserved.outcome == "reserved"


def test_nobody_at_the_address_is_away(key: Ed25519PrivateKey) -> None:
    answer = enrol(f"http://127.0.0.1:{free_port()}", token="t", key=key, host="t")
    assert answer == Away("ConnectionError")


class Busy(BaseHTTPRequestHandler):
    """Has forgotten the kiosk, and has no time to take it in again."""

    status = 429

    def do_POST(self) -> None:
        known = self.path != "/v1/readmit"
        self.send_response(401 if known else self.status)
        self.send_header("Retry-After", "7")
        self.end_headers()
        self.wfile.write(b'{"error": {"reason": "unknown_kiosk"}}' if known else b"later")

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("status", [408, 429, 503])
def test_a_server_too_busy_to_take_a_kiosk_in_again_is_away(key: Ed25519PrivateKey, status: int) -> None:
    """Five minutes of it would else be a verdict: revoked."""
    kiosk = EnrolAnswer(
        kiosk_id="k-1",
        epoch=1,
        letter="C",
        site="s",
        server_time=datetime.now(UTC),
        business_day=datetime.now(UTC).date(),
        marks=Marks(),
        certificate="sealed",
    )
    handler = type("Handler", (Busy,), {"status": status})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=lambda: (server.handle_request(), server.handle_request()))  # type: ignore[func-returns-value]
        thread.start()
        client = Client(
            f"http://127.0.0.1:{server.server_port}",
            kiosk_id="k-1",
            key=key,
            clock=lambda: datetime.now(UTC),
            certificate=kiosk.certificate,
        )
        answer = client.sync(request(kiosk))
        client.close()
        thread.join(10)
    assert answer == Away(f"HTTP {status}", 7.0)


class LaterHello(Hello):
    moon: str = "full"


class LaterRequest(SyncRequest):
    hello: LaterHello
    tide: tuple[int, ...] = (1, 2)


class Later(BaseHTTPRequestHandler):
    """Answers as the server of a later build would."""

    body = b""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        pass


def test_kiosk_and_server_of_two_builds_understand_each_other(
    enrolled: tuple[Client, EnrolAnswer], key: Ed25519PrivateKey
) -> None:
    """What either says beyond the other's words is passed over."""
    client, answer = enrolled
    today = request(answer)
    later = LaterRequest(**dict(today) | {"hello": LaterHello(**dict(today.hello))})
    assert b'"moon"' in later.model_dump_json().encode()
    told = client.sync(later)
    assert isinstance(told, SyncAnswer)
    body = told.model_dump(mode="json") | {"tide": [1, 2]}
    body["marks"]["moon"] = "full"
    handler = type("Handler", (Later,), {"body": json.dumps(body).encode()})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.handle_request)
        thread.start()
        old = Client(
            f"http://127.0.0.1:{server.server_port}",
            kiosk_id=answer.kiosk_id,
            key=key,
            clock=lambda: datetime.now(UTC),
        )
        heard = old.sync(today)
        old.close()
        thread.join(10)
    assert heard == told


class Stranger(BaseHTTPRequestHandler):
    """Answers as a captive portal does."""

    status = 200

    def do_POST(self) -> None:
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(b"<html>Selamat datang di Wi-Fi mal</html>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("status", [200, 302, 404, 500])
def test_a_stranger_at_the_address_is_away(key: Ed25519PrivateKey, status: int) -> None:
    handler = type("Handler", (Stranger,), {"status": status})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.handle_request)
        thread.start()
        answer = enrol(f"http://127.0.0.1:{server.server_port}", token="t", key=key, host="t")
        thread.join(10)
    assert isinstance(answer, Away)


def test_the_key_is_made_once_and_for_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.key"
    (tmp_path / "kiosk.new").write_bytes(b"half")
    first = private_key(path)
    assert private_key(path).private_bytes_raw() == first.private_bytes_raw()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["kiosk.key"]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("http://10.0.0.2:8000", True),
        ("https://mpp.example", True),
        ("http://[::1]:8000", True),
        ("10.0.0.2:8000", False),
        ("ftp://mpp.example", False),
        ("http://", False),
        ("http://mpp.example:70000", False),
        ("http://mpp.example:port", False),
        ("http://mpp.example/", True),
        ("http://mpp.example/admin", False),
        ("http://ayu:x@mpp.example", False),
        ("http://mpp.example?x", False),
    ],
)
def test_what_can_be_a_servers_address(text: str, good: bool) -> None:
    assert is_server_address(text) is good
