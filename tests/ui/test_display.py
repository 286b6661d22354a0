"""How a citizen sees it: each choice at once, nothing moves where nothing may."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from config.models import Greeting, Look
from kiosk.visit.inputs import AsideOpened, DisplayChosen, Input, LanguageChosen, SurrenderWanted, WentBack
from kiosk.visit.state import Display, DisplayHelp, State, TextSize
from tests.ui.cases import CASES
from tests.ui.conftest import Open, Screen, _is
from tests.ui.parts import profile, state
from ui.theme import PANELS

HELP = CASES["display-help"]


def test_help_is_in_the_footer(opened: Open) -> None:
    screen = opened(CASES["home"])
    screen.tap("Bantuan tampilan")
    assert screen.posted == [AsideOpened(DisplayHelp())]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ukuran huruf: Besar", DisplayChosen(Display(text_size=2))),
        ("Ukuran huruf: Terbesar", DisplayChosen(Display(text_size=3))),
        ("Warna: Gelap", DisplayChosen(Display("dark"))),
        ("Warna: Kontras tinggi", DisplayChosen(Display("contrast"))),
        ("Letak tombol: Diturunkan", DisplayChosen(Display(lowered=True))),
        ("Bahasa: English", LanguageChosen("en")),
        ("Seperti semula", DisplayChosen(Display())),
        ("Selesai", WentBack()),
    ],
)
def test_each_choice_is_said(opened: Open, name: str, said: Input) -> None:
    screen = opened(HELP)
    screen.tap(name)
    assert screen.posted == [said]


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("text_size", [1, 2, 3])
@pytest.mark.parametrize("case", ["done", "done-uncertain", "done-paperless"])
def test_a_number_can_be_given_back_however_large_the_text(
    opened: Open, panel: str, text_size: TextSize, case: str
) -> None:
    screen = opened(CASES[case], panel, Display(text_size=text_size))
    (name,) = [plate.name for plate in screen.plates() if plate.name.startswith("Kembalikan")]
    screen.tap(name)
    assert screen.posted == [SurrenderWanted()]


def seen(of: State, display: Display) -> State:
    assert of.visit is not None
    return replace(of, visit=replace(of.visit, display=display))


def test_a_choice_keeps_the_others(opened: Open) -> None:
    screen = opened(seen(HELP, Display("dark", 3, True)))
    screen.tap("Warna: Terang")
    assert screen.posted == [DisplayChosen(Display("light", 3, True))]


def stands(screen: Screen) -> list[object]:
    """All texts, plates and icons: where and in which colour."""
    texts = [(text.text, text.box, text.colour) for text in screen.seen_texts()]
    plates = [(plate.name, plate.box, plate.item.property("ink")) for plate in screen.plates()]
    return [texts, plates, screen.icons(), screen.cloth(), screen.window.color()]


def heights(screen: Screen) -> dict[str, float]:
    return {text.text: text.box.height() for text in screen.seen_texts()}


def test_what_stands_there_changes_at_once_and_back(opened: Open) -> None:
    """The items stay: what is typed and what has the focus is still there."""
    screen = opened(CASES["nik"])
    before, items, ground = stands(screen), screen.items(), screen.window.color()
    screen.show(seen(CASES["nik"], Display("contrast", 2, True)))
    assert screen.cloth().height() == 960
    assert screen.window.color().name() == "#000000" != ground.name()
    assert heights(screen)["Kembali"] > 30
    assert set(items) & set(screen.items())
    screen.show(CASES["nik"])
    assert stands(screen) == before


def test_a_display_put_on_is_the_one_begun_with(opened: Open) -> None:
    """Whatever was worn before."""
    display = Display("dark", 3)
    fresh = stands(opened(CASES["detail"], display=display))
    changed = opened(CASES["detail"])
    changed.show(seen(CASES["detail"], display))
    assert stands(changed) == fresh


def test_the_next_citizen_begins_with_the_plain_one(opened: Open) -> None:
    screen = opened(seen(CASES["home"], Display("contrast", 3)))
    screen.show(state())
    plain = opened(state())
    assert stands(screen) == stands(plain)


def still(of: State) -> State:
    site = replace(of.facts.profile, look=Look(brand="#8A1538", motion=False))
    return replace(of, facts=replace(of.facts, profile=site))


def wandering(screen: Screen) -> object:
    return next(item for item in screen.items() if _is(item, "Underway")).property("at")


def inside(screen: Screen) -> int:
    """How much of the slip has not come out yet, in pixels."""
    return int(next(item for item in screen.items() if _is(item, "SlipDrawing")).property("inside"))


def sinks(screen: Screen) -> float:
    """How far the arrow to the slot has gone down, in pixels."""
    arrow = next(item for item in screen.items() if _is(item, "Beckon")).childItems()[0]
    return arrow.y()


def test_nothing_moves_where_nothing_may(opened: Open, qtbot: QtBot) -> None:
    moving, resting = opened(CASES["printing"]), opened(still(CASES["printing"]))
    hidden = inside(moving)
    assert hidden > 0 and inside(resting) == 0
    qtbot.waitUntil(lambda: wandering(moving) != 0 and inside(moving) < hidden)
    assert wandering(resting) == 0
    moving, resting = opened(CASES["done"]), opened(still(CASES["done"]))
    qtbot.waitUntil(lambda: sinks(moving) > 0)
    assert sinks(resting) == 0


def test_the_city_greets_in_its_own_words_where_the_profile_says_so(opened: Open) -> None:
    words = Greeting(welcome="Selamat datang, dulur", shown=True)
    open_day = state()
    greeting = replace(open_day, facts=replace(open_day.facts, profile=profile(greeting=words)))
    assert "Selamat datang, dulur" in opened(greeting).texts()
    assert "Selamat datang" in opened(open_day).texts()
