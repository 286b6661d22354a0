"""raster, slip-bytes, qr, text-slip: bytes for a printer, against python-escpos 3.1 in the same run.

The same picture, the same code, the same ticket; both write for 576 dots into memory. Peers are used as their
manual shows: `image()`, `qr()`, `set()`, `textln()`, `block_text()`.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

from escpos import constants
from escpos.printer import Dummy

from benchmarks.figures import Counts, Figure, Round, in_turn, percentile
from config.look.bands import PLAIN_STRIP
from kiosk.slips.parts import SlipSite
from kiosk.slips.ticket import TicketSlip, ticket_slip
from kiosk.wire import Label
from printers.codec import encode
from printers.document import Document, Qr
from printers.marks import qr_image
from printers.models import Model, load_model
from printers.picture import draw
from printers.raster import raster
from printers.typography import Faces

MODEL, PEERS_MODEL = "epson-tm-t82", "TM-T20II"
PEER_IS = "python-escpos 3.1"
SITE = SlipSite(name="MPP Contoh", address="https://mpp.example", motif=PLAIN_STRIP)
TICKET = TicketSlip(
    label=Label("A", "", 12),
    check="7K",
    code="7K3M9XABCD",
    agency="Disdukcapil",
    place="Lantai 1, Zona A",
    service="Perubahan KK: penambahan anggota (kelahiran)",
    service_en=None,
    counter="1-4",
    waiting_ahead=6,
    estimate=None,
    requirements=("Formulir F-1.02", "KK lama", "Fotokopi kutipan akta kelahiran/surat keterangan lahir"),
    fee="gratis",
    taken_at=datetime(2026, 4, 14, 8, 14, tzinfo=UTC),
    business_day=date(2026, 4, 14),
    kiosk="C",
    priority=False,
    language="id",
)
COLUMNS = 48
T = TypeVar("T")


def model() -> Model:
    found = load_model(MODEL)
    assert found is not None
    return found


def tickets(numbers: Iterator[int]) -> Iterator[TicketSlip]:
    """Each with a number and a code of its own."""
    for number in numbers:
        yield replace(TICKET, label=Label("A", "", number % 900 + 100), code=f"7K3M9X{number % 9000 + 1000}")


def with_escpos(printer: Dummy, slip: TicketSlip) -> bytes:
    """The ticket as python-escpos writes one; padding and what wraps are its user's and its own part."""

    def style(width: int, height: int, *, bold: bool = False) -> None:
        printer.set(bold=bold, width=width, height=height, custom_size=True)

    def paragraph(words: str, width: int, height: int, *, bold: bool = False) -> None:
        style(width, height, bold=bold)
        printer.block_text(words, columns=COLUMNS // width)
        printer.ln()

    def edges(left: str, right: str) -> None:
        style(1, 1)
        printer.textln(f"{left}{right:>{COLUMNS - len(left)}}")

    def rule(pattern: str) -> None:
        style(1, 1)
        printer.textln(pattern * (COLUMNS // len(pattern)))

    printer.clear()
    printer.hw("INIT")
    edges("Nomor antrean", SITE.name)
    paragraph(str(slip.label), 8, 6, bold=True)
    rule("-")
    paragraph(slip.agency, 2, 2, bold=True)
    edges("Kode", slip.check)
    paragraph(slip.service, 1, 2)
    paragraph(slip.place or "", 1, 2, bold=True)
    rule("- ")
    edges("Loket", "Di depan Anda")
    style(2, 2, bold=True)
    printer.textln(f"{slip.counter:<12}{slip.waiting_ahead} orang")
    rule("- ")
    paragraph("Siapkan", 1, 2, bold=True)
    for item in slip.requirements:
        paragraph(f"[ ] {item}", 1, 2)
    printer.set(align="center")
    printer.qr(f"HTTPS://MPP.EXAMPLE/{slip.code}", ec=constants.QR_ECLEVEL_M, size=5, native=True)
    printer.set(align="left")
    paragraph(f"Pantau dari ponsel: mpp.example/{slip.code}", 1, 1)
    rule("- ")
    edges("Selasa, 14 April 2026", "hanya berlaku hari ini")
    edges(f"Anjungan {slip.kiosk}, 08.14", f"Biaya: {slip.fee}")
    printer.cut()
    output: bytes = printer.output
    return output


def timed(work: Callable[[T], object], things: Sequence[T]) -> Round:
    """Milliseconds of each."""
    measured = []
    for thing in things:
        began = time.perf_counter()
        work(thing)
        measured.append((time.perf_counter() - began) * 1000)
    return measured


def measure(counts: Counts, _: Path) -> Iterator[Figure]:
    faces, printer, dummy = Faces(), model(), Dummy(profile=PEERS_MODEL)
    numbers = count()

    def figure(name: str, ours: Callable[[], Round], peer: Callable[[], Round]) -> Figure:
        mine, theirs = in_turn(counts.rounds, ours, peer)
        return Figure(name, percentile(mine, 0.5), percentile(theirs, 0.5), "ms", PEER_IS)

    picture = draw(ticket_slip(TICKET, SITE).blocks, printer.dots, faces)

    def image_with_escpos(_: int) -> None:
        dummy.clear()
        dummy.image(picture)

    slips = range(counts.slips)
    yield figure(
        "raster",
        lambda: timed(lambda _: b"".join(raster(picture, printer)), slips),
        lambda: timed(image_with_escpos, slips),
    )
    image_with_escpos(0)
    ours = float(len(b"".join(raster(picture, printer))))
    yield Figure("slip-bytes", ours, len(dummy.output), "B", PEER_IS)

    def codes() -> list[str]:
        return [f"HTTPS://MPP.EXAMPLE/7K3M9X{next(numbers) % 9000 + 1000}" for _ in slips]

    def code_with_escpos(data: str) -> None:
        dummy.clear()
        dummy.qr(data, ec=constants.QR_ECLEVEL_M, size=5)

    yield figure(
        "qr",
        lambda: timed(lambda data: b"".join(raster(qr_image(Qr(data), printer.dots), printer)), codes()),
        lambda: timed(code_with_escpos, codes()),
    )

    some = tickets(numbers)

    def documents() -> list[Document]:
        return [ticket_slip(next(some), SITE) for _ in slips]

    yield figure(
        "text-slip",
        lambda: timed(lambda document: encode(document, printer, faces, "native"), documents()),
        lambda: timed(lambda slip: with_escpos(dummy, slip), [next(some) for _ in slips]),
    )
    written = encode(ticket_slip(TICKET, SITE), printer, faces, "native").payload
    peers = with_escpos(dummy, TICKET)
    for said in (str(TICKET.label), TICKET.agency, TICKET.service, TICKET.code, *TICKET.requirements[:2]):
        assert said.encode() in written and said.encode() in peers, said
