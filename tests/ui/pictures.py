"""`python -m tests.ui.pictures FOLDER` draws the main screens in a process that has drawn nothing else.

Qt draws the edges of large letters a shade lighter or darker by what the process drew before: pictures that
are compared pixel for pixel come from the same history.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from commands.parts.gallery import displayed, spoken
from config.look.colours import Mode
from config.models import Language
from kiosk.search import Index
from kiosk.visit.state import Display, TextSize
from tests.ui.cases import CASES
from tests.ui.parts import profile
from ui.camera import photograph
from ui.theme import PANELS
from ui.window import application


@dataclass(frozen=True, slots=True)
class Picture:
    case: str
    panel: str
    mode: Mode = "light"
    size: TextSize = 1
    language: Language = "id"
    lowered: bool = False

    @property
    def file(self) -> str:
        lowered = "-lowered" if self.lowered else ""
        return f"{self.case}-{self.panel}-{self.mode}-{self.size}{lowered}-{self.language}.png"


TOTEM, WIDE, SQUARE, SMALL = "1080x1920", "1920x1080", "1280x1024", "1366x768"
PICTURES = (
    Picture("attract", TOTEM),
    Picture("home", TOTEM),
    Picture("services-longest", TOTEM),
    Picture("agencies", WIDE),
    Picture("detail-closed", SQUARE),
    Picture("search", SMALL),
    Picture("home", SMALL, "dark"),
    Picture("idle", SMALL, "contrast"),
    Picture("done", TOTEM),
    Picture("priority", WIDE),
    Picture("nik", SQUARE),
    Picture("print-pin", SMALL, "dark"),
    Picture("documents", TOTEM, "contrast"),
    Picture("attract", WIDE, "dark"),
    Picture("closed", SQUARE),
    Picture("out-of-service", SMALL),
    Picture("home", TOTEM, size=3),
    Picture("home", TOTEM, "contrast", lowered=True),
    Picture("home", SQUARE, size=2),
    Picture("home", WIDE, "dark", language="en"),
    Picture("agencies", TOTEM, "dark", 3),
    Picture("services", WIDE, size=2),
    Picture("services-longest", SMALL, "contrast", 3),
    Picture("search", WIDE, "contrast", language="en"),
    Picture("search-nothing", TOTEM, size=2),
    Picture("detail-long", TOTEM, size=2),
    Picture("detail", WIDE, "dark"),
    Picture("priority", TOTEM, "dark", 3),
    Picture("nik", TOTEM, lowered=True),
    Picture("access-pin", WIDE),
    Picture("done", WIDE, "contrast"),
    Picture("done-backup", SMALL, size=2, language="en"),
    Picture("done-uncertain", SQUARE, "dark"),
    Picture("no-paper", TOTEM, size=3),
    Picture("notice-quota_full", WIDE),
    Picture("power-cut", SMALL, size=3),
    Picture("display-help", TOTEM),
    Picture("display-help", SMALL, "contrast", 3),
    Picture("display-help", WIDE, "dark", 2, "en"),
    Picture("technician-trouble", TOTEM),
    Picture("technician-keys", SMALL, "dark"),
    Picture("consent", TOTEM),
    Picture("scan", WIDE, "dark"),
    Picture("documents-standing", SMALL, size=3),
)


def draw(folder: Path) -> None:
    app = application(["pictures"])
    find = Index(profile()).find
    for one in PICTURES:
        display = Display(one.mode, one.size, one.lowered)
        shot = displayed(spoken(CASES[one.case], one.language), display), folder / one.file
        photograph([shot], panel=PANELS[one.panel], find=find, resting=display)
    app.quit()


if __name__ == "__main__":
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    draw(Path(sys.argv[1]))
