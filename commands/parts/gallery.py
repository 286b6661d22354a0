"""Every screen in its telling states, with a profile's own agencies, services and hours.

What only a day in the mall brings is invented: numbers, who waits, what is ready for whom.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from config.availability import opening
from config.models import DocumentKind, Language, Profile, Service, TechnicianRules
from kiosk.visit.state import (
    AccessPin,
    Agencies,
    Asking,
    Consent,
    Detail,
    Display,
    DisplayHelp,
    DocumentDone,
    Documents,
    Done,
    Facts,
    Fitted,
    FormQuestion,
    Help,
    Home,
    Identity,
    Issuing,
    JobView,
    LastSlip,
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
    Screen,
    Search,
    ServerView,
    Services,
    SoundHelp,
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
from kiosk.visit.ticket import today, waiting_ahead
from kiosk.wire import DocumentLine, Estimate, Estimates, Label
from printers.states import DISCONNECTED, Cause, DeviceState, Evidence, JobState, Paper, Status

NIK = "1234567890120001"
TICKET, TICKET_JOB, DOCUMENT_JOB = (
    f"01890000-0000-7000-8000-0000000000{tail}" for tail in ("a1", "b1", "b2")
)
IDENTITY = Identity("01890000-0000-7000-8000-000000000001", 1, "C")
READY = Status(DeviceState.READY)
PAPER_OUT = Status(DeviceState.BLOCKED, frozenset({Cause.PAPER_OUT}))
JAMMED = Status(DeviceState.BLOCKED, frozenset({Cause.MECHANICAL}))
SILENT = Status(DeviceState.UNKNOWN)
WAITING = (9, 5, 7, 4, 3, 6)

OF_A_SERVICE = frozenset(
    {
        Trouble.CLOSED,
        Trouble.QUOTA_FULL,
        Trouble.CUT_OFF,
        Trouble.ISSUE_FAILED,
        Trouble.SURRENDER_FAILED,
    }
)


def working_day(profile: Profile, now: datetime) -> Facts:
    """All is well, some wait, and the site's own hours have begun: today, or when they next do."""
    local = now.astimezone(profile.zone)
    midnight = datetime.combine(local, time(0), tzinfo=profile.zone)
    opens = midnight
    if (found := opening(profile.hours[0], midnight)).state != "open":
        opens = found.until or local
    closes = opening(profile.hours[0], opens).until or opens
    facts = Facts(profile, opens + (closes - opens) / 4, READY, IDENTITY)
    wanted = _wanted(profile)
    server = ServerView(
        online=True,
        business_day=today(facts),
        waiting={service.id: number for service, number in zip(wanted, WAITING, strict=False)},
        counters={wanted[0].agency.id: "1–4"},
    )
    return replace(facts, server=server)


def gallery(facts: Facts) -> dict[str, State]:
    """By a telling name; `facts` are those of a day on which all works. What the site lacks is left out."""
    ways = (_nobody, _looking, _number, _documents, _notices, _staff, _technician)
    return {name: state for way in ways for name, state in way(facts)}


def spoken(shown: State, language: Language) -> State:
    """The same in that language; where nobody is at the screen it has but one."""
    return shown if shown.visit is None else replace(shown, visit=replace(shown.visit, language=language))


def displayed(shown: State, display: Display) -> State:
    """The same as a citizen has set it; where nobody is at the screen nobody has."""
    return shown if shown.visit is None else replace(shown, visit=replace(shown.visit, display=display))


def document_lines(now: datetime) -> tuple[DocumentLine, ...]:
    """A family card and a child's card that are ready, and an identity card that is not."""
    ready_on = (now - timedelta(days=1)).date()
    return (
        DocumentLine(
            request_id="r1",
            request_no="KK-2604-0001",
            kind="kk",
            state="ready",
            holder="Sari W.",
            ready_on=ready_on,
        ),
        DocumentLine(
            request_id="r2",
            request_no="KA-2604-0002",
            kind="kia",
            state="ready",
            holder="Budi S.",
            ready_on=ready_on,
        ),
        DocumentLine(
            request_id="r3",
            request_no="KT-2604-0003",
            kind="ktp",
            state="in_process",
            holder="Sari W.",
            ready_on=None,
        ),
    )


