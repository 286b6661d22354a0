"""A KK on A4, from the first touch to the sheet in the tray: real kiosk, server and office printer."""

import shutil
import subprocess
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from printers.office import OfficePrinterOverIpp
from server.kk_page import SIMULATED
from tests.e2e.parts import (
    SITE,
    TouchedKiosk,
    central_server,
    kiosk_words,
    line_of,
    network_printer,
    program,
    tokens,
)
from tests.office_printer import announcing, office_printer
from tests.server.parts import ACCESS_PIN, NIK, PASSWORD, PRINT_PIN, open_store
from tests.server.test_kk_page import pages_of

pytestmark = [pytest.mark.e2e, pytest.mark.office, pytest.mark.slow]

CANARIES = (NIK, ACCESS_PIN, PRINT_PIN, "Burhan", "Sekanak", "Zefanya", "%PDF")


def to_list(kiosk: TouchedKiosk) -> None:
    kiosk.tap("Sentuh layar", "Cetak", "Setuju")
    for digits in (NIK, ACCESS_PIN):
        kiosk.types(digits)
        kiosk.tap("Lanjut")


def test_a_kk_comes_out_once_and_staff_say_that_its_pin_is_used(tmp_path: Path) -> None:
    site, tray, bus = tmp_path / "site", tmp_path / "tray", tmp_path / "bus"
    for folder in (tray, bus):
        folder.mkdir()
    shutil.copytree(SITE, site)
    with (site / "site.toml").open("a", encoding="utf-8") as file:
        file.write('\n[documents]\npages = ["kk"]\n')
    (token,), log = tokens(tmp_path / "server", 1), tmp_path / "kiosk.log"
    with (
        announcing(bus) as environment,
        office_printer(tray, environment) as office,
        network_printer(tmp_path) as (printer, slips, _),
        central_server(tmp_path, site=site) as (address, _),
    ):
        options = ["--profile", str(site), "--server", address, "--enrol", token]
        uuid = OfficePrinterOverIpp(office.uri, "Uji", time.monotonic).uuid()
        options += ["--office", office.uri, "--office-uuid", str(uuid)]
        words = kiosk_words(tmp_path, printer, *options)
        with program("tests.e2e.touched_kiosk", words, log, stdin=subprocess.PIPE) as process:
            line_of(process, r'"ok": "(open)"')
            kiosk = TouchedKiosk(process)
            to_list(kiosk)
            kiosk.tap("Kartu Keluarga", "Cetak KK", "KK di kertas A4")
            kiosk.types(PRINT_PIN)
            kiosk.tap("Cetak KK di A4", "Selesai")
            kiosk.waits("Sentuh layar")
            assert kiosk.holds(*CANARIES) == set()
            to_list(kiosk)
            kiosk.waits("KTP-el")
            assert kiosk.holds("Menunggu petugas") == {"Menunggu petugas"}
            assert process.stdin is not None and process.stdout is not None
            process.stdin.close()
            said = process.stdout.read()
            assert process.wait(30) == 0, log.read_text(encoding="utf-8")
        assert office.jobs() == 1 and list(slips.glob("slip-*.png")) == []
        page = office.came_out
    assert page is not None
    (text,) = pages_of(page, tmp_path)
    assert NIK in text and "Zefanya Intan Sekanak" in text and SIMULATED in text

    store = open_store(tmp_path / "server")
    staff = store.add_officer(name="ayu", display_name="Ayu", password=PASSWORD, admin=False)
    assert staff != "taken"
    (slip,) = store.undecided_slips()
    decide = partial(
        store.decide_slip,
        kiosk_id=slip.kiosk_id,
        job_id=slip.job_id,
        officer_id=staff.officer_id,
        now=datetime.now(UTC),
    )
    assert decide(decision="out") and not decide(decision="none")
    store.close_files()

    kept = {str(file): file.read_bytes() for file in (tmp_path / "kiosk").rglob("*") if file.is_file()}
    logs = (log, tmp_path / "server.log", tmp_path / "printer.log")
    kept |= {file.name: file.read_bytes() for file in logs} | {"stdout": said.encode()}
    found = {(name, canary) for name, text in kept.items() for canary in CANARIES if canary.encode() in text}
    assert found == set()
