"""Printers, and what may be one, at this machine: device files and queues, as addresses."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

QUEUE_SECONDS = 5.0
"""So long `lpstat` may take; a print server that does not answer has no queues."""


def device_files(dev: Path = Path("/dev")) -> Iterator[str]:
    """Printers of the kernel's own driver, serial adapters; each by its lasting name where it has one."""
    seen: set[Path] = set()
    for kind, patterns in (
        ("usb", ("kiosk/printer*", "usb/lp*")),
        ("serial", ("serial/by-id/*", "ttyUSB*", "ttyACM*")),
    ):
        for path in (path for pattern in patterns for path in sorted(dev.glob(pattern))):
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield f"{kind}:{path}"


def queues() -> Iterator[str]:
    """Queues of CUPS."""
    if shutil.which("lpstat") is None:
        return
    try:
        asked = subprocess.run(
            ["lpstat", "-e"], capture_output=True, text=True, timeout=QUEUE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return
    for name in asked.stdout.split():
        yield f"cups:{name}"
