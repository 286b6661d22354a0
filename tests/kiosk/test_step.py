"""The visit as a pure step: its way as tables, and what holds from any state by properties."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.visit.effects import (
    AskCollection,
    AskDocuments,
    DropDocument,
    Effect,
    Issue,
    PrintDocument,
    PrintRequirements,
    PrintSlip,
    Reserve,
    SettleSlip,
    StartTimer,
    StopTimer,
    SurrenderTicket,
)
from kiosk.visit.inputs import (
    AsideOpened,
    Cleared,
    CollectionAnswered,
    Confirmed,
    DigitsShown,
    DisplayChosen,
    DocumentChosen,
    DocumentsAnswered,
    Ended,
    Enrolled,
    Erased,
    HelpAnswered,
    HelpWanted,
    HelpWithdrawn,
    Input,
    IssueFailed,
    JobChanged,
    Keyed,
    LanguageChosen,
    ListeningChosen,
    Paged,
    PrinterChanged,
    PriorityAnswered,
    RequirementsWanted,
    ReserveAnswered,
    Scanned,
    ServerChanged,
    SlipAnswered,
    SlipsInDoubt,
    SlipWanted,
    Stayed,
    SurrenderFailed,
    SurrenderWanted,
    Ticked,
    TicketIssued,
    TicketSurrendered,
    Timer,
    TimerFired,
    Touched,
    Typed,
    Went,
    WentBack,
)
from kiosk.visit.state import (
    AccessPin,
    Agencies,
    Asking,
    Consent,
    Detail,
    Display,
    DisplayHelp,
    DocumentDone,
    Documents,
    Done,
    Facts,
    Home,
    Identity,
    Issuing,
    JobView,
    LifeEvent,
    LifeEvents,
    Listening,
    Nik,
    NoPaper,
    Notice,
    PowerCut,
    Printing,
    PrintPin,
    Priority,
    Scan,
    Search,
    ServerView,
    Services,
    SoundHelp,
    State,
    Surrender,
    Surrendered,
    Ticket,
    Trouble,
    Visit,
)
from kiosk.visit.step import LIMIT_SECONDS, step, timer_of
from kiosk.visit.ticket import estimate, waiting_ahead
from kiosk.wire import DocumentLine, Estimate, Estimates, Label
from printers.states import AT_REST, Cause, DeviceState, JobState, Status
from tests.sample import NOW, profile

IDENTITY = Identity("k-1", 1, "C")
READY = Status(DeviceState.READY)
NO_PAPER = Status(DeviceState.BLOCKED, frozenset({Cause.PAPER_OUT}))
ONLINE = ServerView(True, NOW.date(), {"paspor": 3, "paspor-cepat": 1}, {}, {"imigrasi": "3"})
PROFILE = profile()
FACTS = Facts(PROFILE, NOW, READY, IDENTITY, ONLINE)
ATTRACT = State(FACTS)
TOMORROW = NOW.replace(hour=8) + timedelta(days=1)

NIK = "3171234567890123"
ACCESS, PRINT = "918273", "564738"
LINES = (
    DocumentLine(
        request_id="r-1",
        request_no="X-1",
        kind="kk",
        state="ready",
        holder="Sari W.",
        ready_on=date(2026, 4, 13),
    ),
    DocumentLine(
        request_id="r-2", request_no="X-2", kind="kia", state="in_process", holder="Dodo P.", ready_on=None
    ),
    DocumentLine(
        request_id="r-3",
        request_no="X-3",
        kind="ktp",
        state="ready",
        holder="Sari W.",
        ready_on=None,
        printable=False,
    ),
)
FOUND = ("found", "session-1", LINES)


def ticket(at: datetime = NOW, id: str = "t-1") -> Ticket:
    return Ticket(
        id=id,
        label=Label("D", "C", 12),
        code="7K3M9XABCD",
        service="paspor",
        priority=None,
        language="id",
        issued_at=at,
        business_day=NOW.date(),
        waiting_ahead=4,
        estimate=None,
    )


def job(state: JobState = JobState.QUEUED, *, of: Ticket | None = None, id: str = "j-1") -> JobView:
    return JobView(id, state, of)


def typed(text: str) -> list[Input]:
    return [Typed(character) for character in text]


def run(state: State, inputs: Iterable[Input]) -> tuple[State, list[Effect]]:
    effects: list[Effect] = []
    for one in inputs:
        state, more = step(state, one)
        effects += more
    return state, effects


def work(effects: Iterable[Effect]) -> list[Effect]:
    """Without timers."""
    return [effect for effect in effects if not isinstance(effect, StartTimer | StopTimer)]


def screen(state: State) -> object:
    assert state.visit is not None
    return state.visit.screen


def documents(answer: tuple[object, ...]) -> DocumentsAnswered:
    return DocumentsAnswered(1, *answer)  # type: ignore[arg-type]


TO_PASSPORT: list[Input] = [Touched(), Went(Agencies()), Went(Services("imigrasi")), Went(Detail("paspor"))]
TO_ISSUING: list[Input] = [*TO_PASSPORT, Confirmed(), PriorityAnswered(None)]
TO_DONE: list[Input] = [*TO_ISSUING, TicketIssued(1, ticket(), job(of=ticket()))]
TO_LIST: list[Input] = [
    Touched(),
    Went(Consent()),
    Confirmed(),
    *typed(NIK),
    Confirmed(),
    *typed(ACCESS),
    Confirmed(),
    documents(FOUND),
]
TO_RESERVING: list[Input] = [*TO_LIST, DocumentChosen("r-1"), Confirmed(), *typed(PRINT), Confirmed()]
TO_NIK: list[Input] = [Touched(), Went(Consent()), Confirmed()]
TO_PLACE: list[Input] = [*TO_LIST, DocumentChosen("r-3"), Confirmed()]
RESERVED = ReserveAnswered(1, "reserved", job(id="j-9"))


# --- whoever needs it otherwise ----------------------------------------------------------------------


def test_the_first_key_begins_a_visit_that_listens_and_has_twice_the_time() -> None:
    state, effects = run(ATTRACT, [Keyed()])
    assert screen(state) == Home() and state.visit is not None
    assert state.visit.listening == Listening()
    assert effects == [StartTimer(1, Timer.IDLE, 2 * PROFILE.screen.idle_seconds)]
    state, _ = run(state, [TimerFired(1, Timer.IDLE)])
    assert state.visit is not None and state.visit.warning == 2 * PROFILE.screen.warning_seconds
    state, _ = run(state, [Keyed()])
    assert state.visit is not None and state.visit.warning is not None
    state, effects = run(state, [Stayed()])
    assert state.visit is not None and state.visit.warning is None
    assert effects[-1] == StartTimer(1, Timer.IDLE, 2 * PROFILE.screen.idle_seconds)
    done, effects = run(ATTRACT, [Keyed(), *TO_DONE[1:], JobChanged(1, job(JobState.PRINTED, of=ticket()))])
    assert isinstance(screen(done), Done)
    assert effects[-1] == StartTimer(1, Timer.DONE, 2 * PROFILE.screen.done_seconds)


def test_a_key_in_a_visit_that_was_touched_makes_it_listen_and_gives_time_at_once() -> None:
    state, effects = run(ATTRACT, [*TO_PASSPORT, Keyed()])
    assert screen(state) == Detail("paspor")
    assert effects[-1] == StartTimer(1, Timer.IDLE, 2 * PROFILE.screen.idle_seconds)
    state, effects = run(state, [ListeningChosen(None)])
    assert effects[-1] == StartTimer(1, Timer.IDLE, PROFILE.screen.idle_seconds)


def test_how_one_citizen_sees_and_hears_it_is_gone_with_the_visit() -> None:
    state, _ = run(ATTRACT, [Touched(), DisplayChosen(Display("contrast", 3, lowered=True)), Keyed()])
    state, _ = run(state, [ListeningChosen(Listening(volume=5, covered=True)), LanguageChosen("en")])
    assert state.visit is not None and state.visit.display.text_size == 3
    state, _ = run(state, [Ended(), Touched()])
    assert state.visit == Visit(2, "id", Home())


def test_what_lies_over_a_screen_lets_it_go_on() -> None:
    """Opened while the number was on its way: the number is there when it closes."""
    state, _ = run(ATTRACT, [*TO_ISSUING, AsideOpened(SoundHelp())])
    state, effects = run(state, [TicketIssued(1, ticket(), job(JobState.PRINTED, of=ticket()))])
    assert isinstance(screen(state), Done) and state.visit is not None
    assert state.visit.aside == SoundHelp() and effects[-1] == StartTimer(1, Timer.IDLE, 60)
    same, _ = run(state, [SlipWanted(), Went(Home()), Typed("1")])
    assert same == state
    for close in (WentBack(), Confirmed()):
        closed, effects = run(state, [close])
        assert closed.visit is not None and closed.visit.aside is None
        assert isinstance(screen(closed), Done) and effects[-1] == StartTimer(1, Timer.DONE, 20)
    over, _ = run(state, [Ended()])
    assert over.visit is None


# --- the way to a number ----------------------------------------------------------------------------


def test_from_attract_to_a_number() -> None:
    state, effects = run(ATTRACT, TO_ISSUING)
    assert screen(state) == Issuing("paspor", None)
    assert work(effects) == [Issue(1, "paspor", None, "id", True)]
    state, effects = run(state, [TicketIssued(1, ticket(), job(of=ticket()))])
    assert screen(state) == Done(ticket(), job(of=ticket()))
    assert work(effects) == []
    printed = job(JobState.PRINTED, of=ticket())
    state, effects = run(state, [JobChanged(1, printed)])
    assert screen(state) == Done(ticket(), printed)
    assert effects[-1] == StartTimer(1, Timer.DONE, PROFILE.screen.done_seconds)
    state, _ = run(state, [TimerFired(1, Timer.DONE)])
    assert state.visit is None


def test_the_own_ticket_counts_at_once() -> None:
    state, _ = run(ATTRACT, TO_DONE)
    assert state.facts.server.waiting["paspor"] == 4
    assert state.facts.server.issued_today == {"paspor": 1}


def test_a_time_is_known_of_today_s_queue_alone_and_not_behind_the_own_ticket() -> None:
    soon, later = (Estimate(earliest=NOW, latest=NOW + timedelta(minutes=wait)) for wait in (10, 30))
    both = Estimates(ordinary=later, priority=soon)
    estimated = replace(ONLINE, estimates={"imigrasi": both, "capil": both})
    passport = PROFILE.services["paspor"]
    facts = replace(FACTS, server=estimated)
    assert estimate(facts, passport, None) == later
    assert estimate(facts, passport, "lansia") == soon
    for server in (replace(estimated, online=False), replace(estimated, business_day=None), ONLINE):
        assert estimate(replace(facts, server=server), passport, None) is None
    assert estimate(replace(facts, now=NOW + timedelta(days=1)), passport, None) is None
    state, _ = run(State(facts), TO_DONE)
    assert set(state.facts.server.estimates) == {"capil"}


@pytest.mark.parametrize(
    ("now", "trouble", "until"),
    [
        (NOW.replace(hour=7), Trouble.CLOSED, NOW.replace(hour=8)),
        (NOW.replace(hour=17), Trouble.CLOSED, TOMORROW),
    ],
)
def test_a_closed_service_says_when_it_opens(now: datetime, trouble: Trouble, until: datetime) -> None:
    state, effects = run(ATTRACT, [Ticked(now), *TO_PASSPORT, Confirmed()])
    assert screen(state) == Notice(trouble, "paspor", until)
    assert work(effects) == []
    state, _ = run(state, [WentBack()])
    assert screen(state) == Detail("paspor")


def test_a_spent_quota_gives_no_number() -> None:
    spent = ServerChanged(replace(ONLINE, issued_today={"paspor-cepat": 2}))
    state, _ = run(ATTRACT, [spent, Touched(), Went(Detail("paspor-cepat")), Confirmed()])
    assert screen(state) == Notice(
        Trouble.QUOTA_FULL, "paspor-cepat", NOW.replace(hour=8) + timedelta(days=1)
    )


def test_yesterdays_count_closes_nothing_today() -> None:
    spent = ServerChanged(replace(ONLINE, online=False, issued_today={"paspor-cepat": 2}))
    wanted: list[Input] = [Touched(), Went(Detail("paspor-cepat")), Confirmed()]
    state, _ = run(ATTRACT, [spent, Ticked(NOW + timedelta(days=1)), *wanted])
    assert screen(state) == Priority("paspor-cepat")
    late, _ = run(state, [ServerChanged(replace(ONLINE, issued_today={"paspor-cepat": 2}))])
    assert waiting_ahead(late.facts, PROFILE.services["paspor-cepat"]) is None


@pytest.mark.parametrize("printer", [READY, NO_PAPER])
def test_a_question_that_stood_until_after_closing_gives_no_number(printer: Status) -> None:
    before = [PrinterChanged(printer), *TO_PASSPORT, Confirmed()]
    state, effects = run(
        ATTRACT, [*before, Ticked(NOW.replace(hour=16)), PriorityAnswered(None), Confirmed()]
    )
    assert work(effects) == []
    assert state.visit is None or screen(state) == Notice(Trouble.CLOSED, "paspor", TOMORROW)


def test_a_facility_takes_no_number() -> None:
    state, effects = run(ATTRACT, [Touched(), Went(Detail("baca")), Confirmed()])
    assert screen(state) == Detail("baca")
    assert work(effects) == []


def test_without_priority_groups_nobody_is_asked() -> None:
    plain = State(replace(FACTS, profile=profile(priorities=())))
    state, _ = run(plain, [*TO_PASSPORT, Confirmed()])
    assert screen(state) == Issuing("paspor", None)


def test_a_priority_that_the_profile_does_not_know_is_no_answer() -> None:
    state, effects = run(ATTRACT, [*TO_PASSPORT, Confirmed(), PriorityAnswered("raja")])
    assert screen(state) == Priority("paspor")
    assert work(effects) == []


@pytest.mark.parametrize("device", [DeviceState.BLOCKED, DeviceState.FAULT, DeviceState.DISCONNECTED])
def test_without_paper_it_is_said_before_the_number_is_taken(device: DeviceState) -> None:
    state, effects = run(ATTRACT, [PrinterChanged(Status(device)), *TO_ISSUING])
    assert screen(state) == NoPaper("paspor", None)
    assert work(effects) == []
    state, effects = run(state, [Confirmed()])
    assert work(effects) == [Issue(1, "paspor", None, "id", False)]


def test_a_mute_printer_may_well_print() -> None:
    _, effects = run(ATTRACT, [PrinterChanged(Status(DeviceState.UNKNOWN)), *TO_ISSUING])
    assert work(effects) == [Issue(1, "paspor", None, "id", True)]


def test_a_slip_is_wanted_once_paper_is_back() -> None:
    failed = job(JobState.FAILED_CLEAN, of=ticket())
    state, _ = run(ATTRACT, [*TO_DONE, PrinterChanged(NO_PAPER), JobChanged(1, failed)])
    _, effects = run(state, [SlipWanted()])
    assert work(effects) == []
    _, effects = run(state, [PrinterChanged(READY), SlipWanted()])
    assert work(effects) == [PrintSlip(1, "t-1")]


@pytest.mark.parametrize(
    "state", [JobState.PRINTED, JobState.UNCERTAIN, JobState.SENT_UNCONFIRMED, JobState.SENT]
)
def test_no_second_paper_is_to_be_had_from_the_screen(state: JobState) -> None:
    _, effects = run(ATTRACT, [*TO_DONE, JobChanged(1, job(state, of=ticket())), SlipWanted(), SlipWanted()])
    assert work(effects)[1:] == []


def test_nothing_committed_is_said_and_a_late_number_still_shown() -> None:
    state, _ = run(ATTRACT, [*TO_ISSUING, IssueFailed(1)])
    assert screen(state) == Notice(Trouble.ISSUE_FAILED, "paspor")
    overdue, _ = run(ATTRACT, [*TO_ISSUING, TimerFired(1, Timer.LIMIT)])
    assert screen(overdue) == Notice(Trouble.ISSUE_FAILED, "paspor")
    late, _ = run(overdue, [TicketIssued(1, ticket(), None)])
    assert screen(late) == Done(ticket(), None)


def test_another_number_begins_at_home() -> None:
    state, _ = run(ATTRACT, [*TO_DONE, Went(Home())])
    assert state.visit is not None and state.visit == Visit(1, "id", Home())


# --- looking around ---------------------------------------------------------------------------------


def test_back_leads_through_the_trail() -> None:
    state, _ = run(ATTRACT, TO_PASSPORT)
    seen = []
    for _ in range(4):
        state, _ = run(state, [WentBack()])
        seen.append(screen(state))
    assert seen == [Services("imigrasi"), Agencies(), Home(), Home()]


def test_another_group_of_a_list_is_no_step_on_the_trail() -> None:
    state, _ = run(ATTRACT, [Touched(), Went(Services("capil")), Went(Services("capil", "kk")), WentBack()])
    assert screen(state) == Home()


def test_the_search_field() -> None:
    state, _ = run(ATTRACT, [Touched(), Went(Search()), *typed(" KT"), Paged(2), Typed("P"), Erased()])
    assert screen(state) == Search("KT", 0)
    state, _ = run(state, [Typed("\n"), Typed("ab"), Cleared()])
    assert screen(state) == Search("", 0)
    state, _ = run(state, typed("A" * 60))
    assert screen(state) == Search("A" * 40)


def test_language_changes_where_one_stands() -> None:
    state, _ = run(ATTRACT, [*TO_PASSPORT, LanguageChosen("en")])
    assert state.visit is not None and (state.visit.language, screen(state)) == ("en", Detail("paspor"))
    state, _ = run(ATTRACT, [LanguageChosen("en")])
    assert state.visit is not None and (state.visit.language, screen(state)) == ("en", Home())


@pytest.mark.parametrize("to", [Detail("nowhere"), Services("nobody")])
def test_what_the_profile_does_not_know_leads_nowhere(to: Detail | Services) -> None:
    state, _ = run(ATTRACT, [Touched(), Went(to)])
    assert screen(state) == Home()


def test_out_of_service_nothing_answers() -> None:
    alone = State(replace(FACTS, identity=None))
    state, effects = run(alone, [Touched(), LanguageChosen("en"), Went(Consent())])
    assert state == alone and effects == []
    state, _ = run(alone, [Enrolled(IDENTITY), Touched()])
    assert screen(state) == Home()


# --- documents --------------------------------------------------------------------------------------


def test_from_nik_to_a_slip() -> None:
    state, effects = run(ATTRACT, TO_LIST)
    assert work(effects) == [AskDocuments(1, NIK, ACCESS)]
    assert screen(state) == Documents("session-1", LINES, NIK[-4:])
    state, effects = run(state, TO_RESERVING[len(TO_LIST) :])
    assert screen(state) == Asking("reserve")
    assert work(effects) == [Reserve(1, "session-1", "r-1", PRINT)]
    state, effects = run(state, [RESERVED])
    assert screen(state) == Printing("kk", job(id="j-9"))
    assert work(effects) == [PrintDocument(1, "j-9")]
    state, effects = run(state, [Ended(), WentBack(), Went(Home())])
    assert screen(state) == Printing("kk", job(id="j-9")) and effects == []
    done = job(JobState.PRINTED, id="j-9")
    state, _ = run(state, [JobChanged(1, job(JobState.SENT, id="j-9")), JobChanged(1, done)])
    assert screen(state) == DocumentDone("kk", done)
    state, _ = run(state, [Confirmed()])
    assert state.visit is None


def test_a_wrong_nik_or_pin_has_one_answer_and_begins_again() -> None:
    state, _ = run(ATTRACT, [*TO_LIST[:-1], documents(("no_match",))])
    assert screen(state) == Nik(fault="no_match")
    assert state.visit is not None and state.visit.trail == (Home(), Consent())
    state, _ = run(state, [Typed("3")])
    assert screen(state) == Nik("3")
    state, _ = run(ATTRACT, [*TO_RESERVING, ReserveAnswered(1, "no_match", tries_left=2)])
    assert screen(state) == PrintPin("session-1", LINES[0], wrong=True, tries_left=2)
    state, _ = run(state, [WentBack()])
    assert screen(state) == Documents("session-1", LINES, NIK[-4:], "r-1")


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (documents(("away",)), Trouble.SERVER_AWAY),
        (documents(("registry_away",)), Trouble.REGISTRY_AWAY),
        (documents(("not_recorded",)), Trouble.NOT_RECORDED),
        (documents(("pin_expired",)), Trouble.ACCESS_PIN_EXPIRED),
        (replace(documents(("locked",)), locked_until=NOW), Trouble.LOCKED),
    ],
)
def test_why_the_list_does_not_come(answer: DocumentsAnswered, trouble: Trouble) -> None:
    state, _ = run(ATTRACT, [*TO_LIST[:-1], answer])
    assert state.visit == Visit(1, "id", Notice(trouble, until=answer.locked_until), (Home(),))


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (ReserveAnswered(1, "away"), Trouble.SERVER_AWAY),
        (ReserveAnswered(1, "locked", locked_until=NOW), Trouble.LOCKED),
        (ReserveAnswered(1, "registry_away"), Trouble.REGISTRY_AWAY),
        (ReserveAnswered(1, "pin_expired"), Trouble.PRINT_PIN_EXPIRED),
        (ReserveAnswered(1, "pin_used"), Trouble.PRINT_PIN_USED),
        (ReserveAnswered(1, "not_ready"), Trouble.NOT_READY),
        (ReserveAnswered(1, "session_over"), Trouble.SESSION_OVER),
    ],
)
def test_why_the_slip_does_not_come(answer: ReserveAnswered, trouble: Trouble) -> None:
    state, _ = run(ATTRACT, [*TO_RESERVING, answer])
    assert state.visit == Visit(1, "id", Notice(trouble, until=answer.locked_until))


@pytest.mark.parametrize(
    ("facts", "trouble"),
    [
        (replace(FACTS, server=replace(ONLINE, online=False)), Trouble.SERVER_AWAY),
        (replace(FACTS, printer=NO_PAPER), Trouble.NO_PAPER_FOR_DOCUMENTS),
        (replace(FACTS, printer=Status(DeviceState.UNKNOWN)), Trouble.NO_PAPER_FOR_DOCUMENTS),
    ],
)
@pytest.mark.parametrize("way", [[Went(Consent())], [Went(Detail("cetak-kk")), Confirmed()]])
def test_documents_are_closed_before_anything_is_asked(
    facts: Facts, trouble: Trouble, way: list[Input]
) -> None:
    state, _ = run(State(facts), [Touched(), *way])
    assert screen(state) == Notice(trouble)


def test_a_printer_that_gives_no_evidence_serves_where_the_profile_asks_the_citizen() -> None:
    rules = PROFILE.documents.model_copy(update={"ask_the_citizen": True})
    mute = replace(FACTS, profile=profile(documents=rules), printer=Status(DeviceState.UNKNOWN))
    state, _ = run(State(mute), [Touched(), Went(Consent())])
    assert screen(state) == Consent()


def test_paper_that_went_meanwhile_stops_the_reservation() -> None:
    state, effects = run(ATTRACT, [*TO_RESERVING[:-1], PrinterChanged(NO_PAPER), Confirmed()])
    assert screen(state) == Notice(Trouble.NO_PAPER_FOR_DOCUMENTS)
    assert not any(isinstance(effect, Reserve) for effect in effects)


def test_no_digit_is_taken_before_the_consent() -> None:
    state, effects = run(ATTRACT, [*TO_NIK[:-1], Typed("3"), Scanned(NIK), Went(Scan())])
    assert screen(state) == Consent() and not work(effects)
    refused, _ = run(state, [WentBack()])
    assert screen(refused) == Home()
    state, _ = run(state, [Confirmed()])
    assert screen(state) == Nik()


@pytest.mark.parametrize("way", [TO_NIK, [*TO_NIK, Typed("9"), Went(Scan())]], ids=["pad", "scan"])
def test_a_code_with_a_nik_fills_the_field_hidden(way: list[Input]) -> None:
    state, _ = run(ATTRACT, [*way, Scanned(f" {NIK}")])
    assert screen(state) == Nik(NIK)
    assert state.visit is not None and state.visit.trail == (Home(), Consent())


@pytest.mark.parametrize(
    "text", ["", NIK[:15], f"{NIK}0", f"{NIK[:15]}x", "３" * 16, "https://mpp.example/7K"]
)
def test_a_code_without_a_nik_says_so_where_it_was_read(text: str) -> None:
    state, _ = run(ATTRACT, [*TO_NIK, *typed("31"), Scanned(text)])
    assert screen(state) == Nik(fault="misread")
    state, _ = run(state, [Went(Scan()), Scanned(text)])
    assert screen(state) == Scan(misread=True)
    state, _ = run(state, [WentBack()])
    assert screen(state) == Nik()


def test_what_is_not_printed_here_has_a_slip_that_says_where_it_waits() -> None:
    state, effects = run(ATTRACT, TO_PLACE)
    assert screen(state) == Asking("collection")
    assert work(effects)[-1] == AskCollection(1, "session-1", "r-3")
    assert not any(isinstance(effect, Reserve) for effect in effects)
    state, effects = run(state, [CollectionAnswered(1, "found", job(id="j-9"))])
    assert screen(state) == Printing("ktp", job(id="j-9"), collection=True)
    assert work(effects) == [PrintDocument(1, "j-9")]
    done = job(JobState.PRINTED, id="j-9")
    state, _ = run(state, [JobChanged(1, done)])
    assert state.visit == Visit(1, "id", DocumentDone("ktp", done, collection=True))


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (CollectionAnswered(1, "not_ready"), Trouble.NOT_READY),
        (CollectionAnswered(1, "session_over"), Trouble.SESSION_OVER),
        (CollectionAnswered(1, "away"), Trouble.SERVER_AWAY),
    ],
)
def test_why_the_slip_of_collection_does_not_come(answer: CollectionAnswered, trouble: Trouble) -> None:
    state, _ = run(ATTRACT, [*TO_PLACE, answer])
    assert state.visit == Visit(1, "id", Notice(trouble))


def test_a_slip_of_collection_for_nobody_is_dropped() -> None:
    gone, _ = run(ATTRACT, [*TO_PLACE, TimerFired(1, Timer.LIMIT), Ended()])
    _, effects = run(gone, [Touched(), CollectionAnswered(1, "found", job(id="j-9"))])
    assert work(effects) == [DropDocument("j-9")]


@pytest.mark.parametrize("slip", ["held", "printed"])
def test_a_document_whose_slip_is_out_or_in_doubt_is_not_chosen(slip: str) -> None:
    line = LINES[0].model_copy(update={"slip": slip})
    state, _ = run(ATTRACT, [*TO_LIST[:-1], documents(("found", "session-1", (line,)))])
    state, _ = run(state, [DocumentChosen("r-1"), Confirmed()])
    assert screen(state) == Documents("session-1", (line,), NIK[-4:])


def test_only_what_is_ready_is_chosen() -> None:
    state, _ = run(ATTRACT, [*TO_LIST, DocumentChosen("r-2"), DocumentChosen("r-7"), Confirmed()])
    assert screen(state) == Documents("session-1", LINES, NIK[-4:])


def test_pads_take_their_length_and_nothing_else() -> None:
    inputs = [*TO_NIK, *typed("12a" + "3" * 20), Erased(), DigitsShown(True)]
    state, _ = run(ATTRACT, inputs)
    assert screen(state) == Nik("12" + "3" * 13, shown=True)
    state, _ = run(state, [Confirmed()])
    assert isinstance(screen(state), Nik)
    state, _ = run(state, [Typed("4"), Confirmed()])
    assert screen(state) == AccessPin("12" + "3" * 13 + "4")
    assert state.visit is not None and state.visit.trail[-1] == Nik("12" + "3" * 13 + "4")


def test_a_slip_for_nobody_is_dropped_and_given_back() -> None:
    overdue, _ = run(ATTRACT, [*TO_RESERVING, TimerFired(1, Timer.LIMIT)])
    state, effects = run(overdue, [RESERVED])
    assert screen(state) == Notice(Trouble.SERVER_AWAY) and work(effects) == [DropDocument("j-9")]
    gone, _ = run(overdue, [Ended()])
    assert gone.visit is None
    _, effects = run(gone, [Touched(), RESERVED])
    assert work(effects) == [DropDocument("j-9")]


# --- after a power cut ------------------------------------------------------------------------------


DOUBT = job(JobState.UNCERTAIN, of=ticket())
SECOND = job(JobState.UNCERTAIN, of=ticket(id="t-2"), id="j-2")


def test_slips_in_doubt_are_asked_about_one_after_the_other() -> None:
    state, _ = run(ATTRACT, [SlipsInDoubt((DOUBT, SECOND))])
    assert screen(state) == PowerCut(DOUBT)
    state, effects = run(state, [SlipAnswered("came_out")])
    assert screen(state) == PowerCut(SECOND)
    assert work(effects) == [SettleSlip(1, "j-1", "came_out")]
    state, effects = run(state, [Ended()])
    assert state.visit is None and work(effects) == [SettleSlip(2, "j-2", "no_answer")]


def test_printing_again_is_marked() -> None:
    state, effects = run(ATTRACT, [SlipsInDoubt((DOUBT,)), SlipAnswered("print_again")])
    assert work(effects) == [SettleSlip(1, "j-1", "print_again")]
    assert screen(state) == Done(ticket(), JobView("j-1", JobState.QUEUED, ticket(), 1))


def test_a_number_that_nobody_has_read_is_shown_again() -> None:
    state, _ = run(ATTRACT, [SlipsInDoubt((DOUBT,), (ticket(id="t-3"),))])
    assert screen(state) == PowerCut(DOUBT)
    state, _ = run(state, [SlipAnswered("not_mine")])
    assert screen(state) == Done(ticket(id="t-3"), None)
    old, _ = run(
        ATTRACT, [Touched(), SlipsInDoubt((), (ticket(),)), Ticked(NOW + timedelta(minutes=3)), Ended()]
    )
    assert old.visit is None


def test_a_slip_of_the_last_life_that_ends_in_doubt_is_asked_about() -> None:
    state, _ = run(ATTRACT, [JobChanged(0, DOUBT)])
    assert screen(state) == PowerCut(DOUBT)


def test_an_answer_that_was_given_up_is_nobodys() -> None:
    again: list[Input] = [Went(Consent()), Confirmed(), *typed(NIK), Confirmed(), *typed(ACCESS), Confirmed()]
    state, _ = run(ATTRACT, [*TO_LIST[:-1], TimerFired(1, Timer.LIMIT), *again])
    assert screen(state) == Asking("documents")
    state, _ = run(state, [documents(FOUND)])
    assert screen(state) == Asking("documents")


def test_an_old_slip_is_nobodys_question() -> None:
    old = ticket(NOW - timedelta(minutes=2, seconds=59))
    busy, _ = run(ATTRACT, [Touched(), SlipsInDoubt((job(JobState.UNCERTAIN, of=old),))])
    assert len(busy.facts.questions) == 1
    state, _ = run(busy, [Ticked(NOW + timedelta(seconds=1)), Ended()])
    assert state.visit is None and state.facts.questions == ()


# --- timers -----------------------------------------------------------------------------------------


def test_idle_asks_counts_down_and_ends() -> None:
    state, effects = run(ATTRACT, [Touched()])
    assert effects == [StartTimer(1, Timer.IDLE, 60)]
    state, effects = run(state, [TimerFired(1, Timer.IDLE)])
    assert effects == [StopTimer(1, Timer.IDLE), StartTimer(1, Timer.WARNING, 1)]
    assert state.visit is not None and state.visit.warning == 30
    state, effects = run(state, [TimerFired(1, Timer.WARNING)] * 29)
    assert state.visit is not None and state.visit.warning == 1
    assert effects == [StartTimer(1, Timer.WARNING, 1)] * 29
    state, effects = run(state, [TimerFired(1, Timer.WARNING)])
    assert state.visit is None and effects == [StopTimer(1, Timer.WARNING)]


@pytest.mark.parametrize("input", [Touched(), Stayed(), LanguageChosen("en"), Went(Agencies())])
def test_somebody_is_there(input: Input) -> None:
    state, _ = run(ATTRACT, [Touched(), TimerFired(1, Timer.IDLE), TimerFired(1, Timer.WARNING)])
    state, effects = run(state, [input])
    assert state.visit is not None and state.visit.warning is None
    assert effects == [StopTimer(1, Timer.WARNING), StartTimer(1, Timer.IDLE, 60)]


def test_a_screen_that_waits_for_a_worker_has_a_limit() -> None:
    _, effects = run(ATTRACT, TO_ISSUING)
    assert effects[-1] == StartTimer(1, Timer.LIMIT, LIMIT_SECONDS)


def test_a_timer_that_no_longer_runs_means_nothing() -> None:
    state, _ = run(ATTRACT, [*TO_DONE])
    assert step(state, TimerFired(1, Timer.LIMIT)) == (state, ())
    assert step(state, TimerFired(7, Timer.IDLE)) == (state, ())


# --- giving a number back -------------------------------------------------------------------------------


def test_a_number_is_given_back_after_a_question() -> None:
    state, _ = run(ATTRACT, [*TO_DONE, JobChanged(1, job(JobState.PRINTED, of=ticket()))])
    state, effects = run(state, [SurrenderWanted(), Confirmed(), Confirmed()])
    assert work(effects) == [SurrenderTicket(1, ticket())]
    assert screen(state) == Surrender(ticket(), sent=True)
    before = state.facts.server.waiting["paspor"]
    state, _ = run(state, [TicketSurrendered(1, ticket())])
    assert screen(state) == Surrendered(ticket())
    assert state.facts.server.waiting["paspor"] == before - 1
    assert run(state, [WentBack()])[0] == state


def test_back_keeps_the_number() -> None:
    done, _ = run(ATTRACT, [*TO_DONE, JobChanged(1, job(JobState.PRINTED, of=ticket()))])
    state, effects = run(done, [SurrenderWanted(), WentBack()])
    assert (state, work(effects)) == (done, [])


def test_a_number_whose_slip_is_on_its_way_is_not_given_back() -> None:
    done, _ = run(ATTRACT, TO_DONE)
    assert screen(run(done, [SurrenderWanted()])[0]) == screen(done)


KEPT = Notice(Trouble.SURRENDER_FAILED, "paspor", ticket=ticket())


@pytest.mark.parametrize("refused", [SurrenderFailed(1), TimerFired(1, Timer.LIMIT)])
@pytest.mark.parametrize("paper", [JobState.PRINTED, None])
def test_a_number_that_the_disk_does_not_let_go_stands_behind_the_notice(
    refused: Input, paper: JobState | None
) -> None:
    """It may be on no paper: then it stands on this screen alone."""
    slip = None if paper is None else job(paper, of=ticket())
    done, _ = run(ATTRACT, [*TO_ISSUING, TicketIssued(1, ticket(), slip)])
    failed, _ = run(done, [SurrenderWanted(), Confirmed(), refused])
    assert screen(failed) == KEPT
    assert screen(run(failed, [WentBack()])[0]) == screen(done) == Done(ticket(), slip)


@pytest.mark.parametrize("since", [[], [WentBack()], [WentBack(), SurrenderWanted()]])
def test_a_late_word_that_it_is_given_back_counts_wherever_the_number_stands(since: list[Input]) -> None:
    state, _ = run(ATTRACT, [*TO_DONE, JobChanged(1, job(JobState.PRINTED, of=ticket()))])
    state, _ = run(state, [SurrenderWanted(), Confirmed(), TimerFired(1, Timer.LIMIT), *since])
    late, _ = run(state, [TicketSurrendered(1, ticket())])
    assert screen(late) == Surrendered(ticket())
    assert screen(run(state, [TicketSurrendered(1, replace(ticket(), id="another"))])[0]) == screen(state)


# --- a slip of requirements -----------------------------------------------------------------------------


def requirements(state: JobState) -> JobView:
    return JobView("j-7", state, None, requirements="kk-baru")


def test_requirements_are_printed_once_however_often_they_are_touched() -> None:
    wanted: list[Input] = [Touched(), Went(Detail("kk-baru")), RequirementsWanted("kk-baru")]
    state, effects = run(ATTRACT, [*wanted, RequirementsWanted("kk-baru")])
    assert work(effects) == [PrintRequirements(1, "kk-baru", "id")]
    state, effects = run(
        state, [JobChanged(1, requirements(JobState.SENDING)), RequirementsWanted("kk-baru")]
    )
    assert work(effects) == []
    state, effects = run(
        state, [JobChanged(1, requirements(JobState.PRINTED)), RequirementsWanted("kk-baru")]
    )
    assert work(effects) == [PrintRequirements(1, "kk-baru", "id", reprint=1)]


@pytest.mark.parametrize("ended", [state for state in JobState if state in AT_REST])
@pytest.mark.parametrize("before", [0, 1])
def test_requirements_asked_for_again_are_a_reprint_where_paper_may_have_come(
    ended: JobState, before: int
) -> None:
    """Only ever because it was asked for, and any number of times: who sees no paper is believed."""
    wanted: list[Input] = [Touched(), Went(Detail("kk-baru")), RequirementsWanted("kk-baru")]
    state, _ = run(ATTRACT, wanted)
    state, effects = run(state, [JobChanged(1, replace(requirements(ended), reprint=before))])
    assert work(effects) == []
    paperless = ended in {JobState.FAILED_CLEAN, JobState.CANCELLED, JobState.EXPIRED}
    _, effects = run(state, [RequirementsWanted("kk-baru")])
    assert work(effects) == [PrintRequirements(1, "kk-baru", "id", before if paperless else before + 1)]


def test_what_another_service_s_slip_brought_changes_no_count() -> None:
    """Paper of the first came out already in this visit: it is a reprint, whatever came between."""
    passport = replace(PROFILE.services["paspor"], requirements=("KTP-el",))
    site = replace(PROFILE, services={**PROFILE.services, "paspor": passport})
    first = requirements(JobState.PRINTED)
    other = replace(first, requirements="paspor")
    state, effects = run(
        State(replace(FACTS, profile=site)),
        [
            *(Touched(), RequirementsWanted("kk-baru"), JobChanged(1, first)),
            *(RequirementsWanted("paspor"), RequirementsWanted("kk-baru"), JobChanged(1, other)),
            RequirementsWanted("kk-baru"),
        ],
    )
    assert work(effects) == [
        PrintRequirements(1, "kk-baru", "id", reprint=0),
        PrintRequirements(1, "paspor", "id", reprint=0),
        PrintRequirements(1, "kk-baru", "id", reprint=1),
    ]
    fresh, _ = run(state, [JobChanged(1, replace(first, reprint=1)), Ended()])
    assert work(run(fresh, [Touched(), RequirementsWanted("kk-baru")])[1]) == [
        PrintRequirements(2, "kk-baru", "id", reprint=0)
    ]


@pytest.mark.parametrize(
    ("facts", "service"), [(replace(FACTS, printer=NO_PAPER), "kk-baru"), (FACTS, "baca")]
)
def test_no_slip_is_promised_that_cannot_come(facts: Facts, service: str) -> None:
    _, effects = run(State(facts), [Touched(), Went(Detail(service)), RequirementsWanted(service)])
    assert work(effects) == []


# --- what holds from any state ------------------------------------------------------------------------


def _answers(visit: int, now: datetime) -> list[Input]:
    """What workers and timers may say to a visit."""
    fresh = ticket(now)
    return [
        TicketIssued(visit, fresh, job(of=fresh)),
        IssueFailed(visit),
        DocumentsAnswered(visit, "found", "session-1", LINES),
        DocumentsAnswered(visit, "no_match"),
        ReserveAnswered(visit, "reserved", job(id="j-9")),
        ReserveAnswered(visit, "no_match"),
        CollectionAnswered(visit, "found", job(id="j-9")),
        CollectionAnswered(visit, "away"),
        JobChanged(visit, job(JobState.PRINTED, id="j-9")),
        JobChanged(visit, job(JobState.FAILED_CLEAN, of=fresh)),
        JobChanged(visit, job(JobState.PRINTED, of=fresh)),
        JobChanged(visit, JobView("j-8", JobState.PRINTED, None, requirements="kk-baru")),
        TicketSurrendered(visit, fresh),
        SurrenderFailed(visit),
        *[TimerFired(visit, timer) for timer in Timer],
    ]


def _candidates(state: State) -> list[Input]:
    """Inputs that lead on from here, and some that do not belong here."""
    visit = state.visit.id if state.visit else 1
    now = state.facts.now
    return [
        *_answers(visit, now),
        *_answers(visit - 1, now),
        Ticked(now + timedelta(seconds=30)),
        PrinterChanged(NO_PAPER),
        PrinterChanged(READY),
        ServerChanged(ONLINE),
        ServerChanged(replace(ONLINE, online=False)),
        SlipsInDoubt((job(JobState.UNCERTAIN, of=ticket(now)),)),
        Touched(),
        LanguageChosen("en"),
        Keyed(),
        DisplayChosen(Display("dark", 2)),
        ListeningChosen(None),
        AsideOpened(DisplayHelp()),
        Went(Home()),
        Went(Agencies()),
        Went(Services("capil", "kk")),
        Went(Search()),
        Went(Detail("paspor")),
        Went(Detail("cetak-kk")),
        Went(Consent()),
        Went(Scan()),
        Scanned(NIK),
        Scanned("x"),
        Paged(1),
        Typed("7"),
        Typed("Q"),
        Erased(),
        Cleared(),
        DigitsShown(True),
        PriorityAnswered("lansia"),
        PriorityAnswered(None),
        DocumentChosen("r-1"),
        DocumentChosen("r-3"),
        Confirmed(),
        WentBack(),
        Stayed(),
        Ended(),
        SlipWanted(),
        SlipAnswered("print_again"),
        SlipAnswered("not_mine"),
        Went(LifeEvents()),
        Went(LifeEvent("bayi")),
        RequirementsWanted("kk-baru"),
        SurrenderWanted(),
        HelpWanted(),
        HelpWanted("slip"),
        HelpWithdrawn(),
        *_of_staff(state),
    ]


def _of_staff(state: State) -> list[Input]:
    """What the server may say of the help that was asked for, and of one that is over."""
    asked = state.facts.helps
    return [
        HelpAnswered(asked, "heard"),
        HelpAnswered(asked, "away"),
        HelpAnswered(asked, "over"),
        HelpAnswered(asked - 1, "coming"),
    ]


def _forward(state: State) -> list[Input]:
    """The usual next inputs of this screen."""
    visit = state.visit
    if visit is None:
        return [Touched()]
    match visit.screen:
        case Home():
            return [Went(Consent()), Went(Detail("paspor"))]
        case Nik() | Scan():
            return [Scanned(NIK), Confirmed()]
        case AccessPin() | PrintPin():
            return [*typed(NIK), Confirmed()]
        case Documents():
            return [DocumentChosen("r-1"), Confirmed()]
        case Asking("documents"):
            return [DocumentsAnswered(visit.id, "found", "session-1", LINES)]
        case Asking("collection"):
            return [CollectionAnswered(visit.id, "found", job(id="j-9"))]
        case Asking():
            return [ReserveAnswered(visit.id, "reserved", job(id="j-9"))]
        case Priority():
            return [PriorityAnswered("lansia")]
        case Issuing():
            return [TicketIssued(visit.id, ticket(state.facts.now), job(of=ticket(state.facts.now)))]
        case _:
            return [Confirmed()]


Walk = tuple[State, list[tuple[State, Input, tuple[Effect, ...]]]]


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    """A state that inputs can reach, and the way there."""
    state, way = ATTRACT, []
    for _ in range(draw(st.integers(0, 25))):
        inputs = _forward(state) if draw(st.booleans()) else [draw(st.sampled_from(_candidates(state)))]
        for one in inputs:
            after, effects = step(state, one)
            way.append((state, one, effects))
            state = after
    return state, way


@given(walks())
def test_enough_ticks_reach_attract_and_leave_nothing(
    walk: Walk,
) -> None:
    state, _ = walk
    fired = 0
    while state.visit is not None:
        state, _ = step(state, TimerFired(state.visit.id, timer_of(state.visit)))
        fired += 1
        assert fired <= 200
    assert state == State(state.facts, None, state.visits)
    assert state.facts.questions == ()


@given(walks(), st.data())
def test_an_answer_of_another_visit_never_reaches_the_screen(walk: Walk, data: st.DataObject) -> None:
    state, _ = walk
    here = state.visit.id if state.visit else None
    other = data.draw(st.integers(0, state.visits + 2).filter(lambda one: one != here))
    answer = data.draw(st.sampled_from(_answers(other, state.facts.now)))
    after, effects = step(state, answer)
    assert after.visit == state.visit
    assert not any(isinstance(effect, StartTimer | StopTimer | Issue | PrintDocument) for effect in effects)


@given(walks())
def test_one_timer_runs_and_it_is_the_screens(
    walk: Walk,
) -> None:
    state, way = walk
    running: dict[Timer, int] = {}
    for before, one, effects in way:
        visit = before.visit
        if isinstance(one, TimerFired) and visit and (visit.id, timer_of(visit)) == (one.visit, one.timer):
            assert running.pop(one.timer) == one.visit
        for effect in effects:
            match effect:
                case StartTimer(owner, timer):
                    running[timer] = owner
                case StopTimer(_, timer):
                    running.pop(timer, None)
                case _:
                    pass
    expected = {timer_of(state.visit): state.visit.id} if state.visit else {}
    assert running == expected


@given(walks())
def test_nothing_personal_is_ever_in_a_repr(
    walk: Walk,
) -> None:
    state, way = walk
    for secret in (NIK, NIK[:6], "Sari", "session-1"):
        assert secret not in repr(state)
        assert all(secret not in repr(effects) for _, _, effects in way)


_OF_A_VISIT = (
    Issue
    | AskDocuments
    | Reserve
    | AskCollection
    | PrintDocument
    | PrintSlip
    | PrintRequirements
    | SurrenderTicket
)


@given(walks())
def test_effects_belong_to_the_visit_that_asked(
    walk: Walk,
) -> None:
    _, way = walk
    issued = 0
    for before, _, effects in way:
        for effect in effects:
            if isinstance(effect, _OF_A_VISIT):
                assert before.visit is not None and effect.visit == before.visit.id
            if isinstance(effect, Issue):
                issued += 1
                assert isinstance(before.visit and before.visit.screen, Detail | Priority | NoPaper)
    assert issued <= len(way)
