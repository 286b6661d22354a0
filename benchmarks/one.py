"""`python -m benchmarks.one NAME full|quick`: one benchmark in a process that has done nothing else.

Each figure is a line of JSON; where the machine lacks something, its last line is `{"missing": PACKAGE}`.
"""

import importlib
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.figures import FULL, QUICK, MissingError
from ui.window import application

if __name__ == "__main__":
    _, name, counts = sys.argv
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    app = application(["benchmarks"])
    benchmark = importlib.import_module(f"benchmarks.{name}")
    with tempfile.TemporaryDirectory(prefix="anjungan-bench-") as folder:
        try:
            for figure in benchmark.measure(QUICK if counts == "quick" else FULL, Path(folder)):
                print(json.dumps(asdict(figure)), flush=True)
        except MissingError as missing:
            print(json.dumps({"missing": str(missing)}))
    app.quit()
