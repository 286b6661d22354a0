"""The ways to a number and to a document's slip: what their screens show, and what a touch there says."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from typing import get_args

import pytest
import qrcode
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from pytestqt.qtbot import QtBot

from commands.parts.gallery import NIK, PAPER_OUT, READY, SILENT, document_standing, spoken
from config.models import DocumentKind, DocumentRules
from kiosk.visit import state as visit
from kiosk.visit.inputs import (
    Cleared,
    Confirmed,
    DigitsShown,
    DocumentChosen,
    Ended,
    Erased,
    HelpWanted,
    HelpWithdrawn,
    Keyed,
    LanguageChosen,
    Paged,
    PriorityAnswered,
    RequirementsWanted,
    Scanned,
    SlipAnswered,
    SlipWanted,
    Stayed,
    SurrenderWanted,
    Touched,
    Typed,
    Went,
    WentBack,
)
from kiosk.visit.state import (
    AccessPin,
    Agencies,
    Consent,
    Detail,
    Display,
    DocumentDone,
    Documents,
    Done,
    Home,
    LifeEvent,
    LifeEvents,
    Nik,
    NoPaper,
    Notice,
    PowerCut,
    PrintPin,
    Priority,
    Scan,
    Search,
    ServerView,
    Services,
    Trouble,
)
from kiosk.wire import DocumentLine
from printers.document import Block, Either, Fields, Table
from printers.states import AT_REST, Cause, DeviceState, JobState, Status
from tests.kiosk import slip_cases
from tests.ui.cases import CASES, COUNTED
from tests.ui.conftest import Open, Screen
from tests.ui.leftovers import held
from tests.ui.papers import (
    BACKUP,
    FAMILY,
    LINES,
    LONG_NAME,
    TWINS,
    document_job,
    job,
    ticket,
)
from tests.ui.parts import NOW, SERVER, facts, plate_name, profile, state
from tests.ui.test_models import setting
from ui.hand import Hand
from ui.images import Codes
from ui.screens import PAGES, documents, done, nik, no_paper, notice, pin, power_cut, printing, priority
from ui.screens.paper import trouble
from ui.texts import read_texts, untied
from ui.theme import PANELS, advance, fitted

pytestmark = pytest.mark.usefixtures("qapp")


def test_every_screen_has_its_page() -> None:
    assert set(PAGES) == set(get_args(visit.Screen))


# --- touches ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("panel", ["1080x1920", "1366x768"])
@pytest.mark.parametrize(
    ("case", "name", "said"),
    [
        ("home", "Cari layanan", Went(Search())),
        ("home", "Ambil nomor antrean", Went(Agencies())),
        ("home", "Cetak KK, KTP, KIA", Went(Consent())),
        ("home", "SKCK baru", Went(Detail("skck"))),
        ("home", "English", LanguageChosen("en")),
        ("agencies", "Samsat", Went(Services("samsat"))),
        ("agencies", "Berikutnya", Paged(1)),
        ("agencies-last", "Sebelumnya", Paged(0)),
        ("agencies", "Kembali", WentBack()),
        ("services", "Akta", Went(Services("disduk", "akta"))),
        ("services-longest", "Semua", Went(Services("disduk"))),
        ("services", "KTP-el hilang", Went(Detail("ktp-hilang"))),
        ("search", "Q", Typed("Q")),
        ("search", "spasi", Typed(" ")),
        ("search", "Hapus", Erased()),
        ("search", "Kosongkan", Cleared()),
        ("search", "KTP-el rusak", Went(Detail("ktp-rusak"))),
        ("detail", "Ambil nomor", Confirmed()),
        ("detail-printed-here", "Cetak di mesin ini", Confirmed()),
        ("detail-printed-closed", "Cetak di mesin ini", Confirmed()),
        ("home", "Peristiwa hidup", Went(LifeEvents())),
        ("home", "Panggil petugas", HelpWanted()),
        ("life", "Menikah", Went(LifeEvent("menikah"))),
        ("life", "Tidak ada di sini? Cari layanan", Went(Search())),
        ("event", "KK baru", Went(Detail("kk-baru"))),
        ("detail", "Cetak persyaratan", RequirementsWanted("ktp-hilang")),
        ("detail", "Tanyakan petugas", HelpWanted("question")),
        ("notice-again", "Cetak persyaratan", RequirementsWanted("paspor")),
        ("done", "Kembalikan nomor", SurrenderWanted()),
        ("surrender", "Ya, kembalikan", Confirmed()),
        ("surrender", "Tidak, tetap pakai", WentBack()),
        ("surrendered", "Cetak persyaratan", RequirementsWanted("ktp-hilang")),
        ("staff-heard", "Slip tidak keluar", HelpWanted("slip")),
        ("staff-heard", "Batalkan panggilan", HelpWithdrawn()),
        ("staff-heard", "Lanjut sendiri", WentBack()),
        ("staff-away", "Panggil lagi", HelpWanted()),
        ("idle", "Ya, lanjutkan", Stayed()),
        ("idle", "Selesai", Ended()),
        ("priority", "Lansia", PriorityAnswered("lansia")),
        ("priority", "Tidak, antrean biasa", PriorityAnswered(None)),
        ("priority", "Kembali", WentBack()),
        ("no-paper", "Ambil nomor di layar", Confirmed()),
        ("no-paper-mended", "Ambil nomor dan slip", Confirmed()),
        ("done", "Selesai", Confirmed()),
        ("done-mended", "Cetak slip", SlipWanted()),
        ("consent", "Setuju", Confirmed()),
        ("consent", "Tidak", WentBack()),
        ("nik-scanner", "Pindai kode QR", Went(Scan())),
        ("scan", "Ketik NIK saja", WentBack()),
        ("documents-standing", "Cetak bukti ambil KTP", Confirmed()),
        ("notice-print_pin_used", "Ambil nomor antrean", Went(Agencies())),
        ("notice-registry_away", "Ambil nomor antrean", Went(Agencies())),
        ("nik", "7", Typed("7")),
        ("nik", "0", Typed("0")),
        ("nik", "Hapus", Erased()),
        ("nik", "Kosongkan", Cleared()),
        ("nik", "Tampilkan angka", DigitsShown(True)),
        ("nik-shown", "Sembunyikan", DigitsShown(False)),
        ("nik-shown", "Lanjut", Confirmed()),
        ("access-pin", "4", Typed("4")),
        ("print-pin", "Cetak bukti KK", Confirmed()),
        ("documents", "Kartu Identitas Anak (KIA), Budi S.", DocumentChosen("r2")),
        ("documents", "Cetak bukti KK", Confirmed()),
        ("documents-many", "Berikutnya", Touched()),
        ("document-done", "Selesai", Confirmed()),
        ("power-cut", "Sudah, slip ada di tangan saya", SlipAnswered("came_out")),
        ("power-cut", "Belum, cetak ulang", SlipAnswered("print_again")),
        ("power-cut", "Bukan nomor saya", SlipAnswered("not_mine")),
        ("notice-quota_full", "Layanan Disduk lainnya", Went(Services("disduk"))),
        ("notice-server_away", "Ambil nomor antrean", Went(Agencies())),
        ("notice-session_over", "Mulai lagi", Went(Consent())),
        ("notice-try-again", "Coba lagi", Went(Consent())),
        ("notice-locked", "Kembali", WentBack()),
        ("notice-locked", "Selesai", Confirmed()),
        ("notice-surrender_failed", "Lihat nomor Anda lagi", WentBack()),
        ("documents-none", "Selesai", Ended()),
        ("documents-waiting", "Selesai", Ended()),
        ("documents-none", "Ambil nomor antrean", Went(Agencies())),
    ],
)
def test_a_touch_says_what_the_plate_promises(
    opened: Open, panel: str, case: str, name: str, said: object
) -> None:
    screen = opened(CASES[case], panel)
    screen.tap(plate_name(name, panel))
    assert screen.posted == [said]


@pytest.mark.parametrize("panel", list(PANELS))
def test_a_hand_finds_a_button_before_the_frame_that_draws_it(opened: Open, panel: str) -> None:
    screen = opened(state(Done(ticket(), None), printer=PAPER_OUT), panel)
    screen.window.show_state(state(Done(ticket(), None)))
    assert Hand(screen.window).tap("Cetak slip")
    assert screen.posted == [SlipWanted()]


@pytest.mark.parametrize(("panel", "name"), [("1080x1920", "Ambil nomor lain"), ("1920x1080", "Nomor lain")])
def test_another_number_begins_at_home(opened: Open, panel: str, name: str) -> None:
    screen = opened(CASES["done"], panel)
    screen.tap(name)
    assert screen.posted == [Went(Home())]


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ("nik", "Lanjut"),
        ("access-pin", "Lanjut"),
        ("print-pin-wrong", "Cetak bukti KIA"),
        ("documents-many", "Pilih satu"),
        ("documents", "KTP-el, Sari W."),
        ("documents-standing", "Kartu Keluarga (KK), Sari W."),
        ("documents-standing", "Kartu Identitas Anak (KIA), Sari W."),
    ],
)
def test_what_is_not_possible_yet_says_nothing(opened: Open, case: str, name: str) -> None:
    screen = opened(CASES[case])
    screen.tap(name)
    assert screen.posted == []


@pytest.mark.parametrize("case", ["issuing", "asking", "asking-pin", "printing"])
def test_while_a_worker_is_at_it_only_the_helpers_answer(opened: Open, case: str) -> None:
    names = [plate.name for plate in opened(CASES[case]).plates()]
    assert names == ["Bantuan tampilan", "English", "Panggil petugas"]


# --- the number -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("panel", PANELS)
def test_who_waits_for_a_worker_is_told_what_happens_and_what_follows(opened: Open, panel: str) -> None:
    screen = opened(CASES["attract"], panel)
    for case, follows in (
        ("issuing", "Nomor Anda tampil di layar ini"),
        ("asking", "Layar ini akan memberi tahu"),
        ("asking-pin", "Layar ini akan memberi tahu"),
    ):
        screen.show(CASES[case])
        assert {"Sedang berlangsung", follows} <= set(screen.texts())


def test_a_notice_that_leads_nowhere_does_not_say_that_one_can_do_something(opened: Open) -> None:
    screen = opened(CASES["attract"])
    met = set()
    for case, shown in CASES.items():
        if case.startswith("notice-"):
            screen.show(shown)
            leads = any(screen.body().contains(one.box) and one.item.isEnabled() for one in screen.plates())
            assert ("Yang bisa Anda lakukan sekarang" in screen.texts()) is leads, case
            met.add(leads)
    assert met == {True, False}


def test_without_paper_nobody_is_told_to_print(opened: Open) -> None:
    closed = Notice(Trouble.CLOSED, "paspor")
    said = "Cetak persyaratannya, agar lengkap saat datang lagi."
    assert said in opened(state(closed)).texts()
    assert said not in opened(state(closed, printer=PAPER_OUT)).texts()


def test_priority_groups_come_from_the_profile() -> None:
    found = priority.derive(state(Priority("ktp-hilang")), setting(language="en"))
    assert (found.agency, untied(found.service)) == ("Disduk", "KTP-el hilang")
    assert [tile.title for tile in found.groups] == [
        "Older people",
        "Pregnant or nursing",
        "People with disabilities",
        "With a small child",
    ]


@pytest.mark.parametrize(
    ("job_state", "kind", "title", "closing", "printable"),
    [
        (JobState.QUEUED, "thread", "Slip sedang dicetak", 0, False),
        (JobState.CLAIMED, "thread", "Slip sedang dicetak", 0, False),
        (JobState.SENDING, "thread", "Slip sedang dicetak", 0, False),
        (JobState.SENT, "thread", "Slip sedang dicetak", 0, False),
        (JobState.PRINTED, "thread", "Ambil slip Anda", 20, False),
        (JobState.SENT_UNCONFIRMED, "thread", "Ambil slip Anda", 20, False),
        (JobState.UNCERTAIN, "care", "Slip mungkin tidak utuh", 0, False),
        (JobState.FAILED_CLEAN, "care", "Slip tidak tercetak", 0, True),
        (JobState.CANCELLED, "care", "Slip tidak tercetak", 0, False),
        (JobState.EXPIRED, "care", "Slip tidak tercetak", 0, False),
    ],
)
def test_the_slip_panel_follows_the_job(
    job_state: JobState, kind: str, title: str, closing: int, printable: bool
) -> None:
    found = done.derive(state(Done(ticket(), job(job_state))), setting())
    assert (found.panel.kind, found.panel.title) == (kind, title)
    assert (found.closing, found.printable) == (closing, printable)


def test_without_paper_the_reason_is_said_and_nothing_is_offered_that_fails() -> None:
    found = done.derive(state(Done(ticket(), job(JobState.FAILED_CLEAN)), printer=PAPER_OUT), setting())
    assert (found.panel.title, found.printable) == ("Kertas slip habis", False)
    taken = done.derive(state(Done(ticket(), None), printer=PAPER_OUT), setting())
    assert (taken.panel.kind, taken.printable, taken.closing) == ("good", False, 0)
    assert done.derive(state(Done(ticket(), None)), setting()).printable


@pytest.mark.parametrize(
    ("causes", "said"),
    [
        ({Cause.PAPER_OUT, Cause.COVER}, "Kertas slip habis"),
        ({Cause.COVER}, "Tutup printer terbuka"),
        ({Cause.TICKET_NOT_TAKEN}, "Slip sebelumnya belum diambil"),
        ({Cause.OVERHEAT}, "Printer sedang mendinginkan diri"),
        ({Cause.CUTTER}, "Printer sedang terganggu"),
        (set(), "Printer sedang terganggu"),
    ],
)
def test_a_printer_s_cause_is_said_in_words(causes: set[Cause], said: str) -> None:
    blocked = facts(printer=Status(DeviceState.BLOCKED, frozenset(causes)))
    assert trouble(blocked, read_texts("id")) == said


@pytest.mark.parametrize(
    ("device", "said"),
    [(DeviceState.DISCONNECTED, "Printer tidak tersambung"), (DeviceState.UNKNOWN, "Printer tidak menjawab")],
)
def test_a_printer_that_says_no_cause_has_its_words(device: DeviceState, said: str) -> None:
    assert trouble(facts(printer=Status(device)), read_texts("id")) == said


def test_what_nobody_knows_is_not_shown() -> None:
    known = done.derive(state(Done(ticket(), None), server=COUNTED), setting())
    assert [(fact.name, fact.value) for fact in known.facts] == [
        ("Menuju", "Loket 1–4"),
        ("Perkiraan pukul", "10.05–10.20"),
        ("Di depan Anda", "6 orang"),
    ]
    waits = done.derive(state(Done(ticket(estimate=None), None)), setting())
    assert [(fact.name, fact.value) for fact in waits.facts[1:]] == [
        ("Di depan Anda", "6 orang"),
        ("Jam ambil", "09.41"),
    ]
    unknown = done.derive(state(Done(BACKUP, None)), setting())
    assert [(fact.name, fact.value) for fact in unknown.facts] == [
        ("Menuju", "Lihat layar panggilan"),
        ("Jam ambil", "09.41"),
    ]


def test_a_backup_number_says_whose_it_is_and_how_it_is_called() -> None:
    found = done.derive(state(Done(BACKUP, None)), setting())
    assert (found.label, found.backup, found.check) == ("A-C123", True, "K7")
    assert found.agency == "Disduk  ·  Prioritas: Ibu hamil atau menyusui"
    assert found.facts[-1].note == "Dipanggil menurut jam ini"


def test_a_phone_follows_the_ticket_where_the_site_has_an_address() -> None:
    assert done.follow_address(profile(), ticket()) == "HTTPS://MPP.CONTOH.EXAMPLE/K7P2XQ9RTW"
    assert done.follow_address(profile(public_address="http://a.example/q/"), ticket()) == (
        "HTTP://A.EXAMPLE/Q/K7P2XQ9RTW"
    )
    assert done.follow_address(profile(public_address=None), ticket()) == ""


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("label", ["A-012", "A-C012", "KPMP-XY012345"])
def test_the_number_is_as_large_as_the_cloth_allows(panel: str, label: str) -> None:
    of = setting(panel)
    width, most = of.measures.number_width, of.fonts.number
    font = fitted(most, label, width)
    assert advance(label, font) <= width
    larger = fitted(most, label, width * 2)
    assert font.pixelSize() == most.pixelSize() or larger.pixelSize() > font.pixelSize()


def test_the_number_is_the_largest_text(opened: Open) -> None:
    for panel in PANELS:
        screen = opened(CASES["done"], panel)
        number = max(seen.box.height() for seen in screen.seen_texts() if seen.text == "A-012")
        others = max(seen.box.height() for seen in screen.seen_texts() if seen.text != "A-012")
        assert number > 1.5 * others


def test_a_code_is_drawn_module_by_module() -> None:
    address = "HTTPS://MPP.CONTOH.EXAMPLE/K7P2XQ9RTW"
    image = Codes().requestImage(address, QSize(), QSize(300, 300))
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(address)
    matrix = code.get_matrix()
    cell = 300 // len(matrix)
    assert (image.width(), image.height()) == (cell * len(matrix), cell * len(matrix))
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            assert (image.pixelColor(x * cell + 1, y * cell + 1).alpha() > 0) is dark


def test_done_counts_down_and_anew_with_the_language(opened: Open, qtbot: QtBot) -> None:
    def left() -> int:
        (said,) = (text for text in screen.texts() if "ditutup dalam" in text or "closes in" in text)
        return next(int(word) for word in said.split() if word.isdigit())

    screen = opened(CASES["done"])
    assert left() in (19, 20)
    qtbot.waitUntil(lambda: left() <= 18, timeout=30_000)
    before = left()
    screen.show(spoken(CASES["done"], "en"))
    assert left() > before


def test_done_waits_without_counting_while_the_slip_comes(opened: Open) -> None:
    screen = opened(CASES["done-coming"])
    assert not [text for text in screen.texts() if "ditutup" in text]
    screen.show(CASES["done"])
    assert [text for text in screen.texts() if "ditutup" in text]


def test_a_printer_that_works_again_prints_after_all() -> None:
    blocked = no_paper.derive(state(NoPaper("ktp-hilang", None), printer=PAPER_OUT), setting())
    assert (blocked.trouble, blocked.followed) == ("Kertas slip habis", True)
    assert no_paper.derive(state(NoPaper("ktp-hilang", None)), setting()).trouble == ""


def test_after_a_power_cut_the_next_reprint_is_named() -> None:
    again = replace(job(JobState.UNCERTAIN), reprint=1)
    found = power_cut.derive(state(PowerCut(again)), setting())
    assert (found.label, found.reprint) == ("A-012", 2)
    assert untied(found.about) == "KTP-el hilang\u00a0 ·  Disduk\u00a0 ·  09.41"


def test_after_a_restart_nothing_is_said_of_its_cause(opened: Open) -> None:
    screen = opened(CASES["power-cut"])
    assert "Mesin ini baru menyala lagi" in screen.texts()
    screen.show(spoken(CASES["power-cut"], "en"))
    assert "This machine has just started again" in screen.texts()


# --- why it ends here -------------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_says_what_happened_and_what_to_do(trouble: Trouble) -> None:
    shown = notice.derive(CASES[f"notice-{trouble.value}"], setting())
    english = notice.derive(spoken(CASES[f"notice-{trouble.value}"], "en"), setting(language="en"))
    assert all((shown.said.question, shown.said.title, shown.said.detail, shown.desk))
    assert shown.said.question != english.said.question


@pytest.mark.parametrize(
    ("screen", "title"),
    [
        (Notice(Trouble.CLOSED, LONG_NAME, NOW + timedelta(hours=3)), "Nomor dibuka lagi 12.41"),
        (Notice(Trouble.CLOSED, LONG_NAME, NOW + timedelta(days=1)), "Nomor dibuka lagi Kamis 09.41"),
        (Notice(Trouble.QUOTA_FULL, LONG_NAME), "Tanyakan petugas kapan buka lagi"),
        (Notice(Trouble.LOCKED, until=NOW + timedelta(minutes=15)), "Coba lagi 09.56"),
        (Notice(Trouble.LOCKED), "Coba lagi nanti"),
    ],
)
def test_a_notice_says_when_it_goes_on_where_somebody_knows(screen: Notice, title: str) -> None:
    assert notice.derive(state(screen), setting()).said.title == title


@pytest.mark.parametrize("stands", [Trouble.SERVER_AWAY, Trouble.NO_PAPER_FOR_DOCUMENTS])
@pytest.mark.parametrize(
    ("printer", "server", "title", "door"),
    [
        (PAPER_OUT, SERVER, "Kertas slip habis", ""),
        (Status(DeviceState.DISCONNECTED), SERVER, "Printer tidak tersambung", ""),
        (SILENT, SERVER, "Printer tidak menjawab", ""),
        (READY, ServerView(), "Coba lagi beberapa saat lagi", "number"),
        (READY, SERVER, "Silakan coba lagi", "retry"),
    ],
)
def test_a_notice_on_documents_says_what_holds_them_up_now(
    stands: Trouble, printer: Status, server: ServerView, title: str, door: str
) -> None:
    said = notice.derive(state(Notice(stands), printer=printer, server=server), setting()).said
    assert (said.title, said.door) == (title, door)


def test_no_printer_is_said_to_have_stopped_that_is_only_silent() -> None:
    said = notice.derive(CASES["notice-silent-printer"], setting()).said
    assert said.note == "Dokumen hanya dicetak bila printer siap"


def test_a_notice_offers_documents_as_soon_as_they_are_possible(opened: Open) -> None:
    screen = opened(CASES["notice-no_paper_for_documents"])
    assert "Coba lagi" not in [plate.name for plate in screen.plates()]
    screen.show(state(Notice(Trouble.NO_PAPER_FOR_DOCUMENTS)))
    screen.tap("Coba lagi")
    assert screen.posted == [Went(Consent())]


def test_a_quota_is_named() -> None:
    found = notice.derive(state(Notice(Trouble.QUOTA_FULL, "paspor")), setting())
    assert (found.said.note, found.said.door) == ("40 nomor sehari", "others")


# --- documents --------------------------------------------------------------------------------------------


# --- a code reader --------------------------------------------------------------------------------------


def key_of(screen: Screen, character: str) -> None:
    pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
    QGuiApplication.sendEvent(screen.window, pressed)


def read(screen: Screen, code: str, *, seconds: float = 0.0) -> None:
    """As a reader types it: so long from key to key, and Enter."""
    for character in code:
        key_of(screen, character)
        screen.now += seconds
    screen.key(Qt.Key.Key_Return)


@pytest.mark.parametrize("case", ["scan", "nik-scanner"])
@pytest.mark.parametrize("code", [NIK, NIK[:15], "https://mpp.example/7K3M"])
def test_a_code_is_posted_whole_and_its_enter_presses_nothing(opened: Open, case: str, code: str) -> None:
    screen = opened(CASES[case])
    read(screen, code, seconds=0.01)
    assert screen.posted == [Scanned(code)]
    assert code not in repr(screen.posted)


def test_what_a_hand_types_is_no_code_and_enter_stays_the_keypads(opened: Open) -> None:
    screen = opened(CASES["nik-scanner"])
    read(screen, NIK, seconds=0.5)
    assert screen.posted == [Keyed()]
    assert all(NIK[:2] not in text for text in screen.texts())


def test_half_a_code_does_not_reach_the_next_citizen(opened: Open) -> None:
    screen = opened(CASES["scan"])
    for character in NIK[:9]:
        key_of(screen, character)
    screen.window.show_state(CASES["attract"])
    screen.window.show_state(CASES["scan"])
    read(screen, NIK[9:])
    assert screen.posted == [Scanned(NIK[9:])]


def test_half_a_code_is_forgotten_though_no_other_key_comes(opened: Open, qtbot: QtBot) -> None:
    screen = opened(CASES["attract"])
    for character in NIK[:9]:
        key_of(screen, character)
    assert NIK[:9] in held(screen.window), "the walk sees what is read"
    screen.now += 1
    qtbot.waitUntil(lambda: NIK[:9] not in held(screen.window))


def test_a_scanned_nik_stands_hidden_and_a_code_without_one_is_told(opened: Open) -> None:
    screen = opened(CASES["scan"])
    assert "Menunggu kode" in screen.texts()
    screen.show(CASES["scan-misread"])
    assert "NIK harus 16 angka" in screen.texts() and "Menunggu kode" not in screen.texts()
    screen.show(CASES["nik-misread"])
    assert "NIK harus 16 angka" in screen.texts()


def test_without_a_reader_no_button_offers_one(opened: Open) -> None:
    screen = opened(CASES["nik"])
    assert "Pindai kode QR" not in [plate.name for plate in screen.plates()]


@pytest.mark.parametrize("size", get_args(visit.TextSize))
def test_what_is_known_of_a_number_stands_on_one_line(opened: Open, size: visit.TextSize) -> None:
    """On the smallest panel too, and apart, whichever name above it takes two lines."""
    screen = opened(CASES["done"], "1366x768", Display(text_size=size))
    boxes = {text.text: text.box for text in screen.seen_texts()}
    where, when, ahead = (boxes[value] for value in ("Loket 1–4", "10.05–10.20", "6 orang"))
    assert where.top() == when.top() == ahead.top()
    apart = 3 * screen.panel.px_per_mm
    assert min(when.left() - where.right(), ahead.left() - when.right()) >= apart


# --- what is asked before ---------------------------------------------------------------------------------


def test_the_consent_says_what_is_asked_for_what_who_sees_it_and_what_is_kept(opened: Open) -> None:
    screen = opened(replace(CASES["consent"], facts=facts(server=COUNTED)))
    said = " ".join(screen.texts())
    for words in (
        "UU\u00a027/2022",
        "NIK dan PIN akses Anda",
        "Hanya untuk Dukcapil.",
        "Melihat permohonan dokumen Anda",
        "Yang siap, diproses, sudah diambil, atau lewat waktu.",
        "Slip tanpa NIK lengkap",
        "Tidak ada",
        "Petugas di Disduk, Loket 1–4 tetap melayani Anda.",
    ):
        assert words in said
    assert re.search(r"\d{5}", said) is None


AGREED_TO = {
    "Nama": "Nama",
    "Anak": "Nama",
    "NIK": "empat angka terakhir NIK",
    "No. KK": "akhir No. KK",
    "Kepala": "semua anggota dengan hubungan",
    "Kepala keluarga": "semua anggota dengan hubungan",
    "6 anggota": "semua anggota dengan hubungan",
    "Lahir": "tahun lahir",
    "Alamat": "alamat",
    "RT/RW": "alamat",
    "Kelurahan": "alamat",
    "Kecamatan": "alamat",
    "Jenis": "jenis permohonan|golongan umur",
    "Berlaku": "golongan umur",
}
"""By what stands before a fact of a person on a slip: how the consent names it."""


@pytest.mark.parametrize(("kind", "slip"), [("kk", "kk"), ("ktp", "ktp"), ("kia", "kia-0-5")])
def test_no_slip_says_more_of_people_than_they_agreed_to(opened: Open, kind: DocumentKind, slip: str) -> None:
    """Where documents of that kind alone are printed."""
    alone = profile(documents=DocumentRules(kinds=(kind,)))
    said = " ".join(opened(replace(CASES["consent"], facts=facts(profile=alone))).texts())
    labels = set(labels_of(slip_cases.CASES[slip].blocks))
    assert "NIK" in labels
    assert {label for label in labels if not re.search(AGREED_TO[label], said)} == set()


def labels_of(blocks: Iterable[Block]) -> Iterator[str]:
    """What stands before or above a person's facts."""
    for block in blocks:
        match block:
            case Either():
                yield from labels_of((*block.wide, *block.narrow))
            case Fields():
                yield from (field.label for field in block.fields)
            case Table():
                yield from block.columns


