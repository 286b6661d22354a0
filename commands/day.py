"""`anjungan day`: a whole mall day on real processes, played fast, with everything that can break."""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Thread

from commands.parts.frame import ROOT, add_profile
from commands.rehearsal.clock import Pace
from commands.rehearsal.people import (
    PASSWORD,
    DayOverError,
    Hall,
    KioskDeadError,
    KioskProcess,
    Officer,
    queue_at,
)
from commands.rehearsal.plan import Plan, Trouble, friday, plan
from commands.rehearsal.report import Judgement, judgement, page, summary
from commands.rehearsal.wire import Wire
from config.load import load_profile
from config.models import Profile
from config.parse import ProfileProblems
from server.folder import DATABASE
from server.run import bound
from server.site import site_of
from server.sqlite import SqliteStore, prepare_database

SUMMARY = "play a whole mall day in a few minutes, with all that breaks on it"
DESCRIPTION = """\
Starts the server and the kiosks as processes of their own, with temporary state, and lets a Friday pass in
front of them: citizens take numbers, officers call them, have lunch or go to prayer. Meanwhile the server is
killed, cables are pulled, paper runs out, and a kiosk is killed in the middle of its work. Kiosks run without
a screen, on printers of their own; all else is what runs in a mall.

At the end every number that was told or printed is looked for at the server. A page with charts shows waits,
and the estimated times against what happened. The same --seed draws the same day; who is faster by some
seconds may differ.

Ends with 0 where nothing was lost and no number was given twice, 1 where it was (or the day could not be
played), 64 after wrong usage.
"""
START_SECONDS = 120
END_SECONDS = 120.0
"""After closing, for what kiosks still hold to arrive."""


def count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no count")
    return int(text)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1, help="which day (default: 1)")
    parser.add_argument("--citizens", type=count, default=1500, help="who come (default: 1500)")
    parser.add_argument("--kiosks", type=count, default=12, help="(default: 12)")
    parser.add_argument("--counters", type=count, default=30, help="(default: 30)")
    parser.add_argument(
        "--speed",
        type=count,
        default=150,
        help="so many times as fast as a day, where the machine keeps up (default: 150)",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the page goes (default: a new folder)")
    add_profile(parser)


def run(arguments: argparse.Namespace) -> int:
    profile = load_profile(arguments.profile)
    if isinstance(profile, ProfileProblems):
        print(profile, file=sys.stderr)
        return 1
    drawn = plan(
        profile,
        seed=arguments.seed,
        day=friday(datetime.now(UTC).date()),
        citizens=arguments.citizens,
        kiosks=arguments.kiosks,
        counters=arguments.counters,
    )
    out = arguments.out or Path(tempfile.mkdtemp(prefix="anjungan-day-"))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="anjungan-") as folder:
        day = Day(profile, arguments.profile, drawn, Path(folder), arguments)
        found = day.play()
    if isinstance(found, str):
        print(found, file=sys.stderr)
        return 1
    file = out / "day.html"
    file.write_text(page(found, drawn, seed=arguments.seed), encoding="utf-8")
    for line in summary(found, arguments.seed):
        print(line)
    for wrong in (*found.lost, *found.doubled, *found.changed):
        print(f"WRONG: {wrong}")
    print(f"charts: {file}", flush=True)
    return 0 if found.is_right else 1


