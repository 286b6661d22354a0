"""A document's print, cut off at each of its steps and failed in each way: the PIN is never lost, never used
twice. The real engine and ledger; the server keeps the book of one print PIN as the real one does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest

from kiosk.client import Away, Refused
from kiosk.visit.state import (
    Confirmed,
    Consent,
    DocumentChosen,
    DocumentDone,
    Ended,
    Input,
    Notice,
    Touched,
    Trouble,
    Typed,
    Went,
)
from kiosk.wire import (
    CollectionAnswer,
    DocumentLine,
    DocumentsAnswer,
    ReserveAnswer,
    ReserveRequest,
    SyncAnswer,
    SyncRequest,
)
from printers.states import FailedClean, JobState, Outcome, SentUnconfirmed, Uncertain
from tests.kiosk.bench import READY, Kiosk, ObedientServer
from tests.kiosk.documents import collection_of, slip_of

NIK, ACCESS, PRINT = "3171234567890123", "918273", "564738"
LINE = DocumentLine(request_id="r-1", kind="kk", state="ready", holder="Sari W.", ready_on=None)
SLIP = slip_of("kk")

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
                return Away("lost") if self.loses else ReserveAnswer(outcome="reserved", slip=SLIP)

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


def way() -> list[Input]:
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
    return [*to_list, DocumentChosen("r-1"), Confirmed(), *pads[2], Confirmed()]


def visited(kiosk: Kiosk) -> object:
    """A whole visit to the print PIN's end; the screen that it comes to, and then nobody is there."""
    kiosk.touch(*way())
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
