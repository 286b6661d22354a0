"""Every screen in every size, colour, language and panel: nothing cut, faint, too small, or on the cloth."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations, cycle, groupby, product
from itertools import pairwise as successive
from typing import NamedTuple, get_args

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

from commands.parts.gallery import spoken
from config.look.colours import MODES, Mode, contrast
from config.models import Language
from kiosk.visit.state import Display, State, TextSize
from tests.ui.cases import CASES
from tests.ui.city import city, city_cases
from tests.ui.conftest import Open, Screen, Seen, SeenIcon, SeenText
from tests.ui.pseudo import pseudo
from ui.keypad import nodes
from ui.texts import LANGUAGES, read_texts, untied
from ui.theme import PANELS, fonts, measures

TARGET_MM, TILE_MM, GAP_MM = 15, 20, 3
READABLE = 7
"""Contrast of a text with what it stands on."""
VISIBLE = 3
"""And of an icon (WCAG 2.2, 1.4.11)."""
OPENS_AGAIN = ("Tutup", "Closed")
LONGER = "longer"


def complaints(screen: Screen, *, longer: bool = False) -> list[str]:
    """`longer`: of a language for which footers have no room but in smaller letters."""
    texts, icons = screen.seen_texts(), screen.icons()
    # Where the whole screen is a plate, others lie on it.
    plates = [one for one in screen.plates() if one.box.width() < screen.panel.width]
    around = Around(screen, least=not longer)
    found = [complaint for text in texts if (complaint := text_complaint(text, around))]
    found += [f"{a.text!r} lies on {b.text!r}" for a, b in combinations(texts, 2) if overlap(a.box, b.box)]
    found += [
        f"{text.text!r} lies on an icon" for text in texts for icon in icons if overlap(text.box, icon.box)
    ]
    found += [
        f"an icon lies at the edge of {told_of(icon.plate)!r}" for icon in icons if cramped(icon, around)
    ]
    found += [
        f"{text.text!r} lies on {plate.name!r}"
        for text in texts
        for plate in plates
        if text.plate is not plate.item and overlap(text.box, plate.box)
    ]
    found += [
        f"an icon lies on {plate.name!r}"
        for icon in icons
        for plate in plates
        if icon.plate is not plate.item and overlap(icon.box, plate.box)
    ]
    found += [
        f"a banner lies on {plate.name!r}"
        for one in around.banners
        for plate in plates
        if overlap(one.box, plate.box)
    ]
    found += plate_complaints(plates, screen)
    found += focus_complaints(screen)
    shown = {"", *(text.text for text in texts)}
    keys = [plate.name for plate in plates if made_of(plate, ("Key", "PadKey")) and not longer]
    found += [f"no word says {key!r}" for key in keys if key not in shown]
    found += [f"what to do is not said beneath {one.name!r}" for one in around.banners if unsaid(one, shown)]
    outcomes = [str(plate.item.property("note")) for plate in plates if made_of(plate, "PrintPlate")]
    found += [f"nobody sees {outcome!r}" for outcome in outcomes if outcome not in shown]
    names = [plate.name for plate in plates]
    found += [f"two plates are named {name!r}" for name in sorted(set(names)) if names.count(name) > 1]
    found += ["a plate without a name"] if "" in names else []
    found += [] if screen.headings() else ["no heading"]
    return found


def unsaid(banner: Seen, shown: set[str]) -> bool:
    """Whether its sentence is to be seen in neither length; when a service opens again is said by a title."""
    sentences = {untied(banner.item.property(one)) for one in ("note", "brief")}
    return (not sentences & shown or "" in sentences) and not banner.name.startswith(OPENS_AGAIN)


class Around:
    """What texts and icons stand in, measured once a screen; lengths in pixels."""

    def __init__(self, screen: Screen, *, least: bool) -> None:
        self.cloth, self.hem, self.body = screen.cloth(), screen.hem(), screen.body()
        self.banners = screen.banners()
        self.least = fonts(screen.panel, Display()).small.pixelSize() if least else 0
        """Of any font: in the largest letters too a footer may be set no smaller."""
        self.margin = measures(screen.panel, Display()).u / 2
        """What a text or an icon keeps from the edge of its plate."""


def told_of(plate: QQuickItem | None) -> str:
    return "" if plate is None else str(plate.property("name") or plate.property("title"))


def cramped(one: SeenText | SeenIcon, around: Around) -> bool:
    inset = around.margin - 1
    return one.plate is not None and not one.ground.adjusted(inset, inset, -inset, -inset).contains(one.box)


def text_complaint(text: SeenText, around: Around) -> str:
    if text.truncated:
        return f"{text.text!r} is truncated"
    if text.pixels < around.least:
        return f"{text.text!r} is set in {text.pixels} px, smaller than {around.least}"
    box, room = text.box, text.room
    if box.left() < room.left() or box.right() > room.right() + 1:
        return f"{text.text!r} is wider than its room: {box.width():.0f} of {room.width():.0f}"
    if box.top() < room.top() or box.bottom() > room.bottom():
        return f"{text.text!r} is higher than its room"
    if cramped(text, around):
        left, right = box.left() - text.ground.left(), text.ground.right() - box.right()
        up, down = box.top() - text.ground.top(), text.ground.bottom() - box.bottom()
        return f"{text.text!r} comes near its plate's edge: {left:.1f} {up:.1f} {right:.1f} {down:.1f}"
    if text.in_body and box.bottom() > around.body.bottom() + 0.5:
        return f"{text.text!r} leaves the body by {box.bottom() - around.body.bottom():.0f}"
    if text.on_cloth and overlap(box, around.hem):
        return f"{text.text!r} lies on the hem"
    if text.on_cloth and not around.cloth.contains(box):
        return f"{text.text!r} leaves the cloth"
    if not text.on_cloth and overlap(box, around.cloth):
        return f"{text.text!r} lies on the cloth"
    return ""


def overlap(one: QRectF, other: QRectF) -> bool:
    """By more than the rounding of a pixel."""
    both = one.intersected(other)
    return both.width() > 1.5 and both.height() > 1.5


def plate_complaints(plates: list[Seen], screen: Screen) -> list[str]:
    scale = screen.panel.px_per_mm
    cloth = screen.cloth()
    found = []
    for plate in plates:
        least = (TILE_MM if made_of(plate, "AgencyPlate") else TARGET_MM) * scale
        if min(plate.box.width(), plate.box.height()) < least - 0.5:
            size = f"{plate.box.width() / scale:.1f} x {plate.box.height() / scale:.1f} mm"
            found.append(f"{plate.name!r} is too small: {size}")
        if overlap(plate.box, cloth):
            found.append(f"{plate.name!r} lies on the cloth")
        if not QRectF(0, 0, screen.panel.width, screen.panel.height).contains(plate.box):
            found.append(f"{plate.name!r} leaves the panel")
    for one, other in combinations(plates, 2):
        if gap(one.box, other.box) < GAP_MM * scale - 0.5:
            found.append(f"{one.name!r} and {other.name!r} are too near")
    return found


def made_of(plate: Seen, component: str | tuple[str, ...]) -> bool:
    return plate.item.metaObject().className().startswith(component)


def gap(one: QRectF, other: QRectF) -> float:
    """Pixels between them, in the direction that parts them; negative where they overlap."""
    across = max(one.left() - other.right(), other.left() - one.right())
    down = max(one.top() - other.bottom(), other.top() - one.bottom())
    return max(across, down)


class Stand(NamedTuple):
    """A screen as somebody may meet it."""

    case: str
    panel: str
    tongue: str
    """A language, or one that is two fifths longer."""
    mode: Mode
    text_size: TextSize
    lowered: bool

    @property
    def display(self) -> Display:
        return Display(self.mode, self.text_size, self.lowered)


def stands() -> list[Stand]:
    """All of them; the longer language in the usual letters."""
    return [
        Stand(case, panel, tongue, mode, size, lowered)
        for case in CASES
        for panel in PANELS
        for tongue in (*LANGUAGES, LONGER)
        for mode in MODES
        for size in get_args(TextSize)
        for lowered in (False, True)
        if (PANELS[panel].portrait or not lowered) and (tongue != LONGER or size == 1)
    ]


Pair = tuple[int, object, int, object]


def pairs(stand: Stand) -> frozenset[Pair]:
    """Which two properties meet."""
    return frozenset((i, stand[i], j, stand[j]) for i, j in combinations(range(len(stand)), 2))


@cache
def pairwise() -> list[Stand]:
    """So many that each property meets each of every other: the best for each case, then what is left."""
    every = {stand: pairs(stand) for stand in stands()}
    left = set().union(*every.values())
    chosen = []
    for case in (*CASES, None):
        ours = [stand for stand in every if case in (None, stand.case)]
        while any(case in (None, pair[1]) for pair in left):
            best = max(ours, key=lambda stand: len(every[stand] & left))
            chosen.append(best)
            left -= every[best]
    return chosen


def focus_complaints(screen: Screen) -> list[str]:
    """Where the focus goes from one plate to the next against the way one reads."""
    plates = {plate.item: plate for plate in screen.plates()}
    stops = [
        plates[node.item]
        for node in nodes(screen.window.contentItem())
        if node.element.kind == "control" and node.element.enabled
    ]
    return [
        f"the focus goes from {before.name!r} to {after.name!r}"
        for before, after in successive(stops)
        if not in_reading_order(before, after)
    ]


def in_reading_order(one: Seen, other: Seen) -> bool:
    """The other stands below, beside to the right, or begins the next column."""
    return other.box.top() > one.box.top() - 1 or other.box.left() > one.box.right() - 1


def found_wrong(
    opened: Open, stands: Iterable[Stand], cases: Mapping[str, State] = CASES
) -> dict[Stand, list[str]]:
    """One window for all that stand on the same panel: each display is put on while it stands. Where nobody
    is there to choose one, a window has it from the start."""

    def window(stand: Stand) -> tuple[str, bool, Mode, TextSize, bool]:
        resting = stand.display if cases[stand.case].visit is None else Display()
        return stand.panel, stand.tongue == LONGER, resting.mode, resting.text_size, resting.lowered

    found: dict[Stand, list[str]] = {}
    # To dress a window anew takes longer than to look at it: all in one display stand together.
    ordered = sorted(stands, key=lambda stand: (window(stand), stand[3:], stand.tongue))
    for key, group in groupby(ordered, key=window):
        panel, longer, mode, size, lowered = key
        texts = pseudo if longer else read_texts
        screen = opened(next(iter(cases.values())), panel, Display(mode, size, lowered), texts)
        for stand in group:
            screen.display = stand.display
            language: Language = "en" if stand.tongue == "en" else "id"
            screen.show(spoken(cases[stand.case], language))
            if wrong := complaints(screen, longer=longer) + faint(screen):
                found[stand] = wrong
    return found


def faint(screen: Screen) -> list[str]:
    """Texts that their own ground does not let be read, as they are painted."""
    picture = screen.picture()
    shown = [
        (text.text, contrast_with_ground(text.colour, text.box, picture)) for text in screen.seen_texts()
    ]
    return [f"{text!r} has {ratio:.1f}:1" for text, ratio in shown if ratio < READABLE]


def contrast_with_ground(colour: str, box: QRectF, picture: QImage) -> float:
    inside = box.toAlignedRect().intersected(picture.rect())
    corners = (inside.topLeft(), inside.topRight(), inside.bottomLeft(), inside.bottomRight())
    # A letter may reach into one corner.
    return sorted(contrast(colour, picture.pixelColor(corner).name()) for corner in corners)[1]


def told(found: dict[Stand, list[str]]) -> str:
    return "\n".join(f"{' '.join(map(str, stand))}: {one}" for stand, wrong in found.items() for one in wrong)


@pytest.mark.parametrize("panel", PANELS)
def test_every_screen_can_be_read_and_touched(opened: Open, panel: str) -> None:
    """Each screen meets each panel, language, mode and text size, and each of these each other."""
    found = found_wrong(opened, [stand for stand in pairwise() if stand.panel == panel])
    assert found == {}, told(found)


def test_the_largest_letters_and_lowered_controls_hold_together(opened: Open) -> None:
    """Whoever needs the one often needs the other, and each leaves the other the least room."""
    both = [one for one in stands() if one[1:] == ("1080x1920", "en", "light", 3, True)]
    assert len(both) == len(CASES)
    found = found_wrong(opened, both)
    assert found == {}, told(found)


@pytest.mark.parametrize("panel", ["1280x800@261x163", "1920x1080@345x194", "1024x768@304x228"])
def test_panels_that_are_not_listed_have_room_too(opened: Open, panel: str) -> None:
    """Those that touch computers come with; each screen in one of the text sizes and languages."""
    ways = zip(CASES, cycle(product(get_args(TextSize), LANGUAGES)), strict=False)
    chosen = [Stand(case, panel, tongue, "light", size, False) for case, (size, tongue) in ways]
    found = found_wrong(opened, chosen)
    assert found == {}, told(found)


@pytest.mark.parametrize("panel", PANELS)
def test_that_one_may_refuse_is_said_before_anybody_agrees(opened: Open, panel: str) -> None:
    """Consent that does not say so is none, however large the letters are."""
    screen = opened(CASES["consent"], panel)
    for size, lowered in product(get_args(TextSize), (False, True)):
        screen.display = Display("light", size, lowered)
        screen.show(CASES["consent"])
        assert any("Boleh memilih tidak" in text for text in screen.texts()), (size, lowered)


@pytest.mark.parametrize("panel", PANELS)
def test_how_the_keypad_works_is_said_at_no_service_s_cost(opened: Open, panel: str) -> None:
    screen = opened(CASES["home"], panel)
    for size in get_args(TextSize):
        screen.display = Display(text_size=size)
        screen.show(CASES["home"])
        before = [plate.name for plate in screen.plates()]
        screen.show(CASES["home-keypad"])
        assert [plate.name for plate in screen.plates()] == before, size


@pytest.mark.parametrize("mode", MODES)
def test_what_a_finger_is_on_can_be_read(opened: Open, mode: Mode) -> None:
    """One plate of each make and standing is pressed, and let go beside the panel."""
    screen = opened(CASES["home"], "1080x1920", Display(mode))
    beside = QPointF(-9, -9)
    met, found = set(), []
    for case in CASES.values():
        screen.show(case)
        for plate in screen.plates():
            make = plate.item.metaObject().className().partition("_")[0]
            standing = (make, *(plate.item.property(name) for name in STANDINGS))
            if standing in met:
                continue
            met.add(standing)
            screen.press(plate.box.center())
            if plate.item.property("down"):
                found += faint_on(plate, screen)
            screen.slide(beside)
            screen.release(beside)
            screen.later()
    assert screen.posted == []
    assert {standing[0] for standing in met} >= MAKES
    assert found == []


STANDINGS = ("primary", "selected", "quiet", "available")
MAKES = {"AgencyPlate", "DocumentPlate", "Door", "Helper", "Key", "PickPlate", "PlateButton", "ServicePlate"}


def faint_on(plate: Seen, screen: Screen) -> list[str]:
    picture = screen.picture()
    texts = [text for text in screen.seen_texts() if text.plate is plate.item]
    icons = [icon for icon in screen.icons() if icon.plate is plate.item]
    shown = [(text.text, text.colour, text.box, READABLE) for text in texts]
    shown += [("an icon", icon.ink, icon.box, VISIBLE) for icon in icons]
    return [
        f"{name!r} on {plate.name!r} has {ratio:.1f}:1"
        for name, ink, box, least in shown
        if (ratio := contrast_with_ground(ink, box, picture)) < least
    ]


@pytest.mark.campaign
@pytest.mark.parametrize("panel", PANELS)
def test_every_screen_in_every_way(opened: Open, panel: str, campaign: int) -> None:
    """Those that the pairs leave out: by `--campaign 1000` all of them, else a few."""
    met = set(pairwise())
    others = [stand for stand in stands() if stand.panel == panel and stand not in met]
    found = found_wrong(opened, others[:: max(1, 1000 // campaign)])
    assert found == {}, told(found)


def city_stands(panel: str, cases: Iterable[str]) -> Iterator[Stand]:
    """Colours change no length: those of the shipped catalogue are looked at in the light."""
    for case, tongue, size in product(cases, LANGUAGES, get_args(TextSize)):
        for lowered in (False, True) if PANELS[panel].portrait else (False,):
            yield Stand(case, panel, tongue, "light", size, lowered)


@pytest.mark.parametrize("panel", PANELS)
def test_names_of_the_shipped_catalogue_stay_on_their_tiles(opened: Open, panel: str) -> None:
    """Where a name has the least room: on tiles, in either language."""
    cases = city_cases(city())
    tiles = [case for case in cases if case.startswith("city-agencies")]
    names = {"city-life": LANGUAGES, "city-home-keypad": ("en",), **dict.fromkeys(tiles, ("id",))}
    stands = [one for one in city_stands(panel, names) if one.tongue in names[one.case] and not one.lowered]
    found = found_wrong(opened, stands, cases)
    assert found == {}, told(found)


@pytest.mark.campaign
@pytest.mark.parametrize("panel", PANELS)
def test_every_screen_of_the_shipped_catalogue(opened: Open, panel: str, campaign: int) -> None:
    """Every agency, group, list and longest text; by `--campaign 1000` in every way, else in a few."""
    cases = city_cases(city())
    found = found_wrong(opened, list(city_stands(panel, cases))[:: max(1, 1000 // campaign)], cases)
    assert found == {}, told(found)


def test_pairs_are_all_met() -> None:
    met = set().union(*map(pairs, pairwise()))
    assert met == set().union(*map(pairs, stands()))
    assert len(pairwise()) < len(stands()) / 10


def test_the_rules_find_what_is_wrong(opened: Open) -> None:
    """A text that is too long for its plate, made so by hand."""
    screen = opened(CASES["home"])
    assert complaints(screen) == []
    plate = screen.plate("Ambil nomor antrean")
    plate.item.setProperty("title", "Ambil nomor antrean sekarang juga " * 8)
    plate.item.setWidth(10 * screen.panel.px_per_mm)
    screen.later()
    wrong = " ".join(complaints(screen))
    assert "too small" in wrong and "than its room" in wrong
    words = next(item for item in screen.items() if str(item.property("text")).startswith("Cari layanan"))
    words.setProperty("color", "#C0C0C0")
    assert any("Cari layanan" in one and ":1" in one for one in faint(screen))
