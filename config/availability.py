"""Whether a service takes numbers now, and if not, when it does again.

Pure; kiosk and server ask the same function.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Literal

from config.models import Hours, Opening, Profile, Service

LOOK_AHEAD_DAYS = 60


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What of the day is known: numbers given today, by service id."""

    issued_today: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Availability:
    """`until`: when it takes numbers again, None where nobody knows; of an open one, when it closes."""

    state: Literal["open", "closed", "cut_off", "quota_full"]
    until: datetime | None


def availability(service: Service, now: datetime, facts: DayFacts) -> Availability:
    """`now` is aware. Closed hours first, then the cut-off, then the quota of the day."""
    opened = opening(service.hours, now)
    if opened.state != "open":
        return opened
    given = facts.issued_today.get(service.id, 0)
    if service.quota is not None and given >= service.quota:
        local = now.astimezone(service.hours.zone)
        return Availability("quota_full", _next_opening(service.hours, _midnight(local) + timedelta(days=1)))
    return opened


def opening(hours: Hours, now: datetime) -> Availability:
    """The hours alone, whatever was given."""
    local = now.astimezone(hours.zone)
    for span in _spans(hours, local):
        opens, closes = _at(local, span.opens), _end(local, span)
        if opens <= local < closes:
            if local < closes - hours.cut_off:
                return Availability("open", closes)
            return Availability("cut_off", _next_opening(hours, closes))
    return Availability("closed", _next_opening(hours, local))


def closing(hours: Hours, now: datetime) -> datetime | None:
    """The end of the span that stands now, for the day or for a break; None while it is closed."""
    local = now.astimezone(hours.zone)
    for span in _spans(hours, local):
        if _at(local, span.opens) <= local < _end(local, span):
            return _end(local, span)
    return None


def _spans(hours: Hours, local: datetime) -> tuple[Opening, ...]:
    return () if local.date() in hours.holidays else hours.week[local.weekday()]


def _next_opening(hours: Hours, after: datetime) -> datetime | None:
    """The first beginning of a span at `after` or later."""
    day = after
    for _ in range(LOOK_AHEAD_DAYS):
        for span in _spans(hours, day):
            opens = _at(day, span.opens)
            if opens >= after:
                return opens
        day = _midnight(day) + timedelta(days=1)
    return None


def _midnight(moment: datetime) -> datetime:
    return _at(moment, time(0))


def _at(day: datetime, moment: time) -> datetime:
    return datetime.combine(day.date(), moment, tzinfo=day.tzinfo)


def _end(day: datetime, span: Opening) -> datetime:
    return _midnight(day) + timedelta(days=1) if span.closes == time.max else _at(day, span.closes)


def always_open(profile: Profile) -> Profile:
    """The same site, open day and night: for demonstrations, whatever the hour is where they are shown."""
    agencies = {key: replace(one, hours=_never_closing(one.hours)) for key, one in profile.agencies.items()}
    services = {
        key: replace(one, agency=agencies[one.agency.id], hours=_never_closing(one.hours))
        for key, one in profile.services.items()
    }
    return replace(
        profile,
        hours=(_never_closing(profile.hours[0]),),
        agencies=agencies,
        services=services,
        popular=tuple(services[one.id] for one in profile.popular),
        by_agency={
            key: tuple(services[one.id] for one in of_agency) for key, of_agency in profile.by_agency.items()
        },
    )


def _never_closing(hours: Hours) -> Hours:
    day = (Opening(time(0), time.max),)
    return replace(hours, week=(day,) * 7, cut_off=timedelta(0), holidays=frozenset())
