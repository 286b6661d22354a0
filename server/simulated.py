"""A registry of invented people: the families of a profile. It says that it is simulated, and can fail."""

import hmac
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar, assert_never, get_args

from config.families import AccountEntry, FamilyEntry, MemberEntry
from config.identity import kia_kind, tail
from config.models import DocumentKind
from kiosk.wire import Member
from server.registry import Access, AccessRefusal, Content, Holder, Keyed

T = TypeVar("T")
Fault = Literal["away", "slow", "garbage", "raises"]
FAULTS: tuple[Fault, ...] = get_args(Fault)

SLOW_SECONDS = 4.0
"""Longer than the server waits, shorter than anybody who ends it."""


def fault_of(path: Path | None) -> Callable[[], Fault | None]:
    """What the file says at each call; anything else, or no file, is well."""

    def look() -> Fault | None:
        said = path.read_text(encoding="utf-8").strip() if path is not None and path.exists() else ""
        return next((fault for fault in FAULTS if fault == said), None)

    return look


class SimulatedRegistry:
    """A person's handle is the place of their account among all accounts."""

    simulated = True

    def __init__(
        self,
        families: Sequence[FamilyEntry],
        *,
        keyed: Keyed,
        today: Callable[[], date],
        fault: Callable[[], Fault | None] = lambda: None,
        draw: Callable[[FamilyEntry], bytes] | None = None,
    ) -> None:
        """`draw` makes the page of a KK; None: there are no pages."""
        self._accounts = tuple((account, family) for family in families for account in family.accounts)
        self._keyed = keyed
        self._today = today
        self._fault = fault
        self._draw = draw

    def authenticate(self, *, nik: str, access_pin: str) -> Access | AccessRefusal:
        garbage = Access(handle=nik, family="x", holders=(Holder(nik, f"NIK {nik}"),))
        return self._failing(garbage, nik) or self._authenticate(nik, access_pin)

    def _authenticate(self, nik: str, access_pin: str) -> Access | AccessRefusal:
        """All accounts are compared, whichever it is: an unknown NIK takes as long as a wrong PIN."""
        found: tuple[int, AccountEntry, FamilyEntry] | None = None
        for place, (account, family) in enumerate(self._accounts):
            if _same(account.nik, nik) & _same(account.access_pin, access_pin):
                found = (place, account, family)
        if found is None:
            return "no_match"
        place, account, family = found
        if account.state != "good":
            return account.state
        holders = (Holder(self._keyed(one.nik), short_name(one.name)) for one in family.members)
        return Access(handle=f"account-{place}", family=self._keyed(family.kk), holders=tuple(holders))

    def content(
        self, handle: str, *, kind: DocumentKind, holder: str
    ) -> Content | Literal["unknown", "away"]:
        garbage = Content(members=(), address="1671010101010001")
        return self._failing(garbage, handle) or self._content(handle, kind, holder)

    def page(self, handle: str, *, kind: DocumentKind, holder: str) -> bytes | Literal["unknown", "away"]:
        return self._failing(b"%PDF-", handle) or self._page(handle, kind, holder)

    def _page(self, handle: str, kind: DocumentKind, key: str) -> bytes | Literal["unknown"]:
        family = self._family(handle)
        if self._draw is None or kind != "kk" or key != self._keyed(family.kk):
            return "unknown"
        return self._draw(family)

    def _failing(self, garbage: T, secret: str) -> T | Literal["away"] | None:
        """What it answers while it is told to fail."""
        match self._fault():
            case None:
                return None
            case "away":
                return "away"
            case "slow":
                time.sleep(SLOW_SECONDS)
                return "away"
            case "garbage":
                return garbage
            case "raises":
                raise RuntimeError(secret)
            case other:
                assert_never(other)

    def _content(self, handle: str, kind: DocumentKind, key: str) -> Content | Literal["unknown"]:
        family = self._family(handle)
        if kind == "kk":
            return self._household(family) if key == self._keyed(family.kk) else "unknown"
        holder = next((one for one in family.members if self._keyed(one.nik) == key), None)
        if holder is None:
            return "unknown"
        members = (_masked(holder, short_name(holder.name)),)
        if kind == "ktp":
            return Content(members)
        kia = kia_kind(holder.born, self._today())
        return "unknown" if kia is None else Content(members, kia_kind=kia)

    def _family(self, handle: str) -> FamilyEntry:
        _, family = self._accounts[int(handle.removeprefix("account-"))]
        return family

    def _household(self, family: FamilyEntry) -> Content:
        head = next(member for member in family.members if member.nik == family.head)
        return Content(
            members=tuple(_masked(member, member.name) for member in family.members),
            kk_tail=tail(family.kk),
            head=head.name,
            address=family.address,
            rt_rw=family.rt_rw,
            kelurahan=family.kelurahan,
            kecamatan=family.kecamatan,
        )


def short_name(name: str) -> str:
    """`Burhan S.`: first name and initials. An abbreviation in front stays whole: `Hj. Rohaya A.`."""
    words = name.split()
    first = next((place for place, word in enumerate(words) if not word.endswith(".")), 0)
    return " ".join([*words[: first + 1], *(f"{word[0]}." for word in words[first + 1 :])])


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _masked(member: MemberEntry, name: str) -> Member:
    return Member(
        name=name, relationship=member.relationship, nik_tail=tail(member.nik), birth_year=member.born.year
    )
