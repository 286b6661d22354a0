"""What each way to a printer has to itself."""

import errno
import os
import socket
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from commands.parts.frame import ROOT
from printers.transports import Lost, PortStatus, Written
from printers.transports.cups import NO_CLIENT, CupsTransport
from printers.transports.descriptor import DescriptorTransport
from printers.transports.file import FileTransport
from printers.transports.serial import Flow, Line, Parity, SerialTransport
from printers.transports.tcp import SILENCE_SECONDS, Peer, TcpTransport
from printers.transports.usb import (
    LPGETSTATUS,
    LPIOC_GET_DEVICE_ID,
    LPIOC_GET_VID_PID,
    UsbTransport,
    device_id,
    parse_device_id,
)
from printers.transports.virtual import VirtualTransport
from tests.outside import free_port
from tests.printers.far_ends import Driver, FifoFarEnd, PtyFarEnd, TcpFarEnd
from tests.printers.wires import model

SLACK = 3.0
SLIP = bytes(range(256)) * 40


# --- all over a descriptor ---------------------------------------------------------------------------------


class Slow(DescriptorTransport):
    """A device that accepts at once and sends later."""

    def __init__(self, unsent: Iterator[int | OSError]) -> None:
        super().__init__(monotonic)
        self._script = unsent
        self._near, self.far = socket.socketpair()

    def _connect(self, seconds: float) -> int:
        self._near.setblocking(False)
        return self._near.detach()

    def _unsent(self, fd: int) -> int:
        match next(self._script):
            case OSError() as error:
                raise error
            case int(count):
                return count


@pytest.mark.parametrize(
    ("unsent", "seconds", "written"),
    [
        (iter([0]), 9, Written(1000)),
        (iter([900, 300, 1, 0]), 9, Written(1000)),
        (repeat(300), 0.1, Written(700)),
        (repeat(1000), 0.1, Written(1)),
        (iter([300, OSError(errno.ENODEV, "gone")]), 9, Written(700, lost=True)),
        (iter([OSError(errno.ENODEV, "gone")]), 9, Written(999, lost=True)),
    ],
    ids=["at once", "in the end", "stuck", "stuck at the first byte", "gone with some", "gone"],
)
def test_written_is_what_has_left_and_not_what_the_system_holds(
    unsent: Iterator[int | OSError], seconds: float, written: Written
) -> None:
    transport = Slow(unsent)
    with transport.far:
        assert transport.open(1)
        start = monotonic()
        assert transport.write(bytes(1000), seconds) == written
        assert monotonic() - start < 0.1 + SLACK
        transport.close()


def test_a_question_may_stand_behind_a_slip() -> None:
    """A printer that is busy is not called lost because it does not take three bytes at once."""
    transport = Slow(repeat(3))
    with transport.far:
        assert transport.open(1)
        assert transport.write(b"\x10\x04\x01", 0.1) == Written(3)
        transport.close()


def test_a_device_that_says_ready_and_is_not_holds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    transport = Slow(repeat(0))
    with transport.far:
        assert transport.open(1)
        transport.far.send(b"answer")
        calls: list[int] = []

        def not_now(fd: int, _: object) -> int:
            calls.append(fd)
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

        with monkeypatch.context() as patch:
            patch.setattr(os, "write", not_now)
            patch.setattr(os, "read", not_now)
            start = monotonic()
            assert transport.write(SLIP, 0.1) == Written(0) and len(calls) <= 110
            assert transport.read(0.1) == b""
            assert monotonic() - start < 0.2 + SLACK
        assert transport.write(SLIP, 1) == Written(len(SLIP)) and transport.read(1) == b"answer"
        transport.close()


# --- TCP ---------------------------------------------------------------------------------------------------


@pytest.fixture
def tcp(tmp_path: Path) -> Iterator[TcpFarEnd]:
    far = TcpFarEnd(tmp_path)
    try:
        yield far
    finally:
        far.transport.close()
        far.close()


