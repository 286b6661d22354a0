"""Real server processes: streams, restarts, a clean end, and many hands on one queue."""

import multiprocessing
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
import requests

from server.sqlite import SqliteStore
from server.store import Call, Press
from server.tables.queues import LAST_CALLS
from tests.server.parts import NOW, PASSWORD, SITE, HttpKiosk, bring, enrolled, issued, open_store, seat
from tests.server.test_pages import Browser

ROOT = Path(__file__).parents[2]


@dataclass
class Server:
    process: subprocess.Popen[str]
    address: str

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        code = self.process.wait(10)
        if self.process.stdout:
            self.process.stdout.close()
        return code


Start = Callable[..., Server]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts servers on one state folder; none outlives the test."""
    started: list[Server] = []

    def begin(port: int = 0) -> Server:
        with (tmp_path / "server.log").open("a") as log:
            state, listen = str(tmp_path / "state"), f"127.0.0.1:{port}"
            options = ["--profile", ".", "--state", state, "--listen", listen]
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.server.process", *options],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert process.stdout is not None
        first = process.stdout.readline()
        address = re.search(r"http://\S+", first)
        assert address is not None, first
        process.stdout.readline()
        started.append(Server(process, address[0]))
        return started[-1]

    yield begin
    for server in started:
        if server.process.poll() is None:
            server.end(signal.SIGKILL)


def admin_link(server: Server) -> str:
    assert server.process.stdout is not None
    server.process.stdout.readline()
    return server.process.stdout.readline().strip()


@contextmanager
def stream(address: str, path: str, last: str | None = None) -> Iterator[Iterator[dict[str, str]]]:
    """Frames of a stream as they come; each a dict of its fields."""
    headers = {"Last-Event-ID": last} if last else {}
    with requests.get(address + path, headers=headers, stream=True, timeout=20) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield frames(answer)


def frames(answer: requests.Response) -> Iterator[dict[str, str]]:
    frame: dict[str, str] = {}
    for line in answer.iter_lines(chunk_size=1, decode_unicode=True):
        if line:
            name, _, value = line.partition(": ")
            frame[name] = frame.get(name, "") + value
        elif frame:
            yield frame
            frame = {}


def snapshot(of: Iterator[dict[str, str]]) -> dict[str, str]:
    return next(frame for frame in of if frame.get("event") == "snapshot")


def set_up(server: Server) -> tuple[Browser, HttpKiosk]:
    """Admin, officer, counter and kiosk through the pages and the printed link alone; the officer's browser
    and the kiosk."""
    link = admin_link(server)
    admin = Browser(server.address)
    admin.get(link.removeprefix(server.address))
    admin.post(
        "/first-admin", token=link.partition("token=")[2], name="ratu", display_name="R", password=PASSWORD
    )
    admin.post("/sign-in", name="ratu", password=PASSWORD)
    admin.form("/admin/officers", name="ayu", display_name="Ayu", password=PASSWORD)
    admin.get("/admin")
    admin.form("/admin/counters", number="3", agency="disdukcapil", place="Lantai 1")
    page = admin.form("/admin/kiosks", name="utara")
    token = re.search(r"--enrol ([0-9A-Z-]+)", page)
    assert token is not None
    kiosk = HttpKiosk(server.address)
    assert kiosk.enrol(token[1]).ok
    officer = Browser(server.address)
    officer.post("/sign-in", name="ayu", password=PASSWORD)
    officer.form("/counter", counter_id="1")
    return officer, kiosk


def take_ticket(kiosk: HttpKiosk, number: int) -> None:
    now = datetime.now(UTC)
    body = issued(number, letter=kiosk.letter, at=now, label_day=SITE.day(now), business_day=SITE.day(now))
    kiosk.log.add(body)
    assert kiosk.sync(at=now).json()["acked_through"] == len(kiosk.log.events)


def test_a_call_reaches_the_board_and_survives_a_restart(start: Start) -> None:
    server = start()
    officer, kiosk = set_up(server)
    with stream(server.address, "/board/stream") as board:
        first = next(board)
        assert first["retry"] == "2000"
        assert "now=None" in snapshot(board)["data"]
        take_ticket(kiosk, 1)
        waiting = snapshot(board)
        assert "next_labels=('A-C001',)" in waiting["data"]
        officer.get("/console")
        officer.form("/console/call-next")
        called = snapshot(board)
        assert "label='A-C001', counter_number='3'" in called["data"]
        assert int(called["id"]) > int(waiting["id"])
        assert server.end() == 0, "open streams do not hold the server's end"
    again = start(int(server.address.rpartition(":")[2]))
    assert again.address == server.address
    with stream(again.address, "/board/stream", last=called["id"]) as board:
        take_ticket(kiosk, 2)
        after = snapshot(board)
        assert int(after["id"]) > int(called["id"]), "what is known already is not sent again"
        assert "A-C002" in after["data"] and "label='A-C001'" in after["data"]
    with stream(again.address, "/board/stream", last=waiting["id"]) as board:
        assert snapshot(board)["id"] == after["id"]
    officer.get("/console")
    assert "console.html" in officer.page, "the sign-in outlives the restart"
    assert again.end(signal.SIGINT) == 0


def test_the_console_stream_ends_with_the_sign_in(start: Start) -> None:
    server = start()
    officer, _ = set_up(server)
    cookie = dict(officer.session.cookies)
    with requests.get(server.address + "/console/stream", cookies=cookie, stream=True, timeout=20) as answer:
        coming = frames(answer)
        assert "console_body.html" in snapshot(coming)["data"]
        officer.get("/console")
        officer.form("/sign-out")
        assert list(coming) == []
    assert server.end() == 0


def test_the_first_admin_link_is_printed_until_it_is_used(start: Start, tmp_path: Path) -> None:
    server = start()
    void = admin_link(server)
    server.end()
    server = start()
    link = admin_link(server)
    assert (
        requests.get(void.replace(void[: void.index("/first")], server.address), timeout=10).status_code
        == 410
    )
    assert requests.get(link, timeout=10).status_code == 200
    token = link.partition("token=")[2]
    form = {"token": token, "name": "ratu", "display_name": "Ratu", "password": PASSWORD}
    assert requests.post(server.address + "/first-admin", data=form, timeout=10).url.endswith("/sign-in")
    server.process.send_signal(signal.SIGTERM)
    rest, _ = server.process.communicate(timeout=10)
    assert rest == ""
    server = start()
    server.process.send_signal(signal.SIGTERM)
    rest, _ = server.process.communicate(timeout=10)
    assert "first-admin" not in rest
    log = (tmp_path / "server.log").read_text()
    assert "/first-admin 200" in log and token not in log and PASSWORD not in log


@pytest.mark.parametrize(
    ("listen", "code", "says"),
    [("8000", 64, "HOST:PORT"), ("127.0.0.1:x", 64, "HOST:PORT"), ("192.0.2.1:0", 1, "cannot listen")],
)
def test_an_address_that_cannot_be_had_is_said_in_one_line(
    tmp_path: Path, listen: str, code: int, says: str
) -> None:
    options = ["--profile", ".", "--state", str(tmp_path), "--listen", listen]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.server.process", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert (ended.returncode, ended.stderr.count("\n")) == (code, 1) and says in ended.stderr


# --- many hands ---------------------------------------------------------------------------------------------

OFFICERS, TICKETS = 6, 60


def _call_until_empty(
    path: str, who: tuple[int, int], start: Barrier, names: "multiprocessing.Queue[str]"
) -> None:
    """One officer in a process of their own, with a store of their own on the same file."""
    store = SqliteStore(Path(path), SITE)
    start.wait()
    turn, expected = 0, None
    while True:
        turn += 1
        outcome = store.call_next(Press(f"{who}-{turn}", *who, expected, NOW))
        if not isinstance(outcome, Call):
            break
        names.put(outcome.label)
        view = store.console_view(counter_id=who[0], now=NOW)
        expected = view.serving.ticket_id if view and view.serving else None
    names.put("")
    store.close_files()


def test_officers_in_many_processes_never_get_the_same_ticket(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    bring(store, enrolled(store), [issued(n) for n in range(1, TICKETS + 1)])
    seats = [seat(store, f"officer{n}", str(n)) for n in range(OFFICERS)]
    store.close_files()
    context = multiprocessing.get_context("spawn")
    barrier, names = context.Barrier(OFFICERS), context.Queue()
    hands = [
        context.Process(target=_call_until_empty, args=(str(tmp_path / "server.db"), who, barrier, names))
        for who in seats
    ]
    for hand in hands:
        hand.start()
    labels, ended = [], 0
    while ended < OFFICERS:
        label = names.get(timeout=30)
        ended += not label
        labels += [label] if label else []
    for hand in hands:
        hand.join(10)
        assert hand.exitcode == 0
    assert sorted(labels) == [f"A-C{n:03d}" for n in range(1, TICKETS + 1)]


@pytest.mark.parametrize("same_officer", [False, True], ids=["two officers", "one officer clicks twice"])
def test_presses_at_the_same_moment_over_http(start: Start, same_officer: bool) -> None:
    server = start()
    officer, kiosk = set_up(server)
    for number in range(1, 21):
        take_ticket(kiosk, number)
    admin, other = Browser(server.address), officer
    if not same_officer:
        admin.post("/sign-in", name="ratu", password=PASSWORD)
        admin.form("/admin/counters", number="4", agency="disdukcapil", place="Lantai 1")
        other = admin
        other.get("/counter")
        other.form("/counter", counter_id="2")
    context = multiprocessing.get_context("spawn")
    rounds = 8
    for turn in range(rounds):
        barrier = context.Barrier(2)
        hands = []
        for browser in (officer, other):
            browser.get("/console")
        forms = [
            (browser, {name: browser.value(name) for name in ("csrf", "key", "expected")})
            for browser in (officer, other)
        ]
        for browser, form in forms:
            args = (server.address, dict(browser.session.cookies), form, barrier)
            hands.append(context.Process(target=_press, args=args))
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join(30)
            assert hand.exitcode == 0
        officer.get("/board")
        calls = set(re.findall(r"label='(A-C\d+)', counter_number", officer.page))
        expected = turn + 1 if same_officer else 2 * (turn + 1)
        assert len(calls) == min(expected, 1 + LAST_CALLS)
    assert server.end() == 0


def _press(address: str, cookies: dict[str, str], form: dict[str, str], barrier: Barrier) -> None:
    barrier.wait()
    answer = requests.post(address + "/console/call-next", data=form, cookies=cookies, timeout=10)
    assert answer.status_code == 200
