"""Plays visits by itself: a finger at the kiosk's window, clicks in a browser, and a picture of each step."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TypeVar

from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from commands.parts.cast import Officer, Person
from config.models import DocumentKind, Profile
from kiosk.workers import called
from ui.bridge import GuiThread
from ui.hand import Hand
from ui.screens.phrases import document_name
from ui.texts import read_texts
from ui.window import Window

T = TypeVar("T")

PATIENCE_SECONDS = 60.0
"""The longest that a thing may take to appear; a machine may be slow."""
LOOK_SECONDS = 0.05


class NotThereError(Exception):
    """What a person would have waited for did not come."""


class Finger:
    """A `Hand` that another thread moves: looks, touches when the thing is there, waits for what comes."""

    def __init__(self, window: Window, owner: GuiThread) -> None:
        self._window, self._owner = window, owner
        self._hand = self._on_gui(lambda: Hand(window))

    def tap(self, name: str) -> None:
        self._until(lambda: self._hand.tap(name), f"{name!r} to touch")

    def waits(self, *names: str) -> str:
        """Which of these came first."""

        def seen() -> str:
            return next((name for name in names if self._hand.sees(name)), "")

        return self._until(seen, f"{' or '.join(names)} to appear")

    def reads(self, text: str) -> None:
        """Waits for words, pressable or not."""
        self._until(lambda: self._hand.reads(text), f"the words {text!r}")

    def sees(self, name: str) -> bool:
        return self._on_gui(lambda: self._hand.sees(name))

    def types(self, text: str) -> None:
        for character in text:
            self.tap(character)

    def picture(self, file: Path) -> None:
        saved = self._on_gui(lambda: self._window.picture().save(str(file)))
        assert saved

    def _until(self, look: Callable[[], T], what: str) -> T:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if found := self._on_gui(look):
                return found
            time.sleep(LOOK_SECONDS)
        there = ", ".join(self._on_gui(self._hand.names))
        raise NotThereError(f"waited in vain for {what}; there were: {there}")

    def _on_gui(self, call: Callable[[], T]) -> T:
        return called(self._owner.deliver, call, PATIENCE_SECONDS)


class Guide:
    """`out` gets the pictures; slips are already on their way there."""

    def __init__(self, profile: Profile, out: Path, address: str, officer: Officer, person: Person) -> None:
        self._profile = profile
        self._out = out
        self._address = address
        self._officer = officer
        self._person = person
        self._pictures: list[tuple[str, str]] = []
        self._old = set(out.glob("slip-*.png"))

    def plays(self, visits: Sequence[str]) -> Callable[[Window, GuiThread, Callable[[int], None]], None]:
        """For `run_kiosk`: begins once the window stands, and ends the program with what it came to."""

        def opened(window: Window, owner: GuiThread, end: Callable[[int], None]) -> None:
            def play() -> None:
                code = self._play(Finger(window, owner), visits)
                owner.deliver(lambda: end(code))

            Thread(target=play, name="guide", daemon=True).start()

        return opened

    def _play(self, finger: Finger, visits: Sequence[str]) -> int:
        try:
            for visit in visits:
                if visit == "ticket":
                    self._ticket(finger)
                else:
                    self._document(finger, _kind(visit))
        except (NotThereError, Error, AssertionError, TimeoutError) as error:
            print(f"the demonstration stopped: {error}", file=sys.stderr)
            return 1
        for name, what in self._pictures:
            print(f"{self._out / name}  {what}")
        return 0

    # --- at the kiosk -----------------------------------------------------------------------------------

    def _ticket(self, finger: Finger) -> None:
        service = self._profile.popular[0]
        letters = "".join(letter for letter in service.name.id.upper() if letter.isalnum())[:4]
        finger.waits("Sentuh layar")
        self._shot(finger, "ticket-attract", "the screen that waits")
        finger.tap("Sentuh layar")
        finger.waits("Cari layanan")
        self._shot(finger, "ticket-home", "home: search, doors, what many come for")
        finger.tap("Ambil nomor antrean")
        finger.waits(service.agency.short)
        self._shot(finger, "ticket-agencies", "the agencies")
        finger.tap(service.agency.short)
        finger.waits("Kembali")
        self._shot(finger, "ticket-services", "an agency's services")
        finger.tap("Kembali")
        finger.waits(service.agency.short)
        finger.tap("Kembali")
        finger.waits("Cari layanan")
        finger.tap("Cari layanan")
        finger.types(letters)
        finger.waits(service.name.id)
        self._shot(finger, "ticket-search", f"search after {len(letters)} letters")
        finger.tap(service.name.id)
        finger.waits("Ambil nomor")
        self._shot(finger, "ticket-service", "requirements, fee and time")
        finger.tap("Ambil nomor")
        if self._profile.priorities:
            finger.waits("Tidak")
            self._shot(finger, "ticket-priority", "who goes first")
            finger.tap("Tidak")
        finger.waits("Selesai")
        self._slip("slip-ticket", "the ticket's slip, dot for dot")
        finger.reads("Ambil slip Anda")
        self._shot(finger, "ticket-done", "the number, and where to go")
        finger.tap("Selesai")
        finger.waits("Sentuh layar")
        self._call(service.agency.id)

    def _document(self, finger: Finger, kind: DocumentKind) -> None:
        request = self._person.request(kind)
        finger.waits("Sentuh layar")
        finger.tap("Sentuh layar")
        finger.waits("Cetak")
        finger.tap("Cetak")
        finger.waits("Setuju")
        self._shot(finger, f"{kind}-consent", "what is asked, what for, and what is kept")
        finger.tap("Setuju")
        finger.waits("1")
        finger.types(self._person.nik)
        self._shot(finger, f"{kind}-nik", "the NIK, hidden as it is typed")
        finger.tap("Lanjut")
        finger.waits("1")
        finger.types(self._person.access_pin)
        self._shot(finger, f"{kind}-access-pin", "the access PIN")
        finger.tap("Lanjut")
        name = document_name(kind, read_texts("id"))
        finger.waits(name)
        finger.tap(name)
        finger.waits("Cetak bukti")
        self._shot(finger, f"{kind}-documents", "what is ready for this person")
        finger.tap("Cetak bukti")
        finger.waits("1")
        finger.types(request.print_pin)
        self._shot(finger, f"{kind}-print-pin", "the print PIN")
        finger.tap("Cetak bukti")
        finger.waits("Selesai")
        self._slip(f"slip-{kind}", f"the {kind.upper()} slip: no civil document, and it says so")
        self._shot(finger, f"{kind}-done", "take the slip")
        finger.tap("Selesai")
        finger.waits("Sentuh layar")

    def _shot(self, finger: Finger, name: str, what: str) -> None:
        finger.picture(self._out / f"{name}.png")
        self._pictures.append((f"{name}.png", what))

    def _slip(self, name: str, what: str) -> None:
        """The paper that just fell, under a name that says what it is."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (papers := sorted(set(self._out.glob("slip-[0-9]*.png")) - self._old)):
            if time.monotonic() > deadline:
                raise NotThereError("no slip fell out of the printer")
            time.sleep(LOOK_SECONDS)
        slip = self._out / f"{name}.png"
        os.replace(papers[-1], slip)
        self._pictures.append((slip.name, what))

    # --- in the browser ---------------------------------------------------------------------------------

    def _call(self, agency: str) -> None:
        """An officer signs in, takes the agency's counter and calls; the board shows it."""
        with browser() as chromium:
            board = chromium.new_page(viewport={"width": 1920, "height": 1080})
            board.goto(f"{self._address}/board")
            console = chromium.new_page(viewport={"width": 1366, "height": 768})
            console.goto(f"{self._address}/console")
            console.get_by_label("Nama pengguna").fill(self._officer.name)
            console.get_by_label("Kata sandi").fill(self._officer.password)
            console.get_by_role("button", name="Masuk").click()
            console.wait_for_url("**/counter")
            self._page(console, "console-counter", "the officer picks a counter")
            short = self._profile.agencies[agency].short
            console.locator("button, a").filter(has_text=short).first.click()
            console.wait_for_url("**/console")
            waiting = console.locator(".queue li").first
            expect(waiting).to_be_visible(timeout=PATIENCE_SECONDS * 1000)
            self._page(console, "console-waiting", "the counter console: who waits")
            console.get_by_role("button", name="Panggil berikutnya").click()
            serving = console.locator("#serving")
            expect(serving).to_be_visible(timeout=PATIENCE_SECONDS * 1000)
            label = serving.inner_text()
            expect(board.get_by_text(label).first).to_be_visible(timeout=PATIENCE_SECONDS * 1000)
            self._page(console, "console-serving", f"{label} was called by a click")
            self._page(board, "board", f"the board shows {label} at once")

    def _page(self, page: Page, name: str, what: str) -> None:
        page.screenshot(path=self._out / f"{name}.png")
        self._pictures.append((f"{name}.png", what))


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium; as root it has no sandbox, and a small /dev/shm is left alone."""
    words = ["--disable-dev-shm-usage", "--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"), args=words
        )
        try:
            yield browser
        finally:
            browser.close()


def _kind(visit: str) -> DocumentKind:
    match visit:
        case "kk" | "ktp" | "kia":
            return visit
        case _:
            raise ValueError(visit)
