"""What lies outside this process: other programs take their time, and ports are this machine's."""

import socket
import time
from collections.abc import Callable


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    """By the second hand, for what no clock of a test moves; fails when the seconds are over."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def free_port() -> int:
    """Of this machine; nobody listens at it."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
