"""Sizes, type and colours of the screen, from the panel's real size in millimetres.

`measures`, `fonts` and `colours` are pure; QML reads them through `qml/components/Theme.qml`. Lengths are in
whole pixels. `k` lets things grow on panels that people look at from further away; `u` is 2 mm times `k`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from config.look.bands import TEPI
from config.look.colours import Roles, roles
from kiosk.visit.state import Display, TextSize

FAMILY = "Plus Jakarta Sans"
CAP_HEIGHT = 0.745
"""Of the family's capitals, in parts of the font's size."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A screen as it stands there: pixels, and the size of the picture in millimetres."""

    width: int
    height: int
    width_mm: float
    height_mm: float

    @property
    def portrait(self) -> bool:
        return self.height > self.width

    @property
    def px_per_mm(self) -> float:
        return self.width / self.width_mm

    @property
    def short_mm(self) -> float:
        return min(self.width_mm, self.height_mm)

    @property
    def k(self) -> float:
        """An upright panel that is short for its width has no more room than its height gives."""
        room = min(self.width_mm / 268, self.height_mm / 476) if self.portrait else self.height_mm / 268
        return min(max(room, 1.0), 1.5)

    @property
    def compact(self) -> bool:
        return not self.portrait and self.short_mm < 250

    @property
    def narrow(self) -> bool:
        """5:4 and its like, or small: no room for two columns beside the cloth."""
        return not self.portrait and self.width_mm / self.k < 420


PANELS: Mapping[str, Panel] = {
    "1080x1920": Panel(1080, 1920, 398, 708),
    "1920x1080": Panel(1920, 1080, 476, 268),
    "1280x1024": Panel(1280, 1024, 377, 301),
    "1366x768": Panel(1366, 768, 345, 194),
}
"""The panels that kiosks are built with: 32", 21.5", 19" and 15.6"."""

LEAST_MM, LEAST_UPRIGHT_MM = (345, 194), (476, 267)
"""Long and short side of the smallest panel that has room for every screen."""
LOWEST, HIGHEST = 1.5, 8.0
"""Pixels per millimetre of what somebody touches; a screen that says less or more does not know."""


def panel_with(width: int, height: int, width_mm: float, height_mm: float) -> Panel:
    """So many pixels on so many millimetres, if that can be; else as such a panel is in `PANELS`, else as the
    smallest. Where it is smaller still, all on it is so much smaller than it should be, and nothing is cut.

    Screens say what they like: nothing, their ratio in centimetres, or the sides as they are lying down.
    """
    if (height > width) != (height_mm > width_mm):
        width_mm, height_mm = height_mm, width_mm
    least = LEAST_UPRIGHT_MM if height > width else LEAST_MM
    densest = min(max(width, height) / least[0], min(width, height) / least[1])
    if can_be(width, height, width_mm, height_mm):
        return _dense(width, height, min(width / width_mm, densest))
    return PANELS.get(f"{width}x{height}") or _dense(width, height, densest)


def can_be(width: int, height: int, width_mm: float, height_mm: float) -> bool:
    """Whether a panel of so many pixels may be so large."""
    if width_mm <= 0 or height_mm <= 0:
        return False
    across, down = width / width_mm, height / height_mm
    return LOWEST <= across < HIGHEST and abs(across / down - 1) <= 0.1


def _dense(width: int, height: int, px_per_mm: float) -> Panel:
    return Panel(width, height, width / px_per_mm, height / px_per_mm)


_SIZED = re.compile(r"([1-9]\d{2,3})x([1-9]\d{2,3})@([1-9]\d{1,3})x([1-9]\d{1,3})")


def panel_named(text: str) -> Panel | None:
    """One of `PANELS`, or one like `1920x1080@598x336`: pixels and millimetres, if that can be."""
    sized = _SIZED.fullmatch(text)
    if sized is None:
        return PANELS.get(text)
    width, height, width_mm, height_mm = map(int, sized.groups())
    return (
        panel_with(width, height, width_mm, height_mm) if can_be(width, height, width_mm, height_mm) else None
    )


