"""Sizes in millimetres on every panel, text sizes, modes."""

import pytest
from PySide6.QtGui import QFontMetricsF, QGuiApplication

from config.look.colours import MODES
from kiosk.visit.state import Display, TextSize
from ui.theme import (
    CAP_HEIGHT,
    PANELS,
    colours,
    fitted,
    fonts,
    line_height,
    lines,
    measures,
    panel_named,
    panel_with,
)

SIZES: tuple[TextSize, ...] = (1, 2, 3)


@pytest.mark.parametrize(
    ("panel", "k", "u", "cloth", "thread"),
    [
        ("1080x1920", 1.49, 8, 640, 4),
        ("1920x1080", 1.0, 8, 600, 4),
        ("1280x1024", 1.12, 8, 429, 3),
        ("1366x768", 1.0, 8, 458, 3),
    ],
)
def test_lengths_of_each_panel(panel: str, k: float, u: int, cloth: int, thread: int) -> None:
    found = measures(PANELS[panel], Display())
    assert PANELS[panel].k == pytest.approx(k, abs=0.005)
    assert (found.u, found.cloth, found.thread) == (u, cloth, thread)


@pytest.mark.parametrize(
    ("pixels", "said", "width_mm"),
    [
        # As the screen says: a 43" totem, one of 27" that says how it lies, 55", 15.6" with twice the pixels.
        ((1080, 1920), (535, 952), 535),
        ((1080, 1920), (597, 336), 336),
        ((1920, 1080), (1210, 680), 1210),
        ((2732, 1536), (345, 194), 345),
        # Nothing, its ratio, sides of another panel: what is built with so many pixels, else the smallest.
        ((1080, 1920), (0, 0), 398),
        ((1366, 768), (16, 9), 345),
        ((1280, 1024), (1600, 900), 377),
        ((1920, 1080), (476, 0), 476),
        ((1280, 800), (0, 0), 345),
        ((800, 1280), (0, 0), 297.5),
        # 10" and 15" upright: all is smaller than it should be, and stays on the screen.
        ((1366, 768), (224, 126), 345),
        ((1080, 1920), (194, 345), 267.8),
    ],
)
def test_a_panel_is_as_large_as_its_screen_says_if_that_can_be(
    pixels: tuple[int, int], said: tuple[float, float], width_mm: float
) -> None:
    panel = panel_with(*pixels, *said)
    assert (panel.width, panel.height) == pixels
    assert panel.width_mm == pytest.approx(width_mm, abs=0.6)
    assert panel.width / panel.width_mm == pytest.approx(panel.height / panel.height_mm, rel=0.01)


def test_panels_are_said_by_name_or_with_their_size() -> None:
    assert {name: panel_named(name) for name in PANELS} == PANELS
    assert panel_named("1920x1080@598x336") == panel_with(1920, 1080, 598, 336)
    wrong = ("640x480", "1920x1080@16x9", "1080x1920@708x398", "1920x1080@0x0", "1920x1080@598", "x@x", "")
    assert [panel_named(one) for one in wrong] == [None] * len(wrong)


@pytest.mark.parametrize("panel", PANELS)
def test_what_is_touched_is_large_enough(panel: str) -> None:
    found, scale = measures(PANELS[panel], Display()), PANELS[panel].px_per_mm
    assert min(found.button, found.key, found.number_key) >= 15 * scale
    assert min(found.gap, found.pad_gap) >= 3 * scale - 0.5


def test_a_lowered_totem_has_half_a_cloth() -> None:
    assert measures(PANELS["1080x1920"], Display(lowered=True)).cloth == 960
    assert measures(PANELS["1920x1080"], Display(lowered=True)).cloth == 600


def test_high_contrast_draws_lines_and_no_lower_edge() -> None:
    plain, contrast = (measures(PANELS["1920x1080"], Display(mode)) for mode in ("light", "contrast"))
    assert plain.edge > 0 and contrast.edge == 0
    assert contrast.hairline == round(0.75 * PANELS["1920x1080"].px_per_mm) > plain.hairline


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("size", SIZES)
def test_capitals_have_their_height(qapp: QGuiApplication, panel: str, size: TextSize) -> None:
    growth = (1, 1.25, 1.5)[size - 1]
    font = fonts(PANELS[panel], Display(text_size=size)).label
    millimetres = QFontMetricsF(font).capHeight() / PANELS[panel].px_per_mm
    assert millimetres == pytest.approx(5 * PANELS[panel].k * growth, rel=0.05)


@pytest.mark.parametrize("panel", PANELS)
def test_no_text_is_smaller_than_small(qapp: QGuiApplication, panel: str) -> None:
    found = fonts(PANELS[panel], Display())
    sizes = {name: getattr(found, name).pixelSize() for name in found.__slots__}
    assert min(sizes.values()) == sizes["small"] == sizes["meta"]
    least = 4 * PANELS[panel].k * PANELS[panel].px_per_mm / CAP_HEIGHT
    assert sizes["small"] == int(least)


@pytest.mark.parametrize("text", ["A-1", "A-012", "WWWW-W999"])
def test_the_number_fills_its_room_and_no_more(qapp: QGuiApplication, text: str) -> None:
    panel = PANELS["1080x1920"]
    font = fitted(fonts(panel, Display()).number, text, 900)
    assert QFontMetricsF(font).horizontalAdvance(text) <= 900
    assert QFontMetricsF(font).capHeight() <= 82 * panel.k * panel.px_per_mm * 1.02


def test_lines_are_counted_as_they_wrap(qapp: QGuiApplication) -> None:
    font = fonts(PANELS["1080x1920"], Display()).label
    word = QFontMetricsF(font).horizontalAdvance("kata ")
    assert lines("kata", font, word) == 1
    assert lines("kata kata kata", font, word) == 3
    assert lines("satu\ndua", font, 10 * word) == 1
    assert line_height(font) == pytest.approx(QFontMetricsF(font).height() * 0.94)


@pytest.mark.parametrize("mode", MODES)
def test_every_role_has_its_colour(mode: str) -> None:
    light, found = colours("#8A1538", Display()), colours("#8A1538", Display(mode=mode))  # type: ignore[arg-type]
    assert found.keys() == light.keys()
