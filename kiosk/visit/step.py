"""One input makes the next state, and says as values what is to be done: pure, nothing else changes a visit.

Facts hold whoever stands at the screen. Whatever carries a visit's id reaches the screen of that visit alone.
At any moment one timer of a visit runs, the one that `timer_of` names; all others are void.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from config.models import ScreenRules
from kiosk.visit import documents, staff, technician, ticket
from kiosk.visit.effects import DropDocument, Effect, SettleSlip, StartTimer, StopTimer
from kiosk.visit.inputs import (
    Answer,
    AsideOpened,
    CitizenInput,
    Cleared,
    CollectionAnswered,
    Confirmed,
    DigitsShown,
    DisplayChosen,
    DocumentChosen,
    DocumentsAnswered,
    Ended,
    Enrolled,
    Erased,
    FactInput,
    FormChosen,
    HelpAnswered,
    HelpWanted,
    HelpWithdrawn,
    Input,
    IssueFailed,
    JobChanged,
    Keyed,
    LanguageChosen,
    ListeningChosen,
    OfficeChanged,
    Paged,
    PrinterChanged,
    PriorityAnswered,
    RequirementsWanted,
    ReserveAnswered,
    Scanned,
    ServerChanged,
    SlipAnswered,
    SlipRested,
    SlipsInDoubt,
    SlipWanted,
    Stayed,
    SurrenderFailed,
    SurrenderWanted,
    TechnicianCalled,
    Ticked,
    TicketIssued,
    TicketSurrendered,
    Timer,
    TimerFired,
    Touched,
    TrialWanted,
    Typed,
    VoiceChanged,
    Went,
    WentBack,
)
from kiosk.visit.moves import Move, final, followed, home, instead, over, popped, pushed, stay, without
from kiosk.visit.state import (
    AccessPin,
    Agencies,
    Asking,
    Consent,
    Detail,
    DocumentDone,
    Documents,
    Done,
    Facts,
    FormQuestion,
    Home,
    Issuing,
    JobView,
    LifeEvent,
    LifeEvents,
    Listening,
    Nik,
    NoPaper,
    Notice,
    PowerCut,
    Printing,
    PrintPin,
    Priority,
    Scan,
    Search,
    Services,
    StaffHelp,
    State,
    Surrender,
    Surrendered,
    Technician,
    TechnicianPin,
    TechnicianPrinter,
    Ticket,
    Trouble,
    Visit,
)
from printers.states import AT_REST, TAKEN_TO_BE_OUT, JobState

LIMIT_SECONDS = 150.0
"""Longer than any worker takes by its own deadlines."""

STAFF_SECONDS = 600.0
"""Staff may have to come from another floor."""


def step(state: State, input: Input) -> tuple[State, tuple[Effect, ...]]:
    """The next state and what is to be done, in order."""
    match input:
        case Ticked() | Enrolled() | ServerChanged() | PrinterChanged() | SlipsInDoubt():
            return _asked(replace(state, facts=_known(state.facts, input)))
        case SlipRested() | VoiceChanged() | OfficeChanged():
            return replace(state, facts=_known(state.facts, input)), ()
        case HelpAnswered():
            return _helped(state, input)
        case TicketIssued() | IssueFailed() | TicketSurrendered() | SurrenderFailed() | JobChanged():
            return _answered(state, input)
        case DocumentsAnswered() | ReserveAnswered() | CollectionAnswered():
            return _answered(state, input)
        case TimerFired():
            return _fired(state, input)
        case _:
            return _touched(state, input)


def timer_of(visit: Visit) -> Timer:
    """The one timer that may end this screen."""
    if visit.warning is not None:
        return Timer.WARNING
    match visit.screen:
        case Issuing() | Asking() | Printing() | Surrender(sent=True):
            return Timer.LIMIT
        case _ if visit.asides:
            return Timer.STAFF if StaffHelp() in visit.asides else Timer.IDLE
        case Surrendered():
            return Timer.DONE
        case Done(job=JobView(state=job)) | DocumentDone(job=JobView(state=job)) if job in TAKEN_TO_BE_OUT:
            return Timer.DONE
        case _:
            return Timer.IDLE


def patience(state: State) -> ScreenRules:
    """The profile's delays; twice as long for who listens, has larger letters or lowered controls."""
    rules, visit = state.facts.profile.screen, state.visit
    if visit is None:
        return rules
    if visit.listening is None and visit.display.text_size == 1 and not visit.display.lowered:
        return rules
    return rules.model_copy(update={name: 2 * seconds for name, seconds in rules})


def durations(rules: ScreenRules) -> Mapping[Timer, float]:
    """Seconds of each named delay."""
    return {
        Timer.IDLE: rules.idle_seconds,
        Timer.WARNING: 1,
        Timer.DONE: rules.done_seconds,
        Timer.STAFF: STAFF_SECONDS,
        Timer.LIMIT: LIMIT_SECONDS,
    }


