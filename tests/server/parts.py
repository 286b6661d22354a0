"""A site, people, a kiosk and an officer to test the server with."""

import base64
import json
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from commands.server import simulated_registry
from config.families import FamiliesFile
from config.load import load_families, load_profile
from config.models import Profile
from kiosk.wire import (
    FIRST_HASH,
    Event,
    Form,
    Hello,
    Issued,
    JobEnded,
    Message,
    SyncRequest,
    content_digest,
    event_hash,
    signature_base,
    signature_params,
    ticket_code,
)
from server.registry import Keyed
from server.run import RegistryWithRequests
from server.simulated import Fault
from server.site import Site, site_of
from server.sqlite import SqliteStore, prepare_database
from server.store import Clock, Kiosk, NewRequest, NewSession, Press, Store
from server.views.page import Template
from server.voice.clips import Voice, load_voice
from tests.sample import EVENT_BODIES

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 4, 14, 9, 0, tzinfo=ZONE)
TODAY = date(2026, 4, 14)
PASSWORD = "sebelas-ikan-belida"

PROFILE_FOLDER = Path(__file__).with_name("contoh")


def _loaded() -> tuple[Profile, FamiliesFile]:
    profile = load_profile(PROFILE_FOLDER)
    assert isinstance(profile, Profile), profile
    families = load_families(PROFILE_FOLDER, profile.documents)
    assert isinstance(families, FamiliesFile), families
    return profile, families


PROFILE, FAMILIES = _loaded()
SITE = site_of(PROFILE)


def _voice() -> Voice:
    voice = load_voice(PROFILE_FOLDER)
    assert isinstance(voice, Voice), voice
    return voice


VOICE = _voice()

NIK = "1671010101010007"
ACCESS_PIN = "481516"
PRINT_PIN = "234290"
OTHER_NIK = "1671010101010015"
CHILD_NIK = "1671015503220009"


def people(
    keyed: Keyed,
    clock: Callable[[], datetime] = lambda: NOW,
    fault: Callable[[], Fault | None] = lambda: None,
    site: Site = SITE,
) -> RegistryWithRequests:
    return simulated_registry(FAMILIES, site, clock, fault, keyed)


def render(template: Template, page: object) -> str:
    """A page that shows its context; how pages look is tested where they are drawn."""
    return f"<!doctype html><title>{template}</title><pre>{page!r}</pre>"


def open_store(
    folder: Path, site: Site = SITE, monotonic: Callable[[], float] = time.monotonic
) -> SqliteStore:
    path = folder / "server.db"
    assert prepare_database(path) is None
    return SqliteStore(path, site, monotonic=monotonic)


def seat(store: Store, name: str, number: str, agency: str = "disdukcapil") -> tuple[int, int]:
    """A counter and an officer who sits there: (counter_id, officer_id)."""
    officer = store.add_officer(name=name, display_name=name.title(), password=PASSWORD, admin=False)
    counter = store.add_counter(number=number, agency=agency, place="Lantai 1")
    assert officer != "taken" and counter != "taken"
    session = store.sign_in(name=name, password=PASSWORD, address="", now=NOW)
    assert isinstance(session, NewSession)
    assert store.take_counter(token=session.token, counter_id=counter.counter_id, now=NOW)
    return counter.counter_id, officer.officer_id


def press(who: tuple[int, int], expected: str | None = None, now: datetime = NOW, key: str = "") -> Press:
    counter_id, officer_id = who
    return Press(key or str(uuid4()), counter_id, officer_id, expected, now)


def issued(
    number: int, *, letter: str = "C", at: datetime = NOW, code: str | None = None, **other: Any
) -> Issued:
    values: dict[str, Any] = {
        "ticket_id": str(uuid4()),
        "label": f"A-{letter}{number:03d}",
        "code": code or ticket_code(secrets.token_bytes(7)),
        "service": "kk",
        "agency": "disdukcapil",
        "priority": None,
        "language": "id",
        "issued_at": at,
        "label_day": TODAY,
        "business_day": TODAY,
    }
    return Issued(**(values | other))


@dataclass
class Log:
    """A kiosk's event log as it grows."""

    events: list[Event] = field(default_factory=list)

    def add(self, body: Message | dict[str, Any], *, type: str = "") -> Event:
        kind = type or next(name for name, model in EVENT_BODIES.items() if isinstance(body, model))
        values = body if isinstance(body, dict) else body.model_dump(mode="json")
        seq = len(self.events) + 1
        time_ = NOW.astimezone(UTC)
        previous = self.events[-1].hash if self.events else FIRST_HASH
        entry: dict[str, Any] = {
            "seq": seq,
            "id": str(uuid4()),
            "type": kind,
            "body": values,
            "prev_hash": previous,
        }
        event = Event(**entry, time=time_, hash=event_hash(**entry, time=time_.isoformat()))
        self.events.append(event)
        return event


def log_of(*bodies: Message | dict[str, Any]) -> Log:
    log = Log()
    for body in bodies:
        log.add(body)
    return log


def at(now: datetime) -> Clock:
    """A clock that stands there."""
    return lambda: now


