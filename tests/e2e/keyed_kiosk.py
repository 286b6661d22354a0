"""The real `anjungan kiosk` in a process of its own, with a keypad that obeys lines and a listener.

`python -m tests.e2e.keyed_kiosk FOLDER OPTIONS`: sound goes to WAV files in FOLDER, through espeak-ng.

Each line of its input is a verb; each line of its output is JSON: `{"said": TEXT}` for each thing said,
`{"cut": true}` where the voice falls silent, `{"pressed": VERB}` when the key has done what it does at once.
"""

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commands.kiosk import add_arguments, run
from kiosk.visit.state import VoiceFault
from ui.bridge import GuiThread
from ui.speech import Espeak, Utterance, files
from ui.window import Window

KEYS = {
    "next": Qt.Key.Key_Right,
    "previous": Qt.Key.Key_Left,
    "select": Qt.Key.Key_Return,
    "help": Qt.Key.Key_Up,
    "back": Qt.Key.Key_Down,
}


def tell(**fact: object) -> None:
    print(json.dumps(fact), flush=True)


class Overheard:
    """espeak-ng, and every word that it gets to say."""

    def __init__(self, folder: Path) -> None:
        self._espeak = Espeak(files(folder))

    def say(self, utterance: Utterance) -> None:
        tell(said=utterance.text)
        self._espeak.say(utterance)

    def hush(self) -> None:
        tell(cut=True)
        self._espeak.hush()

    def watch(self, told: Callable[[VoiceFault | None], None]) -> None:
        self._espeak.watch(told)

    def close(self, seconds: float) -> bool:
        return self._espeak.close(seconds)


def opened(window: Window, owner: GuiThread, end: Callable[[int], None]) -> None:
    def press(verb: str) -> None:
        QTest.keyClick(window, KEYS[verb])
        tell(pressed=verb)

    def listen() -> None:
        tell(open=True)
        for line in sys.stdin:
            owner.deliver(partial(press, line.strip()))
        owner.deliver(lambda: end(0))

    Thread(target=listen, daemon=True).start()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    add_arguments(parser)
    arguments = parser.parse_args()
    sys.exit(run(arguments, opened=opened, voice=Overheard(arguments.folder)))
