"""`anjungan screens`: every screen of the kiosk as a picture."""

import argparse
import html
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from config.load import load_profile
from config.models import Language
from config.parse import ProfileProblems
from kiosk.search import Index
from kiosk.visit.state import State

SUMMARY = "draw every screen of the kiosk, with a site's own services"
DESCRIPTION = """\
Draws each screen in its telling states as a PNG into --out, named for what it shows, and index.html, a page
with all of them. Agencies, services, hours and colours are the profile's; numbers, who waits and what is
ready are invented. It needs no screen.

Ends with 0 when all are drawn, 1 when the profile has a mistake or --out cannot be written; wrong usage ends
with 64.
"""
USAGE_ERROR = 64
PROFILE = Path(__file__).parents[1] / "config" / "profiles" / "default"
THUMBNAIL = {True: 216, False: 384}
"""Width on the page, in CSS pixels, upright or not."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the pictures go")
    parser.add_argument(
        "--panel",
        action="append",
        metavar="WxH",
        help="1080x1920, 1920x1080, 1280x1024 or 1366x768; may be said again (default: 1080x1920)",
    )
    parser.add_argument(
        "--language", choices=(*get_args(Language), "both"), default="id", help="(default: %(default)s)"
    )
    parser.add_argument(
        "--profile",
        type=Path,
        default=PROFILE,
        metavar="DIR",
        help="the site's profile folder (default: config/profiles/default)",
    )


def run(arguments: argparse.Namespace) -> int:
    from ui.theme import PANELS

    panels: list[str] = arguments.panel or ["1080x1920"]
    for panel in panels:
        if panel not in PANELS:
            print(f"{panel!r} is no panel: {', '.join(PANELS)}", file=sys.stderr)
            return USAGE_ERROR
    profile = load_profile(arguments.profile)
    if isinstance(profile, ProfileProblems):
        print(profile, file=sys.stderr)
        return 1
    from commands.gallery import gallery, working_day
    from ui.camera import photograph
    from ui.window import application

    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    app = application(["anjungan"])
    languages = get_args(Language) if arguments.language == "both" else (arguments.language,)
    states = gallery(working_day(profile, datetime.now(UTC)))
    shots = list(_shots(states, panels, languages))
    out: Path = arguments.out
    try:
        out.mkdir(parents=True, exist_ok=True)
        for panel in panels:
            photograph(
                [(state, out / file) for state, on, file in shots if on == panel],
                panel=PANELS[panel],
                find=Index(profile).find,
            )
        page = _page(profile.short_name, {panel: PANELS[panel].portrait for panel in panels}, shots)
        (out / "index.html").write_text(page, encoding="utf-8")
    except OSError as error:
        print(f"cannot write to {out}: {error}", file=sys.stderr)
        return 1
    app.quit()
    print(f"{len(shots)} pictures, all on one page: {out / 'index.html'}")
    return 0


Shot = tuple[State, str, str]
"""What is seen, on which panel, in which file."""


def _shots(states: dict[str, State], panels: list[str], languages: tuple[Language, ...]) -> Iterator[Shot]:
    from commands.gallery import spoken

    for panel in panels:
        for name, state in states.items():
            for language in languages if state.visit else ("id",):
                yield spoken(state, language), panel, f"{name}-{panel}-{language}.png"


def _page(title: str, portrait: dict[str, bool], shots: list[Shot]) -> str:
    """Small, each leading to its picture."""
    figures = "\n".join(
        f'<figure><a href="{file}"><img src="{file}" alt="" width="{THUMBNAIL[portrait[panel]]}"></a>'
        f"<figcaption>{Path(file).stem}</figcaption></figure>"
        for _, panel, file in shots
    )
    return f"""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{html.escape(title)}: screens</title>
<style>
body {{ font: 14px sans-serif; display: flex; flex-wrap: wrap; gap: 24px; margin: 24px; background: #ddd }}
figure {{ margin: 0 }}
figcaption {{ margin-top: 4px }}
</style>
{figures}
</html>
"""
