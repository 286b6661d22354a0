"""An office printer that takes whole A4 pages over IPP, from memory: no spooler keeps a copy on a disk.

What IPP calls completed has been sent to the printer, and is never called printed: no printer of this kind
says that the paper came out. Where a job cannot be followed to its end it is cancelled, so that nothing comes
out later by surprise; where that was not heard, or the program ended over it, as soon as the printer answers
again.
"""

import hashlib
import itertools
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import requests

from printers.ipp import Answer, Attributes, JobStage, Operation, PrinterStage, Value, parsed, request
from printers.states import (
    DISCONNECTED,
    UNKNOWN,
    Cause,
    DeviceState,
    FailedClean,
    Outcome,
    Paper,
    Rendered,
    SentUnconfirmed,
    Status,
    Uncertain,
)

A4_MILLIMETRES = 297
PDF = "application/pdf"
LONGEST_ANSWER = 256 * 1024

HINDRANCES: Mapping[str, Cause] = {
    "media-empty": Cause.PAPER_OUT,
    "media-needed": Cause.PAPER_OUT,
    "media-jam": Cause.MECHANICAL,
    "door-open": Cause.COVER,
    "cover-open": Cause.COVER,
    "interlock-open": Cause.COVER,
    "input-tray-missing": Cause.COVER,
    "output-area-full": Cause.TICKET_NOT_TAKEN,
    "toner-empty": Cause.UNRECOVERABLE,
    "marker-supply-empty": Cause.UNRECOVERABLE,
    "fuser-over-temp": Cause.OVERHEAT,
    "paused": Cause.OFFLINE,
    "shutdown": Cause.OFFLINE,
    "timed-out": Cause.OFFLINE,
    "connecting-to-device": Cause.OFFLINE,
    "spool-area-full": Cause.OFFLINE,
    "other": Cause.OFFLINE,
}
"""What keeps paper from coming, among `printer-state-reasons` (RFC 8011 section 5.4.12, PWG 5100.9)."""

NO_SHEET = frozenset({Cause.PAPER_OUT, Cause.COVER, Cause.MECHANICAL})
"""Makes differ: an empty tray is a warning to some."""


@dataclass(frozen=True, slots=True)
class OfficePatience:
    """Seconds; `failures` is how many questions in a row may go unanswered while a job is followed.

    All of one print is over within `job` and eight answers: the screen waits 150 seconds for it.
    """

    connect: float = 3.0
    answer: float = 7.0
    poll: float = 0.5
    job: float = 70.0
    failures: int = 3


USUAL = OfficePatience()


