"""A ticket's slip: the number, where to go with it, what to bring, how to follow it."""

from dataclasses import dataclass
from datetime import date, datetime

from config.dates import clock, long_date
from config.models import Language
from kiosk.slips.parts import NO_TIME, SlipSite, counter_cell, glued, reprint_tag, spans
from kiosk.wire import Label, ticket_address
from printers.document import (
    Beside,
    Block,
    Cell,
    Cells,
    Checklist,
    Cut,
    Document,
    Either,
    HeadStrip,
    Line,
    Number,
    Qr,
    Row,
    Rule,
    Size,
    Span,
    Tag,
    text,
)

LONGEST_FEE = 24
"""Characters that may stand beside a code on narrow paper."""
BACKUP_NOTE = (
    "Nomor ini sah. Dicetak saat jaringan terganggu; dipanggil menurut jam ambil, bukan urutan angka."
)
BACKUP_NOTE_EN = "Backup number, valid. Called by time taken, not by number order."


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
            Row(spans(slip.agency, Size.HEADING, bold=True), _check(slip.check), pinned=True),
            text(slip.service),
            *([text(slip.service_en, Size.SMALL)] if slip.language == "en" and slip.service_en else []),
            *([text(glued(slip.place), bold=True)] if slip.place else []),
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
    return Either((Row((name,), spans(site.name, Size.SMALL)),), (Line((name,)),))


def _ticket_tag(slip: TicketSlip) -> Tag | None:
    if slip.priority:
        return Tag("PRIORITAS")
    return reprint_tag(slip.reprint) if slip.reprint else None


def _check(check: str) -> tuple[Span, ...]:
    return (Span("Kode ", Size.SMALL), Span(check, Size.HEADING, bold=True))


def _ticket_cells(slip: TicketSlip) -> Cells:
    english = slip.language == "en"
    counter = counter_cell(slip.counter, english=english)
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
            notes.append(reprint_tag(slip.reprint))
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
    fee = spans(f"Biaya: {_fee(slip)}", Size.SMALL)
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
        day = (Row(spans(long_date(slip.business_day), bold=True), spans(only, Size.SMALL)),)
    return (*day, Either((Row(spans(wide, Size.SMALL), fee),), narrow))
