"""`anjungan screens`: every screen of the kiosk as pictures, in every way that a citizen may see it."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, product
from multiprocessing import get_context
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, get_args

from commands.parts.frame import USAGE_ERROR, add_profile
from config.load import load_profile
from config.look.colours import MODES
from config.models import Language, Profile
from config.parse import ProfileProblems
from kiosk.visit.state import Display, TextSize

if TYPE_CHECKING:
    from PIL.Image import Image

SUMMARY = "draw every screen of the kiosk, with a site's own services"
DESCRIPTION = """\
Draws each screen in its telling states as a PNG into --out: in each colour theme and text size, on a totem
and on a wide panel, in each language. A picture is called SCREEN-PANEL-THEME-SIZE-LANGUAGE.png, for example
home-1080x1920-dark-3-id.png. --sheet adds sheet.png, which shows them all, a row a screen. Agencies,
services, hours and colours are the profile's; numbers, who waits and what is ready are invented. It needs no
display.

Ends with 0 when all are drawn, 1 when the profile has a mistake or --out cannot be written, 130 after Ctrl-C;
wrong usage ends with 64.
"""
USUAL_PANELS = ("1080x1920", "1920x1080")
SHEET = "sheet.png"
INTERRUPTED = 130
"""As shells have it: 128 and the signal's number."""
THUMBNAIL, CAPTION, GAP = 144, 22, 8
"""Height of a picture on the sheet, of the line below it, and what stands between; in pixels."""
BAR = 40
TICK = 0.2
"""Seconds between two looks at how far it is."""


@dataclass(frozen=True, slots=True)
class Variant:
    """How somebody sees a screen."""

    panel: str
    display: Display
    language: Language

    def file(self, screen: str) -> str:
        display = self.display
        lowered = "-lowered" if display.lowered else ""
        way = f"{self.panel}-{display.mode}-{display.text_size}{lowered}-{self.language}"
        return f"{screen.replace('-', '_')}-{way}.png"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a process of its own draws: all screens on one panel in one theme."""

    profile: Profile
    now: datetime
    variants: tuple[Variant, ...]
    out: Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the pictures go")
    parser.add_argument("--sheet", action="store_true", help=f"add {SHEET}, all pictures on one")
    parser.add_argument(
        "--panel",
        action="append",
        metavar="WxH",
        help="1080x1920, 1920x1080, 1280x1024 or 1366x768; may be said again (default: the first two)",
    )
    parser.add_argument("--theme", action="append", choices=MODES, help="may be said again (default: all)")
    parser.add_argument(
        "--size", action="append", type=int, choices=get_args(TextSize), help="of the text (default: all)"
    )
    parser.add_argument(
        "--language", action="append", choices=get_args(Language), help="may be said again (default: all)"
    )
    parser.add_argument("--lowered", action="store_true", help="with the controls within lower reach")
    add_profile(parser)


def run(arguments: argparse.Namespace) -> int:
    from commands.parts.gallery import gallery, working_day
    from ui.theme import PANELS

    panels: Sequence[str] = arguments.panel or USUAL_PANELS
    for panel in panels:
        if panel not in PANELS:
            print(f"{panel!r} is no panel: {', '.join(PANELS)}", file=sys.stderr)
            return USAGE_ERROR
    profile = load_profile(arguments.profile)
    if isinstance(profile, ProfileProblems):
        print(profile, file=sys.stderr)
        return 1
    now, out = datetime.now(UTC), arguments.out
    screens = tuple(gallery(working_day(profile, now)))
    variants = _variants(panels, arguments)
    try:
        out.mkdir(parents=True, exist_ok=True)
        alike = groupby(variants, lambda one: (one.panel, one.display.mode))
        drawings = [Drawing(profile, now, tuple(group), out) for _, group in alike]
        _draw_all(drawings, len(screens) * len(variants), out)
        if arguments.sheet:
            _sheet(out, screens, variants).save(out / SHEET)
    except OSError as error:
        print(f"cannot write to {out}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\nstopped; what is drawn lies in {out}", file=sys.stderr)
        return INTERRUPTED
    print(f"{len(screens)} screens, {len(screens) * len(variants)} pictures in {out}")
    return 0


def _variants(panels: Sequence[str], arguments: argparse.Namespace) -> tuple[Variant, ...]:
    ways = product(
        panels,
        arguments.theme or MODES,
        arguments.size or get_args(TextSize),
        arguments.language or get_args(Language),
    )
    return tuple(
        Variant(panel, Display(mode, size, arguments.lowered), language)
        for panel, mode, size, language in ways
    )


# --- drawing ----------------------------------------------------------------------------------------


def _draw_all(drawings: Sequence[Drawing], pictures: int, out: Path) -> None:
    """On all processors; a terminal shows how far it is. Raises OSError where `out` cannot be written."""
    # Each in a new process: Qt survives no fork, and letters look the same only after the same history.
    processes = min(len(drawings), os.cpu_count() or 1)
    # Ctrl-C reaches each of them: it waits until a new one has said that it simply ends.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    with (
        NamedTemporaryFile(prefix=".", dir=out) as tally,
        ProcessPoolExecutor(
            processes, get_context("spawn"), initializer=_end_at_ctrl_c, max_tasks_per_child=1
        ) as pool,
    ):
        drawn = Path(tally.name)
        left = {pool.submit(_draw, drawing, drawn) for drawing in drawings}
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            while left:
                if sys.stderr.isatty():
                    print(f"\r{_bar(drawn.stat().st_size, pictures)}", end="", file=sys.stderr, flush=True)
                finished, left = wait(left, TICK, FIRST_COMPLETED)
                for one in finished:
                    one.result()
            over = "\r" if sys.stderr.isatty() else ""
            print(f"{over}{_bar(pictures, pictures)}", file=sys.stderr)
        finally:  # else whoever stops early would wait for all that are still to begin
            pool.shutdown(cancel_futures=True)


def _end_at_ctrl_c() -> None:
    """At once, without a word: a window that is taken down half way would have many."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _bar(done: int, whole: int) -> str:
    filled = BAR * done // whole
    return f"[{'#' * filled}{'.' * (BAR - filled)}] {done} of {whole} pictures"


