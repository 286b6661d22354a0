"""What a kiosk and the server say to each other: labels, codes, the log's chain, messages, the signing form.

The only module of this room that `server` may import. Messages are frozen pydantic models; times are ISO 8601
with offset; identities are UUIDv7 strings.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Base64Bytes, BaseModel, ConfigDict, Field

from config.identity import DIGITS16_FORM
from config.models import AGENCY_CODE, CODE_FORM, DocumentKind, Language

# --- labels and codes -----------------------------------------------------------------------------

KIOSK_LETTERS = "CDEFGHJKLMNPRSTUVWXY"
"""Letters that a kiosk may be given: none that looks like a digit, none that opens a usual agency code."""

CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPRSTVWXYZ"
"""Base 32 of ticket codes: no I, O, Q, U."""

CODE_LENGTH = 10
CODE_PATTERN = rf"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}"
CHECK_LENGTH = 2
CHECK_PATTERN = rf"[{CODE_ALPHABET}]{{{CHECK_LENGTH}}}"

MAX_KIOSK_LETTERS = 2
MIN_DIGITS, MAX_DIGITS = 3, 6
LABEL_PATTERN = (
    rf"(?P<series>{AGENCY_CODE})-(?P<letter>[A-Z]{{0,{MAX_KIOSK_LETTERS}}})"
    rf"(?P<number>[0-9]{{{MIN_DIGITS},{MAX_DIGITS}}})"
)
_LABEL = re.compile(LABEL_PATTERN)
LAST_NUMBER = 10**MAX_DIGITS - 1
"""The last that a label has room for."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed: `A-012` of the site's series, `A-C012` of the kiosk with the letter C."""

    series: str
    letter: str
    number: int

    @property
    def is_own(self) -> bool:
        """Whether it is the kiosk's, because the server gave none."""
        return self.letter != ""

    def __str__(self) -> str:
        return f"{self.series}-{self.letter}{self.number:0{MIN_DIGITS}d}"


def parse_label(text: str) -> Label | None:
    """The label that `text` spells exactly, or None."""
    found = _LABEL.fullmatch(text)
    if found is None:
        return None
    label = Label(found["series"], found["letter"], int(found["number"]))
    return label if str(label) == text else None


def kiosk_letters() -> Iterator[str]:
    """In the order in which they are given: two together once each alone is taken."""
    yield from KIOSK_LETTERS
    for first in KIOSK_LETTERS:
        yield from (first + second for second in KIOSK_LETTERS)


def letter_is_free(letter: str, series: Iterable[str]) -> bool:
    """Whether no `series` + `letter` spells another series, or one with a letter: the hyphen is unsaid.

    One letter gives way to no two: they are given later.
    """
    every = set(series)
    for one in every:
        spoken = one + letter
        for other in every - {one}:
            rest = spoken.removeprefix(other)
            if rest != spoken and len(rest) <= len(letter) and set(rest) <= set(KIOSK_LETTERS):
                return False
    return True


def ticket_code(randomness: bytes) -> str:
    """Ten characters of 50 random bits; `randomness` is at least 7 bytes."""
    bits = int.from_bytes(randomness[:7], "big")
    return "".join(CODE_ALPHABET[(bits >> (5 * place)) & 31] for place in range(CODE_LENGTH))


def ticket_address(site: str, code: str) -> str:
    """Where a phone follows the ticket with this code; `site` is the public address."""
    return f"{site.rstrip('/')}/{code}"


def check_characters(code: str) -> str:
    """The two characters under the number, by which an officer knows that a label was typed right."""
    return code[:CHECK_LENGTH]


# --- the event log --------------------------------------------------------------------------------

FIRST_HASH = "0" * 64


class Message(BaseModel):
    """Kiosks and server are brought up to date one after the other: keys that the reader does not know are
    of a later build and passed over, and a key that a later build adds needs a default."""

    model_config = ConfigDict(frozen=True, extra="ignore")


Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(2300, 1, 1, tzinfo=UTC)),
]
"""All that a machine's clock can show, dead battery or not (Linux ends in 2262). What is a little earlier or
later can still be reckoned with, in any zone."""

