"""Printers without a machine that can be told to fail, as a process that others connect to.

How one is, is a value; of a process it is a JSON file that anyone may edit while it runs. What is left out is
as usual:

    model        a name of `anjungan printer list`; "generic-80"
    paper        "ok", "low", "out"
    cover        "closed", "open"
    cutter       "ok", "jammed"
    mechanics    "ok", "stuck"
    head         "ok", "hot"
    ticket       "taken", "not_taken" (in a presenter's mouth)
    fault        true: unrecoverable
    mute         true: prints, and answers nothing
    speed        mm/s; left out, printing takes no time
    buffer       bytes that it takes before they are printed
    rows_left    the roll ends after so many more rows
    replies      "right", "nonsense", "nul", "stale" (one too many before each), "duplicate", "wrong_id",
                 "late" (each comes with the next)
    cut_link_at  resets each connection after so many bytes of it
    stall_at     takes so many bytes of each connection, and no more
    from_byte    it is well until so many bytes of each connection came, and as it is written from then on
"""

import os
import re
import select
import socket
import struct
import tty
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Protocol, assert_never

from PIL import Image
from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError

from printers.models import load_model, model_names
from printers.virtual import Condition, Device

LOOK_SECONDS = 0.05
"""How soon an edit of the file is noticed."""
PIECE = 65_536
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_NAMED = re.compile(rb"\x37\x22([\x20-\x7e])", re.DOTALL)

Replies = Literal["right", "nonsense", "nul", "stale", "duplicate", "late", "wrong_id"]


def _known(name: str) -> str:
    if name not in model_names():
        raise ValueError(f"no model {name!r}: one of {', '.join(model_names())}")
    return name


@dataclass(frozen=True, slots=True)
class MockState(Condition):
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    model: Annotated[str, AfterValidator(_known)] = "generic-80"
    replies: Replies = "right"
    speed: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    buffer: Annotated[int, Field(ge=1)] | None = None
    rows_left: Annotated[int, Field(ge=0)] | None = None
    cut_link_at: Annotated[int, Field(ge=0)] | None = None
    stall_at: Annotated[int, Field(ge=0)] | None = None
    from_byte: Annotated[int, Field(ge=0)] = 0


class Mock:
    """A device as its state has it, seen from one connection at a time. `clock` is monotonic, in seconds."""

    def __init__(
        self, state: MockState, deliver: Callable[[Image.Image], object], clock: Callable[[], float]
    ) -> None:
        self._deliver = deliver
        self._clock = clock
        self.state = state
        self._received = 0
        self._kept = b""
        self._ill = False
        self.device = self._made()
        self.become(state)

    def _made(self) -> Device:
        model = load_model(self.state.model)
        assert model is not None, self.state.model
        return Device(model, self._deliver, self._clock)

    def become(self, state: MockState) -> bytes:
        """Changes the state, from its byte on; the replies of what could go on by it."""
        before, self.state = self.state, state
        if state.model != before.model:
            self.device = self._made()
        return self._turn(ill=state.from_byte == 0 or self._received > state.from_byte)

    def _turn(self, *, ill: bool) -> bytes:
        self._ill = ill
        well = Condition(speed=self.state.speed, buffer=self.state.buffer)
        return self._said(self.device.become(self.state if ill else well))

    def connect(self) -> None:
        """Another connection, with nothing left of the talk of the last."""
        self._received = 0
        self._kept = b""
        self.become(self.state)

    def room(self) -> int:
        """How many bytes of this connection it would take now."""
        edges = (self.state.stall_at, self.state.cut_link_at)
        left = [max(edge - self._received, 0) for edge in edges if edge is not None]
        return min(self.device.room(), *left) if left else self.device.room()

    def is_cut(self) -> bool:
        """Whether the connection is to be reset now."""
        return self.state.cut_link_at is not None and self._received >= self.state.cut_link_at

    def take(self, data: bytes) -> bytes:
        """Takes as much as `room` says, at most; the replies."""
        well = b"" if self._ill else data[: self.state.from_byte - self._received]
        replies = self._fed(well) if well else b""
        rest = data[len(well) :]
        if rest and not self._ill:
            replies += self._turn(ill=True)
        return replies + (self._fed(rest) if rest else b"")

    def tick(self) -> bytes:
        """The replies of what went on by itself."""
        return self._said(self.device.tick())

    def _fed(self, data: bytes) -> bytes:
        self._received += len(data)
        return self._said(self.device.feed(data))

    def _said(self, replies: bytes) -> bytes:
        """As they come over this wire."""
        if not replies or not self._ill:
            return replies
        match self.state.replies:
            case "right":
                return replies
            case "nonsense":
                return b"\xfe" * len(replies)
            case "nul":
                return bytes(len(replies))
            case "stale":
                return b"\x12" + replies
            case "duplicate":
                return replies * 2
            case "late":
                late, self._kept = self._kept, replies
                return late
            case "wrong_id":
                return _NAMED.sub(lambda found: b"\x37\x22" + (b"~" if found[1] != b"~" else b"}"), replies)
            case _:
                assert_never(self.state.replies)


