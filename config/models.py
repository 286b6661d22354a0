"""What a site is, as frozen values: agencies, services, hours, look, rules.

Two layers. `SiteFile`, `CatalogueFile` and `Band` are the shapes of `site.toml`, `catalogue.yaml` and
`band.toml`, strict about unknown keys; `load.py` reads them and says file and line of what is wrong. A
`Profile` is what the rooms above get: agencies and services with everything that holds for them, resolved.
A value that no source gives is None and shows as "tanyakan petugas"; nothing is guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from config.look.bands import KEPALA, LONGEST, PLAIN_STRIP, ROW_FORM, STRIP, TANDA, TEPI

Language = Literal["id", "en"]
DocumentKind = Literal["kk", "ktp", "kia"]
PageKind = Literal["kk"]
"""What may be printed on plain paper; a KTP-el and a KIA are cards."""
Channel = Literal["counter", "self_service", "drive_thru", "booking", "facility"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

ID_FORM = r"^[a-z0-9]+(-[a-z0-9]+)*$"
COLOUR_FORM = r"^#[0-9A-Fa-f]{6}$"
HOUR_FORM = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
SPAN_FORM = r"^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
ADDRESS_FORM = r"^https?://[^\s/]+(/[^\s]*)?$"
AGENCY_CODE = "[A-Z]{1,4}"
CODE_FORM = f"^{AGENCY_CODE}$"
TECHNICIAN_PIN_FORM = r"^[0-9]{6,12}$"

Id = Annotated[str, Field(pattern=ID_FORM)]
Colour = Annotated[str, Field(pattern=COLOUR_FORM)]
Span = Annotated[str, Field(pattern=SPAN_FORM)]
"""Opening hours on one day, `08:00-12:00`; the end is later than the beginning."""
Line = Annotated[str, Field(min_length=1)]
Row = Annotated[str, Field(pattern=ROW_FORM, max_length=LONGEST)]
"""Of a woven band's cells."""


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Words(Model):
    """A text of the catalogue or the site; Indonesian is the source."""

    id: Line
    en: Line | None = None

    def of(self, language: Language) -> str:
        """Indonesian where there is no other."""
        return self.en if language == "en" and self.en else self.id


# --- site.toml --------------------------------------------------------------------------------------


class SiteName(Model):
    """As the head of a screen says it: `top` small, `main` below."""

    top: Line
    main: Line


class Look(Model):
    brand: Colour
    motion: bool = True
    """False: nothing on the screen moves by itself."""


class Greeting(Model):
    """The city's own words for a welcome, where nobody has chosen a language yet.

    `reviewed` is for whoever maintains the profile; no program reads it.
    """

    welcome: str = Field(min_length=1, max_length=40)
    shown: bool = False
    reviewed: bool = False
    """Whether somebody who grew up with the language has read them."""


class HoursTable(Model):
    """Hours that people know by a name: the mall's, one agency's, a lane's. A day without spans is closed."""

    id: Id
    name: Words
    cut_off_minutes: int = Field(default=0, ge=0, le=480)
    """So long before closing the last number is given."""
    mon: tuple[Span, ...] = ()
    tue: tuple[Span, ...] = ()
    wed: tuple[Span, ...] = ()
    thu: tuple[Span, ...] = ()
    fri: tuple[Span, ...] = ()
    sat: tuple[Span, ...] = ()
    sun: tuple[Span, ...] = ()


class QueueRule(Model):
    """One ticket with priority after each `ordinary_between` ordinary ones, or after `wait_cap_minutes`."""

    ordinary_between: int = Field(default=2, ge=1, le=20)
    wait_cap_minutes: int = Field(default=10, ge=1, le=240)


class PriorityGroup(Model):
    id: Id
    name: Words
    note: Words
    icon: Line


class DocumentRules(Model):
    """`kinds`: what may be printed here; PIN lengths are the registry's."""

    kinds: tuple[DocumentKind, ...] = get_args(DocumentKind)
    access_pin_length: int = Field(default=6, ge=4, le=12)
    print_pin_length: int = Field(default=6, ge=4, le=12)
    scanner: bool = False
    """A code reader that types like a keyboard stands below the screen."""
    ask_the_citizen: bool = False
    """Documents are offered though the printer gives no evidence: the citizen is asked what came out."""
    collect_within_days: int = Field(default=14, ge=1, le=365)
    """From the day on which a document is ready; then it is expired."""
    print_pin_days: int = Field(default=14, ge=1, le=365)
    pages: tuple[PageKind, ...] = ()
    """Of which kinds the document itself, signed electronically, is printed on A4 where a kiosk has an office
    printer; a slip of it is printed all the same."""
    forget_after_days: int = Field(default=30, ge=1, le=3650)
    """After a request is over: then the server forgets whose it was (UU 27/2022: only as long as needed)."""
    give_up_after_days: int = Field(default=365, ge=30, le=3650)
    """After a request came in: one that was never ready is revoked then, and forgotten in its turn. Service
    standards promise one to three working days; card blanks have been missing for months. No rule names a
    time, so it is the site's own to say."""