def test_that_a_page_bears_the_whole_nik_is_said_where_pages_are_printed(opened: Open) -> None:
    rules = profile(documents=DocumentRules(pages=("kk",)))
    whole = "KK di kertas A4: seluruh isinya, dengan NIK lengkap."
    screen = opened(replace(CASES["consent"], facts=facts(profile=rules, office=READY)))
    assert any(whole in text for text in screen.texts())
    screen.show(replace(CASES["consent"], facts=facts(profile=rules)))
    assert not any(whole in text for text in screen.texts())


@pytest.mark.parametrize("size", get_args(visit.TextSize))
def test_nobody_agrees_to_what_they_have_not_seen(opened: Open, size: visit.TextSize) -> None:
    """Where the statements find no room on one page, all of them have been shown before one may agree."""
    screen = opened(CASES["consent"], "1366x768", Display(text_size=size))
    seen = set(screen.texts())
    while not screen.plate("Setuju").item.property("available"):
        screen.tap("Setuju")
        screen.tap("Berikutnya")
        screen.later()
        seen |= set(screen.texts())
    assert set(screen.posted) <= {Touched()}
    assert "Hanya untuk Dukcapil. Tanpa sidik jari, tanpa foto." in seen
    assert any("Lalu mencetak bukti untuk mengambilnya." in text for text in seen)
    assert any("semua anggota dengan hubungan dan tahun lahir" in text for text in seen)
    assert any("Server mencatat tanpa NIK" in text for text in seen)
    screen.tap("Setuju")
    assert screen.posted[-1] == Confirmed()


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("nik-wrong", "NIK atau PIN tidak cocok"),
        ("print-pin-tries", "PIN salah. Sisa percobaan: 2"),
        ("print-pin-wrong", "PIN cetak tidak cocok"),
        ("notice-not_recorded", "Data KTP-el Anda belum direkam"),
        ("notice-access_pin_expired", "PIN akses sudah tidak berlaku"),
        ("notice-print_pin_expired", "PIN cetak sudah tidak berlaku"),
        ("notice-print_pin_used", "Satu PIN hanya untuk satu kali cetak"),
        ("notice-unlocked", "PIN diblokir sementara."),
        ("notice-registry_away", "Nomor antrean tetap bisa diambil di mesin ini."),
        ("notice-server_away", "Nomor antrean tetap bisa diambil di mesin ini."),
        ("notice-session_over", "Demi keamanan data Anda"),
        ("documents-standing", "Dokumen Anda belum diambil. Disdukcapil, Loket 3, paling lambat"),
        ("documents-standing", "Tidak dicetak di mesin ini. Disdukcapil, Loket 3, paling lambat"),
        ("documents-standing", "Cetakan sebelumnya diperiksa petugas. Tanyakan di Meja informasi."),
        ("documents", "Dukcapil memberi tahu bila siap."),
        ("documents-none", "Belum ada dokumen yang siap"),
        ("documents-waiting", "Belum ada dokumen yang siap"),
        ("notice-surrender_failed", "Nomor A-C123 belum dikembalikan"),
        ("notice-surrender_failed", "Nomor Anda tetap berlaku"),
        ("done-paperless", "Sebutkan nomor dan kodenya di loket"),
    ],
)
def test_each_way_that_ends_says_why_and_what_next(opened: Open, case: str, words: str) -> None:
    assert words in " ".join(opened(CASES[case]).texts()).replace("\u00a0", " ")


