"""A profile folder as a `Profile`, or everything that is wrong with it.

`site.toml` and `catalogue.yaml` make the profile, with `band.toml` where the site has a woven band;
`families.yaml` has the people of a simulated registry. Shapes are the models'; what must agree between
entries and files is checked here. Nothing loads by halves.
"""

import difflib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from config.families import PIN_FORM, FamiliesFile
from config.identity import DIGITS16_FORM, REQUEST_NUMBER
from config.look.bands import ROW_FORM
from config.look.icons import icon_names
from config.models import (
    ADDRESS_FORM,
    CODE_FORM,
    COLOUR_FORM,
    HOUR_FORM,
    ID_FORM,
    SPAN_FORM,
    TECHNICIAN_PIN_FORM,
    WEEKDAYS,
    Agency,
    AgencyEntry,
    AgencySpecial,
    Band,
    CatalogueFile,
    DocumentRules,
    Group,
    Hours,
    HoursTable,
    LifeEvent,
    Opening,
    Profile,
    Service,
    ServiceEntry,
    SiteFile,
    Special,
)
from config.parse import ANY, Loc, Parsed, Problem, ProfileProblems, parse

SITE, CATALOGUE, BAND, FAMILIES = "site.toml", "catalogue.yaml", "band.toml", "families.yaml"

File = TypeVar("File", bound=BaseModel)

FORMS = {
    ID_FORM: "must be small letters, digits and single hyphens, like `kk-baru`",
    COLOUR_FORM: "must be a colour like `#960F32`",
    HOUR_FORM: "must be an hour like `03:00`",
    SPAN_FORM: "must be opening hours like `08:00-12:00`",
    ADDRESS_FORM: "must be an address that begins with http:// or https://",
    CODE_FORM: "must be one to four capital letters",
    DIGITS16_FORM: "must be 16 digits in quotes",
    PIN_FORM: "must be 4 to 12 digits in quotes",
    ROW_FORM: "must be `#` for a thread and `.` for cloth, and nothing else",
    TECHNICIAN_PIN_FORM: "must be 6 to 12 digits in quotes",
    REQUEST_NUMBER: "must be at most 40 capital letters, digits, `/`, `.` and `-`, a letter or digit first",
}
"""Each pattern of the models, in words."""
_TYPES = {
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "int_type": "must be a whole number, without quotes",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "mapping_type": "must be a table of keys",
    "dict_type": "must be a table of keys",
    "model_type": "must be a table of keys",
    "model_attributes_type": "must be a table of keys",
}


def load_profile(folder: Path) -> Profile | ProfileProblems:
    """The site in `folder`; all problems of its files at once where there are any."""
    site, catalogue = parse(folder / SITE), parse(folder / CATALOGUE)
    site_file, catalogue_file = _checked(site, SiteFile), _checked(catalogue, CatalogueFile)
    _check_site(site)
    _check_catalogue(catalogue)
    _check_references(site, catalogue)
    bands = [parse(folder / BAND)] if (folder / BAND).exists() else []
    band = next((_checked(one, Band) for one in bands), None)
    for one in bands:
        _check_band(one)
    found = _sorted(site, catalogue, *bands)
    if found or site_file is None or catalogue_file is None:
        return ProfileProblems(found)
    return _resolved(site_file, catalogue_file, band)


def load_families(folder: Path, rules: DocumentRules | None) -> FamiliesFile | ProfileProblems:
    """The invented people in `folder`, with PINs as long as the site's `rules` say, where they are known.

    Problems repeat no name of a person, no NIK and no PIN.
    """
    families = parse(folder / FAMILIES)
    file = _checked(families, FamiliesFile, quoting=False)
    _check_families(families, rules)
    found = _sorted(families)
    return ProfileProblems(found) if found or file is None else file


def _sorted(*files: Parsed) -> tuple[Problem, ...]:
    return tuple(
        problem for file in files for problem in sorted(file.problems, key=lambda problem: problem.line or 0)
    )


# --- shapes -----------------------------------------------------------------------------------------


def _checked(parsed: Parsed, model: type[File], *, quoting: bool = True) -> File | None:
    """The file as its model, or None with what is wrong said; `quoting`: values may be repeated."""
    if parsed.problems and not parsed.values:
        return None
    unread = {problem.line for problem in parsed.problems}
    plain = json.dumps(parsed.values, default=_plain)
    try:
        return model.model_validate_json(plain, strict=True)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            line, what, meant = _shape(parsed, model, detail, quoting)
            emptied = detail["type"] == "too_short" and parsed.ways(detail["loc"])
            if line not in unread and not emptied:  # else what is within has been said already
                parsed.say(line, what, meant)
        return None


def _plain(value: object) -> str:
    assert isinstance(value, date | datetime | time)
    return value.isoformat()


