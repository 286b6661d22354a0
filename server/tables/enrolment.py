"""Which kiosks the site knows: enrolled by a token, let in again, revoked; and their keys."""

import secrets
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from kiosk.wire import CODE_ALPHABET
from server.store import ENROLMENT_MINUTES, EnrolRefusal, Kiosk, KioskStanding
from server.tables.letters import free_letters
from server.tables.transaction import Transaction, stored, token_hash
from server.tables.trust import Outside, enter_restore_day, give, sure
from server.trust import Trust, told


def enrolment_token(tx: Transaction, *, kiosk_name: str, now: datetime) -> str:
    token = "-".join("".join(secrets.choice(CODE_ALPHABET) for _ in range(5)) for _ in range(4))
    tx.insert("enrolment", token_hash=token_hash(token), kiosk_name=kiosk_name, made_at=stored(now))
    return token


def enrol(
    tx: Transaction, outside: Outside, *, token: str, public_key: bytes, series: Sequence[str], now: datetime
) -> Kiosk | EnrolRefusal:
    key = token_hash(token.strip().upper())
    row = tx.one("SELECT * FROM enrolment WHERE site = ? AND token_hash = ?", key)
    if row is None:
        return "unknown"
    if row["used_at"] is not None:
        return _enrolled_by(tx, row["kiosk_name"], row["letter"], public_key) or "used"
    if now - tx.moment(row["made_at"]) > timedelta(minutes=ENROLMENT_MINUTES):
        return "expired"
    found = sure(tx, outside, tx.site.day(now), now)
    if not isinstance(found, Trust):
        return found
    letter = next(free_letters(tx, series, now), None)
    if letter is None:
        return "no_letter"
    give(tx, told(found, tx.site.day(now)), letters=1)
    tx.run(
        """UPDATE enrolment SET used_at = ?2, letter = ?3
        WHERE site = ?1 AND token_hash = ?4 AND used_at IS NULL""",
        stored(now),
        letter,
        key,
    )
    kiosk = _put_kiosk(tx, row["kiosk_name"], letter, public_key, now)
    tx.heard[kiosk.kiosk_id, kiosk.epoch] = None
    return kiosk


def _enrolled_by(tx: Transaction, name: str, letter: str, public_key: bytes) -> Kiosk | None:
    """The kiosk that used a token, where it asks again with its key: the first answer was lost on the way."""
    row = tx.one(
        """SELECT * FROM kiosk WHERE site = ? AND name = ? AND letter = ? AND public_key = ?
        AND revoked_at IS NULL""",
        name,
        letter,
        public_key,
    )
    return None if row is None else _kiosk(row)


def _put_kiosk(tx: Transaction, name: str, letter: str, public_key: bytes, now: datetime) -> Kiosk:
    """A kiosk of a known name keeps its id and begins a new epoch, with a new letter and a new log."""
    old = tx.one("SELECT kiosk_id, epoch FROM kiosk WHERE site = ? AND name = ?", name)
    kiosk_id, epoch = (str(uuid4()), 1) if old is None else (old["kiosk_id"], old["epoch"] + 1)
    if old is not None:
        _leave_undecided(tx, kiosk_id, now)
        tx.run("DELETE FROM kiosk WHERE site = ? AND kiosk_id = ?", kiosk_id)
    tx.insert(
        "kiosk",
        kiosk_id=kiosk_id,
        epoch=epoch,
        letter=letter,
        public_key=public_key,
        name=name,
        enrolled_at=stored(now),
    )
    return Kiosk(kiosk_id, epoch, letter, public_key, name)


def kiosk(tx: Transaction, kiosk_id: str) -> Kiosk | None:
    row = tx.one("SELECT * FROM kiosk WHERE site = ? AND kiosk_id = ? AND revoked_at IS NULL", kiosk_id)
    return None if row is None else _kiosk(row)


def _kiosk(row: sqlite3.Row) -> Kiosk:
    return Kiosk(
        row["kiosk_id"],
        row["epoch"],
        row["letter"],
        row["public_key"],
        row["name"],
        row["next_key"],
        row["key_number"],
    )


def change_key(tx: Transaction, *, kiosk_id: str, key: bytes) -> None:
    tx.run("UPDATE kiosk SET next_key = ?2 WHERE site = ?1 AND kiosk_id = ?3", key, kiosk_id)


