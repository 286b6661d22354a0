"""first-frame: from the start of the process to the first picture on its screen.

Ours: `anjungan kiosk`, enrolled, its server away, until Qt says that it has rendered a frame: the whole
attract screen of the profile that ships. Peer: an empty QML window by PySide6, until the same word of Qt.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.figures import Counts, Figure, in_turn, percentile
from benchmarks.kiosk import NOWHERE, PROFILE
from commands.parts.frame import ROOT
from kiosk.client import private_key
from kiosk.folder import KEY, open_state
from kiosk.ledger import Ledger
from kiosk.wire import Marks

FRAME = "Frame rendered"
"""Of Qt's own log, category qt.scenegraph.time.renderloop."""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def options(folder: Path) -> list[str | Path]:
    """Of a kiosk that is enrolled, in an empty folder."""
    state = folder / "state"
    ledger = open_state(state)
    assert isinstance(ledger, Ledger), ledger
    ledger.enrol(NOWHERE, date(2026, 3, 11), Marks())
    ledger.close()
    private_key(state / KEY)
    words: list[str | Path] = ["--profile", PROFILE, "--state", state]
    return [*words, "--printer", f"virtual:{folder}", "--windowed", "--panel", "1080x1920"]


def start(module: str, options: Sequence[str | Path] = ()) -> float:
    """Milliseconds until its first frame."""
    said = []
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-P", "-m", module, *options],
        env=environment() | {"QT_LOGGING_RULES": "qt.scenegraph.time.renderloop=true"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if FRAME in line:
                taken = (time.perf_counter() - began) * 1000
                process.kill()
                return taken
            said.append(line)
    raise RuntimeError(f"{module} ended without a frame: {''.join(said)}")


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    kiosk = ["kiosk", *options(folder)]
    ours, peer = in_turn(
        counts.rounds * 2,
        lambda: [start("commands", kiosk)],
        lambda: [start("benchmarks.empty_window")],
    )
    yield Figure(
        "first-frame", percentile(ours, 0.5), percentile(peer, 0.5), "ms", "an empty QML window by PySide6"
    )
