"""Colour roles as a pure function of a site's one brand colour, in OKLCH (Ottosson 2020).

Text pairs have at least 7:1, threads 4.8:1, outlines 3.2:1, the focus ring 6.4:1 (WCAG 2 contrast). A colour
out of sRGB keeps lightness and hue and gives up chroma.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

Mode = Literal["light", "dark", "contrast"]
MODES: tuple[Mode, ...] = ("light", "dark", "contrast")

Rgb = tuple[float, float, float]
"""Linear sRGB, 0 to 1."""

GOLD = (0.118, 86.0)
"""Chroma and hue of the thread."""
IVORY = (0.02, 86.0)
"""The thread where the brand itself is golden."""
WARM = 80.0
"""Neutrals turn most of the way to this hue."""
STATUS_HUES = {"good": 152.0, "wait": 250.0, "care": 78.0}
CARE_TEXT_HUE = 62.0

Roles = Mapping[str, str]
"""`#RRGGBB` by role."""


# --- colour arithmetic ------------------------------------------------------------------------------


def linear(colour: str) -> Rgb:
    """Linear sRGB of `#RRGGBB`."""
    return (_linear(colour[1:3]), _linear(colour[3:5]), _linear(colour[5:7]))


def _linear(pair: str) -> float:
    value = int(pair, 16) / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _hex(rgb: Rgb) -> str:
    encoded = (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in map(_clamped, rgb))
    return "#" + "".join(f"{round(v * 255):02X}" for v in encoded)


def _clamped(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _oklab_to_rgb(lightness: float, a: float, b: float) -> Rgb:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def oklch(colour: str) -> tuple[float, float, float]:
    """Lightness 0 to 1, chroma, hue in degrees of `#RRGGBB`."""
    red, green, blue = linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def colour_of(lightness: float, chroma: float, hue: float) -> str:
    """`#RRGGBB`; what sRGB cannot show keeps lightness and hue, and gives up chroma."""
    a, b = math.cos(math.radians(hue)), math.sin(math.radians(hue))
    if not _shown(_oklab_to_rgb(lightness, chroma * a, chroma * b)):
        low, high = 0.0, chroma
        for _ in range(24):
            middle = (low + high) / 2
            inside = _shown(_oklab_to_rgb(lightness, middle * a, middle * b))
            low, high = (middle, high) if inside else (low, middle)
        chroma = low
    return _hex(_oklab_to_rgb(lightness, chroma * a, chroma * b))


def _shown(rgb: Rgb) -> bool:
    return all(-1e-4 <= value <= 1 + 1e-4 for value in rgb)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def solve(chroma: float, hue: float, ratio: float, backgrounds: Sequence[str]) -> str:
    """The colour nearest to the backgrounds in lightness that has the ratio to every one of them.

    On light backgrounds it is darker, on dark ones lighter.
    """
    darker = sum(map(luminance, backgrounds)) / len(backgrounds) > 0.18
    far, near = (0.0, 1.0) if darker else (1.0, 0.0)
    for _ in range(24):
        middle = (far + near) / 2
        colour = colour_of(middle, chroma, hue)
        enough = all(contrast(colour, background) >= ratio for background in backgrounds)
        far, near = (middle, near) if enough else (far, middle)
    return colour_of(far, chroma, hue)


def _turned(hue: float, towards: float, part: float) -> float:
    """`hue` turned that part of the shorter way `towards`."""
    way = (towards - hue + 180) % 360 - 180
    return (hue + way * part) % 360


def _apart(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


# --- roles ------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def roles(brand: str, mode: Mode) -> Roles:
    """Every role's colour. High contrast is fixed and does not know the brand."""
    match mode:
        case "light":
            return MappingProxyType(_light(brand))
        case "dark":
            return MappingProxyType(_dark(brand))
        case "contrast":
            return MappingProxyType(_CONTRAST)


def _thread(hue: float) -> tuple[float, float]:
    return IVORY if _apart(hue, GOLD[1]) < 35 else GOLD


