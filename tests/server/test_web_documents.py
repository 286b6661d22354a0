"""The document desk in a real browser: import, print PIN, the check of a slip, and who may not come in."""

import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from playwright.sync_api import Page

from server.document_desk import PIN_LIFE, Once
from server.documents import keyed_hash, secret_key
from server.folder import CITIZEN_KEY, SLIP_KEYS
from server.simulated import Fault
from server.slip_tokens import SlipKeys, slip_keys
from server.store import DocumentRequest, Ready
from tests.browser import Visitor
from tests.server.conftest import Running, kiosk_of, seated, serving
from tests.server.parts import ACCESS_PIN, NIK, NOW, PASSWORD, PRINT_PIN, TODAY, HttpKiosk, enrolled, render
from tests.server.test_pages import Browser, officer_at
from tests.server.test_requests import new
from tests.server.test_web_looks import OFFICE, check, resized

CANARY, NAME = "1671023012909999", "Kanarya Sembilang"
CSV = f"""nomor;jenis;nik;no_kk;nama;tanggal_lahir;rak
KT-2604-7001;KTP;{CANARY};1671021403221234;{NAME};1990-12-30;C-1
KT-2604-7002;KTP;16710230129099;1671021403221234;{NAME};1990-12-30;C-2
KA-2604-7003;KIA;1671020202200001;1671021403221234;Kinanti Sembilang;2020-02-03;C-3
"""


def listed(kiosk: HttpKiosk, pin: str = ACCESS_PIN) -> dict[str, Any]:
    """What the kiosk is told of the documents."""
    return dict(kiosk.post("/v1/documents/list", {"nik": NIK, "access_pin": pin}, at=NOW).json())


def request_of(running: Running, number: str) -> DocumentRequest:
    (found,) = running.store.requests(number=number, state=None, now=running.clock())
    return found


def token_of(running: Running, number: str, *, keys: SlipKeys | None = None) -> str:
    made = keys or slip_keys(running.folder / SLIP_KEYS)
    request = request_of(running, number)
    return made.signed(request_id=request.request_id, until=NOW + timedelta(days=9))


def fits(page: Page, what: str) -> None:
    for size in resized(page, OFFICE):
        check(page, f"{what} {size}")


def test_requests_come_in_by_file_and_nothing_in_silence(
    mall: Running, visitor: Visitor, tmp_path: Path
) -> None:
    page = visitor.open(f"{mall.address}/documents/import", token=seated(mall, "ayu", "3"))
    fits(page, "import")
    page.get_by_label("Berkas").set_input_files(
        {"name": "siap.csv", "mimeType": "text/csv", "buffer": CSV.encode()}
    )
    page.get_by_role("button", name="Periksa berkas").click()
    page.get_by_role("heading", name="Belum diimpor: periksa dahulu").wait_for()
    page.get_by_text("2 baru, 0 berubah, 0 tetap, 1 salah atau ditolak.").wait_for()
    page.get_by_text("nik: harus 16 angka.").wait_for()
    page.get_by_text("nik: tidak sama dengan tanggal lahir, tetap diterima.").wait_for()
    fits(page, "preview")
    assert CANARY not in page.content() and NAME not in page.content()
    assert mall.store.requests(number="7001", state=None, now=NOW) == ()
    page.get_by_role("button", name="Impor 2 permohonan").click()
    page.get_by_role("heading", name="2 permohonan masuk, 0 diperbarui").wait_for()
    assert request_of(mall, "KT-2604-7001").shelf == "C-1"
    page.get_by_role("link", name="Lihat daftar").click()
    page.get_by_label("Nomor permohonan").fill("7001")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("heading", name="1 permohonan ditemukan").wait_for()
    assert page.url == f"{mall.address}/documents", "an address stays in the browser's history"
    fits(page, "list")
    page.get_by_role("link", name="KT-2604-7001").click()
    last = page.get_by_label("Ambil paling lambat").get_attribute("max")
    assert last == str(TODAY + timedelta(days=365))
    page.get_by_role("button", name="Siap, buat PIN cetak").click()
    pin = page.get_by_role("heading", name="PIN cetak ").inner_text().removeprefix("PIN cetak ")
    fits(page, "request")
    request = request_of(mall, "KT-2604-7001")
    assert request.state == "ready"
    assert mall.store.fitting_pin(request_id=request.request_id, print_pin=pin)
    page.reload()
    page.get_by_text("berlaku sampai").wait_for()
    assert pin not in page.content(), "shown once"
    assert mall.store.fitting_pin(request_id=request.request_id, print_pin=pin), "and made once"
    ground = page.locator("dt", has_text="Latar foto").locator("+ dd")
    assert ground.inner_text() == "biru", "born in 1990"
    page.goto(f"{mall.address}/documents/{request_of(mall, 'KK-2604-3187').request_id}")
    page.get_by_role("heading", name="KK-2604-3187").wait_for()
    assert ground.count() == 0, "a KK has no photo"
    page.goto(f"{mall.address}/documents/import")
    other = CSV.replace("C-3", "C-4").replace(CANARY, CANARY[:-1] + "8")
    page.get_by_label("Berkas").set_input_files(
        {"name": "lagi.csv", "mimeType": "text/csv", "buffer": other.encode()}
    )
    page.get_by_role("button", name="Periksa berkas").click()
    page.get_by_text("0 baru, 1 berubah, 0 tetap, 2 salah atau ditolak.").wait_for()
    page.get_by_text("orang atau dokumennya (nik) tidak diubah").wait_for()
    page.get_by_text("Akan diperbarui: rak.").wait_for()
    fits(page, "preview of what is ready")


