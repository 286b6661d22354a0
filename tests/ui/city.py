"""The screens that show a catalogue, with the one that ships: no name of it may leave its tile."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from commands.parts.gallery import gallery, working_day
from config.load import load_profile
from config.models import Profile, Service
from kiosk.visit.state import (
    Agencies,
    Detail,
    Facts,
    Issuing,
    LifeEvent,
    NoPaper,
    Notice,
    Priority,
    Screen,
    Search,
    Services,
    State,
    Trouble,
    Visit,
)
from tests.ui.parts import NOW

AGENCY_PAGES = 7
"""Of four tiles, as the largest letters have them; with more, the last pages are the same."""
SHIPPED = Path(__file__).parents[2] / "config" / "profiles" / "default"
OF_THE_CATALOGUE = (
    "attract",
    "attract-unknown",
    "closed",
    "out-of-service",
    "home",
    "home-keypad",
    "life",
    "search",
    "search-nothing",
    "detail",
    "detail-estimate",
    "detail-evening",
    "detail-unknown",
    "detail-walk-in",
    "detail-printed-here",
    "done",
    "done-backup",
    "surrender",
    "surrendered",
    "consent",
    "documents",
    "documents-standing",
    "printing",
    "document-collection",
)
"""Of the gallery's, those that say something of the site: its services, agencies, places or hours."""


def city() -> Facts:
    """A working day at the site whose profile ships."""
    profile = load_profile(SHIPPED)
    assert isinstance(profile, Profile)
    return working_day(profile, NOW)


def city_cases(facts: Facts) -> Mapping[str, State]:
    """Every agency's tile, every group, the first rows of every list, and what is longest."""
    drawn = gallery(facts)
    return {
        **{f"city-{name}": drawn[name] for name in OF_THE_CATALOGUE},
        **{
            f"city-{name}": State(facts, Visit(1, "id", screen), visits=1) for name, screen in _screens(facts)
        },
    }


def _screens(facts: Facts) -> Iterator[tuple[str, Screen]]:
    profile = facts.profile
    for page in range(AGENCY_PAGES):
        yield f"agencies-{page}", Agencies(page=page)
    for agency in profile.agencies:
        yield f"services-{agency}", Services(agency)
    for event in profile.life_events:
        yield f"event-{event}", LifeEvent(event)
    yield "search-many", Search("SURAT")
    ways: Mapping[str, Callable[[Service], int]] = {
        "name": lambda one: len(one.name.id),
        "english": lambda one: len(one.name.en or ""),
        "papers": lambda one: sum(map(len, one.requirements)),
        "agency": lambda one: len(one.agency.name.id),
        "fee": lambda one: len(one.fee_note.id) if one.fee_note else 0,
        "time": lambda one: len(one.time_note.id) if one.time_note else 0,
    }
    for way, length in ways.items():
        yield f"detail-{way}", Detail(max(profile.services.values(), key=length).id)
    longest = max((one for one in profile.services.values() if one.takes_ticket), key=ways["name"]).id
    yield "priority", Priority(longest)
    yield "no-paper", NoPaper(longest, None)
    yield "issuing", Issuing(longest, None)
    yield "notice-closed", Notice(Trouble.CLOSED, longest)
    yield "notice-quota_full", Notice(Trouble.QUOTA_FULL, longest)
