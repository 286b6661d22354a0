"""What the server needs to know of its site, as one value: names, hours of the business day, the rule of
calling."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from server.queue import Rule, business_day


@dataclass(frozen=True, slots=True)
class Site:
    """`site_id` leads every key of the store. Names are by id; an id that the profile no longer has is shown
    as it is."""

    site_id: str
    name: str
    zone: ZoneInfo
    day_starts: time
    rule: Rule
    agencies: Mapping[str, str]
    series: frozenset[str]
    """What labels count in: the site's agency codes."""
    services: Mapping[str, str]
    priorities: Mapping[str, str]

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
