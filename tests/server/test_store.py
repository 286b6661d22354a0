"""What every Store promises to counters, boards, phones and officers.

With all other tests that ask for the fixture `store` it is the conformance suite (see conftest): what kiosks
bring is in test_intake, numbers in test_grants, presses in test_presses and test_shown_slips.
"""

from datetime import timedelta

import pytest

from server.store import Call, Locked, NewSession, QueuedTicket, Refused, Store, TicketState, Tries
from server.tables.queues import NEXT_LABELS
from tests.server.parts import (
    NOW,
    PASSWORD,
    TODAY,
    TURN,
    bring,
    busy_morning,
    enrolled,
    issued,
    press,
    seat,
)

MINUTE = timedelta(minutes=1)


def labels(tickets: tuple[QueuedTicket, ...]) -> list[str]:
    return [ticket.label for ticket in tickets]


def called(outcome: Call | Refused) -> Call:
    assert isinstance(outcome, Call), outcome
    return outcome


def serving(store: Store, who: tuple[int, int]) -> QueuedTicket:
    view = store.console_view(counter_id=who[0], now=NOW)
    assert view is not None and view.serving is not None
    return view.serving


# --- calling ------------------------------------------------------------------------------------------------


def test_a_ticket_s_way_from_waiting_to_done(store: Store) -> None:
    bring(store, enrolled(store), [issued(1), issued(2)])
    who = seat(store, "ayu", "3")
    call = called(store.call_next(press(who)))
    assert (call.label, call.counter_number, call.times) == ("A-C001", "3", 1)
    first = serving(store, who)
    again = called(store.recall(press(who, first.ticket_id)))
    assert (again.label, again.times) == ("A-C001", 2) and again.seq > call.seq
    assert called(store.call_next(press(who, first.ticket_id))).label == "A-C002"
    view = store.console_view(counter_id=who[0], now=NOW)
    assert view is not None and view.served_today == 1 and view.waiting == ()
    second = serving(store, who)
    closed = store.close(press(who, second.ticket_id), state=TicketState.DONE)
    assert isinstance(closed, QueuedTicket) and closed.state is TicketState.DONE
    assert store.call_next(press(who)) == Refused("nobody_waits")


def test_who_did_not_come_can_be_called_again(store: Store) -> None:
    bring(store, enrolled(store), [issued(1)])
    who = seat(store, "ayu", "3")
    called(store.call_next(press(who)))
    ticket = serving(store, who)
    store.close(press(who, ticket.ticket_id), state=TicketState.NO_SHOW)
    view = store.console_view(counter_id=who[0], now=NOW)
    assert view is not None and labels(view.no_shows) == ["A-C001"] and view.serving is None
    again = store.call_ticket(press(who), ticket_id=ticket.ticket_id, reason="missed")
    assert called(again).times == 2


