"""`anjungan demo`: server, virtual printer and kiosk in one go, with temporary state."""

import argparse
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread, Timer

from commands.parts.cast import Officer, Person, person_with_everything
from commands.parts.frame import DEFAULT_PROFILE, ROOT
from config.availability import always_open, opening
from config.load import load_families, load_profile
from config.models import Profile
from config.parse import ProfileProblems

SUMMARY = "run everything at once with temporary state, and show it"
DESCRIPTION = """\
Runs the server, a virtual printer and the kiosk on this machine, on free ports, with temporary state. Nothing
of it stays but the pictures.

With a screen it opens the kiosk's window, and says at which addresses the counter console and the board are,
who may sign in, and with which invented person's NIK and PINs a document can be printed. Ctrl-C ends all.

Without a screen, or with --visit, it plays visits by itself: it touches the window as a finger would, has the
number called by clicks in a browser, and leaves screens, slips, console and board as pictures in --out. No
NIK and no PIN is said then, or in them.

Ends with 0 when all went well, 1 when something did not (it says what); wrong usage ends with 64.
"""
VISITS = ("ticket", "kk", "ktp", "kia")
START_SECONDS = 60
PANEL = "1080x1920"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="DIR", help="where pictures go (default: a new folder)")
    parser.add_argument("--visit", choices=VISITS, help="play this visit alone")


def run(arguments: argparse.Namespace) -> int:
    profile = load_profile(DEFAULT_PROFILE)
    if isinstance(profile, ProfileProblems):
        print(profile, file=sys.stderr)
        return 1
    people = load_families(DEFAULT_PROFILE, profile.documents)
    if isinstance(people, ProfileProblems):
        print(people, file=sys.stderr)
        return 1
    closed = opening(profile.hours[0], datetime.now(UTC)).state != "open"
    if closed:
        profile = always_open(profile)
    alone = arguments.visit is not None or not has_screen()
    if alone:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["QT_QUICK_BACKEND"] = "software"
    out = arguments.out or Path(tempfile.mkdtemp(prefix="anjungan-demo-"))
    out.mkdir(parents=True, exist_ok=True)
    visits = (arguments.visit,) if arguments.visit else ("ticket", "kk")
    person = person_with_everything(people.families)
    with tempfile.TemporaryDirectory(prefix="anjungan-") as folder:
        state = Path(folder)
        officer, token = furnish(profile, state / "server")
        with running_server(state / "server", always=closed) as (server, first_admin):
            if first_admin is None:
                print(f"the server did not start:\n{(state / 'server.log').read_text()}", file=sys.stderr)
                return 1

            def crashed(code: int) -> None:
                server.kill()
                shutil.rmtree(state, ignore_errors=True)
                os._exit(code)

            return _show(
                profile, state, out, first_admin, crashed, officer, token, person, visits if alone else ()
            )


