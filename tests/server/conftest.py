"""A store on a real file, and the app over real HTTP with a clock that the test moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
import uvicorn

from server.app import create_app
from server.documents import secret_key
from server.run import Server, address_of, bound
from server.sqlite import SqliteStore, prepare_database
from server.stream import Notifier
from tests.server.parts import NOW, SITE, open_store, registry, render


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = open_store(tmp_path)
    yield opened
    opened.close_files()


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def advance(self, step: timedelta) -> None:
        self.now += step


@dataclass
class Running:
    address: str
    store: SqliteStore
    clock: Clock
    folder: Path


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    clock, notifier = Clock(NOW), Notifier()
    assert prepare_database(tmp_path / "server.db") is None
    store = SqliteStore(tmp_path / "server.db", SITE, on_change=notifier.wake)
    (tmp_path / "static").mkdir()
    app = create_app(
        site=SITE,
        store=store,
        registry=registry(),
        key=secret_key(tmp_path / "citizen.key"),
        render=render,
        static=tmp_path / "static",
        notifier=notifier,
        clock=clock,
    )
    listener = bound("127.0.0.1", 0)
    ready = Event()
    server = Server(uvicorn.Config(app, log_config=None, lifespan="on"), ready.set)
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    assert ready.wait(10)
    yield Running(address_of(listener), store, clock, tmp_path)
    server.should_exit = True
    thread.join(10)
    store.close_files()
