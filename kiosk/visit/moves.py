"""How one screen follows another within a visit."""

from dataclasses import replace

from kiosk.visit.effects import Effect
from kiosk.visit.inputs import Cleared, Erased, Input, Typed
from kiosk.visit.state import Aside, Home, JobView, Screen, Visit

Move = tuple[Visit | None, tuple[Effect, ...]]
"""The visit after an input (None: it is over) and what is to be done."""


def stay(visit: Visit) -> Move:
    return visit, ()


def pushed(visit: Visit, screen: Screen) -> Visit:
    """`screen` stands, and Back leads to the one that stood."""
    return replace(visit, screen=screen, trail=(*visit.trail, visit.screen))


def instead(visit: Visit, screen: Screen) -> Visit:
    """`screen` stands; Back leads where it led."""
    return replace(visit, screen=screen)


def popped(visit: Visit, screen: Screen | None = None) -> Visit:
    """Back to where Back leads, with `screen` in its place where one is given; something lies there."""
    return replace(visit, screen=screen or visit.trail[-1], trail=visit.trail[:-1])


def final(visit: Visit, screen: Screen) -> Visit:
    """`screen` stands and nothing lies behind it."""
    return replace(visit, screen=screen, trail=())


def home(visit: Visit) -> Visit:
    return final(visit, Home())


def over(visit: Visit, aside: Aside) -> Visit:
    """`aside` is seen: on top of all, or again where it lies already."""
    beneath = visit.asides[: visit.asides.index(aside)] if aside in visit.asides else visit.asides
    return replace(visit, asides=(*beneath, aside))


def without(visit: Visit, aside: Aside | None) -> Visit:
    """What lies over and beneath it stays."""
    return replace(visit, asides=tuple(one for one in visit.asides if one != aside))


def followed(visit: Visit, service: str, job: JobView) -> Visit:
    """`job` is the last slip of the service's requirements."""
    return replace(visit, requirements={**visit.requirements, service: job})


def digits_after(digits: str, input: Input, length: int) -> str:
    """What stands on a pad for `length` digits after `input`; any but the pad's own keys change nothing."""
    match input:
        case Typed(character) if len(character) == 1 and character in "0123456789" and len(digits) < length:
            return digits + character
        case Erased():
            return digits[:-1]
        case Cleared():
            return ""
        case _:
            return digits
