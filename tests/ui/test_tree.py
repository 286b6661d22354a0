"""The accessibility tree while something lies over a screen: what is beneath is not in it."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from config.models import Language
from kiosk.visit.state import Aside, DisplayHelp, Home, SoundHelp, StaffHelp, State
from tests.ui.cases import CASES
from tests.ui.conftest import Open, Screen
from tests.ui.parts import state
from ui.texts import untied
from ui.tree import below

ASIDES: tuple[Aside, ...] = (DisplayHelp(), StaffHelp(), SoundHelp())
WAYS: tuple[tuple[tuple[Aside, ...], int | None], ...] = (
    *(((aside,), None) for aside in ASIDES),
    ((), 9),
    ((DisplayHelp(),), 9),
)
"""The asides that lie over a screen, and the seconds left of the idle question."""
SCREENS = {type(one.visit.screen): one for one in CASES.values() if one.visit is not None}
"""One of each kind."""


def over(shown: State, *asides: Aside, warning: int | None = None, language: Language | None = None) -> State:
    assert shown.visit is not None
    visit = replace(shown.visit, asides=asides, warning=warning, language=language or shown.visit.language)
    return replace(shown, visit=visit)


Tree = list[tuple[QAccessible.Role, str, bool]]


def tree(screen: Screen) -> Tree:
    """Role, name and whether it can be pressed, of all that the window's tree has and shows."""
    return [
        (one.role(), untied(one.text(QAccessible.Text.Name)), not one.state().disabled)
        for one in below(screen.window)
        if not one.state().invisible
    ]


def beneath(screen: Screen) -> list[str]:
    """What the tree has beside the topmost item."""
    top = screen.items()[0]
    found = [(one.text(QAccessible.Text.Name), one.object()) for one in below(screen.window)]
    return [
        name
        for name, item in found
        if not isinstance(item, QQuickItem) or not (item is top or top.isAncestorOf(item))
    ]


def pressed(found: Tree) -> list[str]:
    return [name for role, name, live in found if role is QAccessible.Role.Button and live]


def test_what_lies_over_a_screen_has_the_tree_to_itself_and_the_screen_is_the_same_after(
    opened: Open,
) -> None:
    screen = opened(CASES["attract"])
    for number, (kind, shown) in enumerate(SCREENS.items()):
        screen.show(over(shown))
        alone = tree(screen)
        assert beneath(screen) == [], kind
        for asides, warning in WAYS if kind is Home else [WAYS[number % len(WAYS)]]:
            screen.show(over(shown, *asides, warning=warning))
            assert beneath(screen) == [], (kind, asides, warning)
            names = pressed(tree(screen))
            assert names and len(names) == len(set(names)), (kind, asides, warning)
            screen.show(over(shown))
            assert tree(screen) == alone, (kind, asides, warning)


def test_what_comes_beneath_the_question_waits_for_its_end(opened: Open) -> None:
    """New rows and another page come while it stands; an aside goes from under it."""
    screen = opened(over(CASES["search-many"], warning=9))
    screen.show(over(state(CASES["search"].visit.screen), warning=8))  # type: ignore[union-attr]
    assert beneath(screen) == []
    screen.show(over(CASES["home"], StaffHelp(), warning=9))
    screen.show(over(CASES["home"], warning=8))
    assert beneath(screen) == [] and screen.headings() == ["Apakah Anda masih di sini?"]
    screen.tap("Ya, lanjutkan")
    screen.show(over(CASES["home"]))
    assert beneath(screen) == [] and "Ambil nomor antrean" in [name for _, name, _ in tree(screen)]


@pytest.mark.parametrize("panel", ["1080x1920", "1366x768"])
def test_a_touch_beside_the_plates_of_an_aside_presses_nothing_beneath(opened: Open, panel: str) -> None:
    screen = opened(CASES["home"], panel)
    doors = [plate.box.center() for plate in screen.plates()]
    for aside in ASIDES:
        screen.show(over(CASES["home"], aside))
        plates = [plate.box for plate in screen.plates()]
        free = [door for door in doors if not any(box.contains(door) for box in plates)]
        assert free
        for door in free:
            screen.later()
            screen.touch(door)
    assert screen.posted == []
    screen.show(over(CASES["home"]))
    screen.touch(next(one.box.center() for one in screen.plates() if one.name == "Cari layanan"))
    assert len(screen.posted) == 1


def test_what_a_page_holds_is_there_again_when_the_aside_goes(opened: Open) -> None:
    """The pad stays turned to digits, and nothing looks otherwise."""
    screen = opened(CASES["search"])
    screen.tap("123")
    before = screen.picture()
    for aside in ASIDES:
        screen.show(over(CASES["search"], aside))
        screen.show(over(CASES["search"]))
    assert "7" in [plate.name for plate in screen.plates()] and screen.picture() == before
