"""States that every screen must bear, by name; the layout rules are held on all of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from kiosk.visit.state import (
    AccessPin,
    Agencies,
    Asking,
    Detail,
    DocumentDone,
    Documents,
    Done,
    Home,
    Issuing,
    Nik,
    NoPaper,
    Notice,
    PowerCut,
    Printing,
    PrintPin,
    Priority,
    Search,
    ServerView,
    Services,
    State,
    Trouble,
)
from kiosk.wire import Estimates
from printers.states import JobState
from tests.ui.papers import (
    BACKUP,
    ESTIMATE,
    FAMILY,
    LINES,
    LONG_NAME,
    NIK,
    PAPER_OUT,
    SILENT,
    document_job,
    job,
    ticket,
)
from tests.ui.parts import NOW, SERVER, profile, state

COUNTED = replace(SERVER, counters={"disduk": "1–4"})
ESTIMATED = replace(SERVER, estimates={"disduk": Estimates(ordinary=ESTIMATE, priority=None)})


def _notices() -> dict[str, State]:
    """Each trouble, with a service where one is meant, and with a time where one is known."""
    of_a_service = {Trouble.CLOSED, Trouble.QUOTA_FULL, Trouble.CUT_OFF, Trouble.ISSUE_FAILED}
    found = {}
    for trouble in Trouble:
        service = LONG_NAME if trouble in of_a_service else None
        found[f"notice-{trouble.value}"] = state(Notice(trouble, service), printer=PAPER_OUT)
    found["notice-server_away"] = state(Notice(Trouble.SERVER_AWAY), server=ServerView())
    found["notice-try-again"] = state(Notice(Trouble.SERVER_AWAY))
    found["notice-silent-printer"] = state(Notice(Trouble.NO_PAPER_FOR_DOCUMENTS), printer=SILENT)
    later = NOW + timedelta(days=1, hours=1)
    found["notice-again"] = state(Notice(Trouble.CLOSED, "paspor", later))
    found["notice-unlocked"] = state(Notice(Trouble.LOCKED, until=NOW + timedelta(minutes=15)))
    return found


CASES: Mapping[str, State] = {
    "attract": state(),
    "attract-unknown": state(server=ServerView()),
    "closed": state(now=NOW.replace(hour=18)),
    "cut-off": state(now=NOW.replace(hour=15, minute=45)),
    "out-of-service": state(identity=None),
    "home": state(Home()),
    "home-plain": state(Home(), profile=profile(popular=())),
    "agencies": state(Agencies()),
    "agencies-last": state(Agencies(page=1)),
    "agencies-closed": state(Agencies(), now=NOW.replace(hour=18)),
    "services": state(Services("disduk")),
    "services-longest": state(Services("disduk", "akta")),
    "services-last": state(Services("disduk", page=99)),
    "services-one": state(Services("agama")),
    "search": state(Search("KTP")),
    "search-empty": state(Search()),
    "search-nothing": state(Search("XYZZY")),
    "search-longest": state(Search("W" * 40)),
    "search-many": state(Search("A")),
    "search-last": state(Search("P", page=99)),
    "detail": state(Detail("ktp-hilang")),
    "detail-estimate": state(Detail("ktp-hilang"), server=ESTIMATED),
    "detail-long": state(Detail("kk-baru")),
    "detail-longest": state(Detail("akta-1")),
    "detail-closed": state(Detail("paspor")),
    "detail-unknown": state(Detail("ak1")),
    "detail-walk-in": state(Detail("laktasi")),
    "detail-printed-here": state(Detail("cetak-kk")),
    "detail-printed-closed": state(Detail("cetak-kk"), now=NOW.replace(hour=18)),
    "priority": state(Priority("ktp-hilang")),
    "priority-longest": state(Priority(LONG_NAME)),
    "no-paper": state(NoPaper(LONG_NAME, None), printer=PAPER_OUT),
    "no-paper-mended": state(NoPaper("ktp-hilang", None)),
    "issuing": state(Issuing(LONG_NAME, None)),
    "done": state(Done(ticket(), job(JobState.PRINTED)), server=COUNTED),
    "done-coming": state(Done(ticket(), job(JobState.SENDING))),
    "done-backup": state(Done(BACKUP, job(JobState.SENT_UNCONFIRMED, BACKUP))),
    "done-uncertain": state(Done(BACKUP, job(JobState.UNCERTAIN, BACKUP))),
    "done-failed": state(Done(ticket(waiting_ahead=1), job(JobState.FAILED_CLEAN)), printer=PAPER_OUT),
    "done-mended": state(Done(ticket(estimate=None), job(JobState.FAILED_CLEAN))),
    "done-paperless": state(Done(ticket(), None), printer=PAPER_OUT, profile=profile(public_address=None)),
    "nik": state(Nik(NIK[:10])),
    "nik-shown": state(Nik(NIK, shown=True)),
    "nik-wrong": state(Nik(wrong=True)),
    "access-pin": state(AccessPin(NIK, "123")),
    "asking": state(Asking("documents")),
    "asking-pin": state(Asking("reserve")),
    "documents": state(Documents("s", LINES, "0001", "r1")),
    "documents-many": state(Documents("s", FAMILY, "0001")),
    "documents-none": state(Documents("s", (), "0001")),
    "print-pin": state(PrintPin("s", LINES[0], "123456")),
    "print-pin-wrong": state(PrintPin("s", LINES[1], wrong=True)),
    "printing": state(Printing("kk", document_job(JobState.SENDING))),
    "document-done": state(DocumentDone("kk", document_job(JobState.PRINTED))),
    "document-unconfirmed": state(DocumentDone("kia", document_job(JobState.SENT_UNCONFIRMED))),
    "document-uncertain": state(DocumentDone("ktp", document_job(JobState.UNCERTAIN))),
    "document-failed": state(DocumentDone("kia", document_job(JobState.FAILED_CLEAN)), printer=PAPER_OUT),
    "power-cut": state(PowerCut(job(JobState.UNCERTAIN, BACKUP))),
    **_notices(),
    "idle": state(Home(), warning=24),
}
