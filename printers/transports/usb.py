"""A printer at the kernel's own driver: `/dev/usb/lp0`, or the lasting name that a udev rule gives it.

All of it as the driver's source has it (Linux, drivers/usb/class/usblp.c); unchecked on hardware.
"""

import errno
import fcntl
import os
import select
import stat
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

from printers.transports import PortStatus
from printers.transports.descriptor import DescriptorTransport, reason

LPGETSTATUS = 0x060B
DEVICE_ID_ROOM = 1024
LPIOC_GET_DEVICE_ID = 2 << 30 | DEVICE_ID_ROOM << 16 | ord("P") << 8 | 1
LONGEST_ANSWER = 5.0
"""Seconds that the driver waits for the answer to LPGETSTATUS; nothing shortens that."""
LPIOC_GET_VID_PID = 2 << 30 | 8 << 16 | ord("P") << 8 | 6
"""Two ints: maker and product. The one question that the driver answers without asking the device."""
PAPER_OUT, SELECTED, NO_ERROR = 0x20, 0x10, 0x08

NO_DEVICE = "no device, but an ordinary file"
NO_PRINTER = "a device, but none of the printer driver (usblp)"

Ioctl = Callable[[int, int, bytearray], object]
"""As `fcntl.ioctl`, which fills the array."""


class UsbTransport(DescriptorTransport):
    """One program at a time: to the others the device is busy."""

    empty_read_is_the_end = False
    """A printer that has nothing to say may say so with an empty packet."""

    def __init__(self, path: Path, clock: Callable[[], float], ioctl: Ioctl = fcntl.ioctl) -> None:
        super().__init__(clock)
        self._path = path
        self._ioctl = ioctl

    def _connect(self, seconds: float) -> int:
        return _opened(self._path, self._ioctl)

    def _unsent(self, fd: int) -> int:
        # The driver accepts up to 8192 bytes at once and sends them afterwards; closing drops them. That it
        # is writable again tells that they are sent, or that it was unplugged: an empty write tells which.
        # How many are left it does not say: 1 stands for some.
        poll = select.poll()
        poll.register(fd, select.POLLOUT)
        if not poll.poll(0):
            return 1
        os.write(fd, b"")
        return 0

    def port_status(self, seconds: float) -> PortStatus | None:
        """Asked past the queue, where there is time for the longest answer."""
        if self._fd is None or seconds < LONGEST_ANSWER:
            return None
        word = bytearray(struct.calcsize("i"))
        try:
            self._ioctl(self._fd, LPGETSTATUS, word)
        except OSError as error:
            if error.errno == errno.ENODEV:
                self._lose(reason(error))
            return None
        (bits,) = struct.unpack("i", word)  # the other bits are undefined
        return PortStatus(bool(bits & PAPER_OUT), bool(bits & SELECTED), not bits & NO_ERROR)


def device_id(path: Path, ioctl: Ioctl = fcntl.ioctl) -> Mapping[str, str] | OSError:
    """What the device at `path` says that it is (IEEE 1284): `MFG`, `MDL`, `CMD`, mostly `SN` or `SERN`.

    Long keys (`MANUFACTURER`, `MODEL`, `COMMAND SET`) are given as the short ones.
    """
    try:
        fd = _opened(path, ioctl)
    except OSError as error:
        return error
    answer = bytearray(DEVICE_ID_ROOM)
    try:
        ioctl(fd, LPIOC_GET_DEVICE_ID, answer)
    except OSError as error:
        return error
    finally:
        os.close(fd)
    return parse_device_id(bytes(answer))


_SHORT = {"MANUFACTURER": "MFG", "MODEL": "MDL", "COMMAND SET": "CMD", "SERIALNUMBER": "SN", "SERN": "SN"}


def parse_device_id(data: bytes) -> Mapping[str, str]:
    """`data`: the length of all in two bytes, high byte first, then `KEY:value;` again and again."""
    text = data[2 : int.from_bytes(data[:2], "big")].decode("ascii", "replace")
    found = {}
    for pair in text.split(";"):
        key, colon, value = pair.partition(":")
        if colon:
            key = key.strip().upper()
            found[_SHORT.get(key, key)] = value.strip()
    return found


def _opened(path: Path, ioctl: Ioctl) -> int:
    """A descriptor of a printer, or an OSError with a reason."""
    fd = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        _expect_printer(fd, ioctl)
    except OSError:
        os.close(fd)
        raise
    return fd


def _expect_printer(fd: int, ioctl: Ioctl) -> None:
    if not stat.S_ISCHR(os.fstat(fd).st_mode):
        # Whoever writes to the name while the printer is unplugged makes an ordinary file of it.
        raise OSError(errno.ENODEV, NO_DEVICE)
    try:
        ioctl(fd, LPIOC_GET_VID_PID, bytearray(8))
    except OSError as error:
        if error.errno in (errno.ENOTTY, errno.EINVAL):
            raise OSError(errno.ENODEV, NO_PRINTER) from error
        raise
