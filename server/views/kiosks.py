"""How kiosks stand, for admins and floor staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from server.fleet import Contact, contact
from server.store import KioskStanding
from server.views.page import whole_minutes


@dataclass(frozen=True, slots=True)
class KioskLine:
    """`silent_minutes` since its last word, `oldest_minutes` that its oldest unsynced event has waited."""

    kiosk: KioskStanding
    contact: Contact
    silent_minutes: int
    oldest_minutes: int

    @property
    def prints(self) -> bool:
        """Whether its slip printer may well print, by its own word."""
        return (self.kiosk.printer or "").partition(":")[0] in ("ready", "busy", "connecting", "unknown")

    @property
    def prints_pages(self) -> bool:
        """Whether its office printer does: one that says nothing is sent nothing. True where it has none."""
        return self.kiosk.office in (None, "ready", "busy")


def kiosk_lines(kiosks: Sequence[KioskStanding], *, now: datetime) -> tuple[KioskLine, ...]:
    def minutes(since: datetime | None) -> int:
        return whole_minutes(since, now) if since else 0

    def line(kiosk: KioskStanding) -> KioskLine:
        return KioskLine(
            kiosk, contact(kiosk, now=now), minutes(kiosk.last_seen), minutes(kiosk.unsynced_since)
        )

    def urgency(one: KioskLine) -> tuple[bool, bool, bool, str]:
        trouble = (
            one.contact in ("late", "offline")
            or bool(one.kiosk.quarantined)
            or one.kiosk.printer != "ready"
            or not one.prints_pages
        )
        return one.contact == "revoked", one.contact == "awaited", not trouble, one.kiosk.name

    return tuple(sorted((line(one) for one in kiosks), key=urgency))
