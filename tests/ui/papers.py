"""Tickets, slips and document requests as the invented mall gives them."""

from dataclasses import replace
from datetime import date

from commands.parts.gallery import DOCUMENT_JOB, TICKET, TICKET_JOB, between, document_lines
from config.models import DocumentKind
from kiosk.visit.state import JobView, Ticket
from kiosk.wire import DocumentLine, Label
from printers.states import JobState
from tests.ui.parts import NOW

LONG_NAME = "akta-2"
"""A service of 70 letters."""


ESTIMATE = between(NOW)
"""10.05–10.20."""


def ticket(**changes: object) -> Ticket:
    plain = Ticket(
        id=TICKET,
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
    return JobView(TICKET_JOB, state, of or ticket())


def document_job(state: JobState) -> JobView:
    return JobView(DOCUMENT_JOB, state, None)


def line(
    request: str,
    kind: DocumentKind,
    *,
    state: str = "ready",
    holder: str,
    number: str = "X-1",
    ready_on: date | None = date(2026, 3, 10),
) -> DocumentLine:
    return DocumentLine.model_validate(
        {
            "request_id": request,
            "request_no": number,
            "kind": kind,
            "state": state,
            "holder": holder,
            "ready_on": ready_on,
        }
    )


LINES = document_lines(NOW)
FAMILY = (
    *LINES,
    line("r4", "ktp", state="collected", holder="Wahyuningsih Kusumawardhani P. S."),
    line("r5", "ktp", state="expired", holder="Adi S."),
    *(line(f"k{n}", "kia", holder=f"Anak {n}") for n in range(9)),
)
TWINS = (
    line(
        "t1",
        "kia",
        holder="Wahyuningsih Kusumawardhani P. S.",
        number="470/76/SK/DKPS/2026/03/KIA-5-17/00000001",
    ),
    line("t2", "kia", holder="Wahyuningsih Kusumawardhani P. S.", number="KA-2603-0002"),
    line("t3", "kk", holder="Adi S.", number="KK-2603-0003"),
)
"""Two that only their numbers tell apart, one of them as long as a number may be."""
