"""What a window still holds: every text of its objects, items and view models, and the clipboard."""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtQuick import QQuickItem

from tests.kiosk.bench import leaves
from ui.window import Window


def held(window: Window) -> list[str]:
    """Every property of every object and item below the window, visible or not, and the clipboard."""
    found: list[str] = []
    todo: list[QObject] = [window, *window.findChildren(QObject), *items(window.contentItem())]
    for one in {id(one): one for one in todo}.values():
        found += [str(one.property(name)) for name in readable(one)]
        found += leaves(getattr(one, "__dict__", {}))
    board = QGuiApplication.clipboard()
    found += [board.text(mode) for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)]
    return found


TEXTS = {"QString", "QStringList", "QByteArray", "QUrl", "QVariant", "QVariantList", "QVariantMap"}


def readable(one: QObject) -> Iterator[str]:
    """Names of its properties that can hold a text."""
    meta = one.metaObject()
    for each in (meta.property(n) for n in range(meta.propertyCount())):
        if str(each.typeName()) in TEXTS:
            yield str(each.name())


def items(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from items(child)
