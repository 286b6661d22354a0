"""Calling staff: what the server hears of it, when the kiosk rings by itself, and when it is over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.staff_call import HELP_SECONDS
from kiosk.visit.inputs import (
    AsideOpened,
    Confirmed,
    DisplayChosen,
    Ended,
    HelpWanted,
    HelpWithdrawn,
    PriorityAnswered,
    SurrenderWanted,
    Touched,
    Went,
    WentBack,
)
from kiosk.visit.state import (
    Detail,
    Display,
    DisplayHelp,
    Done,
    Help,
    Home,
    Issuing,
    SoundHelp,
    StaffHelp,
    Visit,
)
from kiosk.visit.step import STAFF_SECONDS
from kiosk.wire import HelpAnswer
from tests.kiosk.bench import HEARD, Kiosk

COMING = HelpAnswer(standing="coming", watched=True, usual_minutes=2)
UNWATCHED = HelpAnswer(standing="waiting", watched=False, usual_minutes=None)
OVER = HelpAnswer(standing="over", watched=True, usual_minutes=2)


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    kiosk = Kiosk(tmp_path).start()
    kiosk.touch(Touched())
    yield kiosk
    kiosk.ledger.close()


def asked(kiosk: Kiosk) -> Help:
    found = kiosk.engine.state.facts.help
    assert found is not None
    return found


def visit(kiosk: Kiosk) -> Visit:
    found = kiosk.engine.state.visit
    assert found is not None
    return found


def test_the_server_hears_once_and_is_told_the_reason(kiosk: Kiosk) -> None:
    kiosk.touch(HelpWanted(), HelpWanted(), HelpWanted("slip"))
    kiosk.owner.run(HELP_SECONDS + 1)
    requests = kiosk.server.help_asked
    assert {one.help_id for one in requests} == {requests[0].help_id}
    assert [one.reason for one in requests] == [None, "slip", "slip"]
    assert requests[-1].waited_seconds == int(HELP_SECONDS)
    assert (asked(kiosk).standing, kiosk.rings) == ("heard", 0)


def test_what_staff_say_is_shown_and_their_end_closes_it(kiosk: Kiosk) -> None:
    kiosk.touch(HelpWanted())
    kiosk.server.help_answer = COMING
    kiosk.owner.run(HELP_SECONDS)
    assert (asked(kiosk).standing, asked(kiosk).usual_minutes) == ("coming", 2)
    kiosk.server.help_answer = OVER
    kiosk.owner.run(HELP_SECONDS)
    assert kiosk.engine.state.facts.help is None
    assert visit(kiosk).aside is None and visit(kiosk).screen == Home()
    count = len(kiosk.server.help_asked)
    kiosk.owner.run(10 * HELP_SECONDS)
    assert len(kiosk.server.help_asked) == count


@pytest.mark.parametrize("unwatched", [True, False], ids=["no staff page is open", "the server is away"])
def test_where_nobody_hears_the_kiosk_rings_once_and_again_when_it_is_asked(
    kiosk: Kiosk, unwatched: bool
) -> None:
    kiosk.server.online, kiosk.server.help_answer = unwatched, UNWATCHED
    kiosk.touch(HelpWanted())
    kiosk.owner.run(4 * HELP_SECONDS)
    assert (asked(kiosk).alone, kiosk.rings) == (True, 1)
    kiosk.touch(HelpWanted())
    assert kiosk.rings == 2
    kiosk.server.online, kiosk.server.help_answer = True, HEARD
    kiosk.owner.run(HELP_SECONDS)
    assert (asked(kiosk).standing, kiosk.rings) == ("heard", 2)


def test_the_citizen_may_take_it_back_and_the_server_hears_that_once_it_is_there(kiosk: Kiosk) -> None:
    kiosk.touch(HelpWanted())
    kiosk.server.online = False
    kiosk.touch(HelpWithdrawn())
    assert kiosk.engine.state.facts.help is None and visit(kiosk).aside is None
    kiosk.owner.run(2 * HELP_SECONDS)
    assert not kiosk.server.help_asked[-1].withdrawn
    kiosk.server.online = True
    kiosk.owner.run(2 * HELP_SECONDS)
    assert [one.withdrawn for one in kiosk.server.help_asked] == [False, True]


def test_who_has_heard_still_comes_when_the_visit_is_over(kiosk: Kiosk) -> None:
    kiosk.touch(HelpWanted(), Ended())
    assert kiosk.engine.state.visit is None and asked(kiosk).standing == "heard"
    kiosk.touch(Touched(), HelpWanted())
    kiosk.owner.run(HELP_SECONDS)
    assert len({one.help_id for one in kiosk.server.help_asked}) == 2, "the next citizen's is another"


def test_nobody_is_sent_for_whom_nobody_has_heard_and_who_has_left(kiosk: Kiosk) -> None:
    kiosk.server.help_answer = UNWATCHED
    kiosk.touch(HelpWanted(), Ended())
    assert kiosk.engine.state.facts.help is None
    assert kiosk.server.help_asked[-1].withdrawn


def test_the_screen_beneath_goes_on(kiosk: Kiosk) -> None:
    kiosk.granter.seconds = 5
    kiosk.touch(Went(Detail("paspor")), Confirmed(), PriorityAnswered(None))
    assert isinstance(visit(kiosk).screen, Issuing)
    kiosk.touch(HelpWanted())
    kiosk.owner.run(6)
    assert visit(kiosk).aside == StaffHelp() and isinstance(visit(kiosk).screen, Done)
    kiosk.touch(Went(Home()), SurrenderWanted())
    assert isinstance(visit(kiosk).screen, Done), "what is touched on the one is not meant for the other"
    kiosk.touch(WentBack())
    assert visit(kiosk).aside is None and isinstance(visit(kiosk).screen, Done)


def test_help_with_display_and_sound_lies_over_the_call_and_leads_back_to_it(kiosk: Kiosk) -> None:
    kiosk.touch(HelpWanted(), AsideOpened(DisplayHelp()), DisplayChosen(Display("dark")))
    kiosk.touch(AsideOpened(SoundHelp()))
    assert visit(kiosk).asides == (StaffHelp(), DisplayHelp(), SoundHelp())
    kiosk.owner.run(STAFF_SECONDS - 1)
    assert visit(kiosk).warning is None, "staff were promised this time, whatever lies over the promise"
    kiosk.touch(WentBack(), WentBack())
    assert visit(kiosk).aside == StaffHelp()
    kiosk.touch(WentBack())
    assert visit(kiosk).aside is None and asked(kiosk).standing == "heard"


def test_who_calls_from_above_sees_the_call_and_then_what_there_was(kiosk: Kiosk) -> None:
    kiosk.touch(AsideOpened(DisplayHelp()), HelpWanted(), WentBack())
    assert visit(kiosk).asides == (DisplayHelp(),)
    kiosk.touch(HelpWanted(), AsideOpened(SoundHelp()), HelpWanted())
    assert visit(kiosk).asides == (DisplayHelp(), StaffHelp())
    kiosk.touch(AsideOpened(SoundHelp()))
    kiosk.server.help_answer = OVER
    kiosk.owner.run(HELP_SECONDS)
    assert visit(kiosk).asides == (DisplayHelp(), SoundHelp()), "only the call is over"


def test_staff_are_called_from_the_screen_of_nobody(kiosk: Kiosk) -> None:
    """The call is the first touch of a visit; what it leads back to is where every visit begins."""
    kiosk.touch(Ended())
    assert kiosk.engine.state.visit is None
    kiosk.touch(HelpWanted())
    assert visit(kiosk).asides == (StaffHelp(),) and asked(kiosk).visit == visit(kiosk).id
    kiosk.owner.run(HELP_SECONDS)
    assert asked(kiosk).standing == "heard"
    kiosk.touch(WentBack())
    assert visit(kiosk).screen == Home() and visit(kiosk).aside is None


def test_a_helper_that_hangs_holds_up_nothing(kiosk: Kiosk) -> None:
    kiosk.helper.seconds = 1_000
    kiosk.touch(HelpWanted(), WentBack(), Went(Detail("paspor")), Confirmed(), PriorityAnswered(None))
    kiosk.owner.run(1)
    assert isinstance(visit(kiosk).screen, Done)


def test_out_of_service_the_bell_still_rings(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    kiosk.touch(HelpWanted())
    assert (kiosk.rings, asked(kiosk).standing) == (1, "away")
    assert kiosk.engine.state.visit is None
    kiosk.ledger.close()
