"""Services by words, as people say them.

A typed word finds the words that begin with it: in a service's name, its synonyms, its agency, in both
languages, and in what the catalogue says is alike (`bikin` and `baru`, `motor` and `roda 2`). A word that
begins none is taken for misspelt. Whoever has most of the typed words is found, the best first; filler adds
where it fits and spoils nothing.

An index is made once for a profile; asking it is pure.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from math import log
from typing import get_args

from config.models import Agency, Language, Profile, Service

MOST_LETTERS = 40
"""So much of what is typed is looked at; nobody needs more."""

FIRST_WORD, NAME, SYNONYM, AGENCY, OTHER_LANGUAGE = 6.0, 5.0, 4.0, 2.0, 1.5
"""How much a hit weighs, by where the word stands."""
WHOLE, ALIKE, FILLER, MISSPELT = 1.5, 0.6, 0.75, 0.4
"""Times as much for a whole word, for one that is only alike, for filler, and for what is nearly the word."""
TOGETHER, POPULAR = 1.5, 1.2
"""Times as much where all that was typed stands together in one text, and for what many come for."""
LEAST_BEGUN, LONG = 3, 8
"""Letters. With fewer a misspelt word would be nearly every word; so long words may have two errors."""

Hits = Mapping[int, float]
"""How much a typed word weighs, by the place of the service."""


def words_of(text: str) -> list[str]:
    """Lower case, without accents and punctuation; `KTP-el` is `ktp`, `el` and `ktpel`."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(x for x in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(x))
    found: list[str] = []
    for chunk in plain.split():
        parts = re.findall(r"[^\W_]+", chunk)
        found += parts
        if len(parts) > 1:
            found.append("".join(parts))
    return found


def forgiven(word: str) -> int:
    """So many letters of it may be wrong, missing, too many, or in each other's place."""
    return 0 if len(word) < LEAST_BEGUN else 1 if len(word) < LONG else 2


class Index:
    def __init__(self, profile: Profile) -> None:
        self._tables = {language: _Table(profile, language) for language in get_args(Language)}

    def find(self, text: str, language: Language) -> tuple[Service, ...]:
        """All services that fit, best first; what many come for where nothing has been said yet."""
        return self._tables[language].find(words_of(text[:MOST_LETTERS]))


class _Table:
    """For those who read one language. A service's place is its rank where all else is equal."""

    def __init__(self, profile: Profile, language: Language) -> None:
        self._services = sorted(profile.services.values(), key=lambda one: len(one.name.of(language)))
        self._popular = profile.popular
        wanted = {service.id for service in profile.popular}
        self._popular_places = {place for place, one in enumerate(self._services) if one.id in wanted}
        self._filler = frozenset(word for text in profile.everyday.filler for word in words_of(text))
        self._said = [_said(service) for service in self._services]
        self._hits = _weighed(self._services, language, _Alike(profile.everyday.alike))
        self._words = sorted(self._hits)
        self._letters = _letters_after(self._words)
        self._short = {begun: self._begun([(begun, 1)]) for begun in self._letters if 0 < len(begun) <= 2}
        """Many services have a part in each, and some of them are asked for with every new word."""

    def find(self, typed: Sequence[str]) -> tuple[Service, ...]:
        filler = [word for word in typed if word in self._filler]
        asked = [word for word in typed if word not in self._filler]
        hits = [self._found(word) for word in asked] or [self._begun([(word, 1)]) for word in filler]
        scores = dict.fromkeys(_having_most(hits), 0.0)
        if not scores and not asked:
            return self._popular
        if asked:
            hits += [self._rare(self._hits[word], FILLER) for word in filler if word in self._hits]
        for hit in hits:
            for place in scores.keys() & hit.keys():
                scores[place] += hit[place]
        if len(asked) > 1:
            together = f" {' '.join(asked)}"
            for place in scores:
                if any(together in text for text in self._said[place]):
                    scores[place] *= TOGETHER
        for place in scores.keys() & self._popular_places:
            scores[place] *= POPULAR
        best = sorted(sorted(scores), key=scores.__getitem__, reverse=True)
        return tuple(self._services[place] for place in best)

    def _found(self, word: str) -> Hits:
        return (
            self._short.get(word)
            or self._begun([(word, 1)])
            or self._begun((meant, MISSPELT) for meant in self._meant(word))
        )

    def _begun(self, beginnings: Iterable[tuple[str, float]]) -> Hits:
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

    def _meant(self, word: str) -> set[str]:
        """What a misspelt word may stand for: what has fewer errors first, and with two only whole words."""
        for errors in range(1, forgiven(word) + 1):
            near = self._near(word, errors)
            if meant := near if errors == 1 else near & self._hits.keys():
                return meant
        return set()

    def _near(self, word: str, most: int) -> set[str]:
        """Beginnings of words so many errors from it: a letter wrong, missing, too many, or two swapped."""
        found: set[str] = set()
        seen: set[tuple[str, str, int]] = set()
        todo = [("", word, most)]
        while todo:
            state = begun, left, errors = todo.pop()
            if state in seen:
                continue
            seen.add(state)
            if not left:
                found.add(begun)
                continue
            after = self._letters[begun]
            if left[0] in after:
                todo.append((begun + left[0], left[1:], errors))
            if errors:
                todo.append((begun, left[1:], errors - 1))
                todo += [(begun + letter, rest, errors - 1) for letter in after for rest in (left, left[1:])]
                swapped = begun + left[1::-1]
                if swapped in self._letters:
                    todo.append((swapped, left[2:], errors - 1))
        return {begun for begun in found if len(begun) >= LEAST_BEGUN}