class Day:
    def __init__(
        self, profile: Profile, profile_folder: Path, drawn: Plan, folder: Path, wanted: argparse.Namespace
    ) -> None:
        self._profile = profile
        self._profile_folder = profile_folder
        self._plan = drawn
        self._folder = folder
        self._seed: int = wanted.seed
        self._clock = folder / "clock"
        self._pace = Pace(self._clock, drawn.opens - timedelta(minutes=10), speed=wanted.speed)
        self._server: subprocess.Popen[str] | None = None
        self._kiosks: int = wanted.kiosks
        self._began = time.monotonic()

    def play(self) -> Judgement | str:
        """What became of it, or why it could not be played."""
        listener = bound("127.0.0.1", 0)
        self._port = listener.getsockname()[1]
        listener.close()
        counters, tokens = self._furnish()
        if not self._start_server():
            return f"the server did not start:\n{(self._folder / 'server.log').read_text(encoding='utf-8')}"
        wires = [Wire(self._port) for _ in range(self._kiosks)]
        kiosks = [
            KioskProcess(number, self._command(number, wire, token), self._folder / f"kiosk-{number}.log")
            for number, (wire, token) in enumerate(zip(wires, tokens, strict=True))
        ]
        hall = Hall(self._pace, kiosks, self._profile.priorities[0].id if self._profile.priorities else None)
        try:
            with ThreadPoolExecutor(self._kiosks) as together:
                for started in [together.submit(kiosk.start) for kiosk in kiosks]:
                    started.result(START_SECONDS)
            self._say(f"{self._kiosks} kiosks are enrolled; the mall opens")
            self._live(hall, counters, wires)
            left = 0 if any(kiosk.silent for kiosk in kiosks) else self._carried(kiosks)
            for kiosk in kiosks:
                kiosk.end()
        finally:
            for kiosk in kiosks:
                kiosk.kill()
            for wire in wires:
                wire.close()
            self._kill_server()
        if silent := [kiosk.number + 1 for kiosk in kiosks if kiosk.silent]:
            return f"kiosks that did not answer a citizen: {silent}"
        forgotten = len(self._plan.citizens) - len(hall.told) - len(hall.turned_away)
        if forgotten:
            return f"{forgotten} citizens came and got neither a number nor a refusal"
        if left:
            return f"{left} events never arrived at the server"
        papers = [file for kiosk in kiosks if (file := self._state(kiosk.number) / "paper").exists()]
        return judgement(self._folder / "server" / DATABASE, papers, hall.told, hall.turned_away)

    def _furnish(self) -> tuple[list[int], list[str]]:
        """Officers and counters, and a token for each kiosk: the evening before."""
        state = self._folder / "server"
        state.mkdir(mode=0o700)
        unusable = prepare_database(state / DATABASE)
        assert unusable is None, "the folder is new"
        store = SqliteStore(state / DATABASE, site_of(self._profile))
        counters = []
        for one in self._plan.staffed:
            store.add_officer(name=one.officer, display_name=one.officer, password=PASSWORD, admin=False)
            counter = store.add_counter(number=one.number, agency=one.agency, place="")
            assert counter != "taken"
            counters.append(counter.counter_id)
        now = self._pace.now()
        tokens = [store.enrolment_token(kiosk_name=f"{one + 1}", now=now) for one in range(self._kiosks)]
        store.close_files()
        return counters, tokens

    def _state(self, kiosk: int) -> Path:
        return self._folder / f"kiosk-{kiosk}"

    def _command(self, kiosk: int, wire: Wire, token: str) -> Sequence[str]:
        folders = (str(self._profile_folder), str(self._state(kiosk)))
        return (*folders, wire.address, token, str(self._clock))

    # --- the server ---------------------------------------------------------------------------------------

    def _start_server(self) -> bool:
        options = ["--profile", str(self._profile_folder), "--state", str(self._folder / "server")]
        options += ["--listen", f"127.0.0.1:{self._port}", "--no-limits"]
        with (self._folder / "server.log").open("a", encoding="utf-8") as log:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "commands.rehearsal.server", str(self._clock), *options],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._server.stdout is not None
        return "http://" in self._server.stdout.readline()

    def _kill_server(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            assert self._server.stdout is not None
            self._server.stdout.close()

    # --- the day ------------------------------------------------------------------------------------------

    def _live(self, hall: Hall, counters: Sequence[int], wires: Sequence[Wire]) -> None:
        address, random = f"http://127.0.0.1:{self._port}", Random(self._seed)
        officers = [
            Officer(one, counter, address, hall, Random(random.random()))
            for one, counter in zip(self._plan.staffed, counters, strict=True)
        ]
        crowd = [
            Thread(target=queue_at, args=(hall, one, [c for c in self._plan.citizens if c.kiosk == one]))
            for one in range(self._kiosks)
        ]
        troubles = [
            Thread(target=self._trouble, args=(trouble, hall, wires)) for trouble in self._plan.troubles
        ]
        people = [Thread(target=_worked, args=(officer,)) for officer in officers]
        for thread in (*crowd, *people, *troubles):
            thread.start()
        self._pace.start()
        for hour in range(1, 9):
            self._pace.sleep_until(self._plan.opens + timedelta(hours=hour))
            with hall.news:
                numbers, own = len(hall.told), sum(one.own for one in hall.told)
            clock = self._pace.now().astimezone(self._profile.zone)
            self._say(f"{clock:%H.%M}: {numbers} numbers so far, {own} of them the kiosks' own")
        for thread in (*crowd, *troubles):
            thread.join()
        self._pace.sleep_until(self._plan.closes + timedelta(minutes=5))
        self._pace.stop()
        for thread in people:
            thread.join()

    def _trouble(self, trouble: Trouble, hall: Hall, wires: Sequence[Wire]) -> None:
        if not self._pace.sleep_until(trouble.begins):
            return
        who = trouble.kiosks
        match trouble.kind:
            case "server_killed":
                self._kill_server()
                self._pace.sleep_until(trouble.ends)
                with self._pace.deed():
                    self._start_server()
            case "network_cut":
                for one in who:
                    wires[one].pull()
                self._pace.sleep_until(trouble.ends)
                for one in who:
                    wires[one].put_back()
            case "paper_out":
                self._set_paper(hall, who, there=False)
                self._pace.sleep_until(trouble.ends)
                self._set_paper(hall, who, there=True)
            case "kiosk_killed":
                for one in who:
                    hall.kiosks[one].kill()
                self._pace.sleep_until(trouble.ends)
                for one in who:
                    hall.kiosks[one].start()

    def _set_paper(self, hall: Hall, who: Sequence[int], *, there: bool) -> None:
        for one in who:
            with suppress(KioskDeadError):
                hall.kiosks[one].ask(paper=there)

    def _carried(self, kiosks: Sequence[KioskProcess]) -> int:
        """Waits until the kiosks hold nothing that the server has not; how many events are left."""
        late = time.monotonic() + END_SECONDS
        while left := sum(int(kiosk.ask(unsynced=True)["unsynced"]) for kiosk in kiosks):
            if time.monotonic() > late:
                break
            time.sleep(0.2)
        return left

    def _say(self, line: str) -> None:
        print(f"[{time.monotonic() - self._began:5.0f} s] {line}", flush=True)


def _worked(officer: Officer) -> None:
    with suppress(DayOverError):
        officer.work()
