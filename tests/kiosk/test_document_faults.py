"""A document's print, cut off at each of its steps and failed in each way: the PIN is never lost, never used
twice. The real engine and ledger; the server keeps the book of one print PIN as the real one does."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest

from config.models import DocumentKind, DocumentRules, PageKind
from kiosk.client import Away, Refused
from kiosk.ledger import open_database
from kiosk.visit.inputs import (
    Confirmed,
    DocumentChosen,
    Ended,
    FormChosen,
    Input,
    Timer,
    TimerFired,
    Touched,
    Typed,
    Went,
)
from kiosk.visit.state import Consent, DocumentDone, FormQuestion, Notice, Trouble
from kiosk.wire import (
    CollectionAnswer,
    DocumentLine,
    DocumentsAnswer,
    Form,
    ReserveAnswer,
    ReserveRequest,
    SyncAnswer,
    SyncRequest,
)
from printers.states import (
    DISCONNECTED,
    UNKNOWN,
    Cause,
    DeviceState,
    FailedClean,
    JobState,
    Outcome,
    SentUnconfirmed,
    Status,
    Uncertain,
)
from tests.kiosk.bench import READY, Kiosk, ObedientOffice, ObedientServer
from tests.kiosk.documents import PAGE, collection_of, slip_of
from tests.sample import profile

NIK, ACCESS, PRINT = "3171234567890123", "918273", "564738"
LINE = DocumentLine(
    request_id="r-1", request_no="X-1", kind="kk", state="ready", holder="Sari W.", ready_on=None
)
SLIP = slip_of("kk")
WITH_PAGES = profile(documents=DocumentRules(pages=("kk",)))

Pin = Literal["free", "reserved", "undecided", "used"]
SETTLED: dict[str, Pin] = {
    "printed": "used",
    "sent_unconfirmed": "undecided",
    "uncertain": "undecided",
    "failed_clean": "free",
    "cancelled": "free",
    "expired": "free",
}


@dataclass
class Registry(ObedientServer):
    """One print PIN and who holds it; `loses` the answer that reserves it."""

    pin: Pin = "free"
    holder: str | None = None
    loses: bool = False
    history: list[Pin] = field(default_factory=list)

    def reserve(self, request: ReserveRequest) -> ReserveAnswer | Away | Refused:
        if not self.online:
            return Away("unplugged")
        match self.pin:
            case "used":
                return ReserveAnswer(outcome="pin_used")
            case "reserved" | "undecided":
                return ReserveAnswer(outcome="not_ready")
            case "free":
                self.turn("reserved", request.job_id)
                if self.loses:
                    return Away("lost")
                if request.form == "page":
                    return ReserveAnswer(outcome="reserved", page=b64encode(PAGE))
                return ReserveAnswer(outcome="reserved", slip=SLIP)

    def sync(self, request: SyncRequest) -> SyncAnswer | Away | Refused:
        before = len(self.taken)
        answer = super().sync(request)
        for event in self.taken[before:]:
            if event.type == "job_ended" and event.body["job_id"] == self.holder and self.pin == "reserved":
                self.turn(SETTLED[event.body["state"]], self.holder)
        return answer

    def turn(self, pin: Pin, holder: str | None) -> None:
        self.pin, self.holder = pin, holder
        self.history.append(pin)


class PlugPulled(BaseException):
    """The program is gone between two of its instructions."""


def way(form: Form | None = None) -> list[Input]:
    """`form`: where the kiosk asks for it."""
    pads = [[Typed(digit) for digit in digits] for digits in (NIK, ACCESS, PRINT)]
    to_list: list[Input] = [
        Touched(),
        Went(Consent()),
        Confirmed(),
        *pads[0],
        Confirmed(),
        *pads[1],
        Confirmed(),
    ]
    asked = [] if form is None else [FormChosen(form)]
    return [*to_list, DocumentChosen("r-1"), Confirmed(), *asked, *pads[2], Confirmed()]


def visited(kiosk: Kiosk, form: Form | None = None) -> object:
    """A whole visit to the print PIN's end; the screen that it comes to, and then nobody is there."""
    kiosk.touch(*way(form))
    kiosk.owner.run(1)
    screen = kiosk.screen
    kiosk.touch(Ended())
    kiosk.owner.run(10)
    assert kiosk.screen is None
    return screen


