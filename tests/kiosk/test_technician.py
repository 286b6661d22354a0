"""The technician's way: what opens it, what it prints, how it ends."""

from dataclasses import replace
from pathlib import Path

from config.models import TechnicianRules
from kiosk.visit.effects import Effect, PrintTrial
from kiosk.visit.inputs import (
    Cleared,
    Confirmed,
    Input,
    JobChanged,
    Paged,
    TechnicianCalled,
    Touched,
    TrialWanted,
    Typed,
    VoiceChanged,
    Went,
    WentBack,
)
from kiosk.visit.state import (
    Agencies,
    Facts,
    Home,
    Identity,
    JobView,
    State,
    Technician,
    TechnicianPin,
    TechnicianPrinter,
    Visit,
)
from kiosk.visit.step import step
from kiosk.visit.technician import TRIAL_SLIP
from printers.states import Cause, DeviceState, JobState, Status
from tests.kiosk.bench import Kiosk
from tests.sample import NOW, profile

PIN = "246810"
KNOWN = replace(profile(), technician=TechnicianRules(pin=PIN))
READY = Status(DeviceState.READY)
IDENTITY = Identity("01890000-0000-7000-8000-000000000001", 1, "C")


def begun(screen: Home | Agencies | None = None, **changes: object) -> State:
    facts = replace(Facts(KNOWN, NOW, READY, IDENTITY), **changes)  # type: ignore[arg-type]
    return State(facts, Visit(1, "id", screen) if screen else None, visits=1)


def after(state: State, *inputs: Input) -> tuple[State, tuple[Effect, ...]]:
    """The state, and what the last input asked for."""
    effects: tuple[Effect, ...] = ()
    for one in inputs:
        state, effects = step(state, one)
    return state, effects


def screen(state: State) -> object:
    return None if state.visit is None else state.visit.screen


PRINTER = Went(TechnicianPrinter())
TYPED = tuple(map(Typed, PIN))


def opened(**changes: object) -> State:
    state, _ = after(begun(Home(), **changes), TechnicianCalled(), *TYPED, Confirmed())
    assert screen(state) == Technician()
    return state


def test_the_right_pin_opens_it_and_leaving_ends_the_visit() -> None:
    assert screen(after(opened(), Confirmed())[0]) is None
    assert screen(after(opened(), WentBack())[0]) is None
    assert screen(after(opened(), Paged(1))[0]) == Technician(1)


def test_without_a_pin_in_the_profile_there_is_no_way() -> None:
    state, _ = after(begun(Home(), profile=profile()), TechnicianCalled())
    assert screen(state) == Home()
    assert screen(after(begun(profile=profile()), TechnicianCalled())[0]) is None


def test_it_opens_where_the_kiosk_is_not_enrolled_and_nowhere_within_a_citizens_way() -> None:
    assert screen(after(begun(identity=None), TechnicianCalled())[0]) == TechnicianPin()
    assert screen(after(begun(Agencies()), TechnicianCalled())[0]) == Agencies()
    back, _ = after(begun(identity=None), TechnicianCalled(), WentBack())
    assert back.visit is None


def test_three_wrong_pins_end_the_visit() -> None:
    wrong: tuple[Input, ...] = (*map(Typed, "111111"), Confirmed())
    state, _ = after(begun(Home()), TechnicianCalled(), *wrong)
    assert screen(state) == TechnicianPin(wrong=1)
    state, _ = after(state, *wrong)
    assert screen(state) == TechnicianPin(wrong=2)
    assert screen(after(state, *wrong)[0]) is None


def test_a_pin_that_is_not_whole_opens_nothing() -> None:
    state, _ = after(begun(Home()), TechnicianCalled(), *TYPED[:5], Confirmed())
    assert screen(state) == TechnicianPin(PIN[:5])
    assert screen(after(state, Typed("0"), Typed("7"))[0]) == TechnicianPin(PIN)
    assert screen(after(state, Cleared())[0]) == TechnicianPin()
    for other in ("²", "３", "07", "a", ""):
        assert screen(after(state, Typed(other))[0]) == TechnicianPin(PIN[:5])
    assert PIN[:5] not in repr(state.visit)


def test_the_printers_page_leads_back_and_nobody_else_comes_there() -> None:
    state, _ = after(opened(), PRINTER)
    assert screen(state) == TechnicianPrinter()
    assert screen(after(state, WentBack())[0]) == Technician()
    assert screen(after(begun(Home()), PRINTER)[0]) == Home()


def test_how_the_printer_is_and_how_the_last_slip_ended_are_facts(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, site=KNOWN).start()
    kiosk.owner.run(10)
    assert kiosk.engine.state.facts.last_slip is None
    kiosk.touch(Touched(), TechnicianCalled(), *TYPED, Confirmed(), PRINTER, TrialWanted())
    kiosk.owner.run(10)
    facts = kiosk.engine.state.facts
    assert facts.printer_since is not None and facts.printer_since <= facts.now
    last = facts.last_slip
    assert last is not None and (last.state, last.label) == (JobState.PRINTED, "")
    assert last.evidence is not None and last.at <= kiosk.clock()
    kiosk.touch(VoiceChanged("missing"))
    assert kiosk.engine.state.facts.voice == "missing"
    kiosk.ledger.close()


def test_one_test_slip_at_a_time() -> None:
    state, effects = after(opened(), PRINTER, TrialWanted())
    assert PrintTrial(1) in effects
    state, effects = after(state, TrialWanted())
    assert PrintTrial(1) not in effects
    printed = JobView("j", JobState.PRINTED, None, requirements=TRIAL_SLIP)
    state, _ = after(state, JobChanged(1, printed))
    assert state.visit is not None and state.visit.requirements == {TRIAL_SLIP: printed}
    assert PrintTrial(1) in after(state, TrialWanted())[1]


def test_no_test_slip_where_none_can_come() -> None:
    out = Status(DeviceState.BLOCKED, frozenset({Cause.PAPER_OUT}))
    assert PrintTrial(1) not in after(opened(printer=out), PRINTER, TrialWanted())[1]
    assert PrintTrial(1) not in after(opened(identity=None), PRINTER, TrialWanted())[1]


def test_the_trial_slip_comes_out_of_the_printer_and_leaves_no_event(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, site=KNOWN).start()
    kiosk.touch(Touched(), TechnicianCalled(), *TYPED, Confirmed(), PRINTER, TrialWanted())
    kiosk.owner.run(10)
    visit = kiosk.engine.state.visit
    assert visit is not None and visit.requirements[TRIAL_SLIP].state is JobState.PRINTED
    (paper,) = kiosk.printer.papers
    assert "Uji cetak" in repr(paper) and "BUKAN NOMOR ANTREAN" in repr(paper)
    assert [event.type for event in kiosk.server.taken] == []
    kiosk.ledger.close()


def test_a_touch_keeps_it_open() -> None:
    assert screen(after(opened(), Touched())[0]) == Technician()
