"""The window: one page for each screen, the guard against stray touches, and the end of the program."""

import logging
import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QSocketNotifier, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QInputDevice,
    QKeyEvent,
    QPointerEvent,
)
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow

from config.models import Language
from kiosk.visit.inputs import Cleared, Erased, Input, Keyed, ListeningChosen, Scanned, Typed
from kiosk.visit.state import Display, State
from ui.bridge import Find, PageModel, Post, Setting
from ui.guard import Guard
from ui.images import Codes, Icons, Weave
from ui.keypad import Keypad
from ui.keys import EARPHONES, VERBS, Verb
from ui.scanner import Scanner
from ui.screens import FILES, Page, aside_of, page_of
from ui.screens.frame import FrameModel
from ui.speech import Mute, Voice
from ui.texts import LANGUAGES, QmlTexts, Texts, read_texts
from ui.theme import LABEL_LINE, PANELS, QUESTION_LINE, Panel, colours, fonts, measures, panel_with
from ui.tree import Hidden, visible
from ui.typesetter import Typesetter

HERE = Path(__file__).parent
PLAIN = Display()
QUESTION, CURTAIN = "IdleQuestion.qml", "Curtain.qml"
READ_AHEAD = FILES | {QUESTION, CURTAIN}
CRASHED = 70
"""Exit code of a bug (`EX_SOFTWARE` of sysexits.h)."""

log = logging.getLogger("kiosk")

KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})
BEGINS = frozenset({QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})
ENDS = frozenset({QEvent.Type.TouchEnd, QEvent.Type.TouchCancel, QEvent.Type.MouseButtonRelease})
GOES_ON = frozenset({QEvent.Type.TouchUpdate, QEvent.Type.MouseMove})


def application(arguments: list[str]) -> QGuiApplication:
    """Qt with the product's fonts; there is one of it in a process."""
    app = QGuiApplication(arguments)
    for file in sorted((HERE / "fonts").glob("*.ttf")):
        # By its name Qt would open it again where a weight is first shown.
        if QFontDatabase.addApplicationFontFromData(file.read_bytes()) < 0:
            raise FileNotFoundError(file)
    return app


def panel_of(app: QGuiApplication, *, windowed: bool) -> Panel:
    """The panel that this machine's screen is; in a window, the largest that fits beside other things."""
    screen = app.primaryScreen()
    size, room = screen.size(), screen.availableSize()
    if windowed:
        fitting = [
            one for one in PANELS.values() if one.width <= room.width() and one.height <= room.height()
        ]
        return max(fitting, key=lambda one: one.width * one.height, default=PANELS["1366x768"])
    said = screen.physicalSize()
    panel = panel_with(size.width(), size.height(), said.width(), said.height())
    log.info(
        "panel of %d x %d, taken for %.0f x %.0f mm; the screen says %.0f x %.0f",
        *(panel.width, panel.height, panel.width_mm, panel.height_mm, said.width(), said.height()),
    )
    return panel


@dataclass(frozen=True, slots=True)
class Placed:
    """A page as it stands there."""

    of: tuple[str, int | None]
    """Which file and which visit it is."""
    model: PageModel
    item: QQuickItem