# --- facts ------------------------------------------------------------------------------------------


def _known(facts: Facts, input: FactInput) -> Facts:
    match input:
        case Ticked(now, time):
            return _at(replace(facts, time=time), now)
        case Enrolled(identity):
            return replace(facts, identity=identity)
        case ServerChanged(server):
            return replace(facts, server=server)
        case PrinterChanged(printer):
            return replace(facts, printer=printer, printer_since=facts.now)
        case OfficeChanged(office):
            return replace(facts, office=office)
        case SlipRested(slip):
            return replace(facts, last_slip=slip)
        case VoiceChanged(fault):
            return replace(facts, voice=fault)
        case SlipsInDoubt(jobs, unseen):
            return replace(facts, questions=jobs, unseen=unseen)
        case _:
            assert_never(input)


def _at(facts: Facts, now: datetime) -> Facts:
    """What is asked grows old; with a new business day all counts are those of yesterday."""
    questions = tuple(job for job in facts.questions if job.ticket and job.ticket.is_awaited(now))
    unseen = tuple(one for one in facts.unseen if one.is_awaited(now))
    later = replace(facts, now=now, questions=questions, unseen=unseen)
    if ticket.today(later) == ticket.today(facts):
        return later
    return replace(later, server=replace(facts.server, business_day=None, waiting={}, issued_today={}))


def _asked(state: State) -> tuple[State, tuple[Effect, ...]]:
    """Where nobody is at the screen, the oldest slip in doubt is asked about, an unseen number shown."""
    facts, number = state.facts, state.visits + 1
    if state.visit is not None or not facts.in_service:
        return state, ()
    question = next((one for one in facts.questions if one.ticket and _is_todays(facts, one.ticket)), None)
    unseen = next((one for one in facts.unseen if _is_todays(facts, one)), None)
    if question is not None and question.ticket is not None:
        facts = replace(facts, questions=tuple(one for one in facts.questions if one != question))
        visit = Visit(number, question.ticket.language, PowerCut(question))
    elif unseen is not None:
        facts = replace(facts, unseen=tuple(one for one in facts.unseen if one != unseen))
        visit = Visit(number, unseen.language, Done(unseen, None))
    else:
        return state, ()
    return _moved(replace(state, facts=facts, visits=number), (visit, ()), restart=True)


def _is_todays(facts: Facts, one: Ticket) -> bool:
    """After a restart a number of the site's is printed or shown only where the server confirms its day:
    tomorrow another ticket may hold it. The kiosk's own series goes on, whatever the day."""
    return one.backup or one.is_of(facts.server)


def _helped(state: State, answer: HelpAnswered) -> tuple[State, tuple[Effect, ...]]:
    """Once staff have ended it, nothing stands over the screen any more."""
    facts, effects = staff.answered(state.facts, answer)
    state, visit = replace(state, facts=facts), state.visit
    if visit is None:
        return state, effects
    left = without(visit, StaffHelp()) if facts.help is None else visit
    return _moved(state, (left, effects), restart=False)


# --- answers of workers -------------------------------------------------------------------------------


def _answered(state: State, answer: Answer) -> tuple[State, tuple[Effect, ...]]:
    match answer:
        case TicketIssued():
            state = replace(state, facts=ticket.counted(state.facts, answer.ticket))
        case TicketSurrendered():
            state = replace(state, facts=ticket.uncounted(state.facts, answer.ticket))
        case _:
            pass
    visit = state.visit
    if visit is None or visit.id != answer.visit:
        state, asked = _asked(replace(state, facts=_doubted(state.facts, answer)))
        return state, (*_left_over(answer), *asked)
    match answer:
        case TicketIssued() | IssueFailed() | TicketSurrendered() | SurrenderFailed():
            move = ticket.answered(visit, answer)
        case JobChanged(job=job):
            move = stay(_followed(visit, job))
        case DocumentsAnswered() | ReserveAnswered() | CollectionAnswered():
            move = documents.answered(visit, answer)
        case _:
            assert_never(answer)
    return _moved(state, move, restart=False)


def _doubted(facts: Facts, answer: Answer) -> Facts:
    """A slip that was printed for nobody in particular, after a restart, and may not have come out."""
    match answer:
        case JobChanged(visit=0, job=JobView(state=JobState.UNCERTAIN, ticket=Ticket()) as job):
            return replace(facts, questions=(*facts.questions, job))
        case _:
            return facts


def _left_over(answer: Answer) -> tuple[Effect, ...]:
    """What an answer still asks for though its citizen has left."""
    if isinstance(answer, ReserveAnswered | CollectionAnswered) and answer.job is not None:
        return (DropDocument(answer.job.id),)
    return ()


