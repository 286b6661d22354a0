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
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import compress, count
from math import log
from operator import add, mul, or_
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
HUNG_ON = ("ku", "mu", "nya")
"""What Indonesian hangs on a word: whose it is, or that it is known."""
DIGITS = 1
"""Of weights and scores, after the point: few different ones come of it, however many services there are."""

ZERO_OR_ONE = bytes.maketrans(b"01", b"\0\1")

Places = int
"""A set of services: its bit n is the service at place n."""
Levels = Mapping[float, Places]
"""Which services have a weight."""


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


class Index:
    def __init__(self, profile: Profile) -> None:
        self._tables = {language: _Table(profile, language) for language in get_args(Language)}

    def find(self, text: str, language: Language) -> tuple[Service, ...]:
        """All services that fit, best first; what many come for where nothing has been said yet."""
        return self._tables[language].find(list(dict.fromkeys(words_of(text[:MOST_LETTERS]))))


class _Table:
    """For those who read one language. A service's place is its rank where all else is equal."""

    def __init__(self, profile: Profile, language: Language) -> None:
        self._services = sorted(profile.services.values(), key=lambda one: len(one.name.of(language)))
        self._popular = profile.popular
        wanted = {service.id for service in profile.popular}
        self._popular_places = _places(place for place, one in enumerate(self._services) if one.id in wanted)
        self._filler = frozenset(word for text in profile.everyday.filler for word in words_of(text))
        self._said = [_said(service) for service in self._services]
        self._levels = _weighed(self._services, language, _Alike(profile.everyday.alike))
        self._words = sorted(self._levels)
        self._letters = _letters_after(self._words)
        self._short = {begun: self._begun([(begun, 1)]) for begun in self._letters if 0 < len(begun) <= 2}
        """So many words begin so that they are not gathered anew with every letter."""
        self._bags: dict[int, list[tuple[str, int]]] = {}
        """Words by their length, each with its bag."""
        for word in self._words:
            self._bags.setdefault(len(word), []).append((word, _bag(word)))

    def find(self, typed: Sequence[str]) -> tuple[Service, ...]:
        filler = [word for word in typed if word in self._filler]
        asked = [word for word in typed if word not in self._filler]
        hits = [self._found(word) for word in asked] or [self._begun([(word, 1)]) for word in filler]
        places = _having_most(hits)
        if not places and not asked:
            return self._popular
        if asked:
            hits += [self._rare(self._levels[word], FILLER) for word in filler if word in self._levels]
        scores: Levels = {0.0: places}
        for hit in hits:
            scores = _parted(scores, hit, add)
        if len(asked) > 1:
            together = f" {' '.join(asked)}"
            standing = _places(place for place in _each(places) if together in self._said[place])
            scores = _parted(scores, {TOGETHER: standing}, mul)
        scores = _parted(scores, {POPULAR: self._popular_places}, mul)
        best = sorted(scores.items(), reverse=True)
        return tuple(self._services[place] for _, among in best for place in _each(among))

    def _found(self, word: str) -> Levels:
        return (
            self._short.get(word)
            or self._begun([(word, 1)])
            or self._begun((bare, 1) for one in HUNG_ON if (bare := word.removesuffix(one)) in self._levels)
            or self._begun((meant, MISSPELT) for meant in self._meant(word))
        )

    def _begun(self, beginnings: Iterable[tuple[str, float]]) -> Levels:
        """Of all words that begin so; each beginning with its weight."""
        found: dict[float, Places] = {}
        for begun, weight in beginnings:
            for at in range(bisect_left(self._words, begun), len(self._words)):
                word = self._words[at]
                if not word.startswith(begun):
                    break
                times = weight * WHOLE if word == begun else weight
                for level, places in self._levels[word].items():
                    found[level * times] = found.get(level * times, 0) | places
        return self._rare(found)

    def _rare(self, levels: Levels, times: float = 1) -> Levels:
        """The best of each service; what few services have weighs more."""
        times *= log(1 + len(self._services) / max(1, _all(levels).bit_count()))
        found: dict[float, Places] = {}
        seen = 0
        for level in sorted(levels, reverse=True):
            if fresh := levels[level] & ~seen:
                weight = round(level * times, DIGITS)
                found[weight] = found.get(weight, 0) | fresh
                seen |= fresh
        return found

    def _meant(self, word: str) -> Collection[str]:
        """What a misspelt word may stand for: what has fewer errors first, and with two only whole words."""
        if len(word) < LEAST_BEGUN:
            return ()
        return self._near(word) or (self._nearly(word) if len(word) >= LONG else ())

    def _near(self, word: str) -> set[str]:
        """Beginnings of words one error from it: a letter wrong, missing, too many, or two swapped."""
        found: set[str] = set()
        for at in range(len(word)):
            head, tail, rest = word[:at], word[at:], word[at + 1 :]
            if head not in self._letters:
                break
            found.add(head + rest)
            found.add(head + rest[:1] + word[at] + rest[1:])
            for letter in self._letters[head]:
                found.add(head + letter + rest)
                found.add(head + letter + tail)
        return {begun for begun in found & self._letters.keys() if len(begun) >= LEAST_BEGUN}

    def _nearly(self, word: str) -> list[str]:
        """Words two errors from it."""
        bag = _bag(word)
        return [
            other
            for length in range(len(word) - 2, len(word) + 3)
            for other, letters in self._bags.get(length, ())
            if (bag ^ letters).bit_count() <= 2 * 2 and _within(word, other, 2)
        ]


