"""Every service of the site that ships is near: three touches from home, or four letters of a word."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtGui import QGuiApplication

import config
from commands.parts.gallery import working_day
from config.load import load_profile
from config.models import Profile, Service
from kiosk.search import Index, words_of
from kiosk.visit.state import (
    Display,
    Facts,
    Home,
    LifeEvent,
    Screen,
    Search,
    Services,
    State,
    TextSize,
    Visit,
)
from tests.ui.parts import NOW
from ui.bridge import Setting
from ui.screens import home, life_event, search, services
from ui.texts import read_texts
from ui.theme import PANELS, fonts, measures

MOST_TOUCHES, LETTERS, MOST_EXCEPTIONS = 3, 4, 20

TWO_ROWS = frozenset(
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
EXCEPTIONS: Mapping[tuple[str, TextSize], frozenset[str]] = {
    ("1080x1920", 1): frozenset({"disnaker-pp"}),
    ("1080x1920", 2): frozenset({"disnaker-pp"}),
    ("1080x1920", 3): frozenset({"disnaker-pp"}),
    ("1920x1080", 1): frozenset(),
    ("1920x1080", 2): frozenset({"disnaker-pp"}),
    ("1920x1080", 3): TWO_ROWS,
    ("1280x1024", 1): TWO_ROWS,
    ("1280x1024", 2): TWO_ROWS,
    ("1280x1024", 3): TWO_ROWS | {"bpjs-tk-jkp", "bppd-npwpd", "disdukcapil-adm-cetak-kia"},
    ("1366x768", 1): TWO_ROWS,
    ("1366x768", 2): TWO_ROWS | {"bppd-npwpd", "disdukcapil-ktpel-pindah"},
    ("1366x768", 3): TWO_ROWS,
}
"""By panel and text size, services that are farther: their words begin as many others do, and few results
stand there."""


@cache
def shipped() -> tuple[Profile, Facts, Index]:
    profile = load_profile(Path(config.__file__).with_name("profiles") / "default")
    assert isinstance(profile, Profile), profile
    return profile, working_day(profile, NOW), Index(profile)


def setting(panel: str, text_size: TextSize) -> Setting:
    display = Display(text_size=text_size)
    size = PANELS[panel]
    return Setting(read_texts("id"), measures(size, display), fonts(size, display), shipped()[2].find)


def at(screen: Screen) -> State:
    return State(shipped()[1], Visit(1, "id", screen), visits=1)


def touches(on: Setting) -> dict[str, int]:
    """How few touches from home open a service; turning a page is one."""
    profile = shipped()[0]
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


def typed(on: Setting) -> set[str]:
    """Services that stand among the rows shown after some of those letters."""

    @cache
    def shown(text: str) -> frozenset[str]:
        return frozenset(row.service for row in search.derive(at(Search(text)), on).rows)

    profile = shipped()[0]
    return {
        one.id for one in profile.services.values() if any(one.id in shown(text) for text in beginnings(one))
    }


@pytest.mark.parametrize("text_size", get_args(TextSize))
@pytest.mark.parametrize("panel", PANELS)
def test_every_service_is_three_touches_or_four_letters_away(
    qapp: QGuiApplication, panel: str, text_size: TextSize
) -> None:
    on = setting(panel, text_size)
    near = {service for service, count in touches(on).items() if count <= MOST_TOUCHES}
    far = shipped()[0].services.keys() - near - typed(on)
    assert far == EXCEPTIONS[panel, text_size]
    assert len(far) <= MOST_EXCEPTIONS


def test_a_page_more_is_a_touch_more() -> None:
    """Of the first agency alone: what stands on its second page takes one touch more than on its first."""
    on, first = setting("1366x768", 1), next(iter(shipped()[0].by_agency))
    page = [services.derive(at(Services(first, None, number)), on).rows[0].service for number in (0, 5)]
    counted = touches(on)
    assert counted[page[0]] <= 3 < counted[page[1]]
