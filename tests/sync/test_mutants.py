"""The tests can see: a program that lacks one rule fails a test that is named here.

Each mutant is the program with some lines replaced, in a folder of its own; the test that it must fail runs
there as it runs here. Three of them always, all in a campaign.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands.parts.frame import ROOT


@dataclass(frozen=True, slots=True)
class Mutant:
    file: str
    lines: dict[str, str]
    """What stands there once, and what stands there instead."""
    fails: str
    always: bool = False


LEDGER, STORE = "kiosk/ledger.py", "server/sqlite.py"
POWER = "tests/sync/test_power_cut.py::"
HISTORY = "tests/sync/test_scripts.py::test_holds"

MUTANTS = {
    "the ledger does not wait for its disk": Mutant(
        LEDGER,
        {'"synchronous=FULL": 2': '"synchronous=NORMAL": 1'},
        f"{POWER}test_no_power_cut_takes_back_what_was_said",
    ),
    "the store does not wait for its disk": Mutant(
        STORE,
        {'"synchronous=FULL": 2': '"synchronous=NORMAL": 1'},
        f"{POWER}test_no_power_cut_takes_back_what_the_server_answered",
    ),
    "the witness does not wait for its disk": Mutant(
        "server/witness.py",
        {"            os.fdatasync(file)\n": ""},
        f"{POWER}test_no_power_cut_takes_back_what_the_server_answered",
    ),
    "a number of the kiosk's need not be unique": Mutant(
        "kiosk/schema.sql",
        {"CREATE UNIQUE INDEX ticket_own": "CREATE INDEX ticket_own"},
        "tests/kiosk/test_ledger.py::test_a_label_that_is_there_comes_no_second_time_whatever_is_counted",
    ),
    "a number of the site's need not be unique": Mutant(
        "server/migrations/versions/v0001_tables.py",
        {", UNIQUE (site, label_day, series, number)": ""},
        "tests/server/test_grants.py::test_a_number_that_was_granted_is_not_granted_again_whatever_counts",
        always=True,
    ),
    "the witness is written after the answer": Mutant(
        STORE,
        {
            "        self._owed = transaction.witness or self._owed\n        self._pay_witness()\n": (
                "        self._owed = transaction.witness or self._owed\n"
            ),
            'return given if self._owed is None else "no_witness"': "return given",
        },
        f"{HISTORY}[the witness is down before the answer]",
        always=True,
    ),
    "nobody settles": Mutant(
        "server/trust.py",
        {"over = monotonic - self.began >= SETTLING_SECONDS": "over = True"},
        f"{HISTORY}[settling]",
    ),
    "settling is over when all known have spoken": Mutant(
        "server/trust.py",
        {
            "over = monotonic - self.began >= SETTLING_SECONDS": (
                "over = monotonic - self.began >= SETTLING_SECONDS or len(self.heard) >= 3"
            )
        },
        f"{HISTORY}[it is not over when all known have spoken]",
    ),
    "a doubt leaves no mark": Mutant(
        "server/tables/trust.py",
        {"if not agreed:\n        found = give(tx, found)": "if not agreed:\n        _write(tx, found)"},
        f"{HISTORY}[a restore day ends though the server is off at night]",
    ),
    "kiosks move the day on": Mutant(
        "server/clock.py",
        {
            "min(self._own(wall, at), wall - error)": "wall - error",
            "return few and self._own(wall, at) - wall <= JUMP": "return False",
        },
        f"{HISTORY}[a fast clock moves no day at a morning]",
    ),
    "a changed key is forgotten with the database": Mutant(
        "server/tables/enrolment.py",
        {"SET public_key = ?2, key_number = ?3, next_key = NULL": "SET key_number = ?3, next_key = NULL"},
        f"{HISTORY}[a changed key comes back]",
    ),
    "who was off at a restore begins another": Mutant(
        "server/tables/trust.py",
        {"if ahead and not is_known(seen, found):": "if ahead:"},
        f"{HISTORY}[who was off at a restore is part of it]",
    ),
    "a day that was none begins a run when it truly comes": Mutant(
        LEDGER,
        {"WHERE label_day = ? AND letter": "WHERE ? IS NULL AND letter"},
        f"{HISTORY}[a day that was none begins no run when it truly comes]",
    ),
    "own numbers go on within a wrong day's run": Mutant(
        LEDGER,
        {"WHERE letter <> '' AND run_day > ?1": "WHERE ?1 IS NULL AND letter <> '' AND run_day > ?1"},
        f"{HISTORY}[own numbers go on above those of a day that was interrupted]",
    ),
    "what only kiosks know is not taken back": Mutant(
        "server/tables/trust.py",
        {"max(_ahead(outside, known, day).values(), default=day)": "day"},
        f"{HISTORY}[staff take back what only kiosks know]",
    ),
    "site numbers begin again below a wrong day's": Mutant(
        "server/tables/trust.py",
        {"AND label_day > ?2 GROUP BY series": "AND label_day < ?2 GROUP BY series"},
        f"{HISTORY}[site numbers go on above those of a day that was none]",
    ),
    "an acknowledged event is deleted at once": Mutant(
        LEDGER,
        {"((now - KEPT).isoformat(),),": "(now.isoformat(),),"},
        f"{HISTORY}[an acknowledged event stays]",
        always=True,
    ),
    "an event is deleted that the server has not": Mutant(
        LEDGER,
        {"WHERE seq <= (SELECT acked FROM numbering)\n                AND": "WHERE"},
        "tests/kiosk/test_ledger.py::test_acknowledged_events_stay_thirty_days_and_the_last_for_ever",
    ),
}


def made(mutant: Mutant, folder: Path) -> None:
    """The project, with one room of its own."""
    room = Path(mutant.file).parts[0]
    for one in ROOT.iterdir():
        if one.name == room:
            shutil.copytree(one, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
        elif not one.name.startswith("."):
            (folder / one.name).symlink_to(one)
    file = folder / mutant.file
    text = file.read_text(encoding="utf-8")
    for line, instead in mutant.lines.items():
        assert text.count(line) == 1, f"{mutant.file} has it {text.count(line)} times: {line}"
        text = text.replace(line, instead)
    file.write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTANTS)
def test_is_seen(tmp_path: Path, campaign: int, name: str) -> None:
    mutant = MUTANTS[name]
    made(mutant, tmp_path)
    if campaign == 1 and not mutant.always:
        return  # its lines stand where they must
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", mutant.fails],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1 and "1 failed" in ran.stdout, ran.stdout + ran.stderr
