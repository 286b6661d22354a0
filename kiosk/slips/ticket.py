"""What the slips say: a ticket or a document request -> Document.

Wording is Indonesian, with English under it where the citizen chose it; the names of requirements stay
Indonesian, as the counters use them. A slip shows what is known and says plainly what is not; it is never a
civil document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from config.dates import clock, long_date, short_date
from config.models import DocumentKind, Language
from kiosk.wire import CollectionSlip, DocumentSlip, Label, ticket_address
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
    Line,
    Masked,
    Number,
    Qr,
    Row,
    Rule,
    Size,
    Span,
    Table,
    Tag,
    text,
)

LONGEST_FOOT = 50
"""Characters of small type that surely stand on one line of wide paper."""
LONGEST_FEE = 24
"""Characters that may stand beside a code on narrow paper."""
LONGEST_PLACE = 20
"""Characters of a part of a place that is kept on one line."""

NOT_A_DOCUMENT = "BUKAN DOKUMEN KEPENDUDUKAN"
NO_TIME = "waktu belum sinkron"
NOT_A_NUMBER = "BUKAN NOMOR ANTREAN"
NOT_PRINTED_HERE = (
    "Dokumen ini tidak dicetak di mesin ini. PIN cetak Anda tidak terpakai; simpan dan jangan bagikan."
)
FOR_OFFICERS = "Kode untuk petugas; tidak memuat data pribadi."
NARROW_MODULE = 4
"""Dots: a signed code with its quiet zone leaves room beside it on 58 mm paper."""

BACKUP_NOTE = (
    "Nomor ini sah. Dicetak saat jaringan terganggu; dipanggil menurut jam ambil, bukan urutan angka."
)
BACKUP_NOTE_EN = "Backup number, valid. Called by time taken, not by number order."


@dataclass(frozen=True, slots=True)
class SlipSite:
    """What every slip of a site carries: its short name, the public address (None: no QR), the motif."""

    name: str
    address: str | None
    motif: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TicketSlip:
    """All that a ticket's slip says. None means that it is not known; times carry the site's zone."""

    label: Label
    check: str
    code: str
    agency: str
    place: str | None
    service: str
    service_en: str | None
    counter: str | None
    waiting_ahead: int | None
    estimate: str | None
    """`08.35–08.50`."""
    requirements: tuple[str, ...]
    fee: str | None
    taken_at: datetime | None
    """None where the kiosk's clock was in doubt: then the slip says that, and bears no time."""
    business_day: date | None
    """None while the server has not confirmed today: then the slip bears the time alone."""
    kiosk: str
    priority: bool
    language: Language
    reprint: int = 0
    reprinted_at: datetime | None = None

    @property
    def backup(self) -> bool:
        """The server was away when the number was given: it is the kiosk's own."""
        return self.label.is_own


def ticket_slip(slip: TicketSlip, site: SlipSite) -> Document:
    bring = _bring(slip)
    follow = _follow(slip, site)
    return Document(
        (
            HeadStrip(site.motif),
            _ticket_head(slip, site),
            Number(str(slip.label)),
            Rule(),
            Row(_spans(slip.agency, Size.HEADING, bold=True), _check(slip.check), pinned=True),
            text(slip.service),
            *([text(slip.service_en, Size.SMALL)] if slip.language == "en" and slip.service_en else []),
            *([text(_glued(slip.place), bold=True)] if slip.place else []),
            Rule(dashed=True),
            _ticket_cells(slip),
            *_notes(slip),
            Rule(dashed=True),
            *(bring if follow is None else (_bring_and_follow(slip, bring, follow),)),
            Rule(dashed=True),
            *_ticket_foot(slip, site, fee_is_said=follow is not None and _fee_is_short(slip)),
            Cut(),
        )
    )


