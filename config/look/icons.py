"""Icons by name: Phosphor 2.1 (MIT, see icons/LICENSE), and two of our own (`lansia`, `hamil`).

`ticket` is the regular weight, `ticket-bold` and `ticket-fill` the others, where they are needed.
"""

from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("icons")


def icon_names() -> frozenset[str]:
    return frozenset(file.stem for file in _FOLDER.glob("*.svg"))


def read_icons() -> None:
    """All of them, so that no `icon` waits for a disk."""
    for name in icon_names():
        icon(name)


@lru_cache(maxsize=256)
def icon(name: str) -> str:
    """The SVG's text; it is drawn in `currentColor`. Raises KeyError for a name that is not there."""
    if name not in icon_names():
        raise KeyError(name)
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip()