Day = Annotated[date, Field(ge=date(1970, 1, 1), lt=date(2300, 1, 1))]
Count = Annotated[int, Field(ge=0, le=2**53)]
"""What JSON can say exactly; SQLite has ten bits more."""


TimeQuality = Literal["confirmed", "coasting", "doubtful"]
"""Of a kiosk's time: the server said it within a minute; it did so earlier in this life; neither, or the
machine's clock contradicts."""


class Issued(Message):
    """A ticket was committed at a kiosk.

    `label_day`: of a number of the site's the day of its grant; of one of the kiosk's own the confirmed day
    on which its run of numbers began.
    """

    ticket_id: str
    label: str
    code: str = Field(pattern=rf"^{CODE_PATTERN}$")
    service: str
    agency: str
    priority: str | None
    language: Language
    issued_at: Moment
    label_day: Day | None
    business_day: Day | None
    """None while the server had not confirmed today."""
    time_quality: TimeQuality | None = None
    """Of `issued_at`; None from kiosks that do not say it."""


class JobEnded(Message):
    """A print job came to rest. A document's reservation is settled by it; `ticket_id` is None there."""

    job_id: str
    ticket_id: str | None
    state: Literal["printed", "sent_unconfirmed", "failed_clean", "uncertain", "cancelled", "expired"]
    evidence: str | None
    reprint: Count


class Voided(Message):
    """Nobody comes for this number, and it is given to nobody else."""

    ticket_id: str
    reason: Literal["given_back", "never_printed"]


EventType = Literal["issued", "job_ended", "voided"]


class Event(Message):
    """One entry of a kiosk's log: `seq` counts from 1 without gaps, `hash` chains over all before it."""

    seq: int = Field(ge=1, le=2**53)
    id: str
    type: str
    time: datetime
    """ISO 8601 with offset. Any is taken, so that an entry with an odd one stands in nobody's way."""
    body: dict[str, Any]
    prev_hash: str
    hash: str


def canonical(value: object) -> bytes:
    """One byte string for one JSON value: sorted keys, no blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def event_hash(*, seq: int, id: str, type: str, time: str, body: Mapping[str, Any], prev_hash: str) -> str:
    """SHA-256 in hex over the entry and the hash before it; `time` as it stands in the log (ISO 8601)."""
    entry = {"seq": seq, "id": id, "type": type, "time": time, "body": body, "prev_hash": prev_hash}
    return hashlib.sha256(canonical(entry)).hexdigest()


# --- enrolment and sync ---------------------------------------------------------------------------


class Marks(Message):
    """How far the server's numbering has come; what a kiosk has seen of it, it brings back each time.

    So a server that was restored to an earlier state learns that it was, and what it has lost.
    """

    serial: Count = 0
    """Batches of numbers and letters given, ever."""
    letters: Count = 0
    """Kiosk letters given, ever."""
    epoch: Count = 1
    """Goes up where it is proven that the server was set back."""
    lowered: Count = 0
    """How often staff have taken back days that the server had named wrongly."""
    day: Day | None = None
    series: dict[str, Annotated[int, Field(ge=0, le=LAST_NUMBER)]] = Field(default_factory=dict)
    """Of that day the highest number of each of the site's series."""

    def beside(self, other: "Marks") -> "Marks":
        """The higher of each; of two days the later one and its series, unless it was taken back."""
        latest = max(self, other, key=lambda one: (one.lowered, one.day or date.min))
        series = latest.series
        if self.day == other.day:
            both = self.series.keys() | other.series.keys()
            series = {one: max(self.series.get(one, 0), other.series.get(one, 0)) for one in both}
        return Marks(
            serial=max(self.serial, other.serial),
            letters=max(self.letters, other.letters),
            epoch=max(self.epoch, other.epoch),
            lowered=latest.lowered,
            day=latest.day,
            series=series,
        )


