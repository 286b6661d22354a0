"""The way to a number: look for a service, read what it needs, say who is first, take it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from config.availability import Availability, DayFacts, availability
from config.dates import business_day
from config.models import Service
from kiosk.search import MOST_LETTERS
from kiosk.visit import documents
from kiosk.visit.effects import Issue, PrintRequirements, PrintSlip, SurrenderTicket
from kiosk.visit.inputs import (
    Cleared,
    Confirmed,
    Erased,
    Input,
    IssueFailed,
    Paged,
    PriorityAnswered,
    SlipWanted,
    SurrenderFailed,
    SurrenderWanted,
    TicketIssued,
    TicketSurrendered,
    Typed,
)
from kiosk.visit.moves import Move, final, followed, instead, pushed, stay
from kiosk.visit.state import (
    Agencies,
    Detail,
    Done,
    Facts,
    Issuing,
    JobView,
    LifeEvent,
    LifeEvents,
    NoPaper,
    Notice,
    Priority,
    Search,
    ServerView,
    Services,
    Surrender,
    Surrendered,
    Ticket,
    Trouble,
    Visit,
)
from kiosk.wire import Estimate
from printers.states import AT_REST, NO_PAPER, JobState

TROUBLES: Mapping[str, Trouble] = {
    "closed": Trouble.CLOSED,
    "cut_off": Trouble.CUT_OFF,
    "quota_full": Trouble.QUOTA_FULL,
}


def today(facts: Facts) -> date:
    return business_day(facts.now, zone=facts.profile.zone, starts=facts.profile.day_starts)


def service_now(facts: Facts, service: Service) -> Availability:
    """Whether it takes numbers at this moment, by all that the kiosk knows of today."""
    known = facts.server.business_day in (None, today(facts))
    return availability(service, facts.now, DayFacts(facts.server.issued_today if known else {}))


def server_now(facts: Facts) -> ServerView | None:
    """What the server says of today's queues; None while it does not answer, or has not confirmed today."""
    server = facts.server
    return server if server.online and server.business_day == today(facts) else None


def waiting_ahead(facts: Facts, service: Service) -> int | None:
    """How many wait for the same agency; None where the server has not said so of today."""
    server = server_now(facts)
    if server is None:
        return None
    return sum(server.waiting.get(one.id, 0) for one in facts.profile.by_agency[service.agency.id])


def estimate(facts: Facts, service: Service, priority: str | None) -> Estimate | None:
    """When a number that is taken now will probably be called, if the server stands behind a time."""
    server = server_now(facts)
    said = server.estimates.get(service.agency.id) if server is not None else None
    if said is None:
        return None
    return said.ordinary if priority is None else said.priority


def counted(facts: Facts, ticket: Ticket) -> Facts:
    """The kiosk's own ticket counts before the server has said so; what it said of the next is over."""
    server, agency = facts.server, facts.profile.services[ticket.service].agency.id
    return replace(
        facts,
        server=replace(
            server,
            waiting=_one_more(server.waiting, ticket.service),
            issued_today=_one_more(server.issued_today, ticket.service),
            estimates={key: one for key, one in server.estimates.items() if key != agency},
        ),
    )


def uncounted(facts: Facts, ticket: Ticket) -> Facts:
    """One that was given back waits no more, and leaves its place in the quota."""
    server = facts.server
    return replace(
        facts,
        server=replace(
            server,
            waiting=_one_less(server.waiting, ticket.service),
            issued_today=_one_less(server.issued_today, ticket.service),
        ),
    )


def _one_more(counts: Mapping[str, int], service: str) -> Mapping[str, int]:
    return {**counts, service: counts.get(service, 0) + 1}


def _one_less(counts: Mapping[str, int], service: str) -> Mapping[str, int]:
    return {**counts, service: max(0, counts.get(service, 0) - 1)}


ListScreen = Agencies | Services | LifeEvents | LifeEvent | Search


def looked(screen: ListScreen, input: Input) -> ListScreen:
    """A list or the search field after an input."""
    match screen, input:
        case LifeEvents(), _:
            return screen
        case _, Paged(page) if page >= 0:
            return replace(screen, page=page)
        case Search(text), Typed(character) if _writable(character) and len(text) < MOST_LETTERS:
            return Search((text + character).lstrip())
        case Search(text), Erased():
            return Search(text[:-1])
        case Search(), Cleared():
            return Search()
        case _:
            return screen


def _writable(character: str) -> bool:
    return len(character) == 1 and (character.isalnum() or character in " -/.")


TicketScreen = Detail | Priority | NoPaper | Done | Surrender | Surrendered


