"""Dukcapil's desk: document requests are brought in, made ready, handed over; slips are checked.

For officers at a counter of the agency that hands documents out, and for admins. Each look at a person's
data is in the audit before it is shown.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Annotated, Generic, Literal, TypeVar, get_args

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from config.identity import holds_number, holds_parted_number, is_number, tail
from server.documents import Documents
from server.imports import COLUMNS, ReadFile, read_csv, read_row
from server.registry import Keyed
from server.slip_tokens import SlipKeys, SlipToken
from server.store import DocumentRequest, NewRequest, Ready, RequestState
from server.views.documents import (
    Checked,
    DocumentPage,
    DocumentsPage,
    ImportPage,
    PrintPinShown,
    Verdict,
    VerifyPage,
)
from server.web import FormText, SignedIn, Web, check_form

PREVIEW_LIFE = timedelta(minutes=15)
PIN_LIFE = timedelta(minutes=1)
"""Between the press that made a print PIN and the page that shows it."""

LONGEST_WAIT = timedelta(days=365)
"""To the last day of collection; no profile names a longer one. Whoever types more has mistyped the year."""

AUDIT_SHOWN = 20
EARLIER = 6
LONGEST_TOKEN = 200


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Kept(Generic[T]):
    officer_id: int
    what: T = field(repr=False)
    ends: datetime


class Once(Generic[T]):
    """What one officer is shown, or may do, once and soon. In memory."""

    def __init__(self, life: timedelta) -> None:
        self._life = life
        self._kept: dict[str, _Kept[T]] = {}

    def keep(self, what: T, *, officer_id: int, now: datetime) -> str:
        token = secrets.token_urlsafe(16)
        kept = {name: one for name, one in self._kept.items() if one.ends > now}
        self._kept = {**kept, token: _Kept(officer_id, what, now + self._life)}
        return token

    def taken(self, token: str, *, officer_id: int, now: datetime) -> T | None:
        one = self._kept.pop(token, None)
        return one.what if one is not None and one.officer_id == officer_id and one.ends > now else None


def document_routes(web: Web, documents: Documents, *, keyed: Keyed) -> APIRouter:
    router = APIRouter(prefix="/documents", include_in_schema=False)
    simulated = documents.registry.simulated
    previews, pins = Once[ReadFile](PREVIEW_LIFE), Once[PrintPinShown](PIN_LIFE)

    def clerk(request: Request) -> SignedIn:
        """An officer who may handle documents, or a refusal."""
        who = web.signed_in(request)
        if not web.handles_documents(who):
            raise HTTPException(403, "other_counter")
        return who

    def pressing(request: Request, csrf: str) -> SignedIn:
        """The clerk who sent a form of ours."""
        who = clerk(request)
        check_form(request, who, csrf)
        return who

    def known(request_id: str) -> DocumentRequest:
        found = web.store.request(request_id=request_id, now=web.clock())
        if found is None:
            raise HTTPException(404, "not_found")
        return found

    def new_pin(now: datetime) -> tuple[str, datetime]:
        """And until when it is good."""
        rules = web.site.document_rules
        digits = (secrets.choice("0123456789") for _ in range(rules.print_pin_length))
        return "".join(digits), now + timedelta(days=rules.print_pin_days)

    def draw(
        who: SignedIn,
        request_id: str,
        *,
        shown: PrintPinShown | None = None,
        problem: Literal["changed", "collect_by", "holds_number"] | None = None,
    ) -> Response:
        request, today = known(request_id), web.site.day(web.clock())
        web.store.note_look(who=_name(who), action="open", numbers=[request.number], now=web.clock())
        page = DocumentPage(
            head=web.head(who),
            request=request,
            audit=web.store.audit(number=request.number, limit=AUDIT_SHOWN),
            officers={one.officer_id: one.display_name for one in web.store.officers()},
            collect_by=today + timedelta(days=web.site.document_rules.collect_within_days),
            today=today,
            last_day=today + LONGEST_WAIT,
            new_pin=shown,
            problem=problem,
            simulated=simulated,
        )
        return web.page("document.html", page, 200 if problem is None else 409)

    def issued(who: SignedIn, request_id: str, issue: Callable[[str, datetime, datetime], bool]) -> Response:
        """A new print PIN, for which no try counts that was made before it. The page that it leads to shows
        it once: loading that again makes no other."""
        now = web.clock()
        pin, until = new_pin(now)
        if not issue(pin, until, now):
            return draw(who, request_id, problem="changed")
        documents.forgive_print(request_id)
        shown = PrintPinShown(request_id, pin, web.site.local(until))
        token = pins.keep(shown, officer_id=who.session.officer.officer_id, now=now)
        return RedirectResponse(f"/documents/{request_id}?new={token}", 303)

    # --- list, import -------------------------------------------------------------------------------------

    def listed(
        who: SignedIn,
        number: str = "",
        state: RequestState | None = None,
        *,
        unlocked: str | None = None,
        problem: Literal["not_16_digits", "holds_number"] | None = None,
    ) -> Response:
        found = web.store.requests(number=number, state=state, now=web.clock())
        page = DocumentsPage(web.head(who), found, number, state, simulated, unlocked, problem)
        return web.page("documents.html", page, 200 if problem is None else 409)

    @router.get("")
    def list_page(request: Request) -> Response:
        return listed(clerk(request))

    @router.post("")
    def search(
        request: Request, csrf: FormText = "", number: FormText = "", state: FormText = ""
    ) -> Response:
        """By a form, for an address stays in the browser's history and a NIK may be typed here."""
        who, wanted = pressing(request, csrf), STATES.get(state)
        if holds_number("".join(number.split())):
            return listed(who, state=wanted, problem="holds_number")
        return listed(who, number.strip()[:100], wanted)

    @router.post("/unlock")
    def unlock(request: Request, csrf: FormText = "", nik: FormText = "") -> Response:
        """Whoever stands at the desk with their KTP-el may try their access PIN again, at once."""
        who = pressing(request, csrf)
        typed, now = "".join(nik.split()), web.clock()
        if not is_number(typed):
            return listed(who, problem="not_16_digits")
        theirs = web.store.requests_of(holders=[keyed(typed)], family="", now=now)
        numbers = [one.number for one in theirs]
        web.store.note_look(who=_name(who), action="unlock", numbers=numbers, now=now)
        documents.forgive_access(typed)
        return listed(who, unlocked=tail(typed))

    def preview(who: SignedIn, read: ReadFile, values: Mapping[str, str]) -> Response:
        """What would change; nothing has come in yet."""
        rows = [row.request for row in read.rows if row.request is not None]
        changes = {one.number: one for one in web.store.plan_requests(rows)}
        token = ""
        if any(one.what in ("new", "changed") for one in changes.values()):
            officer_id = who.session.officer.officer_id
            token = previews.keep(read, officer_id=officer_id, now=web.clock())
        page = ImportPage(web.head(who), read, changes, token, False, values, simulated)
        return web.page("documents_import.html", page)

    @router.get("/import")
    def import_page(request: Request) -> Response:
        who = clerk(request)
        page = ImportPage(web.head(who), None, {}, "", False, {}, simulated)
        return web.page("documents_import.html", page)

    @router.post("/import")
    def read_file(request: Request, file: Annotated[UploadFile, File()], csrf: FormText = "") -> Response:
        who = pressing(request, csrf)
        read = read_csv(file.file.read(), keyed=keyed, today=web.site.day(web.clock()))
        return preview(who, read, {})

    @router.post("/add")
    def read_form(
        request: Request,
        csrf: FormText = "",
        nomor: FormText = "",
        jenis: FormText = "",
        nik: FormText = "",
        no_kk: FormText = "",
        nama: FormText = "",
        tanggal_lahir: FormText = "",
        status: FormText = "",
        terbitan: FormText = "",
        loket: FormText = "",
        rak: FormText = "",
        bawa: FormText = "",
    ) -> Response:
        """The form's one row, by the same way as a file's; its fields are the file's columns."""
        who = pressing(request, csrf)
        given = (nomor, jenis, nik, no_kk, nama, tanggal_lahir, status, terbitan, loket, rak, bawa)
        values = dict(zip(COLUMNS, given, strict=True))
        row = read_row(values, line=1, keyed=keyed, today=web.site.day(web.clock()))
        return preview(who, ReadFile((row,)), values if row.faults else {})

    @router.post("/import/confirm")
    def import_rows(request: Request, csrf: FormText = "", token: FormText = "") -> Response:
        who = pressing(request, csrf)
        read = previews.taken(token, officer_id=who.session.officer.officer_id, now=web.clock())
        if read is None:
            return web.page(
                "documents_import.html",
                ImportPage(web.head(who), ReadFile(fault="gone"), {}, "", False, {}, simulated),
                409,
            )
        rows: list[NewRequest] = [row.request for row in read.rows if row.request is not None]
        done = web.store.put_requests(rows, who=_name(who), now=web.clock())
        changes = {one.number: one for one in done}
        page = ImportPage(web.head(who), read, changes, "", True, {}, simulated)
        return web.page("documents_import.html", page)

    # --- slips --------------------------------------------------------------------------------------------

    def verify(
        who: SignedIn, checked: Checked | None, said: Literal["handed_over", "mismatch"] | None = None
    ) -> Response:
        mine = [one for one in web.store.audit(number=None, limit=200) if one.who == _name(who)]
        earlier = [one for one in mine if one.action in ("hand_over", "mismatch")]
        page = VerifyPage(web.head(who), checked, tuple(earlier[:EARLIER]), said, simulated)
        return web.page("verify.html", page)

    @router.get("/verify")
    def verify_page(request: Request) -> Response:
        return verify(clerk(request), None)

    @router.post("/verify")
    def check_slip(
        request: Request,
        csrf: FormText = "",
        token: Annotated[str, Form(max_length=LONGEST_TOKEN)] = "",
    ) -> Response:
        """What the scanner types, or the number of a request."""
        who = pressing(request, csrf)
        checked = _checked(web, documents.tokens, token)
        if checked.request is not None:
            numbers = [checked.request.number]
            web.store.note_look(who=_name(who), action="verify", numbers=numbers, now=web.clock())
        return verify(who, checked)

    @router.post("/{request_id}/mismatch")
    def mismatch(request: Request, request_id: str, csrf: FormText = "") -> Response:
        """Whoever brought the slip is not whom it is for: noted, and nothing is handed over."""
        who = pressing(request, csrf)
        number = known(request_id).number
        web.store.note_look(who=_name(who), action="mismatch", numbers=[number], now=web.clock())
        return verify(who, None, "mismatch")

    # --- one request --------------------------------------------------------------------------------------

    @router.get("/{request_id}")
    def one_page(request: Request, request_id: str, new: str = "") -> Response:
        who = clerk(request)
        shown = pins.taken(new, officer_id=who.session.officer.officer_id, now=web.clock())
        return draw(who, request_id, shown=shown if shown and shown.request_id == request_id else None)

    @router.post("/{request_id}/ready")
    def make_ready(
        request: Request,
        request_id: str,
        csrf: FormText = "",
        counter: FormText = "",
        shelf: FormText = "",
        bring: FormText = "",
        collect_by: FormText = "",
    ) -> Response:
        who = pressing(request, csrf)
        last, today = _day(collect_by), web.site.day(web.clock())
        if last is None or not today <= last <= today + LONGEST_WAIT:
            return draw(who, request_id, problem="collect_by")
        things = tuple(one.strip() for one in bring.splitlines() if one.strip())
        if any(holds_parted_number(one) for one in (counter, shelf, *things)):
            return draw(who, request_id, problem="holds_number")

        def make(pin: str, until: datetime, now: datetime) -> bool:
            return web.store.make_ready(
                request_id=request_id,
                ready=Ready(counter.strip() or None, shelf.strip() or None, things, last, until),
                print_pin=pin,
                officer_id=who.session.officer.officer_id,
                now=now,
            )

        return issued(who, request_id, make)

    @router.post("/{request_id}/pin")
    def reissue_pin(request: Request, request_id: str, csrf: FormText = "") -> Response:
        who = pressing(request, csrf)

        def make(pin: str, until: datetime, now: datetime) -> bool:
            return web.store.reissue_pin(
                request_id=request_id,
                print_pin=pin,
                until=until,
                officer_id=who.session.officer.officer_id,
                now=now,
            )

        return issued(who, request_id, make)

    def close(
        request: Request, request_id: str, csrf: str, state: Literal["collected", "revoked"]
    ) -> tuple[SignedIn, bool]:
        who = pressing(request, csrf)
        officer_id = who.session.officer.officer_id
        done = web.store.close_request(
            request_id=request_id, state=state, officer_id=officer_id, now=web.clock()
        )
        return who, done

    @router.post("/{request_id}/revoke")
    def revoke(request: Request, request_id: str, csrf: FormText = "") -> Response:
        who, done = close(request, request_id, csrf, "revoked")
        return _back(request_id) if done else draw(who, request_id, problem="changed")

    @router.post("/{request_id}/hand-over")
    def hand_over(request: Request, request_id: str, csrf: FormText = "", back: FormText = "") -> Response:
        """Once: whoever is second is shown that it was."""
        who, done = close(request, request_id, csrf, "collected")
        if back == "verify" and done:
            return verify(who, None, "handed_over")
        if back == "verify":
            return verify(who, _state_of(web, known(request_id), by_number=False))
        return _back(request_id) if done else draw(who, request_id, problem="changed")

    return router


