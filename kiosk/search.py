"""Services by words, as people say them.

A typed word finds the words that begin with it: in a service's name, its synonyms, its agency, in both languages,
and in what the catalogue says is alike (`bikin` and `baru`, `motor` and `roda 2`). A word that begins none is taken
for misspelt. Whoever has most of the typed words is found, the best first. Filler adds where it fits and spoils nothing.

An index is made once for a profile; asking it is pure.
"""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from math import log
from typing import get_args

from config.models import Language, Profile, Service

MOST_LETTERS = 40
"""So much of what is typed is looked at; nobody needs more."""

FIRST_WORD, NAME, SYNONYM, AGENCY, OTHER_LANGUAGE = 6.0, 5.0, 4.0, 2.0, 1.5
"""How much a hit weighs, by where the word stands."""
WHOLE, ALIKE, FILLER, MISSPELT = 1.5, 0.6, 0.5, 0.4
"""Times as much, where the whole word was typed, or another that is alike, or filler, or nearly the word."""
TOGETHER = 1.5
"""Times as much, where all that was typed stands together in one text."""
LEAST_BEGUN = 3
"""With fewer letters a misspelt word would be nearly every word."""

Hits = Mapping[int, float]
"""How much a typed word weighs, by the service's place."""


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


def forgiven(word: str) -> int:
    """So many letters of it may be wrong, missing, too many, or in each other's place."""
    return 0 if len(word) < 3 else 1 if len(word) < 8 else 2


class Index:
    def __init__(self, profile: Profile) -> None:
        self._tables = {language: _Table(profile, language) for language in get_args(Language)}

    def find(self, text: str, language: Language) -> tuple[Service, ...]:
        """All services that fit, best first, `language` before the other; none for an empty text."""
        return self._tables[language].find(words_of(text[:MOST_LETTERS]))


class _Table:
    """For those who read one language. A service's place is its rank where all else is equal."""

    def __init__(self, profile: Profile, language: Language) -> None:
        popular = {service.id for service in profile.popular}
        self._services = sorted(
            profile.services.values(), key=lambda one: (one.id not in popular, len(one.name.of(language)))
        )
        self._filler = frozenset(profile.everyday.filler)
        self._texts = [[f" {' '.join(words_of(text))}" for text in _said(one)] for one in self._services]
        self._hits = _weighed(self._services, language, _Alike(profile.everyday.alike))
        self._words = sorted(self._hits)
        self._letters = _letters_after(self._words)
        self._first_letters = {
            letter: self._added([(letter, 1)]) for letter in self._letters[""]
        }
        """Nearly every word of every service has a part in these."""

    def find(self, typed: Sequence[str]) -> tuple[Service, ...]:
        asked = [word for word in typed if word not in self._filler] or typed
        hits = sorted((self._found(word) for word in asked), key=len)
        scores = dict.fromkeys(_having_most(hits), 0.0)
        if len(asked) < len(typed):
            hits += [
                self._rare(self._hits[word], WHOLE * FILLER)
                for word in typed
                if word in self._filler and word in self._hits
            ]
        for hit in hits:
            for place in scores.keys() & hit.keys():
                scores[place] += hit[place]
        if len(asked) > 1:
            together = f" {' '.join(asked)}"
            for place in scores:
                if any(together in text for text in self._texts[place]):
                    scores[place] *= TOGETHER
        best = sorted(sorted(scores), key=scores.__getitem__, reverse=True)
        return tuple(self._services[place] for place in best)

    def _found(self, word: str) -> Hits:
        return (
            self._first_letters.get(word)
            or self._added([(word, 1)])
            or self._added((begun, MISSPELT) for begun in self._misspelt(word))
        )

    def _added(self, beginnings: Iterable[tuple[str, float]]) -> Hits:
        """Of all words that begin so; each beginning with its weight."""
        found: dict[int, float] = {}
        for begun, weight in beginnings:
            for at in range(bisect_left(self._words, begun), len(self._words)):
                word = self._words[at]
                if not word.startswith(begun):
                    break
                times = weight * WHOLE if word == begun else weight
                for place, hit in self._hits[word].items():
                    if hit * times > found.get(place, 0):
                        found[place] = hit * times
        return self._rare(found)

    def _rare(self, hits: Hits, times: float = 1) -> Hits:
        """What few services have weighs more."""
        times *= log(1 + len(self._services) / max(1, len(hits)))
        return {place: hit * times for place, hit in hits.items()}

    def _misspelt(self, word: str) -> set[str]:
        """Beginnings of words that were meant, perhaps; with two errors whole words only."""
        found: set[str] = set()
        seen: set[tuple[str, str, int]] = set()
        todo = [("", word, forgiven(word))]
        while todo:
            state = begun, left, errors = todo.pop()
            if state in seen:
                continue
            seen.add(state)
            after = self._letters[begun]
            if not left:
                if len(begun) >= LEAST_BEGUN and (errors or len(word) < 8 or begun in self._hits):
                    found.add(begun)
                continue
            if left[0] in after:
                todo.append((begun + left[0], left[1:], errors))
            if errors:
                todo.append((begun, left[1:], errors - 1))
                todo += [(begun + letter, left, errors - 1) for letter in after]
                todo += [(begun + letter, left[1:], errors - 1) for letter in after]
                swapped = left[1::-1]
                if begun + swapped in self._letters:
                    todo.append((begun + swapped, left[2:], errors - 1))
        return found


