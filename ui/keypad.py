"""Where the keypad's focus is, what its verbs do, and what is said. All of it belongs to the GUI thread."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from PySide6.QtCore import QMetaObject, QPointF, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem

from kiosk.visit.inputs import AsideOpened, Keyed, Stayed, WentBack
from kiosk.visit.state import Listening, SoundHelp, Visit
from ui.bridge import Post
from ui.keys import Verb
from ui.speech import Utterance, Voice
from ui.spoken import Element, Kind, changed, fields, focused, opening, sayable
from ui.texts import Texts, untied

KINDS: Mapping[QAccessible.Role, Kind] = {
    QAccessible.Role.Heading: "heading",
    QAccessible.Role.StaticText: "text",
    QAccessible.Role.StatusBar: "status",
    QAccessible.Role.AlertMessage: "status",
    QAccessible.Role.EditableText: "field",
    QAccessible.Role.Button: "control",
}
LEFT_OUT = frozenset({QAccessible.Role.TitleBar, QAccessible.Role.Clock})
"""On every screen, and never what one came for."""


@dataclass(frozen=True, slots=True)
class Node:
    element: Element
    item: QQuickItem

    @property
    def middle(self) -> QPointF:
        """In the window's pixels."""
        return self.item.mapRectToScene(QRectF(0, 0, self.item.width(), self.item.height())).center()


def nodes(surface: QQuickItem) -> list[Node]:
    """The accessibility tree of a page, in reading order; what lies within a node belongs to it."""
    root = QAccessible.queryAccessibleInterface(surface)
    return [] if root is None else list(_below(root))


def _below(parent: QAccessibleInterface) -> Iterator[Node]:
    for number in range(parent.childCount()):
        found = parent.child(number)
        item = None if found is None else found.object()
        if found is None or not isinstance(item, QQuickItem) or not item.isVisible():
            continue
        role = found.role()
        if role in KINDS:
            element = Element(
                kind=KINDS[role],
                name=untied(found.text(QAccessible.Text.Name)),
                about=untied(found.text(QAccessible.Text.Description)),
                enabled=item.isEnabled(),
                selected=item.property("selected") is True,
                brief=item.property("repeats") is True,
            )
            if element.name:
                yield Node(element, item)
        elif role not in LEFT_OUT:
            yield from _below(found)


