"""The document desk: document requests are brought in, made ready, handed over; slips are checked.

For officers at a counter of the agency that hands documents out, and for admins. Each look at a person's
data is in the audit before it is shown.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock
from types import MappingProxyType
from typing import Annotated, Generic, Literal, TypeVar, get_args

from fastapi import APIRouter, Depends, File, Form, HTTPException, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from config.identity import (
    holds_number,
    holds_parted_number,
    is_number,
    request_number_holds_number,
    tail,
)
from server.documents import Documents
from server.imports import COLUMNS, ReadFile, read_csv, read_row
from server.registry import Keyed
from server.slip_tokens import SlipKeys, SlipToken
from server.store import (
    AuditAction,
    DocumentRequest,
    NewRequest,
    Ready,
    RequestChange,
    RequestState,
    Store,
    audited_officer,
)
from server.views.documents import (
    Checked,
    DocumentPage,
    DocumentsPage,
    ImportPage,
    PrintPinShown,
    RequestProblem,
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
        self._lock = Lock()

    def keep(self, what: T, *, officer_id: int, now: datetime) -> str:
        token = secrets.token_urlsafe(16)
        with self._lock:
            for ended in [name for name, one in self._kept.items() if one.ends <= now]:
                del self._kept[ended]
            self._kept[token] = _Kept(officer_id, what, now + self._life)
        return token

    def taken(self, token: str, *, officer_id: int, now: datetime) -> T | None:
        with self._lock:
            one = self._kept.pop(token, None)
        return one.what if one is not None and one.officer_id == officer_id and one.ends > now else None


@dataclass(frozen=True, slots=True)
class DocumentDesk:
    """What its routes share: who may press, and the pages that more than one of them leads to."""

    web: Web
    documents: Documents
    keyed: Keyed
    previews: Once[ReadFile]
    pins: Once[PrintPinShown]

    @property
    def simulated(self) -> bool:
        return self.documents.registry.simulated

    @property
    def store(self) -> Store:
        return self.web.store

    def now(self) -> datetime:
        return self.web.clock()

    def today(self) -> date:
        return self.web.site.day(self.now())

    def clerk(self, request: Request) -> SignedIn:
        """An officer who may handle documents, or a refusal."""
        who = self.web.signed_in(request)
        if not self.web.handles_documents(who):
            raise HTTPException(403, "other_counter")
        return who

    def sender(self, request: Request, csrf: FormText = "") -> SignedIn:
        """The clerk who sent a form of ours. Routes that change something depend on it."""
        who = self.clerk(request)
        check_form(request, who, csrf)
        return who

    def known(self, request_id: str) -> DocumentRequest:
        found = self.store.request(request_id=request_id, now=self.now())
        if found is None:
            raise HTTPException(404, "not_found")
        return found

    def note(self, who: SignedIn, action: AuditAction, *numbers: str) -> None:
        self.store.note(who=_name(who), action=action, numbers=numbers, now=self.now())

    # --- pages --------------------------------------------------------------------------------------------

    def list_page(
        self,
        who: SignedIn,
        number: str = "",
        state: RequestState | None = None,
        *,
        unlocked: str | None = None,
        problem: Literal["not_16_digits", "holds_number"] | None = None,
    ) -> Response:
        found = self.store.requests(number=number, state=state, now=self.now())
        page = DocumentsPage(self.web.head(who), found, number, state, self.simulated, unlocked, problem)
        return self.web.page("documents.html", page, 200 if problem is None else 409)

    def import_page(
        self,
        who: SignedIn,
        read: ReadFile | None = None,
        *,
        changes: Sequence[RequestChange] = (),
        token: str = "",
        done: bool = False,
        values: Mapping[str, str] = MappingProxyType({}),
    ) -> Response:
        by_number = {one.number: one for one in changes}
        page = ImportPage(self.web.head(who), read, by_number, token, done, values, self.simulated)
        gone = read is not None and read.fault == "gone"
        return self.web.page("documents_import.html", page, 409 if gone else 200)

    def verify_page(
        self,
        who: SignedIn,
        checked: Checked | None = None,
        said: Literal["handed_over", "mismatch"] | None = None,
    ) -> Response:
        if checked is not None and checked.request is not None:
            self.note(who, "verify", checked.request.number)
        earlier = self.store.audit(
            number=None, who=_name(who), actions=("hand_over", "mismatch"), limit=EARLIER
        )
        page = VerifyPage(self.web.head(who), checked, earlier, said, self.simulated)
        return self.web.page("verify.html", page)

    def request_page(
        self,
        who: SignedIn,
        request_id: str,
        *,
        shown: PrintPinShown | None = None,
        problem: RequestProblem | None = None,
    ) -> Response:
        request, today = self.known(request_id), self.today()
        self.note(who, "open", request.number)
        page = DocumentPage(
            head=self.web.head(who),
            request=request,
            audit=self.store.audit(number=request.number, limit=AUDIT_SHOWN),
            officers={one.officer_id: one.display_name for one in self.store.officers()},
            collect_by=today + timedelta(days=self.web.site.document_rules.collect_within_days),
            today=today,
            last_day=today + LONGEST_WAIT,
            new_pin=shown,
            problem=problem,
            simulated=self.simulated,
        )
        return self.web.page("document.html", page, 200 if problem is None else 409)

    # --- what a press leads to ----------------------------------------------------------------------------

    def placed(
        self, counter: FormText = "", shelf: FormText = "", bring: FormText = "", collect_by: FormText = ""
    ) -> Ready | RequestProblem:
        """What its form says of a ready document, or what is wrong with it."""
        last, today = _day(collect_by), self.today()
        if last is None or not today <= last <= today + LONGEST_WAIT:
            return "collect_by"
        things = tuple(one.strip() for one in bring.splitlines() if one.strip())
        if any(holds_parted_number(one) for one in (counter, shelf, *things)):
            return "holds_number"
        return Ready(counter.strip() or None, shelf.strip() or None, things, last)

    def issued(
        self, who: SignedIn, request_id: str, issue: Callable[[str, datetime, datetime], bool]
    ) -> Response:
        """A new print PIN, for which no try counts that was made before it. The page that it leads to shows
        it once: loading that again makes no other. `issue` takes the PIN, until when it is good, and now."""
        rules, now = self.web.site.document_rules, self.now()
        pin = "".join(secrets.choice("0123456789") for _ in range(rules.print_pin_length))
        until = now + timedelta(days=rules.print_pin_days)
        if not issue(pin, until, now):
            return self.request_page(who, request_id, problem="changed")
        self.documents.forgive_print(request_id)
        shown = PrintPinShown(request_id, pin, self.web.site.local(until))
        token = self.pins.keep(shown, officer_id=_id(who), now=now)
        return RedirectResponse(f"/documents/{request_id}?new={token}", 303)

    def closed(self, who: SignedIn, request_id: str, state: Literal["collected", "revoked"]) -> bool:
        return self.store.close_request(
            request_id=request_id, state=state, officer_id=_id(who), now=self.now()
        )

    def preview(self, who: SignedIn, read: ReadFile, values: Mapping[str, str]) -> Response:
        """What would change; nothing has come in yet."""
        changes = self.store.plan_requests(_whole(read))
        token = ""
        if any(one.what in ("new", "changed") for one in changes):
            token = self.previews.keep(read, officer_id=_id(who), now=self.now())
        return self.import_page(who, read, changes=changes, token=token, values=values)


def document_routes(web: Web, documents: Documents, *, keyed: Keyed) -> APIRouter:
    router = APIRouter(prefix="/documents", include_in_schema=False)
    at = DocumentDesk(web, documents, keyed, Once(PREVIEW_LIFE), Once(PIN_LIFE))
    _find(router, at)
    _bring_in(router, at)
    _check_slips(router, at)
    _change(router, at)
    return router


def _find(router: APIRouter, at: DocumentDesk) -> None:
    Clerk = Annotated[SignedIn, Depends(at.clerk)]
    Sender = Annotated[SignedIn, Depends(at.sender)]

    @router.get("")
    def list_page(who: Clerk) -> Response:
        return at.list_page(who)

    @router.post("")
    def search(who: Sender, number: FormText = "", state: FormText = "") -> Response:
        """By a form, for an address stays in the browser's history and a NIK may be typed here."""
        wanted = STATES.get(state)
        if holds_number("".join(number.split())) or request_number_holds_number(number):
            return at.list_page(who, state=wanted, problem="holds_number")
        return at.list_page(who, number.strip()[:100], wanted)

    @router.post("/unlock")
    def unlock(who: Sender, nik: FormText = "") -> Response:
        """Whoever stands at the counter with their KTP-el may try their access PIN again, at once."""
        typed = "".join(nik.split())
        if not is_number(typed):
            return at.list_page(who, problem="not_16_digits")
        theirs = at.store.requests_of(holders=[at.keyed(typed)], family=None, now=at.now())
        at.note(who, "unlock", at.documents.audited(typed), *(one.number for one in theirs))
        at.documents.forgive_access(typed)
        return at.list_page(who, unlocked=tail(typed))


