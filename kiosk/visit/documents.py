"""The way to a document's slip or page: consent, NIK, access PIN, what is ready, which of both, print PIN."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from config.identity import NUMBER_LENGTH, is_number, tail
from config.models import DocumentKind
from kiosk.visit.effects import AskCollection, AskDocuments, DropDocument, PrintDocument, Reserve
from kiosk.visit.inputs import (
    CollectionAnswered,
    Confirmed,
    DigitsShown,
    DocumentChosen,
    DocumentsAnswered,
    FormChosen,
    Input,
    ReserveAnswered,
    Scanned,
)
from kiosk.visit.moves import Move, digits_after, final, instead, popped, pushed, stay
from kiosk.visit.state import (
    AccessPin,
    Asking,
    Consent,
    Documents,
    Facts,
    FormQuestion,
    JobView,
    Nik,
    Notice,
    Printing,
    PrintPin,
    Scan,
    Screen,
    Trouble,
    Visit,
)
from kiosk.wire import DocumentLine, Form
from printers.states import DeviceState


def opened(facts: Facts, visit: Visit) -> Visit:
    """The first screen of this way, or why it is closed now."""
    trouble = _closed(facts, *facts.profile.documents.kinds)
    return pushed(visit, Consent() if trouble is None else Notice(trouble))


def scanning(visit: Visit) -> Visit:
    """A reader instead of the pad; what was typed so far is read anew."""
    return pushed(instead(visit, Nik()), Scan()) if isinstance(visit.screen, Nik) else visit


def slips_come(facts: Facts) -> bool:
    """Whether a document's slip can be printed now, as far as is known, and tells that it was."""
    proves = facts.printer.state is not DeviceState.UNKNOWN or facts.profile.documents.ask_the_citizen
    return facts.can_print and proves


def possible(facts: Facts, kind: DocumentKind, form: Form) -> bool:
    """Whether a printer can print it now, as far as is known."""
    match form:
        case "slip":
            return slips_come(facts)
        case "page":
            return facts.has_pages(kind) and facts.can_print_pages
        case _:
            assert_never(form)


def _closed(facts: Facts, *kinds: DocumentKind, forms: Sequence[Form] = ("slip", "page")) -> Trouble | None:
    """Why nothing of these kinds can be printed in any of the forms."""
    if not facts.server.online:
        return Trouble.SERVER_AWAY
    any_is = any(possible(facts, kind, form) for kind in kinds for form in forms)
    return None if any_is else Trouble.NO_PAPER_FOR_DOCUMENTS


def pressed(
    facts: Facts,
    visit: Visit,
    screen: Consent | Nik | Scan | AccessPin | Documents | FormQuestion | PrintPin,
    input: Input,
) -> Move:
    rules = facts.profile.documents
    match screen, input:
        case Consent(), Confirmed():
            return stay(pushed(visit, Nik()))
        case Nik() | Scan(), Scanned(text):
            return stay(_scanned(visit, text))
        case Nik(), DigitsShown(shown):
            return stay(instead(visit, replace(screen, shown=shown)))
        case Nik(digits), Confirmed() if len(digits) == NUMBER_LENGTH:
            return stay(pushed(instead(visit, Nik(digits)), AccessPin(digits)))
        case AccessPin(nik, digits), Confirmed() if len(digits) == rules.access_pin_length:
            return instead(visit, Asking("documents")), (AskDocuments(visit.id, nik, digits),)
        case Documents(), DocumentChosen(chosen) if any(
            line.request_id == chosen and may_be_chosen(line) for line in screen.lines
        ):
            return stay(instead(visit, replace(screen, selected=chosen)))
        case Documents(), Confirmed() if screen.selected is not None:
            line = next(line for line in screen.lines if line.request_id == screen.selected)
            if line.printable and facts.has_pages(line.kind):
                return stay(pushed(visit, FormQuestion(screen.session, line)))
            if line.printable:
                return stay(pushed(visit, PrintPin(screen.session, line)))
            if (trouble := _closed(facts, line.kind, forms=("slip",))) is not None:
                return stay(pushed(visit, Notice(trouble)))
            asking = pushed(visit, Asking("collection"))
            return asking, (AskCollection(visit.id, screen.session, line.request_id),)
        case FormQuestion(session, line), FormChosen(form) if possible(facts, line.kind, form):
            return stay(pushed(visit, PrintPin(session, line, form=form)))
        case PrintPin(session, line, digits), Confirmed() if len(digits) == rules.print_pin_length:
            form, empty = screen.form, replace(screen, digits="", wrong=False, tries_left=None)
            if (trouble := _closed(facts, line.kind, forms=(form,))) is not None:
                asked = visit.trail[-1] if visit.trail else None
                if trouble is not Trouble.SERVER_AWAY and isinstance(asked, FormQuestion):
                    return stay(popped(visit))
                return stay(pushed(instead(visit, empty), Notice(trouble)))
            asking = pushed(instead(visit, empty), Asking("reserve"))
            return asking, (Reserve(visit.id, session, line.request_id, digits, form),)
        case Nik(), _:
            digits = digits_after(screen.digits, input, NUMBER_LENGTH)
            fault = None if digits else screen.fault
            return stay(instead(visit, replace(screen, digits=digits, fault=fault)))
        case AccessPin(), _:
            digits = digits_after(screen.digits, input, rules.access_pin_length)
            return stay(instead(visit, replace(screen, digits=digits)))
        case PrintPin(), _:
            digits = digits_after(screen.digits, input, rules.print_pin_length)
            return stay(instead(visit, replace(screen, digits=digits, wrong=screen.wrong and not digits)))
        case _:
            return stay(visit)