# --- as a process -------------------------------------------------------------------------------------------


class StateFile:
    """A mock's state on disk; a text that makes no sense is complained of once, and changes nothing."""

    def __init__(self, path: Path, complain: Callable[[str], object]) -> None:
        self._path = path
        self._complain = complain
        self._taken: bytes | None = None
        self._bad: bytes | None = None
        self._told: bytes | None = None

    def look(self) -> MockState | None:
        """The state where it is another than at the last look."""
        try:
            text = self._path.read_bytes()
        except FileNotFoundError:
            text = b"{}"
        except OSError as error:
            self._complain_once(str(error.strerror).encode(), f"{self._path}: {error.strerror}")
            return None
        if text == self._taken:
            return None
        try:
            state = _STATE.validate_json(text)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(map(str, first["loc"]))
            what = f"{self._path}: {place + ': ' if place else ''}{first['msg']}; it stays as it was"
            self._complain_once(text, what)
            return None
        self._taken = text
        return state

    def _complain_once(self, text: bytes, what: str) -> None:
        """Half written is no reason to complain: it must be so at two looks."""
        if text == self._bad and text != self._told:
            self._told = text
            self._complain(what)
        self._bad = text


_STATE = TypeAdapter(MockState)


class Door(Protocol):
    """Where others reach a mock. Connections are descriptors."""

    address: str

    def admit(self, seconds: float) -> int | None:
        """The next connection; None where none came in time."""

    def hang_up(self, connection: int) -> None:
        """Abruptly, as a printer that is switched off: what it has not read is lost."""

    def close(self) -> None: ...


class TcpDoor:
    """One connection at a time, as network printers do; others wait. Port 0 takes a free one."""

    def __init__(self, host: str, port: int) -> None:
        self._server = socket.create_server((host, port))
        self.address = "tcp://{}:{}".format(*self._server.getsockname()[:2])

    def admit(self, seconds: float) -> int | None:
        if not _can_be_read(self._server.fileno(), seconds):
            return None
        connection, _ = self._server.accept()
        return connection.detach()

    def hang_up(self, connection: int) -> None:
        with socket.socket(fileno=connection) as peer:
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)

    def close(self) -> None:
        self._server.close()


class SerialDoor:
    """A serial line as an adapter makes it, behind a lasting name as udev gives it."""

    def __init__(self, name: Path) -> None:
        self._name = name
        self._line: int | None = None
        self.address = f"serial:{name}"
        self._printer = self._plug_in()

    def _plug_in(self) -> int:
        printer, self._line = os.openpty()
        tty.setraw(self._line)
        if self._name.is_symlink() and not self._name.exists():
            self._name.unlink()  # of a mock that was killed
        self._name.symlink_to(os.ttyname(self._line))
        return printer

    def admit(self, seconds: float) -> int | None:
        if self._line is None:
            self._printer = self._plug_in()
        return self._printer

    def hang_up(self, connection: int) -> None:
        self._name.unlink()
        if self._line is not None:
            os.close(self._line)
            self._line = None
        os.close(connection)

    def close(self) -> None:
        if self._line is not None:
            self.hang_up(self._printer)


class MockPrinter:
    """Serves a mock at a door, as its file has it."""

    def __init__(
        self,
        door: Door,
        state_file: StateFile,
        deliver: Callable[[Image.Image], object],
        clock: Callable[[], float],
    ) -> None:
        self._door = door
        self._state_file = state_file
        self._mock = Mock(state_file.look() or MockState(), deliver, clock)
        self._connection: int | None = None

    def serve(self, over: Callable[[], bool]) -> None:
        """Until `over()`, which is asked at least twenty times a second."""
        while not over():
            state = self._state_file.look()
            self._say(self._mock.become(state) if state else self._mock.tick())
            if self._connection is None:
                self._connection = self._door.admit(LOOK_SECONDS)
                if self._connection is not None:
                    self._mock.connect()
            elif self._mock.is_cut():
                self._hang_up()
            else:
                self._take(self._connection, self._mock.room())
        self._hang_up()
        self._door.close()

    def _take(self, connection: int, room: int) -> None:
        """Without room nothing is read; that the other end is gone is noticed all the same."""
        poll = select.poll()
        poll.register(connection, select.POLLIN if room else select.POLLRDHUP)
        for _, events in poll.poll(LOOK_SECONDS * 1000):
            try:
                data = os.read(connection, min(room, PIECE)) if events & select.POLLIN else b""
            except OSError:
                data = b""
            if data:
                self._say(self._mock.take(data))
            else:
                self._hang_up()

    def _say(self, replies: bytes) -> None:
        if self._connection is None or not replies:
            return
        try:
            os.write(self._connection, replies)
        except OSError:
            self._hang_up()

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._door.hang_up(self._connection)
            self._connection = None


def _can_be_read(descriptor: int, seconds: float) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(seconds * 1000))
