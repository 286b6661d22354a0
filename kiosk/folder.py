"""A kiosk's state folder."""

from pathlib import Path

from kiosk.ledger import Ledger, UnusableLedger, open_ledger

LEDGER = "kiosk.db"
KEY = "kiosk.key"


def open_state(state: Path) -> Ledger | UnusableLedger:
    """The ledger of a state folder, which is made where there is none, for this user alone."""
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        return UnusableLedger(f"cannot use {state} as the state folder: {error.strerror}")
    return open_ledger(state / LEDGER)
