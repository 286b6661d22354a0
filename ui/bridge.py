"""Between the engine and the screen: calls and timers on the GUI thread, and what view models are made of."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, fields
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtQml import QmlElement

from config.models import Language, Service
from kiosk.visit.inputs import Cleared, Erased, Input, Typed
from kiosk.visit.state import State
from ui.texts import Texts
from ui.theme import Fonts, Measures

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

Post = Callable[[Input], None]
"""Takes what the citizen did; called on the GUI thread."""

Find = Callable[[str, Language], tuple[Service, ...]]
"""The search: all services that fit the text, best first."""

Index = QModelIndex | QPersistentModelIndex


class GuiThread(QObject):
    """The engine's owner thread: inputs of workers come here in order, timers fire here.

    Made on the GUI thread. `deliver` may be called from any thread, the timers' methods on this one alone.
    """

    _delivered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._timers: dict[Hashable, QTimer] = {}
        self._due: dict[Hashable, Callable[[], None]] = {}
        self._delivered.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def deliver(self, call: Callable[[], None]) -> None:
        """Runs `call` on the GUI thread, after those that came before it."""
        self._delivered.emit(call)

    def start_timer(self, key: Hashable, seconds: float, fire: Callable[[], None]) -> None:
        """Fires once; a timer of the same key starts anew."""
        timer = self._timers.get(key)
        if timer is None:
            # One for each key, kept: with timers that were deleted after they fired, Qt crashed now and then.
            timer = self._timers[key] = QTimer(self, singleShot=True)
            timer.setTimerType(Qt.TimerType.PreciseTimer)
            timer.timeout.connect(lambda: self._fire(key))
        self._due[key] = fire
        timer.start(round(seconds * 1000))

    def stop_timer(self, key: Hashable) -> None:
        if self._due.pop(key, None) is not None:
            self._timers[key].stop()

    def _fire(self, key: Hashable) -> None:
        self._due.pop(key)()

    def _run(self, call: Callable[[], None]) -> None:
        call()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a screen is derived in, besides the state: words, sizes, and the search."""

    texts: Texts
    measures: Measures
    fonts: Fonts
    find: Find


@QmlElement
class Rows(QAbstractListModel):
    """A tuple of one frozen dataclass as a model; its fields are the roles."""

    def __init__(self, row: type[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._names = tuple(field.name for field in fields(row))
        self._rows: tuple[Any, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return len(self._rows)

    def roleNames(self) -> dict[int, Any]:  # noqa: N802
        return {Qt.ItemDataRole.UserRole + n: name.encode() for n, name in enumerate(self._names)}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return getattr(self._rows[index.row()], self._names[role - Qt.ItemDataRole.UserRole])

    def show(self, rows: tuple[Any, ...]) -> None:
        """Rows that stay keep their items; what is pressed stays pressed."""
        if rows == self._rows:
            return
        if len(rows) == len(self._rows):
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()


@QmlElement
class PageModel(QObject):
    """One snapshot of what a screen shows; slots post what was touched.

    It stands here because Qt's type generator must meet it before its kinds, and reads files by name.
    """

    def __init__(self, post: Post) -> None:
        super().__init__()
        self.post = post

    def show(self, state: State, setting: Setting) -> None:
        """Called with every new state while this screen stands."""
        raise NotImplementedError


@QmlElement
class PadModel(PageModel):
    """A screen with a pad of letters or digits."""

    @Slot(str)
    def type(self, character: str) -> None:
        self.post(Typed(character))

    @Slot()
    def erase(self) -> None:
        self.post(Erased())

    @Slot()
    def clear(self) -> None:
        self.post(Cleared())