STATES: Mapping[str, RequestState] = {state: state for state in get_args(RequestState)}


def _back(request_id: str) -> Response:
    return RedirectResponse(f"/documents/{request_id}", 303)


def _name(who: SignedIn) -> str:
    return f"officer:{who.session.officer.officer_id}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _checked(web: Web, tokens: SlipKeys, text: str) -> Checked:
    """A code of 134 characters is a slip's; what is shorter may be a request's number."""
    proven = tokens.proven(text)
    if isinstance(proven, SlipToken):
        request = web.store.request(request_id=proven.request_id, now=web.clock())
        if request is None:
            return Checked("unknown")
        checked = _state_of(web, request, by_number=False)
        old = checked.verdict == "good" and proven.until <= web.clock()
        return Checked("old_slip", request, checked.place) if old else checked
    if proven != "no_token":
        return Checked("forged")
    number = text.strip()
    found = web.store.requests(number=number, state=None, now=web.clock()) if number else ()
    if not found or found[0].number.upper() != number.upper():
        return Checked("no_token")
    return _state_of(web, found[0], by_number=True)


def _state_of(web: Web, request: DocumentRequest, *, by_number: bool) -> Checked:
    verdicts: Mapping[RequestState, Verdict] = {
        "submitted": "not_ready",
        "in_process": "not_ready",
        "ready": "by_number" if by_number else "good",
        "collected": "used",
        "expired": "late",
        "revoked": "revoked",
    }
    return Checked(
        verdicts[request.state], request, web.site.collections[request.kind].place, _by_whom(web, request)
    )


def _by_whom(web: Web, request: DocumentRequest) -> str | None:
    """The officer who handed it over."""
    if request.state != "collected":
        return None
    told = web.store.audit(number=request.number, limit=AUDIT_SHOWN)
    who = next((one.who for one in told if one.action == "hand_over"), None)
    return next(
        (one.display_name for one in web.store.officers() if f"officer:{one.officer_id}" == who), None
    )
