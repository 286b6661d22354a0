"""A store on a real file, the app over real HTTP with a clock that the test moves, and a real browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.types import ASGIApp

from server.app import create_app
from server.clock import SiteClock
from server.connections import Config
from server.documents import keyed_hash, secret_key
from server.folder import CITIZEN_KEY, SLIP_KEYS
from server.grants import FrontDoor
from server.limits import NO_LIMITS, Limits
from server.metrics import Metrics
from server.render import STATIC, render_of
from server.run import Server, address_of, bound, seed
from server.simulated import Fault
from server.site import Site
from server.slip_tokens import slip_keys
from server.sqlite import SqliteStore, prepare_database
from server.store import NewSession, Store
from server.stream import Notifier
from server.views.page import Render
from tests.browser import chromium, visitor
from tests.server.parts import NOW, PASSWORD, PROFILE, SITE, VOICE, HttpKiosk, open_store, people, render

__all__ = ["chromium", "visitor"]


@contextmanager
def sqlite(folder: Path) -> Iterator[SqliteStore]:
    opened = open_store(folder)
    yield opened
    opened.close_files()


STORES = {"SQLite": sqlite}
"""What implements the Store, each as a context of an empty folder. Another one has to join here, and no test
that asks for `store` may know which it is."""


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with STORES[request.param](tmp_path) as opened:
        yield opened


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[SqliteStore]:
    """For what only this one promises."""
    with sqlite(tmp_path) as opened:
        yield opened


@dataclass
class Clock:
    now: datetime
    leap: timedelta = timedelta(0)
    """By how much the server's machine has come away from it."""

    def machine(self) -> datetime:
        return self.now + self.leap

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
    forms: tuple[str, ...] = ()
    """Where its pages post to, as routes: `/documents/{request_id}/pin`."""


def kiosk_of(running: Running, name: str = "pintu utara") -> HttpKiosk:
    """A new one, enrolled."""
    kiosk = HttpKiosk(running.address)
    assert kiosk.enrol(running.store.enrolment_token(kiosk_name=name, now=running.clock.now)).ok
    return kiosk


@contextmanager
def serving(
    folder: Path,
    draw: Render,
    static: Path,
    site: Site = SITE,
    limits: Limits = NO_LIMITS,
    fault: Callable[[], Fault | None] = lambda: None,
) -> Iterator[Running]:
    clock, notifier = Clock(NOW), Notifier()
    assert prepare_database(folder / "server.db") is None
    metrics = Metrics()
    store = SqliteStore(folder / "server.db", site, on_change=notifier.wake, measure=metrics.committed)
    key = secret_key(folder / CITIZEN_KEY)
    known = people(keyed_hash(key), clock, fault, site)
    seed(store, known.requests, NOW)
    app = create_app(
        site=site,
        store=store,
        registry=known.registry,
        tokens=slip_keys(folder / SLIP_KEYS),
        key=key,
        voice=VOICE,
        render=draw,
        static=static,
        notifier=notifier,
        clock=SiteClock(site, wall=clock.machine, monotonic=lambda: clock().timestamp(), named=None),
        metrics=metrics,
        limits=limits,
    )
    listener = bound("127.0.0.1", 0)
    ready = Event()
    server = Server(Config(app, limits.patience), ready.set)
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    assert ready.wait(10)
    try:
        yield Running(address_of(listener), store, clock, folder, tuple(_forms(app)))
    finally:
        server.should_exit = True
        thread.join(10)
        store.close_files()


def _forms(app: ASGIApp) -> Iterator[str]:
    assert isinstance(app, FrontDoor) and isinstance(app._app, FastAPI)
    routers = (one.original_router for one in app._app.routes if hasattr(one, "original_router"))
    for route in (route for router in routers for route in router.routes):
        if isinstance(route, APIRoute) and not route.include_in_schema and "POST" in (route.methods or ()):
            yield route.path


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """Its pages show their contexts; how they look is tested in a browser."""
    with serving(tmp_path, render, tmp_path) as one:
        yield one


@pytest.fixture
def mall(tmp_path: Path) -> Iterator[Running]:
    """With the pages that people see."""
    icons = {group.id: group.icon for group in PROFILE.priorities}
    draw = render_of(name=PROFILE.name, look=PROFILE.look, band=PROFILE.band, priority_icons=icons)
    with serving(tmp_path, draw, STATIC) as one:
        yield one


def seated(running: Running, name: str, number: str, *, admin: bool = False) -> str:
    """An officer at a new counter; the token of the session."""
    officer = running.store.add_officer(name=name, display_name=name.title(), password=PASSWORD, admin=admin)
    counter = running.store.add_counter(number=number, agency="disdukcapil", place="Lantai 1")
    assert officer != "taken" and counter != "taken"
    session = running.store.sign_in(name=name, password=PASSWORD, address="", now=running.clock())
    assert isinstance(session, NewSession)
    assert running.store.take_counter(token=session.token, counter_id=counter.counter_id, now=running.clock())
    return session.token