def _ticket_head(slip: TicketSlip, site: SlipSite) -> Block:
    name = Span("Nomor cadangan" if slip.backup else "Nomor antrean", bold=True)
    tag = _ticket_tag(slip)
    english = slip.language == "en" and not slip.backup
    narrow = (name, Span(" / Queue no.", Size.SMALL)) if english else (name,)
    if tag is not None:
        return Either((Row((name,), tag),), (Row(narrow, tag),))
    if english:
        return Either((Line((name, Span(" / Queue number", Size.SMALL))),), (Line(narrow),))
    return Either((Row((name,), _spans(site.name, Size.SMALL)),), (Line((name,)),))


def _ticket_tag(slip: TicketSlip) -> Tag | None:
    if slip.priority:
        return Tag("PRIORITAS")
    return _again(slip.reprint) if slip.reprint else None


def _again(reprint: int) -> Tag:
    return Tag(f"CETAK ULANG {reprint}")


def _counter(counter: str | None, *, english: bool = False) -> Cell:
    return Cell(("Loket", "Counter") if english else ("Loket",), counter or "lihat layar")


def _check(check: str) -> tuple[Span, ...]:
    return (Span("Kode ", Size.SMALL), Span(check, Size.HEADING, bold=True))


def _ticket_cells(slip: TicketSlip) -> Cells:
    english = slip.language == "en"
    counter = _counter(slip.counter, english=english)
    if slip.waiting_ahead is not None and not slip.backup:
        ahead = ("Di depan Anda", "Ahead of you") if english else ("Di depan Anda",)
        cells = [counter, Cell(ahead, f"{slip.waiting_ahead} orang")]
        if slip.estimate is not None:
            called = ("Perkiraan, bisa berubah", "Estimate, may change")
            cells.append(Cell(called if english else called[:1], slip.estimate))
        return Cells(tuple(cells))
    if slip.taken_at is None:
        return Cells((counter,))
    taken = ("Jam ambil", "Taken at") if english else ("Jam ambil",)
    return Cells((counter, Cell(taken, clock(slip.taken_at))))


def _notes(slip: TicketSlip) -> tuple[Block, ...]:
    notes: list[Block] = []
    if slip.backup:
        notes.append(text(BACKUP_NOTE, Size.SMALL))
        if slip.language == "en":
            notes.append(text(BACKUP_NOTE_EN, Size.SMALL))
    if slip.reprint:
        again = f"Dicetak lagi {clock(slip.reprinted_at)}. " if slip.reprinted_at else ""
        if slip.priority:
            notes.append(_again(slip.reprint))
        notes.append(text(f"{again}Nomor tetap, satu kali layanan.", Size.SMALL))
    return tuple(notes)


def _bring(slip: TicketSlip) -> tuple[Block, ...]:
    title = text("Siapkan / Bring" if slip.language == "en" else "Siapkan", bold=True)
    if not slip.requirements:
        return title, text("Daftar syarat belum ada. Tanyakan di meja informasi.")
    return title, Checklist(slip.requirements)


@dataclass(frozen=True, slots=True)
class _Follow:
    """Where a phone follows the ticket: as the QR holds it, and as a person types it."""

    qr: Qr
    typed: str


def _follow(slip: TicketSlip, site: SlipSite) -> _Follow | None:
    if site.address is None:
        return None
    address = ticket_address(site.address, slip.code)
    return _Follow(Qr(address.upper()), address.partition("://")[2] or address)


def _bring_and_follow(slip: TicketSlip, bring: tuple[Block, ...], follow: _Follow) -> Block:
    """At the code's side: what to bring where paper is wide, how to follow and the fee where it is not."""
    how = "Pantau nanti" if slip.backup else "Pantau dari ponsel"
    if slip.language == "en":
        how = "Pantau nanti / Follow later" if slip.backup else "Pantau / Follow"
    typed = Span(follow.typed, Size.SMALL, bold=True)
    explained: tuple[Block, ...] = (text("setelah jaringan pulih", Size.SMALL),) if slip.backup else ()
    fee = (text("Biaya", Size.SMALL), text(_fee(slip))) if _fee_is_short(slip) else ()
    return Either(
        wide=(
            Beside(follow.qr, bring),
            Line((Span(f"{how}: ", Size.SMALL), typed)),
        ),
        narrow=(
            *bring,
            Rule(dashed=True),
            Beside(follow.qr, (text(how, bold=True), *explained, *fee)),
            Line((typed,)),
        ),
    )


