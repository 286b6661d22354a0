"""Officers and phones over real HTTP: doors, forms, guards. How pages look is not asked here."""

import re
from datetime import timedelta

import pytest
import requests

from commands.parts.frame import ROOT
from tests.server.conftest import Running, kiosk_of
from tests.server.parts import NOW, PASSWORD, TODAY, bring, enrolled, issued


class Browser:
    """Keeps cookies and the last page, as an officer's browser does."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.session = requests.Session()
        self.page = ""
        self.status = 0
        self.where = ""

    def get(self, path: str) -> str:
        return self._take(self.session.get(self.address + path, timeout=10))

    def post(self, path: str, **fields: str) -> str:
        return self.post_as({}, path, **fields)

    def post_as(self, headers: dict[str, str], path: str, **fields: str) -> str:
        return self._take(self.session.post(self.address + path, data=fields, headers=headers, timeout=10))

    def form(self, path: str, **fields: str) -> str:
        """Posts with what the page's form holds."""
        hidden = {name: self.value(name) for name in ("csrf", "key", "expected")}
        return self.post(path, **(hidden | fields))

    def value(self, name: str) -> str:
        found = re.findall(rf", {name}='([^']*)'", self.page)
        return str(next((one for one in found if one), ""))

    def _take(self, answer: requests.Response) -> str:
        self.page, self.status = answer.text, answer.status_code
        self.where = answer.url.removeprefix(self.address)
        return self.page


def admin_of(running: Running) -> Browser:
    """The first admin by the one-time link, signed in; through the pages only."""
    token = running.store.first_admin_token(now=NOW)
    browser = Browser(running.address)
    assert "first_admin.html" in browser.get(f"/first-admin?token={token}")
    browser.post("/first-admin", token=token or "", name="ratu", display_name="Ratu", password=PASSWORD)
    assert browser.where == "/sign-in"
    browser.post("/sign-in", name="ratu", password=PASSWORD)
    assert browser.where == "/admin" and browser.status == 200
    return browser


def officer_at(running: Running, number: str = "3", name: str = "ayu") -> Browser:
    admin = admin_of(running) if not running.store.officers() else Browser(running.address)
    if admin.where != "/admin":
        admin.post("/sign-in", name="ratu", password=PASSWORD)
    admin.form("/admin/officers", name=name, display_name=name.title(), password=PASSWORD)
    admin.get("/admin")
    admin.form("/admin/counters", number=number, agency="disdukcapil", place="Lantai 1")
    assert admin.where == "/admin" and admin.status == 200
    browser = Browser(running.address)
    browser.post("/sign-in", name=name, password=PASSWORD)
    assert browser.where == "/counter"
    counter = next(one for one in running.store.counters() if one.number == number)
    browser.form("/counter", counter_id=str(counter.counter_id))
    assert browser.where == "/console"
    return browser


def test_a_mall_is_set_up_through_the_pages_alone(running: Running) -> None:
    browser = officer_at(running)
    admin = Browser(running.address)
    admin.post("/sign-in", name="ratu", password=PASSWORD)
    page = admin.form("/admin/kiosks", name="pintu utara")
    token = re.search(r"token='([0-9A-Z-]{23})'", page)
    assert token is not None
    line = re.search(r"\./anjungan kiosk [^']+", page)
    assert line is not None
    enrols = f" --server {running.address} --enrol {token[1]}"
    assert enrols in line[0]
    every_day = re.escape(line[0].replace(enrols, "")).replace("PROFILE", r"[a-z]+")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(f"^    {every_day}$", readme, re.MULTILINE), "afterwards the same folders are found"
    assert token[1] not in admin.get("/admin"), "it is shown once"
    assert "console.html" in browser.page