class ScreenRules(Model):
    """Seconds; doubled for whoever needs more time."""

    idle_seconds: int = Field(default=60, ge=20, le=600)
    warning_seconds: int = Field(default=30, ge=20, le=300)
    done_seconds: int = Field(default=20, ge=5, le=300)


class TechnicianRules(Model):
    pin: str | None = Field(default=None, pattern=TECHNICIAN_PIN_FORM, repr=False)
    """Opens the technician's screen at the kiosk; without it there is no way in."""


class Desk(Model):
    """Where people find staff."""

    name: Words
    place: Words | None = None


class Zone(Model):
    """A part of the mall with boards and a voice of its own; each agency stands in one."""

    id: Id
    name: Words
    note: Words | None = None
    """What is there: `lantai 1, kependudukan`."""
    agencies: tuple[Id, ...]


class BoardRules(Model):
    notices: tuple[Annotated[str, Field(min_length=1, max_length=80)], ...] = ()
    """Sentences that boards show in turn, Indonesian; what is longer is not read in passing."""


class Special(Model):
    """What differs from the site for one service, or for all of one agency."""

    hours: Id | None = None
    quota: int | None = Field(default=None, ge=1, le=100_000)
    """Numbers a day of each service; None: no limit."""


class AgencySpecial(Special):
    place: Words | None = None
    """Where its counters are."""


class SiteFile(Model):
    format: Literal[1]
    id: Id
    name: SiteName
    short_name: Line
    """On slips."""
    time_zone: Line
    day_starts: str = Field(default="03:00", pattern=HOUR_FORM)
    """The business day begins then, not at midnight."""
    public_address: str | None = Field(default=None, pattern=ADDRESS_FORM)
    """Where a phone finds the server; without it slips carry no code."""
    look: Look
    hours: tuple[HoursTable, ...] = Field(min_length=1)
    """The first is the site's own; an agency or service names another."""
    holidays: tuple[date, ...] = ()
    queue: QueueRule = QueueRule()
    priorities: tuple[PriorityGroup, ...] = Field(default=(), max_length=8)
    documents: DocumentRules = DocumentRules()
    screen: ScreenRules = ScreenRules()
    technician: TechnicianRules = TechnicianRules()
    greeting: Greeting | None = None
    board: BoardRules = BoardRules()
    zones: tuple[Zone, ...] = ()
    """None: the whole mall hears every call."""
    desk: Desk
    popular: tuple[Id, ...] = ()
    """Service ids, most wanted first."""
    agencies: Mapping[Id, AgencySpecial] = Field(default_factory=dict)
    services: Mapping[Id, Special] = Field(default_factory=dict)


# --- catalogue.yaml ---------------------------------------------------------------------------------


class GroupEntry(Model):
    id: Id
    name: Words


class AgencyEntry(Model):
    """`note` is for whoever maintains the catalogue; no program reads it."""

    id: Id
    code: str = Field(pattern=CODE_FORM)
    """What its labels begin with."""
    short: Line
    name: Words
    icon: Line
    counted: bool = True
    """False for the host, which is not one of the agencies that the mall counts."""
    groups: tuple[GroupEntry, ...] = ()
    note: Line | None = None


class ServiceEntry(Model):
    """`needs`, `evidence`, `sources`, `covers` and `note` say whence an entry comes and what it asks: for
    whoever maintains the catalogue. They are checked, and no program reads them."""

    id: Id
    agency: Id
    group: Id | None = None
    name: Words
    synonyms: tuple[Line, ...] = ()
    requirements: tuple[Line, ...] = ()
    """As the counters name them, Indonesian."""
    fee: int | None = Field(default=None, ge=0)
    """Rupiah; 0 is free, None is not known."""
    fee_note: Words | None = None
    minutes: int | None = Field(default=None, ge=1)
    time_note: Words | None = None
    channel: Channel = "counter"
    document: DocumentKind | None = None
    """The slip that this kiosk itself prints for it."""
    needs: tuple[Id, ...] = ()
    evidence: Literal["sourced_here", "sourced_elsewhere", "general_knowledge"]
    sources: tuple[Line, ...] = ()
    covers: Mapping[str, tuple[Line, ...]] = Field(default_factory=dict)
    note: Line | None = None


