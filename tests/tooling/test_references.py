"""PySide6 6.12.0 on Python 3.11 loses a reference to None and the bools with each call, until it aborts."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal, Slot

CALLS = 20_000


class Caller(QObject):
    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0
        self.asked.connect(self.hear)

    @Slot(int)
    def hear(self, _: int) -> None:
        self.heard += 1


@pytest.mark.parametrize("value", [None, True, False])
@pytest.mark.parametrize(
    "call",
    [
        lambda caller: caller.asked.emit(1),
        lambda caller: caller.setObjectName("a"),
        lambda caller: caller.blockSignals(False),
        lambda caller: caller.isWidgetType(),
    ],
    ids=["slot", "setter", "bool", "question"],
)
def test_calls_do_not_use_up_references(value: bool | None, call: Callable[[Caller], object]) -> None:
    caller = Caller()
    call(caller)
    before = sys.getrefcount(value)
    for _ in range(CALLS):
        call(caller)
    # Threads and caches of the interpreter move it by some tens, the defect by the count of calls.
    assert abs(sys.getrefcount(value) - before) < CALLS // 100


def test_the_slot_was_called() -> None:
    caller = Caller()
    for _ in range(3):
        caller.asked.emit(1)
    assert caller.heard == 3
