"""A file, a FIFO or another device file: bytes go in, nothing comes back."""

import os
import stat
import termios
from collections.abc import Callable
from pathlib import Path

from printers.transports.descriptor import DescriptorTransport, bytes_waiting


class FileTransport(DescriptorTransport):
    """An ordinary file grows; it must be there, so that a device that is missing does not become one.

    A FIFO without a reader is no link.
    """

    duplex = False

    def __init__(self, path: Path, clock: Callable[[], float]) -> None:
        super().__init__(clock)
        self._path = path

    @property
    def keeps_copies(self) -> bool:
        """Unless a FIFO or a device has the name: what is not there yet may become an ordinary file."""
        try:
            mode = self._path.stat().st_mode
        except OSError:
            return True
        return not (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode))

    def open(self, seconds: float) -> bool:
        # The old descriptor stays until the new one is there: the reader of a FIFO shall see no end.
        before, self._fd = self._fd, None
        stands = super().open(seconds)
        if before is not None:
            os.close(before)
        return stands

    def _connect(self, seconds: float) -> int:
        return os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)

    def _unsent(self, fd: int) -> int:
        """What the reader of a FIFO has not taken; of a file, whether its name is still its own."""
        found = os.fstat(fd)
        if stat.S_ISFIFO(found.st_mode):
            return bytes_waiting(fd, termios.FIONREAD)
        if found.st_nlink == 0:
            raise FileNotFoundError(0, "the file was deleted")
        return 0