def test_what_can_be_had_stands_first() -> None:
    lines = document_standing(NOW)
    screen = Documents("s", (*lines[1:], lines[0], *LINES), "0001")
    rows = documents.derive(state(screen), setting()).rows
    assert [row.ready for row in rows] == [True] * 3 + [False] * 5
    assert [row.request for row in rows[:3]] == ["r4", "r1", "r2"]


def test_a_slip_of_collection_is_never_said_to_use_a_pin() -> None:
    for job_state in AT_REST:
        screen = DocumentDone("ktp", document_job(job_state), collection=True)
        note = printing.ending(printing.derive(state(screen), setting()), read_texts("id")).note
        assert "tidak terpakai" in note or "Tidak ada PIN yang terpakai" in note
        assert "ditahan" not in note


@pytest.mark.parametrize(
    ("digits", "shown", "cells", "current"),
    [
        ("", False, ["____", "____", "____", "____"], [0, -1, -1, -1]),
        ("123", False, ["123_", "____", "____", "____"], [3, -1, -1, -1]),
        ("1234", False, ["••••", "____", "____", "____"], [-1, 0, -1, -1]),
        ("1234567890", False, ["••••", "••••", "90__", "____"], [-1, -1, 2, -1]),
        ("1234567890", True, ["1234", "5678", "90__", "____"], [-1, -1, 2, -1]),
        (NIK, False, ["••••"] * 4, [-1] * 4),
        (NIK, True, ["1234", "5678", "9012", "0001"], [-1] * 4),
    ],
)
def test_finished_groups_of_a_nik_hide_themselves(
    digits: str, shown: bool, cells: list[str], current: list[int]
) -> None:
    found = nik.derive(state(Nik(digits, shown)))
    assert [group.cells for group in found.groups] == cells
    assert [group.current for group in found.groups] == current
    assert found.count == len(digits)


