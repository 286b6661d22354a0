"""What access promises, held at every screen of a visit: time enough, either language, one stroke."""

from dataclasses import replace

import pytest

from commands.parts.gallery import spoken
from kiosk.visit.effects import StartTimer
from kiosk.visit.inputs import LanguageChosen, Stayed, Timer, TimerFired
from kiosk.visit.state import (
    AccessPin,
    Asking,
    Display,
    DocumentDone,
    Done,
    Issuing,
    Listening,
    Printing,
    State,
    Surrender,
    Surrendered,
    Technician,
    TechnicianPin,
    TechnicianPrinter,
    Visit,
)
from kiosk.visit.step import patience, step, timer_of
from tests.ui.cases import CASES
from tests.ui.conftest import Open, Screen
from tests.ui.parts import state
from tests.ui.test_tree import SCREENS

VISITS = {
    **{name: one for name, one in CASES.items() if one.visit is not None and one.visit.warning is None},
    "access-pin-typed": state(AccessPin("1671000000000001", "12")),
}
NOT_IDLE = {
    Timer.LIMIT: (Issuing, Asking, Printing, Surrender),
    Timer.DONE: (Done, DocumentDone, Surrendered),
}
"""Screens that wait for a worker, not for a person, and those that have nothing left to ask."""


def visit_of(shown: State) -> Visit:
    assert shown.visit is not None
    return shown.visit


# --- time -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "times"),
    [
        ({}, 1),
        ({"listening": Listening()}, 2),
        ({"display": Display(lowered=True)}, 2),
        ({"display": Display(text_size=2)}, 2),
        ({"display": Display("contrast")}, 1),
    ],
)
def test_whoever_stands_still_is_asked_and_goes_on_where_they_were(
    change: dict[str, object], times: int
) -> None:
    asked = set()
    for name, one in VISITS.items():
        plain = replace(visit_of(one), listening=None, display=Display())
        shown = replace(one, visit=replace(plain, **change))  # type: ignore[arg-type]
        timer = timer_of(visit_of(shown))
        assert patience(shown).idle_seconds == 60 * times and patience(shown).done_seconds == 20 * times
        if timer not in (Timer.IDLE, Timer.STAFF):
            assert isinstance(visit_of(shown).screen, NOT_IDLE[timer]), name
            continue
        asked.add(type(visit_of(shown).screen))
        still, _ = step(shown, TimerFired(visit_of(shown).id, timer))
        assert visit_of(still).warning == 30 * times, name
        again, effects = step(still, Stayed())
        assert again == shown, name
        if timer is Timer.IDLE:
            assert effects[-1] == StartTimer(visit_of(shown).id, Timer.IDLE, 60 * times), name
    assert asked == set(SCREENS) - {Issuing, Asking, Printing, Surrendered}


# --- language -------------------------------------------------------------------------------------------


def test_another_language_changes_nothing_but_the_words() -> None:
    for name, shown in VISITS.items():
        after, _ = step(shown, LanguageChosen("en"))
        assert after == spoken(shown, "en"), name


def words(screen: Screen) -> list[str]:
    return [str(item.property("text")) for item in screen.items() if item.inherits("QQuickText")]


def test_every_page_stays_with_what_is_typed_when_the_language_changes(opened: Open) -> None:
    screen = opened(CASES["attract"])
    without = set()
    for kind, shown in SCREENS.items():
        screen.show(shown)
        page, before = screen.items()[0], words(screen)
        if not any(plate.name == "English" for plate in screen.plates()):
            without.add(kind)
        screen.show(spoken(shown, "en"))
        assert screen.items()[0] is page and words(screen) != before, kind
        screen.show(spoken(shown, "id"))
        assert screen.items()[0] is page and words(screen) == before, kind
    assert without == {TechnicianPin, Technician, TechnicianPrinter}


# --- one stroke -----------------------------------------------------------------------------------------


def test_a_trembling_hand_presses_each_plate_of_each_screen_once_and_each_key_twice(opened: Open) -> None:
    screen = opened(CASES["attract"])
    keys = 0
    for kind, shown in SCREENS.items():
        screen.show(shown)
        plates = [
            (plate.name, plate.box.center(), plate.item.property("repeats") is True)
            for plate in screen.plates()
            if plate.item.isEnabled()
        ]
        # The key that turns a pad takes the others away.
        for name, where, repeats in sorted(plates, key=lambda one: one[0] == "123"):
            screen.now += 1
            screen.posted.clear()
            for _ in range(2):
                screen.touch(where)
                screen.now += 0.2
            assert len(screen.posted) == (2 if repeats else 1), (kind, name, screen.posted)
            keys += repeats
    assert keys > 60
