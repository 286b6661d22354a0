"""Witness, doubt and settling as the database keeps them; the rules are in `server.trust`."""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Literal

from kiosk.wire import Hello, Label, Marks
from server.store import NumberingStanding, NumberingState
from server.tables.letters import free_letters
from server.tables.transaction import Transaction, day_or_none, stored, stored_day
from server.trust import (
    CREDIBLE_LOG,
    CREDIBLE_NUMBERS,
    LETTERS_SKIPPED,
    NUMBERS_SKIPPED,
    Identity,
    Presence,
    Trust,
    Witness,
    at_start,
    believes,
    caught_up,
    doubt_end,
    is_ahead,
    is_credible,
    is_in_doubt,
    is_known,
    next_batch,
    rolled_back,
    told,
)

log = logging.getLogger(__name__)


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
        doubt=day_or_none(row["doubt"]),
        doubt_since=tx.moment_or_none(row["doubt_since"]),
        proven=bool(row["proven"]),
        named=day_or_none(row["named"]),
        lowered=row["lowered"],
        lost_until=day_or_none(row["lost_until"]),
    )


def _write(tx: Transaction, one: Trust) -> None:
    tx.run(
        """INSERT INTO trust VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT DO UPDATE SET mark = ?2, previous = ?3, serial = ?4, letters = ?5, epoch = ?6,
        doubt = ?7, doubt_since = ?8, proven = ?9, named = ?10, lowered = ?11, lost_until = ?12""",
        one.mark,
        one.previous,
        one.serial,
        one.letters,
        one.epoch,
        stored_day(one.doubt),
        stored(one.doubt_since) if one.doubt_since else None,
        int(one.proven),
        stored_day(one.named),
        one.lowered,
        stored_day(one.lost_until),
    )


def _look(tx: Transaction, outside: Outside, day: date, now: datetime) -> Trust:
    """The trust; compared with the witness where this is the first look, or the machine was set back."""
    presence, known = outside.presence, trust(tx)
    if presence.is_set_back(outside.offset()):
        presence.begin(outside.monotonic(), outside.offset())
    if presence.looked or tx.looked:
        return known
    found, agreed = at_start(known, outside.read_witness(), site=tx.site.site_id, day=day, now=now)
    if found.doubt != known.doubt:
        tx.run("DELETE FROM absent WHERE site = ?")
    if not agreed:
        found = give(tx, found)
    elif found.mark is not None:
        tx.witness = Witness(tx.site.site_id, found.mark, found.serial)
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
    return frozenset(outside.presence.heard.keys() | tx.heard.keys())


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
    return found if outside.presence.is_settled(found, outside.monotonic()) else "settling"


def give(tx: Transaction, before: Trust, *, letters: int = 0) -> Trust:
    """Marks the batch that is about to be committed; the witness follows the commit."""
    after = next_batch(replace(before, letters=before.letters + letters), secrets.token_hex(16))
    _write(tx, after)
    assert after.mark is not None
    tx.witness = Witness(tx.site.site_id, after.mark, after.serial)
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
    found, seen = _look(tx, outside, day, now), hello.seen
    if is_credible(seen, found):
        after = told(caught_up(found, seen), day)
        ahead = is_ahead(seen, found) or 0 < hello.acked_seen - head <= CREDIBLE_LOG
        if ahead and not is_known(seen, found):
            after = rolled_back(after, day=day, now=now)
        _put(tx, found, after)
        if seen.day is not None:
            _raise_series(tx, seen.day, seen.series)
            if seen.day > day and seen.lowered < after.lowered:
                _raise_series(tx, day, seen.series)  # of a day that was taken back: it is on paper today
    else:
        log.warning("kiosk %s says that it has seen what cannot be: %s", who[0], seen)
        _put(tx, found, told(found, day))
        hello = hello.model_copy(update={"seen": Marks()})
    tx.heard[who] = hello
    tx.run("DELETE FROM absent WHERE site = ? AND kiosk_id = ? AND epoch = ?", *who)
    if trust(tx).doubt is not None:
        sure(tx, outside, day, now)


def _put(tx: Transaction, before: Trust, after: Trust) -> None:
    """A rollback that is proven here and now leaves a mark as a batch does."""
    if after.proven and (after.doubt, after.proven) != (before.doubt, before.proven):
        give(tx, after)
    elif after != before:
        _write(tx, after)


