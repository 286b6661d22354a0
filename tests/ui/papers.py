"""Tickets, slips and document requests as the invented mall gives them."""

from dataclasses import replace
from datetime import date, timedelta

from config.models import DocumentKind
from kiosk.visit.state import JobView, Ticket
from kiosk.wire import DocumentLine, Estimate, Label
from printers.states import Cause, DeviceState, JobState, Status
from tests.ui.parts import NOW

NIK = "1234567890120001"
LONG_NAME = "akta-2"
"""A service of 70 letters."""

PAPER_OUT = Status(DeviceState.BLOCKED, frozenset({Cause.PAPER_OUT}))
SILENT = Status(DeviceState.UNKNOWN)


ESTIMATE = Estimate(earliest=NOW + timedelta(minutes=24), latest=NOW + timedelta(minutes=39))
"""10.05–10.20."""


def ticket(**changes: object) -> Ticket:
    plain = Ticket(
        id="01890000-0000-7000-8000-0000000000a1",
        label=Label("A", "", 12),
        code="K7P2XQ9RTW",
        service="ktp-hilang",
        priority=None,
        language="id",
        issued_at=NOW,
        business_day=date(2026, 3, 11),
        waiting_ahead=6,
        estimate=ESTIMATE,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


BACKUP = ticket(label=Label("A", "C", 123), service=LONG_NAME, priority="hamil", waiting_ahead=None)


def job(state: JobState, of: Ticket | None = None) -> JobView:
    return JobView("01890000-0000-7000-8000-0000000000b1", state, of or ticket())


def document_job(state: JobState) -> JobView:
    return JobView("01890000-0000-7000-8000-0000000000b2", state, None)


def line(
    request: str,
    kind: DocumentKind,
    *,
    state: str = "ready",
    holder: str = "Sari W.",
    ready_on: date | None = date(2026, 3, 10),
) -> DocumentLine:
    return DocumentLine.model_validate(
        {"request_id": request, "kind": kind, "state": state, "holder": holder, "ready_on": ready_on}
    )


LINES = (
    line("r1", "kk"),
    line("r2", "kia", holder="Budi S."),
    line("r3", "ktp", state="in_process", ready_on=None),
)
FAMILY = (
    *LINES,
    line("r4", "ktp", state="collected", holder="Wahyuningsih Kusumawardhani P. S."),
    line("r5", "ktp", state="expired", holder="Adi S."),
    *(line(f"k{n}", "kia", holder=f"Anak {n}") for n in range(9)),
)
