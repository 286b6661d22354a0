"""The technician's way: a PIN of the profile, how everything is, a slip to see whether paper comes."""

from dataclasses import replace

from kiosk.visit.effects import PrintTrial
from kiosk.visit.inputs import Cleared, Confirmed, Erased, Paged, TrialWanted, Typed
from kiosk.visit.moves import Move, final, followed, stay
from kiosk.visit.state import Facts, JobView, Technician, TechnicianPin, TechnicianPrinter, Visit
from kiosk.visit.ticket import slip_coming
from printers.states import JobState

TRIES = 3
"""Wrong PINs in one visit; then it ends."""
TRIAL_SLIP = "uji"
"""What the test slip is called where other slips name their service; no service is called so."""


def called(facts: Facts, visit: Visit) -> Visit:
    """Five touches of the mark; without a PIN in the profile there is no such way."""
    if facts.profile.technician.pin is None:
        return visit
    return replace(visit, screen=TechnicianPin(), trail=())


def pressed(
    facts: Facts, visit: Visit, screen: TechnicianPin | Technician | TechnicianPrinter, input: object
) -> Move:
    match screen, input:
        case TechnicianPin(), Typed(character) if character.isdigit() and len(screen.digits) < _length(facts):
            return stay(_typed(visit, screen, screen.digits + character))
        case TechnicianPin(), Erased():
            return stay(_typed(visit, screen, screen.digits[:-1]))
        case TechnicianPin(), Cleared():
            return stay(_typed(visit, screen, ""))
        case TechnicianPin(), Confirmed() if len(screen.digits) == _length(facts):
            return _answered(facts, visit, screen)
        case Technician(), Paged(page):
            return stay(replace(visit, screen=Technician(page)))
        case TechnicianPrinter(), TrialWanted():
            return _tested(facts, visit)
        case Technician(), Confirmed():
            return None, ()
        case _:
            return stay(visit)


def _length(facts: Facts) -> int:
    return len(facts.profile.technician.pin or "")


def _typed(visit: Visit, screen: TechnicianPin, digits: str) -> Visit:
    return replace(visit, screen=replace(screen, digits=digits))


def _answered(facts: Facts, visit: Visit, screen: TechnicianPin) -> Move:
    if screen.digits == facts.profile.technician.pin:
        return stay(final(visit, Technician()))
    wrong = screen.wrong + 1
    if wrong == TRIES:
        return None, ()
    return stay(replace(visit, screen=TechnicianPin(wrong=wrong)))


def _tested(facts: Facts, visit: Visit) -> Move:
    if slip_coming(visit) or not facts.can_print or facts.identity is None:
        return stay(visit)
    asked = JobView("", JobState.QUEUED, None, requirements=TRIAL_SLIP)
    return followed(visit, TRIAL_SLIP, asked), (PrintTrial(visit.id),)
