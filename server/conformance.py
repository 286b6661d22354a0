"""The rules of docs/registry.md, each tried against an adapter as the server would use it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from statistics import median
from threading import Barrier
from time import perf_counter
from typing import Annotated, Literal, get_args

from pydantic import Field

from config.families import Digits16, Pin
from config.identity import DIGITS16_FORM
from config.models import DocumentKind, Model
from server.registry import (
    ANSWER_SECONDS,
    CALLS_AT_ONCE,
    Access,
    AccessRefusal,
    Content,
    Keyed,
    Registry,
    access_faults,
    content_faults,
    page_faults,
    shows_number,
)

ROUNDS = 7
"""Calls of each kind whose median time is compared."""

LATITUDE_SECONDS = 0.05
"""By so much, or by half, an unknown NIK and a wrong PIN may differ: the network does the rest."""

KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)


class TestPerson(Model):
    __test__ = False
    nik: Digits16
    access_pin: Pin
    outcome: Literal["found", "not_recorded", "pin_expired"]


class TestPeople(Model):
    """People of a test environment of the registry. `strangers`: NIK that nobody has."""

    __test__ = False
    people: tuple[TestPerson, ...]
    strangers: tuple[Annotated[str, Field(pattern=DIGITS16_FORM)], ...] = Field(min_length=1, repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """`faults`: what was seen, without a value of anybody's; none where it holds."""

    name: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    registry: Registry
    people: TestPeople
    keyed: Keyed
    today: Callable[[], date]

    @property
    def found(self) -> TestPerson:
        return next(one for one in self.people.people if one.outcome == "found")

    def asked(self, nik: str, pin: str) -> Access | AccessRefusal:
        return self.registry.authenticate(nik=nik, access_pin=pin)

    def access(self) -> Access | None:
        answer = self.asked(self.found.nik, self.found.access_pin)
        return answer if isinstance(answer, Access) else None


def other_pin(pin: str) -> str:
    """As long, and wrong."""
    return "".join(str((int(digit) + 1) % 10) for digit in pin)


def check(trial: Trial) -> Iterator[Rule]:
    """Each rule in turn. An adapter that raises breaks the rule that it raised in."""
    rules: dict[str, Callable[[Trial], Iterator[str]]] = {
        "it says whether its people are invented": _says_simulated,
        "the right PIN lets in": _lets_in,
        "an unknown NIK and a wrong PIN are one answer": _one_answer,
        "an unknown NIK takes as long as a wrong PIN": _one_time,
        "what else is wrong is told to the right PIN alone": _told_to_the_right_pin,
        "whoever is let in is told by keys, and no number comes out": _keys,
        "content is masked and whole": _content,
        "a page is a PDF on A4 and not too long": _page,
        "the documents of a stranger are not shown": _strangers,
        "it answers in time": _in_time,
        "several may ask at once": _at_once,
    }
    with ThreadPoolExecutor(max_workers=1) as alone:
        for name, rule in rules.items():
            tried = alone.submit(_seen, rule, trial)
            error = tried.exception()
            yield Rule(name, tried.result() if error is None else (f"it raised {type(error).__name__}",))


def _seen(rule: Callable[[Trial], Iterator[str]], trial: Trial) -> tuple[str, ...]:
    return tuple(rule(trial))


def _says_simulated(trial: Trial) -> Iterator[str]:
    said: object = trial.registry.simulated
    if not isinstance(said, bool):
        yield "`simulated` is neither True nor False"


def _lets_in(trial: Trial) -> Iterator[str]:
    for place, one in enumerate(trial.people.people, start=1):
        answer = trial.asked(one.nik, one.access_pin)
        said = "found" if isinstance(answer, Access) else answer
        if said != one.outcome:
            yield f"person {place} should be {one.outcome}"


def _one_answer(trial: Trial) -> Iterator[str]:
    for place, nik in enumerate(trial.people.strangers, start=1):
        if trial.asked(nik, trial.found.access_pin) != "no_match":
            yield f"stranger {place} should be no_match"
    for place, one in enumerate(trial.people.people, start=1):
        for pin in (other_pin(one.access_pin), ""):
            if trial.asked(one.nik, pin) != "no_match":
                yield f"a wrong PIN of person {place} should be no_match"


