"""Main screens as pictures. Qt smooths edges a little differently from one processor to another: so much, and
no more, may differ.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.ui.pictures import PICTURES, Picture

ROOT = Path(__file__).parents[2]
GOLDENS = Path(__file__).with_name("goldens")
LEVELS, PIXELS = 48, 40
"""A pixel that differs by more levels of 255 counts; so many of them are no edge any more."""

pytestmark = pytest.mark.xdist_group("pictures")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    command = (sys.executable, "-m", "tests.ui.pictures", folder)
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    return folder


def differing(one: Path, other: Path) -> int:
    """Pixels that are plainly not the same; all of them where the sizes differ."""
    with Image.open(one) as a, Image.open(other) as b:
        if a.size != b.size:
            return a.width * a.height
        bands = ImageChops.difference(a.convert("RGB"), b.convert("RGB")).split()
        loudest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
        return sum(loudest.histogram()[LEVELS + 1 :])


@pytest.mark.parametrize("shown", PICTURES, ids=lambda shown: shown.file)
def test_a_screen_is_its_golden(drawn: Path, shown: Picture, update_goldens: bool) -> None:
    name = shown.file
    if update_goldens:
        GOLDENS.mkdir(exist_ok=True)
        shutil.copy(drawn / name, GOLDENS / name)
    with Image.open(drawn / name) as picture:
        assert f"{picture.width}x{picture.height}" == shown.panel
    assert differing(drawn / name, GOLDENS / name) <= PIXELS


def test_one_word_that_changes_is_seen(drawn: Path, tmp_path: Path) -> None:
    name = PICTURES[0].file
    with Image.open(drawn / name) as picture:
        picture.paste("#FF00FF", (picture.width // 2, 40, picture.width, 120))
        picture.save(tmp_path / name)
    assert differing(drawn / name, tmp_path / name) > PIXELS