def test_the_form_s_row_takes_the_same_way(mall: Running, visitor: Visitor) -> None:
    page = visitor.open(f"{mall.address}/documents/import", token=seated(mall, "ayu", "3"))
    for label, value in {
        "Nomor permohonan": "KT-2604-7009",
        "NIK, 16 angka": CANARY[:-1],
        "No. KK, 16 angka": "1671021403221234",
        "Nama pemohon": NAME,
        "Tanggal lahir": "1990-12-30",
    }.items():
        page.get_by_label(label).fill(value)
    page.get_by_label("Dokumen").select_option("ktp")
    page.get_by_role("button", name="Periksa permohonan").click()
    page.get_by_text("nik: harus 16 angka.").wait_for()
    page.get_by_label("NIK, 16 angka").fill(CANARY)
    page.get_by_role("button", name="Periksa permohonan").click()
    page.get_by_role("button", name="Impor 1 permohonan").click()
    page.get_by_role("heading", name="1 permohonan masuk").wait_for()
    assert request_of(mall, "KT-2604-7009").initials == "K. S."


def test_a_slip_s_code_hands_its_document_over_once(mall: Running, visitor: Visitor) -> None:
    page = visitor.open(f"{mall.address}/documents/verify", token=seated(mall, "ayu", "3"))
    page.get_by_role("heading", name="Siap memindai").wait_for()
    fits(page, "nothing yet")

    def scanned(text: str) -> None:
        """As a scanner types, wherever the focus is."""
        page.locator("h1").click()
        page.keyboard.type(text)
        page.keyboard.press("Enter")

    token = token_of(mall, "KT-2604-1102")
    scanned(token)
    page.get_by_role("heading", name="Slip sah, dokumen belum diserahkan").wait_for()
    page.get_by_text("B. S., NIK ••••••••••••0007, lahir 1979").wait_for()
    page.get_by_text("Registrasi simulasi, bukan data Dukcapil").wait_for()
    assert NIK not in page.content() and "Burhan" not in page.content()
    fits(page, "good")
    page.keyboard.press("F8")
    page.get_by_role("heading", name="Dicatat: identitas tidak cocok").wait_for()
    assert request_of(mall, "KT-2604-1102").state == "ready"
    scanned(token)
    page.get_by_role("heading", name="Slip sah, dokumen belum diserahkan").wait_for()
    page.keyboard.press("F2")
    page.get_by_role("heading", name="Sudah dicatat: dokumen diserahkan").wait_for()
    assert request_of(mall, "KT-2604-1102").state == "collected"
    scanned(token)
    page.get_by_role("heading", name="Sudah pernah diserahkan").wait_for()
    page.get_by_text(", oleh Ayu").wait_for()
    fits(page, "used")
    assert page.get_by_role("button", name="Serahkan dokumen").count() == 0
    scanned(token_of(mall, "KK-2604-3187", keys=SlipKeys((b"f" * 32,))))
    page.get_by_role("heading", name="Slip ini tidak dibuat oleh server kita").wait_for()
    scanned("KK-2604-3187")
    page.get_by_role("heading", name="Permohonan siap, slip belum diperiksa").wait_for()
    scanned("KT-2604-1107")
    page.get_by_role("heading", name="Dokumen belum siap").wait_for()
    scanned("0")
    page.get_by_role("heading", name="Kode ini tidak dikenal").wait_for()
    mall.clock.advance(timedelta(days=30))
    visitor.open(f"{mall.address}/sign-in")
    told = [one.action for one in mall.store.audit(number="KT-2604-1102", limit=9)]
    assert told == ["verify", "hand_over", "verify", "mismatch", "verify", "import"]


