"""`anjungan test`: the checks of the house, then the whole suite."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from commands.parts.frame import ROOT
from commands.parts.qml import lint_qml, stale_translations

CHECKS: dict[str, tuple[str, ...]] = {
    "style": ("-m", "ruff", "check", "."),
    "layout": ("-m", "ruff", "format", "--check", "."),
    "types": ("-m", "mypy"),
    "imports": ("-c", "from importlinter.cli import lint_imports_command as check; check()", "--no-cache"),
}

NEEDED = {
    "web": ("chromium", "in a browser"),
    "office": ("ippeveprinter", "of an office printer"),
}
"""By mark, which is the packages' group too: the program without which its tests cannot run."""

SUMMARY = "run the checks of the house and the whole suite; arguments go to pytest"
DESCRIPTION = """\
Without arguments: style, types, import rules, QML and translations, then every test, on all cores.
With arguments: pytest alone, and they reach it as they are, for example

    anjungan test -m power_cut -q             the tests with that mark
    anjungan test tests/printers -x           one room, until the first failure
    anjungan test -m kill --campaign 5        the same tests, five times the count

Marks: power_cut, kill, e2e, web (needs Chromium), office (needs ippeveprinter), campaign, slow. Where
something cannot run on this machine, the end says so with its reason; where the variable CI is `true`, that
is a failure.

Ends with 0 when all holds, 1 when something does not; with arguments, as pytest does.
"""
PASSES_ON = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="pytest arguments", help="given to pytest unchanged")


def run(arguments: argparse.Namespace) -> int:
    if arguments.words:
        return _python(("-m", "pytest", *arguments.words), {"ANJUNGAN_NOTES": ""})
    failed = [name for name, check in _checks().items() if not _holds(name, check)]
    left_out = _left_out()
    for why in left_out.values():
        print(why, flush=True)
    notes = [f"{name}: does not hold (its output stands above)" for name in failed] + list(left_out.values())
    words = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadgroup", "-q"]
    if left_out:
        words += ["-m", " and ".join(f"not {mark}" for mark in left_out)]
    status = _python(("-m", "pytest", *words), {"ANJUNGAN_NOTES": "\n".join(notes)})
    strict = os.environ.get("CI") == "true"
    return status or int(bool(failed) or (strict and bool(left_out)))


def _python(words: tuple[str, ...], extra: dict[str, str] | None = None) -> int:
    command = (sys.executable, *words)
    return subprocess.run(command, cwd=ROOT, env=os.environ | (extra or {}), check=False).returncode


def _checks() -> Mapping[str, Callable[[], bool]]:
    own = {"QML": partial(_is_quiet, lint_qml), "translations": partial(_is_quiet, stale_translations)}
    return {name: partial(_succeeds, words) for name, words in CHECKS.items()} | own


def _succeeds(words: tuple[str, ...]) -> bool:
    return _python(words) == 0


def _is_quiet(complaints: Callable[[Path, Path], str]) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        said = complaints(ROOT / "ui", Path(folder))
    print(said, end="")
    return not said


def _holds(name: str, check: Callable[[], bool]) -> bool:
    print(f"-- {name}", flush=True)
    began = time.monotonic()
    good = check()
    print(f"-- {name}: {'holds' if good else 'DOES NOT HOLD'} ({time.monotonic() - began:.1f} s)", flush=True)
    return good


def _left_out() -> dict[str, str]:
    """Marks of tests that cannot run here, each with a sentence that says why."""
    return {mark: _wanting(mark, of_what) for mark, (program, of_what) in NEEDED.items() if not _has(program)}


def _has(program: str) -> bool:
    """Also where an ordinary user's PATH has no daemons."""
    return shutil.which(program, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin") is not None


def _wanting(group: str, of_what: str) -> str:
    found = re.findall(rf"^{group} (\S+)", (ROOT / "packages.apt").read_text(encoding="utf-8"), re.MULTILINE)
    return f"not run: the tests {of_what}, for want of: apt-get install {' '.join(found)}"