def document_standing(now: datetime) -> tuple[DocumentLine, ...]:
    """One of each that stands otherwise than ready, or than not ready yet."""

    def line(number: int, kind: DocumentKind, **changes: object) -> DocumentLine:
        plain = DocumentLine(
            request_id=f"r{number}",
            request_no=f"KD-2604-{number:04}",
            kind=kind,
            state="ready",
            holder="Sari W.",
            ready_on=now.date(),
        )
        waits = {"place": "Disdukcapil", "counter": "3", "collect_by": now + timedelta(days=7)}
        return plain.model_copy(update={**waits, **changes})

    return (
        line(4, "ktp", printable=False),
        line(5, "kk", slip="held"),
        line(6, "kia", slip="printed"),
        line(7, "kk", state="collected", holder="Budi S."),
        line(8, "ktp", state="expired", holder="Budi S."),
    )


def between(now: datetime) -> Estimate:
    """When a number of this moment would probably be called, as a server says it."""
    earliest = now + timedelta(minutes=25 - now.minute % 5)
    return Estimate(earliest=earliest, latest=earliest + timedelta(minutes=15))


def _wanted(profile: Profile) -> tuple[Service, ...]:
    """What people come for most, as far as the profile says; never empty in a mall with counters."""
    popular = tuple(service for service in profile.popular if service.takes_ticket)
    return popular or tuple(service for service in profile.services.values() if service.takes_ticket)


def _at(facts: Facts, screen: Screen, **changes: object) -> State:
    """Somebody sees `screen`; changes are of the facts."""
    return State(replace(facts, **changes), Visit(1, "id", screen), visits=1)  # type: ignore[arg-type]


def _ticket(facts: Facts) -> Ticket:
    """Just taken, for what is wanted most."""
    service = _wanted(facts.profile)[0]
    return Ticket(
        id=TICKET,
        label=Label(service.agency.code, "", 12),
        code="K7P2XQ9RTW",
        service=service.id,
        priority=None,
        language="id",
        issued_at=facts.now,
        business_day=today(facts),
        waiting_ahead=waiting_ahead(facts, service),
        estimate=between(facts.now),
    )


# --- the ways ---------------------------------------------------------------------------------------


def _nobody(facts: Facts) -> Iterator[tuple[str, State]]:
    hours = facts.profile.hours[0]
    closes = opening(hours, facts.now).until or facts.now
    yield "attract", State(facts)
    yield "attract-unknown", State(replace(facts, server=ServerView()))
    if hours.cut_off:
        yield "cut-off", State(replace(facts, now=closes - hours.cut_off / 2))
    yield "closed", State(replace(facts, now=closes + timedelta(hours=2)))
    yield "out-of-service", State(replace(facts, identity=None))


def _looking(facts: Facts) -> Iterator[tuple[str, State]]:
    services = facts.profile.services.values()
    wanted = _wanted(facts.profile)[0]
    evening = (opening(wanted.hours, facts.now).until or facts.now) + timedelta(hours=2)
    first_word = re.match(r"\w+", wanted.name.id)
    yield "home", _at(facts, Home())
    yield "agencies", _at(facts, Agencies())
    yield "agencies-last", _at(facts, Agencies(page=99))
    yield "services", _at(facts, Services(wanted.agency.id))
    for event in list(facts.profile.life_events)[:1]:
        yield "life", _at(facts, LifeEvents())
        yield "event", _at(facts, LifeEvent(event))
    yield "search-empty", _at(facts, Search())
    yield "search", _at(facts, Search(first_word[0].upper() if first_word else wanted.name.id.upper()))
    yield "search-nothing", _at(facts, Search("XYZZY"))
    yield "detail", _at(facts, Detail(wanted.id))
    estimates = {wanted.agency.id: Estimates(ordinary=between(facts.now), priority=None)}
    yield "detail-estimate", _at(facts, Detail(wanted.id), server=replace(facts.server, estimates=estimates))
    yield "detail-evening", _at(facts, Detail(wanted.id), now=evening)
    telling = {
        "detail-unknown": (one for one in services if one.fee is None and not one.requirements),
        "detail-walk-in": (one for one in services if not one.takes_ticket),
        "detail-printed-here": (one for one in services if one.document in facts.profile.documents.kinds),
    }
    for name, found in telling.items():
        for service in list(found)[:1]:
            yield name, _at(facts, Detail(service.id))
    home = _at(facts, Home())
    assert home.visit is not None
    yield "idle", replace(home, visit=replace(home.visit, warning=24))
    yield "display-help", replace(home, visit=replace(home.visit, asides=(DisplayHelp(),)))
    keyed = replace(home.visit, listening=Listening())
    yield "home-keypad", replace(home, visit=keyed)
    yield "sound-help", replace(home, visit=replace(keyed, asides=(SoundHelp(),)))
    yield "covered", replace(home, visit=replace(keyed, listening=Listening(covered=True)))


