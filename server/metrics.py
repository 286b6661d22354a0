"""Figures of the running server, in the form that Prometheus reads. Nobody's name or number is in them."""

import hmac
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from kiosk.wire import Event, EventResult, parse_label
from server.fleet import CONTACTS, contact
from server.store import Store

Moment = Callable[[], datetime]


class Metrics:
    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._issued = Counter(
            "tickets_issued_total",
            "Tickets taken in, by the series of their numbers: the site's or the kiosk's own",
            ["mode"],
            registry=self._registry,
        )
        self._lag = Histogram(
            "sync_lag_seconds",
            "From an event at a kiosk, by the kiosk's clock, to its place in the database",
            buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600, 86_400),
            registry=self._registry,
        )
        self._batch = Histogram(
            "alloc_batch_size",
            "Site numbers that were given in one transaction",
            buckets=(1, 2, 4, 8, 16, 32, 64),
            registry=self._registry,
        )
        self._commit = Histogram(
            "commit_seconds",
            "One transaction of the writer, flush included",
            buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
            registry=self._registry,
        )
        for mode in ("site", "own"):
            self._issued.labels(mode)

    def committed(self, seconds: float) -> None:
        self._commit.observe(seconds)

    def granted(self, batch: int) -> None:
        self._batch.observe(batch)

    def taken_in(self, events: Sequence[Event], results: Sequence[EventResult], now: datetime) -> None:
        applied = {one.seq for one in results if one.result == "applied"}
        for event in events:
            if event.seq not in applied:
                continue
            if event.time.tzinfo is not None:
                self._lag.observe(max(0.0, (now - event.time).total_seconds()))
            if event.type == "issued":
                label = parse_label(event.body["label"])
                self._issued.labels("own" if label and label.is_own else "site").inc()

    def watch(self, store: Store, clock: Moment) -> None:
        """From now on each reading also tells how the kiosks stand."""
        self._registry.register(_Fleet(store, clock))

    def read(self) -> bytes:
        return generate_latest(self._registry)


class _Fleet(Collector):
    """Asks the store at each reading."""

    def __init__(self, store: Store, clock: Moment) -> None:
        self._store = store
        self._clock = clock

    def describe(self) -> Iterator[GaugeMetricFamily]:
        yield from ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now, standing = self._clock(), self._store.kiosks()
        kiosks = GaugeMetricFamily("kiosks", "Kiosks by contact", labels=["state"])
        for state in CONTACTS:
            kiosks.add_metric([state], sum(contact(one, now=now) == state for one in standing))
        yield kiosks
        live = [one for one in standing if not one.revoked]
        unsynced = sum(one.unsynced or 0 for one in live)
        yield GaugeMetricFamily("unsynced_events", "Events that kiosks last said they still hold", unsynced)
        oldest = [one.unsynced_since for one in live if one.unsynced_since is not None]
        age = max(0.0, (now - min(oldest)).total_seconds()) if oldest else 0.0
        yield GaugeMetricFamily("unsynced_oldest_seconds", "Age of the oldest of them", age)
        withheld = sum(sum(one.quarantined.values()) for one in standing)
        yield GaugeMetricFamily(
            "quarantined_events", "Events that were stored and are to be looked at", withheld
        )


def metrics_token(secret: bytes) -> str:
    """What whoever reads /metrics shows, as `Authorization: Bearer TOKEN`."""
    return hmac.digest(secret, b"the reader of the figures", "sha256").hex()


def leave_token(path: Path, token: str) -> None:
    """Where monitoring at this machine finds it; nobody but the server's user may read it."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(token)
