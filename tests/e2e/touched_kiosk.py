"""The real `anjungan kiosk` in a process of its own, with a finger that obeys lines.

`python -m tests.e2e.touched_kiosk OPTIONS`.

Each line of its input is a JSON list, a verb and its words: `["tap", "Selesai"]`, `["types", "1671"]`,
`["waits", "Selesai", "Kembali"]`, `["sees", "KTP-el"]`; each answer is a line of JSON, `{"ok": ...}` or
`{"error": "..."}`. `["holds", "1671"]` answers which of these words the window still holds somewhere, by
their places in the list; `["crashes", "1671"]` is a bug with that word in it. The end of the input ends the
program.
"""

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial
from threading import Thread

from commands.kiosk import add_arguments, run
from commands.parts.guide import PATIENCE_SECONDS, Finger, NotThereError
from kiosk.workers import called
from tests.ui.leftovers import held
from ui.bridge import GuiThread
from ui.window import Window


def obey(window: Window, owner: GuiThread, finger: Finger, verb: str, words: list[str]) -> str | None:
    match verb, words:
        case "tap", [name]:
            finger.tap(name)
        case "types", [text]:
            finger.types(text)
        case "waits", names:
            return finger.waits(*names)
        case "sees", [name]:
            return str(finger.sees(name))
        case "holds", _:
            texts = called(owner.deliver, lambda: held(window), PATIENCE_SECONDS)
            there = [str(n) for n, word in enumerate(words) if any(word in text for text in texts)]
            return " ".join(there)
        case "crashes", [word]:
            owner.deliver(partial(_crash, word))
        case _:
            raise ValueError(verb)
    return None


def _crash(word: str) -> None:
    raise RuntimeError(word)


def opened(window: Window, owner: GuiThread, end: Callable[[int], None]) -> None:
    def listen() -> None:
        finger = Finger(window, owner)
        print(json.dumps({"ok": "open"}), flush=True)
        for line in sys.stdin:
            verb, *words = json.loads(line)
            try:
                answer = {"ok": obey(window, owner, finger, verb, words)}
            except NotThereError as error:
                answer = {"error": str(error)}
            print(json.dumps(answer), flush=True)
        owner.deliver(lambda: end(0))

    Thread(target=listen, daemon=True).start()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    sys.exit(run(parser.parse_args(), opened=opened))
