"""Enrolment, and a kiosk's log taken in: whatever arrives, nothing is lost or applied twice."""

from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.wire import KIOSK_LETTERS, Event, JobEnded, kiosk_letters, letter_is_free
from server.store import ENROLMENT_MINUTES, Call, Kiosk, Refused, Store
from tests.server.parts import (
    HELLO,
    NOW,
    SITE,
    TODAY,
    Log,
    at,
    bring,
    enrolled,
    issued,
    log_of,
    open_store,
    press,
    ready_kk,
    reserve,
    seat,
    slip_ended,
)


def take(
    store: Store, kiosk: Kiosk, events: list[Event], acked: int = 0
) -> tuple[int, list[tuple[int, str, str | None]]]:
    """`acked`: up to where the kiosk thinks that its log is here."""
    hello = HELLO.model_copy(update={"acked_seen": acked, "unsynced": len(events)})
    taken = store.take_in(kiosk=kiosk, hello=hello, events=events, clock=at(NOW))
    return taken.acked_through, [(one.seq, one.result, one.reason) for one in taken.results]


# --- enrolment ----------------------------------------------------------------------------------------------


def test_a_token_enrols_once_and_not_for_long(store: Store) -> None:
    series = sorted(SITE.series)
    token = store.enrolment_token(kiosk_name="utara", now=NOW)
    late = NOW + timedelta(minutes=ENROLMENT_MINUTES, seconds=1)
    assert store.enrol(token="nothing", public_key=bytes(32), series=series, clock=at(NOW)) == "unknown"
    assert store.enrol(token=token, public_key=bytes(32), series=series, clock=at(late)) == "expired"
    kiosk = store.enrol(token=token.lower(), public_key=bytes(32), series=series, clock=at(NOW))
    assert isinstance(kiosk, Kiosk) and kiosk.letter == "C"
    assert store.enrol(token=token, public_key=b"1" * 32, series=series, clock=at(NOW)) == "used"
    assert store.kiosk(kiosk.kiosk_id) == kiosk


def test_whose_answer_was_lost_asks_again_and_is_the_same_kiosk(store: Store) -> None:
    series, key = sorted(SITE.series), b"1" * 32

    def enrol(token: str, key: bytes, now: datetime = NOW) -> object:
        return store.enrol(token=token, public_key=key, series=series, clock=at(now))

    token = store.enrolment_token(kiosk_name="utara", now=NOW)
    kiosk = enrol(token, key)
    assert isinstance(kiosk, Kiosk)
    late = NOW + timedelta(minutes=ENROLMENT_MINUTES, seconds=1)
    assert enrol(token, key) == enrol(token, key, late) == kiosk
    assert len(store.kiosks()) == 1
    bring(store, kiosk, [issued(1)])
    assert enrol(token, key) == kiosk and store.issued_by_service(TODAY) == {"kk": 1}
    again = store.enrolment_token(kiosk_name="utara", now=NOW)
    replaced = enrol(again, key)
    assert isinstance(replaced, Kiosk) and replaced.epoch == 2
    assert enrol(token, key) == "used", "the first enrolment is over, though the key is the same"
    assert store.revoke(kiosk_id=kiosk.kiosk_id, now=NOW)
    assert enrol(again, key) == "used", "a revoked kiosk does not come back by its old token"


def test_letters_are_unmistakable_and_not_given_again(store: Store) -> None:
    kiosks = [enrolled(store, f"k{n}") for n in range(5)]
    again = enrolled(store, "k0")
    letters = [one.letter for one in (*kiosks, again)]
    assert len(set(letters)) == 6
    assert all(letter_is_free(letter, SITE.series) for letter in letters)
    assert (again.kiosk_id, again.epoch) == (kiosks[0].kiosk_id, 2)


