"""A real mall, set up without the demo: all of it in processes, Chromium at the counter and the board."""

import json
import re
import time
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser import Visitor, sign_in
from tests.e2e.parts import TouchedKiosk, central_server, code_on, line_of, network_printer, touched_kiosk
from tests.server.parts import ACCESS_PIN, NIK, PASSWORD, PRINT_PIN

pytestmark = [pytest.mark.e2e, pytest.mark.web, pytest.mark.slow]

LONG_MS = 60_000


def set_up(visitor: Visitor, link: str, address: str) -> str:
    """The first admin, an officer, a counter for passports; the kiosk's token, as the page shows it."""
    admin = visitor.open(link)
    admin.get_by_label("Nama lengkap").fill("Ratu")
    sign_in(admin, "ratu", PASSWORD)
    expect(admin).to_have_url(f"{address}/sign-in")
    sign_in(admin, "ratu", PASSWORD)
    admin.get_by_label("Nama lengkap").fill("Ayu")
    admin.get_by_label("Nama pengguna").fill("ayu")
    admin.get_by_label("Kata sandi").fill(PASSWORD)
    admin.get_by_role("button", name="Tambah petugas").click()
    admin.get_by_label("Nomor loket").fill("3")
    admin.get_by_label("Instansi").select_option("imigrasi")
    admin.get_by_role("button", name="Tambah loket").click()
    admin.get_by_label("Tempat anjungan baru").fill("Pintu utara")
    admin.get_by_role("button", name="Buat token pendaftaran").click()
    form = rf"\./anjungan kiosk .* --server {address} --enrol (\S+) --printer tcp://PRINTER:9100"
    found = re.fullmatch(form, admin.locator("code").inner_text())
    assert found is not None
    return found[1]


def papers(folder: Path) -> list[Path]:
    return sorted(folder.glob("slip-*.png"))


TAKE = ("Sentuh layar", "Ambil nomor antrean", "Imigrasi", "Paspor", "Ambil nomor", "Tidak")


def to_the_list(kiosk: TouchedKiosk) -> None:
    kiosk.tap("Sentuh layar", "Cetak")
    identify(kiosk)


def identify(kiosk: TouchedKiosk) -> None:
    kiosk.tap("Setuju")
    kiosk.types(NIK)
    kiosk.tap("Lanjut")
    kiosk.types(ACCESS_PIN)
    kiosk.tap("Lanjut")
    kiosk.waits("KTP-el")


def test_a_mall_from_its_first_admin_to_a_night_without_its_server(tmp_path: Path, visitor: Visitor) -> None:
    visitor.forgiven = ("net::ERR_",)
    with network_printer(tmp_path) as (printer, slips, _):
        with central_server(tmp_path) as (address, server):
            token = set_up(visitor, line_of(server, r"(http://\S+first-admin\S+)"), address)
            enrolment = ("--server", address, "--enrol", token)
            with touched_kiosk(tmp_path, printer, *enrolment) as kiosk:
                # A number, its slip, its call, its phone.
                kiosk.tap(*TAKE)
                while not papers(slips):
                    kiosk.waits("Selesai")
                kiosk.tap("Selesai")
                (slip,) = papers(slips)
                with Image.open(slip) as picture:
                    assert picture.width == 576
                code = code_on(slip)
                board = visitor.open(f"{address}/board", size=(1920, 1080))
                officer = visitor.open(f"{address}/sign-in")
                sign_in(officer, "ayu", PASSWORD)
                officer.get_by_role("button", name="Loket 3").click()
                expect(officer.locator(".queue li")).to_have_count(1, timeout=LONG_MS)
                phone = visitor.open(f"{address}/{code}", size=(390, 844))
                expect(phone.get_by_text("D-001").first).to_be_visible()
                officer.get_by_role("button", name="Panggil berikutnya").click()
                expect(officer.locator("#serving")).to_have_text("D-001")
                expect(board.locator(".label:visible")).to_have_text("D-001")
                expect(phone.get_by_text("Loket 3").first).to_be_visible(timeout=LONG_MS)

                # A document: printed on evidence, once.
                to_the_list(kiosk)
                kiosk.tap("Kartu Keluarga", "Cetak bukti")
                kiosk.types(PRINT_PIN)
                kiosk.tap("Cetak bukti", "Selesai")
                assert len(papers(slips)) == 2

                # The server is gone: a number is a number, a document says what to do instead.
                server.kill()
                server.wait(10)
                kiosk.tap(*TAKE, "Selesai")
                assert len(papers(slips)) == 3
                kiosk.tap("Sentuh layar", "Cetak")
                assert kiosk.waits("Selesai", "Setuju") == "Selesai"

        # It is back: all arrives, once.
        port = int(address.rpartition(":")[2])
        with central_server(tmp_path, port), touched_kiosk(tmp_path, printer):
            expect(officer.locator(".queue li")).to_have_count(1, timeout=2 * LONG_MS)
            expect(officer.locator(".queue li").first).to_contain_text("D-C001")
            phone = visitor.open(f"{address}/{code_on(papers(slips)[2])}", size=(390, 844))
            expect(phone.get_by_text("D-C001").first).to_be_visible()
        assert len(papers(slips)) == 3
        kept = [tmp_path / "kiosk.log", tmp_path / "server.log", *(tmp_path / "kiosk").iterdir()]
        for file in kept:
            said = file.read_bytes()
            assert all(canary.encode() not in said for canary in (NIK, ACCESS_PIN, PRINT_PIN, "Burhan")), file
        assert all(canary not in slip.name for slip in papers(slips) for canary in (NIK, "Burhan"))


