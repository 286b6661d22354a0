"""Which presses count, by the clock alone; then at the real window, far apart and on pages that change."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt

from kiosk.visit.inputs import Confirmed, Keyed, ListeningChosen, Touched, Typed, Went, WentBack
from kiosk.visit.state import Agencies, Listening, Nik, Search
from tests.ui.cases import CASES
from tests.ui.conftest import Open
from tests.ui.parts import state
from tests.ui.test_keypad import BACK, HELP, NEXT, SELECT, VISITS, listened
from ui.guard import PAGE_SECONDS, STRIKE_SECONDS, Guard

Happening = Literal["action", "character", "page", "focus"]


class Played:
    """A guard, and a hand that presses at given moments."""

    def __init__(self) -> None:
        self.now = 0.0
        self._guard = Guard(lambda: self.now)

    def happens(self, what: Happening) -> bool:
        """Whether it counts; what counts takes its course."""
        match what:
            case "action":
                counts = self._guard.takes_action
                if counts:
                    self._guard.acted()
                return counts
            case "character":
                return self._guard.takes_character
            case "page":
                self._guard.page_changed()
            case "focus":
                self._guard.meant()
        return True


@pytest.mark.parametrize(
    ("story", "counts"),
    [
        # (seconds since the last, what), and whether the last of them counts
        ([(0.0, "action"), (0.49, "action")], False),
        ([(0.0, "action"), (0.5, "action")], True),
        ([(0.0, "action"), (0.3, "action"), (0.25, "action")], True),
        ([(0.0, "action"), (0.1, "character")], True),
        ([(0.0, "character"), (0.01, "character")], True),
        ([(0.0, "character"), (0.1, "action")], True),
        ([(0.0, "action"), (0.0, "page"), (0.3, "action")], False),
        ([(0.0, "action"), (0.0, "page"), (0.3, "character")], False),
        ([(0.0, "action"), (0.2, "page"), (0.3, "character")], True),
        ([(0.0, "page"), (0.24, "character")], False),
        ([(0.0, "page"), (0.25, "character")], True),
        ([(0.0, "page"), (0.24, "action")], False),
        ([(0.0, "page"), (0.25, "action")], True),
        ([(0.0, "action"), (0.0, "page"), (0.3, "focus"), (0.05, "action")], True),
        ([(0.0, "action"), (0.0, "page"), (0.1, "focus"), (0.05, "action")], False),
    ],
)
def test_a_press_counts_or_not(story: list[tuple[float, Happening]], counts: bool) -> None:
    hand, counted = Played(), True
    for seconds, what in story:
        hand.now += seconds
        counted = hand.happens(what)
    assert counted is counts


pauses = st.integers(0, 12).map(lambda n: n / 16)
happenings = st.lists(st.tuples(pauses, st.sampled_from(["action", "character", "page"])), max_size=30)


@given(happenings)
def test_no_two_actions_within_half_a_second_and_no_character_is_lost_where_the_page_stands(
    story: list[tuple[float, Happening]],
) -> None:
    hand = Played()
    acted = changed = -10.0
    for seconds, what in story:
        hand.now += seconds
        counts = hand.happens(what)
        if what == "page":
            changed = hand.now
        elif what == "action" and counts:
            assert hand.now - acted >= STRIKE_SECONDS and hand.now - changed >= PAGE_SECONDS
            acted = hand.now
        elif what == "action":
            assert hand.now - acted < STRIKE_SECONDS or hand.now - changed < PAGE_SECONDS
        elif not counts:
            assert hand.now - changed < STRIKE_SECONDS


# --- at the window ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("panel", ["1080x1920", "1366x768"])
@pytest.mark.parametrize(
    ("case", "name", "then", "other"),
    [
        ("home", "Panggil petugas", "staff", "Batalkan panggilan"),
        ("home", "Ambil nomor antrean", "agencies", "Samsat"),
        ("agencies", "Samsat", "services", "KTP-el hilang"),
        ("sound-help", "Lebih keras", "sound-help", "Lebih pelan"),
        ("home", "Cari layanan", "search-empty", "Q"),
        ("home", "Cetak KK, KTP, KIA", "nik", "5"),
    ],
)
def test_the_second_stroke_lands_on_another_plate_and_does_nothing(
    opened: Open, panel: str, case: str, name: str, then: str, other: str
) -> None:
    """However far it lies: it is the same hand, half a second after it has done something."""
    screen = opened(VISITS[case], panel)
    screen.tap(name)
    (first,) = screen.posted
    screen.window.show_state(VISITS[then])
    for late in (0.1, 0.2, 0.199):
        screen.later(late)
        screen.tap(other)
    assert screen.posted == [first]
    screen.now += 0.002
    screen.tap(other)
    assert len(screen.posted) == 2


def test_half_a_second_begins_when_the_finger_leaves(opened: Open) -> None:
    screen = opened(CASES["home"])
    where = screen.plate("English").box.center()
    screen.press(where)
    screen.now += 0.8
    screen.release(where)
    screen.now += 0.2
    screen.tap("Cari layanan")
    assert len(screen.posted) == 1


def test_a_touch_of_nothing_keeps_no_action_waiting(opened: Open) -> None:
    screen = opened(CASES["home"])
    screen.touch(QPointF(screen.panel.width / 2, 5))
    screen.tap("Cari layanan")
    assert len(screen.posted) == 1


def test_who_types_quickly_loses_no_character(opened: Open) -> None:
    """Also around a key that is none: digits shown, the pad turned to digits and back."""
    screen = opened(CASES["nik"])
    screen.tap("Tampilkan angka")
    for digit in "1167111":
        screen.now += 0.02
        screen.tap(digit)
    assert screen.posted[1:] == [Typed(digit) for digit in "1167111"]
    screen.show(CASES["search"])
    screen.posted.clear()
    for name in ("A", "A", "123", "7", "ABC"):
        screen.now += 0.02
        screen.tap(name)
    # ABC stands where 123 was struck: a second stroke.
    assert screen.posted == [Typed("A"), Typed("A"), Touched(), Typed("7")]
    assert "7" in [plate.name for plate in screen.plates()]


def test_a_full_pad_can_be_confirmed_at_once(opened: Open) -> None:
    screen = opened(state(Nik("123456789012000")))
    screen.tap("1")
    screen.window.show_state(state(Nik("1234567890120001")))
    screen.tap("Lanjut")
    assert screen.posted == [Typed("1"), Confirmed()]


@pytest.mark.parametrize(
    ("keys", "posted"),
    [
        ((NEXT, SELECT, SELECT), [Went(Search())]),
        ((NEXT, SELECT, NEXT, SELECT), [Went(Search()), Went(Agencies())]),
        ((NEXT, SELECT, BACK), [Went(Search())]),
        ((BACK, BACK), [WentBack()]),
        ((HELP, HELP), []),
    ],
)
def test_a_key_twice_is_once_unless_the_focus_moved_between(
    opened: Open, keys: tuple[Qt.Key, ...], posted: list[object]
) -> None:
    screen = opened(listened(CASES["home"]))
    for key in keys:
        screen.now += 0.12
        screen.key(key)
    assert [one for one in screen.posted if one != Keyed()] == posted


def test_the_thumb_that_woke_the_voice_does_not_cut_it(opened: Open) -> None:
    screen = opened(CASES["attract"])
    screen.key(SELECT)
    screen.window.show_state(listened(CASES["home"]))
    screen.later(0.3)
    screen.ear.log.clear()
    screen.key(SELECT)
    assert screen.ear.log == []


def test_volume_goes_one_step(opened: Open) -> None:
    screen = opened(VISITS["sound-help"])
    for late in (0.0, 0.3, 0.15):
        screen.now += late
        screen.tap("Lebih keras")
    assert screen.posted == [ListeningChosen(Listening(volume=4))]