def test_a_name_look_up_that_hangs_holds_nobody_and_is_not_begun_twice(tcp: TcpFarEnd) -> None:
    calls: list[str] = []
    answer = threading.Event()

    def names(host: str, port: int) -> list[Peer]:
        calls.append(host)
        answer.wait(10)
        return [(socket.AF_INET, ("127.0.0.1", port))]

    transport = TcpTransport("printer.example", tcp.port, monotonic, names)
    start = monotonic()
    assert not transport.open(0.05) and not transport.open(0.05)
    assert monotonic() - start < SLACK and "look-up" in transport.trouble
    answer.set()
    assert transport.open(5)
    transport.close()
    assert calls == ["printer.example"]


def test_a_name_that_nobody_knows_is_looked_up_again_next_time(tcp: TcpFarEnd) -> None:
    answers: list[list[Peer] | OSError] = [
        socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
        [(socket.AF_INET, ("127.0.0.1", tcp.port))],
    ]

    def names(host: str, port: int) -> list[Peer]:
        answer = answers.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer

    transport = TcpTransport("printer.example", tcp.port, monotonic, names)
    assert not transport.open(5) and transport.trouble == "Name or service not known"
    assert transport.open(5)
    transport.close()


def test_of_several_addresses_the_one_that_answers(tcp: TcpFarEnd) -> None:
    peers: list[Peer] = [(socket.AF_INET, ("127.0.0.1", port)) for port in (free_port(), tcp.port)]
    transport = TcpTransport("printer.example", 9100, monotonic, lambda host, port: peers)
    assert transport.open(5)
    transport.close()


def test_a_printer_that_takes_no_more_connections_is_given_up_in_time_at_all_its_addresses() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        host, port = server.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex((host, port))
        peers: list[Peer] = [(socket.AF_INET, (host, port))] * 3
        transport = TcpTransport("printer.example", port, monotonic, lambda host, port: peers)
        start = monotonic()
        assert not transport.open(0.2)
        assert monotonic() - start < 0.2 + SLACK and transport.trouble
        for one in waiting:
            one.close()


def test_a_friendly_end_is_seen_before_the_first_byte(tcp: TcpFarEnd) -> None:
    """Else the first write after it would succeed, and a slip be lost in silence."""
    assert tcp.transport.open(1)
    tcp.meet()
    tcp.hang_up()
    assert tcp.transport.write(SLIP, 1) == Written(0, lost=True)


def test_answers_that_nobody_read_do_not_make_a_reset_of_the_end(tcp: TcpFarEnd) -> None:
    """A reset may cost a printer the bytes that it has taken and not read yet."""
    assert tcp.transport.open(1)
    tcp.meet()
    tcp.say(bytes(5000))
    assert tcp.transport.write(SLIP[:1000], 5) == Written(1000)
    tcp.transport.close()
    assert tcp.take(1000) == SLIP[:1000]
    assert os.read(tcp._fd, 1) == b""


def test_a_silent_death_is_noticed_by_the_system(tcp: TcpFarEnd) -> None:
    """That it is told to look: no test can pull the cable out of the machine's own network."""
    assert tcp.transport.open(1)
    tcp.meet()
    assert isinstance(tcp.transport, TcpTransport) and tcp.transport._fd is not None
    with socket.socket(fileno=os.dup(tcp.transport._fd)) as near:
        assert near.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == SILENCE_SECONDS * 1000
        assert near.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        idle, every = (
            near.getsockopt(socket.IPPROTO_TCP, option)
            for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL)
        )
        assert idle + every <= SILENCE_SECONDS


# --- USB ---------------------------------------------------------------------------------------------------


@pytest.fixture
def pty(tmp_path: Path) -> Iterator[PtyFarEnd]:
    far = PtyFarEnd(tmp_path, lambda name: UsbTransport(name, monotonic, Driver().ioctl))
    try:
        yield far
    finally:
        far.transport.close()
        far.close()


def test_the_driver_is_asked_with_its_own_numbers() -> None:
    assert LPGETSTATUS == 0x060B
    assert LPIOC_GET_DEVICE_ID == 0x84005001  # _IOC(_IOC_READ, 'P', 1, 1024)
    assert LPIOC_GET_VID_PID == 0x80085006  # _IOC(_IOC_READ, 'P', 6, 8)


