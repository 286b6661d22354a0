"""What officers do beyond calling the next: taken back, given back, moved, paused, lapsed, locked."""

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from server.sqlite import SqliteStore, open_database
from server.store import (
    Call,
    ConsoleView,
    Leftover,
    Leftovers,
    NewSession,
    Pause,
    QueuedTicket,
    Refused,
    Store,
    TicketState,
    Undoable,
)
from tests.server.conftest import serving
from tests.server.parts import (
    NOW,
    PASSWORD,
    SITE,
    TODAY,
    TURN,
    bring,
    busy_morning,
    enrolled,
    issued,
    open_store,
    press,
    render,
    seat,
)

MINUTE, SECOND, DAY = timedelta(minutes=1), timedelta(seconds=1), timedelta(days=1)
Who = tuple[int, int]


def view(store: Store, who: Who, now_: timedelta = timedelta()) -> ConsoleView:
    found = store.console_view(counter_id=who[0], now=NOW + now_)
    assert found is not None
    return found


def served(store: Store, who: Who, now_: timedelta = timedelta()) -> str:
    """Label of what the counter serves, or nothing."""
    serving = view(store, who, now_).serving
    return serving.label if serving else ""


def expected(store: Store, who: Who, now_: timedelta = timedelta()) -> str | None:
    serving = view(store, who, now_).serving
    return serving.ticket_id if serving else None


def waiting(store: Store, who: Who, now_: timedelta = timedelta()) -> list[str]:
    return [one.label for one in view(store, who, now_).waiting]


def call(store: Store, who: Who, now_: timedelta = timedelta()) -> str:
    outcome = store.call_next(press(who, expected(store, who, now_), NOW + now_))
    assert isinstance(outcome, Call), outcome
    return outcome.label


def undo(store: Store, who: Who, now_: timedelta = timedelta()) -> Undoable | Refused:
    return store.undo(press(who, expected(store, who, now_), NOW + now_))


def queue(store: Store, count: int = 3, priorities: tuple[int, ...] = ()) -> list[str]:
    """Tickets of one a minute until a minute ago; their ids."""
    bodies = [
        issued(
            number,
            at=NOW - (count + 1 - number) * MINUTE,
            priority="lansia" if number in priorities else None,
        )
        for number in range(1, count + 1)
    ]
    bring(store, enrolled(store), bodies)
    return [one.ticket_id for one in bodies]


# --- taking back --------------------------------------------------------------------------------------------


def test_a_call_taken_back_leaves_everything_as_it_was(store: Store) -> None:
    queue(store)
    who = seat(store, "ayu", "3")
    call(store, who)
    before, board = view(store, who, 11 * SECOND), store.board_view(now=NOW)
    assert call(store, who, 11 * SECOND) == "A-C002"
    did = view(store, who, 12 * SECOND).undoable
    assert did is not None and (did.called, did.closed, did.closed_as) == (
        "A-C002",
        "A-C001",
        TicketState.DONE,
    )
    assert undo(store, who, 21 * SECOND) == did
    after = view(store, who, 21 * SECOND)
    assert (after.serving, after.waiting, after.served_today) == (before.serving, before.waiting, 0)
    assert after.undoable is None and undo(store, who, 21 * SECOND) == Refused("too_late")
    again = store.board_view(now=NOW)
    assert (again.now, again.last, again.next_labels) == (board.now, board.last, board.next_labels)
    assert again.seq > board.seq, "boards and phones hear of it"
    assert call(store, who, 30 * SECOND) == "A-C002"


def test_ten_seconds_are_the_server_s(store: Store) -> None:
    queue(store)
    who = seat(store, "ayu", "3")
    call(store, who)
    late = 10 * SECOND + timedelta(milliseconds=1)
    assert view(store, who, late).undoable is None
    assert undo(store, who, late) == Refused("too_late")
    assert served(store, who) == "A-C001"


@pytest.mark.parametrize("state", [TicketState.DONE, TicketState.NO_SHOW])
def test_a_closing_taken_back_is_served_again(store: Store, state: TicketState) -> None:
    queue(store)
    who = seat(store, "ayu", "3")
    call(store, who)
    before = view(store, who).serving
    assert state is TicketState.DONE or state is TicketState.NO_SHOW
    store.close(press(who, expected(store, who)), state=state)
    did = undo(store, who)
    assert isinstance(did, Undoable) and (did.called, did.closed, did.closed_as) == (None, "A-C001", state)
    assert view(store, who).serving == before


