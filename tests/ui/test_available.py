"""What is not to be had now looks so in every colour theme, leads nowhere by an arrow, and says why."""

import pytest
from PySide6.QtGui import QAccessible, QImage

from config.look.colours import Mode
from kiosk.visit.state import Display
from tests.ui.cases import CASES
from tests.ui.conftest import Open, Screen, Seen
from tests.ui.test_keypad import VISITS
from ui.theme import colours, measures

SHOWN = {**CASES, "sound-help-quietest": VISITS["sound-help-quietest"]}
CONTRAST = Display("contrast")
SAY_THEMSELVES = frozenset({"Pilih satu", "Sedang dicetak", "Kertas slip habis"})
"""What they are called is the reason."""


def available(plate: Seen) -> bool:
    return plate.item.property("available") is not False


def arrows(screen: Screen, plate: Seen) -> list[str]:
    """Those that are drawn on it."""
    icons = [item for item in screen.items() if item.metaObject().className().startswith("Icon_QMLTYPE")]
    names = [str(icon.property("name")) for icon in icons if plate.item.isAncestorOf(icon)]
    return [name for name in names if name.startswith(("arrow-", "caret-"))]


def complaints(screen: Screen, plate: Seen) -> list[str]:
    node = QAccessible.queryAccessibleInterface(plate.item)
    why = plate.name in SAY_THEMSELVES or (node is not None and node.text(QAccessible.Text.Description))
    wordless = not any(text.plate is plate.item for text in screen.seen_texts())
    found = [] if why else [f"{plate.name!r} does not say why"]
    return found + ([f"{plate.name!r} has an arrow"] if arrows(screen, plate) and not wordless else [])


def colours_along(picture: QImage, plate: Seen, inside: int) -> set[str]:
    """`inside` pixels below its top, without the corners."""
    y, corner = round(plate.box.top()) + inside, round(plate.box.height() / 4)
    return {
        picture.pixelColor(x, y).name()
        for x in range(round(plate.box.left()) + corner, round(plate.box.right()) - corner)
    }


def plain_plates(screen: Screen) -> list[Seen]:
    """Without those that are filled, or as quiet as what is not available."""
    plates = [plate for plate in screen.plates() if plate.box.width() < screen.panel.width]
    filled = ("selected", "quiet", "primary")
    return [
        one for one in plates if not available(one) or not any(one.item.property(name) for name in filled)
    ]


def test_what_is_not_available_has_no_arrow_says_why_and_has_a_dashed_edge_in_high_contrast(
    opened: Open,
) -> None:
    screen, wrong, met = opened(CASES["attract"], "1280x1024", CONTRAST), [], set()
    line = measures(screen.panel, CONTRAST).hairline
    for name, shown in SHOWN.items():
        screen.show(shown)
        plates = plain_plates(screen)
        barred = [plate for plate in plates if not available(plate)]
        wrong += [f"{name}: {complaint}" for plate in barred for complaint in complaints(screen, plate)]
        met |= {plate.item.metaObject().className().split("_")[0] for plate in barred}
        picture = screen.picture() if barred else QImage()
        for plate in plates if barred else ():
            dashed = len(colours_along(picture, plate, line // 2)) > 1
            if dashed is available(plate):
                wrong.append(f"{name}: the edge of {plate.name!r} is {'' if dashed else 'not '}dashed")
    assert wrong == []
    assert met >= {
        "AgencyPlate",
        "DocumentPlate",
        "Door",
        "PlateButton",
        "PrintPlate",
        "ServicePlate",
        "TurnPlate",
    }


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_elsewhere_it_lies_flat_on_the_paper(opened: Open, mode: Mode) -> None:
    screen = opened(CASES["attract"], "1280x1024", Display(mode))
    paper = colours(CASES["attract"].facts.profile.look.brand, Display(mode))["paper"].lower()
    for name in ("nik", "agencies-closed", "documents", "form-no-page", "home"):
        screen.show(SHOWN[name])
        plates, picture = plain_plates(screen), screen.picture()
        assert not all(available(plate) for plate in plates)
        for plate in plates:
            (face,) = colours_along(picture, plate, 2 * measures(screen.panel, Display(mode)).hairline)
            assert (face == paper) is not available(plate), (name, plate.name)
