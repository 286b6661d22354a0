"""Main screens as pictures, pixel for pixel."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from config.look.colours import Mode
from tests.ui.pictures import PICTURES, file_name

ROOT = Path(__file__).parents[2]
GOLDENS = Path(__file__).with_name("goldens")
pytestmark = pytest.mark.xdist_group("pictures")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    command = (sys.executable, "-m", "tests.ui.pictures", folder)
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    return folder


@pytest.mark.parametrize(("case", "panel", "mode"), PICTURES)
def test_a_screen_is_its_golden(drawn: Path, case: str, panel: str, mode: Mode, update_goldens: bool) -> None:
    name = file_name(case, panel, mode)
    if update_goldens:
        GOLDENS.mkdir(exist_ok=True)
        shutil.copy(drawn / name, GOLDENS / name)
    picture = QImage(str(drawn / name))
    assert f"{picture.width()}x{picture.height()}" == panel
    assert picture == QImage(str(GOLDENS / name))