class Everyday(Model):
    """How people ask for services, beside what services are called."""

    filler: tuple[Line, ...] = ()
    """Words that say little of which service is meant; each adds where it fits and spoils nothing."""
    alike: tuple[tuple[Line, ...], ...] = ()
    """Words and short phrases that people use for one another, a tuple for each meaning."""


class LifeEventEntry(Model):
    """What happens in a family, and the services that it makes people come for, in the order of doing."""

    id: Id
    name: Words
    note: Words
    icon: Line
    services: tuple[Id, ...] = Field(min_length=1)


class SourceEntry(Model):
    """Where something about services was found: for whoever maintains the catalogue; no program reads it."""

    url: Line
    supports: Line


class CatalogueFile(Model):
    format: Literal[1]
    status: Line
    """What the catalogue is, and is not: shown to whoever checks the profile."""
    sources: Mapping[str, SourceEntry] = Field(default_factory=dict)
    needs: Mapping[Id, Line] = Field(default_factory=dict)
    """What services may ask of the citizen, by the word that their `needs` use."""
    everyday: Everyday = Everyday()
    life_events: tuple[LifeEventEntry, ...] = Field(default=(), max_length=6)
    agencies: tuple[AgencyEntry, ...] = Field(min_length=1)
    services: tuple[ServiceEntry, ...] = Field(min_length=1)


# --- band.toml --------------------------------------------------------------------------------------


class Band(Model):
    """The site's motif, its parts as in `config/look/bands.py`; `strip` heads slips, a cell a dot."""

    format: Literal[1]
    name: Line
    """What the cloth and its motif are called."""
    tepi: tuple[Row, ...] = Field(min_length=1, max_length=TEPI)
    kepala: tuple[Row, ...] = Field(min_length=1, max_length=KEPALA)
    tanda: tuple[Annotated[Row, Field(max_length=TANDA)], ...] = Field(min_length=1, max_length=TANDA)
    strip: tuple[Row, ...] = Field(default=PLAIN_STRIP, min_length=1, max_length=STRIP)


# --- resolved ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opening:
    opens: time
    closes: time
    """`time.max` for midnight."""


@dataclass(frozen=True, slots=True)
class Hours:
    """A named week; `holidays` are closed whatever the weekday."""

    id: str
    name: Words
    week: tuple[tuple[Opening, ...], ...]
    """Seven days from Monday, each in order of time."""
    cut_off: timedelta
    holidays: frozenset[date]
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    name: Words


@dataclass(frozen=True, slots=True)
class Agency:
    id: str
    code: str
    short: str
    name: Words
    icon: str
    counted: bool
    place: Words | None
    groups: tuple[Group, ...]
    hours: Hours


@dataclass(frozen=True, slots=True)
class Service:
    id: str
    agency: Agency
    group: str | None
    name: Words
    synonyms: tuple[str, ...]
    requirements: tuple[str, ...]
    fee: int | None
    fee_note: Words | None
    minutes: int | None
    time_note: Words | None
    channel: Channel
    document: DocumentKind | None
    hours: Hours
    quota: int | None

    @property
    def takes_ticket(self) -> bool:
        """A facility is simply walked into; everything else has a queue."""
        return self.channel != "facility"


@dataclass(frozen=True, slots=True)
class LifeEvent:
    id: str
    name: Words
    note: Words
    icon: str
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that makes this site this site. Mappings keep the order of the files."""

    id: str
    name: SiteName
    short_name: str
    zone: ZoneInfo
    day_starts: time
    public_address: str | None
    look: Look
    hours: tuple[Hours, ...]
    queue: QueueRule
    priorities: tuple[PriorityGroup, ...]
    documents: DocumentRules
    screen: ScreenRules
    board: BoardRules
    zones: tuple[Zone, ...]
    desk: Desk
    popular: tuple[Service, ...]
    agencies: Mapping[str, Agency]
    services: Mapping[str, Service]
    status: str
    by_agency: Mapping[str, tuple[Service, ...]] = field(repr=False)
    everyday: Everyday = field(default=Everyday(), repr=False)
    life_events: Mapping[str, LifeEvent] = field(default_factory=dict, repr=False)
    technician: TechnicianRules = field(default=TechnicianRules(), repr=False)
    band: Band | None = None
    greeting: Greeting | None = None
    """None where the site has none, or does not show it."""

    @property
    def agency_count(self) -> int:
        """As the mall counts itself: without its host."""
        return sum(agency.counted for agency in self.agencies.values())

    @property
    def service_count(self) -> int:
        return sum(service.agency.counted for service in self.services.values())

    @property
    def series(self) -> frozenset[str]:
        """What labels count in."""
        return frozenset(agency.code for agency in self.agencies.values())
