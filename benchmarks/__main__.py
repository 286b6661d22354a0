"""`python -m benchmarks`: measures all, prints a table, and writes the list for machines."""

import argparse
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import FULL, QUICK, Figure, MissingError

BENCHMARKS = ("commit_own", "first_byte", "first_frame", "tap_repaint", "commit_site", "issue_rate")

HEAD = f"{'name':<24}{'ours':>10}{'peer':>10}  {'unit':<6}{'ratio':>8}  peer"


def main() -> int:
    parser = argparse.ArgumentParser(prog="anjungan bench")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--only", choices=BENCHMARKS, action="append")
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    from ui.window import application

    app = application(["benchmarks"])
    counts = QUICK if arguments.quick else FULL
    figures: list[Figure] = []
    print(HEAD, flush=True)
    for name in arguments.only or BENCHMARKS:
        benchmark = importlib.import_module(f"benchmarks.{name}")
        with tempfile.TemporaryDirectory(prefix="anjungan-bench-") as folder:
            try:
                for figure in benchmark.measure(counts, Path(folder)):
                    print(_line(figure), flush=True)
                    figures.append(figure)
            except MissingError as missing:
                print(f"{name}: not measured, for want of: apt-get install {missing}", file=sys.stderr)
    if arguments.json is not None:
        arguments.json.write_text(
            json.dumps([_entry(one) for one in figures], indent=1) + "\n", encoding="utf-8"
        )
    app.quit()
    return 0


def _line(one: Figure) -> str:
    return f"{one.name:<24}{one.ours:>10.3f}{one.peer:>10.3f}  {one.unit:<6}{one.ratio:>8.2f}  {one.peer_is}"


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
