"""How loud and how fast the guide speaks, and whether the screen is covered meanwhile."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.inputs import Confirmed, ListeningChosen
from kiosk.visit.state import FASTEST, LOUDEST, Listening, State
from ui.bridge import PageModel, Post, Setting

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    listening: Listening


def derive(state: State) -> Props:
    """Who opens it without listening sees how it would begin."""
    listening = None if state.visit is None else state.visit.listening
    return Props(listening or Listening())


@QmlElement
class SoundHelpModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props(Listening())

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state)
        if props != self._props:
            self._props = props
            self.changed.emit()

    @Property(int, notify=changed)
    def volume(self) -> int:
        return self._props.listening.volume

    @Property(int, notify=changed)
    def loudest(self) -> int:
        return LOUDEST

    @Property(int, notify=changed)
    def speed(self) -> int:
        return self._props.listening.speed

    @Property(int, notify=changed)
    def fastest(self) -> int:
        return FASTEST

    @Property(bool, notify=changed)
    def covered(self) -> bool:
        return self._props.listening.covered

    @Slot(int)
    def setVolume(self, volume: int) -> None:  # noqa: N802
        self._choose(replace(self._props.listening, volume=min(max(volume, 0), LOUDEST)))

    @Slot(int)
    def setSpeed(self, speed: int) -> None:  # noqa: N802
        self._choose(replace(self._props.listening, speed=min(max(speed, 1), FASTEST)))

    @Slot()
    def toggleCover(self) -> None:  # noqa: N802
        self._choose(replace(self._props.listening, covered=not self._props.listening.covered))

    @Slot()
    def close(self) -> None:
        self.post(Confirmed())

    def _choose(self, listening: Listening) -> None:
        self.post(ListeningChosen(listening))