def test_a_call_taken_back_does_not_count_in_the_ratio(store: Store) -> None:
    queue(store, 6, priorities=(5, 6))
    who = seat(store, "ayu", "3")
    order = waiting(store, who)
    assert order == ["A-C005", "A-C001", "A-C002", "A-C006", "A-C003", "A-C004"]
    for turn in range(4):
        assert call(store, who, turn * MINUTE) == order[turn]
        undo(store, who, turn * MINUTE)
        assert waiting(store, who)[0] == order[turn]
        assert call(store, who, turn * MINUTE) == order[turn]
    assert waiting(store, who) == order[4:]


def test_a_no_show_called_again_by_mistake_is_a_no_show_again(store: Store) -> None:
    (ticket, *_) = queue(store)
    who = seat(store, "ayu", "3")
    call(store, who)
    store.close(press(who, ticket), state=TicketState.NO_SHOW)
    before = view(store, who).no_shows
    store.call_ticket(press(who), ticket_id=ticket, reason="missed")
    assert served(store, who) == "A-C001"
    assert isinstance(undo(store, who), Undoable)
    assert view(store, who).no_shows == before
    now = store.board_view(now=NOW).now
    assert now is not None and (now.label, now.times) == ("A-C001", 1), "its first call stands"


def test_what_somebody_else_has_called_meanwhile_is_not_taken_back(store: Store) -> None:
    (ticket, *_) = queue(store)
    ayu, budi = seat(store, "ayu", "3"), seat(store, "budi", "4")
    call(store, ayu)
    store.close(press(ayu, ticket), state=TicketState.NO_SHOW)
    store.call_ticket(press(budi), ticket_id=ticket, reason="missed")
    assert view(store, ayu).undoable is None and undo(store, ayu) == Refused("changed")
    assert (served(store, ayu), served(store, budi)) == ("", "A-C001")


def test_a_call_is_taken_back_with_its_recalls(store: Store) -> None:
    (_, second, _) = queue(store)
    who = seat(store, "ayu", "3")
    call(store, who)
    before, board = view(store, who, 11 * SECOND), store.board_view(now=NOW)
    call(store, who, 11 * SECOND)
    for seconds in (16, 18):
        assert isinstance(store.recall(press(who, second, NOW + seconds * SECOND)), Call)
    assert undo(store, who, 22 * SECOND) == Refused("too_late"), "ten seconds from the call, not the recall"
    assert isinstance(undo(store, who, 21 * SECOND), Undoable)
    after, again = view(store, who, 21 * SECOND), store.board_view(now=NOW)
    assert (after.serving, after.waiting, after.undoable) == (before.serving, before.waiting, None)
    assert (again.now, again.last, again.next_labels) == (board.now, board.last, board.next_labels)


@pytest.mark.parametrize("closing", ["by the pause", "before the pause"])
def test_a_closing_is_taken_back_and_ends_the_pause(store: Store, closing: str) -> None:
    (ticket, *_) = queue(store)
    who = seat(store, "ayu", "3")
    call(store, who)
    before = view(store, who).serving
    if closing == "before the pause":
        store.close(press(who, ticket), state=TicketState.DONE)
    store.pause(press(who, expected(store, who)), reason="prayer")
    did = undo(store, who, 5 * SECOND)
    assert isinstance(did, Undoable) and (did.called, did.closed) == (None, "A-C001")
    after = view(store, who, 5 * SECOND)
    assert (after.serving, after.counter.pause, after.served_today) == (before, None, 0)


def test_what_cannot_be_taken_back_whole_is_left_whole(sqlite_store: SqliteStore, tmp_path: Path) -> None:
    (first, *_) = queue(sqlite_store)
    who = seat(sqlite_store, "ayu", "3")
    call(sqlite_store, who)
    call(sqlite_store, who)
    connection = open_database(tmp_path / "server.db")
    connection.execute(
        """INSERT INTO fact (site, day, kind, ticket_id, counter_id, at)
        SELECT site, day, 'returned', ticket_id, counter_id, at FROM fact WHERE ticket_id = ? LIMIT 1""",
        (first,),
    )
    connection.close()
    before = replace(view(sqlite_store, who), undoable=None)
    assert undo(sqlite_store, who) == Refused("changed")
    assert view(sqlite_store, who) == before


