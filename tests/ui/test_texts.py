"""The words of the screen in each language."""

import xml.etree.ElementTree as ET

import pytest

from ui.texts import I18N, LANGUAGES, QmlTexts, Texts, read_texts


def test_every_text_has_its_english() -> None:
    for translation in ET.parse(I18N / "en.ts").getroot().iter("translation"):
        assert translation.get("type") is None
        forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
        assert all(forms)


def test_the_source_stands_where_there_is_no_other() -> None:
    texts = read_texts("en")
    assert texts.translate("Home", "Sering dicari") == "Popular"
    assert texts.translate("Home", "belum diterjemahkan") == "belum diterjemahkan"
    assert QmlTexts(texts).translate("Home", "belum diterjemahkan") == "belum diterjemahkan"
    assert read_texts("id").translate("Home", "Sering dicari") == "Sering dicari"


def test_places_in_a_text_stay_its_places() -> None:
    for (_, source), forms in read_texts("en").messages.items():
        for form in forms:
            assert sorted(places(form)) == sorted(places(source)), source


def places(text: str) -> list[str]:
    braced = [f"{{{part.split('}')[0]}}}" for part in text.split("{")[1:]]
    return braced + [f"%{part[0]}" for part in text.split("%")[1:]]


@pytest.mark.parametrize(("n", "said"), [(1, "1 detik"), (2, "2 detik")])
def test_qml_chooses_singular_or_plural(n: int, said: str) -> None:
    texts = Texts("en", {("Page", "%n sekon"): ("1 detik", "2 detik")})
    assert QmlTexts(texts).translate("Page", "%n sekon", "", n) == said


def test_indonesian_comes_first() -> None:
    assert LANGUAGES == ("id", "en")
