"""What a kiosk takes for the time, whatever its machine's clock does."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.client import Refused
from kiosk.clock import CONFIRMED_SECONDS, EARLIEST, JUMP, SiteTime
from kiosk.sync import STRANGER_SECONDS
from kiosk.visit.inputs import Confirmed, PriorityAnswered, Touched, Went
from kiosk.visit.state import Detail, Done, PowerCut
from kiosk.wire import Issued, TimeQuality
from printers.states import Uncertain
from tests.kiosk.bench import Kiosk, leaves
from tests.sample import NOW

HOUR = timedelta(hours=1)
TRUE = NOW.astimezone(UTC)
TAKE = (Touched(), Went(Detail("paspor")), Confirmed(), PriorityAnswered(None))


@dataclass
class Machine:
    """`error` is of its clock; `since_boot` moves both."""

    error: timedelta = timedelta(0)
    since_boot: float = 0.0
    time: SiteTime = field(init=False)

    def __post_init__(self) -> None:
        self.time = SiteTime(lambda: self.true() + self.error, lambda: self.since_boot)

    def true(self) -> datetime:
        return TRUE + timedelta(seconds=self.since_boot)


@pytest.mark.parametrize("error", [timedelta(0), HOUR, -HOUR, timedelta(days=400), EARLIEST - TRUE - HOUR])
def test_once_the_server_has_spoken_its_time_counts(error: timedelta) -> None:
    machine = Machine(error)
    assert (machine.time.now(), machine.time.quality()) == (machine.true() + error, "doubtful")
    machine.time.confirm(machine.true())
    machine.since_boot += CONFIRMED_SECONDS
    assert (machine.time.now(), machine.time.quality()) == (machine.true(), "confirmed")


@pytest.mark.parametrize(
    ("before", "after", "seconds", "quality"),
    [
        (timedelta(0), timedelta(0), CONFIRMED_SECONDS, "confirmed"),
        (timedelta(0), timedelta(0), CONFIRMED_SECONDS + 1, "coasting"),
        (HOUR, HOUR, 7 * 3600, "coasting"),
        (timedelta(0), JUMP, 7 * 3600, "coasting"),
        (timedelta(0), JUMP + timedelta(seconds=1), 1, "doubtful"),
        (timedelta(0), -JUMP - timedelta(seconds=1), 1, "doubtful"),
        (EARLIEST - TRUE - HOUR, EARLIEST - TRUE - HOUR, 1, "confirmed"),
        (EARLIEST - TRUE - HOUR, EARLIEST - TRUE - HOUR, CONFIRMED_SECONDS + 1, "doubtful"),
    ],
)
def test_a_clock_that_jumps_puts_the_time_in_doubt(
    before: timedelta, after: timedelta, seconds: float, quality: TimeQuality
) -> None:
    machine = Machine(before)
    machine.time.confirm(machine.true())
    machine.error, machine.since_boot = after, seconds
    assert machine.time.quality() == quality
    assert machine.time.now() == machine.true(), "it is carried on by the time since boot alone"


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    kiosk = Kiosk(tmp_path)
    yield kiosk
    kiosk.ledger.close()


def taken(kiosk: Kiosk) -> Done:
    kiosk.touch(*TAKE)
    kiosk.owner.run(1)
    assert isinstance(kiosk.screen, Done)
    return kiosk.screen


def last_issued(kiosk: Kiosk) -> Issued:
    bodies = [event.body for event in kiosk.ledger.unsent(200) if event.type == "issued"]
    return Issued.model_validate(bodies[-1])


def test_what_has_never_heard_the_server_prints_no_time(kiosk: Kiosk) -> None:
    kiosk.server.online = False
    kiosk.start()
    assert str(taken(kiosk).ticket.label) == "D-C001", "a number all the same"
    said = " ".join(leaves(kiosk.printer.papers[-1].blocks))
    assert "waktu belum sinkron" in said and "Jam ambil" not in said
    assert last_issued(kiosk).time_quality == "doubtful"


def test_a_server_that_went_away_leaves_its_time_here(kiosk: Kiosk) -> None:
    kiosk.start()
    kiosk.owner.run(5)
    kiosk.server.online = False
    kiosk.owner.run(120)
    taken(kiosk)
    said = " ".join(leaves(kiosk.printer.papers[-1].blocks))
    assert "Jam ambil" in said and "waktu belum sinkron" not in said
    assert last_issued(kiosk).time_quality == "coasting"


def test_a_server_whose_own_clock_is_in_doubt_sets_nobody_s(kiosk: Kiosk) -> None:
    kiosk.server.clock_in_doubt = True
    kiosk.start()
    kiosk.owner.run(5)
    assert kiosk.engine.state.facts.server.online and kiosk.engine.state.facts.time == "doubtful"


def test_no_day_comes_back(kiosk: Kiosk) -> None:
    """A server that names an earlier day than once: numbers of no day, and none of the site's."""
    kiosk.server.day = kiosk.server.today() + timedelta(days=1)
    kiosk.start()
    kiosk.owner.run(1)
    kiosk.server.day = None
    kiosk.owner.run(6)
    done = taken(kiosk)
    assert (str(done.ticket.label), done.ticket.business_day) == ("D-C001", None)
    issued = [event.body for event in kiosk.server.taken if event.type == "issued"]
    assert [body["business_day"] for body in issued] == [None]
    assert kiosk.server.grant_asked == []


