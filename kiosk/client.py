"""The kiosk's calls to the server: enrolment, the log, documents. Each signed with the kiosk's own key."""

import base64
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import BaseModel, ValidationError

from kiosk.wire import (
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
    ReserveAnswer,
    ReserveRequest,
    SyncAnswer,
    SyncRequest,
    content_digest,
    signature_base,
    signature_params,
)

TIMEOUTS = (2.0, 5.0)
GRANT_TIMEOUTS = (0.6, 0.6)
"""Seconds to connect and from byte to byte. Whoever drips holds a worker for longer, and no citizen."""

LONGEST_REST_SECONDS = 60.0
"""No answer keeps a kiosk away for longer."""

FORGOTTEN = ("unknown_kiosk", "signature")
"""What a server says that was set back to a time before this enrolment, or this key."""

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
    """What a kiosk may ask. `sync`, `grant`, `help` and the two others may run at the same time, on four
    threads."""

    def sync(self, request: SyncRequest) -> SyncAnswer | Away | Refused: ...

    def grant(self, request: GrantRequest) -> GrantAnswer | Away | Refused: ...

    def list_documents(self, request: DocumentsRequest) -> DocumentsAnswer | Away | Refused: ...

    def reserve(self, request: ReserveRequest) -> ReserveAnswer | Away | Refused: ...

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
    ) -> None:
        """`certificate`: what the server said at the enrolment; shown to one that has forgotten the kiosk."""
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
            if isinstance(readmitted, ReadmitAnswer):
                return self._post(self._log_session, "/v1/sync", request, SyncAnswer)
        return answer

    def grant(self, request: GrantRequest) -> GrantAnswer | Away | Refused:
        return self._post(self._grant_session, "/v1/grants", request, GrantAnswer, GRANT_TIMEOUTS)

    def list_documents(self, request: DocumentsRequest) -> DocumentsAnswer | Away | Refused:
        return self._post(self._question_session, "/v1/documents/list", request, DocumentsAnswer)

    def reserve(self, request: ReserveRequest) -> ReserveAnswer | Away | Refused:
        return self._post(self._question_session, "/v1/documents/reserve", request, ReserveAnswer)

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
        timeouts: tuple[float, float] = TIMEOUTS,
    ) -> M | Away | Refused:
        """Where the server finds the kiosk's clock wrong, once more by the server's own time."""
        body = message.model_dump_json().encode()
        for _ in range(2):
            sent = _send(session, self._server, path, body, self._signed(path, body), timeouts)
            if isinstance(sent, Away):
                return sent
            answer = _parsed(sent, answer_type)
            if not (isinstance(answer, Refused) and answer.reason == "clock" and self._set_by(sent)):
                return answer
        return answer

    def _set_by(self, response: requests.Response) -> bool:
        """Takes the server's time from its answer; whether there was one."""
        try:
            date = parsedate_to_datetime(response.headers.get("Date", ""))
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
    timeouts: tuple[float, float],
) -> requests.Response | Away:
    try:
        return session.post(
            server.rstrip("/") + path,
            data=body,
            headers={"Content-Type": "application/json", **headers},
            timeout=timeouts,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        return Away(type(error).__name__)


def _parsed(response: requests.Response, answer_type: type[M]) -> M | Away | Refused:
    try:
        if response.ok:
            return answer_type.model_validate_json(response.content)
        if response.status_code == 429:
            return Away("the server is asked too often", _rest(response.headers.get("Retry-After", "")))
        if 400 <= response.status_code < 500:
            refusal = _RefusalBody.model_validate_json(response.content).error
            return Refused(refusal.reason, refusal.text)
    except ValidationError:
        return Away("the answer is not one of this program's server")
    return Away(f"HTTP {response.status_code}")


def _rest(retry_after: str) -> float:
    """Seconds; a date, which our server never sends, counts as none."""
    return min(float(retry_after), LONGEST_REST_SECONDS) if retry_after.isdecimal() else 0.0
