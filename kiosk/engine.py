"""Runs the effects of `step`: on named workers, through injected clock, timers, disk, printer and network.

`post`, `start` and everything that reads the state belong to one thread, the owner's; what a worker has to
say comes back through `deliver`, in order. No effect holds the owner's thread.
"""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Literal, assert_never

from uuid_utils import uuid7

from config.models import Profile
from kiosk.client import Away, Refused
from kiosk.clock import SiteTime
from kiosk.ledger import Order
from kiosk.numbering import Grant, SiteNumbers
from kiosk.slips.documents import collection_slip, document_slip
from kiosk.slips.filled import requirements_document, slip_site, ticket_document
from kiosk.slips.trial import trial_slip
from kiosk.staff_call import StaffCall
from kiosk.surroundings import Surroundings
from kiosk.sync import LogSync
from kiosk.visit.effects import (
    AskCollection,
    AskDocuments,
    AskForHelp,
    DropDocument,
    Effect,
    Issue,
    PrintDocument,
    PrintRequirements,
    PrintSlip,
    PrintTrial,
    Reserve,
    Ring,
    SettleSlip,
    StartTimer,
    StopTimer,
    SurrenderTicket,
    WithdrawHelp,
)
from kiosk.visit.inputs import (
    CollectionAnswered,
    DocumentsAnswered,
    Enrolled,
    Input,
    IssueFailed,
    JobChanged,
    OfficeChanged,
    PrinterChanged,
    ReserveAnswered,
    ServerChanged,
    SlipRested,
    SlipsInDoubt,
    SurrenderFailed,
    Ticked,
    TicketIssued,
    TicketSurrendered,
    TimerFired,
)
from kiosk.visit.state import Facts, Fitted, JobView, LastSlip, ServerView, State, Ticket
from kiosk.visit.step import step
from kiosk.visit.technician import TRIAL_SLIP
from kiosk.visit.ticket import estimate, today, waiting_ahead
from kiosk.wire import (
    CollectionAnswer,
    CollectionRequest,
    CollectionSlip,
    DocumentsAnswer,
    DocumentSlip,
    DocumentsRequest,
    ReserveAnswer,
    ReserveRequest,
)
from printers.document import Document
from printers.states import (
    DISCONNECTED,
    Evidence,
    FailedClean,
    JobState,
    Outcome,
    PagePrinter,
    Printed,
    Rendered,
    Status,
    job_state,
)

TICK_SECONDS = 1.0
STATUS_SECONDS = 2.0
OFFICE_SECONDS = 5.0
"""It serves others too, and may sleep between them."""
FIRST_WORD_SECONDS = 4.0
"""So long a start waits for the server's first word: a disk that was set back is out of service before it
gives a number again. A server that is known to be away is waited for no longer."""

_Printing = Callable[[Callable[[Rendered], int]], Outcome]
"""One print, of a slip or a page, by its own printer; what it is given is durable before the first byte."""

log = logging.getLogger(__name__)


