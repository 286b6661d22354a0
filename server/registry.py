"""The civil registry as an interface, and a simulated one: the real registry is a closed system.

An adapter answers with what slips and lists may say, already masked; it is never asked for more. NIK and PINs
go in and are compared; they never come out, and no `repr` shows them.
"""

import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol, assert_never

from config.families import FamiliesFile, FamilyEntry, MemberEntry, RequestEntry
from config.models import DocumentKind, Hours, Profile
from kiosk.wire import DocumentLine, DocumentSlip, Member

KIA_WITH_PHOTO = 5
"""Years: a KIA carries a photo from the fifth birthday on (Permendagri 2/2016)."""


class Registry(Protocol):
    @property
    def simulated(self) -> bool:
        """Whether the people are invented; every slip then says so."""

    def authenticate(self, *, nik: str, access_pin: str) -> str | None:
        """A handle on the person for the calls below, or None whichever of the two was wrong."""

    def documents(self, person: str) -> tuple[DocumentLine, ...]:
        """What was asked for and is ready, in process, collected or expired."""

    def print_pin_fits(self, person: str, *, request_id: str, print_pin: str) -> bool: ...

    def slip(self, person: str, *, request_id: str) -> DocumentSlip | None:
        """What its slip says; None unless the document is ready."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Where documents of one kind are handed out, as people say it, and when."""

    place: str | None
    hours: Hours


class SimulatedRegistry:
    """The invented families of a profile. A person's handle is the place of their account among all accounts.

    `today` is asked at each call, so that days move on while the server runs.
    """

    simulated = True

    def __init__(
        self,
        families: Sequence[FamilyEntry],
        *,
        collections: Mapping[DocumentKind, Collection],
        today: Callable[[], date],
    ) -> None:
        self._accounts = tuple((account, family) for family in families for account in family.accounts)
        self._collections = collections
        self._today = today

    def authenticate(self, *, nik: str, access_pin: str) -> str | None:
        found = None
        for place, (account, _) in enumerate(self._accounts):
            if _same(account.nik, nik) & _same(account.access_pin, access_pin):
                found = str(place)
        return found

    def documents(self, person: str) -> tuple[DocumentLine, ...]:
        family, today = self._family(person), self._today()
        return tuple(_line(family, request, today) for request in family.requests)

    def print_pin_fits(self, person: str, *, request_id: str, print_pin: str) -> bool:
        request = _request(self._family(person), request_id)
        return request is not None and _same(request.print_pin, print_pin)

    def slip(self, person: str, *, request_id: str) -> DocumentSlip | None:
        family = self._family(person)
        request = _request(family, request_id)
        if request is None or request.state != "ready":
            return None
        return _slip(family, request, self._collections[request.kind], self._today())

    def _family(self, person: str) -> FamilyEntry:
        _, family = self._accounts[int(person)]
        return family


def simulated_registry(
    families: FamiliesFile, profile: Profile, today: Callable[[], date]
) -> SimulatedRegistry:
    """Hands out each kind at the agency whose services print it; `today` is the site's date."""
    kinds: tuple[DocumentKind, ...] = ("kk", "ktp", "kia")
    collections = {kind: _collection(profile, kind) for kind in kinds}
    return SimulatedRegistry(families.families, collections=collections, today=today)


def short_name(name: str) -> str:
    """`Burhan S.`: first name and initials. An abbreviation in front stays whole: `Hj. Rohaya A.`."""
    words = name.split()
    first = next((place for place, word in enumerate(words) if not word.endswith(".")), 0)
    return " ".join([*words[: first + 1], *(f"{word[0]}." for word in words[first + 1 :])])


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _request(family: FamilyEntry, request_id: str) -> RequestEntry | None:
    return next((one for one in family.requests if one.id == request_id), None)


def _member(family: FamilyEntry, nik: str) -> MemberEntry:
    return next(member for member in family.members if member.nik == nik)


def _line(family: FamilyEntry, request: RequestEntry, today: date) -> DocumentLine:
    waits = request.state == "in_process"
    return DocumentLine(
        request_id=request.id,
        kind=request.kind,
        state=request.state,
        holder=short_name(_member(family, request.holder).name),
        ready_on=None if waits else today - timedelta(days=request.ready_days_ago),
    )


def _slip(family: FamilyEntry, request: RequestEntry, collection: Collection, today: date) -> DocumentSlip:
    last = today + timedelta(days=request.collect_within_days - request.ready_days_ago)
    return DocumentSlip(
        kind=request.kind,
        simulated=True,
        request_no=request.number,
        verdict="ready",
        counter=request.counter,
        shelf=request.shelf,
        collect_by=_last_closing(collection.hours, today, last),
        place=collection.place,
        bring=request.bring,
        **_about(family, request, today),
    )


def _about(family: FamilyEntry, request: RequestEntry, today: date) -> dict[str, Any]:
    """The fields of a slip that differ from kind to kind: a KK names the family, the others their holder."""
    holder = _member(family, request.holder)
    person = _masked(holder, short_name(holder.name))
    match request.kind:
        case "kk":
            return {
                "kk_tail": family.kk[-4:],
                "head": _member(family, family.head).name,
                "address": family.address,
                "rt_rw": family.rt_rw,
                "kelurahan": family.kelurahan,
                "kecamatan": family.kecamatan,
                "members": tuple(_masked(member, member.name) for member in family.members),
            }
        case "ktp":
            return {"members": (person,), "issue": request.issue}
        case "kia":
            young = _age(holder.born, today) < KIA_WITH_PHOTO
            return {"members": (person,), "kia_kind": "0-5" if young else "5-17"}
        case _:
            assert_never(request.kind)


def _masked(member: MemberEntry, name: str) -> Member:
    return Member(
        name=name, relationship=member.relationship, nik_tail=member.nik[-4:], birth_year=member.born.year
    )


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _collection(profile: Profile, kind: DocumentKind) -> Collection:
    printing = (service for service in profile.services.values() if service.document == kind)
    service = next(printing, None)
    if service is None:
        return Collection(None, profile.hours[0])
    agency = service.agency
    place = agency.short if agency.place is None else f"{agency.short}, {agency.place.id}"
    return Collection(place, agency.hours)


def _last_closing(hours: Hours, first: date, last: date) -> datetime | None:
    """The end of the last span of opening hours within the days, or None where all of them are closed."""
    for back in range((last - first).days + 1):
        day = last - timedelta(days=back)
        spans = () if day in hours.holidays else hours.week[day.weekday()]
        if spans:
            return datetime.combine(day, spans[-1].closes, tzinfo=hours.zone)
    return None