def test_yesterday_s_closing_is_not_taken_back_today(store: Store) -> None:
    night = timedelta(hours=18) - SECOND
    assert SITE.day(NOW + night) < SITE.day(NOW + night + 2 * SECOND)
    (ticket, *_) = queue(store)
    who = seat(store, "ayu", "3")
    call(store, who, night)
    store.close(press(who, ticket, NOW + night), state=TicketState.DONE)
    assert view(store, who, night + 2 * SECOND).undoable is None
    assert undo(store, who, night + 2 * SECOND) == Refused("changed")
    assert served(store, who, night + 2 * SECOND) == ""


# --- out of turn, given back, moved -------------------------------------------------------------------------


def test_a_chosen_ticket_is_called_before_its_turn(store: Store) -> None:
    (first, _, third) = queue(store)
    who = seat(store, "ayu", "3")
    call(store, who)
    outcome = store.call_ticket(press(who, first), ticket_id=third, reason="frail")
    assert isinstance(outcome, Call) and (outcome.label, outcome.times) == ("A-C003", 1)
    assert view(store, who).served_today == 1
    assert store.call_ticket(press(who, third), ticket_id=first, reason="slip") == Refused("changed")
    assert (served(store, who), waiting(store, who)) == ("A-C003", ["A-C002"])


def test_a_ticket_given_back_comes_where_the_officer_said(store: Store) -> None:
    queue(store)
    who = seat(store, "ayu", "3")
    call(store, who)
    store.give_back(press(who, expected(store, who)), place="original")
    assert waiting(store, who) == ["A-C001", "A-C002", "A-C003"]
    call(store, who)
    store.give_back(press(who, expected(store, who)), place="last")
    assert waiting(store, who) == ["A-C002", "A-C003", "A-C001"]
    call(store, who)
    store.give_back(press(who, expected(store, who)), place="later")
    assert waiting(store, who) == ["A-C003", "A-C001"]
    assert [one.label for one in view(store, who).later] == ["A-C002"]
    assert waiting(store, who, 10 * MINUTE) == ["A-C002", "A-C003", "A-C001"]
    assert view(store, who, 10 * MINUTE).waiting[0].taken_at == NOW - 2 * MINUTE, "its waiting goes on"


@pytest.mark.parametrize("way", ["returned", "transferred"])
def test_the_call_of_a_ticket_that_waits_again_leaves_the_board(store: Store, way: str) -> None:
    (_, second, _) = queue(store)
    ayu, budi = seat(store, "ayu", "3"), seat(store, "budi", "5", agency="imigrasi")
    call(store, ayu)
    call(store, ayu)
    if way == "returned":
        store.give_back(press(ayu, second), place="original")
    else:
        store.transfer(press(ayu, second), agency="imigrasi", counter_id=None, service=None)
    board = store.board_view(now=NOW)
    assert board.now is not None and (board.now.label, board.last) == ("A-C001", ())
    assert "A-C002" in board.next_labels
    who = ayu if way == "returned" else budi
    call(store, who)
    undo(store, who)
    assert store.board_view(now=NOW) == replace(board, seq=store.board_view(now=NOW).seq)
    call(store, who)
    now = store.board_view(now=NOW).now
    assert now is not None and (now.label, now.counter_number) == ("A-C002", "3" if who is ayu else "5")


def test_nobody_is_called_who_was_given_back_for_later(store: Store) -> None:
    (ticket,) = queue(store, 1)
    who = seat(store, "ayu", "3")
    call(store, who)
    store.give_back(press(who, ticket), place="later")
    assert store.call_next(press(who)) == Refused("nobody_waits")
    assert isinstance(store.call_ticket(press(who), ticket_id=ticket, reason="slip"), Call)


