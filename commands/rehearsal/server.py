"""The server of the day: `python -m commands.rehearsal.server CLOCK OPTIONS`, those of `anjungan server`."""

import argparse
import sys
from pathlib import Path

from commands.rehearsal.clock import clock_of
from commands.server import add_arguments, run

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    sys.exit(run(parser.parse_args(sys.argv[2:]), clock=clock_of(Path(sys.argv[1]))))
