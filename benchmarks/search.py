"""search-5000, keystroke-ms, keystroke-max-ms: from a keystroke to what is found, among 5,000 services.

Ours: `Index.find` after each letter of the 150 phrasings that the search is tested with, as they are typed.
Peer: SQLite's FTS5 with prefix indexes over the same texts: each word as a prefix, all of them, ranked, every
row fetched. It forgives no typing errors, and knows nothing that is alike.
keystroke-ms is what is hard, in milliseconds: names and phrasings with an error or two in every word, after
each letter, and for each the median of the rounds; their p99, and the longest of all.
The services are the shipped ones and variants of them, with words out of 4,000 made-up ones.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from string import ascii_lowercase

import yaml

from benchmarks.figures import Counts, Figure, in_turn, percentile
from commands.parts.frame import ROOT
from config.load import load_profile
from config.models import Language, Profile, Service, Words
from kiosk.search import LONG, MOST_LETTERS, Index, words_of

SERVICES, MADE_UP = 5_000, 4_000
FTS5 = "SQLite FTS5 with prefix indexes, words as typed"

Find = Callable[[str, Language], Sequence[object]]


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    profile = many_services()
    index, fts = Index(profile), Fts(profile, folder / "fts.db")
    typed = list(islice(keystrokes(), counts.letters))
    ours, peer = in_turn(counts.rounds, lambda: timed(index.find, typed), lambda: timed(fts.find, typed))
    fts.close()
    hard = list(islice(misspelt(profile), counts.letters))
    timed(index.find, hard)
    each = [median(one) for one in zip(*(timed(index.find, hard) for _ in range(counts.rounds)), strict=True)]
    for name, part in (("search-5000-p50", 0.5), ("search-5000-p99", 0.99)):
        yield Figure(name, percentile(ours, part), percentile(peer, part), "ms", FTS5)
    for name, part in (("keystroke-ms", 0.99), ("keystroke-max-ms", 1)):
        yield Figure(name, percentile([each], part), 1, "ms", "1")


def many_services() -> Profile:
    profile = load_profile(ROOT / "config" / "profiles" / "default")
    assert isinstance(profile, Profile), profile
    chance = Random(1)
    syllables = [consonant + vowel for consonant in "bcdfghjklmnprstwy" for vowel in "aiueo"]
    made_up = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(MADE_UP)]
    shipped = list(profile.services.values())
    services = list(shipped)
    while len(services) < SERVICES:
        one = shipped[len(services) % len(shipped)]
        words = one.name.id.split()
        words[chance.randrange(len(words))] = chance.choice(made_up)
        name = Words(id=" ".join([*words, chance.choice(made_up)]), en=one.name.en)
        services.append(replace(one, id=f"{one.id}-{len(services)}", name=name))
    return replace(profile, services={one.id: one for one in services})


def keystrokes() -> Iterator[tuple[str, Language]]:
    for text, language in phrasings():
        for letters in range(1, len(text) + 1):
            yield text[:letters], language


def misspelt(profile: Profile) -> Iterator[tuple[str, Language]]:
    """After each letter, as the others are; an error in each word, in a long one two."""
    chance = Random(2)
    texts: list[tuple[str, Language]] = [
        (service.name.id.lower(), "id") for service in profile.services.values()
    ]
    texts += phrasings()
    chance.shuffle(texts)
    for text, language in texts:
        typed = " ".join(_spoilt(word, chance) for word in text.split())
        for letters in range(1, min(len(typed), MOST_LETTERS) + 1):
            yield typed[:letters], language


def phrasings() -> Iterator[tuple[str, Language]]:
    parts = yaml.safe_load((ROOT / "tests" / "kiosk" / "phrasings.yaml").read_text(encoding="utf-8"))
    for part, texts in parts.items():
        for text in texts:
            yield text, "en" if part == "english" else "id"


def _spoilt(word: str, chance: Random) -> str:
    """With a letter wrong, missing, too many, or two in each other's place."""
    for _ in range(2 if len(word) >= LONG else 1):
        at, letter = chance.randrange(len(word)), chance.choice(ascii_lowercase)
        head, tail, rest = word[:at], word[at:], word[at + 1 :]
        word = chance.choice(
            (head + letter + rest, head + rest, head + letter + tail, head + rest[:1] + word[at] + rest[1:])
        )
    return word


def timed(find: Find, typed: Sequence[tuple[str, Language]]) -> list[float]:
    """Milliseconds of each."""
    found = []
    for text, language in typed:
        began = time.perf_counter()
        find(text, language)
        found.append((time.perf_counter() - began) * 1000)
    return found


class Fts:
    def __init__(self, profile: Profile, file: Path) -> None:
        self._db = sqlite3.connect(file)
        self._db.execute("CREATE VIRTUAL TABLE service USING fts5 (text, prefix = '1 2 3')")
        rows = [(" ".join(words_of(text)),) for text in map(_text, profile.services.values())]
        self._db.executemany("INSERT INTO service VALUES (?)", rows)
        self._db.commit()

    def find(self, text: str, _: Language) -> list[tuple[int]]:
        asked = " ".join(f'"{word}"*' for word in words_of(text))
        return self._db.execute(
            "SELECT rowid FROM service WHERE service MATCH ? ORDER BY rank", (asked,)
        ).fetchall()

    def close(self) -> None:
        self._db.close()


def _text(service: Service) -> str:
    names = (service.name, service.agency.name)
    return " ".join(
        [service.agency.short, *service.synonyms, *(name.of(of) for name in names for of in ("id", "en"))]
    )