class EnrolRequest(Message):
    token: str
    public_key: str
    """Ed25519, 32 raw bytes in base 64."""
    host: str


class EnrolAnswer(Message):
    kiosk_id: str
    epoch: int
    letter: str
    site: str
    server_time: AwareDatetime
    business_day: date
    marks: Marks
    certificate: str
    """The server's own word on who this kiosk is, for a database that has forgotten it."""


class ReadmitRequest(Message):
    """A kiosk that is not known any more shows its certificate, over its own signature."""

    certificate: str = Field(max_length=4096)


class ReadmitAnswer(Message):
    kiosk_id: str


class KeyRequest(Message):
    """A kiosk changes its key; the request is signed with the one that it has so far."""

    public_key: str
    """As in EnrolRequest."""


class KeyAnswer(Message):
    """The server knows the new key. The old one is good until the new one has signed a request."""

    certificate: str
    """For the new key; see EnrolAnswer."""


class Hello(Message):
    """What a kiosk says of itself with each exchange."""

    boot_id: str
    version: str
    wall: Moment
    """What the machine's own clock shows."""
    unsynced: Count
    oldest_unsynced_seconds: float | None = Field(default=None, ge=0, le=1e9)
    """Age of the first of them; None without any, and from kiosks that do not say it."""
    printer: str
    """Device state and causes in one word each, e.g. `ready`, `blocked:paper_out`."""
    office: str | None = None
    """The same of its office printer; None where it has none."""
    acked_seen: Count = 0
    """The seq up to which the server has once said that it has the log."""
    seen: Marks = Marks()


class SyncRequest(Message):
    kiosk_id: str
    epoch: Count
    hello: Hello
    events: tuple[Event, ...] = Field(max_length=200)


EventFault = Literal[
    "gap",
    "log_shortened",
    "chain_broken",
    "forked_log",
    "unknown_type",
    "bad_body",
    "ticket_clash",
    "unknown_ticket",
]
"""Why a server keeps an event aside, or notes something of the log."""


class EventResult(Message):
    """`reason`: an EventFault; a newer server may have others."""

    seq: int
    result: Literal["applied", "duplicate", "quarantined"]
    reason: str | None = None


class Estimate(Message):
    """Between which times a number will probably be called, on marks of five minutes."""

    earliest: AwareDatetime
    latest: AwareDatetime


class Estimates(Message):
    """Of a number that is taken now. None where the server cannot stand behind one."""

    ordinary: Estimate | None
    priority: Estimate | None


class SyncAnswer(Message):
    server_time: AwareDatetime
    business_day: date
    acked_through: Count
    """Highest seq up to which every event of this kiosk and epoch is stored at the server, save those of a
    `gap`: gone from the kiosk as well, they are passed over."""
    results: tuple[EventResult, ...]
    waiting: dict[str, int]
    """Waiting tickets of today by service id; services with none are left out."""
    issued_today: dict[str, int]
    """Tickets of today by service id, for quotas."""
    counters: dict[str, str]
    """By agency id, the counters that serve it as people say it: `3`, `1–4`."""
    estimates: dict[str, Estimates]
    """By agency id, of who takes a number now; those of which nothing can be said are left out."""
    marks: Marks
    clock_in_doubt: bool = False
    """The kiosks, or a day that it named itself, contradict the server's clock: nobody is to take the time
    from it."""


# --- numbers of the site's series -----------------------------------------------------------------

GRANT_USABLE_SECONDS = 10.0
"""A granted number that is not committed by then is never used: its visitor has left with another."""


class GrantRequest(Message):
    """Asks for the next number of a series for one ticket."""

    ticket_id: str = Field(pattern=r"^[!-~]{1,64}$")
    """It travels through JSON within SQLite, where a NUL ends a text."""
    series: str = Field(pattern=CODE_FORM)


class GrantAnswer(Message):
    """The number is this ticket's alone, and the same however often it is asked. No counter sees it before
    the ticket's `issued` event."""

    ticket_id: str
    series: str
    number: int = Field(ge=1, le=LAST_NUMBER)
    label_day: date
    marks: Marks
    """Of this one series."""


