"""Who a kiosk is: enrolment by a one-time token, and each request's signature (RFC 9421, one fixed form)."""

import base64
import binascii
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

from kiosk.wire import (
    MAX_SKEW_SECONDS,
    EnrolAnswer,
    EnrolRequest,
    ReadmitAnswer,
    UnprovenReason,
    canonical,
    content_digest,
    signature_base,
    signature_params,
)
from server.clock import SiteClock
from server.limits import Limiter
from server.site import Site
from server.store import EnrolRefusal, Kiosk, Store

MAX_BODY_BYTES = 1024 * 1024
"""200 events of the longest kind are a quarter of it."""

_INPUT = re.compile(
    r'sig1=\("@method" "@path" "content-digest"\);created=(?P<created>[0-9]{1,12})'
    r';keyid="(?P<key_id>[0-9a-f-]{36})"'
    r';nonce="(?P<nonce>[A-Za-z0-9_=+/.-]{8,64})";alg="ed25519"'
)
_SIGNATURE = re.compile(r"sig1=:(?P<value>[A-Za-z0-9+/=]{88}):")


@dataclass(frozen=True, slots=True)
class Unproven:
    """Why a request is not taken as a kiosk's.

    Said openly: it helps a technician and tells a stranger nothing.
    """

    reason: UnprovenReason


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it came; `headers` by lower-case name."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Signed:
    """A request that a kiosk signed just now; whether for the first time, its nonce tells the store."""

    kiosk: Kiosk
    nonce: str
    with_next: bool
    """By the kiosk's next key."""


def signed_by(sent: Sent, *, known: Callable[[str], Kiosk | None], now: datetime) -> Signed | Unproven:
    """Who signed this request, of those that are `known` by their id."""
    found = _INPUT.fullmatch(sent.headers.get("signature-input", ""))
    signature = _SIGNATURE.fullmatch(sent.headers.get("signature", ""))
    if found is None or signature is None:
        return Unproven("unsigned")
    kiosk = known(found["key_id"])
    if kiosk is None:
        return Unproven("unknown_kiosk")
    digest = sent.headers.get("content-digest", "")
    if digest != content_digest(sent.body):
        return Unproven("digest")
    created = int(found["created"])
    params = signature_params(key_id=kiosk.kiosk_id, created=created, nonce=found["nonce"])
    base = signature_base(method=sent.method, path=sent.path, digest=digest, params=params)
    with_next = not _fits(kiosk.public_key, signature["value"], base)
    if with_next and not (kiosk.next_key and _fits(kiosk.next_key, signature["value"], base)):
        return Unproven("signature")
    # After the signature: only the kiosk itself learns that its clock is wrong, or adds to the nonces.
    if abs(now.timestamp() - created) > MAX_SKEW_SECONDS:
        return Unproven("clock")
    return Signed(kiosk, found["nonce"], with_next)


def _fits(key: bytes, signature: str, base: bytes) -> bool:
    try:
        VerifyKey(key).verify(base, base64.b64decode(signature))
    except (CryptoError, binascii.Error):
        return False
    return True


@dataclass(frozen=True, slots=True)
class TooOften:
    """The kiosk may ask again in `seconds`."""

    seconds: float


def prove(sent: Sent, *, store: Store, limiter: Limiter, clock: SiteClock) -> Kiosk | Unproven | TooOften:
    """The kiosk that signed this request now, and for the first time.

    Its limit stands behind the signature: no stranger uses up what a kiosk may ask.
    """
    signed = signed_by(sent, known=store.kiosk, now=clock.wall())
    if isinstance(signed, Unproven):
        return signed
    if (seconds := limiter.wait(signed.kiosk.kiosk_id)) > 0:
        return TooOften(seconds)
    if not store.fresh_nonce(kiosk_id=signed.kiosk.kiosk_id, nonce=signed.nonce, now=clock.wall()):
        return Unproven("replayed")
    if signed.with_next:
        assert signed.kiosk.next_key is not None
        store.take_over(kiosk_id=signed.kiosk.kiosk_id, key=signed.kiosk.next_key)
    return signed.kiosk


def enrol(
    request: EnrolRequest, *, store: Store, site: Site, key: bytes, clock: SiteClock
) -> EnrolAnswer | EnrolRefusal | Literal["bad_key"]:
    public_key = raw_key(request.public_key)
    if public_key is None:
        return "bad_key"
    kiosk = store.enrol(token=request.token, public_key=public_key, series=sorted(site.series), clock=clock)
    if isinstance(kiosk, str):
        return kiosk
    marks = store.marks()
    assert marks.day is not None, "the enrolment has named one"
    return EnrolAnswer(
        kiosk_id=kiosk.kiosk_id,
        epoch=kiosk.epoch,
        letter=kiosk.letter,
        site=site.site_id,
        server_time=clock(),
        business_day=marks.day,
        marks=marks,
        certificate=certificate(kiosk, site_id=site.site_id, key=key),
    )


def certificate(kiosk: Kiosk, *, site_id: str, key: bytes) -> str:
    """What the server says of a kiosk, under the site's key: base 64 of JSON, a dot, base 64 of its HMAC."""
    said = canonical(
        {
            "kiosk_id": kiosk.kiosk_id,
            "epoch": kiosk.epoch,
            "letter": kiosk.letter,
            "name": kiosk.name,
            "public_key": base64.b64encode(kiosk.public_key).decode(),
            "key_number": kiosk.key_number,
        }
    )
    return f"{base64.b64encode(said).decode()}.{base64.b64encode(_seal(said, site_id, key)).decode()}"


def certified(text: str, *, site_id: str, key: bytes) -> Kiosk | None:
    """Of whom the certificate speaks; None where this site's server did not seal it."""
    said, _, seal = text.partition(".")
    try:
        body, sealed = base64.b64decode(said, validate=True), base64.b64decode(seal, validate=True)
    except ValueError:  # also of letters that are not ASCII
        return None
    if not hmac.compare_digest(sealed, _seal(body, site_id, key)):
        return None
    one = json.loads(body)
    return Kiosk(
        kiosk_id=one["kiosk_id"],
        epoch=one["epoch"],
        letter=one["letter"],
        public_key=base64.b64decode(one["public_key"]),
        name=one["name"],
        key_number=one.get("key_number", 1),  # certificates of early builds do not say it
    )


def _seal(said: bytes, site_id: str, key: bytes) -> bytes:
    return hmac.new(key, f"kiosk certificate of {site_id}:".encode() + said, hashlib.sha256).digest()


def readmit(
    sent: Sent, text: str, *, store: Store, site: Site, key: bytes, clock: SiteClock
) -> ReadmitAnswer | Unproven | Literal["bad_certificate", "replaced"]:
    """Takes in again a kiosk that the database has forgotten, which shows that it was set back."""
    kiosk = certified(text, site_id=site.site_id, key=key)
    if kiosk is None:
        return "bad_certificate"
    signed = signed_by(sent, known={kiosk.kiosk_id: kiosk}.get, now=clock.wall())
    if isinstance(signed, Unproven):
        return signed
    readmitted = store.readmit(kiosk=kiosk, clock=clock)
    return ReadmitAnswer(kiosk_id=kiosk.kiosk_id) if readmitted else "replaced"


def raw_key(text: str) -> bytes | None:
    """The 32 bytes of a public key as messages carry it, or None."""
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:  # also of letters that are not ASCII
        return None
    return key if len(key) == 32 else None
