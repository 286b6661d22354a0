"""The console's dialogs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from server.store import Counter, Pause, PauseReason, QueuedTicket
from server.views.page import Head, Template
from server.views.tickets import TicketLine


@dataclass(frozen=True, slots=True)
class DialogForm:
    """The hidden fields of a press, as the console's own."""

    csrf: str
    key: str
    expected: str


@dataclass(frozen=True, slots=True)
class PauseDialog:
    """Posts `reason` to /console/pause."""

    form: DialogForm
    counter: Counter
    serving: QueuedTicket | None
    choices: tuple[tuple[PauseReason, datetime | None], ...]
    """With the time at which each would end."""


@dataclass(frozen=True, slots=True)
class ReturnDialog:
    """Posts `place` to /console/return."""

    form: DialogForm
    serving: QueuedTicket | None
    later: datetime


@dataclass(frozen=True, slots=True)
class TransferTarget:
    """`value`: `counter:7`, `agency:samsat` or `service:pkb`."""

    value: str
    name: str
    note: str
    waiting: int
    pause: Pause | None = None


@dataclass(frozen=True, slots=True)
class TransferDialog:
    """Posts `target` to /console/transfer."""

    form: DialogForm
    counter: Counter
    serving: QueuedTicket | None
    targets: tuple[TransferTarget, ...]


@dataclass(frozen=True, slots=True)
class TicketDialog:
    """Posts `ticket_id reason` to /console/call."""

    form: DialogForm
    serving: QueuedTicket | None
    line: TicketLine


SlipVerdict = Literal[
    "nothing",
    "unreadable",
    "unlabelled",
    "uncoded",
    "new",
    "doubtful",
    "check",
    "several",
    "elsewhere",
    "callable",
    "here",
    "called",
    "done",
    "over",
]
"""Of a number that the server does not know: `unlabelled`: the code was scanned, and the label must be typed;
`uncoded`: typed without check characters; `new`: a kiosk that has not told all may have issued it;
`doubtful`: no such kiosk has its letter; `check`: today's of this label has other check characters.

Of one that it knows: `several`: more than one, told apart by check characters; `elsewhere`: another agency's;
`called`: at another counter; `over`: of an earlier day, and called then."""


@dataclass(frozen=True, slots=True)
class SlipDialog:
    """Asks /console/slip?number=&code= while it is typed; posts `label check code` to /console/serve, and no
    more than the form to /console/unnumbered."""

    form: DialogForm
    serving: QueuedTicket | None
    text: str
    reading: str
    """How the text was read, a label where there is one."""
    label: str
    check: str
    code: str
    """As it was scanned, or empty."""
    verdict: SlipVerdict
    day: date
    line: TicketLine | None
    agency_name: str


@dataclass(frozen=True, slots=True)
class DialogPage:
    """A dialog as a page of its own, for a browser without scripts."""

    head: Head
    template: Template
    dialog: object
