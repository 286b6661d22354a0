"""A kiosk and a server between which the network does what networks do. Real sockets, real threads."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Literal

import pytest

from kiosk.client import Timeouts
from kiosk.numbering import BUDGET_SECONDS
from server.site import site_of
from tests.server.conftest import Running, serving
from tests.server.parts import render
from tests.sync.books import assert_nothing_is_lost_or_doubled
from tests.sync.middlebox import (
    Break,
    Change,
    Drip,
    Fault,
    HangUp,
    Hold,
    Late,
    Middlebox,
    Refuse,
    Say,
    Stale,
    Twice,
)
from tests.sync.threaded import ThreadedKiosk
from tests.sync.world import mall

SHORT = Timeouts(0.5, 0.5, 0.5)
"""For the log; a number has the product's own."""
BOUND_SECONDS = BUDGET_SECONDS + 0.9
"""From the citizen's last touch to the number: what a number may be waited for, and a disk that is shared."""
HTML = b"<!doctype html><title>Selamat datang</title><p>Wi-Fi mal: masukkan nomor telepon Anda."
PORTAL = "Location: http://wifi.invalid/masuk"


def answer(status: str, body: bytes = b"", *fields: str) -> bytes:
    lines = (f"HTTP/1.1 {status}", *fields, f"Content-Length: {len(body)}", "", "")
    return "\r\n".join(lines).encode() + body


def replaced(old: bytes, new: bytes) -> Change:
    def change(answer: bytes) -> bytes:
        assert old in answer.lower()
        at = answer.lower().index(old)
        end = answer.index(b"\r\n", at)
        return answer[:at] + new + answer[end:]

    return Change(change)


def in_pieces(answer: bytes) -> bytes:
    """The same, in the coding that has no length."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:7], body[7:]))
    return b"\r\n".join([*lines, b"Transfer-Encoding: chunked"]) + b"\r\n\r\n" + pieces + b"0\r\n\r\n"


def compressed(answer: bytes) -> bytes:
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
    packed = gzip.compress(body)
    lines += [b"Content-Encoding: gzip", b"Content-Length: %d" % len(packed)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + packed


def cut_json(answer: bytes) -> bytes:
    """A whole answer, by its length, of half a body."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return replaced(b"content-length", b"Content-Length: %d" % (len(body) // 2)).change(
        head + b"\r\n\r\n" + body[: len(body) // 2]
    )


def refusal(status: str, reason: str) -> bytes:
    return answer(status, json.dumps({"error": {"reason": reason, "text": ""}}).encode())


@dataclass(frozen=True, slots=True)
class Scenario:
    fault: Fault
    number: Literal["own", "site"] = "own"
    """What the first citizen gets meanwhile: of the site's where it is no fault to our two ends."""
    clock: timedelta = timedelta(0)
    """How far the kiosk's clock is wrong meanwhile."""


