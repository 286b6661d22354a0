"""Citizens who call staff: what the kiosk hears back, what staff see and press."""

from datetime import timedelta
from typing import Any

import pytest
import requests
from playwright.sync_api import ViewportSize

from kiosk.wire import HelpAnswer, HelpReason, HelpRequest
from server.staff import WATCHED_FOR
from server.store import HelpStanding, Kiosk, NewSession, Store
from server.tables.officers import SESSION_IDLE
from tests.browser import Visitor
from tests.server.conftest import Running, kiosk_of, seated
from tests.server.parts import (
    NOW,
    PASSWORD,
    HttpKiosk,
    enrolled,
    seat,
)
from tests.server.test_axe import barriers

MINUTE = timedelta(minutes=1)
PHONE = 390


def wish(
    help_id: str = "h", *, reason: HelpReason | None = None, waited: int = 0, withdrawn: bool = False
) -> HelpRequest:
    return HelpRequest(help_id=help_id, reason=reason, waited_seconds=waited, withdrawn=withdrawn)


@pytest.fixture
def kiosk(store: Store) -> Kiosk:
    return enrolled(store)


# --- the store ----------------------------------------------------------------------------------------------


def test_told_again_it_is_one_wish_and_a_reason_is_added(store: Store, kiosk: Kiosk) -> None:
    store.ask_help(kiosk=kiosk, request=wish(waited=120), now=NOW)
    standing = store.ask_help(kiosk=kiosk, request=wish(reason="slip", waited=123), now=NOW + 3 * MINUTE / 60)
    assert standing == HelpStanding("waiting", None)
    (one,) = store.help_wishes(now=NOW)
    assert (one.letter, one.reason, one.asked_at, one.coming_at) == ("C", "slip", NOW - 2 * MINUTE, None)


def test_the_first_officer_goes_and_any_officer_ends_it(store: Store, kiosk: Kiosk) -> None:
    (_, ayu), (_, budi) = seat(store, "ayu", "3"), seat(store, "budi", "4")
    store.ask_help(kiosk=kiosk, request=wish(), now=NOW)

    def pressed(state: Any, officer: int) -> bool:
        return store.take_up_help(
            kiosk_id=kiosk.kiosk_id, help_id="h", state=state, officer_id=officer, now=NOW + MINUTE
        )

    assert pressed("coming", ayu) and not pressed("coming", budi)
    (one,) = store.help_wishes(now=NOW)
    assert (one.officer, one.coming_at) == ("Ayu", NOW + MINUTE)
    assert store.ask_help(kiosk=kiosk, request=wish(), now=NOW + MINUTE).state == "coming"
    assert pressed("over", budi) and not pressed("over", ayu)
    assert store.help_wishes(now=NOW) == ()
    assert store.ask_help(kiosk=kiosk, request=wish(), now=NOW + MINUTE).state == "over"


def test_a_new_wish_ends_the_one_before_and_so_does_taking_it_back(store: Store, kiosk: Kiosk) -> None:
    store.ask_help(kiosk=kiosk, request=wish("a"), now=NOW)
    store.ask_help(kiosk=kiosk, request=wish("b"), now=NOW)
    assert [one.help_id for one in store.help_wishes(now=NOW)] == ["b"]
    assert store.ask_help(kiosk=kiosk, request=wish("b", withdrawn=True), now=NOW).state == "over"
    assert store.help_wishes(now=NOW) == ()


def test_how_long_it_usually_takes_is_said_once_there_is_something_to_say(store: Store) -> None:
    kiosk, (_, ayu) = enrolled(store), seat(store, "ayu", "3")
    said = []
    for n, minutes in enumerate((1, 9, 4)):
        store.ask_help(kiosk=kiosk, request=wish(str(n)), now=NOW)
        store.take_up_help(
            kiosk_id=kiosk.kiosk_id,
            help_id=str(n),
            state="coming",
            officer_id=ayu,
            now=NOW + minutes * MINUTE,
        )
        said.append(store.ask_help(kiosk=kiosk, request=wish(str(n)), now=NOW).usual_minutes)
    assert said == [None, None, 4]
    tomorrow = store.ask_help(kiosk=kiosk, request=wish("next"), now=NOW + timedelta(days=1))
    assert tomorrow.usual_minutes is None


