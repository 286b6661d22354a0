"""`anjungan bench`: measures all, prints a table, and writes the list for machines."""

import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import FULL, QUICK, Counts, Figure, MissingError
from commands.__main__ import Parser

BENCHMARKS = (
    "commit_own",
    "commit_site",
    "first_byte",
    "issue_rate",
    "first_frame",
    "tap_repaint",
    "call_to_board",
)
"""Files of this folder. Each has `measure(counts, folder)`, which yields its figures; `folder` is empty."""


def main() -> int:
    parser = Parser(prog="anjungan bench")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--only", choices=BENCHMARKS, action="append")
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    from ui.window import application

    app = application(["benchmarks"])
    print(f"{'name':<22}{'ours':>10}{'peer':>10}  {'unit':<4}{'ratio':>8}  peer is", flush=True)
    figures: list[Figure] = []
    for name in arguments.only or BENCHMARKS:
        figures += _measured(name, QUICK if arguments.quick else FULL)
    if arguments.json is not None:
        arguments.json.write_text(json.dumps([_entry(one) for one in figures], indent=1), encoding="utf-8")
    app.quit()
    return 0


def _measured(name: str, counts: Counts) -> list[Figure]:
    """Each is told as soon as it is known."""
    benchmark = importlib.import_module(f"benchmarks.{name}")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="anjungan-bench-") as folder:
        try:
            for one in benchmark.measure(counts, Path(folder)):
                print(
                    f"{one.name:<22}{one.ours:>10.3f}{one.peer:>10.3f}  {one.unit:<4}{one.ratio:>8.2f}"
                    f"  {one.peer_is}",
                    flush=True,
                )
                figures.append(one)
        except MissingError as missing:
            print(f"{name}: not measured, for want of: apt-get install {missing}", file=sys.stderr)
    return figures


def _entry(one: Figure) -> dict[str, str | float]:
    return {
        "name": one.name,
        "ours": one.ours,
        "peer": one.peer,
        "unit": one.unit,
        "ratio": one.ratio,
        "peer_is": one.peer_is,
    }


if __name__ == "__main__":
    sys.exit(main())
