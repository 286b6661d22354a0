"""`python -m tests.ui.pictures FOLDER` draws the main screens in a process that has drawn nothing else.

Qt draws the edges of large letters a shade lighter or darker by what the process drew before: pictures that
are compared pixel for pixel come from the same history.
"""

import os
import sys
from pathlib import Path

from commands.gallery import displayed
from config.look.colours import Mode
from kiosk.search import Index
from kiosk.visit.state import Display
from tests.ui.cases import CASES
from tests.ui.parts import profile
from ui.camera import photograph
from ui.theme import PANELS
from ui.window import application

PICTURES: tuple[tuple[str, str, Mode], ...] = (
    ("attract", "1080x1920", "light"),
    ("home", "1080x1920", "light"),
    ("services-longest", "1080x1920", "light"),
    ("agencies", "1920x1080", "light"),
    ("detail-closed", "1280x1024", "light"),
    ("search", "1366x768", "light"),
    ("home", "1366x768", "dark"),
    ("idle", "1366x768", "contrast"),
    ("done", "1080x1920", "light"),
    ("priority", "1920x1080", "light"),
    ("nik", "1280x1024", "light"),
    ("print-pin", "1366x768", "dark"),
    ("documents", "1080x1920", "contrast"),
)


def file_name(case: str, panel: str, mode: Mode) -> str:
    return f"{case}-{panel}-{mode}.png"


def draw(folder: Path) -> None:
    app = application(["pictures"])
    find = Index(profile()).find
    for case, panel, mode in PICTURES:
        display = Display(mode)
        shot = displayed(CASES[case], display), folder / file_name(case, panel, mode)
        photograph([shot], panel=PANELS[panel], find=find, resting=display)
    app.quit()


if __name__ == "__main__":
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    draw(Path(sys.argv[1]))
