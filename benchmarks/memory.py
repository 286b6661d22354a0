"""memory, memory-vs-chromium: what a kiosk at its home page holds in memory.

Ours: the whole `anjungan kiosk` (window, engine, ledger, threads) at the home page of the profile that ships,
all that is resident in its one process. Peers: an empty QML window by PySide6, its process likewise; and
headless Chromium with the same home page as HTML. Chromium's processes share memory: each piece of it counts
once (Pss), which is in its favour.
"""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from string import Template

import requests

from benchmarks.figures import Counts, Figure, MissingError, in_turn, percentile
from benchmarks.first_frame import environment, options
from benchmarks.kiosk import PATIENCE_SECONDS, site
from commands.parts.frame import ROOT
from config.look.icons import icon

FONTS = ROOT / "server" / "static" / "fonts"
WEIGHTS = (500, 600, 700, 800)
HOME = Path(__file__).with_name("home.html")
READY = "ready"


def kilobytes(process: int, kind: str) -> int:
    """`Rss` or `Pss` of one process; 0 where it has just ended."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    found = re.search(rf"^{kind}:\s+(\d+) kB$", rollup, re.MULTILINE)
    return int(found[1]) if found else 0


def family(process: int) -> list[int]:
    """The process and all that it has started."""
    children = Path(f"/proc/{process}/task").glob("*/children")
    below = [int(child) for file in children for child in file.read_text(encoding="utf-8").split()]
    return [process, *(one for child in below for one in family(child))]


@contextmanager
def started(command: Sequence[str | Path], ready: Callable[[subprocess.Popen[str]], None]) -> Iterator[int]:
    """The process, once it is ready."""
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            ready(process)
            yield process.pid
        finally:
            process.terminate()


def says(words: str) -> Callable[[subprocess.Popen[str]], None]:
    def ready(process: subprocess.Popen[str]) -> None:
        line_with(process, words)

    return ready


def line_with(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if words in line:
            return line
    raise RuntimeError("".join(said))


def window(module: str, words: str, arguments: Sequence[str | Path] = ()) -> float:
    """Megabytes of a process of ours, after it has said these words."""
    with started([sys.executable, "-P", "-m", module, *arguments], says(words)) as process:
        return kilobytes(process, "Rss") / 1000


def browser(page: Path, folder: Path) -> float:
    """Megabytes of all of Chromium's processes, once the page stands there with its fonts."""

    def ready(process: subprocess.Popen[str]) -> None:
        port = re.search(r":(\d+)/", line_with(process, "DevTools listening"))
        assert port is not None
        deadline = time.monotonic() + PATIENCE_SECONDS
        while READY not in [tab["title"] for tab in requests.get(f"http://127.0.0.1:{port[1]}/json").json()]:
            if time.monotonic() > deadline:
                raise TimeoutError("Chromium never showed the page")
            time.sleep(0.05)

    command = ["chromium", "--headless=new", "--no-sandbox", "--no-first-run", "--window-size=1080,1920"]
    command += ["--remote-debugging-port=0", f"--user-data-dir={folder}", page.as_uri()]
    with started(command, ready) as process:
        return sum(kilobytes(one, "Pss") for one in family(process)) / 1000


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    arguments = [*options(folder), "--always-open"]

    def ours() -> list[float]:
        return [window("benchmarks.home_window", "home", arguments)]

    kiosk, empty = in_turn(counts.rounds, ours, lambda: [window("benchmarks.empty_window", READY)])
    yield Figure(
        "memory", percentile(kiosk, 0.5), percentile(empty, 0.5), "MB", "an empty QML window by PySide6"
    )
    if shutil.which("chromium") is None:
        raise MissingError("chromium")
    page = folder / "home.html"
    page.write_text(home(), encoding="utf-8")
    kiosk, chromium = in_turn(counts.rounds, ours, lambda: [browser(page, folder / "chromium")])
    yield Figure(
        "memory-vs-chromium",
        percentile(kiosk, 0.5),
        percentile(chromium, 0.5),
        "MB",
        "headless Chromium with the same home page",
    )


def home() -> str:
    """`home.html` with the words of the profile that ships."""
    profile = site()
    popular = (
        f"<button><b>{escape(one.name.id)}</b> <small>{escape(one.agency.short)}</small></button>"
        for one in profile.popular[:6]
    )
    faces = (
        f"@font-face {{ font-family: J; font-weight: {weight}; src: url({file.as_uri()}) }}"
        for weight, file in ((one, FONTS / f"plus-jakarta-sans-latin-{one}-normal.woff2") for one in WEIGHTS)
    )
    return Template(HOME.read_text(encoding="utf-8")).substitute(
        faces="".join(faces),
        brand=profile.look.brand,
        top=escape(profile.name.top),
        main=escape(profile.name.main),
        popular="".join(popular),
        glass=icon("magnifying-glass-bold"),
        ticket=icon("ticket"),
        card=icon("identification-card"),
        display=icon("text-aa-bold"),
        language=icon("translate-bold"),
    )
