"""Main screens as pictures. Qt smooths edges a little differently from one processor to another: so much, and
no more, may differ; no face, no line and no icon may.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from commands.parts.frame import ROOT
from tests.ui.pictures import PICTURES, WIDE, Picture

GOLDENS = Path(__file__).with_name("goldens")
LEVELS, PIXELS = 48, 40
"""A pixel that differs by more levels of 255 counts; so many of them are no edge any more."""
SHADE = 0.25
"""Levels in the mean of a whole picture: edges that are smoothed otherwise change less, another paper or
plate more.
"""
PATCHES = {(64, 1): 10, (1, 64): 10, (16, 16): 4}
"""Levels in the mean of any patch of so many pixels, wide and high, lighter against darker: edges that are
smoothed otherwise are lighter here and darker there (6 and 1 were seen), a hairline that is gone is one
of both all along (23 in the dark).
"""

pytestmark = pytest.mark.xdist_group("pictures")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    command = (sys.executable, "-m", "tests.ui.pictures", folder)
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    return folder


def same(one: Path, other: Path) -> bool:
    """To the eye."""
    with Image.open(one) as a, Image.open(other) as b:
        if a.size != b.size:
            return False
        one_shade, other_shade = a.convert("RGB"), b.convert("RGB")
    bands = ImageChops.difference(one_shade, other_shade).split()
    loudest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    if sum(loudest.histogram()[LEVELS + 1 :]) > PIXELS or ImageStat.Stat(loudest).mean[0] > SHADE:
        return False
    lighter = ImageChops.subtract(one_shade.convert("L"), other_shade.convert("L"), 1, 128)
    return all(strayed(lighter.reduce(patch)) <= most for patch, most in PATCHES.items())


def strayed(lighter: Image.Image) -> float:
    """At most so far from 128, where nothing is lighter or darker."""
    darkest, lightest = lighter.getextrema()
    assert isinstance(darkest, int | float) and isinstance(lightest, int | float)
    return max(128 - darkest, lightest - 128)


@pytest.mark.parametrize("shown", PICTURES, ids=lambda shown: shown.file)
def test_a_screen_is_its_golden(drawn: Path, shown: Picture, update_goldens: bool) -> None:
    name = shown.file
    if update_goldens:
        GOLDENS.mkdir(exist_ok=True)
        shutil.copy(drawn / name, GOLDENS / name)
    with Image.open(drawn / name) as picture:
        assert f"{picture.width}x{picture.height}" == shown.panel
    assert same(drawn / name, GOLDENS / name)


def word(picture: Image.Image) -> Image.Image:
    picture.paste("#FF00FF", (picture.width // 2, 40, picture.width, 120))
    return picture


def paper(picture: Image.Image) -> Image.Image:
    """Darker by a hundredth."""
    return picture.convert("RGB").point(lambda level: level - 3 if level > 200 else level)


def plate(picture: Image.Image) -> Image.Image:
    """One of the keys' size, a shade darker."""
    box = (100, picture.height - 400, 400, picture.height - 200)
    picture.paste(picture.crop(box).convert("RGB").point(lambda level: level * 0.9), box)
    return picture


def hairline(picture: Image.Image) -> Image.Image:
    """That below the last requirement becomes as the row above it."""
    left, right, y = 656, 1864, 575
    picture.paste(picture.crop((left, y - 1, right, y)), (left, y))
    return picture


def icon(picture: Image.Image) -> Image.Image:
    """The clock before `Lama layanan`."""
    box = (1062, 168, 1092, 197)
    picture.paste(picture.getpixel(box[:2]), box)  # type: ignore[arg-type]
    return picture


def faint(picture: Image.Image) -> Image.Image:
    """The same icon, in a shade that is hardly another than it was."""
    box = (1062, 168, 1092, 197)
    picture.paste(picture.crop(box).convert("RGB").point(lambda level: level * 3 // 4), box)
    return picture


DETAIL = Picture("detail", WIDE, "dark")


@pytest.mark.parametrize(
    ("shown", "change"),
    [
        (PICTURES[0], word),
        (PICTURES[0], paper),
        (PICTURES[0], plate),
        (DETAIL, hairline),
        (DETAIL, icon),
        (DETAIL, faint),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_one_thing_that_changes_is_seen(
    drawn: Path, tmp_path: Path, shown: Picture, change: Callable[[Image.Image], Image.Image]
) -> None:
    name = shown.file
    with Image.open(drawn / name) as picture:
        change(picture.convert("RGB")).save(tmp_path / name)
    assert (drawn / name).read_bytes() != (tmp_path / name).read_bytes()
    assert not same(drawn / name, tmp_path / name)


def test_edges_that_are_smoothed_otherwise_are_the_same(drawn: Path, tmp_path: Path) -> None:
    """Each dot of an edge, two levels up."""
    name = PICTURES[0].file
    with Image.open(drawn / name) as picture:
        plain = picture.convert("RGB")
        edges = (
            plain.convert("L").filter(ImageFilter.FIND_EDGES).point(lambda level: 255 if level > 24 else 0)
        )
        plain.paste(plain.point(lambda level: level + 2), mask=edges)
        plain.save(tmp_path / name)
    assert (drawn / name).read_bytes() != (tmp_path / name).read_bytes()
    assert same(drawn / name, tmp_path / name)