def test_a_pin_is_counted_and_never_known() -> None:
    rules = DocumentRules(access_pin_length=4, print_pin_length=8)
    access = pin.derive(state(AccessPin(NIK, "97"), profile=profile(documents=rules)), setting())
    assert (access.length, access.count, access.document) == (4, 2, "")
    printed = pin.derive(
        state(PrintPin("s", LINES[0], "971", wrong=True), profile=profile(documents=rules)), setting()
    )
    assert (printed.length, printed.count, printed.document, printed.wrong) == (8, 3, "KK", True)
    assert "97" not in values(access) + values(printed)


def values(found: object) -> str:
    """All that is in it, whether its repr tells it or not."""
    if is_dataclass(found):
        return "".join(values(getattr(found, field.name)) for field in fields(found))
    if isinstance(found, Mapping):
        return "".join(values(key) + values(value) for key, value in found.items())
    if isinstance(found, tuple | list):
        return "".join(values(one) for one in found)
    assert isinstance(found, str | int | None), "its values must be walked too"
    return str(found)


def test_a_page_is_given_no_digit_that_it_does_not_show() -> None:
    """Of 1234567890 the last group stands there; of a PIN nothing does."""
    typed = values(nik.derive(CASES["nik"]))
    assert "90__" in typed and "1234" not in typed and "5678" not in typed
    for case in ("access-pin", "print-pin"):
        assert "123" not in values(pin.derive(CASES[case], setting()))


