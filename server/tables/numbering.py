"""Numbers of the site's series: granted to kiosks, and never below what kiosks have brought."""

from collections.abc import Sequence
from datetime import date, datetime

from kiosk.wire import Marks
from server.store import GrantAsked, Granted, GrantRefusal
from server.tables.nonces import forget_nonces, fresh_nonce
from server.tables.transaction import Transaction, stored
from server.tables.trust import Outside, give, is_absent, sure
from server.trust import Trust


def grant(
    tx: Transaction, outside: Outside, asked: Sequence[GrantAsked], *, now: datetime
) -> tuple[Granted | GrantRefusal, ...]:
    forget_nonces(tx, now=now)
    day = tx.site.day(now)
    found = sure(tx, outside, day, now)
    if not isinstance(found, Trust):
        return tuple(_proven(tx, one, now) or found for one in asked)
    after = give(tx, found)
    return tuple(_proven(tx, one, now) or _granted(tx, one, day, after, now) for one in asked)


def _proven(tx: Transaction, asked: GrantAsked, now: datetime) -> GrantRefusal | None:
    who = (asked.kiosk.kiosk_id, asked.kiosk.epoch)
    sql = "SELECT 1 FROM kiosk WHERE site = ? AND kiosk_id = ? AND epoch = ? AND revoked_at IS NULL"
    if tx.one(sql, *who) is None:
        return "unknown_kiosk"
    if not fresh_nonce(tx, kiosk_id=asked.kiosk.kiosk_id, nonce=asked.nonce, now=now):
        return "replayed"
    return "absent" if is_absent(tx, who) else None


def _granted(
    tx: Transaction, asked: GrantAsked, day: date, after: Trust, now: datetime
) -> Granted | GrantRefusal:
    if asked.series not in tx.site.series:
        return "unknown_series"
    known = tx.one("SELECT * FROM site_grant WHERE site = ? AND ticket_id = ?", asked.ticket_id)
    if known is not None:
        same = (known["kiosk_id"], known["series"], known["label_day"]) == (
            asked.kiosk.kiosk_id,
            asked.series,
            day.isoformat(),
        )
        marks = _marks(asked.series, known["number"], day, after)
        return Granted(known["number"], day, marks) if same else "granted_elsewhere"
    number = tx.number(
        """INSERT INTO site_series VALUES (?1, ?2, ?3, 1)
        ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last""",
        day.isoformat(),
        asked.series,
    )
    tx.run(
        """INSERT INTO site_grant (site, ticket_id, label_day, series, number, kiosk_id, granted_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)""",
        asked.ticket_id,
        day.isoformat(),
        asked.series,
        number,
        asked.kiosk.kiosk_id,
        stored(now),
    )
    return Granted(number, day, _marks(asked.series, number, day, after))


def _marks(series: str, number: int, day: date, after: Trust) -> Marks:
    return Marks(serial=after.serial, letters=after.letters, day=day, series={series: number})
