"""A page to an office printer: a real `ippeveprinter`, then one that breaks at each place of the talk."""

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from commands.__main__ import main
from printers.ipp import JobStage, Operation
from printers.office import OfficePatience, OfficePrinterOverIpp, http_address, is_office_address
from printers.states import (
    Cause,
    DeviceState,
    FailedClean,
    Outcome,
    Rendered,
    SentUnconfirmed,
    Status,
    Uncertain,
)
from tests.office_printer import PROGRAM_SECONDS, Office, announcing, office_printer
from tests.outside import free_port, wait_until

PAGE = b"%PDF-1.4 a page"
USER = "Anjungan C"
PATIENT = OfficePatience(connect=PROGRAM_SECONDS, answer=PROGRAM_SECONDS, poll=0.02, job=PROGRAM_SECONDS)
QUICK = OfficePatience(connect=1.0, answer=1.0, poll=0.02, job=3.0)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with announcing(tmp_path_factory.mktemp("bus")) as found:
        yield found


@pytest.fixture
def office(environment: dict[str, str], tmp_path: Path) -> Iterator[Office]:
    with office_printer(tmp_path, environment) as one:
        yield one


def printer_at(uri: str, patience: OfficePatience = QUICK) -> OfficePrinterOverIpp:
    return OfficePrinterOverIpp(uri, USER, time.monotonic, patience)


def sent(printer: OfficePrinterOverIpp) -> tuple[Outcome, list[Rendered]]:
    begun: list[Rendered] = []

    def on_sending(rendered: Rendered) -> int:
        begun.append(rendered)
        return len(begun)

    return printer.print(PAGE, on_sending), begun


pytest_office = [pytest.mark.office, pytest.mark.xdist_group("office")]


class PlugPulled(BaseException):
    """The program is gone between two of its instructions."""


def pulled(*_: object) -> Outcome:
    raise PlugPulled


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
        printer = printer_at(office.uri, OfficePatience(connect=1, answer=2, poll=0.02, job=0.5))
        outcome, _ = sent(printer)
        assert isinstance(outcome, Uncertain)
        assert outcome.status.causes == {cause}
        blocked, begun = sent(printer)
        assert isinstance(blocked, FailedClean) and begun == [], "a blocked printer gets no byte"

    def test_what_a_program_that_died_over_it_left_is_cancelled(self, office: Office) -> None:
        office.does("paper-ends", "media-empty")
        died = printer_at(office.uri)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(OfficePrinterOverIpp, "_followed", pulled)
            with pytest.raises(PlugPulled):
                sent(died)
        again = printer_at(office.uri)
        wait_until(lambda: again.status().state is not DeviceState.UNKNOWN, PROGRAM_SECONDS)
        office.does("prints")
        wait_until(lambda: office.stage(1) is not JobStage.PROCESSING, PROGRAM_SECONDS)
        assert office.stage(1) is JobStage.CANCELED

    def test_another_printer_at_the_same_address_gets_no_page(
        self, office: Office, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["printer", "identify", "--printer", office.uri]) == 0
        said = re.search("--office-uuid (.*)", capsys.readouterr().out)
        assert said is not None
        named = UUID(said[1])
        assert printer_at(office.uri, PATIENT).uuid() == named

        def sent_to(uuid: UUID) -> tuple[Outcome, list[Rendered]]:
            return sent(OfficePrinterOverIpp(office.uri, USER, time.monotonic, PATIENT, uuid=uuid))

        outcome, begun = sent_to(uuid4())
        assert isinstance(outcome, FailedClean) and begun == []
        assert outcome.status == Status(DeviceState.BLOCKED, frozenset({Cause.OTHER_PRINTER}))
        assert office.jobs() == 0 and office.came_out is None
        assert sent_to(named)[0] == SentUnconfirmed() and office.came_out == PAGE

    def test_a_printer_that_is_not_there_gets_nothing(self) -> None:
        outcome, begun = sent(printer_at(f"ipp://127.0.0.1:{free_port()}/ipp/print"))
        assert isinstance(outcome, FailedClean)
        assert outcome.status.state is DeviceState.DISCONNECTED and begun == []


# --- one that breaks ------------------------------------------------------------------------------------


def attributes(status: int, number: bytes, *parts: bytes) -> bytes:
    return b"\x01\x01" + status.to_bytes(2, "big") + number + b"".join(parts) + b"\x03"


READY = b"\x04\x23\x00\x0dprinter-state\x00\x04\x00\x00\x00\x03"


def job(number: int, name: str = "") -> bytes:
    named = b"\x42\x00\x08job-name" + len(name).to_bytes(2, "big") + name.encode()
    return b"\x02\x21\x00\x06job-id\x00\x04" + number.to_bytes(4, "big") + (named if name else b"")


def called(uuid: UUID) -> bytes:
    return b"\x45\x00\x0cprinter-uuid\x00\x2d" + uuid.urn.encode()


def stage(one: int) -> bytes:
    return b"\x02\x23\x00\x09job-state\x00\x04" + one.to_bytes(4, "big")