@pytest.mark.parametrize(
    ("told", "secrets"),
    [
        (lambda: nik.derive(CASES["nik-shown"]), ("1234", "5678", "9012", "0001")),
        (lambda: documents.derive(CASES["documents"], setting()), ("0001", "Sari", "Budi")),
    ],
    ids=["nik-shown", "documents"],
)
def test_what_a_page_shows_of_a_person_is_in_no_repr(
    told: Callable[[], object], secrets: tuple[str, ...]
) -> None:
    found = told()
    assert [secret for secret in secrets if secret not in values(found)] == []
    assert [secret for secret in secrets if secret in repr(found)] == []


def test_only_the_group_that_is_typed_stands_on_the_screen(opened: Open) -> None:
    screen = opened(CASES["nik"])
    pad = [str(digit) for digit in range(10)]
    digits = [text for text in screen.texts() if len(text) == 1 and text.isdigit()]
    assert sorted(digits) == sorted([*pad, "9", "0"])


def test_a_pin_never_stands_on_the_screen(opened: Open) -> None:
    screen = opened(CASES["access-pin"])
    digits = [text for text in screen.texts() if len(text) == 1 and text.isdigit()]
    assert sorted(digits) == [str(digit) for digit in range(10)]


def test_what_was_typed_leaves_with_its_page(opened: Open) -> None:
    screen = opened(CASES["nik-shown"])
    assert screen.window.findChildren(nik.NikModel)
    screen.show(state())
    screen.window.close_for_good()
    assert screen.window.findChildren(nik.NikModel) == []