def _having_most(hits: Sequence[Levels]) -> Places:
    """Places that have all typed words, or else the most of them; none that has less than half."""
    having = [0] * len(hits)
    """Places that have one word more each."""
    for hit in hits:
        more = _all(hit)
        for n, some in enumerate(having):
            having[n], more = some | more, some & more
    return next((some for n, some in enumerate(reversed(having)) if some and 2 * n <= len(hits)), 0)


def _parted(scores: Levels, levels: Levels, by: Callable[[float, float], float]) -> Levels:
    """Scores of services that have a level become more by it."""
    found: dict[float, Places] = {}
    for score, places in scores.items():
        left = places
        for level, having in levels.items():
            if some := left & having:
                more = round(by(score, level), DIGITS)
                found[more] = found.get(more, 0) | some
                left ^= some
        if left:
            found[score] = found.get(score, 0) | left
    return found


def _all(levels: Levels) -> Places:
    return reduce(or_, levels.values(), 0)


def _places(places: Iterable[int]) -> Places:
    return reduce(or_, (1 << place for place in places), 0)


def _each(places: Places) -> Iterator[int]:
    """In their order. Few are taken bit by bit, many are found sooner among digits."""
    if places.bit_count() * 16 > places.bit_length():
        return compress(count(), f"{places:b}"[::-1].encode().translate(ZERO_OR_ONE))
    return _bits(places)


def _bits(places: Places) -> Iterator[int]:
    while places:
        lowest = places & -places
        yield lowest.bit_length() - 1
        places ^= lowest


def _bag(word: str) -> int:
    """Its letters without their order: a bit for each that it has, one more for each that it has twice. An
    error changes two bits at most."""
    bag = 0
    for letter in word:
        bit = 1 << 2 * (ord(letter) % 32)
        bag |= bit << 1 if bag & bit else bit
    return bag


def _within(word: str, other: str, errors: int) -> bool:
    """Whether no more errors lie between them than that."""
    while word and word[:1] == other[:1]:
        word, other = word[1:], other[1:]
    if not errors:
        return word == other
    swapped = word[1::-1] == other[:2]
    return (
        (swapped and _within(word[2:], other[2:], errors - 1))
        or _within(word[1:], other[1:], errors - 1)
        or _within(word[1:], other, errors - 1)
        or _within(word, other[1:], errors - 1)
    )


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


def _weighed(services: Sequence[Service], language: Language, alike: _Alike) -> dict[str, Levels]:
    """All words that services are found by; for each how much it weighs where."""
    agencies = {service.agency.id: service.agency for service in services}
    of_agency = {name: _weights(_agency_texts(one, language), alike, {}) for name, one in agencies.items()}
    found: dict[str, dict[float, list[int]]] = {}
    for place, service in enumerate(services):
        weights = _weights(_texts(service, language), alike, of_agency[service.agency.id])
        for word, weight in weights.items():
            found.setdefault(word, {}).setdefault(weight, []).append(place)
    return {word: {w: _places(ps) for w, ps in levels.items()} for word, levels in found.items()}


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


def _said(service: Service) -> str:
    """Its names and synonyms, a line each, each word after a blank."""
    texts = (service.name.id, service.name.of("en"), *service.synonyms)
    return "\n".join(f" {' '.join(words_of(text))}" for text in texts)


def _letters_after(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """By every beginning of a word, the empty one and the whole included: the letters that come next."""
    found: dict[str, set[str]] = {"": set()}
    for word in words:
        for n, letter in enumerate(word):
            found.setdefault(word[:n], set()).add(letter)
        found.setdefault(word, set())
    return {begun: frozenset(letters) for begun, letters in found.items()}
