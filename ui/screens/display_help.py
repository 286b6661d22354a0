"""How a citizen sees and hears the screen: each choice shows at once, and ends with the visit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import get_args

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtQml import QmlElement

from config.look.colours import MODES
from kiosk.visit.inputs import DisplayChosen, LanguageChosen, ListeningChosen
from kiosk.visit.state import Display, Listening, State, TextSize
from ui.bridge import PageModel, Post, Rows, Setting
from ui.texts import LANGUAGES
from ui.theme import in_size

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

SIZES: tuple[TextSize, ...] = get_args(TextSize)
MODE_ICONS = {"light": "sun-bold", "dark": "moon-bold", "contrast": "circle-half-bold"}
LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English"}
"""Each in itself: who cannot read the screen's finds it."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    title: str
    icon: str
    selected: bool
    face: QFont


@dataclass(frozen=True, slots=True)
class Props:
    display: Display
    sizes: tuple[Choice, ...]
    modes: tuple[Choice, ...]
    places: tuple[Choice, ...]
    sounds: tuple[Choice, ...]
    languages: tuple[Choice, ...]


def derive(state: State, setting: Setting) -> Props:
    assert state.visit is not None
    visit, texts, plain = state.visit, setting.texts, setting.fonts.label
    display = visit.display
    size_names = (
        texts.translate("DisplayHelp", "Biasa"),
        texts.translate("DisplayHelp", "Besar"),
        texts.translate("DisplayHelp", "Terbesar"),
    )
    mode_names = {
        "light": texts.translate("DisplayHelp", "Terang"),
        "dark": texts.translate("DisplayHelp", "Gelap"),
        "contrast": texts.translate("DisplayHelp", "Kontras tinggi"),
    }

    def chosen(options: Iterable[tuple[str, str, str]], now: str) -> tuple[Choice, ...]:
        return tuple(Choice(value, title, icon, value == now, plain) for value, title, icon in options)

    return Props(
        display=display,
        sizes=tuple(
            Choice(str(size), name, "", size == display.text_size, in_size(plain, display.text_size, size))
            for size, name in zip(SIZES, size_names, strict=True)
        ),
        modes=chosen(((mode, mode_names[mode], MODE_ICONS[mode]) for mode in MODES), display.mode),
        places=chosen(
            (
                ("usual", texts.translate("DisplayHelp", "Biasa"), "rows-bold"),
                ("lowered", texts.translate("DisplayHelp", "Diturunkan"), "arrow-line-down-bold"),
            ),
            "lowered" if display.lowered else "usual",
        ),
        sounds=chosen(
            (
                ("off", texts.translate("DisplayHelp", "Mati"), "speaker-slash-bold"),
                ("on", texts.translate("DisplayHelp", "Dengar"), "headphones-bold"),
            ),
            "off" if visit.listening is None else "on",
        ),
        languages=chosen(((one, LANGUAGE_NAMES[one], "") for one in LANGUAGES), visit.language),
    )


@QmlElement
class DisplayHelpModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props(Display(), (), (), (), (), ())
        self._sizes = Rows(Choice, self)
        self._modes = Rows(Choice, self)
        self._places = Rows(Choice, self)
        self._sounds = Rows(Choice, self)
        self._languages = Rows(Choice, self)

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self._sizes.show(props.sizes)
            self._modes.show(props.modes)
            self._places.show(props.places)
            self._sounds.show(props.sounds)
            self._languages.show(props.languages)
            self.changed.emit()

    @Property(Rows, notify=changed)
    def sizes(self) -> Rows:
        return self._sizes

    @Property(Rows, notify=changed)
    def modes(self) -> Rows:
        return self._modes

    @Property(Rows, notify=changed)
    def places(self) -> Rows:
        return self._places

    @Property(Rows, notify=changed)
    def sounds(self) -> Rows:
        return self._sounds

    @Property(Rows, notify=changed)
    def languages(self) -> Rows:
        return self._languages

    @Slot(str)
    def size(self, value: str) -> None:
        size = next(one for one in SIZES if str(one) == value)
        self.post(DisplayChosen(replace(self._props.display, text_size=size)))

    @Slot(str)
    def colour(self, value: str) -> None:
        mode = next(one for one in MODES if one == value)
        self.post(DisplayChosen(replace(self._props.display, mode=mode)))

    @Slot(str)
    def place(self, value: str) -> None:
        self.post(DisplayChosen(replace(self._props.display, lowered=value == "lowered")))

    @Slot(str)
    def sound(self, value: str) -> None:
        self.post(ListeningChosen(Listening() if value == "on" else None))

    @Slot(str)
    def language(self, value: str) -> None:
        self.post(LanguageChosen(next(one for one in LANGUAGES if one == value)))

    @Slot()
    def reset(self) -> None:
        self.post(DisplayChosen(Display()))