def test_who_was_given_back_for_later_stands_apart_until_the_time_comes(store: Store) -> None:
    tickets = queue(store, 6)
    labels = [f"A-C{number:03d}" for number in range(1, 7)]
    who = seat(store, "ayu", "3")
    back_at = {}
    for minute, place in enumerate((4, 0, 2)):
        pressed = press(who, now=NOW + minute * MINUTE)
        assert isinstance(store.call_ticket(pressed, ticket_id=tickets[place], reason="urgent"), Call)
        store.give_back(press(who, tickets[place], NOW + minute * MINUTE), place="later")
        back_at[labels[place]] = (minute + 10) * MINUTE
    for passed in (minute * MINUTE for minute in range(2, 14)):
        seen = view(store, who, passed)
        apart = {label for label, back in back_at.items() if back > passed}
        assert [one.label for one in seen.waiting] == [label for label in labels if label not in apart]
        assert [one.label for one in seen.later] == sorted(apart, key=lambda label: back_at[label])


def test_a_transferred_ticket_keeps_its_number_and_its_time(store: Store) -> None:
    (ticket, *_) = queue(store, 2)
    ayu, budi = seat(store, "ayu", "3"), seat(store, "budi", "5", agency="imigrasi")
    sari = seat(store, "sari", "6", agency="imigrasi")
    late = issued(9, label="B-D009", agency="imigrasi", service="paspor", at=NOW)
    bring(store, enrolled(store, "selatan"), [late])
    call(store, ayu)
    moved = store.transfer(press(ayu, ticket), agency="imigrasi", counter_id=budi[0], service="paspor")
    assert isinstance(moved, QueuedTicket)
    assert (moved.label, moved.from_counter, moved.only_counter) == ("A-C001", "3", "5")
    assert (moved.agency, moved.service, moved.calls) == ("imigrasi", "paspor", 0)
    assert waiting(store, budi) == ["A-C001", "B-D009"], "the older one is first"
    assert waiting(store, sari) == ["B-D009"], "it is for another counter"
    assert store.waiting_by_agency(TODAY) == {"disdukcapil": 1, "imigrasi": 2}
    assert call(store, budi) == "A-C001"
    now = store.board_view(now=NOW).now
    assert now is not None and (now.counter_number, now.times) == ("5", 1)


def test_a_ticket_for_a_counter_where_nobody_sits_is_for_all_of_the_agency(store: Store) -> None:
    (ticket,) = queue(store, 1)
    ayu, sari = seat(store, "ayu", "3"), seat(store, "sari", "6", agency="imigrasi")
    empty = store.add_counter(number="5", agency="imigrasi", place="")
    assert empty != "taken"
    call(store, ayu)
    store.transfer(press(ayu, ticket), agency="imigrasi", counter_id=empty.counter_id, service=None)
    assert waiting(store, sari) == ["A-C001"]
    store.add_officer(name="budi", display_name="Budi", password=PASSWORD, admin=False)
    session = store.sign_in(name="budi", password=PASSWORD, address="", now=NOW)
    assert isinstance(session, NewSession)
    assert store.take_counter(token=session.token, counter_id=empty.counter_id, now=NOW)
    assert waiting(store, sari) == []
    store.sign_out(token=session.token, now=NOW)
    assert waiting(store, sari) == ["A-C001"] and call(store, sari) == "A-C001"


@pytest.mark.parametrize("kept", ["for later", "for budi"])
def test_a_counter_that_may_call_nobody_ignores_nobody(store: Store, kept: str) -> None:
    _, now = busy_morning(store)
    ayu, budi = zip((1, 2), (one.officer_id for one in store.officers()), strict=True)
    at = now - NOW
    while waiting(store, ayu, at):
        at += TURN
        for who in (ayu, budi):
            call(store, who, at)
    at += TURN
    end = press(ayu, expected(store, ayu, at), NOW + at)
    if kept == "for later":
        store.give_back(end, place="later")
    else:
        store.transfer(end, agency="disdukcapil", counter_id=budi[0], service=None)
    store.close(press(budi, expected(store, budi, at), NOW + at), state=TicketState.DONE)
    estimates = store.estimates(now=NOW + at + 6 * MINUTE)
    assert "disdukcapil" in estimates, "both counters are free, and at work"


