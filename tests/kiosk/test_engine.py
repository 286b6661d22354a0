"""The engine with a real ledger: effects run, answers come back, a next life takes up what was left."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import NoneType

import pytest

from kiosk.client import Away
from kiosk.ledger import open_database
from kiosk.visit.inputs import (
    Confirmed,
    DocumentChosen,
    Input,
    PriorityAnswered,
    SlipAnswered,
    SlipWanted,
    Touched,
    Typed,
    Went,
)
from kiosk.visit.state import (
    Asking,
    Consent,
    Detail,
    DocumentDone,
    Documents,
    Done,
    Home,
    Nik,
    NoPaper,
    Notice,
    PowerCut,
    Trouble,
)
from kiosk.wire import (
    DocumentLine,
    DocumentsAnswer,
    Estimate,
    Estimates,
    ReserveAnswer,
)
from printers.document import Document
from printers.states import (
    Cause,
    DeviceState,
    Evidence,
    FailedClean,
    JobState,
    Printed,
    SentUnconfirmed,
    Status,
    Uncertain,
)
from tests.kiosk.bench import Kiosk, leaves
from tests.kiosk.documents import slip_of
from tests.sample import NOW

NIK, ACCESS, PRINT = "3171234567890123", "918273", "564738"
CANARY = "Kenari"
OUT_OF_PAPER = Status(DeviceState.BLOCKED, frozenset({Cause.PAPER_OUT}))
TAKE: list[Input] = [Touched(), Went(Detail("paspor")), Confirmed(), PriorityAnswered(None)]

SLIP = slip_of("ktp", f"{CANARY} S.")
LINE = DocumentLine(
    request_id="r-1", request_no="X-1", kind="ktp", state="ready", holder=f"{CANARY} S.", ready_on=None
)


def done(kiosk: Kiosk) -> Done:
    assert isinstance(kiosk.screen, Done)
    return kiosk.screen


def job_state(kiosk: Kiosk) -> JobState | None:
    job = done(kiosk).job
    return job.state if job else None


def shows(kiosk: Kiosk) -> type[object]:
    return type(kiosk.screen)


def said(document: Document) -> str:
    return repr(document)


def test_nothing_is_removed_from_the_log_by_a_time_in_doubt(tmp_path: Path) -> None:
    """A server whose clock is ahead by months says so; by its word alone all would be thirty days old."""
    kiosk = Kiosk(tmp_path).start()
    kiosk.owner.run(6)
    kiosk.touch(*TAKE)
    kiosk.owner.run(6)
    events = "SELECT count(*) FROM event"
    for in_doubt, left in ((True, 2), (False, 1)):
        kiosk = kiosk.again(after=timedelta(days=40).total_seconds())
        kiosk.server.seqs = [1, 2]
        kiosk.server.clock_in_doubt = in_doubt
        kiosk.start()
        kiosk.owner.run(6)
        assert kiosk.rows(events) == [(left,)]
    kiosk.ledger.close()


# --- a ticket -----------------------------------------------------------------------------------------


def test_a_visit_ends_with_a_printed_slip_and_a_log_at_the_server(kiosk: Kiosk) -> None:
    kiosk.server.waiting = {"paspor": 4, "paspor-cepat": 1}
    kiosk.owner.run(6)
    kiosk.touch(*TAKE)
    ticket = done(kiosk).ticket
    assert (str(ticket.label), ticket.waiting_ahead, ticket.backup) == ("D-001", 5, False)
    assert ticket.business_day == kiosk.clock().date()
    assert job_state(kiosk) is JobState.PRINTED
    assert len(kiosk.printer.papers) == 1 and "D-001" in said(kiosk.printer.papers[0])
    kiosk.owner.run(1)
    assert kiosk.server.seqs == [1, 2]
    assert kiosk.ledger.unsent_count() == 0
    kiosk.owner.run(25)
    assert kiosk.screen is None


def test_a_ticket_keeps_the_time_that_was_said_when_it_was_taken(kiosk: Kiosk) -> None:
    def said_at(hour: int) -> dict[str, Estimates]:
        at = NOW.replace(hour=hour, minute=5)
        span = Estimate(earliest=at, latest=at + timedelta(minutes=15))
        return {"imigrasi": Estimates(ordinary=span, priority=None)}

    kiosk.server.estimates = said_at(11)
    kiosk.owner.run(6)
    kiosk.printer.outcomes.append(FailedClean(OUT_OF_PAPER))
    kiosk.touch(*TAKE)
    kiosk.server.estimates = said_at(13)
    kiosk.owner.run(6)
    kiosk.touch(SlipWanted())
    assert "11.05–11.20" in said(kiosk.printer.papers[-1])
    kiosk.touch(Confirmed(), *TAKE[:-1], PriorityAnswered("lansia"))
    assert done(kiosk).ticket.estimate is None
    assert "Perkiraan" not in said(kiosk.printer.papers[-1])


def test_without_the_server_nothing_changes_for_who_wants_a_number(kiosk: Kiosk) -> None:
    kiosk.server.online = False
    kiosk.owner.run(10)
    for _ in range(3):
        kiosk.touch(*TAKE)
        ticket = done(kiosk).ticket
        assert ticket.backup and ticket.waiting_ahead is None
        assert job_state(kiosk) is JobState.PRINTED
        assert "Nomor cadangan" in said(kiosk.printer.papers[-1])
        kiosk.touch(Confirmed())
    assert kiosk.server.seqs == []
    kiosk.server.online = True
    kiosk.owner.run(70)
    assert kiosk.server.seqs == [1, 2, 3, 4, 5, 6]
    assert kiosk.engine.state.facts.server.online


def test_days_without_the_server_give_unique_numbers_without_a_date(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    kiosk.server.online = False
    kiosk.start()
    labels = []
    for _ in range(3):
        kiosk.touch(*TAKE)
        labels.append(str(done(kiosk).ticket.label))
        assert done(kiosk).ticket.business_day is None
        kiosk = kiosk.again(after=timedelta(days=1).total_seconds())
        kiosk.server.online = False
        kiosk.start()
    assert labels == ["D-C001", "D-C002", "D-C003"]
    kiosk.ledger.close()


def test_a_day_that_the_server_has_not_named_yet_is_not_printed(kiosk: Kiosk) -> None:
    kiosk.server.online = False
    kiosk.owner.run(timedelta(days=1).total_seconds())
    kiosk.touch(*TAKE)
    assert done(kiosk).ticket.business_day is None


def test_a_log_longer_than_one_request_arrives_whole(kiosk: Kiosk) -> None:
    kiosk.server.online = False
    kiosk.owner.run(6)
    for _ in range(150):
        kiosk.touch(*TAKE, Confirmed())
    kiosk.server.online = True
    kiosk.owner.run(70)
    assert kiosk.server.seqs == list(range(1, 301))
    assert max(len(request.events) for request in kiosk.server.asked) == 200


def test_a_broken_disk_gives_no_number_and_says_so(kiosk: Kiosk) -> None:
    connection = open_database(kiosk.folder / "kiosk.db")
    connection.execute("CREATE TRIGGER full BEFORE INSERT ON ticket BEGIN SELECT RAISE(ABORT, 'full'); END")
    kiosk.touch(*TAKE)
    assert kiosk.screen == Notice(Trouble.ISSUE_FAILED, "paspor")
    connection.execute("DROP TRIGGER full")
    connection.close()
    kiosk.touch(Went(Home()), *TAKE[1:])
    assert str(done(kiosk).ticket.label) == "D-002"


def test_a_server_that_takes_no_more_is_asked_less_and_less(kiosk: Kiosk) -> None:
    kiosk.server.online = False
    kiosk.owner.run(6)
    for _ in range(150):
        kiosk.touch(*TAKE, Confirmed())
    kiosk.server.online, kiosk.server.stops_at = True, 0
    kiosk.owner.run(120)
    assert 2 <= len(kiosk.server.asked) <= 40
    assert not kiosk.engine.state.facts.server.online, "its numbers do not reach the counters"
    kiosk.server.stops_at = None
    kiosk.owner.run(120)
    assert kiosk.server.seqs == list(range(1, 301))


def test_a_disk_that_is_full_ends_nothing(kiosk: Kiosk) -> None:
    kiosk.touch(*TAKE, Confirmed())
    connection = open_database(kiosk.folder / "kiosk.db")
    for table in ("ticket", "event", "job", "numbering"):
        for verb in ("INSERT", "UPDATE"):
            connection.execute(
                f"CREATE TRIGGER full_{table}_{verb} BEFORE {verb} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'full'); END"
            )
    kiosk.owner.run(30)
    kiosk.touch(*TAKE)
    assert kiosk.screen == Notice(Trouble.ISSUE_FAILED, "paspor")
    connection.close()


def test_a_quota_holds_over_a_restart_without_the_server(kiosk: Kiosk) -> None:
    kiosk.server.online = False
    kiosk.owner.run(6)
    take: list[Input] = [Touched(), Went(Detail("paspor-cepat")), Confirmed(), PriorityAnswered(None)]
    for _ in range(2):
        kiosk.touch(*take, Confirmed())
    kiosk = kiosk.again()
    kiosk.server.online = False
    kiosk.start()
    kiosk.touch(*take)
    assert isinstance(kiosk.screen, Notice) and kiosk.screen.trouble is Trouble.QUOTA_FULL
    kiosk.owner.run(timedelta(days=1).total_seconds())
    kiosk.touch(*take)
    assert shows(kiosk) is Done


# --- paper --------------------------------------------------------------------------------------------


def test_no_paper_is_known_before_and_a_slip_comes_when_it_is_back(kiosk: Kiosk) -> None:
    kiosk.printer.current = OUT_OF_PAPER
    kiosk.owner.run(3)
    kiosk.touch(*TAKE)
    assert isinstance(kiosk.screen, NoPaper)
    kiosk.touch(Confirmed())
    assert done(kiosk).job is None and kiosk.printer.papers == []
    kiosk.printer.current = Status(DeviceState.READY)
    kiosk.owner.run(3)
    kiosk.touch(SlipWanted(), SlipWanted())
    assert job_state(kiosk) is JobState.PRINTED and len(kiosk.printer.papers) == 1


def test_what_failed_clean_is_tried_again_by_a_touch_alone(kiosk: Kiosk) -> None:
    kiosk.printer.outcomes.append(FailedClean(OUT_OF_PAPER))
    kiosk.touch(*TAKE)
    assert job_state(kiosk) is JobState.FAILED_CLEAN
    kiosk.owner.run(3)
    assert kiosk.printer.papers == []
    kiosk.touch(SlipWanted())
    assert job_state(kiosk) is JobState.PRINTED and len(kiosk.printer.papers) == 1


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Uncertain(), JobState.UNCERTAIN),
        (SentUnconfirmed(), JobState.SENT_UNCONFIRMED),
        (Printed(Evidence.ORDERED_STATUS), JobState.PRINTED),
    ],
)
def test_nothing_that_may_have_come_out_is_printed_again(
    kiosk: Kiosk, outcome: Uncertain | SentUnconfirmed | Printed, state: JobState
) -> None:
    kiosk.printer.outcomes.append(outcome)
    kiosk.touch(*TAKE, SlipWanted())
    assert job_state(kiosk) is state
    assert len(kiosk.printer.papers) == 1
    kiosk = kiosk.again()
    kiosk.start()
    assert kiosk.printer.papers == []


# --- a next life --------------------------------------------------------------------------------------


def test_a_slip_that_was_cut_off_is_asked_about_and_reprinted_marked(kiosk: Kiosk) -> None:
    kiosk.printer.outcomes.append(Uncertain())
    kiosk.touch(*TAKE)
    kiosk = kiosk.again()
    kiosk.start()
    assert isinstance(kiosk.screen, PowerCut)
    assert kiosk.printer.papers == []
    kiosk.touch(SlipAnswered("print_again"))
    assert job_state(kiosk) is JobState.PRINTED
    assert "CETAK ULANG 1" in said(kiosk.printer.papers[0]) and kiosk.printer.again == [True]
    kiosk = kiosk.again()
    kiosk.start()
    assert kiosk.screen is None and kiosk.printer.papers == []


def test_a_slip_that_had_not_begun_is_printed_by_the_next_life(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path).start()

    def power_cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    kiosk.printer.print = power_cut  # type: ignore[method-assign, assignment]
    with pytest.raises(KeyboardInterrupt):
        kiosk.touch(*TAKE)
    kiosk = kiosk.again()
    kiosk.start()
    assert len(kiosk.printer.papers) == 1 and "D-001" in said(kiosk.printer.papers[0])
    kiosk.owner.run(6)
    assert kiosk.server.seqs == [1, 2]
    kiosk.ledger.close()


def cut_off(kiosk: Kiosk) -> Kiosk:
    """A number whose slip has not begun; then the next life, not started."""

    def power_cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    kiosk.printer.print = power_cut  # type: ignore[method-assign, assignment]
    with pytest.raises(KeyboardInterrupt):
        kiosk.touch(*TAKE)
    return kiosk.again()


def test_a_printer_that_starts_later_prints_what_was_left(kiosk: Kiosk) -> None:
    kiosk = cut_off(kiosk)
    kiosk.printer.current = Status(DeviceState.DISCONNECTED)
    kiosk.start()
    kiosk.owner.run(60)
    assert kiosk.printer.papers == []
    kiosk.printer.current = Status(DeviceState.READY)
    kiosk.printer.outcomes.append(FailedClean(OUT_OF_PAPER))
    kiosk.owner.run(6)
    assert len(kiosk.printer.papers) == 1
    kiosk.owner.run(6)
    assert kiosk.server.seqs == list(range(1, 4))


def test_a_slip_that_fits_no_paper_is_given_up_with_its_reason(
    kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    """Else it would be tried again for ever."""
    kiosk = cut_off(kiosk)
    kiosk.printer.outcomes.append(FailedClean(Status(DeviceState.UNKNOWN), unfit="a picture is too wide"))
    kiosk.start()
    kiosk.owner.run(60)
    assert not kiosk.printer.papers and not kiosk.printer.outcomes
    assert kiosk.rows("SELECT state FROM job") == [("failed_clean",)]
    assert "a slip was not sent: a picture is too wide" in caplog.text


def test_a_printer_that_starts_too_late_prints_for_nobody(kiosk: Kiosk) -> None:
    kiosk = cut_off(kiosk)
    kiosk.printer.current = Status(DeviceState.DISCONNECTED)
    kiosk.start()
    kiosk.owner.run(200)
    kiosk.printer.current = Status(DeviceState.READY)
    kiosk.owner.run(10)
    assert kiosk.printer.papers == []
    assert document_events(kiosk) == ["expired"]
    assert [event.body["reason"] for event in kiosk.server.taken if event.type == "voided"] == [
        "never_printed"
    ]


def test_a_site_number_is_printed_by_a_next_life_only_while_its_day_is_confirmed(kiosk: Kiosk) -> None:
    """Another ticket may hold it tomorrow, and the clock of a machine that lost its power proves nothing."""
    kiosk = cut_off(kiosk)
    kiosk.server.online = False
    kiosk.start()
    kiosk.owner.run(60)
    assert kiosk.printer.papers == []
    kiosk.server.online, kiosk.server.day = True, NOW.date() + timedelta(days=1)
    kiosk.owner.run(65)
    assert kiosk.printer.papers == []
    kiosk.owner.run(60)
    assert [event.type for event in kiosk.server.taken] == ["issued", "job_ended", "voided"]


def test_a_number_of_its_own_is_printed_by_a_next_life_without_a_server(kiosk: Kiosk) -> None:
    kiosk.server.online = False
    kiosk.owner.run(10)
    kiosk = cut_off(kiosk)
    kiosk.server.online = False
    kiosk.start()
    kiosk.owner.run(3)
    assert len(kiosk.printer.papers) == 1 and "D-C001" in said(kiosk.printer.papers[0])


def test_what_was_left_and_ends_in_doubt_is_asked_about(kiosk: Kiosk) -> None:
    kiosk = cut_off(kiosk)
    kiosk.printer.outcomes.append(Uncertain())
    kiosk.start()
    kiosk.owner.run(3)
    assert shows(kiosk) is PowerCut


def test_a_number_on_the_screen_alone_is_shown_again(kiosk: Kiosk) -> None:
    kiosk.printer.current = OUT_OF_PAPER
    kiosk.owner.run(3)
    kiosk.touch(*TAKE, Confirmed())
    number = done(kiosk).ticket
    kiosk = kiosk.again()
    kiosk.start()
    assert done(kiosk).ticket == number
    kiosk.owner.run(3)
    kiosk.touch(SlipWanted())
    assert len(kiosk.printer.papers) == 1


# --- documents ----------------------------------------------------------------------------------------


def reserving(kiosk: Kiosk) -> list[Input]:
    kiosk.server.documents = DocumentsAnswer(outcome="found", session="s-1", documents=(LINE,))
    pads = [[Typed(digit) for digit in digits] for digits in (NIK, ACCESS, PRINT)]
    return [
        Touched(),
        Went(Consent()),
        Confirmed(),
        *pads[0],
        Confirmed(),
        *pads[1],
        Confirmed(),
        DocumentChosen("r-1"),
        Confirmed(),
        *pads[2],
        Confirmed(),
    ]


def document_events(kiosk: Kiosk) -> list[object]:
    ended = kiosk.rows("SELECT json_extract(body, '$.state') FROM event WHERE type = 'job_ended'")
    return [state for (state,) in ended]


def test_a_documents_slip_is_printed_and_the_reservation_settled_by_its_evidence(kiosk: Kiosk) -> None:
    kiosk.server.reserved = ReserveAnswer(outcome="reserved", slip=SLIP)
    kiosk.touch(*reserving(kiosk))
    assert isinstance(kiosk.screen, DocumentDone) and kiosk.screen.job.state is JobState.PRINTED
    assert len(kiosk.printer.papers) == 1 and CANARY in said(kiosk.printer.papers[0])
    assert document_events(kiosk) == ["printed"]
    assert kiosk.rows("SELECT sha256, length FROM job") == [("ab" * 32, 9_000)]


@pytest.mark.parametrize(
    ("prepare", "trouble", "events"),
    [
        (lambda server: setattr(server, "online", False), Trouble.SERVER_AWAY, ["cancelled"]),
        (
            lambda server: setattr(server, "reserved", ReserveAnswer(outcome="not_ready")),
            Trouble.NOT_READY,
            ["cancelled"],
        ),
    ],
)
def test_what_was_not_reserved_is_given_back(
    kiosk: Kiosk, prepare: Callable[[object], None], trouble: Trouble, events: list[str]
) -> None:
    inputs = reserving(kiosk)
    kiosk.touch(*inputs[:-1])
    prepare(kiosk.server)
    kiosk.touch(inputs[-1])
    assert kiosk.screen == Notice(trouble)
    assert document_events(kiosk) == events
    assert kiosk.printer.papers == []


def test_a_documents_slip_that_did_not_come_out_whole_is_not_called_printed(kiosk: Kiosk) -> None:
    kiosk.server.reserved = ReserveAnswer(outcome="reserved", slip=SLIP)
    kiosk.printer.outcomes.append(Uncertain(OUT_OF_PAPER))
    kiosk.touch(*reserving(kiosk))
    assert isinstance(kiosk.screen, DocumentDone) and kiosk.screen.job.state is JobState.UNCERTAIN
    assert document_events(kiosk) == ["uncertain"]
    kiosk = kiosk.again()
    kiosk.start()
    assert kiosk.screen is None, "nobody is asked about another person's slip"


def test_a_wrong_pin_begins_again(kiosk: Kiosk) -> None:
    kiosk.touch(*reserving(kiosk)[:6])
    kiosk.server.documents = DocumentsAnswer(outcome="no_match")
    kiosk.touch(*[Typed(digit) for digit in NIK[3:]], Confirmed(), *[Typed(d) for d in ACCESS], Confirmed())
    assert kiosk.screen == Nik(fault="no_match")


def test_nothing_personal_is_on_the_disk_or_in_the_log(
    kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    kiosk.server.reserved = ReserveAnswer(outcome="reserved", slip=SLIP)
    kiosk.touch(*reserving(kiosk))
    assert shows(kiosk) is DocumentDone
    kiosk.owner.run(300)
    assert shows(kiosk) is NoneType
    disk = b"".join(file.read_bytes() for file in kiosk.folder.iterdir())
    for canary in (NIK, ACCESS, PRINT, CANARY, "s-1"):
        assert canary.encode() not in disk
        assert canary not in caplog.text
        assert not any(canary in leaf for leaf in leaves(kiosk.shown[-1]))
        assert any(canary in leaf for state in kiosk.shown for leaf in leaves(state)), "the check can see"
    assert len(disk) > 10_000


def test_the_states_that_were_shown_are_those_of_the_way(kiosk: Kiosk) -> None:
    kiosk.server.reserved = ReserveAnswer(outcome="reserved", slip=SLIP)
    kiosk.touch(*reserving(kiosk))
    kinds: list[str] = []
    for state in kiosk.shown:
        kind = type(state.visit.screen).__name__ if state.visit else "Attract"
        if not kinds or kinds[-1] != kind:
            kinds.append(kind)
    assert kinds == [
        "Attract",
        "Home",
        "Consent",
        "Nik",
        "AccessPin",
        Asking.__name__,
        Documents.__name__,
        "PrintPin",
        "Asking",
        "Printing",
        "DocumentDone",
    ]


def test_a_server_that_asks_for_rest_gets_it(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also from who takes a number meanwhile; after it all is delivered."""
    asked = 0

    def busy(_: object) -> Away:
        nonlocal asked
        asked += 1
        return Away("asked too often", 40.0)

    with monkeypatch.context() as patch:
        patch.setattr(kiosk.server, "sync", busy)
        kiosk.owner.run(10)
        assert asked == 1
        kiosk.touch(*TAKE)
        kiosk.owner.run(20)
        assert asked == 1
    kiosk.owner.run(60)
    assert kiosk.server.seqs and kiosk.ledger.unsent_count() == 0