def _shape(
    parsed: Parsed, model: type[BaseModel], detail: ErrorDetails, quoting: bool
) -> tuple[int, str, str | None]:
    """Line, sentence and suggestion for one of pydantic's complaints."""
    loc = tuple(step for step in detail["loc"] if step != "[key]")
    name = next((step for step in reversed(loc) if isinstance(step, str)), "the file")
    context, value = detail.get("ctx", {}), detail["input"]
    repeated = quoting and isinstance(value, str) and context.get("pattern") != TECHNICIAN_PIN_FORM
    shown = f"`{name}` = `{value}`" if repeated else f"`{name}`"
    match detail["type"]:
        case "extra_forbidden":
            known = _keys(model, loc[:-1])
            return parsed.key_line(loc), f"unknown key `{name}`", _near(name, known)
        case "missing":
            return parsed.key_line(loc[:-1]), f"the key `{name}` is missing", None
        case "literal_error":
            choices = re.findall(r"'([^']*)'", str(context["expected"]))
            what = f"{shown if choices else f'`{name}`'} must be {context['expected']}"
            return parsed.line(loc), what, _near(str(value), choices)
        case "string_too_long":
            return parsed.line(loc), f"{shown} must have at most {context['max_length']} characters", None
        case "too_long":
            return parsed.line(loc), f"{shown} must have at most {context['max_length']} entries", None
        case "string_pattern_mismatch" if "[key]" in detail["loc"]:
            return parsed.key_line(loc), f"the key `{name}` {FORMS[context['pattern']]}", None
        case "string_pattern_mismatch":
            return parsed.line(loc), f"{shown} {FORMS[context['pattern']]}", None
        case kind:
            what = _TYPES.get(kind) or detail["msg"].replace("Input should", "must")
            return parsed.line(loc), f"{shown} {what}", None


def _keys(model: type[BaseModel], loc: Loc) -> Iterable[str]:
    """The keys that the model knows at a place."""
    found: Any = model
    for step in loc:
        if isinstance(found, type) and issubclass(found, BaseModel):
            found = found.model_fields[str(step)].annotation
            if isinstance(found, UnionType):
                found = next(part for part in get_args(found) if part is not NoneType)
        else:  # into `tuple[Model, ...]` or `Mapping[str, Model]`
            found = next(part for part in reversed(get_args(found)) if part is not ...)
    keys: Mapping[str, Any] = found.model_fields
    return keys


def _near(word: str, known: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1)), None)


# --- what must agree --------------------------------------------------------------------------------


def _check_site(site: Parsed) -> None:
    _check_twice(site, "hours", site.texts("hours", ANY, "id"))
    _check_twice(site, "priority group", site.texts("priorities", ANY, "id"))
    _check_twice(site, "popular service", site.texts("popular", ANY))
    _check_twice(site, "zone", site.texts("zones", ANY, "id"))
    _check_twice(site, "agency", site.texts("zones", ANY, "agencies", ANY))
    _check_known(site, "icon", site.texts("priorities", ANY, "icon"), icon_names())
    _check_zone(site)
    hours = {text for _, text in site.texts("hours", ANY, "id")}
    _check_known(site, "hours", site.texts("agencies", ANY, "hours"), hours)
    _check_known(site, "hours", site.texts("services", ANY, "hours"), hours)
    for way in site.ways(("hours",)):
        for day in WEEKDAYS:
            _check_day(site, (*way, day))


def _check_zone(site: Parsed) -> None:
    for loc, name in site.texts("time_zone"):
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # unknown; a path; a folder of zones
            _check_known(site, "time zone", [(loc, name)], available_timezones())


def _check_day(site: Parsed, day: Loc) -> None:
    spans = []
    for way in site.ways(day):
        text = site.at(way)
        if not isinstance(text, str) or not re.search(SPAN_FORM, text):
            continue
        opens, _, closes = text.partition("-")
        if closes <= opens:
            site.say(site.line(way), f"`{text}` ends before it begins")
        else:
            spans.append((opens, closes, site.line(way)))
    for (_, closes, _), (opens, _, line) in pairwise(sorted(spans)):
        if opens < closes:
            site.say(
                line, f"`{opens}` is within the hours before it on the same day, which end at `{closes}`"
            )


