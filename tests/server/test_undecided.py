"""Slips of which only staff can say whether they came out: the store's promises, the admin's forms."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.wire import Form
from server.sqlite import open_database
from server.store import DocumentRequest, Kiosk, Officer, SlipDecision, Store, UndecidedSlip
from tests.server.conftest import Running, kiosk_of
from tests.server.parts import (
    ACCESS_PIN,
    NIK,
    NOW,
    PASSWORD,
    PRINT_PIN,
    bring,
    enrolled,
    ready_kk,
    reserve,
    slip_ended,
)
from tests.server.test_pages import Browser, officer_at

MINUTE = timedelta(minutes=1)
Decision = SlipDecision
AFTER: dict[Decision, str] = {"out": "consumed", "spoiled": "released", "none": "released"}

# --- the store ----------------------------------------------------------------------------------------------


def state_of(store: Store, name: str = "r") -> str:
    held = store.reservation(request_id=ready_kk(store, name))
    assert held is not None
    return held.state


def decided(
    store: Store, kiosk: Kiosk, decision: Decision, job_id: str = "j", *, at: datetime = NOW + MINUTE
) -> bool:
    return store.decide_slip(kiosk_id=kiosk.kiosk_id, job_id=job_id, decision=decision, officer_id=1, now=at)


def undecided(store: Store) -> list[str]:
    return [slip.job_id for slip in store.undecided_slips()]


def admin(store: Store) -> None:
    """The officer with number 1."""
    added = store.add_officer(name="ratu", display_name="Ratu", password=PASSWORD, admin=True)
    assert isinstance(added, Officer) and added.officer_id == 1


DECISIONS: list[tuple[Decision, Decision]] = [("out", "none"), ("spoiled", "out"), ("none", "out")]


@pytest.mark.parametrize(("ended", "form"), [("uncertain", "slip"), ("sent_unconfirmed", "page")])
@pytest.mark.parametrize(("decision", "other"), DECISIONS)
def test_the_first_decision_about_a_slip_stands(
    tmp_path: Path,
    store: Store,
    ended: str,
    form: Form,
    decision: Decision,
    other: Decision,
) -> None:
    kiosk = enrolled(store)
    admin(store)
    assert reserve(store, kiosk, form=form)
    bring(store, kiosk, [slip_ended(ended)])
    assert store.undecided_slips() == (
        UndecidedSlip(kiosk.kiosk_id, "j", "KK-2604-r", "kk", form, kiosk.letter, "pintu utara", NOW),
    )
    assert decided(store, kiosk, decision)
    assert (store.undecided_slips(), state_of(store)) == ((), AFTER[decision])
    assert not decided(store, kiosk, other, at=NOW + 2 * MINUTE)
    assert not decided(store, kiosk, decision, at=NOW + 2 * MINUTE)
    assert state_of(store) == AFTER[decision]
    connection = open_database(tmp_path / "server.db")
    row = connection.execute("SELECT decided_by, settled_at FROM reservation").fetchone()
    connection.close()
    assert (row["decided_by"], datetime.fromisoformat(row["settled_at"])) == (1, NOW + MINUTE)
    assert reserve(store, kiosk, "next") is (decision != "out")


@pytest.mark.parametrize("ended", [None, "printed", "failed_clean", "cancelled", "expired"])
def test_nobody_decides_what_the_kiosk_tells(store: Store, ended: str | None) -> None:
    kiosk = enrolled(store)
    admin(store)
    assert reserve(store, kiosk)
    bring(store, kiosk, [slip_ended(ended)] if ended else [])
    before = state_of(store)
    assert undecided(store) == []
    for decision, _ in DECISIONS:
        assert not decided(store, kiosk, decision)
    assert state_of(store) == before


def test_a_decision_is_about_one_job_of_one_kiosk(store: Store) -> None:
    mine, other = enrolled(store, "a"), enrolled(store, "b")
    admin(store)
    assert reserve(store, mine, name="r", now=NOW + MINUTE)
    assert reserve(store, other, name="s")
    for kiosk in (mine, other):
        bring(store, kiosk, [slip_ended("uncertain")])
    assert [slip.request_no for slip in store.undecided_slips()] == ["KK-2604-s", "KK-2604-r"]
    assert not decided(store, mine, "out", "unknown")
    assert decided(store, mine, "out")
    assert (state_of(store, "r"), state_of(store, "s")) == ("consumed", "undecided")


def test_an_end_without_a_reservation_is_nothing_to_decide(store: Store) -> None:
    kiosk = enrolled(store)
    admin(store)
    bring(store, kiosk, [slip_ended("uncertain")])
    assert undecided(store) == [] and not decided(store, kiosk, "none")


def revoked(store: Store, kiosk: Kiosk) -> None:
    assert store.revoke(kiosk_id=kiosk.kiosk_id, now=NOW)


def replaced(store: Store, kiosk: Kiosk) -> None:
    assert enrolled(store, kiosk.name).kiosk_id == kiosk.kiosk_id


@pytest.mark.parametrize("shut_out", [revoked, replaced])
def test_a_kiosk_that_is_shut_out_leaves_its_live_slips_undecided(
    store: Store, shut_out: Callable[[Store, Kiosk], None]
) -> None:
    kiosk, other = enrolled(store, "a"), enrolled(store, "b")
    admin(store)
    for job in ("live", "printed", "clean"):
        assert reserve(store, kiosk, job, name=job)
    assert reserve(store, other, "elsewhere", name="elsewhere")
    bring(store, kiosk, [slip_ended("printed", "printed"), slip_ended("failed_clean", "clean")])
    shut_out(store, kiosk)
    assert undecided(store) == ["live"]
    states = [state_of(store, job) for job in ("printed", "clean", "elsewhere")]
    assert states == ["consumed", "released", "reserved"]
    assert not reserve(store, kiosk, "late", name="late"), "a request that was on its way"
    assert not reserve(store, kiosk, "live", name="live")
    assert decided(store, kiosk, "none", "live")
    assert reserve(store, other, "again", name="live")


def test_a_kiosk_that_comes_back_under_its_name_leads_to_its_undecided_slips(store: Store) -> None:
    kiosk = enrolled(store, "a")
    assert reserve(store, kiosk)
    revoked(store, kiosk)
    new = enrolled(store, "a")
    (slip,) = store.undecided_slips()
    assert slip.kiosk_letter == new.letter != kiosk.letter
    assert not reserve(store, new, "next")


# --- the floor staff's forms --------------------------------------------------------------------------------


def undecided_at(running: Running) -> Kiosk:
    kiosk = enrolled(running.store, "utara")
    assert reserve(running.store, kiosk)
    bring(running.store, kiosk, [slip_ended("uncertain")])
    return kiosk


@pytest.mark.parametrize("button", AFTER)
def test_an_officer_decides_once(running: Running, button: Decision) -> None:
    kiosk, officer = undecided_at(running), officer_at(running)
    assert "UndecidedSlip(" in officer.get("/staff")
    fields = {"kiosk_id": kiosk.kiosk_id, "job_id": "j", "csrf": officer.value("csrf")}
    for slip in (button, "out", "none"):
        page = officer.post("/staff/slips", **fields, slip=slip)
        assert (officer.where, officer.status) == ("/staff", 200) and "slips=()" in page
        assert state_of(running.store) == AFTER[button]


@pytest.mark.parametrize("other", [{"job_id": "x"}, {"kiosk_id": "x"}, {"kiosk_id": "", "job_id": ""}])
def test_a_press_that_means_nothing_leads_to_the_page(running: Running, other: dict[str, str]) -> None:
    kiosk, officer = undecided_at(running), officer_at(running)
    officer.get("/staff")
    page = officer.form(
        "/staff/slips", **({"kiosk_id": kiosk.kiosk_id, "job_id": "j", "slip": "out"} | other)
    )
    assert (officer.where, officer.status) == ("/staff", 200) and "UndecidedSlip(" in page
    assert officer.form("/staff/slips", kiosk_id=kiosk.kiosk_id, job_id="j", slip="burnt")
    assert officer.status == 422
    assert state_of(running.store) == "undecided"


def test_only_an_officer_s_own_form_decides(running: Running) -> None:
    fields = {"kiosk_id": undecided_at(running).kiosk_id, "job_id": "j", "slip": "out"}
    stranger = Browser(running.address)
    stranger.post("/staff/slips", **fields)
    assert stranger.where == "/sign-in"
    officer = officer_at(running)
    officer.get("/staff")
    csrf = officer.value("csrf")
    officer.post("/staff/slips", **fields, csrf="x")
    assert officer.status == 403 and "stale_form" in officer.page
    officer.post_as({"Sec-Fetch-Site": "cross-site"}, "/staff/slips", **fields, csrf=csrf)
    assert officer.status == 403
    assert state_of(running.store) == "undecided"
    officer.post("/staff/slips", **fields, csrf=csrf)
    assert state_of(running.store) == "consumed"


@pytest.mark.parametrize(("form", "state"), [("slip", "ready"), ("page", "collected")])
def test_who_has_the_page_has_the_document(running: Running, form: Form, state: str) -> None:
    """A slip only tells where it waits."""
    kiosk, officer = enrolled(running.store, "utara"), officer_at(running)

    def request() -> DocumentRequest:
        (found,) = running.store.requests(number="KK-2604-3187", state=None, now=NOW)
        return found

    assert reserve(running.store, kiosk, name="3187", form=form)
    bring(running.store, kiosk, [slip_ended("sent_unconfirmed")])
    officer.get("/staff")
    officer.form("/staff/slips", kiosk_id=kiosk.kiosk_id, job_id="j", slip="out")
    assert (request().slip, request().state) == ("printed", state)
    told = [entry.action for entry in running.store.audit(number=request().number, limit=9)]
    assert ("hand_over" in told) is (form == "page")


def test_a_slip_that_came_out_spoilt_is_printed_again_and_says_so(running: Running) -> None:
    """The same PIN: nothing came out, and it is the first paper still; something did, and each next is a
    reprint; it came out, and the PIN is used. The page shows the request's number, nothing of a person."""
    kiosk, officer = kiosk_of(running, "utara"), officer_at(running)
    (request,) = running.store.requests(number="KT-2604-1102", state=None, now=NOW)

    def reserve_at_kiosk(job: str) -> dict[str, Any]:
        look = kiosk.post("/v1/documents/list", {"nik": NIK, "access_pin": ACCESS_PIN}, at=NOW).json()
        asked = {"request_id": request.request_id, "print_pin": PRINT_PIN, "job_id": job}
        asked["session"] = look["session"]
        return dict(kiosk.post("/v1/documents/reserve", asked, at=NOW).json())

    decisions: tuple[Decision, ...] = ("none", "spoiled", "none", "spoiled", "out")
    for place, (decision, reprint) in enumerate(zip(decisions, (0, 0, 1, 1, 2), strict=True)):
        answer = reserve_at_kiosk(f"j-{place}")
        assert (answer["outcome"], answer["slip"]["reprint"]) == ("reserved", reprint)
        kiosk.log.add(slip_ended("sent_unconfirmed", f"j-{place}"))
        assert kiosk.sync(at=NOW).ok
        assert reserve_at_kiosk("other")["outcome"] == "not_ready"
        page = officer.get("/staff")
        assert "request_no='KT-2604-1102', kind='ktp'" in page and f"reprint={reprint}" in page
        assert NIK not in page and PRINT_PIN not in page
        officer.form("/staff/slips", kiosk_id=kiosk.kiosk_id, job_id=f"j-{place}", slip=decision)
    assert reserve_at_kiosk("j-last")["outcome"] == "pin_used"
