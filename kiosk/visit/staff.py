"""Calling staff to the kiosk: asked for over any screen, which goes on beneath."""

from dataclasses import replace
from typing import Literal

from kiosk.visit.effects import AskForHelp, Effect, Ring, WithdrawHelp
from kiosk.visit.inputs import HelpAnswered, HelpWanted
from kiosk.visit.moves import Move, over, stay, without
from kiosk.visit.state import Facts, Help, StaffHelp, Visit
from kiosk.wire import HelpReason


def wanted(facts: Facts, visit: Visit, input: HelpWanted) -> tuple[Facts, Move]:
    """`Panggil petugas`. Who has asked already looks how it stands, gives a reason, or asks once more."""
    shown = over(visit, StaffHelp())
    known = facts.help
    if known is None or known.visit != visit.id:
        facts = _asked(facts, visit.id, input.reason, "asking")
        return facts, (shown, (AskForHelp(facts.helps, facts.now, input.reason),))
    told = replace(known, reason=input.reason or known.reason)
    again = visit.aside == StaffHelp() and input.reason is None and known.alone
    if told == known and not again:
        return facts, stay(shown)
    ask = AskForHelp(told.id, told.asked_at, told.reason)
    return replace(facts, help=told), (shown, (Ring(), ask) if again else (ask,))


def out_of_service(facts: Facts) -> tuple[Facts, tuple[Effect, ...]]:
    """A kiosk that no server knows can only ring."""
    return _asked(facts, 0, None, "away"), (Ring(),)


def _asked(facts: Facts, visit: int, reason: HelpReason | None, standing: Literal["asking", "away"]) -> Facts:
    number = facts.helps + 1
    return replace(facts, helps=number, help=Help(number, visit, facts.now, reason, standing))


def withdrawn(facts: Facts, visit: Visit) -> tuple[Facts, Move]:
    effects = (WithdrawHelp(),) if facts.help is not None else ()
    return replace(facts, help=None), (without(visit, StaffHelp()), effects)


def left(facts: Facts) -> tuple[Facts, tuple[Effect, ...]]:
    """The visit is over: staff who have heard still come, nobody else is sent for."""
    if facts.help is None or facts.help.standing in ("heard", "coming"):
        return facts, ()
    return replace(facts, help=None), (WithdrawHelp(),)


def answered(facts: Facts, answer: HelpAnswered) -> tuple[Facts, tuple[Effect, ...]]:
    """The kiosk rings once when it learns that nobody has heard."""
    known = facts.help
    if known is None or known.id != answer.help:
        return facts, ()
    if answer.standing == "over":
        return replace(facts, help=None), ()
    now = replace(known, standing=answer.standing, usual_minutes=answer.usual_minutes)
    return replace(facts, help=now), (Ring(),) if now.alone and not known.alone else ()
