"""A printer that is a folder: every slip becomes a picture in it."""

import threading
from pathlib import Path

from printers.models import Model
from printers.transports import Lost, Written
from printers.virtual import Device, Tray


class VirtualTransport:
    """Draws into `folder`; `model` is what it plays."""

    bytes_per_second = 10_000_000

    def __init__(self, folder: Path, model: Model) -> None:
        self._device = Device(model, Tray(folder).take)
        self._replies = b""
        self._closed = threading.Event()

    def open(self, seconds: float) -> bool:
        self._closed.clear()
        return True

    def write(self, data: bytes, seconds: float) -> Written:
        self._replies += self._device.feed(data)
        return Written(len(data))

    def read(self, seconds: float) -> bytes | Lost:
        if not self._replies:
            self._closed.wait(seconds)
        replies, self._replies = self._replies, b""
        return replies

    def close(self) -> None:
        self._closed.set()