@pytest.mark.parametrize(
    ("line", "chip", "note", "ready"),
    [
        (FAMILY[0], "Siap", "Selesai 10 Maret 2026", True),
        (LINES[2], "Diproses", "Dukcapil memberi tahu bila siap.", False),
        (FAMILY[3], "Sudah diambil", "Perlu lagi? Tanyakan petugas.", False),
        (FAMILY[4], "Lewat waktu", "Perlu lagi? Tanyakan petugas.", False),
    ],
)
def test_a_document_says_what_happens_next(line: DocumentLine, chip: str, note: str, ready: bool) -> None:
    screen = Documents("s", (line,), "0001")
    (row,) = documents.derive(state(screen), setting()).rows
    assert (row.chip, row.note, row.ready) == (chip, note, ready)


def test_documents_that_would_be_called_alike_bear_their_number() -> None:
    one, other, single = (row.name for row in documents.derive(CASES["documents-twins"], setting()).rows)
    alike = "Kartu Identitas Anak (KIA), Wahyuningsih Kusumawardhani P. S."
    assert (one, other) == (f"{alike}, {TWINS[0].request_no}", f"{alike}, KA-2603-0002")
    assert single == "Kartu Keluarga (KK), Adi S."


@pytest.mark.parametrize("panel", PANELS)
def test_every_document_is_on_some_page(opened: Open, panel: str) -> None:
    screen = opened(CASES["documents-many"], panel)
    wanted = {line.holder for line in FAMILY}
    seen: set[str] = set()
    for _ in FAMILY:
        seen |= {plate.name.rpartition(", ")[2] for plate in screen.plates()}
        if wanted <= seen:
            break
        screen.tap("Berikutnya")
        screen.later()
    assert wanted <= seen


