"""The server of the day: `python -m commands.rehearsal.server CLOCK OPTIONS`, those of `anjungan server`."""

import argparse
import sys
from pathlib import Path

from commands.rehearsal.clock import clock_of
from commands.server import add_arguments, run

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    clock = clock_of(Path(sys.argv[1]))
    sys.exit(run(parser.parse_args(sys.argv[2:]), clock, lambda: clock().timestamp()))
