"""The ledger on real files: what is committed together, what a new start finds, when numbers begin again."""

import re
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from commands.parts.frame import ROOT
from kiosk.ledger import TIDY_EVERY, Enrolment, Ledger, Order, UnusableLedger, open_database, open_ledger
from kiosk.numbering import Grant
from kiosk.visit.state import Identity, JobView
from kiosk.wire import (
    FIRST_HASH,
    Event,
    Issued,
    JobEnded,
    Marks,
    Message,
    Voided,
    check_characters,
    event_hash,
)
from printers.states import Evidence, JobState, Rendered
from tests.sample import EVENT_BODIES, NOW

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
ENROLMENT = Enrolment("http://127.0.0.1:1", Identity("k-1", 1, "C"))
ORDER = Order(
    ticket_id="",
    series="A",
    agency="capil",
    service="kk-baru",
    priority=None,
    language="id",
    now=NOW,
    business_day=TODAY,
    waiting_ahead=None,
    estimate=None,
    paper=True,
)
RENDERED = Rendered("ab" * 32, 12_000, 118)


def opened(path: Path) -> Ledger:
    ledger = open_ledger(path)
    assert isinstance(ledger, Ledger)
    return ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = opened(tmp_path / "kiosk.db")
    ledger.enrol(ENROLMENT, TODAY, Marks())
    yield ledger
    ledger.close()


def ordered(**changes: Any) -> Order:
    return replace(ORDER, ticket_id=str(uuid4()), **changes)


def issue(ledger: Ledger, order: Order | None = None) -> JobView:
    _, job = ledger.issue(order or ordered())
    assert job is not None
    return job


def label(ledger: Ledger, order: Order | None = None, site_number: int | None = None) -> str:
    grant = None if site_number is None else Grant(site_number, Marks(), 0.0)
    return str(ledger.issue(order or ordered(), grant)[0].label)


def bodies(ledger: Ledger) -> list[Message]:
    return [EVENT_BODIES[event.type].model_validate(event.body) for event in ledger.unsent(1000)]


def assert_chain(events: tuple[Event, ...], previous: str = FIRST_HASH) -> None:
    for event in events:
        assert event.prev_hash == previous
        assert event.hash == event_hash(
            seq=event.seq,
            id=event.id,
            type=event.type,
            time=event.time.isoformat(),
            body=event.body,
            prev_hash=previous,
        )
        previous = event.hash


# --- one transaction --------------------------------------------------------------------------------


def test_number_ticket_event_and_job_are_one(ledger: Ledger) -> None:
    ticket, job = ledger.issue(ordered(priority="lansia", language="en", waiting_ahead=3))
    assert job == JobView(job.id if job else "", JobState.QUEUED, ticket)
    (body,) = bodies(ledger)
    assert body == Issued(
        ticket_id=ticket.id,
        label="A-C001",
        code=ticket.code,
        service="kk-baru",
        agency="capil",
        priority="lansia",
        language="en",
        issued_at=NOW,
        label_day=TODAY,
        business_day=TODAY,
        time_quality="confirmed",
    )
    assert len(check_characters(ticket.code)) == 2
    assert_chain(ledger.unsent(10))


def test_without_paper_there_is_no_job(ledger: Ledger) -> None:
    ticket, job = ledger.issue(ordered(paper=False))
    assert job is None
    assert ledger.queue_slip(ticket.id, NOW).state is JobState.QUEUED


@pytest.mark.parametrize("table", ["ticket", "event", "job"])
def test_if_one_part_fails_there_is_none(tmp_path: Path, table: str) -> None:
    ledger = opened(tmp_path / "kiosk.db")
    ledger.enrol(ENROLMENT, TODAY, Marks())
    other = open_database(tmp_path / "kiosk.db")
    other.execute(f"CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'planted'); END")
    with pytest.raises(sqlite3.IntegrityError, match="planted"):
        ledger.issue(ordered())
    other.execute("DROP TRIGGER broken")
    for name in ("ticket", "event", "job", "series"):
        assert other.execute(f"SELECT count(*) FROM {name}").fetchone()[0] == 0
    other.close()
    assert label(ledger) == "A-C001"
    ledger.close()


