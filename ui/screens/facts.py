"""Facts side by side: a name, a value, perhaps a note."""

from dataclasses import dataclass

from ui.bridge import Setting


@dataclass(frozen=True, slots=True)
class Fact:
    icon: str
    name: str
    value: str
    known: bool
    note: str


def facts_across(count: int, width: int, setting: Setting) -> int:
    """How many of them stand in a row `width` pixels wide, so that a range of the clock needs no break."""
    sizes = setting.measures
    least = round(20 * sizes.growth * sizes.u)
    return min(count, max(1, (width + 2 * sizes.u) // (least + 2 * sizes.u)))
