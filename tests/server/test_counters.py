"""Slips that are shown before their event has come: scripts, dropped rules, and whatever may happen."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from kiosk.wire import Issued
from server.store import QueuedTicket
from server.tables import intake, queues
from server.tables.transaction import Transaction
from tests.server.counters import ViolationError, World, ready_made


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ready_made(tmp_path_factory.mktemp("made"))


HOLD = {
    "one slip at two counters": "issue 0; show 0 0 =; show 1 0 =",
    "another paper's label": "cut 0; issue 0; issue 0; show 0 1 A-C001; show 1 0 =",
    "an earlier day": "issue 0; wait 24; sync 0; show 0 0 =",
    "an earlier day, lapsed": "issue 0; sync 0; wait 24; call_next 0; show 0 0 =; undo 0; show 1 0 =",
    "its event comes while it is served": "issue 0; show 0 0 =; sync 0; finish 0",
    "its event comes, it is taken back": "issue 0; issue 0; show 0 1 =; sync 0; undo 0; look; call 0",
    "its event is of another day": "cut 0; clock 0 -24; issue 0; show 0 0 =; join 0; sync 0; finish 0",
    "the same, taken back": "cut 0; clock 0 -24; issue 0; show 0 0 =; join 0; sync 0; undo 0; show 0 0 =",
    "another service": "issue 0 1 1; show 0 0 =",
    "two officers, one view": "issue 0; sync 0; look; call 0; call 1",
    "given back to its place": "issue 0; issue 0; sync 0; show 0 0 =; wait 1; undo 0; look; call 1",
    "yesterday's run": "cut 0; issue 0; wait 24; issue 0; show 0 1 =; finish 0; join 0; sync 0; show 1 0 =",
    "a typing error, undone": "cut 0; issue 0; issue 0; show 0 1 A-C001; undo 0; show 0 1 =; finish 0; "
    "show 1 0 =; join 0; sync 0",
    "a typing error, kept": "cut 0; issue 0; issue 0; show 0 1 A-C001; finish 0; show 1 0 =; finish 1; "
    "join 0; sync 0",
    "a clock a day ahead, over midnight": "clock 0 24; cut 0; issue 0; wait 24; issue 0; show 0 1 =; join 0; "
    "sync 0; wait 24; sync 0; cut 0; issue 0; join 0; sync 0",
    "five days dark": "cut 0; issue 0; wait 24; issue 0; wait 96; issue 0; show 0 1 =; join 0; "
    "sync 0; show 1 0 =",
    "undated, then taken in": "cut 0; boot 0; wait 24; issue 0; issue 0; join 0; sync 0; call_next 0; "
    "show 0 1 =; admit 1; call_next 1",
    "a site number, dark for days": "issue 0; show 0 0 =; finish 0; wait 23; wait 23; wait 23; call_next 0",
    "surrendered while it waits": "issue 0; sync 0; void 0; sync 0; call_next 0",
    "surrendered while it is served": "issue 0; sync 0; call_next 0; void 0; sync 0; finish 0",
    "surrendered, the call taken back": "issue 0; sync 0; call_next 0; void 0; sync 0; undo 0; call_next 0",
    "surrendered unheard": "cut 0; issue 0; show 0 0 =; undo 0; void 0; join 0; sync 0; call_next 0",
}


@pytest.mark.parametrize("scans", [False, True], ids=["typed", "scanned"])
@pytest.mark.parametrize("script", HOLD.values(), ids=HOLD.keys())
def test_nobody_is_called_twice_or_turned_away(made: Path, tmp_path: Path, script: str, scans: bool) -> None:
    World(made, tmp_path, scans=scans).play(script)


# --- each rule is needed ------------------------------------------------------------------------------------

Patch = Callable[[pytest.MonkeyPatch], object]
Found = sqlite3.Row | None
find = intake._provisional


def merging(fits: Callable[[sqlite3.Row, Issued], bool]) -> Patch:
    def found(tx: Transaction, body: Issued, granted_on: date | None) -> Found:
        row = find(tx, body, granted_on)
        return row if row is not None and fits(row, body) else None

    return lambda patch: patch.setattr(intake, "_provisional", found)


def only_today(patch: pytest.MonkeyPatch) -> None:
    rule = QueuedTicket.may_be_served
    patch.setattr(
        QueuedTicket, "may_be_served", lambda one, today: one.queue_day == today and rule(one, today)
    )


def only_what_kiosks_told(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(queues, "KNOWN", "ticket.issued_as IS NOT NULL")


MUTANTS: dict[str, tuple[str, Patch]] = {
    "one provisional a slip": (HOLD["one slip at two counters"], only_what_kiosks_told),
    "tickets of other days": (HOLD["an earlier day"], only_today),
    "merge": (HOLD["its event comes while it is served"], merging(lambda row, body: False)),
    "merge whatever the day": (
        HOLD["its event is of another day"],
        merging(lambda row, body: row["queue_day"] == str(body.issued_at.date())),
    ),
    "merge whatever the service": (
        HOLD["another service"],
        merging(lambda row, body: row["agency"] == body.agency),
    ),
}


@pytest.mark.parametrize(("script", "drop"), MUTANTS.values(), ids=MUTANTS.keys())
def test_a_dropped_rule_is_seen(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, drop: Patch
) -> None:
    drop(monkeypatch)
    world = World(made, tmp_path)
    with pytest.raises((ViolationError, sqlite3.IntegrityError)):
        world.play(script)
    world.close()


@pytest.mark.parametrize(
    "script", [HOLD["another paper's label"], "cut 0; issue 0; issue 0; show 0 1 A-C001"]
)
def test_without_check_characters_a_typing_error_takes_another_s_place(
    made: Path, tmp_path: Path, script: str
) -> None:
    world = World(made, tmp_path, alike=True)
    with pytest.raises(ViolationError):
        world.play(script)
    world.close()


WINDOW = "cut 0; issue 0; show 0 0 A-C002; join 0; sync 0; cut 0; issue 0"


def test_a_log_that_is_taken_in_to_its_end_ends_the_waiting_for_its_events(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder := tmp_path / "held").mkdir()
    World(made, folder, alike=True).play(WINDOW)
    monkeypatch.setattr(intake, "_orphan", lambda tx, kiosk, now: None)
    world = World(made, tmp_path, alike=True)
    with pytest.raises(ViolationError):
        world.play(WINDOW)
    world.close()


# --- anything that may happen -------------------------------------------------------------------------------

PLACES, PAPERS, FLAG = st.integers(0, 1), st.integers(0, 4), st.booleans()
LABELS = st.sampled_from(["="] * 4 + ["A-C001", "A-C002", "A-001"])


class Counters(RuleBasedStateMachine):
    made: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.world = World(self.made, Path(self.folder.name))
        self.failed = False

    def do(self, name: str, *values: object) -> None:
        try:
            getattr(self.world, name)(*values)
        except ViolationError:
            self.failed = True
            raise

    @rule(i=PLACES, site_number=FLAG, service=st.sampled_from([0, 0, 1]))
    def issue(self, i: int, site_number: bool, service: int) -> None:
        self.do("issue", i, site_number, service)

    @rule(i=PLACES, name=st.sampled_from(["cut", "join", "sync", "sync", "boot", "void"]))
    def kiosk(self, i: int, name: str) -> None:
        self.do(name, i)

    @rule(i=PLACES)
    def sync_twice(self, i: int) -> None:
        self.do("sync", i, True)

    @rule(i=PLACES, hours=st.sampled_from([-24, 0, 24]))
    def clock(self, i: int, hours: int) -> None:
        self.do("clock", i, hours)

    @rule(hours=st.sampled_from([0.1, 1, 24]))
    def wait(self, hours: float) -> None:
        self.do("wait", hours)

    @rule(
        c=PLACES, paper=PAPERS, typed=st.sampled_from(["="] * 4 + ["A-C001", "A-C002", "A-001"]), scans=FLAG
    )
    def show(self, c: int, paper: int, typed: str, scans: bool) -> None:
        self.world.scans = scans
        self.do("show", c, paper, typed)

    @rule(c=PLACES, name=st.sampled_from(["look", "call", "call_next", "finish", "undo", "admit"]))
    def counter(self, c: int, name: str) -> None:
        self.do(name, *(() if name == "look" else (c,)))

    def teardown(self) -> None:
        try:
            if not self.failed:
                self.world.heal()
        finally:
            self.world.close()
            self.folder.cleanup()


@pytest.fixture
def machine(made: Path) -> type[Counters]:
    return type("CountersOnCopies", (Counters,), {"made": made})


def test_whatever_happens_nobody_is_called_twice_or_turned_away(machine: type[Counters]) -> None:
    how = settings(
        max_examples=60,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=how)
