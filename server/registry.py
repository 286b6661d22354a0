"""The civil registry as an interface. The real one is a closed system: docs/registry.md is the contract.

An adapter says who may look, what a slip may say of them, already masked, and gives what is printed on A4, as
it is. Document requests and print PINs are the site's own (`documents.py`). NIK and access PIN go in and are
compared; neither comes out: where two must be matched, both sides have the same keyed hash of them.
"""

import logging
import re
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, fields
from datetime import date
from threading import BoundedSemaphore
from typing import Literal, Protocol, TypeVar, get_args

from pydantic import TypeAdapter

from config.identity import holds_parted_number, is_birth_year
from config.models import DocumentKind
from kiosk.wire import LONGEST_PAGE_BYTES, Member

T = TypeVar("T")

log = logging.getLogger(__name__)

ANSWER_SECONDS = 3.0
"""How long the server waits for the registry: kiosks wait five seconds for the server."""

CALLS_AT_ONCE = 8
"""More would wait behind a registry that does not answer."""

LONG_DIGITS = re.compile(r"[0-9]{9}")
"""No value of a slip has so many digits in a row; a NIK, a No. KK and most phone numbers have."""

A4_POINTS = (595.276, 841.89)
A4_LATITUDE = 3.0
"""Points, 1/72 of an inch: programs round to a millimetre."""

MISTYPED = "a value is not of its type, or cannot be written as UTF-8"

MEDIA_BOX = re.compile(rb"/MediaBox\s*\[\s*([-+.\d]+)\s+([-+.\d]+)\s+([-+.\d]+)\s+([-+.\d]+)\s*\]")
OBJECT_STREAM = re.compile(rb"/ObjStm\b[^\0]{0,400}?stream\r?\n")
"""Where newer PDF keep what older ones write plainly (ISO 32000-1 section 7.5.7)."""

Keyed = Callable[[str], str]
"""The site's keyed hash of a NIK or a No. KK, 64 characters: the only form in which one comes out."""

AccessRefusal = Literal["no_match", "not_recorded", "pin_expired", "away"]
"""`no_match`: the NIK is unknown, or has no account, or the PIN is wrong; which of them, nobody is told.
`not_recorded` and `pin_expired` are for the right PIN alone."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person whose documents may be seen: `key` is keyed(NIK), `name` first name and initials."""

    key: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Access:
    """Somebody who was let in. `handle` is the adapter's own; the server keeps it in memory for the minutes
    of a look and gives it back. `family` is keyed(No. KK); `holders` are all whose documents they may see,
    themselves included."""

    handle: str = field(repr=False)
    family: str
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a slip may say beside the request itself. Of a KK its family, of the others their one holder."""

    members: tuple[Member, ...] = field(repr=False)
    kk_tail: str | None = None
    head: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    rt_rw: str | None = None
    kelurahan: str | None = None
    kecamatan: str | None = None
    kia_kind: Literal["0-5", "5-17"] | None = None


class Registry(Protocol):
    """Any thread may call, several at once. Nothing is raised: what fails is `away`."""

    @property
    def simulated(self) -> bool:
        """Whether the people are invented; every slip and page then says so."""

    def authenticate(self, *, nik: str, access_pin: str) -> Access | AccessRefusal: ...

    def content(
        self, handle: str, *, kind: DocumentKind, holder: str
    ) -> Content | Literal["unknown", "away"]:
        """`holder` is the key of one of `Access.holders`, of a KK `Access.family`; else `unknown`."""

    def page(self, handle: str, *, kind: DocumentKind, holder: str) -> bytes | Literal["unknown", "away"]:
        """The document itself, as a PDF of A4 pages, signed; `holder` as above. `unknown` also where there is
        none on paper. It is asked only where the profile has pages of this kind printed."""


RegistryFactory = Callable[[Keyed, Callable[[], date]], Registry]
"""How the server gets an adapter: with the site's keyed hash, and its date, which is asked at each call."""

# --- the border ---------------------------------------------------------------------------------------------


def shows_number(text: str) -> bool:
    """Whether it holds a number that is too long for a slip, or a NIK or No. KK in parts."""
    return LONG_DIGITS.search(text) is not None or holds_parted_number(text)


def access_faults(access: Access, *, nik: str, keyed: Keyed) -> tuple[str, ...]:
    """What of it breaks the contract; `nik` is of who was let in."""
    if not _is_typed(access, Access):
        return (MISTYPED,)
    own = keyed(nik)
    found = []
    if own not in {holder.key for holder in access.holders}:
        found.append("the person themselves are not among the holders")
    if not access.handle or nik in access.handle:
        found.append("the handle is empty, or holds the NIK")
    if any(len(key) != len(own) for key in (access.family, *(one.key for one in access.holders))):
        found.append("a key was not made by the keyed hash")
    if any(shows_number(holder.name) or not holder.name.strip() for holder in access.holders):
        found.append("a holder's name is empty or shows a long number")
    return tuple(found)