def test_a_server_whose_clock_leaps_keeps_the_day_until_staff_say_that_it_is_right(running: Running) -> None:
    admin, kiosk = admin_of(running), kiosk_of(running, "utara")
    assert kiosk.sync(at=NOW).json()["clock_in_doubt"] is False
    assert "clock_error=None" in admin.get("/admin")
    running.clock.leap = timedelta(days=1)
    said = kiosk.sync(at=running.clock.machine()).json()
    assert (said["clock_in_doubt"], said["business_day"]) == (True, str(TODAY))
    assert "clock_error=datetime.timedelta(days=1)" in admin.get("/admin")
    admin.form("/admin/clock")
    said = kiosk.sync(at=running.clock.machine()).json()
    assert (said["clock_in_doubt"], said["business_day"]) == (False, str(TODAY + timedelta(days=1)))


def test_a_day_that_a_wrong_clock_named_is_taken_back_by_an_admin(running: Running) -> None:
    """Somebody had believed the wrong clock; the sign-in of then is over by the day that it named."""
    wrong, admin, kiosk = timedelta(days=400), admin_of(running), kiosk_of(running, "utara")
    assert kiosk.sync(at=NOW).ok
    running.clock.leap = wrong
    admin.form("/admin/clock")
    assert kiosk.sync(at=NOW + wrong).json()["business_day"] == str(TODAY + wrong)
    running.clock.leap = timedelta(0)
    said = kiosk.sync(at=NOW).json()
    assert (said["clock_in_doubt"], said["business_day"]) == (True, str(TODAY + wrong))
    admin.post("/sign-in", name="ratu", password=PASSWORD)
    assert f"named_ahead={TODAY + wrong!r}, machine_day={TODAY!r}" in admin.get("/admin")
    admin.form("/admin/day")
    said = kiosk.sync(at=NOW).json()
    assert (said["clock_in_doubt"], said["business_day"]) == (False, str(TODAY))
    assert (said["marks"]["lowered"], running.store.named_day()) == (1, TODAY)
    assert "named_ahead=None" in admin.get("/admin")
    assert running.store.audit(number=None, limit=1)[0].action == "lower_day"


def test_an_admin_shuts_a_kiosk_out_and_lets_it_in_again(running: Running) -> None:
    kiosk = enrolled(running.store, "utara")
    admin = admin_of(running)
    path = f"/admin/kiosks/{kiosk.kiosk_id}/revoke"
    admin.post(path, csrf="x")
    assert admin.status == 403 and running.store.kiosk(kiosk.kiosk_id) == kiosk
    admin.get("/admin")
    admin.form(path)
    assert (admin.where, admin.status) == ("/admin", 200)
    assert running.store.kiosk(kiosk.kiosk_id) is None
    assert [one.revoked for one in running.store.kiosks()] == [True]
    admin.form(path)
    assert admin.status == 404
    assert enrolled(running.store, "utara").epoch == 2
    assert [one.revoked for one in running.store.kiosks()] == [False]


def test_an_agency_whose_numbers_no_counter_can_call_is_named(running: Running) -> None:
    others = [issued(n, label=f"B-C00{n}", agency="imigrasi", service="paspor") for n in (2, 3)]
    bring(running.store, enrolled(running.store), [issued(1), *others])
    admin = admin_of(running)
    assert "without_counter={'disdukcapil': 1, 'imigrasi': 2}" in admin.page
    admin.form("/admin/counters", number="7", agency="imigrasi", place="")
    assert "without_counter={'disdukcapil': 1}" in admin.page


def test_a_counter_has_a_number_that_can_be_said(running: Running) -> None:
    admin = admin_of(running)
    for number in ("é", "²", "３", "3-", "-", "3\u200b"):
        page = admin.form("/admin/counters", number=number, agency="disdukcapil", place="")
        assert admin.status == 422 and "counter_number" in page, number
    said = ["3", "12", "3B", "a-2", "L.1/4 B"]
    for number in said:
        admin.form("/admin/counters", number=number, agency="disdukcapil", place="")
        assert admin.status == 200, number
    assert {one.number for one in running.store.counters()} == set(said)


def test_the_first_link_is_for_one_admin(running: Running) -> None:
    admin_of(running)
    other = Browser(running.address)
    other.get("/first-admin?token=anything")
    assert other.status == 410
    other.post("/first-admin", token="anything", name="x", display_name="X", password=PASSWORD)
    assert other.status == 410


