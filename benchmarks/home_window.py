"""`python -m benchmarks.home_window OPTIONS`: the real `anjungan kiosk`, opened by a finger, says `home`."""

import argparse
import sys
from collections.abc import Callable

from commands.kiosk import add_arguments, run
from ui.bridge import GuiThread
from ui.hand import Hand
from ui.window import Window

LOOK_SECONDS = 0.05


def opened(window: Window, owner: GuiThread, _: Callable[[int], None]) -> None:
    hand = Hand(window)

    def look() -> None:
        if hand.sees("Cari layanan"):
            print("home", flush=True)
            return
        hand.tap("Sentuh layar")
        owner.start_timer("hand", LOOK_SECONDS, look)

    window.on_first_frame(look)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    sys.exit(run(parser.parse_args(), opened=opened))