def _having_most(hits: Sequence[Hits]) -> Iterable[int]:
    """Places that have all typed words, or else the most of them; none that has less than half."""
    if not hits:
        return ()
    first, *others = (hit.keys() for hit in hits)
    if all_of_them := reduce(lambda some, other: some & other, others, set(first)):
        return all_of_them
    count = Counter(place for hit in hits for place in hit)
    most = max(count.values(), default=0)
    return [place for place, n in count.items() if n == most] if 0 < len(hits) <= 2 * most else ()


class _Alike:
    """What stands for what: a text that says one of a line says all of it."""

    def __init__(self, lines: Iterable[Iterable[str]]) -> None:
        self._lines: dict[str, list[tuple[list[str], frozenset[str]]]] = {}
        for line in lines:
            phrases = [words_of(phrase) for phrase in line]
            words = frozenset(word for phrase in phrases for word in phrase)
            for phrase in phrases:
                self._lines.setdefault(phrase[0], []).append((phrase, words))

    def to(self, words: Sequence[str]) -> Iterator[str]:
        for at, word in enumerate(words):
            for phrase, alike in self._lines.get(word, ()):
                if words[at : at + len(phrase)] == phrase:
                    yield from alike


def _weighed(services: Sequence[Service], language: Language, alike: _Alike) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = {}

    def put(word: str, place: int, weight: float) -> None:
        hits = found.setdefault(word, {})
        hits[place] = max(hits.get(place, 0), weight)

    for place, service in enumerate(services):
        put(words_of(service.name.of(language))[0], place, FIRST_WORD)
        for text, weight in _texts(service, language):
            words = words_of(text)
            for word in words:
                put(word, place, weight)
            for word in alike.to(words):
                put(word, place, weight * ALIKE)
    return found


def _texts(service: Service, language: Language) -> Iterator[tuple[str, float]]:
    """All that it is found by."""
    own, other = service.name.of(language), service.name.of("id" if language == "en" else "en")
    yield own, NAME
    yield other, OTHER_LANGUAGE
    yield from ((synonym, SYNONYM) for synonym in service.synonyms)
    agency = service.agency
    yield agency.short, AGENCY
    yield agency.name.of(language), AGENCY
    yield agency.name.of("id" if language == "en" else "en"), OTHER_LANGUAGE


def _said(service: Service) -> tuple[str, ...]:
    return (service.name.id, service.name.of("en"), *service.synonyms)


def _letters_after(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """By every beginning of a word, the empty one included: the letters that may come next."""
    found: dict[str, set[str]] = {"": set()}
    for word in words:
        for begun in accumulate(word, initial=""):
            found.setdefault(begun, set())
        for n, letter in enumerate(word):
            found[word[:n]].add(letter)
    return {begun: frozenset(letters) for begun, letters in found.items()}