# --- help -----------------------------------------------------------------------------------------

HelpReason = Literal["question", "slip", "assist", "fault"]
"""A question; the slip did not come; somebody needs a hand; something is broken."""


LONGEST_WAIT_SECONDS = 86_400


class HelpRequest(Message):
    """A citizen asks for a member of staff at the kiosk. Said again and again while it stands: the answer
    tells how. A new `help_id` takes the place of the one before."""

    help_id: str = Field(min_length=1, max_length=64)
    reason: HelpReason | None
    waited_seconds: int = Field(ge=0, le=LONGEST_WAIT_SECONDS)
    """By the kiosk's own clock, which may be wrong while it runs evenly."""
    withdrawn: bool = False


class HelpAnswer(Message):
    standing: Literal["waiting", "coming", "over"]
    watched: bool
    """Whether a staff page that shows it is open."""
    usual_minutes: int | None
    """After which staff took help up today, the median; None where there is too little to say."""


# --- documents ------------------------------------------------------------------------------------


class DocumentsRequest(Message):
    """NIK and access PIN; neither is ever stored or logged on the way."""

    nik: str = Field(pattern=DIGITS16_FORM, repr=False)
    access_pin: str = Field(repr=False)


class DocumentLine(Message):
    """One document request of the person, as the list shows it.

    `slip`: none was printed yet; a job holds it, or staff must decide about one (`held`); or it is out and
    the print PIN is used (`printed`). A document that is not `printable` here has no print PIN asked: its
    collection slip tells where it lies.
    """

    request_id: str
    request_no: str
    """As on the slip. It names no person, and tells two of a kind apart."""
    kind: DocumentKind
    state: Literal["ready", "in_process", "collected", "expired"]
    holder: str = Field(repr=False)
    """First name and initials: tells a parent's children apart."""
    ready_on: date | None
    collect_by: AwareDatetime | None = None
    place: str | None = None
    counter: str | None = None
    printable: bool = True
    slip: Literal["none", "held", "printed"] = "none"


class DocumentsAnswer(Message):
    """`session` names this look for the slip that may follow; it ends after five minutes.

    A wrong NIK and a wrong PIN are one answer, `no_match`, after the same time and at the cost of the same
    tries. Only the right PIN of the right NIK is told that its biometrics are not recorded (`not_recorded`)
    or that it ran out (`pin_expired`). `registry_away`: the civil registry gives no answer, no try is lost.
    """

    outcome: Literal["found", "no_match", "not_recorded", "pin_expired", "locked", "registry_away"]
    session: str | None = None
    documents: tuple[DocumentLine, ...] = ()
    locked_until: AwareDatetime | None = None


def _a_page(page: bytes) -> bytes:
    if not page.startswith(b"%PDF-") or len(page) > LONGEST_PAGE_BYTES:
        raise ValueError("no PDF, or longer than one page may be")
    return page


Form = Literal["slip", "page"]
"""How a document comes: as a slip that tells of it, or itself, on A4."""

LONGEST_PAGE_BYTES = 2 * 1024 * 1024
"""Of a document on A4: many times a page with its letters and signature."""

Page = Annotated[Base64Bytes, AfterValidator(_a_page)]


class ReserveRequest(Message):
    session: str
    request_id: str
    print_pin: str = Field(repr=False)
    job_id: str
    form: Form = "slip"


class Member(Message):
    name: str
    relationship: str
    nik_tail: str = Field(pattern=r"^[0-9]{4}$")
    birth_year: int


