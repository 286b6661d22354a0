"""A language that nobody speaks: every word of the screen is two fifths longer, what is filled in stays."""

import re
from collections.abc import Iterator, Mapping

from config.models import Language
from ui.texts import Texts

WORD = re.compile(r"\{\w*\}|%[n\d]|[^\W\d_]+")


def longer(text: str) -> str:
    """`Ambil nomor` becomes `Ambilil nomoror`: in each word its last letters stand twice."""
    return WORD.sub(lambda found: found[0] if found[0][0] in "{%" else _stretched(found[0]), text)


def _stretched(word: str) -> str:
    return word + word[-round(0.4 * len(word)) :] if len(word) > 1 else word


class _Longer(Mapping[tuple[str, str], tuple[str, ...]]):
    """A message for whatever is asked."""

    def __getitem__(self, key: tuple[str, str]) -> tuple[str, ...]:
        return (longer(key[1]),)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def __len__(self) -> int:
        return 0


def pseudo(language: Language) -> Texts:
    """In place of the source language and of any other."""
    return Texts(language, _Longer())
