"""Threads that do one thing after the other."""

import threading
import weakref

import pytest

from kiosk.workers import ThreadWorker


def test_work_is_done_in_order_on_one_thread() -> None:
    worker, seen = ThreadWorker("ledger"), list[tuple[int, str]]()
    for number in range(50):
        worker.submit(lambda number=number: seen.append((number, threading.current_thread().name)))  # type: ignore[misc]
    assert worker.call(lambda: len(seen)) == 50
    assert seen == [(number, "ledger") for number in range(50)]
    assert worker.stop(10)


def test_who_calls_gets_what_the_work_raises_and_the_worker_lives_on() -> None:
    worker = ThreadWorker("ledger")
    with pytest.raises(ZeroDivisionError):
        worker.call(lambda: 1 // 0)
    assert worker.call(lambda: "alive") == "alive"
    assert worker.stop(10)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_escapes_goes_to_the_crash_door(monkeypatch: pytest.MonkeyPatch) -> None:
    crashed, told = threading.Event(), list[str]()

    def door(fault: threading.ExceptHookArgs) -> None:
        told.append(fault.exc_type.__name__)
        crashed.set()

    monkeypatch.setattr(threading, "excepthook", door)
    worker = ThreadWorker("printer")
    worker.submit(lambda: print(1 // 0))
    assert crashed.wait(10) and told == ["ZeroDivisionError"]
    assert worker.stop(10)


def test_a_stop_does_not_wait_for_ever() -> None:
    worker, over = ThreadWorker("printer"), threading.Event()

    def held() -> None:
        over.wait(60)

    worker.submit(held)
    assert not worker.stop(0.01)
    over.set()
    assert worker.stop(10)


class Typed:
    """What a citizen typed."""


def test_what_was_done_is_not_kept() -> None:
    worker, typed, done = ThreadWorker("asker"), Typed(), threading.Event()
    kept = weakref.ref(typed)

    def ask(typed: Typed = typed) -> None:
        assert typed is not None

    worker.submit(ask)
    worker.submit(done.set)
    assert done.wait(10)
    del typed, ask
    worker.call(lambda: None)
    assert kept() is None
    assert worker.stop(10)
