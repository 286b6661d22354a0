"""Numbers of the site's series: granted once, invisible until issued, in batches of one transaction."""

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event
from typing import cast
from uuid import uuid4

import pytest

from server.allocator import Allocator
from server.sqlite import SqliteStore
from server.store import Clock, GrantAsked, Granted, GrantRefusal, Kiosk, Store
from tests.server.conftest import Running, kiosk_of
from tests.server.parts import HELLO, NOW, TODAY, Log, at, bring, enrolled, issued, press, seat

TOMORROW = NOW + timedelta(days=1)


def asked(kiosk: Kiosk, ticket: str = "", series: str = "A", nonce: str = "") -> GrantAsked:
    return GrantAsked(kiosk, nonce or str(uuid4()), ticket or str(uuid4()), series)


def grant(
    store: Store, kiosk: Kiosk, ticket: str = "", series: str = "A", now: datetime = NOW
) -> int | GrantRefusal:
    (answer,) = store.grant([asked(kiosk, ticket, series)], now=now)
    return answer.number if isinstance(answer, Granted) else answer


def test_each_series_and_each_day_counts_for_itself(store: Store) -> None:
    kiosk = enrolled(store)
    assert [grant(store, kiosk) for _ in range(3)] == [1, 2, 3]
    assert grant(store, kiosk, series="D") == 1
    assert grant(store, kiosk, now=TOMORROW) == 1


def test_a_ticket_that_asks_again_has_its_number_and_no_other_ticket_has_it(store: Store) -> None:
    north, south = enrolled(store, "utara"), enrolled(store, "selatan")
    assert [grant(store, north, "t-1"), grant(store, north, "t-2"), grant(store, north, "t-1")] == [1, 2, 1]
    assert grant(store, south, "t-1") == "granted_elsewhere"
    assert grant(store, north, "t-1", series="D") == "granted_elsewhere"
    assert grant(store, north, "t-1", now=TOMORROW) == "granted_elsewhere"
    assert grant(store, south) == 3


def test_a_number_that_was_granted_is_not_granted_again_whatever_counts(
    sqlite_store: SqliteStore,
) -> None:
    """The count is set back: the file itself refuses, and nothing of the batch is given."""
    kiosk = enrolled(sqlite_store)
    assert [grant(sqlite_store, kiosk, "t-1"), grant(sqlite_store, kiosk, "t-2")] == [1, 2]
    sqlite_store._write(lambda tx: tx.run("UPDATE site_series SET last = 1 WHERE site = ?"))
    with pytest.raises(sqlite3.IntegrityError):
        grant(sqlite_store, kiosk)
    assert grant(sqlite_store, kiosk, "t-2") == 2


def test_who_may_not_ask_is_told_why(store: Store) -> None:
    kiosk = enrolled(store)
    assert grant(store, kiosk, series="ZZ") == "unknown_series"
    same = asked(kiosk, nonce="n-1")
    assert [type(one) for one in store.grant([same, asked(kiosk, nonce="n-1")], now=NOW)] == [Granted, str]
    assert store.revoke(kiosk_id=kiosk.kiosk_id, now=NOW)
    assert grant(store, kiosk) == "unknown_kiosk"
    again = enrolled(store, "pintu utara")
    assert again.kiosk_id == kiosk.kiosk_id and grant(store, kiosk) == "unknown_kiosk"
    assert grant(store, again) == 2


def test_no_counter_sees_a_number_before_its_ticket_is_issued(store: Store) -> None:
    kiosk, officer = enrolled(store), seat(store, "ayu", "1")
    assert grant(store, kiosk, "t-1") == 1
    view = store.console_view(counter_id=officer[0], now=NOW)
    assert view is not None and view.waiting == ()
    assert store.board_view(now=NOW).next_labels == ()
    bring(store, kiosk, [issued(1, letter="", ticket_id="t-1")])
    called = store.call_next(press(officer))
    assert getattr(called, "label", None) == "A-001"


