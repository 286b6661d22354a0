"""The other end of a transport, made of real parts: a socket, a pty, a FIFO. It can go away and come back."""

import errno
import os
import select
import socket
import struct
import tty
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Protocol

from printers.transports import Transport
from printers.transports.file import FileTransport
from printers.transports.serial import Line, SerialTransport
from printers.transports.tcp import TcpTransport
from printers.transports.usb import UsbTransport

PATIENCE = 10.0
"""Seconds after which a far end that waits for bytes gives up, and fails the test."""


class FarEnd(Protocol):
    transport: Transport

    def meet(self) -> None:
        """Once the transport is open."""

    def take(self, count: int) -> bytes:
        """Exactly so many bytes, or fewer where there is an end."""

    def say(self, data: bytes) -> None: ...

    def vanish(self) -> None:
        """As if the cable were pulled, or the printer switched off."""

    def come_back(self) -> None:
        """At the same address."""

    def close(self) -> None: ...


class _OverDescriptor:
    _fd = -1

    def meet(self) -> None:
        pass

    def take(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            poll = select.poll()
            poll.register(self._fd, select.POLLIN)
            assert poll.poll(PATIENCE * 1000), f"{len(data)} of {count} bytes came"
            try:
                more = os.read(self._fd, count - len(data))
            except OSError:
                more = b""
            if not more:
                break
            data += more
        return data

    def say(self, data: bytes) -> None:
        assert os.write(self._fd, data) == len(data)

    def _close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


class TcpFarEnd(_OverDescriptor):
    """Goes with a reset, as a printer does that has unread bytes; its window is small."""

    def __init__(self, folder: Path) -> None:
        self._server = self._listening(0)
        self._peer: socket.socket | None = None
        self.port: int = self._server.getsockname()[1]
        self.transport: Transport = TcpTransport("127.0.0.1", self.port, monotonic)

    @staticmethod
    def _listening(port: int) -> socket.socket:
        server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        server.bind(("127.0.0.1", port))
        server.listen()
        return server

    def meet(self) -> None:
        if self._peer is not None:
            self._peer.close()
        self._peer, _ = self._server.accept()
        self._fd = self._peer.fileno()

    def vanish(self) -> None:
        self._server.close()
        if self._peer is not None:
            self._peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._peer.close()
            self._peer = None

    def hang_up(self) -> None:
        """The friendly way: an end, and no reset."""
        assert self._peer is not None
        self._peer.shutdown(socket.SHUT_WR)

    def come_back(self) -> None:
        self._server = self._listening(self.port)

    def close(self) -> None:
        self.vanish()


class PtyFarEnd(_OverDescriptor):
    """A device file that hangs up as an unplugged one does, behind a lasting name as udev gives it."""

    def __init__(self, folder: Path, transport: Callable[[Path], Transport]) -> None:
        self.name = folder / "printer0"
        self.come_back()
        self.transport = transport(self.name)

    def vanish(self) -> None:
        self.name.unlink(missing_ok=True)
        self._close()

    def come_back(self) -> None:
        self._fd, device = os.openpty()
        tty.setraw(device)
        self.name.symlink_to(os.ttyname(device))
        os.close(device)

    def close(self) -> None:
        self.vanish()


class Driver:
    """Answers as usblp does; `error` is that of a device which does not answer."""

    def __init__(
        self, *, status: int = 0, identity: bytes = b"", error: int = 0, present: bool = True
    ) -> None:
        self._status, self._identity, self._error = status, identity, error
        self._present = present

    def ioctl(self, fd: int, request: int, answer: bytearray) -> int:
        if not self._present:
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
        match request:
            case 0x80085006:
                answer[:] = struct.pack("ii", 0x04B8, 0x0202)
                return 0
            case _ if self._error:
                raise OSError(self._error, os.strerror(self._error))
            case 0x060B:
                answer[:] = struct.pack("i", self._status)
            case 0x84005001:
                answer[: len(self._identity)] = self._identity
            case _:
                raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))
        return 0


class FifoFarEnd(_OverDescriptor):
    def __init__(self, folder: Path) -> None:
        self.name = folder / "slips.fifo"
        self.come_back()
        self.transport: Transport = FileTransport(self.name, monotonic)

    def vanish(self) -> None:
        self._close()

    def come_back(self) -> None:
        if not self.name.exists():
            os.mkfifo(self.name)
        self._fd = os.open(self.name, os.O_RDONLY | os.O_NONBLOCK)

    def close(self) -> None:
        self._close()


def tcp(folder: Path) -> FarEnd:
    return TcpFarEnd(folder)


def serial(folder: Path) -> FarEnd:
    line = Line(115_200, flow="none")
    return PtyFarEnd(folder, lambda name: SerialTransport(str(name), line, monotonic))


def usb(folder: Path) -> FarEnd:
    return PtyFarEnd(folder, lambda name: UsbTransport(name, monotonic, Driver().ioctl))


def fifo(folder: Path) -> FarEnd:
    return FifoFarEnd(folder)