def test_weak_and_empty_answers_keep_the_link(running: Running) -> None:
    token = running.store.first_admin_token(now=NOW) or ""
    browser = Browser(running.address)
    browser.post("/first-admin", token=token, name="ratu", display_name="Ratu", password="short")
    assert browser.status == 422 and "weak_password" in browser.page
    browser.post("/first-admin", token=token, name=" ", display_name="Ratu", password=PASSWORD)
    assert browser.status == 422 and "empty" in browser.page
    browser.post("/first-admin", token=token, name="ratu", display_name="Ratu", password=PASSWORD)
    assert browser.where == "/sign-in"


def test_a_ticket_is_called_recalled_and_closed_by_forms(running: Running) -> None:
    bring(running.store, enrolled(running.store), [issued(1), issued(2)])
    browser = officer_at(running)
    browser.form("/console/call-next")
    assert browser.where == "/console" and "label='A-C001'" in browser.get("/board")
    browser.get("/console")
    browser.form("/console/recall")
    browser.get("/console")
    browser.form("/console/no-show")
    assert "no_shows=(TicketLine(" in browser.page
    missed = re.search(r"ticket_id='([^']+)', label='A-C001'", browser.page)
    assert missed is not None
    browser.form("/console/call", ticket_id=missed[1], reason="missed")
    assert "times=3" in browser.get("/board")
    browser.get("/console")
    browser.form("/console/done")
    assert "serving=None" in browser.page and "served_today=1" in browser.page


def test_the_same_form_twice_calls_once(running: Running) -> None:
    bring(running.store, enrolled(running.store), [issued(1), issued(2)])
    browser = officer_at(running)
    fields = {name: browser.value(name) for name in ("csrf", "key", "expected")}
    for _ in range(2):
        browser.post("/console/call-next", **fields)
        assert browser.where == "/console" and browser.status == 200
    assert "label='A-C002', counter_number" not in browser.get("/board")


def test_a_press_that_changed_nothing_says_why(running: Running) -> None:
    browser = officer_at(running)
    browser.form("/console/call-next")
    assert browser.where == "/console?problem=nobody_waits" and "problem='nobody_waits'" in browser.page
    browser.get("/console")
    fields = {name: browser.value(name) for name in ("csrf", "key", "expected")}
    page = browser.post_as({"Anjungan-Fragment": "1"}, "/console/call-next", **fields)
    assert browser.status == 409 and "console_body.html" in page


PROTECTED = ["/console", "/counter", "/admin"]


@pytest.mark.parametrize("path", PROTECTED)
def test_pages_of_officers_ask_for_sign_in(running: Running, path: str) -> None:
    browser = Browser(running.address)
    browser.get(path)
    assert browser.where == "/sign-in"


def test_streams_and_posts_ask_for_sign_in(running: Running) -> None:
    assert requests.get(running.address + "/console/stream", timeout=10).status_code == 401
    for path in ("/console/call-next", "/admin/kiosks", "/admin/kiosks/x/revoke", "/counter", "/sign-out"):
        answer = requests.post(
            running.address + path, data={"counter_id": "1"}, timeout=10, allow_redirects=False
        )
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in"), path


def test_an_officer_is_no_admin(running: Running) -> None:
    browser = officer_at(running)
    browser.get("/admin")
    assert browser.status == 403
    browser.post("/admin/officers", csrf=browser.value("csrf"), name="x", display_name="x", password=PASSWORD)
    assert browser.status == 403 and len(running.store.officers()) == 2
    browser.get("/console")
    browser.form("/admin/kiosks/x/revoke")
    assert browser.status == 403


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}],
)
def test_forms_of_other_sites_are_refused(running: Running, headers: dict[str, str]) -> None:
    bring(running.store, enrolled(running.store), [issued(1)])
    browser = officer_at(running)
    fields = {name: browser.value(name) for name in ("csrf", "key", "expected")}
    browser.post_as(headers, "/console/call-next", **fields)
    assert browser.status == 403
    browser.post_as(headers, "/sign-in", name="ayu", password=PASSWORD)
    assert browser.status == 403
    assert running.store.board_view(now=NOW).now is None


