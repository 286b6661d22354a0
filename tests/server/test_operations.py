"""What monitoring asks the server, and how often others may ask it; over real HTTP."""

import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.client import Away, Client
from kiosk.wire import Hello, SyncAnswer, SyncRequest
from server import limits, sqlite
from server.fleet import contact
from server.limits import Limiter, Limits, Rate
from server.metrics import leave_token, metrics_token
from server.store import KioskStanding
from tests.server.conftest import Running, kiosk_of, seated, serving
from tests.server.parts import NOW, HttpKiosk, issued, render

# --- monitoring ---------------------------------------------------------------------------------------------


def ready(running: Running) -> tuple[int, str]:
    answer = requests.get(running.address + "/ready", timeout=10)
    return answer.status_code, answer.text


def test_a_server_that_lives_and_can_work_says_so(running: Running) -> None:
    assert requests.get(running.address + "/health", timeout=10).text == "ok\n"
    assert ready(running) == (200, "ok\n")


def test_a_full_disk_is_no_place_to_send_requests_to(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "LEAST_FREE_BYTES", 2**62)
    assert ready(running) == (503, "the disk of the state folder is nearly full\n")
    assert requests.get(running.address + "/health", timeout=10).ok


def test_a_database_that_somebody_holds_is_not_ready(running: Running) -> None:
    running.store._write_connection.execute("PRAGMA busy_timeout=1")
    other = sqlite.open_database(running.folder / "server.db")
    other.execute("BEGIN IMMEDIATE")
    assert ready(running) == (503, "the database does not take a transaction\n")
    other.execute("ROLLBACK")
    other.close()
    assert ready(running) == (200, "ok\n")


def figures(running: Running) -> dict[str, float]:
    token = metrics_token((running.folder / "citizen.key").read_bytes())
    answer = requests.get(
        running.address + "/metrics", headers={"Authorization": f"Bearer {token}"}, timeout=10
    )
    assert answer.status_code == 200, answer.text
    lines = (line.rpartition(" ") for line in answer.text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def test_figures_tell_what_happened(running: Running) -> None:
    before = figures(running)
    kiosk = kiosk_of(running)
    asked = {"ticket_id": str(uuid4()), "series": "A"}
    kiosk.sync(at=NOW)
    number = kiosk.post("/v1/grants", asked, at=NOW).json()["number"]
    own, site = (
        issued(1, letter=kiosk.letter),
        issued(1, label=f"A-{number:03d}", ticket_id=asked["ticket_id"]),
    )
    kiosk.log.add(own)
    kiosk.log.add(site)
    kiosk.log.add({"what": "?"}, type="from the future")
    assert kiosk.sync(at=NOW).json()["acked_through"] == 3
    kiosk.sync(at=NOW)
    after = figures(running)
    assert (after['tickets_issued_total{mode="own"}'], after['tickets_issued_total{mode="site"}']) == (1, 1)
    assert (after["alloc_batch_size_count"], after["alloc_batch_size_sum"]) == (1, 1)
    assert after["sync_lag_seconds_count"] == 2
    assert after["quarantined_events"] == 1
    assert after['kiosks{state="now"}'] == 1
    assert after["commit_seconds_count"] > before["commit_seconds_count"]
    assert after["process_resident_memory_bytes"] > 1e6
    running.clock.advance(timedelta(minutes=5))
    assert figures(running)['kiosks{state="offline"}'] == 1


def test_what_waits_at_a_kiosk_is_counted_with_its_age(running: Running) -> None:
    kiosk = kiosk_of(running)
    hello = Hello(boot_id="b", version="1", wall=NOW, unsynced=7, oldest_unsynced_seconds=90, printer="ready")
    message = SyncRequest(kiosk_id=kiosk.kiosk_id, epoch=kiosk.epoch, hello=hello, events=())
    assert kiosk.post("/v1/sync", message.model_dump(mode="json"), at=NOW).ok
    running.clock.advance(timedelta(seconds=30))
    now = figures(running)
    assert (now["unsynced_events"], now["unsynced_oldest_seconds"]) == (7, 120)


def test_figures_name_nobody(running: Running) -> None:
    kiosk = kiosk_of(running, "pintu rahasia")
    ticket = issued(1, letter=kiosk.letter)
    kiosk.log.add(ticket)
    kiosk.sync(at=NOW)
    said = " ".join(figures(running))
    for private in (kiosk.kiosk_id, "rahasia", ticket.code, ticket.label, ticket.ticket_id):
        assert private not in said


@pytest.mark.parametrize("shown", [{}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {'0' * 64}"}])
def test_figures_are_for_who_has_the_token(running: Running, shown: dict[str, str]) -> None:
    answer = requests.get(running.address + "/metrics", headers=shown, timeout=10)
    assert answer.status_code == 401 and "commit_seconds" not in answer.text


def test_the_token_is_left_for_the_servers_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "metrics.token"
    for token in ("first and longer", "second"):
        leave_token(path, token)
        assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == (token, 0o600)


# --- limits -------------------------------------------------------------------------------------------------


@given(
    st.integers(1, 20),
    st.floats(0.1, 50),
    st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 3)), max_size=60),
)
def test_nobody_gets_more_than_their_rate_and_who_waits_as_told_gets_one(
    burst: int, per_second: float, asked: list[tuple[str, float]]
) -> None:
    now = 0.0
    limiter = Limiter(Rate(per_second, burst), lambda: now)
    given_at: dict[str, list[float]] = {"a": [], "b": []}
    for who, later in asked:
        now += later
        wait = limiter.wait(who)
        if wait > 0:
            now += wait + 1e-6
            assert limiter.wait(who) == 0
        given_at[who].append(now)
    for times in given_at.values():
        for first, start in enumerate(times):
            for last in range(first, len(times)):
                assert last - first + 1 <= burst + (times[last] - start) * per_second + 1e-3


