"""Questions and answers over one transport: which bytes were asked for, and which came by themselves.

Not for several threads: a real-time question between the bytes of a picture would be read as part of it.
"""

import math
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from printers.replies import Answer, Automatic, Full, InOrder, RealTime, Reply, accused_of, split, status_of
from printers.states import DISCONNECTED, UNKNOWN, Cause, DeviceState, Paper, Status
from printers.transports import Lost, Transport

ROUNDS = 2
"""So often DLE EOT 1 to 4 are asked, where more answers come than questions."""
MOST_LEFT_OVER = 65_536
"""Bytes; no printer has said so many since it was heard last: whoever has, never stops."""
REPORT_CHANGES = b"\x1da\xff"
"""GS a: automatic status back; until the next ESC @."""


MOST_KEPT = 64
"""Answers; nobody asks so many questions at once."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a link waits, in seconds."""

    connect: float = 3.0
    answer: float = 1.0
    settle: float = 0.03
    """At least so long a surplus answer is waited for, which shows that the others cannot be told apart."""
    fresh: float = 0.1
    """A printer that was ready so shortly ago is not asked again before a slip: half of the wait for it."""
    slip: float = 5.0
    """At least so long for the bytes of a slip to be accepted, and for their confirmation."""
    spare: float = 3.5
    """Beyond the time that bytes and paper need: the cut, and a slow printer."""
    whole: float = math.inf
    """For one print from the first question to its outcome; what is not sent by then is not sent."""


USUAL = Patience()


