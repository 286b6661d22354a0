"""What the server needs to know of its site, as one value: names, hours, the rule of calling."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from config.availability import opening
from config.dates import business_day
from config.models import DocumentKind, DocumentRules, Hours, Profile, Zone
from server.queue import Rule

DOCUMENT_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)


@dataclass(frozen=True, slots=True)
class Collection:
    """Where documents of one kind are handed out, by which agency, and when somebody is there.

    `printable`: a kiosk prints the slip that shows what is on the document, for a print PIN; otherwise one
    that tells where it lies.
    """

    agency: str | None
    place: str | None
    hours: Hours
    printable: bool

    def last_moment(self, first: date, last: date) -> datetime | None:
        """The end of the last opening within the days, or None where all of them are closed."""
        for back in range((last - first).days + 1):
            day = last - timedelta(days=back)
            spans = () if day in self.hours.holidays else self.hours.week[day.weekday()]
            if spans:
                return datetime.combine(day, spans[-1].closes, tzinfo=self.hours.zone)
        return None

    def next_moment(self, now: datetime) -> datetime | None:
        """When somebody is there: now, or at the next opening."""
        opened = opening(self.hours, now)
        return now.astimezone(self.hours.zone) if opened.state == "open" else opened.until


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
    collections: Mapping[DocumentKind, Collection] = field(default_factory=dict)
    document_rules: DocumentRules = field(default_factory=DocumentRules)

    @property
    def document_agencies(self) -> frozenset[str]:
        """Whose officers handle document requests."""
        return frozenset(one.agency for one in self.collections.values() if one.agency is not None)

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
        collections={kind: _collection(profile, kind) for kind in DOCUMENT_KINDS},
        document_rules=profile.documents,
    )


def _collection(profile: Profile, kind: DocumentKind) -> Collection:
    """At the agency whose services print it."""
    printable = kind in profile.documents.kinds
    service = next((one for one in profile.services.values() if one.document == kind), None)
    if service is None:
        return Collection(None, None, profile.hours[0], printable)
    agency = service.agency
    place = agency.short if agency.place is None else f"{agency.short}, {agency.place.id}"
    return Collection(agency.id, place, agency.hours, printable)
