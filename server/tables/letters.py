"""Kiosk letters: which may be given now."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from kiosk.wire import kiosk_letters, letter_is_free
from server.tables.transaction import Transaction, stored

LETTER_REST = timedelta(days=30)
"""A letter is not given again before the paper of its last kiosk is surely out of people's hands."""


def free_letters(tx: Transaction, series: Sequence[str], now: datetime) -> Iterator[str]:
    """In the order in which they are given; `series`: the site's."""
    rested = stored(now - LETTER_REST)
    given = tx.all("SELECT letter FROM enrolment WHERE site = ? AND used_at > ?", rested)
    given += tx.all("SELECT letter FROM rested_letter WHERE site = ? AND since > ?", rested)
    given += tx.all("SELECT letter FROM kiosk WHERE site = ?")
    taken = {row["letter"] for row in given}
    return (one for one in kiosk_letters() if one not in taken and letter_is_free(one, series))
