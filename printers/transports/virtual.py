"""A printer that is a folder: every slip becomes a picture in it."""

import threading
from pathlib import Path

from printers.models import Model, Way
from printers.transports import Lost, PortStatus, Written
from printers.transports.descriptor import reason
from printers.virtual import Device, Tray


class VirtualTransport:
    """Draws into `folder`; `model` is what it plays."""

    bytes_per_second = 10_000_000
    prefers: Way = "picture"
    duplex = True
    keeps_copies = True

    def __init__(self, folder: Path, model: Model) -> None:
        self._folder = folder
        self._model = model
        self._device = Device(model, Tray(folder).take)
        self._replies = b""
        self._lost = False
        self._closed = threading.Event()
        self.trouble = ""

    def open(self, seconds: float) -> bool:
        self._closed.clear()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._lose(error)
            return False
        if self._lost:  # what it still had would come out with the next slip
            self._device = Device(self._model, Tray(self._folder).take)
            self._replies = b""
        self._lost, self.trouble = False, ""
        return True

    def write(self, data: bytes, seconds: float) -> Written:
        if self._lost:
            return Written(0, lost=True)
        try:
            self._replies += self._device.feed(data)
        except OSError as error:
            self._lose(error)
            return Written(1, lost=True)
        return Written(len(data))

    def read(self, seconds: float) -> bytes | Lost:
        if self._lost:
            return Lost()
        if not self._replies:
            self._closed.wait(seconds)
        replies, self._replies = self._replies, b""
        return replies

    def port_status(self, seconds: float) -> PortStatus | None:
        return None

    def close(self) -> None:
        self._closed.set()

    def _lose(self, error: OSError) -> None:
        self._lost, self.trouble = True, reason(error)
