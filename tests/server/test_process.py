"""Real server processes: streams, restarts, a clean end, and many hands on one queue."""

import fcntl
import multiprocessing
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
import requests

from commands.parts.frame import ROOT
from server.sqlite import SqliteStore
from server.store import Call, Press
from tests.server.parts import (
    NOW,
    PASSWORD,
    PROFILE_FOLDER,
    SITE,
    HttpKiosk,
    bring,
    enrolled,
    issued,
    open_store,
    seat,
)
from tests.server.test_pages import Browser


@dataclass
class Server:
    process: subprocess.Popen[str]
    said: str
    """What it has printed."""

    @property
    def address(self) -> str:
        return self.said.partition(": ")[2].partition("\n")[0]

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        code = self.process.wait(10)
        assert self.process.stdout is not None
        with self.process.stdout as rest:
            self.said += rest.read()
        return code


Start = Callable[..., Server]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts servers on one state folder; none outlives the test."""
    started: list[Server] = []

    def begin(
        port: int = 0,
        host: str = "127.0.0.1",
        command: Sequence[str] = ("tests.server.process",),
    ) -> Server:
        with (tmp_path / "server.log").open("a") as log:
            options = ["--profile", str(PROFILE_FOLDER), "--state", str(tmp_path / "state")]
            process = subprocess.Popen(
                [sys.executable, "-m", *command, *options, "--listen", f"{host}:{port}"],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert process.stdout is not None
        said = process.stdout.readline() + process.stdout.readline()
        assert "/admin" in said, said
        started.append(Server(process, said))
        return started[-1]

    yield begin
    for server in started:
        if server.process.poll() is None:
            server.end(signal.SIGKILL)


def admin_link(server: Server) -> str:
    assert server.process.stdout is not None
    server.said += server.process.stdout.readline() + server.process.stdout.readline()
    return server.said.splitlines()[-1].strip()


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
    """Admin, officer, counter and kiosk through the pages and the printed link alone.

    Returns the officer's browser and the kiosk.
    """
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


def test_half_a_request_does_not_hold_the_server_s_end(start: Start) -> None:
    server = start()
    host, port = server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as half:
        half.sendall(b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx")
        assert requests.get(server.address + "/health", timeout=10).ok, "it has been read"
        assert server.end() == 0


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
    assert server.end() == 0
    assert server.said.count("first-admin") == 1
    server = start()
    assert server.end() == 0
    assert "first-admin" not in server.said
    log = (tmp_path / "server.log").read_text()
    assert "/first-admin 200" in log and token not in log and PASSWORD not in log


# --- the command itself -------------------------------------------------------------------------------------


def typed(*options: str) -> subprocess.CompletedProcess[str]:
    """`anjungan server` with these options, which must end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "commands", "server", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("listen", "code", "says"),
    [
        ("8000", 64, "'8000' is not HOST:PORT"),
        ("127.0.0.1:x", 64, "'127.0.0.1:x' is not HOST:PORT"),
        ("127.0.0.1:65536", 64, "'127.0.0.1:65536' is not HOST:PORT"),
        ("192.0.2.1:0", 1, "cannot listen on 192.0.2.1:0: "),
    ],
)
def test_an_address_that_cannot_be_had_is_said_in_a_line(
    tmp_path: Path, listen: str, code: int, says: str
) -> None:
    ended = typed("--profile", str(PROFILE_FOLDER), "--state", str(tmp_path / "state"), "--listen", listen)
    assert ended.returncode == code and says in ended.stderr.splitlines()[-1]
    assert not (tmp_path / "state").exists() and ended.stdout == ""


