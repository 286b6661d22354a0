"""Who saw or changed what of whose document request: appended, chained by hashes, never rewritten.

Officers stand in it by number, kiosks by id, requests by their own number, and whoever's lock was lifted by
the last digits and a keyed hash of their NIK. It outlives what it tells of.
"""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from kiosk.wire import FIRST_HASH, canonical
from server.store import AuditAction, AuditEntry, AuditHead, BrokenAudit
from server.tables.transaction import Transaction, stored


def note(tx: Transaction, *, who: str, action: AuditAction, numbers: Sequence[str], now: datetime) -> None:
    head = _head(tx)
    entry: dict[str, str | int] = {
        "seq": head.seq + 1,
        "at": stored(now),
        "who": who,
        "action": action,
        "numbers": " ".join(numbers),
        "prev_hash": head.hash,
    }
    tx.insert("audit", **entry, hash=_hash({**entry, "site": tx.site.site_id}))


def entries(
    tx: Transaction, *, number: str | None, who: str | None, actions: Sequence[AuditAction], limit: int
) -> tuple[AuditEntry, ...]:
    """Newest first; what is not asked for may be any. Early entries have numbers that are not in capitals."""
    rows = tx.all(
        """SELECT * FROM audit WHERE site = ?1
        AND (?2 IS NULL OR who = ?2)
        AND (?3 = '[]' OR action IN (SELECT value FROM json_each(?3)))
        AND (?4 IS NULL OR instr(' ' || upper(numbers) || ' ', ' ' || upper(?4) || ' '))
        ORDER BY seq DESC LIMIT ?5""",
        who,
        json.dumps(actions),
        number,
        limit,
    )
    return tuple(_entry(tx, row) for row in rows)


def proven(tx: Transaction, *, known: AuditHead | None) -> AuditHead | BrokenAudit:
    """Walks the whole chain. `known` is an earlier head that somebody kept elsewhere: who can write the file
    can also write a chain of their own, and only what lies elsewhere tells."""
    seq, hashed = 0, FIRST_HASH
    for row in tx.connection.execute("SELECT * FROM audit WHERE site = ? ORDER BY seq", (tx.site.site_id,)):
        values = {name: row[name] for name in ("seq", "at", "who", "action", "numbers", "prev_hash", "site")}
        if row["seq"] != seq + 1 or row["prev_hash"] != hashed or _hash(values) != row["hash"]:
            return BrokenAudit(seq + 1, "changed")
        seq, hashed = row["seq"], row["hash"]
        if known is not None and seq == known.seq and hashed != known.hash:
            return BrokenAudit(seq, "rewritten")
    if known is not None and known.seq > seq:
        return BrokenAudit(seq + 1, "cut_off")
    return AuditHead(seq, hashed)


def _head(tx: Transaction) -> AuditHead:
    row = tx.one("SELECT seq, hash FROM audit WHERE site = ? ORDER BY seq DESC LIMIT 1")
    return AuditHead(0, FIRST_HASH) if row is None else AuditHead(row["seq"], row["hash"])


def _entry(tx: Transaction, row: sqlite3.Row) -> AuditEntry:
    return AuditEntry(
        row["seq"], tx.moment(row["at"]), row["who"], row["action"], tuple(row["numbers"].split())
    )


def _hash(entry: dict[str, str | int]) -> str:
    return hashlib.sha256(canonical(entry)).hexdigest()
