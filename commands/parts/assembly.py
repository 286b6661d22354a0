"""A whole kiosk, wired: profile, ledger, printer, server, engine, window."""

import logging
import os
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from uuid import uuid4

from commands.parts.frame import boot_clock, wall_clock
from config.look.icons import read_icons
from config.models import Profile
from kiosk.client import Client, private_key
from kiosk.engine import Engine
from kiosk.folder import KEY
from kiosk.ledger import Ledger
from kiosk.search import Index
from kiosk.surroundings import Surroundings
from kiosk.visit.inputs import VoiceChanged
from kiosk.visit.state import Fitted, VoiceFault
from kiosk.workers import ThreadWorker, Worker, Workers, start_threads, stop_threads
from printers.states import PagePrinter, Printer
from ui.bell import Bell
from ui.bridge import GuiThread
from ui.speech import Voice
from ui.theme import Panel
from ui.watchdog import Watchdog
from ui.window import CRASHED, SignalWatch, Window, application, crash_door, panel_of

END_SECONDS = 20.0
"""The longest that a slip in the printer may hold up the end of the program; a page is then cancelled."""

log = logging.getLogger("kiosk")

Opened = Callable[[Window, GuiThread, Callable[[int], None]], None]
"""What is done once the window stands: window, its thread, and how to end the program with an exit code."""


def run_kiosk(
    profile: Profile,
    ledger: Ledger,
    state: Path,
    printer: Printer,
    fitted: Fitted,
    voice: Voice,
    *,
    panel: Panel | None,
    windowed: bool,
    office: PagePrinter | None = None,
    opened: Opened | None = None,
    crashed: Callable[[int], object] = os._exit,
) -> int:
    """Runs until Ctrl-C, SIGTERM or `opened`'s word; the exit code. A bug ends in `crashed`."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(name)s %(message)s")
    crash_door(crashed)
    app = application(["anjungan"])
    owner, client, threads = GuiThread(), _client(ledger, state), start_threads()
    engine = Engine(
        profile,
        Surroundings(
            ledger,
            printer,
            client,
            Workers(**threads),
            owner,
            wall_clock,
            boot_clock,
            Bell().ring,
            office=office,
        ),
        boot_id=str(uuid4()),
        show=lambda shown: window.show_state(shown),  # noqa: PLW0108 the window is made below
        fitted=fitted,
    )
    index = cache(lambda: Index(profile))
    window = Window(
        engine.state,
        panel=panel or panel_of(app, windowed=windowed),
        find=lambda text, language: index().find(text, language),
        post=engine.post,
        voice=voice,
        windowed=windowed,
        clock=time.monotonic,
    )
    signals = SignalWatch(app)

    def voice_is(fault: VoiceFault | None) -> None:
        owner.deliver(lambda: engine.post(VoiceChanged(fault)))

    voice.watch(voice_is)
    _read_ahead(window, owner, threads["asker"], index)
    window.open()
    engine.start()
    if opened is not None:
        opened(window, owner, app.exit)
    watchdog = Watchdog(window, code=CRASHED, end=crashed)
    code = app.exec()
    watchdog.close()
    engine.stop()
    _end(threads, office, voice)
    printer.close()
    client.close()
    ledger.close()
    window.close_for_good()
    signals.close()
    return int(code)


def _client(ledger: Ledger, state: Path) -> Client:
    enrolment = ledger.enrolment()
    assert enrolment is not None, "only an enrolled kiosk is started"
    return Client(
        enrolment.server,
        kiosk_id=enrolment.identity.kiosk_id,
        key=private_key(state / KEY),
        clock=wall_clock,
        certificate=enrolment.certificate,
    )


def _read_ahead(window: Window, owner: GuiThread, worker: Worker, index: Callable[[], Index]) -> None:
    """Once the first frame stands, what its screen need not wait for."""

    def read() -> None:
        index()
        read_icons()

    def first_frame() -> None:
        worker.submit(read)
        owner.deliver(window.read_pages)

    window.on_first_frame(first_frame)


def _end(threads: dict[str, ThreadWorker], office: PagePrinter | None, voice: Voice) -> None:
    """What is under way is waited for, but not for ever."""
    if office is not None and not threads["office"].stop(END_SECONDS):
        office.close()
    for name in stop_threads(threads, END_SECONDS):
        log.warning("%s did not end in time", name)
    if not voice.close(END_SECONDS):
        log.warning("speech did not end in time")
