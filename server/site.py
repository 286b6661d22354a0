"""What the server needs to know of its site, as one value: names, hours, the rule of calling."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from config.dates import business_day
from config.models import Hours, Profile, Zone
from server.queue import Rule


@dataclass(frozen=True, slots=True)
class Site:
    """`site_id` leads every key of the store.

    Names are by id and in the catalogue's order; an id that the profile no longer has is shown as it is.
    """

    site_id: str
    name: str
    zone: ZoneInfo
    day_starts: time
    rule: Rule
    agencies: Mapping[str, str]
    series: frozenset[str]
    """What labels count in: the site's agency codes."""
    services: Mapping[str, str]
    services_of: Mapping[str, tuple[str, ...]]
    """By agency: those that take a ticket."""
    priorities: Mapping[str, str]
    hours: tuple[Hours, ...] = ()
    """Weeks with a name, the site's own first; empty where nobody has said them."""
    agency_hours: Mapping[str, Hours] = field(default_factory=dict)
    """By agency id."""
    zones: tuple[Zone, ...] = ()
    """Each agency in one; empty where the whole mall is one."""
    notices: tuple[str, ...] = ()
    """Sentences for the boards."""

    def neighbours(self, agency: str) -> frozenset[str]:
        """The agencies whose calls are heard where this one's are: its zone's, or all."""
        zone = next((zone for zone in self.zones if agency in zone.agencies), None)
        return frozenset(self.agencies if zone is None else zone.agencies)

    def agency_name(self, agency: str) -> str:
        return self.agencies.get(agency, agency)

    def service_name(self, service: str) -> str:
        return self.services.get(service, service)

    def priority_name(self, priority: str) -> str:
        return self.priorities.get(priority, priority)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def day(self, moment: datetime) -> date:
        return business_day(moment, zone=self.zone, starts=self.day_starts)

    def beginning(self, day: date) -> datetime:
        """Of a business day."""
        return datetime.combine(day, self.day_starts, self.zone)


def site_of(profile: Profile) -> Site:
    """Of a profile, what counters, boards and phones need; texts in Indonesian."""
    rule = profile.queue
    return Site(
        site_id=profile.id,
        name=profile.short_name,
        zone=profile.zone,
        day_starts=profile.day_starts,
        rule=Rule(rule.ordinary_between, timedelta(minutes=rule.wait_cap_minutes)),
        agencies={one.id: one.short for one in profile.agencies.values()},
        series=profile.series,
        services={one.id: one.name.id for one in profile.services.values()},
        services_of={
            agency: tuple(one.id for one in services if one.takes_ticket)
            for agency, services in profile.by_agency.items()
        },
        priorities={one.id: one.name.id for one in profile.priorities},
        hours=profile.hours,
        agency_hours={one.id: one.hours for one in profile.agencies.values()},
        zones=profile.zones,
        notices=profile.board.notices,
    )
