"""Every screen on every panel in both languages: nothing cut, nothing too small, no target on the cloth."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF

from commands.gallery import spoken
from kiosk.visit.state import Language
from tests.ui.cases import CASES
from tests.ui.conftest import Open, Screen, Seen, SeenText
from ui.texts import LANGUAGES
from ui.theme import PANELS

TARGET_MM, TILE_MM, GAP_MM = 15, 20, 3


def complaints(screen: Screen) -> list[str]:
    plates, texts = screen.plates(), screen.seen_texts()
    found = [complaint for text in texts if (complaint := text_complaint(text, screen))]
    found += [f"{a.text!r} lies on {b.text!r}" for a, b in combinations(texts, 2) if overlap(a.box, b.box)]
    found += [
        f"{text.text!r} lies on an icon"
        for text in texts
        for icon in screen.icons()
        if overlap(text.box, icon)
    ]
    if not any(plate.box.width() >= screen.panel.width for plate in plates):
        found += plate_complaints(plates, screen)
    names = [plate.name for plate in plates]
    found += [f"two plates are named {name!r}" for name in sorted(set(names)) if names.count(name) > 1]
    found += ["a plate without a name"] if "" in names else []
    found += [] if screen.headings() else ["no heading"]
    return found


def text_complaint(text: SeenText, screen: Screen) -> str:
    if text.truncated:
        return f"{text.text!r} is truncated"
    box, room = text.box, text.room
    if box.left() < room.left() or box.right() > room.right() + 1:
        return f"{text.text!r} is wider than its room: {box.width():.0f} of {room.width():.0f}"
    if box.top() < room.top() or box.bottom() > room.bottom():
        return f"{text.text!r} is higher than its room"
    if text.on_cloth and overlap(box, screen.hem()):
        return f"{text.text!r} lies on the hem"
    if text.on_cloth and not screen.cloth().contains(box):
        return f"{text.text!r} leaves the cloth"
    if not text.on_cloth and overlap(box, screen.cloth()):
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
        tile = plate.item.metaObject().className().startswith("AgencyPlate")
        least = (TILE_MM if tile else TARGET_MM) * scale
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


def gap(one: QRectF, other: QRectF) -> float:
    """Pixels between them, in the direction that parts them; negative where they overlap."""
    across = max(one.left() - other.right(), other.left() - one.right())
    down = max(one.top() - other.bottom(), other.top() - one.bottom())
    return max(across, down)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("panel", PANELS)
def test_every_screen_can_be_read_and_touched(opened: Open, panel: str, language: Language) -> None:
    screen = opened(CASES["attract"], panel)
    found: dict[str, list[str]] = {}
    for name, state in CASES.items():
        screen.show(spoken(state, language))
        if wrong := complaints(screen):
            found[name] = wrong
    assert found == {}, "\n".join(f"{name}: {one}" for name, wrong in found.items() for one in wrong)


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