@pytest.mark.parametrize(
    ("file", "right", "wrong", "says"),
    [
        ("site.toml", 'brand = "#1B5E8C"', 'brand = "blue"', "must be a colour"),
        ("site.toml", "agencies.disdukcapil", "agencies.disdukcapl", "did you mean `disdukcapil`"),
        ("families.yaml", "kind: kia", "kind: kai", "did you mean `kia`"),
    ],
)
def test_a_mistake_in_the_profile_is_said_with_its_line(
    tmp_path: Path, file: str, right: str, wrong: str, says: str
) -> None:
    folder = tmp_path / "profile"
    shutil.copytree(PROFILE_FOLDER, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(right) == 1
    (folder / file).write_text(text.replace(right, wrong), encoding="utf-8")
    line = 1 + text[: text.index(right)].count("\n")
    ended = typed("--profile", str(folder), "--state", str(tmp_path / "state"), "--listen", "127.0.0.1:0")
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert ended.stderr.startswith(f"{folder / file}:{line}: ") and says in ended.stderr
    assert not (tmp_path / "state").exists()


def test_a_state_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    ended = typed(
        "--profile", str(PROFILE_FOLDER), "--state", str(tmp_path / "state"), "--listen", "127.0.0.1:0"
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"cannot use {tmp_path / 'state'} as the state folder: ")


WELCOME = re.compile(
    r"MPP Contoh: (?P<address>http://127\.0\.0\.1:\d+)\n"
    r"  counters: (?P=address)/console   board: (?P=address)/board\?voice=[a-z2-7]{16}"
    r"   admin: (?P=address)/admin\n"
    r"(?P<outside>  from other machines: http://\S+:\d+\n)?"
    r"Nobody is admin yet\. Whoever opens this link first becomes the admin; it works once:\n"
    r"  (?P=address)/first-admin\?token=[A-Za-z0-9_-]{32}\n"
)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_the_command_serves_a_profile_and_says_where(host: str, start: Start, tmp_path: Path) -> None:
    server = start(host=host, command=["commands", "server"])
    assert requests.get(server.address + "/ready", timeout=10).text == "ok\n"
    kiosk = HttpKiosk(server.address)
    assert kiosk.enrol("AAAAA-AAAAA-AAAAA-AAAAA").status_code == 403
    assert "Kota Contoh" in requests.get(server.address + "/board", timeout=10).text
    assert requests.get(server.address + "/static/anjungan.css", timeout=10).ok
    assert server.end() == 0
    said = WELCOME.fullmatch(server.said)
    assert said is not None, server.said
    assert (said["outside"] is not None) == (host == "0.0.0.0")
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700


# --- many hands ---------------------------------------------------------------------------------------------

OFFICERS, TICKETS = 4, 60


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


ROUNDS = 40


def _calls_in_rounds(
    address: str,
    cookies: dict[str, str],
    together: Barrier,
    called: "multiprocessing.Queue[tuple[int, str]]",
) -> None:
    """An officer's browser in a process of its own: in each round one call, at the moment of the others."""
    browser = Browser(address)
    browser.session.cookies.update(cookies)
    for turn in range(ROUNDS):
        browser.get("/console")
        together.wait(60)
        browser.form("/console/call-next")
        serving = re.search(r"serving=TicketLine\(ticket=QueuedTicket\(ticket_id='([^']+)'", browser.page)
        called.put((turn, serving[1] if serving else browser.where))


def test_officers_who_call_at_the_same_moment_never_call_the_same_ticket(start: Start) -> None:
    """Every round is a race of real processes for the head of one queue, over a real socket."""
    server = start()
    first, kiosk = set_up(server)
    now = datetime.now(UTC)
    day = SITE.day(now)
    for number in range(1, ROUNDS * OFFICERS + 1):
        kiosk.log.add(issued(number, letter=kiosk.letter, at=now, label_day=day, business_day=day))
        if number % OFFICERS == 0:
            assert kiosk.sync(at=now, since=number - OFFICERS).json()["acked_through"] == number
    taken = {str(event.body["ticket_id"]) for event in kiosk.log.events}
    admin = Browser(server.address)
    admin.post("/sign-in", name="ratu", password=PASSWORD)
    officers = [first]
    for place in range(1, OFFICERS):
        admin.form("/admin/officers", name=f"o{place}", display_name="O", password=PASSWORD)
        admin.get("/admin")
        admin.form("/admin/counters", number=str(3 + place), agency="disdukcapil", place="")
        admin.get("/admin")
        officers.append(Browser(server.address))
        officers[-1].post("/sign-in", name=f"o{place}", password=PASSWORD)
        officers[-1].form("/counter", counter_id=str(1 + place))
    context = multiprocessing.get_context("spawn")
    together, called = context.Barrier(OFFICERS), context.Queue()
    hands = [
        context.Process(
            target=_calls_in_rounds,
            args=(server.address, dict(one.session.cookies), together, called),
        )
        for one in officers
    ]
    for hand in hands:
        hand.start()
    calls = [called.get(timeout=60) for _ in range(ROUNDS * OFFICERS)]
    for hand in hands:
        hand.join(10)
        assert hand.exitcode == 0
    assert Counter(turn for turn, _ in calls) == dict.fromkeys(range(ROUNDS), OFFICERS)
    assert Counter(ticket for _, ticket in calls) == dict.fromkeys(taken, 1)
    assert server.end() == 0


def test_one_officer_who_clicks_twice_at_once_calls_once(start: Start) -> None:
    server = start()
    officer, kiosk = set_up(server)
    for number in range(1, 9):
        take_ticket(kiosk, number)
    with ThreadPoolExecutor(2) as hands:
        for turn in range(1, 9):
            together = threading.Barrier(2)
            officer.get("/console")
            pressed = [hands.submit(_press, officer, together) for _ in range(2)]
            assert [one.result(30) for one in pressed] == [200, 200]
            waiting = kiosk.sync(at=datetime.now(UTC)).json()["waiting"].get("kk", 0)
            assert waiting == 8 - turn
    assert server.end() == 0


def _press(browser: Browser, together: threading.Barrier) -> int:
    """Of its own connection, with the form of the page that the browser shows; the status of the answer."""
    form = {name: browser.value(name) for name in ("csrf", "key", "expected")}
    cookies = dict(browser.session.cookies)
    together.wait(30)
    where = browser.address + "/console/call-next"
    return requests.post(where, data=form, cookies=cookies, timeout=10).status_code


def test_a_state_folder_has_one_server(tmp_path: Path) -> None:
    with (tmp_path / "server.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        options = ["--profile", str(PROFILE_FOLDER), "--state", str(tmp_path), "--listen", "127.0.0.1:0"]
        second = subprocess.run(
            [sys.executable, "-m", "commands", "server", *options],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert second.returncode == 1 and "another server runs" in second.stderr
    assert not (tmp_path / "server.db").exists()
