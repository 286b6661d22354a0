"""Kiosks over real HTTP: who may speak, and what documents answer."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.client import Client, Refused, enrol
from kiosk.wire import EnrolAnswer, JobEnded, KeyAnswer, SyncAnswer, SyncRequest
from server.clock import SiteClock
from server.devices import MAX_BODY_BYTES, Sent, Unproven, prove
from server.kk_page import SIMULATED
from server.limits import ENDLESS, Limiter
from server.store import GrantAsked, Granted, Kiosk, Store
from tests.server.conftest import Running, kiosk_of, serving
from tests.server.parts import (
    ACCESS_PIN,
    HELLO,
    NIK,
    NOW,
    OTHER_NIK,
    PRINT_PIN,
    SITE,
    TODAY,
    HttpKiosk,
    at,
    busy_morning,
    issued,
    render,
)
from tests.server.test_kk_page import pages_of

KTP, KK = "KT-2604-1102", "KK-2604-3187"


# --- enrolment and signatures -------------------------------------------------------------------------------


def test_a_kiosk_enrols_and_brings_its_log(running: Running) -> None:
    kiosk = kiosk_of(running)
    assert (kiosk.letter, kiosk.epoch) == ("C", 1)
    running.store.add_counter(number="2", agency="disdukcapil", place="")
    kiosk.log.add(issued(1))
    answer = kiosk.sync(at=NOW).json()
    assert answer["acked_through"] == 1 and answer["business_day"] == "2026-04-14"
    assert answer["waiting"] == {"kk": 1} and answer["counters"] == {"disdukcapil": "2"}


def test_a_kiosk_hears_when_who_comes_now_would_be_called(running: Running) -> None:
    assert kiosk_of(running, "selatan").sync(at=NOW).json()["estimates"] == {}
    _, running.clock.now = busy_morning(running.store)
    answer = kiosk_of(running, "timur").sync(at=running.clock.now).json()
    assert SyncAnswer.model_validate(answer).estimates == running.store.estimates(now=running.clock.now)
    assert list(answer["estimates"]) == ["disdukcapil"]


def test_a_token_that_is_not_good_says_what_to_do(running: Running) -> None:
    kiosk = HttpKiosk(running.address)
    refused = kiosk.enrol("AAAAA-AAAAA-AAAAA-AAAAA")
    assert refused.status_code == 403 and "admin page" in refused.json()["error"]["text"]
    token = running.store.enrolment_token(kiosk_name="k", now=NOW)
    bad = requests.post(
        f"{running.address}/v1/enrol", json={"token": token, "public_key": "AAAA", "host": ""}, timeout=10
    )
    assert (bad.status_code, bad.json()["error"]["reason"]) == (422, "bad_key")
    first = kiosk.enrol(token)
    again = kiosk.enrol(token)
    assert first.ok and again.json()["kiosk_id"] == first.json()["kiosk_id"]
    other = HttpKiosk(running.address).enrol(token)
    assert (other.status_code, other.json()["error"]["reason"]) == (403, "used")


BODY = json.dumps(
    {"kiosk_id": "x", "epoch": 1, "hello": HELLO.model_dump(mode="json"), "events": []}
).encode()


def send(
    kiosk: HttpKiosk, headers: dict[str, str], body: bytes = BODY, path: str = "/v1/sync"
) -> tuple[int, str]:
    answer = requests.post(kiosk.address + path, data=body, headers=headers, timeout=10)
    return answer.status_code, answer.json()["error"]["reason"]


def test_only_a_fresh_request_signed_by_the_kiosk_itself_is_taken(running: Running) -> None:
    kiosk = kiosk_of(running)
    signed = kiosk.headers("/v1/sync", BODY, at=NOW)
    assert send(kiosk, signed) == (409, "other_epoch")
    assert send(kiosk, signed) == (401, "replayed")
    for minutes, reason in ((4, (409, "other_epoch")), (-4, (409, "other_epoch")), (6, (401, "clock"))):
        late = kiosk.headers("/v1/sync", BODY, at=NOW + timedelta(minutes=minutes))
        assert send(kiosk, late) == reason
    assert send(kiosk, kiosk.headers("/v1/sync", BODY, at=NOW), body=BODY + b" ") == (401, "digest")
    assert send(kiosk, kiosk.headers("/v1/documents/list", BODY, at=NOW)) == (401, "signature")
    assert send(kiosk, {}) == (401, "unsigned")


@pytest.mark.parametrize("missing", ["Content-Digest", "Signature-Input", "Signature"])
def test_each_part_of_the_signature_is_needed(running: Running, missing: str) -> None:
    kiosk = kiosk_of(running)
    headers = kiosk.headers("/v1/sync", BODY, at=NOW)
    del headers[missing]
    assert send(kiosk, headers)[0] == 401


def test_foreign_keys_and_revoked_kiosks_are_strangers(running: Running) -> None:
    kiosk, other = kiosk_of(running), kiosk_of(running, "selatan")
    stolen = HttpKiosk(running.address, kiosk_id=kiosk.kiosk_id, epoch=1)
    assert send(stolen, stolen.headers("/v1/sync", BODY, at=NOW)) == (401, "signature")
    unknown = HttpKiosk(running.address, kiosk_id="00000000-0000-4000-8000-000000000000")
    assert send(unknown, unknown.headers("/v1/sync", BODY, at=NOW)) == (401, "unknown_kiosk")
    running.store.revoke(kiosk_id=kiosk.kiosk_id, now=NOW)
    assert send(kiosk, kiosk.headers("/v1/sync", BODY, at=NOW)) == (401, "unknown_kiosk")
    assert other.sync(at=NOW).ok


def test_a_key_is_changed_by_the_old_one_which_ends_with_the_first_word_of_the_new(running: Running) -> None:
    kiosk, other = kiosk_of(running), kiosk_of(running, "selatan")
    new = replace(kiosk, key=Ed25519PrivateKey.generate())
    raw = new.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    message = {"public_key": base64.b64encode(raw).decode()}
    stolen = replace(other, kiosk_id=kiosk.kiosk_id)
    assert stolen.post("/v1/key", message, at=NOW).status_code == 401
    assert new.post("/v1/key", message, at=NOW).status_code == 401, "a new key does not announce itself"
    bad = kiosk.post("/v1/key", {"public_key": "AAAA"}, at=NOW)
    assert (bad.status_code, bad.json()["error"]["reason"]) == (422, "bad_key")
    for _ in range(2):
        assert kiosk.post("/v1/key", message, at=NOW).ok
    assert kiosk.sync(at=NOW).ok, "the answer may have been lost: the old key is still good"
    assert new.sync(at=NOW).ok
    assert kiosk.sync(at=NOW).json()["error"]["reason"] == "signature"
    assert new.sync(at=NOW).ok and other.sync(at=NOW).ok


def test_a_refused_signature_does_not_use_up_the_nonce(running: Running) -> None:
    kiosk = kiosk_of(running)
    headers = kiosk.headers("/v1/sync", BODY, at=NOW, nonce="a-nonce-of-its-own")
    forged = headers | {"Signature": "sig1=:" + "A" * 86 + "==:"}
    assert send(kiosk, forged) == (401, "signature")
    assert send(kiosk, headers) == (409, "other_epoch")


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"kiosk_id": 1}', b"\xff", b'{"a": "\\ud800"}'])
def test_a_malformed_body_is_told_where_and_never_what(running: Running, body: bytes) -> None:
    kiosk = kiosk_of(running)
    answer = requests.post(
        kiosk.address + "/v1/sync", data=body, headers=kiosk.headers("/v1/sync", body, at=NOW), timeout=10
    )
    assert (answer.status_code, answer.json()["error"]["reason"]) == (422, "malformed")


def test_bodies_are_bounded(running: Running) -> None:
    kiosk = kiosk_of(running)
    body = b" " * (MAX_BODY_BYTES + 1)
    assert send(kiosk, kiosk.headers("/v1/sync", body, at=NOW), body)[0] == 413


def test_a_re_enrolled_kiosk_begins_a_new_log(running: Running) -> None:
    first = kiosk_of(running)
    first.log.add(issued(1))
    assert first.sync(at=NOW).json()["acked_through"] == 1
    second = kiosk_of(running)
    assert (second.kiosk_id, second.epoch) == (first.kiosk_id, 2) and second.letter != first.letter
    assert send(first, first.headers("/v1/sync", BODY, at=NOW)) == (401, "signature")
    second.log.add(issued(1, letter=second.letter))
    assert second.sync(at=NOW).json()["acked_through"] == 1


def test_the_interface_is_described(running: Running) -> None:
    paths = requests.get(f"{running.address}/v1/openapi.json", timeout=10).json()["paths"]
    assert set(paths) == {
        "/v1/enrol",
        "/v1/key",
        "/v1/readmit",
        "/v1/sync",
        "/v1/grants",
        "/v1/help",
        "/v1/documents/collection",
        "/v1/documents/list",
        "/v1/documents/reserve",
    }


# --- documents ----------------------------------------------------------------------------------------------


def listed(kiosk: HttpKiosk, running: Running, nik: str = NIK, pin: str = ACCESS_PIN) -> dict[str, Any]:
    answer = kiosk.post("/v1/documents/list", {"nik": nik, "access_pin": pin}, at=running.clock.now)
    assert answer.ok
    return dict(answer.json())


def request_id(running: Running, number: str = KTP) -> str:
    (found,) = running.store.requests(number=number, state=None, now=running.clock.now)
    return found.request_id


def reserved(
    kiosk: HttpKiosk, running: Running, session: str, number: str = KTP, **other: str
) -> dict[str, Any]:
    known = {"session": session, "print_pin": PRINT_PIN, "job_id": "j-1"}
    message = known | {"request_id": request_id(running, number)} | other
    answer = kiosk.post("/v1/documents/reserve", message, at=running.clock.now)
    assert answer.ok
    return dict(answer.json())


def line_of(kiosk: HttpKiosk, running: Running, number: str = KTP) -> tuple[str, str]:
    """What the list says of the document and of its slip."""
    known = request_id(running, number)
    lines = listed(kiosk, running)["documents"]
    return next((one["state"], one["slip"]) for one in lines if one["request_id"] == known)


def test_a_request_counts_once_though_the_site_s_time_jumps(store: Store) -> None:
    """At a morning's start it stands at the end of yesterday until the machine's clock is believed."""
    wall = NOW.astimezone(UTC)
    clock = SiteClock(SITE, wall=lambda: wall, monotonic=lambda: 0.0, named=TODAY - timedelta(days=1))
    signer, limiter = HttpKiosk(""), Limiter(ENDLESS)
    raw = signer.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    token = store.enrolment_token(kiosk_name="utara", now=NOW)
    known = store.enrol(token=token, public_key=raw, series=sorted(SITE.series), clock=at(NOW))
    assert isinstance(known, Kiosk)
    signer.kiosk_id = known.kiosk_id
    headers = {name.lower(): value for name, value in signer.headers("/v1/help", b"{}", at=wall).items()}
    sent = Sent("POST", "/v1/help", headers, b"{}")
    before = clock()
    assert prove(sent, store=store, limiter=limiter, clock=clock) == known
    asked = GrantAsked(known, "nonce-one", "t-1", "A", wall)
    assert isinstance(store.grant([asked], now=clock())[0], Granted)
    clock.believe()
    assert clock() - before > timedelta(hours=1)
    assert prove(sent, store=store, limiter=limiter, clock=clock) == Unproven("replayed")
    assert store.grant([asked], now=clock()) == ("replayed",)


def test_a_kiosk_whose_new_key_a_restore_has_forgotten_shows_its_certificate(running: Running) -> None:
    """Its first word after the restore is enough; a certificate of before the change is good for nothing."""
    key, new = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    token = running.store.enrolment_token(kiosk_name="utara", now=NOW)
    answer = enrol(running.address, token=token, key=key, host="t")
    assert isinstance(answer, EnrolAnswer)

    def client(key: Ed25519PrivateKey, certificate: str) -> Client:
        return Client(
            running.address,
            kiosk_id=answer.kiosk_id,
            key=key,
            clock=running.clock.machine,
            certificate=certificate,
        )

    changed = client(key, answer.certificate).change_key(new)
    assert isinstance(changed, KeyAnswer)
    running.store._write(
        lambda tx: tx.run("UPDATE kiosk SET next_key = NULL WHERE site = ?")
    )  # as the database was before the change
    request = SyncRequest(kiosk_id=answer.kiosk_id, epoch=answer.epoch, hello=HELLO, events=())
    running.store._known = {}
    assert isinstance(client(new, changed.certificate).sync(request), SyncAnswer)
    assert running.store.numbering(now=NOW).state == "restore_day"
    refused = client(key, answer.certificate).sync(request)
    assert isinstance(refused, Refused) and refused.reason == "signature"
    assert isinstance(client(new, changed.certificate).sync(request), SyncAnswer)


def test_one_answer_for_a_wrong_nik_and_a_wrong_pin(running: Running) -> None:
    kiosk = kiosk_of(running)
    wrong_nik = listed(kiosk, running, nik="1671019999990001")
    wrong_pin = listed(kiosk, running, pin="000000")
    assert wrong_nik == wrong_pin
    assert wrong_pin["outcome"] == "no_match"
    found = listed(kiosk, running)
    states = {line["kind"]: line["state"] for line in found["documents"]}
    assert states == {"kk": "ready", "ktp": "in_process", "kia": "ready"} and len(found["documents"]) == 4


def test_tries_are_limited_over_all_kiosks(running: Running) -> None:
    one, two = kiosk_of(running), kiosk_of(running, "selatan")
    outcomes = [listed(kiosk, running, pin="000000")["outcome"] for kiosk in (one, two, one)]
    assert outcomes == ["no_match", "no_match", "locked"]
    locked = listed(two, running)
    assert locked["outcome"] == "locked" and locked["locked_until"] is not None
    assert listed(two, running, nik=OTHER_NIK, pin="900900")["outcome"] == "found"
    running.clock.advance(timedelta(seconds=61))
    assert listed(one, running, pin="000000")["outcome"] == "locked"
    running.clock.advance(timedelta(seconds=61))
    assert listed(one, running)["outcome"] == "locked", "the delay grows"
    running.clock.advance(timedelta(seconds=61))
    assert listed(one, running)["outcome"] == "found"


def test_a_print_pin_is_reserved_once_and_used_up_by_paper_only(running: Running) -> None:
    kiosk = kiosk_of(running)
    session = listed(kiosk, running)["session"]
    assert reserved(kiosk, running, session, print_pin="000000") == {
        "outcome": "no_match",
        "slip": None,
        "page": None,
        "tries_left": 2,
        "locked_until": None,
    }
    assert reserved(kiosk, running, session, number="KT-2604-1107")["outcome"] == "not_ready"
    assert reserved(kiosk, running, session, number="KK-2604-3190")["outcome"] == "no_match"
    answer = reserved(kiosk, running, session)
    assert answer["outcome"] == "reserved" and answer["slip"]["members"][0]["nik_tail"] == "0007"
    assert reserved(kiosk, running, session, job_id="j-2")["outcome"] == "not_ready"
    kiosk.log.add(JobEnded(job_id="j-1", ticket_id=None, state="failed_clean", evidence=None, reprint=0))
    assert kiosk.sync(at=running.clock.now).ok
    assert reserved(kiosk, running, session, job_id="j-2")["outcome"] == "reserved"
    kiosk.log.add(JobEnded(job_id="j-2", ticket_id=None, state="printed", evidence="asb", reprint=0))
    assert kiosk.sync(at=running.clock.now).ok
    assert reserved(kiosk, running, session, job_id="j-3")["outcome"] == "pin_used"
    assert reserved(kiosk, running, session, job_id="j-3", print_pin="000000")["outcome"] == "no_match"
    assert line_of(kiosk, running) == ("ready", "printed")


@pytest.fixture
def with_pages(tmp_path: Path) -> Iterator[Running]:
    """A site that has a KK printed on A4 too."""
    rules = SITE.document_rules.model_copy(update={"pages": ("kk",)})
    with serving(tmp_path, render, tmp_path, replace(SITE, document_rules=rules)) as one:
        yield one


@pytest.mark.office
def test_a_page_is_the_registry_s_and_takes_the_same_pin(with_pages: Running, tmp_path: Path) -> None:
    kiosk = kiosk_of(with_pages)
    session = listed(kiosk, with_pages)["session"]
    assert reserved(kiosk, with_pages, session, form="page")["outcome"] == "not_ready", "a card"
    wrong = reserved(kiosk, with_pages, session, number=KK, form="page", print_pin="000000")
    assert (wrong["outcome"], wrong["page"]) == ("no_match", None)
    answer = reserved(kiosk, with_pages, session, number=KK, form="page")
    assert (answer["outcome"], answer["slip"]) == ("reserved", None)
    text = pages_of(base64.b64decode(answer["page"]), tmp_path)
    assert len(text) == 1 and NIK in text[0] and SIMULATED in text[0]
    for form in ("page", "slip"):
        again = reserved(kiosk, with_pages, session, number=KK, form=form, job_id="j-2")
        assert (again["outcome"], again["page"]) == ("not_ready", None)
    body = JobEnded(job_id="j-1", ticket_id=None, state="sent_unconfirmed", evidence=None, reprint=0)
    kiosk.log.add(body)
    assert kiosk.sync(at=with_pages.clock.now).ok
    assert [one.job_id for one in with_pages.store.undecided_slips()] == ["j-1"]


def test_a_site_without_pages_gives_none(running: Running) -> None:
    kiosk = kiosk_of(running)
    session = listed(kiosk, running)["session"]
    assert reserved(kiosk, running, session, number=KK, form="page")["outcome"] == "not_ready"
    assert reserved(kiosk, running, session, number=KK)["outcome"] == "reserved", "and nothing is held"


def test_a_held_document_is_ready_to_nobody_else(running: Running) -> None:
    one, two = kiosk_of(running), kiosk_of(running, "selatan")

    assert line_of(two, running) == ("ready", "none")
    assert reserved(one, running, listed(one, running)["session"])["outcome"] == "reserved"
    for _ in range(2):
        assert line_of(two, running) == ("ready", "held")
        look = listed(two, running)["session"]
        assert reserved(two, running, look, job_id="other")["outcome"] == "not_ready"
        one.log.add(JobEnded(job_id="j-1", ticket_id=None, state="uncertain", evidence=None, reprint=0))
        assert one.sync(at=running.clock.now).ok, "a member of staff decides"


def test_a_reservation_that_comes_late_holds_nothing(running: Running) -> None:
    one, two = kiosk_of(running), kiosk_of(running, "selatan")
    session = listed(one, running)["session"]
    one.log.add(JobEnded(job_id="j-1", ticket_id=None, state="cancelled", evidence=None, reprint=0))
    assert one.sync(at=running.clock.now).ok
    assert reserved(one, running, session)["outcome"] == "not_ready"
    assert reserved(two, running, listed(two, running)["session"], job_id="j-1")["outcome"] == "reserved"


def test_digits_of_another_script_are_no_nik(running: Running) -> None:
    kiosk = kiosk_of(running)
    for nik in ("é" + NIK, "１" * 16):
        message = {"nik": nik, "access_pin": ACCESS_PIN}
        answer = kiosk.post("/v1/documents/list", message, at=NOW)
        assert answer.status_code == 422 or answer.json()["outcome"] == "no_match"


def test_a_look_ends_and_belongs_to_its_kiosk(running: Running) -> None:
    one, two = kiosk_of(running), kiosk_of(running, "selatan")
    session = listed(one, running)["session"]
    assert reserved(two, running, session)["outcome"] == "session_over"
    assert reserved(one, running, "nothing")["outcome"] == "session_over"
    running.clock.advance(timedelta(minutes=5))
    assert reserved(one, running, session)["outcome"] == "session_over"


def test_print_pins_are_guessed_as_rarely(running: Running) -> None:
    kiosk = kiosk_of(running)
    session = listed(kiosk, running)["session"]
    guesses = [reserved(kiosk, running, session, print_pin=f"00000{n}")["outcome"] for n in range(4)]
    assert guesses == ["no_match", "no_match", "locked", "locked"]


def test_no_nik_or_pin_is_at_rest_or_in_the_log(running: Running, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    kiosk = kiosk_of(running)
    session = listed(kiosk, running)["session"]
    listed(kiosk, running, pin="777123")
    reserved(kiosk, running, session)
    kiosk.post("/v1/documents/list", {"nik": NIK, "access_pin": 777123}, at=NOW)
    files = {file.name: file.read_bytes() for file in running.folder.iterdir() if file.is_file()}
    for secret in (NIK, ACCESS_PIN, PRINT_PIN, "777123", session):
        assert secret not in caplog.text
        assert [name for name, content in files.items() if secret.encode() in content] == []
    assert "/v1/documents/list 200" in caplog.text
    assert (running.folder / "citizen.key").stat().st_mode & 0o777 == 0o600
