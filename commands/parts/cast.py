"""Who plays in a demonstration: an invented citizen, an officer with a password of the moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.families import FamilyEntry, RequestEntry
from config.models import DocumentKind


@dataclass(frozen=True, slots=True)
class Person:
    """An invented citizen with something ready."""

    nik: str
    access_pin: str
    ready: tuple[RequestEntry, ...]

    def request(self, kind: DocumentKind) -> RequestEntry:
        return next(one for one in self.ready if one.kind == kind)


@dataclass(frozen=True, slots=True)
class Officer:
    name: str
    password: str


def person_with_everything(families: Sequence[FamilyEntry]) -> Person:
    """Who sees the most ready documents."""
    people = [
        Person(account.nik, account.access_pin, tuple(one for one in family.requests if one.state == "ready"))
        for family in families
        for account in family.accounts
    ]
    return max(people, key=lambda one: len({request.kind for request in one.ready}))
