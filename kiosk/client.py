"""The kiosk's calls to the server: enrolment, the log, documents. Each signed with the kiosk's own key."""

import base64
import os
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar
from urllib.parse import urlsplit

import requests
import urllib3
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import BaseModel, ValidationError

from kiosk.wire import (
    CollectionAnswer,
    CollectionRequest,
    DocumentsAnswer,
    DocumentsRequest,
    EnrolAnswer,
    EnrolRequest,
    GrantAnswer,
    GrantRequest,
    HelpAnswer,
    HelpRequest,
    KeyAnswer,
    KeyRequest,
    Message,
    ReadmitAnswer,
    ReadmitRequest,
    RefusalReason,
    ReserveAnswer,
    ReserveRequest,
    SyncAnswer,
    SyncRequest,
    content_digest,
    signature_base,
    signature_params,
)


class Timeouts(NamedTuple):
    """Seconds to connect, from byte to byte, and for the whole of an answer's body.

    Whoever drips the lines before the body holds a worker for longer, and no citizen.
    """

    connect: float
    byte: float
    body: float


TIMEOUTS = Timeouts(2.0, 5.0, 20.0)
GRANT_TIMEOUTS = Timeouts(0.6, 0.6, 0.6)

LONGEST_ANSWER_BYTES = 4 * 1024 * 1024
"""Many times what a mall of a thousand services is told. What is longer is not our server's."""

LONGEST_REST_SECONDS = 60.0
"""No answer keeps a kiosk away for longer."""

LATER = (408, 429, 503)
"""Too slow, too often, or not just now: no word about who the kiosk is."""

FORGOTTEN: tuple[RefusalReason, ...] = ("unknown_kiosk", "signature")
"""What a server says that was set back to a time before this enrolment, or this key."""

WRONG_CLOCK: RefusalReason = "clock"

M = TypeVar("M", bound=Message)


@dataclass(frozen=True, slots=True)
class Away:
    """No answer that means anything: the request may have arrived, or not.

    `rest` is for how many seconds the server asks to be left alone.
    """

    why: str
    rest: float = 0.0


@dataclass(frozen=True, slots=True)
class Refused:
    """The server understood and said no: its word for the reason, and its sentence for a technician."""

    reason: str
    text: str


class _Refusal(BaseModel):
    reason: str
    text: str = ""


class _RefusalBody(BaseModel):
    error: _Refusal


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came back, whoever it is from; `headers` whatever their case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def private_key(path: Path) -> Ed25519PrivateKey:
    """The kiosk's key, made on first use; it is readable for the kiosk's user alone and never leaves it."""
    if not path.exists():
        half = path.with_suffix(".new")
        half.unlink(missing_ok=True)
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw())
            file.flush()
            os.fsync(file.fileno())
        keep_key(half, path)
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def keep_key(new: Path, path: Path) -> None:
    """The key at `new` is the kiosk's from now on, on the disk when it returns."""
    os.replace(new, path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _public(key: Ed25519PrivateKey) -> str:
    return base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def is_server_address(text: str) -> bool:
    """Whether `text` can be a server's address: http or https, a host, no path."""
    try:
        parts = urlsplit(text)
        rest = (parts.path.strip("/"), parts.query, parts.fragment, parts.username, parts.password)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not any(rest)
        )
    except ValueError:
        return False


def enrol(server: str, *, token: str, key: Ed25519PrivateKey, host: str) -> EnrolAnswer | Away | Refused:
    """Uses the one-time token. Asked again with the same token and key, the server gives the same answer."""
    message = EnrolRequest(token=token, public_key=_public(key), host=host)
    with requests.Session() as session:
        answer = _send(session, server, "/v1/enrol", message.model_dump_json().encode(), {}, TIMEOUTS)
    return answer if isinstance(answer, Away) else _parsed(answer, EnrolAnswer)


class Server(Protocol):
    """What a kiosk may ask. `sync`, `grant`, `help` and those about documents may run at the same time,
    on four threads."""

    def sync(self, request: SyncRequest) -> SyncAnswer | Away | Refused: ...

    def grant(self, request: GrantRequest) -> GrantAnswer | Away | Refused: ...

    def list_documents(self, request: DocumentsRequest) -> DocumentsAnswer | Away | Refused: ...

    def reserve(self, request: ReserveRequest) -> ReserveAnswer | Away | Refused: ...

    def collection(self, request: CollectionRequest) -> CollectionAnswer | Away | Refused: ...

    def help(self, request: HelpRequest) -> HelpAnswer | Away | Refused: ...