def _bring_in(router: APIRouter, at: DocumentDesk) -> None:
    Clerk = Annotated[SignedIn, Depends(at.clerk)]
    Sender = Annotated[SignedIn, Depends(at.sender)]

    @router.get("/import")
    def import_page(who: Clerk) -> Response:
        return at.import_page(who)

    @router.post("/import")
    def read_file(who: Sender, file: Annotated[UploadFile, File()]) -> Response:
        return at.preview(who, read_csv(file.file.read(), keyed=at.keyed, today=at.today()), {})

    @router.post("/add")
    def read_form(
        who: Sender,
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
        given = (nomor, jenis, nik, no_kk, nama, tanggal_lahir, status, terbitan, loket, rak, bawa)
        values = dict(zip(COLUMNS, given, strict=True))
        row = read_row(values, line=1, keyed=at.keyed, today=at.today())
        return at.preview(who, ReadFile((row,)), values if row.faults else {})

    @router.post("/import/confirm")
    def import_rows(who: Sender, token: FormText = "") -> Response:
        read = at.previews.taken(token, officer_id=_id(who), now=at.now())
        if read is None:
            return at.import_page(who, ReadFile(fault="gone"))
        changes = at.store.put_requests(_whole(read), who=_name(who), now=at.now())
        return at.import_page(who, read, changes=changes, done=True)


def _check_slips(router: APIRouter, at: DocumentDesk) -> None:
    Clerk = Annotated[SignedIn, Depends(at.clerk)]
    Sender = Annotated[SignedIn, Depends(at.sender)]

    @router.get("/verify")
    def verify_page(who: Clerk) -> Response:
        return at.verify_page(who)

    @router.post("/verify")
    def check_slip(who: Sender, token: Annotated[str, Form(max_length=LONGEST_TOKEN)] = "") -> Response:
        """What the scanner types, or the number of a request."""
        return at.verify_page(who, _checked(at.web, at.documents.tokens, token))

    @router.post("/{request_id}/mismatch")
    def mismatch(who: Sender, request_id: str) -> Response:
        """Whoever brought the slip is not whom it is for: noted, and nothing is handed over."""
        at.note(who, "mismatch", at.known(request_id).number)
        return at.verify_page(who, said="mismatch")


def _change(router: APIRouter, at: DocumentDesk) -> None:
    """Of one request. What follows `/documents/` is its id here: the other pages' routes stand before."""
    Clerk = Annotated[SignedIn, Depends(at.clerk)]
    Sender = Annotated[SignedIn, Depends(at.sender)]
    Placed = Annotated[Ready | RequestProblem, Depends(at.placed)]

    @router.get("/{request_id}")
    def request_page(who: Clerk, request_id: str, new: str = "") -> Response:
        shown = at.pins.taken(new, officer_id=_id(who), now=at.now())
        return at.request_page(
            who, request_id, shown=shown if shown and shown.request_id == request_id else None
        )

    @router.post("/{request_id}/ready")
    def make_ready(who: Sender, request_id: str, ready: Placed) -> Response:
        if not isinstance(ready, Ready):
            return at.request_page(who, request_id, problem=ready)

        def make(pin: str, until: datetime, now: datetime) -> bool:
            return at.store.make_ready(
                request_id=request_id, ready=ready, print_pin=pin, until=until, officer_id=_id(who), now=now
            )

        return at.issued(who, request_id, make)

    @router.post("/{request_id}/correct")
    def correct(who: Sender, request_id: str, ready: Placed) -> Response:
        """Of a ready one, whose print PIN stays as it is."""
        if not isinstance(ready, Ready):
            return at.request_page(who, request_id, problem=ready)
        refused = at.store.correct_ready(
            request_id=request_id, ready=ready, officer_id=_id(who), now=at.now()
        )
        return at.request_page(who, request_id, problem=refused) if refused else _back(request_id)

    @router.post("/{request_id}/pin")
    def reissue_pin(who: Sender, request_id: str) -> Response:
        def make(pin: str, until: datetime, now: datetime) -> bool:
            return at.store.reissue_pin(
                request_id=request_id, print_pin=pin, until=until, officer_id=_id(who), now=now
            )

        return at.issued(who, request_id, make)

    @router.post("/{request_id}/revoke")
    def revoke(who: Sender, request_id: str) -> Response:
        done = at.closed(who, request_id, "revoked")
        return _back(request_id) if done else at.request_page(who, request_id, problem="changed")

    @router.post("/{request_id}/hand-over")
    def hand_over(who: Sender, request_id: str, back: FormText = "") -> Response:
        """Once: whoever is second is shown that it was."""
        done = at.closed(who, request_id, "collected")
        if back == "verify" and done:
            return at.verify_page(who, said="handed_over")
        if back == "verify":
            return at.verify_page(who, _state_of(at.web, at.known(request_id), by_number=False))
        return _back(request_id) if done else at.request_page(who, request_id, problem="changed")


STATES: Mapping[str, RequestState] = {state: state for state in get_args(RequestState)}


def _back(request_id: str) -> Response:
    return RedirectResponse(f"/documents/{request_id}", 303)


def _id(who: SignedIn) -> int:
    return who.session.officer.officer_id


def _name(who: SignedIn) -> str:
    return audited_officer(_id(who))


def _whole(read: ReadFile) -> list[NewRequest]:
    """What its right rows give."""
    return [row.request for row in read.rows if row.request is not None]


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
    told = web.store.audit(number=request.number, actions=("hand_over",), limit=1)
    names = {audited_officer(one.officer_id): one.display_name for one in web.store.officers()}
    return names.get(told[0].who) if told else None