class Talk:
    """`clock` is monotonic, in seconds; `presenter`: the printer knows Custom's full status."""

    def __init__(
        self, transport: Transport, clock: Callable[[], float], patience: Patience, *, presenter: bool
    ) -> None:
        self._transport = transport
        self._clock = clock
        self._patience = patience
        self._presenter = presenter
        self._rest = b""
        self._besides: list[Automatic | Full] = []
        self._reporting = False
        self.over = math.inf
        """By then everything ends."""
        self.is_open = False
        self.ordered: deque[InOrder] = deque(maxlen=MOST_KEPT)
        """Answers given in their turn since the last `forget`."""
        self.blocks: deque[Answer] = deque(maxlen=MOST_KEPT)
        """The same of answers in blocks."""
        self.owed = 0
        """So many questions were asked in turn, over whatever connection, that are not answered yet."""
        self.names_jobs: bool | None = None
        """Whether the printer answers `GS ( H`; None until this connection has been asked."""
        self._closed_by = DISCONNECTED
        """What is known of the printer since the link is closed."""

    def connect(self) -> bool:
        """Whether this is another connection than before."""
        if self.is_open:
            return False
        self._rest = b""
        self.names_jobs = None
        self._reporting = False
        self._closed_by = DISCONNECTED
        self.is_open = self._transport.open(self._left(self._patience.connect))
        return self.is_open

    @property
    def trouble(self) -> str:
        """The transport's."""
        return self._transport.trouble

    def deadline(self, seconds: float) -> float:
        """The end of so many seconds, by the clock."""
        return min(self._clock() + seconds, self.over)

    def _left(self, seconds: float) -> float:
        return max(min(seconds, self.over - self._clock()), 0)

    def close(self) -> None:
        self._transport.close()
        self.is_open = False

    def send(self, data: bytes, seconds: float) -> int:
        """How many bytes were accepted; where not all were, the link is closed."""
        if not self.is_open:
            return 0
        written = self._transport.write(data, self._left(seconds))
        if written.count < len(data):
            accused = UNKNOWN if written.lost else self._port()
            self.close()
            self._closed_by = accused if accused.causes else DISCONNECTED
        return written.count

    def ask_in_turn(self, data: bytes, questions: int, seconds: float) -> int:
        """Sends what has so many questions at its end."""
        count = self.send(data, seconds)
        if count == len(data):
            self.owed += questions
        return count

    def nothing_came(self) -> Status:
        """What is known of a printer that did not answer."""
        return UNKNOWN if self.is_open else self._closed_by

    def _fell_silent(self, answers: Mapping[int, int]) -> Status:
        """In the middle of a round: what was said until then can still accuse."""
        if not self.is_open:
            return self._closed_by
        said = accused_of(answers, self._besides)
        return said if said.causes else UNKNOWN

    def forget(self) -> None:
        """Throws away what was said until now."""
        self._drain()
        self.ordered.clear()
        self.blocks.clear()

    def listen(self, seconds: float) -> None:
        """Takes what comes next, within the seconds."""
        self._receive(seconds)

    def want_news(self) -> None:
        """Has the printer say by itself what changes, from now on."""
        if not self._reporting:
            self._reporting = self.send(REPORT_CHANGES, self._patience.answer) == len(REPORT_CHANGES)

    def await_news(self, seconds: float) -> None:
        """Until the printer says by itself that something is different, or the seconds are over."""
        self._besides.clear()
        deadline = self.deadline(seconds)
        while self.is_open and not self._besides and self._clock() < deadline:
            self._receive(deadline - self._clock())

    # --- status -----------------------------------------------------------------------------------------

    def ask(self, meanwhile: Callable[[], object] = lambda: None) -> Status:
        """How the printer is, by its own answers; where it gives none, what its port accuses it of.

        `meanwhile` is done while a surplus answer is waited for.
        """
        status = self._asked(meanwhile) if self._transport.duplex else self._one_way()
        return self._port() if status.state is DeviceState.UNKNOWN else status

    def _one_way(self) -> Status:
        """To open it anew is the one question that such a link answers."""
        self.is_open = self._transport.open(self._left(self._patience.connect))
        return UNKNOWN if self.is_open else DISCONNECTED

    def _port(self) -> Status:
        """The port speaks past a queue that is stuck; that all is well it says of any printer."""
        port = self._transport.port_status(self._left(math.inf))
        if port is None or (port.selected and not port.error and not port.paper_out):
            return UNKNOWN
        if port.paper_out:
            return Status(DeviceState.BLOCKED, frozenset({Cause.PAPER_OUT}), Paper.OUT)
        return Status(DeviceState.BLOCKED, frozenset({Cause.OFFLINE}))

    def _asked(self, meanwhile: Callable[[], object]) -> Status:
        """DLE EOT 1 to 4, and 1 once more, one at a time; silence ends it.

        A surplus answer makes the round worthless. So does another last answer than the first, for then each
        answers the question before its own: of a printer that is blocked the first and the fourth differ.
        """
        for _ in range(ROUNDS):
            if not self._drain():
                return UNKNOWN
            self._besides.clear()
            answers: dict[int, int] = {}
            surplus = 0
            settle = self._patience.settle
            steady = True
            for question in (1, 2, 3, 4, 1):
                asked = self._clock()
                found = self._real_time(question)
                told = [reply.byte for reply in found if isinstance(reply, RealTime)]
                if not told:
                    return self._fell_silent(answers if surplus == 0 else {})
                steady = answers.setdefault(question, told[0]) == told[0]
                surplus += len(found) - 1
                # A stale answer puts all others one question late: the last comes as slowly as these.
                settle = max(settle, self._clock() - asked)
            if self._presenter and not self._full():
                return self._fell_silent(answers if surplus == 0 else {})
            settled = self._clock() + settle
            meanwhile()
            surplus += len(self._receive(settled - self._clock()))
            if surplus == 0 and steady and settled <= self.over:
                return status_of(answers, self._besides)
        return self.nothing_came()

    def _real_time(self, question: int) -> list[Reply]:
        """Every real-time answer, and noise, that came until an answer had come."""
        self._send_question(question)
        deadline = self.deadline(self._patience.answer)
        found: list[Reply] = []
        while self.is_open and self._clock() < deadline:
            found += self._receive(deadline - self._clock())
            if any(isinstance(reply, RealTime) for reply in found):
                break
        return found

    def _full(self) -> bool:
        """Whether the full status was told."""
        self._send_question(20)
        deadline = self.deadline(self._patience.answer)
        while self.is_open and self._clock() < deadline:
            if any(isinstance(reply, Full) for reply in self._besides):
                return True
            self._receive(deadline - self._clock())
        return any(isinstance(reply, Full) for reply in self._besides)

    def _send_question(self, question: int) -> None:
        self.send(b"\x10\x04" + bytes([question]), self._patience.answer)

    # --- bytes ------------------------------------------------------------------------------------------

    def _drain(self) -> bool:
        """Reads what is left of earlier talk; answers given in turn and in blocks are kept.

        False where there is no end of it.
        """
        deadline = self.deadline(self._patience.answer)
        left = MOST_LEFT_OVER
        while data := self._read(0):
            self._sort(data)
            left -= len(data)
            if left <= 0 or self._clock() >= deadline:
                return False
        return True

    def _receive(self, seconds: float) -> tuple[Reply, ...]:
        """Real-time answers and noise of what comes next; all else is put aside."""
        return self._sort(self._read(seconds))

    def _sort(self, data: bytes) -> tuple[Reply, ...]:
        replies, self._rest = split(self._rest + data)
        others: list[Reply] = []
        for reply in replies:
            match reply:
                case InOrder():
                    self.ordered.append(reply)
                    self.owed = max(self.owed - 1, 0)
                case Answer():
                    self.blocks.append(reply)
                case Automatic() | Full():
                    self._besides.append(reply)
                case _:
                    others.append(reply)
        return tuple(others)

    def _read(self, seconds: float) -> bytes:
        if not self.is_open:
            return b""
        data = self._transport.read(self._left(seconds))
        if isinstance(data, Lost):
            self.close()
            return b""
        return data
