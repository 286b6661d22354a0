"""A server's state folder: one process at a time."""

import fcntl
import os
from pathlib import Path

DATABASE = "server.db"
CITIZEN_KEY = "citizen.key"
SLIP_KEYS = "slip.keys"
"""Beside the database, and never in it: whoever copies the one has not the other."""


def take(state: Path) -> str | None:
    """Takes the folder for as long as this process lives, and makes it where it is missing; why it cannot."""
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(state / "server.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        return f"cannot use {state} as the state folder: {error.strerror}"
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return f"{state} is in use: another server runs on this state folder."
    return None