def test_who_may_ask_freely_again_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REMEMBERED", 100)
    now = 0.0
    limiter = Limiter(Rate(1, 1), lambda: now)
    for number in range(1000):
        now += 0.1
        assert limiter.wait(str(number)) == 0
    assert len(limiter._full_at) <= 100


SLOW = Rate(0.01, 2)


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Running]:
    """Two of each, and the next after more than a minute."""
    with serving(tmp_path, render, tmp_path, limits=Limits(SLOW, SLOW, SLOW, SLOW, SLOW, SLOW)) as one:
        yield one


def refused(answer: requests.Response) -> bool:
    if answer.status_code == 429:
        assert 1 <= int(answer.headers["Retry-After"]) <= 100
    return answer.status_code == 429


def test_each_kiosk_has_its_own_rate_and_no_stranger_uses_it_up(strict: Running) -> None:
    one, other = kiosk_of(strict, "utara"), kiosk_of(strict, "selatan")
    forged = HttpKiosk(strict.address, kiosk_id=one.kiosk_id, epoch=one.epoch)
    assert [forged.sync(at=NOW).status_code for _ in range(5)] == [401] * 5
    assert [refused(one.sync(at=NOW)) for _ in range(4)] == [False, False, True, True]
    assert not refused(other.sync(at=NOW))
    asked = [{"ticket_id": str(uuid4()), "series": "A"} for _ in range(3)]
    assert [refused(one.post("/v1/grants", ask, at=NOW)) for ask in asked] == [False, False, True]


def test_strangers_are_counted_by_their_address(strict: Running) -> None:
    assert [refused(HttpKiosk(strict.address).enrol("AAAAA")) for _ in range(3)] == [False, False, True]
    form = {"name": "nobody", "password": "nothing"}
    answers = [requests.post(strict.address + "/sign-in", data=form, timeout=10) for _ in range(3)]
    assert [refused(answer) for answer in answers] == [False, False, True]
    assert "signin.html" in answers[-1].text
    probes = [requests.get(strict.address + "/ready", timeout=10) for _ in range(3)]
    assert [refused(answer) for answer in probes] == [False, False, True]
    assert requests.get(strict.address + "/health", timeout=10).ok