class Window(QQuickWindow):
    """Shows the state that it is given, and posts what is touched. Lives on the GUI thread.

    A page is made when its screen comes to a visit, and destroyed with all that was typed when it leaves.
    """

    def __init__(
        self,
        state: State,
        *,
        panel: Panel,
        find: Find,
        post: Post,
        voice: Voice | None = None,
        windowed: bool,
        resting: Display = PLAIN,
        texts: Callable[[Language], Texts] = read_texts,
        clock: Callable[[], float] = time.monotonic,
        still: bool = False,
    ) -> None:
        """`still`: nothing moves, whatever the profile says."""
        super().__init__()
        self._post, self._windowed = post, windowed
        self._guard = Guard(clock)
        self._scanner = Scanner(clock, self)
        self._panel, self._find, self._resting = panel, find, resting
        self._look, self._band = state.facts.profile.look, state.facts.profile.band
        self._moves = self._look.motion and not still
        self._texts = {language: texts(language) for language in LANGUAGES}
        self._translators = {language: QmlTexts(self._texts[language]) for language in LANGUAGES}
        self._language: Language = "id"
        QCoreApplication.installTranslator(self._translators["id"])
        self._display = resting
        self._settings: dict[tuple[Language, Display], Setting] = {}
        self._qml = QQmlEngine()
        self._qml.addImportPath(str(HERE / "qml"))
        self._qml.addImageProvider("icons", Icons())
        self._qml.addImageProvider("weave", Weave(self._band))
        self._qml.addImageProvider("codes", Codes())
        self._components: dict[str, QQmlComponent] = {}
        self._typesetter = Typesetter(self)
        self._theme = self._made("components/Theme.qml", self._dressed() | {"typesetter": self._typesetter})
        self._theme.setParent(self)
        self._head = FrameModel(self._pressed)
        self._head.setParent(self)
        self._page: Placed | None = None
        self._aside: Placed | None = None
        """What lies over the page."""
        self._question: QQuickItem | None = None
        self._hidden = Hidden()
        """Of what is beneath the question."""
        self._dropped: list[QQuickItem] = []
        self._curtain: QQuickItem | None = None
        ring = self._made("components/FocusRing.qml", {"theme": self._theme})
        assert isinstance(ring, QQuickItem)
        ring.setParent(self)
        self._ring: QQuickItem | None = ring
        self._keypad = Keypad(ring, voice or Mute(), self._pressed, self._texts["id"])
        self._ignoring = False
        self.setWidth(panel.width)
        self.setHeight(panel.height)
        self.setColor(colours(self._look.brand, resting)["paper"])
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.show_state(state)

    def open(self) -> None:
        """In a window of the panel's size, or on the whole screen."""
        if self._windowed:
            self.show()
        else:
            self.showFullScreen()

    def on_first_frame(self, call: Callable[[], None]) -> None:
        """`call` once, when the first picture stands on the screen."""
        self.frameSwapped.connect(call, Qt.ConnectionType.SingleShotConnection)

    def read_pages(self) -> None:
        """From the disk, in Qt's own thread, so that no page is waited for when it is first shown."""
        for file in sorted(READ_AHEAD - self._components.keys()):
            self._components[file] = self._component(file, QQmlComponent.CompilationMode.Asynchronous)

    @property
    def has_read_pages(self) -> bool:
        return all(file in self._components and self._components[file].isReady() for file in READ_AHEAD)

    def picture(self) -> QImage:
        """What stands on the screen, in the panel's pixels."""
        return self.grabWindow()

    def would_take(self, place: QPointF) -> bool:
        """Whether a touch would count there now, in pixels: the guard says why it might not."""
        return self._guard.takes_action or (self._guard.takes_character and self._is_pad_key(place))

    def show_state(self, state: State) -> None:
        """The state's screen, in its language; a page that stays in the same visit keeps its items."""
        self._speak("id" if state.visit is None else state.visit.language)
        self._dress(self._resting if state.visit is None else state.visit.display)
        setting = self._setting()
        self._head.show(state, setting)
        self._page = self._shown(self._page, page_of(state), state, setting)
        self._aside = self._shown(self._aside, aside_of(state), state, setting)
        self._ask(state)
        self._cover(state)
        top = self._aside or self._page
        assert top is not None
        self._lay(top)
        surface = self._question or top.item
        self._keypad.show(surface, (top.of, self._question is None), state.visit, setting.texts)

    def event(self, event: QEvent) -> bool:
        if self._unwanted(event):
            return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """A kiosk's window closes with its program alone."""
        event.setAccepted(self._windowed)

    def close_for_good(self) -> None:
        """Destroys the pages before the models that they read, and leaves no words behind."""
        self._leave(self._aside)
        self._leave(self._page)
        self._aside = self._page = None
        QCoreApplication.removeTranslator(self._translators[self._language])
        for item in (self._question, self._curtain, self._ring):
            if item is not None:
                self._drop(item)
        self._question = self._curtain = self._ring = None
        self._qml.collectGarbage()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.destroy()

    # --- pages ------------------------------------------------------------------------------------------

    def _shown(
        self, stands: Placed | None, page: Page | None, state: State, setting: Setting
    ) -> Placed | None:
        """What stands after the change: the same where it is the same page of the same visit."""
        visit = None if state.visit is None else state.visit.id
        if page is not None and stands is not None and stands.of == (page[0], visit):
            stands.model.show(state, setting)
            return stands
        self._leave(stands)
        if page is None and stands is None:
            return None
        self._guard.page_changed()
        if page is None:
            return None
        file, model_type = page
        model = model_type(self._pressed)
        model.setParent(self)
        model.show(state, setting)
        return Placed((file, visit), model, self._placed(file, {"model": model}))

    def _leave(self, page: Placed | None) -> None:
        self._scanner.forget()
        if page is not None:
            self._keypad.let_go()
            self._drop(page.item)
            page.model.deleteLater()

    def _drop(self, item: QQuickItem) -> None:
        """Out of sight at once; deleted when its own slot has returned."""
        item.setVisible(False)
        item.setParentItem(None)  # type: ignore[arg-type]
        # Its component holds Python's side of it as a child, for ever: so it is nobody's child, and kept here
        # until Qt has deleted it.
        item.setParent(None)
        item.deleteLater()
        self._dropped.append(item)
        QTimer.singleShot(0, self._dropped.clear)

    def _ask(self, state: State) -> None:
        """The idle question over the page, while it stands."""
        asked = state.visit is not None and state.visit.warning is not None
        if asked and self._question is None:
            self._question = self._placed(QUESTION, {})
            self._guard.page_changed()
        elif not asked and self._question is not None:
            self._keypad.let_go()
            self._drop(self._question)
            self._question = None
            self._guard.page_changed()

    def _lay(self, top: Placed) -> None:
        """What is beneath can't be touched and is not in the accessibility tree: a page below an aside is off
        the window, what is seen through the question is hidden."""
        page = self._page
        assert page is not None
        if page is not top:
            page.item.setParentItem(None)  # type: ignore[arg-type]
        elif page.item.parentItem() is None:
            others = self.contentItem().childItems()
            page.item.setParentItem(self.contentItem())
            if others:
                page.item.stackBefore(others[0])
        if self._question is None:
            self._hidden.show()
        else:
            self._hidden.hide(top.item)

    def _cover(self, state: State) -> None:
        """The curtain over all of it, while who listens wants it."""
        listening = None if state.visit is None else state.visit.listening
        covered = listening is not None and listening.covered
        if covered and self._curtain is None:
            self._curtain = self._placed(CURTAIN, {})
            self._curtain.setZ(1)
        elif not covered and self._curtain is not None:
            self._drop(self._curtain)
            self._curtain = None

    def _placed(self, file: str, properties: dict[str, object]) -> QQuickItem:
        place = {"parent": self.contentItem(), "width": self.width(), "height": self.height()}
        made = self._made(file, {"theme": self._theme, "head": self._head} | place | properties)
        assert isinstance(made, QQuickItem)
        made.setParent(self)
        return made

    def _made(self, file: str, properties: dict[str, object]) -> QObject:
        component = self._components.get(file)
        if component is None or component.isLoading():
            component = self._component(file, QQmlComponent.CompilationMode.PreferSynchronous)
            self._components[file] = component
        made = component.createWithInitialProperties(properties)
        if made is None:
            raise RuntimeError(component.errorString())
        return made

    def _component(self, file: str, mode: QQmlComponent.CompilationMode) -> QQmlComponent:
        return QQmlComponent(self._qml, QUrl.fromLocalFile(HERE / "qml" / file), mode)

    def _setting(self) -> Setting:
        key = (self._language, self._display)
        found = self._settings.get(key)
        if found is None:
            sizes, types = measures(self._panel, self._display), fonts(self._panel, self._display)
            found = self._settings[key] = Setting(self._texts[self._language], sizes, types, self._find)
        return found

    def _dressed(self) -> dict[str, object]:
        """The theme's properties."""
        setting = self._setting()
        types = setting.fonts
        band = None if self._display.mode == "contrast" else self._band
        return {
            "sizes": asdict(setting.measures),
            "roles": dict(colours(self._look.brand, self._display)),
            "fonts": {field.name: getattr(types, field.name) for field in fields(types)},
            "tepi": len(band.tepi) if band else 0,
            "labelLine": LABEL_LINE,
            "questionLine": QUESTION_LINE,
            "kepala": len(band.kepala) if band else 0,
            "moves": self._moves,
        }

    def _dress(self, display: Display) -> None:
        """All that stands there takes on the display; items and what was typed stay."""
        if display == self._display:
            return
        self._display = display
        for name, value in self._dressed().items():
            self._theme.setProperty(name, value)
        self.setColor(colours(self._look.brand, display)["paper"])

    def _speak(self, language: Language) -> None:
        if language == self._language:
            return
        QCoreApplication.removeTranslator(self._translators[self._language])
        QCoreApplication.installTranslator(self._translators[language])
        self._language = language
        self._qml.retranslate()

    # --- what reaches the pages ---------------------------------------------------------------------------

    def _unwanted(self, event: QEvent) -> bool:
        """Keys, the keypad's or a reader's or nobody's, and a touch that does not count, to its end."""
        kind = event.type()
        if kind in KEYS:
            if isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress and not event.isAutoRepeat():
                self._keyed(event.key(), event.text())
            return True
        if isinstance(event, QPointerEvent):
            self._show_cursor(event)
        if kind in BEGINS and isinstance(event, QPointerEvent):
            self._ignoring = not self.would_take(event.point(0).position())
            return self._ignoring
        if kind in ENDS and self._ignoring:
            self._ignoring = False
            return True
        return kind in GOES_ON and self._ignoring

    def _keyed(self, key: int, text: str) -> None:
        read = self._scanner.key(key, text)
        if read is not None:
            if read:
                self._post(Scanned(read))
        elif EARPHONES.get(key):
            self._keypad.wake()
        elif key in EARPHONES:
            self._post(ListeningChosen(None))
        elif key in VERBS and self._takes(VERBS[key]):
            self._keypad.press(VERBS[key])

    def _takes(self, verb: Verb) -> bool:
        """Moving the focus is no action: only a page change keeps it waiting."""
        focused = self._keypad.focused
        match verb:
            case Verb.PREVIOUS | Verb.NEXT:
                if self._guard.settled:
                    self._guard.meant()
                return self._guard.settled
            case Verb.SELECT if focused is not None and focused.element.brief:
                return self._guard.takes_character
            case _:
                # Each of these may be an action the second time, whatever it was the first.
                taken = self._guard.takes_action
                if taken:
                    self._guard.acted()
                return taken

    def _pressed(self, input: Input) -> None:
        """What pages, frame and keypad post: an action, unless it is a character or only a sign of life."""
        if not isinstance(input, Typed | Erased | Cleared | Keyed):
            self._guard.acted()
        self._post(input)

    def _is_pad_key(self, place: QPointF) -> bool:
        """Whether a key of a pad lies there, in the window's pixels."""
        return any(
            item.property("repeats") is True and item.contains(item.mapFromScene(place))
            for item in visible(self.contentItem())
        )

    def _show_cursor(self, event: QPointerEvent) -> None:
        """A mouse that moves shows its arrow; a finger hides it."""
        mouse = event.pointingDevice().type() is QInputDevice.DeviceType.Mouse
        shape = Qt.CursorShape.ArrowCursor if mouse else Qt.CursorShape.BlankCursor
        if self.cursor().shape() is not shape:
            self.setCursor(shape)


