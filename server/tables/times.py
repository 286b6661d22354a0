"""What a clock that ran days ahead has left, once staff have said so: nothing of it lies in the future."""

from datetime import date, datetime, timedelta

from server.store import LATER
from server.tables.transaction import Transaction, stored

TIMES = {
    "attempt": ("last_at", "locked_until"),
    "enrolment": ("made_at", "used_at"),
    "help": ("asked_at", "heard_at", "coming_at", "over_at"),
    "kiosk": ("last_seen", "unsynced_since", "last_order_time"),
    "press": ("at",),
    "session": ("made_at", "used_at", "counter_since"),
    "undo": ("at",),
}
"""By table, what is compared with the present time. Facts and the log stay as they were written."""


def bring_back(tx: Transaction, *, day: date, now: datetime) -> None:
    """Whoever is in a queue of a later day is in today's, in the order so far; who left today's queue because
    a later day had begun is in it again."""
    for table, columns in TIMES.items():
        for column in columns:
            tx.run(f"UPDATE {table} SET {column} = ?2 WHERE site = ?1 AND {column} > ?2", stored(now))
    for table in ("ticket", "undo"):
        sql = f"UPDATE {table} SET queue_day = ?2 WHERE site = ?1 AND queue_day > ?2"
        tx.run(sql, day.isoformat())
    tx.run(
        """UPDATE ticket SET state = 'waiting', lapsed_as = NULL, closed_at = NULL
        WHERE site = ?1 AND queue_day = ?2 AND state = 'lapsed' AND lapsed_as = 'waiting'""",
        day.isoformat(),
    )
    here = "site = ?1 AND (queue_day = ?2 OR queue_day IS NULL)"
    rows = tx.all(
        f"SELECT ticket_id FROM ticket WHERE {here} AND order_time > ?3 ORDER BY order_time, seq, label",
        day.isoformat(),
        stored(now),
    )
    for before_now, row in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        tx.run(
            "UPDATE ticket SET order_time = ?2 WHERE site = ?1 AND ticket_id = ?3",
            stored(now - timedelta(microseconds=before_now)),
            row["ticket_id"],
        )
    for column, latest in {"called_at": now, "put_last_at": now, "not_before": now + LATER}.items():
        tx.run(
            f"UPDATE ticket SET {column} = ?3 WHERE {here} AND {column} > ?3", day.isoformat(), stored(latest)
        )
