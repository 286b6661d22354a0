"""A whole kiosk, wired: profile, ledger, printer, server, engine, window."""

import logging
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

from config.models import Profile
from kiosk.client import Client, private_key
from kiosk.engine import Engine, Surroundings
from kiosk.ledger import Ledger, UnusableLedger, open_ledger
from kiosk.search import Index
from kiosk.visit.inputs import VoiceChanged
from kiosk.visit.state import Fitted, VoiceFault
from kiosk.workers import ThreadWorker, Workers
from printers.states import PagePrinter, Printer
from ui.bell import Bell
from ui.bridge import GuiThread
from ui.speech import Voice
from ui.theme import Panel
from ui.watchdog import Watchdog
from ui.window import CRASHED, SignalWatch, Window, application, crash_door, panel_of

LEDGER, KEY = "kiosk.db", "kiosk.key"
END_SECONDS = 20.0
"""The longest that a slip in the printer may hold up the end of the program; a page is then cancelled."""

Opened = Callable[[Window, GuiThread, Callable[[int], None]], None]
"""What is done once the window stands: window, its thread, and how to end the program with an exit code."""


def open_state(state: Path) -> Ledger | UnusableLedger:
    """The ledger of a state folder, which is made where there is none, for this user alone."""
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        return UnusableLedger(f"cannot use {state} as the state folder: {error.strerror}")
    return open_ledger(state / LEDGER)


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
    owner = GuiThread()
    enrolment = ledger.enrolment()
    client = (
        Client(
            enrolment.server,
            kiosk_id=enrolment.identity.kiosk_id,
            key=private_key(state / KEY),
            clock=_now,
            certificate=enrolment.certificate,
        )
        if enrolment is not None
        else None
    )
    threads = {
        name: ThreadWorker(name)
        for name in ("ledger", "printer", "office", "sync", "asker", "granter", "helper")
    }
    engine = Engine(
        profile,
        Surroundings(
            ledger,
            printer,
            client,
            Workers(**threads),
            owner,
            _now,
            _since_boot,
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

    def get_ready() -> None:
        """What the first screen need not wait for."""
        index()

    def voice_is(fault: VoiceFault | None) -> None:
        owner.deliver(lambda: engine.post(VoiceChanged(fault)))

    voice.watch(voice_is)
    window.on_first_frame(lambda: threads["asker"].submit(get_ready))
    window.open()
    engine.start()
    if opened is not None:
        opened(window, owner, app.exit)
    watchdog = Watchdog(window, code=CRASHED, end=crashed)
    code = app.exec()
    watchdog.close()
    engine.stop()
    if office is not None and not threads["office"].stop(END_SECONDS):
        office.close()
    for name in ("helper", "granter", "asker", "sync", "office", "printer", "ledger"):
        if not threads[name].stop(END_SECONDS):
            logging.getLogger("kiosk").warning("%s did not end in time", name)
    if not voice.close(END_SECONDS):
        logging.getLogger("kiosk").warning("speech did not end in time")
    printer.close()
    if client is not None:
        client.close()
    ledger.close()
    window.close_for_good()
    signals.close()
    return int(code)


def _since_boot() -> float:
    """Seconds, sleep included (CLOCK_BOOTTIME)."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _now() -> datetime:
    return datetime.now(UTC)
