"""A city's own band: the motif of an invented profile, and how it is read off what was drawn."""

from pathlib import Path

from PIL import Image

from config.load import load_profile
from config.models import Band, Profile
from tests.config.contoh import write


def city_with_a_band(folder: Path) -> tuple[Profile, Band]:
    """From files alone."""
    profile = load_profile(write(folder))
    assert isinstance(profile, Profile) and profile.band is not None, profile
    return profile, profile.band


def threads(picture: Image.Image, colour: str, cell: int) -> list[str]:
    """What is woven there, as rows: `#` where the middle of a cell of so many pixels has the colour."""
    ink = tuple(bytes.fromhex(colour.removeprefix("#")))
    plain = picture.convert("RGB")
    middles = range(cell // 2, plain.height, cell), range(cell // 2, plain.width, cell)
    return ["".join("#" if plain.getpixel((x, y)) == ink else "." for x in middles[1]) for y in middles[0]]


def repeats(drawn: list[str], rows: tuple[str, ...]) -> bool:
    """Whether the rows stand there side by side, at least twice, wherever they begin."""
    period = len(rows[0])
    starts = (tuple((2 * row)[at : at + period] for row in rows) for at in range(period))
    whole = [row for row in drawn if len(row) >= 2 * period]
    return len(whole) == len(rows) and any(
        all(found == (woven * len(found))[: len(found)] for found, woven in zip(drawn, turned, strict=True))
        for turned in starts
    )