def _having_most(hits: Sequence[Hits]) -> Collection[int]:
    """Places that have all typed words, or else the most of them; none that has less than half."""
    if not hits:
        return ()
    rarest, *others = sorted((hit.keys() for hit in hits), key=len)
    if all_of_them := reduce(lambda some, other: some & other, others, set(rarest)):
        return all_of_them
    count = Counter(place for hit in hits for place in hit)
    most = max(count.values(), default=0)
    return [place for place, n in count.items() if n == most] if 0 < len(hits) <= 2 * most else ()


class _Alike:
    """A text that says one of a line says all of it."""

    def __init__(self, lines: Iterable[Iterable[str]]) -> None:
        self._phrases: dict[str, list[tuple[list[str], frozenset[str]]]] = {}
        """By their first word: phrases, and all words of their line."""
        for line in lines:
            phrases = [words for phrase in line if (words := words_of(phrase))]
            all_words = frozenset(word for phrase in phrases for word in phrase)
            for phrase in phrases:
                self._phrases.setdefault(phrase[0], []).append((phrase, all_words))

    def to(self, words: Sequence[str]) -> Iterator[str]:
        for at, word in enumerate(words):
            for phrase, alike in self._phrases.get(word, ()):
                if words[at : at + len(phrase)] == phrase:
                    yield from alike


def _weighed(services: Sequence[Service], language: Language, alike: _Alike) -> dict[str, dict[int, float]]:
    """All words that services are found by; for each the services' places, and how much it weighs there."""
    agencies = {service.agency.id: service.agency for service in services}
    of_agency = {name: _weights(_agency_texts(one, language), alike, {}) for name, one in agencies.items()}
    found: dict[str, dict[int, float]] = {}
    for place, service in enumerate(services):
        weights = _weights(_texts(service, language), alike, of_agency[service.agency.id])
        for word, weight in weights.items():
            found.setdefault(word, {})[place] = weight
    return found


def _weights(
    texts: Iterable[tuple[str, float]], alike: _Alike, besides: Mapping[str, float]
) -> dict[str, float]:
    best = dict(besides)
    for text, weight in texts:
        words = words_of(text)
        for word in words:
            best[word] = max(best.get(word, 0), weight)
        for word in alike.to(words):
            best[word] = max(best.get(word, 0), weight * ALIKE)
    return best


def _texts(service: Service, language: Language) -> Iterator[tuple[str, float]]:
    """What a service is found by, and how much a word of it weighs."""
    name = service.name.of(language)
    yield name.split()[0], FIRST_WORD
    yield name, NAME
    yield from ((synonym, SYNONYM) for synonym in service.synonyms)
    yield from ((service.name.of(other), OTHER_LANGUAGE) for other in _others(language))


def _agency_texts(agency: Agency, language: Language) -> Iterator[tuple[str, float]]:
    yield agency.short, AGENCY
    yield agency.name.of(language), AGENCY
    yield from ((agency.name.of(other), OTHER_LANGUAGE) for other in _others(language))


def _others(language: Language) -> Iterator[Language]:
    return (one for one in get_args(Language) if one != language)


def _said(service: Service) -> tuple[str, ...]:
    """Its names and synonyms, each word after a blank."""
    texts = (service.name.id, service.name.of("en"), *service.synonyms)
    return tuple(f" {' '.join(words_of(text))}" for text in texts)


def _letters_after(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """By every beginning of a word, the empty one and the whole included: the letters that come next."""
    found: dict[str, set[str]] = {"": set()}
    for word in words:
        for n, letter in enumerate(word):
            found.setdefault(word[:n], set()).add(letter)
        found.setdefault(word, set())
    return {begun: frozenset(letters) for begun, letters in found.items()}
