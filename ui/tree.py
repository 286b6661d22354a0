"""What stands in a window: its items, and what it tells screen readers of them, Qt's accessibility tree."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQml import QQmlEngine, QQmlProperty
from PySide6.QtQuick import QQuickItem, QQuickWindow
from shiboken6 import isValid


def visible(item: QQuickItem) -> Iterator[QQuickItem]:
    """All the items within it that can be seen, a parent before its children."""
    for child in item.childItems():
        if child.isVisible():
            yield child
            yield from visible(child)


def below(top: QQuickItem | QQuickWindow) -> Iterator[QAccessibleInterface]:
    """All that the tree has below it, a parent before its children."""
    root = QAccessible.queryAccessibleInterface(top)
    if root is not None:
        yield from _below(root)


def _below(parent: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for number in range(parent.childCount()):
        child = parent.child(number)
        if child is not None:
            yield child
            yield from _below(child)


class Hidden:
    """Items that stand on the screen and are in no tree."""

    def __init__(self) -> None:
        self._items: list[QQuickItem] = []

    def hide(self, surface: QQuickItem) -> None:
        """It and all that is on it; once more whenever something may have come to it.

        Each by itself: an item that is ignored hands its children on, and one that is disabled or invisible
        stays in the tree as such.
        """
        found = [surface, *(one.object() for one in below(surface))]
        for item in found:
            if isinstance(item, QQuickItem):
                _ignore(item, True)
                self._items.append(item)

    def show(self) -> None:
        for item in self._items:
            if isValid(item):
                _ignore(item, False)
        self._items = []


def _ignore(item: QQuickItem, ignored: bool) -> None:
    QQmlProperty(item, "Accessible.ignored", QQmlEngine.contextForObject(item)).write(ignored)