def test_a_code_that_was_given_is_not_given_again(tmp_path: Path) -> None:
    draws = iter([bytes(7), bytes(7), b"\x01" * 7])
    ledger = open_ledger(tmp_path / "kiosk.db", randomness=lambda _: next(draws))
    assert isinstance(ledger, Ledger)
    ledger.enrol(ENROLMENT, TODAY, Marks())
    codes = {ledger.issue(ordered())[0].code for _ in range(2)}
    assert len(codes) == 2
    ledger.close()


def test_a_number_of_the_site_is_the_days_of_its_grant(ledger: Ledger) -> None:
    assert [label(ledger, site_number=12), label(ledger), label(ledger, site_number=40)] == [
        "A-012",
        "A-C001",
        "A-040",
    ]
    ledger.confirm_day(TOMORROW, ledger.head())
    assert label(ledger, ordered(business_day=TOMORROW), site_number=12) == "A-012"
    assert label(ledger) == "A-C002", "the kiosk's own run went on"
    days = [body.label_day for body in bodies(ledger) if isinstance(body, Issued)]
    assert days == [TODAY, TODAY, TODAY, TOMORROW, TODAY]


def test_a_number_that_was_granted_twice_is_used_once(ledger: Ledger) -> None:
    assert [label(ledger, site_number=12) for _ in range(3)] == ["A-012", "A-C001", "A-C002"]
    assert label(ledger, ordered(series="AR"), site_number=12) == "AR-012"


