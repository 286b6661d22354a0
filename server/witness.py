"""The witness: one small file on storage that shares neither disk nor backup with the database."""

import os
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from server.trust import Witness

_WITNESS = TypeAdapter(Witness)


class WitnessFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Witness | None:
        """None where there is none, or none that can be read: both are a reason to doubt."""
        try:
            return _WITNESS.validate_json(self.path.read_bytes())
        except (OSError, ValidationError):
            return None

    def write(self, witness: Witness) -> bool:
        """On the disk, name and all, when it returns; False where the storage refuses."""
        half = self.path.with_suffix(".new")
        try:
            with half.open("wb") as file:
                file.write(_WITNESS.dump_json(witness))
                file.flush()
                os.fsync(file.fileno())
            os.replace(half, self.path)
            self._sync_folder()
        except OSError:
            return False
        return True

    def remove(self) -> bool:
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
