"""Search by words: what is typed must begin words of the service; the best comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.models import Language, Service
from kiosk.search import Index, words_of
from tests.sample import SERVICES, profile

INDEX = Index(profile())


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


def test_an_agencys_name_finds_its_services() -> None:
    assert set(found("imigrasi")) == {"paspor", "paspor-cepat", "baca"}


@pytest.mark.parametrize("text", ["", "   ", "-", "paspor ktp", "zzz"])
def test_what_fits_nothing_finds_nothing(text: str) -> None:
    assert found(text) == []


def test_words_are_taken_apart_and_together() -> None:
    assert words_of("KTP-el (Hilang)") == ["ktp", "el", "ktpel", "hilang"]


@given(st.sampled_from(SERVICES), st.data())
def test_every_beginning_of_every_word_finds_its_service(service: Service, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(words_of(service.name.id)))
    length = data.draw(st.integers(1, len(word)))
    assert service.id in found(word[:length])


@given(st.text(max_size=80))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    results = INDEX.find(text, "en")
    assert len(results) == len(set(results))