def test_letters_go_on_in_twos_and_run_out_in_words(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.tables.letters.kiosk_letters", lambda: islice(kiosk_letters(), 25))
    last: object = None
    letters = []
    for n in range(26):
        token = store.enrolment_token(kiosk_name=f"k{n}", now=NOW)
        last = store.enrol(token=token, public_key=bytes(32), series=["A"], clock=at(NOW))
        letters += [last.letter] if isinstance(last, Kiosk) else []
    assert letters == [*KIOSK_LETTERS, "CC", "CD", "CE", "CF", "CG"]
    assert last == "no_letter"


def test_no_letter_makes_a_label_that_can_be_said_of_another() -> None:
    """Over all labels of a site whose agency codes begin alike; the hyphen is not spoken."""
    series = ("A", "AR", "K", "KP")
    singles = [one for one in KIOSK_LETTERS if letter_is_free(one, series)]
    assert "P" not in singles and "R" not in singles and "C" in singles
    free = singles + [one for one in kiosk_letters() if len(one) == 2 and letter_is_free(one, series)]
    spoken = [one + letter for one in series for letter in ("", *free)]
    assert len(spoken) == len(set(spoken))


def test_a_revoked_kiosk_is_unknown(store: Store) -> None:
    kiosk = enrolled(store)
    assert store.revoke(kiosk_id=kiosk.kiosk_id, now=NOW)
    assert store.kiosk(kiosk.kiosk_id) is None


def test_the_admin_sees_who_is_awaited_and_who_was_heard(store: Store) -> None:
    store.enrolment_token(kiosk_name="selatan", now=NOW)
    bring(store, enrolled(store, "utara"), [issued(1)])
    utara, selatan = store.kiosks()
    assert (utara.name, utara.letter, utara.last_seen, utara.printer) == ("utara", "C", NOW, "ready")
    assert (selatan.name, selatan.letter, selatan.last_seen) == ("selatan", None, None)


# --- the log ------------------------------------------------------------------------------------------------


def test_the_same_log_twice_is_applied_once(store: Store) -> None:
    kiosk, log = enrolled(store), log_of(issued(1), issued(2))
    assert take(store, kiosk, log.events) == (2, [(1, "applied", None), (2, "applied", None)])
    assert take(store, kiosk, log.events) == (2, [(1, "duplicate", None), (2, "duplicate", None)])
    assert store.issued_by_service(TODAY) == {"kk": 2}


def test_nothing_beyond_a_gap_is_acked(store: Store) -> None:
    kiosk, log = enrolled(store), log_of(issued(1), issued(2), issued(3))
    assert take(store, kiosk, [log.events[0], log.events[2]]) == (1, [(1, "applied", None)])
    assert take(store, kiosk, log.events[1:]) == (3, [(2, "applied", None), (3, "applied", None)])


def test_what_the_kiosk_has_no_more_keeps_nothing_out(store: Store) -> None:
    """The backup that was put back is older than what a kiosk keeps: its log goes on behind the gap."""
    kiosk, log = enrolled(store), log_of(*(issued(number) for number in range(1, 7)))
    take(store, kiosk, log.events[:1])
    rest = log.events[3:]
    assert take(store, kiosk, rest, acked=3) == (1, []), "it does not know yet where our log ends"
    assert store.kiosks()[0].quarantined == {}
    applied = [(seq, "applied", None) for seq in (4, 5, 6)]
    forged = rest[0].model_copy(update={"hash": "f" * 64})
    assert take(store, kiosk, [forged], acked=1) == (1, []), "else it would be acked with nothing stored"
    assert take(store, kiosk, rest, acked=1) == (6, [(2, "quarantined", "gap"), *applied])
    assert take(store, kiosk, rest, acked=1) == (6, [(seq, "duplicate", None) for seq in (4, 5, 6)])
    assert store.issued_by_service(TODAY) == {"kk": 4}
    assert store.kiosks()[0].quarantined == {"gap": 1}
    broken = log.add(issued(8)).model_copy(update={"prev_hash": "f" * 64})
    assert take(store, kiosk, [broken], acked=6)[1] == [(7, "quarantined", "chain_broken")]


def test_a_log_that_is_shorter_than_it_was_is_seen_in_the_list(store: Store) -> None:
    kiosk, log = enrolled(store), log_of(issued(1), issued(2), issued(3))
    take(store, kiosk, log.events)
    assert take(store, kiosk, [], acked=3) == (3, [])
    assert store.kiosks()[0].quarantined == {}
    for _ in range(2):
        assert take(store, kiosk, [], acked=1) == (3, []), "by this answer the kiosk knows"
    assert store.kiosks()[0].quarantined == {"log_shortened": 1}


def test_a_hello_that_was_overtaken_on_its_way_is_no_shortened_log(store: Store) -> None:
    kiosk, log = enrolled(store), log_of(issued(1), issued(2))
    take(store, kiosk, log.events[:1])
    late = HELLO.model_copy(update={"acked_seen": 1})
    newer = HELLO.model_copy(update={"acked_seen": 1, "unsynced": 1, "wall": NOW + timedelta(seconds=15)})
    store.take_in(kiosk=kiosk, hello=newer, events=log.events[1:], clock=at(NOW))
    store.take_in(kiosk=kiosk, hello=late, events=(), clock=at(NOW))
    assert store.kiosks()[0].quarantined == {}
    store.take_in(kiosk=kiosk, hello=late.model_copy(update={"boot_id": "c"}), events=(), clock=at(NOW))
    assert store.kiosks()[0].quarantined == {"log_shortened": 1}, "of another start it is what its disk holds"


def test_another_entry_in_a_taken_place_is_kept_apart(store: Store) -> None:
    kiosk = enrolled(store)
    take(store, kiosk, log_of(issued(1)).events)
    clone = log_of(issued(2), issued(3))
    assert take(store, kiosk, clone.events) == (
        1,
        [(1, "quarantined", "forked_log"), (2, "quarantined", "chain_broken")],
    )
    assert store.kiosks()[0].quarantined == {"chain_broken": 1, "forked_log": 1}
    assert store.issued_by_service(TODAY) == {"kk": 1}


@pytest.mark.parametrize("field", ["body", "prev_hash", "type"])
def test_a_broken_chain_is_kept_and_not_acked(store: Store, field: str) -> None:
    kiosk, log = enrolled(store), log_of(issued(1), issued(2))
    forged = {"body": {"x": 1}, "prev_hash": "f" * 64, "type": "other"}[field]
    bad = log.events[1].model_copy(update={field: forged})
    assert take(store, kiosk, [log.events[0], bad])[0] == 1
    assert store.kiosks()[0].quarantined == {"chain_broken": 1}
    assert take(store, kiosk, log.events)[0] == 2


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        ({"what": 1}, "survey", "unknown_type"),
        ({"what": 1}, "issued", "bad_body"),
        ({}, "job_ended", "bad_body"),
        (issued(1).model_dump(mode="json") | {"label": "A012"}, "issued", "bad_body"),
        (issued(1).model_dump(mode="json") | {"code": "short"}, "issued", "bad_body"),
        (issued(1).model_dump(mode="json") | {"issued_at": "2026-04-14T09:00:00"}, "issued", "bad_body"),
        (
            issued(1).model_dump(mode="json") | {"issued_at": "0001-01-01T00:00:00+14:00"},
            "issued",
            "bad_body",
        ),
    ],
)
def test_an_entry_that_nobody_understands_blocks_nobody(
    store: Store, body: dict[str, Any], kind: str, reason: str
) -> None:
    kiosk, log = enrolled(store), Log()
    log.add(body, type=kind)
    log.add(issued(2))
    assert take(store, kiosk, log.events) == (2, [(1, "quarantined", reason), (2, "applied", None)])
    assert take(store, kiosk, log.events)[1][0] == (1, "duplicate", reason)
    assert store.kiosks()[0].quarantined == {reason: 1}


