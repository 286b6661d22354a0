"""The real `anjungan kiosk` with a finger that takes number after number, until it is killed.

`python -m tests.e2e.busy_kiosk OPTIONS`; what a restart asks is answered as a citizen with the slip in hand
would: it came out.
"""

import argparse
import sys
from collections.abc import Callable

from commands.kiosk import add_arguments, run
from ui.bridge import GuiThread
from ui.hand import Hand
from ui.window import Window

BEAT_SECONDS = 0.02
WAY = (
    "Sudah",
    "Tidak",
    "Selesai",
    "Ambil nomor di layar",
    "Ambil nomor antrean",
    "Ambil nomor",
    "Paspor",
    "Imigrasi",
    "Sentuh layar",
)
"""What leads on, the most urgent first."""


def opened(window: Window, owner: GuiThread, end: Callable[[int], None]) -> None:
    hand = Hand(window)

    def beat() -> None:
        any(hand.tap(name) for name in WAY)
        owner.start_timer("beat", BEAT_SECONDS, beat)

    beat()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    sys.exit(run(parser.parse_args(), opened=opened))
