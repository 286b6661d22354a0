"""A city's own band, thread by thread, where the screen has it."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from commands.parts.gallery import gallery, working_day
from config.look.colours import roles
from kiosk.visit.state import Display
from tests.ui.conftest import Open
from tests.ui.parts import NOW
from tests.woven import city_with_a_band, repeats, threads
from ui.camera import png


def cut(picture: QImage, box: QRect) -> Image.Image:
    return Image.open(BytesIO(png(picture.copy(box))))


@pytest.mark.parametrize("panel", ["1080x1920", "1366x768"])
@pytest.mark.parametrize(("case", "part"), [("attract", "kepala"), ("agencies", "tepi")])
def test_the_hem_and_the_mark_are_the_city_s(
    opened: Open, tmp_path: Path, panel: str, case: str, part: str
) -> None:
    profile, band = city_with_a_band(tmp_path)
    screen = opened(gallery(working_day(profile, NOW))[case], panel)
    picture, gold = screen.picture(), roles(profile.look.brand, "light")["thread"]
    hem = cut(picture, screen.hem().toRect())
    upright = hem if screen.panel.portrait else hem.rotate(-90, expand=True)
    rows = band.kepala if part == "kepala" else band.tepi
    assert repeats(threads(upright, gold, upright.height // len(rows)), rows)
    mark = next(item for item in screen.items() if "/tanda/" in str(item.property("source")))
    box = mark.mapRectToScene(mark.boundingRect()).toRect()
    assert threads(cut(picture, box), gold, box.height() // len(band.tanda)) == list(band.tanda)


def test_in_high_contrast_a_rule_ends_the_cloth(opened: Open, tmp_path: Path) -> None:
    profile, _ = city_with_a_band(tmp_path)
    screen = opened(gallery(working_day(profile, NOW))["agencies"], "1080x1920", Display("contrast"))
    assert screen.hem().isEmpty()
