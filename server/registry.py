"""The civil registry as an interface, and a simulated one: the real registry is a closed system.

An adapter answers with what slips and lists may say, already masked; it is never asked for more. NIK and
PINs go in and
are compared; they never come out, and no `repr` shows them.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.wire import DocumentLine, DocumentSlip


class Registry(Protocol):
    @property
    def simulated(self) -> bool:
        """Whether the people are invented; every slip then says so."""

    def authenticate(self, *, nik: str, access_pin: str) -> str | None:
        """A handle on the person for the calls below, or None whichever of the two was wrong."""

    def documents(self, person: str) -> tuple[DocumentLine, ...]:
        """What was asked for and is ready, in process, collected or expired."""

    def print_pin_fits(self, person: str, *, request_id: str, print_pin: str) -> bool: ...

    def slip(self, person: str, *, request_id: str) -> DocumentSlip | None: ...


@dataclass(frozen=True, slots=True)
class SimulatedRequest:
    line: DocumentLine
    print_pin: str = field(repr=False)
    slip: DocumentSlip = field(repr=False)


@dataclass(frozen=True, slots=True)
class SimulatedPerson:
    nik: str = field(repr=False)
    access_pin: str = field(repr=False)
    requests: tuple[SimulatedRequest, ...]


class SimulatedRegistry:
    """Synthetic people of the profile. A person's handle is their place in the list."""

    simulated = True

    def __init__(self, people: Sequence[SimulatedPerson]) -> None:
        self._people = tuple(people)

    def authenticate(self, *, nik: str, access_pin: str) -> str | None:
        found = None
        for place, person in enumerate(self._people):
            right = hmac.compare_digest(person.nik, nik) & hmac.compare_digest(
                person.access_pin.encode(), access_pin.encode()
            )
            if right:
                found = str(place)
        return found

    def documents(self, person: str) -> tuple[DocumentLine, ...]:
        return tuple(request.line for request in self._people[int(person)].requests)

    def print_pin_fits(self, person: str, *, request_id: str, print_pin: str) -> bool:
        request = self._request(person, request_id)
        return request is not None and hmac.compare_digest(request.print_pin.encode(), print_pin.encode())

    def slip(self, person: str, *, request_id: str) -> DocumentSlip | None:
        request = self._request(person, request_id)
        return None if request is None else request.slip

    def _request(self, person: str, request_id: str) -> SimulatedRequest | None:
        requests = self._people[int(person)].requests
        return next((one for one in requests if one.line.request_id == request_id), None)
