"""A disk that forgets: what a kiosk's file system may hold after a power cut, at any moment of its life.

The product's own opening function and statements run on another SQLite (apsw's), over files that record each
write and each sync. A power cut keeps all that was synced, and of what was written since then anything: all,
nothing, some of it, half a sector.
"""

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
class Sync:
    file: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody has been told from here on: a number on a screen, a byte at a printer."""

    what: str
    key: str
    value: str


Step = Write | Truncate | Sync | Promise


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
    """As much of `sqlite3.Connection` as the ledger uses."""

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


# --- what is left after a power cut -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Left:
    """What the files hold, and what had been promised until then."""

    files: dict[str, bytes]
    promises: tuple[Promise, ...]


def power_cuts(begun: dict[str, bytes], steps: Sequence[Step], chance: random.Random) -> Iterator[Left]:
    """Several for each step: of what is not synced nothing, all, some, torn. `begun` is on the disk."""
    synced = {name: bytearray(data) for name, data in begun.items()}
    pending: dict[str, list[Write | Truncate]] = {}
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
    pending: dict[str, list[Write | Truncate]],
    kept: Any,
    chance: random.Random,
) -> dict[str, bytes]:
    files = {name: bytearray(data) for name, data in synced.items()}
    for name, changes in pending.items():
        for change in kept(changes, chance):
            _apply(files.setdefault(name, bytearray()), change)
    return {name: bytes(data) for name, data in files.items()}


def _all(changes: Sequence[Write | Truncate], _: random.Random) -> Iterable[Write | Truncate]:
    return changes


def _some(changes: Sequence[Write | Truncate], chance: random.Random) -> Iterable[Write | Truncate]:
    return [change for change in changes if chance.random() < 0.5]


def _torn(changes: Sequence[Write | Truncate], chance: random.Random) -> Iterable[Write | Truncate]:
    """Sectors that arrived, did not, or hold what nobody wrote."""
    for change in changes:
        if isinstance(change, Truncate):
            yield change
            continue
        for start in range(0, len(change.data), SECTOR):
            piece = change.data[start : start + SECTOR]
            fate = chance.random()
            if fate < 0.6:
                yield Write(change.file, change.offset + start, piece)
            elif fate < 0.7:
                yield Write(change.file, change.offset + start, chance.randbytes(len(piece)))


def _apply(image: bytearray, change: Write | Truncate) -> None:
    match change:
        case Truncate(_, size):
            del image[size:]
        case Write(_, offset, data):
            if len(image) < offset:
                image.extend(bytes(offset - len(image)))
            image[offset : offset + len(data)] = data
