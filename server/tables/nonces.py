"""Nonces of signatures that were taken: a request counts once."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from kiosk.wire import MAX_SKEW_SECONDS
from server.tables.transaction import Transaction, stored


def fresh_nonces(tx: Transaction, shown: Sequence[tuple[str, str]], *, now: datetime) -> set[tuple[str, str]]:
    """Of these, each a kiosk's id and its nonce, those that are seen for the first time."""
    rows = tx.all(
        """INSERT INTO nonce (site, kiosk_id, nonce, seen_at)
        SELECT ?1, value ->> 0, value ->> 1, ?2 FROM json_each(?3) WHERE true
        ON CONFLICT DO NOTHING RETURNING kiosk_id, nonce""",
        stored(now),
        json.dumps(shown),
    )
    return {(row["kiosk_id"], row["nonce"]) for row in rows}


def forget_nonces(tx: Transaction, *, now: datetime) -> None:
    """Kept for twice the allowed skew: after that the signature's own time refuses a replay."""
    old = stored(now - timedelta(seconds=2 * MAX_SKEW_SECONDS))
    tx.run("DELETE FROM nonce WHERE site = ? AND seen_at < ?", old)