@pytest.mark.parametrize("noise", [0x00, 0xC7, 0x01, 0x80, 0xFF00])
@pytest.mark.parametrize(
    ("bits", "expected"),
    [
        (0x18, PortStatus(paper_out=False, selected=True, error=False)),
        (0x38, PortStatus(paper_out=True, selected=True, error=False)),
        (0x08, PortStatus(paper_out=False, selected=False, error=False)),
        (0x10, PortStatus(paper_out=False, selected=True, error=True)),
        (0x20, PortStatus(paper_out=True, selected=False, error=True)),
    ],
)
def test_port_status_is_its_three_bits_alone(
    pty: PtyFarEnd, bits: int, noise: int, expected: PortStatus
) -> None:
    transport = UsbTransport(pty.name, monotonic, Driver(status=bits | noise).ioctl)
    assert transport.port_status(10) is None
    assert transport.open(1)
    assert transport.port_status(10) == expected
    transport.close()


def test_a_port_that_could_answer_too_late_is_not_asked(pty: PtyFarEnd) -> None:
    transport = UsbTransport(pty.name, monotonic, Driver(status=0x18).ioctl)
    assert transport.open(1)
    assert transport.port_status(4.9) is None
    assert transport.port_status(5.0) is not None
    transport.close()


@pytest.mark.parametrize(("error", "stands"), [(errno.EIO, True), (errno.ENODEV, False)])
def test_no_port_status_is_no_statement_and_a_device_that_is_gone_is_lost(
    pty: PtyFarEnd, error: int, stands: bool
) -> None:
    transport = UsbTransport(pty.name, monotonic, Driver(error=error).ioctl)
    assert transport.open(1)
    assert transport.port_status(10) is None
    assert isinstance(transport.read(0), bytes) is stands
    transport.close()


EPSON = b"MFG:EPSON;CMD:ESC/POS;MDL:TM-T82II;CLS:PRINTER;DES:EPSON TM-T82II;"
CLONE = b"MANUFACTURER: POS ;COMMAND SET:ESC/POS;MODEL:58;SERN:0001;odd"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EPSON, {"MFG": "EPSON", "CMD": "ESC/POS", "MDL": "TM-T82II"}),
        (CLONE, {"MFG": "POS", "CMD": "ESC/POS", "MDL": "58", "SN": "0001"}),
        (b"", {}),
    ],
)
def test_a_device_says_what_it_is(pty: PtyFarEnd, text: bytes, expected: dict[str, str]) -> None:
    identity = (len(text) + 2).to_bytes(2, "big") + text
    found = device_id(pty.name, Driver(identity=identity).ioctl)
    assert not isinstance(found, OSError) and expected.items() <= found.items()


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x00\x00MFG:x;", b"\xff\xffMFG", b"\x00\x06\xff:\xfe;"])
def test_nonsense_instead_of_an_identity_breaks_nothing(data: bytes) -> None:
    assert all(isinstance(value, str) for value in parse_device_id(data).values())


def test_why_a_device_says_nothing_is_told(tmp_path: Path, pty: PtyFarEnd) -> None:
    absent, mute = device_id(tmp_path / "lp7"), device_id(pty.name, Driver(error=errno.EIO).ioctl)
    assert isinstance(absent, OSError) and absent.errno == errno.ENOENT
    assert isinstance(mute, OSError) and mute.errno == errno.EIO


def test_an_ordinary_file_at_the_name_is_no_printer(tmp_path: Path) -> None:
    (tmp_path / "lp0").write_bytes(b"")
    transport = UsbTransport(tmp_path / "lp0", monotonic)
    assert not transport.open(1) and "ordinary file" in transport.trouble
    assert (tmp_path / "lp0").read_bytes() == b""


@pytest.mark.parametrize("name", ["/dev/null", "/dev/zero", "/dev/full"])
def test_a_device_that_is_no_printer_gets_no_byte(name: str) -> None:
    transport = UsbTransport(Path(name), monotonic)
    assert not transport.open(1) and "none of the printer driver" in transport.trouble
    assert transport.write(SLIP, 1) == Written(0, lost=True)


def test_another_serial_port_is_no_usb_printer(pty: PtyFarEnd) -> None:
    transport = UsbTransport(pty.name, monotonic)
    assert not transport.open(1) and "none of the printer driver" in transport.trouble


def test_a_printer_that_is_gone_while_it_is_opened_is_gone(pty: PtyFarEnd) -> None:
    transport = UsbTransport(pty.name, monotonic, Driver(present=False).ioctl)
    assert not transport.open(1) and transport.trouble == os.strerror(errno.ENODEV)


