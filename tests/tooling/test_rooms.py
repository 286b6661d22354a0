"""The import rules refuse what they are there to refuse: each planted import turns them red."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands.parts.frame import ROOT

ROOMS = ("commands", "ui", "server", "kiosk", "printers", "config")
CHECK = "from importlinter.cli import lint_imports_command as check; check()"


def copied(folder: Path) -> Path:
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=lambda _, names: {n for n in names if is_data(n)})
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def is_data(name: str) -> bool:
    return "." in name and not name.endswith(".py")


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CHECK, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_rooms_as_they_are_keep_the_rules(tmp_path: Path) -> None:
    assert linted(copied(tmp_path)).returncode == 0


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("printers", "config"),
        ("printers", "kiosk.wire"),
        ("config", "printers"),
        ("config", "kiosk"),
        ("kiosk", "printers.codec"),
        ("kiosk", "server"),
        ("kiosk", "ui"),
        ("kiosk", "PySide6"),
        ("server", "kiosk.slips"),
        ("server", "kiosk.visit.state"),
        ("server", "printers.document"),
        ("server", "ui"),
        ("ui", "printers.document"),
        ("ui", "server"),
        ("ui", "sqlite3"),
        ("ui", "requests"),
        ("ui", "commands"),
        ("commands", "PySide6"),
        ("server", "tests"),
        ("commands", "benchmarks"),
    ],
)
def test_a_planted_import_is_found(tmp_path: Path, room: str, forbidden: str) -> None:
    (copied(tmp_path) / room / "planted.py").write_text(f"import {forbidden}\n", encoding="utf-8")
    result = linted(tmp_path)
    assert result.returncode == 1
    assert f"{room}.planted -> {forbidden}" in result.stdout
