"""The real window with hand-made states: touched as by a finger, read as by an eye."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import cast

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage, QPointingDevice
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from commands.parts.gallery import displayed
from config.models import Language
from kiosk.search import Index
from kiosk.visit.inputs import Input
from kiosk.visit.state import Display, State, VoiceFault
from ui.hand import lay_out
from ui.speech import Utterance
from ui.texts import Texts, read_texts, untied
from ui.theme import measures, panel_named
from ui.window import Window, application

BODY = "body"
"""What `PageFrame.qml` calls its part between the cloth's edge and the footer."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as it stands on the screen, in panel pixels."""

    name: str
    box: QRectF
    item: QQuickItem


@dataclass(frozen=True, slots=True)
class SeenIcon:
    box: QRectF
    ground: QRectF
    """The face of the plate or banner that it stands on, else the panel."""
    plate: QQuickItem | None = field(compare=False)
    """That plate or banner."""
    ink: str
    """`#rrggbb`."""


@dataclass(frozen=True, slots=True)
class SeenText:
    text: str
    box: QRectF
    """Where its glyphs may be."""
    room: QRectF
    """What it may fill: its own width, on its ground."""
    ground: QRectF
    plate: QQuickItem | None
    """As an icon's."""
    truncated: bool
    pixels: int
    """Of its font, as it is painted."""
    colour: str
    """`#rrggbb`."""
    on_cloth: bool
    in_body: bool
    """Of what the paper says, above the footer."""


class Ear:
    """All that was said and cut, in order: sentences, and None where the voice was hushed."""

    def __init__(self) -> None:
        self.log: list[list[str] | None] = []

    def say(self, utterance: Utterance) -> None:
        self.log.append(utterance.text.split("\n"))

    def hush(self) -> None:
        self.log.append(None)

    def watch(self, told: Callable[[VoiceFault | None], None]) -> None:
        pass

    def close(self, seconds: float) -> bool:
        return True

    def heard(self) -> list[str]:
        """The sentences since this was last asked."""
        said = [sentence for entry in self.log if entry is not None for sentence in entry]
        self.log.clear()
        return said


class Screen:
    """One window; `posted` is what a citizen's touches said."""

    def __init__(
        self,
        state: State,
        finger: QPointingDevice,
        panel: str,
        display: Display | None = None,
        texts: Callable[[Language], Texts] = read_texts,
    ) -> None:
        self.posted: list[Input] = []
        self.ear = Ear()
        self.now = 100.0
        known = panel_named(panel)
        assert known is not None, panel
        self.panel = known
        self._finger = finger
        self.display = display
        self.window = Window(
            self._as_set(state),
            panel=self.panel,
            find=Index(state.facts.profile).find,
            post=self.posted.append,
            voice=self.ear,
            windowed=True,
            resting=display or Display(),
            texts=texts,
            clock=lambda: self.now,
        )
        self.window.open()
        self.later()

    def show(self, state: State) -> None:
        """The next state, and time enough for a touch to count."""
        self.window.show_state(self._as_set(state))
        self.later()

    def _as_set(self, state: State) -> State:
        return state if self.display is None else displayed(state, self.display)

    def later(self, seconds: float = 1.0) -> None:
        """So much later a touch comes."""
        QGuiApplication.processEvents()
        lay_out(self.items())
        self.now += seconds

    def tap(self, name: str) -> None:
        """A finger on the plate of that name, down and up."""
        self.touch(self.plate(name).box.center())

    def touch(self, where: QPointF) -> None:
        self.press(where)
        self.release(where)

    def press(self, where: QPointF, finger: int = 0, resting: QPointF | None = None) -> None:
        """`resting`: where the first finger stays down meanwhile."""
        self._touched(resting).press(finger, where.toPoint(), self.window).commit()

    def slide(self, where: QPointF) -> None:
        self._touched(None).move(0, where.toPoint(), self.window).commit()

    def release(self, where: QPointF, finger: int = 0, resting: QPointF | None = None) -> None:
        self._touched(resting).release(finger, where.toPoint(), self.window).commit()

    def _touched(self, resting: QPointF | None) -> QTest.QTouchEventSequence:
        touch = QTest.touchEvent(self.window, self._finger, False)
        return touch if resting is None else touch.stationary(0)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window, key)

    def plate(self, name: str) -> Seen:
        found = [one for one in self.plates() if one.name == name]
        assert len(found) == 1, f"{name!r} is not one of {[one.name for one in self.plates()]}"
        return found[0]

    def plates(self) -> list[Seen]:
        """All that can be pressed, as the accessibility tree names it."""
        found = []
        for item in self.items():
            node = QAccessible.queryAccessibleInterface(item)
            if node is not None and node.role() is QAccessible.Role.Button:
                found.append(Seen(untied(node.text(QAccessible.Text.Name)), _box(item), item))
        return found

    def headings(self) -> list[str]:
        nodes = [QAccessible.queryAccessibleInterface(item) for item in self.items()]
        return [
            untied(node.text(QAccessible.Text.Name))
            for node in nodes
            if node is not None and node.role() is QAccessible.Role.Heading
        ]

    def texts(self) -> list[str]:
        return [one.text for one in self.seen_texts()]

    def seen_texts(self) -> list[SeenText]:
        panel = QRectF(0, 0, self.panel.width, self.panel.height)
        texts = [item for item in self.items() if item.inherits("QQuickText") and item.property("text")]
        edge = self._edge()
        return [_seen_text(item, panel, edge) for item in texts]

    def _edge(self) -> int:
        return measures(self.panel, self.display or Display()).edge

    def items(self) -> list[QQuickItem]:
        """All visible items of what stands on top: a question over a page hides the page."""
        tops = [item for item in self.window.contentItem().childItems() if item.isVisible()]
        return list(_below(tops[-1]))

    def cloth(self) -> QRectF:
        """Where nothing may be pressed; empty below a question."""
        return next((_box(item) for item in self.items() if _is(item, "Cloth")), QRectF())

    def body(self) -> QRectF:
        """What the paper has above its footer; the panel below a question."""
        panel = QRectF(0, 0, self.panel.width, self.panel.height)
        return next((_box(item) for item in self.items() if item.objectName() == BODY), panel)

    def banners(self) -> list[Seen]:
        """By title."""
        banners = [item for item in self.items() if _is(item, "Banner")]
        return [Seen(untied(item.property("title")), _box(item), item) for item in banners]

    def icons(self) -> list[SeenIcon]:
        panel = QRectF(0, 0, self.panel.width, self.panel.height)
        icons = [item for item in self.items() if _is(item, "Icon")]
        edge = self._edge()
        return [
            SeenIcon(_box(item), *_ground(item, panel, edge), item.property("ink").name()) for item in icons
        ]

    def hem(self) -> QRectF:
        return next((_box(item) for item in self.items() if _is(item, "Hem")), QRectF())

    def picture(self) -> QImage:
        QGuiApplication.processEvents()
        return self.window.picture()


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    """It and what is on it, as it is painted; without recursion, which takes most of a campaign's time."""
    left = [item]
    while left:
        yield (one := left.pop())
        left += [child for child in reversed(one.childItems()) if child.isVisible() and child.opacity() > 0]


