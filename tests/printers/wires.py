"""A mock in memory whose wire can be read and bent, and what the printers' tests send over it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from PIL import Image

from printers import document as doc
from printers.link import Link
from printers.mock import STEP_SECONDS, InMemory, MockState
from printers.models import Model, load_model
from printers.states import Rendered
from printers.talk import USUAL, Patience
from printers.transports import Written

SLIP = doc.Document((doc.Number("A-C012"), doc.Rule(), doc.text("Loket 1"), doc.Cut()))


@cache
def model(name: str) -> Model:
    found = load_model(name)
    assert found is not None
    return found


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