@pytest.fixture
def registry() -> Registry:
    made = Registry(clock=lambda: None)  # type: ignore[arg-type, return-value]
    made.documents = DocumentsAnswer(outcome="found", session="s-1", documents=(LINE,))
    return made


@pytest.fixture
def kiosk(tmp_path: Path, registry: Registry) -> Iterator[Kiosk]:
    made = Kiosk(tmp_path, server=registry).start()
    yield made
    made.ledger.close()


@pytest.fixture
def office() -> ObedientOffice:
    return ObedientOffice()


@pytest.fixture
def two_ways(tmp_path: Path, registry: Registry, office: ObedientOffice) -> Iterator[Kiosk]:
    """A kiosk that prints pages too."""
    made = Kiosk(tmp_path, site=WITH_PAGES, server=registry, office=office).start()
    yield made
    made.ledger.close()


def pulls(after: Callable[..., object] | None) -> Callable[..., object]:
    """What it does is done, and then the plug is pulled."""

    def done(*words: Any, **named: Any) -> object:
        if after is not None:
            after(*words, **named)
        raise PlugPulled

    return done


def cut_at(step: str, kiosk: Kiosk, patch: pytest.MonkeyPatch) -> None:
    ledger, server = kiosk.ledger, kiosk.server
    match step:
        case "before the job":
            patch.setattr(ledger, "add_document_job", pulls(None))
        case "job written":
            patch.setattr(ledger, "add_document_job", pulls(ledger.add_document_job))
        case "server has reserved":
            patch.setattr(server, "reserve", pulls(server.reserve))
        case "answer is here":
            patch.setattr(ledger, "claim", pulls(None))
        case "claimed":
            patch.setattr(ledger, "claim", pulls(ledger.claim))
        case "marked as sending":
            patch.setattr(ledger, "sending", pulls(ledger.sending))
        case "paper out":
            patch.setattr(ledger, "end_job", pulls(None))
        case "end written":
            patch.setattr(ledger, "end_job", pulls(ledger.end_job))
        case "end told":
            patch.setattr(server, "sync", pulls(server.sync))
        case _:
            raise ValueError(step)


CUTS: list[tuple[str, int, Pin]] = [
    ("before the job", 0, "free"),
    ("job written", 0, "free"),
    ("server has reserved", 0, "free"),
    ("answer is here", 0, "free"),
    ("claimed", 0, "free"),
    ("marked as sending", 0, "undecided"),
    ("paper out", 1, "undecided"),
    ("end written", 1, "used"),
    ("end told", 1, "used"),
]


@pytest.mark.parametrize(("step", "papers", "pin"), CUTS, ids=[step for step, _, _ in CUTS])
def test_the_plug_is_pulled(registry: Registry, tmp_path: Path, step: str, papers: int, pin: Pin) -> None:
    kiosk = Kiosk(tmp_path, server=registry).start()
    with pytest.MonkeyPatch.context() as patch:
        inputs = way()
        kiosk.touch(*inputs[:-1])
        cut_at(step, kiosk, patch)
        with pytest.raises(PlugPulled):
            kiosk.touch(inputs[-1], Touched())
        kiosk.ledger.close()
    after = Kiosk(tmp_path, at=kiosk.clock(), server=registry).start()
    after.owner.run(10)
    assert after.screen is None, "nobody is asked about another person's slip"
    assert (len(kiosk.printer.papers), registry.pin) == (papers, pin)
    went_on(after, registry, pin)
    after.ledger.close()


def went_on(kiosk: Kiosk, registry: Registry, pin: Pin) -> None:
    """The same person comes again: prints what is free, and nothing else before staff have decided."""
    before = len(kiosk.printer.papers)
    screen = visited(kiosk)
    match pin:
        case "free":
            assert isinstance(screen, DocumentDone) and screen.job.state is JobState.PRINTED
            assert (len(kiosk.printer.papers) - before, registry.pin) == (1, "used")
        case "used":
            assert screen == Notice(Trouble.PRINT_PIN_USED) and len(kiosk.printer.papers) == before
        case _:
            assert screen == Notice(Trouble.NOT_READY) and len(kiosk.printer.papers) == before
            registry.turn("free", None)  # staff: nothing came out
            went_on(kiosk, registry, "free")
    assert registry.history.count("used") <= 1


