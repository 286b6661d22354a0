"""Officers and their sessions."""

import secrets
import sqlite3
from datetime import datetime, timedelta
from typing import Literal

from server.store import SESSION_LIFE, Officer, Session
from server.tables.transaction import Transaction, stored, token_hash

SESSION_IDLE = timedelta(minutes=30)
"""Of a session without a counter; at a counter it locks instead, so that nobody loses their place."""

LOCKS_AFTER = timedelta(minutes=15)
"""A counter's session without a press."""

SESSION_TOUCH = timedelta(minutes=1)
"""A session's last use is written at most this often: not every click is a write."""


# --- first admin, officers ----------------------------------------------------------------------------------


def first_admin_token(tx: Transaction, *, now: datetime) -> str | None:
    """A new token for the one-time link, the one before it void; None once there is an admin."""
    if tx.one("SELECT 1 FROM officer WHERE site = ? AND admin = 1"):
        return None
    token = secrets.token_urlsafe(24)
    tx.run("DELETE FROM first_admin WHERE site = ?")
    tx.insert("first_admin", token_hash=token_hash(token), made_at=stored(now))
    return token


def first_admin_open(tx: Transaction, *, token: str) -> bool:
    return (
        tx.one("SELECT 1 FROM first_admin WHERE site = ? AND token_hash = ?", token_hash(token)) is not None
    )


def claim_first_admin(
    tx: Transaction, *, token: str, name: str, display_name: str, password_hash: str
) -> Officer | None:
    if tx.run("DELETE FROM first_admin WHERE site = ? AND token_hash = ?", token_hash(token)) != 1:
        return None
    added = add_officer(tx, name=name, display_name=display_name, password_hash=password_hash, admin=True)
    return added if isinstance(added, Officer) else None


def add_officer(
    tx: Transaction, *, name: str, display_name: str, password_hash: str, admin: bool
) -> Officer | Literal["taken"]:
    officer_id = 1 + tx.number("SELECT MAX(officer_id) FROM officer WHERE site = ?")
    put = tx.insert(
        "officer",
        officer_id=officer_id,
        name=name,
        display_name=display_name,
        password_hash=password_hash,
        admin=int(admin),
    )
    return Officer(officer_id, name, display_name, admin) if put else "taken"


def officers(tx: Transaction) -> tuple[Officer, ...]:
    return tuple(
        _officer(row) for row in tx.all("SELECT * FROM officer WHERE site = ? ORDER BY display_name")
    )


def password_of(tx: Transaction, name: str) -> tuple[int, str] | None:
    """Officer's id and password hash."""
    row = tx.one("SELECT officer_id, password_hash FROM officer WHERE site = ? AND name = ?", name)
    return None if row is None else (row["officer_id"], row["password_hash"])


def _officer(row: sqlite3.Row) -> Officer:
    return Officer(row["officer_id"], row["name"], row["display_name"], bool(row["admin"]))


# --- sessions -----------------------------------------------------------------------------------------------


def open_session(tx: Transaction, *, officer_id: int, now: datetime) -> str:
    _sweep(tx, now)
    token = secrets.token_urlsafe(32)
    tx.insert(
        "session",
        token_hash=token_hash(token),
        officer_id=officer_id,
        csrf=secrets.token_urlsafe(24),
        made_at=stored(now),
        used_at=stored(now),
    )
    return token


def session(tx: Transaction, *, token: str, now: datetime) -> tuple[Session, bool] | None:
    """The session, and whether its last use is to be written anew."""
    row = tx.one(
        """SELECT session.*, officer.name, officer.display_name, officer.admin FROM session
        JOIN officer ON officer.site = session.site AND officer.officer_id = session.officer_id
        WHERE session.site = ? AND token_hash = ? AND made_at > ?
        AND (used_at > ? OR counter_id IS NOT NULL)""",
        token_hash(token),
        stored(now - SESSION_LIFE),
        stored(now - SESSION_IDLE),
    )
    if row is None:
        return None
    idle = now - tx.moment(row["used_at"])
    found = Session(
        officer=_officer(row),
        counter_id=row["counter_id"],
        csrf=row["csrf"],
        locked=row["counter_id"] is not None and idle >= LOCKS_AFTER,
    )
    return found, idle >= SESSION_TOUCH


def touch(tx: Transaction, *, token: str, now: datetime) -> None:
    tx.run(
        "UPDATE session SET used_at = ?2 WHERE site = ?1 AND token_hash = ?3", stored(now), token_hash(token)
    )


def take_counter(tx: Transaction, *, token: str, counter_id: int, now: datetime) -> bool:
    """Sits down at a counter; whoever sat there stands up. Pauses of both places are over.

    A sign-in that was locked there ends: without its counter nothing would lock it.
    """
    _sweep(tx, now)
    if tx.one("SELECT 1 FROM counter WHERE site = ? AND counter_id = ?", counter_id) is None:
        return False
    row = tx.one("SELECT counter_id FROM session WHERE site = ? AND token_hash = ?", token_hash(token))
    before = None if row is None else row["counter_id"]
    if before != counter_id:
        end_pause(tx, before, now)
        end_pause(tx, counter_id, now)
    tx.run(
        "DELETE FROM session WHERE site = ?1 AND counter_id = ?2 AND token_hash <> ?3 AND used_at <= ?4",
        counter_id,
        token_hash(token),
        stored(now - LOCKS_AFTER),
    )
    tx.run(
        """UPDATE session SET counter_id = NULL, counter_since = NULL
        WHERE site = ?1 AND counter_id = ?2 AND token_hash <> ?3""",
        counter_id,
        token_hash(token),
    )
    sat = tx.run(
        "UPDATE session SET counter_id = ?2, counter_since = ?3 WHERE site = ?1 AND token_hash = ?4",
        counter_id,
        stored(now),
        token_hash(token),
    )
    tx.changed = True
    return sat == 1


def sign_out(tx: Transaction, *, token: str, now: datetime) -> None:
    """Who goes home has no pause."""
    row = tx.one("SELECT counter_id FROM session WHERE site = ? AND token_hash = ?", token_hash(token))
    if row is not None:
        end_pause(tx, row["counter_id"], now)
    tx.run("DELETE FROM session WHERE site = ? AND token_hash = ?", token_hash(token))
    tx.changed = True


def end_pause(tx: Transaction, counter_id: int | None, now: datetime) -> None:
    tx.run(
        "UPDATE pause SET ended_at = ?2 WHERE site = ?1 AND counter_id = ?3 AND ended_at IS NULL",
        stored(now),
        counter_id,
    )


def _sweep(tx: Transaction, now: datetime) -> None:
    tx.run(
        "DELETE FROM session WHERE site = ?1 AND (used_at <= ?2 AND counter_id IS NULL OR made_at <= ?3)",
        stored(now - SESSION_IDLE),
        stored(now - SESSION_LIFE),
    )
