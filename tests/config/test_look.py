"""Colour roles hold for any brand; bands are whole threads; icons are drawings in the text's colour."""

import math
import re
import tomllib
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.parts.frame import ROOT
from config.look.bands import PLAIN_STRIP, Rows, path
from config.look.colours import MODES, Mode, colour_of, contrast, luminance, oklch, roles, solve
from config.look.icons import icon, icon_names
from config.models import Band

PROFILES = ROOT / "config" / "profiles"

PAPERS = ("paper", "tile", "sunken")
TEXT_PAIRS = (
    *(("ink", back) for back in (*PAPERS, "threadSoft")),
    *(("inkSoft", back) for back in (*PAPERS, "threadSoft")),
    *(("accentText", back) for back in PAPERS),
    *((text, "accentSoft") for text in ("selectedInk", "selectedInkSoft", "selectedText")),
    *((text, "cloth") for text in ("clothInk", "clothInkSoft")),
    *(("accentInk", back) for back in ("accent", "accentPressed")),
    *((f"{status}Text", f"{status}Soft") for status in ("good", "wait", "care")),
    *((f"{status}Text", back) for status in ("good", "wait") for back in PAPERS),
)
COLOUR = re.compile(r"#[0-9A-F]{6}")

brands = st.from_regex(r"\A#[0-9A-F]{6}\Z")


def holds(brand: str, mode: Mode) -> None:
    """Every pair that the screen and the pages put together."""
    found = roles(brand, mode)
    assert all(COLOUR.fullmatch(colour) for colour in found.values())
    for text, back in TEXT_PAIRS:
        assert contrast(found[text], found[back]) >= 7, (brand, mode, text, back)
    assert contrast(found["thread"], found["cloth"]) >= 4.8, (brand, mode)
    for back in PAPERS:
        assert contrast(found["outline"], found[back]) >= 3.2, (brand, mode, back)
    assert contrast(found["focus"], found["focusEdge"]) >= 6.4, (brand, mode)
    for back in (*PAPERS, "accent", "threadSoft", "accentSoft"):
        ring = max(contrast(found[part], found[back]) for part in ("focus", "focusEdge"))
        assert ring >= 6.4, (brand, mode, back)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("hue", range(0, 360, 20))
def test_pairs_hold_all_around_the_circle(hue: int, mode: Mode) -> None:
    """324 brands: dark, middle and bright; pale, plain and vivid."""
    for lightness in (0.25, 0.5, 0.75):
        for chroma in (0.02, 0.1, 0.2):
            for turn in (0, 10):
                holds(colour_of(lightness, chroma, hue + turn), mode)


@given(brands, st.sampled_from(MODES))
def test_pairs_hold_for_any_brand(brand: str, mode: Mode) -> None:
    holds(brand, mode)


@pytest.mark.parametrize(
    ("mode", "role", "colour"),
    [
        ("light", "paper", "#F9F3EE"),
        ("light", "cloth", "#810F2B"),
        ("light", "clothInk", "#FFFBF8"),
        ("light", "clothInkSoft", "#E8DABA"),
        ("light", "thread", "#D3AC51"),
        ("light", "accent", "#960F32"),
        ("light", "accentPressed", "#6A001E"),
        ("dark", "paper", "#14100B"),
        ("dark", "cloth", "#520718"),
        ("dark", "thread", "#BA9745"),
        ("dark", "accent", "#E6BF64"),
    ],
)
def test_a_crimson_brand(mode: Mode, role: str, colour: str) -> None:
    assert roles("#960F32", mode)[role] == colour


def test_modes_have_the_same_roles() -> None:
    assert len({frozenset(roles("#960F32", mode)) for mode in MODES}) == 1


@given(brands, brands)
def test_high_contrast_knows_no_brand(one: str, other: str) -> None:
    assert roles(one, "contrast") == roles(other, "contrast")