def _followed(visit: Visit, job: JobView) -> Visit:
    """The screen that shows this job shows it as it is now."""
    if job.requirements is not None:
        return followed(visit, job.requirements, job)
    match visit.screen:
        case Done(ticket=shown) if job.ticket is not None and job.ticket.id == shown.id:
            return replace(visit, screen=Done(shown, job), warning=None)
        case Printing(kind, JobView(id=job.id), collection, form) | DocumentDone(
            kind, JobView(id=job.id), collection, form
        ):
            made = DocumentDone if job.state in AT_REST else Printing
            return replace(visit, screen=made(kind, job, collection, form), warning=None)
        case _:
            return visit


# --- timers -------------------------------------------------------------------------------------------


def _fired(state: State, fired: TimerFired) -> tuple[State, tuple[Effect, ...]]:
    visit = state.visit
    if visit is None or visit.id != fired.visit or fired.timer is not timer_of(visit):
        return state, ()
    match fired.timer:
        case Timer.IDLE | Timer.STAFF:
            move = stay(replace(visit, warning=patience(state).warning_seconds))
        case Timer.WARNING:
            left = (visit.warning or 0) - 1
            move = stay(replace(visit, warning=left)) if left > 0 else _end(visit)
        case Timer.DONE:
            move = _end(visit)
        case Timer.LIMIT:
            move = stay(_overdue(visit))
            if isinstance(visit.screen, Asking):
                # Under a new id: what the server may still answer is nobody's.
                state = replace(state, visits=state.visits + 1)
                move = stay(replace(_overdue(visit), id=state.visits))
        case _:
            assert_never(fired.timer)
    return _moved(state, move, restart=True)


def _overdue(visit: Visit) -> Visit:
    match visit.screen:
        case Issuing(service):
            return final(visit, Notice(Trouble.ISSUE_FAILED, service))
        case Asking():
            return final(visit, Notice(Trouble.SERVER_AWAY))
        case Surrender(ticket=given, sent=True):
            return ticket.kept(visit, given)
        case Printing(kind, job, collection, form):
            doubtful = replace(job, state=JobState.UNCERTAIN)
            return instead(visit, DocumentDone(kind, doubtful, collection, form))
        case _:
            return visit


def _end(visit: Visit) -> Move:
    match visit.screen:
        case PowerCut(job):
            return None, (SettleSlip(visit.id, job.id, "no_answer"),)
        case _:
            return None, ()


def _moved(state: State, move: Move, *, restart: bool) -> tuple[State, tuple[Effect, ...]]:
    """The state after a move, and the change of timers that it means."""
    before, (after, effects) = state.visit, move
    state = replace(state, visit=after)
    if after is None:
        stop = (StopTimer(before.id, timer_of(before)),) if before is not None else ()
        facts, withdrawn = staff.left(state.facts)
        state, asked = _asked(replace(state, facts=facts))
        return state, (*effects, *withdrawn, *stop, *asked)
    timer = timer_of(after)
    same = before is not None and before.id == after.id and timer_of(before) is timer
    if same and not restart:
        return state, effects
    seconds = durations(patience(state))[timer]
    start = StartTimer(after.id, timer, seconds)
    if before is None or same:
        return state, (*effects, start)
    return state, (*effects, StopTimer(before.id, timer_of(before)), start)


# --- the citizen --------------------------------------------------------------------------------------


def _touched(state: State, input: CitizenInput) -> tuple[State, tuple[Effect, ...]]:
    visit = state.visit
    if visit is None:
        return _arrived(state, input)
    answered = replace(visit, warning=None)
    match input:
        case Touched() | Stayed():
            move = stay(answered)
        case LanguageChosen(language):
            move = stay(replace(answered, language=language))
        case DisplayChosen(display):
            move = stay(replace(answered, display=display))
        case ListeningChosen(listening):
            move = stay(replace(answered, listening=listening))
        case Keyed():
            # The idle question stays: it is answered by its own buttons.
            move = stay(replace(visit, listening=visit.listening or Listening()))
        case HelpWanted():
            facts, move = staff.wanted(state.facts, answered, input)
            state = replace(state, facts=facts)
        case HelpWithdrawn():
            facts, move = staff.withdrawn(state.facts, answered)
            state = replace(state, facts=facts)
        case AsideOpened(aside):
            move = stay(over(answered, aside))
        case WentBack() | Confirmed() if visit.asides:
            move = stay(without(answered, visit.aside))
        case _ if visit.asides and not isinstance(input, Ended):
            move = stay(answered)
        case _ if isinstance(visit.screen, Issuing | Asking | Printing) or _is_sent(visit):
            return state, ()
        case Ended():
            move = _end(visit)
        case TechnicianCalled():
            known = isinstance(visit.screen, Home)
            move = stay(technician.called(state.facts, answered) if known else answered)
        case WentBack() if isinstance(visit.screen, TechnicianPin | Technician):
            move = _end(visit)
        case WentBack():
            move = stay(_back(answered))
        case Went():
            move = _went(state.facts, answered, input)
        case RequirementsWanted(service):
            move = ticket.requirements(state.facts, answered, service)
        case _:
            move = _pressed(state.facts, answered, input)
    return _moved(state, move, restart=True)


