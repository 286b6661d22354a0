"""`Cetak persyaratan`: what its button says, wherever a screen is about a service."""

from dataclasses import dataclass

from kiosk.visit.state import State
from ui.screens.paper import slip, trouble
from ui.texts import Texts


@dataclass(frozen=True, slots=True)
class PrintButton:
    words: str
    icon: str
    available: bool


ABSENT = PrintButton("", "", False)
"""Where a service has nothing to print."""


def print_button(state: State, service_id: str, texts: Texts) -> PrintButton:
    """What would happen, or has happened, to a slip of this service; one slip is printed at a time."""
    assert state.visit is not None
    facts, job = state.facts, state.visit.requirements
    if not facts.profile.services[service_id].requirements:
        return ABSENT
    done = slip(job) if job is not None else None
    if job is not None and job.requirements != service_id and done != "coming":
        done = None
    match done:
        case "coming":
            return PrintButton(texts.translate("Requirements", "Sedang dicetak"), "printer-bold", False)
        case "out" | "unconfirmed":
            below = texts.translate("Requirements", "Ambil di bawah layar")
            return PrintButton(below, "arrow-down-bold", False)
        case _ if not facts.can_print:
            return PrintButton(trouble(facts, texts), "warning-bold", False)
        case "failed" | "uncertain":
            again = texts.translate("Requirements", "Tidak utuh, cetak lagi")
            return PrintButton(again, "printer-bold", True)
        case None:
            return PrintButton(texts.translate("Requirements", "Cetak persyaratan"), "printer-bold", True)
