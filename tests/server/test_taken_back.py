"""Days that a wrong clock has named, and what is right again once an administrator takes them back."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from kiosk.wire import Hello, Marks
from server.fleet import contact
from server.sqlite import SqliteStore
from server.store import GrantAsked, Granted, Kiosk, Store, Tries
from server.tables.trust import enter_restore_day
from server.trust import SETTLING_SECONDS
from tests.server.conftest import Running, kiosk_of
from tests.server.parts import (
    HELLO,
    NOW,
    PASSWORD,
    TODAY,
    HttpKiosk,
    Log,
    at,
    enrolled,
    issued,
    open_store,
    seat,
)
from tests.server.test_pages import Browser, admin_of

DAY = timedelta(days=1)
LEAP = 400 * DAY
LATER = TODAY + LEAP


def wish(kiosk: Kiosk) -> GrantAsked:
    return GrantAsked(kiosk, str(uuid4()), str(uuid4()), "A")


def granted(store: Store, kiosk: Kiosk, *, days: int = 0) -> Granted:
    (given,) = store.grant([wish(kiosk)], now=NOW + days * DAY)
    assert isinstance(given, Granted)
    return given


# --- at the press -------------------------------------------------------------------------------------------


@pytest.fixture
def wrong(running: Running) -> tuple[Browser, HttpKiosk]:
    """A server that has named a day 400 days ahead, whose clock is right again, before the press."""
    admin, kiosk = admin_of(running), kiosk_of(running, "utara")
    assert kiosk.sync(at=NOW).ok
    running.clock.leap = LEAP
    admin.form("/admin/clock")
    assert kiosk.sync(at=NOW + LEAP).json()["business_day"] == str(LATER)
    running.clock.leap = timedelta(0)
    admin.post("/sign-in", name="ratu", password=PASSWORD)
    admin.get("/admin")
    return admin, kiosk


def before(patch: pytest.MonkeyPatch, store: SqliteStore, verb: str, first: Callable[[], object]) -> None:
    """Once, `first` happens between a request and its transaction."""
    real = getattr(store, verb)

    def verb_after(*positional: Any, **named: Any) -> Any:
        patch.setattr(store, verb, real)
        first()
        return real(*positional, **named)

    patch.setattr(store, verb, verb_after)


def test_a_sync_that_is_under_way_at_the_press_names_the_day_not_again(
    running: Running, wrong: tuple[Browser, HttpKiosk], monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, kiosk = wrong
    before(monkeypatch, running.store, "take_in", lambda: admin.form("/admin/day"))
    said = kiosk.sync(at=NOW).json()
    assert running.store.named_day() == TODAY
    assert (said["business_day"], said["marks"]["day"], said["marks"]["lowered"]) == (
        str(TODAY),
        str(TODAY),
        1,
    )
    assert said["server_time"] == NOW.isoformat()
    said = kiosk.sync(at=NOW).json()
    assert (said["business_day"], said["clock_in_doubt"]) == (str(TODAY), False)


def test_a_number_that_is_asked_for_at_the_press_is_of_the_right_day(
    running: Running, wrong: tuple[Browser, HttpKiosk], monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, kiosk = wrong
    real, thread = running.store.granting, ThreadPoolExecutor(1)

    def granting(asked: Any, **when: Any) -> Future[Any]:
        """The event loop goes on, as it must for the press."""

        def later() -> Any:
            admin.form("/admin/day")
            return real(asked, **when).result()

        return thread.submit(later)

    monkeypatch.setattr(running.store, "granting", granting)
    given = kiosk.post("/v1/grants", {"ticket_id": "t-1", "series": "A"}, at=NOW).json()
    assert (given["label_day"], given["marks"]["lowered"]) == (str(TODAY), 1)
    assert running.store.named_day() == TODAY


def test_no_number_of_the_right_day_is_given_before_those_of_the_wrong_one_are_known_to_it(
    running: Running, wrong: tuple[Browser, HttpKiosk], monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, kiosk = wrong

    def number() -> tuple[int, str]:
        answer = kiosk.post("/v1/grants", {"ticket_id": str(uuid4()), "series": "A"}, at=NOW).json()
        return answer["number"], answer["label_day"]

    assert number() == (1, str(LATER))
    during: list[tuple[int, str]] = []
    before(monkeypatch, running.store, "lower_day", lambda: during.append(number()))
    admin.form("/admin/day")
    assert during == [(2, str(LATER))] and number() == (3, str(TODAY))


# --- an older database --------------------------------------------------------------------------------------


def test_staff_see_which_kiosk_knows_a_later_day_than_an_old_database_and_take_it_back(
    running: Running,
) -> None:
    """It was named by a later database, that is lost: only kiosks know of it."""
    admin, kiosk = admin_of(running), enrolled(running.store, "utara")
    told = HELLO.model_copy(update={"seen": Marks(day=LATER, series={"A": 7})})

    def say(hello: Hello) -> Marks:
        return running.store.take_in(kiosk=kiosk, hello=hello, events=(), clock=at(NOW)).marks

    assert say(told).lowered == 0, "which the kiosk does not believe"
    assert f"{kiosk.kiosk_id}': {LATER!r}" in admin.get("/admin")
    assert running.store.named_day() == TODAY, "one kiosk does not move the mall's day"
    admin.form("/admin/day")
    assert "ahead={}" in admin.get("/admin")
    (entry, *_) = running.store.audit(number=None, limit=1)
    assert (entry.action, entry.numbers) == ("lower_day", (str(LATER), str(TODAY)))
    marks = say(told)
    assert (marks.lowered, marks.day, marks.series) == (1, TODAY, {"A": 7}), (
        "its numbers are on today's paper"
    )
    assert granted(running.store, kiosk).number == 8
    say(HELLO.model_copy(update={"seen": marks}))
    assert running.store.numbering(now=NOW).ahead == {}


def test_a_kiosk_that_comes_after_the_press_brings_its_numbers_of_the_wrong_day(store: Store) -> None:
    officer = seat(store, "ayu", "1")[1]
    kiosk, late = enrolled(store, "utara"), enrolled(store, "selatan")
    assert granted(store, kiosk, days=400).label_day == LATER
    assert store.lower_day(day=TODAY, officer_id=officer, now=NOW)
    hello = HELLO.model_copy(update={"seen": Marks(day=LATER, series={"A": 7})})
    store.take_in(kiosk=late, hello=hello, events=(), clock=at(NOW))
    assert granted(store, kiosk).number == 8


def test_what_was_lost_under_a_wrong_day_is_of_the_right_one(tmp_path: Path) -> None:
    """Otherwise nothing that kiosks bring in the next 400 days would prove a rollback."""
    seconds = iter(range(0, 10**9, int(SETTLING_SECONDS)))
    store = open_store(tmp_path, monotonic=lambda: float(next(seconds)))
    officer, kiosk = seat(store, "ayu", "1")[1], enrolled(store)
    store.take_in(kiosk=kiosk, hello=HELLO, events=(), clock=at(NOW + LEAP))
    store._write(lambda tx: enter_restore_day(tx, day=LATER, now=NOW + LEAP))
    assert store.lower_day(day=TODAY, officer_id=officer, now=NOW)
    tomorrow = NOW + DAY
    assert granted(store, kiosk, days=1).number == 1
    log = Log()
    log.add(issued(50, letter="", label_day=TODAY + DAY))
    store.take_in(kiosk=kiosk, hello=HELLO, events=log.events, clock=at(tomorrow))
    assert store.numbering(now=tomorrow).state == "restore_day"
    store.close_files()


# --- who stands in the hall ---------------------------------------------------------------------------------


def test_the_queue_is_today_s_again_in_its_order(store: Store) -> None:
    """Of both days, also who was sent away by the end of a day that had not ended."""
    who, kiosk = seat(store, "ayu", "1"), enrolled(store)
    early, log = [issued(1), issued(2)], Log()
    for body in early:
        log.add(body)
    store.take_in(kiosk=kiosk, hello=HELLO, events=log.events, clock=at(NOW))
    assert store.end_days(now=NOW + LEAP) == 2
    for number in (3, 4):
        log.add(issued(number, at=NOW + LEAP, label_day=LATER, business_day=LATER))
    store.take_in(kiosk=kiosk, hello=HELLO, events=log.events[2:], clock=at(NOW + LEAP))
    assert store.lower_day(day=TODAY, officer_id=who[1], now=NOW + DAY / 24)
    log.add(issued(5, at=NOW + DAY / 12))
    store.take_in(kiosk=kiosk, hello=HELLO, events=log.events[4:], clock=at(NOW + DAY / 12))
    view = store.console_view(counter_id=who[0], now=NOW + DAY / 12)
    assert view is not None
    assert [one.label for one in view.waiting] == [f"A-C{number:03d}" for number in range(1, 6)]
    assert all(one.taken_at <= NOW + DAY / 12 for one in view.waiting)


def test_nothing_that_was_stored_lies_in_the_future(store: Store) -> None:
    """A kiosk that is off is not online for 400 days, nor does a session last so long."""
    who, kiosk = seat(store, "ayu", "1"), enrolled(store)
    store.take_in(kiosk=kiosk, hello=HELLO, events=(), clock=at(NOW + LEAP))
    for _ in range(5):
        store.note_attempt(key="k", now=NOW + LEAP)
    assert store.lower_day(day=TODAY, officer_id=who[1], now=NOW)
    (standing,) = store.kiosks()
    assert contact(standing, now=NOW + DAY) == "offline"
    assert isinstance(store.note_attempt(key="k", now=NOW + DAY), Tries)