def test_a_transfer_leaves_the_ratio_of_both_places_alone(store: Store) -> None:
    (ticket, *_) = queue(store, 3, priorities=(1,))
    ayu, budi = seat(store, "ayu", "3"), seat(store, "budi", "5", agency="imigrasi")
    bodies = [issued(n, label=f"B-D00{n}", agency="imigrasi", service="paspor") for n in (1, 2)]
    bodies.append(issued(3, label="B-D003", agency="imigrasi", service="paspor", priority="lansia"))
    bring(store, enrolled(store, "selatan"), bodies)
    assert call(store, ayu) == "A-C001"
    order = waiting(store, budi)
    store.transfer(press(ayu, ticket), agency="imigrasi", counter_id=None, service=None)
    assert [one for one in waiting(store, budi) if one != "A-C001"] == order


def test_a_ticket_goes_nowhere_where_no_counter_calls(store: Store) -> None:
    (ticket, *_) = queue(store)
    who, other = seat(store, "ayu", "3"), seat(store, "budi", "5", agency="imigrasi")
    call(store, who)
    for agency, counter_id in (("samsat", None), ("disdukcapil", other[0]), ("", None)):
        moved = store.transfer(press(who, ticket), agency=agency, counter_id=counter_id, service=None)
        assert moved == Refused("unknown_counter")
    assert served(store, who) == "A-C001"


# --- pauses -------------------------------------------------------------------------------------------------


def test_a_pause_closes_the_counter_until_its_officer_opens_it(store: Store) -> None:
    (ticket, second, _) = queue(store)
    who = seat(store, "ayu", "3")
    call(store, who)
    begun = store.pause(press(who, ticket), reason="prayer")
    assert begun == Pause("prayer", NOW, NOW + 15 * MINUTE)
    assert view(store, who).counter.pause == begun and view(store, who).served_today == 1
    assert store.board_view(now=NOW).paused == ("3",)
    assert store.call_next(press(who)) == Refused("paused")
    assert store.call_ticket(press(who), ticket_id=second, reason="slip") == Refused("paused")
    assert store.pause(press(who), reason="break") == Refused("paused")
    assert store.resume(press(who, now=NOW + 20 * MINUTE)) == begun
    assert store.resume(press(who)) == Refused("changed")
    assert store.board_view(now=NOW).paused == () and call(store, who) == "A-C002"


def test_a_counter_at_pause_hastens_nobody(store: Store) -> None:
    _, now = busy_morning(store)
    both = store.estimates(now=now)["disdukcapil"].ordinary
    ayu, budi = zip((1, 2), (one.officer_id for one in store.officers()), strict=True)
    store.pause(press(ayu, expected(store, ayu, now - NOW), now), reason="fault")
    alone = store.estimates(now=now)["disdukcapil"].ordinary
    assert both is not None and alone is not None and alone.latest > both.latest
    store.pause(press(budi, expected(store, budi, now - NOW), now), reason="fault")
    assert store.estimates(now=now) == {}


def test_who_leaves_the_counter_ends_the_pause(store: Store) -> None:
    who = seat(store, "ayu", "3")
    store.pause(press(who), reason="fault")
    store.add_officer(name="budi", display_name="Budi", password=PASSWORD, admin=False)
    session = store.sign_in(name="budi", password=PASSWORD, address="", now=NOW)
    assert isinstance(session, NewSession)
    assert store.take_counter(token=session.token, counter_id=who[0], now=NOW)
    assert store.board_view(now=NOW).paused == ()


# --- the end of a day ---------------------------------------------------------------------------------------


def test_the_end_of_a_day_closes_what_is_left_and_says_what_it_was(store: Store) -> None:
    bodies = [issued(number) for number in range(1, 5)]
    bring(store, enrolled(store), bodies)
    who = seat(store, "ayu", "3")
    call(store, who)
    store.close(press(who, bodies[0].ticket_id), state=TicketState.NO_SHOW)
    call(store, who)
    assert store.end_days(now=NOW) == 0 and store.leftovers(now=NOW) is None
    assert store.end_days(now=NOW + DAY) == 3
    assert store.end_days(now=NOW + DAY) == 0
    assert store.leftovers(now=NOW + DAY) == Leftovers(TODAY, (Leftover("disdukcapil", 2, 1, 1),))
    states = []
    for body in bodies:
        found = store.ticket_view(code=body.code, now=NOW + DAY)
        assert found is not None
        states.append((found.ticket.state, found.ticket.lapsed_as))
    lapsed = TicketState.LAPSED
    assert states == [
        (TicketState.NO_SHOW, None),
        (lapsed, "called"),
        (lapsed, "waiting"),
        (lapsed, "waiting"),
    ]


