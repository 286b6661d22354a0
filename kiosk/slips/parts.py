"""What all slips share: whose they are, when and where they were printed, the place, the counter."""

from dataclasses import dataclass
from datetime import datetime

from config.dates import clock, long_date
from printers.document import Block, Cell, Either, Line, Row, Size, Span, Tag, text

LONGEST_PLACE = 20
"""Characters of a part of a place that is kept on one line."""
NO_TIME = "waktu belum sinkron"
NOT_A_NUMBER = "BUKAN NOMOR ANTREAN"


@dataclass(frozen=True, slots=True)
class SlipSite:
    """What every slip of a site carries: its short name, the public address (None: no QR), the motif."""

    name: str
    address: str | None
    motif: tuple[str, ...]


def reprint_tag(reprint: int) -> Tag:
    return Tag(f"CETAK ULANG {reprint}")


def head(title: tuple[Span, ...], site: SlipSite, reprint: int) -> Block:
    """What slip it is, and whose; where it is a reprint, that, beside the first words of the title."""
    if reprint:
        return Row(title[:1], reprint_tag(reprint))
    return Either((Row(title, spans(site.name, Size.SMALL)),), (Line(title),))


def counter_cell(counter: str | None, *, english: bool = False) -> Cell:
    return Cell(("Loket", "Counter") if english else ("Loket",), counter or "lihat layar")


def printed(at: datetime | None) -> str:
    return f"Dicetak {long_date(at)}, {clock(at, zone=True)}" if at else NO_TIME.capitalize()


def foot(site: SlipSite, kiosk: str, printed_at: datetime | None) -> tuple[Block, ...]:
    return text(printed(printed_at), Size.SMALL), text(f"{site.name} · Anjungan {kiosk}", Size.SMALL)


def glued(place: str) -> str:
    """`Disdukcapil, Lantai 1, Zona A` breaks behind its first comma alone, where the rest is short."""
    first, comma, rest = place.partition(", ")
    words = (part.replace(" ", "\u00a0") if len(part) <= LONGEST_PLACE else part for part in (first, rest))
    return comma.join(words) if comma else place


def spans(words: str, size: Size = Size.BODY, *, bold: bool = False) -> tuple[Span, ...]:
    return (Span(words, size, bold),)
