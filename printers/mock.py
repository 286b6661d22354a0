"""A network printer without a machine, for tests, demos and developers: a TCP server around `virtual.Device`.

Its condition is a JSON file that anyone may edit while it runs; what is left out of it is as usual:

    {"paper": "ok|low|out", "cover": "closed|open", "cutter": "ok|jammed", "fault": false, "mute": false,
     "rows_left": 400, "stall": false, "cut_link_at": 5000}

`stall`: reads nothing; `cut_link_at`: resets each connection after so many bytes from its peer.
"""

import selectors
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from printers.virtual import Condition, Device

POLL_SECONDS = 0.05
"""How soon an edit of the file is noticed."""
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class MockState(Condition):
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    stall: bool = False
    cut_link_at: int | None = None


_STATE = TypeAdapter(MockState)


class MockPrinter:
    """Serves one connection at a time, as network printers do; others wait. Port 0 takes a free one."""

    def __init__(self, host: str, port: int, device: Device, state_file: Path) -> None:
        self._server = socket.create_server((host, port))
        self._server.setblocking(False)
        self._device = device
        self._state_file = state_file
        self._text = ""
        self._state = MockState()
        self._peer: socket.socket | None = None
        self._received = 0
        self.address: tuple[str, int] = self._server.getsockname()[:2]

    def serve(self, over: Callable[[], bool]) -> None:
        """Until `over()`, which is asked at least twenty times a second."""
        with self._server:
            while not over():
                self._look_at_state()
                self._turn()
            self._hang_up()

    def _turn(self) -> None:
        with selectors.DefaultSelector() as selector:
            if self._peer is None:
                selector.register(self._server, selectors.EVENT_READ)
            elif not self._state.stall:
                selector.register(self._peer, selectors.EVENT_READ)
            for key, _ in selector.select(POLL_SECONDS):
                if key.fileobj is self._server:
                    self._peer, _ = self._server.accept()
                    self._received = 0
                else:
                    self._take()

    def _take(self) -> None:
        assert self._peer is not None
        limit = self._state.cut_link_at
        room = 65_536 if limit is None else limit - self._received
        try:
            data = self._peer.recv(min(room, 65_536)) if room > 0 else b""
            self._received += len(data)
            if data:
                self._peer.sendall(self._device.feed(data))
        except OSError:
            data = b""
        if not data or self._received == limit:
            self._hang_up()

    def _hang_up(self) -> None:
        """With a reset, as a printer that is switched off: what it has not read is lost."""
        if self._peer is not None:
            self._peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            self._peer.close()
            self._peer = None

    def _look_at_state(self) -> None:
        text = self._state_file.read_text(encoding="utf-8") if self._state_file.exists() else "{}"
        if text == self._text:
            return
        try:
            self._state = _STATE.validate_json(text)
        except ValidationError:
            return  # half written: the next look sees it whole
        self._text = text
        replies = self._device.become(self._state)
        if self._peer is not None:
            try:
                self._peer.sendall(replies)
            except OSError:
                self._hang_up()
