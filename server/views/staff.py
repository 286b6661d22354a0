"""The floor staff's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from server.store import HelpWish, KioskStanding, UndecidedSlip
from server.views.kiosks import KioskLine, kiosk_lines
from server.views.page import Head, whole_minutes


@dataclass(frozen=True, slots=True)
class HelpLine:
    wish: HelpWish
    minutes: int
    """Whole minutes that the citizen has waited."""


@dataclass(frozen=True, slots=True)
class StaffBody:
    """Posts to /staff/help `kiosk_id help_id state` (`coming`, `over`), to /staff/slips `kiosk_id job_id
    slip` (`out`, `spoiled`, `none`: see SlipDecision)."""

    csrf: str
    stays: bool
    """Open, it keeps its officer signed in."""
    wishes: tuple[HelpLine, ...]
    """Who waits, the longest first; then those to whom somebody is on the way."""
    slips: tuple[UndecidedSlip, ...]
    """Of which only staff can say whether they came out, oldest first."""
    machines: tuple[KioskLine, ...]
    """Kiosks that are silent, or one of whose printers says that it does not work."""


@dataclass(frozen=True, slots=True)
class StaffPage:
    head: Head
    body: StaffBody


def staff_body(
    wishes: Sequence[HelpWish],
    kiosks: Sequence[KioskStanding],
    slips: tuple[UndecidedSlip, ...],
    *,
    now: datetime,
    csrf: str,
    stays: bool,
) -> StaffBody:
    def line(wish: HelpWish) -> HelpLine:
        return HelpLine(wish, whole_minutes(wish.asked_at, now))

    def needs_somebody(one: KioskLine) -> bool:
        if one.contact == "now":
            return not (one.prints and one.prints_pages)
        return one.contact == "late"

    return StaffBody(
        csrf=csrf,
        stays=stays,
        wishes=tuple(map(line, sorted(wishes, key=lambda one: (one.coming_at is not None, one.asked_at)))),
        slips=slips,
        machines=tuple(one for one in kiosk_lines(kiosks, now=now) if needs_somebody(one)),
    )
