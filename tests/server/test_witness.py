"""The witness on the disk: whichever write the power cuts short, one of the last two is there."""

from pathlib import Path

import pytest

from server.trust import Witness
from server.witness import PLACE_BYTES, WitnessFile


def said(serial: int, mark: str = "") -> Witness:
    return Witness("contoh", mark or f"mark-{serial}", serial)


@pytest.mark.parametrize("torn", range(0, 110, 7))
def test_a_torn_write_leaves_the_one_before(tmp_path: Path, torn: int) -> None:
    path = tmp_path / "witness"
    file = WitnessFile(path)
    for serial in range(1, 6):
        assert file.write(said(serial))
        assert WitnessFile(path).read() == said(serial)
        if serial == 4:
            before = path.read_bytes()
    after, place = path.read_bytes(), 5 % 2 * PLACE_BYTES
    path.write_bytes(before[:place] + after[place : place + torn] + before[place + torn :])
    assert WitnessFile(path).read() == said(4), "the fifth is not whole"


def test_what_does_not_follow_leaves_nothing_of_before(tmp_path: Path) -> None:
    path = tmp_path / "witness"
    file = WitnessFile(path)
    assert all(file.write(said(serial)) for serial in (8, 9, 10))
    for again in (file, WitnessFile(path)):
        assert again.write(said(3, "another"))
        assert WitnessFile(path).read() == said(3, "another")
    assert file.remove() and WitnessFile(path).read() is None
    assert file.write(said(4)) and WitnessFile(path).read() == said(4)


def test_storage_that_went_away_is_told_and_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    file = WitnessFile(folder / "witness")
    assert file.write(said(1))
    folder.rename(tmp_path / "pulled")
    assert not file.write(said(2))
    (tmp_path / "pulled").rename(folder)
    assert file.write(said(2)) and WitnessFile(folder / "witness").read() == said(2)