def _fee(slip: TicketSlip) -> str:
    if slip.fee is None:
        return "tanyakan di loket / ask" if slip.language == "en" else "tanyakan di loket"
    return slip.fee


def _fee_is_short(slip: TicketSlip) -> bool:
    """Whether it may stand beside the code on narrow paper; else it goes to the foot."""
    return len(_fee(slip)) <= LONGEST_FEE


def _ticket_foot(slip: TicketSlip, site: SlipSite, *, fee_is_said: bool) -> tuple[Block, ...]:
    fee = _spans(f"Biaya: {_fee(slip)}", Size.SMALL)
    head_names_site = _ticket_tag(slip) is None and (slip.backup or slip.language == "id")
    time = clock(slip.taken_at, zone=True) if slip.taken_at else NO_TIME
    with_site = f"{site.name} · {slip.kiosk} · {time}"
    wide = f"Anjungan {slip.kiosk} · {time}" if head_names_site else with_site
    narrow: tuple[Block, ...] = (text(with_site, Size.SMALL),)
    if not fee_is_said:
        narrow = (*narrow, Line(fee))
    day: tuple[Block, ...] = ()
    if slip.business_day is not None:
        only = "hari ini / today only" if slip.language == "en" else "hanya berlaku hari ini"
        day = (Row(_spans(long_date(slip.business_day), bold=True), _spans(only, Size.SMALL)),)
    return (*day, Either((Row(_spans(wide, Size.SMALL), fee),), narrow))


@dataclass(frozen=True, slots=True)
class RequirementsSlip:
    """What to bring for a service. None means that it is not known; of `printed_at`, which carries the site's
    zone, that the clock is in doubt."""

    agency: str
    place: str | None
    service: str
    service_en: str | None
    counter: str | None
    requirements: tuple[str, ...]
    fee: str | None
    printed_at: datetime | None
    kiosk: str
    language: Language
    reprint: int = 0


def requirements_slip(slip: RequirementsSlip, site: SlipSite) -> Document:
    english = slip.language == "en"
    title = (Span("Persyaratan", bold=True), *((Span(" / Bring", Size.SMALL),) if english else ()))
    counter = _counter(slip.counter, english=english)
    fee = Cell(("Biaya", "Fee") if english else ("Biaya",), slip.fee or "tanyakan di loket")
    return Document(
        (
            HeadStrip(site.motif),
            Row(title[:1], _again(slip.reprint))
            if slip.reprint
            else Either((Row(title, _spans(site.name, Size.SMALL)),), (Line(title),)),
            Rule(),
            text(slip.agency, Size.HEADING, bold=True),
            text(slip.service, bold=True),
            *([text(slip.service_en, Size.SMALL)] if english and slip.service_en else []),
            *([text(_glued(slip.place), bold=True)] if slip.place else []),
            Rule(dashed=True),
            Checklist(slip.requirements),
            Rule(dashed=True),
            Cells((counter, fee)),
            Box((text(NOT_A_NUMBER, Size.NOTICE, bold=True), text(_take_one(english), Size.SMALL))),
            *_foot(site, slip.kiosk, slip.printed_at),
            Cut(),
        )
    )


def _take_one(english: bool) -> str:
    said = "Ambil nomor di anjungan saat persyaratan lengkap."
    return f"{said} Take a number when all is ready." if english else said


def _printed(at: datetime | None) -> str:
    return f"Dicetak {long_date(at)}, {clock(at, zone=True)}" if at else NO_TIME.capitalize()