def test_a_form_needs_the_session_s_own_token(running: Running) -> None:
    bring(running.store, enrolled(running.store), [issued(1)])
    browser = officer_at(running)
    browser.form("/console/call-next", csrf="x")
    assert browser.status == 403 and "stale_form" in browser.page
    assert running.store.board_view(now=NOW).now is None


OPEN_FORMS = {"/sign-in", "/first-admin", "/board/voice"}
"""For whoever has no session: a password, a one-time token or the boards' key stands in them."""


def test_every_form_needs_a_session_and_its_own_token(running: Running) -> None:
    admin, stranger = admin_of(running), Browser(running.address)
    fields, file = {"csrf": "x", "key": "x"}, {"file": b"nomor\n"}
    forms = [path.format(request_id="x", kiosk_id="x") for path in running.forms if path not in OPEN_FORMS]
    assert len(forms) > 30
    for path in forms:
        answer = admin.session.post(running.address + path, data=fields, files=file, timeout=10)
        assert answer.status_code == 403 and "stale_form" in answer.text, path
        answer = stranger.session.post(running.address + path, data=fields, files=file, timeout=10)
        assert answer.url.endswith("/sign-in"), path


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(running: Running) -> None:
    running.store.add_officer(name="ayu", display_name="Ayu", password=PASSWORD, admin=False)
    answer = requests.post(
        running.address + "/sign-in",
        data={"name": "ayu", "password": PASSWORD},
        timeout=10,
        allow_redirects=False,
    )
    plain = answer.headers["set-cookie"]
    assert plain.startswith("anjungan=") and "HttpOnly" in plain and "SameSite=lax" in plain
    answer = requests.post(
        running.address + "/sign-in",
        data={"name": "ayu", "password": PASSWORD},
        headers={"X-Forwarded-Proto": "https"},
        timeout=10,
        allow_redirects=False,
    )
    secure = answer.headers["set-cookie"]
    assert secure.startswith("__Host-anjungan=") and "Secure" in secure and "Path=/" in secure


def test_sign_in_says_no_more_than_it_must(running: Running) -> None:
    running.store.add_officer(name="ayu", display_name="Ayu", password=PASSWORD, admin=False)
    browser = Browser(running.address)
    wrong = [browser.post("/sign-in", name="ayu", password="x") for _ in range(5)][0]
    assert "problem='no_match'" in wrong
    assert "problem='no_match'" in browser.post("/sign-in", name="nobody", password="x")
    browser.post("/sign-in", name="ayu", password=PASSWORD)
    assert browser.status == 429 and "problem='wait'" in browser.page
    running.clock.advance(timedelta(seconds=3))
    browser.post("/sign-in", name="ayu", password=PASSWORD)
    assert browser.where == "/counter"
    browser.form("/sign-out")
    assert browser.where == "/sign-in"
    browser.get("/console")
    assert browser.where == "/sign-in"


def test_a_phone_follows_a_code_and_looking_changes_nothing(running: Running) -> None:
    ticket = issued(1)
    bring(running.store, enrolled(running.store), [ticket])
    before = running.store.board_view(now=NOW)
    browser = Browser(running.address)
    assert "ticket.html" in browser.get(f"/{ticket.code}") and "ahead=0" in browser.page
    browser.get(f"/{ticket.code.lower()}")
    assert browser.where == f"/{ticket.code}"
    assert "ticket_unknown.html" in browser.get("/0000000000") and browser.status == 404
    assert running.store.board_view(now=NOW) == before
    for nowhere in ("/nothing", "/0000000000/stream", "/a/b"):
        browser.get(nowhere)
        assert (browser.status, "error.html" in browser.page) == (404, True), nowhere


def test_pages_come_with_their_guards(running: Running) -> None:
    answer = requests.get(running.address + "/board", timeout=10)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    large = requests.post(running.address + "/sign-in", data={"name": "x" * 20000}, timeout=10)
    assert large.status_code == 413


def test_the_bare_address_leads_to_the_officers_door(running: Running) -> None:
    answer = requests.get(running.address, timeout=10)
    assert answer.url == f"{running.address}/sign-in"
