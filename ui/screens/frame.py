"""What stands around every screen: whose mall, the clock, the language switch, Back, the idle question."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.dates import clock, long_date
from kiosk.visit.inputs import (
    AsideOpened,
    Ended,
    HelpWanted,
    LanguageChosen,
    ListeningChosen,
    Stayed,
    TechnicianCalled,
    WentBack,
)
from kiosk.visit.state import DisplayHelp, Listening, State
from kiosk.visit.step import patience
from ui.bridge import PageModel, Post, Setting

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

MOST_CELLS = 60
"""Of the idle question: narrower ones could not be told apart."""


@dataclass(frozen=True, slots=True)
class Props:
    language: str
    site_top: str
    site_main: str
    clock: str
    date: str
    steps: int
    """Of the way to a number."""
    seconds_left: int
    cells: int
    cells_left: int
    listening: Listening | None


def derive(state: State, setting: Setting) -> Props:
    facts, visit = state.facts, state.visit
    left = (visit.warning if visit else None) or 0
    whole = patience(state).warning_seconds
    cells = min(whole, MOST_CELLS)
    return Props(
        language=setting.texts.language,
        site_top=facts.profile.name.top,
        site_main=facts.profile.name.main,
        clock=clock(facts.now, zone=True),
        date=long_date(facts.now.date(), setting.texts.language),
        steps=4 if facts.profile.priorities else 3,
        seconds_left=left,
        cells=cells,
        cells_left=-(-left * cells // whole),
        listening=None if visit is None else visit.listening,
    )


@QmlElement
class FrameModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("id", "", "", "", "", 0, 0, 0, 0, None)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def siteTop(self) -> str:  # noqa: N802
        return self._props.site_top

    @Property(str, notify=changed)
    def siteMain(self) -> str:  # noqa: N802
        return self._props.site_main

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._props.clock

    @Property(str, notify=changed)
    def date(self) -> str:
        return self._props.date

    @Property(bool, notify=changed)
    def english(self) -> bool:
        return self._props.language == "en"

    @Property(int, notify=changed)
    def steps(self) -> int:
        return self._props.steps

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:  # noqa: N802
        return self._props.seconds_left

    @Property(int, notify=changed)
    def cells(self) -> int:
        return self._props.cells

    @Property(int, notify=changed)
    def cellsLeft(self) -> int:  # noqa: N802
        return self._props.cells_left

    @Property(bool, notify=changed)
    def listening(self) -> bool:
        return self._props.listening is not None

    @Slot()
    def uncover(self) -> None:
        if self._props.listening is not None:
            self.post(ListeningChosen(replace(self._props.listening, covered=False)))

    @Slot()
    def switchLanguage(self) -> None:  # noqa: N802
        self.post(LanguageChosen("id" if self._props.language == "en" else "en"))

    @Slot()
    def callTechnician(self) -> None:  # noqa: N802
        self.post(TechnicianCalled())

    @Slot()
    def helpDisplay(self) -> None:  # noqa: N802
        self.post(AsideOpened(DisplayHelp()))

    @Slot()
    def callStaff(self) -> None:  # noqa: N802
        self.post(HelpWanted())

    @Slot()
    def goBack(self) -> None:  # noqa: N802
        self.post(WentBack())

    @Slot()
    def stay(self) -> None:
        self.post(Stayed())

    @Slot()
    def end(self) -> None:
        self.post(Ended())
