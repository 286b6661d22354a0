"""Any history of three kiosks and a server: faults of message, power, clock, disk, database and witness."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.sync.world import SERIES, Crash, Net, World

EXAMPLES = 40
STEPS = 25
ANY = st.integers(0, 4)
ONE = st.integers(0, 2)
FLAG = st.booleans()
NETS: st.SearchStrategy[Net] = st.sampled_from(
    ["ok", "ok", "ok", "req_lost", "resp_lost", "late", "mid", "after"]
)
CRASHES: st.SearchStrategy[Crash] = st.sampled_from(
    ["no", "no", "no", "no", "before_commit", "after_commit", "after_print"]
)


class Histories(RuleBasedStateMachine):
    """Hypothesis leaves out rules at random by itself, so that some histories have few kinds of fault."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.world = World(self.folder)
        self.holds = True

    def do(self, op: str, *arguments: float | str) -> None:
        self.holds = False
        self.world.do(op, *arguments)
        self.holds = True

    @rule(i=ANY, series=st.sampled_from(SERIES), net=NETS, crash=CRASHES)
    def issue(self, i: int, series: str, net: Net, crash: Crash) -> None:
        self.do("issue", i, series, net, crash)

    @rule(i=ANY, twice=FLAG, ack_lost=FLAG)
    def sync(self, i: int, twice: bool, ack_lost: bool) -> None:
        self.do("sync", i, twice, ack_lost)

    @rule(op=st.sampled_from(["cut", "join", "off", "boot"]), i=ANY)
    def surroundings(self, op: str, i: int) -> None:
        self.do(op, i)

    @rule(i=ONE, hours=st.sampled_from([-30, -24, 0, 3, 24, 9600]))
    def clock(self, i: int, hours: int) -> None:
        self.do("clock", i, hours)

    @rule(tenths=st.sampled_from([1, 10, 120, 240]))
    def wait(self, tenths: int) -> None:
        self.do("wait", tenths / 10)

    @rule(old=FLAG, witness=st.sampled_from(["", "lose_witness", "foreign_witness"]), settle=FLAG)
    def restart(self, old: bool, witness: str, settle: bool) -> None:
        self.do("restart", old, witness, settle)

    @rule(memory=FLAG, settle=FLAG)
    def rollback(self, memory: bool, settle: bool) -> None:
        self.do("rollback", memory, settle)

    @rule(settle=FLAG)
    def night(self, settle: bool) -> None:
        self.do("night", settle)

    @rule(days=st.sampled_from([1, 2, 400]))
    def leap(self, days: int) -> None:
        self.do("leap", days)

    @rule(op=st.sampled_from(["save", "add_kiosk", "deliver_late", "set_right"]))
    def others(self, op: str) -> None:
        self.do(op)

    @rule(op=st.sampled_from(["mark_absent", "renew", "rekey"]), i=ONE)
    def of_a_kiosk(self, op: str, i: int) -> None:
        self.do(op, i)

    def teardown(self) -> None:
        try:
            if self.holds:
                self.world.heal()
        finally:
            self.world.close()
            shutil.rmtree(self.folder)


@pytest.mark.slow
def test_no_history_loses_or_doubles_a_number(campaign: int) -> None:
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=EXAMPLES * campaign,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