class Engine:
    def __init__(
        self,
        profile: Profile,
        around: Surroundings,
        *,
        boot_id: str,
        show: Callable[[State], None],
        fitted: Fitted | None = None,
    ) -> None:
        """`show` gets each new state, on the owner's thread; `fitted` is for the technician to read."""
        self._around = around
        self._show = show
        self._time = SiteTime(around.clock, around.since_boot or around.monotonic)
        self._site = slip_site(profile)
        self._numbers = SiteNumbers(around.server, around.workers.granter, around.owner, around.monotonic)
        self._staff = StaffCall(around.server, around.workers.helper, around.owner, self._now, self.post)
        self._sync = LogSync(
            around, self._time, boot_id=boot_id, facts=lambda: self._state.facts, heard=self._server_is
        )
        office = None if around.office is None else DISCONNECTED
        self._state = State(Facts(profile, self._now(profile), DISCONNECTED, fitted=fitted, office=office))
        self._slips: dict[str, DocumentSlip | CollectionSlip | bytes] = {}
        """Here and not printed yet, by job id; of a page its PDF. In memory only."""
        self._asking_printer = False
        self._enrolled = False
        """The ledger has said so."""
        self._pruned = False
        self._opening: tuple[Input, ...] | None = None
        """What a start has found, while the server's first word is awaited."""
        self._left: tuple[Ticket, ...] = ()
        """Whose slips of the last life had not begun; they wait until the printer can print."""

    @property
    def state(self) -> State:
        return self._state

    def start(self) -> None:
        """Takes up what the last run left, then lives by its timers."""
        now = self._now()
        self._on_ledger(lambda: self._take_up(now))
        self._tick()
        self._ask_printer()
        if self._around.office is not None:
            self._ask_office(self._around.office)

    def stop(self) -> None:
        for name in ("tick", "printer", "office", "sync", "first word", "visit", "grant", "help"):
            self._around.owner.stop_timer(name)

    def post(self, input: Input) -> None:
        self._state, effects = step(self._state, input)
        for effect in effects:
            self._run(effect)
        self._show(self._state)

    # --- effects ----------------------------------------------------------------------------------------

    def _run(self, effect: Effect) -> None:
        match effect:
            case StartTimer(visit, timer, seconds):
                self._around.owner.start_timer("visit", seconds, lambda: self.post(TimerFired(visit, timer)))
            case StopTimer():
                self._around.owner.stop_timer("visit")
            case Issue():
                self._issue(effect)
            case PrintSlip(visit, ticket_id):
                now = self._now()
                self._on_ledger(lambda: self._queue_slip(visit, ticket_id, now))
            case SettleSlip():
                now = self._now()
                self._on_ledger(lambda: self._settle(effect, now))
            case PrintRequirements():
                now = self._now()
                self._on_ledger(lambda: self._queue_requirements(effect, now))
            case PrintTrial(visit):
                now = self._now()
                self._on_ledger(lambda: self._queue_trial(visit, now))
            case SurrenderTicket(visit, ticket):
                now = self._now()
                self._around.workers.ledger.submit(lambda: self._surrender(visit, ticket, now))
            case AskForHelp():
                self._staff.ask(effect)
            case WithdrawHelp():
                self._staff.withdraw()
            case Ring():
                self._around.workers.helper.submit(self._around.ring)
            case AskDocuments():
                self._around.workers.asker.submit(lambda: self._ask_documents(effect))
            case Reserve():
                now = self._now()
                self._around.workers.asker.submit(lambda: self._reserve(effect, now))
            case AskCollection():
                now = self._now()
                self._around.workers.asker.submit(lambda: self._ask_collection(effect, now))
            case PrintDocument(visit, job):
                self._print_document(visit, job)
            case DropDocument(job):
                self._slips.pop(job, None)
                now = self._now()
                self._on_ledger(lambda: self._cancel(job, now))
            case _:
                assert_never(effect)

    def _issue(self, issue: Issue) -> None:
        """The server's number where it is there and names this very day, else the kiosk's own; one way on."""
        order = self._order(issue)

        def numbered(grant: Grant | None) -> None:
            self._on_ledger(lambda: self._commit(issue.visit, order, grant))

        if order.business_day is None or not self._state.facts.server.online:
            numbered(None)
        else:
            self._numbers.ask(order.ticket_id, order.series, order.business_day, numbered)

    def _order(self, issue: Issue) -> Order:
        facts = self._state.facts
        service = facts.profile.services[issue.service]
        return Order(
            ticket_id=str(uuid7()),
            series=service.agency.code,
            agency=service.agency.id,
            service=service.id,
            priority=issue.priority,
            language=issue.language,
            now=self._now(),
            time_quality=self._time.quality(),
            business_day=self._confirmed_day(),
            waiting_ahead=waiting_ahead(facts, service),
            estimate=estimate(facts, service, issue.priority),
            paper=issue.paper,
        )

    def _confirmed_day(self) -> date | None:
        """Today, if the server has named this very day."""
        day = today(replace(self._state.facts, now=self._now()))
        return day if day == self._state.facts.server.business_day else None

    # --- on the ledger's worker -------------------------------------------------------------------------

    def _take_up(self, now: datetime) -> None:
        ledger, profile = self._around.ledger, self._state.facts.profile
        enrolment = ledger.enrolment()
        if enrolment is None:
            return
        found = ledger.recover(now)
        day = today(replace(self._state.facts, now=now))
        begun = datetime.combine(day, profile.day_starts, tzinfo=profile.zone)
        refused: Literal["cloned"] | None = "cloned" if enrolment.cloned else None
        self._tell(ServerChanged(ServerView(issued_today=ledger.issued_since(begun), refused=refused)))
        questions = tuple(job for job in found.questions if job.ticket and self._is_known(job.ticket))
        unseen = tuple(ticket for ticket in found.unseen if self._is_known(ticket))
        left = tuple(job.ticket for job in found.to_print if job.ticket and self._is_known(job.ticket))
        opening = (Enrolled(enrolment.identity), SlipsInDoubt(questions, unseen))
        self._around.owner.deliver(lambda: self._await_first_word(opening, left))

    def _await_first_word(self, opening: tuple[Input, ...], left: tuple[Ticket, ...]) -> None:
        self._opening, self._left = opening, left
        self._around.owner.start_timer("first word", FIRST_WORD_SECONDS, self._open)
        self._enrolled = True
        self.sync()

    def _open(self) -> None:
        """The kiosk serves from here on, unless the server has just said that it must not."""
        if self._opening is None:
            return
        opening, self._opening = self._opening, None
        self._around.owner.stop_timer("first word")
        for found in opening:
            self.post(found)
        self._print_left()

    def _is_known(self, ticket: Ticket) -> bool:
        """Whether the profile still has the ticket's service: it may be another one than before."""
        return ticket.service in self._state.facts.profile.services

    def _commit(self, visit: int, order: Order, grant: Grant | None) -> None:
        """A disk that took longer than a grant lives has the citizen's number from the kiosk's own series."""
        enrolment = self._around.ledger.enrolment()
        if enrolment is None or enrolment.cloned:
            self._tell(IssueFailed(visit))
            return
        usable = grant is not None and grant.is_usable(self._around.monotonic())
        try:
            ticket, job = self._around.ledger.issue(order, grant if usable else None)
        except sqlite3.Error as error:
            log.warning("no ticket was committed: %s", error)
            self._tell(IssueFailed(visit))
            return
        self._tell(TicketIssued(visit, ticket, job))
        if job is not None:
            self._around.owner.deliver(lambda: self._print_slip(visit, job))
        self._around.owner.deliver(self.sync)

    def _queue_slip(self, visit: int, ticket: str, now: datetime) -> None:
        job = self._around.ledger.queue_slip(ticket, now)
        self._tell(JobChanged(visit, job))
        if job.state is JobState.QUEUED:
            self._around.owner.deliver(lambda: self._print_slip(visit, job))

    def _queue_requirements(self, asked: PrintRequirements, now: datetime) -> None:
        job = self._around.ledger.add_requirements_job(asked.service, now, asked.reprint)
        self._tell(JobChanged(asked.visit, job))
        self._around.owner.deliver(lambda: self._print_requirements(asked, job))

    def _queue_trial(self, visit: int, now: datetime) -> None:
        job = self._around.ledger.add_requirements_job(TRIAL_SLIP, now)
        self._tell(JobChanged(visit, job))
        self._around.owner.deliver(lambda: self._print_trial(visit, job))

    def _surrender(self, visit: int, ticket: Ticket, now: datetime) -> None:
        try:
            self._around.ledger.give_back(ticket.id, now)
        except sqlite3.Error as error:
            log.warning("no number was given back: %s", error)
            self._tell(SurrenderFailed(visit))
            return
        self._tell(TicketSurrendered(visit, ticket))
        self._around.owner.deliver(self.sync)

    def _settle(self, settled: SettleSlip, now: datetime) -> None:
        job = self._around.ledger.settle(settled.job, settled.answer, now)
        if job is not None:
            self._tell(JobChanged(settled.visit, job))
            self._around.owner.deliver(lambda: self._print_slip(settled.visit, job))

    def _cancel(self, job: str, now: datetime) -> None:
        self._around.ledger.end_job(job, JobState.CANCELLED, None, now)
        self._around.owner.deliver(self.sync)

    # --- on the asker's worker --------------------------------------------------------------------------

    def _ask_documents(self, asked: AskDocuments) -> None:
        question = DocumentsRequest(nik=asked.nik, access_pin=asked.access_pin)
        answer = self._around.server.list_documents(question)
        match answer:
            case Away() | Refused():
                self._tell(DocumentsAnswered(asked.visit, "away"))
            case DocumentsAnswer():
                self._tell(
                    DocumentsAnswered(
                        asked.visit,
                        answer.outcome,
                        answer.session or "",
                        answer.documents,
                        self._local(answer.locked_until),
                    )
                )
            case _:
                assert_never(answer)

    def _reserve(self, asked: Reserve, now: datetime) -> None:
        """The job is on the disk before the server is asked: what it reserves can always be given back."""
        job = self._document_job(now)
        if job is None:
            self._tell(ReserveAnswered(asked.visit, "away"))
            return
        answer = self._around.server.reserve(
            ReserveRequest(
                session=asked.session,
                request_id=asked.request_id,
                print_pin=asked.print_pin,
                job_id=job.id,
                form=asked.form,
            )
        )
        match answer:
            case Away() | Refused():
                self._on_ledger(lambda: self._cancel(job.id, now))
                self._tell(ReserveAnswered(asked.visit, "away"))
            case ReserveAnswer(outcome="reserved", slip=DocumentSlip() as slip) if asked.form == "slip":
                self._around.owner.deliver(lambda: self._reserved(asked.visit, job, slip))
            case ReserveAnswer(outcome="reserved", page=bytes() as page) if asked.form == "page":
                self._around.owner.deliver(lambda: self._reserved(asked.visit, job, page))
            case ReserveAnswer(outcome="reserved"):
                self._on_ledger(lambda: self._cancel(job.id, now))
                self._tell(ReserveAnswered(asked.visit, "away"))
            case ReserveAnswer():
                self._on_ledger(lambda: self._cancel(job.id, now))
                until, left = self._local(answer.locked_until), answer.tries_left
                told = ReserveAnswered(asked.visit, answer.outcome, tries_left=left, locked_until=until)
                self._tell(told)
            case _:
                assert_never(answer)

    def _reserved(self, visit: int, job: JobView, slip: DocumentSlip | bytes) -> None:
        self._slips[job.id] = slip
        self.post(ReserveAnswered(visit, "reserved", job))

    def _ask_collection(self, asked: AskCollection, now: datetime) -> None:
        question = CollectionRequest(session=asked.session, request_id=asked.request_id)
        answer = self._around.server.collection(question)
        match answer:
            case Away() | Refused():
                self._tell(CollectionAnswered(asked.visit, "away"))
            case CollectionAnswer(outcome="found", slip=CollectionSlip() as slip):
                if (job := self._document_job(now)) is None:
                    self._tell(CollectionAnswered(asked.visit, "away"))
                else:
                    self._around.owner.deliver(lambda: self._found(asked.visit, job, slip))
            case CollectionAnswer():
                self._tell(CollectionAnswered(asked.visit, answer.outcome))
            case _:
                assert_never(answer)

    def _document_job(self, now: datetime) -> JobView | None:
        """None where the disk refuses."""
        try:
            return self._around.workers.ledger.call(lambda: self._around.ledger.add_document_job(now))
        except sqlite3.Error as error:
            log.warning("no document's job was written: %s", error)
            return None

    def _found(self, visit: int, job: JobView, slip: CollectionSlip) -> None:
        self._slips[job.id] = slip
        self.post(CollectionAnswered(visit, "found", job))

    # --- printing ---------------------------------------------------------------------------------------

    def _print_slip(self, visit: int, job: JobView) -> None:
        facts = self._state.facts
        assert job.ticket is not None and facts.identity is not None
        document = ticket_document(
            job.ticket,
            facts.profile,
            self._site,
            kiosk=facts.identity.letter,
            counters=facts.server.counters,
            reprint=job.reprint,
            printed_at=self._printed_at(),
        )
        self._around.workers.printer.submit(lambda: self._print(visit, job, document))

    def _print_requirements(self, asked: PrintRequirements, job: JobView) -> None:
        facts = self._state.facts
        assert facts.identity is not None
        document = requirements_document(
            facts.profile.services[asked.service],
            self._site,
            kiosk=facts.identity.letter,
            counters=facts.server.counters,
            language=asked.language,
            reprint=asked.reprint,
            printed_at=self._printed_at(),
        )
        self._around.workers.printer.submit(lambda: self._print(asked.visit, job, document))

    def _print_trial(self, visit: int, job: JobView) -> None:
        facts = self._state.facts
        assert facts.identity is not None
        document = trial_slip(self._site, kiosk=facts.identity.letter, printed_at=self._printed_at())
        self._around.workers.printer.submit(lambda: self._print(visit, job, document))

    def _print_document(self, visit: int, job_id: str) -> None:
        slip, facts = self._slips.pop(job_id), self._state.facts
        assert facts.identity is not None
        job = JobView(job_id, JobState.QUEUED, None)
        kiosk, now = facts.identity.letter, self._now()
        match slip:
            case bytes():
                self._print_page(visit, job, slip)
                return
            case DocumentSlip():
                document = document_slip(slip, self._site, kiosk=kiosk, printed_at=now)
            case CollectionSlip():
                document = collection_slip(slip, self._site, kiosk=kiosk, printed_at=now)
            case _:
                assert_never(slip)
        self._around.workers.printer.submit(lambda: self._print(visit, job, document))

    def _print(self, visit: int, job: JobView, document: Document) -> None:
        """On the printer's worker."""
        printer, again = self._around.printer, job.reprint > 0
        ended = self._printed(visit, job, lambda on_sending: printer.print(document, on_sending, again=again))
        if ended is not None:
            self._tell(SlipRested(ended))
        self._look_at_printer()

    def _print_page(self, visit: int, job: JobView, page: bytes) -> None:
        office = self._around.office
        assert office is not None, "nobody else asks for a page"

        def printed() -> None:
            """On the office printer's worker."""
            self._printed(visit, job, lambda on_sending: office.print(page, on_sending))
            self._look_at_office(office)

        self._around.workers.office.submit(printed)

    def _printed(self, visit: int, job: JobView, print_it: _Printing) -> LastSlip | None:
        """How it ended; None where it did not begin, or the disk refused."""
        try:
            return self._print_once(visit, job, print_it)
        except sqlite3.Error as error:
            log.warning("the ledger refused: %s", error)
            self._tell(JobChanged(visit, replace(job, state=JobState.UNCERTAIN)))
            return None

    def _print_once(self, visit: int, job: JobView, print_it: _Printing) -> LastSlip | None:
        """Claimed, sent once, ended; each durable before the next."""
        ledger, disk = self._around.workers.ledger, self._around.ledger
        if ledger.call(lambda: disk.claim(job.id, self._now())) is None:
            return None
        outcome = print_it(lambda rendered: ledger.call(lambda: disk.sending(job.id, rendered, self._now())))
        unfit = outcome.unfit if isinstance(outcome, FailedClean) else ""
        if unfit:
            log.warning("a slip was not sent: %s", unfit)
        evidence: Evidence | None = outcome.evidence if isinstance(outcome, Printed) else None
        ended = ledger.call(lambda: disk.end_job(job.id, job_state(outcome), evidence, self._now()))
        self._tell(JobChanged(visit, ended))
        may_be_sent_later = ended.state is JobState.FAILED_CLEAN and not unfit
        if visit == 0 and may_be_sent_later and (ticket := ended.ticket) is not None:
            self._around.owner.deliver(lambda: self._leave((ticket,)))
        self._around.owner.deliver(self.sync)
        label = "" if ended.ticket is None else str(ended.ticket.label)
        return LastSlip(self._now(), ended.state, evidence, label)

    def _ask_printer(self) -> None:
        if not self._asking_printer:
            self._asking_printer = True
            self._around.workers.printer.submit(self._look_at_printer)
        self._around.owner.start_timer("printer", STATUS_SECONDS, self._ask_printer)

    def _look_at_printer(self) -> None:
        status = self._around.printer.status()
        self._around.owner.deliver(lambda: self._printer_is(status))

    def _printer_is(self, status: Status) -> None:
        self._asking_printer = False
        if status != self._state.facts.printer:
            self.post(PrinterChanged(status))
        self._print_left()

    def _ask_office(self, office: PagePrinter) -> None:
        """Again some time after its answer: it may take long to say nothing."""
        self._around.workers.office.submit(lambda: self._look_at_office(office))

    def _look_at_office(self, office: PagePrinter) -> None:
        status = office.status()
        self._around.owner.deliver(lambda: self._office_is(office, status))

    def _office_is(self, office: PagePrinter, status: Status) -> None:
        if status != self._state.facts.office:
            self.post(OfficeChanged(status))
        self._around.owner.start_timer("office", OFFICE_SECONDS, lambda: self._ask_office(office))

    # --- slips that a restart found -----------------------------------------------------------------------

    def _leave(self, tickets: tuple[Ticket, ...]) -> None:
        self._left = (*self._left, *tickets)
        self._print_left()

    def _print_left(self) -> None:
        """Printed as soon as the printer can; given up when nobody can be waiting any more."""
        if not self._left:
            return
        now, left = self._now(), self._left
        ready = tuple(ticket for ticket in left if self._can_print_left(ticket))
        self._left = tuple(ticket for ticket in left if ticket not in ready and ticket.is_awaited(now))
        for ticket in left:
            if ticket in ready:
                self._on_ledger(partial(self._queue_slip, 0, ticket.id, now))
            elif ticket not in self._left:
                self._on_ledger(partial(self._around.ledger.expire_slip, ticket.id, now))

    def _can_print_left(self, ticket: Ticket) -> bool:
        """A number of the site's only while its day is confirmed: tomorrow another ticket may hold it."""
        facts = self._state.facts
        return facts.in_service and facts.can_print and (ticket.backup or ticket.is_of(facts.server))

    # --- the server ---------------------------------------------------------------------------------------

    def sync(self) -> None:
        """Carries the log to the server now; at once again where something came up meanwhile."""
        if self._enrolled:
            self._sync.start()

    def _server_is(self, view: ServerView) -> None:
        if view.online:
            self._prune()
        if view != self._state.facts.server:
            self.post(ServerChanged(view))
        self._open()
        self._print_left()

    def _prune(self) -> None:
        """Once in a life, and only by the server's time: a clock that is years ahead would leave nothing."""
        if not self._pruned and self._time.quality() == "confirmed":
            self._pruned = True
            now = self._now()
            self._on_ledger(partial(self._around.ledger.prune, now))

    # --- time and threads ---------------------------------------------------------------------------------

    def _tick(self) -> None:
        self.post(Ticked(self._now(), self._time.quality()))
        self._around.owner.start_timer("tick", TICK_SECONDS, self._tick)

    def _now(self, profile: Profile | None = None) -> datetime:
        """In the site's zone."""
        return self._time.now().astimezone((profile or self._state.facts.profile).zone)

    def _printed_at(self) -> datetime | None:
        """A time in doubt is on no slip; documents are printed only while the server answers."""
        return None if self._time.quality() == "doubtful" else self._now()

    def _local(self, moment: datetime | None) -> datetime | None:
        return moment.astimezone(self._state.facts.profile.zone) if moment else None

    def _on_ledger(self, work: Callable[[], object]) -> None:
        """A disk that refuses is no bug: it is said in the log, and the screen ends by its time."""

        def guarded() -> None:
            try:
                work()
            except sqlite3.Error as error:
                log.warning("the ledger refused: %s", error)

        self._around.workers.ledger.submit(guarded)

    def _tell(self, input: Input) -> None:
        self._around.owner.deliver(lambda: self.post(input))
