"""Officers' doors: signing in, choosing a counter, a counter that has locked itself, the first admin."""

from dataclasses import dataclass
from typing import Literal

from server.site import Site
from server.store import Counter
from server.views.page import Head


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Posts `name`, `password` to /sign-in. `problem`: `wait` = too many attempts, try later."""

    head: Head
    name: str
    problem: Literal["no_match", "wait"] | None


@dataclass(frozen=True, slots=True)
class CounterLine:
    counter: Counter
    agency_name: str
    mine: bool


@dataclass(frozen=True, slots=True)
class CounterPage:
    """Template signin_counter.html. Posts `counter_id` to /counter; a taken counter may be taken over."""

    head: Head
    counters: tuple[CounterLine, ...]


@dataclass(frozen=True, slots=True)
class LockedPage:
    """Posts `password` to /locked. `counter` is the officer's own."""

    head: Head
    counter: CounterLine | None
    problem: Literal["no_match", "wait"] | None


@dataclass(frozen=True, slots=True)
class FirstAdminPage:
    """Posts `token name display_name password` to /first-admin. `used`: there is an admin, show no form."""

    head: Head
    token: str
    name: str
    display_name: str
    problem: Literal["weak_password", "empty", "used"] | None


def counter_line(counter: Counter, site: Site, *, mine: bool = False) -> CounterLine:
    return CounterLine(counter, site.agency_name(counter.agency), mine)
