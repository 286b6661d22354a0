"""The way to a document's slip: NIK, access PIN, what is ready, print PIN, the slip."""

from dataclasses import replace

from kiosk.visit.moves import Move, final, instead, pushed, stay
from kiosk.visit.state import (
    AccessPin,
    AskDocuments,
    Asking,
    Cleared,
    Confirmed,
    DigitsShown,
    DocumentChosen,
    Documents,
    DocumentsAnswered,
    DropDocument,
    Erased,
    Facts,
    Input,
    Nik,
    Notice,
    PrintDocument,
    Printing,
    PrintPin,
    Reserve,
    ReserveAnswered,
    Screen,
    Trouble,
    Typed,
    Visit,
)
from kiosk.wire import DocumentLine
from printers.states import DeviceState, JobState

NIK_LENGTH = 16
"""Digits of a NIK (UU 24/2013)."""

AT_REST = frozenset(
    {
        JobState.PRINTED,
        JobState.SENT_UNCONFIRMED,
        JobState.FAILED_CLEAN,
        JobState.UNCERTAIN,
        JobState.CANCELLED,
        JobState.EXPIRED,
    }
)


def opened(facts: Facts, visit: Visit) -> Visit:
    """The first screen of this way, or why it is closed now."""
    trouble = _closed(facts)
    return pushed(visit, Nik() if trouble is None else Notice(trouble))


def _closed(facts: Facts) -> Trouble | None:
    if not facts.server.online:
        return Trouble.SERVER_AWAY
    proves = facts.printer.state is not DeviceState.UNKNOWN or facts.profile.documents.ask_the_citizen
    return None if facts.can_print and proves else Trouble.NO_PAPER_FOR_DOCUMENTS


def pressed(facts: Facts, visit: Visit, screen: Nik | AccessPin | Documents | PrintPin, input: Input) -> Move:
    rules = facts.profile.documents
    match screen, input:
        case Nik(), DigitsShown(shown):
            return stay(instead(visit, replace(screen, shown=shown)))
        case Nik(digits), Confirmed() if len(digits) == NIK_LENGTH:
            hidden = replace(visit, screen=replace(screen, shown=False, wrong=False))
            return stay(pushed(hidden, AccessPin(digits)))
        case AccessPin(nik, digits), Confirmed() if len(digits) == rules.access_pin_length:
            return instead(visit, Asking("documents")), (AskDocuments(visit.id, nik, digits),)
        case Documents(), DocumentChosen(chosen) if any(_is_ready(line, chosen) for line in screen.lines):
            return stay(instead(visit, replace(screen, selected=chosen)))
        case Documents(), Confirmed() if screen.selected is not None:
            line = next(line for line in screen.lines if line.request_id == screen.selected)
            return stay(pushed(visit, PrintPin(screen.session, line)))
        case PrintPin(session, line, digits), Confirmed() if len(digits) == rules.print_pin_length:
            if (trouble := _closed(facts)) is not None:
                return stay(pushed(instead(visit, replace(screen, digits="")), Notice(trouble)))
            trail = (*visit.trail, PrintPin(session, line))
            asking = replace(visit, screen=Asking("reserve"), trail=trail)
            return asking, (Reserve(visit.id, session, line.request_id, digits),)
        case Nik(), _:
            return stay(instead(visit, _nik(screen, input)))
        case AccessPin(), _:
            digits = _digits(screen.digits, input, rules.access_pin_length)
            return stay(instead(visit, replace(screen, digits=digits)))
        case PrintPin(), _:
            digits = _digits(screen.digits, input, rules.print_pin_length)
            return stay(instead(visit, replace(screen, digits=digits, wrong=screen.wrong and not digits)))
        case _:
            return stay(visit)


def _is_ready(line: DocumentLine, request_id: str) -> bool:
    return line.request_id == request_id and line.state == "ready"


def _nik(screen: Nik, input: Input) -> Nik:
    digits = _digits(screen.digits, input, NIK_LENGTH)
    return replace(screen, digits=digits, wrong=screen.wrong and not digits)


def _digits(digits: str, input: Input, length: int) -> str:
    match input:
        case Typed(character) if len(character) == 1 and character in "0123456789" and len(digits) < length:
            return digits + character
        case Erased():
            return digits[:-1]
        case Cleared():
            return ""
        case _:
            return digits


def answered(visit: Visit, answer: DocumentsAnswered | ReserveAnswered) -> Move:
    match visit.screen, answer:
        case Asking("documents"), DocumentsAnswered():
            return stay(_listed(visit, answer))
        case Asking("reserve"), ReserveAnswered():
            return _reserved(visit, answer)
        case _, ReserveAnswered(job=job) if job is not None:
            return visit, (DropDocument(job.id),)
        case _:
            return stay(visit)


def _listed(visit: Visit, answer: DocumentsAnswered) -> Visit:
    """Behind the list, as behind a NIK that did not fit, lies what was there before the NIK."""
    before = tuple(screen for screen in visit.trail if not isinstance(screen, Nik))
    asked = next((screen.digits for screen in visit.trail if isinstance(screen, Nik)), "")
    screen: Screen
    match answer.answer:
        case "found":
            screen = Documents(answer.session, answer.lines, asked[-4:])
        case "no_match":
            screen = Nik(wrong=True)
        case "locked":
            screen = Notice(Trouble.LOCKED, until=answer.locked_until)
        case "not_recorded" | "pin_expired":
            screen = Notice(Trouble.NOT_READY)
        case "registry_away" | "away":
            screen = Notice(Trouble.SERVER_AWAY)
    return replace(visit, screen=screen, trail=before)


def _reserved(visit: Visit, answer: ReserveAnswered) -> Move:
    match answer.answer, visit.trail:
        case "reserved", (*_, PrintPin(line=line)) if answer.job is not None:
            return final(visit, Printing(line.kind, answer.job)), (PrintDocument(visit.id, answer.job.id),)
        case "no_match", (*before, PrintPin() as pin):
            return stay(replace(visit, screen=replace(pin, wrong=True), trail=tuple(before)))
        case "locked", _:
            return stay(final(visit, Notice(Trouble.LOCKED, until=answer.locked_until)))
        case "not_ready" | "pin_expired" | "pin_used", _:
            return stay(final(visit, Notice(Trouble.NOT_READY)))
        case "session_over", _:
            return stay(final(visit, Notice(Trouble.SESSION_OVER)))
        case _:
            return stay(final(visit, Notice(Trouble.SERVER_AWAY)))
