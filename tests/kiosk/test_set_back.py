"""A kiosk's disk that was set back, or copied: it gives no number that is on paper already."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.client import Refused
from kiosk.engine import FIRST_WORD_SECONDS
from kiosk.visit.inputs import Confirmed, Input, PriorityAnswered, Touched, Went
from kiosk.visit.state import Detail, Done, Notice, Trouble
from printers.states import DeviceState, FailedClean, Status
from tests.kiosk.bench import Kiosk

TAKE: list[Input] = [Touched(), Went(Detail("paspor")), Confirmed(), PriorityAnswered(None)]


def image(kiosk: Kiosk) -> Path:
    """Of the disk, as a technician makes it while the kiosk runs."""
    copy = kiosk.folder / "image.db"
    with closing(sqlite3.connect(kiosk.folder / "kiosk.db")) as disk, closing(sqlite3.connect(copy)) as file:
        disk.backup(file)
    return copy


def put_back(kiosk: Kiosk, copy: Path) -> Kiosk:
    """The next life, on the disk of then; the server is the one that the kiosk has known."""
    kiosk.ledger.close()
    for file in kiosk.folder.glob("kiosk.db*"):
        file.unlink()
    shutil.copy(copy, kiosk.folder / "kiosk.db")
    return Kiosk(kiosk.folder, at=kiosk.clock(), server=kiosk.server)


@pytest.fixture
def set_back(tmp_path: Path) -> Kiosk:
    """Not started: two of its own numbers that its disk has forgotten are on paper, and at the server."""
    kiosk = Kiosk(tmp_path).start()
    kiosk.server.grant_answer = lambda _: Refused("settling", "")
    kiosk.touch(*TAKE, Confirmed())
    kiosk.owner.run(6)
    copy = image(kiosk)
    for _ in range(2):
        kiosk.touch(*TAKE, Confirmed())
    kiosk.owner.run(20)
    assert [event.body.get("label") for event in kiosk.server.taken if event.type == "issued"] == [
        "D-C001",
        "D-C002",
        "D-C003",
    ]
    return put_back(kiosk, copy)


def is_out_of_service(kiosk: Kiosk) -> bool:
    kiosk.touch(*TAKE)
    return kiosk.screen is None and not kiosk.printer.papers


def test_a_disk_that_was_set_back_gives_no_number_and_stays_closed(set_back: Kiosk) -> None:
    kiosk = set_back.start()
    assert is_out_of_service(kiosk)
    assert kiosk.engine.state.facts.server.refused == "cloned"
    kiosk.server.seqs = kiosk.server.seqs[:1]
    kiosk.owner.run(120)
    assert kiosk.engine.state.facts.server.online and is_out_of_service(kiosk), "a server set back as well"
    later = kiosk.again()
    later.server.online = False
    later.start()
    later.owner.run(60)
    assert is_out_of_service(later), "it knows by itself"
    assert later.rows("SELECT count(*) FROM ticket") == [(1,)]
    later.ledger.close()


def test_no_number_is_given_before_the_server_s_first_word(set_back: Kiosk) -> None:
    set_back.syncer.seconds = FIRST_WORD_SECONDS - 1
    kiosk = set_back.start()
    kiosk.owner.run(FIRST_WORD_SECONDS - 2)
    assert is_out_of_service(kiosk)
    kiosk.owner.run(10)
    assert is_out_of_service(kiosk)
    kiosk.ledger.close()


def test_a_visit_that_began_before_the_first_word_ends_without_a_number(set_back: Kiosk) -> None:
    """What a server that answers too late can no longer close in time, it closes for the next number."""
    set_back.syncer.seconds = 30
    kiosk = set_back.start()
    kiosk.owner.run(FIRST_WORD_SECONDS)
    kiosk.touch(*TAKE[:-1])
    kiosk.owner.run(26)
    kiosk.touch(TAKE[-1])
    assert kiosk.screen == Notice(Trouble.ISSUE_FAILED, "paspor")
    assert kiosk.rows("SELECT count(*) FROM ticket") == [(1,)]
    kiosk.ledger.close()


def out_of_reach(kiosk: Kiosk) -> None:
    kiosk.server.online = False


def silent(kiosk: Kiosk) -> None:
    kiosk.syncer.seconds = 600


@pytest.mark.parametrize(("server", "seconds"), [(out_of_reach, 0.0), (silent, FIRST_WORD_SECONDS)])
def test_a_server_that_says_nothing_keeps_no_kiosk_closed(
    tmp_path: Path, server: Callable[[Kiosk], None], seconds: float
) -> None:
    kiosk = Kiosk(tmp_path)
    server(kiosk)
    kiosk.start()
    kiosk.owner.run(seconds)
    kiosk.touch(*TAKE)
    assert isinstance(kiosk.screen, Done) and str(kiosk.screen.ticket.label) == "D-C001"
    kiosk.ledger.close()


def test_a_slip_that_an_image_holds_is_not_printed_again(tmp_path: Path) -> None:
    """It was on the way when the image was made; the paper is out since."""
    kiosk = Kiosk(tmp_path).start()
    kiosk.server.grant_answer = lambda _: Refused("settling", "")
    kiosk.printer.outcomes.append(FailedClean(Status(DeviceState.UNKNOWN)))
    kiosk.touch(*TAKE)
    kiosk.owner.run(6)
    copy = image(kiosk)
    kiosk.touch(*TAKE)
    kiosk.owner.run(6)
    kiosk = put_back(kiosk, copy).start()
    kiosk.owner.run(30)
    assert kiosk.printer.papers == [] and kiosk.engine.state.facts.server.refused == "cloned"
    kiosk.ledger.close()
