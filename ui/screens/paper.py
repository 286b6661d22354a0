"""What the screens say of the printers and of a slip's job."""

from typing import Literal, assert_never

from kiosk.visit.state import Facts
from printers.states import DISCONNECTED, Cause, DeviceState, JobState
from ui.texts import Texts

Slip = Literal["coming", "out", "unconfirmed", "uncertain", "failed"]
"""What a job's state means to whoever waits for its paper."""


def slip(state: JobState) -> Slip:
    match state:
        case JobState.QUEUED | JobState.CLAIMED | JobState.SENDING | JobState.SENT:
            return "coming"
        case JobState.PRINTED:
            return "out"
        case JobState.SENT_UNCONFIRMED:
            return "unconfirmed"
        case JobState.UNCERTAIN:
            return "uncertain"
        case JobState.FAILED_CLEAN | JobState.CANCELLED | JobState.EXPIRED:
            return "failed"
        case _:
            assert_never(state)


def trouble(facts: Facts, texts: Texts) -> str:
    """What keeps the printer from printing surely; the first that a person can see or mend."""
    status = facts.printer
    if Cause.PAPER_OUT in status.causes:
        return texts.translate("Paper", "Kertas slip habis")
    if Cause.COVER in status.causes:
        return texts.translate("Paper", "Tutup printer terbuka")
    if Cause.TICKET_NOT_TAKEN in status.causes:
        return texts.translate("Paper", "Slip sebelumnya belum diambil")
    if Cause.OVERHEAT in status.causes:
        return texts.translate("Paper", "Printer sedang mendinginkan diri")
    match status.state:
        case DeviceState.DISCONNECTED:
            return texts.translate("Paper", "Printer tidak tersambung")
        case DeviceState.UNKNOWN:
            return texts.translate("Paper", "Printer tidak menjawab")
        case _:
            return texts.translate("Paper", "Printer sedang terganggu")


def office_trouble(facts: Facts, texts: Texts) -> str:
    """The same of the office printer."""
    status = facts.office or DISCONNECTED
    if Cause.OTHER_PRINTER in status.causes:
        return texts.translate("Paper", "Printer A4 tertukar")
    if Cause.PAPER_OUT in status.causes:
        return texts.translate("Paper", "Kertas A4 habis")
    if Cause.MECHANICAL in status.causes:
        return texts.translate("Paper", "Kertas A4 macet di printer")
    if Cause.COVER in status.causes:
        return texts.translate("Paper", "Printer A4 terbuka")
    if status.state is DeviceState.DISCONNECTED:
        return texts.translate("Paper", "Printer A4 tidak tersambung")
    return texts.translate("Paper", "Printer A4 sedang terganggu")