def _is(item: QQuickItem, component: str) -> bool:
    return item.metaObject().className().startswith(f"{component}_QMLTYPE")


def _box(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _seen_text(item: QQuickItem, panel: QRectF, edge: int) -> SeenText:
    wide, high = cast(float, item.property("contentWidth")), cast(float, item.property("contentHeight"))
    left = item.width() - wide if wide < item.width() and _set_right(item) else 0.0
    above = list(_above(item))
    ground, plate = _ground(item, panel, edge)
    own = _box(item)
    room = ground.intersected(QRectF(own.left() - 0.5, ground.top(), own.width() + 1, ground.height()))
    box = item.mapRectToScene(QRectF(left, 0, wide, high))
    return SeenText(
        untied(item.property("text")),
        box,
        room,
        ground,
        plate,
        bool(item.property("truncated")),
        item.property("font").pixelSize(),
        item.property("color").name(),
        on_cloth=any(_is(one, "Cloth") for one in above),
        in_body=any(one.objectName() == BODY for one in above),
    )


def _set_right(item: QQuickItem) -> bool:
    # The property's own type has no Python counterpart: its value comes as a number from an expression.
    asked = QQmlExpression(QQmlEngine.contextForObject(item), item, "horizontalAlignment")
    return bool(asked.evaluate()[0] == Qt.AlignmentFlag.AlignRight.value)


def _above(item: QQuickItem) -> Iterator[QQuickItem]:
    above: QQuickItem | None = item.parentItem()
    while above is not None:
        yield above
        above = above.parentItem()


def _ground(item: QQuickItem, panel: QRectF, edge: int) -> tuple[QRectF, QQuickItem | None]:
    """The face of what it stands on, without the lower edge that a plate has unless it is flat."""
    for one in _above(item):
        if one.property("quiet") is not None:
            return _box(one).adjusted(0, 0, 0, 0 if one.property("flat") else -edge), one
        if _is(one, "Banner"):
            return _box(one), one
    return panel, None


Open = Callable[..., Screen]


@pytest.fixture(scope="session")
def qapp() -> QGuiApplication:
    """pytest-qt's fixture of that name: with our fonts, and without widgets."""
    app = application(["tests"])
    QAccessible.setActive(True)
    return app


@pytest.fixture(scope="session")
def finger(qapp: QGuiApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def opened(qapp: QGuiApplication, finger: QPointingDevice) -> Iterator[Open]:
    """`opened(state, panel="1080x1920", display=None)` is a `Screen`; a display is that of all its visits."""
    screens: list[Screen] = []

    def open_screen(
        state: State,
        panel: str = "1080x1920",
        display: Display | None = None,
        texts: Callable[[Language], Texts] = read_texts,
    ) -> Screen:
        screens.append(Screen(state, finger, panel, display, texts))
        return screens[-1]

    yield open_screen
    for screen in screens:
        screen.window.close_for_good()
