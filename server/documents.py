"""A citizen's documents at a kiosk: one answer whatever was wrong, limited tries, one print for one PIN.

A look lives five minutes, in memory, for the kiosk that asked. Tries are counted under a keyed hash of the
NIK, so that the lock is shared by all kiosks and the database tells nobody whose it is; the key lies in a
file of its own.
"""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import assert_never

from kiosk.wire import (
    CollectionAnswer,
    CollectionRequest,
    DocumentLine,
    DocumentsAnswer,
    DocumentsRequest,
    ReserveAnswer,
    ReserveRequest,
)
from server.registry import Registry
from server.store import Kiosk, Store

LOOK_LIFE = timedelta(minutes=5)
"""Longer than a person needs between the list and the print PIN, shorter than the next visitor's patience."""


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


@dataclass(frozen=True, slots=True)
class _Look:
    person: str
    kiosk_id: str
    print_tries: str
    ends: datetime


class Documents:
    def __init__(self, *, store: Store, registry: Registry, key: bytes) -> None:
        self._store = store
        self._registry = registry
        self._key = key
        self._looks: dict[str, _Look] = {}
        self._lock = Lock()

    def look(self, kiosk: Kiosk, request: DocumentsRequest, *, now: datetime) -> DocumentsAnswer:
        tries = self._hashed("access", request.nik)
        locked_until = self._store.note_attempt(key=tries, ok=False, now=now)
        if locked_until is not None:
            return DocumentsAnswer(outcome="locked", locked_until=locked_until)
        person = self._registry.authenticate(nik=request.nik, access_pin=request.access_pin)
        if person is None:
            return DocumentsAnswer(outcome="no_match")
        self._store.note_attempt(key=tries, ok=True, now=now)
        session = secrets.token_urlsafe(24)
        look = _Look(person, kiosk.kiosk_id, self._hashed("print", request.nik), now + LOOK_LIFE)
        with self._lock:
            self._looks = {name: one for name, one in self._looks.items() if one.ends > now}
            self._looks[session] = look
        lines = tuple(self._as_held(line) for line in self._registry.documents(person))
        return DocumentsAnswer(outcome="found", session=session, documents=lines)

    def collection(self, kiosk: Kiosk, request: CollectionRequest, *, now: datetime) -> CollectionAnswer:
        """Every kind is printable at every site so far."""
        look = self._look(kiosk, request.session, now)
        return CollectionAnswer(outcome="session_over" if look is None else "not_ready")

    def _look(self, kiosk: Kiosk, session: str, now: datetime) -> _Look | None:
        with self._lock:
            look = self._looks.get(session)
        return look if look is not None and look.ends > now and look.kiosk_id == kiosk.kiosk_id else None

    def reserve(self, kiosk: Kiosk, request: ReserveRequest, *, now: datetime) -> ReserveAnswer:
        look = self._look(kiosk, request.session, now)
        if look is None:
            return ReserveAnswer(outcome="session_over")
        locked_until = self._store.note_attempt(key=look.print_tries, ok=False, now=now)
        if locked_until is not None:
            return ReserveAnswer(outcome="locked", locked_until=locked_until)
        request_id = request.request_id
        if not self._registry.print_pin_fits(look.person, request_id=request_id, print_pin=request.print_pin):
            return ReserveAnswer(outcome="no_match")
        self._store.note_attempt(key=look.print_tries, ok=True, now=now)
        slip = self._registry.slip(look.person, request_id=request_id)
        if slip is None:
            return ReserveAnswer(outcome="not_ready")
        held = self._store.reserve(
            request_id=request_id,
            request_no=slip.request_no,
            kind=slip.kind,
            kiosk=kiosk,
            job_id=request.job_id,
            now=now,
        )
        return ReserveAnswer(outcome="reserved", slip=slip) if held else ReserveAnswer(outcome="not_ready")

    def _as_held(self, line: DocumentLine) -> DocumentLine:
        """What the registry calls ready may be used up here, or held for a job that has not ended yet."""
        held = self._store.reservation(request_id=line.request_id)
        if held is None or line.state != "ready":
            return line
        match held.state:
            case "consumed":
                return line.model_copy(update={"state": "collected"})
            case "reserved" | "undecided":
                return line.model_copy(update={"state": "in_process", "ready_on": None})
            case "released":
                return line
            case _:
                assert_never(held.state)

    def _hashed(self, purpose: str, nik: str) -> str:
        return hmac.new(self._key, f"{purpose}:{nik}".encode(), hashlib.sha256).hexdigest()
