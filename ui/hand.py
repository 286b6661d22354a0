"""A finger at the window: touches what bears a name, as a person would; sees what stands there.

For demonstrations and tests. Everything here belongs to the GUI thread.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from ui.texts import untied
from ui.tree import below, visible
from ui.window import Window

PRESSABLE = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.ListItem,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
    }
)


class Hand:
    def __init__(self, window: Window) -> None:
        self._window = window
        self._finger = QTest.createTouchDevice()

    def names(self) -> list[str]:
        """What can be pressed now, in reading order."""
        return [untied(element.text(QAccessible.Text.Name)) for element in self._pressable()]

    def sees(self, name: str) -> bool:
        return any(found.startswith(name) for found in self.names())

    def reads(self, text: str) -> bool:
        """Whether these words stand somewhere."""
        shown = visible(self._window.contentItem())
        return any(text in untied(str(item.property("text"))) for item in shown)

    def tap(self, name: str) -> bool:
        """Touches what is called so, or the only thing whose name begins so; whether that could be done."""
        place = self.place(name)
        if place is None or not self._window.would_take(QPointF(place)):
            return False
        self.touch(place)
        return True

    def place(self, name: str) -> QPoint | None:
        """The middle of what is called so, or of the only thing whose name begins so; in pixels."""
        lay_out(list(visible(self._window.contentItem())))
        named = [(untied(element.text(QAccessible.Text.Name)), element) for element in self._pressable()]
        exact = [element for found, element in named if found == name]
        elements = exact or [element for found, element in named if found.startswith(name)]
        return self._window.mapFromGlobal(elements[0].rect().center()) if len(elements) == 1 else None

    def touch(self, place: QPoint) -> None:
        """Down and up again, in the window's pixels."""
        QTest.touchEvent(self._window, self._finger).press(0, place, self._window).commit()
        QTest.touchEvent(self._window, self._finger).release(0, place, self._window).commit()

    def _pressable(self) -> Iterator[QAccessibleInterface]:
        yield from (
            one
            for one in below(self._window)
            if one.role() in PRESSABLE and not (one.state().invisible or one.state().disabled)
        )


def lay_out(items: Sequence[QQuickItem]) -> None:
    """What the next frame would do first: until then a positioner has what has just appeared at its origin.

    `items` are a parent before its children; what grows moves its neighbours, so twice.
    """
    for _ in range(2):
        for item in reversed(items):
            item.ensurePolished()
