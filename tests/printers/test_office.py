"""A page to an office printer: a real `ippeveprinter`, then one that breaks at each place of the talk."""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from printers.ipp import Operation
from printers.office import OfficePrinterOverIpp, Patience, http_address, is_office_address
from printers.states import Cause, DeviceState, FailedClean, Outcome, Rendered, SentUnconfirmed, Uncertain
from tests.outside import free_port, wait_until

PAGE = b"%PDF-1.4 a page"
PROGRAM_SECONDS = 15.0
QUICK = Patience(connect=1.0, answer=1.0, poll=0.02, job=3.0)

BUS = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/> <allow eavesdrop="true"/>
    <allow own="*"/> <allow user="*"/>
  </policy>
</busconfig>
"""
AVAHI = """\
[server]
use-ipv6=no
allow-interfaces=lo
[publish]
publish-workstation=no
"""
WORK = """\
#!/bin/sh
here="$(dirname "$0")"
what="$(cat "$here/what")"
case "$what" in
  aborts) exit 1;;
  paper-ends|jams)
    echo "STATE: +$(cat "$here/reason")" >&2
    while [ "$(cat "$here/what")" = "$what" ]; do sleep 0.05; done
    echo "STATE: -$(cat "$here/reason")" >&2;;
esac
cp "$1" "$here/out.pdf"
"""
"""What the printer does with a job, as the file `what` says."""


@contextmanager
def running(words: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(words, env=environment, stdout=quiet, stderr=quiet)
    try:
        yield process
    finally:
        ended(process)


def ended(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass(frozen=True)
class Office:
    uri: str
    folder: Path

    def does(self, what: str, reason: str = "") -> None:
        (self.folder / "reason").write_text(reason)
        (self.folder / "what").write_text(what)

    @property
    def came_out(self) -> bytes | None:
        path = self.folder / "out.pdf"
        return path.read_bytes() if path.exists() else None


def daemon(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, f"{name} is not installed"
    return found


@pytest.fixture(scope="module")
def announcing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment in which a printer can announce itself, to this machine alone."""
    avahi = daemon("avahi-daemon")
    if subprocess.run([avahi, "--check"], check=False).returncode == 0:  # it is alone on a machine
        yield dict(os.environ)
        return
    folder = tmp_path_factory.mktemp("bus")
    (folder / "bus.conf").write_text(BUS.format(path=folder / "bus"))
    (folder / "avahi.conf").write_text(AVAHI)
    environment = os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder / 'bus'}"}
    alone = ["-f", str(folder / "avahi.conf"), "--no-drop-root", "--no-chroot", "--no-rlimits"]
    with (
        running(["dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork"], environment),
        ExitStack() as later,
    ):
        wait_until((folder / "bus").exists, PROGRAM_SECONDS)
        later.enter_context(running([avahi, *alone], environment))
        yield environment


@pytest.fixture
def office(announcing: dict[str, str], tmp_path: Path) -> Iterator[Office]:
    """Its own folder is its tray: what comes out lies in `out.pdf`."""
    port = free_port()
    one = Office(f"ipp://127.0.0.1:{port}/ipp/print", tmp_path)
    one.does("prints")
    work = tmp_path / "work"
    work.write_text(WORK)
    work.chmod(0o755)
    words = ["-d", str(tmp_path), "-p", str(port), "-f", "application/pdf", "-c", str(work)]
    command = [daemon("ippeveprinter"), *words, "-n", "localhost", "Kantor"]
    with ExitStack() as begun:
        process = begun.enter_context(running(command, announcing))
        printer = printer_at(one.uri)
        latest = time.monotonic() + PROGRAM_SECONDS
        while printer.status().state is not DeviceState.READY:
            assert time.monotonic() < latest, "no printer"
            if process.poll() is not None:  # it ends where its announcer is not up yet
                process = begun.enter_context(running(command, announcing))
            time.sleep(0.05)
        printer.close()
        yield one
        one.does("prints")


def printer_at(uri: str, patience: Patience = QUICK) -> OfficePrinterOverIpp:
    return OfficePrinterOverIpp(uri, time.monotonic, patience)


def sent(printer: OfficePrinterOverIpp) -> tuple[Outcome, list[Rendered]]:
    begun: list[Rendered] = []

    def on_sending(rendered: Rendered) -> int:
        begun.append(rendered)
        return len(begun)

    return printer.print(PAGE, on_sending), begun