def _number(facts: Facts) -> Iterator[tuple[str, State]]:
    service, ticket = _wanted(facts.profile)[0], _ticket(facts)
    own_label = replace(ticket.label, letter=IDENTITY.letter)
    own = replace(ticket, label=own_label, waiting_ahead=None, estimate=None)

    def done(state: JobState, of: Ticket = ticket) -> Done:
        return Done(of, JobView(TICKET_JOB, state, of))

    if facts.profile.priorities:
        yield "priority", _at(facts, Priority(service.id))
    yield "no-paper", _at(facts, NoPaper(service.id, None), printer=PAPER_OUT)
    yield "no-paper-mended", _at(facts, NoPaper(service.id, None))
    yield "issuing", _at(facts, Issuing(service.id, None))
    yield "done-coming", _at(facts, done(JobState.SENDING))
    yield "done", _at(facts, done(JobState.PRINTED))
    yield "done-backup", _at(facts, done(JobState.PRINTED, own), server=ServerView())
    yield "done-unconfirmed", _at(facts, done(JobState.SENT_UNCONFIRMED), printer=SILENT)
    yield "done-uncertain", _at(facts, done(JobState.UNCERTAIN))
    yield "done-failed", _at(facts, done(JobState.FAILED_CLEAN), printer=PAPER_OUT)
    yield "done-mended", _at(facts, done(JobState.FAILED_CLEAN))
    yield "done-paperless", _at(facts, Done(ticket, None), printer=PAPER_OUT)
    yield "surrender", _at(facts, Surrender(ticket))
    yield "surrender-sent", _at(facts, Surrender(ticket, sent=True))
    yield "surrendered", _at(facts, Surrendered(ticket))
    yield "power-cut", _at(facts, PowerCut(JobView(TICKET_JOB, JobState.UNCERTAIN, ticket)))


def _documents(facts: Facts) -> Iterator[tuple[str, State]]:
    if not facts.profile.documents.kinds:
        return
    lines = document_lines(facts.now)
    pin = "1" * facts.profile.documents.print_pin_length

    def job(state: JobState) -> JobView:
        return JobView(DOCUMENT_JOB, state, None)

    yield "consent", _at(facts, Consent())
    yield "nik", _at(facts, Nik(NIK[:10]))
    yield "nik-shown", _at(facts, Nik(NIK, shown=True))
    yield "nik-wrong", _at(facts, Nik(fault="no_match"))
    scanning = replace(facts.profile, documents=facts.profile.documents.model_copy(update={"scanner": True}))
    yield "nik-scanner", _at(facts, Nik(NIK[:10]), profile=scanning)
    yield "nik-misread", _at(facts, Nik(fault="misread"), profile=scanning)
    yield "scan", _at(facts, Scan(), profile=scanning)
    yield "scan-misread", _at(facts, Scan(misread=True), profile=scanning)
    yield "access-pin", _at(facts, AccessPin(NIK, "123"))
    yield "asking", _at(facts, Asking("documents"))
    yield "asking-pin", _at(facts, Asking("reserve"))
    yield "documents", _at(facts, Documents("s", lines, NIK[-4:], "r1"))
    standing = document_standing(facts.now)
    yield "documents-standing", _at(facts, Documents("s", standing, NIK[-4:], "r4"))
    yield "documents-none", _at(facts, Documents("s", (), NIK[-4:]))
    yield "print-pin", _at(facts, PrintPin("s", lines[0], pin))
    yield "print-pin-wrong", _at(facts, PrintPin("s", lines[1], wrong=True))
    yield "print-pin-tries", _at(facts, PrintPin("s", lines[0], wrong=True, tries_left=2))
    two_ways = facts.profile.documents.model_copy(update={"pages": ("kk",)})
    both: dict[str, object] = {"profile": replace(facts.profile, documents=two_ways), "office": READY}
    yield "documents-pages", _at(facts, Documents("s", lines, NIK[-4:], "r1"), **both)
    yield "form", _at(facts, FormQuestion("s", lines[0]), **both)
    yield "form-no-page", _at(facts, FormQuestion("s", lines[0]), **{**both, "office": PAPER_OUT})
    yield "form-no-slip", _at(facts, FormQuestion("s", lines[0]), **both, printer=PAPER_OUT)
    yield "print-pin-page", _at(facts, PrintPin("s", lines[0], pin, form="page"), **both)
    yield "printing-page", _at(facts, Printing("kk", job(JobState.SENDING), form="page"), **both)
    ended = {
        "page-sent": (JobState.SENT_UNCONFIRMED, READY),
        "page-uncertain": (JobState.UNCERTAIN, JAMMED),
        "page-failed": (JobState.FAILED_CLEAN, DISCONNECTED),
    }
    for name, (state, office) in ended.items():
        yield name, _at(facts, DocumentDone("kk", job(state), form="page"), **{**both, "office": office})
    yield "asking-place", _at(facts, Asking("collection"))
    yield "printing", _at(facts, Printing("kk", job(JobState.SENDING)))
    yield "document-done", _at(facts, DocumentDone("kk", job(JobState.PRINTED)))
    yield "document-unconfirmed", _at(facts, DocumentDone("kia", job(JobState.SENT_UNCONFIRMED)))
    yield "document-uncertain", _at(facts, DocumentDone("ktp", job(JobState.UNCERTAIN)))
    collected = DocumentDone("ktp", job(JobState.PRINTED), collection=True)
    yield "document-collection", _at(facts, collected)
    yield "document-failed", _at(facts, DocumentDone("kia", job(JobState.FAILED_CLEAN)), printer=PAPER_OUT)