@dataclass
class Breaking:
    """Answers well, but `fault` to `at`; it keeps what was asked for, and which jobs stand, by number."""

    at: Operation | None = None
    fault: str = ""
    stages: list[int] = field(default_factory=lambda: [3, 5, 9])
    asked: list[Operation] = field(default_factory=list)
    jobs: dict[int, str] = field(default_factory=dict)
    uri: str = ""
    uuid: UUID | None = field(default_factory=uuid4)
    successor: UUID | None = None
    """What has taken its address when the job is asked for."""

    def answer(self, body: bytes) -> bytes:
        operation, number = Operation(int.from_bytes(body[2:4], "big")), body[4:8]
        self.asked.append(operation)
        match operation:
            case Operation.GET_PRINTER_ATTRIBUTES:
                return attributes(0, number, READY, called(self.uuid) if self.uuid else b"")
            case Operation.PRINT_JOB:
                self.jobs[5] = said(body, "job-name").decode()
                return attributes(0, number, job(5))
            case Operation.GET_JOBS:
                return attributes(0, number, *(job(one, name) for one, name in self.jobs.items()))
            case Operation.GET_JOB_ATTRIBUTES:
                self.uuid = self.successor or self.uuid
                at = min(self.asked.count(operation), len(self.stages)) - 1
                return attributes(0, number, stage(self.stages[at]))
            case Operation.CANCEL_JOB:
                del self.jobs[int.from_bytes(said(body, "job-id"), "big")]
                return attributes(0, number)


def said(body: bytes, name: str) -> bytes:
    """The first value of this name in a request."""
    at = body.index(name.encode()) + len(name)
    return body[at + 2 : at + 2 + int.from_bytes(body[at : at + 2], "big")]


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
PATIENCE = OfficePatience(connect=1.0, answer=0.3, poll=0.01, job=2.0)


def test_one_that_names_no_uuid_is_not_the_one_that_was_named(breaking: Breaking) -> None:
    printer = OfficePrinterOverIpp(breaking.uri, USER, time.monotonic, PATIENT, uuid=uuid4())
    breaking.uuid = None
    breaking.jobs[7] = f"{USER} 3"
    assert printer.uuid() is None and printer.status().causes == {Cause.OTHER_PRINTER}
    assert set(breaking.asked) == {Operation.GET_PRINTER_ATTRIBUTES} and breaking.jobs, "it is left alone"


@pytest.mark.parametrize("stays", [True, False])
def test_a_job_is_done_by_the_word_of_the_printer_that_took_it(breaking: Breaking, stays: bool) -> None:
    printer = OfficePrinterOverIpp(breaking.uri, USER, time.monotonic, PATIENT, uuid=breaking.uuid)
    breaking.successor = None if stays else uuid4()
    other = Status(DeviceState.BLOCKED, frozenset({Cause.OTHER_PRINTER}))
    outcome, _ = sent(printer)
    assert outcome == (SentUnconfirmed() if stays else Uncertain(other))
    assert Operation.CANCEL_JOB not in breaking.asked, "a job of that number is somebody else's there"


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
    assert breaking.jobs == {}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_job_that_cannot_be_followed_is_cancelled(breaking: Breaking, fault: str) -> None:
    breaking.at, breaking.fault = Operation.GET_JOB_ATTRIBUTES, fault
    outcome, _ = sent(printer_at(breaking.uri, PATIENCE))
    assert isinstance(outcome, Uncertain)
    assert breaking.asked.count(Operation.GET_JOB_ATTRIBUTES) == PATIENCE.failures
    assert breaking.jobs == {}


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
    outcome, _ = sent(printer_at(breaking.uri, OfficePatience(answer=0.3, poll=0.01, job=0.2)))
    assert isinstance(outcome, Uncertain) and breaking.jobs == {}


LEFT = {7: "Anjungan C 41", 8: "Anjungan CC 3", 9: "Laporan"}


def test_what_an_earlier_life_left_is_cancelled_before_anything_is_sent(breaking: Breaking) -> None:
    breaking.jobs = dict(LEFT)
    outcome, _ = sent(printer_at(breaking.uri, PATIENCE))
    assert outcome == SentUnconfirmed()
    assert breaking.jobs == {8: "Anjungan CC 3", 9: "Laporan", 5: "Anjungan C 1"}, "others' jobs are theirs"


@pytest.mark.parametrize("fault", [*FAULTS, "is a refusal"])
@pytest.mark.parametrize("at", [Operation.GET_JOBS, Operation.CANCEL_JOB])
def test_while_a_job_of_ours_may_stand_there_nothing_is_sent(
    breaking: Breaking, at: Operation, fault: str
) -> None:
    breaking.jobs, breaking.at, breaking.fault = {7: "Anjungan C 41"}, at, fault
    printer = printer_at(breaking.uri, PATIENCE)
    outcome, begun = sent(printer)
    if (at, fault) == (Operation.CANCEL_JOB, "is a refusal"):
        assert outcome == SentUnconfirmed(), "it was over already"
        return
    assert isinstance(outcome, FailedClean) and begun == []
    assert outcome.status.state is DeviceState.UNKNOWN
    breaking.at = None
    assert printer.status().state is DeviceState.READY
    outcome, _ = sent(printer)
    assert outcome == SentUnconfirmed()


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