def _foot(site: SlipSite, kiosk: str, printed_at: datetime | None) -> tuple[Block, ...]:
    return text(_printed(printed_at), Size.SMALL), text(f"{site.name} · Anjungan {kiosk}", Size.SMALL)


def trial_slip(site: SlipSite, *, kiosk: str, printed_at: datetime | None) -> Document:
    """What a technician wants to see: every dot, every digit, the cut."""
    return Document(
        (
            HeadStrip(site.motif),
            text("Uji cetak", Size.HEADING, bold=True),
            text("ABCDEFGHJKLMNPRSTUVWXYZ"),
            text("0123456789"),
            Rule(),
            Box((text(NOT_A_NUMBER, Size.NOTICE, bold=True),)),
            *_foot(site, kiosk, printed_at),
            Cut(),
        )
    )


def document_slip(slip: DocumentSlip, site: SlipSite, *, kiosk: str, printed_at: datetime) -> Document:
    """`printed_at` in the site's zone; a reprint says so in its head."""
    return Document(
        (
            HeadStrip(site.motif),
            _document_head(f"Slip {NAMES[slip.kind]}", site, slip.reprint),
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


NAMES: Mapping[DocumentKind, str] = {"kk": "Kartu Keluarga", "ktp": "KTP-el", "kia": "KIA"}


def collection_slip(slip: CollectionSlip, site: SlipSite, *, kiosk: str, printed_at: datetime) -> Document:
    """Where a document waits that this machine may not print; `printed_at` in the site's zone."""
    cells = [_counter(slip.counter)]
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
            _document_head("Bukti pengambilan", site, 0),
            _disclaimer(simulated=slip.simulated),
            text("Ambil di loket", Size.VERDICT, bold=True),
            text(NOT_PRINTED_HERE),
            Rule(dashed=True),
            Cells(tuple(cells)),
            *([text(_glued(slip.place))] if slip.place else []),
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


def _document_head(name: str, site: SlipSite, reprint: int) -> Block:
    title = _spans(name, bold=True)
    if reprint:
        return Row(title, _again(reprint))
    return Either((Row(title, _spans(site.name, Size.SMALL)),), (Line(title),))


def _disclaimer(*, simulated: bool) -> Box:
    proof = "Hanya bukti permohonan." + (" Data\u00a0simulasi." if simulated else "")
    return Box((text(NOT_A_DOCUMENT, Size.NOTICE, bold=True), text(proof, Size.SMALL)))


def _collection(slip: DocumentSlip, printed_at: datetime) -> tuple[Block, ...]:
    cells = [_counter(slip.counter)]
    if slip.shelf:
        cells.append(Cell(("Rak",), slip.shelf))
    if slip.collect_by:
        until = slip.collect_by.astimezone(printed_at.tzinfo)
        cells.append(Cell(("Ambil paling lambat",), short_date(until)))
    blocks: tuple[Block, ...] = (Rule(dashed=True), Cells(tuple(cells)))
    return (*blocks, text(_glued(slip.place))) if slip.place else blocks


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
    line = f"{_printed(printed_at)} · Anjungan\u00a0{kiosk}"
    full = _foot(site, kiosk, printed_at)
    fits = len(line) <= LONGEST_FOOT and not reprint
    return (Either((text(line, Size.SMALL),), full),) if fits else full


def _glued(place: str) -> str:
    """`Disdukcapil, Lantai 1, Zona A` breaks behind its first comma alone, where the rest is short."""
    head, comma, rest = place.partition(", ")
    words = (part.replace(" ", "\u00a0") if len(part) <= LONGEST_PLACE else part for part in (head, rest))
    return comma.join(words) if comma else place


def _spans(words: str, size: Size = Size.BODY, *, bold: bool = False) -> tuple[Span, ...]:
    return (Span(words, size, bold),)
