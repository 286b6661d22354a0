"""What stands between a kiosk and its server, and does not always do what it should.

Real TCP: it takes each request whole, gives it to the server over a connection of its own, and brings back
the answer. While it is disturbed it does what the fault says to each of them.
"""

import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Literal, assert_never

Stage = Literal["at once", "half asked", "asked", "answered", "half told"]
"""How far an exchange comes: the connection; half of the request or all of it at the server; the server has
done it; half of the answer at the kiosk."""
How = Literal["reset", "close", "silence"]


@dataclass(frozen=True, slots=True)
class Refuse:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Break:
    """There it ends; in `silence` both ends stay open and nothing comes."""

    stage: Stage
    how: How


@dataclass(frozen=True, slots=True)
class Say:
    """An answer of its own; the server hears nothing. `endless` follows again and again."""

    answer: bytes
    endless: bytes = b""


@dataclass(frozen=True, slots=True)
class Change:
    """The server's answer, as it is told; then it hangs up."""

    change: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Drip:
    """The answer byte by byte: its first lines, or what comes behind them."""

    part: Literal["head", "body"]
    seconds: float


@dataclass(frozen=True, slots=True)
class Late:
    seconds: float


@dataclass(frozen=True, slots=True)
class Twice:
    """The server hears it twice; this one of its answers is told."""

    told: Literal[0, 1]


@dataclass(frozen=True, slots=True)
class Stale:
    """The server hears it, and what is told is the answer to the request before, of this path or another."""

    same_path: bool


@dataclass(frozen=True, slots=True)
class Hold:
    """It comes to the server when others have overtaken it: see `deliver_held`."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """After each answer, without having said so."""


Fault = Refuse | Break | Say | Change | Drip | Late | Twice | Stale | Hold | HangUp


@dataclass(frozen=True, slots=True)
class _Message:
    path: str
    head: bytes
    body: bytes

    @property
    def all(self) -> bytes:
        return self.head + self.body


class Middlebox:
    def __init__(self, server: tuple[str, int]) -> None:
        self._server = server
        self._fault: Fault | None = None
        self._calm = threading.Event()
        self._calm.set()
        self._ends: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._last: dict[str, bytes] = {}
        """The last answer by path."""
        self._held: list[_Message] = []
        self.struck: Counter[str] = Counter()
        """How often the fault was met, by path; `connection` where it came to none."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._port = self._listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"
        self._begin(self._accept, self._listener)

    def disturb(self, fault: Fault) -> None:
        """From now on; where it is about connections, those that stand are broken."""
        self.struck.clear()
        self._calm.clear()
        self._fault = fault
        if isinstance(fault, Refuse):
            self._stop_listening()
        if isinstance(fault, Refuse | Break):
            self._break_all()

    def heal(self) -> None:
        """What was silent is broken."""
        fault, self._fault = self._fault, None
        self._calm.set()
        if isinstance(fault, Refuse):
            self._listener = socket.create_server(("127.0.0.1", self._port))
            self._begin(self._accept, self._listener)

    def deliver_held(self) -> None:
        """Nobody waits for these answers any more."""
        while self._held:
            self._ask(self._held.pop().all)

    def close(self) -> None:
        self.heal()
        self._stop_listening()
        self._break_all()
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()

    # --- threads ------------------------------------------------------------------------------------------

    def _begin(self, work: Callable[[socket.socket], None], end: socket.socket) -> None:
        thread = threading.Thread(target=work, args=(end,))
        self._threads.append(thread)
        thread.start()

    def _stop_listening(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes who accepts; closing alone does not
        self._listener.close()

    def _break_all(self) -> None:
        for end in list(self._ends):
            _end(end, "close")

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            self._ends.add(near)
            self._begin(self._carry, near)

    def _carry(self, near: socket.socket) -> None:
        """One connection of the kiosk's, until it ends."""
        try:
            with near, near.makefile("rb") as source:
                if isinstance(self._fault, Break) and self._fault.stage == "at once":
                    self.struck["connection"] += 1
                    self._end(near, self._fault.how)
                    return
                while (request := _read(source)) is not None and self._exchange(near, request):
                    pass
        except OSError:
            pass  # either end has hung up
        finally:
            self._ends.discard(near)

    def _exchange(self, near: socket.socket, request: _Message) -> bool:
        """One request and what comes back; whether the connection goes on."""
        fault = self._fault
        if fault is None:
            near.sendall(self._answer(request))
            return True
        self.struck[request.path] += 1
        match fault:
            case Refuse():
                return False
            case Break(stage, how):
                self._break(near, request, stage, how)
            case Say(answer, endless):
                near.sendall(answer)
                while endless and not self._calm.is_set():
                    near.sendall(endless)
            case Change(change):
                near.sendall(change(self._answer(request)))
            case Drip(part, seconds):
                self._drip(near, self._answer(request), part, seconds)
            case Late(seconds):
                answer = self._answer(request)
                self._calm.wait(seconds)
                near.sendall(answer)
            case Twice(told):
                near.sendall((self._answer(request), self._answer(request))[told])
                return True
            case Stale(same_path):
                other = {"/v1/grants": "/v1/sync", "/v1/sync": "/v1/grants"}[request.path]
                before = self._last[request.path if same_path else other]
                self._answer(request)
                near.sendall(before)
                return True
            case Hold():
                self._held.append(request)
                self._calm.wait(30)
            case HangUp():
                near.sendall(self._answer(request))
            case _:
                assert_never(fault)
        return False

    def _break(self, near: socket.socket, request: _Message, stage: Stage, how: How) -> None:
        match stage:
            case "at once":
                pass
            case "half asked":
                with socket.create_connection(self._server, timeout=10) as far:
                    far.sendall(request.all[: len(request.all) // 2])
                    self._end(near, how)
                    _end(far, "reset")
            case "asked":
                with socket.create_connection(self._server, timeout=10) as far:
                    far.sendall(request.all)
                    self._end(near, how)
            case "answered":
                self._answer(request)
            case "half told":
                answer = self._answer(request)
                near.sendall(answer[: len(answer) - len(answer) // 4])
            case _:
                assert_never(stage)
        self._end(near, how)

    def _end(self, near: socket.socket, how: How) -> None:
        if how == "silence":
            self._calm.wait(30)
        _end(near, how)

    def _drip(self, near: socket.socket, answer: bytes, part: str, seconds: float) -> None:
        head, _, body = answer.partition(b"\r\n\r\n")
        head += b"\r\n\r\n"
        at_once, slowly, rest = (b"", head, body) if part == "head" else (head, body, b"")
        near.sendall(at_once)
        for byte in slowly:
            near.sendall(bytes((byte,)))
            self._calm.wait(seconds)
        near.sendall(rest)

    def _answer(self, request: _Message) -> bytes:
        answer = self._last[request.path] = self._ask(request.all)
        return answer

    def _ask(self, request: bytes) -> bytes:
        with socket.create_connection(self._server, timeout=10) as far, far.makefile("rb") as source:
            far.sendall(request)
            answer = _read(source)
        assert answer is not None, "the server always answers"
        return answer.all


def _read(source: BinaryIO) -> _Message | None:
    """The next message; None where the connection ends."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = source.readline()
        if not line:
            return None
        head += line
    lines = head.decode("latin-1").split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
    return _Message(lines[0].split(" ")[1], head, source.read(int(fields.get("content-length", "0"))))


def _end(end: socket.socket, how: How) -> None:
    if end.fileno() < 0:
        return
    try:
        if how == "reset":
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # it was broken already
    if how == "reset":
        end.close()
