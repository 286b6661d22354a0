"""Histories that would break the numbers, were one rule of them missing; over the real code."""

from pathlib import Path

import pytest

from tests.sync.world import World

_LINES = Path(__file__).with_name("histories.txt").read_text(encoding="utf-8").splitlines()
HISTORIES = dict(line.rsplit(": ", 1) for line in _LINES if line and not line.startswith("#"))


@pytest.mark.parametrize("script", HISTORIES.values(), ids=HISTORIES.keys())
def test_holds(tmp_path: Path, script: str) -> None:
    world = World(tmp_path)
    try:
        world.play(script)
    finally:
        world.close()
