"""Nonces of signatures that were taken: a request counts once."""

from datetime import datetime, timedelta

from kiosk.wire import MAX_SKEW_SECONDS
from server.tables.transaction import Transaction, stored


def fresh_nonce(tx: Transaction, *, kiosk_id: str, nonce: str, now: datetime) -> bool:
    """Whether it is seen for the first time."""
    return tx.insert("nonce", kiosk_id=kiosk_id, nonce=nonce, seen_at=stored(now)) == 1


def forget_nonces(tx: Transaction, *, now: datetime) -> None:
    """Kept for twice the allowed skew: after that the signature's own time refuses a replay."""
    old = stored(now - timedelta(seconds=2 * MAX_SKEW_SECONDS))
    tx.run("DELETE FROM nonce WHERE site = ? AND seen_at < ?", old)