def test_an_empty_packet_is_no_end() -> None:
    transport = UsbTransport(
        Path("/dev/null"), monotonic, Driver().ioctl
    )  # always readable, and nothing in it
    assert transport.open(1)
    assert transport.read(0) == b"" and transport.read(0.05) == b""
    transport.close()


def test_a_device_that_refuses_bytes_is_lost() -> None:
    transport = UsbTransport(Path("/dev/full"), monotonic, Driver().ioctl)
    assert transport.open(1)
    assert transport.write(SLIP, 1) == Written(0, lost=True)
    assert transport.trouble == os.strerror(errno.ENOSPC)


def test_an_unplugged_device_that_only_an_empty_write_betrays(
    pty: PtyFarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As older kernels have it: writable, and gone."""
    write = os.write

    def unplugged(fd: int, data: bytes) -> int:
        if not data:
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
        return write(fd, data)

    assert pty.transport.open(1)
    monkeypatch.setattr(os, "write", unplugged)
    assert pty.transport.write(SLIP, 1) == Written(len(SLIP) - 1, lost=True)
    assert pty.transport.trouble == os.strerror(errno.ENODEV)


class Dangling(UsbTransport):
    """Writable again only when its far end has taken most of it: as usblp is, and as a socket is."""

    def __init__(self) -> None:
        super().__init__(Path("lp0"), monotonic)
        self._near, self.far = socket.socketpair()

    def _connect(self, seconds: float) -> int:
        self._near.setblocking(False)
        return self._near.detach()


def test_what_the_driver_still_sends_has_not_left() -> None:
    transport = Dangling()
    with transport.far, ThreadPoolExecutor(1) as other:
        half = transport.far.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) // 2
        assert transport.open(1)
        assert transport.write(bytes(half), 0.1) == Written(half - 1)
        taken = other.submit(transport.far.recv, 2 * half, socket.MSG_WAITALL)
        assert transport.write(bytes(half), 5) == Written(half)
        assert len(taken.result(10)) == 2 * half
        transport.close()


# --- serial ------------------------------------------------------------------------------------------------

BAUD, FLAGS, INPUT = 4, 2, 0


@pytest.mark.parametrize(
    ("parity", "flow", "flags", "input_flags"),
    [
        ("none", "none", 0, 0),
        ("even", "none", termios.PARENB, 0),
        ("odd", "rtscts", termios.PARENB | termios.PARODD | termios.CRTSCTS, 0),
        ("none", "xonxoff", 0, termios.IXON | termios.IXOFF),
    ],
)
def test_the_line_is_set_as_the_address_says(
    pty: PtyFarEnd, monkeypatch: pytest.MonkeyPatch, parity: Parity, flow: Flow, flags: int, input_flags: int
) -> None:
    """What is asked of the system: a pty itself has no parity."""
    asked: list[list[Any]] = []
    set_line = termios.tcsetattr

    def listen(fd: int, when: int, line: list[Any]) -> None:
        asked.append(line)
        set_line(fd, when, line)

    monkeypatch.setattr(termios, "tcsetattr", listen)
    transport = SerialTransport(str(pty.name), Line(19_200, parity, flow), monotonic)
    assert transport.open(1), transport.trouble
    transport.close()
    found = asked[-1]
    assert found[BAUD] == termios.B19200
    assert found[FLAGS] & (termios.PARENB | termios.PARODD | termios.CRTSCTS | termios.CSTOPB) == flags
    assert found[FLAGS] & termios.CSIZE == termios.CS8
    assert found[INPUT] & (termios.IXON | termios.IXOFF) == input_flags


@pytest.mark.parametrize(
    ("line", "rate"), [(Line(9600), 960), (Line(19_200), 1920), (Line(115_200, "even"), 10_472)]
)
def test_bytes_a_second_follow_from_the_line(line: Line, rate: int) -> None:
    assert SerialTransport("/dev/ttyS0", line, monotonic).bytes_per_second == rate


def test_a_port_is_for_one_program_alone(pty: PtyFarEnd) -> None:
    first, second = (SerialTransport(str(pty.name), Line(9600), monotonic) for _ in range(2))
    assert first.open(1)
    assert not second.open(1) and second.trouble == os.strerror(errno.EBUSY)
    first.close()
    assert second.open(1)
    second.close()


@pytest.mark.parametrize(("name", "error"), [("nothing", errno.ENOENT), ("file", errno.ENOTTY)])
def test_what_is_no_port_is_told_without_its_path(tmp_path: Path, name: str, error: int) -> None:
    (tmp_path / "file").write_bytes(b"")
    transport = SerialTransport(str(tmp_path / name), Line(9600), monotonic)
    assert not transport.open(1) and transport.trouble == os.strerror(error)


def test_pyserial_is_imported_by_who_opens_a_port() -> None:
    ask = "import sys, printers.addresses; sys.exit('serial' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask], cwd=ROOT, check=False).returncode == 0


# --- files -------------------------------------------------------------------------------------------------


def test_a_file_grows_and_is_never_made(tmp_path: Path) -> None:
    path = tmp_path / "slips.prn"
    transport = FileTransport(path, monotonic)
    assert not transport.open(1) and transport.trouble == os.strerror(errno.ENOENT)
    path.write_bytes(b"before")
    for _ in range(2):
        assert transport.open(1)
        assert transport.write(SLIP, 1) == Written(len(SLIP))
    assert transport.read(0) == b"" and transport.read(0.01) == b""
    transport.close()
    assert path.read_bytes() == b"before" + SLIP + SLIP


def test_a_file_that_was_deleted_takes_no_slip_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "slips.prn"
    path.touch()
    transport = FileTransport(path, monotonic)
    assert transport.open(1)
    path.unlink()
    assert transport.write(SLIP, 1).lost and not transport.open(1)
    path.touch()
    assert transport.open(1) and transport.write(SLIP, 1) == Written(len(SLIP))
    transport.close()


def test_a_full_disk_is_a_lost_link() -> None:
    transport = FileTransport(Path("/dev/full"), monotonic)
    assert transport.open(1)
    assert transport.write(SLIP, 1) == Written(0, lost=True)
    assert transport.trouble == os.strerror(errno.ENOSPC)


def test_a_fifo_without_a_reader_is_no_link(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "slips.fifo")
    transport = FileTransport(tmp_path / "slips.fifo", monotonic)
    assert not transport.open(1) and transport.trouble == os.strerror(errno.ENXIO)


def test_asking_a_fifo_anew_is_no_end_for_its_reader(tmp_path: Path) -> None:
    far = FifoFarEnd(tmp_path)
    assert far.transport.open(1)
    os.set_blocking(far._fd, True)
    with ThreadPoolExecutor(1) as other:
        read = other.submit(os.read, far._fd, 1)
        for _ in range(300):
            assert far.transport.open(1)
        assert far.transport.write(b"x", 5) == Written(1)
        assert read.result(10) == b"x"
        far.transport.close()
        assert other.submit(os.read, far._fd, 1).result(10) == b""
    far.close()


# --- CUPS --------------------------------------------------------------------------------------------------

# Word for word what CUPS 2.4.2 says in the C locale.
READY = 'echo "slips accepting requests since Thu Nov 26 19:04:23 2026"\n'
IDLE = 'echo "printer slips is idle.  enabled since Thu Nov 26 19:04:23 2026"\n'
NOW_PRINTING = 'echo "printer slips now printing slips-7.  enabled since Thu Nov 26 19:04:23 2026"\n'
PAUSED = 'echo "printer slips disabled since Thu Nov 26 19:04:24 2026 -"; echo "\tbroken"\n'
REJECTING = 'echo "slips not accepting requests since Thu Nov 26 19:04:23 2026 -"; echo "\tRejecting Jobs"\n'
UNKNOWN = "echo 'lpstat: Invalid destination name in list \"slips\".' >&2; exit 1\n"
HANGS = "exec sleep 60\n"
TAKES = 'cat > job; echo "$@" > words; echo "request id is slips-1 (0 file(s))"\n'
REFUSES = "cat > job; echo 'lp: Destination \"slips\" is not accepting jobs.' >&2; exit 1\n"
DIES = "head -c 100 > job; kill -9 $$\n"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands first in PATH and is the working folder of what is in it."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    return tmp_path / "bin"


def play(programs: Path, name: str, script: str) -> None:
    (programs / name).write_text(f'#!/bin/sh\n[ "$LC_ALL" = C ] || exit 9\n{script}')
    (programs / name).chmod(0o755)


def cups(seconds: float = 5) -> tuple[CupsTransport, bool]:
    transport = CupsTransport("slips", monotonic)
    start = monotonic()
    stands = transport.open(seconds)
    assert monotonic() - start < seconds + SLACK
    return transport, stands


@pytest.mark.parametrize(
    ("script", "stands"),
    [
        (READY + IDLE, True),
        (READY + NOW_PRINTING, True),
        (READY + PAUSED, False),
        (REJECTING + IDLE, False),
        (UNKNOWN, False),
        ("", False),
        ("kill -9 $$\n", False),
    ],
    ids=["idle", "printing", "paused", "rejecting", "unknown", "silent", "killed"],
)
def test_a_queue_that_takes_and_hands_on_is_a_link(programs: Path, script: str, stands: bool) -> None:
    play(programs, "lpstat", script)
    transport, found = cups()
    assert found is stands and bool(transport.trouble) is not stands


def test_cups_that_hangs_or_is_not_there_holds_nobody(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(programs, "lpstat", HANGS)
    transport, stands = cups(0.2)
    assert not stands and "in time" in transport.trouble
    monkeypatch.setenv("PATH", "/nowhere")
    transport, stands = cups()
    assert not stands and transport.trouble == NO_CLIENT


def test_a_slip_is_one_raw_job_with_a_name_that_names_nobody(programs: Path, tmp_path: Path) -> None:
    play(programs, "lpstat", READY + IDLE)
    play(programs, "lp", TAKES)
    transport, _ = cups()
    assert transport.write(SLIP, 5) == Written(len(SLIP))
    assert (tmp_path / "job").read_bytes() == SLIP
    assert (tmp_path / "words").read_text() == "-d slips -o raw -t Anjungan\n"
    assert transport.read(0.01) == b""


@pytest.mark.parametrize("script", [PAUSED + READY, REJECTING, UNKNOWN, HANGS])
def test_a_queue_that_says_no_in_the_meantime_has_got_nothing(
    programs: Path, tmp_path: Path, script: str
) -> None:
    play(programs, "lpstat", READY + IDLE)
    play(programs, "lp", TAKES)
    transport, _ = cups()
    play(programs, "lpstat", script)
    assert transport.write(SLIP, 0.3) == Written(0, lost=True)
    assert not (tmp_path / "job").exists()
    assert transport.read(0) == Lost()


@pytest.mark.parametrize(
    ("script", "seconds"), [(REFUSES, 9), (DIES, 9), (HANGS, 1.5)], ids=["refuses", "dies", "hangs"]
)
def test_when_lp_fails_nobody_knows_how_much_left(programs: Path, script: str, seconds: float) -> None:
    play(programs, "lpstat", READY + IDLE)
    play(programs, "lp", script)
    transport, _ = cups()
    start = monotonic()
    written = transport.write(SLIP, seconds)
    assert monotonic() - start < 1.5 + SLACK
    assert written.lost and 0 < written.count < len(SLIP) and transport.trouble
    play(programs, "lp", TAKES)
    assert transport.write(SLIP, 5) == Written(0, lost=True)
    assert transport.open(5) and transport.write(SLIP, 5) == Written(len(SLIP))


# --- virtual paper -----------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_written_is_a_lost_link_and_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "slips"
    folder.write_bytes(b"")
    transport = VirtualTransport(folder, model("generic-58"))
    cut = b"\x1b@\x1dv0\x00\x30\x00\x01\x00" + bytes([255]) * 48 + b"\x1dV\x42\x00"
    assert not transport.open(1)
    assert transport.trouble == "File exists"
    folder.unlink()
    assert transport.open(1)
    assert transport.trouble == ""
    folder.rmdir()
    folder.write_bytes(b"")
    assert transport.write(cut, 1).lost and transport.read(1) == Lost()
    folder.unlink()
    assert transport.open(1) and transport.write(cut, 1) == Written(len(cut))
    assert [file.name for file in folder.iterdir()] == ["slip-0001.png"]
