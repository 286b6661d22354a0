"""What officers and citizens do, in a real Chromium."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from commands.parts.frame import ROOT
from tests.browser import Visitor, sign_in, strike
from tests.server.conftest import Running, seated
from tests.server.parts import (
    NOW,
    PASSWORD,
    PROFILE_FOLDER,
    SITE,
    TURN,
    HttpKiosk,
    bring,
    busy_morning,
    enrolled,
    issued,
    press,
)

pytestmark = pytest.mark.web

SLOW_MS = 15_000
expect.set_options(timeout=SLOW_MS)


def called(board: Page) -> str:
    return board.locator(".cloth article:not([hidden]) .label").inner_text()


def listed(board: Page) -> list[str]:
    return board.locator(".last li:visible strong").all_inner_texts()


def place(found: Locator) -> FloatRect:
    """Where it stands; asked again where a snapshot has just replaced it."""
    while True:
        expect(found).to_be_visible()
        box = found.bounding_box()
        if box is not None:
            return box


# --- one counter --------------------------------------------------------------------------------------------


def test_an_officer_signs_in_and_calls_and_the_board_shows_it_at_once(
    mall: Running, visitor: Visitor
) -> None:
    bring(mall.store, enrolled(mall.store), [issued(1), issued(2, priority="lansia")])
    mall.store.add_officer(name="ayu", display_name="Ayu", password=PASSWORD, admin=False)
    mall.store.add_counter(number="3", agency="disdukcapil", place="Lantai 1")
    board = visitor.open(f"{mall.address}/board", size=(1920, 1080))
    expect(board.get_by_text("Belum ada panggilan")).to_be_visible()
    page = visitor.open(f"{mall.address}/sign-in")
    sign_in(page, "ayu", PASSWORD)
    expect(page).to_have_url(f"{mall.address}/counter")
    page.wait_for_load_state()
    page.keyboard.press("1")
    expect(page).to_have_url(f"{mall.address}/console")
    expect(page.locator(".queue li").first).to_contain_text("A-C002Lansia")
    page.get_by_role("button", name="Panggil berikutnya").click()
    expect(board.locator(".label:visible")).to_have_text("A-C002")
    expect(board.locator(".counter:visible")).to_have_text("Loket 3")
    expect(page.locator("#serving")).to_have_text("A-C002")
    assert page.evaluate("document.activeElement === document.body"), "a scanner's Enter presses nothing"


def test_recall_no_show_back_and_done_by_keys(mall: Running, visitor: Visitor) -> None:
    bring(mall.store, enrolled(mall.store), [issued(1), issued(2)])
    board = visitor.open(f"{mall.address}/board", size=(1920, 1080))
    page = visitor.open(f"{mall.address}/console", token=seated(mall, "ayu", "3"))
    serving, caption = page.locator("#serving"), board.locator(".caption.live:visible")
    strike(page, "F2")
    expect(serving).to_have_text("A-C001")
    expect(caption).to_have_text("Sedang dipanggil")
    strike(page, "F4")
    expect(caption).to_have_text("Panggilan ke-2")
    expect(page.get_by_role("button", name="Panggil ulang")).to_be_disabled()
    strike(page, "F8")
    expect(page.locator(".missed li")).to_contain_text("A-C001")
    expect(serving).to_have_count(0)
    page.get_by_role("button", name="Panggil lagi A-C001").click()
    expect(serving).to_have_text("A-C001")
    expect(caption).to_have_text("Panggilan ke-3")
    strike(page, "F9")
    expect(page.locator(".tally")).to_have_text("Hari ini 1 dilayani")
    expect(page.locator(".queue ol li")).to_have_count(1)


def test_a_held_key_and_a_second_press_call_once(mall: Running, visitor: Visitor) -> None:
    bring(mall.store, enrolled(mall.store), [issued(1), issued(2), issued(3)])
    page = visitor.open(f"{mall.address}/console", token=seated(mall, "ayu", "3"))
    page.keyboard.down("F2")
    page.keyboard.down("F2")
    page.keyboard.up("F2")
    expect(page.locator("#serving")).to_have_text("A-C001")
    strike(page, "F2")
    strike(page, "F4")
    expect(page.locator(".caption")).to_contain_text("dipanggil 2 kali")
    assert mall.store.board_view(now=NOW).next_labels == ("A-C002", "A-C003")


def test_the_primary_stays_in_its_place(mall: Running, visitor: Visitor) -> None:
    bring(mall.store, enrolled(mall.store), [issued(1)])
    page = visitor.open(f"{mall.address}/console", token=seated(mall, "ayu", "3"))
    primary = page.locator(".console .primary")
    places = [place(primary)]
    strike(page, "F2")
    expect(page.locator("#serving")).to_have_text("A-C001")
    places.append(place(primary))
    expect(primary).to_be_disabled()
    strike(page, "F9")
    expect(page.get_by_text("Belum ada yang dilayani")).to_be_visible()
    places.append(place(primary))
    assert places[0] == places[1] == places[2]


def test_a_press_too_late_says_so_and_calls_nobody(mall: Running, visitor: Visitor) -> None:
    visitor.forgiven = ("409",)
    bring(mall.store, enrolled(mall.store), [issued(1), issued(2)])
    token = seated(mall, "ayu", "3")
    stale = visitor.open(f"{mall.address}/console", token=token)
    # At once, before a snapshot makes the page fresh again.
    stale.evaluate(
        """() => {
            document.querySelector("[name=expected]").value = "another";
            const press = { key: "F2", bubbles: true, cancelable: true };
            document.dispatchEvent(new KeyboardEvent("keydown", press));
        }"""
    )
    expect(stale.get_by_text("Antrean baru saja berubah.")).to_be_visible()
    assert mall.store.board_view(now=NOW).now is None


def test_it_works_without_scripts(mall: Running, visitor: Visitor) -> None:
    bring(mall.store, enrolled(mall.store), [issued(1), issued(2)])
    page = visitor.open(f"{mall.address}/console", token=seated(mall, "ayu", "3"), script=False)
    page.get_by_role("button", name="Panggil berikutnya").click()
    expect(page.locator("#serving")).to_have_text("A-C001")
    page.get_by_role("button", name="Tidak hadir").click()
    page.get_by_role("button", name="Panggil lagi A-C001").click()
    expect(page.locator("#serving")).to_have_text("A-C001")
    page.get_by_role("button", name="Selesai, panggil berikutnya").click()
    expect(page.locator("#serving")).to_have_text("A-C002")
    board = visitor.open(f"{mall.address}/board", script=False)
    assert called(board) == "A-C002" and listed(board) == ["A-C001"]


def test_a_counter_that_is_taken_over_leads_back_to_the_choice(mall: Running, visitor: Visitor) -> None:
    visitor.forgiven = ("401",)
    page = visitor.open(f"{mall.address}/console", token=seated(mall, "ayu", "3"))
    expect(page.locator(".link-state.live")).to_be_visible()
    other = visitor.open(f"{mall.address}/counter", token=seated(mall, "budi", "4"))
    other.get_by_role("button", name="Loket 3").click()
    expect(other).to_have_url(f"{mall.address}/console")
    bring(mall.store, enrolled(mall.store), [issued(1)])
    expect(page).to_have_url(f"{mall.address}/counter")


# --- many at once -------------------------------------------------------------------------------------------


CLICK_AT = "at => { setTimeout(() => document.querySelector('.primary').click(), at - Date.now()) }"


def test_two_counters_at_the_same_moment_never_get_the_same_ticket(mall: Running, visitor: Visitor) -> None:
    bring(mall.store, enrolled(mall.store), [issued(number) for number in range(1, 7)])
    pages = [visitor.open(f"{mall.address}/console", token=seated(mall, f"p{n}", str(n))) for n in (1, 2)]
    seen: list[str] = []
    for _ in range(3):
        for page in pages:
            page.reload()
        before = [page.locator("[name=expected]").input_value() for page in pages]
        moment = pages[0].evaluate("Date.now() + 300")
        for page in pages:
            page.evaluate(CLICK_AT, moment)
        for page, old in zip(pages, before, strict=True):
            page.wait_for_function("old => document.querySelector('[name=expected]').value !== old", arg=old)
            seen.append(page.locator("#serving").inner_text())
    assert sorted(seen) == [f"A-C00{number}" for number in range(1, 7)]


def test_calls_that_come_at_once_each_hold_the_cloth(mall: Running, visitor: Visitor) -> None:
    bring(mall.store, enrolled(mall.store), [issued(number) for number in range(1, 5)])
    pages = [visitor.open(f"{mall.address}/console", token=seated(mall, f"p{n}", str(n))) for n in (1, 2, 3)]
    board = visitor.open(f"{mall.address}/board", size=(1920, 1080))
    board.evaluate(
        """() => {
            window.held = [];
            new MutationObserver(() => {
                const label = document.querySelector("article:not([hidden])")?.dataset.label;
                if (label && window.held.at(-1)?.[0] !== label) window.held.push([label, performance.now()]);
            }).observe(document.getElementById("live"), { childList: true, subtree: true });
        }"""
    )
    for page in pages:
        strike(page, "F2")
        expect(page.locator("#serving")).to_be_visible()
    expect(board.locator(".last li:visible")).to_have_text([re.compile("A-C003"), re.compile("A-C002")])
    assert called(board) == "A-C001", "the first holds; the others stand in the list"
    board.wait_for_function("() => window.held.length === 3", timeout=40_000)
    held = board.evaluate("window.held")
    assert [label for label, _ in held] == ["A-C001", "A-C002", "A-C003"]
    assert all(later[1] - earlier[1] >= 7_900 for earlier, later in pairwise(held))
    assert listed(board) == ["A-C002", "A-C001"]


# --- phones -------------------------------------------------------------------------------------------------


def test_a_phone_follows_its_ticket(mall: Running, visitor: Visitor) -> None:
    ticket = issued(2)
    kiosk = enrolled(mall.store)
    log = bring(mall.store, kiosk, [issued(1), ticket])
    phone = visitor.open(f"{mall.address}/{ticket.code}", size=(390, 844))
    expect(phone.locator("dd").first).to_have_text("1 nomor")
    page = visitor.open(f"{mall.address}/console", token=seated(mall, "ayu", "3"))
    strike(page, "F2")
    expect(phone.locator("dd").first).to_have_text("0 nomor")
    page.reload()  # F2 sleeps for a second after a call
    strike(page, "F2")
    expect(phone.locator(".cloth .number")).to_have_text("Loket 3")
    expect(page.locator("#serving")).to_have_text("A-C002")
    strike(page, "F8")
    expect(phone.get_by_role("heading")).to_have_text("Nomor Anda terlewat, masih berlaku")
    page.get_by_role("button", name="Panggil lagi").click()
    expect(phone.locator(".cloth .number")).to_have_text("Loket 3")
    expect(page.locator("#serving")).to_have_text("A-C002")
    strike(page, "F9")
    expect(phone.get_by_role("heading")).to_have_text("Terima kasih")
    mall.clock.advance(timedelta(days=1))
    phone.reload()
    expect(phone.get_by_role("heading")).to_have_text("Nomor ini sudah berakhir")
    assert len(log.events) == 2


def test_a_phone_is_told_a_time_as_long_as_the_server_stands_behind_it(
    mall: Running, visitor: Visitor
) -> None:
    tickets, mall.clock.now = busy_morning(mall.store)
    last, code = mall.store.counters()[1].counter_id, tickets[-1].code
    phone = visitor.open(f"{mall.address}/{code}", size=(390, 844))
    times = phone.locator("dl div").nth(1)
    expect(times).to_have_text("Perkiraan pukul 09.25–09.40 dapat berubah", use_inner_text=True)
    mall.clock.advance(2 * TURN)
    mall.store.call_next(press((last, 2), tickets[7].ticket_id, mall.clock.now))
    expect(times).to_have_text("Perkiraan pukul 09.35–09.50 dapat berubah", use_inner_text=True)
    mall.clock.now = NOW.replace(hour=11, minute=50)
    phone.reload()
    expect(times).to_have_text("Diambil pukul 09.00", use_inner_text=True)


def test_a_code_that_the_server_does_not_know_claims_nothing_until_it_does(
    mall: Running, visitor: Visitor
) -> None:
    visitor.forgiven = ("404",)
    phone = visitor.open(f"{mall.address}/0000000000", size=(390, 844))
    phone.clock.install()
    phone.reload()
    for _ in range(2):
        expect(phone.get_by_role("heading")).to_have_text("Nomor ini belum sampai di server")
        with phone.expect_response(phone.url) as checked:
            phone.clock.fast_forward(20_000)
        assert checked.value.status == 404
    bring(mall.store, enrolled(mall.store), [issued(1, code="0000000000")])
    phone.clock.fast_forward(20_000)
    expect(phone.get_by_text("A-C001")).to_be_visible()
    plain = visitor.open(f"{mall.address}/1111111111", script=False)
    assert plain.locator("meta[http-equiv=refresh]").get_attribute("content") == "20"


# --- the real command ---------------------------------------------------------------------------------------


@contextmanager
def command(
    state: Path, port: int = 0, profile: Path = PROFILE_FOLDER
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`anjungan server` with a profile: (what it printed until it answered, its process)."""
    options = ["--profile", str(profile), "--state", str(state), "--listen", f"127.0.0.1:{port}"]
    with (state.parent / "server.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "commands", "server", *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdout is not None
    with process.stdout:
        said = process.stdout.readline() + process.stdout.readline()
        if port == 0:
            said += process.stdout.readline() + process.stdout.readline()
        try:
            yield said, process
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait(10)


def test_a_mall_is_set_up_in_the_browser_and_its_board_survives_the_server(
    tmp_path: Path, visitor: Visitor
) -> None:
    visitor.forgiven = ("net::ERR_",)
    state = tmp_path / "state"
    with command(state) as (said, process):
        link = re.search(r"http://\S+/first-admin\?token=\S+", said)
        assert link is not None, said
        address = link[0].partition("/first-admin")[0]
        admin = visitor.open(link[0])
        admin.get_by_label("Nama lengkap").fill("Ratu")
        sign_in(admin, "ratu", PASSWORD)
        expect(admin).to_have_url(f"{address}/sign-in")
        sign_in(admin, "ratu", PASSWORD)
        expect(admin).to_have_url(f"{address}/admin")
        admin.get_by_label("Nama lengkap").fill("Ayu")
        admin.get_by_label("Nama pengguna").fill("ayu")
        admin.get_by_label("Kata sandi").fill(PASSWORD)
        admin.get_by_role("button", name="Tambah petugas").click()
        expect(admin.get_by_role("cell", name="ayu", exact=True)).to_be_visible()
        admin.get_by_label("Nomor loket").fill("3")
        admin.get_by_label("Instansi").select_option("disdukcapil")
        admin.get_by_role("button", name="Tambah loket").click()
        expect(admin.get_by_role("cell", name="kosong")).to_be_visible()
        admin.get_by_label("Tempat anjungan baru").fill("Pintu utara")
        admin.get_by_role("button", name="Buat token pendaftaran").click()
        line = admin.locator("code").inner_text()
        token = re.search(rf" --server {address} --enrol (\S+) ", line)
        assert token is not None, line
        kiosk = HttpKiosk(address)
        assert kiosk.enrol(token[1]).ok
        now = datetime.now(UTC)
        today = SITE.day(now)
        kiosk.log.add(issued(1, letter=kiosk.letter, at=now, label_day=today, business_day=today))
        assert kiosk.sync(at=now).ok

        officer = visitor.open(f"{address}/sign-in")
        sign_in(officer, "ayu", PASSWORD)
        officer.get_by_role("button", name="Loket 3").click()
        expect(officer).to_have_url(f"{address}/console")
        board = visitor.open(f"{address}/board", size=(1920, 1080))
        strike(officer, "F2")
        label = f"A-{kiosk.letter}001"
        expect(board.locator(".label:visible")).to_have_text(label)
        process.kill()
        process.wait(10)
        expect(board.get_by_text("Menyambung kembali.")).to_be_visible()
        expect(officer.get_by_text("Server tidak menjawab sejak")).to_be_visible()
        expect(officer.get_by_role("button", name="Panggil ulang")).to_be_disabled()
        assert called(board) == label, "labels stay where they are"
    with command(state, int(address.rpartition(":")[2])):
        expect(board.get_by_text("Menyambung kembali.")).to_be_hidden(timeout=30_000)
        expect(officer.locator(".link-state.live")).to_be_visible(timeout=30_000)
        expect(officer.get_by_role("button", name="Panggil ulang")).to_be_enabled()
        strike(officer, "F4")
        expect(board.locator(".caption.live:visible")).to_have_text("Panggilan ke-2")
