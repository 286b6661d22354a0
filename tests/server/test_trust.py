"""What a database believes of itself over starts, nights and restores; and whom it believes."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.wire import LAST_NUMBER, Hello, Marks, parse_label
from server.backup import Restored, back_up, restore
from server.sqlite import SqliteStore
from server.store import AuditHead, GrantAsked, Granted, GrantRefusal, Kiosk
from server.tables.trust import raise_to
from server.trust import CREDIBLE_NUMBERS, SETTLING_SECONDS
from tests.server.parts import HELLO, NOW, SITE, TODAY, Log, at, enrolled, issued, open_store, seat

DAY = timedelta(days=1)


class Lives:
    """One folder; the store of its present life, which has settled whenever somebody asks."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.seconds = folder, 0.0
        self.store = self._opened()
        self.now = NOW

    def _opened(self, *, settled: bool = True) -> SqliteStore:
        clock = count(self.seconds, SETTLING_SECONDS).__next__ if settled else lambda: self.seconds
        return open_store(self.folder, monotonic=clock)

    def stop(self) -> None:
        self.store.close_files()

    def start(self, *, nights: int = 0, settled: bool = True) -> None:
        """After so many nights that the server was off."""
        self.stop()
        self.now += nights * DAY
        self.store = self._opened(settled=settled)

    def saved(self) -> Path:
        """A copy of the database and, beside it, of the witness."""
        self.start()
        copy = self.folder / "copy"
        copy.mkdir(exist_ok=True)
        for name in ("server.db", "witness.json"):
            if (self.folder / name).exists():
                shutil.copy(self.folder / name, copy / name)
        return copy

    def put_back(self, copy: Path, *, witness: bool, settled: bool = True) -> None:
        self.stop()
        for name in ("server.db", "witness.json")[: 1 + witness]:
            shutil.copy(copy / name, self.folder / name)
        self.store = self._opened(settled=settled)

    def hear(self, *kiosks: Kiosk, hello: Hello = HELLO) -> None:
        for kiosk in kiosks:
            self.store.take_in(kiosk=kiosk, hello=hello, events=(), clock=at(self.now))

    def ask(self, kiosk: Kiosk, series: str = "A") -> int | GrantRefusal:
        wish = GrantAsked(kiosk, str(uuid4()), str(uuid4()), series)
        (given,) = self.store.grant([wish], now=self.now)
        return given.number if isinstance(given, Granted) else given

    def state(self) -> str:
        return self.store.numbering(now=self.now).state


@pytest.fixture
def lives(tmp_path: Path) -> Iterator[Lives]:
    made = Lives(tmp_path)
    yield made
    made.stop()


# --- starts and nights --------------------------------------------------------------------------------------


@pytest.mark.parametrize("witness", ["current", "lost", "foreign"])
def test_a_restore_day_or_a_doubt_is_over_the_next_morning_though_the_server_was_off(
    lives: Lives, witness: str
) -> None:
    kiosk, _ = enrolled(lives.store, "utara"), enrolled(lives.store, "selatan")
    copy = lives.saved()
    assert lives.ask(kiosk) == 1
    lives.put_back(copy, witness=False)
    file = lives.folder / "witness.json"
    if witness == "lost":
        file.unlink()
    elif witness == "foreign":
        file.write_text(file.read_text().replace("contoh", "lain"))
    assert (lives.ask(kiosk), lives.state()) == (
        "in_doubt",
        "restore_day" if witness == "current" else "in_doubt",
    )
    lives.start()
    assert lives.ask(kiosk) == "in_doubt", "of the same day a second start doubts too"
    for _ in range(3):
        lives.start(nights=1)
        assert (lives.ask(kiosk), lives.state()) == (1, "sure")


def test_a_doubt_leaves_a_mark_by_which_the_same_copy_is_known_again(lives: Lives) -> None:
    kiosk = enrolled(lives.store)
    copy = lives.saved()
    assert lives.ask(kiosk) == 1
    for _ in range(2):
        lives.put_back(copy, witness=False)
        assert (lives.ask(kiosk), lives.state()) == ("in_doubt", "restore_day")
    lives.start(nights=1)
    assert lives.ask(kiosk) == 1
    lives.put_back(copy, witness=False)
    assert (lives.ask(kiosk), lives.state()) == ("in_doubt", "restore_day")


def test_settling_lasts_its_time_whoever_has_spoken(lives: Lives) -> None:
    north, south = enrolled(lives.store, "utara"), enrolled(lives.store, "selatan")
    lives.start(settled=False)
    lives.hear(north, south)
    assert (lives.ask(north), lives.state()) == ("settling", "settling")
    lives.seconds += SETTLING_SECONDS
    assert (lives.ask(north), lives.state()) == (1, "sure")


def test_a_database_that_never_gave_anything_waits_for_nobody(lives: Lives) -> None:
    lives.start(settled=False)
    kiosk = enrolled(lives.store)
    assert lives.ask(kiosk) == 1