def _raise_series(tx: Transaction, day: date, series: Mapping[str, int]) -> None:
    last = _last_numbers(tx, day)
    for one, number in series.items():
        if one in tx.site.series and 0 < number - last.get(one, 0) <= CREDIBLE_NUMBERS:
            raise_to(tx, one, number, day.isoformat())


def enter_restore_day(tx: Transaction, *, day: date, now: datetime) -> None:
    """This database has forgotten what it gave: it was restored, or a kiosk holds what it never gave."""
    before = trust(tx)
    _put(tx, before, rolled_back(before, day=day, now=now))


def restored(tx: Transaction, *, day: date, now: datetime) -> Witness:
    """This is a backup that is put in the place of a later database; what the witness must be then."""
    after = give(tx, rolled_back(told(trust(tx), day), day=day, now=now))
    assert after.mark is not None
    return Witness(tx.site.site_id, after.mark, after.serial)


def brought(tx: Transaction, label: Label, label_day: date, ticket_id: str, now: datetime) -> None:
    """A number of the site's that is on paper. One that this database has not granted to this ticket shows
    that it has forgotten some; unless it is of a day of which it is known to have done so."""
    day = label_day.isoformat()
    _raise_series(tx, label_day, {label.series: label.number})
    granted = """SELECT 1 FROM site_grant
        WHERE site = ? AND label_day = ? AND series = ? AND number = ? AND ticket_id = ?"""
    if tx.one(granted, day, label.series, label.number, ticket_id) is None:
        known = trust(tx).lost_until
        if known is None or label_day > known:
            enter_restore_day(tx, day=tx.site.day(now), now=now)


def lower_day(tx: Transaction, outside: Outside, *, day: date) -> date | None:
    """No later day than this was ever named; which it was, or None where nobody knows of one: neither this
    database, nor a kiosk that was told so by one that is lost.

    On paper of this day are numbers of the days that were none: its series go on above them. A doubt of such
    a day ends with this one, and so does what was lost in it.
    """
    known = trust(tx)
    latest = max(_ahead(outside, known, day).values(), default=day)
    if known.named is not None:
        latest = max(latest, known.named)
    if latest <= day:
        return None
    tx.run(
        """INSERT INTO site_series SELECT site, ?2, series, MAX(last) FROM site_series
        WHERE site = ?1 AND label_day > ?2 GROUP BY series
        ON CONFLICT DO UPDATE SET last = max(last, excluded.last)""",
        day.isoformat(),
    )
    doubt = None if known.doubt is None else min(known.doubt, day)
    lost_until = None if known.lost_until is None else min(known.lost_until, day)
    lowered = known.lowered + 1
    _write(tx, replace(known, named=day, lowered=lowered, doubt=doubt, lost_until=lost_until))
    return latest


def _ahead(outside: Outside, known: Trust, day: date) -> dict[str, date]:
    """By the id of each kiosk that does not believe this day, the later one that it was told."""
    return {
        kiosk_id: hello.seen.day
        for (kiosk_id, _), hello in outside.presence.heard.items()
        if hello is not None and hello.seen.day is not None and not believes(hello.seen, known, day)
    }


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


def marks(tx: Transaction, day: date | None) -> Marks:
    return marks_of(trust(tx), day, {} if day is None else _last_numbers(tx, day))


def marks_of(known: Trust, day: date | None, series: Mapping[str, int]) -> Marks:
    return Marks(
        serial=known.serial,
        letters=known.letters,
        epoch=known.epoch,
        lowered=known.lowered,
        day=day,
        series=dict(series),
    )


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
    missing = expected - outside.presence.heard.keys()
    doubt = is_in_doubt(found, day)
    state: NumberingState
    if witness_owed:
        state = "no_witness"
    elif doubt:
        state = "restore_day" if found.proven else "in_doubt"
    else:
        state = "sure" if outside.presence.is_settled(found, outside.monotonic()) else "settling"
    return NumberingStanding(
        state=state,
        since=found.doubt_since if doubt else None,
        missing=tuple(sorted(kiosk_id for kiosk_id, _ in missing - absent(tx))),
        epoch=found.epoch,
        ahead=_ahead(outside, found, day),
    )
