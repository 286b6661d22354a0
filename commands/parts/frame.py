"""What commands have in common: how they are called wrongly, the profile they take, the clocks they read."""

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).parents[2]
DEFAULT_PROFILE = ROOT / "config" / "profiles" / "default"
USAGE_ERROR = 64


class Parser(argparse.ArgumentParser):
    """Wrong usage ends with 64, which no command uses for anything else."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE_ERROR, f"{self.prog}: {message}\n")


def add_profile(parser: argparse.ArgumentParser) -> None:
    """As `profile`, a path."""
    parser.add_argument(
        "--profile",
        type=Path,
        default=DEFAULT_PROFILE,
        metavar="DIR",
        help="the site's profile folder (default: config/profiles/default)",
    )


def wall_clock() -> datetime:
    return datetime.now(UTC)


def boot_clock() -> float:
    """Seconds, sleep included (CLOCK_BOOTTIME)."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)