@pytest.mark.parametrize(
    ("job_state", "question", "kind", "paper", "closing"),
    [
        (JobState.PRINTED, "Ambil slip KK Anda", "thread", True, 20),
        (JobState.SENT_UNCONFIRMED, "Ambil slip KK Anda", "thread", True, 20),
        (JobState.UNCERTAIN, "Apakah slip KK Anda utuh?", "care", False, 0),
        (JobState.FAILED_CLEAN, "Slip KK tidak tercetak", "care", False, 0),
    ],
)
def test_a_document_ends_as_its_job(
    job_state: JobState, question: str, kind: str, paper: bool, closing: int
) -> None:
    props = printing.derive(state(DocumentDone("kk", document_job(job_state))), setting())
    said = printing.ending(props, read_texts("id"))
    assert (said.question, said.kind, props.closing) == (question, kind, closing)
    assert (props.slip in ("out", "unconfirmed")) is paper


@pytest.mark.parametrize("job_state", [JobState.UNCERTAIN, JobState.SENT_UNCONFIRMED])
def test_of_a_slip_in_doubt_nothing_is_promised(job_state: JobState) -> None:
    """Its print PIN is neither used up nor free: the staff decide."""
    props = printing.derive(state(DocumentDone("kk", document_job(job_state))), setting())
    note = printing.ending(props, read_texts("id")).note
    assert note.startswith("PIN cetak Anda ditahan dulu. Petugas yang memutuskan: minta di Meja informasi")


def test_before_a_print_the_pin_is_promised_for_a_clean_failure_alone(opened: Open) -> None:
    (note,) = (text for text in opened(CASES["print-pin"]).texts() if "Hangus" in text)
    assert "Bila tidak ada yang tercetak, tetap berlaku. Bila ragu, petugas yang memutuskan." in note


def test_a_failed_document_names_the_printer_s_trouble() -> None:
    screen = DocumentDone("kia", document_job(JobState.FAILED_CLEAN))
    props = printing.derive(state(screen, printer=PAPER_OUT), setting())
    assert printing.ending(props, read_texts("id")).title == "Kertas slip habis"
