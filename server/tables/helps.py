"""Citizens at kiosks who wait for a member of staff. One open wish a kiosk: a new one ends the one before."""

from datetime import datetime, timedelta
from statistics import median
from typing import Literal

from kiosk.wire import HelpRequest
from server.store import HelpStanding, HelpWish, Kiosk
from server.tables.transaction import Transaction, stored

LEAST_TO_SAY = 3
"""From so many wishes that staff took up today one may say how long it usually takes."""
FORGOTTEN = timedelta(hours=1)
"""A wish of which its kiosk has said nothing for so long is over: the kiosk is off, or another program."""

OPEN = """SELECT help.*, kiosk.letter, kiosk.name AS place, officer.display_name AS officer FROM help
    JOIN kiosk ON kiosk.site = help.site AND kiosk.kiosk_id = help.kiosk_id
    LEFT JOIN officer ON officer.site = help.site AND officer.officer_id = help.coming_by
    WHERE help.site = ? AND help.state <> 'over' ORDER BY asked_at, help_id"""


def ask(tx: Transaction, *, kiosk: Kiosk, request: HelpRequest, now: datetime) -> HelpStanding:
    tx.run(
        """UPDATE help SET state = 'over', over_at = ?2
        WHERE site = ?1 AND kiosk_id = ?3 AND help_id <> ?4 AND state <> 'over'""",
        stored(now),
        kiosk.kiosk_id,
        request.help_id,
    )
    put = tx.insert(
        "help",
        kiosk_id=kiosk.kiosk_id,
        help_id=request.help_id,
        asked_at=stored(now - timedelta(seconds=request.waited_seconds)),
        heard_at=stored(now),
        reason=request.reason,
        state="waiting",
    )
    changed = put + tx.run(
        "UPDATE help SET reason = ?2 WHERE site = ?1 AND kiosk_id = ?3 AND help_id = ?4 AND reason IS NOT ?2",
        request.reason,
        kiosk.kiosk_id,
        request.help_id,
    )
    if request.withdrawn:
        changed += tx.run(
            """UPDATE help SET state = 'over', over_at = ?2
            WHERE site = ?1 AND kiosk_id = ?3 AND help_id = ?4 AND state <> 'over'""",
            stored(now),
            kiosk.kiosk_id,
            request.help_id,
        )
    tx.run(
        "UPDATE help SET heard_at = ?2 WHERE site = ?1 AND kiosk_id = ?3 AND help_id = ?4",
        stored(now),
        kiosk.kiosk_id,
        request.help_id,
    )
    tx.changed = changed > 0
    (row,) = tx.all(
        "SELECT state FROM help WHERE site = ? AND kiosk_id = ? AND help_id = ?",
        kiosk.kiosk_id,
        request.help_id,
    )
    return HelpStanding(row["state"], _usual_minutes(tx, now))


def _usual_minutes(tx: Transaction, now: datetime) -> int | None:
    """From asking to `Saya ke sana`, whole minutes and at least one."""
    rows = tx.all(
        "SELECT asked_at, coming_at FROM help WHERE site = ? AND asked_at >= ? AND coming_at IS NOT NULL",
        stored(tx.site.beginning(tx.site.day(now))),
    )
    if len(rows) < LEAST_TO_SAY:
        return None
    waits = (tx.moment(row["coming_at"]) - tx.moment(row["asked_at"]) for row in rows)
    return max(1, round(median(wait.total_seconds() for wait in waits) / 60))


def wishes(tx: Transaction, now: datetime) -> tuple[HelpWish, ...]:
    return tuple(
        HelpWish(
            kiosk_id=row["kiosk_id"],
            help_id=row["help_id"],
            letter=row["letter"],
            place=row["place"],
            reason=row["reason"],
            asked_at=tx.moment(row["asked_at"]),
            coming_at=tx.moment_or_none(row["coming_at"]),
            officer=row["officer"],
        )
        for row in tx.all(OPEN)
        if now - tx.moment(row["heard_at"]) < FORGOTTEN
    )


def take_up(
    tx: Transaction,
    *,
    kiosk_id: str,
    help_id: str,
    state: Literal["coming", "over"],
    officer_id: int,
    now: datetime,
) -> bool:
    """The first officer who goes is the one; whoever ends it may be another."""
    if state == "coming":
        done = tx.run(
            """UPDATE help SET state = 'coming', coming_at = ?2, coming_by = ?3
            WHERE site = ?1 AND kiosk_id = ?4 AND help_id = ?5 AND state = 'waiting'""",
            stored(now),
            officer_id,
            kiosk_id,
            help_id,
        )
    else:
        done = tx.run(
            """UPDATE help SET state = 'over', over_at = ?2, over_by = ?3
            WHERE site = ?1 AND kiosk_id = ?4 AND help_id = ?5 AND state <> 'over'""",
            stored(now),
            officer_id,
            kiosk_id,
            help_id,
        )
    tx.changed = tx.changed or done > 0
    return done > 0
