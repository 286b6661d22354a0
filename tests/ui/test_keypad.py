"""Five keys and an ear at the real window: what has the focus, what is said, what counts as a press."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QImage

from commands.parts.gallery import NIK
from config.models import TechnicianRules
from kiosk.visit.inputs import (
    AsideOpened,
    Confirmed,
    HelpWanted,
    Keyed,
    ListeningChosen,
    Stayed,
    Typed,
    Went,
    WentBack,
)
from kiosk.visit.state import (
    AccessPin,
    Agencies,
    Aside,
    Documents,
    Done,
    Home,
    Listening,
    PrintPin,
    Search,
    SoundHelp,
    State,
    TechnicianPin,
)
from kiosk.visit.state import Nik as NikScreen
from kiosk.visit.state import Screen as VisitScreen
from printers.states import JobState
from tests.ui.cases import CASES
from tests.ui.conftest import Open, Screen, Seen
from tests.ui.papers import LINES, job, ticket
from tests.ui.parts import profile, state
from tests.ui.test_layout import in_reading_order, overlap
from ui.keypad import nodes
from ui.spoken import sayable

NEXT, PREVIOUS, SELECT = Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return
HELP, BACK = Qt.Key.Key_Up, Qt.Key.Key_Down


def listened(state: State, listening: Listening | None = None, aside: Aside | None = None) -> State:
    """As it stands for somebody who uses the keypad."""
    assert state.visit is not None
    asides = state.visit.asides if aside is None else (aside,)
    return replace(state, visit=replace(state.visit, listening=listening or Listening(), asides=asides))


VISITS: Mapping[str, State] = {
    **{name: listened(one) for name, one in CASES.items() if one.visit is not None},
    "sound-help-quietest": listened(CASES["home"], Listening(0, 1), aside=SoundHelp()),
}


def press(screen: Screen, key: Qt.Key) -> list[str]:
    """What is said of it, a second after the last."""
    screen.now += 1
    screen.ear.heard()
    screen.key(key)
    return screen.ear.heard()


def ring(screen: Screen) -> QRectF | None:
    """Around what; None while nothing has the focus."""
    found = [item for item in screen.items() if item.metaObject().className().startswith("FocusRing_QMLTYPE")]
    outer = found[0].childItems()[0] if found else None
    return outer.mapRectToScene(QRectF(0, 0, outer.width(), outer.height())) if outer else None


# --- where the focus is ---------------------------------------------------------------------------------


@pytest.mark.parametrize("panel", ["1080x1920", "1366x768"])
def test_the_keypad_reaches_all_that_can_be_pressed_in_reading_order_with_a_ring(
    opened: Open, panel: str
) -> None:
    screen, wrong = opened(CASES["attract"], panel), []
    for name, one in VISITS.items():
        screen.show(CASES["attract"])
        screen.show(one)
        plates = [plate for plate in screen.plates() if plate.item.isEnabled()]
        passed: list[Seen] = []
        for _ in plates:
            said = press(screen, NEXT)[0]
            passed += [plate for plate in plates if sayable([plate.name], "id") == said]
            wrong += [f"{name}: {one}" for one in ring_complaints(screen, passed[-1], plates)]
        if sorted(plate.name for plate in passed) != sorted(plate.name for plate in plates):
            wrong.append(f"{name}: reached {[plate.name for plate in passed]}")
        for before, after in pairwise(passed):
            if not in_reading_order(before, after):
                wrong.append(f"{name}: {after.name!r} comes after {before.name!r}")
    assert wrong == []


def ring_complaints(screen: Screen, plate: Seen, plates: list[Seen]) -> list[str]:
    around, room = ring(screen), QRectF(0, 0, screen.panel.width, screen.panel.height)
    wide = 2 * screen.panel.k * screen.panel.px_per_mm
    if around is None or not around.contains(plate.box):
        return [f"no ring around {plate.name!r}"]
    found = []
    if not wide - 1 < plate.box.left() - around.left() < wide + 1:
        found.append(f"the ring of {plate.name!r} is not 2 mm wide")
    if not room.contains(around) or overlap(around, screen.cloth()):
        found.append(f"the ring of {plate.name!r} is cut, or lies on the cloth")
    if any(overlap(other.box, around) for other in plates if other.item is not plate.item):
        found.append(f"the ring of {plate.name!r} lies on its neighbour")
    return found


def test_the_focus_goes_around_and_backwards_from_the_start_comes_the_primary(opened: Open) -> None:
    screen = opened(listened(CASES["detail"]))
    last = press(screen, PREVIOUS)
    assert last[0] == "Ambil nomor"
    first = press(screen, NEXT)
    assert first[-1].startswith("1 dari ")
    assert press(screen, PREVIOUS) == last


def test_on_the_last_page_the_focus_goes_to_the_way_back(opened: Open) -> None:
    screen = opened(listened(CASES["agencies"]), "1366x768")
    while "Berikutnya" not in press(screen, NEXT)[0]:
        pass
    screen.show(listened(CASES["agencies-last"]))
    around = ring(screen)
    assert around is not None and around.contains(screen.plate("Sebelumnya").box)
    screen.show(listened(CASES["agencies"]))
    around = ring(screen)
    assert around is not None and around.contains(screen.plate("Berikutnya").box)


def test_the_focus_stays_on_its_plate_while_the_screen_lives(opened: Open) -> None:
    screen = opened(listened(CASES["home"]))
    press(screen, NEXT)
    press(screen, NEXT)
    before = ring(screen)
    screen.show(listened(state(Home(), now=CASES["home"].facts.now.replace(minute=42))))
    assert screen.ear.heard() == [] and ring(screen) == before
    node = next(one for one in nodes(screen.items()[0]) if one.element.name == "Ambil nomor antrean")
    found = QAccessible.queryAccessibleInterface(node.item)
    assert found is not None and found.state().focused and found.state().focusable
    screen.show(listened(CASES["agencies"]))
    assert ring(screen) is None


def test_without_the_keypad_nothing_has_a_ring_and_nothing_is_said(opened: Open) -> None:
    screen = opened(CASES["home"])
    screen.show(CASES["agencies"])
    assert ring(screen) is None and screen.ear.log == []


# --- what is said ---------------------------------------------------------------------------------------


def test_a_screen_that_comes_is_read_from_its_heading_to_what_can_be_done(opened: Open) -> None:
    screen = opened(CASES["attract"])
    assert screen.ear.heard() == []
    for name, one in VISITS.items():
        screen.show(CASES["attract"])
        screen.ear.heard()
        screen.show(one)
        said = screen.ear.heard()
        assert said[0] == "Panduan suara menyala", name
        assert sayable([screen.headings()[0]], "id") in said[3:5], name
        assert NIK[:8] not in "".join(said).replace(" ", ""), name
        count = sum(plate.item.isEnabled() for plate in screen.plates())
        assert (said[-1] == f"{count} pilihan") == (count > 0), name


def test_every_text_beside_the_plates_is_said(opened: Open) -> None:
    """Requirements, facts and what to do: whoever cannot see them needs them most."""
    screen = opened(listened(CASES["home"]))
    screen.ear.heard()
    screen.show(listened(CASES["detail"]))
    said = screen.ear.heard()
    for paper in CASES["detail"].facts.profile.services["ktp-hilang"].requirements:
        assert paper in said
    screen.show(listened(CASES["done"]))
    said = screen.ear.heard()
    assert said[:2] == ["Nomor antrean Anda", "A, 0 1 2"] and "kode K 7" in said
    assert "10 05 sampai 10 20" in said and "Ambil slip Anda" in said


def test_what_is_typed_is_said_and_what_is_hidden_is_a_star(opened: Open) -> None:
    screen = opened(listened(state(NikScreen(NIK[:3]))))
    assert "NIK: 3 bintang" in [one.replace("  ", " ").strip() for one in screen.ear.heard()]
    for length, said in ((4, "bintang"), (3, "dihapus"), (0, "dikosongkan")):
        screen.show(listened(state(NikScreen(NIK[:length]))))
        assert screen.ear.heard()[0] == said
    screen.show(listened(state(Search("S"))))
    screen.ear.heard()
    screen.show(listened(state(Search("SK"))))
    heard = screen.ear.heard()
    assert heard[0] == "k" and heard[1].endswith("layanan")


@pytest.mark.parametrize(
    "field",
    [
        lambda digits: AccessPin(NIK, digits),
        lambda digits: PrintPin("s", LINES[0], digits),
        TechnicianPin,
    ],
    ids=["access", "print", "technician"],
)
def test_no_digit_of_a_pin_is_said_and_how_many_are_missing_is(
    opened: Open, field: Callable[[str], VisitScreen]
) -> None:
    technician = TechnicianRules(pin="735190")
    shown = [listened(state(field("735190"[:n]), profile=profile(technician=technician))) for n in range(7)]
    screen = opened(shown[0])
    assert any("Kurang 6 angka" in sentence for sentence in screen.ear.heard())
    for one in shown[1:]:
        screen.show(one)
        heard = screen.ear.heard()
        assert heard[0] == "bintang" and not set("735190") & set("".join(heard))
    assert "sekarang tersedia" in heard[-1]


def test_a_digit_is_named_where_it_is_chosen_and_not_where_it_is_typed(opened: Open) -> None:
    """Who cannot see the pad must hear which key the focus is on; what it has typed is nobody's to hear."""
    screen = opened(listened(state(NikScreen(NIK[:15]))))
    while press(screen, NEXT) != ["1"]:
        pass
    said = press(screen, SELECT)
    screen.window.show_state(listened(state(NikScreen(NIK))))
    said += screen.ear.heard()
    assert screen.posted[-1] == Typed("1") and "bintang" in said and "1" not in said
    # No room is left: the answer is how the field stands.
    full = press(screen, SELECT)
    assert [" ".join(one.split()) for one in full] == ["NIK: 16 bintang"]
    assert press(screen, HELP)[:1] == full


