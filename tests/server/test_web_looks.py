"""Every page at every size that it is made for: nothing cut, nothing too small, nothing beside the screen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect

from config.look.bands import path
from config.look.colours import roles
from server.render import STATIC, render_of
from server.store import TicketState
from tests.browser import Visitor, strike
from tests.server.conftest import Running, seated, serving
from tests.server.parts import (
    HELLO,
    NOW,
    PASSWORD,
    TODAY,
    Log,
    at,
    bring,
    busy_morning,
    enrolled,
    issued,
    press,
    ready_kk,
    reserve,
    seat,
    slip_ended,
)
from tests.woven import city_with_a_band, repeats, threads

pytestmark = pytest.mark.web

Size = tuple[int, int]
BOARD: tuple[Size, ...] = ((1920, 1080), (1080, 1920))
CONSOLE: tuple[Size, ...] = ((1366, 768), (1024, 768), (1366, 640), (1024, 640))
PHONE: tuple[Size, ...] = ((390, 844), (360, 640))
OFFICE: tuple[Size, ...] = ((1366, 768), (1600, 900))
DOOR: tuple[Size, ...] = ((1366, 768), (1024, 768), (360, 640))

FAULTS = """() => {
    const faults = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
    for (const element of document.body.querySelectorAll("*")) {
        const words = [...element.childNodes].filter((one) => one.nodeType === 3 && one.data.trim() !== "");
        const box = element.getBoundingClientRect();
        if (box.width === 0 || element.closest(".unseen, option, noscript")) continue;
        const style = getComputedStyle(element);
        const name = `<${element.tagName} class="${element.className}"> ${element.textContent.trim()}`;
        if (words.length > 0) {
            if (parseFloat(style.fontSize) < 14) faults.push(`${style.fontSize}: ${name}`);
            const range = document.createRange();
            for (const one of words) {
                range.selectNodeContents(one);
                for (const line of range.getClientRects()) {
                    if (line.right > innerWidth + 1 || line.left < -1) faults.push(`off the screen: ${name}`);
                }
            }
        }
        const scrolls = (way) => ["auto", "scroll"].includes(way);
        if (style.display !== "inline" && element.clientWidth > 0) {
            if (!scrolls(style.overflowX) && element.scrollWidth > element.clientWidth + 1) {
                faults.push(`wider than its place: ${name}`);
            }
            const cuts = ["hidden", "clip"].includes(style.overflowY);
            if (cuts && element.scrollHeight > element.clientHeight + 1) faults.push(`cut below: ${name}`);
        }
    }
    return faults.map((one) => one.slice(0, 160));
}"""


BOX = """selector => {
    const shown = [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
    const box = shown.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom];
}"""


def box(page: Page, selector: str) -> tuple[float, float, float, float]:
    """Of the first that is shown: left, top, right, bottom."""
    left, top, right, bottom = page.evaluate(BOX, selector)
    return left, top, right, bottom


def overlaps(page: Page, one: str, other: str) -> bool:
    a, b = box(page, one), box(page, other)
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def resized(page: Page, sizes: tuple[Size, ...]) -> Iterator[Size]:
    for width, height in sizes:
        page.set_viewport_size(ViewportSize(width=width, height=height))
        yield width, height


def check(page: Page, what: str) -> None:
    page.evaluate("() => document.fonts.ready")
    assert page.evaluate(FAULTS) == [], what


# --- boards -------------------------------------------------------------------------------------------------


def queue_of(running: Running, *, calls: int, counter: str = "14", long: bool = True) -> None:
    """Fourteen tickets of one kiosk, the longest labels among them; `calls` of them called, one recalled."""
    tickets = [
        issued(number, label=f"AR-C{number:03d}" if long and number % 3 == 0 else f"A-C{number:03d}")
        for number in range(1, 15)
    ]
    bring(running.store, enrolled(running.store), tickets)
    who = seat(running.store, "sari", counter)
    serving: str | None = None
    for _ in range(calls):
        assert not hasattr(running.store.call_next(press(who, serving)), "reason")
        view = running.store.console_view(counter_id=who[0], now=NOW)
        assert view is not None and view.serving is not None
        serving = view.serving.ticket_id
    if serving is not None:
        assert not hasattr(running.store.recall(press(who, serving)), "reason")


def nobody(running: Running) -> None:
    """An empty hall in the opening hours."""


def early(running: Running) -> None:
    queue_of(running, calls=0)
    running.clock.now = NOW.replace(hour=7)


def closed(running: Running) -> None:
    running.clock.now = NOW.replace(hour=20)


def busy(running: Running) -> None:
    queue_of(running, calls=8)


def far_counter(running: Running) -> None:
    queue_of(running, calls=8, counter="114", long=False)


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (busy, "Panggilan ke-2"),
        (far_counter, "Loket 114"),
        (nobody, "Belum ada panggilan"),
        (early, "Loket buka pukul 08.00"),
        (closed, "Buka lagi Rabu pukul 08.00"),
    ],
)
def test_boards(mall: Running, visitor: Visitor, prepare: Callable[[Running], None], words: str) -> None:
    prepare(mall)
    for options in ("", "?inch=43&arrow=right&mode=dark"):
        board = visitor.open(f"{mall.address}/board{options}")
        board.get_by_text(words).locator("visible=true").wait_for()
        for size in resized(board, BOARD):
            check(board, f"{words} {size} {options}")
            speaks = (
                ".cloth article:not([hidden]) .caption.live"
                if prepare in (busy, far_counter)
                else ".sentence"
            )
            assert not overlaps(board, ".board > header", speaks), (size, options)
            if prepare in (busy, far_counter):
                assert box(board, ".last b")[2] == pytest.approx(box(board, ".last li")[2], abs=1)
                assert not overlaps(board, ".board .hem", ".cloth article:not([hidden]) .weave"), (
                    size,
                    options,
                )
        board.context.close()


def test_a_board_that_lost_its_server_cuts_nothing(mall: Running, visitor: Visitor) -> None:
    visitor.forgiven = ("net::ERR_",)
    busy(mall)
    board = visitor.open(f"{mall.address}/sign-in")
    board.route("**/board/stream", lambda route: route.abort())
    board.goto(f"{mall.address}/board?inch=43")
    board.get_by_text("Menyambung kembali.").wait_for()
    for size in resized(board, BOARD):
        check(board, str(size))
        assert not overlaps(board, ".state.away", ".next"), size


SIZE = "one => parseFloat(getComputedStyle(one).fontSize)"


def test_smaller_letters_would_not_be_read_so_rows_go(mall: Running, visitor: Visitor) -> None:
    queue_of(mall, calls=8, long=False)
    for inch, rows, labels, pixels in ((55, 4, 6, 98), (43, 3, 4, 126)):
        board = visitor.open(f"{mall.address}/board?inch={inch}", size=(1920, 1080))
        assert board.locator(".last li:visible").count() == rows
        assert board.locator(".next li:visible").count() == labels
        size = board.evaluate("parseFloat(getComputedStyle(document.querySelector('.last strong')).fontSize)")
        assert abs(size - pixels) < 1.5, "46.6 mm of capital letter"


# --- consoles -----------------------------------------------------------------------------------------------


def test_a_console_that_lost_its_server_keeps_its_order(mall: Running, visitor: Visitor) -> None:
    visitor.forgiven = ("net::ERR_",)
    token = seated(mall, "ayu", "3")
    bring(mall.store, enrolled(mall.store), [issued(1), issued(2)])
    page = visitor.open(f"{mall.address}/counter", token=token)
    page.route("**/console/stream", lambda route: route.abort())
    page.goto(f"{mall.address}/console")
    page.get_by_text("Server tidak menjawab sejak 09.00.").wait_for()
    page.get_by_text("Urutan pukul 09.00 2 nomor").wait_for()
    for size in resized(page, CONSOLE):
        check(page, str(size))
        slot, banner = box(page, ".slot"), box(page, ".slot .banner")
        assert slot[1] - 1 <= banner[1] and banner[3] <= slot[3] + 1, size
        assert page.locator(".queue ol li").count() == 2


LONG_NAME = "Konsolidasi atau pemadanan NIK (tidak ditemukan, tidak aktif, atau ganda)"
"""A service that the profile does not know is shown by its id."""


def test_consoles(mall: Running, visitor: Visitor) -> None:
    token = seated(mall, "ayu", "3", admin=True)
    address = f"{mall.address}/console"

    def look(state: str) -> None:
        page = visitor.open(address, token=token)
        for size in resized(page, CONSOLE):
            check(page, f"{state} {size}")
            assert box(page, ".console .keys")[3] <= size[1], (state, size)
            assert not overlaps(page, ".hands", ".work h1"), (state, size)
        page.context.close()

    look("empty")
    tickets = [
        issued(number, service=LONG_NAME, priority="lansia" if number % 4 == 0 else None)
        for number in range(1, 15)
    ]
    bring(mall.store, enrolled(mall.store), tickets)
    look("idle")
    page = visitor.open(f"{address}?problem=nobody_waits", size=(1024, 768), token=token)
    check(page, "with a banner")
    for _ in range(4):
        page.reload()
        strike(page, "F2")
        page.locator("#serving").wait_for()
        strike(page, "F8")
        page.locator("#serving").wait_for(state="detached")
    page.reload()
    strike(page, "F2")
    page.locator("#serving").wait_for()
    for size in resized(page, CONSOLE):
        check(page, f"undo {size}")
        slot, banner = box(page, ".slot"), box(page, ".undo")
        assert slot[1] - 1 <= banner[1] and banner[3] <= slot[3] + 1, size
        assert not overlaps(page, ".hands", ".work dl"), size
    look("serving")


def test_slips_that_the_server_did_not_know(mall: Running, visitor: Visitor) -> None:
    """A wrong counter, twins, undated numbers, a visit without any; and what the office hears of it."""
    token, kiosk, log = seated(mall, "ayu", "3", admin=True), enrolled(mall.store), Log()
    away = issued(17, code="7K00000017", label="AR-C017", agency="imigrasi", service=LONG_NAME)
    for body in (away, issued(1), issued(2, label="A-C001", code="7K00000002")):
        log.add(body)
    for number in range(20, 30):
        log.add(issued(number, business_day=None))
    page = visitor.open(f"{mall.address}/console", token=token)

    def look(words: str) -> None:
        page.get_by_text(words).first.wait_for()
        for size in resized(page, CONSOLE):
            check(page, f"{words} {size}")
            assert box(page, ".console .keys")[3] <= size[1], (words, size)
            assert not overlaps(page, ".hands", ".work dl, .work h1"), (words, size)

    pressed = press((1, 1))
    mall.store.serve(pressed, label=away.label, check="7K", code=None)
    look("menunggu catatan anjungan C")
    hello = HELLO.model_copy(update={"unsynced": len(log.events)})
    mall.store.take_in(kiosk=kiosk, hello=hello, events=log.events, clock=at(NOW))
    look("untuk Imigrasi")
    look("10 nomor, hari belum pasti")
    look("Kembar, kode 7K")
    page.keyboard.press("n")
    page.get_by_role("button", name="Catat kunjungan tanpa nomor").click()
    look("Kunjungan tanpa nomor")
    view = mall.store.console_view(counter_id=1, now=NOW)
    assert view is not None and view.serving is not None
    mall.store.serve(press((1, 1), view.serving.ticket_id), label="A-D099", check="HH", code=None)
    page.goto(f"{mall.address}/admin")
    for words in ("Nomor yang tidak semestinya ada", "Dilayani sebelum dikenal server"):
        page.get_by_role("heading", name=words).wait_for()
    for size in resized(page, OFFICE):
        check(page, f"admin {size}")


DIALOGS = {
    "p": "Pindahkan A-C003 ke mana?",
    "k": "Kembalikan A-C003 ke antrean",
    "n": "Layani nomor dari slip",
    "j": "Jeda karena apa?",
    "?": "Pintasan",
}


def test_dialogs_and_a_locked_counter(mall: Running, visitor: Visitor) -> None:
    token = seated(mall, "ayu", "3")
    seat(mall.store, "budi", "5", agency="imigrasi")
    bring(mall.store, enrolled(mall.store), [issued(3, at=NOW - timedelta(minutes=1)), issued(4)])
    page = visitor.open(f"{mall.address}/console", token=token)
    strike(page, "F2")
    page.locator("#serving").wait_for()

    def look(words: str) -> None:
        page.locator("dialog[open]").get_by_text(words).wait_for()
        for size in resized(page, CONSOLE):
            check(page, f"{words} {size}")
            top, bottom = box(page, "dialog[open]")[1::2]
            assert top >= 0 and bottom <= size[1], (words, size)
        page.keyboard.press("Escape")
        page.locator("dialog[open]").wait_for(state="detached")

    for key, words in DIALOGS.items():
        page.keyboard.press(key)
        look(words)
    page.keyboard.press("n")
    page.get_by_label("Nomor, dengan atau tanpa kode").fill("a c004")
    look("Layani A-C004")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    look("Panggil A-C004 sekarang, karena apa?")
    bare = visitor.open(f"{mall.address}/console/transfer", token=token, script=False)
    bare.get_by_text("Pindahkan A-C003 ke mana?").wait_for()
    check(bare, "a dialog as a page")
    mall.clock.advance(timedelta(minutes=15))
    for size in resized(page, DOOR):
        page.goto(f"{mall.address}/console")
        page.get_by_text("Loket 3 terkunci").wait_for()
        check(page, f"locked {size}")


# --- phones -------------------------------------------------------------------------------------------------


def test_a_phone_with_a_time(mall: Running, visitor: Visitor) -> None:
    tickets, mall.clock.now = busy_morning(mall.store)
    page = visitor.open(f"{mall.address}/{tickets[-1].code}")
    page.get_by_text("Perkiraan pukul").wait_for()
    for size in resized(page, PHONE):
        check(page, f"{size}")


def test_phones(mall: Running, visitor: Visitor) -> None:
    ticket = issued(1, label="AR-C001")
    bring(mall.store, enrolled(mall.store), [ticket])
    who = seat(mall.store, "ayu", "114")

    def look(words: str) -> None:
        page = visitor.open(f"{mall.address}/{ticket.code}")
        page.get_by_text(words).wait_for()
        for size in resized(page, PHONE):
            check(page, f"{words} {size}")
        page.context.close()

    look("Nomor antrean Anda")
    mall.store.call_next(press(who))
    look("Giliran Anda, AR-C001")
    mall.store.close(press(who, ticket.ticket_id), state=TicketState.NO_SHOW)
    look("Nomor Anda terlewat, masih berlaku")
    mall.store.call_ticket(press(who), ticket_id=ticket.ticket_id, reason="missed")
    mall.store.close(press(who, ticket.ticket_id), state=TicketState.DONE)
    look("Terima kasih")
    mall.clock.advance(timedelta(days=1))
    look("Nomor ini sudah berakhir")
    look("Selesai dilayani pukul 09.00")
    visitor.forgiven = ("404",)
    page = visitor.open(f"{mall.address}/0000000000")
    for size in resized(page, PHONE):
        check(page, f"unknown {size}")


# --- doors and the office -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Door:
    path: str
    words: str
    signed_in: bool = False


DOORS = (
    Door("/sign-in", "Selamat bekerja"),
    Door("/counter", "Anda duduk di loket mana?", signed_in=True),
    Door("/first-admin?token=x", "Tautan ini tidak berlaku."),
    Door("/nothing", "Halaman ini tidak ada"),
)


def test_doors(mall: Running, visitor: Visitor) -> None:
    visitor.forgiven = ("404", "410", "403")
    link = visitor.open(f"{mall.address}/first-admin?token={mall.store.first_admin_token(now=NOW)}")
    link.get_by_text("Jadikan saya pengelola").wait_for()
    check(link, "first admin")
    token = seated(mall, "ayu", "3")
    seated(mall, "budi", "4")
    for door in DOORS:
        page = visitor.open(mall.address + door.path, token=token if door.signed_in else "")
        page.get_by_text(door.words).wait_for()
        for size in resized(page, DOOR):
            check(page, f"{door.path} {size}")
        page.context.close()
    page = visitor.open(f"{mall.address}/sign-in")
    page.get_by_label("Nama pengguna").fill("ayu")
    page.get_by_label("Kata sandi").fill(PASSWORD + "x")
    page.keyboard.press("Enter")
    page.get_by_text("Nama atau kata sandi tidak cocok.").wait_for()
    check(page, "wrong password")
    assert page.get_by_label("Nama pengguna").input_value() == "ayu"


YESTERDAY = TODAY - timedelta(days=1)
WITHOUT_A4 = HELLO.model_copy(update={"office": "blocked:paper_out"})


def test_the_office(mall: Running, visitor: Visitor) -> None:
    visitor.forgiven = ("422",)
    token = seated(mall, "ayu", "3", admin=True)
    kiosk = enrolled(mall.store, "Pintu utara")
    bring(mall.store, kiosk, [issued(1), issued(2, business_day=YESTERDAY)])
    mall.store.take_in(kiosk=kiosk, hello=WITHOUT_A4, events=(), clock=at(NOW))
    assert mall.store.end_days(now=NOW) == 1
    mall.store.enrolment_token(kiosk_name="Cadangan", now=NOW)
    page = visitor.open(f"{mall.address}/admin", token=token)
    for size in resized(page, OFFICE):
        page.get_by_text("1 dari 1 anjungan tersambung").wait_for()
        page.get_by_role("heading", name="Yang tersisa Senin, 13 April 2026").wait_for()
        page.get_by_role("row", name="Disdukcapil 1 0 0").wait_for()
        check(page, str(size))
        page.get_by_label("Tempat anjungan baru").fill("Pintu timur")
        page.get_by_role("button", name="Buat token pendaftaran").click()
        page.locator("code").wait_for()
        check(page, f"token {size}")
    page.get_by_label("Nomor loket").fill("3")
    page.get_by_label("Instansi").select_option("disdukcapil")
    page.get_by_role("button", name="Tambah loket").click()
    page.get_by_text("Nomor loket itu sudah ada.").wait_for()
    check(page, "a number that is taken")
    mall.clock.advance(timedelta(minutes=12))
    page.goto(f"{mall.address}/admin")
    page.get_by_text("0 dari 1 anjungan tersambung").wait_for()
    page.get_by_text("tidak diketahui, 12 mnt").wait_for()
    page.get_by_text("Siap pukul 09.00").wait_for()
    page.get_by_text("Tertahan: kertas habis pukul 09.00").wait_for()
    page.get_by_text("Cabut", exact=True).click()
    page.get_by_role("button", name="Cabut Pintu utara").click()
    page.get_by_text("Dicabut").wait_for()


def test_staff_decide_what_no_printer_confirmed(mall: Running, visitor: Visitor) -> None:
    token = seated(mall, "ayu", "3")
    one, other = enrolled(mall.store, "Pintu utara"), enrolled(mall.store, "Pintu timur, dekat lift barang")
    page = visitor.open(f"{mall.address}/staff", token=token)
    page.get_by_role("heading", name="Tidak ada yang memanggil").wait_for()
    title = page.get_by_role("heading", name="Cetak yang belum pasti")
    assert title.count() == 0, "there is nothing to decide"
    assert reserve(mall.store, other, "1", name="0101", now=NOW - timedelta(hours=1))
    assert reserve(mall.store, one, "2", name="0102", form="page")
    assert reserve(mall.store, one, "3", name="0103")
    bring(mall.store, one, [slip_ended("uncertain", "2"), slip_ended("uncertain", "3")])
    mall.store.take_in(kiosk=one, hello=WITHOUT_A4, events=(), clock=at(NOW))
    mall.store.revoke(kiosk_id=other.kiosk_id, now=NOW)
    page.reload()
    lines = page.locator("section", has=title).locator("li > p")
    told = [
        "KK, Anjungan D, Pintu timur, dekat lift barang Permohonan KK-2604-0101, dicetak pukul 08.00.",
        "KK di printer A4, Anjungan C, Pintu utara Permohonan KK-2604-0102, dikirim pukul 09.00.",
        "KK, Anjungan C, Pintu utara Permohonan KK-2604-0103, dicetak pukul 09.00.",
    ]
    expect(lines).to_have_text(told)
    machines = page.locator("section", has=page.get_by_role("heading", name="Mesin yang perlu dilihat"))
    expect(machines.locator("li > p")).to_have_text(
        ["Anjungan C, Pintu utara Printer A4: Tertahan: kertas habis."]
    )
    for size in resized(page, OFFICE):
        check(page, str(size))
    answers = (
        (1, "Keluar utuh", "PIN cetak terpakai", "Ya, berikan kepada warga"),
        (2, "Keluar, tetapi rusak", "halamannya boleh dicetak lagi", "Tidak utuh, boleh dicetak lagi"),
    )
    for place, answer, follows, button in answers:
        asked = page.get_by_role("group", name=f"KK-2604-010{place}")
        assert asked.get_by_role("button").count() == 0, "one press decides nothing"
        asked.get_by_text(answer, exact=True).click()
        asked.get_by_text(f"KK KK-2604-010{place}: ").filter(has_text=follows).wait_for()
        for size in resized(page, OFFICE):
            check(page, f"{answer} {size}")
        asked.get_by_role("button", name=button).click()
        asked.wait_for(state="detached")
    states = [mall.store.reservation(request_id=ready_kk(mall.store, f"010{place}")) for place in (1, 2, 3)]
    assert [held.state for held in states if held] == ["consumed", "released", "undecided"]


# --- the woven band -----------------------------------------------------------------------------------------


def test_a_city_s_own_band_and_mark_are_on_its_pages(visitor: Visitor, tmp_path: Path) -> None:
    """Thread by thread, upright beside the doors and lying on a phone."""
    profile, band = city_with_a_band(tmp_path)
    draw = render_of(name=profile.name, look=profile.look, band=band, priority_icons={})
    cell, gold = 3, roles(profile.look.brand, "light")["thread"]
    with serving(tmp_path, draw, STATIC) as running:
        page = visitor.open(f"{running.address}/console", size=(1366, 768))
        deep, hems = cell * len(band.tepi), []
        for (width, height), upright in zip(resized(page, DOOR[::2]), (True, False), strict=True):
            left, top, right, bottom = map(round, box(page, ".door .cloth"))
            shown = Image.open(BytesIO(page.screenshot()))
            edge = (right - deep, top, right, height) if upright else (left, bottom - deep, width, bottom)
            hem = shown.crop(edge)
            hems.append(threads(hem.rotate(-90, expand=True) if upright else hem, gold, cell))
        mark = page.locator(".mark path").get_attribute("d")
    assert all(repeats(hem, band.tepi) for hem in hems), hems
    assert mark == path(band.tanda)
