"""After a restart: did this slip come out?"""

from dataclasses import dataclass

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.dates import clock
from kiosk.visit import state as visit
from kiosk.visit.inputs import SlipAnswered
from kiosk.visit.state import State
from ui.bridge import PageModel, Post, Setting
from ui.texts import tied

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    label: str
    about: str
    reprint: int
    """Which reprint another slip would be."""


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.PowerCut)
    job = state.visit.screen.job
    assert job.ticket is not None
    service = state.facts.profile.services[job.ticket.service]
    taken = clock(job.ticket.issued_at.astimezone(state.facts.now.tzinfo))
    parts = (setting.texts.of(service.name), service.agency.short, taken)
    return Props(tied(str(job.ticket.label)), "\u00a0 ·  ".join(parts), job.reprint + 1)


@QmlElement
class PowerCutModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "", 0)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def label(self) -> str:
        return self._props.label

    @Property(str, notify=changed)
    def about(self) -> str:
        return self._props.about

    @Property(int, notify=changed)
    def reprint(self) -> int:
        return self._props.reprint

    @Slot()
    def cameOut(self) -> None:  # noqa: N802
        self.post(SlipAnswered("came_out"))

    @Slot()
    def printAgain(self) -> None:  # noqa: N802
        self.post(SlipAnswered("print_again"))

    @Slot()
    def notMine(self) -> None:  # noqa: N802
        self.post(SlipAnswered("not_mine"))
