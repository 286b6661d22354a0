"""Copies of the database while it is in use."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path


def copied(database: sqlite3.Connection, target: Path) -> str | None:
    """Writes what is committed in `database` to one file, checked and durable; why it could not.

    What lies at `target` is replaced, at once or not at all; the folder must be there.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            copy.execute("PRAGMA synchronous=FULL")
            database.backup(copy)
            # It would open in WAL mode, as its source does; a file that is carried about is one file.
            copy.execute("PRAGMA journal_mode=DELETE")
            (found,) = copy.execute("PRAGMA quick_check").fetchone()
        if found != "ok":
            return f"the copy is damaged: {found}"
        synced(part)
        part.replace(target)
        synced(target.parent)
    except (OSError, sqlite3.Error) as error:
        return str(error)
    finally:
        if part.is_file():
            part.unlink()
    return None


def synced(path: Path) -> None:
    """What the file or folder holds is on the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
