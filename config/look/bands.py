"""The woven band, thread by thread: rows of cells, top to bottom, of equal length; `#` is thread.

`tepi` lies along the edge of every screen and page, `kepala` is the great band of those that wait for
somebody; both repeat along the edge, towards which their rows run. `tanda` is the mark beside the site's
name. A site draws its own in `band.toml`.
"""

from typing import Literal

Part = Literal["tepi", "kepala"]
Rows = tuple[str, ...]

ROW_FORM = r"^[#.]+$"
LONGEST = 96
"""Cells of a row."""
TEPI, KEPALA, TANDA, STRIP = 25, 56, 23, 32
"""At most so many rows: for more there is no room beside the words."""

PLAIN_STRIP: Rows = (
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
"""At the head of every slip where a site has no strip of its own, a cell a dot: each column has ink, so that
a dead dot of the printer shows.
"""


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
