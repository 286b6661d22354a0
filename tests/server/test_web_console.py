"""The console under an officer's hands, in a real Chromium: keys, dialogs, scanner, taking back, lock."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kiosk.wire import Issued
from server.store import Call, Kiosk
from tests.browser import Visitor, strike
from tests.server.conftest import Running, seated
from tests.server.parts import HELLO, NOW, PASSWORD, Log, at, bring, enrolled, issued, press, seat

pytestmark = pytest.mark.web


def queue(mall: Running, *bodies: Issued) -> None:
    bring(mall.store, enrolled(mall.store), bodies)


def console(mall: Running, visitor: Visitor, *bodies: Issued) -> Page:
    """Of an officer at counter 3, with these tickets waiting."""
    token = seated(mall, "ayu", "3")
    queue(mall, *bodies)
    page = visitor.open(f"{mall.address}/console", token=token)
    expect(page.locator(".link-state.live")).to_be_visible()
    return page


def minutes_ago(minutes: int, number: int, **other: Any) -> Issued:
    return issued(number, at=NOW - timedelta(minutes=minutes), **other)


SCAN = """([text, gap, last]) => {
    let at = performance.now() - gap * text.length - last;
    for (const key of [...text, "Enter"]) {
        const sign = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
        Object.defineProperty(sign, "timeStamp", { value: (at += key === "Enter" ? last : gap) });
        (document.activeElement ?? document.body).dispatchEvent(sign);
    }
}"""
"""Signs as a scanner sends them: `gap` milliseconds apart by their time stamps, and `last` before Enter."""


# --- taking back --------------------------------------------------------------------------------------------


def test_a_mistaken_call_is_taken_back_and_board_and_phone_follow(mall: Running, visitor: Visitor) -> None:
    mistaken = minutes_ago(2, 2)
    page = console(mall, visitor, minutes_ago(3, 1), mistaken)
    phone = visitor.open(f"{mall.address}/{mistaken.code}", size=(390, 844))
    board = visitor.open(f"{mall.address}/board", size=(1920, 1080))
    strike(page, "F2")
    expect(page.locator("#serving")).to_have_text("A-C001")
    mall.clock.advance(timedelta(seconds=11))
    page.reload()
    expect(page.locator(".undo")).to_have_count(0)
    strike(page, "F2")
    expect(page.locator(".undo")).to_contain_text("A-C002 baru dipanggil. A-C001 ditandai selesai.")
    expect(board.locator(".last li strong", has_text="A-C002")).to_have_count(1)
    expect(phone.locator(".cloth .number")).to_have_text("Loket 3")
    strike(page, "Control+z")
    expect(page.locator("#serving")).to_have_text("A-C001")
    expect(phone.locator(".cloth .number")).to_have_text("A-C002")
    expect(page.locator(".queue ol li")).to_contain_text(["A-C002"])
    expect(page.locator(".undo")).to_have_count(0)
    expect(board.locator(".last li strong", has_text="A-C002")).to_have_count(0)


def test_the_countdown_runs_out_by_the_server_s_clock(mall: Running, visitor: Visitor) -> None:
    visitor.forgiven = ("409",)
    page = console(mall, visitor, minutes_ago(3, 1))
    strike(page, "F2")
    expect(page.locator(".undo")).to_be_visible()
    assert page.locator(".cells i").count() == 10
    mall.clock.advance(timedelta(seconds=11))
    strike(page, "Control+z")
    expect(page.get_by_text("Sudah lewat 10 detik.")).to_be_visible()
    expect(page.locator("#serving")).to_have_text("A-C001")


def test_a_no_show_is_taken_back_by_its_button_without_scripts(mall: Running, visitor: Visitor) -> None:
    token = seated(mall, "ayu", "3")
    queue(mall, minutes_ago(3, 1))
    page = visitor.open(f"{mall.address}/console", token=token, script=False)
    page.get_by_role("button", name="Panggil berikutnya").click()
    page.get_by_role("button", name="Tidak hadir").click()
    page.get_by_role("button", name="Batalkan").click()
    expect(page.locator("#serving")).to_have_text("A-C001")
    page.get_by_role("link", name="Kembalikan").click()
    page.get_by_label("Paling akhir").check()
    page.get_by_role("button", name="Kembalikan").click()
    expect(page.get_by_text("Belum ada yang dilayani")).to_be_visible()


# --- what letters open --------------------------------------------------------------------------------------


def test_a_letter_only_opens_and_a_dialog_is_left_by_escape(mall: Running, visitor: Visitor) -> None:
    page = console(mall, visitor, minutes_ago(3, 1), minutes_ago(2, 2))
    strike(page, "F2")
    expect(page.locator("#serving")).to_have_text("A-C001")
    before = mall.store.board_view(now=NOW).seq
    for key, words in (("p", "Pindahkan A-C001"), ("k", "Kembalikan A-C001"), ("j", "Jeda karena apa?")):
        page.keyboard.press(key)
        expect(page.get_by_role("heading", name=words)).to_be_visible()
        strike(page, "F8")
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
        page.wait_for_function("() => document.activeElement === document.body")
    assert mall.store.board_view(now=NOW).seq == before, "F8 sleeps behind a dialog"


def test_letters_can_be_switched_off_for_good(mall: Running, visitor: Visitor) -> None:
    page = console(mall, visitor, minutes_ago(3, 1))
    page.keyboard.press("?")
    page.get_by_label("Pakai tombol huruf").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.get_by_label("Pakai tombol huruf")).not_to_be_checked()
    expect(page.locator("#dialog")).to_be_hidden()


def test_a_ticket_moves_to_another_agency_with_its_number(mall: Running, visitor: Visitor) -> None:
    page = console(mall, visitor, minutes_ago(9, 1))
    other = seat(mall.store, "budi", "5", agency="imigrasi")
    strike(page, "F2")
    expect(page.locator("#serving")).to_have_text("A-C001")
    page.keyboard.press("p")
    page.get_by_label("Cari loket").fill("imig")
    expect(page.get_by_label("Loket 5, Imigrasi")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Belum ada yang dilayani")).to_be_visible()
    view = mall.store.console_view(counter_id=other[0], now=NOW)
    assert view is not None
    assert [(one.label, one.from_counter, one.only_counter) for one in view.waiting] == [("A-C001", "3", "5")]


def test_a_ticket_is_given_back_by_its_digit(mall: Running, visitor: Visitor) -> None:
    page = console(mall, visitor, minutes_ago(3, 1), minutes_ago(2, 2))
    strike(page, "F2")
    expect(page.locator("#serving")).to_have_text("A-C001")
    page.keyboard.press("k")
    expect(page.get_by_label("Urutan semula")).to_be_checked()
    page.keyboard.press("2")
    expect(page.get_by_label("Setelah 10 menit")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator(".queue ol li").last).to_contain_text("A-C001Setelah 09.10")
    mall.clock.advance(timedelta(minutes=10))
    page.reload()
    expect(page.locator(".queue ol .first")).to_contain_text("A-C001")


def test_a_chosen_ticket_is_called_with_a_reason(mall: Running, visitor: Visitor) -> None:
    page = console(mall, visitor, minutes_ago(4, 1), minutes_ago(3, 2), minutes_ago(2, 3))
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Panggil A-C002 sekarang, karena apa?")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#dialog")).to_be_visible()
    assert mall.store.board_view(now=NOW).now is None, "without a reason nobody is called"
    page.keyboard.press("2")
    expect(page.get_by_label("Tidak sanggup menunggu lama")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("#serving")).to_have_text("A-C002")


def test_the_list_is_searched_and_stays_so_while_it_changes(mall: Running, visitor: Visitor) -> None:
    page = console(mall, visitor, minutes_ago(4, 1), minutes_ago(3, 2))
    page.keyboard.press("c")
    page.locator(".find input").fill("c002")
    rows = page.locator(".queue ol li:visible")
    expect(rows).to_have_count(1)
    bring(mall.store, enrolled(mall.store, "selatan"), [issued(12, letter="D")])
    mall.store.add_counter(number="9", agency="imigrasi", place="")
    who = seat(mall.store, "budi", "4")
    assert isinstance(mall.store.call_next(press(who)), Call)
    expect(page.locator(".queue h2.live")).to_contain_text("Menunggu 2")
    expect(rows).to_have_count(1)
    expect(page.locator(".find input")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Panggil A-C002")).to_be_visible()


# --- slips --------------------------------------------------------------------------------------------------


def test_a_slip_s_number_is_read_before_it_is_served(mall: Running, visitor: Visitor) -> None:
    ticket = minutes_ago(3, 17)
    page = console(mall, visitor, minutes_ago(4, 1), ticket)
    page.keyboard.press("n")
    page.get_by_label("Nomor, dengan atau tanpa kode").fill("a c017")
    expect(page.locator(".read")).to_have_text("dibaca A-C017")
    page.get_by_label("Nomor, dengan atau tanpa kode").fill("a c099")
    expect(page.get_by_text("Belum dikenal server. Ketik juga kodenya")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#dialog")).to_be_visible()
    other = "7K" if ticket.code[:2] != "7K" else "H2"
    page.get_by_label("Nomor, dengan atau tanpa kode").fill(f"a-c017 {other}")
    expect(page.get_by_text("Kode tidak cocok. Baca lagi dua tanda di bawah nomor")).to_be_visible()
    page.get_by_label("Nomor, dengan atau tanpa kode").fill("ac17")
    expect(page.get_by_text(f"Kode {ticket.code[:2]}.")).to_be_visible()
    expect(page.get_by_role("button", name="Layani A-C017")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#serving")).to_have_text("A-C017")
    expect(page.locator("dl div", has_text="Kode")).to_contain_text(ticket.code[:2])
    mall.clock.advance(timedelta(minutes=1))
    page.reload()
    strike(page, "F9")
    expect(page.get_by_text("Belum ada yang dilayani")).to_be_visible()
    page.keyboard.press("n")
    page.get_by_label("Nomor, dengan atau tanpa kode").fill("a-c017")
    expect(page.get_by_text("Sudah dilayani pukul 09.01 di Loket 3.")).to_be_visible()


@pytest.mark.parametrize(
    ("before", "last"),
    [("", 8), ("j", 45), ("?", 8)],
    ids=["anywhere", "over a dialog, with a slow Enter", "over the shortcuts"],
)
def test_a_scanned_slip_shows_itself_and_its_enter_presses_nothing(
    mall: Running, visitor: Visitor, before: str, last: int
) -> None:
    ticket = minutes_ago(3, 5)
    page = console(mall, visitor, minutes_ago(4, 1), ticket)
    if before:
        page.keyboard.press(before)
        expect(page.locator("dialog[open]")).to_have_count(1)
    seq = mall.store.board_view(now=NOW).seq
    page.evaluate(SCAN, [f"https://mpp.example/{ticket.code}", 8, last])
    expect(page.get_by_role("button", name="Layani A-C005")).to_be_visible()
    assert mall.store.board_view(now=NOW).seq == seq
    assert mall.store.board_view(now=NOW).paused == ()
    page.wait_for_function("since => performance.now() > since + 300", arg=page.evaluate("performance.now()"))
    page.keyboard.press("Enter")
    expect(page.locator("#serving")).to_have_text("A-C005")


CUT_OFF = timedelta(minutes=3)
"""For so long the server has not heard of a kiosk: by then the pages call it away."""


def cut_off(mall: Running, visitor: Visitor) -> tuple[Page, Page, Kiosk]:
    """A console and a board, and a kiosk that has not been heard since."""
    kiosk, token = enrolled(mall.store), seated(mall, "ayu", "3")
    bring(mall.store, kiosk, [])
    mall.clock.advance(CUT_OFF)
    page = visitor.open(f"{mall.address}/console", token=token)
    expect(page.locator(".link-state.live")).to_be_visible()
    return page, visitor.open(f"{mall.address}/board", size=(1920, 1080)), kiosk


def test_a_cut_off_kiosk_s_number_is_served_and_its_event_follows(mall: Running, visitor: Visitor) -> None:
    visitor.forgiven = ("404",)
    ticket = issued(17, code="7K00000017", at=NOW + timedelta(minutes=1), priority="lansia")
    page, board, kiosk = cut_off(mall, visitor)
    page.keyboard.press("n")
    page.get_by_label("Nomor, dengan atau tanpa kode").fill("a c017 7k")
    expect(page.get_by_text("Belum dikenal server. Anjungannya sedang terputus.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#serving")).to_have_text("A-C017")
    expect(page.get_by_role("heading", name="Layanan belum diketahui")).to_be_visible()
    expect(page.get_by_text("menunggu catatan anjungan C")).to_be_visible()
    expect(board.locator("article:visible .label")).to_have_text("A-C017")
    call = board.locator("article:visible").get_attribute("data-seq")
    other = visitor.open(f"{mall.address}/console", token=seated(mall, "budi", "4"))
    other.keyboard.press("n")
    other.get_by_label("Nomor, dengan atau tanpa kode").fill("ac17 7k")
    expect(other.get_by_text("Sedang dilayani di Loket 3")).to_be_visible()
    bring(mall.store, kiosk, [ticket], now=mall.clock())
    expect(page.get_by_role("heading", name="Kartu Keluarga")).to_be_visible()
    expect(page.locator(".work dl")).to_contain_text("09.01, anjungan C")
    expect(page.locator(".work dl")).to_contain_text("Lansia")
    expect(page.locator("#serving")).to_have_text("A-C017")
    strike(page, "F9")
    expect(page.locator(".tally")).to_have_text("Hari ini 1 dilayani")
    expect(page.locator(".queue h2.live")).to_have_text("Menunggu 0")
    assert board.locator("article:visible").get_attribute("data-seq") == call, "it is called once"
    phone = visitor.open(f"{mall.address}/{ticket.code}", size=(390, 844))
    expect(phone.get_by_text("Urusan Anda selesai")).to_be_visible()


def test_a_scanned_slip_that_nobody_knows_asks_for_its_number(mall: Running, visitor: Visitor) -> None:
    page, _, kiosk = cut_off(mall, visitor)
    page.evaluate(SCAN, ["https://mpp.example/7K00000017", 8, 8])
    expect(page.get_by_text("Slip terbaca, belum dikenal server.")).to_be_visible()
    page.get_by_label("Nomor, dengan atau tanpa kode").fill("ac17")
    expect(page.locator(".read")).to_have_text("dibaca A-C017")
    expect(page.get_by_text("Belum dikenal server. Anjungannya sedang terputus.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#serving")).to_have_text("A-C017")
    expect(page.locator("dl div", has_text="Kode")).to_contain_text("7K")
    alike = issued(17, code="7KXXXXXXXX")
    bring(mall.store, kiosk, [alike], now=mall.clock())
    expect(page.locator(".queue h2.live")).to_contain_text("Menunggu 1")
    expect(page.get_by_text("menunggu catatan anjungan C")).to_be_visible()


def test_what_a_kiosk_that_is_there_has_not_told_is_served_by_a_deliberate_click(
    mall: Running, visitor: Visitor
) -> None:
    page = console(mall, visitor, minutes_ago(4, 1))
    page.keyboard.press("n")
    field = page.get_by_label("Nomor, dengan atau tanpa kode")
    field.fill("a-c099 7k")
    expect(page.get_by_text("Tidak dikenal server.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#dialog")).to_be_visible()
    page.get_by_role("button", name="Layani A-C099 7K").click()
    expect(page.locator("#serving")).to_have_text("A-C099")
    strike(page, "Control+z")
    expect(page.get_by_text("Belum ada yang dilayani")).to_be_visible()
    expect(page.locator(".queue h2.live")).to_contain_text("Menunggu 1")


def test_a_visit_without_a_number_is_recorded_and_boards_are_silent(mall: Running, visitor: Visitor) -> None:
    page = console(mall, visitor, minutes_ago(4, 1))
    page.keyboard.press("n")
    page.get_by_role("button", name="Catat kunjungan tanpa nomor").click()
    expect(page.locator("#serving")).to_have_text("Kunjungan tanpa nomor")
    expect(page.locator("[data-key=F4]")).to_be_disabled()
    assert mall.store.board_view(now=NOW).now is None
    strike(page, "F9")
    expect(page.locator(".tally")).to_have_text("Hari ini 1 dilayani")
    expect(page.locator(".undo")).to_contain_text("Yang tanpa nomor ditandai selesai.")
    expect(page.locator(".queue h2.live")).to_contain_text("Menunggu 1")


def test_numbers_of_an_unproven_day_wait_until_they_are_taken_in(mall: Running, visitor: Visitor) -> None:
    kiosk, log = enrolled(mall.store), Log()
    for number in (1, 2):
        log.add(minutes_ago(9 - number, number, business_day=None))
    hello = HELLO.model_copy(update={"boot_id": "another", "unsynced": 2})
    mall.store.take_in(kiosk=kiosk, hello=hello, events=log.events, clock=at(NOW))
    page = visitor.open(f"{mall.address}/console", token=seated(mall, "ayu", "3"))
    expect(page.get_by_role("heading", name="2 nomor, hari belum pasti")).to_be_visible()
    expect(page.locator("[data-key=F2]")).to_be_disabled()
    page.get_by_role("button", name="Masukkan ke antrean hari ini").click()
    expect(page.locator(".queue ol li")).to_contain_text(["A-C001", "A-C002"])
    strike(page, "F2")
    expect(page.locator("#serving")).to_have_text("A-C001")


def test_a_slow_hand_is_no_scanner(mall: Running, visitor: Visitor) -> None:
    page = console(mall, visitor, minutes_ago(4, 1))
    page.evaluate(SCAN, ["a-c001", 60, 60])
    page.keyboard.press("j")
    expect(page.get_by_role("heading", name="Jeda karena apa?")).to_be_visible()


# --- pause and lock -----------------------------------------------------------------------------------------


def test_a_counter_pauses_and_opens_again_with_the_same_key(mall: Running, visitor: Visitor) -> None:
    page = console(mall, visitor, minutes_ago(4, 1), minutes_ago(3, 2))
    strike(page, "F2")
    expect(page.locator("#serving")).to_have_text("A-C001")
    page.keyboard.press("j")
    expect(page.get_by_label("Istirahat")).to_be_checked()
    page.keyboard.press("2")
    expect(page.get_by_label("Salat")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Jeda sampai 09.15")).to_be_visible()
    expect(page.locator(".tally")).to_have_text("Hari ini 1 dilayani")
    assert mall.store.board_view(now=NOW).paused == ("3",)
    page.reload()  # F2 sleeps for a second after a call
    strike(page, "F2")
    expect(page.get_by_text("Belum ada yang dilayani")).to_be_visible()
    assert mall.store.board_view(now=NOW).paused == ()


def test_an_idle_console_locks_and_no_old_page_presses(mall: Running, visitor: Visitor) -> None:
    visitor.forgiven = ("401", "403")
    page = console(mall, visitor, minutes_ago(4, 1), minutes_ago(3, 2))
    strike(page, "F2")
    expect(page.locator("#serving")).to_have_text("A-C001")
    mall.clock.advance(timedelta(minutes=15))
    strike(page, "F9")
    expect(page.get_by_role("heading", name="Loket 3 terkunci")).to_be_visible()
    board = mall.store.board_view(now=NOW)
    assert board.now is not None and board.now.label == "A-C001"
    page.get_by_label("Kata sandi Ayu").fill("bukan-itu-kata-sandinya")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kata sandi tidak cocok.")).to_be_visible()
    page.goto(f"{mall.address}/console/pause")
    expect(page.get_by_role("heading", name="Loket 3 terkunci")).to_be_visible()
    page.get_by_label("Kata sandi Ayu").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#serving")).to_have_text("A-C001")
    strike(page, "F9")
    expect(page.locator(".tally")).to_have_text("Hari ini 1 dilayani")