class OfficePrinterOverIpp:
    """`uri`: `ipp://host[:port]/path`, or `ipps`. Used from one thread; `close` may come from another."""

    def __init__(
        self,
        uri: str,
        user: str,
        clock: Callable[[], float],
        patience: OfficePatience = USUAL,
        *,
        uuid: UUID | None = None,
    ) -> None:
        """`user`: begins the names of this kiosk's jobs, and of no other's; `clock` is monotonic, in
        seconds. `uuid`: of the only printer that gets a page; None: whatever answers. It is asked before a
        page is sent, and again before a job counts as done: IPP cannot ask it in the same breath, so one
        that takes the address in the moment between the first question and the page gets that page."""
        self._uri = uri
        self._user = user
        self._address = http_address(uri)
        self._clock = clock
        self._patience = patience
        self._uuid = uuid
        self._numbers = itertools.count(1)
        self._session = requests.Session()
        self._session.trust_env = False
        self._closed = threading.Event()
        self._left = True
        """A job of ours may be there that nobody follows."""

    def status(self) -> Status:
        wanted = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "printer-uuid")
        answer = self._ask(Operation.GET_PRINTER_ATTRIBUTES, {"requested-attributes": wanted})
        if answer is None:
            return DISCONNECTED
        if answer.done and self._uuid not in (None, _uuid(answer.printer)):
            return Status(DeviceState.BLOCKED, frozenset({Cause.OTHER_PRINTER}))
        if not answer.done or (self._left and not self._cancel_left()):
            return UNKNOWN
        return _status(answer.printer)

    def uuid(self) -> UUID | None:
        """What it calls itself (`printer-uuid`, PWG 5100.13); None where nothing answers, or it has none."""
        answer = self._ask(Operation.GET_PRINTER_ATTRIBUTES, {"requested-attributes": ("printer-uuid",)})
        return None if answer is None or not answer.done else _uuid(answer.printer)

    def print(self, page: bytes, on_sending: Callable[[Rendered], int]) -> Outcome:
        """Sends the PDF once, and follows it. `on_sending` as for a slip: durable before the first byte."""
        before = self.status()
        if not before.is_well:
            return FailedClean(before)
        turn = on_sending(Rendered(hashlib.sha256(page).hexdigest(), len(page), A4_MILLIMETRES))
        answer = self._ask(
            Operation.PRINT_JOB,
            {"job-name": f"{self._user} {turn}", "document-format": PDF},
            {"copies": 1, "sides": "one-sided", "media": "iso_a4_210x297mm"},
            page,
        )
        if answer is not None and not answer.done:
            return FailedClean(before)
        job = None if answer is None else _job_id(answer)
        if job is None:
            self._left = True
            return Uncertain(self.status())
        return self._followed(job)

    def close(self) -> None:
        self._closed.set()
        self._session.close()

    def _followed(self, job: int) -> Outcome:
        """The end of a job that the printer has taken."""
        until, failures = self._clock() + self._patience.job, 0
        while self._clock() < until and failures < self._patience.failures and not self._closed.is_set():
            answer = self._ask(
                Operation.GET_JOB_ATTRIBUTES, {"job-id": job, "requested-attributes": ("job-state",)}
            )
            stage = _first(answer.jobs[0], "job-state") if answer and answer.done and answer.jobs else None
            failures = 0 if stage is not None else failures + 1
            match stage:
                case JobStage.COMPLETED if self._uuid in (None, self.uuid()):
                    return SentUnconfirmed()
                case JobStage.COMPLETED:
                    break
                case JobStage.CANCELED | JobStage.ABORTED:
                    return Uncertain(self.status())
                case _:
                    self._closed.wait(self._patience.poll)
        self._left = True
        return Uncertain(self.status())

    def _cancel_left(self) -> bool:
        """All jobs of ours that stand there, for nobody waits for them; whether that was heard.

        They are known by their names: not every printer keeps users apart.
        """
        answer = self._ask(
            Operation.GET_JOBS,
            {"which-jobs": "not-completed", "my-jobs": True, "requested-attributes": ("job-id", "job-name")},
        )
        if answer is None or not answer.done:
            return False
        ours = [job for job in answer.jobs if str(_first(job, "job-name")).startswith(f"{self._user} ")]
        ids = [one for job in ours if isinstance(one := _first(job, "job-id"), int)]
        gone = [self._ask(Operation.CANCEL_JOB, {"job-id": one}) is not None for one in ids]
        self._left = not all(gone)
        return not self._left

    def _ask(
        self,
        operation: Operation,
        about: Mapping[str, Value | Sequence[Value]],
        job: Mapping[str, Value] | None = None,
        data: bytes = b"",
    ) -> Answer | None:
        """None where no whole answer came within the time."""
        number = next(self._numbers)
        asked = {"printer-uri": self._uri, **about, "requesting-user-name": self._user}
        body = request(operation, number, asked, job, data)
        until = self._clock() + self._patience.answer
        try:
            with self._session.post(
                self._address,
                data=body,
                headers={"Content-Type": "application/ipp"},
                timeout=(self._patience.connect, self._patience.answer),
                allow_redirects=False,
                stream=True,
            ) as answer:
                if answer.status_code != requests.codes.ok:
                    return None
                got = b""
                for chunk in answer.iter_content(8192):
                    got += chunk
                    if len(got) > LONGEST_ANSWER or self._clock() > until:
                        return None
        except requests.RequestException:
            return None
        return parsed(got, number)


def http_address(uri: str) -> str:
    """`ipp://host/path` as HTTP asks for it; port 631 where none is named (RFC 3510)."""
    parts = urlsplit(uri)
    scheme = {"ipp": "http", "ipps": "https"}[parts.scheme]
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname
    return f"{scheme}://{host}:{parts.port or 631}{parts.path or '/'}"


def is_office_address(uri: str) -> bool:
    try:
        parts = urlsplit(uri)
        return parts.scheme in ("ipp", "ipps") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _status(printer: Attributes) -> Status:
    causes = frozenset(_causes(printer))
    stage, accepts = _first(printer, "printer-state"), _first(printer, "printer-is-accepting-jobs")
    if stage not in tuple(PrinterStage):
        return UNKNOWN
    if stage == PrinterStage.STOPPED or accepts == 0:
        causes = causes or frozenset({Cause.OFFLINE})
    paper = Paper.OUT if Cause.PAPER_OUT in causes else Paper.UNKNOWN
    if causes:
        return Status(DeviceState.BLOCKED, causes, paper)
    return Status(DeviceState.BUSY if stage == PrinterStage.PROCESSING else DeviceState.READY)


def _causes(printer: Attributes) -> list[Cause]:
    """A reason may end in how grave it is. Reports stop nothing; of warnings only what keeps sheets away."""
    found = []
    for one in printer.get("printer-state-reasons", ()):
        reason, _, how = str(one).rpartition("-")
        name, grave = (reason, how) if how in ("error", "warning", "report") else (str(one), "error")
        cause = HINDRANCES.get(name)
        if cause is not None and (grave == "error" or (grave == "warning" and cause in NO_SHEET)):
            found.append(cause)
    return found


def _uuid(printer: Attributes) -> UUID | None:
    try:
        return UUID(str(_first(printer, "printer-uuid")))
    except ValueError:
        return None


def _job_id(answer: Answer) -> int | None:
    one = _first(answer.jobs[0], "job-id") if answer.jobs else None
    return one if isinstance(one, int) else None


def _first(attributes: Attributes, name: str) -> Value | None:
    values = attributes.get(name)
    return values[0] if values else None
