"""`anjungan server` as a process that can be killed often: forked from one that has imported all of it."""

import argparse
import multiprocessing
import os
import time
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from commands.server import add_arguments, run
from server.trust import SETTLING_SECONDS

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__])


def started(profile: Path, state: Path, port: int) -> BaseProcess:
    process = FORKS.Process(target=_serve, args=(str(profile), str(state), port))
    process.start()
    return process


@dataclass
class Settled:
    """Seconds since boot, with the settling time behind their second reading: no life is as long as it is."""

    skipped: float = 0.0

    def __call__(self) -> float:
        seconds = time.clock_gettime(time.CLOCK_BOOTTIME) + self.skipped
        self.skipped = SETTLING_SECONDS
        return seconds


def _serve(profile: str, state: str, port: int) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    with (Path(state) / "server.log").open("a", encoding="utf-8") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    options = ["--profile", profile, "--state", state, "--listen", f"127.0.0.1:{port}"]
    run(parser.parse_args([*options, "--no-limits", "--always-open"]), since_boot=Settled())