def _scanned(visit: Visit, text: str) -> Visit:
    """A code with a NIK fills the field; another one says so where it was read."""
    digits = text.strip()
    fits = is_number(digits)
    match visit.screen:
        case Scan() if not fits:
            return instead(visit, Scan(misread=True))
        case Scan():
            return popped(visit, Nik(digits))
        case _:
            return instead(visit, Nik(digits) if fits else Nik(fault="misread"))


def may_be_chosen(line: DocumentLine) -> bool:
    """A slip of it may be had: nobody has one, and no job holds it."""
    return line.state == "ready" and line.slip == "none"


def answered(visit: Visit, answer: DocumentsAnswered | ReserveAnswered | CollectionAnswered) -> Move:
    match visit.screen, answer:
        case Asking("documents"), DocumentsAnswered():
            return stay(_listed(visit, answer))
        case Asking("reserve"), ReserveAnswered():
            return _reserved(visit, answer)
        case Asking("collection"), CollectionAnswered():
            return _collected(visit, answer)
        case _, ReserveAnswered(job=job) | CollectionAnswered(job=job) if job is not None:
            return visit, (DropDocument(job.id),)
        case _:
            return stay(visit)


def _listed(visit: Visit, answer: DocumentsAnswered) -> Visit:
    """Behind the list lies what was there before the consent; behind a NIK that did not fit, the consent."""
    asked = next((screen.digits for screen in visit.trail if isinstance(screen, Nik)), "")
    trail = tuple(screen for screen in visit.trail if not isinstance(screen, Nik))
    screen: Screen
    match answer.answer:
        case "no_match":
            return replace(visit, screen=Nik(fault="no_match"), trail=trail)
        case "found":
            screen = Documents(answer.session, answer.lines, tail(asked))
        case "locked":
            screen = Notice(Trouble.LOCKED, until=answer.locked_until)
        case "not_recorded":
            screen = Notice(Trouble.NOT_RECORDED)
        case "pin_expired":
            screen = Notice(Trouble.ACCESS_PIN_EXPIRED)
        case "registry_away":
            screen = Notice(Trouble.REGISTRY_AWAY)
        case "away":
            screen = Notice(Trouble.SERVER_AWAY)
        case _:
            assert_never(answer.answer)
    before = tuple(one for one in trail if not isinstance(one, Consent))
    return replace(visit, screen=screen, trail=before)


def _reserved(visit: Visit, answer: ReserveAnswered) -> Move:
    match answer.answer, visit.trail:
        case "reserved", (*_, PrintPin(line=line, form=form)) if answer.job is not None:
            printing = Printing(line.kind, answer.job, form=form)
            return final(visit, printing), (PrintDocument(visit.id, answer.job.id),)
        case "no_match", (*_, PrintPin() as asked):
            again = replace(asked, wrong=True, tries_left=answer.tries_left)
            return stay(popped(visit, again))
        case "locked", _:
            return stay(final(visit, Notice(Trouble.LOCKED, until=answer.locked_until)))
        case _:
            return stay(final(visit, Notice(REFUSED.get(answer.answer, Trouble.SERVER_AWAY))))


REFUSED: Mapping[str, Trouble] = {
    "not_ready": Trouble.NOT_READY,
    "pin_expired": Trouble.PRINT_PIN_EXPIRED,
    "pin_used": Trouble.PRINT_PIN_USED,
    "session_over": Trouble.SESSION_OVER,
    "registry_away": Trouble.REGISTRY_AWAY,
}
"""Why no slip comes, of either kind; without an answer the server is away."""


def _collected(visit: Visit, answer: CollectionAnswered) -> Move:
    match answer.job, visit.trail:
        case JobView() as job, (*_, Documents(lines=lines, selected=selected)):
            kind = next(line.kind for line in lines if line.request_id == selected)
            return final(visit, Printing(kind, job, collection=True)), (PrintDocument(visit.id, job.id),)
        case _:
            return stay(final(visit, Notice(REFUSED.get(answer.answer, Trouble.SERVER_AWAY))))
