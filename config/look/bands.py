"""The woven band, thread by thread: one period of a motif as rows of cells.

Cells are (x, y), y towards the cloth's edge, x modulo the period. A motif is drawn of whole threads on a
grid: bamboo shoots and flowers of the songket, hooked rhombs of the tapis. A site's profile names its band.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal

Name = Literal["songket", "tapis", "none"]
Part = Literal["tepi", "kepala", "tanda"]
Cells = frozenset[tuple[int, int]]
Rows = tuple[str, ...]
"""Top to bottom, of equal length; `#` is thread."""


def _cells(points: Iterable[tuple[int, int]]) -> Cells:
    return frozenset(points)


def _tri(c: int, t: int, h: int, m: int) -> Cells:
    """A shoot with its tip at (c, t), `h` rows high, at most `m` cells to either side."""
    return _cells((c + dx, t + r) for r in range(h) for dx in range(-m, m + 1) if abs(dx) <= min(m, r // 2))


def _dia(c: int, y: int, r: int) -> Cells:
    return _cells((c + dx, y + dy) for dx in range(-r, r + 1) for dy in range(-r + abs(dx), r - abs(dx) + 1))


def _edge(cells: Cells) -> Cells:
    """Those with a neighbour outside."""
    sides = ((1, 0), (-1, 0), (0, 1), (0, -1))
    return _cells((x, y) for x, y in cells if any((x + dx, y + dy) not in cells for dx, dy in sides))


def _ring(c: int, y: int, outer: int, inner: int) -> Cells:
    return _dia(c, y, outer) - _dia(c, y, inner)


def _flower(c: int, y: int, d: int) -> Cells:
    petals = _dia(c - d, y, 2) | _dia(c + d, y, 2) | _dia(c, y - d, 2) | _dia(c, y + d, 2)
    return _dia(c, y, 1) | petals | _cells((c + dx, y + dy) for dx in (-3, 3) for dy in (-3, 3))


def _cross(c: int, y: int) -> Cells:
    return _dia(c, y, 1)


def _horn(c: int, y: int, w: int, d: int, length: int, up: bool) -> Cells:
    """From the tip of a rhomb `w` cells each way, `d` back along the rhomb, `length` inwards."""
    back = 1 if up else -1
    points: set[tuple[int, int]] = set()
    for side in (-1, 1):
        points |= {(c + side * step, y) for step in range(w + 1)}
        points |= {(c + side * w, y + back * step) for step in range(d + 1)}
        points |= {(c + side * (w - step), y + back * d) for step in range(length + 1)}
    return _cells(points)


def _full(period: int, *rows: int) -> Cells:
    return _cells((x, y) for y in rows for x in range(period))


def _where(period: int, rows: Iterable[int], test: Callable[[int, int], bool]) -> Cells:
    return _cells((x, y) for y in rows for x in range(period) if test(x, y))


def _dashed(period: int, row: int) -> Cells:
    return _where(period, (row,), lambda x, _: x % 3 < 2)


# --- motifs -----------------------------------------------------------------------------------------


def _songket_tepi() -> tuple[int, int, Cells]:
    cells = _edge(_tri(9, 0, 18, 8)) | _tri(9, 7, 9, 3) | _cross(0, 4)
    return 18, 25, cells | _full(18, 19, 20, 24) | _dashed(18, 22)


def _songket_kepala() -> tuple[int, int, Cells]:
    heart = _tri(18, 14, 16, 8) - _dia(18, 23, 3) | _dia(18, 23, 1)
    shoot = _edge(_tri(18, 0, 34, 16)) | _edge(_tri(18, 7, 25, 12)) | heart

    def lepus(x: int, y: int) -> bool:
        a, r = x % 12, y - 38
        distance = abs(a - 6) + abs(r - 5)
        return distance <= 2 or distance == 5 or min(a, 12 - a) + min(r, 10 - r) <= 3

    cells = shoot | _flower(0, 7, 4) | _cross(0, 16) | _where(36, range(38, 49), lepus)
    return 36, 56, cells | _full(36, 35, 36, 50, 51, 55) | _dashed(36, 53)


def _songket_tanda() -> tuple[int, int, Cells]:
    return 23, 23, _edge(_dia(11, 11, 11)) | _flower(11, 11, 5)


def _tapis_tepi() -> tuple[int, int, Cells]:
    rhomb = _edge(_dia(12, 7, 7)) | _ring(12, 7, 3, 1) | _cells([(12, 7)])
    hooks = _horn(12, 0, 6, 2, 1, up=True) | _horn(12, 14, 6, 2, 1, up=False)
    teeth = _where(24, range(19, 23), lambda x, y: abs(x % 6 - 3) <= y - 19)
    return 24, 25, rhomb | hooks | _dia(0, 7, 2) | _full(24, 16, 17, 24) | teeth


def _tapis_kepala() -> tuple[int, int, Cells]:
    great = _edge(_dia(24, 13, 13)) | _edge(_dia(24, 13, 10)) | _ring(24, 13, 6, 3) | _dia(24, 13, 1)
    hooks = _horn(24, 0, 10, 4, 3, up=True) | _horn(24, 26, 10, 4, 3, up=False)
    seeds = _cells((x, y) for x in (17, 31) for y in (3, 23))
    small = _edge(_dia(0, 13, 8)) | _ring(0, 13, 4, 2) | _cells([(0, 13)]) | _dia(0, 1, 1) | _dia(0, 25, 1)

    def wave(x: int, y: int) -> bool:
        d = abs(x % 12 - 6)
        return y in (30 + d, 31 + d) or (x % 12 == 0 and y == 32) or (x % 12 == 6 and y == 35)

    def gold(x: int, y: int) -> bool:
        return y - 41 - abs(x % 12 - 6) not in (1, 2)

    waves = _where(48, range(31, 37), wave) | _where(48, range(41, 50), gold)
    rules = _full(48, 28, 29, 38, 39, 51, 55) | _dashed(48, 53)
    return 48, 56, great | hooks | seeds | small | waves | rules


def _tapis_tanda() -> tuple[int, int, Cells]:
    rhombs = _edge(_dia(11, 11, 11)) | _edge(_dia(11, 11, 8))
    return 23, 23, rhombs | _ring(11, 11, 5, 2) | _cells([(11, 11)])


_MOTIFS: dict[tuple[Name, Part], Callable[[], tuple[int, int, Cells]]] = {
    ("songket", "tepi"): _songket_tepi,
    ("songket", "kepala"): _songket_kepala,
    ("songket", "tanda"): _songket_tanda,
    ("tapis", "tepi"): _tapis_tepi,
    ("tapis", "kepala"): _tapis_kepala,
    ("tapis", "tanda"): _tapis_tanda,
}


SLIP_STRIP: Rows = (
    ".....##.................",
    "....####................",
    "...######...............",
    "..########..............",
    ".##########.............",
    "#####..#####............",
    "####....#####..........#",
    "###......#####........##",
    "##........#####......###",
    "#..........#####....####",
    "............#####..#####",
    ".............##########.",
    "..............########..",
    "...............######...",
    "................####....",
    ".................##.....",
)
"""The strip at the head of every slip, a cell a dot: each column has ink, so that a dead dot shows."""


@lru_cache(maxsize=16)
def band(name: Name, part: Part) -> Rows:
    """One period of the band's part; empty where the site has none. The mark (`tanda`) does not repeat."""
    motif = _MOTIFS.get((name, part))
    if motif is None:
        return ()
    period, height, cells = motif()
    wrapped = {(x if part == "tanda" else x % period, y) for x, y in cells}
    return tuple("".join("#" if (x, y) in wrapped else "." for x in range(period)) for y in range(height))


def path(rows: Rows) -> str:
    """The cells as horizontal runs in one SVG path, one unit a cell."""
    runs: list[str] = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end] == "#":
                end += 1
            if end > x:
                runs.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
            x = max(end, x + 1)
    return "".join(runs)