def test_a_label_that_is_there_comes_no_second_time_whatever_is_counted(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What counts is set back, and what looks is blind: the file itself refuses."""
    assert [label(ledger), label(ledger, site_number=12)] == ["A-C001", "A-012"]
    ledger._db.execute("UPDATE series SET last = 0")
    with pytest.raises(sqlite3.IntegrityError):
        label(ledger)
    monkeypatch.setattr(Ledger, "_is_free", lambda *_: True)
    with pytest.raises(sqlite3.IntegrityError):
        label(ledger, site_number=12)
    assert len(bodies(ledger)) == 2


def test_each_series_counts_for_itself(ledger: Ledger) -> None:
    labels = [label(ledger), label(ledger, ordered(series="D")), label(ledger)]
    assert labels == ["A-C001", "D-C001", "A-C002"]


def test_a_second_enrolment_is_refused(ledger: Ledger) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        ledger.enrol(ENROLMENT, TODAY, Marks())
    assert ledger.enrolment() == ENROLMENT
    ledger.move_server("https://elsewhere.example")
    assert ledger.enrolment() == replace(ENROLMENT, server="https://elsewhere.example")


def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    opened(path).close()
    connection = open_database(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert isinstance(open_ledger(path), UnusableLedger)


SCHEMA = ROOT / "kiosk" / "schema.sql"
OLDEST = """DROP TABLE seen;
    ALTER TABLE identity DROP COLUMN cloned;
    ALTER TABLE identity DROP COLUMN machine;
    ALTER TABLE identity DROP COLUMN certificate;
    ALTER TABLE job DROP COLUMN requirements;
    ALTER TABLE ticket DROP COLUMN time_quality;
    ALTER TABLE ticket DROP COLUMN given_back_at;
    PRAGMA user_version = 3"""


def columns(path: Path) -> list[tuple[str, str]]:
    """In their order, which the ledger's inserts go by."""
    connection = open_database(path)
    found = connection.execute(
        "SELECT m.name, c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c"
        " WHERE m.type = 'table' ORDER BY m.name, c.cid"
    ).fetchall()
    connection.close()
    return [(row[0], row[1]) for row in found]


def test_a_file_of_the_oldest_version_becomes_what_a_new_one_is(tmp_path: Path) -> None:
    new, old = tmp_path / "new.db", tmp_path / "kiosk.db"
    opened(new).close()
    connection = open_database(old)
    connection.executescript(re.sub("--.*", "", SCHEMA.read_text(encoding="utf-8")) + OLDEST)
    connection.execute("INSERT INTO identity VALUES (1, ?, 'k-1', 1, 'C')", (ENROLMENT.server,))
    connection.close()
    assert columns(old) != columns(new)
    ledger = opened(old)
    known = ledger.enrolment()
    assert known == Enrolment(ENROLMENT.server, Identity("k-1", 1, "C"))
    assert label(ledger) == "A-C001"
    ledger.close()
    assert columns(old) == columns(new)


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    path.write_text("a letter to the technician\n" * 99, encoding="utf-8")
    refused = open_ledger(path)
    assert isinstance(refused, UnusableLedger) and "cannot be used" in refused.reason
    assert path.read_text(encoding="utf-8").startswith("a letter")


def test_a_ledger_has_one_program(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    first = opened(path)
    second = open_ledger(path)
    assert isinstance(second, UnusableLedger) and "in use" in second.reason
    first.close()
    opened(path).close()


def test_an_idle_ledger_writes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    issue(ledger)
    ledger.acknowledge(1, Marks())
    ledger.confirm_day(TODAY, 1)
    before = (tmp_path / "kiosk.db-wal").read_bytes()
    for _ in range(5):
        ledger.acknowledge(1, Marks())
        ledger.confirm_day(TODAY, 1)
    assert (tmp_path / "kiosk.db-wal").read_bytes() == before


def test_the_log_beside_the_file_never_grows_to_where_sqlite_would_empty_it_within_a_commit(
    ledger: Ledger, tmp_path: Path
) -> None:
    for _ in range(3 * TIDY_EVERY):
        printed(ledger, issue(ledger))
    assert (tmp_path / "kiosk.db-wal").stat().st_size < 1000 * 4096


def test_the_settings_are_those_that_survive_a_power_cut(tmp_path: Path) -> None:
    connection = open_database(tmp_path / "kiosk.db")
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    connection.close()


# --- when numbers begin again -------------------------------------------------------------------------


def test_a_new_day_begins_again_once_it_is_confirmed(ledger: Ledger) -> None:
    assert label(ledger) == "A-C001"
    ledger.confirm_day(TODAY, ledger.head())
    ledger.confirm_day(TOMORROW, ledger.head())
    ticket, _ = ledger.issue(ordered())
    assert str(ticket.label) == "A-C001"
    assert [body.label_day for body in bodies(ledger) if isinstance(body, Issued)] == [TODAY, TOMORROW]


def test_days_without_the_server_count_on(ledger: Ledger) -> None:
    assert [label(ledger) for _ in range(3)][-1] == "A-C003"
    ledger.confirm_day(TOMORROW, ledger.head())
    assert label(ledger) == "A-C004"
    ledger.confirm_day(TOMORROW + timedelta(days=1), ledger.head())
    assert label(ledger) == "A-C005", "one was issued after the day before was confirmed"


def test_what_was_issued_while_the_answer_was_on_its_way_counts(ledger: Ledger) -> None:
    asked_at = ledger.head()
    assert label(ledger) == "A-C001"
    ledger.confirm_day(TODAY, asked_at)
    ledger.confirm_day(TOMORROW, ledger.head())
    assert label(ledger) == "A-C002"


def test_a_day_that_goes_backwards_is_not_believed(ledger: Ledger) -> None:
    ledger.confirm_day(TOMORROW, ledger.head())
    assert label(ledger) == "A-C001"
    ledger.confirm_day(TODAY, ledger.head())
    ledger.confirm_day(TOMORROW, ledger.head())
    assert label(ledger) == "A-C002"


def test_a_day_that_the_server_takes_back_is_no_day_and_begins_nothing_again(ledger: Ledger) -> None:
    wrong = TODAY + timedelta(days=400)
    ledger.confirm_day(wrong, ledger.head())
    ledger.acknowledge(0, Marks(day=wrong, series={"A": 7}))
    assert label(ledger) == "A-C001"
    taken_back = Marks(day=TODAY, series={"A": 8}, lowered=1)
    for _ in range(2):
        ledger.acknowledge(0, taken_back)
        assert ledger.confirm_day(TODAY, ledger.head(), lowered=1)
        label(ledger)
    assert ledger.seen() == taken_back
    assert label(ledger) == "A-C004", "today's numbers are out, whatever day they were of"
    assert ledger.confirm_day(TODAY, ledger.head(), lowered=1)
    assert ledger.confirm_day(TOMORROW, ledger.head(), lowered=1)
    assert label(ledger) == "A-C001", "the next day is one as any other"
    ledger.acknowledge(0, taken_back)
    assert not ledger.confirm_day(TODAY, ledger.head(), lowered=1), "it was taken back once"


def test_a_word_that_was_overtaken_by_the_one_that_took_its_day_back_names_none(ledger: Ledger) -> None:
    taken_back = Marks(day=TODAY, lowered=1)
    ledger.issue(ordered(), Grant(1, taken_back, 0.0))
    ledger.acknowledge(0, Marks(day=TOMORROW))
    assert not ledger.confirm_day(TOMORROW, ledger.head())
    ledger.acknowledge(0, taken_back)
    assert ledger.confirm_day(TODAY, ledger.head(), lowered=1)


def test_own_numbers_go_on_above_all_of_the_day_that_a_wrong_one_interrupted(ledger: Ledger) -> None:
    assert [label(ledger) for _ in range(3)][-1] == "A-C003"
    ledger.confirm_day(TODAY, ledger.head())
    ledger.confirm_day(TOMORROW, ledger.head())
    assert label(ledger) == "A-C001", "nothing tells the kiosk that it is not tomorrow"
    ledger.acknowledge(0, Marks(day=TODAY, lowered=1))
    assert [label(ledger), label(ledger, ordered(series="K"))] == ["A-C004", "K-C001"]


def test_a_day_whose_numbers_are_out_when_it_truly_comes_begins_no_run_again(ledger: Ledger) -> None:
    ledger.confirm_day(TOMORROW, ledger.head())
    label(ledger)
    ledger.acknowledge(0, Marks(day=TODAY, lowered=1))
    for day in (TODAY, TODAY, TOMORROW):
        ledger.confirm_day(day, ledger.head(), lowered=1)
    label(ledger)
    own = [(body.label_day, body.label) for body in bodies(ledger) if isinstance(body, Issued)]
    assert own == [(TOMORROW, "A-C001"), (TOMORROW, "A-C002")]


# --- print jobs ---------------------------------------------------------------------------------------


def printed(ledger: Ledger, job: JobView, state: JobState = JobState.PRINTED) -> JobView:
    assert ledger.claim(job.id, NOW) is not None
    ledger.sending(job.id, RENDERED, NOW)
    return ledger.end_job(job.id, state, Evidence.ORDERED_STATUS, NOW)


def test_a_job_ends_with_its_evidence(ledger: Ledger) -> None:
    job = issue(ledger)
    assert printed(ledger, job).state is JobState.PRINTED
    ended = bodies(ledger)[-1]
    assert isinstance(ended, JobEnded) and job.ticket is not None
    assert (ended.job_id, ended.ticket_id, ended.state, ended.evidence, ended.reprint) == (
        job.id,
        job.ticket.id,
        "printed",
        "ordered_status",
        0,
    )
    assert ledger.claim(job.id, NOW) is None


def test_a_job_in_doubt_never_goes_back_to_the_queue(ledger: Ledger) -> None:
    job = issue(ledger)
    printed(ledger, job, JobState.UNCERTAIN)
    assert job.ticket is not None
    assert ledger.queue_slip(job.ticket.id, NOW).state is JobState.UNCERTAIN
    with pytest.raises(AssertionError):
        ledger.end_job(job.id, JobState.PRINTED, None, NOW)


def test_what_had_not_left_may_be_tried_again(ledger: Ledger) -> None:
    job = issue(ledger)
    assert ledger.claim(job.id, NOW) is not None
    ledger.end_job(job.id, JobState.FAILED_CLEAN, None, NOW)
    assert job.ticket is not None
    again = ledger.queue_slip(job.ticket.id, NOW)
    assert (again.id, again.state, again.reprint) == (job.id, JobState.QUEUED, 0)
    assert ledger.queue_slip(job.ticket.id, NOW).id == job.id


# --- a new start --------------------------------------------------------------------------------------


def restarted(ledger: Ledger, path: Path) -> Ledger:
    ledger.close()
    return opened(path)


@pytest.mark.parametrize("reached", ["queued", "claimed", "sending"])
@pytest.mark.parametrize("minutes", [1, 4])
def test_what_a_start_finds(tmp_path: Path, reached: str, minutes: int) -> None:
    ledger = opened(tmp_path / "kiosk.db")
    ledger.enrol(ENROLMENT, TODAY, Marks())
    job = issue(ledger)
    if reached != "queued":
        assert ledger.claim(job.id, NOW) is not None
    if reached == "sending":
        ledger.sending(job.id, RENDERED, NOW)
    ledger = restarted(ledger, tmp_path / "kiosk.db")
    found = ledger.recover(NOW + timedelta(minutes=minutes))
    young = minutes < 3
    if reached == "sending":
        assert [one.state for one in found.questions] == ([JobState.UNCERTAIN] if young else [])
        assert found.to_print == ()
        expected = JobState.UNCERTAIN
    else:
        assert found.questions == ()
        assert [one.id for one in found.to_print] == ([job.id] if young else [])
        expected = JobState.QUEUED if young else JobState.EXPIRED
    assert ledger.job(job.id).state is expected
    told: dict[JobState, list[type[Message]]] = {
        JobState.QUEUED: [Issued],
        JobState.UNCERTAIN: [Issued, JobEnded],
        JobState.EXPIRED: [Issued, JobEnded, Voided],
    }
    assert [type(body) for body in bodies(ledger)] == told[expected]
    ledger.close()


@pytest.mark.parametrize("minutes", [1, 4])
def test_what_had_failed_clean_is_taken_up_while_somebody_may_wait(tmp_path: Path, minutes: int) -> None:
    ledger = opened(tmp_path / "kiosk.db")
    ledger.enrol(ENROLMENT, TODAY, Marks())
    job = issue(ledger)
    assert ledger.claim(job.id, NOW) is not None
    ledger.end_job(job.id, JobState.FAILED_CLEAN, None, NOW)
    ledger = restarted(ledger, tmp_path / "kiosk.db")
    found = ledger.recover(NOW + timedelta(minutes=minutes))
    assert [one.id for one in found.to_print] == ([job.id] if minutes < 3 else [])
    assert ledger.job(job.id).state is (JobState.QUEUED if minutes < 3 else JobState.FAILED_CLEAN)
    ledger.close()


def test_a_number_without_paper_is_shown_once_more(tmp_path: Path) -> None:
    ledger = opened(tmp_path / "kiosk.db")
    ledger.enrol(ENROLMENT, TODAY, Marks())
    ticket, _ = ledger.issue(ordered(paper=False))
    issue(ledger)
    ledger = restarted(ledger, tmp_path / "kiosk.db")
    assert ledger.recover(NOW).unseen == (ticket,)
    assert ledger.recover(NOW + timedelta(minutes=4)).unseen == ()
    ledger.close()


def test_a_slip_in_doubt_is_asked_about_until_it_is_settled(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    ledger = opened(path)
    ledger.enrol(ENROLMENT, TODAY, Marks())
    job = issue(ledger)
    printed(ledger, job, JobState.UNCERTAIN)
    ledger = restarted(ledger, path)
    assert [one.id for one in ledger.recover(NOW).questions] == [job.id]
    again = ledger.settle(job.id, "print_again", NOW)
    assert again is not None and (again.reprint, again.state) == (1, JobState.QUEUED)
    assert ledger.settle(job.id, "print_again", NOW) is None, "one word, one paper"
    ledger = restarted(ledger, path)
    found = ledger.recover(NOW)
    assert found.questions == () and [one.id for one in found.to_print] == [again.id]
    ledger.close()


@pytest.mark.parametrize("claimed", [False, True])
def test_a_documents_job_that_never_left_is_given_back(tmp_path: Path, claimed: bool) -> None:
    ledger = opened(tmp_path / "kiosk.db")
    ledger.enrol(ENROLMENT, TODAY, Marks())
    job = ledger.add_document_job(NOW)
    if claimed:
        assert ledger.claim(job.id, NOW) is not None
    ledger = restarted(ledger, tmp_path / "kiosk.db")
    assert ledger.recover(NOW) == ledger.recover(NOW)
    (body,) = bodies(ledger)
    assert isinstance(body, JobEnded) and (body.ticket_id, body.state) == (None, "cancelled")
    ledger.close()


# --- the log ------------------------------------------------------------------------------------------


def test_the_server_may_have_less_than_it_said(ledger: Ledger) -> None:
    for _ in range(3):
        issue(ledger)
    ledger.acknowledge(3, Marks())
    assert (ledger.unsent(10), ledger.unsent_count()) == ((), 0)
    ledger.acknowledge(1, Marks())
    assert [event.seq for event in ledger.unsent(10)] == [2, 3]
    ledger.acknowledge(900, Marks())
    issue(ledger)
    assert [event.seq for event in ledger.unsent(10)] == [4]


def test_acknowledged_events_stay_thirty_days_and_the_last_for_ever(ledger: Ledger) -> None:
    for day in (0, 1, 40):
        issue(ledger, ordered(now=NOW + timedelta(days=day)))
    for _ in range(2):
        issue(ledger, ordered(now=NOW + timedelta(days=41)))
    ledger.acknowledge(3, Marks())
    assert ledger.prune(NOW + timedelta(days=30, hours=1)) == 1
    assert ledger.prune(NOW + timedelta(days=200)) == 2
    assert ledger.prune(NOW + timedelta(days=200)) == 0
    assert [event.seq for event in ledger.unsent(10)] == [4, 5]
    assert ledger.head() == 5


class Life(RuleBasedStateMachine):
    """A kiosk's ledger through starts, days, silence and papers."""

    def __init__(self) -> None:
        super().__init__()
        self.labels: set[tuple[date | None, str]] = set()
        self.papers: dict[str, int] = {}
        self.print_numbers: list[int] = []
        self.doubt: set[str] = set()
        self.jobs: list[str] = []
        self.day = TODAY
        self.now: datetime = NOW
        self.events = 0

    @initialize()
    def enrol(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "kiosk.db"
        self.ledger = opened(self.path)
        self.ledger.enrol(ENROLMENT, TODAY, Marks())

    @rule(
        series=st.sampled_from(["A", "AR"]),
        paper=st.booleans(),
        site_number=st.none() | st.integers(1, 6),
    )
    def issue(self, series: str, paper: bool, site_number: int | None) -> None:
        order = ordered(series=series, now=self.now, paper=paper, business_day=self.day)
        grant = None if site_number is None else Grant(site_number, Marks(), 0.0)
        ticket, job = self.ledger.issue(order, grant)
        issued = bodies(self.ledger)[-1]
        assert isinstance(issued, Issued) and issued.ticket_id == ticket.id
        key = (issued.label_day, issued.label)
        assert key not in self.labels
        self.labels.add(key)
        self.events += 1
        if job is not None:
            self.jobs.append(job.id)

    @rule(days=st.integers(-1, 2), lag=st.integers(0, 3))
    def confirm(self, days: int, lag: int) -> None:
        self.day = max(self.day, self.day + timedelta(days=days))
        self.ledger.confirm_day(self.day + timedelta(days=min(days, 0)), max(self.ledger.head() - lag, 0))

    @rule(minutes=st.integers(0, 4))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(data=st.data(), end=st.sampled_from(["printed", "failed_clean", "uncertain", "killed"]))
    def print(self, data: st.DataObject, end: str) -> None:
        if not self.jobs:
            return
        job = data.draw(st.sampled_from(self.jobs))
        if self.ledger.claim(job, self.now) is None:
            return
        if end == "failed_clean":
            self.ledger.end_job(job, JobState.FAILED_CLEAN, None, self.now)
        else:
            number = self.ledger.sending(job, RENDERED, self.now)
            assert number > max(self.print_numbers, default=0), "a late answer would confirm another job"
            self.print_numbers.append(number)
            self.papers[job] = self.papers.get(job, 0) + 1
            if end != "killed":
                self.ledger.end_job(job, JobState(end), None, self.now)
            else:
                self.start()
        self.events = self.ledger.head()

    @rule()
    def start(self) -> None:
        self.ledger = restarted(self.ledger, self.path)
        self.ledger.recover(self.now)
        self.events = self.ledger.head()

    @rule(through=st.integers(0, 30))
    def acknowledge(self, through: int) -> None:
        self.ledger.acknowledge(through, Marks())
        self.ledger.acknowledge(0, Marks())

    @invariant()
    def the_log_is_whole(self) -> None:
        if not hasattr(self, "ledger"):
            return
        events = self.ledger.unsent(1000)
        assert [event.seq for event in events] == list(range(1, self.events + 1))
        assert_chain(events)

    @invariant()
    def no_job_has_two_papers(self) -> None:
        assert all(count == 1 for count in self.papers.values())

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.ledger.close()
            self.folder.cleanup()


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
