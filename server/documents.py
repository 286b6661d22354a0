"""A citizen's documents at a kiosk: one answer whatever was wrong, limited tries, one print for one PIN.

The registry says who somebody is and what their slips may show; which documents wait, and their print PINs,
are the site's own. A look lives five minutes, in memory, for the kiosk that asked. Tries are counted under a
keyed hash, so that a lock is shared by all kiosks and the database tells nobody whose it is; the key lies in
a file of its own.
"""

import hashlib
import hmac
import os
import secrets
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Literal, TypedDict, assert_never

from config.identity import tail
from kiosk.wire import (
    CollectionAnswer,
    CollectionRequest,
    CollectionSlip,
    DocumentLine,
    DocumentsAnswer,
    DocumentSlip,
    DocumentsRequest,
    Form,
    ReserveAnswer,
    ReserveRequest,
)
from server.registry import Access, Content, Holder, Keyed, Registry
from server.site import Site
from server.slip_tokens import SlipKeys
from server.store import DocumentRequest, Held, Kiosk, Locked, Store

LOOK_LIFE = timedelta(minutes=5)
"""Longer than a person needs between the list and the print PIN, shorter than the next visitor's patience."""

TOKEN_LIFE = timedelta(days=30)
"""Of a slip whose document has no last day."""


AUDITED = 12
"""Characters of a keyed hash that stand for somebody in the audit: 48 bits tell a city's people apart."""


