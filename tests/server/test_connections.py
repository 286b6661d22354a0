"""Half requests over real sockets: they hold nothing for long, and nobody else up."""

import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests

from kiosk.sync import HEARTBEAT_SECONDS
from server.limits import Limits, Patience
from tests.server.conftest import Running, seated, serving
from tests.server.parts import bring, enrolled, issued, render

HEAD = b"POST /v1/grants HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
KINDS = [
    b"",
    b"\r\n",
    HEAD,
    HEAD + b"\r\nx",
    HEAD.replace(b"grants", b"sync") + b"\r\nx",
    HEAD.replace(b"v1/grants", b"sign-in") + b"\r\nname=",
    HEAD.replace(b"Content-Length: 100", b"Transfer-Encoding: chunked") + b"\r\n5\r\nx",
]
"""What somebody says who never comes to an end."""

MOST = 5


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[Running]:
    limits = Limits(patience=Patience(0.3, 1000))
    with serving(tmp_path, render, tmp_path, limits=limits) as one:
        yield one


@pytest.fixture
def narrow(tmp_path: Path) -> Iterator[Running]:
    limits = Limits(patience=Patience(600, MOST))
    with serving(tmp_path, render, tmp_path, limits=limits) as one:
        yield one


def connected(running: Running, address: str = "127.0.0.1") -> socket.socket:
    """From one of this machine's addresses; whoever waits for it for half a minute waits for ever."""
    host, port = running.address.removeprefix("http://").split(":")
    made = socket.create_connection((host, int(port)), timeout=30, source_address=(address, 0))
    made.settimeout(30)
    return made


def is_over(connection: socket.socket) -> bool:
    """Waits until the server closes, whatever it says before."""
    try:
        while connection.recv(4096):
            pass
    except ConnectionResetError:
        pass
    return True


def answer(connection: socket.socket) -> bytes:
    connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
    came = b""
    while not came.endswith(b"ok\n"):
        piece = connection.recv(4096)
        assert piece, f"closed after {came!r}"
        came += piece
    return came


@pytest.mark.parametrize("before", [False, True])
def test_half_a_request_is_not_waited_for(
    hasty: Running, before: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """Whether or not the connection has served one before; one without a byte may rest between two."""
    with ExitStack() as held:
        half = [held.enter_context(connected(hasty)) for _ in KINDS]
        for connection, sent in zip(half, KINDS, strict=True):
            if before and sent:
                answer(connection)
            connection.sendall(sent)
        for connection in half[before:]:
            assert is_over(connection)
    assert requests.get(hasty.address + "/health", timeout=10).text == "ok\n"
    assert "Traceback" not in caplog.text and not [one for one in caplog.records if one.exc_info]


def test_half_a_request_behind_a_whole_one_is_not_waited_for_either(hasty: Running) -> None:
    with connected(hasty) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n" + HEAD)
        came = b""
        while piece := connection.recv(4096):
            came += piece
        assert came.endswith(b"ok\n")


@pytest.mark.slow
def test_a_connection_outlives_the_pause_between_two_heartbeats(narrow: Running) -> None:
    """uvicorn's own five seconds would close it just as the next heartbeat is sent."""
    with connected(narrow) as connection:
        answer(connection)
        assert select.select([connection], [], [], HEARTBEAT_SECONDS + 1)[0] == [], "it is closed"
        assert answer(connection)


def test_a_stream_is_no_half_request(hasty: Running) -> None:
    seated(hasty, "ayu", "3")
    with requests.get(hasty.address + "/board/stream", stream=True, timeout=10) as board:
        lines = board.iter_lines(chunk_size=1)
        assert any(line == b"event: snapshot" for line in lines)
        with connected(hasty) as connection:
            assert is_over(connection), "patience is over"
        bring(hasty.store, enrolled(hasty.store), [issued(1)])
        assert any(b"A-C001" in line for line in lines)


def test_one_address_holds_so_many_and_no_more_and_others_are_served(narrow: Running) -> None:
    with ExitStack() as held:
        half = [held.enter_context(connected(narrow)) for _ in range(MOST + 3)]
        for one in half:
            one.sendall(HEAD)
        assert all(is_over(one) for one in half[:3])
        other = held.enter_context(connected(narrow, "127.0.0.2"))
        assert answer(other) and answer(other)
        mine = held.enter_context(connected(narrow))
        assert answer(mine), "who comes last is heard, before who never comes to an end"
        assert is_over(half[3])
        half[4].setblocking(False)
        with pytest.raises(BlockingIOError):
            half[4].recv(1)


def test_connections_that_rest_between_two_requests_count_too(narrow: Running) -> None:
    with ExitStack() as held:
        rest = []
        for _ in range(MOST + 1):
            rest.append(held.enter_context(connected(narrow)))
            answer(rest[-1])
        assert is_over(rest[0])
        assert answer(rest[1])