pytest_office = [pytest.mark.office, pytest.mark.xdist_group("office")]


class TestRealPrinter:
    pytestmark = pytest_office

    def test_what_was_taken_to_its_end_is_sent_and_never_called_printed(self, office: Office) -> None:
        outcome, begun = sent(printer_at(office.uri))
        assert outcome == SentUnconfirmed()
        assert [(one.length, one.millimetres) for one in begun] == [(len(PAGE), 297)]
        assert office.came_out == PAGE

    def test_an_aborted_job_is_for_a_person_to_judge(self, office: Office) -> None:
        office.does("aborts")
        outcome, _ = sent(printer_at(office.uri))
        assert isinstance(outcome, Uncertain)
        assert office.came_out is None

    @pytest.mark.parametrize(
        ("what", "reason", "cause"),
        [("paper-ends", "media-empty", Cause.PAPER_OUT), ("jams", "media-jam", Cause.MECHANICAL)],
    )
    def test_a_job_that_stands_is_cancelled_and_says_why(
        self, office: Office, what: str, reason: str, cause: Cause
    ) -> None:
        office.does(what, reason)
        printer = printer_at(office.uri, Patience(connect=1, answer=2, poll=0.02, job=0.5))
        outcome, _ = sent(printer)
        assert isinstance(outcome, Uncertain)
        assert outcome.status.causes == {cause}
        blocked, begun = sent(printer)
        assert isinstance(blocked, FailedClean) and begun == [], "a blocked printer gets no byte"

    def test_a_printer_that_is_not_there_gets_nothing(self) -> None:
        outcome, begun = sent(printer_at(f"ipp://127.0.0.1:{free_port()}/ipp/print"))
        assert isinstance(outcome, FailedClean)
        assert outcome.status.state is DeviceState.DISCONNECTED and begun == []


# --- one that breaks ------------------------------------------------------------------------------------


def attributes(status: int, number: bytes, *parts: bytes) -> bytes:
    return b"\x01\x01" + status.to_bytes(2, "big") + number + b"".join(parts) + b"\x03"


READY = b"\x04\x23\x00\x0dprinter-state\x00\x04\x00\x00\x00\x03"
JOB = b"\x02\x21\x00\x06job-id\x00\x04\x00\x00\x00\x05"
NAMED = JOB + b"\x42\x00\x08job-name\x00\x0aAnjungan 1"


def stage(one: int) -> bytes:
    return b"\x02\x23\x00\x09job-state\x00\x04" + one.to_bytes(4, "big")


@dataclass
class Breaking:
    """Answers well, but `fault` to `at`; it keeps which operations were asked for."""

    at: Operation | None = None
    fault: str = ""
    stages: list[int] = field(default_factory=lambda: [3, 5, 9])
    asked: list[Operation] = field(default_factory=list)
    uri: str = ""

    def answer(self, body: bytes) -> bytes:
        operation, number = Operation(int.from_bytes(body[2:4], "big")), body[4:8]
        self.asked.append(operation)
        match operation:
            case Operation.GET_PRINTER_ATTRIBUTES:
                return attributes(0, number, READY)
            case Operation.PRINT_JOB:
                return attributes(0, number, JOB)
            case Operation.GET_JOBS:
                return attributes(0, number, NAMED)
            case Operation.GET_JOB_ATTRIBUTES:
                at = min(self.asked.count(operation), len(self.stages)) - 1
                return attributes(0, number, stage(self.stages[at]))
            case Operation.CANCEL_JOB:
                return attributes(0, number)


