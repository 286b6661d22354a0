"""Runs a site's server in this process until Ctrl-C or SIGTERM. One process: the store has one writer."""

import resource
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import uvicorn

from server.app import create_app
from server.board import voice_key
from server.clock import SiteClock
from server.connections import Config
from server.documents import keyed_hash, secret_key
from server.folder import CITIZEN_KEY, DATABASE, SLIP_KEYS, take
from server.limits import Limits
from server.metrics import Metrics, leave_token, metrics_token
from server.registry import Keyed, Registry
from server.site import Site
from server.slip_tokens import slip_keys
from server.sqlite import SqliteStore, UnusableDatabase, prepare_database
from server.store import NewRequest, Store
from server.stream import Notifier
from server.views.page import Render
from server.voice.clips import Voice
from server.witness import WitnessFile


def _allow_many_files() -> None:
    """Each connection is one, and usually 1024 are allowed: as many as the system lets us have."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def bound(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises OSError where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


def seed(store: Store, requests: Sequence[NewRequest], now: datetime) -> None:
    """Puts in those that are not known; what the document desk has done with the others stands."""
    changes = store.plan_requests(requests)
    new = [one for one, change in zip(requests, changes, strict=True) if change.what == "new"]
    if new:
        store.put_requests(new, who="server", now=now)


EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what to open at this machine instead


def address_of(listener: socket.socket) -> str:
    """Where a browser at this machine finds the server."""
    host, port = listener.getsockname()[:2]
    host = EVERYWHERE.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def address_from_outside(listener: socket.socket) -> str | None:
    """By this machine's name, where the server listens to more than one address."""
    host, port = listener.getsockname()[:2]
    return f"http://{socket.gethostname()}:{port}" if host in EVERYWHERE else None


class Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()


@dataclass(frozen=True, slots=True)
class RegistryWithRequests:
    """The civil registry, and the document requests that stand at its side where it is simulated."""

    registry: Registry
    requests: tuple[NewRequest, ...] = ()


def run_site(
    *,
    site: Site,
    registry: Callable[[Keyed], RegistryWithRequests],
    voice: Voice,
    render: Render,
    static: Path,
    state: Path,
    witness: Path,
    listener: socket.socket,
    clock: Callable[[], datetime],
    since_boot: Callable[[], float],
    limits: Limits,
    say: Callable[[str], None],
) -> UnusableDatabase | None:
    """Serves one site from its state folder until the end, in the main thread.

    `clock` is this machine's, `since_boot` runs evenly beside it, in seconds. `witness` is a file on storage
    that shares neither disk nor backup with the state. `say` gets the lines that the person at the terminal
    needs, as soon as the server answers.
    """
    _allow_many_files()
    reason = take(state)
    if reason is not None:
        return UnusableDatabase(reason)
    database = state / DATABASE
    unusable = prepare_database(database)
    if unusable is not None:
        return unusable
    notifier = Notifier()
    metrics = Metrics()
    store = SqliteStore(
        database,
        site,
        on_change=notifier.wake,
        measure=metrics.committed,
        witness=WitnessFile(witness),
        monotonic=since_boot,
    )
    time = SiteClock(site, wall=clock, monotonic=since_boot, named=store.named_day())
    key = secret_key(state / CITIZEN_KEY)
    known = registry(keyed_hash(key))
    seed(store, known.requests, time())
    leave_token(state / "metrics.token", metrics_token(key))
    app = create_app(
        site=site,
        store=store,
        registry=known.registry,
        tokens=slip_keys(state / SLIP_KEYS),
        key=key,
        voice=voice,
        render=render,
        static=static,
        notifier=notifier,
        clock=time,
        metrics=metrics,
        limits=limits,
    )

    def welcome() -> None:
        for line in _welcome(site.name, listener, voice_key(key), store.first_admin_token(now=time())):
            say(line)

    _serve(Server(Config(app, limits.patience), welcome), listener)
    store.close_files()
    return None


def _serve(server: Server, listener: socket.socket) -> None:
    # uvicorn ends cleanly at these signals and then raises them again; this is who hears them then.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: None)
    server.run(sockets=[listener])


def _welcome(name: str, listener: socket.socket, voice: str, first_admin: str | None) -> Iterator[str]:
    """`first_admin`: the token of the one-time link, as long as nobody is admin."""
    address, outside = address_of(listener), address_from_outside(listener)
    yield f"{name}: {address}"
    yield f"  counters: {address}/console   board: {address}/board?voice={voice}   admin: {address}/admin"
    if outside is not None:
        yield f"  from other machines: {outside}"
    if first_admin is not None:
        yield "Nobody is admin yet. Whoever opens this link first becomes the admin; it works once:"
        yield f"  {address}/first-admin?token={first_admin}"
