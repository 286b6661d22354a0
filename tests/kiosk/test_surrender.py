"""A number given back and a slip of requirements, through the real ledger: what is kept, said and printed."""

from pathlib import Path

import pytest

from kiosk.ledger import open_database
from kiosk.visit.inputs import (
    Confirmed,
    PriorityAnswered,
    RequirementsWanted,
    SurrenderWanted,
    Touched,
    Went,
    WentBack,
)
from kiosk.visit.state import Detail, Done, JobView, Notice, Screen, Surrendered, Trouble
from printers.states import FailedClean, JobState, Uncertain
from tests.kiosk.bench import READY, Kiosk


def take(kiosk: Kiosk, service: str = "paspor") -> Done:
    kiosk.touch(Touched(), Went(Detail(service)), Confirmed(), PriorityAnswered(None))
    kiosk.owner.run(1)
    assert isinstance(kiosk.screen, Done)
    return kiosk.screen


def stands(kiosk: Kiosk, screen: Screen) -> bool:
    return kiosk.screen == screen


def types(kiosk: Kiosk) -> list[str]:
    return [event.type for event in kiosk.server.taken]


def test_the_server_hears_of_it_in_the_log_behind_the_number(kiosk: Kiosk) -> None:
    ticket = take(kiosk).ticket
    kiosk.touch(SurrenderWanted(), Confirmed())
    kiosk.owner.run(1)
    assert kiosk.screen == Surrendered(ticket)
    assert types(kiosk) == ["issued", "job_ended", "voided"]
    assert kiosk.server.taken[-1].body == {"ticket_id": ticket.id, "reason": "given_back"}


def test_offline_it_is_given_back_all_the_same_and_the_event_follows(kiosk: Kiosk) -> None:
    kiosk.server.online = False
    take(kiosk)
    kiosk.touch(SurrenderWanted(), Confirmed())
    kiosk.owner.run(1)
    assert isinstance(kiosk.screen, Surrendered) and types(kiosk) == []
    kiosk.server.online = True
    kiosk.owner.run(120)
    assert types(kiosk) == ["issued", "job_ended", "voided"]


def test_twice_is_once(kiosk: Kiosk) -> None:
    ticket = take(kiosk).ticket
    for _ in range(2):
        kiosk.ledger.give_back(ticket.id, kiosk.clock())
    kiosk.owner.run(10)
    assert types(kiosk).count("voided") == 1


def test_a_disk_that_refuses_leaves_the_number_without_paper_on_its_screen(kiosk: Kiosk) -> None:
    kiosk.printer.outcomes.append(FailedClean(READY))
    done = take(kiosk)
    connection = open_database(kiosk.folder / "kiosk.db")
    connection.execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'full'); END")
    kiosk.touch(SurrenderWanted(), Confirmed())
    connection.execute("DROP TRIGGER full")
    connection.close()
    assert stands(kiosk, Notice(Trouble.SURRENDER_FAILED, "paspor", ticket=done.ticket))
    kiosk.touch(WentBack())
    assert stands(kiosk, done)
    kiosk.owner.run(10)
    assert "voided" not in types(kiosk)


@pytest.mark.parametrize("outcome", [Uncertain(READY), FailedClean(READY)])
def test_no_restart_prints_it_or_asks_about_it(tmp_path: Path, outcome: Uncertain | FailedClean) -> None:
    kiosk = Kiosk(tmp_path).start()
    kiosk.printer.outcomes.append(outcome)
    take(kiosk)
    kiosk.touch(SurrenderWanted(), Confirmed())
    kiosk.owner.run(1)
    assert isinstance(kiosk.screen, Surrendered)
    later = kiosk.again(after=5).start()
    later.owner.run(10)
    assert later.engine.state.visit is None
    assert later.printer.papers == []
    later.ledger.close()


def requirements(kiosk: Kiosk) -> JobView | None:
    return kiosk.engine.state.visit.requirements.get("kk-baru") if kiosk.engine.state.visit else None


def test_requirements_come_out_of_the_printer_and_leave_no_event(kiosk: Kiosk) -> None:
    kiosk.touch(Touched(), Went(Detail("kk-baru")), RequirementsWanted("kk-baru"))
    kiosk.owner.run(10)
    job = requirements(kiosk)
    assert job is not None and job.state is JobState.PRINTED
    (paper,) = kiosk.printer.papers
    assert "Formulir F-1.02" in repr(paper) and "BUKAN NOMOR ANTREAN" in repr(paper)
    assert types(kiosk) == []


def test_requirements_that_failed_are_said_and_asked_for_again(kiosk: Kiosk) -> None:
    kiosk.printer.outcomes.append(FailedClean(READY))
    kiosk.touch(Touched(), Went(Detail("kk-baru")), RequirementsWanted("kk-baru"))
    job = requirements(kiosk)
    assert job is not None and job.state is JobState.FAILED_CLEAN
    kiosk.owner.run(60)
    assert kiosk.printer.papers == []
    kiosk.touch(RequirementsWanted("kk-baru"))
    assert len(kiosk.printer.papers) == 1


def test_requirements_that_nobody_saw_come_out_again_as_a_reprint(kiosk: Kiosk) -> None:
    kiosk.touch(Touched(), Went(Detail("kk-baru")), RequirementsWanted("kk-baru"))
    kiosk.touch(RequirementsWanted("kk-baru"))
    first, second = kiosk.printer.papers
    assert "CETAK ULANG" not in repr(first) and "CETAK ULANG 1" in repr(second)
    job = requirements(kiosk)
    assert job is not None and job.reprint == 1 and kiosk.ledger.job(job.id) == job


def test_requirements_of_an_earlier_life_are_not_printed(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path).start()
    kiosk.ledger.add_requirements_job("kk-baru", kiosk.clock())
    later = kiosk.again().start()
    later.owner.run(30)
    assert later.printer.papers == [] and later.server.taken == []
    later.ledger.close()