def pressed(facts: Facts, visit: Visit, screen: TicketScreen, input: Input) -> Move:
    match screen, input:
        case Detail(service), Confirmed():
            return _wanted(facts, visit, facts.profile.services[service])
        case Priority(service), PriorityAnswered(group) if group is None or _is_group(facts, group):
            return _taken(facts, visit, service, group)
        case NoPaper(service, priority), Confirmed():
            return _issuing(facts, visit, service, priority, paper=facts.can_print)
        case Done() | Surrendered(), Confirmed():
            return None, ()
        case Done(ticket, job), SurrenderWanted() if may_surrender(job):
            return stay(pushed(visit, Surrender(ticket)))
        case Surrender(ticket), Confirmed():
            return instead(visit, Surrender(ticket, sent=True)), (SurrenderTicket(visit.id, ticket),)
        case Done(ticket, job), SlipWanted():
            wanted = facts.can_print and may_print(job)
            return visit, (PrintSlip(visit.id, ticket.id),) if wanted else ()
        case _:
            return stay(visit)


def may_print(job: JobView | None) -> bool:
    """A first slip, if not a byte of one has left; not of a number that was voided for want of paper."""
    return job is None or job.state is JobState.FAILED_CLEAN


def may_surrender(job: JobView | None) -> bool:
    """Not while its slip is on the way: nobody is to hold paper of a number that is gone."""
    return job is None or job.state in AT_REST


def slip_coming(visit: Visit) -> bool:
    """A slip of requirements, or a trial slip, is on its way: one at a time."""
    return any(job.state not in AT_REST for job in visit.requirements.values())


def requirements(facts: Facts, visit: Visit, service: str) -> Move:
    """None that is known to be impossible; where paper may have come, a reprint."""
    last, known = visit.requirements.get(service), facts.profile.services.get(service)
    if slip_coming(visit) or not facts.can_print or known is None or not known.requirements:
        return stay(visit)
    reprint = 0 if last is None else last.reprint + (last.state not in NO_PAPER)
    asked = JobView("", JobState.QUEUED, None, reprint, service)
    return followed(visit, service, asked), (PrintRequirements(visit.id, service, visit.language, reprint),)


def _is_group(facts: Facts, group: str) -> bool:
    return any(group == known.id for known in facts.profile.priorities)


def _wanted(facts: Facts, visit: Visit, service: Service) -> Move:
    if service.document in facts.profile.documents.kinds:
        return stay(documents.opened(facts, visit))
    if not service.takes_ticket:
        return stay(visit)
    if (refusal := _refusal(facts, service)) is not None:
        return stay(pushed(visit, refusal))
    if facts.profile.priorities:
        return stay(pushed(visit, Priority(service.id)))
    return _taken(facts, visit, service.id, None)


def _refusal(facts: Facts, service: Service) -> Notice | None:
    now = service_now(facts, service)
    return None if now.state == "open" else Notice(TROUBLES[now.state], service.id, now.until)


def _taken(facts: Facts, visit: Visit, service: str, priority: str | None) -> Move:
    if not facts.can_print:
        return stay(pushed(visit, NoPaper(service, priority)))
    return _issuing(facts, visit, service, priority, paper=True)


def _issuing(facts: Facts, visit: Visit, service: str, priority: str | None, *, paper: bool) -> Move:
    """Asked again: the question before it may have stood until after closing."""
    if (refusal := _refusal(facts, facts.profile.services[service])) is not None:
        return stay(final(visit, refusal))
    issue = Issue(visit.id, service, priority, visit.language, paper)
    return final(visit, Issuing(service, priority)), (issue,)


def kept(visit: Visit, ticket: Ticket) -> Visit:
    """A number that could not be given back: Back leads to where it stands."""
    return instead(visit, Notice(Trouble.SURRENDER_FAILED, ticket.service, ticket=ticket))


Written = TicketIssued | IssueFailed | TicketSurrendered | SurrenderFailed


def answered(visit: Visit, answer: Written) -> Move:
    """What comes late still belongs to whoever was told that it had failed."""
    match visit.screen, answer:
        case Issuing() | Notice(trouble=Trouble.ISSUE_FAILED), TicketIssued(ticket=ticket, job=job):
            return stay(final(replace(visit, warning=None), Done(ticket, job)))
        case Issuing(service), IssueFailed():
            return stay(final(visit, Notice(Trouble.ISSUE_FAILED, service)))
        case Done(ticket=shown) | Surrender(ticket=shown) | Notice(
            ticket=Ticket() as shown
        ), TicketSurrendered(ticket=ticket) if ticket.id == shown.id:
            return stay(final(replace(visit, warning=None), Surrendered(ticket)))
        case Surrender(sent=True), SurrenderFailed():
            return stay(kept(visit, visit.screen.ticket))
        case _:
            return stay(visit)
