"""The slip by which a technician sees that a printer is well."""

from datetime import datetime

from printers.document import (
    Beside,
    Box,
    Cut,
    Document,
    HeadStrip,
    Line,
    Number,
    Qr,
    Row,
    Rule,
    Size,
    Span,
    text,
)
from printers.models import Model

_COMB = tuple("#" + "." * 7 if row < 12 else "########" for row in range(16))


def trial_slip(model: Model, address: str, when: datetime) -> Document:
    """Every dot of the head, sizes, letters, a code, and where it came from."""
    return Document(
        (
            HeadStrip(_COMB),
            Row((Span("Slip uji mesin", bold=True),), (Span(model.name, Size.SMALL),)),
            Number("0123"),
            Rule(),
            text("Nur'aini Zéfanya 0O 1Il 5S 8B", Size.SMALL),
            text("Nur'aini Zéfanya 0O 1Il 5S 8B"),
            text("Loket 1–4 Rp30.000", Size.HEADING, bold=True),
            Rule(dashed=True),
            Beside(
                Qr("ANJUNGAN"),
                (text("Pindai:", bold=True), text("ANJUNGAN"), text("Tepi kiri dan kanan utuh?")),
            ),
            Box((text("Terpotong rapi?", bold=True),)),
            Line((Span(f"{model.dots} titik · {address}", Size.SMALL),)),
            text(f"{when:%Y-%m-%d %H:%M:%S}", Size.SMALL),
            Cut(),
        )
    )
