"""Numbers of the site's series: granted to kiosks, and never below what kiosks have brought."""

from collections.abc import Sequence
from datetime import date, datetime

from kiosk.wire import Label
from server.store import GrantAsked, Granted, GrantRefusal
from server.tables.nonces import forget_nonces, fresh_nonce
from server.tables.transaction import Transaction, stored


def grant(
    tx: Transaction, asked: Sequence[GrantAsked], *, now: datetime
) -> tuple[Granted | GrantRefusal, ...]:
    forget_nonces(tx, now=now)
    day = tx.site.day(now)
    return tuple(_granted(tx, one, day, now) for one in asked)


def _granted(tx: Transaction, asked: GrantAsked, day: date, now: datetime) -> Granted | GrantRefusal:
    who = (asked.kiosk.kiosk_id, asked.kiosk.epoch)
    sql = "SELECT 1 FROM kiosk WHERE site = ? AND kiosk_id = ? AND epoch = ? AND revoked_at IS NULL"
    if tx.one(sql, *who) is None:
        return "unknown_kiosk"
    if not fresh_nonce(tx, kiosk_id=asked.kiosk.kiosk_id, nonce=asked.nonce, now=now):
        return "replayed"
    if asked.series not in tx.site.series:
        return "unknown_series"
    known = tx.one("SELECT * FROM site_grant WHERE site = ? AND ticket_id = ?", asked.ticket_id)
    if known is not None:
        same = (known["kiosk_id"], known["series"], known["label_day"]) == (
            asked.kiosk.kiosk_id,
            asked.series,
            day.isoformat(),
        )
        return Granted(known["number"], day) if same else "granted_elsewhere"
    number = tx.number(
        """INSERT INTO site_series VALUES (?1, ?2, ?3, 1)
        ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last""",
        day.isoformat(),
        asked.series,
    )
    tx.insert(
        "site_grant",
        ticket_id=asked.ticket_id,
        label_day=day.isoformat(),
        series=asked.series,
        number=number,
        kiosk_id=asked.kiosk.kiosk_id,
        granted_at=stored(now),
    )
    return Granted(number, day)


def brought(tx: Transaction, label: Label, label_day: str) -> None:
    """A kiosk holds this number of the site's, whether or not this database remembers granting it."""
    tx.run(
        """INSERT INTO site_series VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET last = max(last, excluded.last)""",
        label_day,
        label.series,
        label.number,
    )