FAULTS: list[tuple[Outcome, Pin]] = [
    (FailedClean(READY), "free"),
    (Uncertain(READY), "undecided"),
    (SentUnconfirmed(), "undecided"),
]


@pytest.mark.parametrize(("outcome", "pin"), FAULTS, ids=["clean", "uncertain", "unconfirmed"])
def test_the_printer_fails(kiosk: Kiosk, registry: Registry, outcome: Outcome, pin: Pin) -> None:
    kiosk.printer.outcomes.append(outcome)
    assert isinstance(visited(kiosk), DocumentDone)
    assert registry.pin == pin
    went_on(kiosk, registry, pin)


@contextmanager
def refusing(kiosk: Kiosk, table: str) -> Iterator[None]:
    """The disk takes no row of it, as where it is full."""
    with closing(open_database(kiosk.folder / "kiosk.db")) as disk:
        disk.execute(f"CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END")
        yield
        disk.execute("DROP TRIGGER full")


def test_a_disk_that_takes_no_job_asks_for_no_reservation(kiosk: Kiosk, registry: Registry) -> None:
    with refusing(kiosk, "job"):
        assert visited(kiosk) == Notice(Trouble.SERVER_AWAY)
    assert (registry.history, kiosk.printer.papers) == ([], [])
    went_on(kiosk, registry, "free")


def test_a_disk_that_takes_no_job_has_no_slip_of_collection(kiosk: Kiosk, registry: Registry) -> None:
    elsewhere = LINE.model_copy(update={"printable": False})
    registry.documents = DocumentsAnswer(outcome="found", session="s-1", documents=(elsewhere,))
    registry.collected = CollectionAnswer(outcome="found", slip=collection_of("kk"))
    with refusing(kiosk, "job"):
        kiosk.touch(*way()[: -1 - len(PRINT)])
    assert kiosk.screen == Notice(Trouble.SERVER_AWAY)
    assert (kiosk.printer.papers, kiosk.engine._slips) == ([], {})


@pytest.mark.parametrize("fault", ["lost", "used", "other form"])
def test_a_disk_that_takes_no_end_gives_the_pin_back_at_the_next_start(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    kiosk = Kiosk(tmp_path, server=registry).start()
    trouble = Notice(Trouble.SERVER_AWAY)
    match fault:
        case "lost":
            registry.loses = True
        case "used":
            answer = ReserveAnswer(outcome="pin_used")
            monkeypatch.setattr(registry, "reserve", lambda _: answer)
            trouble = Notice(Trouble.PRINT_PIN_USED)
        case _:
            reserve = registry.reserve
            monkeypatch.setattr(
                registry, "reserve", lambda asked: reserve(asked.model_copy(update={"form": "page"}))
            )
    with refusing(kiosk, "event"):
        assert visited(kiosk) == trouble
    monkeypatch.undo()
    registry.loses = False
    kiosk.ledger.close()
    after = Kiosk(tmp_path, at=kiosk.clock(), server=registry).start()
    after.owner.run(10)
    assert (registry.pin, after.printer.papers) == ("free", [])
    went_on(after, registry, "free")
    after.ledger.close()


def test_the_answer_that_reserves_is_lost(kiosk: Kiosk, registry: Registry) -> None:
    registry.loses = True
    assert visited(kiosk) == Notice(Trouble.SERVER_AWAY)
    registry.loses = False
    assert (registry.pin, kiosk.printer.papers) == ("free", [])
    went_on(kiosk, registry, "free")


@pytest.mark.parametrize("ends", [None, FailedClean(READY)], ids=["printed", "failed"])
def test_the_server_hears_of_the_end_once_it_is_back(
    kiosk: Kiosk, registry: Registry, ends: Outcome | None
) -> None:
    if ends is not None:
        kiosk.printer.outcomes.append(ends)
    inputs = way()
    kiosk.touch(*inputs[:-1])
    sync = registry.sync
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "sync", lambda _: Away("unplugged"))
        kiosk.touch(inputs[-1], Ended())
        kiosk.owner.run(60)
        assert registry.pin == "reserved"
    assert registry.sync == sync
    kiosk.owner.run(120)
    assert registry.pin == ("used" if ends is None else "free")