def content_faults(content: Content, kind: DocumentKind, *, today: date) -> tuple[str, ...]:
    if not _is_typed(content, Content):
        return (MISTYPED,)
    found = []
    texts = [getattr(content, one.name) for one in fields(content) if one.name != "members"]
    texts += [text for member in content.members for text in (member.name, member.relationship)]
    if any(shows_number(text) for text in texts if text is not None):
        found.append("a value shows a long number")
    if not all(is_birth_year(member.birth_year, today) for member in content.members):
        found.append("a year of birth is to come, or too long ago")
    of_family = (content.kk_tail, content.head, content.address)
    if kind == "kk":
        if None in of_family or not content.members:
            found.append("a KK needs its number's tail, head, address and members")
        elif re.fullmatch("[0-9]{4}", content.kk_tail or "") is None:
            found.append("the tail of a No. KK is its last four digits")
    elif len(content.members) != 1 or of_family != (None, None, None):
        found.append("a KTP-el or KIA names its holder alone, and nothing of the family")
    if (content.kia_kind is not None) != (kind == "kia"):
        found.append("a KIA, and nothing else, has a kind")
    return tuple(found)


def _is_typed(answer: T, declared: type[T]) -> bool:
    """Whether every value in it is of its declared type and can be sent; no dataclass asks that by itself."""
    types = TypeAdapter(declared)
    try:
        types.validate_json(types.dump_json(answer, warnings="error"), strict=True)
    except ValueError:
        return False
    return True


def page_faults(page: bytes) -> tuple[str, ...]:
    """A PDF of A4 pages of a bounded length; what stands on it is the registry's."""
    if len(page) > LONGEST_PAGE_BYTES:
        return (f"a page is longer than {LONGEST_PAGE_BYTES} bytes",)
    if not page.startswith(b"%PDF-") or b"%%EOF" not in page[-1024:]:
        return ("a page is no whole PDF",)
    boxes = [box for part in (page, *_object_streams(page)) for box in _boxes(part)]
    if not boxes or not all(map(_is_a4, boxes)):
        return ("a page is not said to be A4",)
    return ()


def _boxes(part: bytes) -> Iterator[tuple[float, float]]:
    """Width and height of each, in points."""
    for found in MEDIA_BOX.finditer(part):
        try:
            left, low, right, high = map(float, found.groups())
        except ValueError:
            left = low = right = high = 0.0
        yield abs(right - left), abs(high - low)


def _is_a4(box: tuple[float, float]) -> bool:
    return all(abs(one - a4) <= A4_LATITUDE for one, a4 in zip(sorted(box), A4_POINTS, strict=True))


def _object_streams(page: bytes) -> Iterator[bytes]:
    for found in OBJECT_STREAM.finditer(page):
        try:
            yield zlib.decompressobj().decompress(page[found.end() :], LONGEST_PAGE_BYTES)
        except zlib.error:
            continue


class BorderGuard:
    """Stands before an adapter of another house: late, broken or failing answers are `away`.

    So nothing of it reaches a citizen but what the contract allows, and no request hangs on it.
    """

    def __init__(
        self,
        registry: Registry,
        *,
        keyed: Keyed,
        today: Callable[[], date],
        seconds: float = ANSWER_SECONDS,
    ) -> None:
        self.simulated = registry.simulated
        self._registry = registry
        self._keyed = keyed
        self._today = today
        self._seconds = seconds
        self._room = BoundedSemaphore(CALLS_AT_ONCE)
        self._calls = ThreadPoolExecutor(max_workers=CALLS_AT_ONCE, thread_name_prefix="registry")

    def authenticate(self, *, nik: str, access_pin: str) -> Access | AccessRefusal:
        answer = self._asked(lambda: self._registry.authenticate(nik=nik, access_pin=access_pin))
        if isinstance(answer, Access):
            return "away" if self._broken(access_faults(answer, nik=nik, keyed=self._keyed)) else answer
        if answer in get_args(AccessRefusal):
            return answer
        self._broken(("no answer of the contract",))
        return "away"

    def content(
        self, handle: str, *, kind: DocumentKind, holder: str
    ) -> Content | Literal["unknown", "away"]:
        answer = self._asked(lambda: self._registry.content(handle, kind=kind, holder=holder))
        if isinstance(answer, Content):
            faults = content_faults(answer, kind, today=self._today())
            return "away" if self._broken(faults) else answer
        if answer in ("unknown", "away"):
            return answer
        self._broken(("no answer of the contract",))
        return "away"

    def page(self, handle: str, *, kind: DocumentKind, holder: str) -> bytes | Literal["unknown", "away"]:
        answer = self._asked(lambda: self._registry.page(handle, kind=kind, holder=holder))
        if isinstance(answer, bytes):
            return "away" if self._broken(page_faults(answer)) else answer
        if answer in ("unknown", "away"):
            return answer
        self._broken(("no answer of the contract",))
        return "away"

    def _broken(self, faults: tuple[str, ...]) -> bool:
        for fault in faults:
            log.error("the registry's adapter breaks its contract: %s", fault)
        return bool(faults)

    def _asked(self, call: Callable[[], T]) -> T | Literal["away"]:
        if not self._room.acquire(blocking=False):
            log.warning("the registry owes %d answers: it is not asked", CALLS_AT_ONCE)
            return "away"
        asked = self._calls.submit(call)
        asked.add_done_callback(lambda _: self._room.release())
        return self._awaited(asked)

    def _awaited(self, asked: Future[T]) -> T | Literal["away"]:
        try:
            error = asked.exception(self._seconds)
        except TimeoutError:
            log.warning("the registry gave no answer in %g seconds", self._seconds)
            return "away"
        if error is not None:
            log.error("the registry's adapter raised %s", type(error).__name__)
            return "away"
        return asked.result()
