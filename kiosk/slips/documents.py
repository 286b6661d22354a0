"""The slips of document requests: of one that is printed here, and of one that waits elsewhere. Never a civil
document."""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from config.dates import clock, short_date
from config.models import DocumentKind
from kiosk.slips.parts import SlipSite, counter_cell, foot, glued, head, printed, spans
from kiosk.wire import CollectionSlip, DocumentSlip
from printers.document import (
    Align,
    Beside,
    Block,
    Box,
    Cell,
    Cells,
    Checklist,
    Cut,
    Document,
    Either,
    Entry,
    Field,
    Fields,
    HeadStrip,
    Masked,
    Qr,
    Rule,
    Size,
    Table,
    text,
)

NOT_A_DOCUMENT = "BUKAN DOKUMEN KEPENDUDUKAN"
NOT_PRINTED_HERE = (
    "Dokumen ini tidak dicetak di mesin ini. PIN cetak Anda tidak terpakai; simpan dan jangan bagikan."
)
FOR_OFFICERS = "Kode untuk petugas; tidak memuat data pribadi."
NARROW_MODULE = 4
"""Dots: a signed code with its quiet zone leaves room beside it on 58 mm paper."""
LONGEST_FOOT = 50
"""Characters of small type that surely stand on one line of wide paper."""
NAMES: Mapping[DocumentKind, str] = {"kk": "Kartu Keluarga", "ktp": "KTP-el", "kia": "KIA"}


def document_slip(slip: DocumentSlip, site: SlipSite, *, kiosk: str, printed_at: datetime) -> Document:
    """`printed_at` in the site's zone; a reprint says so in its head."""
    return Document(
        (
            HeadStrip(site.motif),
            head(spans(f"Slip {NAMES[slip.kind]}", bold=True), site, slip.reprint),
            _disclaimer(simulated=slip.simulated),
            text("Siap diambil", Size.VERDICT, bold=True),
            *_collection(slip, printed_at),
            *_person(slip),
            text(NOT_A_DOCUMENT, Size.SMALL, bold=True, align=Align.CENTRE),
            Rule(),
            *_request(slip.request_no, slip.bring, slip.token),
            Rule(dashed=True),
            *_document_foot(site, kiosk, printed_at, slip.reprint),
            Cut(),
        )
    )


def collection_slip(slip: CollectionSlip, site: SlipSite, *, kiosk: str, printed_at: datetime) -> Document:
    """Where a document waits that this machine may not print; `printed_at` in the site's zone."""
    cells = [counter_cell(slip.counter)]
    if slip.shelf:
        cells.append(Cell(("Rak",), slip.shelf))
    if slip.collect_from:
        begins = slip.collect_from.astimezone(printed_at.tzinfo)
        today = begins.date() == printed_at.date()
        cells.append(Cell(("Mulai",), clock(begins) if today else short_date(begins)))
    if slip.collect_by:
        cells.append(Cell(("Paling lambat",), short_date(slip.collect_by.astimezone(printed_at.tzinfo))))
    return Document(
        (
            HeadStrip(site.motif),
            head(spans("Bukti pengambilan", bold=True), site, 0),
            _disclaimer(simulated=slip.simulated),
            text("Ambil di loket", Size.VERDICT, bold=True),
            text(NOT_PRINTED_HERE),
            Rule(dashed=True),
            Cells(tuple(cells)),
            *([text(glued(slip.place))] if slip.place else []),
            Rule(),
            Fields(
                (
                    Field("Dokumen", NAMES[slip.kind]),
                    Field("Nama", slip.holder),
                    Field("NIK", Masked(slip.nik_tail)),
                )
            ),
            Rule(),
            *_request(slip.request_no, slip.bring, slip.token),
            Rule(dashed=True),
            *_document_foot(site, kiosk, printed_at, 0),
            Cut(),
        )
    )


