"""`anjungan profile check`: whether a site's profile can be used, and where it is wrong."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from commands.parts.frame import DEFAULT_PROFILE, USAGE_ERROR
from config.dates import DAYS_EN, equal_days
from config.families import FamiliesFile
from config.load import BAND, FAMILIES, load_families, load_profile
from config.models import Hours, Opening, Profile
from config.parse import ProfileProblems
from server.voice.clips import SHIPPED, Voice, load_voice

SUMMARY = "check a site's profile: file and line of what is wrong, or what is in it"
DESCRIPTION = """\
check [DIR]  reads site.toml, catalogue.yaml and, where there are, band.toml, families.yaml and the clips in
             voice/, of the folder, without DIR those of config/profiles/default. Each mistake is one line,
             FILE:LINE: what is wrong, and what was probably meant; a profile with one mistake is not used at
             all. Without mistakes it says what the profile holds, and how much of the catalogue is not known.

Ends with 0 when the profile can be used, 1 when something in it is wrong; wrong usage ends with 64.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="check")
    check = verbs.add_parser("check", help="say what is wrong, or what is in it")
    check.add_argument(
        "folder", nargs="?", type=Path, default=DEFAULT_PROFILE, metavar="DIR", help="the profile's folder"
    )


def run(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.folder
    if not folder.is_dir():
        print(f"{folder} is no folder", file=sys.stderr)
        return USAGE_ERROR
    profile = load_profile(folder)
    rules = None if isinstance(profile, ProfileProblems) else profile.documents
    families = load_families(folder, rules) if (folder / FAMILIES).exists() else None
    voice = load_voice(folder)
    broken = [loaded for loaded in (profile, families, voice) if isinstance(loaded, ProfileProblems)]
    for problem in (problem for problems in broken for problem in problems.problems):
        print(problem)
    if (
        isinstance(profile, ProfileProblems)
        or isinstance(families, ProfileProblems)
        or isinstance(voice, ProfileProblems)
    ):
        return 1
    print(*summary(profile, families, voice), sep="\n")
    return 0


def summary(profile: Profile, families: FamiliesFile | None, voice: Voice) -> Iterator[str]:
    """What the profile holds and what it does not know, line by line."""
    services = profile.services.values()
    others = len(profile.agencies) - profile.agency_count
    other_services = len(services) - profile.service_count
    grouped = [agency for agency in profile.agencies.values() if agency.groups]
    yield f"{profile.name.top}, {profile.name.main} ({profile.id}): can be used"
    yield ""
    yield f"agencies      {profile.agency_count} that the mall counts, and {others} other"
    yield f"services      {profile.service_count} that the mall counts, and {other_services} other"
    yield f"groups        {sum(len(agency.groups) for agency in grouped)}, in {len(grouped)} of the agencies"
    for place, hours in enumerate(profile.hours):
        yield f"{'' if place else 'hours':<14}{hours.name.id}: {week(hours)}"
    yield f"priorities    {', '.join(group.name.id for group in profile.priorities) or 'none'}"
    yield f"zones         {', '.join(zone.name.id for zone in profile.zones) or 'none: one voice for all'}"
    yield f"band          {profile.band.name if profile.band else f'no {BAND}: a plain rule ends the cloth'}"
    yield f"voice         {_voice(voice)}"
    yield f"address       {profile.public_address or 'none: slips carry no code for phones'}"
    if families is None:
        yield f"families      no {FAMILIES}: no simulated registry"
    else:
        requests = sum(len(family.requests) for family in families.families)
        yield f"families      {len(families.families)}, all invented, with {requests} document requests"
    yield ""
    yield "Not known, and shown as `tanyakan petugas`:"
    yield f"fee           {_count(service.fee is None for service in services)}"
    yield f"time          {_count(not (service.minutes or service.time_note) for service in services)}"
    yield f"requirements  {_count(not service.requirements for service in services)}"
    yield ""
    yield f"The catalogue says of itself: {profile.status}"


def _voice(voice: Voice) -> str:
    shipped = [name for name, clip in voice.clips.items() if clip.path.parent == SHIPPED]
    if len(shipped) == len(voice.clips):
        return "the one that ships"
    rest = f"; of the one that ships: {', '.join(shipped)}" if shipped else ""
    return f"the site's own{rest}"


def _count(unknown: Iterable[bool]) -> str:
    return f"of {sum(unknown)} services"


def week(hours: Hours) -> str:
    """`Mon-Fri 08:00-16:00, Sat 08:00-12:00`; days with the same hours stand together. As profiles say it."""
    told = [f"{_days(first, last)} {_spans(spans)}" for first, last, spans in equal_days(hours) if spans]
    return ", ".join(told) or "never open"


def _days(first: int, last: int) -> str:
    name = DAYS_EN[first][:3]
    return name if first == last else f"{name}-{DAYS_EN[last][:3]}"


def _spans(spans: tuple[Opening, ...]) -> str:
    return " and ".join(f"{span.opens:%H:%M}-{_end(span)}" for span in spans)


def _end(span: Opening) -> str:
    return "24:00" if span.closes == span.closes.max else f"{span.closes:%H:%M}"
