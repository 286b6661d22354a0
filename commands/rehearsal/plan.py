"""What will happen on the day: drawn from one seed, so that a day can be played again. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from math import exp, log, sqrt
from random import Random
from typing import Literal

from config.availability import DayFacts, availability
from config.models import Profile, Service

MINUTE = timedelta(minutes=1)
AGENCIES = 10
"""So many have counters open; a mall's numbers are for few of its agencies."""
TURN_MINUTES = 6.0
TURN_SPREAD = 0.6
"""Coefficient of variation."""
NO_SHOW = 0.05
WITH_PRIORITY = 0.08
HOURLY = (1.5, 1.6, 1.3, 0.6, 0.45, 1.0, 0.8)
"""How many come in each hour from opening on, to one another: a morning's rush, prayer, lunch, the rest."""

Kind = Literal["server_killed", "network_cut", "paper_out", "kiosk_killed"]


@dataclass(frozen=True, slots=True)
class Citizen:
    at: datetime
    kiosk: int
    service: str
    agency: str
    priority: bool


@dataclass(frozen=True, slots=True)
class StaffedCounter:
    """A counter and its officer; `shifts` leave out prayer and lunch."""

    number: str
    agency: str
    officer: str
    shifts: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """`kiosks` is who it hits; without any, the server."""

    kind: Kind
    begins: datetime
    ends: datetime
    kiosks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    opens: datetime
    closes: datetime
    citizens: tuple[Citizen, ...]
    staffed: tuple[StaffedCounter, ...]
    troubles: tuple[Trouble, ...]


def friday(today: date) -> date:
    """The first one from today on."""
    return today + timedelta(days=(4 - today.weekday()) % 7)


def turn(random: Random) -> timedelta:
    """How long one number takes its counter."""
    spread = log(1 + TURN_SPREAD**2)
    minutes = exp(random.gauss(log(TURN_MINUTES) - spread / 2, sqrt(spread)))
    return max(minutes, 0.5) * MINUTE


def plan(profile: Profile, *, seed: int, day: date, citizens: int, kiosks: int, counters: int) -> Plan:
    """Of a Friday, 08.00 to 16.00; the last numbers are taken at 15.00."""
    random = Random(seed)
    opens = datetime.combine(day, time(8), tzinfo=profile.zone)
    closes, last = opens + timedelta(hours=8), opens + timedelta(hours=7)
    services = _open_services(profile, opens + timedelta(hours=1), last)
    agencies = sorted(services, key=lambda _: random.random())[: min(AGENCIES, counters)]
    weights = [1 / (place + 2) for place in range(len(agencies))]
    staffed = _staffed(random, agencies, weights, counters, opens, closes)
    shares = {one: sum(counter.agency == one for counter in staffed) for one in agencies}
    arrivals = sorted(_arrival(random, opens) for _ in range(citizens))
    chosen = random.choices(agencies, [shares[one] for one in agencies], k=citizens)
    return Plan(
        opens,
        closes,
        tuple(
            Citizen(
                at,
                random.randrange(kiosks),
                random.choice(services[agency]).id,
                agency,
                random.random() < WITH_PRIORITY,
            )
            for at, agency in zip(arrivals, chosen, strict=True)
        ),
        staffed,
        _troubles(random, opens, kiosks),
    )


def _open_services(profile: Profile, first: datetime, last: datetime) -> dict[str, list[Service]]:
    """By agency, those that give numbers all day, as many as are wanted; documents are no queue."""
    found: dict[str, list[Service]] = {}
    for service in profile.services.values():
        states = {availability(service, at, DayFacts()).state for at in (first, last - MINUTE)}
        is_document = service.document in profile.documents.kinds
        if states == {"open"} and service.takes_ticket and service.quota is None and not is_document:
            found.setdefault(service.agency.id, []).append(service)
    return found


def _arrival(random: Random, opens: datetime) -> datetime:
    (hour,) = random.choices(range(len(HOURLY)), HOURLY)
    return opens + timedelta(hours=hour, seconds=random.uniform(0, 3600))


def _staffed(
    random: Random,
    agencies: Sequence[str],
    weights: Sequence[float],
    counters: int,
    opens: datetime,
    closes: datetime,
) -> tuple[StaffedCounter, ...]:
    """One counter for each agency, the rest by weight. Half of the officers are at Friday prayer."""
    of = [*agencies, *random.choices(agencies, weights, k=counters - len(agencies))]
    staffed = []
    for place, agency in enumerate(sorted(of, key=agencies.index)):
        begins = opens + random.uniform(-2, 6) * MINUTE
        if place % 2:
            away = (opens + timedelta(hours=3, minutes=35), opens + timedelta(hours=5))
        else:
            lunch = opens + timedelta(hours=4 + (place // 2) % 2, minutes=random.uniform(0, 10))
            away = (lunch, lunch + 50 * MINUTE)
        shifts = tuple(pairwise((begins, *away, closes)))[::2]
        staffed.append(StaffedCounter(str(place + 1), agency, f"petugas{place + 1}", shifts))
    return tuple(staffed)


def _troubles(random: Random, opens: datetime, kiosks: int) -> tuple[Trouble, ...]:
    """Each kind at least once; two may fall together."""

    def at(hours: float, minutes: float) -> tuple[datetime, datetime]:
        begins = opens + timedelta(hours=hours + random.uniform(0, 0.6))
        return begins, begins + minutes * MINUTE

    some = random.sample(range(kiosks), k=max(1, kiosks // 3))
    return (
        Trouble("paper_out", *at(0.7, 20), (random.randrange(kiosks),)),
        Trouble("network_cut", *at(1.2, 25), tuple(sorted(some))),
        Trouble("server_killed", *at(2.1, 15)),
        Trouble("kiosk_killed", *at(2.4, 10), (random.randrange(kiosks),)),
        Trouble("network_cut", *at(4.2, 40), tuple(range(kiosks))),
        Trouble("paper_out", *at(4.6, 15), (random.randrange(kiosks),)),
        Trouble("server_killed", *at(5.6, 5)),
    )
