"""Search by words, as people say them: what is typed begins words of the service; the best comes first."""

import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

import config
import kiosk.search
from benchmarks.search import many_services, misspelt
from config.load import load_profile
from config.models import Everyday, Language, Profile, Service, Words
from kiosk.search import LONG, Index, words_of
from tests.sample import SERVICES, profile

if TYPE_CHECKING:
    from _typeshed import TraceFunction

EVERYDAY = Everyday(
    filler=("Mau", "saya", "bikin", "gratis"),
    alike=(("baru", "bikin"), ("kk", "kartu keluarga"), ("hilang", "ilang"), ("-", "percepatan", "kilat")),
)
INDEX = Index(replace(profile(), everyday=EVERYDAY))
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def found(text: str, language: Language = "id") -> list[str]:
    return [service.id for service in INDEX.find(text, language)]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("kk baru", "kk-baru"),
        ("KTP", "ktp-hilang"),
        ("ktp el", "ktp-hilang"),
        ("ktp-el", "ktp-hilang"),
        ("ktpel", "ktp-hilang"),
        ("hilang ktp", "ktp-hilang"),
        ("bikin", "kk-baru"),
        ("PASP", "paspor"),
        ("pércep", "paspor-cepat"),
        ("family", "kk-baru"),
    ],
)
def test_what_people_type_comes_first(text: str, best: str) -> None:
    assert found(text)[0] == best


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("saya mau bikin paspor", ["paspor", "paspor-cepat"]),
        ("mau percepetan paspor", ["paspor-cepat"]),
        ("kartu keluarga", ["kk-baru", "cetak-kk"]),
        ("kartu hilang", ["ktp-hilang", "kk-baru", "cetak-kk"]),
        ("paspor kilat", ["paspor-cepat"]),
        ("ktp ilang", ["ktp-hilang"]),
        ("ktp antariksa", ["ktp-hilang"]),
        ("ktpku", ["ktp-hilang"]),
        ("kkmu barunya", ["kk-baru"]),
        ("gratis ktp", ["ktp-hilang"]),
    ],
)
def test_filler_spoils_nothing_and_alike_words_find_the_same(text: str, services: list[str]) -> None:
    assert found(text) == services


def test_an_agencys_name_finds_its_services() -> None:
    assert set(found("imigrasi")) == {"paspor", "paspor-cepat", "baca"}


def test_whoever_has_all_words_hides_those_that_have_some() -> None:
    assert found("paspor baru") == ["paspor"]
    assert set(found("ktp paspor")) == {"ktp-hilang", "paspor", "paspor-cepat"}


def test_ones_own_language_comes_first() -> None:
    services = {
        "mati": replace(SERVICES[0], id="mati", synonyms=(), name=Words(id="Die Uhr", en="Clock")),
        "wafat": replace(SERVICES[0], id="wafat", synonyms=(), name=Words(id="Meninggal", en="To die")),
    }
    index = Index(replace(profile(), services=services, popular=()))
    assert [one.id for one in index.find("die", "id")] == ["mati", "wafat"]
    assert [one.id for one in index.find("die", "en")] == ["wafat", "mati"]


@pytest.mark.parametrize("text", ["", "   ", "-", "mau", "saya mau"])
def test_until_something_is_said_what_many_come_for_is_shown(text: str) -> None:
    assert found(text) == ["kk-baru", "paspor"]


@pytest.mark.parametrize("text", ["zzz", "xq", "kx", "xyzzy ktp plugh", "mau xyzzy", "nya", "xynya"])
def test_what_fits_nothing_finds_nothing(text: str) -> None:
    assert found(text) == []


def test_words_are_taken_apart_and_together() -> None:
    assert words_of("KTP-el (Hilang)") == ["ktp", "el", "ktpel", "hilang"]


@given(st.sampled_from(SERVICES), st.data())
def test_every_beginning_of_every_word_finds_its_service(service: Service, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(words_of(service.name.id)))
    length = data.draw(st.integers(1, len(word)))
    assert service.id in found(word[:length])


@st.composite
def errors(draw: st.DrawFn, word: str) -> str:
    """The word with one letter wrong, missing, too many, or two in each other's place."""
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(ALPHABET))
    head, tail = word[:at], word[at + 1 :]
    return draw(
        st.sampled_from(
            [
                head + letter + tail,
                head + tail,
                head + letter + word[at:],
                head + tail[:1] + word[at] + tail[1:],
            ]
        )
    )


@given(st.sampled_from(SERVICES), st.data())
def test_an_error_is_forgiven_and_in_a_long_word_two(service: Service, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from([one for one in words_of(service.name.id) if len(one) > 3]))
    if len(word) > LONG:
        # One in each half: one inside the other, as a letter between two that were swapped, counts for more.
        half = len(word) // 2
        typed = data.draw(errors(word[:half])) + data.draw(errors(word[half:]))
    else:
        typed = data.draw(errors(word))
    assume(len(typed) >= 3 and not any(one.startswith(typed) for one in KNOWN))
    assume(not (len(word) > LONG and len(typed) < LONG))
    assert service.id in found(typed)


KNOWN = {
    word
    for service in SERVICES
    for text in (service.name.id, service.name.of("en"), *service.synonyms, service.agency.name.id, "office")
    for word in words_of(text)
} | {word for line in EVERYDAY.alike for phrase in line for word in words_of(phrase)}


@given(st.text(max_size=80))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    results = INDEX.find(text, "en")
    assert len(results) == len(set(results))


# --- the profile that ships -----------------------------------------------------------------------------

SHOWN, UNDERSTOOD = 3, 0.9
"""The wanted service is among the first three, for so many phrasings."""


@pytest.fixture(scope="module")
def shipped() -> Profile:
    profile = load_profile(Path(config.__file__).with_name("profiles") / "default")
    assert isinstance(profile, Profile), profile
    return profile


def test_it_understands_how_people_ask(shipped: Profile) -> None:
    index = Index(shipped)
    parts = yaml.safe_load(Path(__file__).with_name("phrasings.yaml").read_text(encoding="utf-8"))
    asked = [(text, wanted, part) for part, phrasings in parts.items() for text, wanted in phrasings.items()]
    missed = []
    for text, wanted, part in asked:
        assert shipped.services.keys() >= set(wanted), text
        first = [one.id for one in index.find(text, "en" if part == "english" else "id")[:SHOWN]]
        if not set(wanted) & set(first):
            missed.append(f"{text!r} finds {first}")
    assert len(asked) == 150
    assert len(missed) <= len(asked) * (1 - UNDERSTOOD), "\n".join(missed)


# --- many services --------------------------------------------------------------------------------------

MOST_LINES = 60_000
"""Of code, run after one letter."""


def lines_run(index: Index, text: str, language: Language) -> int:
    """Of the search: the work that it is, on any machine."""
    lines = 0

    def trace(frame: FrameType, event: str, _: object) -> "TraceFunction | None":
        nonlocal lines
        lines += event == "line"
        return trace if frame.f_code.co_filename == kiosk.search.__file__ else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        index.find(text, language)
    finally:
        sys.settrace(before)
    return lines


def test_among_5000_services_a_letter_is_bounded_work_however_it_is_misspelt() -> None:
    many = many_services()
    index = Index(many)
    hard: list[tuple[str, Language]] = [("", "id"), ("p", "id"), ("k m p c r d s b a t", "id")]
    hard += islice(misspelt(many), 0, 8_000, 40)
    work = {text: lines_run(index, text, language) for text, language in hard}
    hardest = max(work, key=work.__getitem__)
    assert 0 < work[hardest] <= MOST_LINES, hardest