def test_shown_digits_are_in_no_accessibility_tree(opened: Open) -> None:
    screen = opened(listened(CASES["nik-shown"]))
    tree = [(one.element.name, one.element.about) for one in nodes(screen.items()[0])]
    assert ("NIK", "•" * 16) in tree
    assert not any(NIK[start : start + 4] in text for start in range(12) for one in tree for text in one)


def test_a_key_that_becomes_of_use_is_named(opened: Open) -> None:
    screen = opened(listened(state(NikScreen(NIK[:15]))))
    screen.show(listened(state(NikScreen(NIK))))
    assert "Lanjut, sekarang tersedia" in screen.ear.heard()


def test_news_wait_for_their_turn_and_a_key_cuts_them(opened: Open) -> None:
    screen = opened(listened(state(Done(ticket(), job(JobState.SENDING)))))
    screen.ear.log.clear()
    screen.show(listened(state(Done(ticket(), job(JobState.PRINTED)))))
    (news,) = screen.ear.log
    assert news is not None and news[0] == "Ambil slip Anda"
    screen.ear.log.clear()
    screen.key(NEXT)
    assert screen.ear.log[0] is None and screen.ear.log[1] is not None


def test_an_answer_that_is_chosen_says_so(opened: Open) -> None:
    listed = Documents("s", LINES, "0001")
    screen = opened(listened(state(listed)))
    first = press(screen, NEXT)
    assert "dipilih" not in first
    chosen = replace(listed, selected=LINES[0].request_id)
    screen.window.show_state(listened(state(chosen)))
    assert "dipilih" in press(screen, HELP) or "dipilih" in press(screen, SELECT)


