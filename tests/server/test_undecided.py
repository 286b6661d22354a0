"""Slips of which only staff can say whether they came out: the store's promises, the admin's forms."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from server.sqlite import SqliteStore, open_database
from server.store import Kiosk, Officer, UndecidedSlip
from tests.server.conftest import Running
from tests.server.parts import (
    ACCESS_PIN,
    NIK,
    NOW,
    PASSWORD,
    PRINT_PIN,
    HttpKiosk,
    bring,
    enrolled,
    reserve,
    slip_ended,
)
from tests.server.test_pages import Browser, admin_of, officer_at

MINUTE = timedelta(minutes=1)
Decision = Literal["consumed", "released"]

# --- the store ----------------------------------------------------------------------------------------------


def state_of(store: SqliteStore, request_id: str = "r") -> str:
    held = store.reservation(request_id=request_id)
    assert held is not None
    return held.state


def decided(
    store: SqliteStore, kiosk: Kiosk, state: Decision, job_id: str = "j", *, at: datetime = NOW + MINUTE
) -> bool:
    return store.decide_slip(kiosk_id=kiosk.kiosk_id, job_id=job_id, state=state, officer_id=1, now=at)


def undecided(store: SqliteStore) -> list[str]:
    return [slip.job_id for slip in store.undecided_slips()]


def admin(store: SqliteStore) -> None:
    """The officer with number 1."""
    added = store.add_officer(name="ratu", display_name="Ratu", password=PASSWORD, admin=True)
    assert isinstance(added, Officer) and added.officer_id == 1


DECISIONS: list[tuple[Decision, Decision]] = [
    ("consumed", "released"),
    ("released", "consumed"),
]


@pytest.mark.parametrize("ended", ["uncertain", "sent_unconfirmed"])
@pytest.mark.parametrize(("decision", "other"), DECISIONS)
def test_the_first_decision_about_a_slip_stands(
    tmp_path: Path,
    store: SqliteStore,
    ended: str,
    decision: Decision,
    other: Decision,
) -> None:
    kiosk = enrolled(store)
    admin(store)
    assert reserve(store, kiosk)
    bring(store, kiosk, [slip_ended(ended)])
    assert store.undecided_slips() == (
        UndecidedSlip(kiosk.kiosk_id, "j", "KK-2604-r", "kk", kiosk.letter, "pintu utara", NOW),
    )
    assert decided(store, kiosk, decision)
    assert (store.undecided_slips(), state_of(store)) == ((), decision)
    assert not decided(store, kiosk, other, at=NOW + 2 * MINUTE)
    assert not decided(store, kiosk, decision, at=NOW + 2 * MINUTE)
    assert state_of(store) == decision
    connection = open_database(tmp_path / "server.db")
    row = connection.execute("SELECT decided_by, settled_at FROM reservation").fetchone()
    connection.close()
    assert (row["decided_by"], datetime.fromisoformat(row["settled_at"])) == (1, NOW + MINUTE)
    assert reserve(store, kiosk, "next") is (decision == "released")


@pytest.mark.parametrize("ended", [None, "printed", "failed_clean", "cancelled", "expired"])
def test_nobody_decides_what_the_kiosk_tells(store: SqliteStore, ended: str | None) -> None:
    kiosk = enrolled(store)
    admin(store)
    assert reserve(store, kiosk)
    bring(store, kiosk, [slip_ended(ended)] if ended else [])
    before = state_of(store)
    assert undecided(store) == []
    for decision, _ in DECISIONS:
        assert not decided(store, kiosk, decision)
    assert state_of(store) == before


def test_a_decision_is_about_one_job_of_one_kiosk(store: SqliteStore) -> None:
    mine, other = enrolled(store, "a"), enrolled(store, "b")
    admin(store)
    assert reserve(store, mine, request_id="r", now=NOW + MINUTE)
    assert reserve(store, other, request_id="s")
    for kiosk in (mine, other):
        bring(store, kiosk, [slip_ended("uncertain")])
    assert [slip.request_no for slip in store.undecided_slips()] == ["KK-2604-s", "KK-2604-r"]
    assert not decided(store, mine, "consumed", "unknown")
    assert decided(store, mine, "consumed")
    assert (state_of(store, "r"), state_of(store, "s")) == ("consumed", "undecided")


def test_an_end_without_a_reservation_is_nothing_to_decide(store: SqliteStore) -> None:
    kiosk = enrolled(store)
    admin(store)
    bring(store, kiosk, [slip_ended("uncertain")])
    assert undecided(store) == [] and not decided(store, kiosk, "released")


def revoked(store: SqliteStore, kiosk: Kiosk) -> None:
    assert store.revoke(kiosk_id=kiosk.kiosk_id, now=NOW)


def replaced(store: SqliteStore, kiosk: Kiosk) -> None:
    assert enrolled(store, kiosk.name).kiosk_id == kiosk.kiosk_id


@pytest.mark.parametrize("shut_out", [revoked, replaced])
def test_a_kiosk_that_is_shut_out_leaves_its_live_slips_undecided(
    store: SqliteStore, shut_out: Callable[[SqliteStore, Kiosk], None]
) -> None:
    kiosk, other = enrolled(store, "a"), enrolled(store, "b")
    admin(store)
    for job in ("live", "printed", "clean"):
        assert reserve(store, kiosk, job, request_id=job)
    assert reserve(store, other, "elsewhere", request_id="elsewhere")
    bring(store, kiosk, [slip_ended("printed", "printed"), slip_ended("failed_clean", "clean")])
    shut_out(store, kiosk)
    assert undecided(store) == ["live"]
    states = [state_of(store, job) for job in ("printed", "clean", "elsewhere")]
    assert states == ["consumed", "released", "reserved"]
    assert not reserve(store, kiosk, "late", request_id="late"), "a request that was on its way"
    assert not reserve(store, kiosk, "live", request_id="live")
    assert decided(store, kiosk, "released", "live")
    assert reserve(store, other, "again", request_id="live")


def test_a_kiosk_that_comes_back_under_its_name_leads_to_its_undecided_slips(store: SqliteStore) -> None:
    kiosk = enrolled(store, "a")
    assert reserve(store, kiosk)
    revoked(store, kiosk)
    new = enrolled(store, "a")
    (slip,) = store.undecided_slips()
    assert slip.kiosk_letter == new.letter != kiosk.letter
    assert not reserve(store, new, "next")


# --- the admin's forms --------------------------------------------------------------------------------------


def undecided_at(running: Running) -> Kiosk:
    kiosk = enrolled(running.store, "utara")
    assert reserve(running.store, kiosk)
    bring(running.store, kiosk, [slip_ended("uncertain")])
    return kiosk


@pytest.mark.parametrize(("button", "after"), [("out", "consumed"), ("none", "released")])
def test_an_admin_decides_once(running: Running, button: str, after: str) -> None:
    kiosk = undecided_at(running)
    admin = admin_of(running)
    assert "UndecidedSlip(" in admin.page
    fields = {"kiosk_id": kiosk.kiosk_id, "job_id": "j", "csrf": admin.value("csrf")}
    for slip in (button, "out", "none"):
        page = admin.post("/admin/slips", **fields, slip=slip)
        assert (admin.where, admin.status) == ("/admin", 200) and "undecided_slips=()" in page
        assert state_of(running.store) == after


@pytest.mark.parametrize(
    "other",
    [{"slip": "burnt"}, {"slip": ""}, {"job_id": "x"}, {"kiosk_id": "x"}, {"kiosk_id": "", "job_id": ""}],
)
def test_a_press_that_means_nothing_leads_to_the_page(running: Running, other: dict[str, str]) -> None:
    kiosk = undecided_at(running)
    admin = admin_of(running)
    page = admin.form("/admin/slips", **({"kiosk_id": kiosk.kiosk_id, "job_id": "j", "slip": "out"} | other))
    assert (admin.where, admin.status) == ("/admin", 200) and "UndecidedSlip(" in page
    assert state_of(running.store) == "undecided"


def test_only_an_admin_s_own_form_decides(running: Running) -> None:
    fields = {"kiosk_id": undecided_at(running).kiosk_id, "job_id": "j", "slip": "out"}
    stranger = Browser(running.address)
    stranger.post("/admin/slips", **fields)
    assert stranger.where == "/sign-in"
    officer = officer_at(running)
    officer.form("/admin/slips", **fields)
    assert officer.status == 403
    admin = Browser(running.address)
    admin.post("/sign-in", name="ratu", password=PASSWORD)
    csrf = admin.value("csrf")
    admin.post("/admin/slips", **fields, csrf="x")
    assert admin.status == 403 and "stale_form" in admin.page
    admin.post_as({"Sec-Fetch-Site": "cross-site"}, "/admin/slips", **fields, csrf=csrf)
    assert admin.status == 403
    assert state_of(running.store) == "undecided"
    admin.post("/admin/slips", **fields, csrf=csrf)
    assert state_of(running.store) == "consumed"


def test_a_decision_opens_the_document_again_or_ends_it(running: Running) -> None:
    """The registry's own number stands on the page, and nothing of the person."""
    kiosk, admin = HttpKiosk(running.address), admin_of(running)
    assert kiosk.enrol(running.store.enrolment_token(kiosk_name="utara", now=NOW)).ok

    def document() -> tuple[str, str]:
        """Session, and how the list shows r-1."""
        look = kiosk.post("/v1/documents/list", {"nik": NIK, "access_pin": ACCESS_PIN}, at=NOW).json()
        (state,) = (one["state"] for one in look["documents"] if one["request_id"] == "r-1")
        return look["session"], state

    for job, button, after in (("j-1", "none", "ready"), ("j-2", "out", "collected")):
        session, state = document()
        assert state == "ready"
        asked = {"session": session, "request_id": "r-1", "print_pin": PRINT_PIN, "job_id": job}
        assert kiosk.post("/v1/documents/reserve", asked, at=NOW).json()["outcome"] == "reserved"
        kiosk.log.add(slip_ended("sent_unconfirmed", job))
        assert kiosk.sync(at=NOW).ok
        assert document()[1] == "in_process"
        page = admin.get("/admin")
        assert "request_no='KT-2604-1102', kind='ktp'" in page
        assert NIK not in page and PRINT_PIN not in page
        admin.form("/admin/slips", kiosk_id=kiosk.kiosk_id, job_id=job, slip=button)
        assert document()[1] == after
