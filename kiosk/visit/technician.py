"""The technician's way: a PIN of the profile, how everything is, a slip to see whether paper comes."""

from dataclasses import replace

from kiosk.visit.effects import PrintTrial
from kiosk.visit.inputs import Confirmed, Input, Paged, TrialWanted
from kiosk.visit.moves import Move, digits_after, final, followed, instead, stay
from kiosk.visit.state import Facts, JobView, Technician, TechnicianPin, TechnicianPrinter, Visit
from kiosk.visit.ticket import slip_coming
from printers.states import JobState

TRIES = 3
"""Wrong PINs in one visit; then it ends."""
TRIAL_SLIP = "uji"
"""What the trial slip is called where other slips name their service; no service is called so."""


def called(facts: Facts, visit: Visit) -> Visit:
    """Five touches of the mark; without a PIN in the profile there is no such way."""
    if facts.profile.technician.pin is None:
        return visit
    return final(visit, TechnicianPin())


def pressed(
    facts: Facts, visit: Visit, screen: TechnicianPin | Technician | TechnicianPrinter, input: Input
) -> Move:
    match screen, input:
        case TechnicianPin(digits), Confirmed() if len(digits) == _length(facts):
            return _answered(facts, visit, screen)
        case TechnicianPin(digits), _:
            return stay(instead(visit, replace(screen, digits=digits_after(digits, input, _length(facts)))))
        case Technician(), Paged(page):
            return stay(instead(visit, Technician(page)))
        case TechnicianPrinter(), TrialWanted():
            return _tested(facts, visit)
        case Technician(), Confirmed():
            return None, ()
        case _:
            return stay(visit)


def _length(facts: Facts) -> int:
    return len(facts.profile.technician.pin or "")


def _answered(facts: Facts, visit: Visit, screen: TechnicianPin) -> Move:
    if screen.digits == facts.profile.technician.pin:
        return stay(final(visit, Technician()))
    wrong = screen.wrong + 1
    if wrong == TRIES:
        return None, ()
    return stay(instead(visit, TechnicianPin(wrong=wrong)))


def _tested(facts: Facts, visit: Visit) -> Move:
    if slip_coming(visit) or not facts.can_print or facts.identity is None:
        return stay(visit)
    asked = JobView("", JobState.QUEUED, None, requirements=TRIAL_SLIP)
    return followed(visit, TRIAL_SLIP, asked), (PrintTrial(visit.id),)
