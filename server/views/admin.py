"""The admin page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from urllib.parse import urlencode

from server.site import Site
from server.store import Alarm, Leftovers, NumberingStanding, Officer, Shown
from server.views.kiosks import KioskLine
from server.views.officers import CounterLine
from server.views.page import Head

AdminProblem = Literal[
    "officer_taken", "counter_taken", "counter_number", "weak_password", "unknown_agency", "empty"
]


@dataclass(frozen=True, slots=True)
class NewKiosk:
    """Shown once: the token is stored as a hash only."""

    name: str
    token: str
    command: str
    valid_minutes: int


@dataclass(frozen=True, slots=True)
class BoardLine:
    """What a board shows, and the path of its address, by which it may speak."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class AdminPage:
    """Posts to /admin/officers `name display_name password admin`, /admin/counters `number agency place`,
    /admin/kiosks `name`, /admin/kiosks/{kiosk_id}/revoke or /absent, /admin/clock and /admin/day."""

    head: Head
    officers: tuple[Officer, ...]
    counters: tuple[CounterLine, ...]
    without_counter: Mapping[str, int]
    """How many wait today, by agency, where no counter of theirs can call them."""
    numbering: NumberingStanding
    kiosks: tuple[KioskLine, ...]
    """Those to be looked at first."""
    agencies: Mapping[str, str]
    """Names by id, for the choice of a counter's agency."""
    boards: tuple[BoardLine, ...]
    shown: tuple[Shown, ...]
    alarms: tuple[Alarm, ...]
    leftovers: Leftovers | None
    new_kiosk: NewKiosk | None
    problem: AdminProblem | None
    clock: datetime
    clock_error: timedelta | None = None
    """By how much this machine's clock is ahead of the kiosks', where they contradict it."""
    named_ahead: date | None = None
    """The day that was named last, where this machine's clock shows an earlier one: `machine_day`."""
    machine_day: date | None = None


def board_lines(site: Site, voice_key: str) -> tuple[BoardLine, ...]:
    def line(name: str, **options: str) -> BoardLine:
        return BoardLine(name, f"/board?{urlencode(options | {'voice': voice_key})}")

    return (line("Seluruh mal"), *(line(zone.name.id, zone=zone.id) for zone in site.zones))