class Keypad:
    """Speaks while a visit listens. Each verb cuts what was being said, and each has its answer."""

    def __init__(self, ring: QQuickItem, voice: Voice, post: Post, texts: Texts) -> None:
        """`ring` marks what has the focus: its parent."""
        self._ring, self._voice, self._post = ring, voice, post
        self._texts = texts
        self._listening: Listening | None = None
        self._visit: Visit | None = None
        self._surface = ring
        self._of: Hashable = None
        self._nodes: list[Node] = []
        self._focused: Node | None = None
        self._acted = False
        self._helped = False
        self._said: list[str] = []
        """Since it was last cut."""

    # --- what the screen shows --------------------------------------------------------------------------

    def show(self, surface: QQuickItem, of: Hashable, visit: Visit | None, texts: Texts) -> None:
        """`surface` is what stands on top; another `of` is another screen."""
        before, left, same = self._listening, self._visit, of == self._of
        self._surface, self._of, self._visit = surface, of, visit
        if visit is not None:
            self._listening = visit.listening
        elif left is not None or not same:
            self._listening = None
        if self._listening is None and before is not None:
            self._end(before, over=left is not None and visit is None)
        self._texts = texts
        if self._listening is not None and before is not None and same:
            self._look()
        elif self._listening is not None:
            self._open(began=before is None)

    def _open(self, *, began: bool) -> None:
        self._helped = False
        self._nodes = nodes(self._surface)
        self._focus(None)
        self._cut()
        self._say([*(self._welcome() if began else []), *opening(self._elements(), self._texts)])

    def let_go(self) -> None:
        """Before the items of a page are destroyed."""
        self._ring.setParentItem(None)  # type: ignore[arg-type]

    @property
    def focused(self) -> Node | None:
        return self._focused

    def _end(self, last: Listening, *, over: bool) -> None:
        self._focus(None)
        self._cut()
        self._nodes = []
        if over:
            farewell = [self._texts.translate("Keypad", "Kunjungan Anda selesai, layar kembali ke awal")]
            self._voice.say(self._uttered(farewell, last))

    def _welcome(self) -> list[str]:
        translate = self._texts.translate
        return [
            translate("Keypad", "Panduan suara menyala"),
            translate("Keypad", "Panah kanan dan kiri memilih, tombol tengah membuka"),
            translate("Keypad", "Panah atas mengulang, panah bawah kembali"),
        ]

    def _look(self) -> None:
        """The same screen, perhaps with something new on it."""
        before, self._nodes = self._elements(), nodes(self._surface)
        said = changed(before, self._elements(), self._texts, acted=self._acted)
        old, new = self._focused, self._kept()
        self._focus(new)
        if new is not None and old is not None and self._acted and new.element != old.element:
            said += self._of_focus()
        self._say(said)

    def _kept(self) -> Node | None:
        """What has the focus now: the same item, else what is called so, else what stands beside it, else
        nothing."""
        if self._focused is None:
            return None
        item, name, found = self._focused.item, self._focused.element.name, self._controls()
        same = (one for one in found if one.item is item)
        named = (one for one in found if one.element.name == name)
        # The last page takes `Berikutnya` away: `Sebelumnya` has it then.
        beside = (one for one in found if item.isVisible() and one.item.parentItem() is item.parentItem())
        return next(same, None) or next(named, None) or next(beside, None)

    # --- the verbs --------------------------------------------------------------------------------------

    def press(self, verb: Verb) -> None:
        """The first key of a visit only makes it listen."""
        if self._listening is None:
            self.wake()
        else:
            self._obey(verb)

    def wake(self) -> None:
        """Somebody listens; where no visit can begin, to the screen that stands there."""
        self._post(Keyed())
        if self._listening is None:
            self._listening = Listening()
            self._open(began=True)

    def _obey(self, verb: Verb) -> None:
        said, helped = self._said, self._helped
        self._cut()
        self._post(Keyed())
        self._helped = verb is Verb.HELP
        match verb:
            case Verb.NEXT:
                self._move(1)
            case Verb.PREVIOUS:
                self._move(-1)
            case Verb.SELECT:
                self._select()
            case Verb.BACK:
                self._post(Stayed() if self._asked else WentBack())
            case Verb.HELP:
                self._help(said, again=helped)
            case _:
                assert_never(verb)
        if not self._said and self._listening is not None:
            self._say(self._unchanged(verb) or opening(self._elements(), self._texts))

    def _unchanged(self, verb: Verb) -> list[str]:
        """The answer to a key that changed nothing. A character that was not taken is not said again: it may
        be a hidden one."""
        if verb is Verb.SELECT and self._focused is not None and self._focused.element.brief:
            return fields(self._elements(), self._texts)
        return self._of_focus()

    @property
    def _asked(self) -> bool:
        """Whether the idle question stands."""
        return self._visit is not None and self._visit.warning is not None

    def _move(self, by: int) -> None:
        """Around in a ring; before the first move the focus is between the last and the first."""
        found = self._controls()
        if not found:
            return
        items = [one.item for one in found]
        if self._focused is None:
            at = 0 if by > 0 else -1
        else:
            at = (items.index(self._focused.item) + by) % len(items)
        self._focus(found[at])
        self._say(self._of_focus())

    def _select(self) -> None:
        if self._focused is None:
            self._say([self._texts.translate("Keypad", "Pilih dahulu dengan panah kanan atau kiri")])
            return
        self._acted = True
        QMetaObject.invokeMethod(self._focused.item, "tapped")
        if self._listening is not None:
            self._look()
        self._acted = False

    def _help(self, said: list[str], *, again: bool) -> None:
        if again:
            self._post(AsideOpened(SoundHelp()))
            return
        self._say(said)
        hint = self._texts.translate("Keypad", "Panah atas sekali lagi: volume, kecepatan, dan penutup layar")
        if self._listening is not None:
            self._voice.say(self._uttered([hint], self._listening))

    # --- focus and voice --------------------------------------------------------------------------------

    def _elements(self) -> list[Element]:
        return [one.element for one in self._nodes]

    def _controls(self) -> list[Node]:
        return [one for one in self._nodes if one.element.takes_focus]

    def _focus(self, node: Node | None) -> None:
        self._focused = node
        self._ring.setParentItem(None if node is None else node.item)  # type: ignore[arg-type]
        if node is not None:
            node.item.forceActiveFocus()

    def _of_focus(self) -> list[str]:
        if self._focused is None:
            return []
        found = self._controls()
        place = [one.item for one in found].index(self._focused.item) + 1
        return focused(self._focused.element, place, len(found), self._texts)

    def _cut(self) -> None:
        self._voice.hush()
        self._said = []

    def _say(self, sentences: list[str]) -> None:
        said = [one for one in sentences if one]
        if said and self._listening is not None:
            self._said += said
            self._voice.say(self._uttered(said, self._listening))

    def _uttered(self, sentences: list[str], listening: Listening) -> Utterance:
        text = sayable(sentences, self._texts.language)
        return Utterance(text, self._texts.language, listening.volume, listening.speed)
