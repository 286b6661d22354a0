"""Witness, doubt and settling as the database keeps them; the rules are in `server.trust`."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Literal

from kiosk.wire import Hello, Marks
from server.store import NumberingStanding
from server.tables.letters import free_letters
from server.tables.transaction import Transaction, stored
from server.trust import (
    LETTERS_SKIPPED,
    NUMBERS_SKIPPED,
    Identity,
    Keep,
    Presence,
    Trust,
    Witness,
    at_start,
    caught_up,
    doubt_end,
    is_ahead,
    next_batch,
    rolled_back,
)


@dataclass(frozen=True, slots=True)
class Outside:
    """What the writer knows besides its database."""

    presence: Presence
    read_witness: Callable[[], Witness | None]
    monotonic: Callable[[], float]
    """Seconds that only grow."""
    offset: Callable[[], float]
    """The wall clock less the time since boot, in seconds."""


def trust(tx: Transaction) -> Trust:
    row = tx.one("SELECT * FROM trust WHERE site = ?")
    if row is None:
        return Trust()
    return Trust(
        mark=row["mark"],
        previous=row["previous"],
        serial=row["serial"],
        letters=row["letters"],
        epoch=row["epoch"],
        doubt=date.fromisoformat(row["doubt"]) if row["doubt"] else None,
        doubt_since=tx.moment_or_none(row["doubt_since"]),
        proven=bool(row["proven"]),
    )


def _write(tx: Transaction, one: Trust) -> None:
    tx.run(
        """INSERT INTO trust VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO UPDATE SET
        mark = ?2, previous = ?3, serial = ?4, letters = ?5, epoch = ?6,
        doubt = ?7, doubt_since = ?8, proven = ?9""",
        one.mark,
        one.previous,
        one.serial,
        one.letters,
        one.epoch,
        one.doubt.isoformat() if one.doubt else None,
        stored(one.doubt_since) if one.doubt_since else None,
        int(one.proven),
    )


def _look(tx: Transaction, outside: Outside, day: date, now: datetime) -> Trust:
    """The trust; compared with the witness where this is the first look, or the machine was set back."""
    presence, known = outside.presence, trust(tx)
    if presence.is_set_back(outside.offset()):
        presence.begin(outside.monotonic(), outside.offset())
    if presence.looked or tx.looked:
        return known
    found, tx.witness = at_start(known, outside.read_witness(), site=tx.site.site_id, day=day, now=now)
    if found != known:
        if found.doubt != known.doubt:
            tx.run("DELETE FROM absent WHERE site = ?")
        _write(tx, found)
    tx.looked = True
    return found


def _expected(tx: Transaction, since: datetime | None) -> frozenset[Identity]:
    """Who must be heard: enrolled and not parked, or parked only after the doubt began."""
    rows = tx.all(
        "SELECT kiosk_id, epoch FROM kiosk WHERE site = ? AND (revoked_at IS NULL OR revoked_at > ?)",
        stored(since) if since else "9999",
    )
    return frozenset((row["kiosk_id"], row["epoch"]) for row in rows)


def absent(tx: Transaction) -> frozenset[Identity]:
    """Who was declared so: an absent kiosk gets nothing before it has said what it has seen."""
    rows = tx.all("SELECT kiosk_id, epoch FROM absent WHERE site = ?")
    return frozenset((row["kiosk_id"], row["epoch"]) for row in rows)


def _heard(tx: Transaction, outside: Outside) -> frozenset[Identity]:
    return frozenset(outside.presence.heard | ({tx.heard} if tx.heard else set()))


# --- before numbers and letters are given -------------------------------------------------------------------


def sure(
    tx: Transaction, outside: Outside, day: date, now: datetime
) -> Trust | Literal["settling", "in_doubt"]:
    """The trust where numbers and letters may be given; a doubt whose end has come is over by it."""
    found = _look(tx, outside, day, now)
    if found.doubt is not None:
        missing = _expected(tx, found.doubt_since) - _heard(tx, outside)
        end = doubt_end(found, missing, absent(tx), day)
        if end == "not_yet":
            return "in_doubt"
        if end == "with_absent":
            _skip_numbers(tx, day)
        _rest_letters(tx, now)
        found = give(tx, replace(found, doubt=None, doubt_since=None, proven=False))
    if not outside.presence.is_settled(lambda: _expected(tx, None), outside.monotonic()):
        return "settling"
    return found


def give(tx: Transaction, before: Trust, *, letters: int = 0) -> Trust:
    """Marks the batch that is about to be committed; the witness follows the commit."""
    after = next_batch(replace(before, letters=before.letters + letters), secrets.token_hex(16))
    _write(tx, after)
    assert after.mark is not None
    tx.witness = Keep(Witness(tx.site.site_id, after.mark, after.serial))
    return after


def _skip_numbers(tx: Transaction, day: date) -> None:
    for series in sorted(tx.site.series):
        tx.run(
            """INSERT INTO site_series VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET last = last + excluded.last""",
            day.isoformat(),
            series,
            NUMBERS_SKIPPED,
        )


def _rest_letters(tx: Transaction, now: datetime) -> None:
    """The letters that would have been given next rest as if they had been."""
    for letter in list(islice(free_letters(tx, sorted(tx.site.series), now), LETTERS_SKIPPED)):
        tx.insert("rested_letter", letter=letter, since=stored(now))


# --- what kiosks say ----------------------------------------------------------------------------------------


def hear(
    tx: Transaction, outside: Outside, who: Identity, hello: Hello, *, head: int, day: date, now: datetime
) -> None:
    """A kiosk's hello: what it has seen is caught up with, and may prove a rollback; or it ends a doubt.

    `head`: up to where this database has the kiosk's log.
    """
    found = _look(tx, outside, day, now)
    if is_ahead(hello.seen, found) or hello.acked_seen > head:
        found, tx.witness = rolled_back(found, day=day, now=now)
    merged = caught_up(found, hello.seen)
    if merged != trust(tx):
        _write(tx, merged)
    if hello.seen.day is not None:
        last = _last_numbers(tx, hello.seen.day)
        for series, number in hello.seen.series.items():
            if series in tx.site.series and number > last.get(series, 0):
                raise_to(tx, series, number, hello.seen.day.isoformat())
    name_day(tx, day)
    tx.heard = who
    tx.run("DELETE FROM absent WHERE site = ? AND kiosk_id = ? AND epoch = ?", *who)
    if merged.doubt is not None:
        sure(tx, outside, day, now)


def enter_restore_day(tx: Transaction, *, day: date, now: datetime) -> None:
    """This database has forgotten what it gave: it was restored, or a kiosk holds what it never gave."""
    found, tx.witness = rolled_back(trust(tx), day=day, now=now)
    _write(tx, found)


def name_day(tx: Transaction, day: date) -> None:
    """Somebody is being told that it is this day: from now on it has a series, and none comes before."""
    if tx.one("SELECT 1 FROM site_series WHERE site = ? AND label_day = ?", day.isoformat()) is None:
        raise_to(tx, min(tx.site.series), 0, day.isoformat())


def named_day(tx: Transaction) -> date | None:
    """The latest of which anybody was told."""
    row = tx.one("SELECT MAX(label_day) AS day FROM site_series WHERE site = ?")
    return None if row is None or row["day"] is None else date.fromisoformat(row["day"])


def raise_to(tx: Transaction, series: str, number: int, label_day: str) -> None:
    """The series goes on above this number."""
    tx.run(
        """INSERT INTO site_series VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET last = max(last, excluded.last)""",
        label_day,
        series,
        number,
    )


def _last_numbers(tx: Transaction, day: date) -> dict[str, int]:
    sql = "SELECT series, last FROM site_series WHERE site = ? AND label_day = ? AND last > 0"
    rows = tx.all(sql, day.isoformat())
    return {row["series"]: row["last"] for row in rows}


def marks(tx: Transaction, day: date) -> Marks:
    known = trust(tx)
    return Marks(serial=known.serial, letters=known.letters, day=day, series=_last_numbers(tx, day))


# --- what staff see and say ---------------------------------------------------------------------------------


def declare_absent(tx: Transaction, outside: Outside, kiosk_id: str, day: date, now: datetime) -> bool:
    """Whether the kiosk was missing in a doubt that can end without it."""
    found = _look(tx, outside, day, now)
    missing = _expected(tx, found.doubt_since) - _heard(tx, outside)
    who = next((one for one in missing if one[0] == kiosk_id), None)
    if who is None or found.doubt is None:
        return False
    tx.insert("absent", kiosk_id=who[0], epoch=who[1])
    sure(tx, outside, day, now)
    return True


def standing(tx: Transaction, outside: Outside, *, day: date, witness_owed: bool) -> NumberingStanding:
    found = trust(tx)
    expected = _expected(tx, found.doubt_since)
    missing = expected - outside.presence.heard
    settled = outside.presence.is_settled(lambda: _expected(tx, None), outside.monotonic())
    doubt = found.doubt is not None and found.doubt >= day
    return NumberingStanding(
        state="no_witness"
        if witness_owed
        else "restore_day"
        if doubt and found.proven
        else "in_doubt"
        if doubt
        else "sure"
        if settled
        else "settling",
        since=found.doubt_since if doubt else None,
        missing=tuple(sorted(kiosk_id for kiosk_id, _ in missing - absent(tx))),
        epoch=found.epoch,
    )