def test_english_is_said_in_english(opened: Open) -> None:
    screen = opened(CASES["attract"])
    screen.show(listened(state(Home(), "en")))
    said = screen.ear.heard()
    assert "What do you need today?" in said and said[-1].endswith("choices")


# --- what the keys do -----------------------------------------------------------------------------------


def test_the_first_key_only_begins(opened: Open) -> None:
    for key in (NEXT, PREVIOUS, SELECT, HELP, BACK, Qt.Key.Key_F15):
        screen = opened(CASES["attract"])
        press(screen, key)
        assert screen.posted == [Keyed()]


@pytest.mark.parametrize(
    ("case", "keys", "said"),
    [
        ("home", (NEXT, SELECT), Went(Search())),
        ("home", (NEXT, NEXT, SELECT), Went(Agencies())),
        ("agencies", (BACK,), WentBack()),
        ("detail", (PREVIOUS, SELECT), Confirmed()),
        ("idle", (BACK,), Stayed()),
        ("idle", (PREVIOUS, SELECT), Stayed()),
        ("home", (HELP, HELP), AsideOpened(SoundHelp())),
        ("home", (Qt.Key.Key_F16,), ListeningChosen(None)),
    ],
)
def test_a_verb_says_what_a_finger_would(
    opened: Open, case: str, keys: tuple[Qt.Key, ...], said: object
) -> None:
    screen = opened(VISITS[case])
    for key in keys:
        press(screen, key)
    assert [one for one in screen.posted if one != Keyed()] == [said]


