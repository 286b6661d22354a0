"""The owner's thread, and named workers beside it, each with one thing to itself."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, fields
from queue import SimpleQueue
from threading import Thread
from typing import Protocol, TypeVar

T = TypeVar("T")


def called(
    submit: Callable[[Callable[[], None]], None], work: Callable[[], T], seconds: float | None = None
) -> T:
    """Hands `work` to another thread and waits for its result; what it raises is raised here.

    Raises TimeoutError after so many seconds; None waits as long as it takes.
    """
    answer: Future[T] = Future()

    def answered() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:  # noqa: BLE001 the caller gets it
            answer.set_exception(error)

    submit(answered)
    return answer.result(seconds)


class Worker(Protocol):
    """Does one piece of work after the other, in order."""

    def submit(self, work: Callable[[], None]) -> None:
        """Returns at once."""

    def call(self, work: Callable[[], T]) -> T:
        """Waits for the result; what the work raises is raised here. Never called from the worker itself."""
        ...


class ThreadWorker:
    """A worker on a thread of its own. What escapes from submitted work goes to `threading.excepthook`."""

    def __init__(self, name: str) -> None:
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], None]) -> None:
        self._queue.put(work)

    def call(self, work: Callable[[], T]) -> T:
        return called(self.submit, work)

    def stop(self, seconds: float) -> bool:
        """Ends after what was submitted; whether it has within so many seconds."""
        self._queue.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (work := self._queue.get()) is not None:
            work()
            del work  # it may hold what a citizen typed, and the next one may come hours later


class Owner(Protocol):
    """The thread that owns the state: work from workers comes to it in order, one-shot timers fire on it."""

    def deliver(self, call: Callable[[], None]) -> None:
        """From any thread."""

    def start_timer(self, key: str, seconds: float, fire: Callable[[], None]) -> None:
        """A timer of the same key starts anew."""

    def stop_timer(self, key: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Workers:
    """`printer` is the slip printer's, `office` the office printer's; `sync` carries the log to the server,
    `asker` a citizen's question, `granter` asks for numbers, `helper` for staff, and rings: none waits for
    another. They begin in this order and end in the opposite one, as what they do ends in the ledger."""

    ledger: Worker
    printer: Worker
    office: Worker
    sync: Worker
    asker: Worker
    granter: Worker
    helper: Worker


def start_threads() -> dict[str, ThreadWorker]:
    """A thread for each of `Workers`."""
    return {one.name: ThreadWorker(one.name) for one in fields(Workers)}


def stop_threads(threads: dict[str, ThreadWorker], seconds: float) -> list[str]:
    """Those that did not end, each within so many seconds."""
    return [name for name in reversed(threads) if not threads[name].stop(seconds)]