def test_a_slip_of_collection_touches_no_pin(kiosk: Kiosk, registry: Registry) -> None:
    elsewhere = LINE.model_copy(update={"printable": False})
    registry.documents = DocumentsAnswer(outcome="found", session="s-1", documents=(elsewhere,))
    registry.collected = CollectionAnswer(outcome="found", slip=collection_of("kk"))
    kiosk.touch(*way()[: -1 - len(PRINT)])
    kiosk.owner.run(1)
    assert isinstance(kiosk.screen, DocumentDone) and kiosk.screen.collection
    assert "Ambil di loket" in repr(kiosk.printer.papers) and registry.history == []
    kiosk.owner.run(60)
    assert kiosk.ledger.unsent_count() == 0 and registry.history == []


# --- the document itself, on A4 ----------------------------------------------------------------------------


def test_a_page_goes_to_the_office_printer_alone_and_staff_say_what_came(
    two_ways: Kiosk, registry: Registry, office: ObedientOffice
) -> None:
    screen = visited(two_ways, "page")
    assert isinstance(screen, DocumentDone)
    assert (screen.form, screen.job.state) == ("page", JobState.SENT_UNCONFIRMED)
    assert (office.papers, two_ways.printer.papers) == ([PAGE], [])
    assert (registry.pin, two_ways.engine._slips) == ("undecided", {})
    assert visited(two_ways, "page") == Notice(Trouble.NOT_READY)
    registry.turn("used", None)  # staff: it is out
    assert visited(two_ways, "slip") == Notice(Trouble.PRINT_PIN_USED)
    assert (office.papers, two_ways.printer.papers) == ([PAGE], [])


def test_who_wants_a_slip_has_it_as_ever(two_ways: Kiosk, registry: Registry, office: ObedientOffice) -> None:
    screen = visited(two_ways, "slip")
    assert isinstance(screen, DocumentDone) and screen.job.state is JobState.PRINTED
    assert (registry.pin, office.papers, len(two_ways.printer.papers)) == ("used", [], 1)


@pytest.mark.parametrize(
    ("kind", "pages", "has_office"),
    [("kk", ("kk",), False), ("kk", (), True), ("ktp", ("kk",), True)],
    ids=["no printer", "not at this site", "a card"],
)
def test_nobody_is_asked_where_there_is_no_choice(
    tmp_path: Path, registry: Registry, kind: DocumentKind, pages: tuple[PageKind, ...], has_office: bool
) -> None:
    line = LINE.model_copy(update={"kind": kind})
    registry.documents = DocumentsAnswer(outcome="found", session="s-1", documents=(line,))
    site = profile(documents=DocumentRules(pages=pages))
    office = ObedientOffice() if has_office else None
    kiosk = Kiosk(tmp_path, site=site, server=registry, office=office).start()
    assert isinstance(visited(kiosk), DocumentDone)
    assert registry.pin == "used" and len(kiosk.printer.papers) == 1
    kiosk.ledger.close()


BLOCKED = Status(DeviceState.BLOCKED, frozenset({Cause.PAPER_OUT}))


@pytest.mark.parametrize("status", [DISCONNECTED, UNKNOWN, BLOCKED], ids=["off", "mute", "blocked"])
def test_an_office_printer_that_cannot_gets_no_byte_and_a_slip_may_be_had(
    two_ways: Kiosk, registry: Registry, office: ObedientOffice, status: Status
) -> None:
    office.current = status
    two_ways.owner.run(10)
    two_ways.touch(*way()[: -1 - len(PRINT)], FormChosen("page"))
    assert isinstance(two_ways.screen, FormQuestion)
    two_ways.touch(FormChosen("slip"), *[Typed(digit) for digit in PRINT], Confirmed())
    two_ways.owner.run(10)
    assert (registry.pin, office.papers, len(two_ways.printer.papers)) == ("used", [], 1)
    assert registry.asked[-1].hello.office == status.word()


