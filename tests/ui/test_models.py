"""What each screen shows of a state, as tables: no window, no QML."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

import config
from commands.parts.gallery import PAPER_OUT, READY
from config.load import load_profile
from config.models import Hours, Language, Opening, Profile
from kiosk.search import Index, words_of
from kiosk.visit.state import (
    Agencies,
    Detail,
    Display,
    Help,
    Home,
    JobView,
    Search,
    ServerView,
    Services,
    State,
    TextSize,
)
from kiosk.wire import Estimates
from printers.states import JobState, Status
from tests.ui.city import city
from tests.ui.papers import ESTIMATE
from tests.ui.parts import LANE, LATE, LONGEST, MALL, NOW, SERVER, facts, profile, state
from ui.bridge import Setting
from ui.screens import agencies, attract, detail, frame, home, out_of_service, search, services, staff_help
from ui.screens.phrases import fee, moment, week
from ui.texts import LANGUAGES, read_texts, tied
from ui.theme import PANELS, fonts, measures

ESTIMATED = replace(SERVER, estimates={"disduk": Estimates(ordinary=ESTIMATE, priority=None)})


def setting(
    panel: str = "1080x1920", language: Language = "id", size: TextSize = 1, *, lowered: bool = False
) -> Setting:
    of, display = PANELS[panel], Display(text_size=size, lowered=lowered)
    return Setting(read_texts(language), measures(of, display), fonts(of, display), Index(profile()).find)


WAYS = [*((panel, False) for panel in PANELS), ("1080x1920", True)]
"""Panels, and whether controls are lowered."""

pytestmark = pytest.mark.usefixtures("qapp")


# --- phrases --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (timedelta(hours=3, minutes=19), "13.00"),
        (timedelta(days=1), "Kamis 09.41"),
        (timedelta(days=6), "Selasa 09.41"),
        (timedelta(days=7), "18 Maret 09.41"),
    ],
)
def test_a_moment_is_said_as_people_say_it(after: timedelta, said: str) -> None:
    assert moment(NOW + after, NOW, read_texts("id")) == said


def test_a_week_is_said_in_runs_of_equal_days() -> None:
    saturday = (Opening(MALL.week[0][0].opens, LATE.week[0][0].opens),)
    assert week(MALL, "id") == ("Senin–Jumat 08.00–16.00",)
    assert week(replace(MALL, week=(*MALL.week[:5], saturday, ())), "en") == (
        "Monday–Friday 08.00–16.00",
        "Saturday 08.00–13.00",
    )
    assert week(replace(MALL, week=((), *MALL.week[1:])), "id") == ("Selasa–Jumat 08.00–16.00",)
    gap = replace(MALL, week=(*MALL.week[:2], (), *MALL.week[3:]))
    assert week(gap, "id") == ("Senin–Selasa 08.00–16.00", "Kamis–Jumat 08.00–16.00")


@pytest.mark.parametrize(
    ("service", "said"), [("sim", "Rp\u00a075.000"), ("ktp-hilang", "Gratis"), ("paspor", None)]
)
def test_a_fee_is_said_where_it_is_known(service: str, said: str | None) -> None:
    assert fee(profile().services[service], read_texts("id")) == said


# --- attract --------------------------------------------------------------------------------------------


def at(hour: int, minute: int = 0, day: int = 11) -> datetime:
    return NOW.replace(day=day, hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("now", "tables", "is_open", "question", "title"),
    [
        (at(9, 41), (MALL, LATE, LANE), True, "Sentuh layar untuk mulai", "Buka sampai 16.00"),
        (at(15, 45), (MALL,), False, "Mal buka lagi Jumat pukul 08.00", "Jam layanan"),
        (at(7), (MALL,), False, "Mal buka lagi pukul 08.00", "Jam layanan"),
        (at(18), (MALL,), False, "Mal buka lagi Jumat pukul 08.00", "Jam layanan"),
        # The lane opens on Saturday, the mall on Monday.
        (at(18, day=13), (MALL, LATE, LANE), False, "Mal buka lagi Senin pukul 08.00", "Jam layanan"),
        (
            at(10, day=14),
            (MALL, LATE, LANE),
            True,
            "Sentuh layar untuk mulai",
            "Drive thru SIM buka sampai 15.00",
        ),
        (at(9), (replace(MALL, week=((),) * 7),), False, "Saat ini tutup", "Jam layanan"),
    ],
)
def test_attract_says_when_it_is_open(
    now: datetime, tables: tuple[Hours, ...], is_open: bool, question: str, title: str
) -> None:
    found = attract.derive(state(now=now, profile=profile(hours=tables)), setting())
    assert (found.open, found.question, found.title) == (is_open, question, title)


def test_attract_shows_the_longest_queues_first() -> None:
    found = attract.derive(state(), setting())
    assert [(row.name, row.cells, row.note) for row in found.load[:2]] == [
        ("Disduk", 12, "12 menunggu"),
        ("BPJS", 9, "9 menunggu"),
    ]
    assert len(found.load) <= attract.BUSIEST


@pytest.mark.parametrize("server", [ServerView(), replace(SERVER, online=False), replace(SERVER, waiting={})])
def test_attract_shows_no_queue_that_nobody_knows(server: ServerView) -> None:
    assert attract.derive(state(server=server), setting()).load == ()


def test_the_band_moves_by_a_thread_every_twenty_seconds() -> None:
    first, same, second = (
        attract.derive(state(now=NOW + timedelta(seconds=seconds)), setting()).shift
        for seconds in (0, 19, 20)
    )
    assert first == same and second == (first + 1) % attract.SHIFT_THREADS


def test_out_of_service_names_the_desk() -> None:
    found = out_of_service.derive(state(identity=None), setting(language="en"))
    assert found == out_of_service.Props("Information desk", "In front of the main entrance", "")


# --- staff are called --------------------------------------------------------------------------------------


def called(**changes: object) -> Help:
    plain = Help(1, 1, NOW - timedelta(minutes=2), None, "heard")
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("standing", "question", "alone"),
    [
        ("asking", "Petugas sedang dipanggil", False),
        ("heard", "Petugas sudah dipanggil", False),
        ("coming", "Petugas sedang menuju ke sini", False),
        ("unheard", "Petugas sedang tidak di tempat", True),
        ("away", "Petugas sedang tidak di tempat", True),
    ],
)
def test_no_more_is_said_of_staff_than_is_known(standing: str, question: str, alone: bool) -> None:
    found = staff_help.derive(state(Home(), help=called(standing=standing)), setting())
    assert (found.question, found.alone) == (question, alone)
    assert found.desk == "Meja informasi" and "Anjungan C" in found.place


def test_how_long_staff_take_is_said_where_today_has_shown_it() -> None:
    known = staff_help.derive(state(Home(), help=called(usual_minutes=4, reason="slip")), setting())
    assert [fact.value for fact in known.facts] == ["09.39", "4 menit", "Anjungan C"]
    assert known.banner == "Petugas sudah tahu: Slip tidak keluar"
    unknown = staff_help.derive(state(Home(), help=called(standing="away", reason="slip")), setting())
    assert [fact.value for fact in unknown.facts] == ["09.39", "Anjungan C"] and unknown.banner == ""


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at(9), ""),
        (at(12), ""),
        (at(15, 45), "Pengambilan nomor ditutup, mal buka Jumat 08.00"),
        (at(18), "Mal tutup, buka Jumat 08.00"),
        (at(5), "Mal tutup, buka 08.00"),
    ],
)
def test_the_door_says_that_the_mall_is_closed_before_it_is_touched(now: datetime, said: str) -> None:
    assert home.derive(state(Home(), now=now), setting()).closed == said


@pytest.mark.parametrize(
    ("of", "job", "printer", "words", "note", "available"),
    [
        ("ktp-hilang", None, READY, "Cetak persyaratan", "", True),
        ("ktp-hilang", None, PAPER_OUT, "Kertas slip habis", "", False),
        ("ktp-hilang", JobState.SENDING, READY, "Sedang dicetak", "", False),
        ("ktp-hilang", JobState.PRINTED, READY, "Cetak lagi", "Ambil di bawah layar", True),
        ("ktp-hilang", JobState.PRINTED, PAPER_OUT, "Kertas slip habis", "Ambil di bawah layar", False),
        ("ktp-hilang", JobState.SENT_UNCONFIRMED, READY, "Cetak lagi", "Ambil di bawah layar", True),
        ("ktp-hilang", JobState.UNCERTAIN, READY, "Cetak lagi", "Mungkin tidak utuh", True),
        ("ktp-hilang", JobState.FAILED_CLEAN, READY, "Cetak persyaratan", "Belum tercetak", True),
        ("ktp-hilang", JobState.FAILED_CLEAN, PAPER_OUT, "Kertas slip habis", "Belum tercetak", False),
        ("kk-baru", JobState.SENDING, READY, "Sedang dicetak", "", False),
        ("kk-baru", JobState.PRINTED, READY, "Cetak persyaratan", "", True),
    ],
)
def test_the_button_of_requirements_says_what_would_come(
    of: str, job: JobState | None, printer: Status, words: str, note: str, available: bool
) -> None:
    shown = state(Detail("ktp-hilang"), printer=printer)
    assert shown.visit is not None
    slips = {} if job is None else {of: JobView("j", job, None, requirements=of)}
    found = detail.derive(replace(shown, visit=replace(shown.visit, requirements=slips)), setting()).printing
    assert (found.words, found.note, found.available) == (words, note, available)


def test_a_service_without_requirements_has_none_to_print() -> None:
    assert detail.derive(state(Detail("ak1")), setting()).printing.words == ""


# --- the frame ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("warning", "cells"), [(30, 30), (1, 1)])
def test_a_second_is_a_cell(warning: int, cells: int) -> None:
    found = frame.derive(state(Home(), warning=warning), setting())
    assert (found.seconds_left, found.cells, found.cells_left) == (warning, 30, cells)


def test_a_long_warning_has_no_more_cells_than_can_be_told_apart() -> None:
    rules = profile().screen.model_copy(update={"warning_seconds": 300})
    found = frame.derive(state(Home(), warning=299, profile=profile(screen=rules)), setting())
    assert (found.cells, found.cells_left) == (60, 60)


def test_the_way_is_shorter_where_nobody_comes_first() -> None:
    assert frame.derive(state(Home()), setting()).steps == 4
    assert frame.derive(state(Home(), profile=profile(priorities=())), setting()).steps == 3


# --- home, agencies, services ---------------------------------------------------------------------------


@pytest.mark.parametrize(("panel", "count"), [("1080x1920", 6), ("1920x1080", 4), ("1366x768", 2)])
def test_home_shows_as_many_popular_services_as_fit(panel: str, count: int) -> None:
    assert len(home.derive(state(Home()), setting(panel)).popular) == count


def test_home_has_no_door_for_documents_that_are_not_printed() -> None:
    none = profile().documents.model_copy(update={"kinds": ()})
    assert home.derive(state(Home()), setting()).documents == "KK, KTP, KIA"
    assert home.derive(state(Home(), profile=profile(documents=none)), setting()).documents == ""


def test_agencies_page_and_never_beyond_the_last() -> None:
    first = agencies.derive(state(Agencies()), setting())
    last = agencies.derive(state(Agencies(page=7)), setting())
    assert (len(first.tiles), first.page, first.pages) == (12, 0, 2)
    assert (len(last.tiles), last.page, last.pages) == (2, 1, 2)
    assert not {tile.agency for tile in first.tiles} & {tile.agency for tile in last.tiles}


def test_a_tile_says_who_waits_or_why_it_is_closed() -> None:
    tiles = {tile.agency: tile for tile in agencies.derive(state(Agencies()), setting()).tiles}
    assert tiles["disduk"].waiting == "12 menunggu" and tiles["disduk"].note.startswith("Dinas")
    assert (tiles["imigrasi"].available, tiles["imigrasi"].waiting) == (False, "")
    assert tiles["imigrasi"].note == "Tutup, buka 13.00"


def test_a_tile_does_not_repeat_its_name() -> None:
    tiles = {tile.agency: tile for tile in agencies.derive(state(Agencies(page=1)), setting()).tiles}
    assert (tiles["bank"].title, tiles["bank"].note) == ("Bank", "")


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("group", [None, "ktp", "akta"])
def test_pages_of_services_hold_each_once(panel: str, group: str | None) -> None:
    shown: list[str] = []
    pages = services.derive(state(Services("disduk", group)), setting(panel)).pages
    for page in range(pages):
        found = services.derive(state(Services("disduk", group, page)), setting(panel))
        shown += [row.service for row in found.rows]
    wanted = [one.id for one in profile().by_agency["disduk"] if group is None or one.group == group]
    assert shown == wanted


@pytest.mark.parametrize(("panel", "lowered"), WAYS)
def test_a_page_holds_three_services_however_large_the_letters(panel: str, lowered: bool) -> None:
    """With the names that ship: with fewer, the 52 of one agency take all too many pages."""
    found = city()
    for size, agency in product(get_args(TextSize), found.profile.agencies):
        shown = services.derive(
            State(found, state(Services(agency)).visit), setting(panel, size=size, lowered=lowered)
        )
        assert shown.pages == 1 or len(shown.rows) >= 3, (size, agency)


def test_all_groups_stand_in_one_row_on_a_totem() -> None:
    found = services.derive(State(city(), state(Services("disdukcapil")).visit), setting())
    assert len(found.strips) == 1 and len(found.rows) == 6


def test_groups_are_counted_and_one_is_chosen() -> None:
    found = services.derive(state(Services("disduk", "ktp")), setting())
    plates = [(plate.title, plate.count, plate.selected) for plate in found.strips[0]]
    assert plates == [("Semua", 13, False), ("KK", 2, False), (tied("KTP-el"), 2, True), ("Akta", 9, False)]
    assert services.derive(state(Services("samsat")), setting()).strips == ()


def test_rows_are_as_high_as_the_tallest_of_the_group() -> None:
    short = services.derive(state(Services("disduk", "ktp")), setting())
    long = services.derive(state(Services("disduk", "akta")), setting())
    assert long.row_height > short.row_height
    assert {row.title for row in long.rows} <= set(LONGEST)


def test_a_service_that_takes_no_number_says_why() -> None:
    full = facts(server=replace(SERVER, issued_today={"paspor": 40}), now=at(14))
    rows = {
        row.service: row
        for row in services.derive(State(full, state(Services("imigrasi")).visit), setting()).rows
    }
    assert not rows["paspor"].available
    assert rows["paspor"].note == "Kuota hari ini habis, buka Jumat 13.00"


def test_what_is_printed_here_is_there_at_any_hour() -> None:
    rows = {
        row.service: row for row in services.derive(state(Services("disduk"), now=at(18)), setting()).rows
    }
    assert (rows["cetak-kk"].available, rows["cetak-kk"].note) == (True, "Gratis")
    assert not rows["ktp-hilang"].available
    assert detail.derive(state(Detail("cetak-kk"), now=at(18)), setting()).refusal == ""


# --- search ---------------------------------------------------------------------------------------------


def test_search_shows_what_many_look_for_until_something_is_typed() -> None:
    found = search.derive(state(Search()), setting())
    assert [row.service for row in found.rows] == [one.id for one in profile().popular[: len(found.rows)]]
    assert (found.count, found.nothing) == ("", False)


@pytest.mark.parametrize("typed", ["S", "SK", "SKC"])
def test_search_answers_from_the_first_letter(typed: str) -> None:
    found = search.derive(state(Search(typed)), setting())
    assert "skck" in [row.service for row in found.rows]
    assert found.text == typed.lower()


def test_search_says_how_many_there_are() -> None:
    count = len(Index(profile()).find("P", "id"))
    first = search.derive(state(Search("P")), setting("1366x768"))
    assert first.count == f"1–{len(first.rows)} dari {count} layanan"
    last = search.derive(state(Search("P", 99)), setting("1366x768"))
    assert last.count.endswith(f"{count} dari {count} layanan")
    assert search.derive(state(Search("PASP")), setting()).count == "1 layanan"


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("typed", ["A", "P", "KTP"])
def test_pages_of_what_is_found_hold_each_once(panel: str, typed: str) -> None:
    shown: list[str] = []
    found = search.derive(state(Search(typed)), setting(panel))
    while True:
        shown += [row.service for row in found.rows]
        if not found.more:
            break
        found = search.derive(state(Search(typed, found.page + 1)), setting(panel))
    assert shown == [one.id for one in Index(profile()).find(typed, "id")]


def test_where_nothing_fits_it_says_who_knows() -> None:
    found = search.derive(state(Search("XYZZY")), setting(language="en"))
    assert (found.nothing, found.rows, found.count) == (True, (), "0 services")
    assert (found.desk, found.place) == ("Information desk", "In front of the main entrance")
    assert not search.derive(state(Search("KTP")), setting()).nothing


def test_a_long_text_shows_its_end() -> None:
    found = search.derive(state(Search("W" * 39 + "K")), setting("1366x768"))
    assert found.text.endswith("wk") and len(found.text) < 40


SMALLEST, MOST_LETTERS, MOST_EXCEPTIONS = "1366x768", 4, 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_service_is_shown_after_four_letters_of_one_of_its_words(language: Language) -> None:
    shipped = load_profile(Path(config.__file__).with_name("profiles") / "default")
    assert isinstance(shipped, Profile)
    of = PANELS[SMALLEST]
    small = Setting(read_texts(language), measures(of, Display()), fonts(of, Display()), Index(shipped).find)

    @cache
    def shown(typed: str) -> set[str]:
        rows = search.derive(state(Search(typed), profile=shipped), small).rows
        return {row.service for row in rows}

    exceptions = [
        service.id
        for service in shipped.services.values()
        if not any(
            service.id in shown(word[:letters])
            for text in (service.name.of(language), *service.synonyms)
            for word in words_of(text)
            for letters in range(min(len(word), MOST_LETTERS), 0, -1)
        )
    ]
    assert len(shipped.services) >= 373
    assert len(exceptions) <= MOST_EXCEPTIONS, "\n".join(exceptions)


# --- detail ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("panel", "lowered"), WAYS)
def test_the_first_page_of_a_service_shows_a_paper(panel: str, lowered: bool) -> None:
    """Where facts would leave no room for one, they go; a closed service has the least."""
    for size, service in product(get_args(TextSize), ("ktp-hilang", "paspor", "kk-baru", "akta-1")):
        seen = state(Detail(service), now=at(18))
        first, *others = detail.derive(seen, setting(panel, size=size, lowered=lowered)).pages
        assert first.requirements and all(page.requirements and not page.facts for page in others)


def test_what_nobody_knows_is_to_be_asked() -> None:
    found = detail.derive(state(Detail("ak1")), setting())
    assert [(fact.value, fact.known) for fact in found.pages[0].facts[:2]] == [
        ("Tanyakan petugas", False)
    ] * 2
    assert found.pages[0].heading == "Persyaratan: tanyakan petugas"


def test_what_is_known_is_said() -> None:
    found = detail.derive(state(Detail("ktp-hilang")), setting())
    said = [(fact.value, fact.note) for fact in found.pages[0].facts]
    assert said == [("Gratis", "UU 24/2013"), ("15 menit", ""), ("12 orang", "")]
    english = detail.derive(state(Detail("ktp-hilang")), setting(language="en"))
    assert english.pages[0].facts[0].note == "Law 24/2013"


def test_a_time_is_said_of_the_ordinary_queue_where_the_server_stands_behind_it() -> None:
    found = detail.derive(state(Detail("ktp-hilang"), server=ESTIMATED), setting(language="en"))
    assert (found.pages[0].facts[-1].value, found.pages[0].facts[-1].note) == (
        "12 people",
        "called around 10.05–10.20",
    )
    for server in (replace(ESTIMATED, online=False), replace(ESTIMATED, business_day=None)):
        gone = detail.derive(state(Detail("ktp-hilang"), server=server), setting())
        assert [fact.icon for fact in gone.pages[0].facts] == ["money", "clock"]
    assert detail.derive(state(Detail("skck"), server=ESTIMATED), setting()).pages[0].facts[-1].note == ""


def test_nothing_is_said_of_a_queue_that_nobody_knows() -> None:
    found = detail.derive(state(Detail("ktp-hilang"), server=ServerView()), setting())
    assert [fact.icon for fact in found.pages[0].facts] == ["money", "clock"]


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("size", [1, 3])
def test_every_requirement_stands_on_one_page_in_order(panel: str, size: TextSize) -> None:
    found = detail.derive(state(Detail("kk-baru")), setting(panel, size=size))
    numbers = [one.number for page in found.pages for one in page.requirements]
    assert numbers == list(range(1, 13))
    assert all(page.requirements or page.facts for page in found.pages)
    assert found.printing.available


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "1 menit"), (60, "1 jam"), (90, "90 menit"), (120, "2 jam"), (1440, "1 hari"), (4320, "3 hari")],
)
def test_durations(minutes: int, said: str) -> None:
    assert detail.duration(minutes, read_texts("id")) == said


@pytest.mark.parametrize(
    ("service", "way"), [("ktp-hilang", "ticket"), ("cetak-kk", "document"), ("laktasi", "walk_in")]
)
def test_the_way_to_a_service(service: str, way: str) -> None:
    assert detail.derive(state(Detail(service)), setting()).way == way
