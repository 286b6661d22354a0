"""States that every screen must bear, by name; the layout rules are held on all of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from commands.parts.gallery import OF_A_SERVICE, PAPER_OUT, gallery
from kiosk.visit.state import (
    Agencies,
    Detail,
    Documents,
    Done,
    Home,
    Issuing,
    JobView,
    NoPaper,
    Notice,
    PowerCut,
    PrintPin,
    Priority,
    Search,
    Services,
    State,
    Trouble,
)
from printers.states import JobState
from tests.ui.papers import BACKUP, FAMILY, LINES, LONG_NAME, TWINS, job, ticket
from tests.ui.parts import NOW, SERVER, facts, profile, state

WANTED = "ktp-hilang"
COUNTED = replace(SERVER, counters={"disduk": "1–4"})


def _slips_of_requirements() -> dict[str, State]:
    """One on its way, one that may be out, and one that may be torn."""
    shown = state(Detail(WANTED))
    assert shown.visit is not None
    ways = {"coming": JobState.SENDING, "again": JobState.SENT_UNCONFIRMED, "torn": JobState.UNCERTAIN}
    return {
        f"detail-{name}": replace(
            shown, visit=replace(shown.visit, requirements={WANTED: JobView("j", way, None, 0, WANTED)})
        )
        for name, way in ways.items()
    }


def _longest_notices() -> dict[str, State]:
    """Each trouble that is of a service, with the longest name and number."""
    return {
        f"notice-{trouble.value}": state(Notice(trouble, LONG_NAME, ticket=BACKUP), printer=PAPER_OUT)
        for trouble in OF_A_SERVICE
    }


CASES: Mapping[str, State] = {
    **gallery(facts()),
    "home-plain": state(Home(), profile=profile(popular=())),
    "agencies-closed": state(Agencies(), now=NOW.replace(hour=18)),
    "services-longest": state(Services("disduk", "akta")),
    "services-last": state(Services("disduk", page=99)),
    "services-one": state(Services("agama")),
    "search-longest": state(Search("W" * 40)),
    "search-many": state(Search("A")),
    "search-last": state(Search("P", page=99)),
    "detail-long": state(Detail("kk-baru")),
    "detail-longest": state(Detail("akta-1")),
    "detail-closed": state(Detail("paspor")),
    "detail-printed-closed": state(Detail("cetak-kk"), now=NOW.replace(hour=18)),
    **_slips_of_requirements(),
    "priority-longest": state(Priority(LONG_NAME)),
    "no-paper": state(NoPaper(LONG_NAME, None), printer=PAPER_OUT),
    "issuing": state(Issuing(LONG_NAME, None)),
    "done": state(Done(ticket(), job(JobState.PRINTED)), server=COUNTED),
    "done-backup": state(Done(BACKUP, job(JobState.SENT_UNCONFIRMED, BACKUP))),
    "done-uncertain": state(Done(BACKUP, job(JobState.UNCERTAIN, BACKUP))),
    "done-failed": state(Done(ticket(waiting_ahead=1), job(JobState.FAILED_CLEAN)), printer=PAPER_OUT),
    "done-mended": state(Done(ticket(estimate=None), job(JobState.FAILED_CLEAN))),
    "done-paperless": state(Done(ticket(), None), printer=PAPER_OUT, profile=profile(public_address=None)),
    "documents-waiting": state(Documents("s", LINES[2:], "0001")),
    "documents-many": state(Documents("s", FAMILY, "0001")),
    "documents-twins": state(Documents("s", TWINS, "0001")),
    "print-pin": state(PrintPin("s", LINES[0], "123456")),
    "power-cut": state(PowerCut(job(JobState.UNCERTAIN, BACKUP))),
    **_longest_notices(),
    "notice-again": state(Notice(Trouble.CLOSED, "paspor", NOW + timedelta(days=1, hours=1))),
}
"""The gallery of the invented mall, and what is longer, fuller or emptier than a day brings."""