def _check_catalogue(catalogue: Parsed) -> None:
    _check_twice(catalogue, "agency", catalogue.texts("agencies", ANY, "id"))
    _check_twice(catalogue, "code", catalogue.texts("agencies", ANY, "code"))
    _check_twice(catalogue, "service", catalogue.texts("services", ANY, "id"))
    _check_twice(catalogue, "life event", catalogue.texts("life_events", ANY, "id"))
    _check_known(catalogue, "icon", catalogue.texts("agencies", ANY, "icon"), icon_names())
    _check_known(catalogue, "icon", catalogue.texts("life_events", ANY, "icon"), icon_names())
    meant = catalogue.texts("life_events", ANY, "services", ANY)
    _check_known(catalogue, "service", meant, _ids(catalogue, "services"))
    agencies = _ids(catalogue, "agencies")
    _check_known(catalogue, "agency", catalogue.texts("services", ANY, "agency"), agencies)
    sources = {name for _, name in catalogue.names("sources")}
    _check_known(catalogue, "source", catalogue.texts("services", ANY, "sources", ANY), sources)
    covered = catalogue.names("services", ANY, "covers")
    _check_known(catalogue, "source", covered, sources, line=catalogue.key_line)
    needs = {name for _, name in catalogue.names("needs")}
    _check_known(catalogue, "need", catalogue.texts("services", ANY, "needs", ANY), needs)
    _check_groups(catalogue)


def _check_groups(catalogue: Parsed) -> None:
    groups: dict[str, set[str]] = {}
    for way in catalogue.ways(("agencies",)):
        places = [(*group, "id") for group in catalogue.ways((*way, "groups"))]
        named = [(place, text) for place in places if isinstance(text := catalogue.at(place), str)]
        _check_twice(catalogue, "group", named)
        groups[str(catalogue.at((*way, "id")))] = {text for _, text in named}
    for loc, group in catalogue.texts("services", ANY, "group"):
        agency = str(catalogue.at((*loc[:-1], "agency")))
        if agency in groups and group not in groups[agency]:
            meant = _near(group, groups[agency])
            catalogue.say(catalogue.line(loc), f"group `{group}` of agency `{agency}` does not exist", meant)


def _check_references(site: Parsed, catalogue: Parsed) -> None:
    """From the site into the catalogue, where that can be read."""
    if not catalogue.values:
        return
    agencies, services = _ids(catalogue, "agencies"), _ids(catalogue, "services")
    _check_known(site, "service", site.texts("popular", ANY), services)
    _check_known(site, "agency", site.names("agencies"), agencies, line=site.key_line)
    _check_known(site, "service", site.names("services"), services, line=site.key_line)
    _check_known(site, "agency", site.texts("zones", ANY, "agencies", ANY), agencies)
    zoned = {text for _, text in site.texts("zones", ANY, "agencies", ANY)}
    for agency in sorted(agencies - zoned) if zoned else ():
        site.say(site.line(("zones",)), f"agency `{agency}` stands in none of the zones")


def _check_band(band: Parsed) -> None:
    """Each part is woven whole; its strip leaves no dot of a printer out."""
    for part in ("tepi", "kepala", "tanda", "strip"):
        rows = list(band.texts(part, ANY))
        for loc, row in rows[1:]:
            if len(row) != len(rows[0][1]):
                first = len(rows[0][1])
                band.say(
                    band.line(loc), f"this row of `{part}` has {len(row)} cells, and its first has {first}"
                )
    strip = [row for _, row in band.texts("strip", ANY)]
    for number, column in enumerate(zip(*strip, strict=False), 1):
        if "#" not in column:
            what = f"column {number} of `strip` has no thread: a dead dot of the printer would not show"
            band.say(band.line(("strip",)), what)


def _check_families(families: Parsed, rules: DocumentRules | None) -> None:
    _check_twice(families, "number", families.texts("families", ANY, "requests", ANY, "number"))
    _check_twice(families, "NIK", families.texts("families", ANY, "members", ANY, "nik"), quoting=False)
    _check_twice(families, "KK number", families.texts("families", ANY, "kk"), quoting=False)
    for way in families.ways(("families",)):
        _check_family(families, way)
    if rules:
        opening, printing = ("accounts", ANY, "access_pin"), ("requests", ANY, "print_pin")
        _check_pins(families, families.texts("families", ANY, *opening), rules.access_pin_length)
        _check_pins(families, families.texts("families", ANY, *printing), rules.print_pin_length)


def _check_family(families: Parsed, family: Loc) -> None:
    """Whoever is named is a member; a KK is its head's."""
    members = [families.at((*way, "nik")) for way in families.ways((*family, "members"))]
    requests, accounts = families.ways((*family, "requests")), families.ways((*family, "accounts"))
    places = [
        (*family, "head"),
        *((*way, "holder") for way in requests),
        *((*way, "nik") for way in accounts),
    ]
    for place in places:
        nik = families.at(place)
        if isinstance(nik, str) and nik not in members:
            families.say(families.line(place), f"the NIK at `{place[-1]}` is of no member of this family")
        elif families.at((*place[:-1], "kind")) == "kk" and nik != families.at((*family, "head")):
            families.say(families.line(place), "the holder of a KK is the head of the family")


def _check_pins(families: Parsed, pins: Iterable[tuple[Loc, str]], length: int) -> None:
    for loc, pin in pins:
        if re.search(PIN_FORM, pin) and len(pin) != length:
            families.say(families.line(loc), f"`{loc[-1]}` must have {length} digits, as the site says")