@pytest.mark.parametrize(
    ("number", "handed", "verdict"), [("KT-2604-1107", False, "not_ready"), ("KT-2604-1102", True, "used")]
)
def test_whoever_cannot_hand_over_is_in_the_audit_before_they_see_whose_it_is(
    running: Running, number: str, handed: bool, verdict: str
) -> None:
    officer, request = officer_at(running), request_of(running, number)
    if handed:
        officer_id = running.store.officers()[0].officer_id
        assert running.store.close_request(
            request_id=request.request_id, state="collected", officer_id=officer_id, now=NOW
        )
    officer.get("/documents/verify")
    page = officer.form(f"/documents/{request.request_id}/hand-over", back="verify")
    assert f"verdict='{verdict}'" in page and f"nik_tail='{request.nik_tail}'" in page
    newest = running.store.audit(number=number, limit=1)[0]
    assert newest.action == "verify" and newest.who.startswith("officer:")


def test_however_much_is_looked_at_since_it_is_said_who_handed_over(running: Running) -> None:
    officer, request = officer_at(running), request_of(running, "KT-2604-1102")
    officer.get("/documents/verify")
    officer.form(f"/documents/{request.request_id}/hand-over", back="verify")
    for _ in range(200):
        running.store.note(who="officer:9", action="open", numbers=[request.number], now=NOW)
    page = officer.form("/documents/verify", token=request.number)
    assert "verdict='used'" in page and "handed_by='Ayu'" in page
    assert page.count("action='hand_over'") == 1, "the officer's own"


def test_a_slip_printed_at_a_kiosk_carries_the_code_that_the_desk_proves(running: Running) -> None:
    kiosk, officer = kiosk_of(running, "utara"), officer_at(running)
    look = listed(kiosk)
    asked = {
        "session": look["session"],
        "request_id": request_of(running, "KT-2604-1102").request_id,
        "print_pin": PRINT_PIN,
        "job_id": "j",
    }
    slip = kiosk.post("/v1/documents/reserve", asked, at=NOW).json()["slip"]
    officer.get("/documents/verify")
    page = officer.form("/documents/verify", token=slip["token"])
    assert "verdict='good'" in page and "number='KT-2604-1102'" in page


def test_a_number_is_known_however_many_hold_it(running: Running) -> None:
    officer = officer_at(running)
    rows = [new("KT-9"), *(new(f"KT-9-{serial}") for serial in range(201))]
    running.store.put_requests(rows[:1], who="officer:1", now=NOW)
    running.store.put_requests(rows[1:], who="officer:1", now=NOW + timedelta(minutes=1))
    officer.get("/documents/verify")
    page = officer.form("/documents/verify", token=" kt-9 ")
    assert "verdict='not_ready'" in page and "number='KT-9'" in page


def test_a_file_far_too_long_is_told_so_in_words(mall: Running, visitor: Visitor) -> None:
    page = visitor.open(f"{mall.address}/documents/import", token=seated(mall, "ayu", "3"))
    head, row = CSV.splitlines()[:2]
    raw = "\n".join((head, *[row] * 10_000)).encode()
    page.get_by_label("Berkas").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": raw})
    page.get_by_role("button", name="Periksa berkas").click()
    page.get_by_text("Paling banyak 1000 baris sekali impor").wait_for()


def test_a_file_with_a_column_twice_names_it(mall: Running, visitor: Visitor) -> None:
    page = visitor.open(f"{mall.address}/documents/import", token=seated(mall, "ayu", "3"))
    raw = CSV.replace(";rak", ";nik").encode()
    page.get_by_label("Berkas").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": raw})
    page.get_by_role("button", name="Periksa berkas").click()
    page.get_by_text("Judul ini tertulis lebih dari sekali: nik.").wait_for()
    fits(page, "a column twice")