def test_a_restore_reaches_no_day_before_one_that_was_named(lives: Lives, tmp_path: Path) -> None:
    """The machine's clock is a week behind: the restore day would be over before it began."""
    seat(lives.store, "ayu", "1")
    kiosk = enrolled(lives.store)
    copy = tmp_path / "copy.db"
    assert back_up(tmp_path, copy) is None
    assert lives.ask(kiosk) == 1
    lives.stop()
    behind = NOW - 7 * DAY
    done = restore(tmp_path, copy, site=SITE, witness=tmp_path / "witness.json", now=behind)
    assert isinstance(done, Restored) and (done.day, done.strange) == (TODAY, False)
    lives.start()
    assert (lives.ask(kiosk), lives.state()) == ("in_doubt", "restore_day")
    lives.start(nights=1)
    assert lives.ask(kiosk) == 1


def test_a_restore_under_another_witness_is_said_and_costs_no_second_day(
    lives: Lives, tmp_path: Path
) -> None:
    seat(lives.store, "ayu", "1")
    kiosk = enrolled(lives.store)
    copy = tmp_path / "copy.db"
    assert back_up(tmp_path, copy) is None
    assert lives.ask(kiosk) == 1
    lives.stop()
    done = restore(tmp_path, copy, site=SITE, witness=tmp_path / "elsewhere.json", now=NOW)
    assert isinstance(done, Restored) and done.strange
    lives.start()
    assert (lives.ask(kiosk), lives.state()) == ("in_doubt", "restore_day")
    lives.start(nights=1)
    assert lives.ask(kiosk) == 1


# --- what kiosks say ----------------------------------------------------------------------------------------


def test_who_was_off_at_a_restore_is_part_of_it_and_begins_no_other(lives: Lives) -> None:
    present, late = enrolled(lives.store, "utara"), enrolled(lives.store, "selatan")
    copy = lives.saved()
    for kiosk in (present, late, late):
        assert isinstance(lives.ask(kiosk), int)
    seen = HELLO.model_copy(update={"acked_seen": 7, "seen": lives.store.marks()})
    lives.put_back(copy, witness=False)
    assert lives.ask(present) == "in_doubt"
    lives.start(nights=5)
    assert lives.ask(present) == 1
    lives.hear(late, hello=seen)
    assert (lives.ask(present), lives.state()) == (2, "sure")
    log = Log()
    log.add(issued(2, letter=""))
    lives.store.take_in(kiosk=late, hello=HELLO, events=log.events, clock=at(lives.now))
    assert (lives.ask(late), lives.state()) == (3, "sure"), "its number is of a day that is known to be lost"

    again = HELLO.model_copy(update={"acked_seen": 7, "seen": lives.store.marks()})
    lives.hear(late, hello=again)
    assert (lives.ask(present), lives.state()) == ("in_doubt", "restore_day"), "it was heard since"


@pytest.mark.parametrize("ticket", ["granted", "unknown"])
def test_a_number_that_was_not_granted_to_its_ticket_proves_a_restore(lives: Lives, ticket: str) -> None:
    kiosk, log = enrolled(lives.store), Log()
    (given,) = lives.store.grant([GrantAsked(kiosk, "nonce-one", "granted", "A")], now=NOW)
    assert isinstance(given, Granted) and given.number == 1
    log.add(issued(5, letter="", ticket_id=ticket))
    lives.store.take_in(kiosk=kiosk, hello=HELLO, events=log.events, clock=at(NOW))
    assert (lives.ask(kiosk), lives.state()) == ("in_doubt", "restore_day")


@pytest.mark.parametrize(
    "seen",
    [
        Marks(serial=2**53),
        Marks(letters=2**53),
        Marks(epoch=2**53),
        Marks(lowered=2**53),
        Marks(day=TODAY, series={"A": LAST_NUMBER, "ZZ": 7}),
        Marks(day=date(2031, 1, 1), series={"A": 3}),
    ],
    ids=repr,
)
def test_what_no_kiosk_can_have_seen_changes_nothing(lives: Lives, seen: Marks) -> None:
    kiosk, other = enrolled(lives.store, "utara"), enrolled(lives.store, "selatan")
    lives.hear(kiosk, hello=HELLO.model_copy(update={"seen": seen}))
    assert lives.store.named_day() == TODAY
    assert (lives.ask(other), lives.state()) == (1, "sure")


def test_a_series_ends_where_labels_do_and_the_others_go_on(lives: Lives) -> None:
    kiosk = enrolled(lives.store)
    lives.store._write(lambda tx: raise_to(tx, "A", LAST_NUMBER - 1, TODAY.isoformat()))
    assert [lives.ask(kiosk), lives.ask(kiosk), lives.ask(kiosk, "D")] == [LAST_NUMBER, "series_full", 1]
    assert parse_label(f"A-{LAST_NUMBER}") is not None and parse_label(f"A-{LAST_NUMBER + 1}") is None
    assert CREDIBLE_NUMBERS < LAST_NUMBER


