"""The profiles that ship: what they hold, and what must be true of every text in them."""

from pathlib import Path

import pytest

import config
from config.families import FamiliesFile
from config.identity import kk_doubts, nik_doubts
from config.load import load_families, load_profile
from config.models import Profile
from kiosk.search import words_of

PROFILES = Path(config.__file__).with_name("profiles")
LONGEST_FEE_NOTE = 64
"""Letters that fit under a fee on the smallest screen, in two lines."""
MOST_GROUPS = 6
MANY = 12
"""An agency with so many services has groups."""


@pytest.fixture(scope="module")
def profile() -> Profile:
    found = load_profile(PROFILES / "default")
    assert isinstance(found, Profile), found
    return found


@pytest.fixture(scope="module", params=sorted(folder.name for folder in PROFILES.iterdir()))
def families(request: pytest.FixtureRequest) -> FamiliesFile:
    folder = PROFILES / request.param
    site = load_profile(folder)
    assert isinstance(site, Profile), site
    found = load_families(folder, site.documents)
    assert isinstance(found, FamiliesFile), found
    return found


def test_the_default_is_a_link_within_the_folder() -> None:
    link = PROFILES / "default"
    assert link.is_symlink()
    assert not link.readlink().is_absolute() and link.resolve().parent == PROFILES.resolve()


def test_counts(profile: Profile) -> None:
    services = profile.services
    assert (profile.agency_count, profile.service_count, len(services)) == (28, 373, 373 + 18)
    assert sum(len(own) for own in profile.by_agency.values()) == len(services)
    assert sorted(service.document for service in services.values() if service.document) == [
        "kia",
        "kk",
        "ktp",
    ]


def test_it_says_that_it_is_a_reconstruction(profile: Profile) -> None:
    assert "bukan daftar resmi" in profile.status


def test_agencies_with_many_services_have_groups_and_every_service_one(profile: Profile) -> None:
    for agency in profile.agencies.values():
        services = profile.by_agency[agency.id]
        assert services
        assert bool(agency.groups) == (len(services) >= MANY), agency.id
        assert len(agency.groups) <= MOST_GROUPS
        names = {group.id for group in agency.groups}
        assert all(service.group in names if names else service.group is None for service in services)
        assert names <= {service.group for service in services}, agency.id
        for group in agency.groups:
            assert all(len(text.split()) <= 2 for text in (group.name.id, group.name.of("en")))


def test_everyday_words_add_something_to_the_name(profile: Profile) -> None:
    found = [service for service in profile.services.values() if service.synonyms]
    assert len(found) >= 100
    for service in found:
        assert len(set(service.synonyms)) == len(service.synonyms)
        name = set(words_of(service.name.id))
        for synonym in service.synonyms:
            assert synonym == synonym.lower()
            assert not set(words_of(synonym)) <= name, (service.id, synonym)


def test_everyday_words_can_be_typed_and_each_line_says_one_thing_in_several_ways(profile: Profile) -> None:
    everyday = profile.everyday
    assert all(words_of(word) == [word] for word in everyday.filler)
    assert len(set(everyday.filler)) == len(everyday.filler)
    for line in everyday.alike:
        assert len(set(line)) == len(line) >= 2, line
        assert all(" ".join(words_of(phrase)) == phrase for phrase in line), line


def test_notes_fit_a_citizen(profile: Profile) -> None:
    """Short, in both languages, and nothing about where figures come from."""
    forbidden = ("pengetahuan umum", "artikel", "diverifikasi", "rujukan", "berita", "menurut sumber")
    for service in profile.services.values():
        notes = [
            note for one in (service.fee_note, service.time_note) if one for note in (one.id, one.en or "")
        ]
        assert all(notes), f"{service.id}: a note without its English"
        assert all(len(note) <= LONGEST_FEE_NOTE for note in notes), service.id
        assert not any(word in note.lower() for note in notes for word in forbidden), service.id


def test_families_show_every_state_of_every_document(families: FamiliesFile) -> None:
    shown = {(request.kind, request.state) for family in families.families for request in family.requests}
    assert {("kk", "ready"), ("ktp", "ready"), ("kia", "ready")} <= shown
    assert {state for _, state in shown} >= {"ready", "in_process", "collected"}
    states = {account.state for family in families.families for account in family.accounts}
    assert states == {"good", "not_recorded", "pin_expired"}
    first = families.families[0]
    ready = {request.kind for request in first.requests if request.state == "ready"}
    assert first.accounts and ready == {"kk", "ktp", "kia"}
    assert "rekaan" in families.status


def test_numbers_of_the_invented_have_valid_forms(families: FamiliesFile) -> None:
    """Digits 7 to 12 are the day of birth, for women with 40 more; serials are high."""
    for family in families.families:
        assert kk_doubts(family.kk) == ()
        for member in family.members:
            assert nik_doubts(member.nik, born=member.born) == ()
            day = int(member.nik[6:8])
            assert day in (member.born.day, member.born.day + 40)
            assert member.nik[8:12] == f"{member.born:%m%y}"
            assert member.nik[12:] >= "9000"


def test_pins_differ(families: FamiliesFile) -> None:
    pins = [request.print_pin for family in families.families for request in family.requests]
    pins += [account.access_pin for family in families.families for account in family.accounts]
    assert len(set(pins)) == len(pins)