def _is_sent(visit: Visit) -> bool:
    return isinstance(visit.screen, Surrender) and visit.screen.sent


def _arrived(state: State, input: CitizenInput) -> tuple[State, tuple[Effect, ...]]:
    """A touch or a key on the attract screen, or a call for staff; out of service, only the bell answers."""
    if not state.facts.in_service and isinstance(input, HelpWanted):
        facts, ring = staff.out_of_service(state.facts)
        return replace(state, facts=facts), ring
    if isinstance(input, HelpWanted):
        state = replace(state, visits=state.visits + 1)
        facts, move = staff.wanted(state.facts, Visit(state.visits, "id", Home()), input)
        return _moved(replace(state, facts=facts), move, restart=True)
    if isinstance(input, TechnicianCalled) and state.facts.profile.technician.pin is not None:
        visit = technician.called(state.facts, Visit(state.visits + 1, "id", Home()))
        return _moved(replace(state, visits=visit.id), (visit, ()), restart=True)
    if not state.facts.in_service or not isinstance(input, Touched | Keyed | LanguageChosen):
        return state, ()
    language = input.language if isinstance(input, LanguageChosen) else "id"
    listening = Listening() if isinstance(input, Keyed) else None
    visit = Visit(state.visits + 1, language, Home(), listening=listening)
    return _moved(replace(state, visits=visit.id), (visit, ()), restart=True)


def _back(visit: Visit) -> Visit:
    if isinstance(visit.screen, Done | Surrendered | DocumentDone | PowerCut):
        return visit
    if not visit.trail:
        return home(visit)
    return popped(visit)


def _went(facts: Facts, visit: Visit, went: Went) -> Move:
    if isinstance(visit.screen, PowerCut) or visit.screen == went.to:
        return stay(visit)
    match went.to:
        case Home():
            return stay(home(visit))
        case Consent():
            return stay(documents.opened(facts, visit))
        case Scan():
            return stay(documents.scanning(visit))
        case Services(agency) if agency not in facts.profile.agencies:
            return stay(visit)
        case Detail(service) if service not in facts.profile.services:
            return stay(visit)
        case LifeEvent(event) if event not in facts.profile.life_events:
            return stay(visit)
        case Services() if isinstance(visit.screen, Services):
            # Another group of the same list: Back leads out of the list.
            return stay(instead(visit, went.to))
        case TechnicianPrinter() if not isinstance(visit.screen, Technician):
            return stay(visit)
        case Agencies() | Services() | LifeEvents() | LifeEvent() | Search() | Detail() | TechnicianPrinter():
            return stay(pushed(visit, went.to))
        case _:
            assert_never(went.to)


def _pressed(
    facts: Facts,
    visit: Visit,
    input: Paged
    | Typed
    | Scanned
    | Erased
    | Cleared
    | DigitsShown
    | PriorityAnswered
    | DocumentChosen
    | FormChosen
    | Confirmed
    | SlipWanted
    | SlipAnswered
    | SurrenderWanted
    | TrialWanted,
) -> Move:
    """What the pressed thing means on the screen that stands; on another it means nothing."""
    screen = visit.screen
    match screen:
        case Home():
            return stay(visit)
        case Agencies() | Services() | LifeEvents() | LifeEvent() | Search():
            return stay(instead(visit, ticket.looked(screen, input)))
        case Detail() | Priority() | NoPaper() | Done() | Surrender() | Surrendered():
            return ticket.pressed(facts, visit, screen, input)
        case TechnicianPin() | Technician() | TechnicianPrinter():
            return technician.pressed(facts, visit, screen, input)
        case Consent() | Nik() | Scan() | AccessPin() | Documents() | FormQuestion() | PrintPin():
            return documents.pressed(facts, visit, screen, input)
        case PowerCut(job):
            return _settled(visit, job, input) if isinstance(input, SlipAnswered) else stay(visit)
        case Notice() | DocumentDone():
            return _end(visit) if isinstance(input, Confirmed) else stay(visit)
        case Issuing() | Asking() | Printing():
            return stay(visit)
        case _:
            assert_never(screen)


def _settled(visit: Visit, job: JobView, answer: SlipAnswered) -> Move:
    settle = SettleSlip(visit.id, job.id, answer.answer)
    if answer.answer != "print_again" or job.ticket is None:
        return None, (settle,)
    queued = replace(job, state=JobState.QUEUED, reprint=job.reprint + 1)
    return instead(visit, Done(job.ticket, queued)), (settle,)
