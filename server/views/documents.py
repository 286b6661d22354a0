"""Document requests and their slips, for the agency that hands documents out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from config.identity import photo_ground
from server.imports import ReadFile
from server.store import AuditEntry, DocumentRequest, RequestChange, RequestState
from server.views.page import Head


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """The document desk: posts `number state` to /documents, `nik` to /documents/unlock. Names no person.

    `unlocked`: the last digits of a NIK whose tries count from the beginning now. `problem`: of what was
    typed, which is not shown again.
    """

    head: Head
    requests: tuple[DocumentRequest, ...]
    number: str
    state: RequestState | None
    simulated: bool
    unlocked: str | None
    problem: Literal["not_16_digits", "holds_number"] | None


@dataclass(frozen=True, slots=True)
class PrintPinShown:
    """Said once, to be sent to the applicant."""

    request_id: str
    pin: str = field(repr=False)
    until: datetime


RequestProblem = Literal["changed", "held", "not_ready", "collect_by", "holds_number"]
"""What a press could not do, or which field was wrong; `held` and `not_ready` are of a correction."""


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One request. Posts to /documents/{request_id}/ready and /correct `counter shelf bring collect_by`, to
    /pin, /revoke, /hand-over."""

    head: Head
    request: DocumentRequest
    audit: tuple[AuditEntry, ...]
    officers: Mapping[int, str]
    collect_by: date
    today: date
    last_day: date
    new_pin: PrintPinShown | None
    problem: RequestProblem | None
    simulated: bool

    @property
    def photo_ground(self) -> Literal["red", "blue"] | None:
        """Of the photo on a card; None where there is none, or nobody knows the year of birth any more."""
        year = self.request.birth_year
        return None if year is None or self.request.kind == "kk" else photo_ground(year)


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Posts a file to /documents/import `file`, one row to /documents/add, and what was shown to
    /documents/import/confirm `token`. `changes`, by number: those that what was read would make,
    or once `done` has made."""

    head: Head
    read: ReadFile | None
    changes: Mapping[str, RequestChange]
    token: str
    done: bool
    values: Mapping[str, str]
    """Of the form, to be corrected."""
    simulated: bool


Verdict = Literal[
    "good",
    "by_number",
    "used",
    "late",
    "revoked",
    "not_ready",
    "old_slip",
    "forged",
    "no_token",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a slip's code, or a number that was typed, leads to. `by_number` proves no slip. `handed_by`: the
    officer who handed it over before."""

    verdict: Verdict
    request: DocumentRequest | None = None
    place: str | None = None
    handed_by: str | None = None


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """Posts to /documents/verify `token`, then to /documents/{request_id}/hand-over with `back`, or
    to /mismatch."""

    head: Head
    checked: Checked | None
    earlier: tuple[AuditEntry, ...]
    """The officer's own, newest first."""
    said: Literal["handed_over", "mismatch"] | None
    simulated: bool