def _light(brand: str) -> dict[str, str]:
    _, chroma, hue = oklch(brand)
    neutral = _turned(hue, WARM, 0.8)
    gold, gold_hue = _thread(hue)
    paper = colour_of(0.968, 0.009, neutral)
    tile = colour_of(0.994, 0.003, neutral)
    sunken = colour_of(0.932, 0.013, neutral)
    backs = (paper, tile, sunken)
    cloth_ink = colour_of(0.99, 0.006, neutral)
    cloth = solve(min(chroma, 0.145), hue, 10, (cloth_ink,))
    accent_soft = colour_of(0.945, 0.024, hue)
    thread_soft = colour_of(0.935, 0.040, gold_hue)
    found = {
        "paper": paper,
        "tile": tile,
        "sunken": sunken,
        "line": colour_of(0.875, 0.018, neutral),
        "outline": solve(0.03, neutral, 3.2, backs),
        "ink": solve(0.025, hue, 14.5, backs),
        "inkSoft": solve(0.025, neutral, 7.2, (*backs, thread_soft, accent_soft)),
        "cloth": cloth,
        "clothInk": cloth_ink,
        "clothInkSoft": solve(0.045, gold_hue, 7.4, (cloth,)),
        "thread": solve(gold, gold_hue, 4.8, (cloth,)),
        "accent": solve(max(chroma, 0.165), hue, 8.4, (cloth_ink,)),
        "accentInk": cloth_ink,
        "accentPressed": solve(max(chroma, 0.165), hue, 12.5, (cloth_ink,)),
        "accentSoft": accent_soft,
        "accentText": solve(max(chroma, 0.13), hue, 7.2, (*backs, accent_soft)),
        "threadSoft": thread_soft,
        "focus": colour_of(0.90, 0.175, 98),
        "scrim": colour_of(0.20, 0.03, hue),
    }
    for name, status_hue in STATUS_HUES.items():
        soft = colour_of(0.938, 0.06 if name == "care" else 0.036, status_hue)
        text_hue = CARE_TEXT_HUE if name == "care" else status_hue
        found[f"{name}Soft"] = soft
        found[f"{name}Text"] = solve(0.10, text_hue, 7.2, (*backs, soft))
    found["focusEdge"] = found["ink"]
    return found | _selected(found)


def _dark(brand: str) -> dict[str, str]:
    _, chroma, hue = oklch(brand)
    neutral = _turned(hue, WARM, 0.8)
    gold, gold_hue = _thread(hue)
    paper = colour_of(0.175, 0.012, neutral)
    tile = colour_of(0.235, 0.014, neutral)
    sunken = colour_of(0.135, 0.010, neutral)
    backs = (paper, tile, sunken)
    cloth = colour_of(0.285, min(chroma, 0.105), hue)
    accent_soft = colour_of(0.30, 0.055, gold_hue)
    thread_soft = colour_of(0.29, 0.045, gold_hue)
    found = {
        "paper": paper,
        "tile": tile,
        "sunken": sunken,
        "line": colour_of(0.33, 0.016, neutral),
        "outline": solve(0.025, neutral, 3.2, backs),
        "ink": solve(0.012, neutral, 14.5, backs),
        "inkSoft": solve(0.020, neutral, 7.2, (*backs, thread_soft, accent_soft)),
        "cloth": cloth,
        "clothInk": colour_of(0.97, 0.010, neutral),
        "clothInkSoft": solve(0.045, gold_hue, 7.4, (cloth,)),
        "thread": solve(gold * 0.92, gold_hue, 5.4, (cloth,)),
        "accent": colour_of(0.82, gold, gold_hue),
        "accentInk": colour_of(0.17, 0.02, neutral),
        "accentPressed": colour_of(0.70, gold, gold_hue),
        "accentSoft": accent_soft,
        "accentText": solve(gold, gold_hue, 7.2, (*backs, accent_soft)),
        "threadSoft": thread_soft,
        "focus": colour_of(0.90, 0.175, 98),
        "focusEdge": colour_of(0.12, 0.01, neutral),
        "scrim": colour_of(0.08, 0.01, hue),
    }
    for name, status_hue in STATUS_HUES.items():
        soft = colour_of(0.30, 0.055, status_hue)
        found[f"{name}Soft"] = soft
        found[f"{name}Text"] = solve(0.12, status_hue, 7.2, (*backs, soft))
    return found | _selected(found)


def _selected(found: Mapping[str, str]) -> dict[str, str]:
    """What stands on accentSoft: as elsewhere, save in high contrast, where accentSoft is bright."""
    return {
        "selectedInk": found["ink"],
        "selectedInkSoft": found["inkSoft"],
        "selectedText": found["accentText"],
    }


_YELLOW = "#FFE100"
_CONTRAST = {
    "paper": "#000000",
    "tile": "#000000",
    "sunken": "#000000",
    "line": "#FFFFFF",
    "outline": "#FFFFFF",
    "ink": "#FFFFFF",
    "inkSoft": "#FFFFFF",
    "cloth": "#000000",
    "clothInk": "#FFFFFF",
    "clothInkSoft": "#FFFFFF",
    "thread": "#FFFFFF",
    "accent": _YELLOW,
    "accentInk": "#000000",
    "accentPressed": "#FFFFFF",
    "accentSoft": _YELLOW,
    "accentText": _YELLOW,
    "selectedInk": "#000000",
    "selectedInkSoft": "#000000",
    "selectedText": "#000000",
    "threadSoft": "#000000",
    "goodSoft": "#000000",
    "goodText": "#FFFFFF",
    "waitSoft": "#000000",
    "waitText": "#FFFFFF",
    "careSoft": _YELLOW,
    "careText": "#000000",
    "focus": "#00E5FF",
    "focusEdge": "#000000",
    "scrim": "#000000",
}