def test_out_of_service_can_be_heard_and_calls_staff(opened: Open) -> None:
    """No visit can begin there; the bell can be rung all the same."""
    screen = opened(CASES["out-of-service"])
    said = press(screen, NEXT)
    assert "Maaf, mesin ini belum bisa dipakai" in said and "Meja informasi" in said
    screen.show(CASES["out-of-service"])
    assert press(screen, NEXT)[0] == "Panggil petugas" and ring(screen) is not None
    press(screen, SELECT)
    assert [one for one in screen.posted if one != Keyed()] == [HelpWanted()]
    screen.show(CASES["attract"])
    assert ring(screen) is None and screen.ear.heard() == []


def test_every_verb_has_an_answer(opened: Open) -> None:
    screen = opened(listened(CASES["issuing"]))
    for key in (SELECT, BACK, NEXT, HELP, PREVIOUS):
        assert press(screen, key) != []


def test_help_says_it_again_and_then_offers_more(opened: Open) -> None:
    screen = opened(listened(CASES["home"]))
    said = press(screen, NEXT)
    again = press(screen, HELP)
    assert again[: len(said)] == said and "volume" in again[-1]
    assert press(screen, NEXT)[0] == "Ambil nomor antrean"
    press(screen, HELP)
    assert AsideOpened(SoundHelp()) not in screen.posted


def test_pulled_earphones_fall_silent_and_the_end_is_told(opened: Open) -> None:
    screen = opened(listened(CASES["home"]))
    screen.ear.heard()
    screen.show(CASES["home"])
    assert screen.ear.log == [None]
    screen.show(listened(CASES["home"]))
    screen.ear.heard()
    screen.show(CASES["attract"])
    assert screen.ear.heard() == ["Kunjungan Anda selesai, layar kembali ke awal"]
    screen.show(CASES["home"])
    assert screen.ear.log == []


@pytest.mark.parametrize(
    ("key", "posted"),
    [
        ("Lebih keras", Listening(volume=4)),
        ("Lebih pelan", Listening(volume=2)),
        ("Lebih cepat", Listening(speed=3)),
        ("Lebih lambat", Listening(speed=1)),
        ("Tutup layar", Listening(covered=True)),
    ],
)
def test_sound_help_changes_one_thing_and_says_how_it_stands(
    opened: Open, key: str, posted: Listening
) -> None:
    screen = opened(VISITS["sound-help"])
    while press(screen, NEXT)[0] != key:
        pass
    press(screen, SELECT)
    assert screen.posted[-1] == ListeningChosen(posted)
    screen.show(listened(CASES["home"], posted, aside=SoundHelp()))
    assert any("dari 5" in one or one == "Layar ditutup" for one in screen.ear.heard())


