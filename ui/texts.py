"""The screen's own words by language: Indonesian in the source, others in `i18n/<language>.ts`."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QTranslator

from config.models import Language, Words

JOINER = "\u2060"
_HYPHEN = re.compile("-(?=[A-Z])|(?<=[A-Z0-9])-(?=[a-z])")

I18N = Path(__file__).with_name("i18n")
LANGUAGES: tuple[Language, ...] = get_args(Language)


def tied(text: str) -> str:
    """No line ends within `KTP-el`, `e-KTP` or `A-C012`. A joiner is neither seen nor spoken; the font has
    no hyphen that joins. What consists of digits, and `Rp 50.000`, needs none."""
    return _HYPHEN.sub("-" + JOINER, text)


def untied(text: str) -> str:
    return text.replace(JOINER, "")


@dataclass(frozen=True, slots=True)
class Texts:
    language: Language
    messages: Mapping[tuple[str, str], tuple[str, ...]] = field(repr=False)
    """By context and source text; those of `qsTr` with a number have a singular before the plural."""

    def translate(self, context: str, text: str) -> str:
        """In this language, or the source text where there is no other.

        `lupdate` finds the calls of this name where both are literals, so that the texts reach the catalogue.
        It does not find plurals in Python: a text for one stands beside the text for many.
        """
        return tied(self.messages.get((context, text), (text,))[-1])

    def of(self, words: Words | None) -> str:
        """What the profile says, in this language; empty where it says nothing."""
        return "" if words is None else tied(words.of(self.language))


def read_texts(language: Language) -> Texts:
    """From the catalogue beside this file; unfinished entries do not count."""
    if language == "id":
        return Texts("id", {})
    return Texts(language, dict(_messages(I18N / f"{language}.ts")))


def _messages(file: Path) -> list[tuple[tuple[str, str], tuple[str, ...]]]:
    found: list[tuple[tuple[str, str], tuple[str, ...]]] = []
    catalogue = ET.parse(file).getroot()  # noqa: S314 - the program's own file
    for context in catalogue.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type"):
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found.append(((context.findtext("name", ""), message.findtext("source", "")), tuple(forms)))
    return found


class QmlTexts(QTranslator):
    """The same words for `qsTr`."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(self, context: str, text: str, note: str | None = None, n: int = -1) -> str:
        """The source text where there is no other: an empty one would count as its translation."""
        found = self._texts.messages.get((context, text), (text,))
        return tied(found[0 if n == 1 else -1])