def test_a_number_that_a_kiosk_brings_is_never_granted_again(store: Store) -> None:
    """What is printed stands, whatever was granted for the ticket: that grant is a gap.

    One that this database never gave shows that it has forgotten some: no more of them today.
    """
    kiosk = enrolled(store)
    assert grant(store, kiosk, "t-1") == 1
    bring(store, kiosk, [issued(1, ticket_id="t-1"), issued(7, letter="")])
    assert grant(store, kiosk) == "in_doubt"
    assert store.numbering(now=NOW).state == "restore_day"
    assert grant(store, kiosk, now=TOMORROW) == 1
    assert store.board_view(now=NOW).next_labels == ()  # no counter yet
    assert store.issued_by_service(TODAY) == {"kk": 2}


def test_a_number_of_the_site_s_without_its_day_is_kept_aside(store: Store) -> None:
    kiosk, log = enrolled(store), Log()
    log.add(issued(1, letter="", label_day=None))
    (result,) = store.take_in(kiosk=kiosk, hello=HELLO, events=log.events, clock=at(NOW)).results
    assert (result.result, result.reason) == ("quarantined", "bad_body")


# --- batches ------------------------------------------------------------------------------------------------


class Held:
    """A store whose first batch is held until it is let go."""

    def __init__(self, store: Store, fault: Exception | None = None) -> None:
        self.batches: list[int] = []
        self.began, self.go = Event(), Event()
        self._store, self._fault = store, fault
        self._thread = ThreadPoolExecutor(1)

    def granting(
        self, batch: Sequence[GrantAsked], *, clock: Clock
    ) -> Future[tuple[Granted | GrantRefusal, ...]]:
        return self._thread.submit(self._grant, batch, clock())

    def _grant(self, batch: Sequence[GrantAsked], now: datetime) -> tuple[Granted | GrantRefusal, ...]:
        self.batches.append(len(batch))
        if len(self.batches) == 1:
            self.began.set()
            assert self.go.wait(10)
        if self._fault is not None:
            raise self._fault
        return self._store.grant(batch, now=now)


async def together(held: Held, kiosk: Kiosk, count: int) -> list[object]:
    """One that asks, and the others while its batch is being committed."""
    allocator = Allocator(cast("Store", held), lambda: NOW)
    first = asyncio.create_task(allocator.grant(asked(kiosk)))
    assert await asyncio.to_thread(held.began.wait, 10)
    others = [asyncio.create_task(allocator.grant(asked(kiosk))) for _ in range(count)]
    await asyncio.sleep(0)
    others[0].cancel()  # whose connection broke
    held.go.set()
    return list(await asyncio.gather(first, *others, return_exceptions=True))


def test_who_asks_during_a_commit_is_in_the_next_one(store: Store) -> None:
    held = Held(store)
    answers = asyncio.run(together(held, enrolled(store), 30))
    assert held.batches == [1, 30]
    numbers = [one.number for one in answers if isinstance(one, Granted)]
    assert numbers == [1, *range(3, 32)], "who left has had the second"


def test_a_disk_that_refuses_is_said_to_everybody_of_the_batch(store: Store) -> None:
    held = Held(store, sqlite3.OperationalError("disk full"))
    answers = asyncio.run(together(held, enrolled(store), 3))
    assert [type(one) for one in answers].count(sqlite3.OperationalError) == 3


# --- over HTTP ----------------------------------------------------------------------------------------------


def test_a_kiosk_asks_over_http_and_a_replay_is_refused(running: Running) -> None:
    kiosk = kiosk_of(running, "utara")
    message = {"ticket_id": "t-1", "series": "A"}
    answers = [kiosk.post("/v1/grants", message, at=NOW) for _ in range(2)]
    granted = {"ticket_id": "t-1", "series": "A", "number": 1, "label_day": "2026-04-14"}
    assert all(one.json().items() >= granted.items() for one in answers)
    for wrong, reason in (({"series": "ZZ"}, "unknown_series"), ({"series": "A-1"}, "malformed")):
        assert kiosk.post("/v1/grants", message | wrong, at=NOW).json()["error"]["reason"] == reason
    assert running.store.revoke(kiosk_id=kiosk.kiosk_id, now=NOW)
    refused = kiosk.post("/v1/grants", message, at=NOW)
    assert (refused.status_code, refused.json()["error"]["reason"]) == (401, "unknown_kiosk")
