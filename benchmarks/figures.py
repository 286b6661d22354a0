"""What a benchmark comes to, and how: rounds of ours and of the peer in turn, medians of rounds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

Round = Sequence[float]
"""What one round measured, in one unit."""


class MissingError(Exception):
    """The Debian package without which a benchmark cannot run."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`ours` against `peer`, both in `unit`; where nothing compares, the peer is 1."""

    name: str
    ours: float
    peer: float
    unit: str
    peer_is: str

    @property
    def ratio(self) -> float:
        return self.ours / self.peer


@dataclass(frozen=True, slots=True)
class Counts:
    """How often: rounds, and within each round so many of a thing."""

    rounds: int
    commits: int
    slips: int
    issues: int
    taps: int
    calls: int
    letters: int
    kiosks: int


FULL = Counts(rounds=5, commits=200, slips=60, issues=800, taps=60, calls=100, letters=3000, kiosks=1000)
QUICK = Counts(rounds=1, commits=4, slips=2, issues=32, taps=2, calls=2, letters=30, kiosks=100)
"""Shows that all of it runs; its figures mean nothing."""


def in_turn(
    rounds: int, ours: Callable[[], Round], peer: Callable[[], Round]
) -> tuple[list[Round], list[Round]]:
    """One round of each to warm up, then ours, peer, ours, peer, so that noise meets both."""
    ours(), peer()
    both = [(ours(), peer()) for _ in range(rounds)]
    return [one for one, _ in both], [other for _, other in both]


def percentile(rounds: Sequence[Round], part: float) -> float:
    """The median of the rounds' own percentile (nearest rank)."""
    return median(sorted(one)[ceil(part * len(one)) - 1] for one in rounds)
