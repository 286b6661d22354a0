"""The server as a process of its own, with the site of parts.py: `python -m tests.server.process OPTIONS`."""

import argparse
import sys
from pathlib import Path

from commands.server import add_arguments, start
from tests.server.parts import SITE, VOICE, people, render

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    static = Path(__file__).parent
    started = start(
        parser.parse_args(), site=SITE, registry=people, voice=VOICE, render=render, static=static
    )
    sys.exit(started)
