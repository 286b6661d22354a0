"""A real Chromium, and a visitor who opens pages in it and hears what they complain of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import ConsoleMessage, Page, ViewportSize, expect, sync_playwright

CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
)
"""The first two: as root, and where /dev/shm is tiny, Chromium does not start without."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Opens pages, each in a browser profile of its own, and keeps what they complain of."""

    browser: Chromium
    complaints: list[str] = field(default_factory=list)
    forgiven: tuple[str, ...] = ()
    """Parts of complaints that a test brings about: an answer 409, a server that is away."""

    def open(
        self, address: str, *, size: tuple[int, int] = (1366, 768), script: bool = True, token: str = ""
    ) -> Page:
        """`token`: of an officer's session, who is signed in then."""
        viewport = ViewportSize(width=size[0], height=size[1])
        context = self.browser.new_context(viewport=viewport, java_script_enabled=script)
        if token:
            context.add_cookies([{"name": "anjungan", "value": token, "url": urljoin(address, "/")}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(one in message.text for one in self.forgiven):
            self.complaints.append(message.text)


@pytest.fixture
def visitor(chromium: Chromium) -> Iterator[Visitor]:
    """Console errors, exceptions and breaches of the content policy fail the test."""
    one = Visitor(chromium)
    yield one
    for context in chromium.contexts:
        context.close()
    assert one.complaints == [], one.complaints


def sign_in(page: Page, name: str, password: str) -> None:
    """On the page that asks an officer who it is."""
    page.get_by_label("Nama pengguna").fill(name)
    page.get_by_label("Kata sandi").fill(password)
    page.keyboard.press("Enter")


def strike(page: Page, key: str) -> None:
    """A key of the console, between two answers: while it waits for one it takes no press."""
    busy = page.locator("main[aria-busy=true]")
    expect(busy).to_have_count(0)
    page.keyboard.press(key)
    expect(busy).to_have_count(0)