def test_two_machines_under_one_identity_get_no_numbers(lives: Lives) -> None:
    kiosk, other = enrolled(lives.store, "utara"), enrolled(lives.store, "selatan")
    mine, copied = Log(), Log()
    mine.add(issued(1))
    copied.add(issued(1))
    for log in (mine, copied):
        lives.store.take_in(kiosk=kiosk, hello=HELLO, events=log.events, clock=at(NOW))
    assert (lives.ask(kiosk), lives.ask(other)) == ("forked", 1)
    assert isinstance(lives.ask(enrolled(lives.store, "utara")), int), "enrolled anew it is one machine"


# --- who is let in again ------------------------------------------------------------------------------------


def test_a_changed_key_that_a_restore_has_forgotten_is_taken_back_and_an_old_one_never(lives: Lives) -> None:
    kiosk, new = enrolled(lives.store), b"n" * 32
    copy = lives.saved()

    def changed() -> Kiosk:
        lives.store.change_key(kiosk_id=kiosk.kiosk_id, key=new)
        lives.store.take_over(kiosk_id=kiosk.kiosk_id, key=new)
        return replace(kiosk, public_key=new, key_number=2)

    renewed = changed()
    assert lives.store.kiosk(kiosk.kiosk_id) == renewed
    lives.put_back(copy, witness=True)
    assert lives.store.readmit(kiosk=renewed, clock=at(NOW))
    assert lives.store.kiosk(kiosk.kiosk_id) == renewed
    assert lives.state() == "restore_day"
    for old in (kiosk, replace(renewed, public_key=b"o" * 32)):
        assert not lives.store.readmit(kiosk=old, clock=at(NOW))
    assert lives.store.readmit(kiosk=renewed, clock=at(NOW))
    assert lives.store.kiosk(kiosk.kiosk_id) == renewed
    assert lives.store.revoke(kiosk_id=kiosk.kiosk_id, now=NOW)
    assert not lives.store.readmit(kiosk=replace(renewed, key_number=3), clock=at(NOW))


def test_whose_letter_is_another_s_now_is_refused_and_loses_nothing(lives: Lives) -> None:
    first, other = enrolled(lives.store, "utara"), enrolled(lives.store, "selatan")
    forgotten = replace(first, epoch=2, letter=other.letter)
    assert not lives.store.readmit(kiosk=forgotten, clock=at(NOW))
    assert lives.store.kiosk(first.kiosk_id) == first
    assert lives.state() == "restore_day"


# --- days that were none ------------------------------------------------------------------------------------


def test_staff_take_back_days_and_numbers_go_on_above_theirs(lives: Lives) -> None:
    kiosk, wrong = enrolled(lives.store), date(2031, 1, 1)
    officer = seat(lives.store, "ayu", "1")[1]
    assert [lives.ask(kiosk), lives.ask(kiosk, "D")] == [1, 1]
    lives.now = SITE.beginning(wrong) + timedelta(hours=5)
    lives.hear(kiosk)
    assert [lives.ask(kiosk) for _ in range(3)] == [1, 2, 3]
    log = Log()
    log.add(issued(1, label_day=wrong, business_day=wrong))
    lives.store.take_in(kiosk=kiosk, hello=HELLO, events=log.events, clock=at(lives.now))
    assert lives.store.waiting_by_service(TODAY) == {} and lives.store.named_day() == wrong

    assert lives.store.lower_day(day=TODAY, officer_id=officer, now=NOW)
    lives.now = NOW
    assert lives.store.named_day() == TODAY
    assert lives.store.waiting_by_service(TODAY) == {"kk": 1}
    marks = lives.store.marks()
    assert (marks.lowered, marks.day, dict(marks.series)) == (1, TODAY, {"A": 3, "D": 1})
    assert [lives.ask(kiosk), lives.ask(kiosk, "D")] == [4, 2]
    (entry, *_) = lives.store.audit(number=None, limit=5)
    assert (entry.who, entry.action, entry.numbers) == (
        f"officer:{officer}",
        "lower_day",
        ("2031-01-01", TODAY.isoformat()),
    )
    assert isinstance(lives.store.prove_audit(known=None), AuditHead)
    assert not lives.store.lower_day(day=TODAY, officer_id=officer, now=NOW)
    lives.start()
    assert lives.store.named_day() == TODAY


def test_a_restore_day_of_a_day_that_was_none_ends_with_this_one(lives: Lives, tmp_path: Path) -> None:
    officer = seat(lives.store, "ayu", "1")[1]
    kiosk = enrolled(lives.store)
    copy = tmp_path / "copy.db"
    assert back_up(tmp_path, copy) is None
    lives.stop()
    done = restore(tmp_path, copy, site=SITE, witness=tmp_path / "witness.json", now=NOW + 400 * DAY)
    assert isinstance(done, Restored)
    lives.start()
    assert lives.ask(kiosk) == "in_doubt"
    assert lives.store.lower_day(day=TODAY, officer_id=officer, now=NOW)
    assert lives.ask(kiosk) == "in_doubt"
    lives.start(nights=1)
    assert lives.ask(kiosk) == 1