def test_the_first_press_of_a_day_begins_with_an_empty_counter(store: Store) -> None:
    (ticket, *_) = queue(store)
    who = seat(store, "ayu", "3")
    call(store, who)
    store.pause(press(who, ticket), reason="fault")
    store.resume(press(who))
    call(store, who)
    assert served(store, who, DAY) == "" and waiting(store, who, DAY) == []
    assert store.call_next(press(who, now=NOW + DAY)) == Refused("nobody_waits")
    assert store.end_days(now=NOW + DAY) == 0, "the press has closed the day"


def test_a_server_that_was_off_at_night_closes_the_day_as_it_starts(tmp_path: Path) -> None:
    before = open_store(tmp_path)
    left = issued(1, at=NOW - DAY, business_day=TODAY - DAY, label_day=TODAY - DAY)
    bring(before, enrolled(before), [left], now=NOW - DAY)
    before.close_files()
    with serving(tmp_path, render, tmp_path) as running:
        stop = time.monotonic() + 15
        while (found := running.store.ticket_view(code=left.code, now=NOW)) and not found.ticket.lapsed_as:
            assert time.monotonic() < stop
        assert found is not None and found.ticket.lapsed_as == "waiting"


def test_what_a_cut_off_kiosk_brings_a_day_late_is_closed_too(store: Store) -> None:
    late = issued(1, at=NOW, business_day=TODAY)
    bring(store, enrolled(store), [late], now=NOW + DAY)
    assert store.end_days(now=NOW + DAY) == 1
    found = store.ticket_view(code=late.code, now=NOW + DAY)
    assert found is not None and found.ticket.lapsed_as == "waiting"


# --- a locked session ---------------------------------------------------------------------------------------


def test_a_counter_locks_itself_and_its_officer_s_password_opens_it(store: Store) -> None:
    who = seat(store, "ayu", "3")
    session = store.sign_in(name="ayu", password=PASSWORD, address="a", now=NOW)
    assert isinstance(session, NewSession)
    assert store.take_counter(token=session.token, counter_id=who[0], now=NOW)

    def locked(now_: timedelta) -> bool | None:
        found = store.session(token=session.token, now=NOW + now_)
        return None if found is None else found.locked

    def unlock(password: str, now_: timedelta) -> str:
        return store.unlock(token=session.token, password=password, address="a", now=NOW + now_)

    assert [locked(minutes * MINUTE) for minutes in (14, 28, 43)] == [False, False, True]
    assert locked(100 * MINUTE) is True, "looking does not open it, and the counter is kept"
    assert [unlock("no", 100 * MINUTE) for _ in range(5)] == ["no_match"] * 5
    assert unlock(PASSWORD, 100 * MINUTE) == "wait", "as at the sign-in"
    assert store.sign_in(name="ayu", password=PASSWORD, address="a", now=NOW + 100 * MINUTE) == "wait"
    assert locked(101 * MINUTE) is True
    assert unlock(PASSWORD, 101 * MINUTE) == "open"
    assert locked(101 * MINUTE) is False
    assert locked(timedelta(hours=12)) is None


def test_whoever_takes_over_a_locked_counter_unlocks_nothing(store: Store) -> None:
    counter_id, _ = seat(store, "ayu", "3")

    def sits(name: str, minutes: int) -> str:
        session = store.sign_in(name=name, password=PASSWORD, address="", now=NOW + minutes * MINUTE)
        assert isinstance(session, NewSession)
        assert store.take_counter(token=session.token, counter_id=counter_id, now=NOW + minutes * MINUTE)
        return session.token

    for name in ("budi", "sari"):
        store.add_officer(name=name, display_name=name.title(), password=PASSWORD, admin=False)
    abandoned = sits("ayu", 0)
    awake = sits("budi", 15)
    assert store.session(token=abandoned, now=NOW + 15 * MINUTE) is None
    sits("sari", 29)
    moved = store.session(token=awake, now=NOW + 29 * MINUTE)
    assert moved is not None and (moved.counter_id, moved.locked) == (None, False)