def take_over(tx: Transaction, *, kiosk_id: str, key: bytes) -> None:
    tx.run(
        """UPDATE kiosk SET public_key = next_key, next_key = NULL, key_number = key_number + 1
        WHERE site = ?1 AND kiosk_id = ?2 AND next_key = ?3""",
        kiosk_id,
        key,
    )


def readmit(tx: Transaction, *, kiosk: Kiosk, now: datetime) -> bool:
    known = tx.one("SELECT * FROM kiosk WHERE site = ? AND kiosk_id = ?", kiosk.kiosk_id)
    if known is not None:
        mine, theirs = (known["epoch"], known["key_number"]), (kiosk.epoch, kiosk.key_number)
        if known["revoked_at"] is not None and known["epoch"] == kiosk.epoch:
            return False
        if mine >= theirs:
            return mine == theirs and known["public_key"] == kiosk.public_key
    enter_restore_day(tx, day=tx.site.day(now), now=now)
    if known is not None and known["epoch"] == kiosk.epoch:
        tx.run(
            """UPDATE kiosk SET public_key = ?2, key_number = ?3, next_key = NULL
            WHERE site = ?1 AND kiosk_id = ?4""",
            kiosk.public_key,
            kiosk.key_number,
            kiosk.kiosk_id,
        )
        return True
    letter = "SELECT 1 FROM kiosk WHERE site = ? AND letter = ? AND kiosk_id <> ?"
    if tx.one(letter, kiosk.letter, kiosk.kiosk_id) is not None:
        return False
    tx.run("DELETE FROM kiosk WHERE site = ? AND kiosk_id = ?", kiosk.kiosk_id)
    names = (kiosk.name, f"{kiosk.name} ({kiosk.letter})")
    return any(
        tx.insert(
            "kiosk",
            kiosk_id=kiosk.kiosk_id,
            epoch=kiosk.epoch,
            letter=kiosk.letter,
            public_key=kiosk.public_key,
            key_number=kiosk.key_number,
            name=name,
            enrolled_at=stored(now),
        )
        for name in names
    )


def revoke(tx: Transaction, *, kiosk_id: str, now: datetime) -> bool:
    revoked = "UPDATE kiosk SET revoked_at = ?2 WHERE site = ?1 AND kiosk_id = ?3 AND revoked_at IS NULL"
    if tx.run(revoked, stored(now), kiosk_id) != 1:
        return False
    _leave_undecided(tx, kiosk_id, now)
    return True


def _leave_undecided(tx: Transaction, kiosk_id: str, now: datetime) -> None:
    """Documents held for jobs whose end the kiosk's log will never tell."""
    tx.run(
        """UPDATE reservation SET state = 'undecided', settled_at = ?2
        WHERE site = ?1 AND kiosk_id = ?3 AND state = 'reserved'""",
        stored(now),
        kiosk_id,
    )


def kiosks(tx: Transaction) -> tuple[KioskStanding, ...]:
    quarantined = """SELECT kiosk_id, reason, COUNT(*) AS n FROM (
        SELECT site, kiosk_id, quarantined AS reason FROM event WHERE quarantined IS NOT NULL
        UNION ALL SELECT site, kiosk_id, reason FROM stray_event)
        WHERE site = ? GROUP BY kiosk_id, reason ORDER BY reason"""
    faults: dict[str, dict[str, int]] = {}
    for row in tx.all(quarantined):
        faults.setdefault(row["kiosk_id"], {})[row["reason"]] = row["n"]
    standing = [
        KioskStanding(
            kiosk_id=row["kiosk_id"],
            name=row["name"],
            letter=row["letter"],
            last_seen=tx.moment_or_none(row["last_seen"]),
            unsynced=row["unsynced"],
            unsynced_since=tx.moment_or_none(row["unsynced_since"]),
            printer=row["printer"],
            office=row["office"],
            quarantined=faults.get(row["kiosk_id"], {}),
            revoked=row["revoked_at"] is not None,
        )
        for row in tx.all("SELECT * FROM kiosk WHERE site = ? ORDER BY name")
    ]
    awaited = """SELECT DISTINCT kiosk_name FROM enrolment WHERE site = ?1 AND used_at IS NULL
        AND kiosk_name NOT IN (SELECT name FROM kiosk WHERE site = ?1) ORDER BY kiosk_name"""
    standing += [
        KioskStanding(None, row["kiosk_name"], None, None, None, None, None, None, {}, False)
        for row in tx.all(awaited)
    ]
    return tuple(standing)
