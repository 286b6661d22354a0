"""The witness: one small file on storage that shares neither disk nor backup with the database.

It has two places, which successive batches write in turn, each whole and with its sum: a write that the power
cuts short leaves the one before. So bytes change where bytes were, and one flush takes them to the disk; a
new file under the old name, as the first write of a life makes it, takes three.
"""

import os
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from server.trust import Witness

_WITNESS = TypeAdapter(Witness)
PLACE_BYTES = 4096
"""No sector of any disk holds parts of both."""


class WitnessFile:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._last: int | None = None
        """What this object wrote last; the file has nothing but that, and perhaps the one before."""

    def read(self) -> Witness | None:
        """The newer of the two; None where there is none, or none that can be read: both are a reason to
        doubt."""
        try:
            text = self.path.read_bytes()
        except OSError:
            return None
        found = [one for place in (0, 1) if (one := _read(text, place)) is not None]
        return max(found, key=lambda one: one.serial, default=None)

    def write(self, witness: Witness) -> bool:
        """On the disk, name and all, when it returns; False where the storage refuses."""
        said = _WITNESS.dump_json(witness)
        place = f"{sha256(said).hexdigest()} ".encode() + said
        follows, self._last = self._last == witness.serial - 1, None
        try:
            if follows:
                self._change(self.path, os.O_WRONLY, place, witness.serial % 2)
            else:
                half = self.path.with_suffix(".new")
                self._change(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, place, witness.serial % 2)
                os.replace(half, self.path)
                self._sync_folder()
        except OSError:
            return False
        self._last = witness.serial
        return True

    def _change(self, path: Path, flags: int, said: bytes, place: int) -> None:
        file = os.open(path, flags | os.O_CLOEXEC, 0o600)
        try:
            os.pwrite(file, said.ljust(PLACE_BYTES - 1) + b"\n", place * PLACE_BYTES)
            os.fdatasync(file)
        finally:
            os.close(file)

    def remove(self) -> bool:
        self._last = None
        try:
            self.path.unlink(missing_ok=True)
            self._sync_folder()
        except OSError:
            return False
        return True

    def _sync_folder(self) -> None:
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _read(text: bytes, place: int) -> Witness | None:
    total, _, said = text[place * PLACE_BYTES : (place + 1) * PLACE_BYTES].strip(b" \0\n").partition(b" ")
    try:
        witness = _WITNESS.validate_json(said)
    except ValidationError:
        return None
    return witness if sha256(said).hexdigest().encode() == total else None
