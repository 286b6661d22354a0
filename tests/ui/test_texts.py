"""The words of the screen in each language."""

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtGui import QGuiApplication, QRawFont

from commands.parts.frame import ROOT
from commands.parts.gallery import spoken
from config.models import Language
from config.money import rupiah
from kiosk.visit.state import Display
from tests.ui.cases import CASES
from tests.ui.conftest import Open
from ui.texts import I18N, LANGUAGES, QmlTexts, Texts, read_texts, tied, untied
from ui.theme import PANELS, advance, fonts, lines
from ui.typesetter import FINE, spare

PROFILES = ROOT / "config" / "profiles"


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


@pytest.mark.parametrize(
    "text",
    [
        "KTP-el",
        "e-KTP",
        "M-Paspor",
        "A-C012",
        "A-012",
        "08.00–15.00",
        "10-15",
        "1–4",
        "F-1.02",
        rupiah(50_000),
    ],
)
def test_no_line_ends_within_what_is_one_thing(qapp: QGuiApplication, text: str) -> None:
    font = fonts(PANELS["1080x1920"], Display()).running
    assert lines(tied(text), font, 1) == 1
    assert untied(tied(text)) == text
    assert abs(advance(tied(text), font) - advance(text, font)) < 0.5


@pytest.mark.parametrize(
    "case",
    ["home", "services", "detail-long", "surrender", "notice-not_recorded", "notice-surrender_failed"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_one_thing_is_tied_wherever_it_stands(opened: Open, case: str, language: Language) -> None:
    screen = opened(spoken(CASES[case], language))
    shown = [item.property("text") for item in screen.items() if item.inherits("QQuickText")]
    assert [text for text in shown if tied(text) != text] == []


@pytest.mark.parametrize("width", [180.0, 260.0, 420.0, 700.0])
@pytest.mark.parametrize(
    "text",
    [
        "Semua syaratnya sudah siap?",
        "Yang lain tidak bisa dicetak lagi dengan PIN yang sama.",
        "Petugas sedang menuju ke sini",
    ],
)
def test_even_lines_cost_none(qapp: QGuiApplication, text: str, width: float) -> None:
    """As many as before, the longest as short as it can be."""
    font = fonts(PANELS["1366x768"], Display()).running
    narrower = width - spare(text, font, width)
    count = lines(text, font, width)
    assert lines(text, font, narrower) == count
    assert max(advance(word, font) for word in text.split()) <= narrower
    if count > 1:
        less = narrower - 2 * FINE
        assert lines(text, font, less) > count or max(advance(word, font) for word in text.split()) > less


def test_no_word_of_a_question_stands_alone(opened: Open) -> None:
    """`Semua syaratnya sudah` fills the first line of this cloth: `siap?` has company on the second."""
    screen = opened(CASES["detail"], "1080x1920", Display(text_size=3))
    words = "Semua syaratnya sudah siap?"
    question = next(item for item in screen.items() if item.property("text") == words)
    assert question.property("lineCount") == 2
    assert question.property("contentWidth") < 0.8 * question.width()


def test_the_product_s_font_has_every_letter_of_what_ships(qapp: QGuiApplication) -> None:
    font = QRawFont.fromFont(fonts(PANELS["1080x1920"], Display()).running)
    shipped = [
        file.read_text(encoding="utf-8") for file in (I18N / "en.ts", *PROFILES.glob("*/catalogue.yaml"))
    ]
    letters = {letter for text in shipped for letter in text if letter.isprintable()}
    assert {letter for letter in letters if not font.supportsCharacter(ord(letter))} == set()


def test_indonesian_comes_first() -> None:
    assert LANGUAGES == ("id", "en")
