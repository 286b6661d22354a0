"""Tries of a secret, an officer's or a citizen's: counted, and locked after too many."""

from datetime import datetime, timedelta

from server.store import Locked, Tries
from server.tables.transaction import Transaction, stored

FORGIVEN = timedelta(hours=24)
"""Failed tries are forgotten after a day without another."""


def note_attempt(
    tx: Transaction,
    *,
    key: str,
    free: int,
    first_lock: timedelta,
    longest_lock: timedelta,
    now: datetime,
) -> Locked | Tries:
    """Counts a try before its secret is compared, so that many at once cannot slip past the lock together."""
    tx.run("DELETE FROM attempt WHERE site = ? AND last_at < ?", stored(now - FORGIVEN))
    row = tx.one("SELECT * FROM attempt WHERE site = ? AND key = ?", key)
    locked_until = None if row is None else tx.moment_or_none(row["locked_until"])
    if locked_until is not None and now < locked_until:
        return Locked(locked_until)
    failures = 1 if row is None else 1 + row["failures"]
    until = None if failures < free else now + min(first_lock * 2 ** min(failures - free, 20), longest_lock)
    tx.run("DELETE FROM attempt WHERE site = ? AND key = ?", key)
    tx.insert(
        "attempt",
        key=key,
        failures=failures,
        last_at=stored(now),
        locked_until=None if until is None else stored(until),
    )
    return Tries(max(0, free - failures), until)


def forget_attempts(tx: Transaction, *, key: str) -> None:
    tx.run("DELETE FROM attempt WHERE site = ? AND key = ?", key)


def return_attempt(tx: Transaction, *, key: str, then_until: datetime | None) -> None:
    """The try that was just counted was none: nobody could compare. A lock that another has earned stays."""
    tx.run(
        """UPDATE attempt SET failures = failures - 1, locked_until = NULLIF(locked_until, ?3)
        WHERE site = ?1 AND key = ?2""",
        key,
        None if then_until is None else stored(then_until),
    )