@pytest.fixture
def breaking() -> Iterator[Breaking]:
    one = Breaking()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length")
            body = self.rfile.read(int(length)) if length else b""
            good = one.answer(body)
            fault = one.fault if one.asked[-1] is one.at else ""
            match fault:
                case "hangs up":
                    self.close_connection = True
                    return
                case "is cut":
                    self._say(good[:-3])
                case "is nonsense":
                    self._say(b"\xff" * 40)
                case "is another's":
                    self._say(good[:4] + b"\x00\x0f\xff\xff" + good[8:])
                case "is a page of a portal":
                    self._say(b"<html>sign in</html>", kind="text/html")
                case "is an error of the web":
                    self._say(b"", code=503)
                case "is a redirection":
                    self._say(b"", code=302)
                case "never ends":
                    self.send_response(200)
                    self.send_header("Content-Length", "1000000")
                    self.end_headers()
                    self.wfile.write(good)
                    released.wait(5)
                    self.close_connection = True
                case "is a refusal":
                    self._say(good[:2] + b"\x04\x0a" + good[4:])
                case _:
                    self._say(good)

        def _say(self, data: bytes, *, code: int = 200, kind: str = "application/ipp") -> None:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            if code == 302:
                self.send_header("Location", one.uri.replace("ipp:", "http:"))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    released = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    one.uri = f"ipp://127.0.0.1:{server.server_address[1]}/ipp/print"
    yield one
    released.set()
    server.shutdown()
    thread.join()
    server.server_close()


FAULTS = (
    "hangs up",
    "is cut",
    "is nonsense",
    "is another's",
    "is a page of a portal",
    "is an error of the web",
    "is a redirection",
    "never ends",
)
PATIENCE = Patience(connect=1.0, answer=0.3, poll=0.01, job=2.0)


@pytest.mark.parametrize("fault", FAULTS)
def test_where_the_first_question_fails_nothing_is_sent(breaking: Breaking, fault: str) -> None:
    breaking.at, breaking.fault = Operation.GET_PRINTER_ATTRIBUTES, fault
    outcome, begun = sent(printer_at(breaking.uri, PATIENCE))
    assert isinstance(outcome, FailedClean) and begun == []
    assert Operation.PRINT_JOB not in breaking.asked


@pytest.mark.parametrize("fault", FAULTS)
def test_a_job_whose_acceptance_was_not_heard_is_found_and_cancelled(breaking: Breaking, fault: str) -> None:
    breaking.at, breaking.fault = Operation.PRINT_JOB, fault
    outcome, begun = sent(printer_at(breaking.uri, PATIENCE))
    assert isinstance(outcome, Uncertain) and len(begun) == 1
    assert breaking.asked.count(Operation.PRINT_JOB) == 1, "never sent again"
    assert breaking.asked[-3:-1] == [Operation.GET_JOBS, Operation.CANCEL_JOB]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_job_that_cannot_be_followed_is_cancelled(breaking: Breaking, fault: str) -> None:
    breaking.at, breaking.fault = Operation.GET_JOB_ATTRIBUTES, fault
    outcome, _ = sent(printer_at(breaking.uri, PATIENCE))
    assert isinstance(outcome, Uncertain)
    assert breaking.asked.count(Operation.GET_JOB_ATTRIBUTES) == PATIENCE.failures
    assert Operation.CANCEL_JOB in breaking.asked


def test_a_refusal_is_clean(breaking: Breaking) -> None:
    breaking.at, breaking.fault = Operation.PRINT_JOB, "is a refusal"
    outcome, _ = sent(printer_at(breaking.uri, PATIENCE))
    assert isinstance(outcome, FailedClean)


@pytest.mark.parametrize("last", [7, 8])
def test_a_job_that_somebody_ended_is_for_a_person_to_judge(breaking: Breaking, last: int) -> None:
    breaking.stages = [3, 5, last]
    outcome, _ = sent(printer_at(breaking.uri, PATIENCE))
    assert isinstance(outcome, Uncertain)


def test_a_job_that_never_ends_is_cancelled(breaking: Breaking) -> None:
    breaking.stages = [6]
    outcome, _ = sent(printer_at(breaking.uri, Patience(answer=0.3, poll=0.01, job=0.2)))
    assert isinstance(outcome, Uncertain) and Operation.CANCEL_JOB in breaking.asked


# --- addresses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("uri", "asked"),
    [
        ("ipp://printer/ipp/print", "http://printer:631/ipp/print"),
        ("ipps://printer:8443/x", "https://printer:8443/x"),
        ("ipp://[::1]:631", "http://[::1]:631/"),
    ],
)
def test_an_address_is_asked_over_http(uri: str, asked: str) -> None:
    assert is_office_address(uri)
    assert http_address(uri) == asked


@pytest.mark.parametrize(
    "uri", ["", "printer", "http://printer/", "ipp:///x", "ipp://p:99999/", "ipp://[::1"]
)
def test_what_is_no_address(uri: str) -> None:
    assert not is_office_address(uri)
