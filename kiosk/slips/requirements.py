"""The slip of what to bring for a service; no number."""

from dataclasses import dataclass
from datetime import datetime

from config.models import Language
from kiosk.slips.parts import NOT_A_NUMBER, SlipSite, counter_cell, foot, glued, head
from printers.document import (
    Box,
    Cell,
    Cells,
    Checklist,
    Cut,
    Document,
    HeadStrip,
    Rule,
    Size,
    Span,
    text,
)


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
    counter = counter_cell(slip.counter, english=english)
    fee = Cell(("Biaya", "Fee") if english else ("Biaya",), slip.fee or "tanyakan di loket")
    return Document(
        (
            HeadStrip(site.motif),
            head(title, site, slip.reprint),
            Rule(),
            text(slip.agency, Size.HEADING, bold=True),
            text(slip.service, bold=True),
            *([text(slip.service_en, Size.SMALL)] if english and slip.service_en else []),
            *([text(glued(slip.place), bold=True)] if slip.place else []),
            Rule(dashed=True),
            Checklist(slip.requirements),
            Rule(dashed=True),
            Cells((counter, fee)),
            Box((text(NOT_A_NUMBER, Size.NOTICE, bold=True), text(_take_one(english), Size.SMALL))),
            *foot(site, slip.kiosk, slip.printed_at),
            Cut(),
        )
    )


def _take_one(english: bool) -> str:
    said = "Ambil nomor di anjungan saat persyaratan lengkap."
    return f"{said} Take a number when all is ready." if english else said