def test_what_the_printer_does_decides_what_is_used_up(tmp_path: Path, visitor: Visitor) -> None:
    with network_printer(tmp_path) as (printer, slips, printer_state), central_server(tmp_path) as running:
        address, server = running
        token = set_up(visitor, line_of(server, r"(http://\S+first-admin\S+)"), address)
        printer_state.write_text(json.dumps({"cover": "open"}), encoding="utf-8")
        with touched_kiosk(tmp_path, printer, "--server", address, "--enrol", token) as kiosk:
            # No paper is to be had: said before the number is taken, and a slip comes once the cover is shut.
            kiosk.tap(*TAKE, "Ambil nomor di layar")
            kiosk.waits("Selesai")
            assert papers(slips) == []
            printer_state.write_text("{}", encoding="utf-8")
            kiosk.tap("Cetak slip")
            latest = time.monotonic() + LONG_MS / 1000
            while not papers(slips):
                assert time.monotonic() < latest, kiosk.waits("Selesai", "Sentuh layar")
            if kiosk.sees("Selesai"):  # on a slow machine the page may have closed by itself
                kiosk.tap("Selesai")
            assert len(papers(slips)) == 1

            # A document whose slip is cut off in the middle: its print PIN is neither used up nor free.
            to_the_list(kiosk)
            assert kiosk.sees("Kartu Keluarga")
            kiosk.tap("Kartu Keluarga", "Cetak bukti")
            kiosk.types(PRINT_PIN)
            printer_state.write_text(json.dumps({"cut_link_at": 24_000}), encoding="utf-8")
            kiosk.tap("Cetak bukti", "Selesai")
            assert len(papers(slips)) == 1
            printer_state.write_text("{}", encoding="utf-8")
            to_the_list(kiosk)
            assert not kiosk.sees("Kartu Keluarga")
            kiosk.tap("Kembali")

            # Until staff say that nothing came out.
            staff = visitor.open(f"{address}/sign-in")
            sign_in(staff, "ratu", PASSWORD)
            staff.wait_for_url(f"{address}/admin")
            staff.goto(f"{address}/staff")
            staff.get_by_text("Tidak keluar", exact=True).click()
            staff.get_by_role("button", name="Tidak ada yang keluar").click()
            expect(staff.get_by_role("button", name="Tidak ada yang keluar")).to_have_count(0)
            staff.close()
            kiosk.waits("Cari layanan")
            kiosk.tap("Cetak")
            identify(kiosk)
            assert kiosk.sees("Kartu Keluarga")