# --- the program's end --------------------------------------------------------------------------------


class SignalWatch(QSocketNotifier):
    """SIGINT and SIGTERM end the event loop, as long as this is kept.

    Python runs its handlers only between its own instructions, which Qt's loop may never reach: the signal's
    number comes through a socket that the loop watches.
    """

    def __init__(self, app: QGuiApplication) -> None:
        self._near, self._far = socket.socketpair()
        self._near.setblocking(False)
        self._far.setblocking(False)
        super().__init__(self._near.fileno(), QSocketNotifier.Type.Read)
        # quit() asks the windows first, and a kiosk's refuses to close.
        self.activated.connect(lambda: app.exit(0))
        signal.set_wakeup_fd(self._far.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _noted)

    def close(self) -> None:
        self.setEnabled(False)
        signal.set_wakeup_fd(-1)
        self._near.close()
        self._far.close()


def _noted(number: int, frame: FrameType | None) -> None:
    """The socket says the rest."""


def crash_door(end: Callable[[int], object] = os._exit) -> None:
    """From now on an exception in a slot or thread is logged by type and place and ends all with 70."""

    def crashed(kind: type[BaseException], place: TracebackType | None) -> None:
        frames = traceback.extract_tb(place)
        steps = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
        logging.getLogger("crash").critical("%s at %s", kind.__name__, steps or "unknown")
        logging.shutdown()
        end(CRASHED)

    sys.excepthook = lambda kind, _, place: crashed(kind, place)
    sys.unraisablehook = lambda fault: crashed(fault.exc_type, fault.exc_traceback)
    threading.excepthook = lambda fault: crashed(fault.exc_type, fault.exc_traceback)