def _one_time(trial: Trial) -> Iterator[str]:
    stranger, person = trial.people.strangers[0], trial.found
    pairs = ((stranger, person.access_pin), (person.nik, other_pin(person.access_pin)))
    unknown, wrong = (median(_seconds(trial, *pair) for _ in range(ROUNDS)) for pair in pairs)
    if abs(unknown - wrong) > max(LATITUDE_SECONDS, 0.5 * max(unknown, wrong)):
        yield f"{unknown:.3f} s and {wrong:.3f} s"


def _seconds(trial: Trial, nik: str, pin: str) -> float:
    began = perf_counter()
    trial.asked(nik, pin)
    return perf_counter() - began


def _told_to_the_right_pin(trial: Trial) -> Iterator[str]:
    for place, one in enumerate(trial.people.people, start=1):
        if one.outcome != "found" and trial.asked(one.nik, other_pin(one.access_pin)) == one.outcome:
            yield f"person {place}: a wrong PIN hears {one.outcome}"


def _keys(trial: Trial) -> Iterator[str]:
    first, second = trial.access(), trial.access()
    if first is None or second is None:
        yield "nobody was let in"
        return
    yield from access_faults(first, nik=trial.found.nik, keyed=trial.keyed)
    if (first.family, first.holders) != (second.family, second.holders):
        yield "the keys of one person differ from time to time"


def _content(trial: Trial) -> Iterator[str]:
    access = trial.access()
    if access is None:
        yield "nobody was let in"
        return
    own = trial.keyed(trial.found.nik)
    asked: list[tuple[DocumentKind, str]] = [("kk", access.family)]
    for holder in access.holders:
        asked += [("ktp", holder.key), ("kia", holder.key)]
    for kind, key in asked:
        answer: object = trial.registry.content(access.handle, kind=kind, holder=key)
        if isinstance(answer, Content):
            yield from content_faults(answer, kind, today=trial.today())
            if shows_number(repr(answer)):
                yield f"the repr of a {kind} shows a long number"
        elif answer != "unknown":
            yield f"neither content of a {kind} nor `unknown`"
        elif kind == "kk" or (kind == "ktp" and key == own):
            yield f"no content of the person's own {kind}"


def _page(trial: Trial) -> Iterator[str]:
    access = trial.access()
    if access is None:
        yield "nobody was let in"
        return
    began = perf_counter()
    page: object = trial.registry.page(access.handle, kind="kk", holder=access.family)
    if (took := perf_counter() - began) > ANSWER_SECONDS:
        yield f"{took:.1f} s; the server waits {ANSWER_SECONDS:g}"
    if isinstance(page, bytes):
        yield from page_faults(page)
    elif page != "unknown":
        yield "neither a page of the person's own KK nor `unknown`"


def _strangers(trial: Trial) -> Iterator[str]:
    access, stranger = trial.access(), trial.keyed("0" * 16)
    if access is None:
        yield "nobody was let in"
        return
    for kind in KINDS:
        if isinstance(trial.registry.content(access.handle, kind=kind, holder=stranger), Content):
            yield f"content of a {kind} that is none of theirs"
        if isinstance(trial.registry.page(access.handle, kind=kind, holder=stranger), bytes):
            yield f"a page of a {kind} that is none of theirs"


def _in_time(trial: Trial) -> Iterator[str]:
    if (took := _seconds(trial, trial.found.nik, trial.found.access_pin)) > ANSWER_SECONDS:
        yield f"{took:.1f} s; the server waits {ANSWER_SECONDS:g}"


def _at_once(trial: Trial) -> Iterator[str]:
    alone, start = trial.access(), Barrier(CALLS_AT_ONCE)

    def among_others() -> Access | None:
        start.wait()
        return trial.access()

    with ThreadPoolExecutor(max_workers=CALLS_AT_ONCE) as pool:
        together = [asked.result() for asked in [pool.submit(among_others) for _ in range(3 * CALLS_AT_ONCE)]]
    keys = {None if one is None else (one.family, one.holders) for one in together}
    if keys != {None if alone is None else (alone.family, alone.holders)}:
        yield "one person gets several answers"
