"""`anjungan bench`: measures all, prints a table, and writes the list for machines."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from commands.parts.frame import Parser

BENCHMARKS = (
    "commit_own",
    "commit_site",
    "first_byte",
    "issue_rate",
    "issue_pgbench",
    "fleet",
    "first_frame",
    "tap_repaint",
    "page_change",
    "memory",
    "call_to_board",
    "search",
    "printers_slips",
    "printers_import",
    "printers_writes",
)
"""Files of this folder. Each has `measure(counts, folder)`, which yields its figures; `folder` is empty."""


def main() -> int:
    parser = Parser(prog="anjungan bench")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--only", choices=BENCHMARKS, action="append")
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    counts = "quick" if arguments.quick else "full"
    figures: list[Figure] = []
    print(f"{'name':<22}{'ours':>10}{'peer':>10}  {'unit':<4}{'ratio':>8}  peer is", flush=True)
    for name in arguments.only or BENCHMARKS:
        for one in _measured(name, counts):
            figures.append(one)
            measured = f"{one.name:<22}{one.ours:>10.3f}{one.peer:>10.3f}  {one.unit:<4}{one.ratio:>8.2f}"
            print(f"{measured}  {one.peer_is}", flush=True)
    if arguments.json is not None:
        arguments.json.write_text(json.dumps([_entry(one) for one in figures], indent=1), encoding="utf-8")
    return 0


def _measured(name: str, counts: str) -> Iterator[Figure]:
    """Each as soon as it is known. Raises CalledProcessError where the benchmark fails."""
    command = (sys.executable, "-P", "-m", "benchmarks.one", name, counts)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            match json.loads(line):
                case {"missing": package}:
                    print(f"{name}: not measured, for want of: apt-get install {package}", file=sys.stderr)
                case figure:
                    yield Figure(**figure)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


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
