"""No code, comment or page outside config/profiles names a city: another city is another folder."""

import re
from pathlib import Path

import pytest

from commands.parts.frame import ROOT

ROOMS = ("commands", "ui", "server", "kiosk", "printers", "config", "tests")
PROFILES = ROOT / "config" / "profiles"
KINDS = {".py", ".qml", ".ts", ".html", ".css", ".js", ".toml", ".yaml", ".sql"}


def cities() -> set[str]:
    """The folders' names, which are their cities'."""
    return {folder.name for folder in PROFILES.iterdir() if folder.is_dir() and not folder.is_symlink()}


def naming(folder: Path, words: set[str]) -> list[str]:
    named = re.compile(rf"\b({'|'.join(words)})\b", re.IGNORECASE)
    return [
        f"{file.relative_to(folder)}: {found[0]}"
        for room in ROOMS
        for file in sorted((folder / room).rglob("*"))
        if file.suffix in KINDS and "profiles" not in file.relative_to(folder).parts
        if (found := named.search(file.read_text(encoding="utf-8")))
    ]


def test_no_city_is_named() -> None:
    assert cities()
    assert naming(ROOT, cities()) == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_city_that_is_named_is_found(tmp_path: Path, room: str) -> None:
    city = next(iter(cities()))
    file = tmp_path / room / "planted.py"
    file.parent.mkdir()
    file.write_text(f"# as in {city.title()}\n", encoding="utf-8")
    assert naming(tmp_path, cities()) == [f"{room}/planted.py: {city.title()}"]


def test_the_default_profile_is_one_of_the_cities() -> None:
    assert (PROFILES / "default").resolve().name in cities()
