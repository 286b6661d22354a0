"""TCP, by custom port 9100: what a network printer listens on."""

import select
import socket
from collections.abc import Callable

from printers.transports import Lost, Written


class TcpTransport:
    """`clock` is monotonic, in seconds. A host name takes what time the system takes: give an address."""

    bytes_per_second = 500_000

    def __init__(self, host: str, port: int, clock: Callable[[], float]) -> None:
        self._address = (host, port)
        self._clock = clock
        self._socket: socket.socket | None = None

    def open(self, seconds: float) -> bool:
        self.close()
        try:
            self._socket = socket.create_connection(self._address, timeout=seconds)
        except OSError:
            return False
        self._socket.setblocking(False)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return True

    def write(self, data: bytes, seconds: float) -> Written:
        deadline = self._clock() + seconds
        view = memoryview(data)
        sent = 0
        while sent < len(data):
            if self._socket is None:
                return Written(sent, lost=True)
            if not self._ready(select.POLLOUT, deadline - self._clock()):
                return Written(sent)
            try:
                sent += self._socket.send(view[sent:])
            except BlockingIOError:
                continue
            except OSError:
                self.close()
        return Written(sent)

    def read(self, seconds: float) -> bytes | Lost:
        if self._socket is None:
            return Lost()
        if not self._ready(select.POLLIN, seconds):
            return b""
        try:
            data = self._socket.recv(4096)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self.close()
            return Lost()
        return data

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _ready(self, event: int, seconds: float) -> bool:
        """Whether the socket can go on, or has failed, within the seconds."""
        assert self._socket is not None
        poll = select.poll()
        poll.register(self._socket, event)
        return bool(poll.poll(max(seconds, 0) * 1000))