# --- lengths ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in pixels. `cloth*`: how far the cloth reaches, down in portrait, to the right in landscape."""

    width: int
    height: int
    portrait: bool
    compact: bool
    text_size: TextSize
    growth: float
    """How much larger than usual labels and small text are."""
    tight: bool
    """Larger text on a small panel: notes go."""
    stacked: bool
    """Larger text where all of the footer finds no room in one row: buttons stand above the helpers."""
    snug: bool
    """Largest text on a small panel: icons of buttons go, and what only explains."""
    columns: int
    """Of a list of rows."""
    tiles_across: int
    tiles_down: int
    u: int
    cloth: int
    cloth_half: int
    cloth_tall: int
    cloth_margin: int
    head_top: int
    question_top: int
    body_left: int
    body_right: int
    body_top: int
    """From the cloth's edge in portrait, from the panel's in landscape."""
    footer: int
    footer_plain: int
    """Of a screen whose only button is Kembali."""
    button: int
    gap: int
    pad_gap: int
    key: int
    number_key: int
    least: int
    """Of what a finger finds, across and down: 15 mm."""
    thread: int
    """A cell of the woven band."""
    thread_tall: int
    """The same on the attract screen."""
    hem: int
    """As deep as the band along the edge may be."""
    hairline: int
    outline: int
    strong: int
    edge: int
    """The thicker lower edge of what can be pressed."""

    @property
    def body_width(self) -> int:
        """Of a screen with the plain cloth."""
        return (
            self.width - self.body_right - (self.body_left if self.portrait else self.cloth + self.body_left)
        )

    @property
    def half_width(self) -> int:
        """Of the body beside the half cloth."""
        return self.width - self.body_right - self.body_left - (0 if self.portrait else self.cloth_half)

    @property
    def number_width(self) -> int:
        """On the half cloth, beside the band where it stands upright."""
        hem = 0 if self.portrait else self.hem
        return (self.width if self.portrait else self.cloth_half) - 2 * self.cloth_margin - hem

    @property
    def body_height(self) -> int:
        above = self.body_top + (self.cloth if self.portrait else 0)
        return self.height - above - self.footer

    @property
    def list_height(self) -> int:
        """Of the body of a screen whose only button is Kembali."""
        return self.body_height + self.footer - self.footer_plain


def measures(panel: Panel, display: Display) -> Measures:
    def mm(length: float) -> int:
        return max(1, round(length * panel.k * panel.px_per_mm))

    u = mm(2)
    portrait, compact = panel.portrait, panel.compact
    contrast = display.mode == "contrast"
    small_thread = compact or panel.narrow
    thread = mm(0.75 if small_thread else 1)
    across, down = _tiles(panel, display)
    snug = display.text_size == 3 and panel.narrow
    stacked = display.text_size > (2 if portrait else 1) and (portrait or (panel.narrow and not compact))
    return Measures(
        width=panel.width,
        height=panel.height,
        portrait=portrait,
        compact=compact,
        text_size=display.text_size,
        growth=_GROWTH["text"][display.text_size - 1],
        tight=display.text_size > 1 and panel.narrow,
        stacked=stacked,
        snug=snug,
        columns=1 if portrait or panel.narrow or display.text_size == 3 else 2,
        tiles_across=across,
        tiles_down=down,
        u=u,
        cloth=_cloth(panel, display),
        cloth_half=round(panel.height / 2)
        if portrait
        else round(panel.width * (0.40 if snug else 0.42 if panel.narrow else 0.47)),
        cloth_tall=round(panel.height * 0.654) if portrait else round(panel.width * 0.62),
        cloth_margin=5 * u if compact else 7 * u if panel.narrow else 8 * u,
        head_top=4 * u if compact else 6 * u,
        question_top=15 * u if compact else 24 * u,
        body_left=8 * u if portrait else 4 * u if compact else 7 * u,
        body_right=8 * u if portrait else 4 * u if compact else 7 * u,
        body_top=5 * u if portrait else 4 * u if compact else 6 * u,
        footer=(14 if compact else 35 if stacked else 18) * u,
        footer_plain=(14 if compact else 20 if stacked else 18) * u,
        button=10 * u if compact else 13 * u,
        gap=2 * u,
        pad_gap=max(round(1.5 * u), _up(3 * panel.px_per_mm)),
        # Larger text leaves the results on the smallest panel two rows if keys are 16 mm high there.
        key=mm(16) if compact and display.text_size > 1 else (9 if compact else 11) * u,
        number_key=round(u * (17.5 if portrait else 11 if compact else 15)),
        least=_up(15 * panel.px_per_mm),
        thread=thread,
        thread_tall=mm(1.5) if portrait else thread,
        hem=TEPI * thread,
        hairline=mm(0.75 if contrast else 0.25),
        outline=mm(0.75 if contrast else 0.5),
        strong=mm(0.75),
        edge=0 if contrast else mm(1),
    )


def _tiles(panel: Panel, display: Display) -> tuple[int, int]:
    """How many tiles stand side by side, and in how many rows."""
    across = 3 if panel.portrait or (panel.narrow and not panel.compact) else 4
    down = 4 if panel.portrait else 3
    if display.lowered and panel.portrait:
        down -= 2
    if panel.compact and display.text_size > 1:
        return across - 1, 5 - display.text_size
    if panel.narrow and display.text_size > 1:
        return 5 - display.text_size, 3
    if display.text_size == 3:
        return (3, 3) if down == 4 else (across - 1, down)
    return across, down


def _cloth(panel: Panel, display: Display) -> int:
    if panel.portrait:
        # The largest letters need the room that lowered controls would leave empty.
        lowered = 2 if display.text_size < 3 else 2.7
        return round(panel.height / (lowered if display.lowered else 3))
    return round(panel.width * (0.335 if panel.compact or panel.narrow else 0.3125))


