"""What the screens say of the printers and of a slip's job."""

from collections.abc import Mapping
from typing import Literal

from kiosk.visit.state import Facts, JobView
from ui.texts import Texts

Slip = Literal["coming", "out", "unconfirmed", "uncertain", "failed"]

SLIPS: Mapping[str, Slip] = {
    "queued": "coming",
    "claimed": "coming",
    "sending": "coming",
    "sent": "coming",
    "printed": "out",
    "sent_unconfirmed": "unconfirmed",
    "uncertain": "uncertain",
    "failed_clean": "failed",
    "cancelled": "failed",
    "expired": "failed",
}
"""What a job's state means to whoever waits for its paper."""


def slip(job: JobView) -> Slip:
    return SLIPS[job.state]


def trouble(facts: Facts, texts: Texts) -> str:
    """What keeps the printer from printing surely; the first that a person can see or mend."""
    causes = set(facts.printer.causes)
    if "paper_out" in causes:
        return texts.translate("Paper", "Kertas slip habis")
    if "cover" in causes:
        return texts.translate("Paper", "Tutup printer terbuka")
    if "ticket_not_taken" in causes:
        return texts.translate("Paper", "Slip sebelumnya belum diambil")
    if "overheat" in causes:
        return texts.translate("Paper", "Printer sedang mendinginkan diri")
    if facts.printer.state == "disconnected":
        return texts.translate("Paper", "Printer tidak tersambung")
    if facts.printer.state == "unknown":
        return texts.translate("Paper", "Printer tidak menjawab")
    return texts.translate("Paper", "Printer sedang terganggu")


def office_trouble(facts: Facts, texts: Texts) -> str:
    """The same of the office printer."""
    causes = frozenset() if facts.office is None else facts.office.causes
    if "paper_out" in causes:
        return texts.translate("Paper", "Kertas A4 habis")
    if "mechanical" in causes:
        return texts.translate("Paper", "Kertas A4 macet di printer")
    if "cover" in causes:
        return texts.translate("Paper", "Printer A4 terbuka")
    if facts.office is None or facts.office.state == "disconnected":
        return texts.translate("Paper", "Printer A4 tidak tersambung")
    return texts.translate("Paper", "Printer A4 sedang terganggu")