def test_a_view_compares_no_ticket_with_the_others(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """With 800 waiting that took most of the time of every view."""
    tickets = [issued(number) for number in range(1, 9)]
    bring(store, enrolled(store), tickets)
    who = seat(store, "ayu", "3")
    first = called(store.call_next(press(who)))
    store.give_back(press(who, tickets[0].ticket_id), place="later")

    def compared(one: QueuedTicket, other: object) -> bool:
        pytest.fail(f"{one.label} is compared with {other}")

    monkeypatch.setattr(QueuedTicket, "__eq__", compared)
    view = store.console_view(counter_id=who[0], now=NOW)
    assert view is not None and labels(view.later) == [first.label]
    phone = store.ticket_view(code=tickets[7].code, now=NOW)
    assert phone is not None and phone.ahead == 6
    assert len(store.board_view(now=NOW).next_labels) == NEXT_LABELS


def test_nobody_waiting_leaves_the_one_at_the_counter(store: Store) -> None:
    bring(store, enrolled(store), [issued(1)])
    who = seat(store, "ayu", "3")
    called(store.call_next(press(who)))
    ticket = serving(store, who)
    assert store.call_next(press(who, ticket.ticket_id)) == Refused("nobody_waits")
    assert serving(store, who) == ticket


def test_a_repeated_click_and_an_old_page_change_nothing(store: Store) -> None:
    bring(store, enrolled(store), [issued(1), issued(2), issued(3)])
    who = seat(store, "ayu", "3")
    called(store.call_next(press(who, key="one")))
    assert store.call_next(press(who, key="one")) == Refused("repeated")
    assert store.call_next(press(who, key="two")) == Refused("changed")
    assert serving(store, who).label == "A-C001"


@pytest.mark.parametrize("verb", ["recall", "close", "give_back", "transfer", "call_ticket"])
def test_verbs_that_need_another_state_are_refused(store: Store, verb: str) -> None:
    bring(store, enrolled(store), [issued(1)])
    who = seat(store, "ayu", "3")
    view = store.console_view(counter_id=who[0], now=NOW)
    assert view is not None
    outcome: object = None
    match verb:
        case "recall":
            outcome = store.recall(press(who))
        case "close":
            outcome = store.close(press(who), state=TicketState.DONE)
        case "give_back":
            outcome = store.give_back(press(who), place="last")
        case "transfer":
            outcome = store.transfer(press(who), agency="disdukcapil", counter_id=None, service=None)
        case "call_ticket":
            assert store.call_ticket(press(who), ticket_id="nobody", reason="slip") == Refused(
                "unknown_ticket"
            )
            outcome = store.call_ticket(press(who), ticket_id=view.waiting[0].ticket_id, reason="missed")
    assert outcome == Refused("changed" if verb == "call_ticket" else "not_serving")
    assert store.console_view(counter_id=who[0], now=NOW) == view


def test_only_who_sits_there_may_press(store: Store) -> None:
    bring(store, enrolled(store), [issued(1)])
    counter, ayu = seat(store, "ayu", "3")
    budi = store.add_officer(name="budi", display_name="Budi", password=PASSWORD, admin=False)
    session = store.sign_in(name="budi", password=PASSWORD, address="", now=NOW)
    assert budi != "taken" and isinstance(session, NewSession)
    assert store.call_next(press((counter, budi.officer_id))) == Refused("not_yours")
    assert store.take_counter(token=session.token, counter_id=counter, now=NOW)
    assert store.call_next(press((counter, ayu))) == Refused("not_yours")
    assert called(store.call_next(press((counter, budi.officer_id)))).label == "A-C001"


def test_a_counter_calls_its_own_agency_and_today_only(store: Store) -> None:
    yesterday = TODAY - timedelta(days=1)
    bring(
        store,
        enrolled(store),
        [
            issued(1, business_day=yesterday, label_day=yesterday),
            issued(2, agency="imigrasi", service="paspor"),
            issued(3, business_day=None, label_day=None),
        ],
    )
    who = seat(store, "ayu", "3")
    view = store.console_view(counter_id=who[0], now=NOW)
    assert view is not None and labels(view.waiting) == ["A-C003"]
    assert store.waiting_by_service(TODAY) == {"kk": 1, "paspor": 1}
    called(store.call_next(press(who)))
    assert store.waiting_by_service(TODAY) == {"paspor": 1}
    assert store.issued_by_service(TODAY) == {"kk": 1, "paspor": 1}


def test_the_console_lists_in_the_order_of_the_calls(store: Store) -> None:
    bodies = [
        issued(n, at=NOW + n * MINUTE, priority="lansia" if n in (4, 5, 6) else None) for n in range(1, 9)
    ]
    later = NOW + 12 * MINUTE
    bring(store, enrolled(store), bodies, now=later)
    who = seat(store, "ayu", "3")
    view = store.console_view(counter_id=who[0], now=later)
    assert view is not None
    board = store.board_view(now=later)
    assert list(board.next_labels) == labels(view.waiting)[:NEXT_LABELS]
    order, expected = [], None
    while isinstance(outcome := store.call_next(press(who, expected, now=later)), Call):
        order.append(outcome.label)
        expected = serving(store, who).ticket_id
    assert order == labels(view.waiting)


# --- board and phone ----------------------------------------------------------------------------------------


def test_the_board_shows_the_newest_call_of_each_ticket(store: Store) -> None:
    bring(store, enrolled(store), [issued(1), issued(2), issued(3)])
    ayu, budi = seat(store, "ayu", "1"), seat(store, "budi", "2")
    assert store.board_view(now=NOW).now is None
    called(store.call_next(press(ayu)))
    called(store.call_next(press(budi)))
    called(store.recall(press(ayu, serving(store, ayu).ticket_id)))
    board = store.board_view(now=NOW)
    assert board.now is not None and (board.now.label, board.now.times) == ("A-C001", 2)
    assert [call.label for call in board.last] == ["A-C002"]
    assert board.next_labels == ("A-C003",) and board.seq == board.now.seq
    assert store.board_view(now=NOW + timedelta(days=1)).now is None


def test_a_phone_follows_its_ticket(store: Store) -> None:
    first, second = issued(1), issued(2)
    bring(store, enrolled(store), [first, second])
    who = seat(store, "ayu", "7")
    view = store.ticket_view(code=second.code, now=NOW)
    assert view is not None and (view.ahead, view.business_day) == (1, TODAY)
    called(store.call_next(press(who)))
    view = store.ticket_view(code=first.code, now=NOW)
    assert view is not None and (view.ahead, view.ticket.counter_number, view.place) == (
        None,
        "7",
        "Lantai 1",
    )
    assert store.ticket_view(code="0000000000", now=NOW) is None


def test_who_takes_a_number_is_told_when_the_counters_will_probably_call_it(store: Store) -> None:
    tickets, now = busy_morning(store)
    said = store.estimates(now=now)["disdukcapil"]
    assert said.ordinary is not None and said.priority is not None
    # Two more at 09.24, two at 09.30, then the next; with priority it is before them.
    assert said.ordinary.earliest <= NOW + 6 * TURN <= said.ordinary.latest
    assert said.priority.earliest <= NOW + 4 * TURN <= said.priority.latest < said.ordinary.latest
    for place, ticket in enumerate(tickets[8:]):
        view = store.ticket_view(code=ticket.code, now=now)
        assert view is not None and view.estimate is not None
        assert view.estimate.earliest <= NOW + (4 + place // 2) * TURN <= view.estimate.latest
    view = store.ticket_view(code=tickets[0].code, now=now)
    assert view is not None and view.estimate is None


def test_a_recall_and_an_absent_one_are_no_turns_of_their_own(store: Store) -> None:
    tickets, now = busy_morning(store)
    plain = store.estimates(now=now + 2 * MINUTE)
    who = store.counters()[0].counter_id, 1
    store.recall(press(who, tickets[6].ticket_id, now + MINUTE))
    assert store.estimates(now=now + 2 * MINUTE) == plain
    store.close(press(who, tickets[6].ticket_id, now + 2 * MINUTE), state=TicketState.NO_SHOW)
    store.call_next(press(who, None, now + 2 * MINUTE))
    shorter = store.estimates(now=now + 3 * MINUTE)["disdukcapil"].ordinary
    longer = plain["disdukcapil"].ordinary
    assert shorter is not None and longer is not None and shorter.latest < longer.latest


def test_nobody_is_told_a_time_that_the_day_does_not_carry(store: Store) -> None:
    tickets, now = busy_morning(store)
    noon = NOW.replace(hour=11, minute=55)
    assert store.estimates(now=noon) == {}
    assert store.estimates(now=now + timedelta(days=1)) == {}
    view = store.ticket_view(code=tickets[-1].code, now=noon)
    assert view is not None and (view.ahead, view.estimate) == (3, None)


# --- officers -----------------------------------------------------------------------------------------------


def test_the_first_admin_is_made_once(store: Store) -> None:
    void = store.first_admin_token(now=NOW)
    token = store.first_admin_token(now=NOW)
    assert void is not None and token is not None
    for wrong in (void, "", "x"):
        assert not store.first_admin_open(token=wrong)
        assert store.claim_first_admin(token=wrong, name="x", display_name="X", password=PASSWORD) is None
    assert store.first_admin_open(token=token)
    admin = store.claim_first_admin(token=token, name="ratu", display_name="Ratu", password=PASSWORD)
    assert admin is not None and admin.admin
    assert store.claim_first_admin(token=token, name="y", display_name="Y", password=PASSWORD) is None
    assert store.first_admin_token(now=NOW) is None


def test_a_session_ends_by_idleness_by_age_and_by_signing_out(store: Store) -> None:
    store.add_officer(name="Ayu", display_name="Ayu", password=PASSWORD, admin=False)
    opened = store.sign_in(name="ayu", password=PASSWORD, address="", now=NOW)
    assert isinstance(opened, NewSession)
    now = NOW
    while now < NOW + timedelta(hours=12) - 20 * MINUTE:
        now += 20 * MINUTE
        assert store.session(token=opened.token, now=now) is not None
    assert store.session(token=opened.token, now=NOW + timedelta(hours=12)) is None
    idle = store.sign_in(name="ayu", password=PASSWORD, address="", now=NOW)
    assert isinstance(idle, NewSession)
    assert store.session(token=idle.token, now=NOW + 29 * MINUTE, touch=False) is not None
    assert store.session(token=idle.token, now=NOW + 30 * MINUTE) is None
    other = store.sign_in(name="ayu", password=PASSWORD, address="", now=NOW)
    assert isinstance(other, NewSession)
    store.sign_out(token=other.token, now=NOW)
    assert store.session(token=other.token, now=NOW) is None


def test_wrong_passwords_are_slowed_down_and_then_forgiven(store: Store) -> None:
    store.add_officer(name="ayu", display_name="Ayu", password=PASSWORD, admin=False)

    def attempt(password: str, now_: timedelta, address: str = "a") -> object:
        return store.sign_in(name="ayu", password=password, address=address, now=NOW + now_)

    assert [attempt("no", timedelta()) for _ in range(5)] == ["no_match"] * 5
    assert attempt(PASSWORD, timedelta()) == "wait"
    assert isinstance(attempt(PASSWORD, timedelta(), "b"), NewSession)
    assert attempt("no", timedelta(seconds=3)) == "no_match"
    assert attempt(PASSWORD, timedelta(seconds=5)) == "wait"
    assert isinstance(attempt(PASSWORD, timedelta(seconds=8)), NewSession)
    assert store.sign_in(name="nobody", password="x", address="", now=NOW) == "no_match"


@pytest.mark.parametrize("first_is_away", [True, False])
def test_a_try_that_could_not_be_compared_takes_back_its_own_lock_and_no_other_s(
    store: Store, first_is_away: bool
) -> None:
    def tried() -> Tries | Locked:
        return store.note_attempt(key="k", now=NOW)

    tried()
    second, third = tried(), tried()
    assert isinstance(second, Tries) and isinstance(third, Tries)
    assert second.then_until is None and third.then_until is not None
    store.return_attempt(key="k", then_until=(second if first_is_away else third).then_until)
    assert tried() == (Locked(third.then_until) if first_is_away else third)


def test_names_and_counters_are_unique(store: Store) -> None:
    seat(store, "ayu", "1")
    assert store.add_officer(name="AYU", display_name="A", password=PASSWORD, admin=False) == "taken"
    assert store.add_counter(number="1", agency="imigrasi", place="") == "taken"