def _ids(parsed: Parsed, table: str) -> set[str]:
    return {text for _, text in parsed.texts(table, ANY, "id")}


def _check_twice(
    parsed: Parsed, what: str, found: Iterable[tuple[Loc, str]], *, quoting: bool = True
) -> None:
    first: dict[str, int] = {}
    for loc, text in found:
        line = parsed.line(loc)
        if text in first:
            shown = f"{what} `{text}`" if quoting else f"this {what}"
            parsed.say(line, f"{shown} is given twice; first in line {first[text]}")
        else:
            first[text] = line


def _check_known(
    parsed: Parsed,
    what: str,
    found: Iterable[tuple[Loc, str]],
    known: Iterable[str],
    *,
    line: Callable[[Loc], int] | None = None,
) -> None:
    names = frozenset(known)
    for loc, text in found:
        if text not in names:
            parsed.say((line or parsed.line)(loc), f"{what} `{text}` does not exist", _near(text, names))


# --- from files to a profile ------------------------------------------------------------------------


def _resolved(site: SiteFile, catalogue: CatalogueFile, band: Band | None) -> Profile:
    zone = ZoneInfo(site.time_zone)
    hours = {table.id: _hours(table, frozenset(site.holidays), zone) for table in site.hours}
    usual = hours[site.hours[0].id]

    def hours_of(*specials: Special) -> Hours:
        """The most particular ones, first named first."""
        return next((hours[special.hours] for special in specials if special.hours), usual)

    agencies = {
        entry.id: _agency(entry, special, hours_of(special))
        for entry in catalogue.agencies
        for special in (site.agencies.get(entry.id, AgencySpecial()),)
    }
    services = {}
    for entry in catalogue.services:
        own = site.services.get(entry.id, Special())
        above = site.agencies.get(entry.agency, AgencySpecial())
        quota = own.quota if own.quota is not None else above.quota
        services[entry.id] = _service(entry, agencies[entry.agency], hours_of(own, above), quota)
    return Profile(
        id=site.id,
        name=site.name,
        short_name=site.short_name,
        zone=zone,
        day_starts=time.fromisoformat(site.day_starts),
        public_address=site.public_address,
        look=site.look,
        hours=tuple(hours.values()),
        queue=site.queue,
        priorities=site.priorities,
        documents=site.documents,
        screen=site.screen,
        technician=site.technician,
        band=band,
        greeting=site.greeting if site.greeting and site.greeting.shown else None,
        board=site.board,
        zones=site.zones,
        desk=site.desk,
        popular=tuple(services[name] for name in site.popular),
        agencies=agencies,
        services=services,
        status=catalogue.status,
        by_agency=_by_agency(agencies, services),
        everyday=catalogue.everyday,
        life_events={
            event.id: LifeEvent(
                event.id, event.name, event.note, event.icon, tuple(services[name] for name in event.services)
            )
            for event in catalogue.life_events
        },
    )


def _by_agency(agencies: Iterable[str], services: Mapping[str, Service]) -> Mapping[str, tuple[Service, ...]]:
    return {name: tuple(one for one in services.values() if one.agency.id == name) for name in agencies}


def _hours(table: HoursTable, holidays: frozenset[date], zone: ZoneInfo) -> Hours:
    week = tuple(tuple(_openings(getattr(table, day))) for day in WEEKDAYS)
    return Hours(
        id=table.id,
        name=table.name,
        week=week,
        cut_off=timedelta(minutes=table.cut_off_minutes),
        holidays=holidays,
        zone=zone,
    )


def _openings(spans: Iterable[str]) -> Iterator[Opening]:
    for span in sorted(spans):
        opens, _, closes = span.partition("-")
        end = time.max if closes == "24:00" else time.fromisoformat(closes)
        yield Opening(time.fromisoformat(opens), end)


def _agency(entry: AgencyEntry, special: AgencySpecial, hours: Hours) -> Agency:
    return Agency(
        id=entry.id,
        code=entry.code,
        short=entry.short,
        name=entry.name,
        icon=entry.icon,
        counted=entry.counted,
        place=special.place,
        groups=tuple(Group(group.id, group.name) for group in entry.groups),
        hours=hours,
    )


def _service(entry: ServiceEntry, agency: Agency, hours: Hours, quota: int | None) -> Service:
    return Service(
        id=entry.id,
        agency=agency,
        group=entry.group,
        name=entry.name,
        synonyms=entry.synonyms,
        requirements=entry.requirements,
        fee=entry.fee,
        fee_note=entry.fee_note,
        minutes=entry.minutes,
        time_note=entry.time_note,
        channel=entry.channel,
        document=entry.document,
        hours=hours,
        quota=quota,
    )