def test_a_golden_brand_gets_ivory_thread() -> None:
    _, golden, _ = oklch(roles("#B8860B", "light")["thread"])
    _, usual, _ = oklch(roles("#960F32", "light")["thread"])
    assert golden < 0.03 < usual


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#FFFFFF", 21), ("#777777", "#FFFFFF", 4.478), ("#123456", "#123456", 1)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=1e-3)


@given(brands)
def test_a_colour_survives_oklch(colour: str) -> None:
    assert colour_of(*oklch(colour)) == colour


@given(st.floats(0.15, 1), st.floats(0, 0.4), st.floats(0, 360))
def test_what_cannot_be_shown_keeps_lightness_and_hue(lightness: float, chroma: float, hue: float) -> None:
    shown_lightness, shown_chroma, shown_hue = oklch(colour_of(lightness, chroma, hue))
    assert shown_lightness == pytest.approx(lightness, abs=0.01)
    assert shown_chroma <= chroma + 0.01
    turned = math.radians((shown_hue - hue + 180) % 360 - 180)
    assert abs(turned) * shown_chroma < 0.01


@given(st.floats(0, 0.2), st.floats(0, 360), st.floats(3, 7), brands)
def test_solved_colours_reach_the_ratio_and_hardly_more(
    chroma: float, hue: float, ratio: float, back: str
) -> None:
    light = luminance(back) > 0.18
    reachable = contrast(back, "#000000" if light else "#FFFFFF")
    found = contrast(solve(chroma, hue, ratio, (back,)), back)
    if reachable >= ratio:
        assert ratio - 0.15 <= found <= max(ratio * 1.08, ratio + 0.3)


# --- bands ------------------------------------------------------------------------------------------

SHIPPED = [
    Band.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    for file in sorted(PROFILES.glob("*/band.toml"))
    if not file.parent.is_symlink()
]


@pytest.mark.parametrize("band", SHIPPED, ids=lambda band: band.name)
def test_a_motif_is_the_same_in_a_mirror(band: Band) -> None:
    """About its own axis: the middle of a mark, the middle cell or the first of a period.

    The dashed rows are not: two threads up, one down.
    """
    assert all(row[::-1] == row for row in band.tanda)
    woven = [row for row in (*band.tepi, *band.kepala) if row.replace("##.", "")]
    assert all(row[0] + row[:0:-1] == row for row in woven)


@pytest.mark.parametrize("rows", [rows for band in SHIPPED for rows in (band.tepi, band.kepala)])
def test_a_band_ends_at_the_edge_with_a_whole_thread(rows: Rows) -> None:
    assert set(rows[-1]) == {"#"}
    assert sum(set(row) == {"#"} for row in rows) >= 3
    assert "#" in rows[0]


def test_every_dot_of_a_printer_has_ink_in_the_strip() -> None:
    assert all("#" in column for column in zip(*PLAIN_STRIP, strict=True))


RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


@given(st.lists(st.text("#.", min_size=7, max_size=7), max_size=6).map(tuple))
def test_a_path_is_the_cells(rows: Rows) -> None:
    drawn = [["."] * 7 for _ in rows]
    for x, y, out, back in (map(int, run) for run in RUN.findall(path(rows))):
        assert out == back
        for cell in range(x, x + out):
            assert drawn[y][cell] == "."
            drawn[y][cell] = "#"
    assert tuple("".join(row) for row in drawn) == rows
    assert RUN.sub("", path(rows)) == ""


# --- icons ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(icon_names()))
def test_an_icon_is_one_drawing_in_the_colour_of_the_text(name: str) -> None:
    svg = icon(name)
    drawing = ET.fromstring(svg)
    assert drawing.tag.endswith("svg") and len(drawing) >= 1
    assert "currentColor" in svg
    assert not re.search(r"#[0-9A-Fa-f]{3,6}\b|url\(|<image|<script", svg)


def test_an_unknown_icon_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        icon("../icons/ticket")