def _request(number: str, bring: tuple[str, ...], token: str) -> tuple[Block, ...]:
    """Its number, what to bring, and the code that an officer scans: beside them where paper is wide."""
    said: tuple[Block, ...] = (
        text("No. permohonan", Size.SMALL),
        text(number, Size.HEADING, bold=True),
        *((text("Bawa", bold=True), Checklist(bring)) if bring else ()),
    )
    if not token:
        return said
    wide = (Beside(Qr(token), said), text(FOR_OFFICERS, Size.SMALL))
    return (Either(wide, (*said, Beside(Qr(token, NARROW_MODULE), (text(FOR_OFFICERS, Size.SMALL),)))),)


def _disclaimer(*, simulated: bool) -> Box:
    proof = "Hanya bukti permohonan." + (" Data\u00a0simulasi." if simulated else "")
    return Box((text(NOT_A_DOCUMENT, Size.NOTICE, bold=True), text(proof, Size.SMALL)))


def _collection(slip: DocumentSlip, printed_at: datetime) -> tuple[Block, ...]:
    cells = [counter_cell(slip.counter)]
    if slip.shelf:
        cells.append(Cell(("Rak",), slip.shelf))
    if slip.collect_by:
        until = slip.collect_by.astimezone(printed_at.tzinfo)
        cells.append(Cell(("Ambil paling lambat",), short_date(until)))
    blocks: tuple[Block, ...] = (Rule(dashed=True), Cells(tuple(cells)))
    return (*blocks, text(glued(slip.place))) if slip.place else blocks


def _person(slip: DocumentSlip) -> tuple[Block, ...]:
    match slip.kind:
        case "kk":
            return _family(slip)
        case "ktp":
            member = slip.members[0]
            fields = [Field("Nama", member.name), Field("NIK", Masked(member.nik_tail))]
            if slip.issue:
                fields.append(Field("Jenis", slip.issue))
            return Rule(), Fields(tuple(fields)), Rule(dashed=True)
        case "kia":
            return Rule(), _child(slip), Rule(dashed=True)
        case _:
            assert_never(slip.kind)


def _child(slip: DocumentSlip) -> Fields:
    child = slip.members[0]
    infant = slip.kia_kind == "0-5"
    kind = "KIA 0–5 tahun, tanpa foto" if infant else "KIA 5–17 tahun, dengan foto"
    until = "sampai ulang tahun\u00a0ke-5" if infant else "sampai sehari sebelum ulang tahun\u00a0ke-17"
    return Fields(
        (
            Field("Jenis", kind),
            Field("Anak", child.name),
            Field("NIK", Masked(child.nik_tail)),
            Field("Berlaku", until),
        )
    )


def _family(slip: DocumentSlip) -> tuple[Block, ...]:
    members = Table(
        (f"{len(slip.members)} anggota", "NIK", "Lahir"),
        tuple(
            Entry(member.name, (member.relationship, Masked(member.nik_tail), str(member.birth_year)))
            for member in slip.members
        ),
    )
    fields = Either((_household(slip, "Kepala keluarga"),), (_household(slip, "Kepala"),))
    return Rule(), fields, Rule(), members, Rule(dashed=True)


def _household(slip: DocumentSlip, head_label: str) -> Fields:
    fields = [Field("No. KK", Masked(slip.kk_tail))] if slip.kk_tail else []
    fields += [
        Field(label, value, joins)
        for label, value, joins in (
            (head_label, slip.head, False),
            ("Alamat", slip.address, False),
            ("RT/RW", slip.rt_rw, False),
            ("Kelurahan", slip.kelurahan, True),
            ("Kecamatan", slip.kecamatan, False),
        )
        if value
    ]
    return Fields(tuple(fields))


def _document_foot(site: SlipSite, kiosk: str, printed_at: datetime, reprint: int) -> tuple[Block, ...]:
    line = f"{printed(printed_at)} · Anjungan\u00a0{kiosk}"
    full = foot(site, kiosk, printed_at)
    fits = len(line) <= LONGEST_FOOT and not reprint
    return (Either((text(line, Size.SMALL),), full),) if fits else full
