"""What officers and admins see of slips that were served before their event came."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from kiosk.wire import Issued, Voided, check_characters
from server.store import Call, ConsoleView, Kiosk, QueuedTicket, Refused, Store, TicketState
from tests.server.parts import HELLO, NOW, TODAY, Log, at, bring, enrolled, issued, log_of, press, seat

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Who = tuple[int, int]


def serve(store: Store, who: Who, body: Issued, now: timedelta = timedelta()) -> Call | Refused:
    pressed = press(who, serving_id(store, who, now), NOW + now)
    return store.serve(pressed, label=body.label, check=check_characters(body.code), code=None)


def view(store: Store, who: Who, now: timedelta = timedelta()) -> ConsoleView:
    found = store.console_view(counter_id=who[0], now=NOW + now)
    assert found is not None
    return found


def serving_id(store: Store, who: Who, now: timedelta = timedelta()) -> str | None:
    serving = view(store, who, now).serving
    return serving.ticket_id if serving else None


def served(store: Store, who: Who) -> QueuedTicket:
    serving = view(store, who).serving
    assert serving is not None
    return serving


def hello(store: Store, kiosk: Kiosk, log: Log, since: int, *, boot: str, now: timedelta) -> None:
    """Brings all of the log that lies behind `since`."""
    events = log.events[since:]
    word = HELLO.model_copy(update={"boot_id": boot, "unsynced": len(events)})
    store.take_in(kiosk=kiosk, hello=word, events=events, clock=at(NOW + now))


# --- at the counter -----------------------------------------------------------------------------------------


def test_whoever_comes_second_hears_where_and_when(store: Store) -> None:
    ayu, budi, slip = seat(store, "ayu", "3"), seat(store, "budi", "4"), issued(17)
    assert isinstance(serve(store, ayu, slip), Call)
    refused = serve(store, budi, slip, MINUTE)
    assert isinstance(refused, Refused) and refused.reason == "served" and refused.ticket is not None
    assert (refused.ticket.counter_number, refused.ticket.called_at) == ("3", NOW)
    store.close(press(ayu, serving_id(store, ayu), NOW + MINUTE), state=TicketState.DONE)
    refused = serve(store, budi, slip, DAY)
    assert isinstance(refused, Refused) and refused.ticket is not None
    assert (refused.ticket.state, refused.ticket.closed_at) == (TicketState.DONE, NOW + MINUTE)


def test_of_many_counters_at_once_one_serves_the_slip(store: Store) -> None:
    seats = [seat(store, f"p{n}", str(n)) for n in range(1, 7)]
    slip, start = issued(17), Barrier(len(seats))

    def shown(who: Who) -> Call | Refused:
        pressed = press(who)
        start.wait(10)
        return store.serve(pressed, label=slip.label, check=check_characters(slip.code), code=None)

    with ThreadPoolExecutor(len(seats)) as counters:
        answers = list(counters.map(shown, seats))
    assert sum(isinstance(one, Call) for one in answers) == 1
    assert {one.reason for one in answers if isinstance(one, Refused)} == {"served"}


def test_a_slip_for_another_agency_stays_in_its_queue(store: Store) -> None:
    body = issued(1, agency="imigrasi", service="paspor")
    bring(store, enrolled(store), [body])
    refused = serve(store, seat(store, "ayu", "3"), body)
    assert isinstance(refused, Refused) and refused.reason == "elsewhere"
    assert store.waiting_by_agency(TODAY) == {"imigrasi": 1}


def test_a_counter_at_pause_leaves_no_trace_of_a_slip(store: Store) -> None:
    who, slip = seat(store, "ayu", "3"), issued(17)
    store.pause(press(who), reason="fault")
    assert serve(store, who, slip) == Refused("paused")
    assert store.serve_unnumbered(press(who)) == Refused("paused")
    store.resume(press(who))
    assert isinstance(serve(store, who, slip), Call), "its label is free"


@pytest.mark.parametrize("moved", [False, True])
def test_an_officer_s_choice_outlives_the_event(store: Store, moved: bool) -> None:
    kiosk, ayu = enrolled(store), seat(store, "ayu", "3")
    budi, slip = seat(store, "budi", "5", agency="imigrasi"), issued(17, at=NOW - 9 * MINUTE)
    assert isinstance(serve(store, ayu, slip), Call)
    shown = served(store, ayu)
    assert (shown.service, shown.issued_at, shown.kiosk, shown.provisional) == (None, None, "C", True)
    if moved:
        store.transfer(press(ayu, shown.ticket_id), agency="imigrasi", counter_id=None, service=None)
    else:
        store.give_back(press(ayu, shown.ticket_id), place="original")
    bring(store, kiosk, [slip, issued(18, at=NOW - 8 * MINUTE)])
    (first, *_) = view(store, budi if moved else ayu).waiting
    assert (first.label, first.service, first.provisional) == ("A-C017", "kk", False)
    assert (first.agency, first.taken_at) == ("imigrasi" if moved else "disdukcapil", NOW - 9 * MINUTE)


def test_a_press_that_the_event_overtakes_is_still_about_the_same_ticket(store: Store) -> None:
    kiosk, who, slip = (
        enrolled(store),
        seat(store, "ayu", "3"),
        issued(17, service="paspor", agency="imigrasi"),
    )
    assert isinstance(serve(store, who, slip), Call)
    pressed = press(who, served(store, who).ticket_id)
    bring(store, kiosk, [slip])
    assert (served(store, who).agency, served(store, who).service) == ("imigrasi", "paspor")
    closed = store.close(pressed, state=TicketState.DONE)
    assert isinstance(closed, QueuedTicket) and closed.code == slip.code
    assert view(store, who).served_today == 1


def test_a_visit_without_a_number_has_only_an_end(store: Store) -> None:
    who = seat(store, "ayu", "3")
    visit = store.serve_unnumbered(press(who))
    assert isinstance(visit, QueuedTicket) and visit.label == ""
    here = visit.ticket_id
    for refused in (
        store.recall(press(who, here)),
        store.close(press(who, here), state=TicketState.NO_SHOW),
        store.give_back(press(who, here), place="last"),
        store.transfer(press(who, here), agency="disdukcapil", counter_id=None, service=None),
    ):
        assert refused == Refused("no_number")
    assert store.board_view(now=NOW).now is None and store.shown(now=NOW) == ()
    assert isinstance(store.close(press(who, here), state=TicketState.DONE), QueuedTicket)
    assert view(store, who).served_today == 1


# --- how long an event is awaited ---------------------------------------------------------------------------


def heard(store: Store, kiosk: Kiosk) -> None:
    hello(store, kiosk, Log(), 0, boot="b", now=timedelta())


def half_heard(store: Store, kiosk: Kiosk) -> None:
    more = HELLO.model_copy(update={"unsynced": 3})
    store.take_in(kiosk=kiosk, hello=more, events=log_of(issued(1), issued(2)).events, clock=at(NOW))


def revoked_for(days: int) -> Callable[[Store, Kiosk], None]:
    def passed(store: Store, kiosk: Kiosk) -> None:
        store.revoke(kiosk_id=kiosk.kiosk_id, now=NOW)
        store.end_days(now=NOW + days * DAY)

    return passed


def days(count: int) -> Callable[[Store, Kiosk], None]:
    def passed(store: Store, kiosk: Kiosk) -> None:
        store.end_days(now=NOW + count * DAY)

    return passed


@pytest.mark.parametrize(
    ("label", "passes", "awaited"),
    [
        ("A-C017", heard, False),
        ("A-C017", half_heard, True),
        ("A-CD017", heard, True),
        ("A-D017", heard, True),
        ("A-017", heard, True),
        ("A-C017", days(9), True),
        ("A-017", days(1), True),
        ("A-017", days(2), False),
        ("A-C017", revoked_for(1), True),
        ("A-C017", revoked_for(2), False),
        ("A-Y017", days(2), False),
    ],
)
def test_an_event_is_awaited_until_it_cannot_come(
    store: Store, label: str, passes: Callable[[Store, Kiosk], None], awaited: bool
) -> None:
    kiosk, who = enrolled(store), seat(store, "ayu", "3")
    assert enrolled(store, "selatan").letter == "D"
    assert isinstance(serve(store, who, issued(17, label=label, code="7K00000017")), Call)
    passes(store, kiosk)
    (shown,) = store.shown(now=NOW)
    assert (shown.label, shown.check, shown.counter_number) == (label, "7K", "3")
    assert (shown.orphaned_at is None) is awaited


@pytest.mark.parametrize(("granted", "merges"), [(TODAY - DAY, True), (TODAY, True), (TODAY + DAY, False)])
def test_a_site_number_is_of_the_day_on_which_it_was_shown_or_older(
    store: Store, granted: date, merges: bool
) -> None:
    kiosk, who = enrolled(store), seat(store, "ayu", "3")
    slip = issued(17, letter="", label_day=granted, business_day=granted)
    assert isinstance(serve(store, who, slip), Call)
    store.end_days(now=NOW + 3 * DAY)
    bring(store, kiosk, [slip], now=NOW + 3 * DAY)
    assert (store.shown(now=NOW + 3 * DAY) == ()) is merges


# --- void, undated ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["given_back", "never_printed"])
def test_a_number_for_which_nobody_comes_leaves_queue_and_quota(store: Store, reason: str) -> None:
    kiosk, body, other = enrolled(store), issued(1), issued(2)
    void = Voided.model_validate({"ticket_id": body.ticket_id, "reason": reason})
    bring(store, kiosk, [body, other, void])
    who = seat(store, "ayu", "3")
    assert [one.label for one in view(store, who).waiting] == ["A-C002"]
    assert store.issued_by_service(TODAY) == store.waiting_by_service(TODAY) == {"kk": 1}
    assert isinstance(serve(store, who, body), Call), "whoever has the paper is served all the same"


def test_nobody_voids_another_kiosk_s_number(store: Store) -> None:
    body = issued(1)
    bring(store, enrolled(store), [body])
    log = log_of(Voided(ticket_id=body.ticket_id, reason="given_back"))
    other = enrolled(store, "selatan")
    (result,) = store.take_in(kiosk=other, hello=HELLO, events=log.events, clock=at(NOW)).results
    assert (result.result, result.reason) == ("quarantined", "unknown_ticket")
    assert store.waiting_by_service(TODAY) == {"kk": 1}


def test_a_kiosk_proves_the_day_by_its_first_word_after_it_was_switched_on(store: Store) -> None:
    kiosk, who = enrolled(store), seat(store, "ayu", "3")
    log = log_of(*(issued(number, business_day=None) for number in (1, 2)))
    hello(store, kiosk, log, 0, boot="one", now=timedelta())
    log.add(issued(3, business_day=None))
    hello(store, kiosk, log, 2, boot="one", now=MINUTE)
    log.add(issued(4, business_day=None))
    log.add(issued(5, business_day=TODAY))
    hello(store, kiosk, log, 3, boot="two", now=2 * MINUTE)
    seen = view(store, who)
    assert [one.label for one in seen.waiting] == ["A-C003", "A-C005"]
    assert [one.label for one in seen.undated] == ["A-C001", "A-C002", "A-C004"]
    assert store.admit(press(who)) == 3
    assert [one.label for one in view(store, who).waiting] == [f"A-C00{n}" for n in range(1, 6)]
    assert store.admit(press(who)) == Refused("changed")
