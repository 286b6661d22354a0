"""The sixteen digits of a NIK, in four groups; what is finished hides itself."""

from dataclasses import dataclass, field

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.identity import NUMBER_LENGTH
from kiosk.visit import state as visit
from kiosk.visit.inputs import Confirmed, DigitsShown, Went
from kiosk.visit.state import Scan, State
from ui.bridge import PadModel, Post, Rows, Setting

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

GROUP = 4
DOT, GAP = "•", "_"


@dataclass(frozen=True, slots=True)
class DigitGroup:
    cells: str = field(repr=False)
    """Four characters: a digit, a dot for a hidden one, `_` for one that is missing."""
    current: int
    """The cell that the next digit fills; -1 in another group."""
    reached: bool


@dataclass(frozen=True, slots=True)
class Props:
    groups: tuple[DigitGroup, ...]
    count: int
    shown: bool
    fault: str
    """`no_match`, `misread` or empty: of what was tried last."""
    scanner: bool
    """A reader stands below the screen."""


def derive(state: State) -> Props:
    assert state.visit is not None and isinstance(state.visit.screen, visit.Nik)
    screen = state.visit.screen
    count = len(screen.digits)
    return Props(
        groups=tuple(_group(screen.digits, n, shown=screen.shown) for n in range(NUMBER_LENGTH // GROUP)),
        count=count,
        shown=screen.shown,
        fault=screen.fault or "",
        scanner=state.facts.profile.documents.scanner,
    )


def _group(digits: str, number: int, *, shown: bool) -> DigitGroup:
    start = number * GROUP
    part, typed = digits[start : start + GROUP], len(digits) - start
    cells = DOT * GROUP if len(part) == GROUP and not shown else part.ljust(GROUP, GAP)
    return DigitGroup(cells, typed if 0 <= typed < GROUP else -1, typed >= 0)


@QmlElement
class NikModel(PadModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props((), 0, shown=False, fault="", scanner=False)
        self._groups = Rows(DigitGroup, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state)
        if props != self._props:
            self._props = props
            self._groups.show(props.groups)
            self.changed.emit()

    @Property(Rows, notify=changed)
    def groups(self) -> Rows:
        return self._groups

    @Property(int, notify=changed)
    def count(self) -> int:
        return self._props.count

    @Property(int, notify=changed)
    def missing(self) -> int:
        return NUMBER_LENGTH - self._props.count

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return self._props.shown

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._props.fault

    @Property(bool, notify=changed)
    def scanner(self) -> bool:
        return self._props.scanner

    @Slot()
    def scan(self) -> None:
        self.post(Went(Scan()))

    @Slot()
    def toggle(self) -> None:
        self.post(DigitsShown(not self._props.shown))

    @Slot()
    def confirm(self) -> None:
        self.post(Confirmed())
