"""Whether this database is the newest that has given numbers and letters. Pure.

A database that was restored, or a machine that was set back, has forgotten numbers that are on paper. So each
batch of numbers or letters leaves a mark at two places, in the database and in the witness, a file on other
storage; a start compares the two. Where they differ there is doubt: until every kiosk has said what it has
seen, or the day is over, no number of the site's is given, and kiosks use their own.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from kiosk.wire import Hello, Marks

SETTLING_SECONDS = 90.0
"""Longer than a kiosk's longest pause between two tries, and a heartbeat."""

SET_BACK_SECONDS = 60.0
"""So far the wall clock moves against the time since boot only where a machine goes on from a snapshot."""

NUMBERS_SKIPPED = 100
"""Where a doubt ends without a kiosk that was declared absent: it may hold numbers that nobody else saw."""

LETTERS_SKIPPED = 5
"""After every doubt: letters given in lost hours live on after that day."""

CREDIBLE = Marks(serial=10_000_000, letters=10_000, epoch=1_000, lowered=1_000)
"""So far a kiosk can have seen more than a database that was set back: more than three years of a busy mall.
What says more is broken, and no witness; and no database is carried by it to where numbers end."""

CREDIBLE_LOG = 1_000_000
"""Entries, as above."""

CREDIBLE_NUMBERS = 9_999
"""Of one series on one day, as above."""

Identity = tuple[str, int]
"""A kiosk's id and epoch."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What lies outside the database."""

    site: str
    mark: str
    serial: int


@dataclass(frozen=True, slots=True)
class Trust:
    """What the database says of itself. `mark` is None before the first batch."""

    mark: str | None = None
    previous: str | None = None
    serial: int = 0
    letters: int = 0
    epoch: int = 1
    """Goes up with every proven rollback."""
    doubt: date | None = None
    """The business day of the doubt."""
    doubt_since: datetime | None = None
    proven: bool = False
    """Numbers are known to be lost: the doubt ends with its day, and not before."""
    named: date | None = None
    """The latest business day that anybody was told: none before it comes back."""
    lowered: int = 0
    """How often staff have taken back days that were named wrongly."""
    lost_until: date | None = None
    """The last day of a proven rollback: what is missing here of it, or of days before, proves no other."""


@dataclass(slots=True)
class Presence:
    """Who has spoken since this process opened the database. In memory only: a start forgets it."""

    began: float
    """By the monotonic clock, in seconds."""
    offset: float
    """Wall clock less time since boot, in seconds."""
    heard: dict[Identity, Hello | None] = field(default_factory=dict)
    """And how each said hello last; None while it has only enrolled."""
    looked: bool = False
    """The witness has been compared."""
    settled: bool = False
    """The time is over; or there was nobody to wait for, because nothing was ever given."""

    def is_late(self, who: Identity, hello: Hello) -> bool:
        """Whether it was on its way while the kiosk said another."""
        last = self.heard.get(who)
        return last is not None and last.boot_id == hello.boot_id and hello.wall < last.wall

    def begin(self, monotonic: float, offset: float) -> None:
        """As at a start."""
        self.began, self.offset, self.looked, self.settled = monotonic, offset, False, False
        self.heard.clear()

    def is_set_back(self, offset: float) -> bool:
        return abs(offset - self.offset) >= SET_BACK_SECONDS

    def is_settled(self, trust: Trust, monotonic: float) -> bool:
        """Not before the time is over, though all known kiosks have spoken: the one that matters may be the
        one that this database has forgotten."""
        over = monotonic - self.began >= SETTLING_SECONDS
        self.settled = self.settled or over or trust.mark is None
        return self.settled


def at_start(
    trust: Trust, witness: Witness | None, *, site: str, day: date, now: datetime
) -> tuple[Trust, bool]:
    """The trust after a look at the witness, and whether the two agree.

    Where they do not, both get a new mark, while the doubt is in the database: the next start agrees, and a
    doubt of an earlier day does not begin again. Whoever puts this database back once more meets that mark.
    """
    ours = witness if witness is not None and witness.site == site else None
    if trust.mark is None and witness is None:
        return trust, True
    if ours is not None and ours.mark in (trust.mark, trust.previous):
        return trust, True
    if ours is not None and ours.serial > trust.serial:
        return rolled_back(trust, day=day, now=now), False
    if is_in_doubt(trust, day):
        return trust, False
    return replace(trust, doubt=day, doubt_since=now, proven=False), False


def is_in_doubt(trust: Trust, day: date) -> bool:
    return trust.doubt is not None and trust.doubt >= day


def rolled_back(trust: Trust, *, day: date, now: datetime) -> Trust:
    """It is proven that this database has forgotten what it gave: no number of the site's today."""
    if not is_in_doubt(trust, day):
        trust = replace(trust, doubt=day, doubt_since=now, proven=False)
    if trust.proven:
        return trust
    return replace(trust, proven=True, epoch=trust.epoch + 1, lost_until=trust.doubt)


def told(trust: Trust, day: date) -> Trust:
    """Somebody is being told that it is this day."""
    return replace(trust, named=day if trust.named is None else max(day, trust.named))


def is_credible(seen: Marks, trust: Trust) -> bool:
    return (
        seen.serial - trust.serial <= CREDIBLE.serial
        and seen.letters - trust.letters <= CREDIBLE.letters
        and seen.epoch - trust.epoch <= CREDIBLE.epoch
        and seen.lowered - trust.lowered <= CREDIBLE.lowered
    )


def believes(seen: Marks, trust: Trust, day: date) -> bool:
    """Whether a kiosk that has seen this takes the day: none before one that it was told, unless it is told
    that days were taken back."""
    return seen.lowered < trust.lowered or seen.day is None or seen.day <= day


def is_ahead(seen: Marks, trust: Trust) -> bool:
    """Whether a kiosk has seen later batches, letters or rollbacks than this database remembers."""
    return seen.serial > trust.serial or seen.letters > trust.letters or seen.epoch > trust.epoch


def is_known(seen: Marks, trust: Trust) -> bool:
    """Whether the kiosk was last heard before a rollback that is proven and over: all that it can have seen
    is of that day or before, and clashes with nothing of today."""
    return (
        seen.epoch < trust.epoch
        and trust.lost_until is not None
        and (seen.day is None or seen.day <= trust.lost_until)
    )


def caught_up(trust: Trust, seen: Marks) -> Trust:
    return replace(
        trust,
        serial=max(trust.serial, seen.serial),
        letters=max(trust.letters, seen.letters),
        epoch=max(trust.epoch, seen.epoch),
        lowered=max(trust.lowered, seen.lowered),
    )


DoubtEnd = Literal["not_yet", "everyone", "with_absent", "another_day"]


def doubt_end(
    trust: Trust, missing: AbstractSet[Identity], absent: AbstractSet[Identity], day: date
) -> DoubtEnd:
    """`missing`: enrolled when the doubt began, not heard since the start; `absent`: staff have said so."""
    assert trust.doubt is not None
    if trust.doubt < day:
        return "another_day"
    if trust.proven or not missing <= absent:
        return "not_yet"
    return "with_absent" if missing else "everyone"


def next_batch(trust: Trust, mark: str) -> Trust:
    """Before each commit that gives numbers or letters; `mark` is new randomness."""
    return replace(trust, mark=mark, previous=trust.mark, serial=trust.serial + 1)