def test_of_a_kiosk_that_has_fallen_silent_no_wish_stands_for_ever(store: Store, kiosk: Kiosk) -> None:
    store.ask_help(kiosk=kiosk, request=wish(), now=NOW)
    assert len(store.help_wishes(now=NOW + 59 * MINUTE)) == 1
    assert store.help_wishes(now=NOW + 60 * MINUTE) == ()


# --- over the wire ------------------------------------------------------------------------------------------


def asked(running: Running, kiosk: HttpKiosk, request: HelpRequest) -> HelpAnswer:
    answer = kiosk.post("/v1/help", request.model_dump(mode="json"), at=running.clock())
    assert answer.ok, answer.text
    return HelpAnswer.model_validate_json(answer.content)


def test_only_a_signed_wish_counts_and_it_says_whether_anybody_looks(running: Running) -> None:
    stranger = requests.post(f"{running.address}/v1/help", json=wish().model_dump(), timeout=10)
    assert stranger.status_code == 401
    kiosk, token = kiosk_of(running), seated(running, "ayu", "3")
    assert not asked(running, kiosk, wish()).watched
    page = requests.get(f"{running.address}/staff", cookies={"anjungan": token}, timeout=10)
    assert page.ok
    assert asked(running, kiosk, wish()).watched
    running.clock.advance(WATCHED_FOR)
    assert not asked(running, kiosk, wish()).watched


def looks(running: Running, token: str) -> requests.Response:
    """The page loads itself, as without its script; nobody presses."""
    where = f"{running.address}/staff"
    return requests.get(where, cookies={"anjungan": token}, timeout=10, allow_redirects=False)


def walking(running: Running, name: str, *, admin: bool = False) -> str:
    """An officer without a counter; the token of the session."""
    running.store.add_officer(name=name, display_name=name.title(), password=PASSWORD, admin=admin)
    opened = running.store.sign_in(name=name, password=PASSWORD, address="", now=running.clock())
    assert isinstance(opened, NewSession)
    return opened.token


def test_an_open_page_keeps_who_watches_signed_in_and_a_closed_one_does_not(running: Running) -> None:
    floor = walking(running, "ayu")
    for _ in range(12):
        running.clock.advance(10 * MINUTE)
        page = looks(running, floor)
        assert page.status_code == 200 and "stays=True" in page.text
    running.clock.advance(SESSION_IDLE)
    assert looks(running, floor).headers["Location"] == "/sign-in"


def test_an_admin_and_who_sits_at_a_counter_do_not_stay_by_looking_and_are_told_so(running: Running) -> None:
    admin, sitting = walking(running, "dewi", admin=True), seated(running, "budi", "4")
    for token in (admin, sitting):
        page = looks(running, token)
        assert page.status_code == 200 and "stays=False" in page.text
    for _ in range(3):
        running.clock.advance(10 * MINUTE)
        looks(running, admin), looks(running, sitting)
    assert looks(running, admin).headers["Location"] == "/sign-in"
    assert looks(running, sitting).headers["Location"] == "/locked"


@pytest.mark.web
def test_staff_see_who_calls_go_there_and_say_when_it_is_done(mall: Running, visitor: Visitor) -> None:
    kiosk, token = kiosk_of(mall), seated(mall, "ayu", "3")
    page = visitor.open(f"{mall.address}/staff", size=(1366, 768), token=token)
    page.get_by_text("Tidak ada yang memanggil").wait_for()
    assert page.get_by_text("tertutup bila lama tidak ditekan").is_visible(), "she sits at a counter"
    asked(mall, kiosk, wish(reason="slip", waited=180))
    page.get_by_text("1 warga memanggil petugas").wait_for()
    assert page.title().startswith("(1)")
    row = page.get_by_role("listitem").filter(has_text=f"Anjungan {kiosk.letter}, pintu utara")
    assert "Slip tidak keluar" in row.inner_text() and "3 menit" in row.inner_text()
    assert barriers(page) == []
    page.get_by_role("button", name="Saya ke sana").click()
    page.get_by_text("Semua panggilan sudah ditanggapi").wait_for()
    assert asked(mall, kiosk, wish()).standing == "coming"
    page.set_viewport_size(ViewportSize(width=PHONE, height=844))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.get_by_role("button", name="Sudah ditangani").click()
    page.get_by_text("Tidak ada yang memanggil").wait_for()
    assert asked(mall, kiosk, wish()).standing == "over"