class DocumentSlip(Message):
    """All that a document's slip says; masked at the server: the kiosk never holds more than it prints.

    `token` is what its QR holds, 134 characters of base 45 (RFC 9285): see `server.slip_tokens`. It names no
    person. `reprint` counts the papers that may be about already: 0 is the first.
    """

    kind: DocumentKind
    simulated: bool
    request_no: str
    counter: str | None
    shelf: str | None
    collect_by: AwareDatetime | None
    place: str | None
    bring: tuple[str, ...]
    kk_tail: str | None = None
    head: str | None = None
    address: str | None = None
    rt_rw: str | None = None
    kelurahan: str | None = None
    kecamatan: str | None = None
    members: tuple[Member, ...] = ()
    """Of a KK the family; of a KTP-el or a KIA the one person, name as first name and initials."""
    issue: str | None = None
    """KTP-el: what kind of issue (`Penerbitan baru`, `Perubahan data`); None elsewhere."""
    kia_kind: Literal["0-5", "5-17"] | None = None
    token: str = ""
    reprint: int = Field(default=0, ge=0, le=99)


class ReserveAnswer(Message):
    """What is wrong with the PIN is told to the right one only: that it ran out, or was used.

    `tries_left`, at least 1, comes with `no_match`; the last wrong try is answered `locked`. `not_ready`: the
    document is not ready, or a job holds it. At `registry_away` nothing is held. With `reserved` comes the
    slip or, where that was asked for, the page: a PDF, in base 64 on the way.
    """

    outcome: Literal[
        "reserved",
        "no_match",
        "locked",
        "not_ready",
        "pin_expired",
        "pin_used",
        "session_over",
        "registry_away",
    ]
    slip: DocumentSlip | None = None
    page: Page | None = Field(default=None, repr=False)
    tries_left: int | None = None
    locked_until: AwareDatetime | None = None


class CollectionRequest(Message):
    """Asks for the collection slip of a document that is ready and not printable here; no PIN is used."""

    session: str
    request_id: str


class CollectionSlip(Message):
    """Where a document waits, for a slip that no PIN guards: it names its holder in short, and no family."""

    kind: DocumentKind
    simulated: bool
    request_no: str
    holder: str = Field(repr=False)
    """First name and initials."""
    nik_tail: str = Field(pattern=r"^[0-9]{4}$", repr=False)
    counter: str | None
    shelf: str | None
    place: str | None
    collect_from: AwareDatetime | None
    """When somebody is there next: now, or the next opening; None where nobody knows."""
    collect_by: AwareDatetime | None
    bring: tuple[str, ...]
    token: str
    """As of a DocumentSlip."""


class CollectionAnswer(Message):
    """`not_ready` also of a document that is printable here."""

    outcome: Literal["found", "not_ready", "session_over"]
    slip: CollectionSlip | None = None


# --- signed requests ------------------------------------------------------------------------------

MAX_SKEW_SECONDS = 300

UnprovenReason = Literal["unsigned", "unknown_kiosk", "clock", "digest", "signature", "replayed"]
"""Why a server does not take a request as a kiosk's."""

NotNow = Literal["settling", "in_doubt", "no_witness"]
"""Why it gives neither numbers nor letters now; `no_witness`: its witness's storage refuses."""

RefusalReason = (
    UnprovenReason
    | NotNow
    | Literal[
        "absent",
        "bad_certificate",
        "bad_key",
        "expired",
        "forked",
        "granted_elsewhere",
        "no_letter",
        "other_epoch",
        "replaced",
        "series_full",
        "too_large",
        "too_often",
        "unknown",
        "unknown_series",
        "used",
    ]
)
"""Every word by which a server of this build refuses, beside `malformed`. Kiosks read it as text: a newer
server may have others."""


def content_digest(body: bytes) -> str:
    """The Content-Digest header's value (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def signature_params(*, key_id: str, created: int, nonce: str) -> str:
    """The covered components and parameters of RFC 9421, as they stand in Signature-Input after the label."""
    covered = '("@method" "@path" "content-digest")'
    return f'{covered};created={created};keyid="{key_id}";nonce="{nonce}";alg="ed25519"'


def signature_base(*, method: str, path: str, digest: str, params: str) -> bytes:
    """The bytes that the Ed25519 key signs (RFC 9421 section 2.5)."""
    covered = f'"@method": {method}\n"@path": {path}\n"content-digest": {digest}\n'
    return f'{covered}"@signature-params": {params}'.encode()