class Client:
    """The `Server` over HTTP."""

    def __init__(
        self,
        server: str,
        *,
        kiosk_id: str,
        key: Ed25519PrivateKey,
        clock: Callable[[], datetime],
        certificate: str = "",
        timeouts: Timeouts = TIMEOUTS,
    ) -> None:
        """`certificate`: what the server said at the enrolment; shown to one that has forgotten the kiosk."""
        self._timeouts = timeouts
        self._certificate = certificate
        self._server = server.rstrip("/")
        self._kiosk_id = kiosk_id
        self._key = key
        self._clock = clock
        self._ahead = timedelta(0)
        self._log_session = requests.Session()
        self._grant_session = requests.Session()
        self._question_session = requests.Session()
        self._help_session = requests.Session()

    def sync(self, request: SyncRequest) -> SyncAnswer | Away | Refused:
        answer = self._post(self._log_session, "/v1/sync", request, SyncAnswer)
        forgotten = isinstance(answer, Refused) and answer.reason in FORGOTTEN
        if forgotten and self._certificate:
            shown = ReadmitRequest(certificate=self._certificate)
            readmitted = self._post(self._log_session, "/v1/readmit", shown, ReadmitAnswer)
            match readmitted:
                case ReadmitAnswer():
                    return self._post(self._log_session, "/v1/sync", request, SyncAnswer)
                case Away():
                    return readmitted  # who asks later is no stranger yet
                case Refused():
                    pass
        return answer

    def grant(self, request: GrantRequest) -> GrantAnswer | Away | Refused:
        return self._post(self._grant_session, "/v1/grants", request, GrantAnswer, GRANT_TIMEOUTS)

    def list_documents(self, request: DocumentsRequest) -> DocumentsAnswer | Away | Refused:
        return self._post(self._question_session, "/v1/documents/list", request, DocumentsAnswer)

    def reserve(self, request: ReserveRequest) -> ReserveAnswer | Away | Refused:
        return self._post(self._question_session, "/v1/documents/reserve", request, ReserveAnswer)

    def collection(self, request: CollectionRequest) -> CollectionAnswer | Away | Refused:
        return self._post(self._question_session, "/v1/documents/collection", request, CollectionAnswer)

    def change_key(self, new: Ed25519PrivateKey) -> KeyAnswer | Away | Refused:
        """From the answer on the server takes what `new` signs; this client goes on with the old one."""
        message = KeyRequest(public_key=_public(new))
        return self._post(self._question_session, "/v1/key", message, KeyAnswer)

    def help(self, request: HelpRequest) -> HelpAnswer | Away | Refused:
        return self._post(self._help_session, "/v1/help", request, HelpAnswer)

    def close(self) -> None:
        self._log_session.close()
        self._grant_session.close()
        self._question_session.close()
        self._help_session.close()

    def _post(
        self,
        session: requests.Session,
        path: str,
        message: Message,
        answer_type: type[M],
        timeouts: Timeouts | None = None,
    ) -> M | Away | Refused:
        """Where the server finds the kiosk's clock wrong, once more by the server's own time."""
        body = message.model_dump_json().encode()
        for _ in range(2):
            headers = self._signed(path, body)
            came = _send(session, self._server, path, body, headers, timeouts or self._timeouts)
            if isinstance(came, Away):
                return came
            answer = _parsed(came, answer_type)
            if not (isinstance(answer, Refused) and answer.reason == WRONG_CLOCK and self._set_by(came)):
                return answer
        return answer

    def _set_by(self, answer: _Answer) -> bool:
        """Takes the server's time from its answer; whether there was one."""
        try:
            date = parsedate_to_datetime(answer.headers.get("Date", ""))
        except ValueError:
            return False
        self._ahead = (date if date.tzinfo else date.replace(tzinfo=UTC)) - self._clock()
        return True

    def _signed(self, path: str, body: bytes) -> dict[str, str]:
        digest = content_digest(body)
        created = int((self._clock() + self._ahead).timestamp())
        params = signature_params(key_id=self._kiosk_id, created=created, nonce=secrets.token_urlsafe(12))
        base = signature_base(method="POST", path=path, digest=digest, params=params)
        return {
            "Content-Digest": digest,
            "Signature-Input": f"sig1={params}",
            "Signature": f"sig1=:{base64.b64encode(self._key.sign(base)).decode()}:",
        }


def _send(
    session: requests.Session,
    server: str,
    path: str,
    body: bytes,
    headers: dict[str, str],
    timeouts: Timeouts,
) -> _Answer | Away:
    try:
        with session.post(
            server.rstrip("/") + path,
            data=body,
            headers={"Content-Type": "application/json", **headers},
            timeout=(timeouts.connect, timeouts.byte),
            allow_redirects=False,
            stream=True,
        ) as response:
            came = _body(response, time.monotonic() + timeouts.body)
            return came if isinstance(came, Away) else _Answer(response.status_code, response.headers, came)
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        return Away(type(error).__name__)


def _body(response: requests.Response, until: float) -> bytes | Away:
    """As it comes, so that neither its length nor its slowness is the sender's choice."""
    body = bytearray()
    while piece := response.raw.read1(65_536, decode_content=True):
        body += piece
        if len(body) > LONGEST_ANSWER_BYTES or time.monotonic() > until:
            return Away("an answer without end")
    return bytes(body)


def _parsed(answer: _Answer, answer_type: type[M]) -> M | Away | Refused:
    try:
        if answer.status < 400:
            return answer_type.model_validate_json(answer.body)
        if answer.status in LATER:
            return Away(f"HTTP {answer.status}", _rest(answer.headers.get("Retry-After", "")))
        if answer.status < 500:
            refusal = _RefusalBody.model_validate_json(answer.body).error
            return Refused(refusal.reason, refusal.text)
    except ValidationError:
        return Away("the answer is not one of this program's server")
    return Away(f"HTTP {answer.status}")


def _rest(retry_after: str) -> float:
    """Seconds; a date, which our server never sends, counts as none."""
    return min(float(retry_after), LONGEST_REST_SECONDS) if retry_after.isdecimal() else 0.0
