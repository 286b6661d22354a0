"""A mall's day: drawn from its seed, played on real processes, and judged by what is on paper."""

import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import pytest

from commands.parts.frame import ROOT
from commands.rehearsal.clock import LONGEST_DEED_SECONDS, Pace, clock_of
from commands.rehearsal.people import Told
from commands.rehearsal.plan import Plan, friday, plan
from commands.rehearsal.report import judgement, page
from config.load import load_profile
from config.models import Profile
from tests.server.parts import NOW, bring, enrolled, issued, open_store

DEFAULT = ROOT / "config" / "profiles" / "default"
FRIDAY = date(2026, 4, 17)


def drawn(seed: int = 1) -> Plan:
    profile = load_profile(DEFAULT)
    assert isinstance(profile, Profile)
    return plan(profile, seed=seed, day=FRIDAY, citizens=300, kiosks=12, counters=30)


# --- the plan -----------------------------------------------------------------------------------------------


def test_a_seed_draws_the_same_day_and_another_seed_another() -> None:
    assert drawn() == drawn()
    assert drawn().citizens != drawn(2).citizens


def test_the_day_has_everything_that_breaks_and_people_for_every_counter() -> None:
    one = drawn()
    assert {trouble.kind for trouble in one.troubles} == {
        "server_killed",
        "network_cut",
        "paper_out",
        "kiosk_killed",
    }
    assert {citizen.agency for citizen in one.citizens} <= {counter.agency for counter in one.staffed}
    assert len(one.staffed) == len({counter.number for counter in one.staffed}) == 30
    assert all(one.opens <= citizen.at < one.closes - timedelta(hours=1) for citizen in one.citizens)
    prayer = one.opens + timedelta(hours=4, minutes=15)
    at_work = [any(begins <= prayer < ends for begins, ends in counter.shifts) for counter in one.staffed]
    assert 5 <= sum(at_work) <= 15


@pytest.mark.parametrize("day", [date(2026, 4, 17), date(2026, 4, 11), date(2026, 4, 14)])
def test_the_day_is_a_friday(day: date) -> None:
    assert friday(day) == FRIDAY


# --- its time -----------------------------------------------------------------------------------------------


def test_time_waits_for_who_is_at_work_and_all_read_the_same(tmp_path: Path) -> None:
    pace = Pace(tmp_path / "clock", NOW, speed=1e6)
    clock = clock_of(tmp_path / "clock")
    assert clock() == pace.now() == NOW
    with pace.deed():
        pace.start()
        assert pace.sleep_until(NOW + timedelta(seconds=LONGEST_DEED_SECONDS))
        waiting: list[bool] = []
        later = NOW + timedelta(days=1)
        thread = Thread(target=lambda: waiting.append(pace.sleep_until(later)))
        thread.start()
        thread.join(0.2)
        assert clock() == NOW + timedelta(seconds=LONGEST_DEED_SECONDS) and waiting == []
    thread.join(10)
    pace.stop()
    assert waiting == [True] and clock() == pace.now() >= later
    assert not pace.sleep_until(pace.now() + timedelta(days=9)), "the day is over"


# --- its judgement ------------------------------------------------------------------------------------------

CODES = ("0000000001", "0000000002", "0000000003")


def judged(folder: Path, *, told: tuple[str, ...], printed: tuple[str, ...], labels: dict[str, str]) -> str:
    """Of a server that has three tickets, A-C001 to A-C003; what is wrong."""
    store = open_store(folder)
    kiosk = enrolled(store)
    bring(store, kiosk, [issued(number + 1, letter=kiosk.letter, code=CODES[number]) for number in range(3)])
    store.close_files()
    paper = folder / "paper"
    paper.write_text("".join(f"{code}\n" for code in printed), encoding="ascii")
    citizen = drawn().citizens[0]
    words = [
        Told(citizen, 0, NOW, labels.get(code, f"A-C{int(code):03d}"), code, True, True, None)
        for code in told
    ]
    found = judgement(folder / "server.db", [paper], words, ())
    assert found.is_right == (not (found.lost + found.doubled + found.changed))
    assert ("nothing lost" in page(found, drawn(), seed=1)) == found.is_right
    parts = (("lost", found.lost), ("doubled", found.doubled), ("changed", found.changed))
    return " ".join(f"{word}:{one}" for word, of in parts for one in of)


@pytest.mark.parametrize(
    ("told", "printed", "labels", "wrong"),
    [
        (CODES, CODES, {}, ""),
        (CODES[:1], CODES, {}, ""),
        (CODES, (*CODES, "000000000X"), {}, "lost:000000000X"),
        ((*CODES, "0000000009"), CODES, {}, "lost:0000000009"),
        (CODES, (*CODES, CODES[0]), {}, "doubled:0000000001"),
        ((*CODES, CODES[2]), CODES, {}, "doubled:0000000003"),
        (CODES, CODES, {CODES[1]: "A-009"}, "changed:A-009"),
        ((*CODES, "0000000009"), (), {"0000000009": "A-C001"}, "lost:0000000009 doubled:A-C001"),
    ],
)
def test_what_is_on_paper_is_looked_for(
    tmp_path: Path, told: tuple[str, ...], printed: tuple[str, ...], labels: dict[str, str], wrong: str
) -> None:
    assert judged(tmp_path, told=told, printed=printed, labels=labels) == wrong


# --- all of it ----------------------------------------------------------------------------------------------


@pytest.mark.e2e
@pytest.mark.slow
def test_a_short_day_loses_nothing(tmp_path: Path) -> None:
    words = ["--citizens", "80", "--kiosks", "3", "--counters", "6", "--speed", "1200", "--seed", "7"]
    ended = subprocess.run(
        [sys.executable, "-m", "commands", "day", *words, "--out", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    found = re.search(r"(\d+) numbers taken, (\d+) of them the kiosks' own, (\d+) on paper", ended.stdout)
    assert found is not None, ended.stdout
    taken, own, paper = map(int, found.groups())
    assert taken == 80 and 0 < own < taken and paper > taken * 0.8
    assert "lost 0, doubled 0, changed 0, quarantined 0" in ended.stdout
    assert "<svg" in (tmp_path / "day.html").read_text(encoding="utf-8")
