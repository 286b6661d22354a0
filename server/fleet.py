"""How a kiosk stands, by what it said last. States of contact end by themselves with its next word."""

from datetime import datetime, timedelta
from typing import Literal, get_args

from server.store import KioskStanding

Contact = Literal["awaited", "now", "late", "offline", "revoked"]
CONTACTS: tuple[Contact, ...] = get_args(Contact)

LATE = timedelta(seconds=45)
OFFLINE = timedelta(seconds=60)
"""A kiosk speaks every 5 seconds, and after failures once a minute at least."""


def contact(kiosk: KioskStanding, *, now: datetime) -> Contact:
    """`late`: its word is overdue; `offline`: it serves by itself."""
    if kiosk.revoked:
        return "revoked"
    if kiosk.last_seen is None:
        return "awaited"
    silent = now - kiosk.last_seen
    return "offline" if silent > OFFLINE else "late" if silent > LATE else "now"