def test_a_kiosk_that_asked_too_often_is_told_how_long_to_rest(strict: Running) -> None:
    key = Ed25519PrivateKey.generate()
    kiosk = HttpKiosk(strict.address, key)
    assert kiosk.enrol(strict.store.enrolment_token(kiosk_name="utara", now=NOW)).ok
    client = Client(strict.address, kiosk_id=kiosk.kiosk_id, key=key, clock=lambda: NOW)
    hello = Hello(boot_id="b", version="1", wall=datetime.now(UTC), unsynced=0, printer="ready")
    request = SyncRequest(kiosk_id=kiosk.kiosk_id, epoch=kiosk.epoch, hello=hello, events=())
    answers = [client.sync(request) for _ in range(3)]
    client.close()
    assert isinstance(answers[1], SyncAnswer)
    last = answers[2]
    assert isinstance(last, Away) and 1 <= last.rest <= 60


# --- sizes --------------------------------------------------------------------------------------------------

PAGE_POSTS = ("/sign-in", "/admin/kiosks", "/console/call", "/locked", "/nothing", "/")


@pytest.mark.parametrize("path", PAGE_POSTS)
def test_no_form_is_read_that_is_large_or_of_unknown_length(running: Running, path: str) -> None:
    large = requests.post(running.address + path, data={"name": "x" * 20_000}, timeout=10)
    endless = requests.post(running.address + path, data=iter([b"name="] * 10), timeout=10)
    assert (large.status_code, endless.status_code) == (413, 413)


@pytest.mark.parametrize("path", ["/v1/enrol", "/v1/sync", "/v1/grants", "/v1/documents/list"])
def test_no_message_is_read_to_the_end_that_is_too_large(running: Running, path: str) -> None:
    pieces = 0

    def body() -> Iterator[bytes]:
        nonlocal pieces
        for pieces in range(1, 400):  # noqa: B007 - counts what was taken off our hands
            yield b" " * 65_536

    try:
        status = requests.post(running.address + path, data=body(), timeout=10).status_code
    except requests.ConnectionError:  # the server has hung up while we were still talking
        status = 413
    assert status == 413 and pieces < 200


# --- the list of kiosks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("silent", "revoked", "expected"),
    [
        (None, False, "awaited"),
        (0, False, "now"),
        (45, False, "now"),
        (46, False, "late"),
        (60, False, "late"),
        (61, False, "offline"),
        (0, True, "revoked"),
    ],
)
def test_contact_is_what_the_silence_says(silent: int | None, revoked: bool, expected: str) -> None:
    seen = None if silent is None else NOW - timedelta(seconds=silent)
    standing = KioskStanding("k", "utara", "C", seen, 0, None, "ready", None, {}, revoked)
    assert contact(standing, now=NOW) == expected


def test_the_admin_page_says_what_waits_and_what_to_do_about_what_is_withheld(mall: Running) -> None:
    kiosk = kiosk_of(mall)
    kiosk.log.add({"what": "?"}, type="from the future")
    hello = Hello(
        boot_id="b", version="1", wall=NOW, unsynced=12, oldest_unsynced_seconds=400, printer="ready"
    )
    message = SyncRequest(
        kiosk_id=kiosk.kiosk_id, epoch=kiosk.epoch, hello=hello, events=tuple(kiosk.log.events)
    )
    assert kiosk.post("/v1/sync", message.model_dump(mode="json"), at=NOW).ok
    cookies = {"anjungan": seated(mall, "ratu", "1", admin=True)}

    def page() -> str:
        return requests.get(mall.address + "/admin", cookies=cookies, timeout=10).text

    assert "12, tertua 6 mnt" in page() and "Perbarui server" in page()
    mall.clock.advance(timedelta(seconds=50))
    assert "Kabarnya terlambat" in page()
    mall.clock.advance(timedelta(seconds=50))
    assert "Tidak tersambung" in page()