HELLO = Hello(boot_id="b", version="1", wall=NOW, unsynced=0, printer="ready")


def enrolled(store: Store, name: str = "pintu utara") -> Kiosk:
    token = store.enrolment_token(kiosk_name=name, now=NOW)
    kiosk = store.enrol(token=token, public_key=bytes(32), series=sorted(SITE.series), clock=at(NOW))
    assert isinstance(kiosk, Kiosk)
    return kiosk


PRINT_PIN = "234290"
"""Of the families' requests, and of those that are made here."""


def ready_kk(store: Store, name: str = "r") -> str:
    """The id of the request KK-2604-`name`, which is made, ready to print, where there is none."""
    number = f"KK-2604-{name}"
    known = [one for one in store.requests(number=number, state=None, now=NOW) if one.number == number]
    if not known:
        request = NewRequest(
            number=number,
            kind="kk",
            state="ready",
            holder_key=f"holder of {name}",
            family_key=f"family of {name}",
            initials="S. W.",
            nik_tail="0001",
            birth_year=None,
            issue=None,
            bring=(),
            counter=None,
            shelf=None,
            ready_on=TODAY,
            collect_by=TODAY + timedelta(days=30),
            print_pin=PRINT_PIN,
            pin_until=NOW + timedelta(days=30),
        )
        store.put_requests([request], who="server", now=NOW)
        return ready_kk(store, name)
    return known[0].request_id


def reserve(
    store: Store,
    kiosk: Kiosk,
    job_id: str = "j",
    *,
    name: str = "r",
    form: Form = "slip",
    now: datetime = NOW,
) -> bool:
    """Holds the request KK-2604-`name` for a print job of the kiosk."""
    request_id = ready_kk(store, name)
    pin = store.fitting_pin(request_id=request_id, print_pin=PRINT_PIN)
    held = pin and store.reserve(
        request_id=request_id,
        form=form,
        pin=pin,
        kiosk=kiosk,
        job_id=job_id,
        now=now,
    )
    return bool(held)


def slip_ended(state: str, job_id: str = "j") -> JobEnded:
    """The end of a document's print job."""
    return JobEnded.model_validate(
        {"job_id": job_id, "ticket_id": None, "state": state, "evidence": None, "reprint": 0}
    )


def bring(store: Store, kiosk: Kiosk, bodies: Sequence[Message], now: datetime = NOW) -> Log:
    log = Log()
    for body in bodies:
        log.add(body)
    taken = store.take_in(kiosk=kiosk, hello=HELLO, events=log.events, clock=at(now))
    assert taken.acked_through == len(log.events)
    return log


TURN = timedelta(minutes=6)


def busy_morning(store: Store) -> tuple[list[Issued], datetime]:
    """Twelve tickets of NOW; two counters call one each every TURN, until four wait: the time of that."""
    kiosk = enrolled(store)
    tickets = [issued(number, letter=kiosk.letter) for number in range(1, 13)]
    bring(store, kiosk, tickets)
    counters = [seat(store, "ayu", "3"), seat(store, "budi", "4")]
    now = NOW
    for turn in range(4):
        now = NOW + turn * TURN
        for who in counters:
            view = store.console_view(counter_id=who[0], now=now)
            assert view is not None
            store.call_next(press(who, view.serving.ticket_id if view.serving else None, now))
    return tickets, now


@dataclass
class HttpKiosk:
    """A kiosk over HTTP: enrols, signs, keeps a log."""

    address: str
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    log: Log = field(default_factory=Log)
    kiosk_id: str = ""
    epoch: int = 0
    letter: str = ""

    def enrol(self, token: str) -> requests.Response:
        raw = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        body = {"token": token, "public_key": base64.b64encode(raw).decode(), "host": "t"}
        answer = requests.post(f"{self.address}/v1/enrol", json=body, timeout=10)
        if answer.ok:
            given = answer.json()
            self.kiosk_id, self.epoch, self.letter = given["kiosk_id"], given["epoch"], given["letter"]
        return answer

    def headers(self, path: str, body: bytes, *, at: datetime, nonce: str | None = None) -> dict[str, str]:
        digest = content_digest(body)
        params = signature_params(
            key_id=self.kiosk_id, created=int(at.timestamp()), nonce=nonce or secrets.token_urlsafe(12)
        )
        base = signature_base(method="POST", path=path, digest=digest, params=params)
        return {
            "Content-Type": "application/json",
            "Content-Digest": digest,
            "Signature-Input": f"sig1={params}",
            "Signature": f"sig1=:{base64.b64encode(self.key.sign(base)).decode()}:",
        }

    def post(self, path: str, message: dict[str, Any], *, at: datetime) -> requests.Response:
        body = json.dumps(message).encode()
        headers = self.headers(path, body, at=at)
        return requests.post(self.address + path, data=body, headers=headers, timeout=10)

    def sync(self, *, at: datetime, since: int = 0) -> requests.Response:
        message = SyncRequest(
            kiosk_id=self.kiosk_id, epoch=self.epoch, hello=HELLO, events=tuple(self.log.events[since:])
        )
        return self.post("/v1/sync", message.model_dump(mode="json"), at=at)
