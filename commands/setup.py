"""`anjungan setup`: the sh file at the root makes the environment; this looks whether it is whole."""

import argparse
import re
import sys
from importlib.metadata import PackageNotFoundError, version

from commands.parts.frame import ROOT

LOCK = ROOT / "requirements.lock"

SUMMARY = "make the environment in .venv/ and install missing Debian packages"
DESCRIPTION = """\
Makes .venv/ from requirements.lock, with what Anjungan needs to run and to be tested, and installs the Debian
packages of the groups that are named. It asks nothing. As root the packages are installed; otherwise the line
to type is shown. Every other command does the same for itself where something is missing.

Ends with 0 when all is ready, 1 when something could not be installed (the reason is printed).
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "groups",
        nargs="*",
        metavar="base|screen|web|office|bench",
        help="Debian packages, too: what .venv/ needs (always there); the kiosk's screen; a browser for demo"
        " and tests; an office printer for the tests; load for `bench`",
    )


def missing(lock: str) -> list[str]:
    """The packages of `lock` that this interpreter does not have in the locked version."""
    absent = []
    for name, wanted in re.findall(r"^([a-z0-9._-]+)==(\S+)", lock, re.MULTILINE):
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "none"
        if found != wanted:
            absent.append(f"{name} {wanted} (found: {found})")
    return absent


def run(arguments: argparse.Namespace) -> int:
    del arguments  # the sh file has installed them
    absent = missing(LOCK.read_text(encoding="utf-8"))
    if absent:
        print("Missing in .venv/:", *absent, sep="\n  ")
        return 1
    print(f"Ready: Python {sys.version.split()[0]} in {sys.prefix}")
    return 0