def has_screen() -> bool:
    """Whether Qt can open a window here; a missing library would abort it, so a child tries."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    probe = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    return subprocess.run((sys.executable, "-c", probe), capture_output=True, check=False).returncode == 0


def furnish(profile: Profile, state: Path) -> tuple[Officer, str]:
    """A server's state with an officer, counters for what many come for, and a kiosk's enrolment token."""
    from server.folder import DATABASE
    from server.site import site_of
    from server.sqlite import SqliteStore, prepare_database

    state.mkdir(mode=0o700)
    unusable = prepare_database(state / DATABASE)
    assert unusable is None, "the folder is new"
    store = SqliteStore(state / DATABASE, site_of(profile))
    officer = Officer(f"petugas-{secrets.token_hex(2)}", secrets.token_urlsafe(9))
    store.add_officer(
        name=officer.name, display_name="Petugas peraga", password=officer.password, admin=False
    )
    agencies = dict.fromkeys(service.agency.id for service in profile.popular) or dict.fromkeys(
        profile.agencies
    )
    for number, agency in enumerate(agencies, start=1):
        store.add_counter(number=str(number), agency=agency, place="")
    token = store.enrolment_token(kiosk_name="peraga", now=datetime.now(UTC))
    store.close_files()
    return officer, token


@contextmanager
def running_server(
    state: Path, *, always: bool, limits: bool = True
) -> Iterator[tuple[subprocess.Popen[str], str | None]]:
    """The real command in a process of its own; its link for the first admin, or None where it ended."""
    command = [
        sys.executable,
        "-m",
        "commands",
        "server",
        "--profile",
        str(DEFAULT_PROFILE),
        "--state",
        str(state),
    ]
    command += ["--listen", "127.0.0.1:0", *(["--always-open"] if always else [])]
    command += [] if limits else ["--no-limits"]
    log = state.with_suffix(".log").open("w", encoding="utf-8")
    with (
        log,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        ) as server,
    ):
        assert server.stdout is not None
        late = Timer(START_SECONDS, server.kill)
        late.start()
        try:
            link = None
            for line in server.stdout:
                if found := re.search(r"http://\S+first-admin\S+", line):
                    link = found[0]
                    break
            late.cancel()
            Thread(target=server.stdout.read, daemon=True).start()
            yield server, link
        finally:
            server.terminate()


def _show(
    profile: Profile,
    state: Path,
    out: Path,
    first_admin: str,
    crashed: Callable[[int], object],
    officer: Officer,
    token: str,
    person: Person,
    visits: Sequence[str],
) -> int:
    from commands.parts.assembly import run_kiosk
    from commands.parts.guide import Guide
    from kiosk.client import enrol, private_key
    from kiosk.folder import KEY, open_state
    from kiosk.ledger import Enrolment, Ledger
    from kiosk.visit.state import Fitted, Identity
    from kiosk.wire import EnrolAnswer
    from printers.addresses import link_to
    from printers.link import Link
    from printers.models import load_model
    from server.board import voice_key
    from server.documents import secret_key
    from server.folder import CITIZEN_KEY
    from ui.speech import Espeak, device
    from ui.theme import PANELS

    address = first_admin.partition("/first-admin")[0]
    ledger, model = open_state(state / "kiosk"), load_model("epson-tm-t82")
    assert isinstance(ledger, Ledger) and model is not None
    paper = f"virtual:{out}"
    printer = link_to(paper, model, time.monotonic)
    assert isinstance(printer, Link)
    answer = enrol(address, token=token, key=private_key(state / "kiosk" / KEY), host="demo")
    if not isinstance(answer, EnrolAnswer):
        print(f"the kiosk could not enrol: {answer}", file=sys.stderr)
        return 1
    identity = Identity(answer.kiosk_id, answer.epoch, answer.letter)
    ledger.enrol(Enrolment(address, identity, answer.certificate), answer.business_day, answer.marks)
    board = f"{address}/board?voice={voice_key(secret_key(state / 'server' / CITIZEN_KEY))}"
    _explain(address, board, first_admin, officer, person, out, alone=bool(visits))
    guide = Guide(profile, out, address, officer, person) if visits else None
    return run_kiosk(
        replace(profile, public_address=address),
        ledger,
        state / "kiosk",
        printer,
        Fitted(model.title, paper, model.dots, model.dpi),
        Espeak(device("default")),
        panel=PANELS[PANEL] if visits else None,
        windowed=True,
        opened=guide.plays(visits) if guide else None,
        crashed=crashed,
    )


def _explain(
    address: str, board: str, first_admin: str, officer: Officer, person: Person, out: Path, *, alone: bool
) -> None:
    documents = ", ".join(f"{request.kind.upper()} print PIN {request.print_pin}" for request in person.ready)
    print(f"Counter console  {address}/console   (sign in: {officer.name}, password {officer.password})")
    print(f"Board            {board}")
    print(f"Administration   {first_admin}   (whoever opens it first)")
    print(f"Pictures of slips {'and screens ' if alone else ''}appear in {out}")
    if not alone:
        print(f"An invented person: NIK {person.nik}, access PIN {person.access_pin}; {documents}")
        print("Ctrl-C here ends all of it.")
    sys.stdout.flush()
