"""printer-import: what must be there before the first byte of a slip is made, in a fresh interpreter.

Ours is `printers.codec` with all that drawn slips need; the peer is `escpos.printer`, where even the printer
that writes into memory is. Both are compiled beforehand, as what is installed is: by the warm-up.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Counts, Figure, in_turn, percentile

PROGRAM = """
import time
began = time.perf_counter()
import {module}
print((time.perf_counter() - began) * 1000)
"""


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    compiled = os.environ | {"PYTHONPYCACHEPREFIX": str(folder), "PYTHONDONTWRITEBYTECODE": ""}

    def milliseconds(module: str) -> float:
        command = (sys.executable, "-c", PROGRAM.format(module=module))
        done = subprocess.run(command, env=compiled, check=True, capture_output=True, text=True)
        return float(done.stdout)

    ours, peer = in_turn(
        counts.rounds, lambda: [milliseconds("printers.codec")], lambda: [milliseconds("escpos.printer")]
    )
    yield Figure(
        "printer-import", percentile(ours, 0.5), percentile(peer, 0.5), "ms", "import escpos.printer, 3.1"
    )