def test_what_was_shown_comes_in_once(running: Running) -> None:
    officer = officer_at(running)
    officer.get("/documents/import")
    row = dict(zip(CSV.splitlines()[0].split(";"), CSV.splitlines()[1].split(";"), strict=True))
    token = re.findall("token='([^']+)'", officer.form("/documents/add", **row))[0]
    officer.form("/documents/import/confirm", token=token)
    assert "done=True" in officer.page
    page = officer.form("/documents/import/confirm", token=token)
    assert officer.status == 409 and "fault='gone'" in page


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """They take turns between almost any two instructions."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty_threads")
def test_what_many_officers_are_shown_at_once_each_is_shown_once() -> None:
    once, start = Once[int](PIN_LIFE), Barrier(8)

    def shown(officer: int) -> list[int | None]:
        tokens = []
        for turn in range(200):
            start.wait()
            tokens.append(once.keep(turn, officer_id=officer, now=NOW))
        return [once.taken(one, officer_id=officer, now=NOW) for one in (*tokens, *tokens)]

    with ThreadPoolExecutor(8) as officers:
        assert list(officers.map(shown, range(8))) == [[*range(200), *[None] * 200]] * 8


@pytest.mark.parametrize("path", ["/documents", "/documents/verify", "/documents/import"])
def test_another_agency_s_officer_is_kept_out(running: Running, path: str) -> None:
    stranger = Browser(running.address)
    stranger.get(path)
    assert stranger.where == "/sign-in"
    officer_at(running)
    agency = next(one for one in running.store.counters() if one.number == "3").agency
    other = next(one for one in ("bank", "samsat", "imigrasi", "bapenda") if one != agency)
    counter = running.store.add_counter(number="9", agency=other, place="")
    assert counter != "taken"
    running.store.add_officer(name="budi", display_name="Budi", password=PASSWORD, admin=False)
    officer = Browser(running.address)
    officer.post("/sign-in", name="budi", password=PASSWORD)
    officer.form("/counter", counter_id=str(counter.counter_id))
    officer.get(path)
    assert officer.status == 403 and "reason='other_counter'" in officer.page
    assert "documents=False" in officer.get("/console")


def test_a_counter_that_hands_documents_out_leads_to_them(running: Running) -> None:
    officer = officer_at(running)
    assert "documents=True" in officer.get("/console")
    officer.get("/documents")
    assert officer.status == 200
    colleague = Browser(running.address)
    running.store.add_officer(name="budi", display_name="Budi", password=PASSWORD, admin=False)
    colleague.post("/sign-in", name="budi", password=PASSWORD)
    colleague.get("/documents")
    assert colleague.status == 403 and "reason='other_counter'" in colleague.page
    colleague.get("/counter")
    colleague.form("/counter", counter_id=str(running.store.counters()[0].counter_id))
    colleague.get("/documents")
    assert colleague.status == 200
    officer.get("/documents")
    assert officer.status == 403 and "reason='other_counter'" in officer.page, "the counter was taken over"


def test_the_desk_lifts_both_locks(running: Running) -> None:
    kiosk, officer = kiosk_of(running, "utara"), officer_at(running)
    request_id = request_of(running, "KT-2604-1102").request_id

    def ask(pin: str) -> str:
        asked = {
            "session": listed(kiosk)["session"],
            "request_id": request_id,
            "print_pin": pin,
            "job_id": "j",
        }
        return str(kiosk.post("/v1/documents/reserve", asked, at=NOW).json()["outcome"])

    assert [listed(kiosk, "000000")["outcome"] for _ in range(3)][-1] == "locked" == listed(kiosk)["outcome"]
    officer.get("/documents")
    officer.form("/documents/unlock", nik=NIK[:-1])
    assert officer.status == 409 and listed(kiosk)["outcome"] == "locked"
    page = officer.form("/documents/unlock", nik=f" {NIK[:8]} {NIK[8:]}")
    assert "unlocked='0007'" in page and NIK not in page
    assert listed(kiosk)["outcome"] == "found"
    told = next(one for one in running.store.audit(number=None, limit=9) if one.action == "unlock")
    assert told.who.startswith("officer:") and "KT-2604-1102" in told.numbers and NIK not in repr(told)

    assert [ask("000000") for _ in range(3)][-1] == "locked" == ask(PRINT_PIN)
    officer.get(f"/documents/{request_id}")
    officer.form(f"/documents/{request_id}/pin")
    assert (
        officer.where.startswith(f"/documents/{request_id}?new=") and "new_pin=PrintPinShown(" in officer.page
    )
    assert ask(PRINT_PIN) == "no_match", "a try of the new PIN, and the old is worthless"


def test_the_audit_tells_whose_lock_was_lifted_also_of_somebody_without_a_request(running: Running) -> None:
    officer = officer_at(running)
    stranger, other = "1671023012904321", "1671023012914321"
    for nik in (stranger, other, stranger):
        officer.get("/documents")
        officer.form("/documents/unlock", nik=nik)
        assert officer.status == 200
    told = [one for one in running.store.audit(number=None, limit=3) if one.action == "unlock"]
    again, another, first = (one.numbers for one in told)
    assert again == first != another and len(first) == 1
    assert re.fullmatch("nik:4321:[0-9a-f]{12}", first[0])
    matched = keyed_hash(secret_key(running.folder / CITIZEN_KEY))(stranger)
    assert stranger not in repr(told) and matched[:12] not in first[0], "requests are matched by another"


@pytest.mark.parametrize("typed", [NIK, f" {NIK[:8]} {NIK[8:]}", f"{NIK[:6]}.{NIK[6:12]}.{NIK[12:]}"])
def test_a_nik_is_neither_searched_nor_shown_again(running: Running, typed: str) -> None:
    officer = officer_at(running)
    officer.get("/documents")
    page = officer.form("/documents", number=typed)
    assert officer.status == 409 and "problem='holds_number'" in page and typed not in page
    officer.get("/documents")
    page = officer.form("/documents", number=" kt-2604-1102 ")
    assert officer.status == 200 and page.count("DocumentRequest(") == 1 and "number='KT-2604-1102'" in page


@pytest.mark.parametrize(("field", "sign"), [("counter", ""), ("shelf", " "), ("bring", ".")])
def test_no_nik_is_written_where_a_document_lies(running: Running, field: str, sign: str) -> None:
    officer, request = officer_at(running), request_of(running, "KT-2604-1107")
    officer.get(f"/documents/{request.request_id}")
    wrong = {field: f"A {sign.join((NIK[:6], NIK[6:12], NIK[12:]))}"}
    page = officer.form(f"/documents/{request.request_id}/ready", collect_by="2026-04-20", **wrong)
    assert officer.status == 409 and "problem='holds_number'" in page
    assert request_of(running, "KT-2604-1107") == request


def test_a_wrong_counter_is_corrected_until_a_slip_is_held(mall: Running, visitor: Visitor) -> None:
    visitor.forgiven = ("409",)
    page = visitor.open(f"{mall.address}/documents", token=seated(mall, "ayu", "3"))
    before = request_of(mall, "KT-2604-1102")
    page.get_by_role("link", name="KT-2604-1102").click()
    fits(page, "ready")
    page.get_by_label("Loket").fill("12")
    page.get_by_label("Rak").fill(f"A {NIK[:8]}.{NIK[8:]}")
    page.get_by_role("button", name="Simpan perbaikan").click()
    page.get_by_text("Jangan tulis NIK atau No. KK di sini.").wait_for()
    page.get_by_label("Loket").fill("12")
    page.get_by_label("Rak").fill("Z-9")
    page.get_by_label("Ambil paling lambat").fill(str(TODAY + timedelta(days=20)))
    page.get_by_role("button", name="Simpan perbaikan").click()
    page.get_by_text("Loket 12, rak Z-9").wait_for()
    page.get_by_role("cell", name="Tempat atau batas ambil diperbaiki").wait_for()
    last = TODAY + timedelta(days=20)
    assert request_of(mall, "KT-2604-1102") == replace(before, counter="12", shelf="Z-9", collect_by=last)
    page.get_by_label("Loket").fill("13")
    kiosk = enrolled(mall.store)
    pin = mall.store.fitting_pin(request_id=before.request_id, print_pin=PRINT_PIN)
    assert pin is not None
    held = mall.store.reserve(
        request_id=before.request_id, form="slip", pin=pin, kiosk=kiosk, job_id="j", now=NOW
    )
    assert held is not None and (held.request.counter, held.reprint) == ("12", 0)
    page.get_by_role("button", name="Simpan perbaikan").click()
    page.get_by_text("Belum dapat diperbaiki: slipnya sedang dicetak.").wait_for()
    fits(page, "held")
    assert page.get_by_role("button", name="Simpan perbaikan").count() == 0
    assert request_of(mall, "KT-2604-1102").counter == "12"


def test_a_slip_says_what_was_corrected_while_the_registry_was_asked(tmp_path: Path) -> None:
    meanwhile: list[Callable[[], object]] = []

    def asked() -> None:
        while meanwhile:
            meanwhile.pop()()

    with serving(tmp_path, render, tmp_path, fault=asked) as running:
        kiosk, request_id = kiosk_of(running, "utara"), request_of(running, "KT-2604-1102").request_id
        look = listed(kiosk)
        moved = Ready("12", "Z-9", ("surat",), TODAY + timedelta(days=9))
        correct = partial(running.store.correct_ready, request_id=request_id, officer_id=1, now=NOW)
        meanwhile.append(lambda: correct(ready=moved))
        wish = {"session": look["session"], "request_id": request_id, "print_pin": PRINT_PIN, "job_id": "j"}
        slip = kiosk.post("/v1/documents/reserve", wish, at=NOW).json()["slip"]
        assert meanwhile == [] and (slip["counter"], slip["shelf"], slip["bring"]) == ("12", "Z-9", ["surat"])
        assert correct(ready=moved) == "held"


@pytest.mark.parametrize(
    ("days", "status"), [(-1, 409), (0, 200), (365, 200), (366, 409), ((date.max - TODAY).days, 409)]
)
def test_a_document_waits_from_today_on_and_a_year_at_most(running: Running, days: int, status: int) -> None:
    officer, request = officer_at(running), request_of(running, "KT-2604-1107")
    officer.get(f"/documents/{request.request_id}")
    day = TODAY + timedelta(days=days)
    page = officer.form(f"/documents/{request.request_id}/ready", collect_by=day.isoformat())
    assert officer.status == status and ("problem='collect_by'" in page) == (status == 409)
    found = request_of(running, "KT-2604-1107")
    assert found == request if status == 409 else (found.state, found.collect_by) == ("ready", day)


@pytest.mark.parametrize(("letters", "status"), [(1, 200), (2, 422)])
def test_a_line_end_counts_as_one_character_as_in_the_browser(
    running: Running, letters: int, status: int
) -> None:
    officer, request = officer_at(running), request_of(running, "KT-2604-1107")
    officer.get(f"/documents/{request.request_id}")
    things = ["KTP lama", *["KK asli"] * 48, "a" * 6 + "b" * letters]
    path, day = f"/documents/{request.request_id}/ready", TODAY.isoformat()
    officer.form(path, bring="\r\n".join(things), collect_by=day)
    assert officer.status == status
    assert request_of(running, "KT-2604-1107").bring == (tuple(things) if status == 200 else request.bring)


def test_only_its_own_form_changes_a_request(running: Running) -> None:
    request = request_of(running, "KT-2604-1102")
    officer = officer_at(running)
    officer.get(f"/documents/{request.request_id}")
    for action in ("hand-over", "revoke", "pin", "ready", "correct", "mismatch"):
        officer.post(f"/documents/{request.request_id}/{action}", csrf="x")
        assert officer.status == 403 and "stale_form" in officer.page
    assert request_of(running, "KT-2604-1102") == request
    officer.post("/documents", csrf="x", number="KT")
    assert officer.status == 403 and "stale_form" in officer.page
    officer.get("/documents/nothing")
    assert officer.status == 404


def test_a_registry_that_is_away_costs_no_try_and_holds_nothing(tmp_path: Path) -> None:
    faults: list[Fault | None] = [None]
    with serving(tmp_path, render, tmp_path, fault=lambda: faults[0]) as running:
        request_id = request_of(running, "KT-2604-1102").request_id
        kiosk = kiosk_of(running, "utara")

        session = listed(kiosk)["session"]
        asked = {
            "session": session,
            "request_id": request_id,
            "print_pin": PRINT_PIN,
            "job_id": "j",
        }
        broken: tuple[Fault, ...] = ("away", "garbage", "raises")
        for faults[0] in broken:
            assert [listed(kiosk)["outcome"] for _ in range(4)] == ["registry_away"] * 4
            answer = kiosk.post("/v1/documents/reserve", asked, at=NOW).json()
            assert (answer["outcome"], answer["slip"]) == ("registry_away", None)
        assert running.store.reservation(request_id=request_id) is None
        faults[0] = None
        assert listed(kiosk, "000000")["outcome"] == "no_match"
        assert kiosk.post("/v1/documents/reserve", asked, at=NOW).json()["outcome"] == "reserved"
