"""What every page has, and who draws it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from server.store import Officer

Template = Literal[
    "signin.html",
    "signin_counter.html",
    "locked.html",
    "console.html",
    "console_body.html",
    "dialog.html",
    "dialogs/pause.html",
    "dialogs/return.html",
    "dialogs/slip.html",
    "dialogs/ticket.html",
    "dialogs/transfer.html",
    "board.html",
    "board_body.html",
    "ticket.html",
    "ticket_body.html",
    "ticket_unknown.html",
    "admin.html",
    "documents.html",
    "document.html",
    "documents_import.html",
    "verify.html",
    "staff.html",
    "staff_body.html",
    "first_admin.html",
    "error.html",
]

ErrorReason = Literal["not_found", "forbidden", "other_counter", "stale_form"]


class Render(Protocol):
    """Draws one context; the only thing that routes and streams know of how pages look."""

    def __call__(self, template: Template, page: object) -> str: ...


@dataclass(frozen=True, slots=True)
class Head:
    """What every whole page shows of the site, and who is signed in."""

    site_name: str
    clock: datetime
    officer: Officer | None = None
    csrf: str = ""


@dataclass(frozen=True, slots=True)
class ErrorPage:
    head: Head
    status: int
    reason: ErrorReason


def whole_minutes(since: datetime, until: datetime) -> int:
    """0 where a clock was set back between the two."""
    return max(0, int((until - since).total_seconds() // 60))