# --- the covered screen -----------------------------------------------------------------------------------


def rows_that_differ(one: QImage, other: QImage) -> list[int]:
    wide = one.bytesPerLine()
    before, after = bytes(one.constBits()), bytes(other.constBits())
    assert len(before) == len(after) == wide * one.height()
    starts = range(0, len(before), wide)
    return [row for row, at in enumerate(starts) if before[at : at + wide] != after[at : at + wide]]


@pytest.mark.parametrize("panel", ["1080x1920", "1366x768"])
def test_a_covered_screen_shows_nothing_goes_on_and_opens_by_a_touch(opened: Open, panel: str) -> None:
    screen = opened(listened(CASES["done"]), panel)
    bare = screen.picture()
    screen.show(listened(CASES["done"], Listening(covered=True)))
    assert screen.headings() == ["Layar ditutup selama Anda mendengarkan"]
    assert not any("012" in text or "KTP" in text for text in screen.texts())
    covered, words = screen.picture(), [text.box for text in screen.seen_texts()]
    assert len(rows_that_differ(bare, covered)) > 0.8 * screen.panel.height
    screen.show(listened(CASES["documents"], Listening(covered=True)))
    assert press(screen, NEXT)[0] != ""
    # Letters may be drawn a hair otherwise; beside the curtain's own words no row may change.
    for row in rows_that_differ(covered, screen.picture()):
        assert any(box.top() <= row <= box.bottom() for box in words), row
    screen.touch(QPointF(screen.panel.width - 20, screen.panel.height - 20))
    assert screen.posted[-1] == ListeningChosen(Listening())


# --- presses that do not count ------------------------------------------------------------------------------


def test_a_trembling_finger_presses_once_and_types_eleven(opened: Open) -> None:
    screen = opened(CASES["home"])
    where = screen.plate("English").box.center()
    for late in (0.0, 0.2, 0.25):
        screen.now += late
        screen.touch(where + QPointF(3, 3) * late)
    assert len(screen.posted) == 1
    screen.now += 0.1
    screen.touch(where)
    assert len(screen.posted) == 2
    screen.show(CASES["nik"])
    screen.posted.clear()
    screen.tap("1")
    screen.tap("1")
    assert screen.posted == [Typed("1"), Typed("1")]
    screen.show(CASES["search"])
    screen.posted.clear()
    for letter in "AAQ":
        screen.tap(letter)
    assert screen.posted == [Typed("A"), Typed("A"), Typed("Q")]


def test_a_trembling_thumb_too(opened: Open) -> None:
    screen = opened(listened(CASES["home"]))
    press(screen, NEXT)
    for _ in range(3):
        screen.key(SELECT)
        screen.now += 0.2
    assert screen.posted.count(Went(Search())) == 1
    for _ in range(3):
        screen.key(BACK)
        screen.now += 0.2
    assert screen.posted.count(WentBack()) == 1
    screen.show(listened(CASES["nik"]))
    while press(screen, NEXT)[0] != "1":
        pass
    screen.key(SELECT)
    screen.key(SELECT)
    assert screen.posted.count(Typed("1")) == 2


def test_a_key_just_after_a_page_change_is_not_for_the_new_page(opened: Open) -> None:
    screen = opened(listened(CASES["home"]))
    press(screen, NEXT)
    screen.window.show_state(listened(CASES["agencies"]))
    screen.ear.heard()
    screen.now += 0.2
    screen.key(NEXT)
    assert screen.ear.log == []
    screen.now += 0.06
    screen.key(NEXT)
    assert screen.ear.heard() != []


def test_nothing_that_was_said_outlives_the_visit(opened: Open) -> None:
    screen = opened(listened(CASES["documents"]))
    press(screen, NEXT)
    screen.show(CASES["attract"])
    keypad = screen.window._keypad
    assert (keypad._nodes, keypad._said, keypad._focused, keypad._visit) == ([], [], None, None)
