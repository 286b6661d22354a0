"""Whole visits to a document, on the screen: the real engine, ledger and window; a finger, printer and server
that obey. Each document, and each way that a visit may end."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication

from config.models import DocumentKind, DocumentRules, PageKind
from kiosk.search import Index
from kiosk.visit.inputs import Input, Typed
from kiosk.wire import (
    CollectionAnswer,
    DocumentLine,
    DocumentsAnswer,
    ReserveAnswer,
)
from printers.states import (
    DISCONNECTED,
    Cause,
    DeviceState,
    FailedClean,
    Outcome,
    SentUnconfirmed,
    Status,
    Uncertain,
)
from tests.kiosk.bench import READY, Kiosk, ObedientOffice
from tests.kiosk.documents import PAGE, collection_of, slip_of
from tests.sample import NOW, profile
from ui.hand import Hand
from ui.theme import PANELS
from ui.window import Window

pytestmark = pytest.mark.usefixtures("qapp")

NIK, ACCESS, PRINT = "3171234567890123", "918273", "564738"
NAMES: dict[DocumentKind, str] = {
    "kk": "Kartu Keluarga (KK)",
    "ktp": "KTP-el",
    "kia": "Kartu Identitas Anak (KIA)",
}
SHORT: dict[DocumentKind, str] = {"kk": "KK", "ktp": "KTP", "kia": "KIA"}
LINES = tuple(
    DocumentLine(
        request_id=f"r-{kind}",
        request_no=f"{kind.upper()}-1",
        kind=kind,
        state="ready",
        holder="Sari W.",
        ready_on=NOW.date(),
    )
    for kind in NAMES
)
OUT_OF_PAPER = Status(DeviceState.BLOCKED, frozenset({Cause.PAPER_OUT}))
UNTIL = NOW + timedelta(minutes=15)


class Booth:
    """A citizen's finger at a kiosk whose time is the test's."""

    def __init__(self, folder: Path, office: ObedientOffice | None = None) -> None:
        """With an office printer the site has a KK printed on A4 too."""
        pages: tuple[PageKind, ...] = () if office is None else ("kk",)
        self.kiosk = Kiosk(folder, site=profile(documents=DocumentRules(pages=pages)), office=office)
        self.kiosk.server.documents = DocumentsAnswer(outcome="found", session="s-1", documents=LINES)
        self.kiosk.start()
        self.window = Window(
            self.kiosk.engine.state,
            panel=PANELS["1080x1920"],
            find=Index(profile()).find,
            post=self.kiosk.engine.post,
            windowed=True,
            clock=lambda: self.kiosk.owner.seconds,
        )
        self.window.open()
        self.hand = Hand(self.window)
        self.look()

    def look(self, seconds: float = 0.6) -> None:
        """What was done has come to the screen, and stands there long enough to be touched."""
        for passing in (0.0, seconds):
            self.kiosk.owner.run(passing)
            self.window.show_state(self.kiosk.engine.state)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QGuiApplication.processEvents()

    def taps(self, *names: str) -> None:
        for name in names:
            assert self.hand.tap(name), (name, self.hand.names())
            self.look()

    def types(self, digits: str) -> None:
        """Not by the finger: that it can is seen once."""
        inputs: list[Input] = [Typed(digit) for digit in digits]
        self.kiosk.touch(*inputs)
        self.look()

    def reads(self, *words: str) -> None:
        for one in words:
            tied = " ".join(one.rsplit(" ", 1)[:-1]) or one
            assert self.hand.reads(one) or self.hand.reads(tied), one

    def to_list(self) -> None:
        self.taps("Sentuh layar", "Cetak KK", "Setuju")
        self.types(NIK)
        self.taps("Lanjut")
        self.types(ACCESS)
        self.taps("Lanjut")

    def to_slip(self, kind: DocumentKind) -> None:
        self.to_list()
        self.taps(NAMES[kind], "Cetak bukti")
        self.types(PRINT)
        self.taps("Cetak bukti")

    def papers(self) -> str:
        return repr(self.kiosk.printer.papers)


@pytest.fixture
def booth(tmp_path: Path) -> Iterator[Booth]:
    made = Booth(tmp_path)
    yield made
    made.window.close_for_good()
    made.kiosk.ledger.close()


@pytest.fixture
def office() -> ObedientOffice:
    return ObedientOffice()


@pytest.fixture
def two_ways(tmp_path: Path, office: ObedientOffice) -> Iterator[Booth]:
    made = Booth(tmp_path, office)
    yield made
    made.window.close_for_good()
    made.kiosk.ledger.close()


@pytest.mark.parametrize("kind", NAMES)
def test_from_the_first_touch_to_the_slip(booth: Booth, kind: DocumentKind) -> None:
    booth.kiosk.server.reserved = ReserveAnswer(outcome="reserved", slip=slip_of(kind))
    booth.taps("Sentuh layar", "Cetak KK")
    booth.reads("Bolehkah kami memakai NIK Anda?", "Yang disimpan mesin ini")
    booth.taps("Setuju", *NIK[:4])
    booth.types(NIK[4:])
    assert not booth.hand.reads(NIK[:4])
    booth.taps("Lanjut", *ACCESS)
    booth.taps("Lanjut")
    booth.reads("NIK ············0123", NAMES[kind])
    booth.taps(NAMES[kind], f"Cetak bukti {SHORT[kind]}")
    booth.reads(f"Masukkan PIN cetak {SHORT[kind]} Anda", "Habis pakai sekali")
    booth.types(PRINT)
    booth.taps(f"Cetak bukti {SHORT[kind]}")
    booth.reads(f"Ambil slip {SHORT[kind]} Anda", "PIN cetak sudah terpakai dan tidak berlaku lagi.")
    assert "BUKAN DOKUMEN KEPENDUDUKAN" in booth.papers() and NIK not in booth.papers()
    booth.taps("Selesai")
    assert booth.hand.sees("Sentuh layar") and booth.kiosk.screen is None


def test_what_is_not_printed_here_has_a_slip_that_says_where_it_waits(booth: Booth) -> None:
    line = LINES[1].model_copy(update={"printable": False, "counter": "3"})
    booth.kiosk.server.documents = DocumentsAnswer(outcome="found", session="s-1", documents=(line,))
    booth.kiosk.server.collected = CollectionAnswer(outcome="found", slip=collection_of("ktp"))
    booth.to_list()
    booth.taps("KTP-el", "Cetak bukti ambil KTP")
    booth.reads("Ambil slip KTP Anda", "PIN cetak Anda tidak terpakai.")
    assert "Ambil di loket" in booth.papers()


@pytest.mark.parametrize(
    ("answer", "words", "then"),
    [
        (DocumentsAnswer(outcome="no_match"), "NIK atau PIN tidak cocok", "Tampilkan angka"),
        (DocumentsAnswer(outcome="locked", locked_until=UNTIL), f"Coba lagi {UNTIL:%H.%M}", "Ambil nomor"),
        (DocumentsAnswer(outcome="not_recorded"), "Data KTP-el Anda belum direkam", "Ambil nomor"),
        (DocumentsAnswer(outcome="pin_expired"), "PIN akses sudah tidak berlaku", "Ambil nomor"),
        (DocumentsAnswer(outcome="registry_away"), "Dukcapil belum menjawab", "Ambil nomor"),
        (DocumentsAnswer(outcome="found", session="s-1"), "Belum ada dokumen untuk Anda", "Kembali"),
    ],
    ids=["no_match", "locked", "not_recorded", "pin_expired", "registry_away", "none"],
)
def test_why_no_list_comes_and_what_can_be_done(
    booth: Booth, answer: DocumentsAnswer, words: str, then: str
) -> None:
    booth.kiosk.server.documents = answer
    booth.to_list()
    booth.reads(words)
    assert booth.hand.sees(then)


def gone(booth: Booth) -> None:
    booth.kiosk.server.online = False


def out_of_paper(booth: Booth) -> None:
    booth.kiosk.printer.current = OUT_OF_PAPER


@pytest.mark.parametrize(
    ("fault", "words", "then"),
    [
        (gone, "Jaringan sedang terganggu", "Ambil nomor antrean"),
        (out_of_paper, "Kertas slip habis", "Kembali"),
    ],
)
def test_what_is_known_to_be_impossible_is_said_before_anything_is_asked(
    booth: Booth, fault: Callable[[Booth], None], words: str, then: str
) -> None:
    fault(booth)
    booth.look(30)
    booth.taps("Sentuh layar", "Cetak KK")
    booth.reads(words)
    assert booth.hand.sees(then) and not booth.hand.sees("Setuju")
    assert booth.kiosk.server.questions == []


@pytest.mark.parametrize(
    ("answer", "words", "then"),
    [
        (ReserveAnswer(outcome="no_match", tries_left=2), "PIN salah. Sisa percobaan: 2", "Kosongkan"),
        (ReserveAnswer(outcome="locked", locked_until=UNTIL), f"Coba lagi {UNTIL:%H.%M}", "Ambil nomor"),
        (ReserveAnswer(outcome="not_ready"), "Dokumen ini belum siap dicetak", "Mulai lagi"),
        (ReserveAnswer(outcome="pin_expired"), "PIN cetak sudah tidak berlaku", "Ambil nomor"),
        (ReserveAnswer(outcome="pin_used"), "Satu PIN hanya untuk satu kali cetak", "Ambil nomor"),
        (ReserveAnswer(outcome="session_over"), "Waktu untuk mencetak sudah habis", "Mulai lagi"),
        (ReserveAnswer(outcome="registry_away"), "Dukcapil belum menjawab", "Ambil nomor"),
    ],
    ids=["no_match", "locked", "not_ready", "pin_expired", "pin_used", "session_over", "registry_away"],
)
def test_why_no_slip_comes_and_what_can_be_done(
    booth: Booth, answer: ReserveAnswer, words: str, then: str
) -> None:
    booth.kiosk.server.reserved = answer
    booth.to_slip("kk")
    booth.reads(words)
    assert booth.hand.sees(then) and booth.kiosk.printer.papers == []


@pytest.mark.parametrize(
    ("outcome", "words", "pin"),
    [
        (FailedClean(READY), "Slip KK tidak tercetak", "PIN cetak Anda tidak terpakai dan tetap berlaku."),
        (SentUnconfirmed(), "Slip tidak keluar?", "PIN cetak Anda ditahan dulu. Petugas yang memutuskan"),
        (Uncertain(READY), "Printer berhenti saat mencetak", "PIN cetak Anda ditahan dulu. Petugas yang"),
    ],
    ids=["failed", "unconfirmed", "uncertain"],
)
def test_what_became_of_the_slip_says_what_the_pin_is_worth(
    booth: Booth, outcome: Outcome, words: str, pin: str
) -> None:
    booth.kiosk.server.reserved = ReserveAnswer(outcome="reserved", slip=slip_of("kk"))
    booth.kiosk.printer.outcomes.append(outcome)
    booth.to_slip("kk")
    booth.reads(words, pin)


# --- slip or A4 --------------------------------------------------------------------------------------------


def to_question(booth: Booth) -> None:
    booth.to_list()
    booth.taps("Kartu Keluarga (KK)", "Cetak KK")
    booth.reads("Cetak KK di A4 atau slip?", "Satu PIN, satu cetakan")


def to_page(booth: Booth) -> None:
    booth.kiosk.server.reserved = ReserveAnswer(outcome="reserved", page=b64encode(PAGE))
    to_question(booth)
    booth.taps("KK di kertas A4")
    booth.types(PRINT)
    booth.taps("Cetak KK di A4")


def test_a_page_is_said_to_be_sent_and_never_to_be_printed(two_ways: Booth, office: ObedientOffice) -> None:
    to_page(two_ways)
    two_ways.reads(
        "KK Anda dikirim ke printer A4", "Ambil lembarnya di printer A4", "PIN cetak Anda ditahan dulu"
    )
    assert not two_ways.hand.reads("tercetak") and not two_ways.hand.reads("Di bawah layar")
    assert (office.papers, two_ways.kiosk.printer.papers) == ([PAGE], [])
    two_ways.taps("Selesai")
    assert two_ways.hand.sees("Sentuh layar") and two_ways.kiosk.screen is None


@pytest.mark.parametrize(
    ("outcome", "words", "pin"),
    [
        (FailedClean(DISCONNECTED), "KK tidak dikirim ke printer A4", "tidak terpakai dan tetap berlaku."),
        (Uncertain(READY), "Apakah KK Anda keluar utuh?", "PIN cetak Anda ditahan dulu. Petugas yang"),
    ],
    ids=["failed", "uncertain"],
)
def test_what_became_of_the_page_says_what_the_pin_is_worth(
    two_ways: Booth, office: ObedientOffice, outcome: Outcome, words: str, pin: str
) -> None:
    office.outcomes.append(outcome)
    to_page(two_ways)
    two_ways.reads(words, pin)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (OUT_OF_PAPER, "Kertas A4 habis"),
        (Status(DeviceState.BLOCKED, frozenset({Cause.OTHER_PRINTER})), "Printer A4 tertukar"),
        (DISCONNECTED, "Printer A4 tidak tersambung"),
    ],
    ids=["paper", "other", "off"],
)
def test_an_office_printer_that_cannot_says_why_and_a_slip_is_there(
    two_ways: Booth, office: ObedientOffice, status: Status, words: str
) -> None:
    office.current = status
    two_ways.look(30)
    to_question(two_ways)
    two_ways.reads(words)
    assert not two_ways.hand.tap("KK di kertas A4")
    two_ways.kiosk.server.reserved = ReserveAnswer(outcome="reserved", slip=slip_of("kk"))
    two_ways.taps("Slip KK")
    two_ways.types(PRINT)
    two_ways.taps("Cetak bukti KK")
    two_ways.reads("Ambil slip KK Anda")
    assert office.papers == [] and len(two_ways.kiosk.printer.papers) == 1