def test_the_same_ticket_again_in_another_entry_is_kept_aside(store: Store) -> None:
    first, second, third = issued(1), issued(2), issued(3)
    again = second.model_copy(update={"ticket_id": first.ticket_id})
    kiosk = enrolled(store)
    acked, results = take(store, kiosk, log_of(first, again, third).events)
    assert acked == 3
    assert results[1] == (2, "quarantined", "ticket_clash") and results[2] == (3, "applied", None)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"label": "A-C001"}, "twin"),
        ({"code": "7K00000001"}, "twin"),
        ({"label": "A-D001"}, "foreign_letter"),
    ],
)
def test_paper_that_ought_not_to_exist_is_called_like_any_other(
    store: Store, change: dict[str, str], kind: str
) -> None:
    first, odd = issued(1, code="7K00000001"), issued(2, code="H200000002").model_copy(update=change)
    take(store, enrolled(store), log_of(first, odd).events)
    (alarm,) = store.alarms(now=NOW)
    assert (alarm.kind, alarm.label, alarm.kiosk_name) == (kind, odd.label, "pintu utara")
    who = seat(store, "ayu", "3")
    called = store.call_next(press(who))
    assert isinstance(called, Call) and called.label == "A-C001"
    shown = store.serve(press(who, first.ticket_id), label=odd.label, check=odd.code[:2], code=odd.code)
    if "code" in change:  # a code names one ticket alone
        assert isinstance(shown, Refused) and shown.reason == "served"
        shown = store.call_next(press(who, first.ticket_id))
    assert isinstance(shown, Call) and shown.label == odd.label
    view = store.console_view(counter_id=who[0], now=NOW)
    assert view is not None and view.serving is not None and view.serving.ticket_id == odd.ticket_id
    assert view.serving.twin is shown.twin is ("label" in change and kind == "twin")