def test_a_clock_that_is_years_ahead_loses_no_event(tmp_path: Path) -> None:
    """What was acknowledged is kept thirty days by the server's time, not by the machine's."""
    kiosk = Kiosk(tmp_path).start()
    taken(kiosk)
    kiosk.owner.run(6)
    seqs = "SELECT seq FROM event ORDER BY seq"
    before = kiosk.rows(seqs)
    later = kiosk.again(after=timedelta(days=800).total_seconds())
    later.server.online = False
    later.start()
    later.owner.run(60)
    assert len(before) > 1 and later.rows(seqs)[: len(before)] == before
    later.ledger.close()


# --- a server that refuses ----------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["unknown_kiosk", "signature", "other_epoch"])
def test_a_revoked_kiosk_is_out_of_service_until_it_is_known_again(kiosk: Kiosk, reason: str) -> None:
    """Its numbers would reach no counter; a server that is only away closes nothing."""
    kiosk.start()
    kiosk.server.online = False
    kiosk.owner.run(90)
    assert kiosk.engine.state.facts.in_service
    kiosk.server.online, kiosk.server.refusal = True, Refused(reason, "")
    kiosk.owner.run(STRANGER_SECONDS / 2)
    assert kiosk.engine.state.facts.in_service, "any box of the network can say so once"
    kiosk.owner.run(STRANGER_SECONDS)
    kiosk.touch(Touched())
    assert kiosk.screen is None and kiosk.engine.state.facts.server.refused == "revoked"
    kiosk.server.refusal = None
    kiosk.owner.run(90)
    kiosk.touch(Touched())
    assert kiosk.screen is not None


@pytest.mark.parametrize("reason", ["forked_log", "chain_broken"])
def test_a_copied_disk_is_out_of_service_and_loses_no_event(kiosk: Kiosk, reason: str) -> None:
    """What the server has of that log is another machine's: none of ours is acknowledged by it."""
    kiosk.start()
    acked = kiosk.ledger.acked()
    kiosk.server.reasons = dict.fromkeys(range(1, 50), reason)
    taken(kiosk)
    kiosk.touch(Confirmed())
    kiosk.owner.run(90)
    assert kiosk.engine.state.facts.server.refused == "cloned"
    assert kiosk.ledger.acked() == acked and kiosk.ledger.unsent_count() > 0
    kiosk.touch(Touched())
    assert kiosk.screen is None


# --- after a power cut --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "asked"), [(0, True), (1, False), (None, False)])
def test_a_slip_of_the_site_s_number_is_asked_about_only_on_its_confirmed_day(
    tmp_path: Path, day: int | None, asked: bool
) -> None:
    """The clock says that three minutes have not passed; the server may know that it was yesterday."""
    kiosk = Kiosk(tmp_path).start()
    kiosk.owner.run(1)
    kiosk.printer.outcomes.append(Uncertain())
    kiosk.touch(*TAKE)
    kiosk.owner.run(1)
    assert isinstance(kiosk.screen, Done) and not kiosk.screen.ticket.backup
    later = kiosk.again(after=20)
    later.server.online = day is not None
    later.server.day = later.server.today() + timedelta(days=day or 0)
    later.start()
    later.owner.run(2)
    assert isinstance(later.screen, PowerCut) == asked
    later.ledger.close()
