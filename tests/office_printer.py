"""A real office printer, `ippeveprinter`, for tests of all rooms; what comes out of it lies in a file."""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import requests

from printers.ipp import JobStage, Operation, Value, parsed, request
from printers.office import OfficePrinterOverIpp, http_address
from printers.states import DeviceState
from tests.outside import wait_until

FIRST_PORT = 20_000
"""Below those that connections take by themselves, so that nobody takes it between two looks."""

PROGRAM_SECONDS = 60.0
"""For a program to start, on the slowest machine."""

TURN_SECONDS = 300.0
"""For another run on this machine to be done with its printers."""

BUS = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/> <allow eavesdrop="true"/>
    <allow own="*"/> <allow user="*"/>
  </policy>
</busconfig>
"""
AVAHI = """\
[server]
use-ipv6=no
allow-interfaces=lo
[publish]
publish-workstation=no
"""
WORK = """\
#!/bin/sh
here="$(dirname "$0")"
what="$(cat "$here/what")"
case "$what" in
  aborts) exit 1;;
  paper-ends|jams)
    echo "STATE: +$(cat "$here/reason")" >&2
    while [ "$(cat "$here/what")" = "$what" ]; do sleep 0.05; done
    echo "STATE: -$(cat "$here/reason")" >&2;;
esac
cp "$1" "$here/out.pdf"
"""
"""What the printer does with a job, as the file `what` says."""


@contextmanager
def running(words: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(words, env=environment, stdout=quiet, stderr=quiet)
    try:
        yield process
    finally:
        ended(process)


def ended(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass(frozen=True)
class Office:
    uri: str
    folder: Path

    def does(self, what: str, reason: str = "") -> None:
        (self.folder / "reason").write_text(reason)
        (self.folder / "what").write_text(what)

    def stage(self, number: int) -> JobStage | None:
        """Of its jobs, counted from 1, as the printer itself says; None where there was none."""
        asked: dict[str, Value] = {"printer-uri": self.uri, "job-id": number}
        body = request(Operation.GET_JOB_ATTRIBUTES, 1, asked)
        kind = {"Content-Type": "application/ipp"}
        heard = requests.post(http_address(self.uri), data=body, headers=kind, timeout=PROGRAM_SECONDS)
        answer = parsed(heard.content, 1)
        assert answer is not None
        return JobStage(int(answer.jobs[0]["job-state"][0])) if answer.done else None

    def jobs(self) -> int:
        """How many there ever were."""
        return next(number for number in count(0) if self.stage(number + 1) is None)

    @property
    def came_out(self) -> bytes | None:
        path = self.folder / "out.pdf"
        return path.read_bytes() if path.exists() else None


def daemon(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, f"{name} is not installed"
    return found


@contextmanager
def announcing(folder: Path) -> Iterator[dict[str, str]]:
    """The environment in which printers can announce themselves, to this machine alone.

    avahi-daemon is once on a machine, whatever its bus: runs of these tests wait for one another.
    """
    avahi = daemon("avahi-daemon")
    lock = Path(tempfile.gettempdir()) / f"anjungan-avahi-{os.getuid()}.lock"
    with lock.open("w") as turn, ExitStack() as begun:
        wait_until(lambda: _is_mine(turn.fileno()), TURN_SECONDS)
        if subprocess.run([avahi, "--check"], check=False).returncode == 0:
            yield dict(os.environ)
            return
        (folder / "bus.conf").write_text(BUS.format(path=folder / "bus"))
        (folder / "avahi.conf").write_text(AVAHI)
        environment = os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder / 'bus'}"}
        alone = ["-f", str(folder / "avahi.conf"), "--no-drop-root", "--no-chroot", "--no-rlimits"]
        bus = ["dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork"]
        begun.enter_context(running(bus, environment))
        wait_until((folder / "bus").exists, PROGRAM_SECONDS)
        begun.enter_context(running([avahi, *alone], environment))
        yield environment


def _is_mine(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def office_printer(folder: Path, environment: dict[str, str]) -> Iterator[Office]:
    """Its own folder is its tray: what comes out lies in `out.pdf`."""
    work = folder / "work"
    work.write_text(WORK)
    work.chmod(0o755)
    ports = count(FIRST_PORT + os.getpid() % 5_000, 7)
    latest = time.monotonic() + PROGRAM_SECONDS
    while True:
        port = next(ports)
        one = Office(f"ipp://127.0.0.1:{port}/ipp/print", folder)
        one.does("prints")
        words = ["-d", str(folder), "-p", str(port), "-f", "application/pdf", "-c", str(work)]
        command = [daemon("ippeveprinter"), *words, "-n", "localhost", "Kantor"]
        with running(command, environment) as process:
            if _is_ready(one.uri, process, latest):
                yield one
                one.does("prints")
                return


def _is_ready(uri: str, process: subprocess.Popen[bytes], latest: float) -> bool:
    """False where it ended: its announcer is not up yet, or its port is somebody's."""
    printer = OfficePrinterOverIpp(uri, "Uji", time.monotonic)
    ready = False
    while not ready and process.poll() is None:
        assert time.monotonic() < latest, "no printer"
        ready = printer.status().state is DeviceState.READY
        time.sleep(0.05)
    printer.close()
    return ready and process.poll() is None
