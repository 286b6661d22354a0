"""TCP, by custom port 9100: what a network printer listens on."""

import select
import socket
import struct
import termios
import threading
from collections.abc import Callable

from printers.transports.descriptor import DescriptorTransport, bytes_waiting

SILENCE_SECONDS = 10
"""A peer that takes nothing for so long has lost its power or its cable, and will not say so."""
SLOW_NAMES = "the name look-up takes too long"
MOST_UNREAD, PIECE = 16_384, 4096
"""Bytes of answers that are read before closing, so many at once; a peer that says more never stops."""
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)

Peer = tuple[socket.AddressFamily, tuple[str | bytes | int, ...]]


def look_up(host: str, port: int, flags: int = 0) -> list[Peer]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    return [(family, address) for family, _, _, _, address in found]


class TcpTransport(DescriptorTransport):
    """`names` finds the addresses of a host name; where it hangs, nobody waits longer than `open` may."""

    def __init__(
        self,
        host: str,
        port: int,
        clock: Callable[[], float],
        names: Callable[[str, int], list[Peer]] = look_up,
    ) -> None:
        super().__init__(clock)
        self._host = host
        self._port = port
        self._names = names
        self._search: _Search | None = None

    def _connect(self, seconds: float) -> int:
        deadline = self._clock() + seconds
        error: OSError = TimeoutError("no answer in time")
        for family, address in self._peers(seconds):
            left = deadline - self._clock()
            if left <= 0:
                break
            try:
                return _connected(family, address, left)
            except OSError as failure:
                error = failure
        raise error

    def _peers(self, seconds: float) -> list[Peer]:
        try:
            return look_up(self._host, self._port, socket.AI_NUMERICHOST)
        except socket.gaierror:
            pass  # it is a name
        if self._search is None:
            self._search = _Search(lambda: self._names(self._host, self._port))
        search = self._search
        if not search.over.wait(seconds):
            raise TimeoutError(SLOW_NAMES)
        self._search = None
        if search.error is not None:
            raise search.error
        return search.found

    def _unsent(self, fd: int) -> int:
        """What the peer's system has not acknowledged; not what the printer has done."""
        return bytes_waiting(fd, termios.TIOCOUTQ)

    def _release(self, fd: int) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM, fileno=fd) as peer:
            if self._unsent(fd):
                # Else the system goes on offering the rest for minutes: it would print when somebody puts
                # in paper.
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
                return
            # An answer that nobody read would turn the end into a reset, which may cost the printer the
            # bytes that it has not read.
            readable = select.poll()
            readable.register(fd, select.POLLIN)
            for _ in range(MOST_UNREAD // PIECE):
                if not readable.poll(0) or not peer.recv(PIECE):
                    break


class _Search:
    """A name look-up that cannot be broken off: a thread of its own bears it."""

    def __init__(self, search: Callable[[], list[Peer]]) -> None:
        self.over = threading.Event()
        self.found: list[Peer] = []
        self.error: OSError | None = None
        self._search = search
        threading.Thread(target=self._run, daemon=True, name="printer name look-up").start()

    def _run(self) -> None:
        try:
            self.found = self._search()
        except OSError as error:
            self.error = error
        finally:
            self.over.set()


def _connected(family: socket.AddressFamily, address: tuple[str | bytes | int, ...], seconds: float) -> int:
    with socket.socket(family, socket.SOCK_STREAM) as peer:
        peer.settimeout(seconds)
        peer.connect(address)
        peer.setblocking(False)
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENCE_SECONDS * 1000)
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, SILENCE_SECONDS // 2)
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, SILENCE_SECONDS // 5)
        return peer.detach()