def _draw(drawing: Drawing, tally: Path) -> None:
    """`tally` grows by a byte a picture."""
    from commands.parts.gallery import displayed, gallery, spoken, working_day
    from kiosk.search import Index
    from ui.camera import photograph
    from ui.theme import PANELS
    from ui.window import application

    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    app = application(["anjungan"])
    states = gallery(working_day(drawing.profile, drawing.now))
    find = Index(drawing.profile).find
    with tally.open("ab", buffering=0) as drawn:
        for (panel, display), variants in groupby(drawing.variants, lambda one: (one.panel, one.display)):
            photograph(
                [
                    (displayed(spoken(state, one.language), display), drawing.out / one.file(name))
                    for one in variants
                    for name, state in states.items()
                ],
                panel=PANELS[panel],
                find=find,
                resting=display,
                told=lambda: drawn.write(b"."),
            )
    app.quit()


# --- the sheet --------------------------------------------------------------------------------------


def _sheet(out: Path, screens: Sequence[str], variants: Sequence[Variant]) -> "Image":
    """A row a screen, a column a variant, each with its name."""
    from PIL import Image, ImageDraw

    from ui.theme import PANELS

    widths = [round(THUMBNAIL * PANELS[one.panel].width / PANELS[one.panel].height) for one in variants]
    row = THUMBNAIL + CAPTION + GAP
    sheet = Image.new("RGB", (sum(widths) + GAP * (len(widths) + 1), row * len(screens) + GAP), "#DDDDDD")
    pen = ImageDraw.Draw(sheet)
    for down, screen in enumerate(screens):
        x, y = GAP, GAP + down * row
        pen.text((x, y), screen.replace("-", "_"), fill="#000000")
        for variant, width in zip(variants, widths, strict=True):
            with Image.open(out / variant.file(screen)) as picture:
                # Smaller in two steps: whole pixels first, which is quick.
                small = picture.convert("RGB").reduce(4).resize((width, THUMBNAIL))
            sheet.paste(small, (x, y + CAPTION - GAP))
            x += width + GAP
    return sheet