def _up(length: float) -> int:
    return -int(-length // 1)


# --- type -------------------------------------------------------------------------------------------

_GROWTH: Mapping[str, tuple[float, float, float]] = {
    "question": (1.0, 1.08, 1.15),
    "title": (1.0, 1.15, 1.3),
    "text": (1.0, 1.25, 1.5),
}
"""How a role grows with text size 1, 2, 3."""

LINE = 1.26
"""How high a line of the product's font is, in its pixel size."""
LABEL_LINE, QUESTION_LINE = 0.94, 0.9
"""How high lines of running text and of questions are set, in parts of that height."""

_MEDIUM, _SEMIBOLD, _BOLD, _EXTRABOLD = (
    QFont.Weight.Medium,
    QFont.Weight.DemiBold,
    QFont.Weight.Bold,
    QFont.Weight.ExtraBold,
)


@dataclass(frozen=True, slots=True)
class Fonts:
    """One font a role. Digits are of equal width in all of them."""

    question: QFont
    question_home: QFont
    question_attract: QFont
    door: QFont
    title: QFont
    lead: QFont
    """Title size, for sentences."""
    key: QFont
    running: QFont
    """Label size, for sentences."""
    label: QFont
    strong: QFont
    """Label size, for buttons and headings."""
    small: QFont
    meta: QFont
    """Small size, for facts about a thing."""
    number: QFont
    """The queue number's largest: 82 mm of capitals on a totem, 41 mm elsewhere; `fitted` makes it fit."""


def fonts(panel: Panel, display: Display) -> Fonts:
    def px(cap_mm: float, kind: str) -> float:
        growth = _GROWTH[kind][display.text_size - 1]
        return cap_mm * growth * panel.k * panel.px_per_mm / CAP_HEIGHT

    question = px(8 if panel.compact else 10, "question")
    if panel.narrow and not panel.compact:
        question = min(question, 10 * 1.08 * panel.k * panel.px_per_mm / CAP_HEIGHT)
    body = 1.24 if panel.portrait else 0.86 if panel.narrow and not panel.compact else 1.0
    home = 1.42 if panel.portrait else body if panel.narrow else 1.1
    attract = 2.2 if panel.portrait else 1.9 if panel.compact or not panel.narrow else 1.5
    title, label, small = px(6.2, "title"), px(5, "text"), px(4, "text")
    sizes = measures(panel, display)
    return Fonts(
        question=_question(question * body),
        question_home=_question(question * home),
        question_attract=_question(question * attract),
        door=_font(title * 1.2, _BOLD),
        title=_font(title, _BOLD),
        lead=_font(title, _MEDIUM),
        key=_font(min(title, (sizes.key - sizes.edge - sizes.u) / LINE), _SEMIBOLD),
        running=_font(label, _MEDIUM),
        label=_font(label, _SEMIBOLD),
        strong=_font(label, _BOLD),
        small=_font(small, _MEDIUM, spacing=1.012),
        meta=_font(small, _SEMIBOLD, spacing=1.012),
        number=_font((82 if panel.portrait else 41) * panel.k * panel.px_per_mm / CAP_HEIGHT, _EXTRABOLD),
    )


def fitted(font: QFont, text: str, width: int) -> QFont:
    """`font`, or as large as `width` pixels allow."""
    smaller = QFont(font)
    smaller.setPixelSize(int(font.pixelSize() * min(1.0, width / advance(text, font))))
    return smaller


def in_size(font: QFont, now: TextSize, wanted: TextSize) -> QFont:
    """A label's font of text size `now` as it is in `wanted`."""
    growth = _GROWTH["text"]
    other = QFont(font)
    other.setPixelSize(round(font.pixelSize() * growth[wanted - 1] / growth[now - 1]))
    return other


def _font(px: float, weight: QFont.Weight, *, spacing: float = 1.0, words: float = 0.07) -> QFont:
    """The family's word space is only 0.17 em: `words` adds to it, in parts of the size."""
    font = QFont(FAMILY)
    font.setPixelSize(int(px))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Another font's letters, whichever a machine has, would also make lines higher.
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setWordSpacing(words * px)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, (spacing - 1) * px)
    return font


def _question(px: float) -> QFont:
    return _font(px, _BOLD, spacing=0.988, words=0.03)


def lines(text: str, font: QFont, width: float) -> int:
    """How many lines the text takes, wrapped between words as QML's Text wraps it."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        count += 1
    layout.endLayout()
    return count


def line_height(font: QFont) -> float:
    return QFontMetricsF(font).height() * LABEL_LINE


def height(text: str, font: QFont, width: float) -> float:
    """Of the text as QML's Text wraps it: Qt gives the first line its whole height."""
    return QFontMetricsF(font).height() + (lines(text, font, width) - 1) * line_height(font)


def advance(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


# --- colour -----------------------------------------------------------------------------------------


def colours(brand: str, display: Display) -> Roles:
    """Colours by role, `#RRGGBB`."""
    return roles(brand, display.mode)
