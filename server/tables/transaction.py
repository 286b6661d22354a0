"""One transaction of the store, as the statements see it, and how values are stored."""

import hashlib
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from kiosk.wire import Hello
from server.site import Site
from server.trust import Identity, Witness

SqlValue = str | int | bytes | None


@dataclass(slots=True)
class Transaction:
    """`changed` is set by whoever writes what boards and consoles show; they are woken after the commit."""

    connection: sqlite3.Connection
    site: Site
    changed: bool = False
    witness: Witness | None = None
    """What must be on the witness's storage before anything of this transaction is answered."""
    heard: dict[Identity, Hello | None] = field(default_factory=dict)
    """The kiosk that speaks here; see Presence."""
    looked: bool = False
    """The witness has been compared, and what came of it is in this transaction: rolled back, it was not."""

    def all(self, sql: str, *values: SqlValue) -> list[sqlite3.Row]:
        """Rows of a statement whose first parameter is the site."""
        return self.connection.execute(sql, (self.site.site_id, *values)).fetchall()

    def one(self, sql: str, *values: SqlValue) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.connection.execute(sql, (self.site.site_id, *values)).fetchone()
        return row

    def number(self, sql: str, *values: SqlValue) -> int:
        """The one number of a statement that always gives a row; 0 for NULL."""
        (value,) = self.connection.execute(sql, (self.site.site_id, *values)).fetchone()
        return int(value or 0)

    def run(self, sql: str, *values: SqlValue) -> int:
        """How many rows the statement changed."""
        return self.connection.execute(sql, (self.site.site_id, *values)).rowcount

    def insert(self, table: str, **values: SqlValue) -> int:
        """Puts one row in; 1, or 0 where a key stands already. Names come from the code alone."""
        row: dict[str, Any] = {"site": self.site.site_id, **values}
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks}) ON CONFLICT DO NOTHING"
        return self.connection.execute(sql, tuple(row.values())).rowcount

    def moment(self, text: str) -> datetime:
        """A stored time, in the site's zone."""
        return self.site.local(datetime.fromisoformat(text))

    def moment_or_none(self, text: str | None) -> datetime | None:
        return None if text is None else self.moment(text)


PROVISIONAL = "ticket.issued_as IS NULL AND ticket.orphaned_at IS NULL AND ticket.state <> 'void'"
"""Of tickets that a counter was shown before their event came: those whose event may still come."""


def stored(moment: datetime) -> str:
    """An aware time as the database keeps it: UTC, always 32 characters, so that text sorts as time does."""
    if moment.tzinfo is None:
        raise ValueError("a time without zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def stored_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def day_or_none(text: str | None) -> date | None:
    """A stored day."""
    return None if text is None else date.fromisoformat(text)


def token_hash(token: str) -> str:
    """How secrets that the server hands out are stored: they carry enough randomness to need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
