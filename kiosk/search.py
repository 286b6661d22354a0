"""Services by words: every word that is typed must begin a word of the service, its synonyms or its agency.

An index is made once for a profile; asking it is pure.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from config.models import Language, Profile, Service

MOST_LETTERS = 40
"""So much of what is typed is looked at; nobody needs more."""

FIRST_WORD, NAME, SYNONYM, AGENCY, OTHER_LANGUAGE = 8, 5, 4, 2, 1
"""How much a hit weighs, by where the word stands."""


def words_of(text: str) -> list[str]:
    """Lower case, without accents and punctuation; `KTP-el` is `ktp`, `el` and `ktpel`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found: list[str] = []
    for chunk in plain.split():
        parts = "".join(letter if letter.isalnum() else " " for letter in chunk).split()
        found += parts
        if len(parts) > 1:
            found.append("".join(parts))
    return found


class Index:
    def __init__(self, profile: Profile) -> None:
        self._services = tuple(profile.services.values())
        entries = {
            (word, place, weight)
            for place, service in enumerate(self._services)
            for word, weight in _entries(service)
        }
        self._entries = sorted(entries)
        self._words = [word for word, _, _ in self._entries]

    def find(self, text: str, language: Language) -> tuple[Service, ...]:
        """All services that fit, best first; none for an empty text."""
        typed = words_of(text[:MOST_LETTERS])
        if not typed:
            return ()
        scores: dict[int, float] | None = None
        for word in typed:
            hits = self._hits(word)
            if scores is None:
                scores = hits
            else:
                scores = {place: score + hits[place] for place, score in scores.items() if place in hits}
        assert scores is not None
        names = {place: len(self._services[place].name.of(language)) for place in scores}
        best = sorted(scores, key=lambda place: (-scores[place], names[place], place))
        return tuple(self._services[place] for place in best)

    def _hits(self, word: str) -> dict[int, float]:
        """Best weight by service for words that begin with `word`; a whole word counts half as much again."""
        found: dict[int, float] = {}
        for at in range(bisect_left(self._words, word), len(self._words)):
            entry, place, weight = self._entries[at]
            if not entry.startswith(word):
                break
            score = weight * 1.5 if entry == word else weight
            found[place] = max(found.get(place, 0), score)
        return found


def _entries(service: Service) -> Iterator[tuple[str, int]]:
    name = words_of(service.name.id)
    yield from ((word, FIRST_WORD) for word in name[:1])
    yield from _weighed((service.name.id,), NAME)
    yield from _weighed(service.synonyms, SYNONYM)
    yield from _weighed((service.agency.short, service.agency.name.id), AGENCY)
    yield from _weighed((service.name.en or "", service.agency.name.en or ""), OTHER_LANGUAGE)


def _weighed(texts: Iterable[str], weight: int) -> Iterator[tuple[str, int]]:
    for text in texts:
        yield from ((word, weight) for word in words_of(text))
