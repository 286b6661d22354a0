"""A disk that forgets: what a file system may hold after a power cut, at any moment of a program's life.

The product's own opening function and statements run on another SQLite (apsw's), over files that record each
write and each sync. A power cut keeps all that was synced, and of what was written since then anything: all,
nothing, some of it, half a sector.
"""

import os
import random
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import apsw

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Write:
    file: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Replace:
    """Another file has taken this one's name; what had not been flushed of it is not there."""

    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sync:
    file: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody has been told from here on: a number on a screen, a byte at a printer."""

    what: str
    key: str
    value: str


Change = Write | Truncate | Replace
Step = Change | Sync | Promise


class Recorder(apsw.VFS):
    """Files that live as ever, and whose every change is noted in `steps`."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.name = f"recorder-{id(self)}"
        super().__init__(self.name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        return _File(self.steps, name, flags)


class _File(apsw.VFSFile):
    def __init__(self, steps: list[Step], name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        self._steps = steps
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = Path(path).name if path else ""
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._steps.append(Write(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._steps.append(Truncate(self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._steps.append(Sync(self._name))


# --- the standard library's interface over it ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    values: tuple[Any, ...]
    names: tuple[str, ...]

    def __getitem__(self, name: str) -> Any:
        return self.values[self.names.index(name)]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)


class _Result:
    def __init__(self, rows: list[_Row], rowcount: int) -> None:
        self._rows, self.rowcount = iter(rows), rowcount

    def fetchone(self) -> _Row | None:
        return next(self._rows, None)

    def fetchall(self) -> list[_Row]:
        return list(self._rows)

    def __iter__(self) -> Iterator[_Row]:
        return self._rows


class _Connection:
    """As much of `sqlite3.Connection` as ledger and store use."""

    def __init__(self, path: Path, recorder: Recorder) -> None:
        self._db = apsw.Connection(str(path), vfs=recorder.name)
        self.row_factory: object = None

    def execute(self, sql: str, values: Sequence[Any] = ()) -> _Result:
        cursor = self._db.cursor()
        rows = [
            _Row(row, tuple(name for name, _ in cursor.getdescription()))
            for row in cursor.execute(sql, tuple(values))
        ]
        return _Result(rows, self._db.changes())

    def executescript(self, sql: str) -> None:
        list(self._db.cursor().execute(sql))

    @property
    def in_transaction(self) -> bool:
        return self._db.in_transaction

    def close(self) -> None:
        self._db.close()


@contextmanager
def recorded(recorder: Recorder) -> Iterator[None]:
    """Whatever opens a database by `sqlite3.connect` meanwhile does it over the recorder's files."""
    with patch.object(sqlite3, "connect", lambda path, **_: _Connection(Path(path), recorder)):
        yield


class RecordedOs:
    """As much of `os` as the witness uses: what it does to the file `name` and to its folder is noted.

    A name that is taken is on the disk once the folder is flushed.
    """

    O_RDONLY, O_WRONLY, O_CREAT = os.O_RDONLY, os.O_WRONLY, os.O_CREAT
    O_TRUNC, O_CLOEXEC = os.O_TRUNC, os.O_CLOEXEC
    open, close = staticmethod(os.open), staticmethod(os.close)

    def __init__(self, steps: list[Step], name: str) -> None:
        self._steps, self._name = steps, name
        self._flushed: dict[str, bytes] = {}
        """By name, of files that have not taken the name yet."""

    def pwrite(self, file: int, data: bytes, offset: int) -> int:
        if (path := _path(file)).name == self._name:
            self._steps.append(Write(path.name, offset, data))
        return os.pwrite(file, data, offset)

    def fsync(self, file: int) -> None:
        os.fsync(file)
        if (path := _path(file)).is_dir() or path.name == self._name:
            self._steps.append(Sync(self._name))
        else:
            self._flushed[path.name] = path.read_bytes()

    fdatasync = fsync

    def replace(self, new: Path, path: Path) -> None:
        self._steps.append(Replace(path.name, self._flushed.pop(new.name, b"")))
        os.replace(new, path)


def _path(file: int) -> Path:
    return Path(f"/proc/self/fd/{file}").resolve()


# --- what is left after a power cut -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Left:
    """What the files hold, and what had been promised until then."""

    files: dict[str, bytes]
    promises: tuple[Promise, ...]


def power_cuts(begun: dict[str, bytes], steps: Sequence[Step], chance: random.Random) -> Iterator[Left]:
    """Several for each step: of what is not synced nothing, all, some, torn. `begun` is on the disk."""
    synced = {name: bytearray(data) for name, data in begun.items()}
    pending: dict[str, list[Change]] = {}
    promises: list[Promise] = []
    for step in steps:
        match step:
            case Promise():
                promises.append(step)
                continue
            case Sync(file):
                for change in pending.pop(file, ()):
                    _apply(synced.setdefault(file, bytearray()), change)
            case _:
                pending.setdefault(step.file, []).append(step)
        told = tuple(promises)
        yield Left({name: bytes(data) for name, data in synced.items()}, told)
        if pending:
            for kept in (_all, _some, _torn):
                yield Left(_with(synced, pending, kept, chance), told)


def _with(
    synced: dict[str, bytearray],
    pending: dict[str, list[Change]],
    kept: Any,
    chance: random.Random,
) -> dict[str, bytes]:
    files = {name: bytearray(data) for name, data in synced.items()}
    for name, changes in pending.items():
        for change in kept(changes, chance):
            _apply(files.setdefault(name, bytearray()), change)
    return {name: bytes(data) for name, data in files.items()}


def _all(changes: Sequence[Change], _: random.Random) -> Iterable[Change]:
    return changes


def _some(changes: Sequence[Change], chance: random.Random) -> Iterable[Change]:
    return [change for change in changes if chance.random() < 0.5]


def _torn(changes: Sequence[Change], chance: random.Random) -> Iterable[Change]:
    """Sectors that arrived, did not, or hold what nobody wrote."""
    for change in changes:
        if not isinstance(change, Write):
            if isinstance(change, Truncate) or chance.random() < 0.5:
                yield change
            continue
        for start in range(0, len(change.data), SECTOR):
            piece = change.data[start : start + SECTOR]
            fate = chance.random()
            if fate < 0.6:
                yield Write(change.file, change.offset + start, piece)
            elif fate < 0.7:
                yield Write(change.file, change.offset + start, chance.randbytes(len(piece)))


def _apply(image: bytearray, change: Change) -> None:
    match change:
        case Truncate(_, size):
            del image[size:]
        case Write(_, offset, data):
            if len(image) < offset:
                image.extend(bytes(offset - len(image)))
            image[offset : offset + len(data)] = data
        case Replace(_, data):
            image[:] = data