def test_a_wrong_clock_misplaces_only_within_its_own_window(store: Store) -> None:
    kiosk = enrolled(store)
    ahead, behind = issued(1, at=NOW + timedelta(days=3)), issued(2, at=NOW - timedelta(days=3))
    bring(store, kiosk, [ahead, behind])
    first, second = (store.ticket_view(code=one.code, now=NOW) for one in (ahead, behind))
    assert first is not None and second is not None
    assert first.ticket.order_time == NOW and second.ticket.order_time == NOW
    assert (first.ahead, second.ahead) == (0, 1)


@pytest.mark.parametrize(
    ("ended", "after"),
    [
        ("printed", "consumed"),
        ("failed_clean", "released"),
        ("cancelled", "released"),
        ("expired", "released"),
        ("uncertain", "undecided"),
        ("sent_unconfirmed", "undecided"),
    ],
)
def test_how_the_paper_ended_settles_the_document(store: Store, ended: str, after: str) -> None:
    kiosk = enrolled(store)
    assert reserve(store, kiosk)
    assert reserve(store, kiosk)
    assert not reserve(store, kiosk, "other")
    log = bring(store, kiosk, [slip_ended(ended)])
    held = store.reservation(request_id=ready_kk(store))
    assert held is not None and held.state == after
    free = after == "released"
    assert reserve(store, kiosk, "next") is free
    take(store, kiosk, log.events)
    again = store.reservation(request_id=ready_kk(store))
    assert again is not None and again.state == ("reserved" if free else after)


@pytest.mark.parametrize("ended", ["cancelled", "failed_clean", "uncertain", "printed"])
def test_a_reservation_that_comes_after_the_end_of_its_job_is_refused(store: Store, ended: str) -> None:
    kiosk = enrolled(store)
    bring(store, kiosk, [slip_ended(ended)])
    assert not reserve(store, kiosk)
    assert store.reservation(request_id=ready_kk(store)) is None
    assert reserve(store, kiosk, "next")


def test_the_end_of_a_tickets_job_touches_no_reservation(store: Store) -> None:
    kiosk = enrolled(store)
    bring(store, kiosk, [JobEnded(job_id="j", ticket_id="t", state="printed", evidence=None, reprint=0)])
    assert reserve(store, kiosk)


def test_another_kiosk_settles_nothing(store: Store) -> None:
    mine, other = enrolled(store, "a"), enrolled(store, "b")
    reserve(store, mine)
    bring(store, other, [slip_ended("printed")])
    held = store.reservation(request_id=ready_kk(store))
    assert held is not None and held.state == "reserved"


def test_each_kiosk_counts_its_own_jobs(store: Store) -> None:
    mine, other = enrolled(store, "a"), enrolled(store, "b")
    bring(store, other, [slip_ended("cancelled")])
    assert reserve(store, mine)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 11), st.integers(1, 5)), max_size=8))
def test_any_order_of_pieces_ends_in_one_log(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[tuple[int, int]]
) -> None:
    store = open_store(tmp_path_factory.mktemp("log"))
    kiosk, log = enrolled(store), log_of(*(issued(n) for n in range(1, 13)))
    for start, length in pieces:
        acked, _ = take(store, kiosk, log.events[start : start + length], start)
        assert store.issued_by_service(TODAY).get("kk", 0) == acked
    assert take(store, kiosk, log.events)[0] == 12
    assert store.issued_by_service(TODAY) == {"kk": 12}
    store.close_files()
