"""`anjungan screens`: every screen of the kiosk as pictures, in every way that a citizen may see it."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from multiprocessing import get_context
from pathlib import Path
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
    """What a process of its own draws: all screens in one way."""

    profile: Profile
    now: datetime
    variant: Variant
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
        _draw_all([Drawing(profile, now, variant, out) for variant in variants], len(screens))
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


def _draw_all(drawings: Sequence[Drawing], screens: int) -> None:
    """On all processors, with a bar that says how far it is. Raises OSError where nothing can be written."""
    # Each in a new process: Qt survives no fork, and letters look the same only after the same history.
    processes = min(len(drawings), os.cpu_count() or 1)
    # Ctrl-C reaches each of them: it waits until a new one has said that it simply ends.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_end_at_ctrl_c, max_tasks_per_child=1
    ) as pool:
        started = [pool.submit(_draw, drawing) for drawing in drawings]
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            _show(0, len(drawings), screens)
            for done, finished in enumerate(as_completed(started), 1):
                finished.result()
                _show(done, len(drawings), screens)
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            raise


def _end_at_ctrl_c() -> None:
    """At once, without a word: a window that is taken down half way would have many."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _show(done: int, whole: int, screens: int) -> None:
    """Over itself on a terminal; elsewhere the end alone."""
    filled = BAR * done // whole
    line = f"[{'#' * filled}{'.' * (BAR - filled)}] {done * screens} of {whole * screens} pictures"
    if sys.stderr.isatty():
        print(f"\r{line}", end="" if done < whole else "\n", file=sys.stderr, flush=True)
    elif done == whole:
        print(line, file=sys.stderr)


def _draw(drawing: Drawing) -> None:
    from commands.parts.gallery import displayed, gallery, spoken, working_day
    from kiosk.search import Index
    from ui.camera import photograph
    from ui.theme import PANELS
    from ui.window import application

    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    app = application(["anjungan"])
    variant = drawing.variant
    states = gallery(working_day(drawing.profile, drawing.now))
    photograph(
        [
            (displayed(spoken(state, variant.language), variant.display), drawing.out / variant.file(name))
            for name, state in states.items()
        ],
        panel=PANELS[variant.panel],
        find=Index(drawing.profile).find,
        resting=variant.display,
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
