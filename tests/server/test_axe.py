"""What axe-core finds on the pages, in light and dark: nothing that keeps anyone out."""

from datetime import timedelta
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, ViewportSize

from tests.browser import Visitor, strike
from tests.server.conftest import Running, seated
from tests.server.parts import NOW, bring, enrolled, issued

pytestmark = pytest.mark.web

ALL = {"resultTypes": ["violations"]}
CONTRAST = {**ALL, "runOnly": ["color-contrast"]}
MODES: tuple[tuple[Literal["light", "dark"], dict[str, Any]], ...] = (("light", ALL), ("dark", CONTRAST))
"""What differs in the dark are the colours."""
GRAVE = {"serious", "critical"}
BOARD, DESK, PHONE = (1920, 1080), (1366, 768), (390, 844)


def barriers(page: Page) -> list[str]:
    """Mode, rule, place and what is wrong, of all that axe calls serious or critical."""
    found: list[str] = []
    for mode, options in MODES:
        page.emulate_media(color_scheme=mode)
        violations: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
        found += [
            f"{mode}: {one['id']} at {node['target']}: {node['failureSummary']}"
            for one in violations
            if one["impact"] in GRAVE
            for node in one["nodes"]
        ]
    return found


def look(page: Page, words: str) -> None:
    """The page, once it says so."""
    page.get_by_text(words).locator("visible=true").first.wait_for()
    assert barriers(page) == [], words


SPOIL = """() => {
    const input = document.querySelector("input");
    input.closest("label").replaceWith(input);
    Object.assign(document.querySelector("h1").nextSibling.style, {color: "#777", background: "#888"});
}"""


def test_axe_hears_what_is_wrong(mall: Running, visitor: Visitor) -> None:
    page = visitor.open(f"{mall.address}/sign-in")
    page.evaluate(SPOIL)
    found = " ".join(barriers(page))
    assert all(one in found for one in ("light: color-contrast", "light: label", "dark: color-contrast")), (
        found
    )


def test_doors_and_a_closed_board(mall: Running, visitor: Visitor) -> None:
    visitor.forgiven = ("404", "410")
    link = f"{mall.address}/first-admin?token={mall.store.first_admin_token(now=NOW)}"
    look(visitor.open(link), "Jadikan saya pengelola")
    look(visitor.open(f"{mall.address}/first-admin?token=x"), "Tautan ini tidak berlaku.")
    look(visitor.open(f"{mall.address}/nothing"), "Halaman ini tidak ada")
    look(visitor.open(f"{mall.address}/sign-in"), "Selamat bekerja")
    token = seated(mall, "ayu", "3")
    look(visitor.open(f"{mall.address}/counter", token=token), "Anda duduk di loket mana?")
    mall.clock.now = NOW.replace(hour=20)
    look(visitor.open(f"{mall.address}/board", size=BOARD), "Buka lagi Rabu pukul 08.00")


def test_a_day_at_the_counter_on_the_board_and_on_a_phone(mall: Running, visitor: Visitor) -> None:
    visitor.forgiven = ("404",)
    token = seated(mall, "ayu", "3")
    console = visitor.open(f"{mall.address}/console", size=DESK, token=token)
    board = visitor.open(f"{mall.address}/board", size=BOARD)
    look(board, "Belum ada panggilan")
    assert barriers(console) == []
    first = issued(1, priority="lansia")
    bring(mall.store, enrolled(mall.store), [first, issued(2), issued(3), issued(4, priority="lansia")])
    phone = visitor.open(f"{mall.address}/{first.code}", size=PHONE)
    look(phone, "Nomor antrean Anda")
    look(console, first.label)
    strike(console, "F2")
    look(phone, f"Giliran Anda, {first.label}")
    look(board, first.label)
    console.locator("#serving").wait_for()
    assert barriers(console) == []
    look(visitor.open(f"{mall.address}/0000000000", size=PHONE), "Nomor")
    console.context.close()
    mall.clock.advance(timedelta(days=1))
    phone.reload()
    look(phone, "Nomor ini sudah berakhir")


def test_the_office(mall: Running, visitor: Visitor) -> None:
    token = seated(mall, "ayu", "3", admin=True)
    bring(mall.store, enrolled(mall.store, "Pintu utara"), [issued(1)])
    page = visitor.open(f"{mall.address}/admin", size=DESK, token=token)
    look(page, "1 dari 1 anjungan tersambung")
    page.get_by_label("Tempat anjungan baru").fill("Pintu timur")
    page.get_by_role("button", name="Buat token pendaftaran").click()
    page.locator("code").wait_for()
    assert barriers(page) == []
    page.set_viewport_size(ViewportSize(width=1024, height=768))
    assert barriers(page) == []