SCENARIOS = {
    "nobody listens": Scenario(Refuse()),
    "reset at once": Scenario(Break("at once", "reset")),
    "closed at once": Scenario(Break("at once", "close")),
    "accepted, then silence": Scenario(Break("at once", "silence")),
    "reset within the request": Scenario(Break("half asked", "reset")),
    "closed within the request": Scenario(Break("half asked", "close")),
    "silence within the request": Scenario(Break("half asked", "silence")),
    "reset while the server works": Scenario(Break("asked", "reset")),
    "closed while the server works": Scenario(Break("asked", "close")),
    "silence while the server works": Scenario(Break("asked", "silence")),
    "reset before the answer": Scenario(Break("answered", "reset")),
    "closed before the answer": Scenario(Break("answered", "close")),
    "silence before the answer": Scenario(Break("answered", "silence")),
    "reset within the answer": Scenario(Break("half told", "reset")),
    "closed within the answer": Scenario(Break("half told", "close")),
    "silence within the answer": Scenario(Break("half told", "silence")),
    "the answer's head drips": Scenario(Drip("head", 0.012)),
    "the answer's body drips": Scenario(Drip("body", 0.2)),
    "late, but in time": Scenario(Late(0.05), "site"),
    "later than a citizen waits": Scenario(Late(0.8)),
    "the request comes twice": Scenario(Twice(0), "site"),
    "the request comes twice, the second answer is told": Scenario(Twice(1)),
    "the request is overtaken": Scenario(Hold()),
    "the answer to the request before": Scenario(Stale(same_path=True)),
    "the answer to another kind of request": Scenario(Stale(same_path=False)),
    "hung up after each answer": Scenario(HangUp(), "site"),
    "the answer in pieces": Scenario(Change(in_pieces), "site"),
    "the answer compressed": Scenario(Change(compressed), "site"),
    "half of the JSON": Scenario(Change(cut_json)),
    "a length that is too long": Scenario(replaced(b"content-length", b"Content-Length: 99999")),
    "a length that is too short": Scenario(replaced(b"content-length", b"Content-Length: 9")),
    "a length that is no number": Scenario(replaced(b"content-length", b"Content-Length: banyak"), "site"),
    "two lengths": Scenario(replaced(b"content-length", b"Content-Length: 5\r\nContent-Length: 6")),
    "no length": Scenario(replaced(b"content-length", b"X: 1"), "site"),
    "a date of next year": Scenario(
        replaced(b"date: ", b"Date: Fri, 01 Jan 2999 00:00:00 GMT"), clock=timedelta(minutes=45)
    ),
    "a date that is none": Scenario(replaced(b"date: ", b"Date: kemarin"), clock=timedelta(minutes=-45)),
    "a date before all dates": Scenario(
        replaced(b"date: ", b"Date: Mon, 01 Jan 0001 00:00:00 +2359"), clock=timedelta(minutes=45)
    ),
    "500": Scenario(Say(answer("500 Internal Server Error", HTML))),
    "502 of a middlebox": Scenario(Say(answer("502 Bad Gateway", HTML))),
    "503 that asks for a day": Scenario(Say(answer("503 Service Unavailable", HTML, "Retry-After: 86400"))),
    "429 that asks for a day": Scenario(Say(answer("429 Too Many Requests", HTML, "Retry-After: 86400"))),
    "429 that asks for nonsense": Scenario(Say(answer("429 Too Many Requests", HTML, "Retry-After: ²"))),
    "413": Scenario(Say(answer("413 Content Too Large", HTML))),
    "407": Scenario(Say(answer("407 Proxy Authentication Required", HTML, "Proxy-Authenticate: Basic"))),
    "404 in our own form": Scenario(Say(refusal("404 Not Found", "not_found"))),
    "401 in our own form": Scenario(Say(refusal("401 Unauthorized", "unknown_kiosk"))),
    "a captive portal": Scenario(Say(answer("200 OK", HTML, "Content-Type: text/html"))),
    "a captive portal redirects": Scenario(Say(answer("302 Found", b"", PORTAL))),
    "a redirection for ever": Scenario(Say(answer("308 Permanent Redirect", b"", "Location: /v1/sync"))),
    "204": Scenario(Say(answer("204 No Content"))),
    "JSON of somebody else": Scenario(Say(answer("200 OK", b'{"ok":true}'))),
    "a TLS alert": Scenario(Say(b"\x15\x03\x03\x00\x02\x02\x46")),
    "garbage": Scenario(Say(bytes(range(256)) * 40)),
    "an HTTP of the future": Scenario(Say(b"HTTP/9.9 200 OK\r\n\r\n{}")),
    "a status that is none": Scenario(Say(b"HTTP/1.1 OK\r\n\r\n{}")),
    "lines without end": Scenario(Say(b"HTTP/1.1 200 OK\r\n", b"X-Y: z\r\n" * 50)),
    "a line without end": Scenario(Say(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 4096)),
    "a body without end": Scenario(Say(b"HTTP/1.1 200 OK\r\n\r\n", b" " * 65_536)),
    "pieces without end": Scenario(
        Say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"8\r\n        \r\n" * 4096)
    ),
    "a piece of no length": Scenario(Say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}")),
    "compressed garbage": Scenario(Say(answer("200 OK", b"\x1f\x8b" + bytes(99), "Content-Encoding: gzip"))),
    "compressed without measure": Scenario(
        Say(answer("200 OK", gzip.compress(bytes(2**26), 1), "Content-Encoding: gzip"))
    ),
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("server")
    with serving(folder, render, folder, site_of(mall())) as one:
        # Its answers bear the real date, which a kiosk with a wrong clock goes by.
        one.clock.now = datetime.now(UTC)
        yield one


KIOSKS = count(1)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS.keys())
def test_whatever_the_network_does(tmp_path: Path, running: Running, scenario: Scenario) -> None:
    box = Middlebox(("127.0.0.1", int(running.address.rpartition(":")[2])))
    wrong = [timedelta(0)]
    kiosk = ThreadedKiosk(
        tmp_path,
        mall(),
        server=running.address,
        way=box.address,
        token=running.store.enrolment_token(kiosk_name=f"k{next(KIOSKS)}", now=running.clock.now),
        clock=lambda: running.clock.now + wrong[0],
        timeouts=SHORT,
    )
    try:
        kiosk.take_of_the_site("A")
        wrong[0] = scenario.clock
        box.disturb(scenario.fault)
        first = kiosk.take("A")
        kiosk.take("A")
        kiosk.owner.run_until(lambda: is_met(scenario.fault, box, kiosk), skipping=1.0)
        box.heal()
        kiosk.take_of_the_site("A")
        box.deliver_held()
        wrong[0] = timedelta(0)
        kiosk.take_of_the_site("A")
        kiosk.owner.run_until(kiosk.is_carried, skipping=1.0)
    finally:
        box.close()
        kiosk.close()
    assert scenario.number == ("own" if first.label.letter else "site")
    assert max(kiosk.waited) < BOUND_SECONDS
    issued = assert_nothing_is_lost_or_doubled(running.folder / "server.db", [tmp_path / "kiosk.db"])
    assert issued == len(kiosk.waited) == len(kiosk.printer.papers)


def is_met(fault: Fault, box: Middlebox, kiosk: ThreadedKiosk) -> bool:
    """Both kinds of request have met the fault, and the log's again: no worker hangs in the first."""
    if isinstance(fault, Refuse):
        return kiosk.engine._sync is not None and kiosk.engine._sync._failures > 1
    return box.struck["connection"] > 2 or (box.struck["/v1/grants"] > 0 and box.struck["/v1/sync"] > 1)


def test_there_are_as_many_as_were_promised() -> None:
    assert len(SCENARIOS) >= 40