def test_a_printer_that_stops_while_the_pin_is_typed_leads_back_to_the_question(
    two_ways: Kiosk, registry: Registry, office: ObedientOffice
) -> None:
    inputs = way("page")
    two_ways.touch(*inputs[:-1])
    office.current = BLOCKED
    two_ways.owner.run(10)
    two_ways.touch(inputs[-1])
    assert isinstance(two_ways.screen, FormQuestion)
    assert (registry.history, office.papers) == ([], [])


def test_pages_are_printed_while_the_slip_printer_is_out_of_paper(
    two_ways: Kiosk, office: ObedientOffice
) -> None:
    two_ways.printer.current = BLOCKED
    two_ways.owner.run(10)
    assert isinstance(visited(two_ways, "page"), DocumentDone) and office.papers == [PAGE]
    office.current = BLOCKED
    two_ways.owner.run(10)
    two_ways.touch(Touched(), Went(Consent()))
    assert two_ways.screen == Notice(Trouble.NO_PAPER_FOR_DOCUMENTS)


def test_a_page_that_comes_for_nobody_is_dropped(
    two_ways: Kiosk, registry: Registry, office: ObedientOffice
) -> None:
    inputs = way("page")
    two_ways.touch(*inputs[:-1])
    reserve = registry.reserve

    def late(asked: ReserveRequest) -> ReserveAnswer | Away | Refused:
        visit = two_ways.engine.state.visit
        assert visit is not None
        two_ways.engine.post(TimerFired(visit.id, Timer.LIMIT))
        return reserve(asked)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "reserve", late)
        two_ways.touch(inputs[-1])
    assert two_ways.screen == Notice(Trouble.SERVER_AWAY)
    two_ways.owner.run(10)
    assert (registry.history, registry.pin) == (["reserved", "free"], "free")
    assert (office.papers, two_ways.engine._slips) == ([], {})


PAGE_FAULTS: list[tuple[Outcome, JobState, Pin]] = [
    (FailedClean(BLOCKED), JobState.FAILED_CLEAN, "free"),
    (Uncertain(DISCONNECTED), JobState.UNCERTAIN, "undecided"),
]


@pytest.mark.parametrize(("outcome", "state", "pin"), PAGE_FAULTS, ids=["clean", "uncertain"])
def test_the_office_printer_fails(
    two_ways: Kiosk, registry: Registry, office: ObedientOffice, outcome: Outcome, state: JobState, pin: Pin
) -> None:
    office.outcomes.append(outcome)
    screen = visited(two_ways, "page")
    assert isinstance(screen, DocumentDone) and screen.job.state is state
    two_ways.owner.run(300)
    assert (registry.pin, len(office.papers)) == (pin, int(pin != "free")), "nothing is sent by itself"


def test_an_answer_of_the_other_form_is_none(two_ways: Kiosk, registry: Registry) -> None:
    with pytest.MonkeyPatch.context() as patch:
        reserve = registry.reserve
        patch.setattr(registry, "reserve", lambda asked: reserve(asked.model_copy(update={"form": "slip"})))
        assert visited(two_ways, "page") == Notice(Trouble.SERVER_AWAY)
    assert (registry.pin, two_ways.printer.papers) == ("free", [])


@pytest.mark.parametrize(("step", "papers", "pin"), CUTS, ids=[step for step, _, _ in CUTS])
def test_the_plug_is_pulled_over_a_page(
    registry: Registry, office: ObedientOffice, tmp_path: Path, step: str, papers: int, pin: Pin
) -> None:
    """As over a slip, but for what is known of one that was sent whole: nothing."""
    kiosk = Kiosk(tmp_path, site=WITH_PAGES, server=registry, office=office).start()
    with pytest.MonkeyPatch.context() as patch:
        inputs = way("page")
        kiosk.touch(*inputs[:-1])
        cut_at(step, kiosk, patch)
        with pytest.raises(PlugPulled):
            kiosk.touch(inputs[-1], Touched())
        kiosk.ledger.close()
    after = Kiosk(tmp_path, site=WITH_PAGES, at=kiosk.clock(), server=registry, office=office).start()
    after.owner.run(10)
    assert after.screen is None
    assert len(office.papers) == papers
    assert registry.pin == ("undecided" if pin == "used" else pin)
    assert all(PAGE not in file.read_bytes() for file in tmp_path.iterdir())
    after.ledger.close()