def secret_key(path: Path) -> bytes:
    """The site's key for hashes about citizens: made on first use, mode 0600, never in the database."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        key = secrets.token_bytes(32)
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key


def keyed_hash(key: bytes, purpose: str = "number") -> Keyed:
    """Of a NIK or No. KK: the same number is the same 64 characters at this site, and elsewhere nothing; nor
    is it the same for another purpose."""
    return lambda number: hmac.new(key, f"{purpose}:{number}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class _Look:
    access: Access
    kiosk_id: str
    requests: frozenset[str]
    ends: datetime

    def holder(self, request: DocumentRequest) -> Holder | None:
        return next((one for one in self.access.holders if one.key == request.holder_key), None)


class _Where(TypedDict):
    """Of both kinds of slip: where the document waits, and what proves it there."""

    counter: str | None
    shelf: str | None
    collect_by: datetime | None
    place: str | None
    token: str


@dataclass(frozen=True, slots=True)
class Documents:
    store: Store
    site: Site
    registry: Registry
    tokens: SlipKeys
    key: bytes = field(repr=False)
    _looks: dict[str, _Look] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    # --- who is it ----------------------------------------------------------------------------------------

    def look(self, kiosk: Kiosk, request: DocumentsRequest, *, now: datetime) -> DocumentsAnswer:
        counted = keyed_hash(self.key, "access")(request.nik)
        tries = self.store.note_attempt(key=counted, now=now)
        if isinstance(tries, Locked):
            return DocumentsAnswer(outcome="locked", locked_until=tries.until)
        access = self.registry.authenticate(nik=request.nik, access_pin=request.access_pin)
        match access:
            case "no_match":
                if tries.then_until is not None:
                    return DocumentsAnswer(outcome="locked", locked_until=tries.then_until)
                return DocumentsAnswer(outcome="no_match")
            case "away":
                self.store.return_attempt(key=counted, then_until=tries.then_until)
                return DocumentsAnswer(outcome="registry_away")
            case "not_recorded" | "pin_expired":
                self.store.forget_attempts(key=counted)
                return DocumentsAnswer(outcome=access)
            case Access():
                self.store.forget_attempts(key=counted)
                return self._listed(kiosk, access, now)
            case _:
                assert_never(access)

    def _listed(self, kiosk: Kiosk, access: Access, now: datetime) -> DocumentsAnswer:
        keys = [holder.key for holder in access.holders]
        requests = self.store.requests_of(holders=keys, family=access.family, now=now)
        numbers = [one.number for one in requests]
        self.store.note(who=f"kiosk:{kiosk.kiosk_id}", action="look", numbers=numbers, now=now)
        session = secrets.token_urlsafe(24)
        seen = frozenset(one.request_id for one in requests)
        look = _Look(access, kiosk.kiosk_id, seen, now + LOOK_LIFE)
        with self._lock:
            for ended in [name for name, one in self._looks.items() if one.ends <= now]:
                del self._looks[ended]
            self._looks[session] = look
        lines = (self._line(look, one) for one in requests if one.state != "revoked")
        return DocumentsAnswer(outcome="found", session=session, documents=tuple(lines))

    def _line(self, look: _Look, request: DocumentRequest) -> DocumentLine:
        holder = look.holder(request)
        place = self.site.collections[request.kind]
        return DocumentLine(
            request_id=request.request_id,
            request_no=request.number,
            kind=request.kind,
            state=_shown(request),
            holder=request.initials or "" if holder is None else holder.name,
            ready_on=request.ready_on,
            collect_by=self._collect_by(request),
            place=place.place,
            counter=request.counter,
            printable=place.printable,
            slip=request.slip,
        )

    def _looked(self, kiosk: Kiosk, session: str, now: datetime) -> _Look | None:
        with self._lock:
            look = self._looks.get(session)
        return look if look is not None and look.ends > now and look.kiosk_id == kiosk.kiosk_id else None

    # --- what an officer lifts ----------------------------------------------------------------------------

    def audited(self, nik: str) -> str:
        """How the audit names somebody of whom there may be no request: `nik:0007:1f2e3d4c5b6a`, the last
        digits and the beginning of a keyed hash of this one purpose. One person has one name."""
        return f"nik:{tail(nik)}:{keyed_hash(self.key, 'audit')(nik)[:AUDITED]}"

    def forgive_access(self, nik: str) -> None:
        """Tries of this person's access PIN count from the beginning."""
        self.store.forget_attempts(key=keyed_hash(self.key, "access")(nik))

    def forgive_print(self, request_id: str) -> None:
        self.store.forget_attempts(key=keyed_hash(self.key, "print")(request_id))

    # --- slips --------------------------------------------------------------------------------------------

    def reserve(self, kiosk: Kiosk, asked: ReserveRequest, *, now: datetime) -> ReserveAnswer:
        look = self._looked(kiosk, asked.session, now)
        if look is None:
            return ReserveAnswer(outcome="session_over")
        request = self._seen(look, asked.request_id, now)
        if request is not None and not self._may_print(request, asked.form):
            return ReserveAnswer(outcome="not_ready")
        counted = keyed_hash(self.key, "print")(asked.request_id)
        tries = self.store.note_attempt(key=counted, now=now)
        if isinstance(tries, Locked):
            return ReserveAnswer(outcome="locked", locked_until=tries.until)
        known = None if request is None else request.request_id
        pin = self.store.fitting_pin(request_id=known, print_pin=asked.print_pin)
        if pin is None or request is None:
            if tries.then_until is not None:
                return ReserveAnswer(outcome="locked", locked_until=tries.then_until)
            return ReserveAnswer(outcome="no_match", tries_left=tries.left)
        self.store.forget_attempts(key=counted)
        if request.slip == "printed":
            return ReserveAnswer(outcome="pin_used")
        if request.pin_over(now):
            return ReserveAnswer(outcome="pin_expired")
        return self._held(kiosk, look, request, pin, asked, now)

    def _held(
        self,
        kiosk: Kiosk,
        look: _Look,
        request: DocumentRequest,
        pin: str,
        asked: ReserveRequest,
        now: datetime,
    ) -> ReserveAnswer:
        """The registry may take its time: what officers do meanwhile counts."""
        key = look.access.family if request.kind == "kk" else request.holder_key or ""
        ask = self.registry.content if asked.form == "slip" else self.registry.page
        content = ask(look.access.handle, kind=request.kind, holder=key)
        if content == "away":
            return ReserveAnswer(outcome="registry_away")
        if content == "unknown":
            return ReserveAnswer(outcome="not_ready")
        held = self.store.reserve(
            request_id=request.request_id,
            form=asked.form,
            pin=pin,
            kiosk=kiosk,
            job_id=asked.job_id,
            now=now,
        )
        if held is None:
            return ReserveAnswer(outcome="not_ready")
        if isinstance(content, bytes):
            return ReserveAnswer(outcome="reserved", page=b64encode(content))
        return ReserveAnswer(outcome="reserved", slip=self._slip(held, content, now))

    def _slip(self, held: Held, content: Content, now: datetime) -> DocumentSlip:
        request = held.request
        return DocumentSlip(
            kind=request.kind,
            simulated=self.registry.simulated,
            request_no=request.number,
            bring=request.bring,
            issue=request.issue if request.kind == "ktp" else None,
            reprint=held.reprint,
            members=content.members,
            kk_tail=content.kk_tail,
            head=content.head,
            address=content.address,
            rt_rw=content.rt_rw,
            kelurahan=content.kelurahan,
            kecamatan=content.kecamatan,
            kia_kind=content.kia_kind,
            **self._where(request, now),
        )

    def collection(self, kiosk: Kiosk, asked: CollectionRequest, *, now: datetime) -> CollectionAnswer:
        """No PIN is asked, for the slip says no more than the list does."""
        look = self._looked(kiosk, asked.session, now)
        if look is None:
            return CollectionAnswer(outcome="session_over")
        request = self._seen(look, asked.request_id, now)
        place = None if request is None else self.site.collections[request.kind]
        if request is None or place is None or place.printable or request.state != "ready":
            return CollectionAnswer(outcome="not_ready")
        who = f"kiosk:{kiosk.kiosk_id}"
        self.store.note(who=who, action="collection", numbers=[request.number], now=now)
        holder = look.holder(request)
        slip = CollectionSlip(
            kind=request.kind,
            simulated=self.registry.simulated,
            request_no=request.number,
            holder=request.initials or "" if holder is None else holder.name,
            nik_tail=request.nik_tail or "",
            collect_from=place.next_moment(now),
            bring=request.bring,
            **self._where(request, now),
        )
        return CollectionAnswer(outcome="found", slip=slip)

    def _where(self, request: DocumentRequest, now: datetime) -> _Where:
        until = now + TOKEN_LIFE
        if request.collect_by is not None:
            until = self.site.beginning(request.collect_by + timedelta(days=1))
        return {
            "counter": request.counter,
            "shelf": request.shelf,
            "collect_by": self._collect_by(request),
            "place": self.site.collections[request.kind].place,
            "token": self.tokens.signed(request_id=request.request_id, until=until),
        }

    def _seen(self, look: _Look, request_id: str, now: datetime) -> DocumentRequest | None:
        """One that this look has listed, as it is now."""
        return self.store.request(request_id=request_id, now=now) if request_id in look.requests else None

    def _may_print(self, request: DocumentRequest, form: Form) -> bool:
        allowed = form == "slip" or request.kind in self.site.document_rules.pages
        return allowed and request.state == "ready" and self.site.collections[request.kind].printable

    def _collect_by(self, request: DocumentRequest) -> datetime | None:
        if request.ready_on is None or request.collect_by is None:
            return None
        return self.site.collections[request.kind].last_moment(request.ready_on, request.collect_by)


def _shown(request: DocumentRequest) -> Literal["ready", "in_process", "collected", "expired"]:
    match request.state:
        case "submitted" | "in_process":
            return "in_process"
        case "ready" | "collected" | "expired":
            return request.state
        case "revoked":
            raise ValueError("a request that was revoked is shown to nobody")
        case _:
            assert_never(request.state)
