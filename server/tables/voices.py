"""Which board speaks a call: one a call, and one at a time in a zone."""

from datetime import datetime, timedelta
from typing import Literal

from server.tables.queues import NEWEST_CALL
from server.tables.transaction import Transaction, stored

HEAD_START = timedelta(seconds=3)
"""For the board that spoke last in a zone: while it is there it asks at once, gone it delays one call."""


def claim_voice(
    tx: Transaction, *, seq: int, board: str, seconds: float, now: datetime
) -> Literal["speak", "wait", "over"]:
    day = tx.site.day(now).isoformat()
    call = tx.one(f"{NEWEST_CALL} AND fact.seq = ? AND ticket.state = 'called'", day, seq)
    spoken = tx.one("SELECT board FROM spoken WHERE site = ? AND call = ?", seq)
    if call is None or (spoken is not None and spoken["board"] != board):
        return "over"
    if spoken is None:
        last = _last_voice(tx, tx.site.neighbours(call["agency"]), day)
        if last is not None and last[0] != board and now < max(tx.moment(call["at"]), last[1]) + HEAD_START:
            return "wait"
        tx.insert("spoken", call=seq, board=board, until=stored(now + timedelta(seconds=seconds)))
    return "speak"


def _last_voice(tx: Transaction, agencies: frozenset[str], day: str) -> tuple[str, datetime] | None:
    """Which board spoke last where these agencies are heard, and until when."""
    chosen = sorted(agencies)
    row = tx.one(
        f"""SELECT spoken.board, spoken.until FROM fact
        JOIN spoken ON spoken.site = fact.site AND spoken.call = fact.seq
        JOIN counter ON counter.site = fact.site AND counter.counter_id = fact.counter_id
        WHERE fact.site = ? AND fact.day = ? AND counter.agency IN ({", ".join("?" * len(chosen))})
        ORDER BY spoken.until DESC LIMIT 1""",
        day,
        *chosen,
    )
    return None if row is None else (row["board"], tx.moment(row["until"]))
