"""A mock in memory whose wire can be read and bent, and what the printers' tests send over it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from PIL import Image

from printers import document as doc
from printers.link import Link
from printers.mock import Mock, MockState
from printers.models import Model, Way, load_model
from printers.states import Rendered
from printers.talk import USUAL, Patience
from printers.transports import Lost, PortStatus, Written

STEP_SECONDS = 0.05

SLIP = doc.Document((doc.Number("A-C012"), doc.Rule(), doc.text("Loket 1"), doc.Cut()))


@cache
def model(name: str) -> Model:
    found = load_model(name)
    assert found is not None
    return found


class InMemory:
    """A transport to a mock, whose time passes only while somebody waits on it."""

    bytes_per_second = 500_000
    prefers: Way = "picture"
    duplex = True
    keeps_copies = False
    trouble = ""

    def __init__(self, state: MockState, deliver: Callable[[Image.Image], object]) -> None:
        self.now = 0.0
        self.reachable = True
        self.stays_away = False
        """A link that is cut cannot be opened again until someone makes it reachable."""
        self.mock = Mock(state, deliver, self.clock)
        self.port: PortStatus | None = None
        self.replies = b""
        """On their way."""
        self._stands = False

    def clock(self) -> float:
        return self.now

    def become(self, state: MockState) -> None:
        self.replies += self.mock.become(state)

    def open(self, seconds: float) -> bool:
        self.replies = b""
        self._stands = self.reachable
        if self._stands:
            self.mock.connect()
        else:
            self.now += seconds
        return self._stands

    def write(self, data: bytes, seconds: float) -> Written:
        deadline = self.now + seconds
        sent = 0
        while self._stands and sent < len(data):
            piece = data[sent : sent + self.mock.room()]
            if piece:
                self.replies += self.mock.take(piece)
                sent += len(piece)
            if self.mock.is_cut():
                self.lose()
            elif not piece:
                if self.now >= deadline:
                    break
                self._wait(deadline)
        return Written(sent, lost=not self._stands)

    def read(self, seconds: float) -> bytes | Lost:
        deadline = self.now + seconds
        self.replies += self.mock.tick() if self._stands else b""
        while self._stands and not self.replies and self.now < deadline:
            self._wait(deadline)
        if not self._stands:
            return Lost()
        replies, self.replies = self.replies, b""
        return replies

    def port_status(self, seconds: float) -> PortStatus | None:
        return self.port

    def lose(self) -> None:
        """The link is gone, with what was on its way."""
        self._stands = False
        self.replies = b""
        self.reachable = not self.stays_away

    def close(self) -> None:
        self._stands = False

    def _wait(self, deadline: float) -> None:
        """To the deadline, or a step on while the device is at work."""
        busy = self.mock.device.is_busy()
        self.now = min(self.now + STEP_SECONDS, deadline) if busy else deadline
        self.replies += self.mock.tick()


class Wire(InMemory):
    """`rewrite` gets what was sent and the replies to it, and returns what arrives instead."""

    def __init__(
        self,
        state: MockState | None = None,
        rewrite: Callable[[bytes, bytes], bytes] = lambda sent, replies: replies,
    ) -> None:
        self.papers: list[Image.Image] = []
        self.received = b""
        self.writes = 0
        self.rewrite = rewrite
        super().__init__(state or MockState(model="generic-58"), self.papers.append)

    def write(self, data: bytes, seconds: float) -> Written:
        self.writes += 1
        waiting, self.replies = self.replies, b""
        written = super().write(data, seconds)
        self.received += data[: written.count]
        self.replies = waiting + self.rewrite(data, self.replies)
        return written

    def pass_time(self, seconds: float) -> None:
        """In which nobody listens."""
        end = self.now + seconds
        while self.now < end:
            self.now += STEP_SECONDS
            self.replies += self.mock.tick()

    def link(self, patience: Patience = USUAL, known_as: Model | None = None) -> Link:
        return Link(self, known_as or model(self.mock.state.model), self.clock, patience)


@dataclass
class Numbers:
    """Makes SENDING durable and counts, as a ledger does."""

    given: list[Rendered] = field(default_factory=list)

    def __call__(self, rendered: Rendered) -> int:
        self.given.append(rendered)
        return len(self.given)
