"""Numbers of the site's series: granted to kiosks, and never below what kiosks have brought.

The hot path. A batch takes so many statements however many ask in it: each statement costs a hand-over of
Python's lock, which beside a busy event loop is dearer than what the statement does.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime

from kiosk.wire import LAST_NUMBER
from server.store import GrantAsked, Granted, GrantRefusal
from server.tables.nonces import forget_nonces, fresh_nonces
from server.tables.transaction import Transaction, stored
from server.tables.trust import Outside, absent, give, marks_of, sure
from server.trust import Identity, Trust, told


def grant(
    tx: Transaction, outside: Outside, asked: Sequence[GrantAsked], *, now: datetime
) -> tuple[Granted | GrantRefusal, ...]:
    forget_nonces(tx, now=_proven_at(asked, now))
    day = tx.site.day(now)
    found = sure(tx, outside, day, now)
    refused = _refusals(tx, asked, now)
    if not isinstance(found, Trust):
        return tuple(refusal or found for refusal in refused)
    numbers = _Numbers(tx, [one for one, no in zip(asked, refused, strict=True) if no is None], day)
    after = give(tx, told(found, day))
    answers = tuple(refusal or numbers.of(one, after) for one, refusal in zip(asked, refused, strict=True))
    numbers.keep(now)
    return answers


def _refusals(tx: Transaction, asked: Sequence[GrantAsked], now: datetime) -> list[GrantRefusal | None]:
    """Of each who asks why it gets nothing. A kiosk that is not known any more leaves no nonce."""
    rows = tx.all(
        """SELECT kiosk_id, epoch, EXISTS (
            SELECT 1 FROM stray_event WHERE stray_event.site = kiosk.site AND reason = 'forked_log'
            AND stray_event.kiosk_id = kiosk.kiosk_id AND stray_event.epoch = kiosk.epoch) AS forked
        FROM kiosk
        WHERE site = ? AND revoked_at IS NULL AND kiosk_id IN (SELECT value FROM json_each(?))""",
        json.dumps(sorted({one.kiosk.kiosk_id for one in asked})),
    )
    known = {(row["kiosk_id"], row["epoch"]): bool(row["forked"]) for row in rows}
    shown = [(one.kiosk.kiosk_id, one.nonce) for one in asked if _who(one) in known]
    fresh, away = fresh_nonces(tx, shown, now=_proven_at(asked, now)), absent(tx)
    refusals: list[GrantRefusal | None] = []
    for one in asked:
        nonce = (one.kiosk.kiosk_id, one.nonce)
        if _who(one) not in known:
            refusals.append("unknown_kiosk")
        elif nonce not in fresh:
            refusals.append("replayed")
        else:
            fresh.remove(nonce)
            refusals.append("absent" if _who(one) in away else "forked" if known[_who(one)] else None)
    return refusals


def _proven_at(asked: Sequence[GrantAsked], now: datetime) -> datetime:
    return max((one.proven_at for one in asked if one.proven_at is not None), default=now)


def _who(asked: GrantAsked) -> Identity:
    return asked.kiosk.kiosk_id, asked.kiosk.epoch


class _Numbers:
    """What a batch finds, and what it adds."""

    def __init__(self, tx: Transaction, asked: Sequence[GrantAsked], day: date) -> None:
        self._tx, self._day = tx, day
        rows = tx.all(
            """SELECT ticket_id, kiosk_id, series, label_day, number FROM site_grant
            WHERE site = ? AND ticket_id IN (SELECT value FROM json_each(?))""",
            json.dumps([one.ticket_id for one in asked]),
        )
        self._granted = {row["ticket_id"]: tuple(row)[1:] for row in rows}
        rows = tx.all("SELECT series, last FROM site_series WHERE site = ? AND label_day = ?", str(day))
        self._last: dict[str, int] = {row["series"]: row["last"] for row in rows}
        self._new: list[tuple[str, str, str, int]] = []

    def of(self, asked: GrantAsked, after: Trust) -> Granted | GrantRefusal:
        if asked.series not in self._tx.site.series:
            return "unknown_series"
        same = (asked.kiosk.kiosk_id, asked.series, str(self._day))
        known = self._granted.get(asked.ticket_id)
        if known is not None and known[:3] != same:
            return "granted_elsewhere"
        if known is None:
            number = self._last.get(asked.series, 0) + 1
            if number > LAST_NUMBER:
                return "series_full"
            self._last[asked.series] = number
            known = self._granted[asked.ticket_id] = (*same, number)
            self._new.append((asked.ticket_id, asked.kiosk.kiosk_id, asked.series, number))
        return Granted(known[3], self._day, marks_of(after, self._day, {asked.series: known[3]}))

    def keep(self, now: datetime) -> None:
        self._tx.run(
            """INSERT INTO site_grant (site, ticket_id, label_day, series, number, kiosk_id, granted_at)
            SELECT ?1, value ->> 0, ?2, value ->> 2, value ->> 3, value ->> 1, ?3 FROM json_each(?4)""",
            str(self._day),
            stored(now),
            json.dumps(self._new),
        )
        self._tx.run(
            """INSERT INTO site_series (site, label_day, series, last)
            SELECT ?1, ?2, key, value FROM json_each(?3) WHERE true
            ON CONFLICT DO UPDATE SET last = excluded.last""",
            str(self._day),
            json.dumps({series: self._last[series] for _, _, series, _ in self._new}),
        )
