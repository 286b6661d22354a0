"""What is known of a make of printer: one small TOML file each, named as the technician names it.

`profile` in a file names what python-escpos' capability data (escpos-printer-db) has of the make or of its
nearest kin: columns, the number of the code page, whether it draws QR codes and Code 128 by itself. What the
file says itself goes before that. Nothing of python-escpos is imported for it: its data is read as JSON.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

from printers.states import Evidence

Way = Literal["native", "picture"]
"""How a slip goes out: in the printer's own letters and codes, or drawn, right for any letter."""
CELL = (12, 24)
"""Width and height in dots of a letter of font A at its smallest, on every model."""

# By `os`: `pathlib` would be a seventh of the time that all takes to import that draws slips.
_FOLDER = os.path.dirname(__file__)
_TOML = ".toml"


class Quirk(StrEnum):
    """Where a make leaves the common road."""

    IGNORES_FEEDS = "ignores_feeds"
    """`ESC J`, `ESC 3` and `GS P` do nothing: blank rows are sent, lines keep the printer's own spacing."""
    TWO_BYTE = "two_byte"
    """Starts with two-byte characters on: high bytes pair up until `FS .`."""


@dataclass(frozen=True, slots=True)
class Model:
    """`dots`: width of the head; `columns`: letters of 12 dots on a line."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = {"extra": "forbid"}

    name: str
    title: str
    dots: int
    dpi: int
    columns: int
    encoding: str
    """Python's name of the code page."""
    code_page: int
    """Its number in `ESC t`."""
    ways: tuple[Way, ...]
    """How slips may be sent to it, the better first."""
    native_qr: bool
    """Knows `GS ( k`; else QR codes go as pictures."""
    native_code128: bool
    """Knows `GS k 73`."""
    speed_mm_s: int
    """Slowest speed that the maker names, in mm/s."""
    cutter: Literal["feed_and_cut", "cut"]
    """`GS V 66 0`, which feeds to the knife by itself, or `ESC i`, which cuts where the paper is."""
    cutter_mm: int
    """From the head to the knife: this much paper leads every slip."""
    confirms: Evidence
    """The best evidence that it is known to give; what it really gives, the link finds out."""
    serial_baud: int
    """Of its serial socket as it leaves the factory: taken where an address does not say another."""
    presenter: Literal["none", "custom"] = "none"
    """`custom`: holds slips in its mouth until they are taken (`GS e`), and knows Custom's full status."""
    presenter_steps: int = 0
    """How far it holds them out; a step is another length in each make."""
    min_slip_mm: int = 0
    """The shortest slip that a presenter can hand over."""
    quirks: frozenset[Quirk] = frozenset()
    maker: str = ""
    names: tuple[str, ...] = ()
    """What it calls itself: the answers to `GS I 66` and `GS I 67`."""

    @property
    def obeys_feeds(self) -> bool:
        return Quirk.IGNORES_FEEDS not in self.quirks

    def rows(self, millimetres: int) -> int:
        """Rows of dots in so much paper."""
        return round(millimetres * self.dpi / 25.4)

    def millimetres(self, rows: int) -> int:
        """Paper that so many rows take."""
        return round(rows * 25.4 / self.dpi)


def model_names() -> tuple[str, ...]:
    return tuple(sorted(name[: -len(_TOML)] for name in os.listdir(_FOLDER) if name.endswith(_TOML)))


def load_model(name: str) -> Model | None:
    """None where no such model is known."""
    if name not in model_names():
        return None
    from printers.models.reading import read_model

    with open(f"{_FOLDER}/{name}{_TOML}", encoding="utf-8") as file:
        return read_model(name, file.read())


def model_by_identity(maker: str, name: str) -> Model | None:
    """The model of a printer that calls itself so; None where none does."""
    for model in filter(None, map(load_model, model_names())):
        if model.maker == maker and name in model.names:
            return model
    return None
