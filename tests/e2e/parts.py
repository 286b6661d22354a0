"""The real processes: server, network printer, kiosk; each started by the command that people type."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import zxingcpp
from PIL import Image

from commands.parts.frame import ROOT
from tests.server.parts import open_store

SITE = ROOT / "tests" / "server" / "contoh"
ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(ROOT),
    "PYTHONUNBUFFERED": "1",
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QUICK_BACKEND": "software",
}
ADDRESS = "https://mpp.example"
"""What the codes on slips hold."""


@contextmanager
def program(
    module: str, options: Sequence[str], log: Path, *, stdin: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[str]]:
    """`python -m MODULE OPTIONS`; what it complains of goes to `log`. Killed at the end, if it lives."""
    with (
        log.open("a", encoding="utf-8") as complaints,
        subprocess.Popen(
            [sys.executable, "-m", module, *options],
            cwd=ROOT,
            env=ENVIRONMENT,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def line_of(process: subprocess.Popen[str], form: str) -> str:
    """The first group of the first line that fits; fails with what was said where the process ends."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if found := re.search(form, line):
            return found[1]
    raise AssertionError(f"the process ended and never said {form}: {said}")


@contextmanager
def network_printer(folder: Path) -> Iterator[tuple[str, Path, Path]]:
    """`anjungan printer mock`: (its address, where slips fall, the file that says how it is)."""
    slips, state = folder / "slips", folder / "printer.json"
    slips.mkdir(exist_ok=True)
    options = ["printer", "mock", "--listen", "127.0.0.1:0", "--out", str(slips), "--state", str(state)]
    with program("commands", options, folder / "printer.log") as process:
        yield line_of(process, r"(tcp://\S+)"), slips, state


def tokens(folder: Path, count: int) -> list[str]:
    """Of so many kiosks, made before the server runs on this state folder, as its admin page would."""
    folder.mkdir(mode=0o700)
    store = open_store(folder)
    made = [store.enrolment_token(kiosk_name=f"anjungan {n}", now=datetime.now(UTC)) for n in range(count)]
    store.close_files()
    return made


@contextmanager
def central_server(
    folder: Path, port: int = 0, *, site: Path = SITE
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`anjungan server`: (its address, its process)."""
    options = ["server", "--profile", str(site), "--state", str(folder / "server"), "--always-open"]
    options += ["--listen", f"127.0.0.1:{port}"]
    with program("commands", options, folder / "server.log") as process:
        yield line_of(process, r"(http://\S+)"), process


@dataclass(frozen=True, slots=True)
class TouchedKiosk:
    """`anjungan kiosk` whose finger obeys; each call waits until it is done."""

    process: subprocess.Popen[str]

    def tap(self, *names: str) -> None:
        for name in names:
            self._ask("tap", name)

    def types(self, text: str) -> None:
        self._ask("types", text)

    def waits(self, *names: str) -> str:
        return str(self._ask("waits", *names))

    def sees(self, name: str) -> bool:
        return self._ask("sees", name) == "True"

    def holds(self, *words: str) -> set[str]:
        """Which of them are somewhere in the window, shown or not."""
        return {words[int(place)] for place in str(self._ask("holds", *words)).split()}

    def crashes(self, word: str) -> tuple[int, str]:
        """By a bug that has the word in it: the program's exit code, and all that it still says."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(["crashes", word]) + "\n")
        self.process.stdin.flush()
        said = self.process.stdout.read()
        return self.process.wait(30), said

    def _ask(self, *words: str) -> object:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["ok"]


def kiosk_words(folder: Path, printer: str, *options: str) -> list[str]:
    words = ["--profile", str(SITE), "--state", str(folder / "kiosk"), "--printer", printer, "--windowed"]
    return [*words, "--panel", "1366x768", "--always-open", "--address", ADDRESS, *options]


@contextmanager
def touched_kiosk(folder: Path, printer: str, *options: str) -> Iterator[TouchedKiosk]:
    words, log = kiosk_words(folder, printer, *options), folder / "kiosk.log"
    with program("tests.e2e.touched_kiosk", words, log, stdin=subprocess.PIPE) as process:
        assert line_of(process, r'"ok": "(open)"') == "open"
        yield TouchedKiosk(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 0, log.read_text(encoding="utf-8")


def code_on(slip: Path) -> str | None:
    """The ticket code in a slip's QR code; None where it bears none."""
    with Image.open(slip) as picture:
        found = zxingcpp.read_barcodes(picture.convert("L"))
    return found[0].text.rpartition("/")[2] if found else None
