"""Main screens as pictures, pixel for pixel."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from config.look.colours import Mode
from tests.ui.cases import CASES
from tests.ui.conftest import Open
from ui.theme import Appearance

GOLDENS = Path(__file__).with_name("goldens")
PICTURES: tuple[tuple[str, str, Mode], ...] = (
    ("attract", "1080x1920", "light"),
    ("home", "1080x1920", "light"),
    ("services-longest", "1080x1920", "light"),
    ("agencies", "1920x1080", "light"),
    ("detail-closed", "1280x1024", "light"),
    ("search", "1366x768", "light"),
    ("done", "1080x1920", "light"),
    ("priority", "1920x1080", "light"),
    ("nik", "1280x1024", "light"),
    ("home", "1366x768", "dark"),
    ("print-pin", "1366x768", "dark"),
    ("documents", "1080x1920", "contrast"),
    ("idle", "1366x768", "contrast"),
)


@pytest.mark.parametrize(("case", "panel", "mode"), PICTURES)
def test_a_screen_is_its_golden(
    opened: Open, case: str, panel: str, mode: Mode, update_goldens: bool
) -> None:
    picture = opened(CASES[case], panel, Appearance(mode)).picture()
    golden = GOLDENS / f"{case}-{panel}-{mode}.png"
    if update_goldens:
        golden.parent.mkdir(exist_ok=True)
        assert picture.save(str(golden), quality=0)
    assert f"{picture.width()}x{picture.height()}" == panel
    expected = QImage(str(golden))
    assert picture.convertToFormat(expected.format()) == expected
