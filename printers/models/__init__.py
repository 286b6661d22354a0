"""What is known of a make of printer: one small TOML file each, named as the technician names it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_FILES = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Model:
    """`dots`: width of the head; `mode`: how slips are sent."""

    name: str
    title: str
    dots: int
    mode: Literal["picture"]
    speed_mm_s: int
    """Slowest speed that the maker names, in mm/s."""
    cutter_mm: int
    """From the head to the cutter: this much paper leads every slip."""
    feeds_blank: bool
    """Obeys `ESC J` after `GS P`: runs of blank rows need not be sent."""
    confirms: Literal["ordered_status", "none"]
    """`ordered_status`: answers `GS r 1` in its turn."""
    min_slip_mm: int
    """Shortest slip that a presenter can hand over; 0 without one."""


def model_names() -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in _FILES.glob("*.toml")))


def load_model(name: str) -> Model | None:
    """None where no such model is known."""
    if name not in model_names():
        return None
    return Model(name=name, **tomllib.loads((_FILES / f"{name}.toml").read_text(encoding="utf-8")))