def _technician(facts: Facts) -> Iterator[tuple[str, State]]:
    rules = TechnicianRules(pin="246810")
    known = replace(facts, profile=replace(facts.profile, technician=rules))
    yield "technician-pin", _at(known, TechnicianPin("246"))
    yield "technician-pin-wrong", _at(known, TechnicianPin(wrong=1))
    yield "technician", _at(known, Technician())
    yield "technician-trouble", _at(known, Technician(), printer=PAPER_OUT, server=ServerView())
    yield "technician-pages", _at(known, Technician(), office=PAPER_OUT)
    yield "technician-mute", _at(known, Technician(), voice="silent")
    yield "technician-keys", _at(known, Technician(1))
    fitted = Fitted("Epson TM-T82", "tcp://192.0.2.20:9100", 576, 203)
    printed = LastSlip(facts.now - timedelta(minutes=4), JobState.PRINTED, Evidence.ORDERED_STATUS, "A-012")
    seen = replace(known, fitted=fitted, printer_since=facts.now - timedelta(minutes=9))
    yield (
        "technician-printer",
        _at(seen, TechnicianPrinter(), printer=Status(DeviceState.READY, paper=Paper.OK), last_slip=printed),
    )
    yield "technician-paper", _at(seen, TechnicianPrinter(), printer=PAPER_OUT, last_slip=printed)
    yield "technician-unplugged", _at(seen, TechnicianPrinter(), printer=DISCONNECTED)


def _notices(facts: Facts) -> Iterator[tuple[str, State]]:
    """Each trouble as it stands, and those that say more where more is known."""
    service = _wanted(facts.profile)[0].id
    troubles: Mapping[Trouble, Mapping[str, object]] = {
        Trouble.SERVER_AWAY: {"server": ServerView()},
        Trouble.NO_PAPER_FOR_DOCUMENTS: {"printer": PAPER_OUT},
    }
    ticket = _ticket(facts)
    for trouble in Trouble:
        about = service if trouble in OF_A_SERVICE else None
        number = ticket if trouble is Trouble.SURRENDER_FAILED else None
        shown = Notice(trouble, about, ticket=number)
        yield f"notice-{trouble.value}", _at(facts, shown, **troubles.get(trouble, {}))
    yield "notice-try-again", _at(facts, Notice(Trouble.SERVER_AWAY))
    yield "notice-silent-printer", _at(facts, Notice(Trouble.NO_PAPER_FOR_DOCUMENTS), printer=SILENT)
    tomorrow = facts.now + timedelta(days=1, hours=1)
    yield "notice-again", _at(facts, Notice(Trouble.CLOSED, service, tomorrow))
    unlocked = facts.now + timedelta(minutes=15)
    yield "notice-unlocked", _at(facts, Notice(Trouble.LOCKED, until=unlocked))


def _staff(facts: Facts) -> Iterator[tuple[str, State]]:
    """Called from home, as it goes on, and where nobody hears it."""
    asked = Help(1, 1, facts.now - timedelta(minutes=1), None, "asking")
    stages = {
        "staff": asked,
        "staff-heard": replace(asked, standing="heard", usual_minutes=2),
        "staff-coming": replace(asked, standing="coming", usual_minutes=2, reason="slip"),
        "staff-away": replace(asked, standing="away"),
    }
    for name, one in stages.items():
        state = _at(facts, Home(), help=one)
        assert state.visit is not None
        yield name, replace(state, visit=replace(state.visit, asides=(StaffHelp(),)))
    yield "out-of-service-rung", State(replace(facts, identity=None, help=replace(asked, standing="away")))
