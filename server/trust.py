"""Whether this database is the newest that has given numbers and letters. Pure.

A database that was restored, or a machine that was set back, has forgotten numbers that are on paper. So each
batch of numbers or letters leaves a mark at two places, in the database and in the witness, a file on other
storage; a start compares the two. Where they differ there is doubt: until every kiosk has said what it has
seen, or the day is over, no number of the site's is given, and kiosks use their own.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from kiosk.wire import Marks

SETTLING_SECONDS = 90.0
"""Longer than a kiosk's longest pause between two tries, and a heartbeat."""

SET_BACK_SECONDS = 60.0
"""So far the wall clock moves against the time since boot only where a machine goes on from a snapshot."""

NUMBERS_SKIPPED = 100
"""Where a doubt ends without a kiosk that was declared absent: it may hold numbers that nobody else saw."""

LETTERS_SKIPPED = 5
"""After every doubt: letters given in lost hours live on after that day."""

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


@dataclass(slots=True)
class Presence:
    """Who has spoken since this process opened the database. In memory only: a start forgets it."""

    began: float
    """By the monotonic clock, in seconds."""
    offset: float
    """Wall clock less time since boot, in seconds."""
    heard: set[Identity] = field(default_factory=set)
    looked: bool = False
    """The witness has been compared."""
    settled: bool = False
    """Who was enrolled then has spoken, or the time is over."""

    def begin(self, monotonic: float, offset: float) -> None:
        """As at a start."""
        self.began, self.offset, self.looked, self.settled = monotonic, offset, False, False
        self.heard.clear()

    def is_set_back(self, offset: float) -> bool:
        return abs(offset - self.offset) >= SET_BACK_SECONDS

    def is_settled(self, enrolled: Callable[[], AbstractSet[Identity]], monotonic: float) -> bool:
        """Who is enrolled is asked only until the time is over: later each batch would look for nothing."""
        over = self.settled or monotonic - self.began >= SETTLING_SECONDS
        self.settled = over or enrolled() <= self.heard
        return self.settled


@dataclass(frozen=True, slots=True)
class Keep:
    """The witness is to be this, before anything that the batch decided is answered."""

    witness: Witness


@dataclass(frozen=True, slots=True)
class Drop:
    """The witness is to go: another start finds none, and doubts again."""


WitnessOrder = Keep | Drop


def at_start(
    trust: Trust, witness: Witness | None, *, site: str, day: date, now: datetime
) -> tuple[Trust, WitnessOrder | None]:
    """The witness is left alone in a doubt, so that a second start doubts too."""
    ours = witness is not None and witness.site == site
    fresh = trust.mark is None and witness is None
    if fresh or (ours and witness is not None and witness.mark in (trust.mark, trust.previous)):
        if trust.doubt is None and trust.mark is not None:
            return trust, Keep(Witness(site, trust.mark, trust.serial))
        return trust, None
    if trust.doubt is not None and trust.doubt >= day:
        return trust, None
    proven = ours and witness is not None and witness.serial > trust.serial
    doubtful = replace(trust, doubt=day, doubt_since=now, proven=proven)
    return (replace(doubtful, epoch=trust.epoch + 1) if proven else doubtful), None


def rolled_back(trust: Trust, *, day: date, now: datetime) -> tuple[Trust, WitnessOrder]:
    """It is proven that this database has forgotten what it gave: no number of the site's today."""
    if trust.proven and trust.doubt is not None and trust.doubt >= day:
        return trust, Drop()
    since = trust.doubt_since if trust.doubt is not None else now
    return replace(trust, doubt=day, doubt_since=since, proven=True, epoch=trust.epoch + 1), Drop()


def is_ahead(seen: Marks, trust: Trust) -> bool:
    """Whether a kiosk has seen later batches or letters than this database remembers."""
    return seen.serial > trust.serial or seen.letters > trust.letters


def caught_up(trust: Trust, seen: Marks) -> Trust:
    return replace(trust, serial=max(trust.serial, seen.serial), letters=max(trust.letters, seen.letters))


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
