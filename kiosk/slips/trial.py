"""The slip by which a technician sees that paper comes; no number."""

from datetime import datetime

from kiosk.slips.parts import NOT_A_NUMBER, SlipSite, foot
from printers.document import Box, Cut, Document, HeadStrip, Rule, Size, text


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
            *foot(site, kiosk, printed_at),
            Cut(),
        )
    )
