"""Every service of the site that ships is near: three touches from home, or four letters of a word."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

import config
from commands.parts.gallery import working_day
from config.load import load_profile
from config.models import Language, Profile, Service
from kiosk.search import Index, words_of
from kiosk.visit.state import Display, Facts, Home, LifeEvent, Screen, Search, Services, State, Visit
from tests.ui.parts import NOW
from ui.bridge import Setting
from ui.screens import home, life_event, search, services
from ui.texts import read_texts
from ui.theme import PANELS, fonts, measures

MOST_TOUCHES, LETTERS, MOST_EXCEPTIONS = 3, 4, 20

NARROW = frozenset(
    {
        "bni-kartu",
        "disdukcapil-adm-cetak-ktpel",
        "disdukcapil-batal-perkawinan",
        "disdukcapil-lapor-kawin-ln",
        "disdukcapil-pengesahan-anak",
        "disdukcapil-perubahan-nama",
        "disnaker-pp",
        "samsat-ubah-alamat",
    }
)
EXCEPTIONS: Mapping[str, frozenset[str]] = {
    "1080x1920": frozenset({"disnaker-pp"}),
    "1920x1080": frozenset(),
    "1280x1024": NARROW,
    "1366x768": NARROW | {"bpjs-tk-jkm", "bpjs-tk-jkp", "disdukcapil-kia-5-17"},
}
"""By panel, services that are farther: their words begin as many others do, and lists there are short."""


@cache
def shipped() -> tuple[Profile, Facts, Index]:
    profile = load_profile(Path(config.__file__).with_name("profiles") / "default")
    assert isinstance(profile, Profile), profile
    return profile, working_day(profile, NOW), Index(profile)


def setting(panel: str, language: Language = "id") -> Setting:
    display = Display()
    size = PANELS[panel]
    return Setting(read_texts(language), measures(size, display), fonts(size, display), shipped()[2].find)


def at(screen: Screen) -> State:
    return State(shipped()[1], Visit(1, "id", screen), visits=1)


def touches(panel: str) -> dict[str, int]:
    """How few touches from home open a service; turning a page is one."""
    profile, on = shipped()[0], setting(panel)
    found: dict[str, int] = {}

    def reached(service: str, count: int) -> None:
        found[service] = min(count, found.get(service, count))

    for row in home.derive(at(Home()), on).popular:
        reached(row.service, 1)
    tiles = on.measures.tiles_across * on.measures.tiles_down
    listed = [one for one in profile.agencies.values() if profile.by_agency[one.id]]
    for number, agency in enumerate(listed):
        to_agency = 2 + number // tiles
        for group in (None, *(one.id for one in agency.groups)):
            to_list = to_agency + (group is not None)
            pages = services.derive(at(Services(agency.id, group)), on).pages
            for page in range(pages):
                for row in services.derive(at(Services(agency.id, group, page)), on).rows:
                    reached(row.service, to_list + page + 1)
    for event in profile.life_events:
        for page in range(life_event.derive(at(LifeEvent(event)), on).pages):
            for row in life_event.derive(at(LifeEvent(event, page)), on).rows:
                reached(row.service, 2 + page + 1)
    return found


def beginnings(service: Service) -> Iterator[str]:
    """Up to four letters of each word of its name and its synonyms."""
    for text in (service.name.id, *service.synonyms):
        for word in words_of(text):
            for length in range(1, min(LETTERS, len(word)) + 1):
                yield word[:length].upper()


def typed(panel: str) -> set[str]:
    """Services that stand among the rows shown after some of those letters."""
    on = setting(panel)

    @cache
    def shown(text: str) -> frozenset[str]:
        return frozenset(row.service for row in search.derive(at(Search(text)), on).rows)

    profile = shipped()[0]
    return {
        one.id for one in profile.services.values() if any(one.id in shown(text) for text in beginnings(one))
    }


@pytest.mark.parametrize("panel", PANELS)
def test_every_service_is_three_touches_or_four_letters_away(qapp: QGuiApplication, panel: str) -> None:
    near = {service for service, count in touches(panel).items() if count <= MOST_TOUCHES}
    far = shipped()[0].services.keys() - near - typed(panel)
    assert far == EXCEPTIONS[panel]
    assert len(far) <= MOST_EXCEPTIONS


def test_a_page_more_is_a_touch_more() -> None:
    """Of the first agency alone: what stands on its second page takes one touch more than on its first."""
    on, first = setting("1366x768"), next(iter(shipped()[0].by_agency))
    page = [services.derive(at(Services(first, None, number)), on).rows[0].service for number in (0, 5)]
    counted = touches("1366x768")
    assert counted[page[0]] <= 3 < counted[page[1]]
